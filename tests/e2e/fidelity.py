#!/usr/bin/env python3
"""fidelity.py PROGRAM SOURCE… | PROGRAM --corpus FOLDER: builds each source and compares
the text of every format with the source's own, read by other programs. Prints a line a
source and what differs. Without the corpus it says so and exits with 77."""

import sys
import tempfile
from pathlib import Path

import publication as pub


def check(program, source, folder):
    """The faults of one source: a list of sentences."""
    facts = pub.inspect(program, source)
    want = pub.squeeze(pub.source_text(source, facts))
    built = pub.run(program, "build", "-q", "-o", folder, source, check=False)
    if built.returncode not in (0, 1):
        return [f"build: exit {built.returncode}: {built.stderr.decode()[:400]}"]
    slug = Path(source).stem
    base = Path(folder) / slug
    xml = base / f"{slug}.xml"
    got = {
        "xml": (want, pub.xml_text(xml)),
        "html": (want, pub.html_text(base / "index.html")),
        "md": (pub.squeeze(pub.markdown_expected(xml)),
               pub.markdown_text(base / f"{slug}.md")),
        "pdf, by its tags": (want, pub.pdf_struct_text(base / f"{slug}.pdf")),
        "pdf, by its pages": (want, pub.pdf_page_text(base / f"{slug}.pdf", want)),
    }
    faults = []
    for name, (expected, text) in got.items():
        difference = pub.first_difference(expected, pub.squeeze(text))
        if difference:
            faults.append(f"{name} {difference}")
    return faults


def main():
    program, sources = sys.argv[1], pub.sources_of(sys.argv[2:])
    failed = 0
    for source in sources:
        with tempfile.TemporaryDirectory() as folder:
            faults = check(program, source, folder)
        print(("FAIL " if faults else "ok   ") + Path(source).name)
        for fault in faults:
            print("  " + fault.replace("\n", "\n  "))
        failed += bool(faults)
    print(f"{len(sources) - failed} of {len(sources)} sources whole in every format")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
