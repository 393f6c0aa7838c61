"""Prints the page of HTML on stdin as PDF to stdout with WeasyPrint. paper/pdf.cpp runs it in a confined child:

    python3 print.py MOST_PAGES

What goes wrong is one word on stdout instead of a PDF: `missing` (WeasyPrint is not installed), `too_long`, `too_large`.

Two parts of WeasyPrint are replaced, each only as long as it is what it was in Debian 12 and 13:
- fonts are cut down to the letters used by HarfBuzz instead of fontTools: of a font with 65,000 glyphs in milliseconds instead of seconds;
- lines of Chinese are justified between the characters, not only at blanks.
"""
import ctypes
import logging
import os
import sys

# Faces that Debian packs for TeX; an installed 方正小标宋 or 仿宋_GB2312 comes before them by name. Their bold files call
# themselves regular and would be taken for them.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol</dir>
<cachedir>/var/cache/fontconfig</cachedir><cachedir>%s</cachedir>
<selectfont><rejectfont><glob>*/Fandol*-Bold.otf</glob></rejectfont></selectfont>
</fontconfig>"""


def say(word):
    sys.stdout.buffer.write(word.encode())
    sys.stdout.buffer.flush()
    os._exit(0)


def choose_fonts():
    folder = os.environ.get("TMPDIR", ".")
    path = os.path.join(folder, "fonts.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FONTS % folder)
    os.environ["FONTCONFIG_FILE"] = path


def fetch_nothing(url, *_, **__):
    raise ValueError("a paper names no other address")


class Subsetter:
    """HarfBuzz' cutting of fonts."""

    RETAIN_GLYPH_NUMBERS, NO_HINTS, NO_LAYOUT_CLOSURE = 0x2, 0x1, 0x200
    DROPPED_TABLES = 3

    def __init__(self):
        self.base = ctypes.CDLL("libharfbuzz.so.0")
        self.subset = ctypes.CDLL("libharfbuzz-subset.so.0")
        pointer, number = ctypes.c_void_p, ctypes.c_uint
        for library, name, result, arguments in (
            (self.base, "hb_blob_create", pointer, (ctypes.c_char_p, number, ctypes.c_int, pointer, pointer)),
            (self.base, "hb_blob_get_data", pointer, (pointer, ctypes.POINTER(number))),
            (self.base, "hb_blob_destroy", None, (pointer,)),
            (self.base, "hb_face_create", pointer, (pointer, number)),
            (self.base, "hb_face_reference_blob", pointer, (pointer,)),
            (self.base, "hb_face_destroy", None, (pointer,)),
            (self.base, "hb_set_add", None, (pointer, number)),
            (self.subset, "hb_subset_input_create_or_fail", pointer, ()),
            (self.subset, "hb_subset_input_glyph_set", pointer, (pointer,)),
            (self.subset, "hb_subset_input_set", pointer, (pointer, ctypes.c_int)),
            (self.subset, "hb_subset_input_set_flags", None, (pointer, number)),
            (self.subset, "hb_subset_input_destroy", None, (pointer,)),
            (self.subset, "hb_subset_or_fail", pointer, (pointer, pointer)),
        ):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments

    def cut(self, font, index, glyphs):
        """The font with these glyphs under their old numbers; None where HarfBuzz cannot."""
        blob = self.base.hb_blob_create(font, len(font), 1, None, None)
        face = self.base.hb_face_create(blob, index)
        order = self.subset.hb_subset_input_create_or_fail()
        for glyph in glyphs:
            self.base.hb_set_add(self.subset.hb_subset_input_glyph_set(order), glyph)
        for table in (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"VORG", b"vhea", b"vmtx", b"DSIG", b"name"):
            self.base.hb_set_add(self.subset.hb_subset_input_set(order, self.DROPPED_TABLES), int.from_bytes(table, "big"))
        self.subset.hb_subset_input_set_flags(order, self.RETAIN_GLYPH_NUMBERS | self.NO_HINTS | self.NO_LAYOUT_CLOSURE)
        cut, result = self.subset.hb_subset_or_fail(face, order), None
        if cut:
            made, size = self.base.hb_face_reference_blob(cut), ctypes.c_uint()
            data = self.base.hb_blob_get_data(made, ctypes.byref(size))
            result = ctypes.string_at(data, size.value) if size.value else None
            self.base.hb_blob_destroy(made)
            self.base.hb_face_destroy(cut)
        self.subset.hb_subset_input_destroy(order)
        self.base.hb_face_destroy(face)
        self.base.hb_blob_destroy(blob)
        return result


def cut_fonts_by_harfbuzz():
    from weasyprint.pdf import stream

    subsetter, by_fonttools = Subsetter(), stream.Font.clean

    def clean(font, cmap):
        simple = cmap and font.ttfont is not None and "fvar" not in font.ttfont and not font.png and not font.svg
        cut = subsetter.cut(font.file_content, font.index, cmap) if simple else None
        if cut is None:
            by_fonttools(font, cmap)
        else:
            font.file_content = cut

    stream.Font.clean = clean


def is_han(text):
    return any("\u2e80" <= character <= "\ufaff" or character > "\U0001ffff" for character in text)


def justify_between_characters():
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline

    at_blanks, create_layout = inline.justify_line, inline.create_layout

    def texts(box):
        if isinstance(box, boxes.TextBox):
            return [box]
        if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            return [text for child in box.children for text in texts(child)]
        return [None]

    def justify(context, line, extra):
        runs = texts(line)
        if None in runs or not is_han("".join(run.text for run in runs)):
            return at_blanks(context, line, extra)
        gaps = sum(len(run.text.rstrip(" ")) for run in runs) - 1
        size = line.style["font_size"]
        if gaps < 1 or extra <= 0 or extra / gaps > size / 4:
            return None
        spread(context, line, extra / gaps, 0)

    def spread(context, box, gap, advance):
        box.position_x += advance
        if isinstance(box, boxes.TextBox):
            more = gap * len(box.text)
            box.style = box.style.copy()
            before = box.style["letter_spacing"]
            box.style["letter_spacing"] = (0 if before == "normal" else before) + gap
            layout = create_layout(box.text, box.style, context, max_width=None, justification_spacing=0)
            layout.deactivate()
            box.pango_layout = layout
        else:
            more = 0
            for child in box.children:
                more = spread(context, child, gap, advance + more) - advance
        box.width += more
        return advance + more

    inline.justify_line = justify


def replace_parts():
    for replace in (cut_fonts_by_harfbuzz, justify_between_characters):
        try:
            replace()
        except (ImportError, OSError, AttributeError):
            pass  # another WeasyPrint, or no HarfBuzz: slower, and lines end unevenly


def main():
    most_pages = int(sys.argv[1])
    choose_fonts()
    try:
        import weasyprint
    except (ImportError, OSError):
        say("missing")
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    replace_parts()
    page = sys.stdin.buffer.read().decode("utf-8")
    document = weasyprint.HTML(string=page, base_url=None, url_fetcher=fetch_nothing).render()
    if len(document.pages) > most_pages:
        say("too_long")
    sys.stdout.buffer.write(document.write_pdf())
    sys.stdout.buffer.flush()
    os._exit(0)


try:
    main()
except MemoryError:
    say("too_large")
