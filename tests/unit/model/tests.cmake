gijiroku_unit(model tree)
gijiroku_unit(model ids)
