#!/usr/bin/env python3
"""tamper.py PROGRAM COUNT SOURCE…: alters each published format in COUNT ways and has
`gijiroku verify` look at it. Every alteration that changes the text must be found without
the manifest, whose SHA-256 finds any other; what merely writes the same text another way
must not be. Whether a text was changed is judged by other programs' readers.

The seed is fixed: the same alterations each time. COUNT is small in the suite; 1000 is
the sweep: tests/e2e/tamper.py build/release/gijiroku 1000 input/*.txt"""

import json
import os
import sys
import tempfile
from pathlib import Path
from random import Random

from lxml import etree

import publication as pub
import tamper_pdf

BATCH = 250
BY_MANIFEST = {"file-altered", "source-differs"}
# Look-alikes, what normalisation would change, and what cannot be seen.
OTHERS = "齐己已巳末未穴宍髙高〜～－−ーﾆ神神⼀一\u200b\u2060a1。、「"


# ---- text formats ----

def altered_text(data, random):
    """(bytes, what was done) of one change to a text file."""
    text = data.decode()
    lines = text.splitlines(True)
    kind = random.choice(["replaced", "replaced", "removed", "doubled", "swapped",
                          "line removed", "line doubled", "lines swapped",
                          "lines exchanged"])
    at = random.randrange(len(text) - 1)
    if kind == "replaced":
        new = text[:at] + random.choice(OTHERS) + text[at + 1:]
    elif kind == "removed":
        new = text[:at] + text[at + 1:]
    elif kind == "doubled":
        new = text[:at] + text[at] + text[at:]
    elif kind == "swapped":
        new = text[:at] + text[at + 1] + text[at] + text[at + 2:]
    else:
        one = random.randrange(len(lines) - 1)
        other = one + 1 if kind == "lines swapped" else random.randrange(len(lines))
        if kind == "line removed":
            del lines[one]
        elif kind == "line doubled":
            lines.insert(one, lines[one])
        else:
            lines[one], lines[other] = lines[other], lines[one]
        new = "".join(lines)
    return new.encode(), f"{kind} at {at}"


def xml_says(path):
    try:
        tree = etree.parse(str(path))
    except etree.XMLSyntaxError:
        return "no XML"
    facts = tree.find("g:meeting", pub.NS)
    return pub.squeeze(pub.xml_text(path)), ["".join(f.itertext()) for f in facts]


def markdown_says(path):
    """The text with the marks of its lists, which stand for bullets."""
    return pub.squeeze(pub.markdown_text(path))


def html_says(path):
    try:
        return pub.squeeze(pub.html_text(path))
    except AttributeError:
        return "no <main>"


def pdf_says(path):
    if pub.run("pdfinfo", path, check=False).returncode:
        return "no PDF"
    return pub.squeeze(pub.pdf_struct_text(path))


FORMATS = {
    "xml": ("{slug}.xml", xml_says), "md": ("{slug}.md", markdown_says),
    "html": ("index.html", html_says), "pdf": ("{slug}.pdf", pdf_says),
}


# ---- the folders ----

class Sweep:
    def __init__(self, program, published, folder):
        self.program, self.folder = program, Path(folder)
        self.published = sorted(Path(p) for p in published)
        self.random = Random(20250919)
        self.tally = {}
        self.faults = []

    def copy(self, number, source, name, data):
        """A folder like `source` with other bytes in one file."""
        copy = self.folder / str(number)
        for path in source.rglob("*"):
            if path.is_file():
                target = copy / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                if path.name == name:
                    target.write_bytes(data)
                else:
                    os.link(path, target)
        return copy

    def verify(self, copies):
        """{folder: {rule}} of what was found."""
        done = pub.run(self.program, "verify", "-f", "json", *copies, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()[:2000]
        found = {str(c): set() for c in copies}
        for finding in json.loads(done.stdout)["findings"]:
            file = Path(finding["file"])
            for folder in file.parents:
                if str(folder) in found:
                    found[str(folder)].add(finding["rule"])
        return found

    def run(self, name, count, alter, harmless):
        """`count` alterations of one format; `alter` gives (bytes, what was done)."""
        pattern, says = FORMATS[name]
        totals = self.tally.setdefault(name, dict.fromkeys(
            ("altered", "found", "by manifest", "text as it was", "rewritten"), 0))
        for start in range(0, count, BATCH):
            cases = {}
            for number in range(start, min(start + BATCH, count)):
                source = self.random.choice(self.published)
                slug = pub.slug_of(source)
                path = source / slug / pattern.format(slug=slug)
                data, what = alter(path, self.random)
                if data == path.read_bytes():
                    continue
                copy = self.copy(f"{name}-{harmless}-{number}", source, path.name, data)
                cases[str(copy)] = (path, copy / slug / path.name, what)
            for folder, rules in self.verify(list(cases)).items():
                self.judge(totals, *cases[folder], rules, says, harmless)
            for folder in cases:
                pub.run("rm", "-r", folder)

    def judge(self, totals, original, altered, what, rules, says, harmless):
        if "file-altered" not in rules:
            self.faults.append(f"{original.name}: {what}: not found by SHA-256")
        rules = rules - BY_MANIFEST
        if harmless:
            totals["rewritten"] += 1
            if rules:
                self.faults.append(f"{original.name}: {what}: told as {sorted(rules)}")
            return
        totals["altered"] += 1
        totals["by manifest"] += 1
        if rules:
            totals["found"] += 1
        elif says(original) == says(altered):
            totals["text as it was"] += 1
        else:
            kept = Path(tempfile.gettempdir()) / f"missed{altered.suffix}"
            kept.write_bytes(altered.read_bytes())
            self.faults.append(f"{original.name}: {what}: MISSED, see {kept}")


def main():
    program, count, sources = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        published = []
        for number, source in enumerate(sources):
            published.append(Path(folder) / f"published-{number}")
            built = pub.run(program, "build", "-q", "-o", published[-1], source, check=False)
            assert built.returncode in (0, 1), built.stderr.decode()
        sweep = Sweep(program, published, folder)
        for name in ("xml", "md", "html"):
            sweep.run(name, count, lambda p, r: altered_text(p.read_bytes(), r), False)
        sweep.run("pdf", count, tamper_pdf.altered, False)
        sweep.run("pdf", max(count // 20, 5), tamper_pdf.rewritten, True)
    for fault in sweep.faults:
        print("FAIL " + fault)
    for name, totals in sweep.tally.items():
        changed = totals["altered"] - totals["text as it was"]
        print(f"{name}: {totals['altered']} altered, {totals['by manifest']} found with the "
              f"manifest; without it {totals['found']}, of {changed} that change the text or "
              f"what is said of it; {totals['text as it was']} leave both as they were"
              + (f"; {totals['rewritten']} rewritten" if totals["rewritten"] else ""))
    return 1 if sweep.faults else 0


if __name__ == "__main__":
    sys.exit(main())
