#!/usr/bin/env python3
"""Many documents: threads, what is rebuilt, what a kill leaves behind.

PROGRAM=build/release/gijiroku tests/e2e/batch.py [-v] [Class[.test]]
"""

import unittest

from cli import MINUTES, ROOT, SAMPLE, Case, environment, gijiroku, tree


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
        self.assertEqual(sum(path.endswith(".xml") for path in seen[0][1]), 40)

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


if __name__ == "__main__":
    unittest.main()
