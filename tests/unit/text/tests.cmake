gijiroku_unit(text formats)
gijiroku_package(unit_text_formats jansson)
gijiroku_unit(text source reader xml)
