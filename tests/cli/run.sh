#!/usr/bin/env bash
# The commands of the line, from an empty folder to backup and restore: run.sh [NAME…], all *_test.py or those named (run.sh import).
# MINGTANG names the program (default: the development build).
set -euo pipefail
cd "$(dirname "$0")"
exec python3 all_tests.py "$@"
