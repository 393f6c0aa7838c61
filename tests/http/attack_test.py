"""slowhttptest in its four modes and a flood of half-open uploads against `mingtang serve`, while somebody else asks for pages."""
import http.client
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
SECONDS = int(os.environ.get("ATTACK_SECONDS", "6"))
CONNECTIONS = 400  # beyond what one address may hold open
PER_ADDRESS = 256  # http/server.hpp
OTHER_ADDRESS = "127.0.0.2"

environment = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
passed = failed = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(port, path):
    """What a visitor at another address gets; 0 for no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20, source_address=(OTHER_ADDRESS, 0))
    try:
        connection.request("GET", path)
        got = connection.getresponse()
        got.read()
        return got.status
    except OSError:
        return 0
    finally:
        connection.close()


def descriptors(server):
    return len(os.listdir(f"/proc/{server.pid}/fd"))


class Visitor(threading.Thread):
    """Asks for health, a page and a search until told to stop."""

    def __init__(self, port, server):
        super().__init__()
        self.port, self.server = port, server
        self.answers, self.most_descriptors = [], 0
        self.stop = threading.Event()

    def run(self):
        while not self.stop.wait(0.1):
            for path in ("/healthz", "/units", "/search?q=test"):
                self.answers.append((path, answer(self.port, path)))
            self.most_descriptors = max(self.most_descriptors, descriptors(self.server))


def under_attack(name, server, port, attack):
    visitor = Visitor(port, server)
    visitor.start()
    try:
        attack()
    finally:
        visitor.stop.set()
        visitor.join()
    bad = [one for one in visitor.answers if one[1] != 200]
    check(len(visitor.answers) >= 9, f"{name}: the visitor asked only {len(visitor.answers)} times")
    check(not bad, f"{name}: not answered: {bad[:5]} of {len(visitor.answers)}")
    check(server.poll() is None, f"{name}: the server ended with {server.poll()}")
    # A connection of an upload holds the file that it is spooled to as well.
    check(visitor.most_descriptors < 2 * PER_ADDRESS + 100, f"{name}: {visitor.most_descriptors} descriptors open")
    print(f"{name}: {len(visitor.answers)} answers, at most {visitor.most_descriptors} descriptors", flush=True)


def slow(port, path, *mode):
    def attack():
        log = subprocess.run(
            ["slowhttptest", "-l", str(SECONDS), "-r", "400", "-c", str(CONNECTIONS), "-u", f"http://127.0.0.1:{port}{path}", *mode],
            capture_output=True, text=True, timeout=SECONDS + 60)
        check("test ended" in (log.stdout + log.stderr).lower(), "slowhttptest did not run: " + (log.stdout + log.stderr)[-200:])
    return attack


def half_open_uploads(port):
    """Uploads that announce a large file, send a little of it and stay."""
    head = (f"POST /desk/drafts/1/attachments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            f"Content-Length: 50000000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n").encode()

    def attack():
        held = []
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if len(held) >= CONNECTIONS:
                held.pop(0).close()
            one = socket.socket()
            one.settimeout(1)
            try:
                one.connect(("127.0.0.1", port))
                one.sendall(head + b"x" * 20000)
                held.append(one)
            except OSError:
                one.close()
            time.sleep(0.005)
        for one in held:
            one.close()
    return attack


def spool_is_empty(data):
    spool = data / "spool"
    return not spool.exists() or not any(path.is_file() for path in spool.rglob("*"))


def eventually(true, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return False


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-attack-"))
    data, port = folder / "data", free_port()
    program = [PROGRAM, "--data", str(data)]
    subprocess.run([*program, "unit", "add", "--code", "caizheng", "--name", "县财政局"], check=True, capture_output=True, env=environment)
    server = subprocess.Popen([*program, "--log-level", "error", "serve", "--listen", f"127.0.0.1:{port}"], env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        check(eventually(lambda: answer(port, "/healthz") == 200, 60), "the server does not answer in peace")
        for path in ("/units", "/search?q=test"):
            check(answer(port, path) == 200, f"{path} does not answer in peace")
        quiet = descriptors(server)
        under_attack("slow headers", server, port, slow(port, "/units", "-H", "-i", "3", "-x", "24"))
        under_attack("slow bodies", server, port, slow(port, "/sign-in", "-B", "-i", "3", "-s", "60000", "-x", "10"))
        under_attack("ranges", server, port, slow(port, "/units", "-R", "-a", "10", "-b", "3000"))
        under_attack("slow reading", server, port, slow(port, "/units", "-X", "-n", "3", "-k", "3", "-w", "512", "-y", "1024", "-z", "32"))
        under_attack("half-open uploads", server, port, half_open_uploads(port))
        check(eventually(lambda: descriptors(server) <= quiet + 20), f"descriptors stay open: {descriptors(server)} after {quiet}")
        check(eventually(lambda: spool_is_empty(data)), "files of broken uploads stay in the spool")
        server.send_signal(signal.SIGTERM)
        check(server.wait(60) == 0, f"SIGTERM ended with {server.returncode}")
    finally:
        if server.poll() is None:
            server.kill()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    raise SystemExit(main())
