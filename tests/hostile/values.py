"""What people, programs and attackers type where something else was asked. A row: name, value; what a field holds must survive or be refused."""

VALUES = {
    "over-long": "长" * 70_000,
    "long line": "很长的一行" * 150,
    "wrong type": "不是数字也不是日期",
    "blank": " \u3000\t ",
    "broken UTF-8": b"\xe6\x98\xff\xfe\xc3\x28",
    "lone surrogate": b"\xed\xa0\x80",
    "NUL": "甲\0乙",
    "control characters": "甲\x01\x1b[31m\x7f乙",
    "mixed scripts": "Аdmin ΑΒ 한글 ｐａｙ 𠮷野家 👩‍👩‍👧 e\u0301 ①",
    "bidi marks": "附件\u202egnp.exe\u202c\u2066甲\u2069\u200f",
    "invisible": "\u200b\u200d\ufeff",
    "no such day": "2026-02-30",
    "no such time": "2026-13-45T25:61",
    "day out of range": "0000-00-00",
    "negative": "-1",
    "huge number": "99999999999999999999999",
    "fraction": "1e308",
    "script": "<script>hostile()</script><p>甲</p>",
    "event handler": "<img src=x onerror=hostile()><svg onload=hostile()><p onclick=hostile()>乙</p>",
    "javascript link": "<a href=\"java\tscript:hostile()\">丙</a><a href='data:text/html,<script>hostile()</script>'>丁</a>",
    "style": "<style>*{display:none}</style><p style=\"position:fixed;background:url(javascript:hostile())\">戊</p>",
    "Word": "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><p class=MsoNormal style='mso-pagination:none'><o:p>己</o:p></p>",
    "out of the attribute": "\"><script>hostile()</script><b x='",
    "out of the textarea": "</textarea></form><script>hostile()</script>",
    "template": "{{csrf_token}}{{#typed}}{{/typed}} %s%n ${7*7}",
    "statement": "'; drop table organ_person; --",
    "header": "甲\r\nSet-Cookie: hostile=1\r\n\r\n乙",
    "path": "../../../../etc/passwd\\..\\x",
    "number of an index": "11430000000000000X/2026-00001",
}

# Nothing reaches a page's function: the request itself is refused, and the browser keeps the form.
UNREADABLE = {"broken UTF-8", "lone surrogate", "NUL"}

# For parts of addresses and of queries; "/" and bytes are escaped by whoever sends them.
ADDRESS_VALUES = ["0", "-1", "99999999999999999999", "1e9", "二", "%", "..", "x" * 3000, "<script>hostile()</script>", "'; --", "\u202e甲", "2026-02-30", " ", "1\r\n2"]
