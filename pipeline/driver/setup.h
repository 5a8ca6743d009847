/* What, beside its source, a product is made with; told apart by content, so that a
 * build knows what an earlier one made the same way. */
#ifndef DRIVER_SETUP_H
#define DRIVER_SETUP_H

#include "output.h"
#include "workshop.h"
#include "writers.h"

enum setup_part {
    SETUP_PROGRAM,       /* version, build, libraries */
    SETUP_FORMATS,       /* those that are made */
    SETUP_CONFIGURATION, /* gijiroku.yaml, --encoding, SOURCE_DATE_EPOCH */
    SETUP_TEMPLATE,      /* of the PDF's pages */
    SETUP_FONTS,
    SETUP_STYLESHEETS, /* of the site's pages, with their CSS */
    SETUP_FORMAT_STYLESHEETS,
    SETUP_PART_COUNT
};

struct setup {
    /* The formats' names with commas between; of the others a SHA-256. Empty: plays no
     * part in those formats. */
    char parts[SETUP_PART_COUNT][OUTPUT_SHA256_DIGITS + 1];
};

/* The name of a part in the manifest, and for people (msgid). */
const char *setup_part_key(enum setup_part part);
const char *setup_part_name(enum setup_part part);

/* Describes what the workshop makes these formats with. */
enum status setup_describe(const struct workshop *workshop,
                           const struct writer_set *formats, struct setup *out,
                           struct diag *diag);

/* The first part that makes one turn's files differ; SETUP_PART_COUNT: none. */
enum setup_part setup_compare(const struct setup *a, const struct setup *b,
                              enum writer_turn turn);

#endif
