/* The site as a whole: what was published, its index and its manifest. */
#ifndef DRIVER_PUBLICATION_H
#define DRIVER_PUBLICATION_H

#include "product.h"

struct publication_document {
    struct record record;
    const struct input *input; /* what it is made from */
    struct buf xml;            /* where it can be made from nothing else; freed early */
};

struct publication {
    struct arena *arena; /* owns all strings */
    struct output output;
    struct summary_list order; /* for neighbours; complete after publication_settle */
    struct publication_document *documents;
    size_t document_count, document_capacity;
    struct output_file *site_files; /* what the site has beside its documents */
    size_t site_file_count, site_file_capacity;
};

/* STATUS_NOMEM. Release with publication_close. */
enum status publication_open(struct publication *publication, const char *folder);
void publication_close(struct publication *publication);

/* Remembers a document that a product publishes. STATUS_NOMEM. */
enum status publication_add(struct publication *publication, const struct input *input,
                            struct product *product);

/* All documents are known: sorts them by slug. STATUS_NOMEM. */
enum status publication_settle(struct publication *publication);

/* Adds what a later turn made of a document. */
enum status publication_extend(struct publication *publication, size_t document,
                               const struct product *product);

/* Writes a file of the site itself. */
enum status publication_put(struct publication *publication, struct str path,
                            struct str content, struct diag *diag);

/* Writes what the site has beside the documents: style sheet, index, and last of all
 * the manifest, so that it names only what is there. Documents of which no file was
 * published are dropped. */
enum status publication_finish(struct publication *publication,
                               const struct workshop *workshop, struct diag *diag);

/* manifest.json, as bytes. STATUS_NOMEM. */
enum status manifest_write(const struct publication *publication, struct buf *out);

#endif
