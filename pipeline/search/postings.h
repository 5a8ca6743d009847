/* Inside the stage: for each term, the documents that hold it. */
#ifndef SEARCH_POSTINGS_H
#define SEARCH_POSTINGS_H

#include "base/buf.h"

/* A term is one character, or two neighbouring ones: first << 32 | second, the second
 * 0. */

/* A growing list of ascending numbers, as differences in bytes of seven bits (LEB128),
 * in chunks of the table's pool. */
struct posting {
    uint64_t term;       /* 0: this slot is free */
    uint32_t last;       /* the last number added */
    uint32_t count;      /* how many */
    uint32_t head, tail; /* of the chunks: offsets in the pool; 0: none */
    uint32_t used;       /* bytes of the last chunk */
};

struct postings {
    struct posting *slots; /* open addressing; a power of two of them */
    size_t slot_count, used;
    unsigned char *pool;
    size_t pool_len, pool_capacity;
    enum status status; /* sticky */
};

/* Adds a number to the lists of these terms, each of which stands there once. Numbers
 * come in ascending order. */
void postings_add(struct postings *postings, const uint64_t *terms, size_t count,
                  uint32_t number);
void postings_free(struct postings *postings);

/* Appends a list in the characters of a script file: differences, or a set of bits
 * where that is shorter. `total` is the number of documents. */
void postings_print(const struct postings *postings, const struct posting *posting,
                    uint32_t total, struct buf *out);

#endif
