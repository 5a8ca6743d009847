/* Tables of words, indexed by the character they begin or end with, so that a line is
 * held against the few that can match and not against each. */
#ifndef READER_WORDS_H
#define READER_WORDS_H

#include <stdint.h>

#include "base/str.h"

#define WORDS_MAX 400 /* rows of the longest table, and room */
#define WORDS_NONE UINT16_MAX

enum words_end { WORDS_BY_FIRST, WORDS_BY_LAST };

struct words {
    enum words_end end;
    uint16_t heads[256];
    uint16_t next[WORDS_MAX]; /* the next row, in their order, that may match as well */
    struct str word[WORDS_MAX];
};

/* Indexes `count` rows of `size` bytes; `rows` points at the word in the first, a
 * `const char *` that is not empty and has a character of one or three bytes (ASCII,
 * Japanese) at that end. Run it through call_once. */
void words_index(struct words *words, const void *rows, size_t size, size_t count,
                 enum words_end end);

/* The first row that may begin (or end) `text`, by one character of it; WORDS_NONE
 * where none can. The others follow by `next`. */
uint16_t words_candidate(const struct words *words, struct str text);

/* The first row at or behind candidate `row` that does; WORDS_NONE at the end. */
uint16_t words_match(const struct words *words, uint16_t row, struct str text);

#endif
