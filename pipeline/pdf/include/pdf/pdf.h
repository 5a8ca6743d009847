/* Pages of positioned glyphs to one PDF file: PDF 1.7, tagged, archival and accessible.
 *
 * The file conforms to PDF/A-3a (ISO 19005-3) or PDF/A-2a (ISO 19005-2), and to
 * PDF/UA-1 (ISO 14289-1), as far as the pages do: that headings nest and that a row has
 * its header is the layout's word.
 */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/status.h"
#include "layout/page.h"

enum pdf_conformance {
    PDF_A3A_UA1, /* attachments of any type allowed */
    PDF_A2A_UA1, /* no attachments */
};

/* ISO 19005-3, annex E: what an attachment is to the document. */
enum pdf_relationship {
    PDF_RELATIONSHIP_SOURCE,
    PDF_RELATIONSHIP_DATA,
    PDF_RELATIONSHIP_ALTERNATIVE,
    PDF_RELATIONSHIP_SUPPLEMENT,
    PDF_RELATIONSHIP_UNSPECIFIED,
};

struct pdf_attachment {
    struct str name; /* file name, unique among the attachments */
    struct str mime; /* type/subtype, without parameters */
    struct str description;
    enum pdf_relationship relationship;
    struct str bytes;
};

/* What is kept from document to document: opened faces, a compressor. It belongs to one
 * thread; each thread opens its own. Font files in `struct page_font` must outlive it.
 */
struct pdf_context;

/* NULL when memory is short. pdf_context_close releases; NULL is allowed. */
struct pdf_context *pdf_context_open(void);
void pdf_context_close(struct pdf_context *context);

/* All zero is a default, save `producer`. Everything is borrowed for the call. */
struct pdf_options {
    struct pdf_context *context; /* NULL: one for this call alone */
    enum pdf_conformance conformance;
    const struct pdf_attachment *attachments;
    size_t attachment_count;
    struct str producer; /* program and version: "gijiroku 0.1.0" */
    struct str title;    /* where the pages state none; a title is obligatory */
    struct str date;     /* ISO 8601, date or date and time with zone, for the file's
                            dates; empty: the pages' date, and without that no dates */
};

/* A file that takes its pages one at a time and keeps none of them: what layout_compose
 * hands its sink. `pages` is what is known of all of them; it may grow until the end as
 * layout/page.h says, and what it points to must last as long. The options are read up
 * to pdf_writer_finish: attachments may be set after the last page.
 *
 * `out` gets the file at its end, or is as it was after an error; nobody else may write
 * to it meanwhile. Errors are sticky and as pdf_write says. NULL when memory is short.
 */
struct pdf_writer;
struct pdf_writer *pdf_writer_open(const struct pages *pages,
                                   const struct pdf_options *options, struct buf *out,
                                   struct diag *diag);
enum status pdf_writer_add_page(struct pdf_writer *writer, const struct page *page);
/* Optional, after the last page: writes what the pages have in common, and with it
 * releases most of the writer's memory before the attachments are made. */
enum status pdf_writer_end_pages(struct pdf_writer *writer);
enum status pdf_writer_finish(struct pdf_writer *writer);
void pdf_writer_close(struct pdf_writer *writer); /* NULL is allowed */

/* Appends a whole file to `out`, or leaves it as it was. Reports what went wrong.
 * STATUS_SYNTAX: a glyph without outline (.notdef), a font that may not be embedded or
 * cannot be read. STATUS_USAGE: attachments that the conformance forbids, names twice.
 * STATUS_NOMEM, STATUS_LIMIT. */
enum status pdf_write(const struct pages *pages, const struct pdf_options *options,
                      struct buf *out, struct diag *diag);

/* Puts the file that begins at `start` of `out` into the order for the web (ISO
 * 32000-1, annex F). STATUS_NOMEM, STATUS_SYNTAX for what is no PDF; `out` then ends at
 * `start`. */
enum status pdf_linearize(struct buf *out, size_t start);

#endif
