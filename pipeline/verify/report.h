/* How findings come into the report. */
#ifndef VERIFY_REPORT_H
#define VERIFY_REPORT_H

#include "record.h"

/* Adds what the report knows beside the message that was told last. */
void report_add(struct verify_report *report, struct verify_finding finding);

/* A file that is not what it must be. `why` is the message. */
void report_unreadable(struct verify_report *report, struct str path, const char *why);

/* Compares what a file says with what is expected, and tells where they part first.
 * True where they do not. Both stay the caller's. */
bool report_compare(struct verify_report *report, struct str path,
                    const struct record *expected, const struct record *found);

/* The same for what the glyphs of a PDF show, fillers left out. */
bool report_compare_shown(struct verify_report *report, struct str path,
                          const struct record *expected, const struct record *shown);

/* Tells each fact beside the record that is not the record's. */
void report_compare_facts(struct verify_report *report, struct str path,
                          const struct doc *doc, const struct record *found);

#endif
