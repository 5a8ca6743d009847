"""Other programs that are installed here, from the sample's page or Markdown to PDF alone."""

import subprocess
from shutil import which

from bench import measure

# From the page or the Markdown that gijiroku makes of the sample, as far as each takes it.
RIVALS = {
    "chromium": ["--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf={pdf}", "{html}"],
    "weasyprint": ["{html}", "{pdf}"],
    "soffice": ["--headless", "--convert-to", "pdf", "--outdir", "{folder}", "{html}"],
    "pandoc": ["{md}", "-o", "{pdf}", "--pdf-engine=lualatex", "-V", "documentclass=ltjsarticle"],
    "typst": ["compile", "{typ}", "{pdf}"],
}


def run(bench):
    sample, out = bench.sample(), bench.folder / "out"
    ours = bench.measure("build", "-q", "--force", sample, "-o", out, runs=5, warm=1)
    bench.row("sample, all formats", ours)
    words = {"folder": bench.folder, "pdf": bench.folder / "rival.pdf",
             "html": out / "sample/index.html", "md": out / "sample/sample.md",
             "typ": bench.folder / "sample.typ"}
    words["typ"].write_text("#set page(paper: \"a4\")\n#set text(lang: \"ja\", size: 10.5pt)\n" + "".join(
        c if c not in "\\#$*_`<>@=-+/[]~" else "\\" + c for c in sample.read_text(encoding="utf-8")),
        encoding="utf-8")
    for name, arguments in RIVALS.items():
        if not which(name):
            print(f"{name + ': not installed':44}")
            continue
        command = [name, *(word.format(**words) for word in arguments)]
        try:
            measured = measure(command)
        except (SystemExit, subprocess.SubprocessError) as error:
            print(f"{name + ': ' + str(error)[:60]:44}")
            continue
        bench.row(f"{name}, PDF alone", measured, f"{measured.wall / ours.wall:.0f} times as long")
