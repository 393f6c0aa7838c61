"""A PostgreSQL server of our own for the length of a test, reached over TCP with a password as a real site would."""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class PrivatePostgres:
    PASSWORD = "nur zur probe/1"

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-pg-"))
        self.bin = max(pathlib.Path("/usr/lib/postgresql").iterdir(), key=lambda p: int(p.name)) / "bin"
        self.port = free_port()
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        secret = self.folder / "password"
        self.run("sh", "-c", f'cat > "{secret}"', stdin=self.PASSWORD)
        self.run(self.bin / "initdb", "-D", self.folder / "data", "-U", "mingtang", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "server.log", "-o", options, "start")

    def run(self, *line, stdin=""):
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        # pg_ctl leaves its server behind, which would keep a pipe open for ever.
        with open(os.devnull, "w") as nothing:
            subprocess.run([*as_owner, *map(str, line)], input=stdin, text=True, check=True, stdout=nothing, stderr=nothing, cwd="/", timeout=120)

    def url(self, database="postgres"):
        return f"postgresql://mingtang:{self.PASSWORD.replace(' ', '%20').replace('/', '%2F')}@127.0.0.1:{self.port}/{database}"

    def tool(self, name, *arguments):
        """One of PostgreSQL's own programs; what it prints."""
        done = subprocess.run([str(self.bin / name), *map(str, arguments)], capture_output=True, text=True, check=True, timeout=120)
        return done.stdout

    def stop(self):
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)
