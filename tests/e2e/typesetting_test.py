#!/usr/bin/env python3
"""The checker of pages can fail: each fault put in by hand into a sound layout is found."""

import unittest

import typesetting_rules as rules
from typesetting import measure_blocks
from typesetting_rules import Char

EM = 10.0


def width_of(c):
    return 0.5 if c.isascii() else 1.0


def set_line(text, row=0, page=0, gaps=None, size=EM):
    """A line as JLREQ sets it from x = 0: bodies, and the natural gap between any two of
    them, or gaps[i] em behind the i-th character. A blank makes no character."""
    line, pen, white = [], 0.0, ""
    for c in text:
        if c == " ":
            white = " "
            continue
        char = Char(page, 0.0, 20.0 * row, size, c, width_of(c), white)
        if line:
            i = len(line) - 1
            kinds = rules.kind_of(line[-1]) + rules.kind_of(char)
            pen += (gaps or {}).get(i, 1 / 3 if white else NATURAL.get(kinds, 0)) * size
        start, end = rules.body_of(char)
        line.append(char._replace(x=pen - start * size))
        pen += (end - start) * size
        white = ""
    return line


# 3.1.4, 3.2.6: gaps of a line that nothing has to be done to.
NATURAL = {**{a + b: 0.5 for a in "CMF" for b in "PLO"}, "PO": 0.5, "LO": 0.5,
           "PL": 0.25, "LP": 0.25, "PD": 0.25, "DP": 0.25, "CD": 0.25, "MD": 0.25,
           "DO": 0.25, "OD": 0.25, "DC": 0.25, "DD": 0.5, "FD": 0.75, "DL": 0.25, "LD": 0.25}


def block(*lines, name="p"):
    return (name, [line if isinstance(line, list) else set_line(line, row)
                   for row, line in enumerate(lines)])


class Checker(unittest.TestCase):
    def check(self, blocks, fault, **options):
        blocks = blocks if isinstance(blocks, list) else [blocks]
        found = measure_blocks(blocks, **options)["faults"]
        if fault:
            self.assertTrue(any(fault in f for f in found), found)
        else:
            self.assertEqual(found, [])

    def test_sound(self):
        self.check(block("本日は晴天である", "Ａ。"), None)

    def test_closing_mark_at_its_half(self):
        line = set_line("本日は天A、", gaps={3: 0.5})
        for right, sound in ((55, True), (60, True), (57.5, False)):
            self.check(block(line, "ある"), None if sound else "off the measure", right=right)

    def test_line_start(self):
        for c in "、。」』）】ーっゃ々・？！〟〜ヶ":
            self.check(block("本日は晴天で", c + "ある"), "begins")

    def test_line_end(self):
        for c in "「（『【〝":
            self.check(block("本日は晴天" + c, "ある"), "ends with")

    def test_last_line_may_end_with_anything(self):
        self.check(block("本日は晴天で", "ある「"), None)

    def test_inseparable(self):
        for pair in ("――", "……", "‥‥"):
            self.check(block("本日は晴天" + pair[0], pair[1] + "ある"), "inseparable")
        self.check(block("本日は晴天…", "―ある"), None)

    def test_numbers(self):
        self.check(block("本日は晴20", "25ある"), "parts a number")
        self.check(block("本日は晴２０", "％ある"), "parts a number")
        # Wider than the line, it has to be parted.
        self.check(block("２０２５", "２０２５"), None)

    def test_right_edge(self):
        lines = [set_line("本日は晴天で", row) for row in range(3)]
        lines[1] = lines[1][:-1] + [lines[1][-1]._replace(x=lines[1][-1].x + 0.02)]
        self.check(block(*lines), "off the measure")

    def test_japanese_latin(self):
        for gap, sound in ((0.25, True), (0.125, True), (0.5, True), (0, False), (0.1, False)):
            line = set_line("本日はA天で", gaps={2: gap, 3: gap})
            self.check(block(line), None if sound else "a gap PL", right=line[-1].x + EM)
        self.check(block(set_line("本日はA天で", gaps={2: 0.6, 3: 0.6})), "a gap PL")

    def test_pairs(self):
        for text in ("本」「本", "本、「本", "本。）本", "本（「本", "本」、本", "本」』本", "本、本", "本・本"):
            sound = set_line(text)
            self.check(block(sound), None)
            # The second of the pair half an em too far, as if the gaps did not merge.
            wide = sound[:2] + [c._replace(x=c.x + 0.8 * EM) for c in sound[2:]]
            self.check(block(wide), "a gap")
            # And before its place.
            self.check(block(sound[:2] + [c._replace(x=c.x - 0.6 * EM) for c in sound[2:]]),
                       "a gap")

    def test_full_stop_keeps_its_half(self):
        self.check(block(set_line("本。本", gaps={1: 0.25})), "a gap FP")
        self.check(block(set_line("本、本", gaps={1: 0.25})), None)

    def test_plain_text_squeezed(self):
        self.check(block(set_line("本日は晴天で", gaps={2: -0.1})), "a gap PP")

    def test_plain_text_unevenly(self):
        even = {i: 0.1 for i in range(5)}
        self.check(block(set_line("本日は晴天で", gaps=even), "で"), None)
        self.check(block(set_line("本日は晴天で", gaps={**even, 2: 0.12}), "で"), "plain text")

    def test_passing_the_bounds_unevenly(self):
        even = {0: 0.4, 1: 0.65, 2: 0.65, 3: 0.4}
        self.check(block(set_line("本日A本日", gaps=even), "で"), None)
        self.check(block(set_line("本日A本日", gaps={**even, 2: 0.75}), "で"), "not evenly")
        # A last line has no reason to.
        self.check(block(set_line("本日A本日", gaps=even)), "a gap")

    def test_nothing_to_stretch(self):
        line = set_line("（木）", gaps={0: 0.3, 1: 0.3})
        self.check(block(line, "で"), None, right=25.0 + 6)
        self.check(block(line), "a gap")
        self.check(block(set_line("（木）", gaps={0: 0.3, 1: 0.2}), "で"), "a gap")

    def test_order_of_steps(self):
        gaps = {i: 0.1 for i in (0, 3, 4)}
        self.check(block(set_line("本日A本日本", gaps={**gaps, 1: 0.3, 2: 0.3}), "で"),
                   "set apart while PL")
        self.check(block(set_line("本日、本日", gaps={0: 0.1, 1: 0, 2: 0.5, 3: 0.1}), "で"),
                   "set apart while MP")
        self.check(block(set_line("本A、本日", gaps={0: 0.125, 2: 0.5}), "で"), "squeezed while MP")

    def test_word_space(self):
        self.check(block(set_line("AB CD", gaps={1: 0.3})), None)
        self.check(block(set_line("AB CD", gaps={1: 0.2})), "word space")
        self.check(block(set_line("AB CD", gaps={1: 0.8})), "word space")

    def test_heading_at_the_foot(self):
        for name in ("heading", "term", "speaker"):
            heading = block("議題", name=name)
            self.check([heading, block(set_line("本日は", page=1))], "at the page's foot")
            self.check([heading, block(set_line("本日は", row=1))], None)

    def test_one_character_on_a_page(self):
        lines = [set_line("本日は晴天で"), set_line("る。", page=1)]
        self.check(block(*lines), "at the page's head", last_line_min=3)
        self.check(block(*lines), None, last_line_min=2)

    def test_grid(self):
        lines = [set_line("本日は晴天で", row) for row in range(3)]
        self.check(block(*lines), None, pitch=20.0)
        lines[2] = [c._replace(y=c.y + 0.1) for c in lines[2]]
        self.check(block(*lines), "off the grid", pitch=20.0)

    def test_every_row_of_the_table(self):
        self.assertFalse(rules.NO_START & rules.NO_END)
        self.assertNotIn("-", rules.NO_START)


if __name__ == "__main__":
    unittest.main()
