"""The command line: hostile values for every option and every place of every verb that the shell completion names, and hostile files."""
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

VALUES = {
    "over-long": "长" * 5000,
    "bidi marks and escapes": "甲\u202e乙\x1b[31m丙",
    "broken UTF-8": b"\xff\xfe\xc3\x28",
    "negative": "-1",
    "huge number": "99999999999999999999",
    "no such day": "2026-02-30",
    "markup": "<script>hostile()</script>",
    "path": "../../nowhere/x",
    "empty": "",
    "statement": "'; drop table organ_unit; --",
    "line end": "\n",
}

# They wait for a signal.
LEFT_ALONE = {"serve", "witness serve"}

# What a verb needs before it looks at anything else; each value in turn gives way to the hostile one.
NEEDED = {
    "unit add": [("--code", "shiyan"), ("--name", "试验局")],
    "user add": [("--login", "shiyan.yi"), ("--name", "试验员"), ("--unit", "jiaoyu"), ("--role", "filer")],
    "import documents": [("--unit", "jiaoyu")],
    "law due": [("--received", "2026-11-02")],
    "law fee": [("--pages", "30")],
    "report annual": [("--unit", "jiaoyu"), ("--year", "2026")],
    "log verify": [("--url", "http://127.0.0.1:1/")],
}

ROWS = {
    "nothing": b"",
    "empty lines": b"\n\n",
    "half an object": b"{",
    "a list": b"[]",
    "null": b"null",
    "an empty object": b"{}\n",
    "no title": b'{"id":"a"}\n',
    "wrong types": b'{"id":1,"title":2,"body":3}\n',
    "no such day": b'{"id":"b","title":"t","body":"b","produced_on":"2026-02-30"}\n',
    "broken UTF-8": b'{"id":"c","title":"\xff","body":"b"}\n',
    "NUL": b'{"id":"d","title":"a\\u0000b","body":"b"}\n',
    "unknown format": b'{"id":"e","title":"t","body":"b","format":"pdf"}\n',
    "over-long title": b'{"id":"f","title":"' + b"x" * 300_000 + b'","body":"b"}\n',
    "a file elsewhere": b'{"id":"g","title":"t","body":"b","attachments":[{"name":"p","path":"/etc/passwd"}]}\n',
    "attachments of a wrong type": b'{"id":"h","title":"t","body":"b","attachments":"no"}\n',
    "scripts": b'{"id":"i","title":"t","body":"<script>hostile()</script>"}\n',
    "deep nesting": b"[" * 100_000 + b"\n",
    "lone surrogate": b'{"id":"j","title":"t","body":"b","subjects":["\\ud800"]}\n',
    "byte order mark": b"\xef\xbb\xbf" + b'{"id":"k","title":"t","body":"b"}\n',
    "zeros": b"\0" * 1000,
    "noise": os.urandom(3000),
}

SETTINGS = [b"\xff\xfe", b"listen = ", b"workers = many", b"unheard = 1", b"[section", b"workers = 99999999999"]


def verbs_of(script):
    """Verb → its own options, out of the completion of the shell."""
    rows = dict(re.findall(r"^    '([^']*)'\) words='([^']*)' ;;$", script, re.M))
    general = {word for word in rows[""].split() if word.startswith("--")}
    found = {}
    for verb, words in rows.items():
        below = [word for word in words.split() if not word.startswith("--")]
        if verb and not below:
            found[verb.strip()] = sorted(word for word in words.split() if word.startswith("--") and word not in general)
    return found


def try_all(program, data, folder, environment, check, chosen):
    def run(words, typed=b""):
        line = [program, "--data", str(data), "--log-level", "error", *words]
        return subprocess.run([word if isinstance(word, bytes) else word.encode() for word in line], input=typed, capture_output=True, env=environment, cwd=inner, timeout=300)

    inner = folder / "a/b/c"  # what climbs out of it stays in the folder
    inner.mkdir(parents=True)
    one_row = folder / "one.jsonl"
    one_row.write_text('{"id":"x","title":"t","body":"b"}\n')

    def judge(done, where):
        said = done.stderr.decode("utf-8", "replace")
        check(0 <= done.returncode < 100, f"{where}: ended with {done.returncode}: {said[-300:]}")
        check("Sanitizer" not in said and "runtime error" not in said, f"{where}: {said[-300:]}")
        if done.returncode == 0:
            return
        both = said + done.stdout.decode("utf-8", "replace")  # `scan` tells of each file in its list
        check(re.search("[一-鿿]{3}", both), f"{where}: {done.returncode} without a sentence: {both[-200:]!r}")
        check("cli.work.fault" not in said, f"{where}: taken for a bug: {said[-200:]}")
        check("\x1b[31m" not in said and "\u202e" not in said, f"{where}: marks that change the terminal are repeated")

    tries = []
    verbs = verbs_of(run(["completion", "bash"]).stdout.decode())
    check(len(verbs) > 25, f"the completion names {len(verbs)} verbs")
    for verb, options in verbs.items():
        if verb in LEFT_ALONE:
            continue
        needed = NEEDED.get(verb, [])
        file = [str(one_row)] if verb in ("import documents", "redact") else []
        for name, value in VALUES.items():
            for option in options:
                others = [word for other, its in needed if other != option for word in (other, its)]
                tries.append(([*verb.split(), *file, *others, option, value], f"{verb} {option} with {name}"))
            tries.append(([*verb.split(), *(word for pair in needed for word in pair), value], f"{verb} with {name}"))
    for name, content in ROWS.items():
        path = folder / f"rows {name}.jsonl"
        path.write_bytes(content)
        tries.append((["import", "documents", str(path), "--unit", "jiaoyu"], f"import documents with {name}"))
        tries.append((["import", "requests", str(path)], f"import requests with {name}"))
        tries.append((["scan", str(path)], f"scan of {name}"))
    tries = [one for one in tries if chosen(one[1])]
    with ThreadPoolExecutor(2) as several:
        for where, done in several.map(lambda one: (one[1], run(one[0])), tries):
            judge(done, where)
    for n, content in enumerate(SETTINGS):
        path = folder / f"settings {n}.toml"
        path.write_bytes(content)
        done = run(["--config", str(path), "unit", "list"])
        judge(done, f"settings {content!r}")
        check(done.returncode != 0, f"settings {content!r} were taken")
