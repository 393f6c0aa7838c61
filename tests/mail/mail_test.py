"""Outgoing mail through the program and a real mail server: what arrives, what is tried again, what fails and is shown, what a SIGKILL loses (nothing)."""
import http.client
import http.cookies
import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from mta import Exim

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/cli"))
from private_postgres import PrivatePostgres  # noqa: E402

PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
QUEUE = str(pathlib.Path(PROGRAM).with_name("mail_queue"))
ROUNDS = int(os.environ.get("KILLS", "5"))
folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-mail-"))
site = folder / "site"
environment = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
passed = failed = 0
serial = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what, flush=True)
    return good


def program(*arguments, status=0, settings=None):
    line = [PROGRAM, "--data", str(site), "--log-level", "warning", *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, env={**environment, **(settings or {})}, timeout=300)
    check(status is None or done.returncode == status, f"{arguments} returned {done.returncode}, not {status}: {done.stdout[-600:]}{done.stderr[-600:]}")
    return done.stdout + done.stderr


def queue(*mails, undo=False, database=""):
    global serial
    lines = []
    for mail in mails:
        serial += 1
        lines.append(json.dumps({"subject": "试验", "text": "正文\n", "about": f"request:{serial}", "dedupe_key": f"request:{serial}:received", **mail}))
    done = subprocess.run([QUEUE, str(site), *(["--undo"] if undo else [])], input="\n".join(lines) + "\n", capture_output=True, text=True, env={**environment, "MAIL_QUEUE_DATABASE": database}, timeout=300)
    check(done.returncode == 0, f"mail_queue: {done.stderr[-500:]}")
    return done.stdout.split()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    running = []

    def __init__(self, settings=None, data=None):
        self.port = free_port()
        line = [PROGRAM, "--data", str(data or site), "--log-level", "info", "serve", "--listen", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=open(folder / "serve.log", "a"), env={**environment, **(settings or {})})
        Server.running.append(self.process)
        self.cookies = http.cookies.SimpleCookie()
        deadline = time.time() + 60
        while time.time() < deadline:
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError((folder / "serve.log").read_text()[-2000:])

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v.value}" for k, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body=urllib.parse.urlencode(form) if form is not None else None, headers=headers)
        answer = connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(value)
        return answer.status, answer.read().decode(), answer.getheader("Location") or ""

    def get(self, path):
        return self.ask("GET", path)

    def sign_in(self, password):
        self.ask("POST", "/sign-in", {"login": "guanli", "password": password})
        return self

    def press(self, path):
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/admin/mail?state=failed")[1]).group(1)
        return self.ask("POST", path, {"csrf_token": token})

    def id_of(self, letter, state):
        """The mail to an address that begins so; while it is being sent, there are no buttons."""
        for _ in range(100):
            found = re.search(rf"/admin/mail/(\d+)/retry[^<]*<[^>]*><button[^>]*，{letter}\*", self.get(f"/admin/mail?state={state}")[1])
            if found:
                return found.group(1)
            time.sleep(0.1)
        raise RuntimeError(f"no mail to {letter}* is {state}")

    def stop(self):
        self.process.terminate()
        check(self.process.wait(timeout=90) == 0, "ends well")

    def kill(self):
        self.process.kill()
        self.process.wait()


def wait_until(what, patience=60):
    begun = time.time()
    while time.time() - begun < patience:
        if what():
            return True
        time.sleep(0.1)
    return False


def counts():
    words = program("mail", "status", status=None, settings=sending)
    found = re.search(r"待发 (\d+)，已发出 (\d+)，被拒收 (\d+)，多次未成 (\d+)，不再发送 (\d+)", words)
    return dict(zip(("queued", "sent", "failed", "given_up", "cancelled"), map(int, found.groups())))


def stored_bytes():
    return b"".join(file.read_bytes() for file in site.glob("mingtang.db*"))


folder.chmod(0o755)
exim = Exim(folder / "mta").start()
sending = {
    "MINGTANG_MAIL_SERVER": f"smtp://127.0.0.1:{exim.port}",
    "MINGTANG_MAIL_FROM": "noreply@qinghe.gov.cn",
    "MINGTANG_MAIL_USER": "mingtang",
    "MINGTANG_MAIL_PASSWORD": "right-secret",
    "MINGTANG_MAIL_CA": str(exim.certificate),
}
password = "Clear-Water-2026"


def settings():
    exim.switch("auth_needed", True)
    words = program("init", "--admin", "guanli", "--site-name", "清河县政务公开")
    first = re.search(r"：(\S+)\n", words[words.index("一次性密码"):]).group(1)
    server = Server()
    server.ask("POST", "/sign-in", {"login": "guanli", "password": first})
    page = server.get("/account/password")[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    server.ask("POST", "/account/password", {"csrf_token": token, "present_password": first, "password": password, "password_again": password})
    queue({"to": "early@example.cn"})
    check("还没有设置邮件服务器" in server.sign_in(password).get("/admin/mail")[1], "the page says that there is no server")
    check("待发的 1" in server.get("/admin/mail?state=queued")[1], "mail waits without a server")
    check(wait_until(lambda: "mingtang_mail_queued 1" in server.get("/metrics")[1]), "the figure of what waits")
    server.stop()
    check("没有设置邮件服务器" in program("mail", "status"), "status says so too")
    check("待发 1 封" in program("doctor", status=1), "doctor counts what waits")

    check("服务器已收下" in program("mail", "test", "--to", "try@example.cn", settings=sending), "a mail of trial is taken")
    check(wait_until(lambda: len(exim.mails("try")) == 1), "and arrives")
    for change, words in (
        ({"MINGTANG_MAIL_PASSWORD": "wrong"}, "不接受本站发信"),
        ({"MINGTANG_MAIL_USER": ""}, "不接受本站发信"),
        ({"MINGTANG_MAIL_CA": ""}, "连接不上"),
        ({"MINGTANG_MAIL_SERVER": f"smtp://127.0.0.1:{free_port()}"}, "连接不上"),
    ):
        said = program("mail", "test", "--to", "try@example.cn", status=1, settings={**sending, **change})
        check(words in said and "right-secret" not in said, f"{change}: {said}")
    said = program("mail", "test", "--to", "nobody@example.cn", status=1, settings=sending)
    check("对方拒收" in said and "5.1.1" in said and "nobody" not in said, f"an unknown recipient: {said}")
    for change, code in (
        ({"MINGTANG_MAIL_SERVER": "mx.example.cn"}, "mail.server.address"),
        ({"MINGTANG_MAIL_FROM": "noreply"}, "mail.server.from"),
        ({"MINGTANG_MAIL_SERVER": "smtp://mx.example.cn", "MINGTANG_MAIL_TLS": "none"}, "mail.server.in_the_clear"),
        ({"MINGTANG_MAIL_TLS": "never"}, "cli.usage.value"),
    ):
        for verb in (("mail", "test", "--to", "try@example.cn"), ("serve", "--listen", "127.0.0.1:0")):
            check(code in program(*verb, status=None, settings={**sending, **change}), f"{verb[0]} refuses {code}")
    check("mail.queue.bad_domain" in program("mail", "test", "--to", "a@b", status=2, settings=sending), "a bad recipient")
    check("cli.mail.no_server" in program("mail", "test", "--to", "a@b.cn", status=2), "no server, no trial")
    check("password_in_line" in program("--mail-password", "x", "mail", "status", status=2), "no password on the line")
    exim.switch("no_tls", True)
    for tls in ("required", "optional"):
        said = program("mail", "test", "--to", "try@example.cn", status=1, settings={**sending, "MINGTANG_MAIL_TLS": tls})
        check("连接不上" in said, f"no password goes to a server that hides its TLS ({tls}): {said}")
    exim.switch("auth_needed", False)
    open_line = {**sending, "MINGTANG_MAIL_USER": "", "MINGTANG_MAIL_TLS": "optional"}
    check("服务器已收下" in program("mail", "test", "--to", "try@example.cn", settings=open_line), "without TLS where that is allowed")
    check("服务器已收下" in program("mail", "test", "--to", "try@example.cn", settings={**open_line, "MINGTANG_MAIL_TLS": "none"}), "and where it is not wanted")
    exim.switch("no_tls", False)
    file = folder / "mingtang.toml"
    file.write_text(f'mail-server = "{sending["MINGTANG_MAIL_SERVER"]}"\nmail-from = "清河县 <noreply@qinghe.gov.cn>"\nmail-user = "mingtang"\nmail-password = "right-secret"\nmail-ca = "{exim.certificate}"\n')
    said = program("--config", str(file), "mail", "status")
    check("清河县 <noreply@qinghe.gov.cn>" in said and "right-secret" not in said, f"settings of a file: {said}")
    check("服务器已收下" in program("--config", str(file), "mail", "test", "--to", "try@example.cn"), "and they work")


def arrival():
    text = "张三先生：\n　　您于2026年11月23日提出的“农村公路”信息公开申请（编号〔2026〕12号）已收到。\n\n.\n..\nFrom 清河县\n行尾空格  \n" + "长" * 3000 + "\n😀"
    subject = "关于“农村公路建设资金”信息公开申请的答复——清河县交通运输局〔2026〕第12号，请在收到后二十个工作日内查看"
    calendar = folder / "听证会.ics"
    calendar.write_bytes("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:1@qinghe\r\nSUMMARY:价格听证会\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode())
    letter = folder / "答复书.pdf"
    letter.write_bytes(bytes(range(256)) * 300)
    queue({"to": "zhang.san@example.cn", "subject": subject, "text": text, "dedupe_key": "request:12:replied",
           "attachments": [{"name": "价格听证会（清河县）.ics", "type": "text/calendar; method=PUBLISH; charset=utf-8", "path": str(calendar)},
                           {"name": "答复书.pdf", "type": "application/pdf", "path": str(letter)}]},
          {"to": "zhang.san@example.cn", "dedupe_key": "request:12:replied"},
          {"to": "idn＠清河.中国"})
    queue({"to": "undone@example.cn"}, undo=True)
    check(queue({"to": "a@example.cn\r\nBcc: all@example.cn"}, {"to": "x@example.cn", "subject": "甲\r\nBcc: all@example.cn"}) == ["mail.queue.bad_address", "mail.queue.bad_subject"], "no headers come in")
    held = stored_bytes()
    for secret in ("zhang.san", "农村公路", "听证会", "right-secret"):
        check(secret.encode() not in held and secret.encode().hex().encode() not in held, f"{secret} stands nowhere in the database")
    server = Server(sending)
    check(wait_until(lambda: exim.mails("zhang.san") and exim.mails("early") and exim.mails("idn")), "what waited goes out")
    mails = exim.mails("zhang.san")
    check(len(mails) == 1, f"the same notice once, not {len(mails)} times")
    mail = mails[0]
    check(mail["Subject"] == subject, f"the subject: {mail['Subject']}")
    check(str(mail["From"]) == "清河县政务公开 <noreply@qinghe.gov.cn>", f"the sender: {mail['From']}")
    check(mail["Auto-Submitted"] == "auto-generated", "says that a program wrote it")
    check(re.fullmatch(r"<[0-9a-f]{32}@qinghe\.gov\.cn>", mail["Message-ID"]), f"the Message-ID: {mail['Message-ID']}")
    check(str(mail["Date"]).endswith("+0800"), "the date of Shanghai")
    check(mail.get_content_type() == "multipart/mixed", mail.get_content_type())
    parts = list(mail.iter_parts())
    check(parts[0].get_content_type() == "text/plain" and parts[0].get_payload(decode=True).decode() == text.replace("\n", "\r\n"), "the text, byte for byte")
    check(parts[1].get_filename() == "价格听证会（清河县）.ics" and parts[1].get_content_type() == "text/calendar", f"the calendar's name {parts[1].get_filename()}")
    check(parts[1]["Content-Type"].params.get("method") == "PUBLISH", "the calendar's method")
    check(parts[1].get_payload(decode=True) == calendar.read_bytes(), "the calendar, byte for byte")
    check(parts[2].get_filename() == "答复书.pdf" and parts[2].get_payload(decode=True) == letter.read_bytes(), "the letter, byte for byte")
    check(not mail.defects and not any(part.defects for part in mail.walk()), "nothing that a mail reader minds")
    check(str(exim.mails("idn")[0]["To"]) == "idn@xn--ovw11a.xn--fiqs8s", "a Chinese domain")
    time.sleep(3)
    check(not exim.mails("undone") and not exim.mails("all"), "an action that was undone sends nothing")
    check(counts()["queued"] == 0, f"nothing waits: {counts()}")
    server.stop()


def refusals():
    queue({"to": "nobody@example.cn"}, {"to": "later@example.cn"}, {"to": "friend@example.cn"}, {"to": "advert@example.cn", "subject": "SPAM"}, {"to": "busy@example.cn", "subject": "BUSY"})
    server = Server(sending).sign_in(password)
    check(wait_until(lambda: exim.mails("friend")), "a refused mail keeps no other back")
    check(wait_until(lambda: counts()["failed"] == 2), "refused at once, the recipient and the content")
    page = server.get("/admin/mail")[1]
    check("对方拒收" in page and "5.1.1" in page and "n***@example.cn" in page, "the page says why")
    check("nobody" not in page and "postmaster@" not in page, "and names nobody")
    check("5.7.1 looks like spam" in page, "what the server says of the content")
    page = server.get("/admin/mail?state=queued")[1]
    check("4.3.2 disk is full" in page, "put off after the content")
    check("对方暂时不收" in page and "4.7.1" in page and "l***@example.cn" in page, "put off, and why")
    check(wait_until(lambda: "mingtang_mail_failed 2" in server.get("/metrics")[1]), "the figure of what failed")
    check(not exim.mails("later"), "not yet")
    exim.switch("later_open", True)
    begun = time.time()
    check(wait_until(lambda: exim.mails("later"), 100), "tried again by itself")
    print(f"tried again after {time.time() - begun:.0f} s", flush=True)
    busy_id, spam_id, failed_id = (server.id_of(letter, state) for letter, state in (("b", "queued"), ("a", "failed"), ("n", "failed")))
    for one in (busy_id, spam_id):
        check(server.press(f"/admin/mail/{one}/cancel")[0] == 303, "the button 不再发送")
    check(server.press(f"/admin/mail/{failed_id}/retry")[0] == 303, "the button 再发一次")
    check(wait_until(lambda: counts()["failed"] == 1), "and it is refused again")
    check("已重新排入待发 1 封" in program("mail", "retry"), "the line can do it too")
    check(wait_until(lambda: counts()["failed"] == 1), "and it is refused again")
    check(server.press(f"/admin/mail/{failed_id}/cancel")[0] == 303 and counts()["cancelled"] == 3, "the button 不再发送")
    check("mail.retry.cancelled" in program("mail", "retry", failed_id, status=1), "is final")
    check("mail.message.not_found" in program("mail", "retry", "99999", status=1), "no such mail")
    server.stop()
    said = (folder / "serve.log").read_text() + program("journal", "verify")
    check("nobody" not in said and "zhang.san" not in said, "no address in the log")


def server_away():
    exim.stop()
    names = [f"away{i}" for i in range(5)]
    server = Server(sending).sign_in(password)
    queue(*({"to": f"{name}@example.cn"} for name in names))
    check(wait_until(lambda: "连接不上" in server.get("/admin/mail")[1]), "the page says that the server is away")
    check(counts()["queued"] == 5, "everything waits")
    check("邮件：待发 5 封" in program("doctor", settings=sending), "doctor is patient for an hour")
    exim.start()
    check(wait_until(lambda: all(exim.mails(name) for name in names), 60), "later it is delivered")
    check(wait_until(lambda: counts()["queued"] == 0), "and nothing waits")
    exim.switch("sender_refused", True)
    queue({"to": "sender@example.cn"})
    check(wait_until(lambda: "不接受本站发信" in server.get("/admin/mail")[1]), "a sender that is refused fails no mail")
    exim.switch("sender_refused", False)
    check(wait_until(lambda: exim.mails("sender"), 60), "but keeps it until it is let in")
    server.stop()


def silence():
    """A server that takes the connection and says nothing holds up the mail only."""
    deaf = socket.create_server(("127.0.0.1", 0), backlog=50)
    talkative = threading.Thread(target=lambda: [deaf.accept() for _ in range(1)], daemon=True)
    talkative.start()
    queue({"to": "deaf@example.cn"})
    server = Server({**sending, "MINGTANG_MAIL_SERVER": f"smtp://127.0.0.1:{deaf.getsockname()[1]}"})
    time.sleep(3)
    begun = time.time()
    check(server.get("/healthz")[0] == 200 and server.get("/")[0] == 200 and time.time() - begun < 2, "the site answers meanwhile")
    queue({"to": "deaf2@example.cn"})
    begun = time.time()
    server.stop()
    check(time.time() - begun < 10, f"stops in the middle of it, after {time.time() - begun:.1f} s")
    deaf.close()
    server = Server(sending)
    check(wait_until(lambda: exim.mails("deaf") and exim.mails("deaf2")), "and nothing is lost by that")
    server.stop()


def two_nodes():
    postgres = PrivatePostgres()
    try:
        nodes = [folder / "node1", folder / "node2"]
        settings = {**sending, "MINGTANG_DATABASE": postgres.url()}
        done = subprocess.run([PROGRAM, "--data", str(nodes[0]), "init", "--admin", "guanli"], env={**environment, **settings}, capture_output=True, text=True, timeout=120)
        check(done.returncode == 0, done.stderr[-500:])
        nodes[1].mkdir()
        shutil.copy(nodes[0] / "secret.key", nodes[1] / "secret.key")
        shutil.copy(nodes[0] / "secret.key", site / "secret.key")
        servers = [Server(settings, data=node) for node in nodes]
        names = [f"node{i}" for i in range(60)]
        queues = [threading.Thread(target=lambda part=part: queue(*({"to": f"{name}@example.cn", "dedupe_key": name} for name in part), database=postgres.url())) for part in (names, names)]
        begun = time.time()
        for one in queues:
            one.start()
        for one in queues:
            one.join()
        check(wait_until(lambda: all(exim.mails(name) for name in names)), "two nodes send everything")
        print(f"60 mails, queued twice, by two nodes in {time.time() - begun:.1f} s", flush=True)
        time.sleep(3)
        often = {name: len(exim.mails(name)) for name in names if len(exim.mails(name)) != 1}
        check(not often, f"and each once: {often}")
        check(all("mingtang_mail_queued 0" in server.get("/metrics")[1] for server in servers), "nothing waits")
        for server in servers:
            server.stop()
    finally:
        postgres.stop()


def kills():
    exim.switch("slow", True)
    before = counts()["sent"]
    names = [f"kill{i}" for i in range(24)]
    queue(*({"to": f"{name}@example.cn"} for name in names))
    for _ in range(ROUNDS):
        server = Server(sending)
        time.sleep(random.uniform(0.2, 2.0))
        server.kill()
    exim.switch("slow", False)
    server = Server(sending)
    check(wait_until(lambda: counts()["queued"] == 0, 200), f"everything goes out after {ROUNDS} SIGKILLs: {counts()}")
    check(wait_until(lambda: all(exim.mails(name) for name in names)), "every mail has arrived")
    twice = {name: exim.mails(name) for name in names if len(exim.mails(name)) > 1}
    print(f"{ROUNDS} SIGKILLs, {len(twice)} of {len(names)} mails arrived twice", flush=True)
    check(len(twice) <= ROUNDS, f"at most one mail a kill arrives twice, not {len(twice)}")
    for name, mails in twice.items():
        check(len({mail["Message-ID"] for mail in mails}) == 1, f"{name}: the same Message-ID")
    check(counts()["sent"] == before + len(names), "all are recorded as sent")
    program("journal", "verify")
    server.stop()


try:
    settings()
    arrival()
    refusals()
    server_away()
    silence()
    kills()
    two_nodes()
finally:
    exim.stop()
    for process in Server.running:
        if process.poll() is None:
            process.kill()
    if failed:
        print((folder / "serve.log").read_text()[-3000:])
    shutil.rmtree(folder, ignore_errors=True)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
