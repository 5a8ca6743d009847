#!/usr/bin/env python3
"""Writes orientation_tables.inc from Unicode's VerticalOrientation.txt (UTR #50).

Usage: orientation.py VerticalOrientation.txt > orientation_tables.inc
Debian's package unicode-data has the file. Code points that are not listed lie on their
side (R).
"""
import re
import sys

ORIENTATIONS = {"U": "ORIENTATION_UPRIGHT", "Tu": "ORIENTATION_UPRIGHT",
                "Tr": "ORIENTATION_UPRIGHT_BY_GLYPH"}


def ranges_of(path):
    found = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
            if match and match[3] in ORIENTATIONS:
                found.append((int(match[1], 16), int(match[2] or match[1], 16),
                              ORIENTATIONS[match[3]]))
    merged = []
    for first, last, orientation in sorted(found):
        if merged and merged[-1][1] + 1 == first and merged[-1][2] == orientation:
            merged[-1] = (merged[-1][0], last, orientation)
        else:
            merged.append((first, last, orientation))
    return merged


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        version = source.readline().strip("# \n")
    print(f"/* Made by tables/orientation.py from {version}. */")
    print("static const struct orientation_range orientation_ranges[] = {")
    for first, last, orientation in ranges_of(sys.argv[1]):
        print(f"    {{0x{first:04X}, 0x{last:04X}, {orientation}}},")
    print("};")


main()
