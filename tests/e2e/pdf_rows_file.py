"""Rows about the file, its pages and what they paint."""

import re

from pdf_model import Stream, bytes_of, text_of
from pdf_reading import row


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


def values_within(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from values_within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from values_within(inner)
    else:
        yield value


STRING_MAX = 32767
NAME_MAX = 127
OBJECTS_MAX = 8388607
NESTED_STATES_MAX = 28


@row("limits", "A 6.1.8, 6.1.13")
def _(r):
    operands = (v for ops in r.operators.values() for _, o in ops for v in values_within(o))
    for value in [v for d in r.document.dictionaries() for v in values_within(d)] + \
            list(operands):
        if isinstance(value, str) and value.startswith("/"):
            if len(value.encode()) > NAME_MAX + 1 or not value.isascii():
                yield f"name {value[:40]}"
        elif isinstance(value, str) and value[:2] in ("u:", "b:"):
            if len(bytes_of(value)) > STRING_MAX or \
                    2 * len(text_of(value)) + 2 > STRING_MAX:
                yield f"string {value[:40]}"
        elif isinstance(value, bytes) and len(value) > STRING_MAX:
            yield "string in a content stream"
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and \
                (abs(value) > 2 ** 31 - 1 or 0 < abs(value) < 1.175e-38):
            yield f"number {value}"
    if len(r.document.objects) > OBJECTS_MAX:
        yield "too many objects"
    for page, operators in r.operators.items():
        depth = 0
        for operator, _ in operators:
            depth += (operator == "q") - (operator == "Q")
            if depth > NESTED_STATES_MAX:
                yield f"{page}: q nested too deep"


@row("page-size", "A 6.1.13")
def _(r):
    for page in r.pages:
        entries = r.document.entries(page)
        for key in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            box = r.document.array(entries.get(key))
            if (key == "/MediaBox" or box) and not (
                    len(box) == 4 and 3 <= abs(box[2] - box[0]) <= 14400 and
                    3 <= abs(box[3] - box[1]) <= 14400):
                yield f"{page}: {key} {box}"


@row("written", "A 6.1.4, 6.1.7.1, 6.1.9")
def _(r):
    """The objects one behind the other, as their bytes stand in the file."""
    data = r.document.data
    at = data.find(b"\n", data.find(b"\n") + 1) + 1
    end = data.rfind(b"startxref")
    while 0 < at < end:
        # A linearized file has a second cross-reference within, and room kept for it.
        head = re.compile(rb"(?: *\n)*(?:startxref\n\d+\n%%EOF\n)?(?: *\n)*(?:%[^\n]*\n)*"
                          rb"(\d+) (\d+) obj\n").match(data, at)
        if not head and not data[at:end].strip():
            return
        if not head:
            yield f"no object at {at}: {data[at:at + 20]}"
            return
        stream = re.compile(rb"(.*?)(>>\s*stream\n|\nendobj\n)", re.S).match(
            data, head.end())
        if not stream:
            yield f"object {head[1].decode()} does not end"
            return
        at = stream.end()
        if stream[2].endswith(b"stream\n"):
            length = re.search(rb"/Length (\d+)(?! \d+ R)", stream[1] + b">>")
            at += int(length[1]) if length else 0
            tail = re.compile(rb"\n?endstream\nendobj\n").match(data, at)
            if not length or not tail or not tail.group().startswith(b"\n"):
                yield f"the length of stream {head[1].decode()} is not its own"
                return
            at = tail.end()


@row("hex-strings", "A 6.1.6")
def _(r):
    held = [s.data for s in r.document.streams() if s.entries.get("/Type") == "/ObjStm"]
    for data in held + [r.document.contents(p) for p in r.pages]:
        data = re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", data, flags=re.S)
        for digits in re.findall(rb"(?<!<)<(?!<)([^>]*)>", data):
            if len(re.sub(rb"\s", b"", digits)) % 2 or re.search(rb"[^0-9A-Fa-f\s]", digits):
                yield f"<{digits[:20].decode('latin-1')}>"


# What this kind of file is made of. Whatever else might come in (images, forms, layers,
# signatures, other actions) has conditions of its own, which no row here looks at: so
# its coming in is itself a violation.
KINDS = {
    "catalog": set("/Type /Pages /MarkInfo /Lang /ViewerPreferences /StructTreeRoot "
                   "/Metadata /OutputIntents /PageLabels /PageMode /Outlines /Names /AF "
                   "/Version".split()),
    "names": {"/Dests", "/EmbeddedFiles"},
    "page": set("/Type /Parent /MediaBox /Resources /Contents /StructParents /Annots "
                "/Tabs".split()),
    "resources": {"/Font"},
    "annotation": set("/Type /Subtype /F /Border /Rect /StructParent /Contents /Dest /A "
                      "/P".split()),
    "descriptor": set("/Type /FontName /Flags /FontBBox /ItalicAngle /Ascent /Descent "
                      "/CapHeight /StemV /FontFile2 /FontFile3".split()),
    "intent": set("/Type /S /OutputConditionIdentifier /OutputCondition /RegistryName "
                  "/Info /DestOutputProfile".split()),
    "operators": set("BT ET Tf Td Tm Tj TJ Tz Tr BDC BMC EMC re f q Q".split()),
}


@row("kinds", "A 6.2.2 to 6.2.9, 6.3.3, 6.4, 6.9, 6.10, 6.11; UA 7.10, 7.15, 7.18, 7.20")
def _(r):
    document = r.document
    resources = [document.entries(document.entries(p).get("/Resources")) for p in r.pages]
    found = {
        "catalog": [document.catalog],
        "names": [document.entries(document.catalog.get("/Names"))],
        "page": [document.entries(p) for p in r.pages],
        "resources": resources,
        "annotation": [a for _, _, a in r.annotations()],
        "descriptor": [f.descriptor for f in r.fonts.values() if f],
        "intent": [document.entries(i) for i in
                   document.array(document.catalog.get("/OutputIntents"))],
        "operators": [{o: None for o, _ in ops} for ops in r.operators.values()],
    }
    for kind, items in found.items():
        for item in items:
            for key in item.keys() - KINDS[kind]:
                yield f"{kind}: {key}"
    for d in document.dictionaries():
        if d.get("/Subtype") in ("/Image", "/Form", "/PS", "/Type1", "/TrueType", "/Type3",
                                 "/MMType1"):
            yield f"an object {d['/Subtype']}"


@row("actions", "A 6.5, 6.4")
def _(r):
    for d in r.document.dictionaries():
        if "/AA" in d or "/OpenAction" in d or "/JS" in d or "/AcroForm" in d:
            yield "an automatic action, script or form"
        if d.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm",
                           "/ImportData", "/Hide", "/SetOCGState", "/Rendition",
                           "/Trans", "/GoTo3DView"):
            yield f"action {d['/S']}"
        if d.get("/S") == "/Named" and d.get("/N") not in (
                "/NextPage", "/PrevPage", "/FirstPage", "/LastPage"):
            yield f"action {d.get('/N')}"


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
