#!/usr/bin/env python3
"""layering.py BUILD_DIR SOURCE_DIR: the law of the house, tried out.

For every stage, compiles one line that includes another stage's header with that stage's
own compiler flags, and compares what compiles with the table below. The table is the
design (ARCHITECTURE.md); the build is the second route to it.
"""

import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HEADERS = {
    "base": "base/buf.h", "sheet": "sheet/sheet.h", "project": "project/project.h", "model": "model/model.h", "reader": "reader/reader.h",
    "xml": "xml/xml.h", "text": "text/text.h", "markdown": "markdown/markdown.h",
    "html": "html/html.h", "page": "layout/page.h", "layout": "layout/layout.h",
    "pdf": "pdf/pdf.h", "verify": "verify/verify.h",
}

# What each stage may see beside its own headers.
MAY_SEE = {
    "base": [],
    "sheet": ["base"],
    "project": ["base", "sheet"],
    "model": ["base"],
    "reader": ["base", "model"],
    "xml": ["base", "model"],
    "text": ["base", "model"],
    "markdown": ["base", "model"],
    "html": ["base"],
    "layout": ["base", "sheet", "model", "page"],
    "pdf": ["base", "page"],
    "verify": ["base", "model"],
}

# Third-party headers and the only stages whose flags may reach them. Those that Debian
# puts straight into /usr/include can be reached by any compiler; they are checked in the
# sources instead.
FOREIGN = {
    "hpdf.h": ["pdf"], "cmark-gfm.h": ["markdown", "verify"], "fontconfig/fontconfig.h": ["layout"],
    "hb.h": ["layout", "pdf"], "libxml/tree.h": ["xml", "html", "verify"], "libxml/HTMLparser.h": ["verify"],
    "libxslt/transform.h": ["html"], "iconv.h": ["reader"], "yaml.h": ["sheet", "markdown", "verify"],
}


def flags_by_stage(build):
    """The compile command of one source of each stage, without output and source."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        parts = Path(entry["file"]).parts
        if "pipeline" not in parts:
            continue
        stage, *below = parts[parts.index("pipeline") + 1:]
        if stage not in MAY_SEE or stage in flags or len(below) != 1:
            continue  # layout/page is a target of its own
        words = shlex.split(entry["command"])
        cut = words.index("-o")
        flags[stage] = [w for w in words[:cut] if not w.startswith("-flto")]
    return flags


def compiles(command, include, folder):
    source = Path(folder) / "probe.c"
    source.write_text(f'#include "{include}"\nint probe;\n')
    return subprocess.run(command + ["-fsyntax-only", str(source)],
                          capture_output=True).returncode == 0


def main():
    build, root = Path(sys.argv[1]), Path(sys.argv[2])
    faults, tried = [], 0
    flags = flags_by_stage(build)
    with tempfile.TemporaryDirectory() as folder:
        for stage, allowed in MAY_SEE.items():
            if stage not in flags:
                faults.append(f"{stage}: not in the build")
                continue
            for other, header in HEADERS.items():
                may = other == stage or other in allowed
                tried += 1
                if compiles(flags[stage], header, folder) != may:
                    faults.append(f"{stage} {'cannot' if may else 'can'} include {header}")
    for header, stages in FOREIGN.items():
        for source in (root / "pipeline").rglob("*.[ch]"):
            stage = source.relative_to(root / "pipeline").parts[0]
            text = source.read_text(encoding="utf-8")
            if f"#include <{header}>" in text and stage not in stages:
                faults.append(f"{source.name} of {stage} includes {header}")
            if "include" in source.parts and f"#include <{header}>" in text:
                faults.append(f"public header {source.name} includes {header}")
    print("\n".join(faults) or f"{tried} includes tried: the build lets through what it must")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
