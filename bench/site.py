#!/usr/bin/env python3
"""bench/site.py [--documents 100000] [--characters 600] [--from FILE.jsonl[.gz]] [--keep DIR] [--only page]: figures of a whole site.

Loads the demo county, imports the documents with publishing and indexing, and prints
  import      documents a second, from the start of the command to the index having caught up
  start       from the start of the program to the first whole answer of the home page (median and worst of 5)
  memory      resident set of the server after searches and pages
  page        an uncached document page beside nginx serving the same bytes: requests a second, and the processor time of each request, which
              says the same on a machine that others use too
  publish     from the click on 发布 to the page being found by the search, and to its being listed by its unit, while 50 readers a second read
Nothing is asserted: the figures are for people."""
import argparse
import html.parser
import http.client
import os
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/release/mingtang"))


class Forms(html.parser.HTMLParser):
    """The forms of a page with what stands in their fields."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.form, self.select, self.area = [], None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag == "form":
            self.form = {"action": at.get("action", ""), "fields": []}
            self.forms.append(self.form)
        if self.form is None:
            return
        if tag == "input" and at.get("name") and at.get("type") not in ("submit", "file", "button"):
            if at.get("type") not in ("checkbox", "radio") or "checked" in at:
                self.form["fields"].append((at["name"], at.get("value") or ""))
        if tag == "select":
            self.select = (at.get("name"), [])
        if tag == "option" and self.select:
            self.select[1].append((at.get("value") or "", "selected" in at))
        if tag == "textarea":
            self.area = [at.get("name"), ""]

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "select" and self.select and self.form is not None:
            name, options = self.select
            chosen = [v for v, on in options if on] or [v for v, _ in options][:1]
            self.form["fields"] += [(name, v) for v in chosen]
            self.select = None
        if tag == "textarea" and self.area and self.form is not None:
            self.form["fields"].append(tuple(self.area))
            self.area = None


class Person:
    def __init__(self, port, login):
        self.port, self.cookies = port, {}
        self.ask("POST", "/sign-in", [("login", login), ("password", "Mingtang-2026-" + login.replace(".", "-")), ("next", "/desk")])

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        connection.close()
        return answer.status, answer.getheader("Location") or "", text

    def send(self, page, action, changes, step):
        """Fills the page's form that goes to `action` and sends it with the button `step`."""
        _, _, text = self.ask("GET", page)
        form = next(f for f in Forms(text).forms if f["action"] == action)
        fields = [(k, v) for k, v in form["fields"] if k not in dict(changes)] + list(changes) + ([("action", step)] if step else [])
        status, location, answer = self.ask("POST", action, fields)
        if status != 303:
            raise RuntimeError(f"{action} {step}: {status} {re.sub('<[^>]+>', ' ', answer)[:2000]}")
        return location


class Server:
    def __init__(self, data):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.begun = time.perf_counter()
        line = [PROGRAM, "--data", str(data), "--log-level", "warning", "--requests-per-second", "1000000", "serve", "--listen", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL)

    def first_answer(self):
        """Seconds from the start of the program to the whole home page."""
        while time.perf_counter() - self.begun < 60:
            try:
                if self.get("/")[0] == 200:
                    return time.perf_counter() - self.begun
            except OSError:
                time.sleep(0.002)
        raise RuntimeError("no answer within 60 s")

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, text

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return {key: int(re.search(rf"{key}:\s+(\d+)", status)[1]) / 1024 for key in ("VmRSS", "RssAnon", "RssFile")}

    def stop(self):
        self.process.terminate()
        self.process.wait()


def program(data, *arguments):
    return subprocess.run([PROGRAM, "--data", str(data), *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def load(data, work, order):
    lines = work / "documents.jsonl"
    with open(lines, "w") as out:
        subprocess.run([sys.executable, ROOT / "bench/documents.py", str(order.documents), "--characters", str(order.characters), "--from", order.source], stdout=out, check=True)
    program(data, "--log-level", "warning", "demo", "--from", ROOT / "demo")
    begun = time.perf_counter()
    program(data, "--log-level", "warning", "import", "documents", lines, "--unit", "jiaoyu", "--publish")
    seconds = time.perf_counter() - begun
    print(f"import: {order.documents / seconds:.0f} documents a second, published and indexed ({order.documents} in {seconds:.0f} s)", flush=True)


def measure_start(data):
    times = []
    for _ in range(5):
        server = Server(data)
        times.append(server.first_answer())
        server.stop()
    print(f"start: first answer after {statistics.median(times) * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms of {len(times)}", flush=True)


WORDS = "通知 公告 教育 财政预算 行政处罚 环境保护 土地征收 招生入学 食品安全 道路交通 低保 监督检查 第三条 应急预案 乡村振兴 养老".split()


def measure_memory(server):
    times = []
    for turn in range(400):
        path = "/search?q=" + urllib.parse.quote(f"{random.choice(WORDS)} {random.choice(WORDS)}")
        begun = time.perf_counter()
        server.get(path)
        times.append(time.perf_counter() - begun)
        server.get(f"/disclosure/{random.randrange(300, 90000)}")
    times.sort()
    now = server.memory()
    print(f"search page over HTTP: median {times[200] * 1000:.1f} ms, p99 {times[396] * 1000:.1f} ms (facets and snippets included)")
    print(f"memory: {now['VmRSS']:.0f} MB resident, of that {now['RssAnon']:.0f} MB its own and {now['RssFile']:.0f} MB of mapped files", flush=True)


def processor_seconds(process):
    """Of a process and its children."""
    spent = 0
    for pid in [process.pid] + [int(child) for child in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        spent += int(fields[11]) + int(fields[12])
    return spent / os.sysconf("SC_CLK_TCK")


def wrk(port, work, script, seconds, process):
    """Requests a second; processor seconds a request of the server, and of wrk."""
    lua = work / "wrk.lua"
    lua.write_text(script)
    before, others = processor_seconds(process), os.times()
    said = subprocess.run(["wrk", "-t2", "-c32", f"-d{seconds}s", "-s", lua, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True).stdout
    after = os.times()
    if "Non-2xx" in said:
        print(said)
    count = int(re.search(r"(\d+) requests in", said)[1])
    own = after.children_user + after.children_system - others.children_user - others.children_system
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), (processor_seconds(process) - before) / count, own / count


def measure_page(server, data, work, documents):
    if not shutil.which("nginx") or not shutil.which("wrk"):
        print("page: nginx or wrk is not installed")
        return
    _, page = server.get("/disclosure/1000")
    (work / "root").mkdir(exist_ok=True)
    (work / "root/page").write_bytes(page)
    work.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (work / "nginx.conf").write_text(f"""daemon off; worker_processes 2; pid {work}/nginx.pid; error_log {work}/error.log; events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type "text/html; charset=utf-8"; open_file_cache max=100;
client_body_temp_path {work}; proxy_temp_path {work}; fastcgi_temp_path {work}; uwsgi_temp_path {work}; scgi_temp_path {work};
server {{ listen 127.0.0.1:{port}; root {work}/root; }} }}""")
    nginx = subprocess.Popen(["nginx", "-c", work / "nginx.conf", "-e", work / "error.log"])
    time.sleep(0.5)
    ours, theirs = [], []
    for turn in range(3):
        # Every request asks for another document: each is rendered, none was asked before.
        first = 2000 + turn * documents // 4
        ours.append(wrk(server.port, work, f"""local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init() n = {first} + id * {documents // 8} end
function request() n = n + 1; return wrk.format("GET", "/disclosure/" .. n) end""", 3, server.process))
        theirs.append(wrk(port, work, 'function request() return wrk.format("GET", "/page") end', 3, nginx))
    nginx.terminate()
    nginx.wait()
    rate, spent, with_wrk = ([statistics.median(run[n] for run in runs) for runs in (ours, theirs)] for n in range(3))
    print(f"page: uncached document page of {len(page) / 1024:.0f} KB {rate[0]:.0f} requests a second, nginx {rate[1]:.0f}: ratio {rate[0] / rate[1]:.2f}", flush=True)
    micro = [1e6 * (spent[n] + with_wrk[n]) for n in (0, 1)]
    print(f"page: processor time of a request {spent[0] * 1e6:.1f} µs, nginx {spent[1] * 1e6:.1f} µs; with wrk's own {micro[0]:.1f} µs and {micro[1]:.1f} µs: ratio {micro[1] / micro[0]:.3f}", flush=True)


def prepare_editions(server, count):
    filer, reviewer, secrecy = (Person(server.port, f"jiaoyu.{role}") for role in ("filer", "review", "secrecy"))
    made = []
    for n in range(count):
        mark = f"量测件{n:03d}号"
        place = filer.send("/desk/disclosures/new", "/desk/disclosures/new", [("title", f"关于{mark}事项的通知"), ("kind", "notice")], None)
        edition = re.search(r"/desk/drafts/(\d+)", place)[1]
        page = f"/desk/drafts/{edition}"
        _, _, text = filer.ask("GET", page)
        item = re.search(r'<optgroup.*?<option value="(\d+)"', text, re.S)[1]
        subject = re.search(r'name="subjects" value="([^"]+)"', text)[1]
        filer.send(page, page, [("catalogue_item_id", item), ("subjects", subject), ("produced_on", time.strftime("%Y-%m-%d")),
                                ("body", f"<p>{mark}，现将有关事项通知如下。</p>" + "<p>各学校应当严格按照规定办理入学手续。</p>" * 20)], "file")
        steps = f"/desk/editions/{edition}/steps"
        reviewer.send(f"/desk/editions/{edition}", steps, [("remark", "同意")], "pass")
        _, _, text = secrecy.ask("GET", f"/desk/editions/{edition}")
        checks = re.findall(r'name="checked" value="([^"]+)"', text)
        secrecy.send(f"/desk/editions/{edition}", steps, [("checked", c) for c in checks] + [("conclusion", "may_be_public"), ("basis", "《中华人民共和国政府信息公开条例》第十七条")], "review")
        made.append((edition, mark))
    return made


def measure_publish(server, count):
    editions = prepare_editions(server, count)
    office = Person(server.port, "office.gongkai")
    stopping, slow = threading.Event(), []

    def reader(turn):
        deal = random.Random(turn)
        while not stopping.is_set():
            path = deal.choice(["/", f"/disclosure/{deal.randrange(300, 90000)}", "/search?q=" + urllib.parse.quote(deal.choice(WORDS)), "/units"])
            begun = time.perf_counter()
            try:
                server.get(path)
            except OSError:
                return  # the server is gone
            took = time.perf_counter() - begun
            slow.append(took)
            time.sleep(max(0, 0.2 - took))

    readers = [threading.Thread(target=reader, args=(n,)) for n in range(10)]  # 5 a second each
    for one in readers:
        one.start()
    unit = "/units/jiaoyu"
    found, listed = [], []
    for edition, mark in editions:
        token = dict(next(f for f in Forms(office.ask("GET", f"/desk/editions/{edition}")[2]).forms if f["action"].endswith("/steps"))["fields"])["csrf_token"]
        begun = time.perf_counter()
        status, _, text = office.ask("POST", f"/desk/editions/{edition}/steps", [("csrf_token", token), ("remark", ""), ("action", "publish")])
        if status != 303:
            raise RuntimeError(f"publish: {status} {text[:500]}")
        waits = {"found": "/search?q=" + urllib.parse.quote(mark), "listed": unit}
        while waits and time.perf_counter() - begun < 20:
            for name, path in list(waits.items()):
                body = server.get(path)[1].decode()
                # A search page repeats the question; a hit is the title, whose words may be marked.
                if f"关于{mark}事项的通知" in re.sub(r"</?mark>", "", body):
                    (found if name == "found" else listed).append(time.perf_counter() - begun)
                    del waits[name]
    stopping.set()
    for one in readers:
        one.join()
    for name, times in (("found", found), ("listed", listed)):
        times.sort()
        print(f"publish: {name} after median {statistics.median(times) * 1000:.0f} ms, p99 {times[min(len(times) - 1, int(len(times) * 0.99))] * 1000:.0f} ms ({len(times)} of {count}), readers {len(slow)} requests")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100000)
    parser.add_argument("--characters", type=int, default=600)
    parser.add_argument("--from", dest="source", default=str(ROOT / "demo/documents.jsonl"))
    parser.add_argument("--publish", type=int, default=100, help="how many publications are timed")
    parser.add_argument("--only", choices=["start", "memory", "page", "publish"], help="measures this part alone")
    parser.add_argument("--keep", help="folder of the site; kept, and used again without importing when it is there")
    order = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-site-"))
    data = pathlib.Path(order.keep) if order.keep else work / "data"
    random.seed(7)
    try:
        if not data.exists():
            load(data, work, order)
        asked = lambda part: order.only in (None, part)
        if asked("start"):
            measure_start(data)
        server = Server(data)
        try:
            server.first_answer()
            if asked("memory"):
                measure_memory(server)
            if asked("page"):
                measure_page(server, data, work, order.documents)
            if asked("publish"):
                measure_publish(server, order.publish)
        finally:
            server.stop()
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
