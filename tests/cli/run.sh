#!/usr/bin/env bash
# The commands of the line, from an empty folder to backup and restore. MINGTANG names the program (default: the development build).
set -euo pipefail
cd "$(dirname "$0")"
exec python3 cli_test.py
