# The whole program as its users have it, and what must be in step with it.
add_test(NAME e2e/cli COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/e2e/cli.py)
set_tests_properties(e2e/cli PROPERTIES
    ENVIRONMENT "PROGRAM=$<TARGET_FILE:gijiroku>" TIMEOUT 600)

add_test(NAME e2e/batch COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/e2e/batch.py)
set_tests_properties(e2e/batch PROPERTIES
    ENVIRONMENT "PROGRAM=$<TARGET_FILE:gijiroku>" TIMEOUT 600)

foreach(stage reader xml text markdown html)
    add_test(NAME golden/${stage} COMMAND ${PYTHON3}
        ${CMAKE_CURRENT_SOURCE_DIR}/e2e/golden.py $<TARGET_FILE:gijiroku> ${stage})
endforeach()

add_test(NAME messages COMMAND ${CMAKE_SOURCE_DIR}/po/update --check)
add_test(NAME e2e/setup COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/e2e/setup.py)

add_test(NAME e2e/lint COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/e2e/lint.py)
set_tests_properties(e2e/lint PROPERTIES ENVIRONMENT "PROGRAM=$<TARGET_FILE:gijiroku>")
