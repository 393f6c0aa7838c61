"""One site of its own for each test: the program run as an operator would, what it prints, leaves behind and returns."""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
DONE, WRONG, MISUSED, UNREACHABLE = 0, 1, 2, 3


class Site(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-cli-"))
        self.data = self.folder / "data"

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_program(self, *arguments, status=DONE, stdin="", data=None, environment=None):
        line = [PROGRAM, "--data", str(data or self.data), *map(str, arguments)]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
        done = subprocess.run(line, input=stdin, capture_output=True, text=True, timeout=300, env={**clean, **(environment or {})})
        self.assertEqual(done.returncode, status, f"{line}\n{done.stdout}\n{done.stderr}")
        return done

    def init(self):
        out = self.run_program("init", "--admin", "root.admin", "--site-name", "试验县政务公开").stdout
        self.assertRegex(out, r"一次性密码（root\.admin）：\S{8,}")
        self.run_program("unit", "add", "--code", "jiaoyu", "--name", "试验县教育局", "--parent", "office")

    def write_lines(self, rows, name="in.jsonl"):
        file = self.folder / name
        with open(file, "wb") as out:
            for row in rows:
                out.write(row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode())
                out.write(b"\n")
        return file

    def rejects(self, file):
        path = pathlib.Path(str(file) + ".rejects.jsonl")
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def count(self, sql):
        with sqlite3.connect(self.data / "mingtang.db") as db:
            return db.execute(sql).fetchone()[0]

    def search(self, query, data=None):
        lines = self.run_program("search", query, "--json", data=data).stdout.splitlines()
        return [json.loads(line) for line in lines]


def document(number, **more):
    return {"id": f"doc-{number}", "title": f"关于第{number}号事项的通知", "body": f"第{number}号事项的办理办法如下。\n\n一、办理时间\n\n工作日上午。", **more}


class Files(Site):
    def zipped(self, name, parts):
        with zipfile.ZipFile(self.folder / name, "w") as out:
            for part, content in parts.items():
                out.writestr(part, content)
        return self.folder / name

    def document(self, name, body):
        return self.zipped(name, {"word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'})
