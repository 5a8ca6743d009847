#include "json.h"

json_t *json_text(struct str s)
{
    /* jansson rejects nothing here: a struct str is valid UTF-8, NUL included. */
    return json_stringn(s.ptr ? s.ptr : "", s.len);
}

json_t *json_fact(struct str s)
{
    return s.len ? json_text(s) : json_null();
}

static int append(const char *bytes, size_t n, void *user)
{
    struct buf *out = user;
    buf_add_bytes(out, bytes, n);
    return out->status == STATUS_OK ? 0 : -1;
}

enum status json_print(json_t *value, struct buf *out)
{
    if (!value)
        return STATUS_NOMEM;
    int failed = json_dump_callback(value, append, out, JSON_INDENT(2));
    json_decref(value);
    buf_add_byte(out, '\n');
    if (out->status != STATUS_OK)
        return out->status;
    return failed ? STATUS_NOMEM : STATUS_OK;
}
