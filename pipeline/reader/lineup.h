/* A line on which several persons stand: 1番 甲野 太郎（会長）　2番 乙山 花子. The
 * words of the line are laid out as persons in the way that costs least: names have so
 * many letters, persons stand farther apart than the parts of a name. */
#ifndef READER_LINEUP_H
#define READER_LINEUP_H

#include "person.h"

/* Fills `out` where the line as a whole is two persons or more, or one behind the
 * number of a seat; false and nothing changed where it can be read otherwise. */
bool lineup_cut(struct str line, const struct roster_shape *shape, struct parts *out);

#endif
