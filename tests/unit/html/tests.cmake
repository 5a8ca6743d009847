gijiroku_unit(html page model xml)
gijiroku_package(unit_html_page libxml-2.0)
target_compile_definitions(unit_html_page PRIVATE
    TEST_TEMPLATES="${CMAKE_SOURCE_DIR}/templates")
