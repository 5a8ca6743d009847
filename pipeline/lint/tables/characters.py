#!/usr/bin/env python3
"""Writes character_tables.inc: what lint knows of single characters.

Usage: characters.py /usr/share/unicode > character_tables.inc

Debian's package unicode-data has the Unicode files. The coverage of JIS X 0213 (with JIS X
0208) and of the extensions that Windows-31J added comes from Python's codecs euc_jis_2004
and cp932.
"""
import bz2
import re
import sys
from pathlib import Path

KANJI_FIRST, KANJI_LAST = 0x3400, 0x9FFF  # a bit each; what lies above is listed
HINTS_MAX = 3


def rows(path):
    opener = bz2.open if path.suffix == ".bz2" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip() if path.suffix != ".bz2" else line.strip()
            if line and not line.startswith("#"):
                yield line


def spans(path, *properties):
    for line in rows(path):
        codes, value = (part.strip() for part in line.split(";")[:2])
        if value in properties:
            first, _, last = codes.partition("..")
            yield int(first, 16), int(last or first, 16)


def points(path, *properties):
    return {c for first, last in spans(path, *properties) for c in range(first, last + 1)}


def encodable(c, codec):
    try:
        return len(chr(c).encode(codec)) > 0
    except UnicodeEncodeError:
        return False


class Unicode:
    def __init__(self, folder):
        properties = folder / "PropList.txt"
        self.ideographs = points(properties, "Unified_Ideograph")
        self.selectors = points(properties, "Variation_Selector")
        self.ignorable = points(folder / "DerivedCoreProperties.txt",
                                "Default_Ignorable_Code_Point")
        self.equivalent = {}
        for line in rows(folder / "EquivalentUnifiedIdeograph.txt"):
            codes, value = (part.strip() for part in line.split(";"))
            first, _, last = codes.partition("..")
            for c in range(int(first, 16), int(last or first, 16) + 1):
                self.equivalent[c] = int(value, 16)
        self.category, self.decomposed = {}, {}
        for line in rows(folder / "UnicodeData.txt"):
            fields = line.split(";")
            self.category[int(fields[0], 16)] = fields[2]
            if re.fullmatch(r"[0-9A-F]+", fields[5]):
                self.decomposed[int(fields[0], 16)] = int(fields[5], 16)
        self.variants = {}
        kinds = ("kTraditionalVariant", "kSemanticVariant", "kSpecializedSemanticVariant",
                 "kZVariant")
        for line in rows(folder / "Unihan_Variants.txt.bz2"):
            code, kind, values = line.split("\t")
            if kind in kinds:
                found = self.variants.setdefault(int(code[2:], 16), {})
                found.setdefault(kind, []).extend(
                    int(v, 16) for v in re.findall(r"U\+([0-9A-F]+)", values))
        self.neighbours = {c: [v for kind in kinds for v in found.get(kind, [])]
                           for c, found in self.variants.items()}

    def known(self, c):
        return encodable(c, "euc_jis_2004") or encodable(c, "cp932")

    def hints(self, c):
        """Kanji of JIS X 0208 that may be meant: variants, then variants of variants."""
        near = self.neighbours.get(c, [])
        far = [v for n in near for v in self.neighbours.get(n, [])]
        wanted = dict.fromkeys(v for v in near + far
                               if v != c and encodable(v, "shift_jis"))
        # level 1, the kanji in common use, before level 2
        return sorted(wanted, key=lambda v: chr(v).encode("shift_jis") >= b"\x98\x9f")[:HINTS_MAX]


def classes(unicode):
    """Every code point that is neither plain kanji nor of no interest."""
    found = {}

    def put(name, members):
        for c in members:
            found.setdefault(c, name)

    put("RADICAL", unicode.equivalent)
    put("COMPATIBILITY", [c for c in unicode.decomposed
                          if 0xF900 <= c <= 0xFAFF or 0x2F800 <= c <= 0x2FA1F])
    put("INVISIBLE", unicode.ignorable - unicode.selectors)
    put("INVISIBLE", [c for c, category in unicode.category.items()
                      if category == "Cc" and c not in b"\t\n\v\f\r" and c != 0x85])
    put("SELECTOR", unicode.selectors)
    put("PRIVATE", [*range(0xE000, 0xF900)])
    put("HALFWIDTH_KANA", range(0xFF61, 0xFFA0))
    put("WAVE", (0x301C, 0xFF5E))
    put("DASH", (0x2010, 0x2013, 0x2212, 0xFF0D))
    put("BRACKET", map(ord, "「」『』（）()【】〔〕［］[]〈〉《》｛｝{}"))
    put("DIGIT", [*range(0x30, 0x3A), *range(0xFF10, 0xFF1A)])
    put("LATIN", [c for base in (0x41, 0x61, 0xFF21, 0xFF41) for c in range(base, base + 26)])
    put("HIRAGANA", range(0x3041, 0x3097))
    put("KATAKANA", [*range(0x30A1, 0x30FB), 0x30FC])
    return found


def ranges(found):
    merged = []
    for c in sorted(found):
        if merged and merged[-1][1] + 1 == c and merged[-1][2] == found[c]:
            merged[-1][1] = c
        else:
            merged.append([c, c, found[c]])
    merged += [[0xF0000, 0xFFFFD, "PRIVATE"], [0x100000, 0x10FFFD, "PRIVATE"]]
    return sorted(merged)


def pack(values, form, width):
    line = "   "
    for value in values:
        text = " " + form(value) + ","
        if len(line) + len(text) > width:
            print(line)
            line = "   "
        line += text
    if line.strip():
        print(line)


def main():
    folder = Path(sys.argv[1])
    unicode = Unicode(folder)
    version = (folder / "PropList.txt").open(encoding="utf-8").readline().strip("# \n")
    print(f"/* Made by tables/characters.py from Unicode's data ({version}) and Python's\n"
          "   codecs euc_jis_2004 and cp932. */")
    print("static const struct character_range character_ranges[] = {")
    for first, last, name in ranges(classes(unicode)):
        print(f"    {{0x{first:04X}, 0x{last:04X}, CHARACTER_{name}}},")
    print("};\n")

    print("/* Kanji that JIS X 0213 or Windows-31J has; a bit each from U+3400. */")
    print("static const uint32_t kanji_known[] = {")
    words = []
    for base in range(KANJI_FIRST, KANJI_LAST + 1, 32):
        words.append(sum(1 << i for i in range(32)
                         if base + i in unicode.ideographs and unicode.known(base + i)))
    pack(words, "0x{:08X}".format, 88)
    print("};\n")
    print("/* The same above U+9FFF, in order. */")
    print("static const uint32_t kanji_known_above[] = {")
    pack([c for c in sorted(unicode.ideographs) if c > KANJI_LAST and unicode.known(c)],
         "0x{:04X}".format, 88)
    print("};\n")

    print("/* Unicode's Equivalent_Unified_Ideograph. */")
    print("static const struct character_pair radicals[] = {")
    pack(sorted(unicode.equivalent.items()), lambda p: "{{0x{:04X}, 0x{:04X}}}".format(*p), 88)
    print("};\n")
    print("/* Canonical decompositions: what NFC would make of them. */")
    print("static const struct character_pair compatibility[] = {")
    pack(sorted((c, d) for c, d in unicode.decomposed.items()
                if 0xF900 <= c <= 0xFAFF or 0x2F800 <= c <= 0x2FA1F),
         lambda p: "{{0x{:04X}, 0x{:04X}}}".format(*p), 88)
    print("};\n")

    print("/* Simplified and other variants outside JIS, and what may be meant. */")
    print("static const struct character_hint hints[] = {")
    outside = [c for c in sorted(unicode.ideographs)
               if KANJI_FIRST <= c <= KANJI_LAST and not unicode.known(c) and
               "kTraditionalVariant" in unicode.variants.get(c, {}) and unicode.hints(c)]
    pack(outside, lambda c: "{{0x{:04X}, {{{}}}}}".format(
        c, ", ".join("0x{:04X}".format(h) for h in unicode.hints(c))), 88)
    print("};")


main()
