#!/usr/bin/env bash
# SIGKILL under load, many times: nothing that was acknowledged is lost, everything agrees after each restart.
# MINGTANG names the program, KILLS the number of rounds (default 20).
set -euo pipefail
cd "$(dirname "$0")"
exec python3 kill_test.py
