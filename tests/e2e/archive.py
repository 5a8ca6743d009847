#!/usr/bin/env python3
"""archive.py PROGRAM SOURCE… | PROGRAM --corpus FOLDER: makes the PDF of each source and
has others judge it. No reader has a warning (qpdf, poppler, mutool, Ghostscript, pdf.js),
every font is embedded as a subset with a Unicode map (pdffonts), none of the rules of
PDF/A-3a and PDF/UA-1 that a machine can check is broken (pdf_conformance.py), pdf.js reads
the whole record in order, and no reader finds a space in a Japanese–Latin gap that the
source has closed. veraPDF judges too where it is installed, which Debian does not have.
Without the corpus it says so and exits with 77."""

import re
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import pdf_conformance
import pdf_readers
import publication as pub
from pdf_model import Document


def font_faults(pdf):
    for line in pub.run("pdffonts", pdf).stdout.decode().splitlines()[2:]:
        if line.split()[-5:-2] != ["yes"] * 3:
            yield f"font not embedded, subset and mapped: {line}"


def verapdf_faults(pdf):
    """Silent where veraPDF is not installed."""
    for flavour in ("3a", "ua1") if shutil.which("verapdf") else ():
        said = pub.run("verapdf", "--flavour", flavour, "--format", "text", pdf,
                       check=False).stdout.decode()
        if not said.startswith("PASS"):
            yield f"veraPDF {flavour}: {said.strip()}"


def visible(text):
    """Without format characters (U+200B, U+202E), which pdf.js leaves out."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def sequences(text):
    """Variation sequences, and how often each is there."""
    return Counter(re.findall(".[\ufe00-\ufe0f\U000e0100-\U000e01ef]", pub.squeeze(text)))


def text_faults(program, source, pdf, by_pdfjs):
    if str(source).endswith(".xml"):
        text = pub.xml_text(source)
    else:
        text = pub.source_text(source, pub.inspect(program, source))
    want = visible(pub.squeeze(text))
    pages = map(visible, by_pdfjs[str(pdf)]["pages"])
    difference = pub.first_difference(want, pub.record_of_pages(pages, want))
    if difference:
        yield f"pdf.js: {difference}"
    if str(source).endswith(".xml"):
        return  # cells and blocks touch there
    for reader, got in pdf_readers.texts(pdf, by_pdfjs).items():
        if sequences(got) != sequences(text):
            yield f"{reader}: variation sequences {sequences(got)}, not {sequences(text)}"
        for place in pdf_readers.spurious_spaces(text, got):
            yield f"{reader}: a space that the source has not: {place}"


def faults(program, source, pdf, by_pdfjs):
    out = [f"{name}: {said}" for name, said in pdf_readers.warnings(pdf, by_pdfjs)]
    out += font_faults(pdf)
    out += [f"{name} ({norm}): {problem}" for name, norm, problem
            in pdf_conformance.violations(Document.read(str(pdf)))]
    out += verapdf_faults(pdf)
    return out + list(text_faults(program, source, pdf, by_pdfjs))


def main():
    program, sources = sys.argv[1], pub.sources_of(sys.argv[2:])
    failed = gap_count = 0
    with tempfile.TemporaryDirectory() as folder:
        pdfs = {}
        for number, source in enumerate(sources):
            pdfs[source] = Path(folder) / f"{number}.pdf"
            done = pub.run(program, "convert", "-q", "-f", "pdf", "-o", pdfs[source], source,
                           check=False)
            assert done.returncode in (0, 1), (source, done)  # 1: made, with findings
        by_pdfjs = pdf_readers.pdfjs(list(pdfs.values()))
        for source, pdf in pdfs.items():
            found = faults(program, source, pdf, by_pdfjs)
            gap_count += sum(1 for _ in pdf_readers.gaps(by_pdfjs[str(pdf)]["pages"][0]))
            print(("FAIL " if found else "ok   ") + Path(source).name)
            print("".join(f"  {fault}\n" for fault in found), end="")
            failed += bool(found)
    if sources and not gap_count:
        print("no Japanese–Latin gap was looked at")
    return 1 if failed or not sources or not gap_count else 0


if __name__ == "__main__":
    sys.exit(main())
