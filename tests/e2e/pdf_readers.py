"""What other programs read in a PDF file: qpdf, poppler, mutool, Ghostscript and pdf.js.

`warnings` tells what they complain of, `texts` what text they find.
"""

import json
import re
import subprocess
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "web"

# mutool as Debian builds it says so of itself, whatever the file.
ABOUT_MUTOOL = "warning: ICC support is not available"


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, check=False)


def pdfjs(paths):
    """{path: {"warnings", "pages"}}, all files in one process."""
    if not (WEB / "node_modules/pdfjs-dist").is_dir():
        raise SystemExit("pdf.js is not installed: ./run test installs it")
    done = run("node", WEB / "pdf_text.mjs", *paths)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if done.returncode or [r["file"] for r in rows] != [str(p) for p in paths]:
        raise AssertionError(f"pdf_text.mjs: {done.stderr.decode()[:2000]}")
    return {row["file"]: row for row in rows}


def ghostscript(path):
    """What Ghostscript says while it interprets every page for no device."""
    done = run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", path)
    return (done.stdout + done.stderr).decode(errors="replace").strip() or \
        ("exit status" if done.returncode else "")


def warnings(path, by_pdfjs):
    """(program, what it says) for each program that has anything to say."""
    path = str(path)
    found = [("pdf.js", line) for line in by_pdfjs[path]["warnings"]]
    found.append(("gs", ghostscript(path)))
    silent = (("qpdf", ("qpdf", "--check", path)),
              ("pdfinfo", ("pdfinfo", "-struct-text", path)),
              ("pdftotext", ("pdftotext", path, "-")),
              ("pdftoppm", ("pdftoppm", "-r", "18", "-f", "1", "-l", "2", path)),
              ("mutool", ("mutool", "draw", "-q", "-F", "txt", path)))
    for program, command in silent:
        done = run(*command)
        said = [line for line in done.stderr.decode(errors="replace").splitlines()
                if line and line != ABOUT_MUTOOL]
        if said or done.returncode:
            found.append((program, "; ".join(said[:3]) or f"exit {done.returncode}"))
    return [(program, said) for program, said in found if said]


def texts(path, by_pdfjs):
    """{name of the reader: text}."""
    out = {"pdf.js": "\n".join(by_pdfjs[str(path)]["pages"])}
    for name, command in (("pdftotext", ("pdftotext", path, "-")),
                          ("pdftotext -raw", ("pdftotext", "-raw", path, "-")),
                          ("pdftotext -layout", ("pdftotext", "-layout", path, "-")),
                          ("mutool", ("mutool", "draw", "-q", "-F", "txt", path))):
        out[name] = run(*command).stdout.decode(errors="replace")
    return out


# ---- Spaces that the source does not have ----

JAPANESE = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u3005\u3006"
LATIN = "0-9A-Za-z"
GAP = re.compile(rf"(?<=[{JAPANESE}])(\s*)(?=[{LATIN}])|(?<=[{LATIN}])(\s*)(?=[{JAPANESE}])")
AROUND = 4  # characters on each side that tell a place in the source


def gaps(text):
    """(the place told by the characters around it, the white space in it)."""
    for match in GAP.finditer(text):
        before = re.sub(r"\s", "", text[max(0, match.start() - 40):match.start()])[-AROUND:]
        after = re.sub(r"\s", "", text[match.end():match.end() + 40])[:AROUND]
        yield before + "|" + after, match.group()


def spurious_spaces(source, text):
    """Places with a blank between Japanese and Latin letters that have none in the
    source. A line's end is no blank, but where the source has one nothing is known."""
    known = {}
    for place, white in gaps(source):
        known[place] = known.get(place, False) or bool(white)
    return [place.replace("|", " ") for place, white in gaps(text)
            if white and "\n" not in white and known.get(place) is False]
