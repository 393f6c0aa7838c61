#!/usr/bin/env python3
"""Writes annual_reports.jsonl, the reports of 2025 as data, out of the published reports in documents.jsonl, whose tables are condensed:
what they sum up stands in one row of its group, organisations under business."""
import json
import re
from pathlib import Path

DEMO = Path(__file__).parent.parent
FORM = json.loads((DEMO.parent / "law/annual_report.json").read_text(encoding="utf-8"))
ROW = {"一、": "new", "二、": "carry_in", "（一）": "r1_granted", "（二）": "r2_partial", "（三）": "r3_6_process", "（四）": "r4_1_not_held",
       "（五）": "r5_1_petition", "（六）": "r6_1_no_correction", "（七）": "r7_total", "四、": "carry_out"}
DISPUTE = {"行政复议": "review", "行政诉讼（未经复议直接起诉）": "direct", "行政诉讼（复议后起诉）": "after"}


def figures(body):
    for row in re.findall(r"<tr>(.*?)</tr>", body):
        cells = re.findall(r"<td>(.*?)</td>", row)
        if cells:
            yield cells[0], cells[1:]


def sections(body):
    found = {}
    for key, text in re.findall(r"<h2>([一五六])、[^<]*</h2>(.*?)(?=<h2>|$)", body):
        lines = [re.sub(r"<[^>]+>", "", part).strip() for part in re.sub(r"<strong>(（.）[^<]*)</strong>", r"\1<p>", text).split("<p>")]
        found[str("一二三四五六".index(key) + 1)] = [line.rstrip("。") if line.startswith("（") and len(line) < 12 else line for line in lines if line]
    found["6"] = [line for line in found.get("6", []) if not re.fullmatch(r"云麓县\S{2,12}|\d{4}年\d+月\d+日", line)]
    return {key: "\n".join(lines) for key, lines in found.items()}


def report(document):
    rows = {row["key"]: {"label": row["label"], "values": [0] * 7} for row in FORM["rows"]}
    t2 = {"rules": [0, 0, 0], "norm": [0, 0, 0], "licence": 0, "penalty": 0, "coercion": 0, "fee_wan": 0}
    t4 = {f"{dispute}_{result['key']}": 0 for dispute in DISPUTE.values() for result in FORM["results"]}
    names = {"行政许可": "licence", "行政处罚": "penalty", "行政强制": "coercion"}
    for label, cells in figures(document["body"]):
        if label in ("规章", "行政规范性文件"):
            t2["rules" if label == "规章" else "norm"] = [int(cell) for cell in cells]
        elif label in names:
            t2[names[label]] = int(cells[-1])
        elif label == "行政事业性收费":
            t2["fee_wan"] = float(cells[-1]) if "." in cells[-1] else int(cells[-1])
        elif label in DISPUTE:
            for result, cell in zip(FORM["results"], cells):
                t4[f"{DISPUTE[label]}_{result['key']}"] = int(cell)
        else:
            key = next((key for start, key in ROW.items() if label.startswith(start)), None)
            if key:
                natural, organisations, total = map(int, cells)
                rows[key]["values"] = [natural, organisations, 0, 0, 0, 0, total]
    return {"unit": document["unit"], "year": 2025, "handed_in_on": document["published_on"], "source": document["title"], "t2": t2, "t3": {"rows": rows}, "t4": t4,
            "narrative": {"fee_yuan": 0}, "sections": sections(document["body"])}


def main():
    documents = [json.loads(line) for line in (DEMO / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    made = [report(one) for one in documents if re.search(r"2025年政府信息公开工作年度报告$", one["title"])]
    (DEMO / "annual_reports.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made), encoding="utf-8")
    print(f"{len(made)} annual reports")


if __name__ == "__main__":
    main()
