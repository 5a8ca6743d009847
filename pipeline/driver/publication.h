/* The site as a whole: what an earlier build published, what this one does, its index
 * and its manifest. */
#ifndef DRIVER_PUBLICATION_H
#define DRIVER_PUBLICATION_H

#include "product.h"

struct publication_document {
    struct record record;
    const struct input *input; /* what it is made from */
    struct buf xml;            /* where it can be made from nothing else; freed early */
    enum stale_why stale;      /* why it was made in this run; STALE_NOT: it was not */
};

struct publication {
    struct arena *arena; /* owns all strings */
    struct output output;
    struct manifest_shard shard;
    struct setup setup;
    struct manifest old;
    struct buf old_bytes;      /* of its file */
    struct summary_list order; /* for neighbours; complete after publication_settle */
    bool unflushed;            /* files were written, and may be lost with the power */
    struct publication_document *documents;
    size_t document_count, document_capacity;
    struct output_file *site_files; /* what the site has beside its documents */
    size_t site_file_count, site_file_capacity;
    struct str *left; /* paths of earlier builds' files that this one does not make */
    size_t left_count;
    size_t changed_font_count; /* files that are not as the lock has them */
};

/* Reads the manifest of the earlier build, if there is one. STATUS_NOMEM. Release with
 * publication_close. */
enum status publication_open(struct publication *publication, const char *folder,
                             struct manifest_shard shard);
void publication_close(struct publication *publication);

/* Remembers a document that a product publishes. STATUS_NOMEM. */
enum status publication_add(struct publication *publication, const struct input *input,
                            struct product *product);

/* All documents are known: sorts them by slug and settles what each page will say of
 * others. STATUS_NOMEM. */
enum status publication_settle(struct publication *publication);

/* Adds what a later turn made of a document. */
enum status publication_extend(struct publication *publication, size_t document,
                               const struct product *product);

/* Writes a file of the site itself. */
enum status publication_put(struct publication *publication, struct str path,
                            struct str content, struct diag *diag);

/* Finds what earlier builds left in the folder and this one does not make.
 * STATUS_NOMEM. */
enum status publication_find_left(struct publication *publication);

/* Counts what a part left among what earlier builds left. STATUS_NOMEM. */
enum status publication_take_left(struct publication *publication,
                                  const struct manifest *part);

/* Whether the site's own files are those that these documents need. */
bool publication_site_current(struct publication *publication);

/* Writes what the site has beside the documents, removes what was left if that is
 * wished, and last of all writes the manifest, so that it names only what is there.
 * Documents of which no file was published are dropped. */
enum publication_removal { PUBLICATION_KEEP_LEFT, PUBLICATION_REMOVE_LEFT };
enum status publication_finish(struct publication *publication,
                               const struct workshop *workshop,
                               enum publication_removal removal, struct diag *diag);

#endif
