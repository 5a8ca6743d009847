#!/usr/bin/env python3
"""pdf_forms.py PROGRAM TEMPLATE SOURCE: the forms of PDF that a template may ask for
(`file:`), each made twice: PDF/A-2a without attachments, linearized, both. Same bytes
each time, no broken rule, no reader's warning, in the order of annex F where asked (qpdf),
attachments only where allowed, and the same text in all."""

import sys
import tempfile
from pathlib import Path

import pdf_conformance
import pdf_readers
import publication as pub
from pdf_model import Document

# The sample's PDF without attachments is to be no larger.
LARGEST = 250_000


def make(program, template, source, folder, archive, linearized):
    text = Path(template).read_text(encoding="utf-8")
    for old, new in (("archive: a-3a", f"archive: {archive}"),
                     ("linearized: false", f"linearized: {linearized}")):
        assert old in text, old
        text = text.replace(old, new)
    own, pdfs = folder / "own.yaml", []
    own.write_text(text, encoding="utf-8")
    for turn in "ab":
        pdfs.append(folder / f"{archive}-{linearized}-{turn}.pdf")
        pub.run(program, "convert", "-q", "--template", own, "-f", "pdf", "-o", pdfs[-1],
                source)
    return pdfs


def faults(pdf, again, archive, linearized, by_pdfjs):
    if pdf.read_bytes() != again.read_bytes():
        yield "made again, it is another"
    yield from (f"{name} ({norm}): {problem}" for name, norm, problem
                in pdf_conformance.violations(Document.read(str(pdf))))
    yield from (f"{name}: {said}" for name, said in pdf_readers.warnings(pdf, by_pdfjs))
    attached = pub.run("qpdf", "--list-attachments", pdf).stdout.decode().splitlines()
    if bool(attached and "no embedded" not in attached[0]) != (archive == "a-3a"):
        yield f"attachments: {attached}"
    said = pub.run("qpdf", "--check-linearization", pdf, check=False)
    if (b"no linearization errors" in said.stdout) != (linearized == "true"):
        yield f"linearization: {said.stdout.decode()}{said.stderr.decode()}"
    if archive == "a-2a" and pdf.stat().st_size > LARGEST:
        yield f"{pdf.stat().st_size} bytes"


def main():
    program, template, source = sys.argv[1:]
    failed, texts = 0, set()
    with tempfile.TemporaryDirectory() as name:
        made = {(a, l): make(program, template, source, Path(name), a, l)
                for a in ("a-3a", "a-2a") for l in ("false", "true")}
        by_pdfjs = pdf_readers.pdfjs([pdfs[0] for pdfs in made.values()])
        for form, (pdf, again) in made.items():
            found = list(faults(pdf, again, *form, by_pdfjs))
            texts.add(pub.run("pdftotext", pdf, "-").stdout)
            print("FAIL" if found else "ok  ", *form, pdf.stat().st_size, "bytes")
            print("".join(f"  {fault}\n" for fault in found), end="")
            failed += bool(found)
    if len(texts) != 1:
        print("the text is not the same in all")
    return 1 if failed or len(texts) != 1 else 0


if __name__ == "__main__":
    sys.exit(main())
