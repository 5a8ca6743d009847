/* Runs of numbered lines: whether １ ２ ３ head sections or number sentences of a list.
 */
#ifndef READER_SEQUENCE_H
#define READER_SEQUENCE_H

#include "lines.h"
#include "profile.h"

/* Whether a page ends in the middle of the sentence that line `i` begins: what follows
 * the furniture begins with the ending of a word. */
bool sequence_is_cut(const struct lines *lines, size_t i);

/* Sets the verdict of every numbered line. A run is headings when most of its members
 * are no sentences and something stands between them. */
enum status sequence_judge(struct lines *lines, const struct profile *profile,
                           struct arena *scratch);

#endif
