"""Rows about the structure, annotations and ways through the document."""

import re
from collections import Counter

from pdf_model import bytes_of, text_of
from pdf_reading import Element, row

LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


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
    for shown in r.shown:
        for _, properties in shown.marks:
            language = properties.get("/Lang", b"und")
            if not isinstance(language, bytes) or \
                    not LANGUAGE.fullmatch(language.decode("latin-1")):
                yield f"{shown.page}: language {language}"


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
            yield "H, where H1 to H6 are used"


KIDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "Ruby": {"RB", "RT", "RP"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TOC": {"TOC", "TOCI", "Caption"},
}
PARENTS = {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
           "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TOCI": {"TOC"},
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
        if element.type in ("L", "TOC") and "Caption" in kids[1:]:
            yield f"Caption not first in {element.type}"
        if kids.count("THead") > 1 or kids.count("TFoot") > 1:
            yield "two heads or feet of a table"
        if {"THead", "TFoot"} & set(kids) and "TBody" not in kids:
            yield "a head or foot without a body"


@row("table-regular", "UA 7.2; MP 15-001")
def _(r):
    for table in r.elements:
        if table.type == "Table":
            rows = [e for e in table.walk() if e.type == "TR"]
            if len({len(e.kids) for e in rows}) > 1:
                yield f"{table.reference}: rows of different length"
            for cell in table.walk():
                if cell.attribute(r.document, "/RowSpan") or \
                        cell.attribute(r.document, "/ColSpan"):
                    yield f"{cell.reference}: a span, which this row cannot judge"


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
    seen = set()
    for element in r.elements:
        if element.type != "Note":
            continue
        key = element.entries.get("/ID")
        if not key or key in seen:
            yield f"{element.reference}: Note without an ID of its own"
        seen.add(key)


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
