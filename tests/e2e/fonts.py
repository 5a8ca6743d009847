#!/usr/bin/env python3
"""fonts.py PROGRAM SOURCE: `gijiroku fonts` against what Python reads of the same files.
Hashes by hashlib, rights from the OS/2 table, characters from the source's text; a font
that forbids embedding and one that was replaced are made and must be told."""

import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import publication as pub

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = Path("/usr/share/fonts")


def run(program, *words, data=None, folder=None):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")
    if data:
        environment["GIJIROKU_DATADIR"] = str(data)
    return subprocess.run([str(w) for w in (program, *words)], capture_output=True,
                          text=True, env=environment, cwd=folder, check=False)


def os2_offset(data, index=0):
    """Where a face's OS/2 table stands in the file."""
    at = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    for i in range(struct.unpack_from(">H", data, at + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, at + 12 + 16 * i)
        if tag == b"OS/2":
            return offset
    raise AssertionError("no OS/2 table")


def check_stack(program, source):
    done = run(program, "fonts", "--format", "json", source)
    report = json.loads(done.stdout)
    assert done.returncode == 0 and report["missing"] == [], done
    by_name = {p.name: p for p in SYSTEM.rglob("*.tt?")}
    characters = set()
    for font in report["fonts"]:
        data = by_name[font["file"]].read_bytes()
        assert font["sha256"] == hashlib.sha256(data).hexdigest(), font["file"]
        assert font["fs_type"] == struct.unpack_from(">H", data, os2_offset(data) + 8)[0]
        assert font["state"] == "open" and font["embedding"] == "installable", font
        assert font["lock"] == "same", f"{font['file']}: the lock has another hash"
        characters |= set(font["characters"])
    want = set(pub.squeeze(Path(source).read_text(encoding="utf-8")))
    assert not want - characters, f"set by no font: {want - characters}"
    assert set("1234567890") <= characters, "the folios are set too"


def check_missing(program, folder):
    path = folder / "missing.txt"
    path.write_text("会議の記録\n\n顔は😀と😀である。\n", encoding="utf-8")
    done = run(program, "fonts", path)
    assert done.returncode == 1, done
    assert f"{path}:3:3: 😀 (U+1F600): no font has it" in done.stdout, done.stdout
    assert f"{path}:3:5: 😀" in done.stdout, done.stdout
    report = json.loads(run(program, "fonts", "--format", "json", path).stdout)
    assert [(m["line"], m["column"], m["code_points"]) for m in report["missing"]] == \
        [(3, 3, "U+1F600"), (3, 5, "U+1F600")]
    done = run(program, "convert", "-f", "pdf", "-o", folder / "missing.pdf", path)
    assert done.returncode == 2 and ":3:3:" in done.stderr, done
    assert "[glyph-missing]" in done.stderr and not (folder / "missing.pdf").exists()


def data_folder(folder, restricted=()):
    """The program's data with fonts of their own; those named forbid embedding."""
    data = folder / "data"
    shutil.copytree(ROOT / "templates", data / "templates")
    (data / "fonts").mkdir()
    shutil.copy(ROOT / "fonts" / "stack.yaml", data / "fonts")
    (data / "fonts" / "fonts.conf").write_text(
        "<fontconfig><cachedir>" + str(folder / "cache") + "</cachedir></fontconfig>")
    for name in ("bizud-mincho/BIZUDMincho-Regular.ttf", "ipaexfont-gothic/ipaexg.ttf",
                 "bizud-mincho/BIZUDPMincho-Regular.ttf",
                 "bizud-gothic/BIZUDGothic-Regular.ttf",
                 "bizud-gothic/BIZUDPGothic-Regular.ttf"):
        path = next(SYSTEM.rglob(Path(name).name))
        font = bytearray(path.read_bytes())
        if path.name in restricted:
            struct.pack_into(">H", font, os2_offset(font) + 8, 2)
        (data / "fonts" / path.name).write_bytes(font)
    return data


def check_rights(program, folder):
    data = data_folder(folder, {"ipaexg.ttf"})
    done = run(program, "fonts", data=data)
    assert done.returncode == 1, done
    assert "may not be embedded (OS/2 fsType 2); it is not used" in done.stdout, done.stdout
    assert "not installed: passed over" in done.stdout, done.stdout
    shutil.rmtree(data)
    data = data_folder(folder, {"BIZUDMincho-Regular.ttf"})
    source = folder / "plain.txt"
    source.write_text("会議の記録\n\n本文である。\n", encoding="utf-8")
    done = run(program, "convert", "-f", "pdf", "-o", folder / "plain.pdf", source, data=data)
    assert done.returncode == 2 and "[font-rights]" in done.stderr, done
    assert "BIZUDMincho-Regular.ttf" in done.stderr and not (folder / "plain.pdf").exists()
    shutil.rmtree(data)


def check_lock(program, folder):
    data = data_folder(folder)
    source = folder / "plain.txt"
    source.write_text("会議の記録\n\n本文である。\n", encoding="utf-8")
    build = ["build", "-f", "pdf", "-o", folder / "out", source]
    assert run(program, *build, data=data).returncode == 0
    assert run(program, "fonts", "--write-lock", data=data).returncode == 0
    lock = data / "fonts" / "fonts.lock"
    subprocess.run(["sha256sum", "--quiet", "-c", lock.name], cwd=lock.parent, check=True)
    assert run(program, *build, data=data).returncode == 0
    font = data / "fonts" / "BIZUDMincho-Regular.ttf"
    font.write_bytes(font.read_bytes() + b"\0")
    done = run(program, *build, data=data)
    assert done.returncode == 1 and "[font-changed]" in done.stderr, done
    assert "BIZUDMincho-Regular.ttf" in done.stderr, done
    lock.write_text(lock.read_text().replace("BIZUDMincho-Regular", "Other"))
    done = run(program, *build, data=data)
    assert done.returncode == 1 and "is not in" in done.stderr, done
    lock.write_text("no hash\n")
    done = run(program, *build, data=data)
    assert done.returncode == 2 and "fonts.lock:1:1:" in done.stderr, done


def main():
    program, source = sys.argv[1:]
    check_stack(program, source)
    with tempfile.TemporaryDirectory() as folder:
        check_missing(program, Path(folder))
        check_rights(program, Path(folder))
        check_lock(program, Path(folder))


if __name__ == "__main__":
    main()
