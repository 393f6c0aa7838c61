"""What every part of the demo county's source needs: names, dates, credit codes, and plain text turned into HTML."""
import hashlib
import html as _html
import re
from datetime import date, timedelta

REGION = "990123"
CREDIT_CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_CHARSET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

SURNAMES = ("安白蔡程戴丁范方冯高葛龚顾郭韩何贺洪胡黄江姜康孔黎李梁林凌刘柳陆罗吕马毛孟莫潘彭钱秦邱任邵沈石宋苏孙谭汤唐陶田万汪王"
            "魏温吴夏肖谢邢熊徐许薛严阎杨姚叶易殷尹于余袁岳曾詹张章赵郑钟周朱邹左")
GIVEN_NAMES = ("立春 惊蛰 清和 谷雨 小满 芒夏 知暑 白露 秋实 霜序 冬晴 晓寒 云起 听泉 望岳 临川 松涛 竹影 兰舟 菊隐 梅岭 青禾 稻香 麦穗 "
               "桑榆 星河 月明 风和 雪晴 岩松 溪流 石泉 远帆 长亭 南浦").split()


def invented_name(number):
    """A name from the seasons and the landscape: no two numbers below 3,000 share one."""
    surname = SURNAMES[(number * 37 + number // len(SURNAMES)) % len(SURNAMES)]
    return surname + GIVEN_NAMES[(number * 11 + number // len(GIVEN_NAMES)) % len(GIVEN_NAMES)]


def credit_check(first_seventeen):
    total = sum(CREDIT_CHARSET.index(c) * pow(3, i, 31) for i, c in enumerate(first_seventeen))
    return CREDIT_CHARSET[(31 - total % 31) % 31]


def organisation_check(first_eight):
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(ORGANISATION_CHARSET.index(c) * w for c, w in zip(first_eight, weights))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def credit_code(prefix, serial):
    body = f"MB{serial:06d}"
    head = prefix + REGION + body + organisation_check(body)
    return head + credit_check(head)


HOLIDAY_SPANS = [("2023-01-21", "2023-01-27"), ("2023-04-05", "2023-04-05"), ("2023-04-29", "2023-05-03"), ("2023-06-22", "2023-06-24"),
                 ("2023-09-29", "2023-10-06"), ("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"),
                 ("2024-05-01", "2024-05-05"), ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"), ("2024-10-01", "2024-10-07"),
                 ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"),
                 ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"), ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"),
                 ("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
                 ("2026-10-01", "2026-10-07")]
HOLIDAYS = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in HOLIDAY_SPANS]


def is_office_day(day):
    return day.weekday() < 5 and not any(a <= day <= b for a, b in HOLIDAYS)


def office_day(text):
    """The day itself if offices are open, else the next open day."""
    day = date.fromisoformat(text)
    while not is_office_day(day):
        day += timedelta(days=1)
    return day.isoformat()


def office_days_before(text, count):
    day = date.fromisoformat(text)
    while count:
        day -= timedelta(days=1)
        count -= is_office_day(day)
    return day.isoformat()


def office_days_after(text, count):
    day = date.fromisoformat(text)
    while count:
        day += timedelta(days=1)
        count -= is_office_day(day)
    return day.isoformat()


def chinese_date(text):
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def steady(key, low, high):
    """A number between low and high that is always the same for the same key."""
    seed = int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big")
    return low + seed % (high - low + 1)


def pick(key, choices):
    return choices[steady(key, 0, len(choices) - 1)]


_CHAPTER = re.compile(r"^(第[一二三四五六七八九十]+章[ 　].+|附件[0-9]*$|[一二三四五六七八九十]+、.+)$")
_SECTION = re.compile(r"^（[一二三四五六七八九十]+）.+$")
_SENTENCE_END = "。；：，！？"


def _is_heading(line, pattern, longest):
    return bool(pattern.match(line)) and len(line) <= longest and not any(c in line for c in _SENTENCE_END)


def _inline(line):
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", _html.escape(line, quote=False))


def _table(rows):
    cells = [[c.strip() for c in row.strip()[1:-1].split("|")] for row in rows]
    head = "".join(f"<th>{_inline(c)}</th>" for c in cells[0])
    body = "".join("<tr>" + "".join(f"<td>{_inline(c)}</td>" for c in row) + "</tr>" for row in cells[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def to_html(text):
    """One line is one paragraph; `一、` and `（一）` alone on a line are headings, `|` rows a table, `- ` and `1) ` lists; `---` ends a table."""
    out, lines, i = [], [line.strip() for line in text.strip().split("\n")], 0
    lines = [line for line in lines if line]
    while i < len(lines):
        line = lines[i]
        run = i
        if line == "---":
            pass
        elif line.startswith("|"):
            while run < len(lines) and lines[run].startswith("|"):
                run += 1
            out.append(_table(lines[i:run]))
        elif line.startswith("- "):
            while run < len(lines) and lines[run].startswith("- "):
                run += 1
            out.append("<ul>" + "".join(f"<li>{_inline(x[2:])}</li>" for x in lines[i:run]) + "</ul>")
        elif re.match(r"^\d+\) ", line):
            while run < len(lines) and re.match(r"^\d+\) ", lines[run]):
                run += 1
            out.append("<ol>" + "".join(f"<li>{_inline(x.split(') ', 1)[1])}</li>" for x in lines[i:run]) + "</ol>")
        elif line.startswith("# ") or _is_heading(line, _CHAPTER, 34):
            out.append(f"<h2>{_inline(line.removeprefix('# '))}</h2>")
        elif line.startswith("## ") or _is_heading(line, _SECTION, 30):
            out.append(f"<h3>{_inline(line.removeprefix('## '))}</h3>")
        else:
            out.append(f"<p>{_inline(line)}</p>")
        i = max(run, i + 1)
    return "".join(out)


def table_text(header, rows):
    return "\n".join("|" + "|".join(str(c) for c in row) + "|" for row in [header, *rows]) + "\n---"
