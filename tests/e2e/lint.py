#!/usr/bin/env python3
"""Lint as its users have it: fixtures for each rule, formats, configuration.

PROGRAM=build/release/gijiroku tests/e2e/lint.py [-v] [Class[.test]]
"""

import hashlib
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


class Fix(Case):
    ALL = ["--fix-rule", "number-width-mix,variant-term,wave-dash,minus-dash"]

    def test_twice_changes_nothing_the_second_time(self):
        for rule, kind in rules().items():
            for extra in ([], self.ALL):
                source = self.write(f"{rule}.txt",
                                    (FIXTURES / rule / "bad.txt").read_bytes())
                before = source.read_bytes()
                gijiroku("lint", "--fix", *extra, source)
                once = source.read_bytes()
                record = self.folder / f"{rule}.txt.changes.json"
                written = record.read_bytes() if record.exists() else b""
                gijiroku("lint", "--fix", *extra, source)
                with self.subTest(rule=rule, extra=extra):
                    self.assertEqual(source.read_bytes(), once)
                    self.assertEqual(record.read_bytes() if record.exists() else b"",
                                     written)
                    mends = kind == "SAFE" or (kind == "ON_REQUEST" and extra)
                    self.assertEqual(once != before, bool(mends))
                    self.assertEqual(record.exists(), once != before)
                if record.exists():
                    record.unlink()

    def replay(self, before, record):
        """The text that the record makes of the old one: a second way to the new one."""
        lines = before.split("\n")
        for fix in record["fixes"]:
            for change in reversed(fix["changes"]):
                line, start = lines[change["line"] - 1], change["column"] - 1
                end = start + len(change["before"])
                self.assertEqual(line[start:end], change["before"])
                lines[change["line"] - 1] = line[:start] + change["after"] + line[end:]
        return "\n".join(lines)

    def test_all_that_changes_is_recorded(self):
        before = SAMPLE.read_bytes()
        source = self.write("s.txt", before)
        gijiroku("lint", "--fix", source)
        gijiroku("lint", "--fix", *self.ALL, source)
        record = json.loads((self.folder / "s.txt.changes.json").read_text())
        self.assertEqual(len(record["fixes"]), 2)
        self.assertEqual(self.replay(before.decode(), record),
                         source.read_bytes().decode())
        self.assertEqual(record["fixes"][0]["sha256-before"],
                         hashlib.sha256(before).hexdigest())
        self.assertEqual(record["fixes"][1]["sha256-after"],
                         hashlib.sha256(source.read_bytes()).hexdigest())

    def test_names_stay(self):
        text = (FIXTURES / "radical" / "bad.txt").read_text().replace(
            "青柳 一郎", "⻘柳 ⼀郎").replace("水鏡大学", "⽔鏡⼤学")
        text = text.replace("- ⽔の", "○⻘柳委員　⽔の\n- ⽔の")
        source = self.write("a.txt", text)
        found = [f for f in self.findings(source) if f["line"] == 7]
        self.assertEqual([f["fix"] for f in found], [None] * 4)
        gijiroku("lint", "--fix", source)
        after = source.read_text()
        self.assertIn("⻘柳 ⼀郎\t⽔鏡⼤学 教授", after)
        self.assertIn("○⻘柳委員　水の", after)
        self.assertIn("- 水の量を見る", after)

    def test_encoding_and_line_ends_are_kept(self):
        text = (FIXTURES / "spaced-latin" / "bad.txt").read_text()
        text = text.replace("～", "から")  # EUC-JP of Python has another wave
        wanted = text.replace("I S A C", "ISAC").replace("O T", "OT").replace(
            "G t o G", "GtoG")
        for codec, end in (("cp932", "\r\n"), ("euc_jp", "\n"), ("iso2022_jp", "\r\n"),
                           ("utf-16", "\r\n"), ("utf-8-sig", "\r\n"), ("utf-8", "\r")):
            source = self.write("a.txt", text.replace("\n", end).encode(codec))
            done = gijiroku("lint", "--fix", source)
            with self.subTest(codec=codec, end=end):
                self.assertEqual(source.read_bytes(),
                                 wanted.replace("\n", end).encode(codec),
                                 done.stderr.decode())

    def test_bytes_that_would_not_come_back_are_refused(self):
        """Two bytes of CP932 for one character: written anew, the other comes out."""
        text = (FIXTURES / "spaced-latin" / "bad.txt").read_text().encode("cp932")
        before = text.replace("工場".encode("cp932"), b"\xed\x40\x8f\xea")
        source = self.write("a.txt", before)
        done = gijiroku("lint", "--fix", source)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"UTF-8 first", done.stderr)
        self.assertEqual(source.read_bytes(), before)
        self.assertEqual(len(list(self.folder.iterdir())), 1)

    def test_diff_is_what_patch_applies(self):
        source = self.write("s.txt", SAMPLE.read_bytes())
        done = gijiroku("lint", "--diff", *self.ALL, "s.txt", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(source.read_bytes(), SAMPLE.read_bytes())
        subprocess.run(["git", "apply", "--unsafe-paths", "-p0", "-"], input=done.stdout,
                       cwd=self.folder, check=True)
        patched = source.read_bytes()
        self.assertNotEqual(patched, SAMPLE.read_bytes())
        source.write_bytes(SAMPLE.read_bytes())
        gijiroku("lint", "--fix", *self.ALL, source)
        self.assertEqual(source.read_bytes(), patched)
        self.assertEqual(gijiroku("lint", "--diff", *self.ALL, source).stdout, b"")

    def test_what_is_let_pass_is_not_mended(self):
        before = (FIXTURES / "spaced-latin" / "bad.txt").read_bytes()
        source = self.write("a.txt", before)
        self.write("gijiroku.yaml", "lint: {ignore: ['a.txt:14 spaced-latin']}\n")
        gijiroku("lint", "--fix", source)
        self.assertEqual(source.read_bytes(), before.replace(b"G t o G", b"GtoG"))

    def test_refused(self):
        source = self.write("a.txt", (FIXTURES / "radical" / "bad.txt").read_bytes())
        xml = self.folder / "a.xml"
        gijiroku("convert", source, "-f", "xml", "-o", xml)
        for words, told in ((["--fix-rule", "pua", source], "a person decides"),
                            (["--fix-rule", "radicl", source], "did you mean 'radical'"),
                            (["--fix", xml], "only plain text is mended")):
            with self.subTest(words=words):
                done = gijiroku("lint", *words)
                self.assertEqual(done.returncode, 2)
                self.assertIn(told, done.stderr.decode())
        done = gijiroku("lint", "--fix", "-", stdin=source.read_bytes())
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"standard input cannot be mended", done.stderr)

    def test_no_change_without_its_record(self):
        source = self.write("a.txt", (FIXTURES / "radical" / "bad.txt").read_bytes())
        before = source.read_bytes()
        self.write("a.txt.changes.json", "[]\n")
        done = gijiroku("lint", "--fix", source)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(source.read_bytes(), before)


class Baseline(Case):
    def test_old_findings_pass_and_new_ones_do_not(self):
        text = (FIXTURES / "spaced-latin" / "bad.txt").read_text()
        source, baseline = self.write("a.txt", text), self.folder / "baseline.json"
        done = gijiroku("lint", "--write-baseline", baseline, source)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.findings("--baseline", baseline, source, status=0), [])
        self.write("a.txt", text.replace("（１）開会", "- D X を進める。\n（１）開会"))
        found = self.findings("--baseline", baseline, source, status=1)
        self.assertEqual([(f["line"], f["column"]) for f in found], [(13, 3)])
        self.write("gijiroku.yaml", "lint: {baseline: baseline.json}\n")
        self.assertEqual(len(self.findings(source, status=1)), 1)
        again = gijiroku("lint", "--write-baseline", baseline, source)
        self.assertEqual(again.returncode, 1)
        self.assertEqual(self.findings(source, status=0), [])

    def test_one_that_is_none_is_refused(self):
        source = self.write("a.txt", (FIXTURES / "radical" / "bad.txt").read_bytes())
        for content in ("{", "[]", "{}", "text"):
            baseline = self.write("b.json", content)
            done = gijiroku("lint", "--baseline", baseline, source)
            with self.subTest(content=content):
                self.assertEqual(done.returncode, 2)
                self.assertIn(b"no baseline", done.stderr)


class Dictionaries(Case):
    def test_the_programs_own_pass(self):
        done = gijiroku("lint", "--test-dictionary")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        terms, tests, failed = map(int, re.findall(r"\d+", done.stderr.decode()))
        self.assertGreater(terms, 100)
        self.assertGreater(tests, 2 * terms)
        self.assertEqual(failed, 0)

    def test_failures_are_told_with_their_place(self):
        words = self.write("words.yaml", "terms:\n"
                           "  - forms: [町民, 住民]\n"
                           "    not-after: [地]\n"
                           "    found: [町民と住民, 町民の声]\n"
                           "    clean: [町民と地住民, 住民と町民]\n"
                           "  - forms: [会合, 町民]\n")
        done = gijiroku("lint", "--test-dictionary", words)
        self.assertEqual(done.returncode, 1)
        for told in (":4:20: warning: the term is not found in this text",
                     ":5:21: warning: the term is found in this text, and must not be",
                     ':6:13: warning: no text tries "会合"',
                     ':6:17: warning: "町民" stands in line 2 already',
                     "2 terms, 4 texts tried, 2 failed"):
            self.assertIn(told, done.stderr.decode())

    def test_faulty_ones_are_refused_with_their_place(self):
        for yaml, told in (("terms:\n  - forms: [一]\n", ":2:13: .*at least two forms"),
                           ("terms:\n  - forms: [一, '']\n", ":2:16: .*expected a text"),
                           ("terms:\n  - form: [一, 二]\n", ":2:5: .*forms"),
                           ("terms:\n  - forms: [一, " + "二" * 33 + "]\n", ":2:16: .*32")):
            words = self.write("words.yaml", yaml)
            done = gijiroku("lint", "--test-dictionary", words)
            with self.subTest(yaml=yaml):
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stderr.decode(), told)


class Rosters(Case):
    TEXT = (FIXTURES / "confusable-name" / "good.txt").read_text()

    def look(self, members, body="水鏡市緑化推進会議"):
        self.write("r.yaml", "members: [" + ", ".join(members) + "]\n")
        self.write("gijiroku.yaml", f"bodies: [{{name: {body}, roster: r.yaml}}]\n")
        return [(f["rule"], f["line"], f["column"])
                for f in self.findings(self.write("a.txt", self.TEXT))]

    def test_look_alikes_of_the_roster_are_told(self):
        self.assertEqual(self.look(["青柳 一郎", "穴戸 恵", "高橋 道"]),
                         [("confusable-name", 8, 1), ("confusable-name", 9, 1)])
        self.assertEqual(self.look(["青柳 一郎", "宍戸　恵", "髙橋道"]), [])

    def test_the_roster_of_another_body_is_not_this_ones(self):
        self.assertEqual(self.look(["穴戸 恵"], body="水鏡市議会"), [])


class Tables(Case):
    """Generated tables against another source: Python's own Unicode data and codecs."""

    def chunks(self, characters, size=600):
        for i in range(0, len(characters), size):
            lines = [characters[j:j + 40] for j in range(i, min(i + size,
                                                                len(characters)), 40)]
            yield self.write(f"{i:06d}.txt", "会議録\n\n" + "".join(
                "。".join(line) + "。\n" for line in lines))

    def test_every_kanji_of_the_main_block(self):
        def known(c):
            for codec in ("euc_jis_2004", "cp932"):
                try:
                    c.encode(codec)
                    return True
                except UnicodeEncodeError:
                    pass
            return False

        kanji = "".join(c for c in map(chr, range(0x4E00, 0xA000))
                        if unicodedata.category(c) == "Lo")
        found = self.findings(*self.chunks(kanji))
        told = {re.search(r"U\+([0-9A-F]+)", f["message"])[1] for f in found
                if f["rule"] == "non-jis-kanji"}
        self.assertEqual(told, {f"{ord(c):04X}" for c in kanji if not known(c)})

    def test_every_radical(self):
        radicals = "".join(c for c in map(chr, [*range(0x2E80, 0x2EF4),
                                                *range(0x2F00, 0x2FD6)])
                           if unicodedata.category(c) == "So")
        found = {f["fix"]["before"]: f["fix"]["after"]
                 for f in self.findings(*self.chunks(radicals))
                 if f["rule"] == "radical"}
        for c in radicals:
            if c >= "\u2F00":  # NFKC knows these
                self.assertEqual(found[c], unicodedata.normalize("NFKC", c))
            elif c in found:
                self.assertTrue(0x3400 <= ord(found[c]) < 0xA000 or ord(found[c]) > 0x1FFFF)
        self.assertEqual(set(radicals) - set(found), {"\u2E80"})  # CJK RADICAL REPEAT

    def test_every_compatibility_ideograph(self):
        wanted = {f"{i:04X}" for i in range(0xF900, 0xFB00)
                  if unicodedata.normalize("NFC", chr(i)) != chr(i) and
                  unicodedata.category(chr(i)) == "Lo" and i < 0xFADA}
        text = "".join(chr(int(c, 16)) for c in sorted(wanted)) + "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
        found = {re.search(r"U\+([0-9A-F]+)", f["message"])[1]
                 for f in self.findings(*self.chunks(text))
                 if f["rule"] == "compat-ideograph"}
        self.assertEqual(found, wanted)


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
