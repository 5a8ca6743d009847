/* What a task of a build hands back: the files of one document, made on any thread. */
#ifndef DRIVER_PRODUCT_H
#define DRIVER_PRODUCT_H

#include "examine.h"
#include "input.h"
#include "outcome.h"
#include "record.h"
#include "terminal.h"
#include "workshop.h"
#include "writers.h"

/* What all tasks of a build need; constant while they run. */
struct product_order {
    const struct output *output;
    const struct writer_set *formats;
    const struct terminal *terminal;
    const struct examination *examination;
    enum product_mode { PRODUCT_MAKE, PRODUCT_EXAMINE } mode; /* the latter: --check */
};

struct product {
    struct arena *arena; /* owns the record's strings */
    struct record record;
    struct stale stale; /* why it was made, or would be */
    bool publishable;   /* the record tells of a document that may be published; not
                           stale: it is the earlier one, and owns none of its strings */
    struct buf xml;     /* where it can be made from nothing else afterwards */
    struct buf messages;
    enum outcome outcome;
};

/* Reads the document and writes it in the formats of the documents' turn, if the
 * earlier ones are stale. A format that fails is left out, the others are written. NULL
 * when memory is short. */
struct product *product_make_document(const struct product_order *order,
                                      const struct worker *worker,
                                      const struct input *input);

/* Writes the formats of the site's turn of a document whose others are written, for the
 * reason that is given or else one that it finds. Takes the content of `xml`, which may
 * be empty. The record has those files alone. */
struct product *product_make_page(const struct product_order *order,
                                  const struct worker *worker,
                                  const struct input *input,
                                  const struct record *record,
                                  struct summary_neighbours neighbours,
                                  enum stale_why why, struct buf *xml);

void product_free(struct product *product); /* NULL is allowed */

#endif
