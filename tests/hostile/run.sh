#!/usr/bin/env bash
# Hostile values in every form of every page, and in every option of the command line; all values everywhere with --all. MINGTANG names the program (default: the development build).
set -euo pipefail
cd "$(dirname "$0")"
exec /usr/bin/python3 hostile_test.py "$@"
