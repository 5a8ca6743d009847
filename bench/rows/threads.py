"""A batch on one thread and on all of them: seconds and memory."""

import os


def run(bench):
    source = bench.batch(min(bench.documents, 200))
    count = len(list(source.iterdir()))
    for jobs in sorted({1, len(os.sched_getaffinity(0))}):
        measured = bench.measure("build", "-q", "--force", "-j", jobs, source,
                                 "-o", bench.folder / f"out-{jobs}")
        bench.rate(f"{count} documents, {jobs} threads", measured, count, "documents")
