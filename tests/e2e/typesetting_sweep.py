#!/usr/bin/env python3
"""typesetting_sweep.py PROGRAM [--each | --all] SOURCE…: the checker of pages over all
sources at measures of 10 to 60 characters: each measure is a template of its own. --all is
every measure in both profiles, --each every measure in one of them; else some measures."""

import os
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import publication as pub
import typesetting

SIZE, PITCH = 10.0, 17.0
PAGE = 240.0  # mm: wide enough for sixty characters
TEMPLATE = """page: {{width: {page}, height: 297}}
body: {{size: {size}, characters: {characters}, lines: 40, pitch: {pitch}, profile: {profile},
       last-line-min: 2}}
lists: {{marker-gap: 0.5}}
styles:
  title: {{font: gothic, size: 14, lines: 2, align: center}}
  field-term: {{font: gothic, body: 1}}
  group: {{before: 1}}
  attendee: {{indent: 1, align: start}}
  heading-1: {{font: gothic, before: 1}}
  heading-2: {{font: gothic, before: 1}}
  heading-3: {{font: gothic, before: 1, indent: 1, body: 1}}
  paragraph: {{first: 1}}
  speaker: {{font: gothic, before: 1}}
  speech: {{first: 1}}
  closing: {{before: 1, align: end}}
  cell: {{align: start}}
"""
ALL = [(characters, profile) for characters in range(10, 61)
       for profile in ("jlreq", "jisx4051")]
EACH = [(characters, ("jlreq", "jisx4051")[characters % 2]) for characters in range(10, 61)]
SHORT = [(10, "jlreq"), (13, "jisx4051"), (17, "jlreq"), (24, "jisx4051"), (33, "jlreq"),
         (60, "jisx4051")]


def run(program, sources, characters, profile):
    """One measure: what was found, added up."""
    total, faults = Counter(), []
    right = (PAGE * 72 / 25.4 + characters * SIZE) / 2
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.yaml"
        template.write_text(TEMPLATE.format(page=PAGE, size=SIZE, pitch=PITCH,
                                            characters=characters, profile=profile))
        pub.run(program, "build", "-q", "-f", "xml,pdf", "--template", template, "-o",
                folder, *sources, check=False)
        for source in sources:
            base = Path(folder) / Path(source).stem / Path(source).stem
            result = typesetting.measure(f"{base}.xml", f"{base}.pdf", right=right,
                                         punctuation_max=0.25, last_line_min=2,
                                         pitch=PITCH)
            for key in ("lines", "full lines", "lines with plain text set apart"):
                total[key] += result[key]
            faults += [f"{characters} characters, {profile}, {Path(source).name}: {fault}"
                       for fault in result["faults"]]
    total["faults"] = len(faults)
    return total, faults


def main():
    program, *sources = sys.argv[1:]
    measures = {"--all": ALL, "--each": EACH}.get(sources[0])
    sources = sources[1:] if measures else sources
    total, faults = Counter(), []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(run, program, sources, *one) for one in measures or SHORT]
        for one in runs:
            counted, found = one.result()
            total += counted
            faults += found
    for fault in faults:
        print(fault)
    print(", ".join(f"{key}: {value}" for key, value in total.items()),
          f"faults: {len(faults)}", sep="; ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
