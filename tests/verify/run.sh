#!/usr/bin/env bash
# The script that checks the publication log in the reader's browser, against worked values. Node 18 knows Web Crypto behind a flag only.
set -euo pipefail
cd "$(dirname "$0")"
exec node --experimental-global-webcrypto vectors.mjs
