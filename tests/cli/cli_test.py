"""Runs the program as an operator would: what it prints, leaves behind and returns."""
import datetime
import hashlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

from private_postgres import PrivatePostgres

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


class Usage(Site):
    def test_unknown_option(self):
        self.assertIn("--nonsense", self.run_program("--nonsense", status=MISUSED).stderr)

    def test_no_verb(self):
        self.assertIn("cli.usage.no_verb", self.run_program(status=MISUSED).stderr)
        self.assertIn("cli.usage.no_verb", self.run_program("unit", status=MISUSED).stderr)

    def test_missing_option(self):
        self.assertIn("--name", self.run_program("unit", "add", "--code", "abc", status=MISUSED).stderr)

    def test_value_out_of_range(self):
        self.run_program("--workers", "many", "unit", "list", status=MISUSED)
        self.run_program("--workers", "100000", "unit", "list", status=MISUSED)

    def test_help_of_every_verb(self):
        verbs = ["serve", "init", "demo", "unit add", "unit list", "user add", "import documents", "import remedies", "export", "export remedies", "search", "reindex", "journal verify", "backup",
                 "restore", "doctor", "completion"]
        for verb in verbs:
            out = self.run_program(*verb.split(), "--help").stdout
            self.assertIn("用法: mingtang " + verb, out)
            self.assertNotRegex(out, r"(?m)^(Options|Positionals|Subcommands):")

    def test_version(self):
        self.assertRegex(self.run_program("--version").stdout, r"mingtang \d+\.\d+\.\d+")

    def test_reading_verbs_make_no_store(self):
        for verb in (["search", "x"], ["export"], ["doctor"], ["journal", "verify"], ["reindex"], ["unit", "list"]):
            self.run_program(*verb, status=UNREACHABLE)
        self.assertFalse(self.data.exists())

    def test_database_away(self):
        self.run_program("--database", "postgresql://127.0.0.1:1/none", "unit", "list", status=UNREACHABLE)

    def test_folder_that_cannot_be(self):
        blocked = self.folder / "file"
        blocked.write_text("x")
        self.run_program("init", "--admin", "root.admin", data=blocked / "data", status=UNREACHABLE)

    def test_file_environment_line(self):
        self.init()
        config = self.folder / "mingtang.toml"
        config.write_text('data = "/nowhere/of/file"\n')
        line = [PROGRAM, "--config", str(config), "unit", "list"]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
        by_file = subprocess.run(line, capture_output=True, text=True, env=clean)
        self.assertIn("/nowhere/of/file", by_file.stderr)
        by_environment = subprocess.run(line, capture_output=True, text=True, env={**clean, "MINGTANG_DATA": str(self.data)})
        self.assertEqual(by_environment.returncode, DONE, by_environment.stderr)
        by_line = subprocess.run(line[:1] + ["--data", "/nowhere/of/line"] + line[1:], capture_output=True, text=True, env={**clean, "MINGTANG_DATA": str(self.data)})
        self.assertIn("/nowhere/of/line", by_line.stderr)

    def test_limits_of_an_address_are_settings(self):
        self.run_program("--requests-per-second", "0", "unit", "list", status=MISUSED)
        self.run_program("unit", "list", environment={"MINGTANG_CONNECTIONS_PER_ADDRESS": "many"}, status=MISUSED)

    def test_unknown_key_in_file(self):
        config = self.folder / "mingtang.toml"
        for written in (b"nonsense = 1\n", b"listen = \n", b"\xff\xfe", b"listen = 127.0.0.1:8080\n", b"[serve]\n"):
            config.write_bytes(written)
            self.assertIn("cli.settings.", self.run_program("--config", config, "unit", "list", status=MISUSED).stderr)

    def test_completion(self):
        script = self.folder / "completion.bash"
        script.write_text(self.run_program("completion", "bash").stdout)
        probe = f"source {script}; COMP_WORDS=(mingtang import documents --pub); COMP_CWORD=3; _mingtang; echo ${{COMPREPLY[@]}}"
        self.assertEqual(subprocess.run(["bash", "-c", probe], capture_output=True, text=True).stdout.strip(), "--publish")


class People(Site):
    def test_init_once(self):
        self.init()
        self.assertIn("cli.init.done_before", self.run_program("init", "--admin", "other.admin", status=WRONG).stderr)
        self.assertEqual(self.count("select count(*) from organ_person"), 1)
        self.assertEqual(self.count("select must_change_password from organ_person"), 1)

    def test_unit_twice_and_broken(self):
        self.init()
        self.run_program("unit", "add", "--code", "jiaoyu", "--name", "另一个", status=WRONG)
        self.run_program("unit", "add", "--code", "不行", "--name", "另一个", status=WRONG)
        self.run_program("unit", "add", "--code", "abc", "--name", "另一个", "--parent", "nobody", status=WRONG)
        self.run_program("unit", "add", "--code", "abc", "--name", "另一个", "--credit-code", "123", status=WRONG)
        codes = [json.loads(line)["code"] for line in self.run_program("unit", "list", "--json").stdout.splitlines()]
        self.assertEqual(codes, ["office", "jiaoyu"])

    def test_user_with_roles(self):
        self.init()
        out = self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--role", "filer", "--role", "reviewer@office").stdout
        self.assertIn("一次性密码", out)
        self.assertEqual(self.count("select count(*) from organ_grant g join organ_unit u on u.id = g.unit_id where (role, code) in (values ('filer','jiaoyu'),('reviewer','office'))"), 2)

    def test_user_refused_leaves_nothing(self):
        self.init()
        self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--role", "king", status=WRONG)
        self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--password-stdin", stdin="short\n", status=WRONG)
        self.assertEqual(self.count("select count(*) from organ_person where login = 'li.si'"), 0)
        out = self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--password-stdin", stdin="Good-2026-password\n").stdout
        self.assertNotIn("Good-2026", out)


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

    def test_law_counts_days_and_fees(self):
        told = json.loads(self.run_program("law", "due", "--received", "2026-09-18", "--channel", "online", "--working-days", "8", "--json").stdout)
        self.assertEqual((told["due"], told["rule"], told["certain"]), ("2026-09-30", "confirmed", True))
        self.assertEqual([day["reason"] for day in told["days"][:2]], ["weekend", "make_up"])
        self.assertEqual(sum(day["counted"] for day in told["days"]), 8)
        self.assertIn("国庆节调休上班，第 1 个工作日", self.run_program("law", "due", "--received", "2026-09-18", "--channel", "post").stdout)
        self.assertIn("放假安排还没有收录", self.run_program("law", "due", "--received", "2026-12-20", "--channel", "counter").stdout)
        late = self.run_program("law", "due", "--received", "2026-11-20", "--confirmed", "2026-11-19", "--channel", "fax", status=WRONG)
        self.assertIn("law.receipt.confirmed_before", late.stderr)
        for bad in (["--received", "2026-02-30", "--channel", "post"], ["--received", "2026-02-03", "--channel", "pigeon"], ["--received", "2026-02-03", "--channel", "post", "--working-days", "0"]):
            self.run_program("law", "due", *bad, status=MISUSED)
        self.assertIn("合计 1080 元", self.run_program("law", "fee", "--pages", "119").stdout)
        self.assertEqual(json.loads(self.run_program("law", "fee", "--pieces", "41", "--json").stdout)["fee"], 4300)
        self.run_program("law", "fee", "--pieces", "1", "--pages", "1", status=MISUSED)
        self.assertIn("是工作日：国庆节调休上班", self.run_program("law", "workday", "2026-10-10").stdout)
        self.assertFalse(json.loads(self.run_program("law", "workday", "2026-10-01", "--json").stdout)["working"])

    def test_report_check_names_what_disagrees(self):
        keys = [row["key"] for row in json.loads((ROOT / "law/annual_report.json").read_text(encoding="utf-8"))["rows"]]
        rows = {key: {"values": [0] * 7} for key in keys}
        for key in ("new", "r1_granted", "r7_total"):
            rows[key]["values"] = [4, 0, 0, 0, 0, 0, 4]
        t4 = {f"{dispute}_{result}": 0 for dispute in ("review", "direct", "after") for result in ("upheld", "corrected", "other", "pending", "total")}
        report = {"unit": "试验县", "year": 2025, "t2": {"rules": [0, 0, 0], "norm": [1, 0, 9]}, "t3": {"rows": rows}, "t4": t4, "narrative": {"received": 4}}
        file, last = self.folder / "2025.json", self.folder / "2024.json"
        file.write_text(json.dumps(report), encoding="utf-8")
        last.write_text(json.dumps({**report, "year": 2024, "t2": {"rules": [0, 0, 0], "norm": [1, 0, 8]}}), encoding="utf-8")
        self.assertIn("没有发现不一致", self.run_program("report", "check", file, "--before", last).stdout)
        report["t4"]["review_upheld"] = 2
        file.write_text(json.dumps(report), encoding="utf-8")
        told = json.loads(self.run_program("report", "check", file, "--json", status=WRONG).stdout)
        self.assertEqual([(one["check"], one["cells"]) for one in told], [(4, ["t4.review_total"])])
        self.run_program("report", "check", file, "--before", file, status=MISUSED)
        self.run_program("report", "check", self.folder / "none.json", status=3)
        file.write_text("not json", encoding="utf-8")
        self.assertIn("reports.read.not_json", self.run_program("report", "check", file, status=WRONG).stderr)

    def test_a_register_comes_out_as_the_annual_report(self):
        self.init()
        kinds = ["natural", "business", "research", "ngo", "legal", "other"]
        rows = {row["key"]: row["part"] for row in json.loads((ROOT / "law/annual_report.json").read_text(encoding="utf-8"))["rows"]}
        wanted = {key: [0] * 7 for key in rows}
        lines, number = ["case_number,received_on,channel,applicant_kind,description,outcome,closed_on,extended,carried_in,clerk"], 0

        def case(kind, received, outcome, closed, *counted, times=1):
            nonlocal number
            for _ in range(times):
                number += 1
                lines.append(f'{number},{received},online,{kind},"第{number}件，""引号""",{outcome},{closed},0,0,张')
                for row in counted:
                    wanted[row][kinds.index(kind)] += 1
                    wanted[row][6] += 1

        for place, key in enumerate(key for key, part in rows.items() if part == "outcome"):
            case(kinds[place % 6], "2025-03-04", key, "2025/4/1", "new", key, "r7_total", times=place % 4 + 1)
        case("natural", "2024-12-30", "r1_granted", "2025-01-10", "carry_in", "r1_granted", "r7_total", times=3)
        case("legal", "2025年12月29日", "", "", "new", "carry_out", times=2)
        case("legal", "2025-12-29", "r5_2_repeat", "2026-01-05", "new", "carry_out")
        case("other", "2024-05-01", "r1_granted", "2024-06-01")
        file = self.folder / "register.csv"
        file.write_text("\n".join(lines + ["x,2025-02-30,online,natural,,,,0,0,", "y,2025-02-03,online,martian,,,,0,0,", "z,2025-02-03,online,natural,,r1_granted,,0,0,"]), encoding="utf-8")
        out = self.run_program("import", "requests", file, "--unit", "jiaoyu", status=WRONG).stdout
        self.assertIn(f"登记 {number} 件，更正 0 件，未变 0 件，未导入 3 件", out)
        codes = [json.loads(line)["code"].split(".")[-1] for line in pathlib.Path(f"{file}.rejects.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual(codes, ["bad_date", "unknown_choice", "half_closed"])
        self.assertEqual(self.count("select count(*) from request_info_request where description like '%引号%'"), 0, "it is sealed")
        report = json.loads(self.run_program("report", "annual", "--unit", "jiaoyu", "--year", "2025").stdout)
        self.assertEqual({key: row["values"] for key, row in report["t3"]["rows"].items()}, wanted)
        self.assertEqual(list(report["t3"]["rows"]), list(rows))
        made = self.folder / "2025.json"
        made.write_text(json.dumps(report), encoding="utf-8")
        told = json.loads(self.run_program("report", "check", made, "--json", status=WRONG).stdout)
        self.assertEqual({one["check"] for one in told}, {9}, "only what no register holds is blank")
        self.assertIn("未变", self.run_program("import", "requests", file, "--unit", "jiaoyu", status=WRONG).stdout)

    def test_reviews_and_lawsuits_make_the_third_table(self):
        self.init()
        columns = "case_number,kind,decider,applicant_kind,applicant,request_number,subject,grounds,accepted_on,summary,copy_received_on,answered_on,decided_on,result,document,remark"
        wanted = {f"{dispute}_{result}": 0 for dispute in ("review", "direct", "after") for result in ("upheld", "corrected", "other", "pending", "total")}
        lines, number = [columns], 0
        for dispute, kind in (("review", "行政复议"), ("direct", "lawsuit_direct"), ("after", "复议后起诉")):
            for result, times in (("upheld", 3), ("corrected", 1), ("other", 2), ("pending", 4)):
                for _ in range(times):
                    number += 1
                    ended = "" if result == "pending" else "2025年9月1日"
                    lines.append(f"案{number},{kind},试验县人民政府,natural,石小柳,,答复,,2025/3/4,,2025-03-05,2025-03-10,{ended},{result},,")
                    wanted[f"{dispute}_{result}"] += 1
                    wanted[f"{dispute}_total"] += 1
        lines.append("前案,review,试验县人民政府,natural,石小柳,,答复,,2024-03-04,,,,2024-05-01,upheld,,")
        file = self.folder / "remedies.csv"
        file.write_text("\n".join(lines + ["x,review,,natural,,,,,2025-03-04,,,,,,,", "y,review,县政府,natural,,,,,2025-03-04,,,,2025-04-01,,,", "z,quarrel,县政府,natural,,,,,2025-03-04,,,,,,,"]), encoding="utf-8")
        out = self.run_program("import", "remedies", file, "--unit", "jiaoyu", status=WRONG).stdout
        self.assertIn(f"登记 {number + 1} 件，更正 0 件，未变 0 件，未导入 3 件", out)
        codes = [json.loads(line)["code"] for line in pathlib.Path(f"{file}.rejects.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual(codes, ["remedy.case.missing", "remedy.case.half_decided", "remedy.case.unknown_choice"])
        self.assertEqual(self.count("select count(*) from remedy_case where applicant like '%石%' or subject like '%答复%'"), 0, "they are sealed")
        self.assertIn(f"未变 {number + 1} 件", self.run_program("import", "remedies", file, "--unit", "jiaoyu", status=WRONG).stdout)
        report = json.loads(self.run_program("report", "annual", "--unit", "jiaoyu", "--year", "2025").stdout)
        self.assertEqual(report["t4"], wanted)
        self.assertEqual(list(report["t4"]), list(wanted))
        again = self.folder / "again.csv"
        again.write_text(self.run_program("export", "remedies", "--unit", "jiaoyu").stdout, encoding="utf-8")
        self.assertIn("石小柳", again.read_text(encoding="utf-8"))
        self.assertIn(f"未变 {number + 1} 件，未导入 0 件", self.run_program("import", "remedies", again, "--unit", "jiaoyu").stdout)
        for ending in ("html", "xlsx", "json"):
            made = self.folder / f"2025.{ending}"
            self.run_program("report", "annual", "--unit", "jiaoyu", "--year", "2025", "--format", ending, "--output", made)
            told = json.loads(self.run_program("report", "check", made, "--json", status=WRONG).stdout)
            self.assertEqual({one["check"] for one in told}, {9}, ending)
        self.run_program("report", "annual", "--unit", "jiaoyu", "--year", "2025", "--format", "exe", status=MISUSED)
        self.run_program("report", "annual", "--unit", "jiaoyu", "--year", "2025", "--output", self.folder / "no" / "such", status=3)

    def test_a_standard_catalogue_is_taken_in_derived_and_watched(self):
        self.init()
        file = self.folder / "standard.csv"
        heading = "序号,一级事项,二级事项,公开内容（要素）,公开时限,公开渠道和载体,公开对象_全社会,公开方式_主动,公开层级_县级,来源"
        good = ["1,最低生活保障,办事指南,条件、标准,长期公开,■政府网站 □政府公报,√,√,√,x",
                "2,,审批信息,名单,每月公开，公示7个工作日,■政府网站,√,√,√,x"]
        file.write_text("\ufeff" + "\n".join([heading] + good + ["3,最低生活保障,办事指南,再来一次,,,,,,x"]), encoding="utf-8")
        self.assertIn("catalogue.domain.name", self.run_program("import", "catalogue", file, "--domain", "jiuzhu", status=WRONG).stderr)
        self.assertEqual(self.count("select count(*) from catalogue_item where domain = 'jiuzhu'"), 0)
        out = self.run_program("import", "catalogue", file, "--domain", "jiuzhu", "--name", "社会救助", status=WRONG).stdout
        self.assertIn("新增 2 项，变更 0 项，未变 0 项，未导入 1 项", out)
        self.assertIn("没有用到的列：来源", out)
        rejected = json.loads(pathlib.Path(f"{file}.rejects.jsonl").read_text(encoding="utf-8"))
        self.assertEqual((rejected["code"], rejected["line"]), ("cli.import.twice", 4))
        file.write_text("\n".join([heading] + good), encoding="utf-8")
        self.assertIn("新增 0 项，变更 0 项，未变 2 项，未导入 0 项", self.run_program("import", "catalogue", file, "--domain", "jiuzhu").stdout)
        file.write_text("\n".join([heading, good[0].replace("标准", "标准、材料")]), encoding="utf-8")
        out = self.run_program("import", "catalogue", file, "--domain", "jiuzhu").stdout
        self.assertIn("变更 1 项", out)
        self.assertIn("目录中另有 1 项不在文件中", out)
        self.assertIn("派生 2 项", self.run_program("catalogue", "derive", "--unit", "jiaoyu", "--domain", "jiuzhu").stdout)
        self.assertIn("catalogue.derive.nothing", self.run_program("catalogue", "derive", "--unit", "jiaoyu", "--domain", "jiuzhu", status=WRONG).stderr)
        self.assertIn("cli.unit.unknown", self.run_program("catalogue", "derive", "--unit", "none", "--domain", "jiuzhu", status=WRONG).stderr)
        listed = [json.loads(line) for line in self.run_program("catalogue", "list", "--unit", "jiaoyu", "--domain", "jiuzhu", "--json").stdout.splitlines()]
        self.assertEqual([(one["level2"], one["cadence"]) for one in listed], [("办事指南", "long_term"), ("审批信息", "monthly")])
        late = lambda day: [json.loads(line) for line in self.run_program("catalogue", "overdue", "--unit", "jiaoyu", "--as-of", day, "--json").stdout.splitlines()]
        self.assertEqual(late(datetime.date.today().isoformat()), [])
        self.assertEqual({one["code"] for one in late("2199-01-01")}, {"jiuzhu-01", "jiuzhu-02"})
        self.assertIn("cli.catalogue.day", self.run_program("catalogue", "overdue", "--as-of", "tomorrow", status=MISUSED).stderr)
        file.write_bytes("一级事项,二级事项\n甲,乙\n".encode("gbk"))
        self.assertIn("cli.import.catalogue_encoding", self.run_program("import", "catalogue", file, "--domain", "jiuzhu", status=WRONG).stderr)
        file.write_text("大类,小类\n教育,收费\n", encoding="utf-8")
        self.assertIn("catalogue.sheet.no_heading", self.run_program("import", "catalogue", file, "--domain", "jiuzhu", status=WRONG).stderr)
        self.run_program("import", "catalogue", file, "--domain", "jiuzhu", "--map", "level1=大类,level2=小类")
        self.run_program("import", "catalogue", file, "--domain", "jiuzhu", "--map", "nonsense=大类", status=MISUSED)

    def test_a_workbook_with_two_rows_of_headings(self):
        self.init()
        rows = [["某县社会救助领域标准目录"], ["序号", "公开事项", "", "公开时限", "公开对象", ""], ["", "一级事项", "二级事项", "", "全社会", "特定群体"],
                ["1", "临时救助", "办事指南", "长期公开", "√", ""], ["2", "", "审批信息", "每季度公布", "", "√"]]
        cells = lambda row, y: "".join(f'<c r="{chr(65 + x)}{y}" t="inlineStr"><is><t>{text}</t></is></c>' for x, text in enumerate(row))
        sheet = "".join(f'<row r="{y}">{cells(row, y)}</row>' for y, row in enumerate(rows, 1))
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        file = self.folder / "标准目录.xlsx"
        with zipfile.ZipFile(file, "w") as book:
            book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
            book.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
            book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="目录" sheetId="1" r:id="rId1"/></sheets></workbook>')
            book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
            book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>')
        self.assertIn("新增 2 项", self.run_program("import", "catalogue", file, "--domain", "jiuzhu", "--name", "社会救助").stdout)
        with sqlite3.connect(self.data / "mingtang.db") as db:
            found = db.execute("select level1, level2, cadence, audience from catalogue_item where domain = 'jiuzhu' order by code").fetchall()
        self.assertEqual(found, [("临时救助", "办事指南", "long_term", "全社会"), ("临时救助", "审批信息", "quarterly", "特定群体")])

    def test_the_catalogues_that_come_along_are_good(self):
        self.init()
        for one in json.loads((ROOT / "law/catalogues/catalogues.json").read_text(encoding="utf-8")):
            out = self.run_program("import", "catalogue", ROOT / "law/catalogues" / one["file"], "--domain", one["code"], "--name", one["name"]).stdout
            self.assertRegex(out, r"新增 \d+ 项，变更 0 项，未变 \d+ 项，未导入 0 项")

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


class Supervise(Site):
    def test_a_rehearsal_stores_nothing_and_a_patrol_keeps(self):
        self.init()
        found = json.loads(self.run_program("supervise", "--dry-run", "--as-of", "2026-12-31", "--json").stdout)
        self.assertEqual(found["as_of"], "2026-12-31")
        self.assertTrue(found["calendar_is_certain"])
        self.assertIn("guide_incomplete", [one["kind"] for one in found["findings"]])
        self.assertEqual(self.count("select count(*) from supervision_finding"), 0)
        told = self.run_program("supervise", "--dry-run", "--as-of", "2031-01-02").stdout
        self.assertIn("试验县教育局", told)
        self.assertIn("2031 年的节假日安排还没有导入", told)
        self.assertIn("巡查完成", self.run_program("supervise").stdout)
        self.assertEqual(self.count("select count(*) from supervision_finding"), len(found["findings"]))
        self.assertIn("cli.supervise.only_rehearsal", self.run_program("supervise", "--as-of", "2026-12-31", status=MISUSED).stderr)
        self.assertIn("cli.supervise.bad_date", self.run_program("supervise", "--dry-run", "--as-of", "2026-02-30", status=MISUSED).stderr)


class Clocks(Site):
    def test_what_must_not_be_missed_as_of_a_day(self):
        self.init()
        told = json.loads(self.run_program("clocks", "--as-of", "2027-01-20", "--json").stdout)
        self.assertEqual(told["as_of"], "2027-01-20")
        reports = [one for one in told["clocks"] if one["kind"] == "annual_report"]
        self.assertIn("2027-01-31", [one["due_on"] for one in reports])
        self.assertEqual({one["standing"] for one in reports}, {"warning"})
        late = json.loads(self.run_program("clocks", "--as-of", "2027-02-01", "--json").stdout)
        self.assertIn("overdue", [one["standing"] for one in late["clocks"] if one["kind"] == "annual_report"])
        self.assertEqual(json.loads(self.run_program("clocks", "--as-of", "2026-10-08", "--days", "10", "--json").stdout)["clocks"], [])
        self.assertIn("年度报告", self.run_program("clocks", "--as-of", "2027-02-01").stdout)
        self.assertIn("2031 年的节假日安排还没有导入", self.run_program("clocks", "--as-of", "2031-01-02").stdout)
        self.assertIn("cli.clocks.bad_date", self.run_program("clocks", "--as-of", "2026-02-30", status=MISUSED).stderr)
        self.assertIn("cli.unit.unknown", self.run_program("clocks", "--unit", "nobody", status=MISUSED).stderr)


class Postgres(Site):
    """The same verbs on PostgreSQL: the address as an operator writes it, dump and restore by PostgreSQL's own programs."""

    @classmethod
    def setUpClass(cls):
        cls.server = PrivatePostgres()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def setUp(self):
        super().setUp()
        self.name = "site_" + self.folder.name[-8:].lower()
        self.server.tool("createdb", "--maintenance-db", self.server.url(), self.name)
        self.environment = {"MINGTANG_DATABASE": self.server.url(self.name)}

    def run_program(self, *arguments, environment=None, **more):
        return super().run_program(*arguments, environment={**self.environment, **(environment or {})}, **more)

    def test_from_init_to_a_restored_copy(self):
        self.init()
        file = self.write_lines([document(n) for n in range(1, 8)])
        self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish")
        self.assertEqual([hit["title"] for hit in self.search("\"第3号事项\"")][:1], ["关于第3号事项的通知"])
        self.assertIn("日志完整", self.run_program("journal", "verify").stdout)
        self.run_program("doctor")
        self.run_program("reindex")
        self.assertFalse((self.data / "mingtang.db").exists())

        backup = self.folder / "site.zip"
        told = self.run_program("backup", backup).stdout
        self.assertIn("pg_dump", told)
        dump = self.folder / "site.dump"
        self.server.tool("pg_dump", "-Fc", "-f", dump, self.server.url(self.name))
        other = self.name + "_copy"
        self.server.tool("createdb", "--maintenance-db", self.server.url(), other)
        self.server.tool("pg_restore", "-d", self.server.url(other), dump)
        there = {"environment": {"MINGTANG_DATABASE": self.server.url(other)}, "data": self.folder / "copy"}
        self.run_program("restore", backup, **there)
        self.run_program("journal", "verify", **there)
        self.run_program("doctor", **there)
        out = self.run_program("search", "办理办法", "--json", **there).stdout
        self.assertEqual(len(out.splitlines()), 7)

    def test_the_password_is_never_told(self):
        wrong = self.server.url(self.name).replace("mingtang:", "mingtang:not-", 1)
        told = self.run_program("unit", "list", environment={"MINGTANG_DATABASE": wrong}, status=UNREACHABLE)
        self.assertNotIn("not-nur", told.stdout + told.stderr)
        self.init()
        for line in (["doctor"], ["backup", self.folder / "site.zip"]):
            told = self.run_program(*line)
            self.assertNotIn("nur", told.stdout + told.stderr)


class Files(Site):
    def zipped(self, name, parts):
        with zipfile.ZipFile(self.folder / name, "w") as out:
            for part, content in parts.items():
                out.writestr(part, content)
        return self.folder / name

    def document(self, name, body):
        return self.zipped(name, {"word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'})


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


if __name__ == "__main__":
    result = unittest.TextTestRunner(verbosity=1, stream=sys.stderr).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__]))
    bad = len({str(case) for case, _ in result.failures + result.errors})
    print(f"{result.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
