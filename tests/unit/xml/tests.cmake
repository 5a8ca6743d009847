gijiroku_unit(xml round_trip)
gijiroku_unit(xml broken)
# The two schemas, judged by programs that others wrote.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_executable(xml_samples ${CMAKE_CURRENT_LIST_DIR}/samples.c)
target_link_libraries(xml_samples PRIVATE xml gijiroku_flags)
target_include_directories(xml_samples PRIVATE ${CMAKE_CURRENT_LIST_DIR}/..)
add_test(NAME xml/schema-twins
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/schema_twins.py
            $<TARGET_FILE:xml_samples> ${CMAKE_CURRENT_LIST_DIR}/../../../pipeline/xml/schema)
