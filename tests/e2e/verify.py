#!/usr/bin/env python3
"""verify.py PROGRAM SOURCE… | PROGRAM --corpus FOLDER: builds every source into one folder
and has `gijiroku verify` prove it; then alters what was published and expects to be told.
Without the corpus it says so and exits with 77."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import publication as pub


def verify(program, folder, *more):
    """(exit status, the report)."""
    done = pub.run(program, "verify", "-f", "json", *more, folder, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else None


def whole(program, sources, folder):
    """Sentences about what is not whole in the published folder."""
    status, report = verify(program, folder)
    faults = [f"{f['file']}: {f['message']} [{f['rule']}]" for f in report["findings"]]
    slugs = {d["slug"] for d in report["documents"]}
    faults += [f"{s}: not verified" for s in {Path(s).stem for s in sources} - slugs]
    for document in report["documents"]:
        xml = Path(folder) / document["slug"] / f"{document['slug']}.xml"
        if document["characters"] != len(pub.squeeze(pub.xml_text(xml))):
            faults.append(f"{document['slug']}: {document['characters']} characters?")
    if (status == 0) != (not faults):
        faults.append(f"exit status {status}")
    return faults


def alterations(folder):
    """(what is done, the file, how, the rule that must tell it)."""
    slug = pub.slug_of(folder)
    base = Path(folder) / slug
    page, markdown = base / "index.html", base / f"{slug}.md"

    def replace(path, old, new):
        text = path.read_text(encoding="utf-8")
        assert old in text, (path, old)
        head, found, tail = text.rpartition(old)
        path.write_text(head + new + tail, encoding="utf-8")

    body = pub.squeeze(pub.xml_text(base / f"{slug}.xml"))
    letter = body[len(body) // 2]
    yield "a character", page, lambda: replace(page, letter, "齐"), "record-differs"
    yield "a character", markdown, lambda: replace(markdown, letter, "齐"), "record-differs"
    yield "a line", markdown, lambda: markdown.write_text(
        "".join(markdown.read_text().splitlines(True)[:-4])), "record-differs"
    yield "a second <main>", page, lambda: replace(
        page, "</main>", "</main><main></main>"), "file-unsound"
    yield "a character", base / f"{slug}.xml", lambda: replace(
        base / f"{slug}.xml", letter, "齐"), "record-differs"
    yield "a broken XML", base / f"{slug}.xml", lambda: replace(
        base / f"{slug}.xml", "</body>", ""), "xml-syntax"
    yield "a file more", base / "more.txt", lambda: (base / "more.txt").write_text(
        "x"), "file-unlisted"
    yield "a file less", markdown, markdown.unlink, "file-missing"
    manifest = Path(folder) / "manifest.json"
    yield "no JSON", manifest, lambda: manifest.write_text("{"), "manifest-unsound"


def altered(program, source, folder):
    """Sentences about alterations that were not told as they should be."""
    published, copy = Path(folder) / "one", Path(folder) / "copy"
    pub.run(program, "build", "-q", "-o", published, source, check=False)
    faults, tried = [], 0
    for index in range(len(list(alterations(published)))):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(published, copy)
        what, path, alter, rule = list(alterations(copy))[index]
        alter()
        tried += 1
        status, report = verify(program, copy)
        told = {(f["rule"], Path(f["file"]).name) for f in report["findings"]}
        if status != 1 or (rule, path.name) not in told:
            faults.append(f"{what} in {path.name}: exit {status}, told {sorted(told)}")
        if rule == "record-differs" and ("file-altered", path.name) not in told:
            faults.append(f"{what} in {path.name}: the SHA-256 was not compared")
    return faults, tried


def main():
    program, sources = sys.argv[1], pub.sources_of(sys.argv[2:])
    with tempfile.TemporaryDirectory() as folder:
        published = Path(folder) / "all"
        built = pub.run(program, "build", "-q", "-o", published, *sources, check=False)
        if built.returncode not in (0, 1):
            print(built.stderr.decode())
            return 1
        faults = whole(program, sources, published)
        told, tried = altered(program, sources[0], folder)
    for fault in faults + told:
        print("FAIL " + fault)
    print(f"{len(sources)} documents verified, {len(faults)} faults; {tried} alterations, "
          f"{len(told)} not told as they should be")
    return 1 if faults or told or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
