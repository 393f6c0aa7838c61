"""Witnesses of the publication log, through the program: a site and its witness, what each refuses, and that no two trees that contradict each other are ever cosigned."""
import base64
import concurrent.futures
import hashlib
import http.client
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/log"))
import stranger  # noqa: E402

PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
ROUNDS = int(os.environ.get("KILLS", "12"))
environment = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-witness-"))
site, guard = folder / "site", folder / "guard"
passed = failed = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what, flush=True)
    return good


def program(*arguments, where, status=0):
    done = subprocess.run([PROGRAM, "--data", str(where), "--log-level", "warning", *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=300)
    check(status is None or done.returncode == status, f"{arguments} returned {done.returncode}, not {status}: {done.stdout[-600:]}{done.stderr[-600:]}")
    return done


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, where, *verb, port=None):
        self.port = port or free_port()
        line = [PROGRAM, "--data", str(where), "--log-level", "warning", *verb, "--listen", f"127.0.0.1:{self.port}", "--requests-per-second", "100000"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=open(folder / "serve.log", "a"), env=environment)
        self.url = f"http://127.0.0.1:{self.port}"
        deadline = time.time() + 60
        while time.time() < deadline:
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError((folder / "serve.log").read_text()[-2000:])

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body=body, headers={"Content-Type": "application/octet-stream"} if body is not None else {})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read().decode()

    def add(self, request):
        return self.ask("POST", "/add-checkpoint", request.encode())

    def stop(self):
        self.process.terminate()
        check(self.process.wait(timeout=60) == 0, "ends well")

    def kill(self):
        self.process.kill()
        self.process.wait()


def wait_until(what, patience=90):
    begun = time.time()
    while time.time() - begun < patience:
        if what():
            return True
        time.sleep(0.05)
    return False


class Log:
    """A log of another kind of program: leaves in memory, signatures by openssl."""

    def __init__(self, origin):
        self.origin = origin
        pem = folder / (hashlib.sha256(origin.encode()).hexdigest() + ".pem")
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", pem], check=True, capture_output=True)
        self.pem = pem
        der = subprocess.run(["openssl", "pkey", "-in", pem, "-pubout", "-outform", "DER"], check=True, capture_output=True).stdout
        public = b"\1" + der[-32:]
        self.id = stranger.sha(origin.encode() + b"\n" + public)[:4]
        self.vkey = f"{origin}+{self.id.hex()}+{base64.b64encode(public).decode()}"
        self.signed = {}

    def note(self, size, root):
        if (size, root) not in self.signed:
            text = f"{self.origin}\n{size}\n{base64.b64encode(root).decode()}\n"
            with tempfile.NamedTemporaryFile() as file:
                file.write(text.encode())
                file.flush()
                signature = subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", self.pem, "-rawin", "-in", file.name], check=True, capture_output=True).stdout
            self.signed[size, root] = f"{text}\n\u2014 {self.origin} {base64.b64encode(self.id + signature).decode()}\n"
        return self.signed[size, root]

    def request(self, leaves, old, size):
        """RFC 6962 section 2.1.2."""
        def sub(m, part, whole):
            if m == len(part):
                return [] if whole else [stranger.root(part)]
            k = 1
            while k * 2 < len(part):
                k *= 2
            if m <= k:
                return sub(m, part[:k], whole) + [stranger.root(part[k:])]
            return sub(m - k, part[k:], False) + [stranger.root(part[:k])]
        proof = sub(old, leaves[:size], True) if 0 < old < size else []
        return f"old {old}\n" + "".join(base64.b64encode(h).decode() + "\n" for h in proof) + "\n" + self.note(size, stranger.root(leaves[:size]))


def leaves_of(flavour, count):
    return [stranger.sha(b"\0" + f"{flavour}{n}".encode()) for n in range(count)]


def cosignature(note_text, line, vkey):
    """The time at which the witness signed; an exception when it did not."""
    name, key_id, key = vkey.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    assert raw[0] == 4 and stranger.sha(name.encode() + b"\n" + raw)[:4].hex() == key_id, "the witness' key id"
    dash, signer, packed = line.strip().split(" ")
    blob = base64.b64decode(packed, validate=True)
    assert dash == "\u2014" and signer == name and blob[:4].hex() == key_id and len(blob) == 76, line
    at = int.from_bytes(blob[4:12], "big")
    stranger.verify(raw[1:], f"cosignature/v1\ntime {at}\n{note_text}".encode(), blob[12:])
    return at


def documents(name, count, first):
    file = folder / name
    file.write_text("".join(json.dumps({"id": f"w{n}", "title": f"第{n}号通知", "body": f"第{n}件。" * 20, "published_on": "2026-05-01"}, ensure_ascii=False) + "\n"
                            for n in range(first, first + count)), encoding="utf-8")
    return file


def speaks_the_protocol(key):
    log = Log("log.example.org/other")
    (folder / "other.vkey").write_text(log.vkey + "\n")
    server = Server(guard, "witness", "serve")
    check(server.ask("GET", "/vkey")[2] == key + "\n", "the key is told")
    leaves, other = leaves_of("a", 300), leaves_of("b", 300)
    check(server.add(log.request(leaves, 0, 7))[0] == 404, "an unknown log")
    program("witness", "trust", folder / "other.vkey", where=guard)
    status, kind, body = server.add(log.request(leaves, 0, 7))
    check(status == 200 and kind.startswith("text/plain"), body)
    at = cosignature(log.note(7, stranger.root(leaves[:7])).split("\n\n")[0] + "\n", body, key)
    check(abs(at - time.time()) < 120, "the time")
    check(server.add(log.request(leaves, 5, 9)) == (409, "text/x.tlog.size", "7\n"), "it says what it knows")
    check(server.add(log.request(leaves, 7, 256))[0] == 200, "and goes on")
    check(server.add(log.request(other, 256, 300))[0] == 422, "another story")
    check(server.add(log.request(other, 256, 256))[0] == 422, "the same size, another root")
    check(server.add(log.request(leaves, 300, 256))[0] == 400, "old beyond new")
    check(server.add("old 256\n")[0] == 400, "no checkpoint")
    false_friend = Log("log.example.org/false")
    false_friend.origin = log.origin
    check(server.add(false_friend.request(leaves, 256, 300))[0] == 403, "another key")
    check(server.ask("GET", "/add-checkpoint")[0] == 405 and server.ask("POST", "/vkey", b"x")[0] == 405, "methods")
    check(server.ask("POST", "/add-checkpoint", b"x" * 100000)[0] == 413, "a long body")
    check("256" in program("witness", "status", where=guard).stdout, "status")
    server.stop()


def never_contradicts_itself(key):
    """Many clients with different stories at once, and SIGKILL: what was cosigned is always one story."""
    log = Log("log.example.org/twofold")
    (folder / "twofold.vkey").write_text(log.vkey + "\n")
    program("witness", "trust", folder / "twofold.vkey", where=guard)
    # The stories have one beginning and part at some size.
    trunk = leaves_of("t", 400)
    seen = {}  # size → root that was cosigned
    winner, size = trunk[:], 0
    random.seed(5)
    for turn in range(ROUNDS):
        server = Server(guard, "witness", "serve")
        wanted = size + random.randrange(1, 20)
        stories = [winner[:size] + leaves_of(f"s{turn}.{i}.", 400 - size) for i in range(6)]
        requests = [log.request(story, size, wanted) for story in stories]  # signed before, so that they arrive together
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            waiting = [pool.submit(server.add, request) for request in requests]
            if turn % 2:
                time.sleep(random.uniform(0, 0.01))
                server.kill()
            answers = []
            for one in waiting:
                try:
                    answers.append(one.result())
                except (OSError, http.client.HTTPException):
                    answers.append((0, "", ""))
        good = [i for i, answer in enumerate(answers) if answer[0] == 200]
        check(len(good) <= 1 and (turn % 2 or len(good) == 1), f"turn {turn}: {[a[0] for a in answers]}")
        for i in good:
            cosignature(log.note(wanted, stranger.root(stories[i][:wanted])).split("\n\n")[0] + "\n", answers[i][2], key)
            seen[wanted] = stranger.root(stories[i][:wanted])
        if turn % 2 == 0:
            server.kill()
        # What it remembers is what it signed, or what it was about to sign when it died.
        server = Server(guard, "witness", "serve")
        _, kind, known = server.add(log.request(trunk, 399, 400))
        check(kind == "text/x.tlog.size" and int(known) in (size, wanted), f"turn {turn}: it knows {known}")
        check(not good or int(known) == wanted, "what was answered is not forgotten")
        if int(known) == wanted:
            kept = [i for i, story in enumerate(stories) if server.add(log.request(story, wanted, wanted))[0] == 200]
            check(len(kept) == 1 and (not good or kept == good), f"turn {turn}: one story, {kept}")
            winner, size = stories[kept[0]], wanted
        server.kill()
    check(all(stranger.root(winner[:n]) == root for n, root in seen.items()), "all that was ever cosigned is one story")


def watches_a_site(key):
    program("demo", "--from", ROOT / "demo", where=site)
    port = free_port()
    server = Server(site, "serve")
    (folder / "site.vkey").write_text(server.ask("GET", "/log/vkey")[2])
    check(server.ask("GET", "/log/witnesses")[0] == 404, "no witnesses yet")
    check("没有见证人" in program("log", "status", where=site).stdout and "没有见证人" in program("doctor", where=site).stdout, "told so")
    check("translog.witness.vkey" in program("log", "witness", "add", "http://127.0.0.1:1", (folder / "site.vkey").read_text().strip(), where=site, status=1).stderr, "a key of a log")
    program("log", "witness", "add", f"http://127.0.0.1:{port}", key, where=site)
    check("translog.witness.known" in program("log", "witness", "add", f"http://127.0.0.1:{port}", key, where=site, status=1).stderr, "once only")
    check(wait_until(lambda: "连接不上" in program("log", "status", where=site).stdout), "status tells that nobody is there")
    witness = Server(guard, "witness", "serve", port=port)
    check(wait_until(lambda: "没有信任" in program("log", "status", where=site).stdout), "status tells that the witness does not know us")
    program("witness", "trust", folder / "site.vkey", where=guard)
    name = key.split("+")[0]
    check(wait_until(lambda: f"\u2014 {name} " in server.ask("GET", "/log/checkpoint")[2]), "the cosignature is served")
    check(f"<dd>{name}（密钥 " in server.ask("GET", "/disclosure/1/log")[2], "the explanation names the witness")
    check(server.ask("GET", "/log/witnesses")[2] == key + "\n", "the witnesses are named")

    def newest():
        note = server.ask("GET", "/log/checkpoint")[2]
        text, _, lines = note.rpartition("\n\n")
        return [line for line in lines.splitlines() if f" {name} " in line], text + "\n"
    lines, text = newest()
    check(abs(cosignature(text, lines[0], key) - time.time()) < 120, "it holds")
    stranger.opened(server.ask("GET", "/log/checkpoint")[2], (folder / "site.vkey").read_text())
    size = int(text.splitlines()[1])
    program("import", "documents", documents("new.jsonl", 30, 0), "--unit", "jiaoyu", "--publish", where=site)
    check(wait_until(lambda: int(newest()[1].splitlines()[1]) == size + 30 and newest()[0]), "the next checkpoint too")
    lines, text = newest()
    cosignature(text, lines[0], key)
    figures = server.ask("GET", "/metrics")[2]
    check("mingtang_log_witnesses 1" in figures and wait_until(lambda: "mingtang_log_cosignatures 1" in server.ask("GET", "/metrics")[2]), "figures")
    check("已见证到最新" in program("doctor", where=site).stdout, "doctor")
    proof = server.ask("GET", "/log/proof/0.tlog-proof")[2]
    check(f"\u2014 {name} " in proof, "proofs bear it too")
    (folder / "witness.vkey").write_text(key + "\n")
    stranger_key = "witness.example.org/w1+f3c080b6+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
    check(program("log", "verify", "--url", server.url, "--witness", key, where=site).stdout.startswith("一致"), "verify with the witness")
    check(program("log", "verify", "--witness", folder / "witness.vkey", "--witness", stranger_key, "--quorum", 1, where=site).stdout.startswith("一致"), "one of two")
    check("要求至少 2 个" in program("log", "verify", "--url", server.url, "--witness", key, "--witness", stranger_key, where=site, status=1).stdout, "both are wanted")
    check("cli.log.quorum" in program("log", "verify", "--witness", key, "--quorum", 2, where=site, status=2).stderr, "more than there are")
    # The witness goes away and comes back.
    witness.kill()
    program("import", "documents", documents("away.jsonl", 3, 100), "--unit", "jiaoyu", "--publish", where=site)
    check(wait_until(lambda: int(newest()[1].splitlines()[1]) == size + 33), "the log goes on without the witness")
    check(newest()[0] == [], "no old cosignature under a new checkpoint")
    witness = Server(guard, "witness", "serve", port=port)
    check(wait_until(lambda: newest()[0]), "and gets the cosignature later")
    server.stop()
    # The site forgets what it published: an older copy of the folder.
    shutil.copytree(site, folder / "older", ignore=shutil.ignore_patterns("search", "spool"))
    server = Server(site, "serve")
    program("import", "documents", documents("more.jsonl", 5, 200), "--unit", "jiaoyu", "--publish", where=site)
    check(wait_until(lambda: int(newest()[1].splitlines()[1]) == size + 38 and newest()[0]), "grows")
    server.stop()
    program("import", "documents", documents("rival.jsonl", 2, 300), "--unit", "jiaoyu", "--publish", where=folder / "older")
    rival = Server(folder / "older", "serve")
    check(wait_until(lambda: "旧备份" in program("log", "status", where=folder / "older").stdout), "a witness sees the older log")
    check("问题  见证人" in program("doctor", where=folder / "older", status=1).stdout, "doctor says so")
    check(f" {name} " not in rival.ask("GET", "/log/checkpoint")[2], "and does not sign it")
    rival.stop()
    program("log", "witness", "remove", name, where=site)
    check("translog.witness.unknown" in program("log", "witness", "remove", name, where=site, status=1).stderr, "removed")
    witness.stop()


try:
    for verb in ("witness init", "witness trust", "witness status", "witness serve", "log witness add", "log witness remove"):
        check(f"用法: mingtang {verb}" in program(*verb.split(), "--help", where=guard).stdout, f"help of {verb}")
    check("witness" in program("completion", "bash", where=guard).stdout, "completion")
    program("witness", "serve", where=guard, status=1)
    made = program("witness", "init", "witness.example.gov.cn/w1", where=guard).stdout
    own_key = made.splitlines()[-1]
    check("translog.witness.done_before" in program("witness", "init", "b", where=guard, status=1).stderr, "once only")
    check((guard / "witness/key").stat().st_mode & 0o077 == 0 and "PRIVATE" not in made, "the key is private")
    speaks_the_protocol(own_key)
    watches_a_site(own_key)
    never_contradicts_itself(own_key)
except Exception as trouble:
    check(False, repr(trouble))
finally:
    if failed:
        log = folder / "serve.log"
        print(log.read_text()[-1500:] if log.exists() else "")
    shutil.rmtree(folder, ignore_errors=True)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
