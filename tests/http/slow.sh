#!/usr/bin/env bash
# tests/http/slow.sh [URL [FORM_URL]]: slowhttptest attacks a server on this machine with slow headers, slow bodies and slow reading; meanwhile a client at
# another address (127.0.0.2) must be answered. Without URL a small server that holds 200 connections at most is started.
set -euo pipefail
cd "$(dirname "$0")/../.."
preset=${MINGTANG_PRESET:-dev} seconds=${ATTACK_SECONDS:-12}
work=$(mktemp -d)
trap 'kill "${server:-}" "${attack:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
url=${1:-} form=${2:-${1:-}}  # FORM_URL takes POST; a server may end an attack on any other address early
if [ -z "$url" ]; then
  head -c 200000 /dev/urandom | base64 >"$work/page"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "build/$preset/bench/http_demo" "$port" "$work/page" "$work/spool" 200 & server=$!
  url=http://127.0.0.1:$port/page form=http://127.0.0.1:$port/form
  sleep 1
fi
case "$url $form" in "http://127.0.0.1:"*" http://127.0.0.1:"*) ;; *) echo "only http://127.0.0.1:PORT/… is attacked" >&2; exit 2 ;; esac
answer() { curl -s -o /dev/null --interface 127.0.0.2 --max-time 5 -w '%{http_code} %{time_total}' "$url"; }
[ "$(answer | cut -d' ' -f1)" = 200 ] || { echo "$url does not answer 200 in peace" >&2; exit 1; }

under() {
  local name=$1 target=$2; shift 2
  slowhttptest -l "$seconds" -r 400 -c 1000 -u "$target" "$@" >"$work/$name.log" 2>&1 & attack=$!
  sleep 2
  local asked=0 failed=0 slowest=0
  while kill -0 "$attack" 2>/dev/null; do
    read -r status spent < <(answer || true) || true
    asked=$((asked + 1))
    [ "${status:-000}" = 200 ] || failed=$((failed + 1))
    slowest=$(python3 -c "print(max($slowest, ${spent:-9}))")
    sleep 0.2
  done
  wait "$attack" 2>/dev/null || true
  attack=
  echo "$name: $asked requests beside the attack, $failed failed, slowest ${slowest}s"
  [ "$asked" -ge 3 ] && [ "$failed" -eq 0 ]
}
under slow_headers "$url" -H -i 3 -x 24
under slow_body "$form" -B -i 3 -s 60000 -x 10
under slow_read "$url" -X -n 3 -k 3 -w 512 -y 1024 -z 32
echo "normal requests were answered under every attack"
