#include "place.h"

#include <string.h>

#include "base/utf8.h"
#include "output.h"

/* A file name has 255 bytes on the file systems of today; some are kept for what others
 * append while they copy. */
#define NAME_MAX_BYTES 200

/* As the name is, but for what no file system or server takes in a name. */
static void add_safe(struct str name, struct buf *out)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool leading_dot = c == '.' && i == 0;
        if (c < 0x20 || c == 0x7F || leading_dot || strchr("/\\%:*?\"<>|", c))
            buf_printf(out, "%%%02X", c);
        else
            buf_add_byte(out, (char)c);
    }
}

void place_add_body(struct str name, struct buf *out)
{
    struct buf safe = BUF_INIT;
    char digest[OUTPUT_SHA256_DIGITS + 1];
    add_safe(name, &safe);
    buf_add_cstr(out, "bodies/");
    if (safe.len <= NAME_MAX_BYTES) {
        buf_add(out, buf_str(&safe));
    } else {
        size_t end = 0;
        for (size_t at = 0; at <= NAME_MAX_BYTES - 17; utf8_next(buf_str(&safe), &at))
            end = at;
        output_hash(name, digest);
        buf_add(out, str_slice(buf_str(&safe), 0, end));
        buf_printf(out, "-%.16s", digest);
    }
    if (safe.status != STATUS_OK)
        out->status = safe.status;
    buf_free(&safe);
}
