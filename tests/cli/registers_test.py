"""What is reckoned and watched: registers, annual report, catalogues, patrol, clocks."""
import datetime
import json
import pathlib
import sqlite3
import zipfile

from cli_site import MISUSED, ROOT, Site, WRONG


class Registers(Site):
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
        days = [(name, "2027-" + day) for name, day in [("元旦", "01-01"), ("春节", "02-08"), ("清明节", "04-05"), ("劳动节", "05-03"),
                                                        ("端午节", "06-09"), ("中秋节", "09-15"), ("国庆节", "10-01")]]
        year = self.folder / "2027.json"
        self.assertFalse(json.loads(self.run_program("supervise", "--dry-run", "--as-of", "2027-01-02", "--json").stdout)["calendar_is_certain"])
        year.write_text(json.dumps({"year": 2027, "days": [{"name": name, "date": day, "isOffDay": True} for name, day in days]}))
        self.run_program("law", "import-calendar", year)
        found_then = json.loads(self.run_program("supervise", "--dry-run", "--as-of", "2027-01-02", "--json").stdout)
        self.assertTrue(found_then["calendar_is_certain"], "a year that was taken in counts")
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
