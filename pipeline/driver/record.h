/* What is kept of a document once it is published: what the index, the manifest and the
 * next build need to know. */
#ifndef DRIVER_RECORD_H
#define DRIVER_RECORD_H

#include "base/diag.h"
#include "output.h"
#include "summary.h"

/* More formats than the table of writers will ever have. */
#define RECORD_FORMATS_MAX 16

enum record_origin { RECORD_FROM_TEXT, RECORD_FROM_XML };

/* A font that the document is set with. */
struct record_font {
    struct str file, postscript_name;
    const unsigned char *data; /* of the file, borrowed; NULL where the hash is known */
    char sha256[OUTPUT_SHA256_DIGITS + 1]; /* of the file */
};

struct record {
    struct summary summary;
    enum record_origin origin;
    struct str source; /* file name; empty: standard input */
    struct str encoding;
    char source_sha256[OUTPUT_SHA256_DIGITS + 1];
    size_t findings[DIAG_ERROR + 1];         /* of the document's turn, by severity */
    char page_key[OUTPUT_SHA256_DIGITS + 1]; /* of what its page says of others */
    struct record_font *fonts;
    size_t font_count;
    struct output_file files[RECORD_FORMATS_MAX]; /* by row of the table of writers; an
                                                     empty path: not published */
};

/* The same with strings of the arena; whether it failed is for the caller to ask. */
struct record record_copy(const struct record *record, struct arena *arena);

/* Sets the record's page_key from what the site has of the document and around it. */
enum status record_set_page_key(struct record *record,
                                struct summary_neighbours neighbours);

/* Whether any file of it is published. */
bool record_published(const struct record *record);

#endif
