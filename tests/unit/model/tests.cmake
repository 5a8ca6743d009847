gijiroku_unit(model tree)
gijiroku_unit(model ids)
gijiroku_unit(model same_text)
