"""Files looked through and masked, without a data folder."""
import hashlib
import json
import sqlite3
import zipfile

from cli_site import Files, MISUSED, UNREACHABLE, WRONG


class Scan(Files):
    def test_what_a_file_hides_is_told_without_a_data_folder(self):
        document = self.document("a.docx", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿</w:t></w:r></w:p>")
        found = json.loads(self.run_program("scan", document, "--json", status=WRONG).stdout)
        self.assertEqual(found, [{"file": str(document), "kind": "hidden_content", "place": "paragraph 1", "start": 0, "end": 0, "masked": "hidden_text", "certainty": "likely"}])
        self.assertIn("隐藏文字", self.run_program("scan", document, status=WRONG).stdout)
        self.assertFalse(self.data.exists())

    def test_nothing_found(self):
        file = self.folder / "a.txt"
        file.write_text("公示\n", encoding="utf-8")
        self.assertEqual(json.loads(self.run_program("scan", file, "--json").stdout), [])
        self.assertIn("没有发现", self.run_program("scan", file).stdout)
        self.assertIn("第 1 行  公示", self.run_program("scan", file, "--text").stdout)

    def test_several_files_in_their_order_and_one_that_is_not_there(self):
        bad = self.zipped("b.zip", {"内/说明.txt": "文字"})
        bad.write_bytes(bad.read_bytes()[:-20])
        files = [bad, self.folder / "none.txt", self.document("c.docx", "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>")]
        done = self.run_program("scan", *files, "--json", status=UNREACHABLE)
        self.assertEqual([(one["file"], one["masked"]) for one in json.loads(done.stdout)], [(str(files[0]), "damaged"), (str(files[2]), "tracked_deletion")])
        self.assertIn("cli.file.missing", done.stderr)

    def test_a_line_without_files_cannot_be_read(self):
        self.run_program("scan", status=MISUSED)

    def test_what_the_units_publish_is_no_find(self):
        file = self.folder / "a.txt"
        file.write_text("联系人家庭电话 0371-66543210\n", encoding="utf-8")
        self.assertEqual([one["kind"] for one in json.loads(self.run_program("scan", file, "--json", status=WRONG).stdout)], ["telephone"])
        self.init()
        with sqlite3.connect(self.data / "mingtang.db") as db:
            db.execute("update organ_unit set telephone = '0371-66543210' where code = 'jiaoyu'")
        self.assertEqual(json.loads(self.run_program("scan", file, "--json").stdout), [])


class Redact(Files):
    def test_a_new_file_beside_the_old(self):
        file = self.document("名单.docx", "<w:p><w:r><w:t>手机 138</w:t></w:r><w:r><w:t>00138000</w:t></w:r></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿</w:t></w:r></w:p>")
        before = file.read_bytes()
        told = json.loads(self.run_program("redact", file, "--json").stdout)
        out = self.folder / "名单.redacted.docx"
        self.assertEqual((told["file"], told["out"], told["remaining"]), (str(file), str(out), []))
        self.assertEqual(told["sha256_before"], hashlib.sha256(before).hexdigest())
        self.assertEqual(told["sha256_after"], hashlib.sha256(out.read_bytes()).hexdigest())
        self.assertEqual({one["kind"] for one in told["redacted"]}, {"mobile", "hidden_content"})
        self.assertEqual(file.read_bytes(), before)
        text = zipfile.ZipFile(out).read("word/document.xml").decode()
        self.assertIn("<w:t>手机 138</w:t></w:r><w:r><w:t>****8000</w:t>", text)
        self.assertNotIn("底稿", text)
        self.assertEqual(json.loads(self.run_program("scan", out, "--json").stdout), [])
        self.assertIn("cli.file.exists", self.run_program("redact", file, status=WRONG).stderr)

    def test_what_stays_is_told(self):
        file = self.folder / "a.txt"
        file.write_text("机密★10年\n手机 13800138000\n", encoding="utf-8")
        done = self.run_program("redact", file, "-o", self.folder / "b.txt", status=WRONG)
        self.assertIn("密级或者内部标志", done.stdout)
        self.assertEqual((self.folder / "b.txt").read_text(encoding="utf-8"), "机密★10年\n手机 138****8000\n")

    def test_refused(self):
        file = self.folder / "a.txt"
        file.write_text("公示\n", encoding="utf-8")
        self.assertIn("scan.redact.nothing", self.run_program("redact", file, status=WRONG).stderr)
        self.assertIn("cli.file.missing", self.run_program("redact", self.folder / "none", status=UNREACHABLE).stderr)
        file.write_text("手机 13800138000\n", encoding="utf-8")
        spoiled = self.zipped("a.docx", {"word/document.xml": '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>手机 13800138000</w:t></w:r></w:p></w:body></w:document>',
                                         "word/a.bin": b"\1\2\3\4" + "13800138000".encode("utf-16-le") + b"\5\6"})
        self.assertIn("scan.redact.still_there", self.run_program("redact", "--values-only", spoiled, status=WRONG).stderr)
        self.assertFalse((self.folder / "a.redacted.docx").exists())
