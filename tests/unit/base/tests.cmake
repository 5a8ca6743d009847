gijiroku_unit(base utf8)
gijiroku_unit(base suggest)
gijiroku_unit(base buffers)
gijiroku_unit(base files)
