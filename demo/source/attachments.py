#!/usr/bin/env python3
"""Makes the attachments named in documents.jsonl: xlsx and docx with the standard library, pdf with WeasyPrint."""
import json
import subprocess
import tempfile
import zipfile
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from attachment_contents import FORMS, SHEETS

DEMO = Path(__file__).parent.parent
STAMP = (2026, 1, 5, 9, 0, 0)


class Blocks(HTMLParser):
    """The body as a list of ("p" | "h2" | "h3" | "table", text or rows)."""

    def __init__(self, html):
        super().__init__()
        self.blocks, self.text, self.rows, self.row = [], "", None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.rows = []
        elif tag == "tr":
            self.row = []
        elif tag in ("p", "h2", "h3", "li", "td", "th"):
            self.text = ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag in ("p", "h2", "h3", "li"):
            self.blocks.append(("p" if tag == "li" else tag, self.text))
        elif tag in ("td", "th"):
            self.row.append(self.text)
        elif tag == "tr":
            self.rows.append(self.row)
        elif tag == "table":
            self.blocks.append(("table", self.rows))


def write_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(zipfile.ZipInfo(name, STAMP), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text, zipfile.ZIP_DEFLATED)


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relations(targets):
    return f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1)) + "</Relationships>"


def content_types(overrides):
    return (f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>' + "".join(f'<Override PartName="{p}" ContentType="application/vnd.openxmlformats-officedocument.{t}+xml"/>' for p, t in overrides) + "</Types>")


def word_paragraph(text, font="仿宋", size=32, centred=False, indent=True):
    place = '<w:jc w:val="center"/>' if centred else ('<w:ind w:firstLineChars="200"/>' if indent else "")
    return (f'<w:p><w:pPr>{place}</w:pPr><w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/><w:sz w:val="{size}"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>')


def word_table(rows):
    sides = "".join(f'<w:{s} w:val="single" w:sz="4" w:color="000000"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    width = max(len(r) for r in rows)
    grid = "".join(f'<w:gridCol w:w="{9000 // width}"/>' for _ in range(width))
    body = "".join("<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{9000 // width}" w:type="dxa"/></w:tcPr>{word_paragraph(c, "宋体", 21, indent=False)}</w:tc>' for c in r + [""] * (width - len(r))) + "</w:tr>" for r in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>'


def write_docx(path, title, blocks):
    body = word_paragraph(title, "方正小标宋简体", 44, centred=True)
    for kind, content in blocks:
        body += word_table(content) if kind == "table" else word_paragraph(content, {"h2": "黑体", "h3": "楷体"}.get(kind, "仿宋"))
    write_zip(path, {
        "[Content_Types].xml": content_types([("/word/document.xml", "wordprocessingml.document.main")]),
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
                             '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>'})


def column(number):
    return chr(65 + number) if number < 26 else "A" + chr(39 + number)


def cell(place, value):
    try:
        if len(value) > 15:
            raise ValueError("a spreadsheet keeps fifteen digits of a number")
        float(value)
        return f'<c r="{place}"><v>{value}</v></c>'
    except ValueError:
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet_xml(title, rows):
    body = f'<row r="1">{cell("A1", title)}</row>'
    for y, row in enumerate(rows, 2):
        body += f'<row r="{y}">' + "".join(cell(f"{column(x)}{y}", str(v)) for x, v in enumerate(row)) + "</row>"
    return f'<worksheet xmlns="{SHEET}"><cols><col min="1" max="12" width="22" customWidth="1"/></cols><sheetData>{body}</sheetData></worksheet>'


def write_xlsx(path, title, tables):
    names = [f"表{i}" for i in range(1, len(tables) + 1)]
    files = {
        "[Content_Types].xml": content_types([("/xl/workbook.xml", "spreadsheetml.sheet.main")] + [(f"/xl/worksheets/sheet{i}.xml", "spreadsheetml.worksheet") for i in range(1, len(tables) + 1)]),
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": relations([("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(tables) + 1)]),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>' + "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1)) + "</sheets></workbook>"}
    for i, rows in enumerate(tables, 1):
        files[f"xl/worksheets/sheet{i}.xml"] = sheet_xml(title, rows)
    write_zip(path, files)


FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>@font-face{{font-family:few;src:url(few.otf)}}@page{{size:A4;margin:37mm 26mm 35mm 28mm}}
body{{font:16pt/1.75 few}}h1,h2,h3,th,strong{{font-weight:normal}}h1{{font-size:22pt;text-align:center;line-height:1.4}}h2,h3{{font-size:16pt}}
p{{text-indent:2em;margin:0}}table{{border-collapse:collapse;width:100%;font-size:10.5pt;line-height:1.4;margin:8pt 0}}td,th{{border:.5pt solid #000;padding:3pt}}</style></head><body><h1>{title}</h1>{body}</body></html>"""


def write_pdf(path, title, body):
    text = escape(title) + body
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["/usr/bin/python3", "-m", "fontTools.subset", FONT, "--font-number=2", "--text=" + "".join(sorted(set(text))), "--layout-features=",
                        "--no-hinting", "--desubroutinize", f"--output-file={folder}/few.otf"], check=True, capture_output=True)
        source = Path(folder) / "page.html"
        source.write_text(PAGE.format(title=escape(title), body=body), encoding="utf-8")
        subprocess.run(["weasyprint", "--optimize-size", "all", str(source), str(path)], check=True, capture_output=True, timeout=90)


def write_attachment(name, document):
    path, title = DEMO / "attachments" / name, name.rsplit(".", 1)[0]
    blocks = Blocks(document["body"]).blocks
    tables = [SHEETS[title]] if title in SHEETS else []
    if name.endswith(".pdf"):
        if not path.exists():
            write_pdf(path, title, document["body"].split("<h2>第七章")[0] if "节选" in title else document["body"])
    elif name.endswith(".docx"):
        write_docx(path, title, FORMS.get(title) or blocks)
    else:
        write_xlsx(path, title, tables or [content for kind, content in blocks if kind == "table"])


def main():
    for name in ("documents.jsonl", "drafts.jsonl"):
        for line in (DEMO / name).read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            for attachment in document["attachments"]:
                write_attachment(attachment["name"], document)


if __name__ == "__main__":
    main()
