#!/usr/bin/env python3
"""Checks finished PDF files against PDF/A-3a (ISO 19005-3), PDF/A-2a (ISO 19005-2) and
PDF/UA-1 (ISO 14289-1; "MP" is the Matterhorn Protocol 1.1): the conditions that a machine
can check and that a file of text, tables, lists and links can break. One row a condition.

Usage: pdf_conformance.py FILE.pdf…    exit status 1 and a line for each violation
"""

import hashlib
import re
import sys
import xml.etree.ElementTree as etree
from collections import Counter

from pdf_model import Document, Font, Operators, Stream, bytes_of, text_of

ROWS = []


def row(name, norm):
    """Registers a check: a function from a Reading to descriptions of violations."""
    def register(function):
        ROWS.append((name, norm, function))
        return function
    return register


# ---- What the rows look at ----

class Element:
    def __init__(self, reference, entries, parent):
        self.reference = reference
        self.entries = entries
        self.parent = parent
        self.kids = []      # Elements
        self.content = []   # (page reference, MCID)
        self.objects = []   # references of annotations
        self.order = []     # all of these as they stand

    @property
    def type(self):
        return self.entries.get("/S", "")[1:]

    def attribute(self, document, key):
        for attributes in document.array(self.entries.get("/A")):
            if isinstance(attributes, dict) and key in attributes:
                return attributes[key]
        return None

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Shown:
    """One string of glyphs with the marked content around it."""

    def __init__(self, page, font, codes, marks):
        self.page, self.font, self.codes, self.marks = page, font, codes, marks


class Reading:
    def __init__(self, document):
        self.document = document
        self.pages = document.pages()
        self.root = document.entries(document.catalog.get("/StructTreeRoot"))
        self.elements, self.cycles = [], []
        seen = set()
        top = self.root.get("/K")
        for kid in document.get(top) if isinstance(document.get(top), list) else [top]:
            if kid is not None:
                self.read_element(kid, None, seen)
        self.fonts, self.shown, self.painted, self.balance = {}, [], [], []
        self.marks = {}     # page reference -> MCIDs in order
        self.operators = {}
        for page in self.pages:
            self.read_page(page)

    def read_element(self, reference, parent, seen):
        document = self.document
        if str(reference) in seen:
            self.cycles.append(str(reference))
            return None
        seen.add(str(reference))
        element = Element(reference, document.entries(reference), parent)
        self.elements.append(element)
        own = element.entries.get("/Pg")
        kids = element.entries.get("/K")
        if isinstance(document.get(kids), list):
            kids = document.get(kids)
        for kid in kids if isinstance(kids, list) else [] if kids is None else [kids]:
            if isinstance(kid, int):
                element.content.append((own, kid))
                element.order.append((own, kid))
                continue
            entries = document.entries(kid)
            if entries.get("/Type") == "/MCR":
                element.content.append((entries.get("/Pg", own), entries["/MCID"]))
                element.order.append(element.content[-1])
            elif entries.get("/Type") == "/OBJR":
                element.objects.append(entries["/Obj"])
                element.order.append(entries["/Obj"])
            else:
                inner = self.read_element(kid, element, seen)
                if inner:
                    element.kids.append(inner)
                    element.order.append(inner)
        return element

    def font(self, reference):
        if reference not in self.fonts:
            entries = self.document.entries(reference)
            self.fonts[reference] = Font(self.document, reference) \
                if entries.get("/Subtype") == "/Type0" else None
        return self.fonts[reference]

    def read_page(self, page):
        resources = self.document.entries(self.document.entries(page).get("/Resources"))
        names = self.document.entries(resources.get("/Font"))
        marks, font = [], None
        self.marks[page] = []
        self.operators[page] = Operators(self.document.contents(page))
        for operator, operands in self.operators[page]:
            if operator in ("BDC", "BMC"):
                properties = operands[1] if operator == "BDC" else {}
                marks.append((operands[0], properties))
                if "/MCID" in properties:
                    self.marks[page].append(int(properties["/MCID"]))
            elif operator == "EMC":
                if not marks:
                    self.balance.append(f"{page}: EMC without a beginning")
                else:
                    marks.pop()
            elif operator == "Tf":
                font = names.get(operands[0])
                if font is None:
                    self.balance.append(f"{page}: no font {operands[0]}")
            elif operator in ("Tj", "TJ"):
                strings = operands[0] if operator == "TJ" else operands
                data = b"".join(s for s in strings if isinstance(s, bytes))
                codes = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]
                self.shown.append(Shown(page, font, codes, list(marks)))
                self.painted.append((page, operator, list(marks)))
            elif operator in ("f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"):
                self.painted.append((page, operator, list(marks)))
        if marks:
            self.balance.append(f"{page}: marked content not ended")

    def uses(self):
        """(font, code, shown string) for each glyph of an embedded font."""
        for shown in self.shown:
            if shown.font is not None and self.font(shown.font):
                for code in shown.codes:
                    yield self.font(shown.font), code, shown

    def annotations(self):
        for page in self.pages:
            for reference in self.document.array(
                    self.document.entries(page).get("/Annots")):
                yield page, reference, self.document.entries(reference)

    def xmp(self):
        stream = self.document.get(self.document.catalog.get("/Metadata"))
        if not isinstance(stream, Stream):
            return None
        try:
            return etree.fromstring(stream.data)
        except etree.ParseError:
            return None

    def property(self, name):
        """The text of an XMP property, of its first item if it has items."""
        root = self.xmp()
        found = root.find(".//" + name) if root is not None else None
        if found is None:
            return None
        item = found.find(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
        return (item if item is not None else found).text or ""

    def parents(self):
        return dict(self.document.tree(self.root.get("/ParentTree"), "/Nums"))

    def destinations(self):
        names = self.document.entries(self.document.catalog.get("/Names"))
        return {bytes_of(k): self.document.get(v)
                for k, v in self.document.tree(names.get("/Dests"), "/Names")}

    def outlines(self):
        def walk(reference):
            while reference:
                entries = self.document.entries(reference)
                yield entries
                yield from walk(entries.get("/First"))
                reference = entries.get("/Next")
        root = self.document.entries(self.document.catalog.get("/Outlines"))
        return walk(root.get("/First"))

    def specifications(self):
        return [d for d in self.document.dictionaries() if "/EF" in d]


DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


# ---- The file ----

@row("header", "A 6.1.2")
def _(r):
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", r.document.data):
        yield "no PDF header with a binary comment"


@row("end", "A 6.1.3")
def _(r):
    if not re.search(rb"startxref\n\d+\n%%EOF\n?\Z", r.document.data):
        yield "something after %%EOF, or no startxref"


@row("id", "A 6.1.3")
def _(r):
    ids = r.document.trailer.get("/ID", [])
    if len(ids) != 2 or not all(len(bytes_of(i)) >= 16 for i in ids):
        yield "no file identifier of two parts"


@row("encryption", "A 6.1.3")
def _(r):
    if "/Encrypt" in r.document.trailer:
        yield "encrypted"


@row("filters", "A 6.1.7.2")
def _(r):
    for stream in r.document.streams():
        for name in r.document.array(stream.entries.get("/Filter")):
            if name not in ("/FlateDecode", "/ASCIIHexDecode", "/ASCII85Decode",
                            "/RunLengthDecode", "/DCTDecode", "/CCITTFaxDecode"):
                yield f"filter {name}"
        if {"/F", "/FFilter", "/FDecodeParms"} & stream.entries.keys():
            yield "a stream in another file"


@row("limits", "A 6.1.13")
def _(r):
    for d in r.document.dictionaries():
        for key, value in d.items():
            if len(key.encode()) > 128:
                yield f"name {key[:40]}"
            if isinstance(value, str) and value[:2] in ("u:", "b:") and \
                    len(value) > 2 * 32767:
                yield f"string of {key}"
            if isinstance(value, int) and abs(value) > 2 ** 31 - 1:
                yield f"integer {value}"


@row("actions", "A 6.5, 6.4")
def _(r):
    for d in r.document.dictionaries():
        if "/AA" in d or "/OpenAction" in d or "/JS" in d or "/AcroForm" in d:
            yield "an automatic action, script or form"
        if d.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm",
                           "/ImportData", "/Hide", "/SetOCGState", "/Rendition",
                           "/Trans", "/GoTo3DView"):
            yield f"action {d['/S']}"


@row("transparency", "A 6.2.10, 6.2.5")
def _(r):
    for d in r.document.dictionaries():
        if d.get("/SMask", "/None") != "/None" or d.get("/BM", "/Normal") != "/Normal" \
                or d.get("/ca", 1) != 1 or d.get("/CA", 1) != 1 or \
                d.get("/S") == "/Transparency" or {"/TR", "/TR2", "/HTP"} & d.keys():
            yield "transparency or a transfer function"


@row("intent", "A 6.2.3")
def _(r):
    intents = r.document.array(r.document.catalog.get("/OutputIntents"))
    if len(intents) != 1:
        yield "not one output intent"
    for intent in map(r.document.entries, intents):
        if intent.get("/S") != "/GTS_PDFA1" or "/OutputConditionIdentifier" not in intent:
            yield "not an intent of PDF/A"
        profile = r.document.get(intent.get("/DestOutputProfile"))
        data = profile.data if isinstance(profile, Stream) else b""
        if len(data) < 132 or int.from_bytes(data[:4], "big") != len(data) or \
                data[36:40] != b"acsp" or data[12:16] not in (b"mntr", b"prtr") or \
                data[8] >= 5:
            yield "no ICC profile of a device"
        elif {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1}.get(data[16:20]) != \
                profile.entries.get("/N"):
            yield "/N is not the number of the profile's components"


@row("colours", "A 6.2.4.3")
def _(r):
    for page, operators in r.operators.items():
        for operator, _ in operators:
            if operator in ("k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do",
                            "BI", "gs"):
                yield f"{page}: {operator}"


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
        if code == 0 or (font.program and not font.program.has(code)):
            yield f"{shown.page}: code {code} of {font.entries.get('/BaseFont')}"


@row("width", "A 6.2.11.5; MP 31-017")
def _(r):
    for font, code, _ in r.uses():
        if font.program and font.program.has(code) and \
                abs(font.width(code) - font.program.width(code)) > 1:
            yield (f"{font.entries.get('/BaseFont')}: code {code} is {font.width(code)}, "
                   f"its glyph {font.program.width(code)}")


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


# ---- Tags ----

@row("marked", "A 6.7.2.2; MP 06-001")
def _(r):
    info = r.document.entries(r.document.catalog.get("/MarkInfo"))
    if info.get("/Marked") is not True or info.get("/Suspects"):
        yield "the catalog does not say that the file is tagged"


@row("structure-root", "A 6.7.3.3; MP 09-001")
def _(r):
    if r.root.get("/Type") != "/StructTreeRoot" or not r.elements:
        yield "no structure tree"
    for cycle in r.cycles:
        yield f"{cycle} stands in the tree twice"


@row("language", "A 6.7.4; MP 11-006")
def _(r):
    if not LANGUAGE.fullmatch(text_of(r.document.catalog.get("/Lang", "u:"))):
        yield "no language in the catalog"
    for d in r.document.dictionaries():
        if isinstance(d.get("/Lang"), str) and not LANGUAGE.fullmatch(text_of(d["/Lang"])):
            yield f"language {d['/Lang']}"


@row("display-title", "UA 7.1; MP 07-001, 07-002")
def _(r):
    preferences = r.document.entries(r.document.catalog.get("/ViewerPreferences"))
    if preferences.get("/DisplayDocTitle") is not True:
        yield "the title is not shown"


@row("all-marked", "UA 7.1; MP 01-005")
def _(r):
    for page, operator, marks in r.painted:
        if not any(m[0] == "/Artifact" or "/MCID" in m[1] for m in marks):
            yield f"{page}: {operator} outside of tags and artifacts"


@row("artifact-apart", "UA 7.1; MP 01-003, 01-004")
def _(r):
    for page, _, marks in r.painted:
        if any(m[0] == "/Artifact" for m in marks) and any("/MCID" in m[1] for m in marks):
            yield f"{page}: tagged content in an artifact, or the other way round"


@row("balanced", "ISO 32000-1, 14.6.1")
def _(r):
    for problem in r.balance:
        if "no font" not in problem:
            yield problem
    for page, operators in r.operators.items():
        inside, depth = False, 0
        for operator, _ in operators:
            if operator in ("BT", "ET"):
                if inside and depth:
                    yield f"{page}: marked content crosses the end of a text object"
                inside, depth = operator == "BT", 0
            elif inside:
                depth += (operator in ("BDC", "BMC")) - (operator == "EMC")


@row("content-once", "ISO 32000-1, 14.7.4")
def _(r):
    owned = Counter(c for e in r.elements for c in e.content)
    for content, count in owned.items():
        if count > 1:
            yield f"{content} has {count} owners"
        if content[0] not in r.marks or content[1] not in r.marks[content[0]]:
            yield f"{content} is not on its page"
    for page, ids in r.marks.items():
        for identifier, count in Counter(ids).items():
            if count > 1:
                yield f"{page}: identifier {identifier} {count} times"
            if (page, identifier) not in owned:
                yield f"{page}: identifier {identifier} has no owner"


@row("parent-tree", "ISO 32000-1, 14.7.4.4")
def _(r):
    parents = r.parents()
    for page in r.pages:
        key = r.document.entries(page).get("/StructParents")
        listed = r.document.array(parents.get(key)) if key is not None else None
        if listed is None:
            yield f"{page}: no StructParents"
            continue
        for element in r.elements:
            for owner, identifier in element.content:
                if owner == page and (identifier >= len(listed) or
                                      listed[identifier] != element.reference):
                    yield f"{page}: parent of {identifier}"
    keys = [k for k, _ in r.document.tree(r.root.get("/ParentTree"), "/Nums")]
    if keys != sorted(set(keys)):
        yield "keys not sorted"
    if keys and r.root.get("/ParentTreeNextKey", 0) <= keys[-1]:
        yield "ParentTreeNextKey"


@row("parents", "UA 7.1; ISO 32000-1, 14.7.2")
def _(r):
    for element in r.elements:
        want = element.parent.reference if element.parent \
            else r.document.catalog.get("/StructTreeRoot")
        if element.entries.get("/P") != want:
            yield f"{element.reference} {element.type}: /P"


@row("reading-order", "UA 7.2; MP 09-001")
def _(r):
    order = {page: i for i, page in enumerate(r.pages)}
    place = {(page, identifier): (order[page], i) for page, ids in r.marks.items()
             for i, identifier in enumerate(ids)}
    def leaves(element):
        for item in element.order:
            if isinstance(item, Element):
                yield from leaves(item)
            elif isinstance(item, tuple):
                yield item
    if r.elements:
        places = [place.get(c, (0, 0)) for c in leaves(r.elements[0])]
        for before, after in zip(places, places[1:]):
            if after < before:
                yield f"content {after} after {before}"


STANDARD = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 "
    "H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note "
    "Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula "
    "Form".split())


@row("standard-types", "A 6.7.3.4; MP 02-001 to 02-004")
def _(r):
    if any(name[1:] in STANDARD for name in r.document.entries(r.root.get("/RoleMap"))):
        yield "a standard type is mapped"
    for element in r.elements:
        if element.type not in STANDARD:
            yield f"{element.reference}: {element.type}"


@row("headings", "UA 7.4.2; MP 14-002, 14-003, 14-006, 14-007")
def _(r):
    deepest = 0
    for element in r.elements:
        match = re.fullmatch(r"H([1-6])", element.type)
        if match:
            level = int(match[1])
            if level > deepest + 1:
                yield f"{element.reference}: H{level} after H{deepest}"
            deepest = level
        elif element.type == "H":
            yield "H beside H1 to H6"


KIDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "Ruby": {"RB", "RT", "RP"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
}
PARENTS = {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
           "LI": {"L"}, "LBody": {"LI"}, "RB": {"Ruby"}, "RT": {"Ruby"}, "RP": {"Ruby"}}


@row("nesting", "UA 7.2; MP 09-004 to 09-006")
def _(r):
    for element in r.elements:
        kids = [k.type for k in element.kids]
        allowed = KIDS.get(element.type)
        if allowed and set(kids) - allowed:
            yield f"{element.type} holds {', '.join(sorted(set(kids) - allowed))}"
        if allowed and element.content:
            yield f"{element.type} holds content"
        wanted = PARENTS.get(element.type)
        if wanted and (not element.parent or element.parent.type not in wanted):
            yield f"{element.type} in {element.parent and element.parent.type}"
        if "Caption" in kids[1:-1] or kids.count("Caption") > 1:
            yield f"Caption within {element.type}"
        if element.type == "L" and "Caption" in kids[1:]:
            yield "Caption not first in L"


@row("table-regular", "UA 7.2; MP 15-001")
def _(r):
    for table in r.elements:
        if table.type == "Table":
            rows = [e for e in table.walk() if e.type == "TR"]
            if len({len(e.kids) for e in rows}) > 1:
                yield f"{table.reference}: rows of different length"


@row("table-headers", "UA 7.5; MP 15-003")
def _(r):
    for table in r.elements:
        if table.type != "Table":
            continue
        columns = set()
        for line in (e for e in table.walk() if e.type == "TR"):
            scopes = [k.attribute(r.document, "/Scope") for k in line.kids
                      if k.type == "TH"]
            for cell, kid in enumerate(line.kids):
                scope = kid.attribute(r.document, "/Scope")
                if kid.type == "TH" and scope not in ("/Row", "/Column", "/Both"):
                    yield f"{kid.reference}: TH without a scope"
                if scope in ("/Column", "/Both"):
                    columns.add(cell)
                if kid.type == "TD" and not {"/Row", "/Both"} & set(scopes) and \
                        cell not in columns:
                    yield f"{kid.reference}: TD without a header"


@row("list-numbering", "UA 7.6; MP 16-001")
def _(r):
    for element in r.elements:
        if element.type == "L" and any(k.type == "Lbl" for i in element.kids
                                       for k in i.kids) and \
                element.attribute(r.document, "/ListNumbering") in (None, "/None"):
            yield f"{element.reference}: labels without ListNumbering"


@row("figures", "UA 7.3; MP 13-004")
def _(r):
    for element in r.elements:
        if element.type in ("Figure", "Formula") and \
                not {"/Alt", "/ActualText"} & element.entries.keys():
            yield f"{element.reference}: {element.type} without Alt"


@row("note-ids", "UA 7.9; MP 19-003, 19-004")
def _(r):
    for element in r.elements:
        if element.type == "Note" and not element.entries.get("/ID"):
            yield f"{element.reference}: Note without ID"


@row("identifiers", "ISO 32000-1, 14.7.2")
def _(r):
    ids = {}
    for element in r.elements:
        if "/ID" in element.entries:
            key = bytes_of(element.entries["/ID"])
            if key in ids:
                yield f"{key} twice"
            ids[key] = element.reference
    tree = [(bytes_of(k), v)
            for k, v in r.document.tree(r.root.get("/IDTree"), "/Names")]
    if dict(tree) != ids:
        yield "IDTree does not hold the identifiers"
    if [k for k, _ in tree] != sorted(k for k, _ in tree):
        yield "IDTree not sorted"


# ---- Annotations and ways through the document ----

@row("annotation-tagged", "UA 7.18.1, 7.18.5; MP 28-002, 28-011")
def _(r):
    parents = r.parents()
    owners = {o: e for e in r.elements for o in e.objects}
    for page, reference, annotation in r.annotations():
        owner = owners.get(reference)
        if annotation.get("/Subtype") != "/Link":
            yield f"{reference}: annotation {annotation.get('/Subtype')}"
        elif not owner or owner.type != "Link":
            yield f"{reference}: not under a Link"
        elif parents.get(annotation.get("/StructParent")) != owner.reference:
            yield f"{reference}: StructParent"


@row("annotation-contents", "UA 7.18.5; MP 28-004, 28-012")
def _(r):
    for _, reference, annotation in r.annotations():
        if not text_of(annotation.get("/Contents", "u:")).strip():
            yield f"{reference}: no Contents"


@row("annotation-flags", "A 6.3.2")
def _(r):
    for _, reference, annotation in r.annotations():
        flags = annotation.get("/F")
        if not isinstance(flags, int) or flags & 4 == 0 or flags & (1 | 2 | 32 | 256):
            yield f"{reference}: flags {flags}"


@row("link-element", "ISO 32000-1, 14.8.4.4.2")
def _(r):
    for element in r.elements:
        if element.type == "Link" and not element.objects:
            yield f"{element.reference}: Link without annotation"


@row("tab-order", "UA 7.18.3; MP 28-009, 28-010")
def _(r):
    for page in r.pages:
        entries = r.document.entries(page)
        if r.document.array(entries.get("/Annots")) and entries.get("/Tabs") != "/S":
            yield f"{page}: Tabs"


@row("destinations", "ISO 32000-1, 12.3.2")
def _(r):
    names = r.destinations()
    targets = [a.get("/Dest") for _, _, a in r.annotations()] + \
        [o.get("/Dest") for o in r.outlines()]
    for target in targets:
        if isinstance(target, str) and bytes_of(target) not in names:
            yield f"{target} leads nowhere"
    for name, value in names.items():
        value = value.get("/D") if isinstance(value, dict) else value
        if not isinstance(value, list) or value[0] not in r.pages:
            yield f"{name} is on no page"


@row("names-sorted", "ISO 32000-1, 7.9.6")
def _(r):
    names = r.document.entries(r.document.catalog.get("/Names"))
    for tree, root in names.items():
        keys = [bytes_of(k) for k, _ in r.document.tree(root, "/Names")]
        if keys != sorted(set(keys)):
            yield tree


@row("outline", "ISO 32000-1, 12.3.3")
def _(r):
    for item in r.outlines():
        if not text_of(item.get("/Title", "u:")):
            yield "a bookmark without a title"
        if "/Type" in item:
            yield "a bookmark with a type"
        if "/Dest" not in item and "/A" not in item:
            yield "a bookmark that leads nowhere"


@row("page-labels", "ISO 32000-1, 12.4.2; MP 17")
def _(r):
    labels = list(r.document.tree(r.document.catalog.get("/PageLabels"), "/Nums"))
    if not labels or labels[0][0] != 0:
        yield "no label for the first page"


# ---- Metadata and attachments ----

@row("xmp", "A 6.6.2; UA 7.1; MP 06-002")
def _(r):
    stream = r.document.get(r.document.catalog.get("/Metadata"))
    if not isinstance(stream, Stream) or \
            stream.entries.get("/Subtype") != "/XML" or r.xmp() is None:
        yield "no XMP"
    elif re.search(rb"<\?xpacket[^>]*(bytes|encoding)=", stream.data):
        yield "obsolete attributes of the packet"


@row("xmp-pdfa", "A 6.6.4")
def _(r):
    if r.property(PDFAID + "part") not in ("2", "3") or \
            r.property(PDFAID + "conformance") != "A":
        yield "PDF/A identification"


@row("xmp-pdfua", "UA 5; MP 06-003")
def _(r):
    if r.property(PDFUAID + "part") != "1":
        yield "PDF/UA identification"


@row("xmp-extension", "A 6.6.2.3")
def _(r):
    root = r.xmp()
    schema = "{http://www.aiim.org/pdfa/ns/schema#}"
    described = {e.text for e in root.iter(schema + "namespaceURI")} \
        if root is not None else set()
    if r.property(PDFUAID + "part") and PDFUAID[1:-1] not in described:
        yield "pdfuaid is not described"


@row("xmp-title", "UA 7.1; MP 06-004")
def _(r):
    if not r.property(DC + "title"):
        yield "no title"


@row("xmp-info", "ISO 32000-1, 14.3.3; A 6.6.3")
def _(r):
    info = r.document.entries(r.document.trailer.get("/Info"))
    pairs = (("/Title", DC + "title"), ("/Author", DC + "creator"),
             ("/Subject", DC + "description"), ("/Keywords", PDF + "Keywords"),
             ("/Producer", PDF + "Producer"), ("/Creator", XMP + "CreatorTool"))
    for key, name in pairs:
        mine = text_of(info[key]) if key in info else None
        if mine != r.property(name):
            yield f"{key}: {mine!r} and {r.property(name)!r}"
    for key, name in (("/CreationDate", XMP + "CreateDate"),
                      ("/ModDate", XMP + "ModifyDate")):
        mine = re.sub(r"\D", "", text_of(info.get(key, "u:")))
        other = re.sub(r"\D", "", r.property(name) or "")
        if mine != other:
            yield f"{key}: {mine!r} and {other!r}"


@row("attachments", "A 6.8; UA 7.11; MP 21-001")
def _(r):
    names = r.document.entries(r.document.catalog.get("/Names"))
    embedded = [v for _, v in r.document.tree(names.get("/EmbeddedFiles"), "/Names")]
    associated = r.document.array(r.document.catalog.get("/AF"))
    if sorted(map(str, embedded)) != sorted(map(str, associated)):
        yield "/AF and /EmbeddedFiles differ"
    for d in r.specifications():
        if not text_of(d.get("/F", "u:")) or not text_of(d.get("/UF", "u:")):
            yield "a file specification without F or UF"
        if d.get("/AFRelationship") not in ("/Source", "/Data", "/Alternative",
                                            "/Supplement", "/Unspecified"):
            yield "AFRelationship"
        stream = r.document.get(r.document.entries(d["/EF"]).get("/F"))
        if not isinstance(stream, Stream) or not re.fullmatch(
                r"/[-\w+.]+/[-\w+.]+", stream.entries.get("/Subtype", "")):
            yield "no MIME type"
            continue
        parameters = r.document.entries(stream.entries.get("/Params"))
        if parameters.get("/Size") != len(stream.data) or \
                bytes_of(parameters.get("/CheckSum", "b:")) != \
                hashlib.md5(stream.data).digest():
            yield "size or checksum of an attachment"


@row("attachments-part", "ISO 19005-2, 6.8")
def _(r):
    if r.property(PDFAID + "part") == "2" and r.specifications():
        yield "PDF/A-2 with an attachment of any type"


def violations(document):
    """(row, norm, description) of all that is wrong, each row cut at ten."""
    reading = Reading(document)
    for name, norm, function in ROWS:
        for i, problem in enumerate(function(reading)):
            if i == 10:
                break
            yield name, norm, problem


def main():
    faults = 0
    for path in sys.argv[1:]:
        for name, norm, problem in violations(Document.read(path)):
            print(f"{path}: {name} ({norm}): {problem}")
            faults += 1
    if len(sys.argv) < 2:
        print(__doc__)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
