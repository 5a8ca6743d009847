gijiroku_unit(layout lines m)
gijiroku_unit(layout text)
gijiroku_unit(layout template)
gijiroku_unit(layout address)
