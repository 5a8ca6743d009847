"""One document, the whole process: all formats, then each alone."""

from bench import FORMATS


def run(bench):
    source, output = bench.sample(), bench.folder / "out"

    def build(*formats):
        return bench.measure("build", "-q", "--force", source, "-o", output, *formats,
                             runs=bench.runs, warm=1)
    bench.row("sample, cold, all formats", build())
    for name in FORMATS:
        bench.row(f"sample, cold, {name} alone", build("-f", name))
