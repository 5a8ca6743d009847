#!/usr/bin/env python3
"""Breaks a well-formed PDF in one place at a time: each row of pdf_conformance.py must
see its own break, and the file as it was must pass. Then reads the file with other
programs.

Usage: pdf_conformance_test.py PDF_FIXTURE    (the program that writes the file)
"""

import base64
import copy
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pdf_conformance import ROWS, Reading, violations
from pdf_model import Document

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

    def xmp(self, old, new):
        self.edit(self.catalog["/Metadata"], old, new)

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


BREAKS = [
    ("header", data(lambda b: b.replace(b"%PDF-1.7\n%", b"%PDF-1.7\n", 1))),
    ("end", data(lambda b: b + b"more")),
    ("id", lambda d: d.trailer.pop("/ID")),
    ("encryption", lambda d: d.trailer.update({"/Encrypt": {}})),
    ("filters", lambda d: d.stream(d.page()["/Contents"])["dict"].update(
        {"/Filter": "/LZWDecode"})),
    ("limits", lambda d: d.annotation().update({"/Contents": "u:" + "x" * 70000})),
    ("actions", lambda d: d.catalog.update({"/OpenAction": [d.pages()[0], "/Fit"]})),
    ("actions", lambda d: d.annotation().update({"/A": {"/S": "/JavaScript"}})),
    ("transparency", lambda d: d.page().update({"/Group": {"/S": "/Transparency"}})),
    ("intent", lambda d: d.catalog.pop("/OutputIntents")),
    ("intent", lambda d: d.stream(d.find(lambda o: o.get("/S") == "/GTS_PDFA1")
                                  ["/DestOutputProfile"])["dict"].update({"/N": 4})),
    ("colours", content_edit(rb"BT\n", b"BT\n0 0 0 1 k\n")),
    ("font-embedded", lambda d: d.descriptor().pop("/FontFile2")),
    ("font-embedded", lambda d: d.descriptor("Noto").pop("/FontFile3")),
    ("font-dictionary", lambda d: d.descendant().pop("/CIDToGIDMap")),
    ("font-dictionary", lambda d: d.descriptor().pop("/StemV")),
    ("font-names", lambda d: d.descriptor().update({"/FontName": "/BIZUDMincho"})),
    ("glyph-present", content_edit(rb"\[\([^)]", b"[(\x7f")),
    ("width", lambda d: d.descendant()["/W"].__setitem__(1, [333])),
    ("width", lambda d: d.descendant("Noto").update({"/DW": 900})),
    ("unicode", lambda d: d.unicode(rb"\d+ beginbfchar\n<....><....>\n", b"beginbfchar\n")),
    ("unicode", lambda d: d.unicode(rb"endbfchar", b"", "Noto")),
    ("unicode-values", lambda d: d.unicode(rb"(\n<....>)<....>", rb"\1<FEFF>")),
    ("private-use", lambda d: d.unicode(rb"(\n<....>)<....>", rb"\1<E123>")),
    ("resources", lambda d: d.page().pop("/Resources")),
    ("marked", lambda d: d.catalog.pop("/MarkInfo")),
    ("structure-root", lambda d: d.catalog.pop("/StructTreeRoot")),
    ("language", lambda d: d.catalog.update({"/Lang": "u:Japanese language"})),
    ("display-title", lambda d: d.catalog.pop("/ViewerPreferences")),
    ("all-marked", content_edit(rb"/Artifact<</Type/Layout>>BDC(.*?)EMC\n", rb"\1")),
    ("all-marked", content_edit(rb"/P<</MCID \d+>>", rb"/P<<>>")),
    ("artifact-apart", content_edit(rb"(/P<</MCID \d+>>BDC)(.*?EMC)",
                                    rb"/Artifact BMC \1\2 EMC")),
    ("balanced", content_edit(rb"EMC", b"")),
    ("balanced", content_edit(rb"EMC\nET", b"ET\nEMC")),
    ("content-once", content_edit(rb"/P<</MCID 1>>", rb"/P<</MCID 0>>")),
    ("content-once", lambda d: d.element("P").pop("/K")),
    ("parent-tree", lambda d: d.page().pop("/StructParents")),
    ("parent-tree", lambda d: d.entries(d.entries(d.catalog["/StructTreeRoot"])[
        "/ParentTree"])["/Nums"].__setitem__(0, 7)),
    ("parents", lambda d: d.element("P").update({"/P": d.pages()[0]})),
    ("reading-order", lambda d: d.element("Sect")["/K"].reverse()),
    ("standard-types", lambda d: d.element("P").update({"/S": "/Absatz"})),
    ("headings", lambda d: d.element("H1").update({"/S": "/H2"})),
    ("nesting", lambda d: d.element("LI").update({"/S": "/P"})),
    ("nesting", lambda d: d.element("TD").update({"/S": "/P"})),
    ("table-regular", lambda d: d.element("TR")["/K"].pop()),
    ("table-headers", lambda d: d.element("TH").pop("/A")),
    ("table-headers", lambda d: d.element("TH").update({"/S": "/TD"})),
    ("list-numbering", lambda d: d.element("L").pop("/A")),
    ("figures", lambda d: d.element("P").update({"/S": "/Figure"})),
    ("note-ids", lambda d: d.element("Note").pop("/ID")),
    ("identifiers", lambda d: d.element("P").update({"/ID": "u:s1"})),
    ("annotation-tagged", lambda d: d.element("Link").update({"/S": "/Span"})),
    ("annotation-tagged", lambda d: d.annotation().pop("/StructParent")),
    ("annotation-contents", lambda d: d.annotation().pop("/Contents")),
    ("annotation-flags", lambda d: d.annotation().update({"/F": 2})),
    ("link-element", lambda d: d.element("P").update({"/S": "/Link"})),
    ("tab-order", lambda d: d.page().pop("/Tabs")),
    ("destinations", lambda d: d.find(lambda o: o.get("/Dest") == "u:s1").update(
        {"/Dest": "u:gone"})),
    ("names-sorted", lambda d: d.find(lambda o: "u:s1" in o.get("/Names", ()) and
                                      "u:p-2" in o["/Names"])["/Names"].__setitem__(
                                          0, "u:z")),
    ("outline", lambda d: d.find(lambda o: "/Title" in o and "/Dest" in o).update(
        {"/Type": "/Outlines"})),
    ("page-labels", lambda d: d.catalog.pop("/PageLabels")),
    ("xmp", lambda d: d.catalog.pop("/Metadata")),
    ("xmp", lambda d: d.xmp(rb"<\?xpacket begin", rb'<?xpacket bytes="9" begin')),
    ("xmp-pdfa", lambda d: d.xmp(rb"conformance>A<", rb"conformance>B<")),
    ("xmp-pdfua", lambda d: d.xmp(rb"<pdfuaid:part>1", rb"<pdfuaid:part>2")),
    ("xmp-extension", lambda d: d.xmp(rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>",
                                      b"")),
    ("xmp-title", lambda d: d.xmp(rb"<dc:title>.*</dc:title>", b"")),
    ("xmp-info", lambda d: d.entries(d.trailer["/Info"]).update({"/Title": "u:other"})),
    ("xmp-info", lambda d: d.xmp(rb"CreateDate>2025", rb"CreateDate>2026")),
    ("attachments", lambda d: d.catalog.pop("/AF")),
    ("attachments", lambda d: d.find(lambda o: "/EF" in o).pop("/AFRelationship")),
    ("attachments", lambda d: d.find(lambda o: "/CheckSum" in o.get("/Params", {}))[
        "/Params"].update({"/Size": 1})),
    ("attachments-part", lambda d: d.xmp(rb"<pdfaid:part>3", rb"<pdfaid:part>2")),
]


def check_breaks(document):
    faults = []
    for index, (name, change) in enumerate(BREAKS):
        broken = Broken(document)
        try:
            change(broken)
            seen = {found for found, _, _ in violations(broken)}
        except (LookupError, TypeError) as problem:
            faults.append(f"break {index} ({name}) cannot be made: {problem!r}")
            continue
        if name not in seen:
            faults.append(f"break {index}: {name} does not see it; seen by {seen or 'none'}")
    for name, _, _ in ROWS:
        if name not in {b[0] for b in BREAKS}:
            faults.append(f"row {name} has no break")
    return faults


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
            if not variant:
                faults += check_breaks(document)
                if not Reading(document).shown:
                    faults.append("no text was read")
    print("\n".join(faults))
    print(f"{len(ROWS)} rows, {len(BREAKS)} breaks, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
