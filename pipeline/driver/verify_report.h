/* The product of `verify`: a line a document, or JSON. */
#ifndef DRIVER_VERIFY_REPORT_H
#define DRIVER_VERIFY_REPORT_H

#include "base/buf.h"
#include "verify/verify.h"

/* What is known of a document once it is verified. */
struct verified {
    struct str slug, folder;
    unsigned formats;  /* that were read, bits of enum verify_format */
    size_t characters; /* of the record, white space left out */
    size_t findings;
};

/* The name of a format as -f of the other commands has it. */
const char *verify_format_name(enum verify_format format);

void verify_report_write_text(const struct verified *rows, size_t count,
                              struct buf *out);
enum status verify_report_write_json(const struct verified *rows, size_t count,
                                     const struct verify_report *report,
                                     struct buf *out);

#endif
