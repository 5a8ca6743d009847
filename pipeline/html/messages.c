#include <stdarg.h>
#include <stdio.h>

#include "transform.h"

void messages_collect(void *user, const char *format, ...)
{
    struct messages *messages = user;
    char piece[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(piece, sizeof(piece), format, args);
    va_end(args);
    buf_add_cstr(&messages->text, piece);
}

const char *messages_joined(struct messages *messages)
{
    struct buf *text = &messages->text;
    if (text->len > 0 && text->ptr[text->len - 1] == '\n')
        text->ptr[--text->len] = '\0';
    for (size_t i = 0; i < text->len; i++)
        if (text->ptr[i] == '\n')
            text->ptr[i] = ';';
    return text->len > 0 ? text->ptr : "libxslt gives no reason";
}

void messages_free(struct messages *messages)
{
    buf_free(&messages->text);
    buf_free(&messages->file);
}
