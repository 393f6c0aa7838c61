"""One document of the demo as a dict with the delivered keys, and the reader of the hand-written texts."""
from common import chinese_date, office_day, office_days_before, steady, to_html
from editions_source import EDITIONS
from units_source import units

UNIT_NAMES = {u["code"]: u["name"] for u in units()}
UNSIGNED = {"news", "guide", "statistics", "interpretation"}


def document(unit, kind, title, on, body, number=None, item="general-02", subjects="", keywords="", summary="", made=None, sign=None, **more):
    on = on if more.pop("any_day", False) else office_day(on)
    made = made or (on if kind in ("news", "emergency") else office_days_before(on, steady(title + on, 1, 6)))
    if sign is None:
        sign = kind not in UNSIGNED
    signature = f"\n{UNIT_NAMES[unit]}\n{chinese_date(made)}" if sign is True else (f"\n{sign}\n{chinese_date(made)}" if sign else "")
    out = {
        "id": None, "unit": unit, "title": title, "body": to_html(body + signature), "format": "html", "document_number": number,
        "kind": kind, "source_kind": more.pop("source_kind", "made"), "produced_on": made, "published_on": on,
        "subjects": subjects.split(",") if subjects else [], "catalogue_item": item,
        "keywords": keywords.split(",") if keywords else [], "summary": summary or _summary(body),
        "validity": more.pop("validity", "valid"), "scope": more.pop("scope", "public"), "way": more.pop("way", "proactive"),
        "attachments": [{"name": a, "path": f"attachments/{a}"} for a in more.pop("attachments", [])],
    }
    out.update(more)
    return out


def _summary(body):
    for line in body.strip().split("\n"):
        line = line.strip().replace("**", "")
        if len(line) >= 40 and line[0] not in "|#-":
            return line if len(line) <= 120 else line[:118].rsplit("，", 1)[0] + "……"
    return body.strip().split("\n")[0][:100]


def read_texts(path):
    """Documents from a text file: `@@ unit|kind|date|number|title`, `~ key=value; …` and `> summary` lines, then the body."""
    out = []
    for block in path.read_text(encoding="utf-8").split("\n@@ ")[0:]:
        block = block.removeprefix("@@ ").strip()
        if block:
            out.append(_read_block(block))
    return out


SHORT_KEYS = {"s": "subjects", "i": "item", "k": "keywords", "p": "made", "v": "validity"}


def _read_block(block):
    head, *lines = block.split("\n")
    unit, kind, on, number, title = head.split("|", 4)
    more = {}
    while lines and lines[0][:1] in "~>":
        line = lines.pop(0)
        if line.startswith(">"):
            more["summary"] = line[1:].strip()
            continue
        for pair in line[1:].split(";"):
            key, value = pair.strip().split("=", 1)
            more[SHORT_KEYS.get(key, key)] = value
    if "a" in more:
        more["attachments"] = more.pop("a").split("+")
    if "withdrawn" in more:
        day, reason = more["withdrawn"].split("::")
        more["withdrawn"] = {"on": day, "reason": reason}
    if "editions" in more:
        more["editions"] = EDITIONS[more["editions"]]
    if more.get("sign") in ("0", "1"):
        more["sign"] = more["sign"] == "1"
    return document(unit, kind, title.strip(), on, "\n".join(lines), number=number or None, **more)
