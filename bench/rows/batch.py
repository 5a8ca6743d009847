"""Many documents in one process, all formats."""


def run(bench):
    source, output = bench.batch(), bench.folder / "out"
    measured = bench.measure("build", "-q", source, "-o", output)
    bench.rate(f"{bench.documents} documents, all formats", measured, bench.documents,
               "documents")
