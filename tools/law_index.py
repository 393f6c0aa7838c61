#!/usr/bin/env python3
"""Writes law/INDEX.md: article → what it demands → clock or ground → the function that obeys it → its test.

usage: law_index.py [--check]     (with --check nothing is written; the exit status says whether the file is up to date)
An article is cited in the sources as `ogi-2019:26` or `ogi-2019:33.2`, in a comment above a function or in a refusal.
"""
import collections
import json
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
cited = re.compile(r"\b([a-z]+(?:-[a-z]+)*-(?:\d{4}|regulation)):(\d+)(?:\.\d+)?")
declared = re.compile(r"([a-z_][a-z0-9_]*)\s*\(")


def function_near(lines, at):
    """The name of the first function declared on the cited line or in the five lines after it."""
    for line in lines[at:at + 6]:
        code = line.split("//")[0]
        found = declared.search(code)
        if found and found.group(1) not in {"if", "for", "while", "return", "switch"}:
            return found.group(1)
    return ""


def citations():
    rules, tests = collections.defaultdict(set), collections.defaultdict(set)
    for path in sorted(root.glob("src/**/*.[hc]pp")):
        lines = path.read_text(encoding="utf-8").splitlines()
        is_test = path.name.endswith("_test.cpp")
        for at, line in enumerate(lines):
            for law, number in cited.findall(line):
                name = path.relative_to(root).as_posix()
                function = "" if is_test else function_near(lines, at)
                (tests if is_test else rules)[law, int(number)].add(f"`{name}`" + (f" {function}" if function else ""))
    return rules, tests


def rows_of(name):
    return json.loads((root / "law" / name).read_text(encoding="utf-8"))


def data():
    found = collections.defaultdict(list)
    for name in ("clocks.json", "special_periods.json", "grounds.json"):
        for row in rows_of(name):
            match = cited.match(row["article"])
            if match:
                what = f"{row['number']} {row['unit']}" if "unit" in row else f"row {row['report_row']}"
                found[match.group(1), int(match.group(2))].append(f"`{row['code']}` ({what})")
    return found


def table():
    rules, tests = citations()
    found = data()
    out = ["# Index of the law", "", "Made by `tools/law_index.py`; do not edit. “Configurable” numbers are marked in the JSON files.", ""]
    for path in sorted((root / "law/articles").glob("*.json")):
        law = json.loads(path.read_text(encoding="utf-8"))
        out += [f"## {law['id']} 《{law['title']}》 {law['issued']}".rstrip(), ""]
        if not law["articles"]:
            out += ["Cited as a whole.", ""]
            continue
        out += ["| article | rule | clock or ground | obeyed in | tested in |", "| --- | --- | --- | --- | --- |"]
        for article in law["articles"]:
            key = law["id"], article["number"]
            cells = [str(article["number"]), article["rule"], ", ".join(found[key]), ", ".join(sorted(rules[key])), ", ".join(sorted(tests[key]))]
            out.append("| " + " | ".join(cells) + " |")
        out.append("")
    return "\n".join(out)


index = root / "law/INDEX.md"
text = table()
if "--check" in sys.argv:
    sys.exit(0 if index.exists() and index.read_text(encoding="utf-8") == text else "law/INDEX.md is out of date: run tools/law_index.py")
index.write_text(text, encoding="utf-8")
