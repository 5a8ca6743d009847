#include "model/same_text.h"

#include "base/utf8.h"

/* The next character that is neither white space nor filler, from `*at` on; its offset
 * goes to `*from`. False, `*from` at the end and no code point, where there is none. */
static bool next_visible(struct str s, uint32_t filler, size_t *at, size_t *from,
                         uint32_t *code_point)
{
    while (*at < s.len) {
        *from = *at;
        *code_point = utf8_next(s, at);
        if (!utf8_is_space(*code_point) && *code_point != filler)
            return true;
    }
    *from = s.len;
    *code_point = 0;
    return false;
}

bool text_is_same_without(struct str a, struct str b, uint32_t filler,
                          struct text_difference *out)
{
    struct text_difference d = {0};
    for (size_t next_a = 0, next_b = 0;; d.characters++) {
        uint32_t of_a = 0, of_b = 0;
        bool more_a = next_visible(a, filler, &next_a, &d.at_a, &of_a);
        bool more_b = next_visible(b, filler, &next_b, &d.at_b, &of_b);
        if (more_a == more_b && of_a == of_b) {
            if (more_a)
                continue;
            return true;
        }
        if (out)
            *out = d;
        return false;
    }
}

bool text_is_same(struct str a, struct str b, struct text_difference *out)
{
    /* A space is left out already. */
    return text_is_same_without(a, b, ' ', out);
}
