/* Runs of numbered lines: whether １ ２ ３ head sections or number sentences of a list.
 */
#ifndef READER_SEQUENCE_H
#define READER_SEQUENCE_H

#include "lines.h"
#include "profile.h"

/* Sets the verdict of every numbered line. A run is headings when most of its members
 * are no sentences and something stands between them. */
enum status sequence_judge(struct lines *lines, const struct profile *profile,
                           struct arena *scratch);

#endif
