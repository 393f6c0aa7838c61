"""A private Exim: its own folder, port, certificate and users; what comes for the local domains lies in one maildir. Run by root, or through sudo."""
import email
import email.policy
import os
import pathlib
import signal
import socket
import subprocess
import time

CONFIGURATION = r"""
primary_hostname = mx.test.example.cn
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
exim_user = root
exim_group = root
never_users =
keep_environment =
rfc1413_query_timeout = 0s
tls_advertise_hosts = ${{if exists{{{folder}/no_tls}}{{}}{{*}}}}
tls_certificate = {folder}/mx.pem
tls_privatekey = {folder}/mx.key
domainlist local_domains = example.cn : xn--ovw11a.xn--fiqs8s
acl_smtp_mail = sender
acl_smtp_rcpt = recipient
acl_smtp_data = content
smtp_accept_max = 50
smtp_accept_queue_per_connection = 0
begin acl
sender:
  deny condition = ${{if exists{{{folder}/sender_refused}}}}
       message = 5.7.1 sender not allowed
  deny condition = ${{if exists{{{folder}/auth_needed}}}}
       !authenticated = *
       message = 5.7.0 authentication required
  accept
recipient:
  deny local_parts = nobody
       message = 5.1.1 <$local_part@$domain>: user $local_part unknown, ask postmaster@example.cn
  defer local_parts = later
        condition = ${{if exists{{{folder}/later_open}}{{no}}{{yes}}}}
        message = 4.7.1 <$local_part@$domain> try again later
  accept domains = +local_domains
  deny message = relay not permitted
content:
  deny condition = ${{if eq{{$h_subject:}}{{SPAM}}}}
       message = 5.7.1 looks like spam
  defer condition = ${{if eq{{$h_subject:}}{{BUSY}}}}
        message = 4.3.2 disk is full
  warn condition = ${{if exists{{{folder}/slow}}}}
       delay = 1s
  accept
begin routers
all:
  driver = accept
  transport = store
begin transports
store:
  driver = appendfile
  maildir_format
  directory = {folder}/box/all
  create_directory
  delivery_date_add
  envelope_to_add
  user = nobody
  group = nogroup
begin retry
* * F,2h,15m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_advertise_condition = ${{if def:tls_in_cipher}}
  server_condition = ${{if and{{{{eq{{$auth2}}{{mingtang}}}}{{eq{{$auth3}}{{right-secret}}}}}}}}
  server_set_id = $auth2
"""


class Exim:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        for part in ("spool", "log", "box"):
            (self.folder / part).mkdir(parents=True)
        self.folder.chmod(0o755)  # Exim delivers as nobody
        (self.folder / "box").chmod(0o777)
        self.configuration = self.folder / "exim.conf"
        self.configuration.write_text(CONFIGURATION.format(folder=self.folder))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", self.folder / "mx.key", "-out", self.folder / "mx.pem"], check=True, capture_output=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None
        self.read = {}

    @property
    def certificate(self):
        return self.folder / "mx.pem"

    def start(self):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        line = [*root, "exim4", "-C", str(self.configuration), "-bdf", "-oX", f"127.0.0.1.{self.port}"]
        self.process = subprocess.Popen(line, stdout=open(self.folder / "out", "a"), stderr=subprocess.STDOUT)
        deadline = time.time() + 60
        while time.time() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                    if connection.recv(100).startswith(b"220"):
                        return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError((self.folder / "out").read_text()[-2000:])

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
            self.process = None

    def switch(self, name, on):
        flag = self.folder / name
        if on:
            flag.touch()
        else:
            flag.unlink(missing_ok=True)

    def mails(self, name):
        """What has arrived for NAME, oldest first."""
        for file in sorted((self.folder / "box" / "all" / "new").glob("*"), key=lambda file: file.stat().st_mtime_ns):
            if file not in self.read:
                self.read[file] = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        return [mail for mail in self.read.values() if mail["Envelope-to"].split("@")[0] == name]
