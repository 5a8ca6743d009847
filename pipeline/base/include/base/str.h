/* A borrowed stretch of UTF-8 bytes. Not terminated; may be empty, then `ptr` may be
 * NULL. Whoever hands one out says how long it lives. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

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

struct str str_from(const char *terminated);
bool str_equal(struct str a, struct str b);
int str_compare(struct str a, struct str b); /* byte order, as memcmp */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* The bytes from `from` up to but without `to`, both clamped to the string. */
struct str str_slice(struct str s, size_t from, size_t to);

/* The offset of the first `needle` at or after `from`; SIZE_MAX where there is none. */
size_t str_find(struct str s, struct str needle, size_t from);

#endif
