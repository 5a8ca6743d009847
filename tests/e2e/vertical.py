#!/usr/bin/env python3
"""vertical.py PROGRAM SOURCE…: vertical pages, measured in the finished PDF (mutool, and
the ink of rendered pages).

Lines stand on the grid from right to left, columns one below the other; kanji and kana
are upright, Latin words lie on their side, numbers of one or two digits stand across the
line; no line begins or ends with a prohibited character; punctuation has its vertical
form: the ink of 、 and 。 lies in the upper right quarter of its em."""

import sys
import tempfile
from pathlib import Path

from lxml import etree

import publication as pub

# What templates/pdf/tategaki.yaml says; pt. Written here again, to hold it to it.
WIDTH, HEIGHT = 210 * 72 / 25.4, 297 * 72 / 25.4
SIZE, CHARACTERS, LINES, PITCH, COLUMNS, GAP = 10, 32, 28, 18, 2, 3
MEASURE = CHARACTERS * SIZE
STEP = MEASURE + GAP * SIZE
TOP = (HEIGHT - (COLUMNS * STEP - GAP * SIZE)) / 2
RIGHT = (WIDTH + (LINES - 1) * PITCH + SIZE) / 2

NO_START = set("」』）】〕〉》、。，．・：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョヵヶ々")
NO_END = set("「『（【〔〈《")
DPI = 144


class Glyph:
    def __init__(self, page, line, size, char):
        quad = [float(v) for v in char.get("quad").split()]
        xs, ys = quad[0::2], quad[1::2]
        self.page, self.size, self.char = page, size, char.get("c")
        self.left, self.right, self.head, self.foot = min(xs), max(xs), min(ys), max(ys)
        self.middle = (self.left + self.right) / 2
        self.upright = line.get("wmode") == "1"
        self.sideways = not self.upright and line.get("dir") == "0 1"
        self.column = int((self.head - TOP + SIZE) // STEP)

    def grid_line(self):
        return (RIGHT - SIZE / 2 - self.middle) / PITCH


def glyphs_of(pdf):
    tree = etree.fromstring(pub.run("mutool", "draw", "-q", "-F", "stext", pdf).stdout)
    for number, page in enumerate(tree.iter("page")):
        for line in page.iter("line"):
            for font in line.iter("font"):
                for char in font.iter("char"):
                    glyph = Glyph(number, line, float(font.get("size")), char)
                    if TOP - SIZE < glyph.head and glyph.foot < HEIGHT - TOP + SIZE:
                        yield glyph


def lines_of(glyphs):
    """Glyphs that stand in one line, in the order of the content."""
    lines, key = [], None
    for glyph in glyphs:
        if not glyph.char.strip():
            continue
        at = (glyph.page, glyph.column, round(glyph.grid_line() * 2))
        if at != key:
            lines.append([])
            key = at
        lines[-1].append(glyph)
    return lines


def check_glyph(glyph):
    kind = glyph.char
    if pub.is_kana_or_kanji(kind) and not glyph.upright:
        yield f"{kind} does not stand upright"
    if kind.isascii() and kind.isalpha() and not glyph.sideways:
        yield f"{kind} does not lie on its side"
    if glyph.upright and glyph.size == SIZE:
        off = abs(glyph.grid_line() - round(glyph.grid_line()))
        if off * PITCH > 0.02:
            yield f"{kind} stands {off * PITCH:.3f} pt beside its line"
    if not 0 <= round(glyph.grid_line()) < LINES:
        yield f"{kind} stands outside the text area"


def check_line(line, begins, goes_on):
    for before, after in zip(line, line[1:]):
        if after.head < before.head - 0.01 and before.upright and after.upright:
            yield f"{after.char} stands above {before.char} that comes before it"
    foot = TOP + line[0].column * STEP + MEASURE
    last = line[-1]
    allowed = foot + (SIZE / 2 if last.char in NO_START else 0) + 0.02
    if last.upright and last.size == SIZE and last.foot > allowed:
        yield f"{last.char} reaches {last.foot - foot:.3f} pt below the measure"
    if begins and line[0].char in NO_START:
        yield f"a line begins with {line[0].char}"
    if goes_on and last.char in NO_END:
        yield f"a line ends with {last.char}"


def ink(image, width, left, top, right, bottom):
    """Dark pixels of a box, counted."""
    return sum(image[y * width + x] < 128 for y in range(round(top), round(bottom))
               for x in range(round(left), round(right)))


def check_forms(pdf, glyphs, folder):
    """The ink of the first page's 、 and 。, and of ー: taller than wide."""
    picture = Path(folder) / "page"
    pub.run("pdftoppm", "-r", DPI, "-gray", "-singlefile", pdf, picture)
    data = picture.with_suffix(".pgm").read_bytes()
    _, size, _, image = data.split(b"\n", 3)
    width = int(size.split()[0])
    scale = DPI / 72
    for glyph in glyphs:
        if glyph.page != 0 or glyph.char not in "、。ー" or not glyph.upright:
            continue
        # 、 and 。 are mostly blank: of the line before them nothing reaches in here.
        l, t, r, b = (v * scale for v in (glyph.left, glyph.head, glyph.right, glyph.foot))
        if glyph.char == "ー":
            tall = ink(image, width, (l + r) / 2 - 2, t, (l + r) / 2 + 3, b)
            flat = ink(image, width, l, (t + b) / 2 - 2, r, (t + b) / 2 + 3)
            if tall <= flat:
                yield "ー lies as in a horizontal line"
        else:
            corner = ink(image, width, (l + r) / 2, t, r, (t + b) / 2)
            if corner == 0:
                yield f"no ink of {glyph.char} in the upper right of its em"


def faults(program, source):
    with tempfile.TemporaryDirectory() as folder:
        pdf, xml = Path(folder) / "a.pdf", Path(folder) / "a.xml"
        pub.run(program, "convert", "-q", "--template", "tategaki", "-o", pdf, source)
        pub.run(program, "convert", "-q", "-f", "xml", "-o", xml, source)
        difference = pub.first_difference(pub.squeeze(pub.xml_text(xml)),
                                          pub.squeeze(pub.pdf_struct_text(pdf)))
        if difference:
            yield "the text is not the record's: " + difference
        glyphs = list(glyphs_of(pdf))
        for glyph in glyphs:
            if glyph.char.strip():
                yield from check_glyph(glyph)
        lines = lines_of(glyphs)
        for i, line in enumerate(lines):
            # A line goes on where its last glyph is near the measure's end.
            full = [TOP + l[0].column * STEP + MEASURE - l[-1].foot < SIZE
                    for l in (lines[i - 1], line)]
            yield from check_line(line, i > 0 and full[0], full[1])
        yield from check_forms(pdf, glyphs, folder)
        if len(lines) < 20:
            yield f"only {len(lines)} lines were seen"


def main():
    program, sources = sys.argv[1], sys.argv[2:]
    failed = 0
    for source in sources:
        found = list(faults(program, source))
        print(("FAIL " if found else "ok   ") + Path(source).name)
        print("".join(f"  {fault}\n" for fault in found[:20]), end="")
        failed += bool(found)
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
