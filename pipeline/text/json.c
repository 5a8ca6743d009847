#include "json.h"

json_t *json_text(struct str s)
{
    return s.len ? json_stringn(s.ptr, s.len) : json_null();
}

json_t *json_take_text(struct buf *buf)
{
    json_t *value = buf->status == STATUS_OK ? json_text(buf_str(buf)) : NULL;
    buf_clear(buf);
    return value;
}

json_t *json_digits(struct str digits)
{
    json_int_t value = 0;
    if (!digits.len || digits.len > 9)
        return json_null();
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return json_null();
        value = value * 10 + (digits.ptr[i] - '0');
    }
    return json_integer(value);
}

static int take_bytes(const char *bytes, size_t n, void *user)
{
    buf_add_bytes(user, bytes, n);
    return ((struct buf *)user)->status == STATUS_OK ? 0 : -1;
}

enum status json_write(json_t *value, struct buf *out)
{
    bool whole =
        value && json_dump_callback(value, take_bytes, out, JSON_INDENT(2)) == 0;
    json_decref(value);
    buf_add_byte(out, '\n');
    if (out->status != STATUS_OK)
        return out->status;
    return whole ? STATUS_OK : STATUS_NOMEM;
}
