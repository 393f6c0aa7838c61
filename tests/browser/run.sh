#!/usr/bin/env bash
# tests/browser/run.sh [STORY…]: the demo county in a temporary folder, the server on a free port, the stories in a real browser.
# MINGTANG names another program. The last line is "N passed, N failed"; the exit status says the same.
set -euo pipefail
export LC_ALL=C.UTF-8   # without a locale of UTF-8 Chromium cannot open a file with a Chinese name, and sends none of it
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${MINGTANG:-}
for candidate in build/asan/mingtang build/dev/mingtang build/release/mingtang; do
  [ -n "$program" ] || { [ -x "$root/$candidate" ] && program=$root/$candidate; } || true
done
[ -n "$program" ] || { echo "no program: build mingtang first, or name it in MINGTANG" >&2; exit 2; }
[ -d "$root/web/node_modules/playwright-core" ] || { echo "no browser driver: npm ci in web/ first" >&2; exit 2; }

folder=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap finish EXIT

cp "$program" "$folder/mingtang"   # a build that runs meanwhile must not take the program away
cd "$root"
"$folder/mingtang" --data "$folder/data" demo --from demo >"$folder/demo.txt"
"$folder/mingtang" --data "$folder/data" serve --listen 127.0.0.1:0 2>"$folder/log.txt" &
server=$!
base=
for _ in $(seq 150); do
  base=$(grep -om1 'http://127.0.0.1:[0-9]*' "$folder/log.txt" || true)
  [ -n "$base" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -n "$base" ] || { cat "$folder/log.txt" >&2; echo "the server did not start" >&2; exit 1; }

status=0
BASE=$base WORK=$folder node "$here/run.mjs" "$@" | tee "$folder/out.txt" || status=$?
summary=$(tail -n 1 "$folder/out.txt")

# The server ends cleanly, and what a sanitizer has to say is a failure.
kill -TERM "$server"
stopped=0
wait "$server" || stopped=$?
server=
if [ "$stopped" != 0 ] || grep -qE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$folder/log.txt"; then
  echo "the server ended with status $stopped; its last words:"
  tail -n 40 "$folder/log.txt"
  passed=${summary%% passed*}; failed=${summary#*, }; failed=${failed%% failed*}
  echo "$passed passed, $((failed + 1)) failed"
  exit 1
fi
exit "$status"
