"""Reading alone (inspect): a record of 20 MB, and shapes that must cost no more a byte."""

SHAPES = (
    ("one line of 10 MB", "line", 10_000_000),
    ("100,000 headings", "headings", 100_000),
    ("10,000 nested levels", "levels", 10_000),
)


def run(bench):
    def read(kind, amount):
        source = bench.record(kind, amount)
        return source.stat().st_size / 1e6, bench.measure("inspect", source, runs=3)
    size, record = read("record", 20_000_000)
    bench.row("record of 20 MB, inspect", record,
              f"{size / record.processor:.1f} MB/s of processor time")
    for label, kind, amount in SHAPES:
        megabytes, measured = read(kind, amount)
        ratio = measured.processor / megabytes / (record.processor / size)
        bench.row(f"{label}, inspect", measured,
                  f"{megabytes / measured.processor:.1f} MB/s, {ratio:.2f} of the record's "
                  "time a byte")
