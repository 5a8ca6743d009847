/* The objects of one PDF file. libharu numbers them and keeps the tree of pages and the
 * outline; the bodies of all others are our own bytes. A file is put together from both
 * with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8),
 * which libharu does not know and which halve a tagged file.
 *
 * Errors are sticky: add freely, pdf_file_write tells. */
#ifndef PDF_FILE_H
#define PDF_FILE_H

#include <hpdf.h>
#include <libdeflate.h>

#include "base/arena.h"
#include "base/buf.h"

enum pdf_body {
    PDF_BODY_LIBHARU, /* libharu writes it */
    PDF_BODY_ABSENT,  /* nothing refers to it: a free number */
    PDF_BODY_OWN,
    PDF_BODY_STREAM,
};

struct pdf_object {
    enum pdf_body kind;
    struct str body;   /* a value; for a stream the entries of its dictionary */
    struct str stream; /* as it stands in the file */
};

struct pdf_file {
    HPDF_Doc doc;
    struct arena *arena;                   /* borrowed */
    struct libdeflate_compressor *deflate; /* borrowed */
    struct pdf_object *objects;            /* by number */
    size_t object_capacity;
    struct buf scratch;
    enum status status;
};

enum pdf_filter { PDF_PLAIN, PDF_DEFLATE };

/* STATUS_NOMEM when memory is short. pdf_file_close releases in any case. */
enum status pdf_file_open(struct pdf_file *file, struct arena *arena,
                          struct libdeflate_compressor *deflate);
void pdf_file_close(struct pdf_file *file);

/* The number of a new object, whose body may follow later. 0 on failure. */
uint32_t pdf_file_reserve(struct pdf_file *file);

/* The body of object `number`; copied. For a libharu object: instead of its own. */
void pdf_file_set(struct pdf_file *file, uint32_t number, const struct buf *body);
void pdf_file_set_stream(struct pdf_file *file, uint32_t number, struct str entries,
                         struct str data, enum pdf_filter filter);

/* Shorthands for a new object. */
uint32_t pdf_file_add(struct pdf_file *file, const struct buf *body);
uint32_t pdf_file_add_stream(struct pdf_file *file, struct str entries, struct str data,
                             enum pdf_filter filter);

/* A copy of a buffer's content that lives as long as the file. */
struct str pdf_file_keep(struct pdf_file *file, const struct buf *buf);

/* Leaves out an object of libharu's to which nothing refers any more. */
void pdf_file_omit(struct pdf_file *file, uint32_t number);

/* The libharu object behind a number, to refer to it from libharu's own. */
void *pdf_file_lookup(const struct pdf_file *file, uint32_t number);

/* The number of a libharu object. 0 for NULL. */
uint32_t pdf_file_number(const void *object);

/* Takes over a libharu status or an arena's or buffer's failure. */
void pdf_file_fail(struct pdf_file *file, enum status status);

/* The whole file. `catalog` and `info` are object numbers. */
enum status pdf_file_write(struct pdf_file *file, uint32_t catalog, uint32_t info,
                           struct buf *out);

#endif
