/* The number in a printed label. */
#ifndef NUMBER_H
#define NUMBER_H

#include "base/buf.h"

/* （６） → 6, 第１ → 1, Ⅱ → 2, 2－1 → 2-1, ア → ア, 【議題1】 → 1; nothing where the
 * label has none (○, ・). Full-width, kanji, Roman and circled numbers become ASCII
 * digits; one or two letters or kana stay what they are, in half width where they are
 * Latin. */
void doc_number_of_label(struct str label, struct buf *out);

/* The same as a part of an identifier, in ASCII: kana as they are spelt (サ → sa). */
void doc_number_to_id(struct str number, struct buf *out);

#endif
