/* Dates and times as minutes print them. */
#ifndef READER_WHEN_H
#define READER_WHEN_H

#include "text.h"

struct when {
    char date[11];  /* ISO 8601, "" where none is stated whole */
    int start, end; /* minutes of the day; -1 where not stated */
};

/* Reads the first date and the first time or range of times in `text`:
 * 令和７年９月１９日, 令和元年, 2024-12-26, 令和二年六月十日;
 * 午前９時３０分から午後１時まで, 8:30～10:15, 正午. An impossible date (13月, 2月30日)
 * or time is not stated. */
struct when when_read(struct str text);

/* 0 for Monday … 6 for Sunday; -1 without a date. */
int when_weekday(const struct when *when);

/* "08:30" for minutes of the day. */
void when_format(int minutes, char out[6]);

/* Whether `text` is a date, with or without its weekday in brackets and the hours
 * behind it, and nothing else. */
bool when_is_date_line(struct str text);

#endif
