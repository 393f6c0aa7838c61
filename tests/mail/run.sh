#!/usr/bin/env bash
# Outgoing mail through a real mail server (Exim with a folder and a port of its own, delivering to maildirs). MINGTANG names the program, KILLS
# the rounds of SIGKILL (default 5).
set -euo pipefail
cd "$(dirname "$0")"
if ! command -v exim4 >/dev/null; then
  echo "tests/mail: Exim is not installed (another mail server stays where it is); nothing tested"
  echo "0 passed, 0 failed"
  exit 0
fi
exec python3 mail_test.py
