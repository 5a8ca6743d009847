#!/usr/bin/env python3
"""golden.py PROGRAM STAGE…: what the program makes of whole documents, byte for byte.

The goldens are tests/golden/<stage>/<fixture>.<ending>. ACCEPT=1 in the environment
rewrites them; read the difference (git diff) before you keep it.
"""

import difflib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"

# stage: the endings of its goldens and the command that makes each
STAGES = {
    "reader": {"json": ["inspect"]},
    "xml": {"xml": ["convert", "-f", "xml"]},
    "text": {"txt": ["convert", "-f", "txt"], "json": ["convert", "-f", "json"]},
    "markdown": {"md": ["convert", "-f", "md"]},
    "html": {"html": ["convert", "-f", "html"]},
}


# Documents beside the sample. The recognisers' own fixtures (fixtures/reader) have
# reviewed facts instead: a golden of every stage for each would say it six times over.
FOLDERS = ["input", "tests/fixtures/e2e", "tests/fixtures/written"]


def fixtures():
    """{name: path}"""
    named = {}
    for path in (p for folder in FOLDERS for p in sorted((ROOT / folder).glob("*.txt"))):
        assert path.stem not in named, f"two fixtures are called {path.stem}"
        named[path.stem] = path
    return named


def make(program, command, path):
    """The product; the messages instead where nothing is published."""
    done = subprocess.run([program, *command[:1], path.name, *command[1:]],
                          cwd=path.parent, capture_output=True,
                          env={**os.environ, "LC_ALL": "C"})
    if done.returncode > 1 and not done.stdout:
        return done.stderr
    return done.stdout


def compare(golden, got):
    """True when they are the same; prints the first differences otherwise."""
    want = golden.read_bytes() if golden.exists() else b""
    if golden.exists() and want == got:
        return True
    if os.environ.get("ACCEPT") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(got)
        print(f"accepted {golden.relative_to(ROOT)}")
        return True
    lines = difflib.unified_diff(want.decode("utf-8", "replace").splitlines(),
                                 got.decode("utf-8", "replace").splitlines(),
                                 str(golden.relative_to(ROOT)), "now", lineterm="")
    print("\n".join(line[:300] for _, line in zip(range(40), lines)))
    return False


def main():
    program, stages = str(Path(sys.argv[1]).resolve()), sys.argv[2:] or list(STAGES)
    compared = failed = 0
    for stage in stages:
        for name, path in fixtures().items():
            for ending, command in STAGES[stage].items():
                golden = GOLDEN / stage / f"{name}.{ending}"
                compared += 1
                failed += not compare(golden, make(program, command, path))
    print(f"{compared - failed} of {compared} goldens as they were")
    return 1 if failed or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
