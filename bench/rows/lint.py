"""All rules of lint over one meeting of seven million characters, reading not counted."""

import subprocess
import sys
from pathlib import Path

CHARACTERS = 7_000_000


def run(bench):
    root = Path(__file__).resolve().parents[2]
    tool = Path(bench.program).parent / "bench" / "bench-lint"
    if not tool.exists():
        sys.exit(f"{tool} is not built: cmake --build --preset release --target bench-lint")
    said = subprocess.run([tool, root / "templates/lint/terms.yaml",
                           bench.long(CHARACTERS)],
                          check=True, capture_output=True).stdout.split()
    size, read, lint = int(said[0]) / 1e6, float(said[2]), float(said[3])
    print(f"{f'all rules of lint, {size:.0f} MB':44} {'':8} {lint:8.3f} {'':8}  "
          f"{size / lint:.1f} MB/s; reading {size / read:.1f} MB/s")
