/* A borrowed stretch of UTF-8 bytes. Not terminated; may be empty, then `ptr` may be
 * NULL. Whoever hands one out says how long it lives. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
    const char *ptr;
    size_t len; /* bytes */
};

/* A struct str from a string literal; usable in static initialisers. */
#define STR_INIT(literal)                                                              \
    {                                                                                  \
        "" literal, sizeof(literal) - 1                                                \
    }
#define STR(literal) ((struct str)STR_INIT(literal))

/* For printf's "%.*s". */
#define STR_ARGS(s) (int)(s).len, (s).ptr

/* Inline: a literal's length is then known to the compiler. */
static inline struct str str_from(const char *terminated)
{
    return (struct str){terminated, terminated ? strlen(terminated) : 0};
}

static inline bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int str_compare(struct str a, struct str b); /* byte order, as memcmp */

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/* The bytes from `from` up to but without `to`, both clamped to the string. */
static inline struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct str){s.ptr ? s.ptr + from : NULL, to - from};
}

/* The offset of the first `needle` at or after `from`; SIZE_MAX where there is none. */
size_t str_find(struct str s, struct str needle, size_t from);

#endif
