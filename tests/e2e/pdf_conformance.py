#!/usr/bin/env python3
"""Checks finished PDF files against PDF/A-3a (ISO 19005-3), PDF/A-2a (ISO 19005-2) and
PDF/UA-1 (ISO 14289-1; "MP" is the Matterhorn Protocol 1.1): the conditions that a machine
can check and that a file of text, tables, lists and links can break. One row a condition.
pdf_rules.tsv says which row answers for which rule of veraPDF's profiles.

Usage: pdf_conformance.py FILE.pdf…    exit status 1 and a line for each violation
"""

import sys

import pdf_rows_file
import pdf_rows_fonts
import pdf_rows_metadata
import pdf_rows_tags
from pdf_model import Document
from pdf_reading import ROWS, Reading

__all__ = ["ROWS", "Reading", "violations", "pdf_rows_file", "pdf_rows_fonts",
           "pdf_rows_metadata", "pdf_rows_tags"]


def violations(document):
    """(row, norm, description) of all that is wrong, each row cut at ten."""
    reading = Reading(document)
    for name, norm, function in ROWS:
        for i, problem in enumerate(function(reading)):
            if i == 10:
                break
            yield name, norm, problem


def main():
    faults = 0
    for path in sys.argv[1:]:
        for name, norm, problem in violations(Document.read(path)):
            print(f"{path}: {name} ({norm}): {problem}")
            faults += 1
    if len(sys.argv) < 2:
        print(__doc__)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
