/* Which encoding bytes are in, told from the bytes, and their way into UTF-8. The only
 * part of the program that knows iconv. */
#ifndef READER_ENCODING_H
#define READER_ENCODING_H

#include "model/model.h"

struct encoding {
    const char *name;  /* IANA */
    const char *iconv; /* what iconv calls it; NULL for UTF-8 */
    size_t bom;        /* bytes of a byte order mark in front */
    bool guessed;      /* by plausibility, not by a mark or by validity of UTF-8 */
};

/* By content. Always names one; UTF-8 where nothing fits better. */
struct encoding encoding_detect(struct str bytes);

/* The one that a user names; name NULL where it is not known. */
struct encoding encoding_named(struct str name, struct str bytes);

/* Appends the text to `out`. A byte that does not decode becomes U+FFFD, is recorded in
 * `doc` as encoding-invalid with its hex digits and reported with offset, line, column
 * and what was done. */
enum status encoding_decode(struct str bytes, const struct encoding *encoding,
                            struct doc *doc, struct diag *diag, struct buf *out);

/* Appends `text` in the encoding. STATUS_SYNTAX where it lacks a character. */
enum status encoding_encode(struct str text, const struct encoding *encoding,
                            struct buf *out);

#endif
