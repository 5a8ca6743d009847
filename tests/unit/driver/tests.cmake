gijiroku_unit(driver options base)
gijiroku_unit(driver input base)
