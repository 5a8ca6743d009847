"""A batch again: nothing changed, one document changed, one added."""

from shutil import copy, copytree


def run(bench):
    source, output = bench.folder / "in", bench.folder / "out"
    copytree(bench.batch(), source)
    count = bench.documents

    def build(label, **more):
        bench.row(label, bench.measure("build", "-q", source, "-o", output, **more))
    build(f"{count} documents, from nothing")
    build(f"{count} documents, nothing changed", runs=3, warm=1)
    changed = sorted(source.iterdir())[count // 2]
    changed.write_text(changed.read_text(encoding="utf-8").replace("第", "第 ", 1),
                       encoding="utf-8")
    build(f"{count} documents, one changed")
    copy(changed, source / "new.txt")
    build(f"{count} documents, one added")
    bench.row(f"{count} documents, --check",
              bench.measure("build", "--check", source, "-o", output))
