#!/usr/bin/env python3
"""typesetting.py PROGRAM SOURCE… | PROGRAM --corpus FOLDER: builds each source and measures the finished PDF by the
positions of its glyphs.

The glyphs come from mutool's structured text; the paragraphs they belong to from the XML
beside it, by walking both texts together. The layout code has no part in it. Sections
are those of JLREQ.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from lxml import etree

import publication as pub
import typesetting_rules as rules
from typesetting_rules import Char, told

BLOCKS = {"p", "title", "stage", "closing", "heading", "term", "speaker", "cell", "name",
          "affiliation", "label"}


def blocks(xml):
    """The record's blocks in order: (element name, text without white space, what white
    space stands before each of its characters)."""
    out, stack = [], []
    body = etree.parse(xml).find("g:body", pub.NS)

    def add(text):
        for c in text or "":
            if not out or out[-1][3] is not stack[-1]:
                out.append([stack[-1][0], "", [""], stack[-1]])
            if pub.squeeze(c):
                out[-1][1] += c
                out[-1][2].append("")
            else:
                out[-1][2][-1] += c

    def walk(element):
        block = etree.QName(element).localname
        if block in BLOCKS or not stack:
            # A paragraph of a group is set as its persons are.
            held = etree.QName(element.getparent()).localname
            stack.append(("person" if (held, block) == ("group", "p") else block, element))
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)
        if stack[-1][1] is element:
            stack.pop()

    walk(body)
    return [(name, text, whites) for name, text, whites, _ in out if text]


def visual_lines(chars):
    """Consecutive characters on one baseline of one page."""
    lines = []
    for char in chars:
        if lines and lines[-1][0].page == char.page and \
                abs(lines[-1][0].y - char.y) < 0.5 and lines[-1][-1].x <= char.x + 0.01:
            lines[-1].append(char)
        else:
            lines.append([char])
    return lines


def pair(xml, pdf):
    """[(block name, [line of Char])]. Lines that are no part of the record at that point
    (running heads, page numbers) are passed over; whatever else is left over is a fault."""
    seen, whites, white = [], [], ""
    for c in pub.pdf_chars(pdf):
        if pub.squeeze(c[4]):
            seen.append(c)
            whites.append(white)
            white = ""
        else:
            white += c[4]
    widths = {font: pub.font_widths(font, sorted({c[4] for c in seen if c[5] == font}))
              for font in sorted({c[5] for c in seen})}
    chars = [Char(*c[:5], widths[c[5]].get(c[4], 1.0), white)
             for c, white in zip(seen, whites)]
    wanted = blocks(xml)
    text = "".join(t for _, t, _ in wanted)
    flat, skipped, at = [], [], 0
    for line in visual_lines(chars):
        said = "".join(c.c for c in line)
        if text.startswith(said, at):
            flat.extend((c, k) for c in line for k in range(len(c.c)))
            at += len(said)
        else:
            skipped.append(said)
    if at != len(text):
        raise AssertionError(f"{pdf}: text leaves the record at {text[at:at + 30]!r}; "
                             f"passed over: {skipped[:5]}")
    out, at = [], 0
    for name, body, whites in wanted:
        piece = [c._replace(white=c.white or whites[i])
                 for i, (c, k) in enumerate(flat[at:at + len(body)]) if k == 0]
        out.append((name, visual_lines(piece)))
        at += len(body)
    return out, skipped




def right_edge(running):
    """Where most lines end that end with a plain character, pt; None where none does."""
    plain = [rules.line_ends(line)[0] for line in running if len(rules.line_ends(line)) == 1]
    return statistics.mode(round(e, 2) for e in plain) if plain else None


def measure_blocks(blocks, punctuation_max=0.5, right=None, last_line_min=1, pitch=None):
    """Measures blocks (name, lines). `right` is the right edge in pt, `pitch` the line
    pitch, where they are known."""
    faults, stretched, latin, lines = [], 0, [], 0
    running = [line for name, block in blocks if name == "p"
               for line, after in zip(block, block[1:])
               if not rules.is_set_apart(line, after)]
    right = right_edge(running) if right is None else right
    off = [min(abs(e - right) for e in rules.line_ends(line)) / line[-1].size
           for line in running] if right is not None else []
    for name, block in blocks:
        for i, line in enumerate(block):
            lines += 1
            full = i + 1 < len(block)
            found = rules.check_gaps(line, full and name == "p", punctuation_max,
                                     running=name == "p")
            if full:
                room = (max(rules.line_ends(line)) - line[0].x) / line[-1].size
                found += rules.check_ends(line, block[i + 1], room)
            faults += [f"{fault}: {told(line)}" for fault in found]
            gaps = list(rules.gaps_of(line, punctuation_max))
            stretched += full and name == "p" and any(
                kinds == "PP" and abs(gap) > rules.EXACT for kinds, gap, *_ in gaps)
            latin += [gap for kinds, gap, *_ in gaps
                      if kinds in ("PL", "LP") and name == "p"]
    faults += [f"ends {e:.4f} em off the measure: {told(line)}"
               for e, line in zip(off, running) if e > 0.001]
    faults += rules.check_pages(blocks, last_line_min)
    if pitch:
        faults += rules.check_grid([line for name, block in blocks if name == "p"
                                    for line in block], pitch)
    return {"lines": lines, "full lines": len(running),
            "right edge max em": max(off, default=0.0),
            "lines with plain text set apart": stretched,
            "latin": latin, "faults": faults}


def measure(xml, pdf, **options):
    return measure_blocks(pair(xml, pdf)[0], **options)


def main():
    program, failed = sys.argv[1], 0
    sources = pub.sources_of(sys.argv[2:])
    with tempfile.TemporaryDirectory() as folder:
        pub.run(program, "build", "-q", "-f", "xml,pdf", "-o", folder, *sources, check=False)
        for source in sources:
            base = Path(folder) / Path(source).stem / Path(source).stem
            result = measure(f"{base}.xml", f"{base}.pdf")
            latin = result["latin"]
            print(("FAIL " if result["faults"] else "ok   ") + Path(source).name)
            print(f"  {result['lines']} lines, {result['full lines']} full; right edges within "
                  f"{result['right edge max em']:.5f} em; plain text set apart in "
                  f"{result['lines with plain text set apart']}" +
                  (f"; Japanese-Latin {min(latin):.3f}–{max(latin):.3f}, mean "
                   f"{statistics.mean(latin):.4f}" if latin else ""))
            for fault in result["faults"]:
                print(f"  {fault}")
            failed += bool(result["faults"])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
