#!/usr/bin/env bash
# bench/http_page.sh: requests a second of a cached 12 KB page, from this server and from nginx serving the same bytes, in turns on one machine.
# Both answer on 2 threads; wrk uses 2 threads and 64 connections. Prints a line a run and the ratio of the medians, plain and gzip.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${MINGTANG_PRESET:-release} seconds=${SECONDS_A_RUN:-5} runs=${RUNS:-5} connections=${CONNECTIONS:-64}
work=$(mktemp -d)
trap 'kill "${ours:-}" "${theirs:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

python3 - "$work/page" <<'PY'
import random, sys
random.seed(7)
words = "县人民政府办公室 关于 印发 实施方案 的 通知 各乡镇 街道 有关 部门 贯彻 落实 信息公开 年度 报告 财政 预算 决算 教育 医疗 环境 保护 监督".split()
text = "<!doctype html><html lang=zh-CN><head><meta charset=utf-8><title>政务公开</title></head><body>\n"
while len(text.encode()) < 12000:
    text += "<p>" + "".join(random.choice(words) for _ in range(20)) + "。</p>\n"
open(sys.argv[1], "w").write(text + "</body></html>\n")
PY
mkdir "$work/root"; chmod 755 "$work" "$work/root"
cp "$work/page" "$work/root/page"; gzip -6 -nk "$work/root/page"
our_port=$(free_port); their_port=$(free_port)
cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 2; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100; open_file_cache_valid 1h; gzip_static on;
  default_type "text/html; charset=utf-8"; client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server { listen 127.0.0.1:$their_port backlog=4096; root $work/root; }
}
CONF
"build/$preset/bench/http_demo" "$our_port" "$work/page" "$work/spool" & ours=$!
nginx -c "$work/nginx.conf" -e "$work/error.log" & theirs=$!
sleep 1
a=$(curl -s "127.0.0.1:$our_port/page" | sha256sum); b=$(curl -s "127.0.0.1:$their_port/page" | sha256sum)
[ "$a" = "$b" ] || { echo "the two do not serve the same bytes" >&2; exit 1; }

rate() { wrk -t2 -c"$connections" -d"${seconds}s" ${2:+-H "$2"} "http://127.0.0.1:$1/page" | awk '/Requests\/sec/ {print $2} /Non-2xx/ {print "errors" > "/dev/stderr"; exit 1}'; }
compare() {
  local name=$1 header=$2 mine=() others=()
  for _ in $(seq "$runs"); do
    mine+=("$(rate "$our_port" "$header")"); others+=("$(rate "$their_port" "$header")")
    echo "$name: mingtang ${mine[-1]} nginx ${others[-1]} requests/s"
  done
  python3 -c 'import sys, statistics as s
name, n, rows = sys.argv[1], int(sys.argv[2]), list(map(float, sys.argv[3:]))
m, o = s.median(rows[:n]), s.median(rows[n:])
print(f"{name}: ratio {m / o:.2f} (mingtang {m:.0f}, nginx {o:.0f} requests/s, medians of {n})")' "$name" "$runs" "${mine[@]}" "${others[@]}"
}
compare plain ""
compare gzip "Accept-Encoding: gzip"
