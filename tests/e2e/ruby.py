#!/usr/bin/env python3
"""ruby.py PROGRAM SOURCE: ruby and emphasis dots in the finished PDF, where the template
says that 《》 is their notation; in horizontal and in vertical lines.

The text is the source's, character for character, read by the tags (poppler); the notation
is not seen (mutool trace); ruby is half as large, beside its base and over its middle; each
emphasised character has a dot. Brackets that are no notation are seen. Without the option
all is text."""

import re
import sys
import tempfile
from pathlib import Path

from lxml import etree

import publication as pub

TEMPLATE = """page: {{width: 148, height: 210}}
body: {{size: 11, characters: {characters}, lines: {lines}, pitch: 22, ruby: {ruby},
       direction: {direction}}}
styles: {{paragraph: {{first: 1}}}}
"""
SIZE = 11


def source_marks(text):
    """(base, ruby) and emphasised texts, by another reading of the notation."""
    dots = re.findall("《《([^《》]+)》》", text)
    text = re.sub("《《[^《》]+》》", "。", text)
    marks = re.findall("｜([^｜《》]+)《([^《》]+)》|([一-鿿々]+)《([ぁ-ヿ]+)》", text)
    return [(a or c, b or d) for a, b, c, d in marks], dots


def spans(pdf):
    """[(seen, [(char, x, y, size)])] of each text operator, in the order of the content."""
    tree = etree.fromstring(pub.run("mutool", "trace", pdf).stdout,
                            etree.XMLParser(recover=True, huge_tree=True))
    out = []
    for text in tree.iter("fill_text", "ignore_text"):
        for span in text.iter("span"):
            size = max(abs(float(v)) for v in span.get("trm").split()[:4])
            out.append((text.tag == "fill_text",
                        [(g.get("unicode"), float(g.get("x")), float(g.get("y")), size)
                         for g in span.iter("g")]))
    return out


def check(pdf, text, vertical):
    faults = []
    marks, dots = source_marks(text)
    want = pub.squeeze(text)
    difference = pub.first_difference(want, pub.squeeze(pub.pdf_struct_text(pdf)))
    if difference:
        faults.append(f"the text differs: {difference}")
    flat = [(seen, *glyph) for seen, glyphs in spans(pdf) for glyph in glyphs]
    body = [g for g in flat if g[1] not in "•﹅ "]
    shown = "".join(g[1] for g in body)
    at = 0
    for base, ruby in marks:
        at = shown.find(f"{base}《{ruby}》", at)
        if at < 0:
            return faults + [f"{base}《{ruby}》 is not in the content"]
        bases, notes = body[at:at + len(base)], body[at + len(base) + 1:][:len(ruby)]
        hidden = [body[at + len(base)], body[at + len(base) + 1 + len(ruby)]]
        if any(g[0] for g in hidden) or not all(g[0] for g in bases + notes):
            faults.append(f"{base}《{ruby}》: the wrong characters are seen")
        along, across = (3, 2) if vertical else (2, 3)
        if any(abs(g[4] - SIZE / 2) > 0.01 for g in notes):
            faults.append(f"{ruby} is not half as large")
        middle = (bases[0][along] + bases[-1][along]) / 2
        note_middle = (notes[0][along] + notes[-1][along]) / 2
        # At a line's start or end it does not stand out of the line.
        edges = [f(g[along] for g in body) for f in (min, max)]
        at_edge = min(abs(b[along] - e) for b in (bases[0], bases[-1]) for e in edges) < 1
        if not at_edge and abs(abs(middle - note_middle) - SIZE / 4) > 0.35 * SIZE:
            faults.append(f"{ruby} does not stand over the middle of {base}")
        if not 0.4 * SIZE < abs(notes[0][across] - bases[0][across]) < 1.3 * SIZE:
            faults.append(f"{ruby} does not stand beside {base}")
    dotted = [g for g in flat if g[1] == ("﹅" if vertical else "•")]
    if len(dotted) != sum(map(len, dots)):
        faults.append(f"{len(dotted)} dots for {dots}")
    seen = "".join(g[1] for g in body if g[0])
    if seen.count("《") != 2 or "《公開》" not in seen or "｜" in seen:
        faults.append(f"notation is seen, or brackets are not: {seen}")
    return faults


def main():
    program, source = sys.argv[1:3]
    text = Path(source).read_text(encoding="utf-8")
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for name, ruby, characters, lines, direction in (
                ("wide", "true", 24, 18, "horizontal"), ("narrow", "true", 13, 22, "horizontal"),
                ("tall", "true", 30, 14, "vertical"), ("off", "false", 24, 18, "horizontal")):
            template, pdf = Path(folder) / "t.yaml", Path(folder) / f"{name}.pdf"
            template.write_text(TEMPLATE.format(ruby=ruby, characters=characters, lines=lines,
                                                direction=direction))
            pub.run(program, "convert", "-f", "pdf", "--template", template, "-o", pdf, source)
            found = check(pdf, text, direction == "vertical")
            if ruby == "false":
                # The check can fail: here nothing is ruby.
                found = [] if len(found) > 10 else [f"off: only {found}"]
            faults += [f"{name}: {fault}" for fault in found]
    print(*faults, f"{len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
