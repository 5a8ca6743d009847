"""Reads gijiroku's products with programs that others wrote, for the tests beside it.

Nothing here imports or imitates the program: text comes out of XML and HTML through lxml,
out of Markdown through cmark-gfm, out of PDF through poppler and mutool.
"""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

from lxml import etree, html as lxml_html

NS = {"g": "urn:gijiroku:minutes:1"}

# The names that `inspect` gives, as Python knows them. WHATWG reads Shift_JIS as CP932.
CODECS = {"UTF-8": "utf-8-sig", "UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be",
          "Shift_JIS": "cp932", "EUC-JP": "euc_jp", "ISO-2022-JP": "iso2022_jp"}


def run(*command, stdin=None, check=True):
    done = subprocess.run([str(c) for c in command], input=stdin, capture_output=True)
    if check and done.returncode != 0:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stderr.decode()}")
    return done


def squeeze(text):
    """Without white space, as the fidelity contract compares."""
    return "".join(c for c in text if not (c.isspace() or c == "\ufeff")
                   or c in "\x1c\x1d\x1e\x1f")


def first_difference(want, got):
    """A sentence about the first difference; None where there is none."""
    if want == got:
        return None
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b),
              min(len(want), len(got)))
    def around(text):
        return text[max(0, at - 20):at] + "▶" + text[at:at + 30]
    codes = [" ".join(f"U+{ord(c):04X}" for c in t[at:at + 3]) for t in (want, got)]
    return (f"at character {at} of {len(want)}/{len(got)}:\n  want {around(want)} ({codes[0]})"
            f"\n  got  {around(got)} ({codes[1]})")


def slug_of(folder):
    """The first document of a published folder, which holds the site's own folders too."""
    return min(p.name for p in Path(folder).iterdir() if (p / f"{p.name}.xml").is_file())


def inspect(program, source):
    return json.loads(run(program, "inspect", source, check=False).stdout)


def source_text(path, facts):
    """The source's text with the recorded changes applied, read without the program."""
    data = Path(path).read_bytes()
    text = data.decode(CODECS[facts["encoding"]]).lstrip("\ufeff")
    lines = re.split(r"\r\n|\n|\r", text)
    for change in reversed(facts["changes"]):
        before, after = squeeze(change["before"]), squeeze(change["after"])
        if before == after == "":
            continue
        if change["rule"] in ("page-split", "line-wrap"):
            assert before.endswith(after) or after == "", change
            continue  # joins move white space alone
        row, column = change["line"] - 1, change["column"] - 1
        line = lines[row]
        assert line.startswith(change["before"], column), (change, line)
        lines[row] = line[:column] + change["after"] + line[column + len(change["before"]):]
    return "\n".join(lines)


def xml_text(path):
    body = etree.parse(str(path)).find("g:body", NS)
    return "".join(body.itertext())


def html_text(path):
    main = lxml_html.parse(str(path)).find(".//main")
    return "".join(main.itertext())


def markdown_text(path):
    """The text of the tree that cmark-gfm reads, and the list markers that are syntax."""
    text = Path(path).read_text(encoding="utf-8")
    if text.startswith("---\n"):
        text = text.split("\n---\n", 1)[1]
    tree = etree.fromstring(run("cmark-gfm", "-e", "table", "-t", "xml",
                                stdin=text.encode()).stdout)
    return "".join(e.text or "" for e in tree.iter()
                   if etree.QName(e).localname in ("text", "code", "html_inline",
                                                   "html_block", "code_block"))


def markdown_expected(xml_path):
    """What Markdown's tree must say: the record without the "-" of its list items."""
    body = etree.parse(str(xml_path)).find("g:body", NS)
    for label in body.iterfind(".//g:item/g:label", NS):
        if "".join(label.itertext()).strip() == "-":
            for piece in label:
                label.remove(piece)
            label.text = ""
    return "".join(body.itertext())


def pdf_struct_text(path):
    """Text in the order of the structure tree, artifacts left out (poppler)."""
    out = run("pdfinfo", "-struct-text", path).stdout.decode()
    # Lines are: indentation, then either an element ("P (block)") or a quoted text.
    return "".join(m.group(1) for m in
                   re.finditer(r'^ *"(.*)"$', out, flags=re.MULTILINE))


def record_of_pages(pages, record):
    """The text of pages without white space, less the lines that are no part of the
    record where they stand: at most a running head and a number a page."""
    out, at = [], 0
    for page in pages:
        passed = 0
        for line in map(squeeze, page.splitlines()):
            if record.startswith(line, at):
                out.append(line)
                at += len(line)
            else:
                passed += 1
                if passed > 2:
                    return "".join(out) + line
    return "".join(out)


def pdf_page_text(path, record):
    """Text in the order of the pages' content (pdftotext)."""
    pages = run("pdftotext", "-raw", path, "-").stdout.decode().split("\f")[:-1]
    return record_of_pages(pages, record)


def pdf_chars(path):
    """Every character with its place: [(page, x, baseline, size, char, font)] (mutool).
    Lengths in pt, y downwards; x is the glyph's origin, font its PostScript name. Where
    the next glyph should begin is not told: the PDF's advances may hold a gap."""
    out = run("mutool", "draw", "-q", "-F", "stext", path).stdout
    out = re.sub(rb"&#x?[0-9a-fA-F]+;", lambda m: m.group(0), out)
    tree = etree.fromstring(out, etree.XMLParser(huge_tree=True, recover=True))
    chars = []
    for number, page in enumerate(tree.iter("page")):
        for font in page.iter("font"):
            size = float(font.get("size"))
            name = font.get("name").split("+")[-1]
            for char in font.iter("char"):
                chars.append((number, float(char.get("x")), float(char.get("y")), size,
                              char.get("c"), name))
    return chars


WIDTH_UNITS = 1_000_000  # hb-shape rounds to one of them
known_widths = {}  # of each font: {character: advance or None}


def font_widths(name, characters):
    """The advance of each character in the installed font of that PostScript name, em
    (fontconfig, hb-shape). A character that the font lacks is left out."""
    known = known_widths.setdefault(name, {})
    unknown = [c for c in characters if c not in known]
    if unknown:
        file, index = run("fc-match", "-f", "%{file}\t%{index}",
                          f":postscriptname={name}").stdout.decode().split("\t")
        shaped = run("hb-shape", f"--face-index={index}", f"--font-size={WIDTH_UNITS}",
                     "--no-clusters", "--no-glyph-names", "--features=-kern", file,
                     stdin="\n".join(unknown).encode()).stdout.decode().splitlines()
        for c, glyphs in zip(unknown, shaped, strict=True):
            found = re.fullmatch(r"\[(\d+)(?:@\S+?)?\+(\d+)\]", glyphs)
            known[c] = int(found.group(2)) / WIDTH_UNITS \
                if found and found.group(1) != "0" else None
    return {c: known[c] for c in characters if known[c] is not None}


def is_kana_or_kanji(c):
    name = unicodedata.name(c, "")
    return name.startswith(("HIRAGANA", "KATAKANA LETTER", "CJK"))


def sources_of(arguments):
    """The sources that the arguments name: files, or --corpus FOLDER. Exits with 77,
    saying so, where the corpus is not there."""
    if arguments[:1] != ["--corpus"]:
        return arguments
    sources = sorted(Path(arguments[1]).glob("*.txt"))
    if not sources:
        print("the corpus of real minutes is not here: nothing was checked")
        sys.exit(77)
    return sources
