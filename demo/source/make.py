#!/usr/bin/env python3
"""Writes the demo county's data files from the sources beside this script. Run it from anywhere; it needs Python 3 only."""
import csv
import json
from pathlib import Path

import series_life
import series_long
import series_money
import series_people
import series_power
import series_units
from catalogues_source import COLUMNS, catalogues, unit_catalogues
from document import read_texts
from drafts_source import drafts
from requests_source import requests
from units_source import people, site, units

HERE = Path(__file__).parent
DEMO = HERE.parent


def write_lines(name, rows):
    (DEMO / name).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def all_documents():
    out = []
    for module in (series_money, series_people, series_power, series_life, series_long, series_units):
        for name in sorted(n for n in dir(module) if n.endswith("_documents")):
            out += getattr(module, name)()
    for path in sorted((HERE / "texts").glob("*.txt")):
        out += read_texts(path)
    for path in sorted((DEMO / "rules").glob("*.html")):
        out.append(_rule(path))
    return _numbered(out)


def _rule(path):
    from document import document
    head, body = path.read_text(encoding="utf-8").split("\n", 1)
    title, number, on = head.removeprefix("<!-- ").removesuffix(" -->").split("|")
    out = document("zhengfuban", "policy", title, on, "", number=number or None, item="general-21", keywords="公开制度", summary=f"{title}全文。", sign=False)
    return {**out, "body": body.strip().replace("\n", "")}


def _numbered(documents):
    documents.sort(key=lambda d: (d["published_on"], d["unit"], d["title"]))
    counts, references = {}, {}
    for d in documents:
        key = f"{d['unit']}-{d['published_on'][:4]}"
        counts[key] = counts.get(key, 0) + 1
        d["id"] = f"{key}-{counts[key]:03d}"
        if "ref" in d:
            references[d.pop("ref")] = d["id"]
    for d in documents:
        if "interprets" in d:
            d["interprets"] = references[d["interprets"]]
    return documents


def main():
    (DEMO / "site.json").write_text(json.dumps(site(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    write_lines("units.jsonl", units())
    write_lines("people.jsonl", people())
    index = []
    for code, name, rows in catalogues():
        with open(DEMO / "catalogues" / f"{code}.csv", "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        index.append({"code": code, "name": name, "file": f"catalogues/{code}.csv"})
    write_lines("catalogues.jsonl", index)
    documents = all_documents()
    write_lines("unit_catalogues.jsonl", unit_catalogues({(d["unit"], d["catalogue_item"]) for d in documents if (d["way"], d["scope"]) == ("proactive", "public")}))
    write_lines("documents.jsonl", documents)
    write_lines("drafts.jsonl", drafts())
    write_lines("requests.jsonl", requests())


if __name__ == "__main__":
    main()
