#!/usr/bin/env bash
# The publication log as strangers see it: a reader of its own and one made of Debian's Go libraries over HTTP, SIGKILL in a loop, tampering, keys, backup. MINGTANG names the
# program, KILLS the rounds (default 25), KILL_SECONDS their time.
set -euo pipefail
cd "$(dirname "$0")"
exec python3 log_test.py
