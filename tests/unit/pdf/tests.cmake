gijiroku_unit(pdf syntax)
gijiroku_unit(pdf cff)
gijiroku_unit(pdf write)
gijiroku_package(unit_pdf_cff harfbuzz)
gijiroku_package(unit_pdf_write harfbuzz)
if(NOT GIJIROKU_SANITIZE) # it brings its own malloc
    gijiroku_unit(pdf memory)
    gijiroku_package(unit_pdf_memory harfbuzz)
endif()

# The hand-made file, checked, broken and read back by other programs.
add_executable(pdf_fixture unit/pdf/fixture.c)
target_link_libraries(pdf_fixture PRIVATE pdf gijiroku_flags)
gijiroku_package(pdf_fixture harfbuzz)
find_program(PYTHON3 python3 HINTS /usr/bin REQUIRED)
add_test(NAME e2e/pdf_conformance COMMAND ${PYTHON3}
    ${CMAKE_CURRENT_SOURCE_DIR}/e2e/pdf_conformance_test.py $<TARGET_FILE:pdf_fixture>)
