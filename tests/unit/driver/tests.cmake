gijiroku_unit(driver suggest)
gijiroku_unit(driver options)
gijiroku_unit(driver input)
