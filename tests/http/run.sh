#!/usr/bin/env bash
# The real server under slow and greedy clients: it answers everybody else, stays alive and keeps its descriptors bounded.
# MINGTANG names the program (default: the development build).
set -euo pipefail
cd "$(dirname "$0")"
exec python3 attack_test.py
