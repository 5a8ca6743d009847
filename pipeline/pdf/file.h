/* The objects of one PDF file. libharu keeps the tree of pages and the outline; the
 * bodies of all others are our own bytes. Both go to the file at once, in object
 * streams (ISO 32000-1, 7.5.7), and nothing is kept of them but where they stand: a
 * cross-reference stream (7.5.8) tells that at the end. libharu knows neither, and they
 * halve a tagged file.
 *
 * Errors are sticky: add freely, pdf_file_finish tells. */
#ifndef PDF_FILE_H
#define PDF_FILE_H

#include <hpdf.h>
#include <libdeflate.h>

#include "base/arena.h"
#include "base/buf.h"

/* Where an object stands: 7.5.8.3, table 18. */
struct pdf_place {
    uint32_t where;   /* offset, or number of the object stream */
    uint16_t ordinal; /* within the object stream */
    uint8_t kind;     /* enum pdf_place_kind */
};

struct pdf_file {
    HPDF_Doc doc;
    struct arena *arena;                   /* borrowed */
    struct libdeflate_compressor *deflate; /* borrowed */
    struct buf *out;                       /* borrowed; the file is its end */
    size_t start;                          /* where the file begins there */
    struct pdf_place *places;              /* by number */
    size_t place_capacity;
    struct buf head, values; /* of the object stream being filled */
    uint32_t filled;         /* objects in it */
    uint32_t stream;         /* its number */
    struct buf scratch;
    enum status status;
};

enum pdf_filter { PDF_PLAIN, PDF_DEFLATE };

/* STATUS_NOMEM when memory is short. pdf_file_close releases in any case. */
enum status pdf_file_open(struct pdf_file *file, struct arena *arena,
                          struct libdeflate_compressor *deflate, struct buf *out);
void pdf_file_close(struct pdf_file *file);

/* The number of a new object, whose body may follow later. 0 on failure. */
uint32_t pdf_file_reserve(struct pdf_file *file);

/* The body of object `number`, once. For a libharu object: instead of its own. */
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

/* The number of a libharu object. 0 for NULL. */
uint32_t pdf_file_number(const void *object);

/* Takes over a libharu status or an arena's or buffer's failure. */
void pdf_file_fail(struct pdf_file *file, enum status status);

/* Ends the file: libharu's objects and the cross-reference. `catalog` and `info` are
 * object numbers. */
enum status pdf_file_finish(struct pdf_file *file, uint32_t catalog, uint32_t info);

#endif
