#!/usr/bin/env python3
"""page_breaks.py PROGRAM FOOTNOTES.xml: what pages keep together, measured in the finished
PDF (mutool; poppler for the order of tags).

Footnotes stand on the page of their reference, below all running text, smaller, and are
read where the source has them. The head of a table comes again on each page that the table
goes on to, outside the record. A reference stands high and small. A last page of a line or
two is drawn back where there is room, and only then."""

import re
import sys
import tempfile
from pathlib import Path

from lxml import etree

import publication as pub

BODY = 10.5
TEMPLATE = """page: {{width: 210, height: 297}}
body: {{size: 10, characters: 20, lines: 20, pitch: 20, last-page-min: {least}}}
folio: {{text: "{{page}}", distance: {folio}}}
"""


def build(program, source, folder, *options):
    pub.run(program, "build", "-q", "-f", "xml,pdf", "-o", folder, *options, source)
    base = Path(folder) / Path(source).stem / Path(source).stem
    return f"{base}.xml", f"{base}.pdf"


def pages_of(chars):
    pages = {}
    for char in chars:
        if pub.squeeze(char[4]):
            pages.setdefault(char[0], []).append(char)
    return [pages[number] for number in sorted(pages)]


def lines_of(chars):
    """{baseline: text}, from the head of the page down."""
    lines = {}
    for _, _, y, _, c, _ in chars:
        lines[round(y)] = lines.get(round(y), "") + c
    return dict(sorted(lines.items()))


def check_footnotes(xml, pdf):
    tree = etree.parse(xml)
    pages = pages_of(pub.pdf_chars(pdf))
    faults = []
    for note in tree.iterfind(".//g:note", pub.NS):
        text = pub.squeeze("".join(note.itertext()))
        mark = f"（{note.get('key')}）"
        texts = ["".join(c[4] for c in page) for page in pages]
        called = [i for i, t in enumerate(texts) if mark in t]
        shown = [i for i, t in enumerate(texts) if text in t]
        if called != shown or len(shown) != 1:
            faults.append(f"{mark} is called on {called}, shown on {shown}")
            continue
        page, whole = pages[shown[0]], texts[shown[0]]
        at = whole.index(text)
        foot = page[at:at + len(text)]
        mark_at = whole.index(mark)
        reference, before = page[mark_at:mark_at + len(mark)], page[mark_at - 1]
        if max(c[3] for c in reference) > 0.8 * before[3] or \
                max(c[2] for c in reference) > before[2] - 0.2 * before[3]:
            faults.append(f"{mark} is neither small nor high")
        running = [c for c in page if abs(c[3] - BODY) < 0.01]
        if max(c[2] for c in running) > min(c[2] for c in foot) - BODY:
            faults.append(f"the note {mark} does not stand below the text")
        if max(c[3] for c in foot) > BODY - 0.5:
            faults.append(f"the note {mark} is not smaller than the text")
    record = pub.squeeze(pub.xml_text(xml))
    difference = pub.first_difference(record, pub.squeeze(pub.pdf_struct_text(pdf)))
    return faults + ([f"read in another order: {difference}"] if difference else [])


def check_heads(xml, pdf):
    table = etree.parse(xml).find(".//g:table", pub.NS)
    rows = [pub.squeeze("".join(row.itertext()))
            for row in table.iterfind("g:row", pub.NS)]
    faults, on = [], []
    for number, page in enumerate(pages_of(pub.pdf_chars(pdf)), 1):
        lines = list(lines_of(page).values())
        if any(any(line.startswith(row[:5]) for line in lines) for row in rows[1:]):
            on.append(number)
            if lines.count(rows[0]) != 1:
                faults.append(f"page {number}: the head of the table stands "
                              f"{lines.count(rows[0])} times")
            elif number != on[0] and lines[0] != rows[0]:
                faults.append(f"page {number} does not begin with the head of the table")
    if len(on) < 3:
        faults.append(f"the table stands on pages {on} alone: too few to try it")
    return faults


def text_of(lines):
    """Paragraphs of one line each."""
    return "\n\n".join(f"第{n}の件については、そのとおりとした。" for n in range(1, lines + 1))


def page_count(program, folder, lines, least, folio=40):
    folder = Path(folder) / f"{lines}-{least}-{folio}"
    folder.mkdir()
    source, template = folder / "lines.txt", folder / "template.yaml"
    source.write_text(text_of(lines), encoding="utf-8")
    template.write_text(TEMPLATE.format(least=least, folio=folio))
    xml, pdf = build(program, source, folder, "--template", template)
    pages = pages_of(pub.pdf_chars(pdf))
    rows = [[y for y, text in lines_of(page).items() if not re.fullmatch(r"\d+", text)]
            for page in pages]
    taken = [sum(1 for _ in page) for page in rows]
    return taken, [y for page in rows for y in page]


def check_last_page(program, folder):
    faults = []
    for lines, least, folio, want in (
            (40, 3, 40, [20, 20]), (41, 0, 40, [20, 20, 1]), (41, 3, 40, [20, 21]),
            (42, 3, 40, [21, 21]), (43, 3, 40, [20, 20, 3]), (43, 4, 40, [20, 20, 3]),
            (63, 4, 40, [21, 21, 21]), (81, 3, 40, [20, 20, 20, 21]),
            (82, 3, 40, [20, 20, 21, 21]),
            # The folio leaves no room.
            (41, 3, 22, [20, 20, 1])):
        taken, _ = page_count(program, folder, lines, least, folio)
        if taken != want:
            faults.append(f"{lines} lines, last-page-min {least}, folio at {folio}: pages of "
                          f"{taken}, expected {want}")
    return faults


def main():
    program, source = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        xml, pdf = build(program, source, folder)
        faults = check_footnotes(xml, pdf) + check_heads(xml, pdf)
        faults += check_last_page(program, folder)
    print(*faults, f"{len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
