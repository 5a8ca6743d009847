"""formats.py PROGRAM SOURCE…: the formats that stylesheets make, read by lxml, jing and json.

Akoma Ntoso is held against the OASIS schema where it is there: tests/schemas/akomantoso30.xsd,
or where AKN_SCHEMA says (https://docs.oasis-open.org/legaldocml/akn-core/v1.0/os/part2-specs/
schemas/akomantoso30.xsd). Against what is asked of the elements that are used (akn.rnc), always.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path

from lxml import etree

from publication import first_difference, run, squeeze

HERE = Path(__file__).resolve().parent
SCHEMA = Path(os.environ.get("AKN_SCHEMA", HERE.parent / "schemas" / "akomantoso30.xsd"))
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
MINUTES = {"g": "urn:gijiroku:minutes:1"}
ID = "{http://www.w3.org/XML/1998/namespace}id"

# What the schema takes from http://www.w3.org/2001/xml.xsd, which lies beside it, or else is
# this.
XML_NAMESPACE = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/><xs:attribute name="base" type="xs:anyURI"/>
  <xs:attribute name="id" type="xs:ID"/><xs:attribute name="space" type="xs:NCName"/>
</xs:schema>"""


def oasis_schema(folder):
    """The compiled schema; None, saying so, where it is not there."""
    if not SCHEMA.exists():
        print(f"{SCHEMA} is not here: Akoma Ntoso was held against akn.rnc alone")
        return None
    main = folder / "akomantoso30.xsd"
    main.write_bytes(SCHEMA.read_bytes())
    beside = SCHEMA.parent / "xml.xsd"
    text = main.read_text(encoding="utf-8")
    named = re.search(r'schemaLocation="([^"]*xml\.xsd)"', text)
    main.write_text(text.replace(named.group(1), "xml.xsd"), encoding="utf-8")
    (folder / "xml.xsd").write_text(beside.read_text() if beside.exists() else XML_NAMESPACE)
    return etree.XMLSchema(etree.parse(str(main)))


def check_akn(source, record, product, schema, faults):
    tree = etree.fromstring(product)
    if schema is not None and not schema.validate(tree):
        faults.append(f"{source}: {schema.error_log[0]}")
    want = squeeze("".join(record.find("g:body", MINUTES).itertext()))
    got = squeeze("".join("".join(part.itertext()) for part in tree[0]
                          if etree.QName(part).localname != "meta"))
    if difference := first_difference(want, got):
        faults.append(f"{source}: akn: {difference}")
    known = set(tree.xpath("//@eId"))
    for reference in tree.xpath("//@by | //a:FRBRauthor/@href | //a:ref/@href", namespaces=AKN):
        if reference.removeprefix("#") not in known:
            faults.append(f"{source}: {reference} leads nowhere")
    # Who is not named is no person.
    named = {s.get("name") for s in record.iterfind(".//g:speech[@attribution='named']", MINUTES)}
    for person in tree.iterfind(".//a:TLCPerson", AKN):
        if person.get("showAs") not in named:
            faults.append(f"{source}: {person.get('showAs')} is invented")
    missing = {e.get(ID) for e in record.iterfind(".//g:speech", MINUTES) if e.get(ID)} - known
    if missing:
        faults.append(f"{source}: akn has no {missing}")
    day = record.findtext("g:meeting/g:date", None, MINUTES)
    if day and set(tree.xpath("//a:FRBRdate/@date", namespaces=AKN)) != {day}:
        faults.append(f"{source}: the date is not the meeting's")


def check_records(source, record, product, faults):
    meeting, = json.loads(product)["meetingRecord"]
    speeches = meeting["speechRecord"]
    text = re.sub("〔U\\+[0-9A-F]{4,6}〕", "", "".join(s["speech"] for s in speeches))
    want = squeeze("".join(record.find("g:body", MINUTES).itertext()))
    if difference := first_difference(want, squeeze(text)):
        faults.append(f"{source}: json: {difference}")
    if [s["speechOrder"] for s in speeches] != list(range(len(speeches))):
        faults.append(f"{source}: the order of speeches")
    want = [s.get("name") or s.get("speaker") for s in record.iterfind(".//g:speech", MINUTES)]
    got = [s["speaker"] for s in speeches if s["speaker"]]
    if got != [w for w in want if w]:
        faults.append(f"{source}: speakers: {got} for {want}")
    if meeting["date"] != record.findtext("g:meeting/g:date", None, MINUTES):
        faults.append(f"{source}: date {meeting['date']}")


def main(program, *sources):
    faults, made = [], []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        schema = oasis_schema(folder)
        for number, source in enumerate(sources):
            xml = run(program, "convert", source, "-f", "xml", check=False).stdout
            if not xml:
                continue
            record = etree.fromstring(xml)
            akn = run(program, "convert", source, "-f", "akn", check=False).stdout
            check_akn(source, record, akn, schema, faults)
            made.append(folder / f"{number}.xml")
            made[-1].write_bytes(akn)
            check_records(source, record, run(program, "convert", source, "-f", "json",
                                              check=False).stdout, faults)
        done = run("jing", "-c", HERE / "akn.rnc", *made, check=False)
        faults += done.stdout.decode().splitlines()[:20]
    assert made, "no source could be converted"
    print("\n".join(faults) or f"{len(made)} documents")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
