#!/usr/bin/env python3
"""Breaks a well-formed PDF in one place at a time: each row of pdf_conformance.py must
see its own break, and the file as it was must pass. Then reads the file with other
programs.

Usage: pdf_conformance_test.py PDF_FIXTURE [FOLDER]

PDF_FIXTURE is the program that writes the file. With a folder, the broken files are
written there and nothing is tested.
"""

import base64
import copy
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pdf_conformance import ROWS, Reading, violations
from pdf_model import Document

# Rules of veraPDF's profiles.
RULES = {"3a": 155, "ua1": 106}

# The text of the fixture in order, without white space.
TEXT = ("第1回会合(議事概要)令和7年9月19日、葛\U000e0100飾区の葛飾区役所4号館でNISCが開いた。"
        "○第1回会合は2025年に○サイバー①㈱髙﨑、𠮷田"
        "詳しくはhttps://example.jp/を見よ。この段落は次のページへ続く。"
        "髙﨑一郎株式会社ABC部長𠮷田二郎（注）第1回は3時間半。")
# What the odd forms add, where readers put ActualText in the place of a word joiner.
ODD = "難\ue000別縦書き、1"
JOINER = "\u2060"
FURNITURE = ("議事概要第1回", "-1-", "-2-")
# What must be found by search as it is written: no space in a Japanese–Latin gap, none
# in a line that is spread.
WHOLE = ("第1回会合", "令和7年9月19日", "葛飾区役所4号館でNISCが開いた", "2025年に",
         "詳しくはhttps://example.jp/を見よ", "第1回は3時間半")


class Broken(Document):
    """A copy whose objects may be changed."""

    def __init__(self, document):
        super().__init__(document.data, {"qpdf": [None, copy.deepcopy(document.objects)]})

    def find(self, test):
        for entry in self.objects.values():
            d = entry["stream"]["dict"] if "stream" in entry else entry["value"]
            if isinstance(d, dict) and test(d):
                return d
        raise LookupError("nothing to break")

    def element(self, kind, nth=0):
        found = [d["value"] for d in self.objects.values() if "value" in d
                 and isinstance(d["value"], dict) and d["value"].get("/S") == "/" + kind
                 and "/P" in d["value"]]
        return found[nth]

    def stream(self, reference):
        return self.objects["obj:" + reference]["stream"]

    def edit(self, reference, old, new, count=1):
        stream = self.stream(reference)
        data = base64.b64decode(stream["data"])
        if not re.search(old, data, re.S):
            raise LookupError(f"no {old} to break")
        stream["data"] = base64.b64encode(re.sub(old, new, data, count, re.S)).decode()

    def content(self, old, new, page=0, count=1):
        self.edit(self.entries(self.pages()[page])["/Contents"], old, new, count)

    def xmp(self, old, new, count=1):
        self.edit(self.catalog["/Metadata"], old, new, count)

    def unicode(self, old, new, name="BIZ"):
        self.edit(self.find(lambda d: d.get("/Subtype") == "/Type0" and
                            name in d["/BaseFont"])["/ToUnicode"], old, new)

    def descendant(self, name="BIZ"):
        return self.find(lambda d: "/CIDSystemInfo" in d and name in d["/BaseFont"])

    def descriptor(self, name="BIZ"):
        return self.find(lambda d: d.get("/Type") == "/FontDescriptor" and
                         name in d["/FontName"])

    def annotation(self):
        return self.find(lambda d: d.get("/Type") == "/Annot")

    def page(self, nth=0):
        return self.entries(self.pages()[nth])

    def number(self, nums, key, value):
        nums[nums.index(key) + 1] = value


def data(change):
    def apply(d):
        d.data = change(d.data)
    return apply


def content_edit(old, new):
    return lambda d: d.content(old, new)


class Many(dict):
    def __len__(self):
        return 8388608


def add_stream(d, entries, data=b"\0"):
    d.objects["obj:9999 0 R"] = {"stream": {"dict": entries,
                                            "data": base64.b64encode(data).decode()}}
    return "9999 0 R"


def add_captions(d, kind, *places):
    """Captions among the kids of the first element of that kind."""
    owner = d.element(kind)
    reference = next(k[4:] for k, v in d.objects.items() if v.get("value") is owner)
    owner["/K"] = list(d.array(owner["/K"]))
    for nth, place in enumerate(places):
        d.objects[f"obj:{9000 + nth} 0 R"] = {"value": {"/S": "/Caption", "/P": reference}}
        owner["/K"].insert(place, f"{9000 + nth} 0 R")


# What it is called, the row that must see it, and how it is made.
BREAKS = [
    ("no-binary-comment", "header", data(lambda b: b.replace(b"%PDF-1.7\n%", b"%PDF-1.7\n", 1))),
    ("more-after-end", "end", data(lambda b: b + b"more")),
    ("no-id", "id", lambda d: d.trailer.pop("/ID")),
    ("encrypted", "encryption", lambda d: d.trailer.update({"/Encrypt": {}})),
    ("lzw", "filters", lambda d: d.stream(d.page()["/Contents"])["dict"].update(
        {"/Filter": "/LZWDecode"})),
    ("long-string", "limits", lambda d: d.annotation().update({"/Contents": "u:" + "x" * 70000})),
    ("open-action", "actions", lambda d: d.catalog.update({"/OpenAction": [d.pages()[0], "/Fit"]})),
    ("javascript", "actions", lambda d: d.annotation().update({"/A": {"/S": "/JavaScript"}})),
    ("transparency", "transparency", lambda d: d.page().update({"/Group": {"/S": "/Transparency"}})),
    ("no-intent", "intent", lambda d: d.catalog.pop("/OutputIntents")),
    ("four-components", "intent", lambda d: d.stream(d.find(lambda o: o.get("/S") == "/GTS_PDFA1")
                                  ["/DestOutputProfile"])["dict"].update({"/N": 4})),
    ("cmyk", "colours", content_edit(rb"BT\n", b"BT\n0 0 0 1 k\n")),
    ("no-truetype", "font-embedded", lambda d: d.descriptor().pop("/FontFile2")),
    ("no-cff", "font-embedded", lambda d: d.descriptor("Noto").pop("/FontFile3")),
    ("no-cid-map", "font-dictionary", lambda d: d.descendant().pop("/CIDToGIDMap")),
    ("no-stem", "font-dictionary", lambda d: d.descriptor().pop("/StemV")),
    ("other-font-name", "font-names", lambda d: d.descriptor().update({"/FontName": "/BIZUDMincho"})),
    ("no-such-glyph", "glyph-present", content_edit(rb"\[\([^)]", b"[(\x7f")),
    ("narrow-width", "width", lambda d: d.descendant()["/W"].__setitem__(1, [333])),
    ("wide-default", "width", lambda d: d.descendant("Noto").update({"/DW": 900})),
    ("unmapped", "unicode", lambda d: d.unicode(rb"\d+ beginbfchar\n<....><....>\n", b"beginbfchar\n")),
    ("unmapped-cff", "unicode", lambda d: d.unicode(rb"endbfchar", b"", "Noto")),
    ("byte-order-mark", "unicode-values", lambda d: d.unicode(rb"(\n<....>)<....>", rb"\1<FEFF>")),
    ("private-use", "private-use", lambda d: d.unicode(rb"(\n<....>)<....>", rb"\1<E123>")),
    ("inherited-resources", "resources", lambda d: d.page().pop("/Resources")),
    ("not-marked", "marked", lambda d: d.catalog.pop("/MarkInfo")),
    ("no-structure", "structure-root", lambda d: d.catalog.pop("/StructTreeRoot")),
    ("bad-language", "language", lambda d: d.catalog.update({"/Lang": "u:Japanese language"})),
    ("no-display-title", "display-title", lambda d: d.catalog.pop("/ViewerPreferences")),
    ("furniture-unmarked", "all-marked", content_edit(rb"/Artifact<</Type/Layout>>BDC(.*?)EMC\n", rb"\1")),
    ("text-unmarked", "all-marked", content_edit(rb"/P<</MCID \d+>>", rb"/P<<>>")),
    ("tags-in-artifact", "artifact-apart", content_edit(rb"(/P<</MCID \d+>>BDC)(.*?EMC)",
                                    rb"/Artifact BMC \1\2 EMC")),
    ("mark-not-ended", "balanced", content_edit(rb"EMC", b"")),
    ("mark-crosses-text", "balanced", content_edit(rb"EMC\nET", b"ET\nEMC")),
    ("twice-owned", "content-once", content_edit(rb"/P<</MCID 1>>", rb"/P<</MCID 0>>")),
    ("no-owner", "content-once", lambda d: d.element("P").pop("/K")),
    ("no-struct-parents", "parent-tree", lambda d: d.page().pop("/StructParents")),
    ("parent-keys", "parent-tree", lambda d: d.entries(d.entries(d.catalog["/StructTreeRoot"])[
        "/ParentTree"])["/Nums"].__setitem__(0, 7)),
    ("wrong-parent", "parents", lambda d: d.element("P").update({"/P": d.pages()[0]})),
    ("reversed", "reading-order", lambda d: d.element("Sect")["/K"].reverse()),
    ("unknown-type", "standard-types", lambda d: d.element("P").update({"/S": "/Absatz"})),
    ("skipped-heading", "headings", lambda d: d.element("H1").update({"/S": "/H2"})),
    ("paragraph-in-list", "nesting", lambda d: d.element("LI").update({"/S": "/P"})),
    ("paragraph-in-row", "nesting", lambda d: d.element("TD").update({"/S": "/P"})),
    ("short-row", "table-regular", lambda d: d.element("TR")["/K"].pop()),
    ("no-scope", "table-headers", lambda d: d.element("TH").pop("/A")),
    ("no-header", "table-headers", lambda d: d.element("TH").update({"/S": "/TD"})),
    ("no-numbering", "list-numbering", lambda d: d.element("L").pop("/A")),
    ("figure", "figures", lambda d: d.element("P").update({"/S": "/Figure"})),
    ("note-without-id", "note-ids", lambda d: d.element("Note").pop("/ID")),
    ("same-id", "identifiers", lambda d: d.element("P").update({"/ID": "u:s1"})),
    ("link-as-span", "annotation-tagged", lambda d: d.element("Link").update({"/S": "/Span"})),
    ("no-struct-parent", "annotation-tagged", lambda d: d.annotation().pop("/StructParent")),
    ("no-contents", "annotation-contents", lambda d: d.annotation().pop("/Contents")),
    ("hidden", "annotation-flags", lambda d: d.annotation().update({"/F": 2})),
    ("link-without-annotation", "link-element", lambda d: d.element("P").update({"/S": "/Link"})),
    ("no-tabs", "tab-order", lambda d: d.page().pop("/Tabs")),
    ("leads-nowhere", "destinations", lambda d: d.find(lambda o: o.get("/Dest") == "u:s1").update(
        {"/Dest": "u:gone"})),
    ("unsorted", "names-sorted", lambda d: d.find(lambda o: "u:s1" in o.get("/Names", ()) and
                                      "u:p-2" in o["/Names"])["/Names"].__setitem__(
                                          0, "u:z")),
    ("outline-type", "outline", lambda d: d.find(lambda o: "/Title" in o and "/Dest" in o).update(
        {"/Type": "/Outlines"})),
    ("no-labels", "page-labels", lambda d: d.catalog.pop("/PageLabels")),
    ("no-metadata", "xmp", lambda d: d.catalog.pop("/Metadata")),
    ("packet-bytes", "xmp", lambda d: d.xmp(rb"<\?xpacket begin", rb'<?xpacket bytes="9" begin')),
    ("conformance-b", "xmp-pdfa", lambda d: d.xmp(rb"conformance>A<", rb"conformance>B<")),
    ("ua-part-2", "xmp-pdfua", lambda d: d.xmp(rb"<pdfuaid:part>1", rb"<pdfuaid:part>2")),
    ("undescribed", "xmp-extension", lambda d: d.xmp(rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>",
                                      b"")),
    ("no-title", "xmp-title", lambda d: d.xmp(rb"<dc:title>.*</dc:title>", b"")),
    ("other-title", "xmp-info", lambda d: d.entries(d.trailer["/Info"]).update({"/Title": "u:other"})),
    ("other-date", "xmp-info", lambda d: d.xmp(rb"CreateDate>2025", rb"CreateDate>2026")),
    ("not-associated", "attachments", lambda d: d.catalog.pop("/AF")),
    ("no-relationship", "attachments", lambda d: d.find(lambda o: "/EF" in o).pop("/AFRelationship")),
    ("wrong-size", "attachments", lambda d: d.find(lambda o: "/CheckSum" in o.get("/Params", {}))[
        "/Params"].update({"/Size": 1})),
    ("attachment-in-part-2", "attachments-part", lambda d: d.xmp(rb"<pdfaid:part>3", rb"<pdfaid:part>2")),

    # The bytes of the file.
    ("minor-version", "header", data(lambda b: b.replace(b"%PDF-1.7", b"%PDF-2.0", 1))),
    ("old-table", "written", data(lambda b: b.replace(
        b"startxref", b"xref \n0 1\n0000000000 65535 f \nstartxref", 1))),
    ("spaces-in-head", "written", data(lambda b: re.sub(rb"\n(\d+) 0 obj\n", rb"\n\1  0 obj\n",
                                                       b, count=1))),
    ("wrong-length", "written", data(lambda b: re.sub(rb"/Length (\d)", rb"/Length 1\1", b,
                                                     count=1))),
    ("no-end-of-line", "written", data(lambda b: b.replace(b"\nendstream", b"endstream", 1))),
    ("odd-hex", "hex-strings", content_edit(rb"ET\n$", b"/Artifact<</X<ABC>>>BDC EMC\nET\n")),
    ("no-hex", "hex-strings", content_edit(rb"ET\n$", b"/Artifact<</X<ABXY>>>BDC EMC\nET\n")),
    ("file-elsewhere", "filters", lambda d: d.stream(d.page()["/Contents"])["dict"].update(
        {"/F": "u:elsewhere"})),
    ("long-name", "limits", lambda d: d.annotation().update({"/" + "N" * 128: 1})),
    ("foreign-name", "limits", lambda d: d.element("P").update({"/S": "/\u6bb5"})),
    ("large-integer", "limits", lambda d: d.annotation().update({"/F": 2 ** 31 + 4})),
    ("small-real", "limits", content_edit(
        rb"ET\n$", b"ET\n0." + b"0" * 40 + b"1 Tz\n")),
    ("deep-states", "limits", content_edit(rb"BT\n", b"q " * 29 + b"Q " * 29 + b"BT\n")),
    ("small-page", "page-size", lambda d: d.page().update({"/MediaBox": [0, 0, 2, 842]})),

    ("many-objects", "limits", lambda d: setattr(d, "objects", Many(d.objects))),

    # What the file is not made of.
    ("unknown-operator", "kinds", content_edit(rb"BT\n", b"BX zz EX\nBT\n")),
    ("image", "kinds", lambda d: d.entries(d.page()["/Resources"]).update(
        {"/XObject": {"/I": add_stream(d, {"/Type": "/XObject", "/Subtype": "/Image",
                                           "/Width": 1, "/Height": 1})}})),
    ("graphics-state", "kinds", lambda d: d.entries(d.page()["/Resources"]).update(
        {"/ExtGState": {"/G": {"/TR": "/Identity"}}})),
    ("rendering-intent", "kinds", content_edit(rb"BT\n", b"/Brilliant ri\nBT\n")),
    ("inline-image", "kinds", content_edit(rb"BT\n", b"BI /F /LZW ID x EI\nBT\n")),
    ("spot-colour", "kinds", lambda d: d.entries(d.page()["/Resources"]).update(
        {"/ColorSpace": {"/C": ["/Separation", "/Gold", "/DeviceGray", {}]}})),
    ("simple-font", "font-embedded", lambda d: d.find(
        lambda o: o.get("/Subtype") == "/Type0").update({"/Subtype": "/TrueType"})),
    ("form-fields", "kinds", lambda d: d.catalog.update({"/AcroForm": {"/Fields": []}})),
    ("layers", "kinds", lambda d: d.catalog.update({"/OCProperties": {"/D": {}}})),
    ("permissions", "kinds", lambda d: d.catalog.update({"/Perms": {"/UR": {}}})),
    ("requirements", "kinds", lambda d: d.catalog.update({"/Requirements": []})),
    ("needs-rendering", "kinds", lambda d: d.catalog.update({"/NeedsRendering": True})),
    ("presentations", "kinds", lambda d: d.entries(d.catalog["/Names"]).update(
        {"/AlternatePresentations": {"/Names": []}})),
    ("presentation-steps", "kinds", lambda d: d.page().update({"/PresSteps": {}})),
    ("named-action", "actions", lambda d: d.annotation().update(
        {"/A": {"/S": "/Named", "/N": "/Print"}})),
    ("rendition", "actions", lambda d: d.annotation().update(
        {"/A": {"/S": "/Rendition", "/R": {"/S": "/MR", "/C": {"/S": "/MCD"}}}})),
    ("catalog-actions", "actions", lambda d: d.catalog.update({"/AA": {}})),
    ("page-actions", "actions", lambda d: d.page().update({"/AA": {}})),
    ("appearance", "kinds", lambda d: d.annotation().update({"/AP": {"/D": {}}})),
    ("other-intent", "kinds", lambda d: d.find(lambda o: o.get("/S") == "/GTS_PDFA1").update(
        {"/DestOutputProfileRef": {}})),
    ("no-profile", "intent", lambda d: d.stream(d.find(
        lambda o: o.get("/S") == "/GTS_PDFA1")["/DestOutputProfile"]).update(
            {"data": base64.b64encode(b"\0" * 200).decode()})),
    ("rgb-alone", "intent", lambda d: (d.content(rb"BT\n", b"0 0 0 rg\nBT\n"),
                                       d.catalog.pop("/OutputIntents"))),
    ("two-intents", "intent", lambda d: d.catalog["/OutputIntents"].append(
        {"/S": "/GTS_PDFX"})),

    # Fonts.
    ("no-font-type", "font-dictionary", lambda d: d.descendant().pop("/Type")),
    ("no-font-name", "font-names", lambda d: d.descendant().pop("/BaseFont")),
    ("other-font-kind", "font-dictionary", lambda d: d.descendant().update(
        {"/Subtype": "/CIDFontType1"})),
    ("other-encoding", "font-dictionary", lambda d: d.find(
        lambda o: o.get("/Subtype") == "/Type0").update({"/Encoding": "/UniJIS-UCS4-H"})),
    ("other-program", "font-dictionary", lambda d: d.stream(
        d.descriptor("Noto")["/FontFile3"])["dict"].update({"/Subtype": "/Type2C"})),
    ("cid-set", "cid-set", lambda d: d.descriptor().update(
        {"/CIDSet": add_stream(d, {}, b"\x80")})),
    ("notdef", "glyph-present", content_edit(rb"\[\([^\\)][^\\)]", b"[(\\000\\000")),

    # Tags.
    ("role-map", "standard-types", lambda d: d.entries(d.catalog["/StructTreeRoot"]).update(
        {"/RoleMap": {"/P": "/Absatz", "/Absatz": "/P"}})),
    ("suspects", "marked", lambda d: d.catalog["/MarkInfo"].update({"/Suspects": True})),
    ("no-language", "language", lambda d: d.catalog.pop("/Lang")),
    ("bad-language-within", "language", lambda d: d.element("P").update(
        {"/Lang": "u:Japanese language"})),
    ("no-parent", "parents", lambda d: d.element("P").pop("/P")),
    ("lonely-row", "nesting", lambda d: d.element("Table").update({"/S": "/Div"})),
    ("table-body", "nesting", lambda d: d.element("TR").update({"/S": "/TBody"})),
    ("paragraph-in-item", "nesting", lambda d: d.element("LBody").update({"/S": "/P"})),
    ("table-head", "nesting", lambda d: d.element("TR").update({"/S": "/THead"})),
    ("lonely-head", "nesting", lambda d: d.element("Sect").update({"/S": "/THead"})),
    ("lonely-body", "nesting", lambda d: d.element("Sect").update({"/S": "/TBody"})),
    ("lonely-foot", "nesting", lambda d: d.element("Sect").update({"/S": "/TFoot"})),
    ("table-foot", "nesting", lambda d: d.element("TR").update({"/S": "/TFoot"})),
    ("two-heads", "nesting", lambda d: [d.element("TR").update({"/S": "/THead"})
                                        for _ in range(2)]),
    ("two-feet", "nesting", lambda d: [d.element("TR").update({"/S": "/TFoot"})
                                       for _ in range(2)]),
    ("cell-alone", "nesting", lambda d: d.element("TR").update({"/S": "/Div"})),
    ("item-alone", "nesting", lambda d: d.element("L").update({"/S": "/Div"})),
    ("body-alone", "nesting", lambda d: d.element("LI").update({"/S": "/Div"})),
    ("caption-within", "nesting", lambda d: add_captions(d, "Table", 1)),
    ("two-captions", "nesting", lambda d: add_captions(d, "Table", 0, 0)),
    ("caption-last", "nesting", lambda d: add_captions(d, "L", 9)),
    ("contents-item", "nesting", lambda d: d.element("P").update({"/S": "/TOCI"})),
    ("contents", "nesting", lambda d: d.element("Sect").update({"/S": "/TOC"})),
    ("contents-caption", "nesting", lambda d: (d.element("L").update({"/S": "/TOC"}),
                                               add_captions(d, "TOC", 9))),
    ("span", "table-regular", lambda d: d.element("TD").update(
        {"/A": {"/O": "/Table", "/RowSpan": 2, "/ColSpan": 2}})),
    ("heading-without-level", "headings", lambda d: d.element("H1").update({"/S": "/H"})),
    ("formula", "figures", lambda d: d.element("P").update({"/S": "/Formula"})),
    ("same-note-id", "note-ids", lambda d: d.element("P").update(
        {"/S": "/Note", "/ID": d.element("Note")["/ID"]})),
    ("note-annotation", "annotation-tagged", lambda d: d.annotation().update(
        {"/Subtype": "/Square"})),
    ("unknown-annotation", "annotation-tagged", lambda d: d.annotation().update(
        {"/Subtype": "/Movie"})),
    ("no-flags", "annotation-flags", lambda d: d.annotation().pop("/F")),

    # Metadata and attachments.
    ("broken-packet", "xmp", lambda d: d.xmp(rb"</rdf:RDF>", b"")),
    ("packet-encoding", "xmp", lambda d: d.xmp(rb"<\?xpacket begin",
                                               rb'<?xpacket encoding="UTF-8" begin')),
    ("utf-16", "xmp", lambda d: d.xmp(rb"^.*$", lambda m: m[0].decode().encode("utf-16"))),
    ("no-identification", "xmp-pdfa", lambda d: d.xmp(rb"<pdfaid:.*</pdfaid:conformance>", b"")),
    ("part-1", "xmp-pdfa", lambda d: d.xmp(rb"<pdfaid:part>3", rb"<pdfaid:part>1")),
    ("other-prefix", "xmp-pdfa", lambda d: d.xmp(rb"pdfaid([:=])", rb"pa\1", 0)),
    ("no-ua-identification", "xmp-pdfua", lambda d: d.xmp(
        rb"<pdfuaid:part>1</pdfuaid:part>", b"")),
    ("other-ua-prefix", "xmp-pdfua", lambda d: d.xmp(rb"pdfuaid([:=])", rb"pu\1", 0)),
    ("unknown-property", "xmp-known", lambda d: d.xmp(rb"<dc:format>", b"<dc:colour>red"
                                                      b"</dc:colour><dc:format>")),
    ("bad-date", "xmp-known", lambda d: d.xmp(rb"CreateDate>2025", b"CreateDate>in 2025")),
    ("extension-list", "xmp-known", lambda d: d.xmp(
        rb"schemas><rdf:Bag>(.*?)</rdf:Bag>", rb"schemas><rdf:Seq>\1</rdf:Seq>")),
    ("extension-prefix", "xmp-extension", lambda d: d.xmp(rb"pdfaExtension([:=])", rb"pe\1",
                                                          0)),
    ("schema-other-field", "xmp-extension", lambda d: d.xmp(
        rb"<pdfaSchema:schema>", b"<pdfaSchema:hue>red</pdfaSchema:hue><pdfaSchema:schema>")),
    ("schema-name", "xmp-extension", lambda d: d.xmp(rb"<pdfaSchema:schema>.*?:schema>", b"")),
    ("schema-uri", "xmp-extension", lambda d: d.xmp(
        rb"<pdfaSchema:namespaceURI>.*?:namespaceURI>", b"")),
    ("schema-prefix", "xmp-extension", lambda d: d.xmp(rb"<pdfaSchema:prefix>.*?:prefix>",
                                                       b"")),
    ("schema-properties", "xmp-extension", lambda d: d.xmp(
        rb"property><rdf:Seq>(.*?)</rdf:Seq>", rb"property><rdf:Bag>\1</rdf:Bag>")),
    ("schema-types", "xmp-extension", lambda d: d.xmp(
        rb"<pdfaSchema:property>", b"<pdfaSchema:valueType><rdf:Bag/></pdfaSchema:valueType>"
        b"<pdfaSchema:property>")),
    ("property-name", "xmp-extension", lambda d: d.xmp(rb"<pdfaProperty:name>.*?:name>", b"")),
    ("property-type", "xmp-extension", lambda d: d.xmp(rb">Integer<", b">Colour<")),
    ("property-category", "xmp-extension", lambda d: d.xmp(rb">internal<", b">private<")),
    ("property-description", "xmp-extension", lambda d: d.xmp(
        rb"<pdfaProperty:description>.*?:description>", b"")),
    ("no-mime", "attachments", lambda d: d.find(lambda o: "/CheckSum" in o.get("/Params", {})
                                                ).pop("/Subtype")),
    ("no-file-name", "attachments", lambda d: d.find(lambda o: "/EF" in o).pop("/UF")),
]


def read_rules():
    """(profile, rule, object, row, break) of each line of the table."""
    lines = (Path(__file__).parent / "pdf_rules.tsv").read_text().splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def check_rules(seen_by):
    """Each rule of the profiles has a row, and that row sees the rule's break."""
    rules = read_rules()
    for profile, count in RULES.items():
        listed = [r[1] for r in rules if r[0] == profile]
        if len(set(listed)) != count or len(listed) != count:
            yield f"{profile}: {len(set(listed))} rules are listed, not {count}"
    for profile, rule, _, row, name in rules:
        if row not in seen_by.get(name, ()):
            yield f"{profile} {rule}: {row} does not see {name}"


def check_breaks(document):
    faults = []
    seen_by = {}
    for name, row, change in BREAKS:
        broken = Broken(document)
        try:
            change(broken)
            seen = {found for found, _, _ in violations(broken)}
        except (LookupError, TypeError) as problem:
            faults.append(f"break {name} cannot be made: {problem!r}")
            continue
        seen_by[name] = seen
        if row not in seen:
            faults.append(f"break {name}: {row} does not see it; seen by {seen or 'none'}")
    for row, _, _ in ROWS:
        if row not in {b[1] for b in BREAKS}:
            faults.append(f"row {row} has no break")
    return faults + list(check_rules(seen_by))


def write_breaks(document, folder):
    """The breaks as files, for a validator to judge them by its own lights."""
    for name, _, change in BREAKS:
        broken = Broken(document)
        path = Path(folder) / f"{name}.pdf"
        change(broken)
        if broken.data != document.data:
            path.write_bytes(broken.data)
            continue
        header = {"jsonversion": 2, "pdfversion": "1.7", "maxobjectid": 9999,
                  "pushedinheritedpageresources": False, "calledgetallpages": False}
        model = {"version": 2, "parameters": {"decodelevel": "generalized"},
                 "qpdf": [header, dict(broken.objects)]}
        path.with_suffix(".json").write_text(json.dumps(model), encoding="utf-8")
        subprocess.run(["qpdf", "--json-input", "--newline-before-endstream",
                        path.with_suffix(".json"), path], check=False)


def squeeze(text):
    return re.sub(r"\s", "", text)


def read_by_others(path, want):
    readers = {"pdftotext": ["pdftotext", path, "-"],
               "mutool": ["mutool", "draw", "-q", "-F", "txt", path]}
    for name, command in readers.items():
        if not shutil.which(command[0]):
            continue
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        for phrase in WHOLE:
            if phrase not in text:
                yield f"{name}: {phrase} is not found"
        text = squeeze(text).replace(JOINER, "")
        for furniture in FURNITURE:
            text = text.replace(furniture, "")
        if text != want:
            yield f"{name}: text\n  want {want}\n  got  {text}"
    tagged = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True,
                            check=True).stdout.decode()
    tagged = squeeze("".join(re.findall(r'^ *"(.*)"$', tagged, re.M)))
    if tagged.replace(JOINER, "") != want:
        yield "pdfinfo -struct-text: the tagged text is another"
    fonts = subprocess.run(["pdffonts", path], capture_output=True,
                           check=True).stdout.decode().splitlines()[2:]
    for line in fonts:
        if not re.search(r"yes\s+yes\s+yes", line):
            yield f"pdffonts: {line}"
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    if check.returncode or check.stderr:
        yield f"qpdf --check: {check.stderr.decode()}"


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for variant in ([], ["a2a"], ["odd"]):
            path = str(Path(folder) / "fixture.pdf")
            subprocess.run([sys.argv[1], path, *variant], check=True)
            document = Document.read(path)
            faults += [f"well-formed, but {v}" for v in violations(document)]
            faults += read_by_others(path, TEXT + (ODD if variant == ["odd"] else ""))
            if len(sys.argv) > 2:
                write_breaks(document, sys.argv[2])
                return
            if not variant:
                faults += check_breaks(document)
                if not Reading(document).shown:
                    faults.append("no text was read")
    print("\n".join(faults))
    print(f"{len(ROWS)} rows, {len(BREAKS)} breaks, {len(read_rules())} rules, "
          f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
