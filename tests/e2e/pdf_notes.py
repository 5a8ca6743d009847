#!/usr/bin/env python3
"""pdf_notes.py PROGRAM NOTES: references lead to their notes and notes back, as the tags
and annotations of the finished file have it (read by qpdf); what leads nowhere is no
link, and its text is there all the same."""

import sys
import tempfile
from pathlib import Path

import publication as pub
from pdf_model import Document, bytes_of, text_of
from pdf_reading import Reading


def links(reading, kind):
    """(what a screen reader says, where it leads) of the links within each such element."""
    document = reading.document
    for element in reading.elements:
        if element.type != kind:
            continue
        for inner in element.walk():
            for reference in inner.objects:
                entries = document.entries(reference)
                assert inner.type == "Link", inner.type
                yield text_of(entries["/Contents"]), bytes_of(entries["/Dest"]).decode()


def main():
    program, source = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "notes.pdf"
        pub.run(program, "convert", "-f", "pdf", "-o", pdf, source)
        reading = Reading(Document.read(str(pdf)))
        text = pub.squeeze(pub.run("pdftotext", pdf, "-").stdout.decode())
    got = list(links(reading, "Reference"))
    assert got == [("（注１）", "n1"), ("（注２）", "n2"), ("（注１）", "n1")], got
    got = list(links(reading, "Note"))
    assert got == [("（注１）", "p1"), ("（注２）", "p1")], got
    notes = [e for e in reading.elements if e.type == "Note"]
    assert [bytes_of(e.entries["/ID"]) for e in notes] == [b"n1", b"n2", b"n3"]
    for phrase in ("どこにもない注（注９）。", "（注３）どこからも参照されない注。"):
        assert phrase in text, phrase


if __name__ == "__main__":
    main()
