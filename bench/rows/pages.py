"""One document of 5,000 pages, all formats and PDF alone."""

CHARACTERS = 6_600_000  # about 1,310 to a page as the template gaiyo sets them


def run(bench):
    source, output = bench.long(CHARACTERS), bench.folder / "out"
    bench.row("5,000 pages, all formats",
              bench.measure("build", "-q", source, "-o", output))
    bench.row("5,000 pages, pdf alone",
              bench.measure("build", "-q", source, "-o", output, "-f", "pdf"))
