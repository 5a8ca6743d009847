#include "words.h"

#include <assert.h>

/* The bytes of the character at that end; longer and shorter than three count alike. */
static uint32_t key_of(struct str text, enum words_end end)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    if (end == WORDS_BY_LAST)
        p += text.len >= 3 && p[text.len - 1] >= 0x80 ? text.len - 3 : text.len - 1;
    size_t left = text.len - (size_t)(p - (const unsigned char *)text.ptr);
    return p[0] < 0x80 || left < 3 ? p[0]
                                   : (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

static size_t slot_of(struct str text, enum words_end end)
{
    return key_of(text, end) * UINT32_C(0x9E3779B1) >> 24;
}

void words_index(struct words *words, const void *rows, size_t size, size_t count,
                 enum words_end end)
{
    assert(count <= WORDS_MAX);
    words->end = end;
    for (size_t i = 0; i < sizeof words->heads / sizeof *words->heads; i++)
        words->heads[i] = WORDS_NONE;
    for (size_t i = count; i-- > 0;) {
        const char *const *row = (const void *)((const char *)rows + i * size);
        words->word[i] = str_from(*row);
        uint16_t *head = &words->heads[slot_of(words->word[i], end)];
        words->next[i] = *head;
        *head = (uint16_t)i;
    }
}

uint16_t words_candidate(const struct words *words, struct str text)
{
    return text.len == 0 ? WORDS_NONE : words->heads[slot_of(text, words->end)];
}

uint16_t words_match(const struct words *words, uint16_t row, struct str text)
{
    while (row != WORDS_NONE &&
           !(words->end == WORDS_BY_LAST ? str_ends(text, words->word[row])
                                         : str_starts(text, words->word[row])))
        row = words->next[row];
    return row;
}
