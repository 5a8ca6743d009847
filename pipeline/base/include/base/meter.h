/* Where the time goes. A thread that is measured has a meter, set by whoever supplies
 * the clock; stages say which work they begin, and cost nothing where nobody measures.
 * Work within work counts for the inner one alone. */
#ifndef BASE_METER_H
#define BASE_METER_H

#include <stdint.h>

enum meter_work {
    METER_OTHER,   /* whatever no other row names */
    METER_OPEN,    /* templates, stylesheets, fonts */
    METER_EXAMINE, /* what is up to date */
    METER_DECODE,
    METER_READ,
    METER_XML,
    METER_MARKDOWN,
    METER_XSLT,
    METER_LAYOUT, /* but for the next two */
    METER_SHAPE,
    METER_BREAK,
    METER_PDF, /* but for the next two */
    METER_SUBSET,
    METER_DEFLATE,
    METER_WRITE, /* files, with their hashes */
    METER_SITE,  /* the index and what else the site has */
    METER_WORK_COUNT
};

struct meter {
    int64_t (*clock)(void); /* nanoseconds, never backwards */
    int64_t spent[METER_WORK_COUNT];
    int64_t since; /* when the work at hand was begun or taken up again */
    enum meter_work work;
};

/* Measures this thread from now on; NULL ends it. Returns the meter it had. */
struct meter *meter_attach(struct meter *meter);

/* Begins work; returns what was under way, to be taken up again with the next call. */
enum meter_work meter_turn(enum meter_work work);

/* Adds what another thread spent. */
void meter_add(struct meter *meter, const struct meter *other);

#endif
