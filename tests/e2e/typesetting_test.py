#!/usr/bin/env python3
"""The checker of pages can fail: each fault put in by hand into a sound layout is found."""

import unittest

import typesetting
from typesetting import Char, faults, measure_blocks

EM = 10.0


def paragraph(*lines):
    """Lines of text set solid from x = 0, each on its own baseline."""
    return ("p", [[Char(0, i * EM, 20.0 * row, EM, c, 1.0)
                   for i, c in enumerate(line)] for row, line in enumerate(lines)])


def shifted(line, start, by):
    return [c._replace(x=c.x + by) if i >= start else c
            for i, c in enumerate(line)]


class Checker(unittest.TestCase):
    def check(self, block, fault):
        found = faults(measure_blocks([block]))
        if fault:
            self.assertTrue(any(fault in f for f in found), found)
        else:
            self.assertEqual(found, [])

    def test_sound(self):
        self.check(paragraph("本日は晴天で", "ある。"), None)

    def test_closing_mark_at_its_half(self):
        name, lines = paragraph("本日は晴天で", "本日は晴天、", "本日は晴天で", "ある")
        lines[1] = shifted(lines[1], 1, 5.0)
        self.check((name, lines), None)

    def test_line_start(self):
        for c in "、。」）ーっゃ々・？":
            self.check(paragraph("本日は晴天で", c + "ある"), "begins")

    def test_line_end(self):
        for c in "「（『【":
            self.check(paragraph("本日は晴天" + c, "ある"), "ends with")

    def test_last_line_may_end_with_anything(self):
        self.check(paragraph("本日は晴天で", "ある「"), None)

    def test_right_edge(self):
        name, lines = paragraph("本日は晴天で", "本日は晴天で", "ある")
        lines[1] = shifted(lines[1], 5, 0.02)
        self.check((name, lines), "off the measure")

    def test_latin_gap(self):
        name, lines = paragraph("本日はA天で", "ある")
        self.check((name, lines), "Japanese-Latin")  # set solid
        lines[0] = shifted(shifted(lines[0], 3, 2.5), 4, 2.5)
        self.check((name, lines), None)
        lines[0] = shifted(lines[0], 3, 6.0)
        self.check((name, lines), "Japanese-Latin")

    def test_every_row_of_the_table(self):
        self.assertFalse(typesetting.NO_START & typesetting.NO_END)
        self.assertNotIn("-", typesetting.NO_START)


if __name__ == "__main__":
    unittest.main()
