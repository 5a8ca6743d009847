gijiroku_unit(lint lexicon)
gijiroku_unit(lint mend base model)
