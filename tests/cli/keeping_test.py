"""What a site keeps: journal, backup and restore, export, index, the doctor, the demo."""
import fcntl
import json
import os
import shutil
import sqlite3
import zipfile

from cli_site import ROOT, Site, WRONG, document


class Keeping(Site):
    def filled(self):
        self.init()
        (self.folder / "a.pdf").write_bytes(b"%PDF-1.4 kept")
        rows = [document(n) for n in range(1, 8)] + [document("a", attachments=[{"name": "附件.pdf", "path": "a.pdf"}])]
        self.run_program("import", "documents", self.write_lines(rows), "--unit", "jiaoyu", "--publish")

    def test_journal_tells_what_was_changed(self):
        self.filled()
        self.assertIn("日志完整", self.run_program("journal", "verify").stdout)
        for change in ("update journal_event set data = '{\"forged\":true}' where seq = 5", "update journal_event set at = '2020-01-01T00:00:00.000Z' where seq = 5",
                       "delete from journal_event where seq = 5"):
            with self.subTest(change):
                copy = self.folder / "copy"
                shutil.copytree(self.data, copy, symlinks=True)
                with sqlite3.connect(copy / "mingtang.db") as db:
                    db.execute(change)
                self.assertIn("第 5 条", self.run_program("journal", "verify", data=copy, status=WRONG).stderr)
                shutil.rmtree(copy)

    def test_journal_cut_at_its_end(self):
        self.filled()
        with sqlite3.connect(self.data / "mingtang.db") as db:
            db.execute("delete from journal_event where seq = (select max(seq) from journal_event)")
        self.run_program("journal", "verify", status=WRONG)

    def test_backup_and_restore(self):
        self.filled()
        backup = self.folder / "site.zip"
        self.run_program("backup", backup)
        self.assertEqual(backup.stat().st_mode & 0o077, 0)
        self.run_program("backup", backup, status=WRONG)
        self.run_program("restore", backup, status=WRONG)
        fresh = self.folder / "fresh"
        self.run_program("restore", backup, data=fresh)
        self.assertEqual([hit["source_id"] for hit in self.search("第5号事项", data=fresh)][:1], ["doc-5"])
        self.run_program("journal", "verify", data=fresh)
        self.assertIn("全部检查通过", self.run_program("doctor", data=fresh).stdout)
        self.assertEqual((fresh / "secret.key").read_bytes(), (self.data / "secret.key").read_bytes())

    def test_a_backup_holds_what_its_database_names(self):
        self.filled()
        orphan = self.data / "blobs" / "ab" / ("ab" * 32)
        orphan.parent.mkdir(exist_ok=True)
        orphan.write_bytes(b"masked")
        backup = self.folder / "site.zip"
        self.assertEqual(self.run_program("backup", backup).stderr, "")
        with zipfile.ZipFile(backup) as archive:
            contents = [name for name in archive.namelist() if name.startswith("blobs/")]
        self.assertEqual(len(contents), 1)
        holding = os.open(self.data / "blobs", os.O_RDONLY)
        fcntl.flock(holding, fcntl.LOCK_SH)  # as a backup that runs
        self.assertIn("正在备份", self.run_program("doctor", "--sweep").stdout)
        self.assertTrue(orphan.exists())
        os.close(holding)
        self.assertIn("清除了 1 个", self.run_program("doctor", "--sweep").stdout)
        self.assertFalse(orphan.exists())
        (self.data / contents[0]).unlink()
        self.assertIn("不在 blobs 文件夹中", self.run_program("backup", self.folder / "again.zip").stderr)

    def test_broken_backups_are_refused(self):
        self.filled()
        backup, forged, fresh = self.folder / "site.zip", self.folder / "forged.zip", self.folder / "fresh"
        self.run_program("backup", backup)

        def forge(change):
            with zipfile.ZipFile(backup) as old, zipfile.ZipFile(forged, "w") as new:
                for entry in old.infolist():
                    name, content = change(entry.filename, old.read(entry))
                    new.writestr(name, content)

        def other_key(name, content):
            return name, b"0" * 64 if name == "secret.key" else content

        def climbing(name, content):
            return name, content.replace(b'"secret.key"', b'"../outside"') if name == "manifest.json" else content

        for change, code in ((other_key, "cli.restore.bad_hash"), (climbing, "cli.restore.bad_file")):
            forge(change)
            self.assertIn(code, self.run_program("restore", forged, data=fresh, status=WRONG).stderr)
            self.assertFalse(fresh.exists())
        forged.write_bytes(b"no zip at all")
        self.run_program("restore", forged, data=fresh, status=WRONG)

    def test_export_can_be_imported_again(self):
        self.filled()
        target = self.folder / "out"
        self.run_program("export", "--to", target)
        self.run_program("export", "--to", target, status=WRONG)
        rows = [json.loads(line) for line in (target / "disclosures.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual(len(rows), 8)
        units = [json.loads(line)["code"] for line in (target / "units.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual(units, ["office", "jiaoyu"])
        again = self.folder / "again"
        self.run_program("init", "--admin", "root.admin", data=again)
        self.run_program("unit", "add", "--code", "jiaoyu", "--name", "试验县教育局", data=again)
        out = self.run_program("import", "documents", target / "disclosures.jsonl", "--unit", "office", "--publish", data=again).stdout
        self.assertIn("新增 8 件", out)
        self.assertEqual([hit["source_id"] for hit in self.search("第5号事项", data=again)][:1], ["doc-5"])

    def test_reindex(self):
        self.filled()
        shutil.rmtree(self.data / "search")
        self.assertIn("8 件", self.run_program("reindex").stdout)
        self.assertEqual(self.search("第5号事项")[0]["source_id"], "doc-5")

    def test_doctor_finds_what_is_wrong(self):
        self.filled()
        self.assertIn("全部检查通过", self.run_program("doctor").stdout)
        os.chmod(self.data / "secret.key", 0o644)
        content = next(path for path in (self.data / "blobs").rglob("*") if path.is_file())
        os.chmod(content, 0o644)
        content.write_bytes(b"changed")
        with sqlite3.connect(self.data / "mingtang.db") as db:
            db.execute("delete from disclosure_public where disclosure_id = 3")
            db.execute("update journal_event set name = 'forged' where seq = 4")
        out = self.run_program("doctor", status=WRONG).stdout
        for check in ("secret.key", "日志第 4 条", "检索索引不一致", "附件缺失或者内容不符 1 个", "有 4 项问题"):
            self.assertIn(check, out)


class Demo(Site):
    def test_loaded_once(self):
        out = self.run_program("demo", "--from", ROOT / "demo").stdout
        for role in ("filer", "reviewer", "secrecy_reviewer", "office", "administrator", "auditor"):  # the words of the site itself
            self.assertIn(json.loads((ROOT / "src/organ/words.json").read_text())["role"][role], out)
        self.assertIn("Mingtang-2026-admin", out)
        head = self.count("select seq from journal_head")
        self.assertIn("没有改动", self.run_program("demo", "--from", ROOT / "demo").stdout)
        self.assertEqual(self.count("select seq from journal_head"), head)
        self.assertGreater(self.count("select count(*) from disclosure_public"), 190)
        self.assertEqual(self.count("select count(distinct state) from disclosure_edition where state in"
                                    " ('drafting','in_review','in_secrecy_review','in_recheck','in_emergency_review','scheduled','published','superseded','withdrawn')"), 9)
        self.assertEqual(self.count("select name from organ_former_name order by until_on limit 1"), "云麓县卫生局")
        self.assertIn("全部检查通过", self.run_program("doctor").stdout)

    def test_not_into_a_site_in_use(self):
        self.init()
        self.assertIn("cli.demo.not_empty", self.run_program("demo", "--from", ROOT / "demo", status=WRONG).stderr)

    def test_broken_demo_leaves_nothing(self):
        broken = self.folder / "demo"
        shutil.copytree(ROOT / "demo", broken, ignore=shutil.ignore_patterns("source", "__pycache__"))
        lines = (broken / "documents.jsonl").read_text(encoding="utf-8").splitlines()
        (broken / "documents.jsonl").write_text("\n".join(lines[:50] + [lines[50].replace('"kind": "', '"kind": "x')]), encoding="utf-8")
        self.run_program("demo", "--from", broken, status=WRONG)
        self.assertEqual(self.count("select count(*) from organ_unit"), 0)
