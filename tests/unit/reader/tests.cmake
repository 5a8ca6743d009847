gijiroku_unit(reader recognisers)
gijiroku_unit(reader encodings)

# The facts of written minutes, each file reviewed; arguments name other folders.
gijiroku_unit(reader facts)
gijiroku_package(unit_reader_facts jansson)

# Whole text and exact positions, of the fixtures and, where it is there, of the corpus.
gijiroku_unit(reader whole)
add_test(NAME unit/reader/whole-corpus COMMAND unit_reader_whole corpus)
set_tests_properties(unit/reader/whole-corpus PROPERTIES SKIP_RETURN_CODE 77)

foreach(target unit_reader_facts unit_reader_whole)
    target_sources(${target} PRIVATE unit/reader/files.c)
    target_compile_definitions(${target} PRIVATE TEST_SOURCE="${CMAKE_SOURCE_DIR}")
endforeach()
