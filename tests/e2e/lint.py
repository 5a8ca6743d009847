#!/usr/bin/env python3
"""Lint as its users have it: fixtures for each rule, formats, configuration.

PROGRAM=build/release/gijiroku tests/e2e/lint.py [-v] [Class[.test]]
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(os.environ["PROGRAM"]).resolve())
SAMPLE = ROOT / "input" / "2025-09-19-cybersecurity-experts-01.txt"
FIXTURES = ROOT / "tests" / "fixtures" / "lint"
RULES = ROOT / "pipeline" / "lint" / "include" / "lint" / "rules.def"


def rules():
    """{public name: what --fix may do}, from the table itself."""
    return dict(re.findall(r'LINT_RULE\(\w+, "([a-z-]+)", \w+, (\w+)\)', RULES.read_text()))


def gijiroku(*arguments, stdin=b"", cwd=None, **more):
    kept = {k: os.environ[k] for k in ("PATH", "HOME", "ASAN_OPTIONS", "LSAN_OPTIONS")
            if k in os.environ}
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, cwd=cwd,
                          env={**kept, "LC_ALL": "C", **more}, capture_output=True)


class Case(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def findings(self, *arguments, status=None, **more):
        done = gijiroku("lint", "--format", "json", *arguments, **more)
        self.assertIn(done.returncode, (0, 1), done.stderr.decode())
        if status is not None:
            self.assertEqual(done.returncode, status, done.stderr.decode())
        return json.loads(done.stdout)["findings"]


def line_of(path, number):
    return path.read_bytes().decode().split("\n")[number - 1]


class Fixtures(Case):
    """A text that each rule finds fault with, and one that comes near."""

    def test_every_rule_has_both(self):
        folders = {path.name for path in FIXTURES.iterdir() if path.is_dir()}
        self.assertEqual(folders, set(rules()))

    def test_bad_is_found_where_it_is_and_nothing_else(self):
        for rule in rules():
            source = FIXTURES / rule / "bad.txt"
            wanted = [tuple(map(int, line.split(":"))) for line in
                      (FIXTURES / rule / "bad.expected").read_text().split()]
            with self.subTest(rule=rule):
                found = self.findings("-v", source, *self.more(rule), status=1)
                self.assertEqual({f["rule"] for f in found}, {rule})
                self.assertEqual([(f["line"], f["column"]) for f in found], wanted)

    def test_good_is_clean(self):
        for rule in rules():
            with self.subTest(rule=rule):
                found = self.findings("-v", FIXTURES / rule / "good.txt", *self.more(rule),
                                      status=0)
                self.assertEqual(found, [])

    def more(self, rule):
        configuration = FIXTURES / rule / "gijiroku.yaml"
        return ["--config", configuration] if configuration.exists() else []


class Sample(Case):
    def test_what_is_wrong_with_it_and_nothing_beside(self):
        found = self.findings(SAMPLE, status=1)
        text = SAMPLE.read_bytes().decode().split("\n")
        seen = []
        for f in found:
            place = f["places"][0]
            self.assertEqual((f["line"], f["column"]), (place["line"], place["column"]))
            start = f["column"] - 1
            seen.append((f["rule"],
                         text[f["line"] - 1][start:start + place["length"]]))
        self.assertEqual(seen, [
            ("non-jis-kanji", "齐"),
            ("number-width-mix", "(6)"),
            ("variant-term", "取組み"),
            ("spaced-latin", "I S A C"),
            ("spaced-latin", "O T"),
            ("spaced-latin", "O T"),
            ("spaced-latin", "G t o G"),
            ("spaced-latin", "G t o B t o G"),
            ("variant-term", "取り組み"),
            ("variant-term", "および"),
            ("variant-term", "5つ"),
            ("number-width-mix", "(8)"),
            ("doubled-kana", "きき"),
            ("number-width-mix", "(9)"),
        ])
        self.assertTrue(text[190].find("いききたい") + 2 == found[-2]["column"])

    def test_the_same_from_xml_and_from_other_encodings(self):
        wanted = [(f["rule"], f["line"], f["column"], f["message"])
                  for f in self.findings(SAMPLE)]
        text = SAMPLE.read_text(encoding="utf-8")
        xml = self.folder / "sample.xml"
        gijiroku("convert", SAMPLE, "-f", "xml", "-o", xml)
        sources = [xml, self.write("u16.txt", text.encode("utf-16"))]
        for source in sources:
            with self.subTest(source=source.name):
                self.assertEqual([(f["rule"], f["line"], f["column"], f["message"])
                                  for f in self.findings(source)], wanted)


class Text(Case):
    def test_line_and_caret(self):
        source = FIXTURES / "spaced-latin" / "bad.txt"
        done = gijiroku("lint", source)
        self.assertEqual(done.returncode, 1)
        lines = done.stdout.decode().split("\n")
        self.assertEqual(lines[0], f'{source}:14:8: warning: "I S A C" is spaced letter by '
                                   'letter; "ISAC" is meant [spaced-latin]')
        self.assertEqual(lines[1], line_of(source, 14))
        before = line_of(source, 14)[:7]
        cells = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in before)
        self.assertEqual(lines[2], " " * cells + "^")
        self.assertIn(b"3 findings\n", done.stderr)

    def test_clean_is_silent(self):
        done = gijiroku("lint", FIXTURES / "spaced-latin" / "good.txt")
        self.assertEqual((done.returncode, done.stdout), (0, b""))

    def test_speaks_japanese(self):
        done = gijiroku("lint", FIXTURES / "spaced-latin" / "bad.txt", LANG="ja_JP.UTF-8",
                        LC_ALL="ja_JP.UTF-8")
        self.assertIn("警告: 「I S A C」", done.stdout.decode())


class Sarif(Case):
    """What OASIS' schema and text demand of the parts that are written."""

    def test_result_points_into_rules_and_text(self):
        source = self.write("a b.txt", (FIXTURES / "variant-term" / "bad.txt").read_bytes())
        done = gijiroku("lint", "--format", "sarif", "a b.txt", cwd=self.folder)
        run, = json.loads(done.stdout)["runs"]
        declared = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        self.assertEqual(declared, list(rules()))
        self.assertEqual(len(run["results"]), 2)
        for result in run["results"]:
            self.assertEqual(declared[result["ruleIndex"]], result["ruleId"])
            place = result["locations"][0]["physicalLocation"]
            self.assertEqual(place["artifactLocation"]["uri"], "a%20b.txt")
            for change in result["fixes"][0]["artifactChanges"][0]["replacements"]:
                region = change["deletedRegion"]
                text = line_of(source, region["startLine"])
                self.assertIn(text[region["startColumn"] - 1:region["endColumn"] - 1],
                              ("取組み", "および"))
                self.assertIn(change["insertedContent"]["text"], ("取組", "及び"))

    def test_fingerprints_outlive_lines_that_move(self):
        text = (FIXTURES / "spaced-latin" / "bad.txt").read_text()
        moved = text.replace("（１）開会\n", "（１）開会\n- 会長が開いた。\n- 始めた。\n")
        a = self.findings(self.write("a.txt", text))
        b = self.findings(self.write("a.txt", moved))
        self.assertEqual([f["fingerprint"] for f in a], [f["fingerprint"] for f in b])
        self.assertNotEqual([f["line"] for f in a], [f["line"] for f in b])
        self.assertEqual(len({f["fingerprint"] for f in a}), 3)


class Annotations(Case):
    def test_they_are_escaped(self):
        self.write("a,b:c%.txt", (FIXTURES / "spaced-latin" / "bad.txt").read_bytes())
        done = gijiroku("lint", "--format", "github", "a,b:c%.txt", cwd=self.folder)
        self.assertEqual(done.stdout.decode().split("\n")[0],
                         "::warning file=a%2Cb%3Ac%25.txt,line=14,col=8,endColumn=15,"
                         'title=spaced-latin::"I S A C" is spaced letter by letter; '
                         '"ISAC" is meant')


class Explain(Case):
    def test_every_rule_in_both_languages(self):
        for rule in rules():
            english = gijiroku("explain", rule)
            japanese = gijiroku("explain", rule, LC_ALL="ja_JP.UTF-8")
            with self.subTest(rule=rule):
                self.assertEqual((english.returncode, japanese.returncode), (0, 0))
                for part in ("What it finds", "Why", "Example", "Mending", "Norm"):
                    self.assertIn(f"\n{part}\n  ", english.stdout.decode())
                for part in ("指摘するもの", "理由", "例", "修正", "よりどころ"):
                    self.assertIn(f"\n{part}\n  ", japanese.stdout.decode())
                for line in (english.stdout + japanese.stdout).decode().split("\n"):
                    cells = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1
                                for c in line)
                    self.assertLessEqual(cells, 82, line)

    def test_example_triggers_the_rule_that_it_is_of(self):
        for rule in ("spaced-latin", "radical", "doubled-kana", "unpaired-bracket",
                     "non-jis-kanji", "halfwidth-kana", "wave-dash", "variant-term"):
            text = gijiroku("explain", rule).stdout.decode()
            bad, good = text.split("Example\n")[1].split("\n\n")[0].split("  →\n")
            with self.subTest(rule=rule):
                self.assertIn(rule, {f["rule"] for f in self.findings(
                    self.write("bad.txt", bad.strip()))})
                self.assertNotIn(rule, {f["rule"] for f in self.findings(
                    self.write("good.txt", good.strip()))})

    def test_list_and_advice(self):
        listed = gijiroku("explain").stdout.decode().splitlines()
        self.assertEqual([line.split()[0] for line in listed], list(rules()))
        done = gijiroku("explain", "spaced-latn")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"did you mean 'spaced-latin'", done.stderr)


class Usage(Case):
    def test_wrong_usage_is_2(self):
        source = FIXTURES / "radical" / "bad.txt"
        for words, told in ((["--format", "xml", source], "text, json, sarif and github"),
                            (["--format", "jsn", source], "did you mean 'json'"),
                            (["--template", "a", source], "--template")):
            with self.subTest(words=words):
                done = gijiroku("lint", *words)
                self.assertEqual(done.returncode, 2)
                self.assertIn(told, done.stderr.decode())

    def test_one_bad_input_stops_no_other(self):
        bad, good = self.write("bad.txt", b""), FIXTURES / "radical" / "bad.txt"
        done = gijiroku("lint", "--format", "json", bad, good)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(json.loads(done.stdout)["findings"]), 3)

    def test_same_names_in_two_folders(self):
        a = self.write("a/x.txt", (FIXTURES / "radical" / "bad.txt").read_bytes())
        b = self.write("b/x.txt", (FIXTURES / "radical" / "good.txt").read_bytes())
        self.assertEqual({f["file"] for f in self.findings(a, b)}, {str(a)})


class Configuration(Case):
    def test_severities(self):
        source = self.write("a.txt", (FIXTURES / "radical" / "bad.txt").read_bytes())
        for severity, count, status in (("off", 0, 0), ("note", 0, 0), ("error", 3, 1)):
            self.write("gijiroku.yaml", f"lint: {{rules: {{radical: '{severity}'}}}}\n")
            with self.subTest(severity=severity):
                found = self.findings(source, status=status)
                self.assertEqual([f["severity"] for f in found], [severity] * count)
        self.write("gijiroku.yaml", "lint: {rules: {radical: note}}\n")
        self.assertEqual(len(self.findings("-v", source, status=1)), 3)

    def test_unknown_rules_are_refused_with_their_place(self):
        source = self.write("a.txt", (FIXTURES / "radical" / "bad.txt").read_bytes())
        for yaml, place in (("lint:\n  rules:\n    radicl: error\n", ":3:5:"),
                            ("lint:\n  ignore:\n    - a.txt radicl\n", ":3:7:")):
            self.write("gijiroku.yaml", yaml)
            done = gijiroku("lint", source)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr.decode(), place + r".*did you mean 'radical'")

    def test_ignore(self):
        source = self.write("m/a.txt", (FIXTURES / "spaced-latin" / "bad.txt").read_bytes())
        self.write("gijiroku.yaml", "lint: {ignore: ['m/a.txt:14 spaced-latin']}\n")
        self.assertEqual([f["line"] for f in self.findings(source, status=1)], [15])
        self.assertEqual([f["line"] for f in self.findings("m/a.txt", cwd=self.folder)],
                         [15])
        self.write("gijiroku.yaml", "lint: {ignore: ['m/a.txt spaced-latin']}\n")
        self.assertEqual(self.findings(source, status=0), [])

    def test_own_dictionary_comes_before_the_programs(self):
        source = self.write("a.txt", "会議録\n\n取組を見た。取組みを見た。取組を聞いた。\n町民と住民。\n")
        self.write("words.yaml", "terms:\n  - forms: [取組み, 取組]\n    always: true\n"
                                 "  - forms: [町民, 住民]\n")
        self.write("gijiroku.yaml", "lint: {dictionaries: [words.yaml]}\n")
        found = [f for f in self.findings(source) if f["rule"] == "variant-term"]
        self.assertEqual([(f["line"], f["column"], f["fix"]["after"]) for f in found],
                         [(3, 1, "取組み"), (4, 4, "町民")])


class Properties(Case):
    def test_output_is_the_same_whatever_the_locale(self):
        a = gijiroku("lint", "--format", "json", SAMPLE)
        b = gijiroku("lint", "--format", "json", SAMPLE, LC_ALL="ja_JP.UTF-8")
        self.assertEqual(a.stdout, b.stdout)

    def test_places_hold_what_fixes_say(self):
        for rule in rules():
            source = FIXTURES / rule / "bad.txt"
            for f in self.findings("-v", source):
                if f["fix"]:
                    start = f["column"] - 1
                    self.assertTrue(line_of(source, f["line"])[start:].startswith(
                        f["fix"]["before"]), f)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
