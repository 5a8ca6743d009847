# What the product promises, tried on finished files by other programs' readers.
set(e2e ${CMAKE_CURRENT_SOURCE_DIR}/e2e)
set(corpus ${CMAKE_SOURCE_DIR}/../shared/corpus)

add_test(NAME e2e/layering
    COMMAND ${PYTHON3} ${e2e}/layering.py ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR})

# Nothing lost: the text of every format equals the source's.
file(GLOB record_sources CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/input/*.txt fixtures/e2e/*.txt fixtures/reader/*.txt
    fixtures/written/*.txt)
add_test(NAME e2e/fidelity
    COMMAND ${PYTHON3} ${e2e}/fidelity.py $<TARGET_FILE:gijiroku> ${record_sources})
add_test(NAME e2e/fidelity-corpus
    COMMAND ${PYTHON3} ${e2e}/fidelity.py $<TARGET_FILE:gijiroku> --corpus ${corpus})
set_tests_properties(e2e/fidelity-corpus PROPERTIES SKIP_RETURN_CODE 77)

# The facts of whole minutes, against those written down beside them.
set(minutes ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/minutes)
add_test(NAME e2e/minutes
    COMMAND ${PYTHON3} ${e2e}/minutes.py $<TARGET_FILE:gijiroku> ${minutes})
file(GLOB minutes_sources CONFIGURE_DEPENDS ${minutes}/*.txt)
list(FILTER minutes_sources EXCLUDE REGEX "floors[.]txt")
add_test(NAME e2e/fidelity-minutes
    COMMAND ${PYTHON3} ${e2e}/fidelity.py $<TARGET_FILE:gijiroku> ${minutes_sources})

# The formats that stylesheets make.
add_test(NAME e2e/formats
    COMMAND ${PYTHON3} ${e2e}/formats.py $<TARGET_FILE:gijiroku> ${record_sources})

# The PDF as an archive would take it, of odd documents (tests/fixtures/pdf) too.
file(GLOB odd_sources CONFIGURE_DEPENDS fixtures/pdf/*.txt fixtures/pdf/*.xml)
add_test(NAME e2e/archive
    COMMAND ${PYTHON3} ${e2e}/archive.py $<TARGET_FILE:gijiroku> ${record_sources}
            ${odd_sources})
add_test(NAME e2e/archive-corpus
    COMMAND ${PYTHON3} ${e2e}/archive.py $<TARGET_FILE:gijiroku> --corpus ${corpus})
set_tests_properties(e2e/archive-corpus PROPERTIES SKIP_RETURN_CODE 77)

# The program's own proof, and what it tells of altered files.
add_test(NAME e2e/verify
    COMMAND ${PYTHON3} ${e2e}/verify.py $<TARGET_FILE:gijiroku> ${record_sources}
            ${odd_sources})
add_test(NAME e2e/tamper
    COMMAND ${PYTHON3} ${e2e}/tamper.py $<TARGET_FILE:gijiroku> 100
        ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/reader/gikai.txt
        ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/e2e/characters.txt)
add_test(NAME e2e/verify-corpus
    COMMAND ${PYTHON3} ${e2e}/verify.py $<TARGET_FILE:gijiroku> --corpus ${corpus})
set_tests_properties(e2e/verify-corpus PROPERTIES SKIP_RETURN_CODE 77)

# Lines and gaps of the finished PDF.
add_test(NAME e2e/typesetting
    COMMAND ${PYTHON3} ${e2e}/typesetting.py $<TARGET_FILE:gijiroku> ${record_sources})
add_test(NAME e2e/typesetting-corpus
    COMMAND ${PYTHON3} ${e2e}/typesetting.py $<TARGET_FILE:gijiroku> --corpus ${corpus})
set_tests_properties(e2e/typesetting-corpus PROPERTIES SKIP_RETURN_CODE 77)
# The same at measures of 10 to 60 characters in both profiles: some always, each in one
# of them as slow; --all is for people who wait.
set(sweep ${PYTHON3} ${e2e}/typesetting_sweep.py $<TARGET_FILE:gijiroku>)
add_test(NAME e2e/typesetting-measures COMMAND ${sweep} ${record_sources})
if(NOT GIJIROKU_SANITIZE)
    add_test(NAME e2e/typesetting-measures-slow COMMAND ${sweep} --each ${record_sources})
    set_tests_properties(e2e/typesetting-measures-slow PROPERTIES TIMEOUT 3000)
endif()
add_test(NAME e2e/typesetting-mutants
    COMMAND ${PYTHON3} ${e2e}/typesetting_test.py)

# Vertical pages.
add_test(NAME e2e/vertical
    COMMAND ${PYTHON3} ${e2e}/vertical.py $<TARGET_FILE:gijiroku>
        ${CMAKE_SOURCE_DIR}/input/2025-09-19-cybersecurity-experts-01.txt
        ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/written/06-joho-kokai-shinsakai.txt
        ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/reader/gikai.txt
        ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/e2e/characters.txt)

add_test(NAME e2e/generated COMMAND ${PYTHON3} ${e2e}/generated.py ${CMAKE_SOURCE_DIR})

# The pages in a browser, with axe, the Nu HTML checker and pdf.js: a choice of fixtures, or
# all of them, which takes minutes.
option(GIJIROKU_EVERY_PAGE "The browser tries the pages of every fixture" OFF)
find_program(NODE node REQUIRED)
file(GLOB page_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/input/*.txt
    fixtures/e2e/*.txt fixtures/written/0*.txt)
if(GIJIROKU_EVERY_PAGE)
    set(page_sources ${record_sources})
endif()
if(GIJIROKU_SANITIZE)
    add_test(NAME e2e/pages COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/web/pages.mjs
        $<TARGET_FILE:gijiroku> ${page_sources})
else()
    add_test(NAME e2e/search-slow COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/web/search.mjs
        $<TARGET_FILE:gijiroku> ${page_sources})
    add_test(NAME e2e/pages-slow COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/web/pages.mjs
        $<TARGET_FILE:gijiroku> ${page_sources})
endif()

add_test(NAME e2e/explain-line COMMAND ${PYTHON3} ${e2e}/explain_line.py
    $<TARGET_FILE:gijiroku> ${CMAKE_SOURCE_DIR}/input/2025-09-19-cybersecurity-experts-01.txt)

# Fonts: hashes, rights, characters, the lock file.
add_test(NAME e2e/fonts COMMAND ${PYTHON3} ${e2e}/fonts.py $<TARGET_FILE:gijiroku>
    ${CMAKE_SOURCE_DIR}/input/2025-09-19-cybersecurity-experts-01.txt)

# The forms of PDF that a template may ask for.
add_test(NAME e2e/pdf_forms COMMAND ${PYTHON3} ${e2e}/pdf_forms.py
    $<TARGET_FILE:gijiroku> ${CMAKE_SOURCE_DIR}/templates/pdf/gaiyo.yaml
    ${CMAKE_SOURCE_DIR}/input/2025-09-19-cybersecurity-experts-01.txt)

# Notes and the references to them.
add_test(NAME e2e/pdf_notes COMMAND ${PYTHON3} ${e2e}/pdf_notes.py
    $<TARGET_FILE:gijiroku> ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/pdf/notes.xml)

# What pages keep together, and what stands beside their lines.
add_test(NAME e2e/page-breaks COMMAND ${PYTHON3} ${e2e}/page_breaks.py
    $<TARGET_FILE:gijiroku> ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/pdf/footnotes.xml)
add_test(NAME e2e/ruby COMMAND ${PYTHON3} ${e2e}/ruby.py
    $<TARGET_FILE:gijiroku> ${CMAKE_CURRENT_SOURCE_DIR}/fixtures/pdf/ruby.txt)
