"""Lines of a million characters: items and breaks, no pages."""

import subprocess
import sys
from pathlib import Path

import documents

CHARACTERS = 1_000_000


def run(bench):
    root = Path(__file__).resolve().parents[2]
    tool = Path(bench.program).parent / "bench" / "bench-lines"
    if not tool.exists():
        sys.exit(f"{tool} is not built: cmake --build --preset release --target bench-lines")
    text = bench.folder / "text"
    for name, lines in (("paragraphs", documents.remarks(CHARACTERS)),
                        ("one paragraph", ["".join(documents.remarks(CHARACTERS))])):
        text.write_text("\n".join(lines), encoding="utf-8")
        said = subprocess.run([tool, root / "fonts", root / "templates/pdf/gaiyo.yaml", text],
                              check=True, capture_output=True).stdout.split()
        size, items, breaks = int(said[0]) / 1e6, float(said[2]), float(said[3])
        print(f"{f'lines of a million characters, {name}':44} {'':8} "
              f"{items + breaks:8.3f} {'':8}  {size / (items + breaks):.1f} MB/s, "
              f"breaks alone {size / breaks:.1f} MB/s")
