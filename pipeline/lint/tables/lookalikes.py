#!/usr/bin/env python3
"""Writes lookalike_tables.inc from lookalikes.txt: each character's representative.

Usage: lookalikes.py lookalikes.txt > lookalike_tables.inc
"""
import sys


def main():
    first = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            group = line.strip()
            if not group or group.startswith("#"):
                continue
            for c in group:
                if c in first:
                    sys.exit(f"{c} is in two groups")
                first[c] = group[0]
    print("/* Made by tables/lookalikes.py from lookalikes.txt. */")
    print("static const struct character_pair lookalikes[] = {")
    line = "   "
    for c in sorted(first):
        if first[c] == c:
            continue
        text = f" {{0x{ord(c):04X}, 0x{ord(first[c]):04X}}},"
        if len(line) + len(text) > 88:
            print(line)
            line = "   "
        line += text
    print(line)
    print("};\n")
    bits = [0] * 32
    for c in first:
        if first[c] != c:
            bits[ord(c) % 1024 // 32] |= 1 << ord(c) % 32
    print("/* Bits of those code points modulo 1024: most characters are turned away here. */")
    print("static const uint32_t lookalike_filter[32] = {")
    for i in range(0, 32, 7):
        print("    " + " ".join(f"0x{b:08X}," for b in bits[i:i + 7]))
    print("};")


main()
