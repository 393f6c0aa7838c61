"""Documents taken in: good lines, foreign ones, hostile ones, interrupted ones."""
import hashlib
import signal
import subprocess
import time

from cli_site import MISUSED, PROGRAM, Site, UNREACHABLE, WRONG, document


class Import(Site):
    def test_good_lines_are_public_and_found(self):
        self.init()
        file = self.write_lines([document(n, published_on="2026-03-0%d" % n) for n in range(1, 6)])
        out = self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish").stdout
        self.assertIn("新增 5 件", out)
        self.assertEqual(self.count("select count(*) from disclosure_public"), 5)
        self.assertEqual(self.search("第3号事项")[0]["source_id"], "doc-3")
        self.assertEqual(self.search("第3号事项")[0]["published_on"], "2026-03-03")

    def test_second_import_changes_nothing_then_a_new_edition(self):
        self.init()
        rows = [document(1), document(2)]
        file = self.write_lines(rows)
        self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish")
        events = self.count("select seq from journal_head")
        self.assertIn("未变 2 件", self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish").stdout)
        self.assertEqual(self.count("select seq from journal_head"), events)
        rows[1]["body"] = "办理办法已经修订，改为网上办理。"
        file = self.write_lines(rows)
        out = self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish").stdout
        self.assertIn("更新 1 件，未变 1 件", out)
        self.assertEqual(self.count("select count(*) from disclosure_edition"), 3)
        self.assertEqual([hit["source_id"] for hit in self.search("改为网上办理")], ["doc-2"])

    def test_what_holds_personal_data_is_filed_and_not_published(self):
        self.init()
        card = "11010519491231002X"  # nobody's
        (self.folder / "list.csv").write_text(f"姓名,身份证号\n石某,{card}\n", encoding="utf-8")
        rows = [document(1), {**document(2), "body": f"户主身份证号{card}。"}, {**document(3), "attachments": [{"name": "名单.csv", "path": "list.csv"}]}]
        out = self.run_program("import", "documents", self.write_lines(rows), "--unit", "jiaoyu", "--publish").stdout
        self.assertIn("2 条含有确定的个人信息", out)
        self.assertEqual(self.count("select count(*) from disclosure_public"), 1)
        self.assertEqual(self.count("select count(*) from disclosure_edition where state = 'in_review'"), 2)
        self.assertEqual(self.count("select count(*) from disclosure_finding where certainty = 'certain' and part = 'attachment'"), 1)
        self.assertEqual([hit["source_id"] for hit in self.search("户主身份证号")], [])
        (self.folder / "list.csv").write_text("姓名\n石某\n", encoding="utf-8")
        rows[1]["body"] = "户主一名。"
        out = self.run_program("import", "documents", self.write_lines(rows), "--unit", "jiaoyu", "--publish").stdout
        self.assertIn("更新 2 件，未变 1 件", out)
        self.assertEqual(self.count("select count(*) from disclosure_public"), 3)

    def test_drafts_are_not_public_until_published(self):
        self.init()
        file = self.write_lines([document(1)])
        self.run_program("import", "documents", file, "--unit", "jiaoyu")
        self.assertEqual(self.count("select count(*) from disclosure_public"), 0)
        self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish")
        self.assertEqual(self.count("select count(*) from disclosure_public"), 1)
        self.assertEqual(self.count("select count(*) from disclosure_edition"), 1)

    def test_hostile_lines_are_rejected_alone(self):
        self.init()
        cases = {
            2: (b'{"id": "broken', "cli.import.not_json"),
            3: (b'[1, 2]', "cli.import.not_object"),
            4: (b'{"id": "a", "title": "\xff\xfe", "body": "x"}', "cli.import.not_utf8"),
            5: (b'{"id": "nul", "title": "t\\u0000", "body": "x"}', "cli.import.nul"),
            6: (b'{"id": "long", "title": "t", "body": "' + b"a" * (9 << 20) + b'"}', "cli.import.too_long"),
            7: ({"title": "t", "body": "b"}, "cli.import.missing"),
            8: ({"id": "no-title", "body": "b"}, "cli.import.missing"),
            9: (document("date", published_on="2026-02-30"), "cli.import.bad_date"),
            10: (document("later", published_on="2099-01-01"), "cli.import.published_later"),
            11: (document("format", format="docx"), "cli.import.bad_format"),
            12: (document("attachment", attachments=[{"name": "a.pdf", "path": "missing.pdf"}]), "cli.import.attachment_missing"),
            13: (document("outside", attachments=[{"name": "a.pdf", "path": "../../../../../etc/passwd"}]), "cli.import.attachment_outside"),
            14: (document("absolute", attachments=[{"name": "a.txt", "path": "/etc/passwd"}]), "cli.import.attachment_outside"),
            15: ({**document("title"), "title": "长" * 300}, "disclosure.save.too_long"),
            16: (document("kind", kind="nonsense"), "disclosure.save.unknown_choice"),
            17: (b"[" * 100000, "cli.import.not_json"),
        }
        rows = [document(1)] + [cases[n][0] for n in sorted(cases)] + [document(99)]
        file = self.write_lines(rows)
        out = self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish", "--batch", "3", status=WRONG).stdout
        self.assertIn("新增 2 件", out)
        rejected = {row["line"]: row["code"] for row in self.rejects(file)}
        self.assertEqual(rejected, {n: cases[n][1] for n in cases})
        self.assertTrue(all(row["reason"] and "record" in row for row in self.rejects(file)))
        self.assertEqual(self.count("select count(*) from disclosure_record"), 2)
        self.assertIn("完整", self.run_program("journal", "verify").stdout)

    def test_scripts_in_html_are_gone(self):
        self.init()
        body = '<p onclick="x()">正文内容</p><script>alert(1)</script><a href="javascript:alert(1)">链接</a><img src=x onerror=alert(1)>'
        file = self.write_lines([document("html", format="html") | {"body": body}])
        self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish")
        html = self.count("select html from disclosure_text")
        self.assertIn("正文内容", html)
        for bad in ("script", "onclick", "onerror", "javascript"):
            self.assertNotIn(bad, html)

    def test_attachments_by_relative_path(self):
        self.init()
        (self.folder / "files").mkdir()
        (self.folder / "files/a.pdf").write_bytes(b"%PDF-1.4 tiny")
        file = self.write_lines([document("a", attachments=[{"name": "附件一.pdf", "path": "files/a.pdf"}])])
        self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish")
        sha = hashlib.sha256(b"%PDF-1.4 tiny").hexdigest()
        self.assertEqual(self.count("select sha256 from disclosure_attachment where name = '附件一.pdf'"), sha)
        self.assertEqual((self.data / "blobs" / sha[:2] / sha).read_bytes(), b"%PDF-1.4 tiny")

    def test_foreign_names(self):
        self.init()
        rows = [{"nr": 7, "name": "外来文件", "content": "内容来自别的系统。", "date": "2025年3月9日", "office": "试验县教育局", "subjects": ["没有的主题"]},
                {"nr": 8, "name": "外来文件二", "content": "内容来自别的系统。", "date": "2025/3/10", "office": "不存在的局"}]
        file = self.write_lines(rows)
        out = self.run_program("import", "documents", file, "--unit", "office", "--publish", "--map", "id=nr,title=name,body=content,published_on=date,unit=office").stdout
        self.assertIn("有 1 个主题", out)
        self.assertIn("有 1 件写明的单位", out)
        self.assertEqual(self.count("select u.code from disclosure_record r join organ_unit u on u.id = r.unit_id where source_id = '7'"), "jiaoyu")
        self.assertEqual(self.count("select published_on from disclosure_public where title = '外来文件二'"), "2025-03-10")
        self.assertEqual(self.count("select keywords from disclosure_edition where title = '外来文件'"), "没有的主题")

    def test_unknown_unit_file_and_map(self):
        self.init()
        file = self.write_lines([document(1)])
        self.run_program("import", "documents", file, "--unit", "nobody", status=WRONG)
        self.run_program("import", "documents", self.folder / "none.jsonl", "--unit", "jiaoyu", status=UNREACHABLE)
        self.run_program("import", "documents", file, "--unit", "jiaoyu", "--map", "nonsense=x", status=MISUSED)

    def test_interrupted_and_resumed(self):
        self.init()
        file = self.write_lines([document(n) for n in range(3000)])
        line = [PROGRAM, "--data", str(self.data), "import", "documents", str(file), "--unit", "jiaoyu", "--publish", "--batch", "20"]
        importing = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        deadline = time.time() + 60
        while time.time() < deadline and (not (self.data / "mingtang.db").exists() or self.count("select count(*) from disclosure_public") == 0):
            time.sleep(0.05)
        importing.send_signal(signal.SIGINT)
        out, _ = importing.communicate(timeout=60)
        self.assertEqual(importing.returncode, WRONG)
        there = self.count("select count(*) from disclosure_public")
        self.assertTrue(0 < there < 3000, there)
        self.assertIn(f"新增 {there} 件", out)
        out = self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish").stdout
        self.assertIn(f"新增 {3000 - there} 件", out)
        self.assertIn(f"未变 {there} 件", out)
        self.assertEqual(self.count("select count(*) from disclosure_public"), 3000)
