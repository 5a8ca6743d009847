gijiroku_unit(reader recognisers)
gijiroku_unit(reader encodings)
gijiroku_unit(reader findings)

# The facts of written minutes, each file reviewed; arguments name other folders.
gijiroku_unit(reader facts)
gijiroku_package(unit_reader_facts jansson)

# Whole text and exact positions; the normal form read again. Of the fixtures and, where
# it is there, of the corpus.
gijiroku_unit(reader whole)
gijiroku_unit(reader normal text)
foreach(name facts whole normal)
    add_test(NAME unit/reader/${name}-corpus COMMAND unit_reader_${name} corpus)
    set_tests_properties(unit/reader/${name}-corpus PROPERTIES SKIP_RETURN_CODE 77)
endforeach()

foreach(target unit_reader_facts unit_reader_whole unit_reader_normal)
    target_sources(${target} PRIVATE unit/reader/files.c)
    target_compile_definitions(${target} PRIVATE TEST_SOURCE="${CMAKE_SOURCE_DIR}")
endforeach()
