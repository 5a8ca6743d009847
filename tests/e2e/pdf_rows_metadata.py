"""Rows about metadata and attachments."""

import hashlib
import re

from pdf_model import Stream, bytes_of, text_of
from pdf_reading import row
from pdf_rows_tags import LANGUAGE

DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"


# ---- Metadata and attachments ----

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"


@row("xmp", "A 6.6.2.1; UA 7.1; MP 06-002")
def _(r):
    stream = r.document.get(r.document.catalog.get("/Metadata"))
    if not isinstance(stream, Stream) or \
            stream.entries.get("/Subtype") != "/XML" or r.xmp() is None:
        yield "no XMP"
    elif re.search(rb"<\?xpacket[^>]*(bytes|encoding)=", stream.data):
        yield "obsolete attributes of the packet"
    elif not re.match(rb"<\?xpacket begin=.\xef\xbb\xbf", stream.data):
        yield "not UTF-8"


@row("xmp-pdfa", "A 6.6.4")
def _(r):
    if r.property(PDFAID + "part") not in ("2", "3") or \
            r.property(PDFAID + "conformance") != "A":
        yield "PDF/A identification"
    yield from wrong_prefixes(r, PDFAID, "pdfaid")


@row("xmp-pdfua", "UA 5; MP 06-003")
def _(r):
    if r.property(PDFUAID + "part") != "1":
        yield "PDF/UA identification"
    yield from wrong_prefixes(r, PDFUAID, "pdfuaid")


def elements_of(r, namespace):
    root = r.xmp()
    return [] if root is None else [e for e in root.iter() if isinstance(e.tag, str)
                                    and e.tag.startswith(namespace)]


def wrong_prefixes(r, namespace, prefix):
    for element in elements_of(r, namespace):
        if element.prefix != prefix:
            yield f"{element.tag} has the prefix {element.prefix}"


def is_date(text):
    return re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?",
                        text or "")


# The form of a value (an array of which kind, or a simple one) and what its text is like.
PREDEFINED = {
    DC + "format": (None, bool), DC + "title": ("Alt", bool),
    DC + "creator": ("Seq", bool), DC + "description": ("Alt", bool),
    DC + "language": ("Bag", LANGUAGE.fullmatch), DC + "date": ("Seq", is_date),
    PDF + "Keywords": (None, bool), PDF + "Producer": (None, bool),
    XMP + "CreatorTool": (None, bool), XMP + "CreateDate": (None, is_date),
    XMP + "ModifyDate": (None, is_date), XMP + "MetadataDate": (None, is_date),
    PDFAID + "part": (None, str.isdigit), PDFAID + "conformance": (None, bool),
    PDFUAID + "part": (None, str.isdigit), EXTENSION + "schemas": ("Bag", None),
}


@row("xmp-known", "A 6.6.2.3.1")
def _(r):
    for description in elements_of(r, RDF + "Description"):
        for element in description:
            if element.tag not in PREDEFINED:
                yield f"{element.tag} is in no schema"
                continue
            array, test = PREDEFINED[element.tag]
            items = list(element)
            if array is None and items or array is not None and \
                    [i.tag for i in items] != [RDF + array]:
                yield f"{element.tag} is no {array or 'simple value'}"
                continue
            for text in [element.text] if array is None else \
                    [li.text for li in items[0]] if test else []:
                if not test(text or ""):
                    yield f"{element.tag}: {text!r}"


# Fields of a description and what they hold (ISO 19005-3, 6.6.2.3.3).
FIELDS = {SCHEMA: {"schema": None, "namespaceURI": None, "prefix": None, "property": "Seq"},
          PROPERTY: {"name": None, "valueType": None, "category": None,
                     "description": None}}


def described(owner, namespace, prefix):
    fields = FIELDS[namespace]
    for element in owner:
        name = element.tag[len(namespace):] if element.tag.startswith(namespace) else None
        if name not in fields or element.prefix != prefix:
            yield f"{element.tag} ({element.prefix}) describes nothing"
        elif fields[name] is None and (len(element) or not element.text):
            yield f"{element.tag} is no text"
        elif fields[name] and [e.tag for e in element] != [RDF + fields[name]]:
            yield f"{element.tag} is no {fields[name]}"
    for name in fields:
        if owner.find(namespace + name) is None:
            yield f"no {name}"


@row("xmp-extension", "A 6.6.2.3")
def _(r):
    yield from wrong_prefixes(r, EXTENSION, "pdfaExtension")
    known = set()
    for schemas in elements_of(r, EXTENSION + "schemas"):
        for schema in schemas.findall(RDF + "Bag/" + RDF + "li"):
            yield from described(schema, SCHEMA, "pdfaSchema")
            uri = schema.findtext(SCHEMA + "namespaceURI")
            for item in schema.iterfind(f"{SCHEMA}property/{RDF}Seq/{RDF}li"):
                yield from described(item, PROPERTY, "pdfaProperty")
                known.add(f"{{{uri}}}{item.findtext(PROPERTY + 'name')}")
                if item.findtext(PROPERTY + "category") not in ("internal", "external"):
                    yield "a category that there is not"
                if item.findtext(PROPERTY + "valueType") not in ("Integer", "Text"):
                    yield "a type of value that is not defined"
    for element in elements_of(r, PDFUAID):
        if element.tag not in known:
            yield f"{element.tag} is not described"


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
