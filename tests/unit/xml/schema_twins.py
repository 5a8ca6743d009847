"""The XSD and its RELAX NG twin agree: on documents by chance, and on each of them with
one thing changed. xmllint judges by the XSD, jing by the RELAX NG.

usage: schema_twins.py SAMPLES-PROGRAM SCHEMA-FOLDER"""
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SEEDS = 8
MUTANTS = 25  # of each document


def mutate(xml, rng):
    """One change that leaves the document well-formed."""
    kind = rng.choice(["rename", "drop-attribute", "value", "attribute", "drop", "text"])
    tags = list(re.finditer(r"<(/?)([a-z-]+)((?: [^<>]*?)?)(/?)>", xml))
    if kind == "rename":
        names = sorted({t.group(2) for t in tags})
        old, new = rng.choice(names), rng.choice(names)
        return re.sub(rf"(</?){old}(?=[ />])", rf"\g<1>{new}", xml)
    if kind == "drop":
        empty = [t for t in tags if t.group(4)]
        if empty:
            victim = rng.choice(empty)
            return xml[: victim.start()] + xml[victim.end():]
    if kind == "text":
        at = rng.choice([t.end() for t in tags])
        return xml[:at] + rng.choice(["x", " ", "<lb line='1' column='1'/>", "<p/>"]) + xml[at:]
    if kind == "attribute":
        victim = rng.choice([t for t in tags if not t.group(1)])
        at = victim.end(2)
        return xml[:at] + rng.choice([' foo="1"', ' xml:base="x"', ' header="yes"']) + xml[at:]
    attributes = [a for a in re.finditer(r' ([a-z-]+)="([^"<]*)"', xml) if a.group(1) != "xmlns"]
    victim = rng.choice(attributes)
    if kind == "drop-attribute":
        return xml[: victim.start()] + xml[victim.end():]
    value = rng.choice(["", "0", "-1", "01", "true", "1", "TRUE", "present", "agenda", "65", " 1 "])
    return xml[: victim.start(2)] + value + xml[victim.end(2):]


def well_formed(path):
    return subprocess.run(["xmllint", "--noout", path], capture_output=True).returncode == 0


def main():
    program, schemas = sys.argv[1], Path(sys.argv[2])
    rng = random.Random(20250919)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for seed in range(SEEDS):
            xml = subprocess.run([program, str(seed)], check=True, capture_output=True).stdout.decode()
            for n in range(MUTANTS + 1):
                path = Path(folder) / f"{seed}-{n}.xml"
                path.write_text(mutate(xml, rng) if n else xml, encoding="utf-8", newline="")
                if well_formed(path):
                    paths.append(path)
        xsd = {}
        for path in paths:
            run = subprocess.run(["xmllint", "--noout", "--schema", schemas / "gijiroku-minutes-1.xsd", path],
                                 capture_output=True)
            xsd[path] = run.returncode == 0
        run = subprocess.run(["jing", "-c", schemas / "gijiroku-minutes-1.rnc", *paths],
                             capture_output=True, text=True)
        refused = set(re.findall(r"^(?:file:)?(/\S+?\.xml):\d+:\d+: ", run.stdout, re.M))
        rng_ = {path: str(path) not in refused for path in paths}
    differ = [p for p in paths if xsd[p] != rng_[p]]
    wrong = [p for p in paths if p.name.endswith("-0.xml") and not xsd[p]]
    bad = sum(not v for v in xsd.values())
    print(f"{len(paths)} documents, {bad} refused by both, {len(differ)} judged differently")
    for path in differ[:10]:
        print(f"{path.name}: XSD {'accepts' if xsd[path] else 'refuses'}, "
              f"RELAX NG {'accepts' if rng_[path] else 'refuses'}")
        print(*[line for line in run.stdout.splitlines() if str(path) in line][:2], sep="\n")
    if run.stderr or (refused == set() and bad):
        print(run.stdout[:2000], run.stderr[:2000])
    return 1 if differ or wrong or bad < len(paths) // 4 else 0


if __name__ == "__main__":
    sys.exit(main())
