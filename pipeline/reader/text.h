/* What the recognisers ask of a stretch of text. */
#ifndef READER_TEXT_H
#define READER_TEXT_H

#include <uchar.h>

#include "base/str.h"
#include "base/utf8.h"

/* Recognisers look at labels, terms, dates: none is longer. It bounds the work that a
 * line of any length may cost. */
#define TEXT_LOOK_MAX 512 /* bytes */

/* The first and the last code point; 0 for the empty string. */
static inline uint32_t text_first(struct str s)
{
    size_t offset = 0;
    return s.len > 0 ? utf8_next(s, &offset) : 0;
}
uint32_t text_last(struct str s);

/* The string after its first `bytes`, and that without its leading white space. */
static inline struct str text_from(struct str s, size_t bytes)
{
    return str_slice(s, bytes, s.len);
}
struct str text_skip_space(struct str s);

/* Cuts `prefix` off the front; false and nothing changed where it does not stand. */
static inline bool text_begins(struct str s, const char *prefix)
{
    return str_starts(s, str_from(prefix));
}
static inline bool text_ends(struct str s, const char *suffix)
{
    return str_ends(s, str_from(suffix));
}
static inline bool text_take(struct str *s, const char *prefix)
{
    struct str word = str_from(prefix);
    if (!str_starts(*s, word))
        return false;
    *s = text_from(*s, word.len);
    return true;
}
bool text_has(struct str s, const char *needle);

/* Whether code point `c` is one of those in `set`. */
static inline bool text_is_in(uint32_t c, const char32_t *set)
{
    while (*set != 0 && *set != c)
        set++;
    return *set != 0;
}

/* The same for a set that is a literal: the compiler decodes it. */
#define text_one_of(c, set) text_is_in((c), U"" set)

/* The text without its white space, at most the first TEXT_LOOK_MAX bytes of it. */
struct squeezed {
    char bytes[TEXT_LOOK_MAX];
    struct str str; /* into bytes */
};
void text_squeeze(struct str s, struct squeezed *out);

/* Code points up to `most`: 10 MB lines cost no more than short ones. */
size_t text_length_up_to(struct str s, size_t most);

bool text_is_digit(uint32_t c); /* ASCII and full-width */
bool text_is_hiragana(uint32_t c);
bool text_is_katakana(uint32_t c); /* the long mark included */
bool text_is_kanji(uint32_t c);    /* 々, 〆 and compatibility ideographs included */

/* Whether it ends as a sentence ends: 。 ．？ ！ or such a sign and a closing bracket.
 */
bool text_ends_sentence(struct str s);

/* Where a run of at least `least` white-space characters begins, outside brackets;
 * s.len where there is none within the first TEXT_LOOK_MAX bytes. `*after` is where the
 * text goes on. A wide space counts 2, a tab 4. */
size_t text_gap(struct str s, unsigned least, size_t *after);

/* The bracket that closes `open`; 0 where `open` opens nothing. */
uint32_t text_closing_bracket(uint32_t open);

/* The offset behind the bracket that closes the one at `from`; 0 where none does within
 * TEXT_LOOK_MAX bytes. */
size_t text_bracketed(struct str s, size_t from);

/* What stands between the first and the last code point of a bracketed text. */
struct str text_inside(struct str s);

#endif
