#!/usr/bin/env python3
"""Checks the demo county: forms, checksums, references between the files, dates, personal data; prints the counts."""
import csv
import json
import re
import sys
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

DEMO = Path(__file__).parent
TODAY = date(2026, 11, 23)
COLUMNS = "code,level1,level2,content,basis,time_limit,subject,channels,audience,way,level".split(",")
KINDS = set("normative policy notice plan budget statistics personnel procurement penalty licence project news interpretation emergency report guide other".split())
STATES = set("draft in_review in_secrecy_review in_recheck returned scheduled".split())
ROLES = set("filer reviewer secrecy_reviewer office administrator auditor leak_exception handler legal_reviewer unit_head office_head".split())
CADENCES = set("long_term monthly quarterly half_yearly yearly by_stage at_once".split())
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TAGS = set("p h2 h3 table thead tbody tr th td ul ol li strong".split())
faults = []


def expect(good, where, what):
    if not good:
        faults.append(f"{where}: {what}")


def lines(name):
    return [json.loads(line) for line in (DEMO / name).read_text(encoding="utf-8").splitlines()]


def credit_code_is_valid(code):
    if not re.fullmatch(f"[{CREDIT}]{{18}}", code):
        return False
    weights, values = (3, 7, 9, 10, 5, 8, 4, 2), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    organisation = 11 - sum(values.index(c) * w for c, w in zip(code[8:16], weights)) % 11
    total = sum(CREDIT.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return code[16] == {10: "X", 11: "0"}.get(organisation, str(organisation)) and code[17] == CREDIT[(31 - total % 31) % 31]


def personal_data(text):
    found = re.findall(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])|(?<!\d)\d{15}(?!\d)", text)
    return found + re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text) + re.findall(r"(?<!\d)[456]\d{15,18}(?!\d)", text)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.open, self.good = [], True
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.good &= tag in TAGS and not attributes
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.good &= bool(self.open) and self.open.pop() == tag


def is_date(text):
    try:
        date.fromisoformat(text)
        return True
    except (TypeError, ValueError):
        return False


def check_units(units):
    codes = {u["code"] for u in units}
    expect(len({u["credit_code"] for u in units}) == len(units), "units", "a credit code occurs twice")
    for u in units:
        expect(credit_code_is_valid(u["credit_code"]) and u["credit_code"][2:8] == "990123", u["code"], f"credit code {u['credit_code']}")
        expect(u["kind"] in {"government", "office", "department", "township", "enterprise"}, u["code"], "kind")
        expect(u["parent"] in codes or (u["parent"] is None and u["kind"] == "government"), u["code"], "parent")
        expect(u["duties"] and u["leaders"], u["code"], "duties or leaders missing")
        expect(re.fullmatch(r"0990-55501\d\d", u["telephone"]) and re.fullmatch(r"0990-55501\d\d", u["fax"]), u["code"], "telephone")
        expect(u["merged_into"] is None or (u["merged_into"] in codes and is_date(u["merged_on"])), u["code"], "merger")
        expect(all(is_date(f["until"]) for f in u["former_names"]), u["code"], "former names")
    names = [leader["name"] for u in units for leader in u["leaders"]]
    expect(len(set(names)) == len(names), "units", "two leaders share a name")
    return codes


def check_people(people, units):
    logins = {p["login"] for p in people}
    expect(len(logins) == len(people), "people", "a login occurs twice")
    for p in people:
        expect(p["unit"] in units and set(p["roles"]) <= ROLES and len(p["password"]) >= 16, p["login"], "unit, roles or password")
    return logins


def check_catalogues(units):
    codes = set()
    for entry in lines("catalogues.jsonl"):
        with open(DEMO / entry["file"], encoding="utf-8", newline="") as source:
            reader = csv.DictReader(source)
            expect(reader.fieldnames == COLUMNS, entry["file"], "columns")
            for row in reader:
                expect(row["code"] not in codes and all(row.values()), row["code"], "code occurs twice or a cell is empty")
                codes.add(row["code"])
    seen = set()
    for row in lines("unit_catalogues.jsonl"):
        where = f"{row['unit']} {row['item_code']}"
        expect(where not in seen and row["unit"] in units and row["item_code"] in codes, where, "unknown or twice")
        expect(row["cadence"] in CADENCES and row["time_limit_unit"] in {"working_day", "day", "hour"} and row["time_limit_days"] > 0, where, "cadence or limit")
        seen.add(where)
    return codes


def check_registers(units):
    for case in lines("remedies.jsonl"):
        where = f"remedies {case['case_number']}"
        expect(case["unit"] in units and case["kind"] in {"review", "lawsuit_direct", "lawsuit_after_review"}, where, "unit or kind")
        expect(all(is_date(case[day]) for day in case if day.endswith("_on")), where, "day")
        expect((case["result"] == "pending") == ("decided_on" not in case), where, "result and day")
        expect(not personal_data(json.dumps(case, ensure_ascii=False)), where, "personal data")
    for report in lines("annual_reports.jsonl"):
        rows = {key: row["values"] for key, row in report["t3"]["rows"].items()}
        expect(report["unit"] in units and is_date(report["handed_in_on"]), f"report {report['unit']}", "unit or day")
        for column in range(7):
            handled = sum(rows[key][column] for key in rows if re.match(r"r[1-6]_", key))
            balance = rows["new"][column] + rows["carry_in"][column] == rows["r7_total"][column] + rows["carry_out"][column]
            expect(balance and handled == rows["r7_total"][column], f"report {report['unit']}", f"column {column}")


def check_assessment(units, logins):
    """The assessment: people, units, indicators of its scheme."""
    row = json.loads((DEMO / "assessment.json").read_text(encoding="utf-8"))
    schemes = [json.loads(path.read_text(encoding="utf-8")) for path in (DEMO.parent / "law/assessment").glob("*.json")]
    codes = {i["code"] for s in schemes if s["code"] == row["scheme"] for g in s["groups"] for i in g["indicators"]}
    expect(row["by"] in logins and all(is_date(row[day]) for day in ("from_on", "to_on", "begun_on")), "assessment", "person or day")
    for judged in row["judged"]:
        expect(judged["unit"] in units and judged["indicator"] in codes and judged["words"], f"assessment {judged['unit']}", "unit, indicator or words")
    expect(set(row["still_to_judge"]) <= set(units), "assessment", "unknown unit still to judge")


def check_proposals(units, items, logins):
    for p in lines("proposals.jsonl"):
        where = f"proposal {p['item']}"
        expect((not p["unit"] or p["unit"] in units) and (p["kind"] == "add" or p["item"] in items) and p["by"] in logins, where, "unit, item or person")
        expect(p["kind"] in {"add", "change", "close"} and p["reason"] and 7 <= p["days"] <= 60, where, "kind, reason or days")
        expect(all(is_date(c["on"]) or c["on"] == "today" for c in p["comments"] + [p]), where, "days")
        expect(not personal_data(json.dumps(p, ensure_ascii=False)), where, "personal data")
        expect(all(bool(c.get("shown")) == bool(c.get("answer")) for c in p["comments"]), where, "what is shown is answered")
    terms = {t["term"] for t in lines("searches.jsonl")}
    expect(all(d["words"] in terms for d in lines("demands.jsonl")), "demands", "words that nobody searched")


def check_document(d, units, items, subjects):
    where = f"{d['id']} {d['title'][:20]}"
    expect(d["unit"] in units and d["catalogue_item"] in items and set(d["subjects"]) <= subjects, where, "unit, item or subject")
    expect(d["kind"] in KINDS and d["source_kind"] in {"made", "obtained", "joint"} and d["validity"] in {"valid", "expired", "repealed"}, where, "kind, source or validity")
    expect(d["scope"] in {"public", "units", "unit"} and d["way"] in {"proactive", "on_application", "withheld"}, where, "scope or way")
    if d["way"] == "withheld":
        expect(re.fullmatch(r"ogi-2019:1[456](\.\d)?", d.get("withheld_ground", "")) and is_date(d.get("review_again_on")), where, "ground of withholding")
    expect(d["document_number"] is None or re.fullmatch(r"\S+〔20\d\d〕[1-9]\d*号", d["document_number"]), where, f"number {d['document_number']}")
    expect(is_date(d["produced_on"]), where, "produced_on")
    text = d["title"] + d["body"] + d["summary"] + "".join(e["title"] + e["body"] for e in d.get("editions", []))
    expect(not personal_data(text), where, f"personal data {personal_data(text)}")
    tags = Tags(d["body"])
    expect(tags.good and not tags.open, where, "HTML")
    expect(d["summary"] and d["keywords"] and 6 <= len(d["title"]) <= 80, where, "summary, keywords or title")
    expect(len({re.sub(r"<.*?>", "", d["body"])}) and len(d["body"]) > 60, where, "body")
    for a in d["attachments"]:
        path = DEMO / a["path"]
        expect(path.is_file() and path.stat().st_size < 120_000, where, f"attachment {a['name']}")


def check_documents(documents, units, items, subjects):
    ids = {d["id"] for d in documents}
    expect(len(ids) == len(documents), "documents", "an id occurs twice")
    expect(len({d["body"] for d in documents}) == len(documents), "documents", "two bodies are the same")
    expect(len({(d["unit"], d["title"]) for d in documents}) == len(documents), "documents", "two titles of a unit are the same")
    numbers = [d["document_number"] for d in documents if d["document_number"]]
    expect(len(set(numbers)) == len(numbers), "documents", f"numbers twice: {[n for n, c in Counter(numbers).items() if c > 1]}")
    for d in documents:
        check_document(d, units, items, subjects)
        expect(is_date(d["published_on"]) and d["produced_on"] <= d["published_on"] <= TODAY.isoformat(), d["id"], "dates")
        expect(d.get("interprets") is None or d["interprets"] in ids, d["id"], "interprets")
        expect((d["kind"] == "interpretation") == ("interprets" in d), d["id"], "an interpretation interprets something")
        for e in d.get("editions", []):
            expect(e["published_on"] < d["published_on"] and e["reason"] and e["title"] and e["body"], d["id"], "edition")
        if "withdrawn" in d:
            expect(d["withdrawn"]["reason"] and d["withdrawn"]["on"] >= d["published_on"], d["id"], "withdrawn")


def check_drafts(drafts, units, items, subjects, logins):
    for d in drafts:
        check_document(d, units, items, subjects)
        expect(d["state"] in STATES and d["filer"] in logins, d["id"], "state or filer")
        expect(bool(d["remark"]) == (d["state"] == "returned") and bool(d["scheduled_at"]) == (d["state"] == "scheduled"), d["id"], "remark or schedule")


def resident_id_is_valid(number):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return bool(re.fullmatch(r"\d{17}[\dX]", number)) and "10X98765432"[sum(int(c) * w for c, w in zip(number, weights)) % 11] == number[17]


def check_requests(requests, units, logins):
    """Applicants are plainly invented: a resident born in 1900, a telephone of the county's own range."""
    expect(len({r["id"] for r in requests}) == len(requests), "requests", "an id occurs twice")
    for r in requests:
        who, where = r["applicant"], f"request {r['id']}"
        expect(r["unit"] in units and all(f"{r['unit']}.{part}" in logins for part in ("handler", "legal", "head", "open")), where, "unit without staff")
        expect(r["at"] <= 0 and all(r["at"] <= d["on"] <= 0 for d in r["deeds"]), where, "days")
        expect([d["on"] for d in r["deeds"]] == sorted(d["on"] for d in r["deeds"]), where, "deeds out of order")
        if who["proof"] == "resident_id":
            expect(resident_id_is_valid(who["proof_number"]) and who["proof_number"][6:10] == "1900", where, "resident id")
        else:
            expect(credit_code_is_valid(who["proof_number"]), where, "credit code")
        expect(re.fullmatch(r"0990-55502\d\d", who["phone"]) and who.get("email", "x@example.cn").endswith("@example.cn"), where, "telephone or mail")
        expect(len(r["description"]) >= 6 and not personal_data(r["description"]), where, "description")


def check_letters(letters, units, logins):
    """Writers are plainly invented, as applicants are; each step has somebody to take it."""
    expect(len({r["id"] for r in letters}) == len(letters), "letters", "an id occurs twice")
    for r in letters:
        where, days, unit = f"letter {r['id']}", [d["on"] for d in r["deeds"]], r["unit"]
        expect(unit in units | {""} and r["kind"] in {"consultation", "suggestion", "complaint", "other"}, where, "unit or kind")
        expect(r["at"] <= 0 and days == sorted(days) and all(r["at"] <= day <= 0 for day in days), where, "days")
        expect(re.fullmatch(r"0990-55502\d\d", r["phone"]) and r["email"] == "", where, "telephone; no mail waits on a site without a mail server")
        expect(5 <= len(r["words"]) <= 3000 and 1 <= len(r["title"]) <= 100, where, "words")
        expect(not personal_data(json.dumps(r, ensure_ascii=False)), where, "personal data")
        for d in r["deeds"]:
            unit = d.get("unit", unit)
            expect(unit in units | {""}, where, "routed to nobody")
            if d["do"] == "file":
                expect(f"{unit}.filer" in logins, where, f"nobody of {unit} drafts")
            if d["do"] == "pass":
                expect({f"{unit}.review", f"{unit}.check"} & set(logins), where, f"nobody of {unit} reviews")


def main():
    site = json.loads((DEMO / "site.json").read_text(encoding="utf-8"))
    expect(re.fullmatch(r"990123\d{4}", site["site_id_code"]), "site", "site_id_code")
    subjects = {s["code"] for s in site["key_subjects"]}
    expect(len(subjects) == 8, "site", "eight key subjects")
    units = lines("units.jsonl")
    unit_codes = check_units(units)
    logins = check_people(lines("people.jsonl"), unit_codes)
    items = check_catalogues(unit_codes)
    check_registers(unit_codes)
    check_proposals(unit_codes, items, logins)
    check_assessment(unit_codes, logins)
    documents, drafts = lines("documents.jsonl"), lines("drafts.jsonl")
    check_documents(documents, unit_codes, items, subjects)
    check_drafts(drafts, unit_codes, items, subjects, logins)
    requests = lines("requests.jsonl")
    check_requests(requests, unit_codes, logins)
    letters = lines("letters.jsonl")
    check_letters(letters, set(unit_codes), logins)
    used = {a["name"] for d in documents + drafts for a in d["attachments"]}
    files = {p.name for p in (DEMO / "attachments").iterdir()}
    expect(used == files, "attachments", f"unused or missing: {sorted(used ^ files)}")
    total = sum(p.stat().st_size for p in (DEMO / "attachments").iterdir())
    expect(total < 2_000_000, "attachments", f"{total} bytes")
    guide = (DEMO / "guide.html").read_text(encoding="utf-8")
    expect(not personal_data(guide) and "办公时间" in guide and "传真号码" in guide, "guide", "parts of article 12")

    lengths = sorted(len(re.sub(r"<.*?>", "", d["body"])) for d in documents)
    print(f"{len(documents)} documents, {len(drafts)} drafts, {len(requests)} applications, {len(letters)} letters, {len(units)} units, {len(logins)} people, {len(items)} catalogue items, {len(files)} attachments ({total // 1024} KB)")
    print(f"characters: least {lengths[0]}, median {lengths[len(lengths) // 2]}, most {lengths[-1]}")
    for name, key in [("kind", lambda d: d["kind"]), ("unit", lambda d: d["unit"]), ("year", lambda d: d["published_on"][:4]), ("way", lambda d: d["way"]), ("validity", lambda d: d["validity"])]:
        print(f"by {name}: " + ", ".join(f"{k} {c}" for k, c in Counter(map(key, documents)).most_common()))
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
