#!/usr/bin/env python3
"""generated.py ROOT: every generated file is what its generator makes of its sources."""

import difflib
import subprocess
import sys
from pathlib import Path

UNICODE = Path("/usr/share/unicode")  # Debian's package unicode-data

# generated file, generator, its arguments
TABLES = [
    ("pipeline/layout/jlreq_tables.inc", "pipeline/layout/tables/generate.py",
     ["pipeline/layout/tables"]),
    ("pipeline/layout/orientation_tables.inc", "pipeline/layout/tables/orientation.py",
     [UNICODE / "VerticalOrientation.txt"]),
    ("pipeline/lint/character_tables.inc", "pipeline/lint/tables/characters.py", [UNICODE]),
    ("pipeline/lint/lookalike_tables.inc", "pipeline/lint/tables/lookalikes.py",
     ["pipeline/lint/tables/lookalikes.txt"]),
    ("pipeline/pdf/icc_srgb.h", "pipeline/pdf/make_icc_srgb.py", []),
]


def main():
    root = Path(sys.argv[1])
    failed = 0
    for made, generator, arguments in TABLES:
        new = subprocess.run([sys.executable, generator, *map(str, arguments)], cwd=root,
                             capture_output=True, text=True, check=True).stdout
        old = (root / made).read_text(encoding="utf-8")
        difference = list(difflib.unified_diff(old.splitlines(), new.splitlines(), made,
                                               "made anew", lineterm="", n=0))
        print(("FAIL " if difference else "ok   ") + made)
        print("".join(f"  {line}\n" for line in difference[:20]), end="")
        failed += bool(difference)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
