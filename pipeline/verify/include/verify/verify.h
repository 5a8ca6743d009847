/* The proof that nothing was lost, from the published files alone.
 *
 * Each format is read by a reader of this stage, which shares no code with the writer:
 * Markdown through cmark-gfm, HTML through libxml2, PDF through one of our own. What
 * comes out is compared with the record, the leaves of the document that the XML
 * holds, code point for code point with white space left out. */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "model/model.h"

enum verify_format {
    VERIFY_XML,
    VERIFY_MARKDOWN,
    VERIFY_HTML,
    VERIFY_PDF,
    VERIFY_FORMAT_COUNT,
};

/* A place in a published file; counts from 1, 0: not known. Of a PDF the page, and a
 * line of it; of the others the line of the file. `character` counts the characters of
 * the record on that line, markup left out. */
struct verify_place {
    uint32_t page, line, character;
};

/* What the report knows beside the message. Empty, 0: does not apply. */
struct verify_finding {
    size_t entry; /* of the diagnostics: rule, file, message */
    struct verify_place place;
    struct diag_pos source; /* where the source has what is expected */
    struct str expected, found;
};

struct verify_report {
    struct arena *arena; /* owns the texts */
    struct diag *diag;   /* borrowed: every finding is told there */
    struct verify_finding *findings;
    size_t count, capacity;
    enum status status; /* sticky */
};

/* STATUS_NOMEM. Release with verify_report_close. */
enum status verify_report_open(struct verify_report *report, struct diag *diag);
void verify_report_close(struct verify_report *report);

/* A published file; `bytes.ptr` is NULL where it was not published. */
struct verify_file {
    struct str path;
    struct str bytes;
};

/* Compares Markdown and HTML with the record, and tells the first difference of each;
 * then the facts that stand outside the record. What cannot be read as its format is a
 * finding too. The status is the report's: STATUS_OK with findings or without. */
enum status verify_formats(const struct doc *doc,
                           const struct verify_file files[VERIFY_FORMAT_COUNT],
                           struct verify_report *report);

/* Which of two records that say something different the other formats bear out: the
 * published XML, or the one that the PDF carries. Tells nothing; STATUS_OK and the
 * published one in doubt. */
enum verify_record { VERIFY_PUBLISHED, VERIFY_CARRIED };
enum status verify_choose(const struct doc *published, const struct doc *carried,
                          const struct verify_file files[VERIFY_FORMAT_COUNT],
                          enum verify_record *out);

/* Tells where the published XML leaves the record that all others bear out. */
enum status verify_record(const struct doc *record, struct str path,
                          const struct doc *published, struct verify_report *report);

/* An opened PDF. It borrows the bytes of its file. */
struct verify_pdf;

/* NULL in `out`, and a finding, where it cannot be read. verify_pdf_close releases
 * (NULL is allowed). */
enum status verify_pdf_open(const struct verify_file *file,
                            struct verify_report *report, struct verify_pdf **out);
void verify_pdf_close(struct verify_pdf *pdf);

/* The files that it carries, lent until verify_pdf_close. */
size_t verify_pdf_attachment_count(const struct verify_pdf *pdf);
struct verify_file verify_pdf_attachment(const struct verify_pdf *pdf, size_t index);

/* Compares what it says, what its glyphs show, what is painted beside the record, and
 * its document information. */
enum status verify_pdf_compare(struct verify_pdf *pdf, const struct doc *doc,
                               struct verify_report *report);

/* Whether a file that the PDF carries is the one that it should be: `expected` is the
 * published one's bytes. */
enum status verify_attachment(const struct verify_file *pdf,
                              const struct verify_file *attachment,
                              const struct verify_file *expected,
                              struct verify_report *report);

/* Whether the source, with the recorded changes applied, says what the record says.
 * `text` is the source as decoded; `path` names it in messages. */
enum status verify_source(const struct doc *doc, struct str path, struct str text,
                          struct verify_report *report);

#endif
