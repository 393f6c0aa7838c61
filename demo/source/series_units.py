"""What every unit publishes of itself, from the units themselves: duties, offices, address and telephone; leaders and their work."""
from common import steady
from document import document
from units_source import units

NUMBERS = "一二三四"


def institution_documents():
    """Of every unit but the government, which carries its leaders only."""
    return [_document(u, "机构职能", "general-04", _duties(u), "职能、内设机构、办公地址、办公时间和联系方式") for u in _open_units() if u["code"] != "xian"]


def leaders_documents():
    return [_document(u, "领导信息", "general-05", _leaders(u), "负责人的姓名、职务和分工") for u in _open_units() if u["kind"] != "enterprise"]


def _open_units():
    return [u for u in units() if not u["merged_into"]]


def _document(unit, what, item, body, about):
    day = f"2026-{steady(unit['code'] + what, 7, 9):02d}-{steady(what + unit['code'], 3, 24):02d}"
    return document(unit["code"], "other", f"{unit['name']}{what}", day, body, item=item, keywords=f"机构职能,{what}",
                    summary=f"{unit['name']}{about}。", sign=False)


def _duties(unit):
    divisions = [f"- {d['name']}：{d['duties']}联系电话：{d['telephone']}。" for d in unit["divisions"]]
    contact = [f"- 办公地址：{unit['address']}（邮政编码{unit['postcode']}）", f"- 办公时间：{unit['hours']}",
               f"- 联系电话：{unit['telephone']}", f"- 传真：{unit['fax']}", f"- 电子邮箱：{unit['email']}"]
    return _chapters([("主要职能", [f"{i}) {duty}" for i, duty in enumerate(unit["duties"], 1)]), ("内设机构", divisions), ("联系方式", contact)])


def _leaders(unit):
    lead = f"{unit['name']}负责人的姓名、职务和分工如下。来信请寄{unit['address']}（邮政编码{unit['postcode']}），电话{unit['telephone']}。"
    return "\n".join([lead, *[f"- {one['post']}{one['name']}：{one['duty']}" for one in unit["leaders"]]])


def _chapters(parts):
    lines = []
    for number, (head, body) in zip(NUMBERS, [part for part in parts if part[1]]):
        lines += [f"{number}、{head}", *body]
    return "\n".join(lines)
