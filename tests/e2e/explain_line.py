#!/usr/bin/env python3
"""explain_line.py PROGRAM SOURCE: what --explain-line says of each line of a page is
what the glyphs of the finished PDF show (mutool): the text, the blanks that were reduced or
widened, and by how much; and the amounts make up for what the line lacks."""

import re
import sys
import tempfile
from pathlib import Path

import publication as pub
import typesetting
import typesetting_rules as rules

PAGES = (6,)  # of running text, with Latin words
KINDS = {  # what the explanation calls the gaps that the checker tells apart
    "blanks of brackets and commas reduced": {"PO", "CP", "MP", "CO", "MO", "CL", "ML", "LO"},
    "spaces between Japanese and Latin reduced": {"PL", "LP"},
    "spaces between Japanese and Latin widened": {"PL", "LP"},
    "blanks of punctuation widened": {"PO", "CP", "MP", "FP", "CO", "MO", "FO", "CL", "ML",
                                      "FL", "LO"},
    "kanji and kana set apart": {"PP"},
}
NATURAL = {"PL": 0.25, "LP": 0.25, "PP": 0.0}


def lines_of(paired, page):
    """The lines of a page as printed: characters of one baseline together."""
    rows = {}
    for _, block in paired:
        for line in block:
            if line[0].page == page - 1:
                rows.setdefault(round(line[0].y), []).extend(line)
    return [rows[y] for y in sorted(rows)]


def explain(program, source, page, line):
    said = pub.run(program, "convert", "--explain-line", f"{page}:{line}", source)
    head, *rest = said.stdout.decode().splitlines()
    text = re.fullmatch(rf"page {page}, line {line}: (.*)", head).group(1)
    measure, natural = map(float, re.search(r"measure ([\d.]+) em, natural width ([\d.]+) em",
                                            rest[0]).groups())
    steps = []
    for row in rest:
        found = re.fullmatch(r"  JLREQ 3\.8\.\d \w  (.*): (\d+) places?, ([−+])([\d.]+)"
                             r"(?: to ([\d.]+))? em(?: each)?", row)
        if found:
            what, places, sign, least, most = found.groups()
            sign = -1 if sign == "−" else 1
            steps.append((what, int(places), sign * float(least), sign * float(most or least)))
    return text, measure, natural, steps, rest[0]


def check(printed, told):
    """Faults of one explanation."""
    text, measure, natural, steps, rest = told
    said = pub.squeeze(text)
    shown = "".join(c.c for c in printed)
    if not shown.endswith(said):
        return [f"tells of {said!r}, the page shows {shown!r}"]
    if "keeps its natural width" in rest:
        return []
    line = printed[len(shown) - len(said):]
    faults = []
    total = sum(places * least for what, places, least, most in steps)
    if all(least == most for _, _, least, most in steps) and \
            abs(total - (measure - natural)) > 0.02:
        faults.append(f"amounts of {total:.3f} em for a lack of {measure - natural:.3f}")
    gaps = list(rules.gaps_of(line, 0.5))
    for what, places, least, most in steps:
        kinds = KINDS.get(what)
        if not kinds or least != most:
            continue
        seen = [gap for kind, gap, *_ in gaps if kind in kinds]
        want = [gap for gap in seen if any(abs(gap - (n + least)) < 0.006
                                           for n in {NATURAL.get(k, 0.5) for k in kinds})]
        if len(want) < places - sum(c.c in "(),/" for c in line) and len(seen) >= places:
            faults.append(f"{what}: {places} places by {least}, the page shows {seen}")
    return faults


def main():
    program, source = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        pub.run(program, "build", "-q", "-f", "xml,pdf", "-o", folder, source)
        base = Path(folder) / Path(source).stem / Path(source).stem
        paired, _ = typesetting.pair(f"{base}.xml", f"{base}.pdf")
    count, adjusted, faults = 0, 0, []
    for page in PAGES:
        for number, printed in enumerate(lines_of(paired, page), 1):
            told = explain(program, source, page, number)
            count += 1
            adjusted += bool(told[3])
            faults += [f"{page}:{number}: {fault}" for fault in check(printed, told)]
    # It can fail: of another line it is not true.
    if not check(printed, explain(program, source, PAGES[0], 2)):
        faults.append("the check of a wrong line found nothing")
    print(*faults, f"{count} lines, {adjusted} of them adjusted", sep="\n")
    return 1 if faults or adjusted < 8 else 0


if __name__ == "__main__":
    sys.exit(main())
