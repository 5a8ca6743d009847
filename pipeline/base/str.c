#include "base/str.h"

#include <stdint.h>
#include <string.h>

int str_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

/* One Japanese character. Its first byte is that of half the text around it, so that to
 * look for that byte alone is slower than to look at each. */
static size_t find_three(struct str s, struct str needle, size_t from)
{
    const unsigned char *p = (const unsigned char *)s.ptr,
                        *n = (const unsigned char *)needle.ptr;
    uint32_t wanted = (uint32_t)n[0] << 16 | (uint32_t)n[1] << 8 | n[2], seen = 0;
    for (size_t at = from; at < s.len; at++) {
        seen = (seen << 8 | p[at]) & 0xFFFFFF;
        if (seen == wanted && at >= from + 2)
            return at - 2;
    }
    return SIZE_MAX;
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (needle.len == 0)
        return from <= s.len ? from : SIZE_MAX;
    if (needle.len == 3)
        return find_three(s, needle, from);
    while (from < s.len && s.len - from >= needle.len) {
        const char *hit =
            memchr(s.ptr + from, needle.ptr[0], s.len - from - needle.len + 1);
        if (!hit)
            return SIZE_MAX;
        from = (size_t)(hit - s.ptr);
        if (memcmp(hit, needle.ptr, needle.len) == 0)
            return from;
        from++;
    }
    return SIZE_MAX;
}
