#!/usr/bin/env python3
"""The contracts of the command line, tried as a user and as a script would.

PROGRAM=build/release/gijiroku tests/e2e/cli.py [-v] [Class[.test]]
"""

import fcntl
import hashlib
import json
import os
import pty
import re
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
import unittest
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(os.environ["PROGRAM"]).resolve())
SAMPLE = ROOT / "input" / "2025-09-19-cybersecurity-experts-01.txt"
SLUG = SAMPLE.stem
FORMATS = ["xml", "md", "html", "pdf"]

# What the site has beside the documents, of the templates that come with the program.
SITE = {"index.html", "404.html", "feed.xml", "sitemap.xml", "robots.txt", "style.css",
        "look.css", "site.css", "search.html", "search.js", "manifest.json"}

MINUTES = """第３回試験会議　議事概要

１．日時：令和７年５月１３日（火）１０時００分～１１時３０分
２．場所：試験庁舎２階会議室
３．出席者
（委員）
赤井 一郎\t試験大学 教授

４．議事概要
（１）開会
- 会議を開いた。

以上
"""


def environment(**more):
    """As bare as a cron job's, in English."""
    kept = {k: os.environ[k] for k in ("PATH", "HOME", "ASAN_OPTIONS", "LSAN_OPTIONS")
            if k in os.environ}
    wanted = {**kept, "LC_ALL": "C", **more}
    return {name: value for name, value in wanted.items() if value is not None}


def gijiroku(*arguments, stdin=b"", cwd=None, env=None, **more):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, cwd=cwd,
                          env=env or environment(), capture_output=True, **more)


def tree(folder):
    """{relative path: bytes} of all files below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes()
            for p in sorted(Path(folder).rglob("*")) if p.is_file()}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterTemporary())

    def enterTemporary(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        return temporary.name

    def terminal(self):
        try:
            return pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminals here: {error}")

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def ends(self, done, status, told=None, product=b""):
        """Exit status, what standard error tells, what standard output carries."""
        errors = done.stderr.decode()
        self.assertEqual(done.returncode, status, errors)
        if told is not None:
            self.assertRegex(errors, told)
        if product is not None:
            self.assertEqual(done.stdout, product)
        return errors


class Usage(Case):
    def test_help_goes_to_standard_output(self):
        for words in (["--help"], ["-h"], ["build", "--help"], ["convert", "-h"],
                      ["--help", "inspect"]):
            done = gijiroku(*words)
            self.ends(done, 0, product=None)
            self.assertEqual(done.stderr, b"")
            self.assertIn(b"Usage: gijiroku", done.stdout)

    def test_help_names_every_command_and_none_that_is_not_there(self):
        commands = re.findall(r"^  ([a-z]+)  ", gijiroku("--help").stdout.decode(), re.M)
        self.assertEqual(commands, ["build", "watch", "merge", "convert", "inspect", "lint",
                                    "explain", "fonts", "verify"])
        for command in commands:
            self.ends(gijiroku(command, "--help"), 0, product=None)

    def test_version(self):
        done = gijiroku("--version")
        self.ends(done, 0, product=None)
        self.assertRegex(done.stdout.decode(), r"^gijiroku \d+\.\d+\.\d+\n$")

    def test_wrong_usage_is_2_and_gives_advice(self):
        source = self.write("a.txt", MINUTES)
        for words, told in (
                ([], "a command is missing"),
                (["bild"], "did you mean 'build'"),
                ([source], "gijiroku build"),
                (["build", "--formt", "xml", source], "did you mean '--format'"),
                (["build", "-f", "hmtl", source], "did you mean 'html'"),
                (["build", "-f", "txt", source], "xml, md, pdf, html"),
                (["build", "-f", "xml,", source], "no format ''"),
                (["convert", source], "the format is missing"),
                (["convert", source, "-f", "xml,pdf"], "one format at a time"),
                (["convert", "-f", "xml"], "takes one input, not 0"),
                (["convert", "-f", "xml", source, source], "takes one input, not 2"),
                (["convert", "-f", "xml", self.folder], "is a folder"),
                (["inspect"], "takes one input"),
                (["inspect", source, "--encoding", "Shift-JS"], "Shift-JS"),
                (["build", source, "--color=blue"], "auto, always or never")):
            with self.subTest(words=words):
                self.ends(gijiroku(*words, cwd=self.folder), 2, told)
        self.assertEqual(list(self.folder.iterdir()), [source])

    def test_unwritable_standard_output_is_3(self):
        source = self.write("a.txt", MINUTES)
        for words in (["--help"], ["convert", source, "-f", "xml"], ["inspect", source]):
            with self.subTest(words=words), open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *map(str, words)], stdout=full,
                                      stderr=subprocess.PIPE, env=environment())
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn(b"standard output", done.stderr)

    def test_broken_pipe_is_told(self):
        big = self.write("big.txt", MINUTES.replace("会議を開いた。", "会議を開いた。" * 9000))
        pipe = subprocess.Popen([PROGRAM, "convert", str(big), "-f", "xml"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=environment())
        pipe.stdout.close()
        errors = pipe.stderr.read()
        pipe.stderr.close()
        self.assertEqual(pipe.wait(), 3)
        self.assertIn(b"Broken pipe", errors)

    def test_closed_descriptors_do_no_harm(self):
        source = self.write("a.txt", MINUTES)
        done = subprocess.run(f"'{PROGRAM}' convert a.txt -f xml >&-", shell=True,
                              cwd=self.folder, env=environment(), capture_output=True)
        self.assertEqual(done.returncode, 3)
        done = subprocess.run(f"'{PROGRAM}' build a.txt -o out -f xml >&- 2>&- <&-",
                              shell=True, cwd=self.folder, env=environment())
        self.assertEqual(done.returncode, 0)
        self.assertTrue((self.folder / "out/a/a.xml").read_bytes().startswith(b"<?xml"))
        self.assertTrue(source.exists())

    def test_pdf_is_not_written_to_a_terminal(self):
        source = self.write("a.txt", MINUTES)
        master, slave = self.terminal()
        done = subprocess.run([PROGRAM, "convert", str(source), "-f", "pdf"],
                              stdout=slave, stderr=subprocess.PIPE, env=environment())
        os.close(slave)
        os.close(master)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"-o", done.stderr)


class Convert(Case):
    def test_every_format_reaches_standard_output_alone(self):
        begins = {"xml": b"<?xml", "md": b"---\n", "html": b"<!DOCTYPE html>",
                  "pdf": b"%PDF-", "txt": None, "json": b"{"}
        for name, head in begins.items():
            with self.subTest(format=name):
                done = gijiroku("convert", SAMPLE, "-f", name)
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                self.assertTrue(done.stdout.lstrip().startswith(head or b""))
                self.assertGreater(len(done.stdout), 1000)

    def test_output_file_and_its_ending(self):
        want = gijiroku("convert", SAMPLE, "-f", "md").stdout
        self.ends(gijiroku("convert", SAMPLE, "-o", "x.md", cwd=self.folder), 0)
        self.assertEqual((self.folder / "x.md").read_bytes(), want)
        self.assertEqual([p.name for p in self.folder.iterdir()], ["x.md"])

    def test_standard_input(self):
        done = gijiroku("convert", "-", "-f", "txt", stdin=MINUTES.encode())
        self.ends(done, 0, product=None)
        self.assertIn("試験会議", done.stdout.decode())

    def test_own_xml_is_an_input_under_any_name(self):
        xml = gijiroku("convert", SAMPLE, "-f", "xml").stdout
        path = self.write("looks-like-text.txt", xml)
        for name in ("md", "html", "txt", "json", "pdf", "xml"):
            with self.subTest(format=name):
                done = gijiroku("convert", path, "-f", name)
                self.ends(done, 0, product=None)
                if name not in ("html", "pdf"):  # these speak of the input file itself
                    self.assertEqual(done.stdout,
                                     gijiroku("convert", SAMPLE, "-f", name).stdout)

    def test_encodings_give_the_same_record(self):
        want = gijiroku("convert", "-", "-f", "txt", stdin=MINUTES.encode()).stdout
        for codec in ("utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"):
            with self.subTest(codec=codec):
                text = MINUTES.replace("～", "〜") if codec == "iso2022_jp" else MINUTES
                if codec == "euc_jp":
                    text = MINUTES.replace("～", "から")
                done = gijiroku("convert", "-", "-f", "txt", stdin=text.encode(codec))
                self.ends(done, 0, product=None)
                self.assertEqual(len(done.stdout.decode().split("\n")),
                                 len(want.decode().split("\n")))
                self.assertIn("試験大学", done.stdout.decode())


class BadInput(Case):
    def test_each_kind_is_refused_with_its_rule(self):
        xml = gijiroku("convert", SAMPLE, "-f", "xml").stdout
        for name, content, status, rule in (
                ("empty.txt", b"", 2, "input-empty"),
                ("blank.txt", " \n　\n".encode(), 2, "input-empty"),
                ("binary.txt", bytes(range(256)) * 64, 2, "input-binary"),
                ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(2000), 2, "input-binary"),
                ("cut.xml", xml[:len(xml) // 2], 2, "xml-syntax"),
                ("invalid.xml", xml.replace(b"<body>", b"<body><nonsense/>"), 2,
                 "xml-invalid"),
                ("ill.txt", MINUTES.encode() + "終わり".encode()[:-1], 2,
                 "encoding-invalid")):
            with self.subTest(name=name):
                path = self.write(name, content)
                for command in (["build", path, "-o", self.folder / "out"],
                                ["convert", path, "-f", "xml"]):
                    errors = self.ends(gijiroku(*command), status, rf"\[{rule}\]")
                    self.assertIn(name, errors)
        self.assertFalse((self.folder / "out").exists())

    def test_missing_and_unreadable_files_are_3(self):
        for words in (["build", "gone.txt"], ["convert", "gone.txt", "-f", "md"],
                      ["inspect", "gone.txt"]):
            self.ends(gijiroku(*words, cwd=self.folder), 3, "gone.txt")

    def test_no_input_is_2(self):
        self.ends(gijiroku("build", cwd=self.folder), 2, r"\[input-none\]")
        (self.folder / "input").mkdir()
        self.ends(gijiroku("build", cwd=self.folder), 2, r"\[input-none\]")

    def test_a_truncated_text_is_still_minutes(self):
        data = SAMPLE.read_bytes()
        for cut in (400, 3000, 20000):
            text = data[:cut].decode("utf-8", "ignore").encode()
            done = gijiroku("convert", "-", "-f", "txt", stdin=text)
            self.assertIn(done.returncode, (0, 1), done.stderr)
            self.assertEqual("".join(done.stdout.decode().split()),
                             "".join(text.decode().split()))

    def test_one_bad_input_stops_no_other(self):
        self.write("in/a.txt", MINUTES)
        self.write("in/b.txt", b"")
        self.write("in/c.txt", MINUTES)
        out = self.folder / "out"
        self.ends(gijiroku("build", self.folder / "in", "gone.txt", "-o", out), 3,
                  "input-empty")
        for slug in "ac":
            self.assertTrue((out / slug / f"{slug}.pdf").exists())
        self.assertFalse((out / "b").exists())
        index = (out / "index.html").read_text()
        self.assertIn('href="a/', index)
        self.assertNotIn('href="b/', index)

    def test_two_inputs_of_one_slug(self):
        self.write("x/a.txt", MINUTES)
        self.write("y/a.txt", MINUTES.replace("開会", "閉会"))
        out = self.folder / "out"
        self.ends(gijiroku("build", "x", "y", "-o", out, cwd=self.folder), 2,
                  r"y/a.txt: error: .*x/a.txt.*\[input-duplicate\]")
        self.assertIn("開会", (out / "a/a.md").read_text())

    def test_a_character_without_glyph_stops_the_pdf_alone(self):
        text = MINUTES.replace("会議を開いた", "会議を\U000130DEに開いた")
        source = self.write("a.txt", text)
        out = self.folder / "out"
        gijiroku("build", self.write("old/a.txt", MINUTES), "-o", out)
        self.assertTrue((out / "a/a.pdf").exists())
        errors = self.ends(gijiroku("build", source, "-o", out), 2,
                           r"a\.txt:11:6: error: .*\[glyph-missing\]")
        self.assertIn("U+130DE", errors)
        self.assertFalse((out / "a/a.pdf").exists(), "a PDF of another text stays")
        self.assertIn("\U000130DE", (out / "a/a.xml").read_text())
        self.assertNotIn('a.pdf"', (out / "a/index.html").read_text())
        self.ends(gijiroku("convert", source, "-f", "pdf"), 2, "glyph-missing")

    def test_unwritable_output_is_3_and_leaves_nothing(self):
        source = self.write("a.txt", MINUTES)
        self.write("file", b"")
        for words in (["build", source, "-o", "file"],
                      ["build", source, "-o", "file/below"],
                      ["convert", source, "-f", "xml", "-o", "file/x.xml"],
                      ["convert", source, "-f", "xml", "-o", "."]):
            with self.subTest(words=words):
                self.ends(gijiroku(*words, cwd=self.folder), 3, "cannot write")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()),
                         ["a.txt", "file"])

    def test_a_full_device_is_told_and_stays_a_device(self):
        self.ends(gijiroku("convert", SAMPLE, "-f", "xml", "-o", "/dev/full"), 3,
                  "No space left")
        self.assertTrue(Path("/dev/full").is_char_device())

    def test_a_full_disk_leaves_the_old_file(self):
        """A limit on the size of files stands in for the disk: writing fails half-way."""
        source = self.write("a.txt", MINUTES)
        target = self.write("a.pdf", b"old")

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

        done = gijiroku("convert", source, "-f", "pdf", "-o", target, preexec_fn=limit)
        self.ends(done, 3, "cannot write")
        self.assertEqual(target.read_bytes(), b"old")
        self.assertEqual(len(list(self.folder.iterdir())), 2)


class Diagnostics(Case):
    def caret(self, text, line, column, encoding="utf-8"):
        """The printed source line and the cell of its caret."""
        source = self.write("a.txt", text.encode(encoding))
        errors = gijiroku("convert", source, "-f", "pdf").stderr.decode().split("\n")
        at = next(i for i, row in enumerate(errors) if "[glyph-missing]" in row)
        self.assertTrue(errors[at].startswith(f"{source}:{line}:{column}: error: "),
                        errors[at])
        self.assertEqual(errors[at + 2].strip(), "^")
        return errors[at + 1], len(errors[at + 2]) - 1

    def test_caret_under_the_column_with_wide_characters(self):
        text = MINUTES.replace("- 会議を開いた。", "- abc会議\U000130DEを開いた。")
        line, cell = self.caret(text, 11, 8)
        self.assertEqual(line, "- abc会議\U000130DEを開いた。")
        self.assertEqual(cell, len("- abc") + 2 * len("会議"))

    def test_zero_width_characters_take_no_cell(self):
        text = MINUTES.replace("- 会議", "- 葛\U000E0100飾\U000130DE")
        _, cell = self.caret(text, 11, 6)
        self.assertEqual(cell, 2 + 2 + 0 + 2)

    def test_the_line_is_shown_as_decoded(self):
        text = MINUTES.replace("- 会議", "- ①\u2603会議").replace("～", "〜")
        source = self.write("a.txt", MINUTES.replace("- 会議", "- \U000130DE会議")
                            .encode("utf-16"))
        errors = gijiroku("convert", source, "-f", "pdf").stderr.decode()
        self.assertIn("- \U000130DE会議を開いた。\n  ^\n", errors)
        self.assertIn("①", text)

    def test_control_characters_do_not_reach_the_terminal(self):
        text = MINUTES.replace("- 会議", "- \x1b[31m\U000130DE会議")
        done = gijiroku("convert", self.write("a\x1b[2Jb.txt", text), "-f", "pdf")
        self.assertNotIn(b"\x1b", done.stderr)

    def test_color(self):
        source = self.write("a.txt", b"")
        for words, env, colored in (
                (["--color=always"], {}, True), (["--color=never"], {}, False),
                ([], {}, False), (["--color=always"], {"NO_COLOR": "1"}, True)):
            done = gijiroku("inspect", source, *words, env=environment(**env))
            self.assertEqual(b"\x1b[" in done.stderr, colored, (words, env))

    def on_terminal(self, *words, env=None, columns=80):
        """Standard error as a terminal of that width receives it."""
        master, slave = self.terminal()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
        subprocess.run([PROGRAM, *map(str, words)], stderr=slave,
                       stdout=subprocess.PIPE, env=env or environment(TERM="xterm"))
        os.close(slave)
        received = b""
        try:
            while chunk := os.read(master, 65536):
                received += chunk
        except OSError:
            pass  # how Linux tells that the other end is closed
        os.close(master)
        return received

    def test_a_terminal_gets_color_and_progress(self):
        bad = self.write("bad.txt", b"")
        self.assertIn(b"\x1b[1;31m", self.on_terminal("inspect", bad))
        for env in ({"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}):
            self.assertNotIn(b"\x1b[1", self.on_terminal("inspect", bad,
                                                         env=environment(**env)))
        self.write("in/a.txt", MINUTES)
        self.write("in/b.txt", MINUTES)
        words = ["build", self.folder / "in", "-o", self.folder / "out", "-f", "xml"]
        self.assertIn(b"[2/2]", self.on_terminal(*words))
        self.assertNotIn(b"[2/2]", self.on_terminal(*words, "-q"))
        self.assertNotIn(b"[2/2]", gijiroku(*words).stderr)

    def test_a_long_line_is_cut_to_the_terminal(self):
        for before in (0, 3, 30, 300):
            text = MINUTES.replace("- 会議", "- " + "会" * before + "\U000130DE" + "議" * 200)
            received = self.on_terminal("convert", self.write("a.txt", text), "-f", "pdf",
                                        "--color=never", columns=60).decode()
            rows = received.replace("\r", "").split("\n")
            at = next(i for i, row in enumerate(rows) if "[glyph-missing]" in row)
            cells = 0
            for c in rows[at + 1]:
                if c == "\U000130DE":
                    break
                cells += 2 if c == "…" or unicodedata.east_asian_width(c) in "WF" else 1
            self.assertEqual(rows[at + 2], " " * cells + "^")
            self.assertLessEqual(cells, 60)
            self.assertIn("…", rows[at + 1])
            self.assertLessEqual(len(rows[at + 1]), 32)

    def test_quiet_prints_errors_alone(self):
        source = self.write("a.txt", MINUTES)
        out = self.folder / "out"
        self.assertEqual(gijiroku("build", "-q", source, "-o", out).stderr, b"")
        self.assertIn(b"index.html", gijiroku("build", source, "-o", out).stderr)
        self.ends(gijiroku("build", "-q", self.write("b.txt", b""), "-o", out), 2,
                  "input-empty")


class Build(Case):
    def test_the_output_folder(self):
        out = self.folder / "out"
        self.ends(gijiroku("build", SAMPLE, "-o", out), 0)
        files = tree(out)
        self.assertEqual({p for p in files if not p.startswith("search/")}, SITE | {
            "bodies/サイバーセキュリティ推進専門家会議/index.html", f"{SLUG}/index.html",
            f"{SLUG}/search.js", f"{SLUG}/{SLUG}.xml", f"{SLUG}/{SLUG}.md", f"{SLUG}/{SLUG}.pdf"})
        manifest = json.loads(files.pop("manifest.json"))
        self.assertEqual({f["path"]: f["sha256"] for f in manifest["files"]},
                         {p: hashlib.sha256(b).hexdigest() for p, b in files.items()})
        self.assertEqual({f["path"]: f["size"] for f in manifest["files"]},
                         {p: len(b) for p, b in files.items()})
        document, = manifest["documents"]
        self.assertEqual(document["source"]["sha256"],
                         hashlib.sha256(SAMPLE.read_bytes()).hexdigest())
        self.assertEqual(document["source"]["name"], SAMPLE.name)
        self.assertEqual(set(document["formats"]), {*FORMATS, "search"})
        self.assertTrue(manifest["fonts"])
        for font in manifest["fonts"]:
            self.assertRegex(font["sha256"], r"^[0-9a-f]{64}$")
        version = gijiroku("--version").stdout.decode().split()[1]
        self.assertEqual(manifest["generator"]["version"], version)

    def test_fonts_in_the_manifest_are_the_fonts_on_the_system(self):
        out = self.folder / "out"
        gijiroku("build", SAMPLE, "-o", out)
        hashes = {}
        for path in Path("/usr/share/fonts").rglob("*.[to]t[fc]"):
            hashes.setdefault(path.name, set()).add(
                hashlib.sha256(path.read_bytes()).hexdigest())
        for font in json.loads((out / "manifest.json").read_text())["fonts"]:
            self.assertIn(font["sha256"], hashes.get(font["file"], set()), font)

    def test_a_list_of_formats(self):
        out = self.folder / "out"
        self.ends(gijiroku("build", SAMPLE, "-o", out, "-f", "md,xml"), 0)
        self.assertEqual({p.name for p in (out / SLUG).iterdir()},
                         {f"{SLUG}.xml", f"{SLUG}.md"})
        self.assertIn(f'href="{SLUG}/{SLUG}.xml"', (out / "index.html").read_text())

    def test_every_link_of_the_site_leads_somewhere(self):
        self.write("in/令和 7年 #1 & 50%.txt", MINUTES)
        self.write("in/b.txt", MINUTES)
        out = self.folder / "out"
        self.ends(gijiroku("build", self.folder / "in", "-o", out), 0)
        pages = list(out.rglob("*.html"))
        self.assertEqual(len(pages), 6)
        for page in pages:
            for link in re.findall(r'(?:href|src)="([^"]*)"', page.read_text()):
                if link == "data:,":
                    continue  # the icon that asks for nothing
                parts = urlsplit(link.replace("&amp;", "&"))
                self.assertEqual((parts.scheme, parts.netloc), ("", ""), link)
                target = (page.parent / unquote(parts.path)) if parts.path else page
                if target.is_dir():
                    target /= "index.html"
                self.assertTrue(target.exists(), f"{page.relative_to(out)}: {link}")

    def neighbours(self, page):
        return {way: unquote(href) for way, href in re.findall(
            r'<link rel="(prev|next)" href="([^"]*)"', page.read_text())}

    def test_pages_name_the_sessions_before_and_after(self):
        for slug, session, date in (("z", "９", "令和７年１月６日（月）"), ("b c", "１０", "令和７年２月３日（月）"),
                                    ("a", "１１", "令和７年３月３日（月）")):
            self.write(f"in/{slug}.txt", MINUTES.replace("第３回", f"第{session}回")
                       .replace("令和７年５月１３日（火）", date))
        self.write("in/other.txt", MINUTES.replace("試験会議", "別の会議"))
        self.write("in/bad.txt", "")
        out = self.folder / "out"
        self.ends(gijiroku("build", self.folder / "in", "-o", out), 2, "input-empty")
        pages = {slug: self.neighbours(out / slug / "index.html")
                 for slug in ("z", "b c", "a", "other")}
        self.assertEqual(pages, {
            "z": {"next": "../b c/index.html"}, "a": {"prev": "../b c/index.html"},
            "b c": {"prev": "../z/index.html", "next": "../a/index.html"}, "other": {}})
        # A session that is published later changes the pages around it and no other.
        before = tree(out)
        self.write("in/zz.txt", MINUTES.replace("第３回", "第１２回")
                   .replace("令和７年５月１３日（火）", "令和７年４月７日（月）"))
        gijiroku("build", self.folder / "in", "-o", out)
        changed = {path for path, content in tree(out).items()
                   if path in before and before[path] != content
                   and not path.startswith("search/")}
        self.assertEqual(changed, {
            "a/index.html", "index.html", "manifest.json", "bodies/試験会議/index.html",
            "feed.xml", "sitemap.xml"})

    def test_the_configuration_names_publisher_licence_and_address(self):
        self.write("gijiroku.yaml", "publisher: { name: 水鏡市 & 町, url: 'https://city.example/' }\n"
                   "licence: { text: '条件 <1>', url: 'https://city.example/terms' }\n"
                   "site: { url: 'https://city.example/minutes' }\n")
        self.write("in/令和 7.txt", MINUTES)
        self.ends(gijiroku("build", "in", "-o", "out", cwd=self.folder), 0)
        page = (self.folder / "out/令和 7/index.html").read_text()
        for part in ('<link rel="canonical" href="https://city.example/minutes/%E4%BB%A4%E5%92%8C%207/">',
                     '<meta property="og:url" content="https://city.example/minutes/%E4%BB%A4%E5%92%8C%207/">',
                     '<a href="https://city.example/">水鏡市 &amp; 町</a>',
                     '<a href="https://city.example/terms">条件 &lt;1&gt;</a>'):
            self.assertIn(part, page)
        alone = gijiroku("convert", "in/令和 7.txt", "-f", "html", cwd=self.folder).stdout.decode()
        self.assertIn("条件 &lt;1&gt;", alone)
        self.assertNotIn("canonical", alone)

    def test_a_project_replaces_templates_one_by_one(self):
        xsl = ('<xsl:stylesheet version="1.0" xmlns:s="urn:gijiroku:site:1"'
               ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{}</xsl:stylesheet>')
        self.write("gijiroku.yaml", "templates: own\nsite: { look: digital }\n")
        self.write("own/html/words.xsl", xsl.format(
            '<xsl:import href="program:/html/words.xsl"/>'
            '<xsl:variable name="word-home">会議の記録</xsl:variable>'))
        self.write("own/site/count.txt.xsl", xsl.format(
            '<xsl:output method="text"/><xsl:template match="/">'
            '<xsl:value-of select="count(//s:document)"/></xsl:template>'))
        self.write("own/site/logo.svg", "<svg/>")
        self.write("own/site/robots.txt.xsl", xsl.format('<xsl:template match="/"/>'))
        self.write("in/a.txt", MINUTES)
        self.ends(gijiroku("build", "in", "-o", "out", cwd=self.folder), 0)
        out = self.folder / "out"
        for page in ("a/index.html", "index.html", "bodies/試験会議/index.html", "feed.xml"):
            self.assertIn("会議の記録", (out / page).read_text(), page)
        self.assertIn("本文へ移動", (out / "a/index.html").read_text())
        self.assertEqual((out / "count.txt").read_text(), "1")
        self.assertEqual((out / "logo.svg").read_text(), "<svg/>")
        self.assertFalse((out / "robots.txt").exists())
        self.assertIn("#0017c1", (out / "look.css").read_text())
        # Mistakes have a place, and nothing is published with half a look.
        self.write("own/html/words.xsl", xsl.format('\n<xsl:template match="a["/>'))
        self.ends(gijiroku("build", "in", "-o", "out2", cwd=self.folder), 2,
                  r"own/html/words.xsl:2:1: error: .*stylesheet")
        self.assertFalse((self.folder / "out2").exists())
        for wrong, told in (("templates: none", r"gijiroku.yaml:1:12: error: .*none"),
                            ("site: { look: none }", r"gijiroku.yaml:1:15: error: .*none")):
            self.write("gijiroku.yaml", wrong)
            self.ends(gijiroku("build", "in", "-o", "out2", cwd=self.folder), 2, told)

    def test_corrections_are_told_and_the_earlier_text_is_kept(self):
        self.write("in/a.txt", MINUTES)
        self.write("in/b.txt", MINUTES.replace("第３回", "第４回"))
        self.write("old/a.txt", MINUTES.replace("会議を開いた", "会議を閉じた"))
        self.write("gijiroku.yaml", "site: { url: 'https://city.example/' }\ncorrections:\n"
                   "  - { document: a, date: 2025-06-01, text: 字を直した。, before: old/a.txt }\n"
                   "  - { document: a, date: 2025-07-02, text: '<再び>直した。' }\n"
                   "  - { document: gone, date: 2025-07-02, text: ない文書。, before: old/a.txt }\n")
        self.ends(gijiroku("build", "in", "-o", "out", cwd=self.folder), 0)
        out = self.folder / "out"
        page = (out / "a/index.html").read_text()
        self.assertLess(page.index("&lt;再び&gt;直した。"), page.index("字を直した。"))
        self.assertIn('<a href="before-2025-06-01.txt">', page)
        self.assertNotIn("直した", page[page.index("<main"):page.index("</main>")])
        self.assertEqual((out / "a/before-2025-06-01.txt").read_bytes(),
                         (self.folder / "old/a.txt").read_bytes())
        self.assertNotIn("直した", (out / "b/index.html").read_text())
        feed = (out / "feed.xml").read_text()
        ids = re.findall(r"<id>(.*?)</id>", feed)
        self.assertEqual(len(set(ids)), len(ids))
        self.assertEqual(ids[1:3], ["https://city.example/a/#correction-2025-07-02-1",
                                    "https://city.example/a/#correction-2025-06-01-2"])
        for place in ids[1:3]:
            self.assertIn(f'id="{place.split("#")[1]}"', page)
        self.assertEqual(re.findall(r"<updated>(.*?)T", feed)[0], "2025-07-02")
        listed = {f["path"] for f in json.loads((out / "manifest.json").read_text())["files"]}
        self.assertIn("a/before-2025-06-01.txt", listed)
        for wrong, told in (("date: 2025-13-01, text: x", r"gijiroku.yaml:1:\d+: error: .*no date"),
                            ("date: 2025-06-01", r"gijiroku.yaml:1.*text"),
                            ("date: 2025-06-01, text: x, before: gone.txt", r"gijiroku.yaml:1:\d+: error: .*gone.txt")):
            self.write("gijiroku.yaml", f"corrections: [ {{ document: a, {wrong} }} ]")
            self.ends(gijiroku("build", "in", "-o", "out2", cwd=self.folder), 2, told)

    def test_same_bytes_whatever_the_surroundings(self):
        self.write("in/a.txt", MINUTES)
        shutil.copy(SAMPLE, self.folder / "in")
        first, second = self.folder / "first", self.folder / "deeper/second"
        self.ends(gijiroku("build", self.folder / "in", "-o", first,
                           env=environment(TZ="UTC")), 0, product=b"")
        done = gijiroku("build", "in", "-o", second, cwd=self.folder, umask=0o077,
                        env=environment(TZ="Asia/Tokyo", LC_ALL="ja_JP.UTF-8",
                                        LANG="de_DE.UTF-8", LANGUAGE="ja",
                                        HOME=str(self.folder)))
        self.ends(done, 0)
        self.assertEqual(tree(first), tree(second))

    def test_rebuilding_gives_the_same_and_leaves_no_scraps(self):
        out = self.folder / "out"
        gijiroku("build", SAMPLE, "-o", out)
        before = tree(out)
        self.ends(gijiroku("build", SAMPLE, "-o", out), 0)
        self.assertEqual(tree(out), before)

    def test_default_folders(self):
        self.write("input/a.txt", MINUTES)
        self.write("input/.hidden", b"")
        self.write("input/README.md", "no minutes")
        self.write("input/original.pdf", b"%PDF-1.7 \x00\x01")
        self.ends(gijiroku("build", "-v", cwd=self.folder), 0, "original.pdf.*input-skipped")
        self.assertEqual({p.name for p in (self.folder / "output").iterdir()},
                         {"a", "bodies", "search"} | SITE)
        self.assertTrue((self.folder / "output/a/a.pdf").exists())

    def test_standard_input_has_a_folder_too(self):
        out = self.folder / "out"
        self.ends(gijiroku("build", "-", "-o", out, stdin=MINUTES.encode()), 0)
        self.assertTrue((out / "standard-input/standard-input.pdf").exists())


class Inspect(Case):
    def test_the_sample(self):
        done = gijiroku("inspect", SAMPLE)
        self.ends(done, 0, product=None)
        facts = json.loads(done.stdout)
        self.assertEqual((facts["organ"], facts["session"], facts["date"]),
                         ("サイバーセキュリティ推進専門家会議", 1, "2025-09-19"))

    def test_the_facts_do_not_depend_on_the_locale(self):
        data = MINUTES.encode() + b"\xff\n"
        english, japanese = (gijiroku("inspect", "-", stdin=data,
                                      env=environment(LC_ALL=locale))
                             for locale in ("C", "ja_JP.UTF-8"))
        self.assertNotEqual(english.stderr, japanese.stderr)
        self.assertEqual(english.stdout, japanese.stdout)

    def test_facts_of_a_bad_document_are_shown_all_the_same(self):
        data = MINUTES.encode() + b"\xff\xfe\xfd\n"
        done = gijiroku("inspect", "-", stdin=data)
        self.ends(done, 2, "encoding-invalid", product=None)
        self.assertEqual(json.loads(done.stdout)["date"], "2025-05-13")


class Languages(Case):
    def words(self, **env):
        return gijiroku("--help", env=environment(LC_ALL=None, **env)).stdout.decode()

    def test_japanese_where_it_is_asked_for(self):
        for env in ({"LANG": "ja_JP.UTF-8"}, {"LC_MESSAGES": "ja_JP.UTF-8"},
                    {"LANG": "ja_JP.eucJP"}, {"LANG": "C.UTF-8", "LANGUAGE": "ja"}):
            with self.subTest(**env):
                self.assertIn("使い方", self.words(**env))

    def test_english_elsewhere(self):
        for env in ({}, {"LANG": "C"}, {"LANG": "en_US.UTF-8"}, {"LANG": "de_DE.UTF-8"},
                    {"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "C"}):
            with self.subTest(**env):
                self.assertIn("Usage:", self.words(**env))

    def test_diagnostics_are_japanese_with_english_rules(self):
        source = self.write("a.txt", b"")
        done = gijiroku("inspect", source, env=environment(LC_ALL="ja_JP.UTF-8"))
        self.ends(done, 2, r": エラー: .*[ぁ-ん].* \[input-empty\]")

    def test_help_fits_a_terminal(self):
        for lang in ("C", "ja_JP.UTF-8"):
            for words in ([], ["build"], ["convert"], ["inspect"]):
                done = gijiroku(*words, "--help", env=environment(LC_ALL=lang))
                for line in done.stdout.decode().split("\n"):
                    cells = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
                                for c in line)
                    self.assertLessEqual(cells, 88, line)


class Installed(Case):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.prefix = Path(cls.temporary.name) / "opt"
        subprocess.run(["cmake", "--install", str(Path(PROGRAM).parent), "--prefix",
                        str(cls.prefix)], check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_the_installed_program_works_from_anywhere(self):
        want = gijiroku("convert", SAMPLE, "-f", "pdf").stdout
        moved = self.folder / "moved"
        shutil.copytree(self.prefix, moved, symlinks=True)
        for prefix in (self.prefix, moved):
            program = prefix / "bin/gijiroku"
            out = self.folder / prefix.name / "out"
            done = subprocess.run([program, "build", SAMPLE, "-o", out], cwd="/",
                                  env=environment(LC_ALL="ja_JP.UTF-8"),
                                  capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stderr.decode(), "[ぁ-ん]")
            self.assertEqual((out / SLUG / f"{SLUG}.pdf").read_bytes(), want)

    def test_nothing_installed_points_back_to_the_build(self):
        for path in self.prefix.rglob("*"):
            self.assertFalse(path.is_symlink(), path)
            if path.is_file() and path.parent.name != "bin":
                self.assertNotIn(str(ROOT).encode(), path.read_bytes(), path)

    def test_manuals_completions_and_documents(self):
        for name in ("share/man/man1/gijiroku.1", "share/man/ja/man1/gijiroku.1",
                     "share/man/man5/gijiroku-template.5",
                     "share/man/ja/man5/gijiroku-template.5",
                     "share/bash-completion/completions/gijiroku",
                     "share/zsh/site-functions/_gijiroku",
                     "share/fish/vendor_completions.d/gijiroku.fish",
                     "share/doc/gijiroku/README.md",
                     "share/locale/ja/LC_MESSAGES/gijiroku.mo"):
            self.assertTrue((self.prefix / name).is_file(), name)

    def test_every_option_is_in_manuals_and_completions(self):
        options = set()
        for command in ("build", "convert", "inspect", "verify"):
            options |= set(re.findall(r"--([a-z-]+)",
                                      gijiroku(command, "--help").stdout.decode()))
        self.assertGreater(len(options), 8)
        share = self.prefix / "share"
        for name, pattern in (
                ("man/man1/gijiroku.1", r"\\-\\-{}"), ("man/ja/man1/gijiroku.1", r"\\-\\-{}"),
                ("bash-completion/completions/gijiroku", r"--{}"),
                ("zsh/site-functions/_gijiroku", r"--{}"),
                ("fish/vendor_completions.d/gijiroku.fish", r"-l {}")):
            text = (share / name).read_text()
            for option in options:
                if "man" in name.split("/"):
                    option = option.replace("-", r"\\-")
                self.assertRegex(text, pattern.format(option), f"{name}: --{option}")

    def test_every_key_of_templates_is_in_the_manuals(self):
        """The keys as the program itself names them, in its advice on a wrong one."""
        keys = set()
        for level in ("", "file", "page", "body", "lists", "tables", "folio", "styles",
                      "styles: {title"):
            template = self.folder / "wrong.yaml"
            nested = f"{level}: {{wrong: 1}}" if level else "wrong: 1"
            template.write_text(nested + "}" * level.count("{") + "\n")
            done = gijiroku("convert", SAMPLE, "-f", "pdf", "--template", template)
            said = re.search(r"expected one of these keys: ([a-z0-9, -]+)", done.stderr.decode())
            self.assertTrue(said, done.stderr)
            keys |= set(re.findall(r"[a-z][a-z0-9-]+", said.group(1)))
        self.assertGreater(len(keys), 55)
        for name in ("man5/gijiroku-template.5", "ja/man5/gijiroku-template.5"):
            text = (self.prefix / "share/man" / name).read_text()
            for key in keys:
                self.assertIn(key.replace("-", "\\-"), text, f"{name}: {key}")

    def test_manuals_are_well_formed(self):
        for name in ("man1/gijiroku.1", "ja/man1/gijiroku.1",
                     "man5/gijiroku-template.5", "ja/man5/gijiroku-template.5"):
            done = subprocess.run(["man", "--warnings=all", "-E", "UTF-8", "-l",
                                   self.prefix / "share/man" / name],
                                  env=environment(LC_ALL="C.UTF-8", MANWIDTH="80"),
                                  capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertIn(b"gijiroku", done.stdout)

    def test_bash_completion_is_valid(self):
        script = self.prefix / "share/bash-completion/completions/gijiroku"
        subprocess.run(["bash", "-n", script], check=True)


class DataFolder(Case):
    def test_the_environment_overrules_the_data_folder(self):
        done = gijiroku("convert", SAMPLE, "-f", "pdf",
                        env=environment(GIJIROKU_DATADIR=str(self.folder)))
        self.assertIn(done.returncode, (2, 3))
        self.assertIn(str(self.folder).encode(), done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
