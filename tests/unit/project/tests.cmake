gijiroku_unit(project configuration base)
