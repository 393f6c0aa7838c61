"""Files that are not what they say, in every form that takes files."""
import io
import re
import zipfile

from forms import filled


def bomb():
    """A zip of some kilobytes that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(3):
            with packed.open(f"{n}.txt", "w", force_zip64=True) as one:
                for _ in range(100):
                    one.write(b"\0" * 1_000_000)
    return out.getvalue()


def climbing():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("../../../../tmp/hostile-climbed", "x")
        packed.writestr("C:\\windows\\x", "x")
    return out.getvalue()


def sheet_of(entities):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", entities)
    return out.getvalue()


LAUGHS = '<!DOCTYPE a [<!ENTITY b "lol">' + "".join(f'<!ENTITY {chr(99 + n)} "{("&" + chr(98 + n) + ";") * 10}">' for n in range(9)) + "]><a>&k;</a>"
FILES = [
    ("picture.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" onload="hostile()"><script>hostile()</script></svg>'),
    ("page.html", "text/html", b"<script>hostile()</script>"),
    ("report.pdf", "application/pdf", b"<html><script>hostile()</script></html>"),
    ("picture.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"\xff" * 64),
    ("bomb.zip", "application/zip", bomb()),
    ("climbing.zip", "application/zip", climbing()),
    ("laughs.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet_of(LAUGHS)),
    ("empty.pdf", "application/pdf", b""),
    ("../../etc/passwd", "text/plain", "明堂".encode()),
    ("C:\\temp\\甲/乙.txt", "text/plain", "明堂".encode()),
    ("附件\u202egnp.exe\u202c.txt", "text/plain", "明堂".encode()),
    ("长" * 400 + ".txt", "text/plain", "明堂".encode()),
    ("a\r\nSet-Cookie: hostile=1.txt", "text/plain", "明堂".encode()),
    ("run.exe", "application/x-msdownload", b"MZ" + b"\0" * 100),
    ("notes.txt", "text/plain", b"\xff\xfe\x00\xd8\x00"),
    (".htaccess", "text/plain", b"x"),
    ("no ending", "", b"x"),
]


def try_files(person, path, name, again, send, judge, check):
    """Refused with a sentence, or kept under a harmless name and sent so that no browser runs it."""
    form = again(person, path, name)
    places = [field for field in form["fields"] if field["kind"] == "file"] if form else []
    for place in places:
        for file_name, kind, content in FILES:
            form = again(person, path, name)
            if form is None:
                return
            where = f"{person.login}: {name[1]} {place['name']} with {file_name[:40]!r}"
            answer = send(person, form, path, filled(form), [(place["name"], file_name, kind, content)])
            judge(answer, where)
        for link in sorted(set(re.findall(r'href="((?:/desk)?/files/[^"]+)"', person.page(path).text))):
            answer = person.ask("GET", link)
            shown = answer.headers
            check(answer.status == 200, f"{link}: {answer.status}")
            check(shown.get("x-content-type-options") == "nosniff", f"{link} without nosniff")
            runs = shown.get("content-type", "").split(";")[0] in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml")
            check(not runs or "sandbox" in shown.get("content-security-policy", ""), f"{link} is sent as {shown.get('content-type')}")
            check(not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f/\\\\]", link.rsplit("/", 1)[1]), f"{link}: its name")
            check("sandbox" in shown.get("content-security-policy", ""), f"{link} without sandbox")
