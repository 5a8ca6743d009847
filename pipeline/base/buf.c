#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define BUF_FIRST ((size_t)256)

void buf_free(struct buf *buf)
{
    free(buf->ptr);
    *buf = (struct buf){.max = buf->max};
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->status = STATUS_OK;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

/* Makes room for `n` more bytes and the terminator. */
static bool reserve(struct buf *buf, size_t n)
{
    if (buf->status != STATUS_OK)
        return false;
    size_t max = buf->max ? buf->max : BUF_MAX_DEFAULT;
    if (n > max || buf->len > max - n) {
        buf->status = STATUS_LIMIT;
        return false;
    }
    size_t need = buf->len + n + 1;
    if (need <= buf->capacity)
        return true;
    size_t capacity = buf->capacity ? buf->capacity : BUF_FIRST;
    while (capacity < need)
        capacity *= 2;
    char *ptr = realloc(buf->ptr, capacity);
    if (!ptr) {
        buf->status = STATUS_NOMEM;
        return false;
    }
    buf->ptr = ptr;
    buf->capacity = capacity;
    return true;
}

void buf_add_bytes(struct buf *buf, const void *bytes, size_t n)
{
    if (!reserve(buf, n))
        return;
    if (n)
        memcpy(buf->ptr + buf->len, bytes, n);
    buf->len += n;
    buf->ptr[buf->len] = '\0';
}

void buf_add(struct buf *buf, struct str s)
{
    buf_add_bytes(buf, s.ptr, s.len);
}

void buf_add_cstr(struct buf *buf, const char *terminated)
{
    buf_add_bytes(buf, terminated, strlen(terminated));
}

void buf_add_byte(struct buf *buf, char byte)
{
    buf_add_bytes(buf, &byte, 1);
}

void buf_add_code_point(struct buf *buf, uint32_t code_point)
{
    char bytes[4];
    buf_add_bytes(buf, bytes, utf8_encode(code_point, bytes));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n >= 0 && reserve(buf, (size_t)n)) {
        vsnprintf(buf->ptr + buf->len, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->ptr ? buf->ptr : "", buf->len};
}

char *buf_take(struct buf *buf, size_t *len)
{
    if (buf->status != STATUS_OK || !reserve(buf, 0))
        return NULL;
    buf->ptr[buf->len] = '\0';
    char *ptr = buf->ptr;
    if (len)
        *len = buf->len;
    *buf = (struct buf){.max = buf->max};
    return ptr;
}
