"""Kills the server and an import with SIGKILL while people write, restarts, and compares what is there with what was acknowledged."""
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
ROUNDS = int(os.environ.get("KILLS", "20"))
SECONDS = float(os.environ.get("KILL_SECONDS", "110"))
WRITERS = ["jiaoyu", "caizheng", "minzheng"]
DOCUMENTS = 400

folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-kill-"))
data = folder / "data"
environment = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
acknowledged = set()
acknowledged_lock = threading.Lock()
passed = failed = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what, flush=True)


def program(*arguments):
    return subprocess.run([PROGRAM, "--data", str(data), *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=600)  # the demo alone takes two minutes with sanitizers


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Browser:
    """One person's browser; every answer that does not come whole is an exception."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.cookies = {}

    def ask(self, method, path, form=None):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location"), text

    def sign_in(self, unit):
        status, _, _ = self.ask("POST", "/sign-in", {"login": f"{unit}.filer", "password": f"Mingtang-2026-{unit}-filer", "next": "/desk"})
        if status != 303:
            raise RuntimeError(f"sign-in answered {status}")
        _, _, page = self.ask("GET", "/desk/disclosures/new")
        self.token = re.search(r'name="csrf_token" value="([0-9a-f]+)"', page)[1]
        self.unit = re.search(r'<option value="(\d+)" selected', page)[1]

    def start_draft(self, title):
        status, _, _ = self.ask("POST", "/desk/disclosures/new", {"csrf_token": self.token, "unit": self.unit, "title": title, "kind": "notice"})
        return status == 303


class Server:
    def __init__(self):
        self.port = free_port()
        line = [PROGRAM, "--data", str(data), "--log-level", "warning", "serve", "--listen", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=open(folder / "serve.log", "a"), env=environment)
        deadline = time.time() + 30
        while time.time() < deadline:
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError((folder / "serve.log").read_text()[-2000:])

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def kill(self):
        self.process.kill()
        self.process.wait()


def write_until_killed(server, unit, round_number):
    """Drafts, one after the other; a title counts as acknowledged once its answer has been read."""
    try:
        browser = Browser(server.port)
        browser.sign_in(unit)
        for n in range(100000):
            title = f"轮{round_number}-{unit}-{n}"
            if browser.start_draft(title):
                with acknowledged_lock:
                    acknowledged.add(title)
    except (OSError, http.client.HTTPException):
        pass  # the server has been killed


def titles_in_store():
    with sqlite3.connect(f"file:{data}/mingtang.db?mode=ro", uri=True) as db:
        return {row[0] for row in db.execute("select title from disclosure_edition")}


def count(sql):
    with sqlite3.connect(f"file:{data}/mingtang.db?mode=ro", uri=True) as db:
        return db.execute(sql).fetchone()[0]


def compare(server, round_number):
    """What must hold after every restart."""
    lost = acknowledged - titles_in_store()
    check(not lost, f"round {round_number}: {len(lost)} acknowledged drafts are lost, as {sorted(lost)[:3]}")
    ready = {}
    for _ in range(100):
        _, body = server.get("/readyz")
        ready = json.loads(body)
        if ready.get("ready") and ready["search"] == ready["journal"] == ready["pages"]:
            break
        time.sleep(0.1)
    check(ready.get("search") == ready.get("journal"), f"round {round_number}: the index stands at {ready}")
    indexed = int(re.search(r"^mingtang_search_documents (\d+)", server.get("/metrics")[1], re.M)[1])
    public = count("select count(*) from disclosure_public")
    check(indexed == public, f"round {round_number}: {indexed} in the index, {public} public")
    newest = count("select max(disclosure_id) from disclosure_public")
    for path in ("/", f"/disclosure/{newest}", "/search?q=" + urllib.parse.quote("通知")):
        check(server.get(path)[0] == 200, f"round {round_number}: {path}")
    check(count("select max(seq) - count(*) from journal_event") == 0, f"round {round_number}: the journal has gaps")


def play_round(number, importing):
    server = Server()
    compare(server, number)
    writers = [threading.Thread(target=write_until_killed, args=(server, unit, number)) for unit in WRITERS]
    for writer in writers:
        writer.start()
    line = [PROGRAM, "--data", str(data), "import", "documents", str(importing), "--unit", "jiaoyu", "--publish", "--batch", str(random.choice([1, 5, 20]))]
    importer = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    enough, patience = len(acknowledged) + 3 if number % 2 else 0, time.time() + 60
    time.sleep(random.uniform(0.2, 2.0))
    # Every other round dies at any moment, the rest not before three drafts were acknowledged: a busy machine answers late.
    while len(acknowledged) < enough and time.time() < patience:
        time.sleep(0.01)
    victims = [server.process, importer]
    random.shuffle(victims)
    for victim in victims:
        victim.kill()
        time.sleep(random.uniform(0, 0.05))
    server.process.wait()
    importer.wait()
    for writer in writers:
        writer.join()


def main():
    random.seed(int(os.environ.get("SEED", "7")))
    loaded = program("demo", "--from", ROOT / "demo")
    check(loaded.returncode == 0, "demo: " + loaded.stderr)
    importing = folder / "documents.jsonl"
    importing.write_text("".join(json.dumps({"id": f"k{n}", "title": f"第{n}号通知", "body": "事项内容。" * 60, "published_on": "2026-05-01"}, ensure_ascii=False) + "\n"
                                 for n in range(DOCUMENTS)), encoding="utf-8")
    begun, rounds = time.time(), 0
    while rounds < ROUNDS and time.time() - begun < SECONDS:
        rounds += 1
        play_round(rounds, importing)
    check(rounds >= min(ROUNDS, 10), f"only {rounds} rounds in {SECONDS} s")
    server = Server()
    compare(server, "last")
    server.kill()
    verified = program("journal", "verify")
    check(verified.returncode == 0, "journal verify: " + verified.stderr)
    finished = program("import", "documents", importing, "--unit", "jiaoyu", "--publish")
    check(finished.returncode == 0, "import run again: " + finished.stderr)
    check(count("select count(*) from disclosure_public p join disclosure_record r on r.id = p.disclosure_id where r.source_id like 'k%'") == DOCUMENTS, "imported once each")
    examined = program("doctor")
    check(examined.returncode == 0, "doctor: " + examined.stdout)
    check(len(acknowledged) > rounds, f"only {len(acknowledged)} drafts were acknowledged: no load")
    print(f"{rounds} kills in {time.time() - begun:.0f} s, {len(acknowledged)} acknowledged drafts")


try:
    main()
except Exception as trouble:
    check(False, repr(trouble))
finally:
    shutil.rmtree(folder, ignore_errors=True)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
