#include "base/meter.h"

#include <stddef.h>

/* Of the thread, since it is the thread whose time is measured. */
static _Thread_local struct meter *current;

struct meter *meter_attach(struct meter *meter)
{
    struct meter *before = current;
    meter_turn(METER_OTHER); /* books what was under way */
    current = meter;
    if (meter)
        meter->since = meter->clock();
    return before;
}

enum meter_work meter_turn(enum meter_work work)
{
    struct meter *meter = current;
    if (!meter)
        return METER_OTHER;
    int64_t now = meter->clock();
    enum meter_work before = meter->work;
    meter->spent[before] += now - meter->since;
    meter->since = now;
    meter->work = work;
    return before;
}

void meter_add(struct meter *meter, const struct meter *other)
{
    for (size_t i = 0; i < METER_WORK_COUNT; i++)
        meter->spent[i] += other->spent[i];
}
