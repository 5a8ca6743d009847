gijiroku_unit(search index model)
