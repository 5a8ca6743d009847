gijiroku_unit(xml round_trip)
gijiroku_unit(xml broken)
gijiroku_unit(xml real reader)
# The two schemas, judged by programs that others wrote.
find_program(PYTHON3 python3 HINTS /usr/bin REQUIRED)
add_executable(xml_samples ${CMAKE_CURRENT_LIST_DIR}/samples.c)
target_link_libraries(xml_samples PRIVATE xml gijiroku_flags)
target_include_directories(xml_samples PRIVATE ${CMAKE_CURRENT_LIST_DIR}/..)
add_test(NAME xml/schema-twins
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/schema_twins.py
            $<TARGET_FILE:xml_samples> ${CMAKE_CURRENT_LIST_DIR}/../../../pipeline/xml/schema)
