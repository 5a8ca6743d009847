/* A growing byte buffer with a maximum and a sticky error: append freely, check once.
 * Invariants: `ptr` is always NUL-terminated at `len`; after an error nothing is
 * appended any more and the content stays what it was. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/* No file of ours reaches a gigabyte: more is a runaway loop or a hostile input. */
#define BUF_MAX_DEFAULT ((size_t)1 << 30)

struct buf {
    char *ptr;
    size_t len;      /* bytes */
    size_t capacity; /* bytes, the terminator included */
    size_t max;      /* bytes; 0 stands for BUF_MAX_DEFAULT */
    enum status status;
};

/* The empty buffer; allocates nothing. */
#define BUF_INIT                                                                       \
    {                                                                                  \
        0                                                                              \
    }

void buf_free(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory, forgets content and error */

void buf_add(struct buf *buf, struct str s);
void buf_add_bytes(struct buf *buf, const void *bytes, size_t n);
void buf_add_cstr(struct buf *buf, const char *terminated);
void buf_add_byte(struct buf *buf, char byte);
void buf_add_code_point(struct buf *buf, uint32_t code_point); /* as UTF-8 */
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The content, borrowed until the next change. */
struct str buf_str(const struct buf *buf);

/* Hands the memory (free() releases it) to the caller and empties the buffer. NULL
 * after an error. */
char *buf_take(struct buf *buf, size_t *len);

#endif
