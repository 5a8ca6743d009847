#include "uri.h"

#include <string.h>

enum beyond_ascii { BEYOND_ASCII_ENCODED, BEYOND_ASCII_STAYS };

static void add_encoded(struct str name, const char *kept, enum beyond_ascii beyond,
                        struct buf *out)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if ((c >= 0x80 && beyond == BEYOND_ASCII_STAYS) ||
            (c != '\0' && strchr(kept, c)))
            buf_add_byte(out, (char)c);
        else
            buf_printf(out, "%%%02X", c);
    }
}

#define UNRESERVED "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

void uri_add_segment(struct str name, struct buf *out)
{
    add_encoded(name, UNRESERVED, BEYOND_ASCII_ENCODED, out);
}

void uri_add_path(struct str path, struct buf *out)
{
    add_encoded(path, UNRESERVED "/", BEYOND_ASCII_ENCODED, out);
}

void uri_add_iri_path(struct str path, struct buf *out)
{
    add_encoded(path, UNRESERVED "/", BEYOND_ASCII_STAYS, out);
}
