"""The publication log through the program: what a stranger reads, what survives SIGKILL, and that every tampering is found."""
import base64
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
import time

import stranger

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
ROUNDS = int(os.environ.get("KILLS", "25"))
SECONDS = float(os.environ.get("KILL_SECONDS", "100"))
PATIENCE = 60
environment = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-log-"))
data = folder / "data"
passed = failed = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what, flush=True)
    return good


def program(*arguments, where=None, status=0):
    done = subprocess.run([PROGRAM, "--data", str(where or data), "--log-level", "warning", *map(str, arguments)], capture_output=True, text=True, env=environment,
                          timeout=300)
    check(status is None or done.returncode == status, f"{arguments} returned {done.returncode}, not {status}: {done.stdout[-600:]}{done.stderr[-600:]}")
    return done


class Server:
    def __init__(self, place=None):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        line = [PROGRAM, "--data", str(place or data), "--log-level", "warning", "serve", "--listen", f"127.0.0.1:{self.port}", "--requests-per-second", "100000"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=open(folder / "serve.log", "a"), env=environment)
        self.url = f"http://127.0.0.1:{self.port}"
        deadline = time.time() + 60
        while time.time() < deadline:
            try:
                if self.answer("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError((folder / "serve.log").read_text()[-2000:])

    def answer(self, address, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", address, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()

    def get(self, address):
        status, _, body = self.answer("/log/" + address)
        assert status == 200, f"/log/{address} answered {status}"
        return body

    def checkpoint(self):
        return self.get("checkpoint").decode()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)

    def kill(self):
        self.process.kill()
        self.process.wait()


def sql(statement, *values, where=None):
    with sqlite3.connect((where or data) / "mingtang.db", timeout=30) as db:
        rows = db.execute(statement, values).fetchall()
    db.close()
    return rows


def head():
    return sql("select seq from journal_head")[0][0]


def public_events():
    """(seq, disclosure) of every journal event that the log must tell of."""
    rows = sql("select seq, name, subject, data from journal_event where name in ('disclosure.published','disclosure.revised','disclosure.withdrawn',"
               "'disclosure.archived') order by seq")
    live, wanted = set(), []
    for seq, name, subject, text in rows:
        if name in ("disclosure.published", "disclosure.revised"):
            if not json.loads(text)["public"]:
                continue
            live.add(subject)
        elif subject not in live:
            continue
        if name == "disclosure.withdrawn":
            live.discard(subject)
        wanted.append((seq, int(subject.split(":")[1])))
    return wanted


def documents(name, count, first=0, body="事项内容。"):
    file = folder / name
    file.write_text("".join(json.dumps({"id": f"k{n}", "title": f"第{n}号通知", "body": f"{body}第{n}件。" * 20, "published_on": "2026-05-01"}, ensure_ascii=False) + "\n"
                            for n in range(first, first + count)), encoding="utf-8")
    return file


def wait_until(what, patience=60):
    """Seconds until `what()` holds."""
    begun = time.time()
    while time.time() - begun < patience:
        if what():
            return time.time() - begun
        time.sleep(0.02)
    return patience


def vkeys(server):
    return server.get("vkey").decode().splitlines()


def signed_size(server):
    return int(server.checkpoint().splitlines()[1])


def strangers_reading():
    server = Server()
    status, headers, _ = server.answer("/log/checkpoint")
    check(status == 200 and headers["content-type"] == "text/plain; charset=utf-8" and headers["cache-control"] == "no-cache", headers)
    # What the demo has scheduled is published as soon as its hour is past.
    due = "select id from disclosure_edition where state = 'scheduled' and publish_at <= ?"
    wait_until(lambda: not sql(due, time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())) and json.loads(server.answer("/readyz")[2]).get("translog") == head()
               and signed_size(server) == len(public_events()))
    (key,) = vkeys(server)
    origin, size, hashed = stranger.opened(server.checkpoint(), key)
    check(origin == "www.yunlu.example/log" and key.startswith(origin + "+"), origin)
    check(size == len(public_events()) > 200, f"{size} entries")
    entries, leaves = stranger.read(server.get, size, hashed)
    stranger.check_chain(entries)
    check([json.loads(e)["document"] for e in entries] == [d for _, d in public_events()], "the log follows the journal in order")
    for index in (0, 1, size // 2, size - 1):
        head_line, index_line, *rest = server.get(f"proof/{index}.tlog-proof").decode().split("\n")
        blank = rest.index("")
        proof = [base64.b64decode(line) for line in rest[:blank]]
        check(head_line == "c2sp.org/tlog-proof@v1" and index_line == f"index {index}", head_line)
        check(stranger.follows(index, size, leaves[index], proof) == stranger.opened("\n".join(rest[blank + 1:]), key)[2], f"the proof of {index}")
    printed = program("log", "proof", 1).stdout
    check(printed.encode() == server.get("proof/1.tlog-proof"), "the same proof from the command line")
    status, headers, body = server.answer(f"/log/{stranger.path('entries', 0, min(size, 256))}", {"Accept-Encoding": "gzip"})
    check(headers.get("content-encoding") == "gzip" and "immutable" in headers["cache-control"] and headers["content-type"] == "application/octet-stream", headers)
    for missing in ("tile/0/x001/000", "tile/entries/005", f"tile/0/{size // 256:03d}.p/{size % 256 + 1}", "tile/0/0", "proof/999999.tlog-proof"):
        check(server.answer("/log/" + missing)[0] == 404, missing)
    before = size
    done = program("import", "documents", documents("one.jsonl", 1, 9000), "--unit", "jiaoyu", "--publish")
    took = wait_until(lambda: signed_size(server) > before)
    check(took < 2, f"signed {took:.1f} s after the commit")
    check(program("log", "verify", "--url", server.url, "--state", folder / "state.json").stdout.startswith("一致"), "verify over HTTP")
    program("import", "documents", documents("more.jsonl", 60, 9001), "--unit", "jiaoyu", "--publish")
    wait_until(lambda: signed_size(server) == before + 61)
    check(program("log", "verify", "--url", server.url, "--state", folder / "state.json").stdout.startswith("一致"), "verify from the last state")
    server.stop()
    gone = program("log", "verify", "--url", server.url, status=3)
    check("cli.log.unreachable" in gone.stderr, gone.stderr)


def survives_kills():
    """No number ever has other content, and everything that was ever signed or published is a beginning of the log."""
    notes, known = set(), {}
    file = documents("kill.jsonl", 4000)
    begun, rounds = time.time(), 0
    while rounds < ROUNDS and time.time() - begun < SECONDS:
        rounds += 1
        server = Server()
        batch = random.choice([1, 5, 20])
        importer = subprocess.Popen([PROGRAM, "--data", str(data), "import", "documents", str(file), "--unit", "jiaoyu", "--publish", "--batch", str(batch)],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        # Every other round is killed at any moment, the rest not before the log has grown twice: a slow machine signs late.
        end, enough = time.time() + random.uniform(0.1, 1.5), len(notes) + 2 if rounds % 2 else 0
        while time.time() < end or (len(notes) < enough and time.time() < end + PATIENCE):
            note = server.checkpoint()
            notes.add(note)
            size = int(note.splitlines()[1])
            number = max(size - 1, 0) // 256
            for i, entry in enumerate(stranger.split(server.get(stranger.path("entries", number, size - number * 256)))):
                at = number * 256 + i
                if known.setdefault(at, entry) != entry:
                    check(False, f"round {rounds}: entry {at} has other content")
        server.kill()
        importer.kill()
        importer.wait()
        notes.add((data / "log/signed").read_text())
    server = Server()
    took = wait_until(lambda: signed_size(server) == len(public_events()))
    check(signed_size(server) == len(public_events()), f"the log catches up: {signed_size(server)} of {len(public_events())} after {took:.1f} s")
    (key,) = vkeys(server)
    _, size, hashed = stranger.opened(server.checkpoint(), key)
    entries, leaves = stranger.read(server.get, size, hashed)
    stranger.check_chain(entries)
    check([json.loads(e)["document"] for e in entries] == [d for _, d in public_events()], "each event once, in order")
    check(all(entries[at] == entry for at, entry in known.items()), "every entry ever served is there")
    for note in notes:
        _, old, old_root = stranger.opened(note, key)
        if not check(old <= size and stranger.root(leaves[:old]) == old_root, f"the checkpoint of size {old} is a beginning of the log"):
            break
    check(rounds >= min(ROUNDS, 5) and len(notes) > rounds, f"{rounds} rounds, {len(notes)} checkpoints")
    check(program("log", "verify", "--url", server.url).stdout.startswith("一致"), "verify after the kills")
    server.stop()
    check("公开日志" in program("doctor").stdout, "doctor")
    print(f"{rounds} kills in {time.time() - begun:.0f} s, {len(notes)} checkpoints, {size} entries")


class Copy:
    """A copy of the site to do harm to."""

    def __enter__(self):
        self.path = folder / "harmed"
        shutil.copytree(data, self.path, ignore=shutil.ignore_patterns("search", "spool"))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path)


def finds(what, words, harm, *more):
    with Copy() as place:
        harm(place)
        done = program("log", "verify", *more, where=place, status=1)
        check(re.search(words, done.stdout) is not None, f"{what}: {done.stdout[-400:]}")


def finds_tampering():
    def change(statement, *values):
        return lambda place: check(sql(statement + " returning 1", *values, where=place), statement)

    def flip(table, column, condition, at):
        def harm(place):
            ((old,),) = sql(f"select {column} from {table} where {condition}", where=place)
            i = int(at * (len(old) - 1))
            sql(f"update {table} set {column} = ? where {condition}", old[:i] + ("A" if old[i] != "A" else "B") + old[i + 1:], where=place)
        return harm

    live = "(select max(disclosure_id) from disclosure_public where archived = 0)"
    with_file = "(select max(p.edition_id) from disclosure_public p join disclosure_attachment a on a.edition_id = p.edition_id)"
    size = sql("select size from translog_log")[0][0]
    random.seed(3)
    for _ in range(6):
        finds("an entry's byte", r"日志(第|文件)", flip("translog_entry", "entry", f"number = {random.randrange(size)}", random.random()))
    for level, number in ((0, 0), (0, (size - 1) // 256), (1, 0)):
        finds("a tile's byte", r"日志文件|签名|根", flip("translog_tile", "hashes", f"level = {level} and number = {number}", random.random() * 0.9))
    for at in (0.0, 0.3, 0.6, 0.95):
        finds("the checkpoint's byte", r"检查点|根", flip("translog_log", "checkpoint", "one = 1", at))
    finds("a text", "正文与日志", change(f"update disclosure_text set html = replace(html, '。', '！') where edition_id = (select edition_id from disclosure_public where disclosure_id = {live})"))
    finds("a title", "网页上的标题", change(f"update disclosure_edition set title = title || '（新）' where id = (select edition_id from disclosure_public where disclosure_id = {live})"))
    finds("a title in lists", "标题与日志", change(f"update disclosure_public set title = title || '（新）' where disclosure_id = {live}"))
    finds("a date", "公开日期与日志", change(f"update disclosure_public set published_on = '2019-01-01' where disclosure_id = {live}"))
    finds("a page taken away", "已读不到", change(f"delete from disclosure_public where disclosure_id = {live}"))
    finds("an attachment's record", "附件清单", change(f"delete from disclosure_attachment where edition_id = {with_file}"))
    finds("an old edition", r"网页上的正文与日志.*editions",
          change("update disclosure_text set html = '<p>从来如此。</p>' where edition_id = (select max(id) from disclosure_edition where state = 'superseded')"))
    ((withdrawn, edition),) = sql("select disclosure_id, id from disclosure_edition where state = 'withdrawn' and published_at <> '' limit 1")
    columns = "edition_id, unit_id, catalogue_item_id, index_number, title, document_number, summary, kind, validity, published_on, month, published_at, subjects, editions, archived"
    shown = (f"insert into disclosure_public (disclosure_id, {columns}) select {withdrawn}, {columns.replace('edition_id', str(edition), 1).replace('index_number', repr('x/1'))} "
             f"from disclosure_public where disclosure_id = {live}")
    finds("a withdrawn document that is shown again", "仍能读到", change(shown))
    finds("a document that was never logged", "日志中没有记载", change(shown.replace(f"select {withdrawn}", "select 99999999")))

    def spoil_file(place):
        ((name,),) = sql(f"select sha256 from disclosure_attachment where edition_id = {with_file} limit 1", where=place)
        file = place / "blobs" / name[:2] / name
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    finds("a file's byte", "下载的内容", spoil_file)

    state = folder / "known.json"
    program("log", "verify", "--state", state)
    known = json.loads(state.read_text())
    text, _, lines = known["checkpoint"].rpartition("\n\n")
    origin, count, _ = text.splitlines()
    (folder / "longer.json").write_text(json.dumps({**known, "checkpoint": f"{origin}\n{int(count) + 1}\n{base64.b64encode(bytes(32)).decode()}\n\n{lines}"}))
    (folder / "other.json").write_text(json.dumps({**known, "checkpoint": f"{origin}\n{int(count) - 1}\n{base64.b64encode(bytes(32)).decode()}\n\n{lines}"}))
    check("变短" in program("log", "verify", "--state", folder / "longer.json", status=1).stdout, "a log that became shorter")
    check("被改写" in program("log", "verify", "--state", folder / "other.json", status=1).stdout, "a log that was written anew")
    (folder / "stranger.vkey").write_text("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n")
    check("签名" in program("log", "verify", "--vkey", folder / "stranger.vkey", status=1).stdout, "another key")


def begins_and_changes_keys():
    place = folder / "new"
    program("init", "--admin", "root.admin", where=place)
    check("cli.log.not_begun" in program("log", "status", where=place, status=1).stderr, "status before")
    check("没有建立" in program("doctor", where=place).stdout, "doctor before")
    check("cli.log.no_origin" in program("log", "init", where=place, status=1).stderr, "no name")
    check("translog.begin.origin" in program("log", "init", "--origin", "https://a.example/", where=place, status=1).stderr, "a bad name")
    begun = program("log", "init", "--origin", "www.a.example/log", where=place).stdout
    secret = (place / "log/key").read_text()
    check("www.a.example/log+" in begun and secret.split("+", 4)[-1].strip() not in begun, "the public key is told, not the secret one")
    check((place / "log/key").stat().st_mode & 0o077 == 0, "only the owner reads the key")
    check("translog.begin.done_before" in program("log", "init", "--origin", "b", where=place, status=1).stderr, "once only")
    state = folder / "keys.json"
    program("log", "verify", "--state", state, where=place)
    program("log", "rotate", where=place)
    check(len((place / "log/key").read_text().splitlines()) == 2, "two keys")
    check("translog.rotate.under_way" in program("log", "rotate", where=place, status=1).stderr, "one change at a time")
    program("log", "verify", "--state", state, where=place)
    check(len(json.loads(state.read_text())["vkeys"].splitlines()) == 2, "the new key is learnt while both sign")
    program("log", "rotate", "--finish", where=place)
    check("PRIVATE" not in program("log", "status", where=place).stdout, "status tells no secret")
    program("log", "verify", "--state", state, where=place)
    check((place / "log/key").read_text() != secret and len((place / "log/key").read_text().splitlines()) == 1, "the old key is gone")
    os.chmod(place / "log/key", 0o644)
    check("密钥文件" in program("doctor", where=place, status=1).stdout, "doctor sees an open key")


def convinces_libraries_of_others():
    """tests/log/go: made of Debian's golang.org/x/mod only."""
    reader = folder / "verify"
    go = {**environment, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "", "GOCACHE": str(folder / "gocache")}
    built = subprocess.run(["go", "build", "-o", reader, ROOT / "tests/log/go/verify.go"], capture_output=True, text=True, env=go, timeout=300)
    if not check(built.returncode == 0, built.stderr):
        return
    place = folder / "large"
    program("init", "--admin", "root.admin", where=place)
    program("log", "init", "--origin", "log.example.gov.cn/large", where=place)
    server = Server(place)
    (folder / "large.vkey").write_bytes(server.get("vkey"))
    state = folder / "large.state"

    def verify(status=0):
        done = subprocess.run([reader, server.url + "/log", folder / "large.vkey", state], capture_output=True, text=True, timeout=300)
        check(done.returncode == status, f"{done.stdout}{done.stderr}")
        return done.stdout

    for rounds, size in enumerate((1, 255, 256, 257, 70000)):
        grown = subprocess.run([pathlib.Path(PROGRAM).parent / "log_grow", place / "mingtang.db", place / "log", str(size)], capture_output=True, text=True, timeout=300)
        check(grown.returncode == 0, grown.stderr)
        check(signed_size(server) == size, f"size {size}")
        said = verify()
        check(said.startswith(f"size {size}: ") and said.endswith(f"continues {rounds}\n"), f"the reader at {size}: {said}")
    with sqlite3.connect(place / "mingtang.db", timeout=30) as db:
        ((hashes,),) = db.execute("select hashes from translog_tile where level = 1 and number = 0").fetchall()
        db.execute("update translog_tile set hashes = ? where level = 1 and number = 0", (hashes[:50] + ("A" if hashes[50] != "A" else "B") + hashes[51:],))
    db.close()
    said = verify(status=1)
    check(re.search("inconsistent tile|invalid transparency proof", said), f"refuses a tile that was changed: {said}")
    server.stop()


def comes_back_from_a_backup():
    program("backup", folder / "backup.zip")
    place = folder / "restored"
    warned = program("restore", folder / "backup.zip", where=place).stderr
    check("前后不一" in warned, "restore warns: " + warned)
    check((place / "log/key").read_text() == (data / "log/key").read_text() and (place / "log/key").stat().st_mode & 0o077 == 0, "the key")
    check(program("log", "verify", "--state", folder / "known.json", where=place).stdout.startswith("一致"), "the restored log continues")
    program("import", "documents", documents("after.jsonl", 3, 20000), "--unit", "jiaoyu", "--publish", where=place)
    check(program("log", "verify", "--state", folder / "known.json", where=place).stdout.startswith("一致"), "and grows")
    # Now that more is published, the old backup would tell a second story.
    for seen in (folder / "known.json", place):
        check("cli.restore.older_log" in program("restore", folder / "backup.zip", "--seen", seen, where=folder / "again", status=1).stderr, f"refuses {seen}")
        check(not (folder / "again").exists() and not (folder / "again.restoring").exists(), "and leaves nothing behind")
    check("cli.restore.bad_seen" in program("restore", folder / "backup.zip", "--seen", folder / "one.jsonl", where=folder / "again", status=1).stderr, "no checkpoint")
    program("backup", folder / "newer.zip", where=place)
    check("接得上" in program("restore", folder / "newer.zip", "--seen", folder / "known.json", "--seen", place, where=folder / "again").stderr, "the newer backup fits")
    check("警告" in program("restore", folder / "backup.zip", "--seen", place, "--shorter-log", where=folder / "forked").stderr, "at the operator's own risk")
    check("变短" in program("log", "verify", "--state", folder / "known.json", where=folder / "forked", status=1).stdout, "and a stranger sees it")


try:
    program("demo", "--from", ROOT / "demo")
    begins_and_changes_keys()
    strangers_reading()
    convinces_libraries_of_others()
    finds_tampering()
    survives_kills()
    comes_back_from_a_backup()
except Exception as trouble:
    check(False, repr(trouble))
finally:
    if failed:
        log = folder / "serve.log"
        print(log.read_text()[-1500:] if log.exists() else "")
    shutil.rmtree(folder, ignore_errors=True)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
