"""Rows about fonts and their Unicode maps."""

import re

from pdf_reading import row


# ---- Fonts ----

@row("font-embedded", "A 6.2.11.4.1; MP 31-009")
def _(r):
    for shown in r.shown:
        font = r.font(shown.font) if shown.font else None
        if not font:
            yield f"{shown.page}: text in no Type0 font"
        elif not font.file:
            yield f"{font.entries.get('/BaseFont')}: not embedded"


@row("font-dictionary", "A 6.2.11.2, 6.2.11.3; MP 31-001 to 31-008")
def _(r):
    for reference, font in r.fonts.items():
        if not font:
            continue
        if font.entries.get("/Encoding") not in ("/Identity-H", "/Identity-V"):
            yield f"{reference}: encoding"
        if font.entries.get("/Type") != "/Font" or font.descendant.get("/Type") != "/Font":
            yield f"{reference}: type"
        if font.descendant.get("/Subtype") not in ("/CIDFontType0", "/CIDFontType2"):
            yield f"{reference}: subtype"
        info = font.descendant.get("/CIDSystemInfo", {})
        if not {"/Registry", "/Ordering", "/Supplement"} <= r.document.entries(info).keys():
            yield f"{reference}: CIDSystemInfo"
        truetype = "/FontFile2" in font.descriptor
        if font.descendant.get("/Subtype") != \
                ("/CIDFontType2" if truetype else "/CIDFontType0"):
            yield f"{reference}: the program is of another kind"
        if truetype and "/CIDToGIDMap" not in font.descendant:
            yield f"{reference}: no CIDToGIDMap"
        if not truetype and font.file and \
                font.file.entries.get("/Subtype") not in ("/CIDFontType0C", "/OpenType"):
            yield f"{reference}: subtype of the program"
        if not {"/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent",
                "/CapHeight", "/StemV"} <= font.descriptor.keys():
            yield f"{reference}: descriptor"


@row("cid-set", "A 6.2.11.4.2; MP 31-014")
def _(r):
    for reference, font in r.fonts.items():
        if font and {"/CIDSet", "/CharSet"} & font.descriptor.keys():
            yield f"{reference}: a set of CIDs, which must then be whole"


@row("font-names", "A 6.2.11.2; ISO 32000-1, 9.6.4")
def _(r):
    for reference, font in r.fonts.items():
        if not font:
            continue
        name = font.descendant.get("/BaseFont", "")
        if not re.match(r"/[A-Z]{6}\+.", name):
            yield f"{reference}: {name} has no subset tag"
        if font.descriptor.get("/FontName") != name or \
                not font.entries.get("/BaseFont", "").startswith(name):
            yield f"{reference}: names differ"


@row("glyph-present", "A 6.2.11.4.1, 6.2.11.8; MP 31-016, 31-030")
def _(r):
    for font, code, shown in r.uses():
        if not font.has(code):
            yield f"{shown.page}: code {code} of {font.entries.get('/BaseFont')}"


@row("width", "A 6.2.11.5; MP 31-017")
def _(r):
    for font, code, _ in r.uses():
        if font.program and font.has(code) and \
                abs(font.width(code) - font.program_width(code)) > 1:
            yield (f"{font.entries.get('/BaseFont')}: code {code} is {font.width(code)}, "
                   f"its glyph {font.program_width(code)}")


@row("unicode", "A 6.2.11.7.2; MP 10-001, 31-027")
def _(r):
    for font, code, shown in r.uses():
        if not font.unicode.get(code):
            yield f"{shown.page}: code {code} of {font.entries.get('/BaseFont')}"


@row("unicode-values", "A 6.2.11.7.2; MP 31-028, 31-029")
def _(r):
    for reference, font in r.fonts.items():
        for text in font.unicode.values() if font else ():
            if set(text) & {"\0", "\ufffe", "\ufeff"} or \
                    re.search("[\ud800-\udfff]", text):
                yield f"{reference}: {text!r}"


@row("private-use", "A 6.2.11.7.3")
def _(r):
    for font, code, shown in r.uses():
        if re.search("[\ue000-\uf8ff\U000f0000-\U0010ffff]", font.unicode.get(code, "")) \
                and not any("/ActualText" in m[1] for m in shown.marks):
            yield f"{shown.page}: code {code} without ActualText"


@row("resources", "A 6.2.2")
def _(r):
    for page in r.pages:
        if "/Resources" not in r.document.entries(page):
            yield f"{page}: resources are inherited"
    for problem in r.balance:
        if "no font" in problem:
            yield problem
