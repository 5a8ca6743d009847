#!/usr/bin/env python3
"""Many documents: threads, what is rebuilt, what a kill leaves behind.

PROGRAM=build/release/gijiroku tests/e2e/batch.py [-v] [Class[.test]]
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
import unittest
from pathlib import Path

from cli import MINUTES, PROGRAM, ROOT, SAMPLE, SLUG, Case, environment, gijiroku, tree

# A kill is quick; GIJIROKU_KILLS=300 tries as many as one likes.
KILLS = int(os.environ.get("GIJIROKU_KILLS", "48"))


class Batch(Case):
    def documents(self, count):
        """A folder of documents that differ in length, body, encoding and faults."""
        speech = "- 資料に沿って説明があり、意見を交わした。\n"
        for number in range(count):
            text = MINUTES.replace("第３回", f"第{number % 7 + 1}回").replace(
                "試験会議", f"第{number % 3}試験会議")
            text = text.replace("- 会議を開いた。\n", speech * (1 + number * number % 90))
            if number % 5 == 1:
                text = text.replace("（１）開会", "（１）開会\ue000")  # no font has it
            content = text.encode("cp932" if number % 4 == 2 else "utf-8", "replace")
            self.write(f"in/d{number:03}.txt", content)
        self.write("in/empty.txt", b"")
        self.write("in/binary.txt", bytes(range(256)) * 8)
        return self.folder / "in"


class Threads(Batch):
    def test_bytes_and_messages_do_not_depend_on_their_number(self):
        folder = self.documents(40)
        seen = []
        for jobs in ("1", "2", "8"):
            out = self.folder / f"out-{jobs}"
            done = gijiroku("build", folder, "-o", out, "-v", "-j", jobs)
            self.ends(done, 2, "glyph-missing")
            seen.append((done.stderr.replace(bytes(out), b"OUT"), tree(out)))
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[0], seen[2])
        self.assertEqual(sum(path.endswith(".xml") and "/" in path for path in seen[0][1]), 40)

    def test_a_number_is_asked_for(self):
        for jobs in ("0", "-1", "many", "1x", "99999999999999999999999"):
            self.ends(gijiroku("build", SAMPLE, f"--jobs={jobs}"), 2, "--jobs takes")
        self.ends(gijiroku("convert", SAMPLE, "-f", "xml", "-j2"), 2, "takes no option")

    def test_a_hash_of_a_font_is_remembered_and_never_trusted_blindly(self):
        home = {"XDG_CACHE_HOME": str(self.folder / "cache")}
        def build(name):
            out = self.folder / name
            self.ends(gijiroku("build", SAMPLE, "-o", out, "--force", env=environment(**home)), 0)
            return tree(out)
        first = build("first")
        cache = self.folder / "cache/gijiroku/fonts"
        kept = cache.read_bytes()
        self.assertEqual(build("second"), first)
        self.assertEqual(cache.read_bytes(), kept)
        for broken in (kept[:-40], b"", kept[:200] + b"x" + kept[201:], b"\0" * 4096):
            cache.write_bytes(broken)
            self.assertEqual(build("again"), first)
            self.assertEqual(cache.read_bytes(), kept)
        # Nowhere to keep it is no reason to fail.
        for env in ({"HOME": None}, {"XDG_CACHE_HOME": "/proc/none"}):
            out = self.folder / "nowhere"
            self.ends(gijiroku("build", SAMPLE, "-o", out, "--force", env=environment(**env)), 0, r"\A[^\n]*\n\Z")
            self.assertEqual(tree(out), first)


def minutes(session, text="会議を開いた。", body="試験会議"):
    return MINUTES.replace("第３回試験会議", f"第{session}回{body}").replace(
        "会議を開いた。", text)


class Incremental(Batch):
    def setUp(self):
        super().setUp()
        self.home = {"XDG_CACHE_HOME": str(self.folder / "cache")}
        for session in range(1, 7):
            self.write(f"in/d{session}.txt", minutes(session))
        self.out = self.folder / "out"

    def build(self, *words, status=0, told=None, **env):
        done = gijiroku("build", "in", "-o", "out", *words, cwd=self.folder,
                        env=environment(**self.home, **env))
        self.ends(done, status, told, product=None)
        return done

    def stale(self, **env):
        """What --check --diff lists: {name below the output: reason}."""
        before = self.state()
        done = gijiroku("build", "in", "-o", "out", "--check", "--diff", cwd=self.folder,
                        env=environment(**self.home, **env))
        listed = dict(line.removeprefix("out/").split(": ", 1)
                      for line in done.stdout.decode().splitlines())
        self.assertEqual(done.returncode, 1 if listed else 0, done.stderr)
        self.assertEqual(self.state(), before, "--check wrote something")
        return listed

    def state(self):
        return {str(p): (s.st_mtime_ns, s.st_ino, s.st_size)
                for p in self.out.rglob("*") if (s := p.stat())}

    def written(self, *words, **more):
        """The files below the output that a build writes or removes."""
        before = self.state()
        self.build(*words, **more)
        after = self.state()
        return {str(Path(p).relative_to(self.out)) for p in before.keys() | after.keys()
                if before.get(p) != after.get(p) and not Path(p).is_dir()}

    def files(self, *slugs, formats=("xml", "md", "pdf", "html", "search")):
        names = {"html": "index.html", "search": "search.js"}
        return {f"{s}/{names.get(f, f'{s}.{f}')}" for s in slugs for f in formats}

    def as_if_new(self):
        """What a build in an empty folder makes."""
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        done = gijiroku("build", "in", "-o", "fresh", cwd=self.folder, env=environment())
        self.assertIn(done.returncode, (0, 1, 2), done.stderr)
        return tree(fresh)

    @staticmethod
    def of_documents(paths):
        """Those of the paths that are not the site's own."""
        return {p for p in paths if re.match(r"d\d+/|z/", p)}

    def test_nothing_is_written_when_nothing_changed(self):
        self.assertEqual(set(self.stale()), {*(f"d{n}" for n in range(1, 7)), "index.html"})
        self.assertFalse(self.out.exists())
        self.build()
        self.assertEqual(self.stale(), {})
        self.assertEqual(self.written(told="6 documents had not changed"), set())
        for path in (self.folder / "in").iterdir():
            path.touch()  # other times, the same content
        self.assertEqual(self.written(), set())
        shutil.rmtree(self.folder / "cache")
        self.assertEqual(self.written(), set())

    def test_a_changed_document_is_made_and_no_other(self):
        self.build()
        self.write("in/d3.txt", minutes(3, "会議を開いて、閉じた。"))
        self.assertEqual(self.stale(), {"d3": "the source changed",
                                        "index.html": "the document changed"})
        self.assertEqual(self.of_documents(self.written()), self.files("d3"))
        self.assertEqual(tree(self.out), self.as_if_new())
        # Another number moves it among the others: their pages name it.
        self.write("in/d3.txt", minutes(9))
        self.assertEqual(self.of_documents(self.written()), self.files("d3") | self.files(
            "d2", "d4", "d6", formats=["html"]))
        self.assertEqual(tree(self.out), self.as_if_new())

    def test_same_size_and_time_do_not_hide_a_change(self):
        self.build()
        path = self.folder / "in/d2.txt"
        old = path.stat()
        path.write_text(minutes(2, "会議を閉じた。"))
        self.assertEqual(path.stat().st_size, old.st_size)
        os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
        self.assertEqual(self.of_documents(self.written()), self.files("d2"))

    def test_a_lost_or_altered_file_is_made_again(self):
        self.build()
        whole = tree(self.out)
        for path in (self.out / "d1/d1.pdf", self.out / "d5/index.html",
                     self.out / "style.css", self.out / "index.html"):
            for harm in (path.unlink, lambda: path.write_bytes(path.read_bytes() + b" ")):
                harm()
                self.assertTrue(self.stale())
                self.build()
                self.assertEqual(tree(self.out), whole)
        for harm in (b"", b"{", b"[1]", b'{"generator": {"name": "gijiroku"}, "documents": [1, {}, '
                     b'{"slug": "x", "formats": {"xml": "../in/d1.txt"}}], "files": '
                     b'[{"path": "../in/d1.txt", "sha256": 5}], "left": ["../in/d1.txt", 7, "/etc"]}'):
            (self.out / "manifest.json").write_bytes(harm)
            self.build("--prune")
            self.assertEqual(tree(self.out), whole)
            self.assertTrue((self.folder / "in/d1.txt").exists())

    def test_what_everything_is_made_with(self):
        """Each part of the set-up alone: what it touches is made, and rightly."""
        data = self.folder / "data"
        shutil.copytree(Path(PROGRAM).resolve().parent / "share/gijiroku", data)
        every, pages = self.files(*(f"d{n}" for n in range(1, 7))), self.files(
            *(f"d{n}" for n in range(1, 7)), formats=["html"])
        env = {"GIJIROKU_DATADIR": str(data)}

        def append(name, text):
            with open(data / name, "a") as file:
                file.write(text)
        self.build(**env)
        for change, reason, made in (
                (lambda: append("templates/html/page.xsl", "<!-- another -->"), "the stylesheets changed", pages),
                (lambda: append("templates/site/style.css", "/* another */"), "the stylesheets changed", pages),
                (lambda: append("templates/pdf/gaiyo.yaml", "# another\n"), "the page template changed", every),
                (lambda: append("fonts/stack.yaml", ""), None, set()),
                (lambda: self.write("gijiroku.yaml", "publisher: { name: 水鏡市 }\n"), "the configuration changed", every),
                (lambda: env.update(SOURCE_DATE_EPOCH="86400"), "the configuration changed", every)):
            change()
            stale = self.stale(**env)
            self.assertEqual(set(stale.values()) - {"the document changed"}, {reason} - {None})
            self.assertEqual(stale != {}, made != set())
            before = tree(self.out)
            self.build(**env)
            changed = {p for p, content in tree(self.out).items() if before.get(p) != content}
            self.assertLessEqual(self.of_documents(changed), made, reason)
            self.assertEqual(self.stale(**env), {})

    def test_other_formats(self):
        self.build()
        self.build("-f", "xml,html", status=1, told="output-left")
        self.assertEqual({p for p in tree(self.out) if p.endswith("pdf")},
                         self.files(*(f"d{n}" for n in range(1, 7)), formats=["pdf"]))
        self.build("-f", "xml,html", "--prune")
        self.assertFalse([p for p in tree(self.out) if p.endswith("pdf")])
        self.build()
        self.assertEqual(tree(self.out), self.as_if_new())
        self.build("-f", "html", "--prune")  # pages without the XML that they are made from
        self.assertEqual(self.of_documents(tree(self.out)),
                         self.files(*(f"d{n}" for n in range(1, 7)), formats=["html", "search"]))
        self.assertEqual(self.written("-f", "html"), set())

    def test_what_is_removed_is_told_until_it_is_pruned(self):
        self.write("in/z.txt", minutes(3, body="別の会議"))
        self.build()
        (self.folder / "in/z.txt").unlink()
        self.write("out/z/note.txt", "of somebody else")
        self.assertEqual(self.stale()["z"], "its source is no longer among the inputs")
        for _ in range(2):
            self.build(status=1, told="'out/z' is left.*output-left")
            self.assertTrue((self.out / "z/z.pdf").exists())
            self.assertNotIn("z/", (self.out / "index.html").read_text())
        self.assertTrue(self.stale())
        self.build("--prune")
        self.assertEqual(os.listdir(self.out / "z"), ["note.txt"])  # not ours to remove
        shutil.rmtree(self.out / "z")
        self.assertEqual(tree(self.out), self.as_if_new())
        (self.folder / "in/d6.txt").unlink()
        self.build("--prune")
        self.assertFalse((self.out / "d6").exists())
        self.assertEqual(tree(self.out), self.as_if_new())

    def test_findings_stay_in_the_exit_status(self):
        self.write("in/odd.txt", minutes(3, "会議を\a開いた。"))
        first = gijiroku("build", "in", "-o", "out", cwd=self.folder)
        again = gijiroku("build", "in", "-o", "out", cwd=self.folder)
        self.assertEqual((first.returncode, again.returncode), (1, 1), first.stderr)
        self.assertIn(b"--force tells", again.stderr)
        forced = gijiroku("build", "in", "-o", "out", "--force", cwd=self.folder)
        self.assertEqual(forced.stderr, first.stderr)

    def test_what_failed_is_tried_again(self):
        self.write("in/d1.txt", minutes(1, "\ue000"))
        self.write("in/empty.txt", "")
        for _ in range(2):
            self.build(status=2, told="glyph-missing")
            self.build(status=2, told="input-empty")
        self.assertIn("d1", self.stale())
        self.write("in/d1.txt", minutes(1))
        (self.folder / "in/empty.txt").unlink()
        self.build()
        self.assertEqual(tree(self.out), self.as_if_new())

    def test_everything_is_made_on_demand(self):
        self.build()
        whole = tree(self.out)
        self.assertGreaterEqual(self.written("--force"), self.files(*(f"d{n}" for n in range(1, 7))))
        self.assertEqual(tree(self.out), whole)

    def test_reasons_are_given_while_building_too(self):
        self.build()
        self.write("in/d2.txt", minutes(2, "別。"))
        self.build("--diff", told="out/d2: the source changed")


class Parts(Batch):
    def shards(self, count, folder, out, *words, jobs="1"):
        for number in range(1, count + 1):
            done = gijiroku("build", folder, "-o", out.format(number), "-j", jobs,
                            "--shard", f"{number}/{count}", *words, cwd=self.folder)
            self.assertIn(done.returncode, (0, 1, 2), done.stderr)

    def whole(self, folder, *words):
        out = self.folder / "whole"
        shutil.rmtree(out, ignore_errors=True)
        done = gijiroku("build", folder, "-o", out, *words, cwd=self.folder)
        return done, tree(out)

    def test_their_union_is_one_run(self):
        folder = self.documents(24)
        done, whole = self.whole(folder)
        for count, out, words in ((1, "one", ["one"]), (3, "three", ["three"]),
                                  (5, "apart-{}", [*(f"apart-{n}" for n in range(1, 6)), "-o", "united"])):
            with self.subTest(parts=count):
                self.shards(count, folder, out)
                merged = gijiroku("merge", *words, cwd=self.folder)
                self.assertEqual(tree(self.folder / words[-1]), whole, merged.stderr)
                # The memory is one run's as well.
                check = gijiroku("build", folder, "-o", words[-1], "--check", cwd=self.folder)
                stale = {line.split("/")[-1] for line in check.stdout.decode().split()}
                self.assertEqual(stale, {line.split("/")[-1] for line in gijiroku(
                    "build", folder, "-o", "whole", "--check", cwd=self.folder).stdout.decode().split()})

    def test_parts_of_a_set_that_grew(self):
        folder = self.documents(12)
        self.shards(3, folder, "parts")
        gijiroku("merge", "parts", cwd=self.folder)
        self.write("in/new.txt", minutes(4))
        (folder / "d005.txt").unlink()
        self.shards(3, folder, "parts")
        self.ends(gijiroku("merge", "parts", "--prune", cwd=self.folder), 2)
        self.assertEqual(tree(self.folder / "parts"), self.whole(folder)[1])

    def test_each_document_is_in_one_part_and_stays_there(self):
        self.documents(12)
        self.shards(4, "in", "a", "-f", "md")
        first = {n: {d["slug"] for d in json.loads(
            (self.folder / f"a/manifest-{n}-of-4.json").read_text())["documents"]} for n in range(1, 5)}
        self.assertEqual(sum(map(len, first.values())), 12)
        self.assertGreater(sum(map(bool, first.values())), 2)
        for number in range(40, 60):
            self.write(f"in/d{number:03}.txt", minutes(number))
        self.shards(4, "in", "b", "-f", "md")
        for n, slugs in first.items():
            more = {d["slug"] for d in json.loads(
                (self.folder / f"b/manifest-{n}-of-4.json").read_text())["documents"]}
            self.assertLessEqual(slugs, more)

    def test_what_does_not_fit_is_refused(self):
        folder = self.documents(6)
        for shard in ("0/3", "4/3", "1", "1/", "a/b", "1/3x", "-1/3", "1/99999"):
            self.ends(gijiroku("build", folder, "--shard", shard, cwd=self.folder), 2, "--shard takes")
        self.ends(gijiroku("build", folder, "--shard", "1/2", "-f", "html", cwd=self.folder), 2, "format xml")
        (self.folder / "none").mkdir()
        self.ends(gijiroku("merge", "none", cwd=self.folder), 2, "no parts")
        self.ends(gijiroku("merge", "gone", cwd=self.folder), 3, "gone")
        self.shards(3, folder, "p", "-f", "xml,md,html")
        kept = tree(self.folder / "p")

        def refused(told):
            self.ends(gijiroku("merge", "p", cwd=self.folder), 2, told)
            self.assertFalse((self.folder / "p/index.html").exists())
        (self.folder / "p/manifest-2-of-3.json").unlink()
        refused("part 2 of 3 is missing")
        self.write("p/manifest-2-of-3.json", kept["manifest-2-of-3.json"])
        path = next(p for p in kept if p.endswith(".md"))
        self.write(f"p/{path}", kept[path] + b"x")
        refused("not what its part made")
        self.write(f"p/{path}", kept[path])
        gijiroku("build", folder, "-o", "p", "--shard", "2/3", "-f", "xml,html", cwd=self.folder)
        refused("the choice of formats differs")
        gijiroku("build", folder, "-o", "p", "--shard", "2/3", "-f", "xml,md,html", cwd=self.folder)
        self.ends(gijiroku("merge", "p", cwd=self.folder), 0)
        self.assertTrue((self.folder / "p/index.html").exists())


class Watch(Batch):
    def wait(self, what, seconds=60):
        end = time.monotonic() + seconds
        while not what():
            self.assertLess(time.monotonic(), end, "nothing happened")
            time.sleep(0.02)

    def test_what_changes_is_made_until_the_end_is_asked_for(self):
        self.write("in/a.txt", minutes(1))
        self.write("gijiroku.yaml", "publisher: { name: 一市 }\n")
        log = open(self.folder / "log", "wb+")
        process = subprocess.Popen([PROGRAM, "watch", "in", "-o", "out", "--prune"], cwd=self.folder,
                                   env=environment(), stderr=log)
        self.addCleanup(process.kill)
        self.addCleanup(log.close)

        def done(times):
            return lambda: (self.folder / "log").read_bytes().count(b"Ctrl-C ends") >= times
        page = self.folder / "out/a/index.html"
        self.wait(done(1))
        self.assertIn("会議を開いた", page.read_text())
        self.write("in/a.txt", minutes(1, "会議を閉じた。"))
        self.wait(lambda: "会議を閉じた" in page.read_text())
        self.write("in/b.txt", minutes(2))
        self.wait((self.folder / "out/b/index.html").exists)
        (self.folder / "in/b.txt").unlink()
        self.wait(lambda: not (self.folder / "out/b").exists())
        self.write("in/a.txt", "")  # a fault ends nothing
        self.wait(lambda: b"input-empty" in (self.folder / "log").read_bytes())
        self.write("in/a.txt", minutes(1))
        self.wait(lambda: "会議を開いた" in page.read_text())
        self.write("gijiroku.yaml", "publisher: { name: 二市 }\n")
        self.wait(lambda: "二市" in page.read_text())
        time.sleep(0.3)
        count = (self.folder / "log").read_bytes().count(b"Ctrl-C ends")
        self.write("in/.a.txt.swp", "of an editor")
        time.sleep(0.5)
        self.assertEqual((self.folder / "log").read_bytes().count(b"Ctrl-C ends"), count)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 0)
        self.assertFalse([p for p in tree(self.folder / "out") if ".tmp" in p])

    def test_standard_input_is_refused(self):
        self.ends(gijiroku("watch", "-"), 2, "cannot be watched")


class Other(Batch):
    def test_make_and_ninja_read_the_sources(self):
        names = ["plain.txt", "a b.txt", "cost$5.txt", "no#1.txt", "令和７年.txt", "50%.txt"]
        for number, name in enumerate(names, 1):
            self.write(f"in/{name}", minutes(number))
        self.ends(gijiroku("build", "in", "-o", "out", "--deps", "site.d", cwd=self.folder), 0)
        self.write("Makefile", "out/manifest.json:\n\ttouch $@ made\ninclude site.d\n")
        self.write("build.ninja", "rule site\n  command = touch out/manifest.json made\n  depfile = site.d\n"
                   "build out/manifest.json: site\n")

        def stale(*command):
            (self.folder / "made").unlink(missing_ok=True)
            subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
            return (self.folder / "made").exists()
        stale("ninja")  # Ninja makes once what it has not made itself
        for command in (["make"], ["ninja"]):
            self.assertFalse(stale(*command), command)
            for name in names:
                later = time.time() + 2
                os.utime(self.folder / "in" / name, (later, later))
                self.assertTrue(stale(*command), (command, name))
                os.utime(self.folder / "in" / name, (0, 0))
                stale(*command)

    def test_timings_name_every_step(self):
        done = gijiroku("build", SAMPLE, "-o", self.folder / "out", "--timings")
        told = done.stderr.decode()
        for step in ("decode", "read", "XML", "XSLT", "shape", "break lines", "subset fonts", "deflate", "write"):
            self.assertRegex(told, rf"(?m)^{step} +\d+\.\d+ s +\d+\.\d %")
        rows = re.findall(r"(?m)^([\w ]+?) +(\d+\.\d+) s +(\d+\.\d) %", told)
        *parts, whole = rows
        self.assertEqual(whole[0], "all threads")
        self.assertAlmostEqual(sum(float(part[1]) for part in parts), float(whole[1]), delta=0.01)


class Recipes(Batch):
    def shell(self, script, **env):
        path = f"{Path(PROGRAM).parent}:{os.environ['PATH']}"
        return subprocess.run(["sh", "-c", script], cwd=self.folder, capture_output=True,
                              env=environment(PATH=path, **env))

    def test_gnu_parallel_as_it_is_documented(self):
        text = (ROOT / "docs/many-documents.md").read_text()
        recipe = re.search(r"### GNU parallel.*?```sh\n(.*?)```", text, re.S)[1]
        self.documents(16)
        gijiroku("build", "in", "-o", "whole", cwd=self.folder)
        self.assertNotEqual(tree(self.folder / "whole"), {})
        (self.folder / "in").rename(self.folder / "input")
        done = self.shell(recipe)
        self.assertEqual(tree(self.folder / "public"), tree(self.folder / "whole"), done.stderr)

    def test_the_matcher_finds_every_message(self):
        matcher = json.loads((ROOT / "share/ci/github-matcher.json").read_text())
        pattern, = matcher["problemMatcher"][0]["pattern"]
        self.write("in/a.txt", minutes(1, "会議を\a開いた。\ue000"))
        for language in ("C", "ja_JP.UTF-8"):
            done = gijiroku("build", "in", "-o", "out", "--force", cwd=self.folder,
                            env=environment(LC_ALL=language))
            found = [m for line in done.stderr.decode().splitlines()
                     if (m := re.match(pattern["regexp"], line))]
            self.assertEqual([(m[pattern["file"]], m[pattern["line"]], m[pattern["code"]]) for m in found],
                             [("in/a.txt", "11", "control-character"), ("in/a.txt", "11", "glyph-missing")])

    def test_the_report(self):
        self.write("in/a|b*.txt", minutes(1))
        self.write("in/empty.txt", "")
        gijiroku("build", "in", "-o", "out", "--report", "report.md", cwd=self.folder)
        html = subprocess.run(["cmark-gfm", "-e", "table"], capture_output=True, check=True,
                              input=(self.folder / "report.md").read_bytes()).stdout.decode()
        cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)
                 for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)]
        self.assertEqual(cells, [[], ["in/a|b*.txt", "第1回試験会議　議事概要", "published", "0", "0"],
                                 ["in/empty.txt", "", "not published", "1", "0"]])
        gijiroku("build", "in", "-o", "out", "--report", "report.md", cwd=self.folder)
        self.assertIn("unchanged: 1", (self.folder / "report.md").read_text())

    @unittest.skipUnless(shutil.which("git"), "no git here")
    def test_the_hook_of_git(self):
        hook = f"install -D {ROOT}/share/ci/pre-commit .git/hooks/pre-commit"
        name = "-c user.name=a -c user.email=a@example.jp"
        self.write("input/a.txt", minutes(1))
        done = self.shell(f"git init -q && {hook} && git add input && git {name} commit -qm good")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.write("input/a.txt", "")
        done = self.shell(f"git add input && git {name} commit -qm bad")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"input-empty", done.stderr + done.stdout)
        self.write("input/a.txt", minutes(1))  # what is committed counts, not what lies there
        self.assertNotEqual(self.shell(f"git {name} commit -qm bad").returncode, 0)
        self.assertEqual(self.shell(f"git add input && git {name} commit --allow-empty -qm good").returncode, 0)


class Together(Batch):
    def test_two_builds_into_one_folder(self):
        folder = self.documents(30)
        alone = self.folder / "alone"
        gijiroku("build", folder, "-o", alone)
        words = [PROGRAM, "build", str(folder), "-o", str(self.folder / "out"), "-j1"]
        both = [subprocess.Popen([*words, *more], env=environment(), stderr=subprocess.PIPE)
                for more in ([], ["--force"])]
        told = [process.communicate()[1].decode() for process in both]
        self.assertEqual([process.returncode for process in both], [2, 2], told)
        self.assertEqual(sum("waiting for its end" in text for text in told), 1, told)
        self.assertEqual(tree(self.folder / "out"), tree(alone))

    def test_parts_do_not_wait_for_each_other(self):
        folder = self.documents(12)
        words = [PROGRAM, "build", str(folder), "-o", str(self.folder / "out")]
        all_parts = [subprocess.Popen([*words, "--shard", f"{n}/3"], env=environment(),
                                      stderr=subprocess.PIPE) for n in (1, 2, 3)]
        told = "".join(process.communicate()[1].decode() for process in all_parts)
        self.assertNotIn("waiting", told)
        gijiroku("merge", self.folder / "out")
        gijiroku("build", folder, "-o", self.folder / "alone")
        self.assertEqual(tree(self.folder / "out"), tree(self.folder / "alone"))


class Killed(Batch):
    """Killed at any moment and run again, a build ends as if nothing had happened, and
    at no moment is a file broken or a page missing that the index names."""

    def check(self, out, good):
        """Every published file is one of its whole versions."""
        found = tree(out) if out.exists() else {}
        for path, content in found.items():
            if ".tmp-" not in path:
                self.assertIn(content, good[path], path)
        index = found.get("index.html", b"").decode()
        for slug in (d.name for d in (self.folder / "in").iterdir()):
            link = f"{Path(slug).stem}/index.html"
            if f'"{link}"' in index:
                self.assertIn(link, found)

    def test_at_random_moments(self):
        chance = random.Random(8)
        folder, out = self.folder / "in", self.folder / "out"
        for number in range(14):
            self.write(f"in/d{number:02}.txt", minutes(number + 1))
        done = time.monotonic()
        gijiroku("build", folder, "-o", self.folder / "first", "-j2")
        span = time.monotonic() - done
        self.write("in/d03.txt", minutes(4, "別の会議を開いた。"))
        (folder / "d07.txt").unlink()
        gijiroku("build", folder, "-o", self.folder / "second", "-j2")
        first, second = tree(self.folder / "first"), tree(self.folder / "second")
        good = {path: {first.get(path), second.get(path)} for path in first.keys() | second.keys()}
        manifests = set()
        killed = 0
        for number in range(KILLS):
            if number % 6 == 0:
                shutil.rmtree(out, ignore_errors=True)
                if number % 12 == 6:
                    shutil.copytree(self.folder / "first", out)
            words = ["--force"] if number % 4 == 3 else []
            process = subprocess.Popen([PROGRAM, "build", folder, "-o", out, "-q", "-j2", "--prune", *words],
                                       env=environment(), stderr=subprocess.DEVNULL,
                                       stdin=subprocess.DEVNULL)
            time.sleep(chance.random() * span)
            process.send_signal(signal.SIGKILL)
            # moments follow what the machine does just now: too late is earlier next time
            hit = process.wait() == -signal.SIGKILL
            span *= 1.1 if hit else 0.8
            killed += hit
            if out.exists() and (out / "manifest.json").exists():
                json.loads((out / "manifest.json").read_text())
                manifests.add((out / "manifest.json").read_bytes())
            now = {**good}
            now["manifest.json"] = manifests | good["manifest.json"]
            now["index.html"] = good["index.html"]
            self.check(out, {**now})
            if number % 3 == 2:
                self.ends(gijiroku("build", folder, "-o", out, "--prune"), 0)
                self.assertEqual(tree(out), second)
        self.assertGreater(killed, KILLS // 3)

    def test_parts_and_merges(self):
        chance = random.Random(9)
        folder, out = self.folder / "in", self.folder / "out"
        for number in range(8):
            self.write(f"in/d{number:02}.txt", minutes(number + 1))
        gijiroku("build", folder, "-o", self.folder / "whole")
        whole = tree(self.folder / "whole")
        for _ in range(max(2, KILLS // 16)):
            shutil.rmtree(out, ignore_errors=True)
            for words in (["build", folder, "-o", out, "--shard", "1/2"],
                          ["build", folder, "-o", out, "--shard", "2/2"], ["merge", out]):
                process = subprocess.Popen([PROGRAM, *map(str, words)], env=environment(),
                                           stderr=subprocess.DEVNULL)
                time.sleep(chance.random() * 0.1)
                process.kill()
                process.wait()
                if words[0] == "build" or list(out.glob("manifest-*")):
                    self.ends(gijiroku(*words), 0)
            self.assertEqual(tree(out), whole)


if __name__ == "__main__":
    unittest.main()
