gijiroku_unit(markdown write)
gijiroku_package(unit_markdown_write libcmark-gfm yaml-0.1)
target_compile_definitions(unit_markdown_write PRIVATE _GNU_SOURCE)
