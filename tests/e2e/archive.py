#!/usr/bin/env python3
"""archive.py PROGRAM SOURCE… | PROGRAM --corpus FOLDER: each PDF is sound (qpdf), embeds
every font as a subset with a Unicode map (pdffonts), and breaks none of the rules of
PDF/A-3a and PDF/UA-1 that a machine can check (pdf_conformance.py). Without the corpus it
says so and exits with 77."""

import sys
import tempfile
from pathlib import Path

import publication as pub


def faults(program, source):
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "a.pdf"
        pub.run(program, "convert", "-q", "-f", "pdf", "-o", pdf, source)
        out = []
        check = pub.run("qpdf", "--check", pdf, check=False)
        if check.returncode != 0 or b"WARNING" in check.stderr:
            out.append(f"qpdf: {(check.stdout + check.stderr).decode()}")
        for line in pub.run("pdffonts", pdf).stdout.decode().splitlines()[2:]:
            if line.split()[-5:-2] != ["yes"] * 3:
                out.append(f"font not embedded, subset and mapped: {line}")
        rules = pub.run(sys.executable, Path(__file__).with_name("pdf_conformance.py"),
                        pdf, check=False)
        if rules.returncode != 0:
            out.append(rules.stdout.decode())
        return out


def main():
    program, sources = sys.argv[1], pub.sources_of(sys.argv[2:])
    failed = 0
    for source in sources:
        found = faults(program, source)
        print(("FAIL " if found else "ok   ") + Path(source).name)
        print("".join(f"  {fault}\n" for fault in found), end="")
        failed += bool(found)
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
