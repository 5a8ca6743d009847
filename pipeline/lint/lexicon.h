/* A set of words that is looked up in text: the longest one that begins at a place. */
#ifndef LINT_LEXICON_H
#define LINT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct lexicon;

#define LEXICON_NONE UINT32_MAX

/* NULL when memory is short. lexicon_free releases (NULL is allowed). */
struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon);

/* Adds a word of at least one code point; one that is there already keeps its value.
 * STATUS_NOMEM. */
enum status lexicon_add(struct lexicon *lexicon, const uint32_t *word, size_t length,
                        uint32_t value);

/* The value of the longest word at text[at]; its length in `*matched`. LEXICON_NONE
 * where none begins there. */
uint32_t lexicon_match(const struct lexicon *lexicon, const uint32_t *text,
                       size_t length, size_t at, size_t *matched);

/* Whether a word may begin with the code point; false is certain. */
bool lexicon_begins(const struct lexicon *lexicon, uint32_t c);

#endif
