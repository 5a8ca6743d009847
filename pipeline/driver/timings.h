/* --timings: where the time of a build went. */
#ifndef DRIVER_TIMINGS_H
#define DRIVER_TIMINGS_H

#include "base/meter.h"
#include "terminal.h"

/* One thread's meter, at rest. */
struct meter timings_meter(void);

/* Prints a table of what all threads spent: seconds, part of the whole, and
 * milliseconds a document, in the order of the road; rows of nothing are left out. */
void timings_say(struct terminal *terminal, const struct meter *meter,
                 size_t documents);

#endif
