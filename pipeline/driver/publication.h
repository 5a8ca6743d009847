/* The site as a whole: what was published, its index and its manifest. */
#ifndef DRIVER_PUBLICATION_H
#define DRIVER_PUBLICATION_H

#include "job.h"
#include "output.h"
#include "summary.h"
#include "writers.h"

/* What the index and the manifest say of a document. */
struct publication_document {
    struct summary summary;
    struct str source; /* file name */
    struct str encoding;
    char source_sha256[OUTPUT_SHA256_DIGITS + 1];
    struct str files[JOB_FORMATS_MAX]; /* paths, by row of the table of writers; empty:
                                           not published */
};

struct publication_font {
    struct str file, postscript_name;
    const unsigned char *data;             /* of the file; outlives the publication */
    char sha256[OUTPUT_SHA256_DIGITS + 1]; /* filled at the end */
};

struct publication {
    struct arena *arena; /* owns all strings */
    struct output output;
    struct summary_list expected; /* sorted once all are known */
    struct publication_document *documents;
    size_t document_count, document_capacity;
    struct publication_font *fonts;
    size_t font_count, font_capacity;
};

/* STATUS_NOMEM. Release with publication_close. */
enum status publication_open(struct publication *publication, const char *folder);
void publication_close(struct publication *publication);

/* Remembers a document that will be published: a page names the documents around it.
 * All are expected before the first is added. */
enum status publication_expect(struct publication *publication, struct job *job);

/* Writes the document's files in those formats and remembers what the index needs. A
 * format that fails is left out, the others are written. Returns the worst status. */
enum status publication_add(struct publication *publication, struct job *job,
                            const struct writer_set *formats);

/* Writes what the site has beside the documents: style sheet, index, and last of all
 * the manifest, so that it names only what is there. */
enum status publication_finish(struct publication *publication,
                               const struct workshop *workshop, struct diag *diag);

/* manifest.json, as bytes. */
enum status manifest_write(const struct publication *publication, struct buf *out);

#endif
