"""One document of many changed: the site's pages and the search over all made anew."""

import documents


def run(bench):
    source, output = bench.folder / "in", bench.folder / "out"
    source.mkdir()
    documents.write_batch(source, bench.documents)
    build = ["build", "-q", source, "-o", output, "-f", "html"]
    bench.measure(*build)
    changed = next(iter(sorted(source.iterdir())))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n（変更）\n", encoding="utf-8")
    measured = bench.measure(*build)
    index = [path for path in (output / "search").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in index)
    bench.row(f"1 of {bench.documents} changed, pages and search", measured,
              f"index of {size / 1e6:.1f} MB in {len(index)} files")
