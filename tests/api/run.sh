#!/usr/bin/env bash
# docs/api/openapi.yaml against the answers of a real server with the demo county. MINGTANG names the program (default: the development build).
set -euo pipefail
cd "$(dirname "$0")"
exec /usr/bin/python3 api_test.py
