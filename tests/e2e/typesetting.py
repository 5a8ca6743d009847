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
from collections import namedtuple
from pathlib import Path

from lxml import etree

import publication as pub

# A character: its origin x and baseline y in pt, its own width in em, and whether white
# space stands before it.
Char = namedtuple("Char", "page x y size c width spaced", defaults=[False])

# 3.1.7: cl-02 03 04 05 06 07 09 10 11 never begin a line.
NO_START = set("’”）〕］｝〉》」』】｠〗〟»") | set("‐〜゠–～") | set("！？‼⁇⁈⁉") | \
    set("・：；") | set("。．") | set("、，") | set("ヽヾゝゞ々〻") | set("ー") | \
    set("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ")
# 3.1.8: cl-01 never ends one.
NO_END = set("‘“（〔［｛〈《「『【｟〖〝«")
CLOSING = set("’”）〕］｝〉》」』】｠〗〟。．、，")
OPENING = NO_END
BLOCKS = {"p", "title", "stage", "closing", "heading", "term", "speaker", "cell", "name",
          "affiliation", "label"}


def blocks(xml):
    """The record's blocks in order: (element name, text without white space)."""
    out, stack = [], []
    body = etree.parse(xml).find("g:body", pub.NS)

    def add(text):
        text = pub.squeeze(text or "")
        if not text:
            return
        if out and out[-1][2] is stack[-1]:
            out[-1][1] += text
        else:
            out.append([etree.QName(stack[-1]).localname, text, stack[-1]])

    def walk(element):
        block = etree.QName(element).localname in BLOCKS
        if block or not stack:
            stack.append(element)
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)
        if stack[-1] is element:
            stack.pop()

    walk(body)
    return [(name, text) for name, text, _ in out]


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
    every = pub.pdf_chars(pdf)
    seen = [c for c in every if pub.squeeze(c[4])]
    spaced = [not pub.squeeze(before[4]) for before, c in zip([every[0]] + every, every)
              if pub.squeeze(c[4])]
    widths = {font: pub.font_widths(font, sorted({c[4] for c in seen if c[5] == font}))
              for font in sorted({c[5] for c in seen})}
    chars = [Char(*c[:5], widths[c[5]].get(c[4], 1.0), space)
             for c, space in zip(seen, spaced)]
    wanted = blocks(xml)
    text = "".join(t for _, t in wanted)
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
    for name, body in wanted:
        piece = [c for c, k in flat[at:at + len(body)] if k == 0]
        out.append((name, visual_lines(piece)))
        at += len(body)
    return out, skipped




def measure(xml, pdf):
    paired, skipped = pair(xml, pdf)
    return {**measure_blocks(paired), "passed over": skipped}


def is_latin(c):
    return c.isascii() and c.isalnum()


def line_ends(line):
    """Where a line may be said to end: with the last em square, or a closing mark with
    its half, a middle dot with three quarters (3.1.9)."""
    last = line[-1]
    shares = [last.width] + ([0.5] if last.c in CLOSING else []) + \
        ([0.75] if last.c == "・" else [])
    return [last.x + share * last.size for share in shares]


def measure_blocks(paired):
    starts, ends, gaps, latin, pairs, lines = [], [], [], [], [], 0
    running = []  # lines of paragraphs that are not the last
    for name, block in paired:
        for i, line in enumerate(block):
            lines += 1
            said = "".join(c.c for c in line)
            full = i + 1 < len(block)
            if i > 0 and line[0].c in NO_START:
                starts.append(said)
            if full and line[-1].c in NO_END:
                ends.append(said)
            if name == "p" and full:
                running.append(line)
            for a, b in zip(line, line[1:]):
                if b.spaced:
                    continue
                step = (b.x - a.x) / a.size
                gap = step - a.width
                plain_a, plain_b = map(pub.is_kana_or_kanji, (a.c[0], b.c[0]))
                if plain_a and plain_b and name == "p" and full:
                    gaps.append((gap, said))
                elif name == "p" and (plain_a and is_latin(b.c[0])
                                      or plain_b and is_latin(a.c[0])):
                    latin.append(gap)
                elif a.c in CLOSING and b.c in CLOSING | OPENING:
                    pairs.append(step)
    plain = [line_ends(line)[0] for line in running if len(line_ends(line)) == 1]
    right = statistics.mode(round(e, 2) for e in plain) if plain else 0.0
    off = [min(abs(e - right) for e in line_ends(line)) / line[-1].size
           for line in running]
    return {"lines": lines, "full lines": len(running), "starts": starts, "ends": ends,
            "right edge max em": max(off, default=0.0) if plain else 0.0,
            "lines stretched or squeezed between kana and kanji":
                len({said for gap, said in gaps if abs(gap) > 0.005}),
            "latin mean": statistics.mean(latin) if latin else None,
            "latin range": (min(latin), max(latin)) if latin else None,
            "pairs": sorted({round(p, 2) for p in pairs})}


def faults(result):
    """What a page must never show, as sentences."""
    out = [f"a line begins with what must not: {line}" for line in result["starts"]]
    out += [f"a line ends with what must not: {line}" for line in result["ends"]]
    if result["right edge max em"] > 0.001:
        out.append(f"a full line ends {result['right edge max em']:.4f} em off the measure")
    if result["latin range"] and not (0.12 < result["latin range"][0]
                                      and result["latin range"][1] < 0.51):
        out.append(f"Japanese-Latin gaps of {result['latin range']} em")
    return out


def main():
    program, failed = sys.argv[1], 0
    for source in pub.sources_of(sys.argv[2:]):
        with tempfile.TemporaryDirectory() as folder:
            pub.run(program, "build", "-q", "-o", folder, source, check=False)
            base = Path(folder) / Path(source).stem / Path(source).stem
            result = measure(f"{base}.xml", f"{base}.pdf")
        found = faults(result)
        print(("FAIL " if found else "ok   ") + Path(source).name)
        for key, value in result.items():
            print(f"  {key}: {len(value) if isinstance(value, list) and key != 'pairs' else value}")
        for fault in found:
            print(f"  {fault}")
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
