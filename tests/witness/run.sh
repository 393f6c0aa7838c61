#!/usr/bin/env bash
# Witnesses of the publication log: the protocol over HTTP, two sites that watch each other, SIGKILL, requests at the same time. MINGTANG
# names the program, KILLS the rounds (default 12).
set -euo pipefail
cd "$(dirname "$0")"
exec python3 witness_test.py
