/* date-weekday and time-range: what a calendar and a clock rule out. */
#include <stdio.h>
#include <string.h>

#include "label.h"
#include "linter.h"

struct day {
    int year, month, day; /* Gregorian; year 0: not stated */
};

/* ---- the calendar ---- */

struct era {
    uint32_t name[2];
    struct day first, last; /* of the era; year 0: goes on */
};

static const struct era eras[] = {
    {{0x4EE4, 0x548C}, {2019, 5, 1}, {0, 0, 0}},       /* 令和 */
    {{0x5E73, 0x6210}, {1989, 1, 8}, {2019, 4, 30}},   /* 平成 */
    {{0x662D, 0x548C}, {1926, 12, 25}, {1989, 1, 7}},  /* 昭和 */
    {{0x5927, 0x6B63}, {1912, 7, 30}, {1926, 12, 24}}, /* 大正 */
    {{0x660E, 0x6CBB}, {1868, 1, 25}, {1912, 7, 29}},  /* 明治 */
};
enum { ERA_COUNT = sizeof(eras) / sizeof(eras[0]) };

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return days[month - 1] + (month == 2 && leap);
}

/* 0 for Sunday; Sakamoto's method. */
static int weekday_of(struct day d)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = d.month < 3 ? d.year - 1 : d.year;
    return (year + year / 4 - year / 100 + year / 400 + shift[d.month - 1] + d.day) % 7;
}

static int compare_days(struct day a, struct day b)
{
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* ---- reading ---- */

static bool is_kanji_numeral(uint32_t c)
{
    static const uint32_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                        0x4E03, 0x516B, 0x4E5D, 0x5341, 0x3007, 0};
    size_t i = 0;
    while (numerals[i] != 0 && numerals[i] != c)
        i++;
    return numerals[i] != 0;
}

/* The number that ends before `end`; moves `*from` to its beginning. False where there
 * is none or it is longer than a date has. */
static bool number_before(const struct passage *passage, size_t end, size_t *from,
                          int *value)
{
    size_t at = end;
    bool digits = end > 0 && passage->classes[end - 1] == CHARACTER_DIGIT;
    while (at > 0 && end - at < 5 &&
           (digits ? passage->classes[at - 1] == CHARACTER_DIGIT
                   : is_kanji_numeral(passage->text[at - 1])))
        at--;
    enum label_style style;
    uint32_t number;
    if (at == end || end - at > 4 ||
        label_read_number(passage, at, &style, &number) != end - at)
        return false;
    *from = at;
    *value = (int)number;
    return true;
}

/* A year that ends before `end` (behind 年): of an era or of the Gregorian calendar. */
struct year {
    size_t from;
    int gregorian;
    const struct era *era;
};

static bool year_before(const struct passage *passage, size_t end, struct year *out)
{
    int number = 1;
    size_t from = end;
    if (end > 0 && passage->text[end - 1] == 0x5143) /* 元 */
        from = end - 1;
    else if (!number_before(passage, end, &from, &number))
        return false;
    if (from >= 2) {
        for (size_t i = 0; i < ERA_COUNT; i++) {
            if (passage->text[from - 2] == eras[i].name[0] &&
                passage->text[from - 1] == eras[i].name[1]) {
                *out =
                    (struct year){from - 2, eras[i].first.year + number - 1, &eras[i]};
                return true;
            }
        }
    }
    *out = (struct year){from, number, NULL};
    return number >= 1868 && number <= 2200;
}

static bool is_open(uint32_t c)
{
    return character_narrow(c) == '(' || c == 0x3014;
}

static bool is_close(uint32_t c)
{
    return character_narrow(c) == ')' || c == 0x3015;
}

struct date {
    size_t from, to; /* of the whole, without the weekday */
    struct day day;
    const struct era *era;
};

/* The year that stands before `end`, perhaps with another one in brackets. */
static size_t read_year(const struct passage *passage, size_t end, struct date *date)
{
    struct year year;
    size_t from = end;
    if (end > 1 && is_close(passage->text[end - 1])) { /* 令和7年（2025年） */
        size_t open = end - 1;
        while (open > 0 && end - open < 12 && !is_open(passage->text[open]))
            open--;
        if (!is_open(passage->text[open]) || open == 0)
            return from;
        end = open;
    }
    if (end > 1 && passage->text[end - 1] == 0x5E74 && /* 年 */
        year_before(passage, end - 1, &year)) {
        date->day.year = year.gregorian;
        date->era = year.era;
        from = year.from;
    }
    return from;
}

/* The date whose 日 stands at `at`. */
static bool read_date(const struct passage *passage, size_t at, struct date *date)
{
    size_t from;
    *date = (struct date){.to = at + 1};
    if (!number_before(passage, at, &from, &date->day.day) || from == 0 ||
        passage->text[from - 1] != 0x6708 || /* 月 */
        !number_before(passage, from - 1, &from, &date->day.month))
        return false;
    date->from = read_year(passage, from, date);
    return true;
}

static int weekday_at(const struct passage *passage, size_t at)
{
    static const uint32_t names[] = {0x65E5, 0x6708, 0x706B, 0x6C34,
                                     0x6728, 0x91D1, 0x571F};
    for (int i = 0; i < 7; i++)
        if (passage_at(passage, at) == names[i])
            return i;
    return -1;
}

/* The weekday printed behind a date: （金）, (金曜日), 金曜日; -1 for none. */
static int printed_weekday(const struct passage *passage, size_t at)
{
    while (passage_at(passage, at) == ' ' || passage_at(passage, at) == 0x3000)
        at++;
    bool open = is_open(passage_at(passage, at));
    int weekday = weekday_at(passage, open ? at + 1 : at);
    uint32_t behind = passage_at(passage, open ? at + 2 : at + 1);
    if (behind == 0x66DC) /* 曜 */
        return weekday;
    /* （金・祝） too; 日 alone may be a day */
    return open && (is_close(behind) || behind == 0x30FB) ? weekday : -1;
}

/* ---- date-weekday ---- */

static void report_date(struct linter *linter, const struct passage *passage,
                        const struct date *date)
{
    static const char *const names[] = {"日", "月", "火", "水", "木", "金", "土"};
    struct day day = date->day;
    struct lint_place place =
        linter_place(linter, passage, date->from, date->to, (struct str){0});
    if (day.month < 1 || day.month > 12 || day.day < 1 ||
        day.day > days_in(day.year, day.month)) {
        linter_report(linter, LINT_DATE_WEEKDAY, &place, 1,
                      "there is no such day: %.*s", STR_ARGS(place.before));
        return;
    }
    if (day.year == 0)
        return;
    if (date->era && (compare_days(day, date->era->first) < 0 ||
                      (date->era->last.year > 0 && date->era != &eras[1] &&
                       compare_days(day, date->era->last) > 0)))
        linter_report(linter, LINT_DATE_WEEKDAY, &place, 1, "%.*s lies outside its era",
                      STR_ARGS(place.before));
    int printed = printed_weekday(passage, date->to), right = weekday_of(day);
    if (printed >= 0 && printed != right)
        linter_report(linter, LINT_DATE_WEEKDAY, &place, 1,
                      "%.*s is %s曜日, not %s曜日", STR_ARGS(place.before),
                      names[right], names[printed]);
}

/* 令和7年（2025年）, 2025（令和7）年: the two must be one year. */
static void check_years(struct linter *linter, const struct passage *passage,
                        size_t open)
{
    size_t close = open + 1, end = open;
    struct year outer, inner;
    while (close < passage->length && close - open < 12 &&
           !is_close(passage->text[close]))
        close++;
    if (close >= passage->length || !is_close(passage->text[close]))
        return;
    bool year_outside = open > 0 && passage->text[open - 1] == 0x5E74;
    bool year_inside = passage->text[close - 1] == 0x5E74;
    bool year_behind = passage_at(passage, close + 1) == 0x5E74;
    if (year_outside)
        end--;
    if ((!year_outside || !year_inside) && (!year_behind || year_outside))
        return;
    if (!year_before(passage, end, &outer) ||
        !year_before(passage, year_inside ? close - 1 : close, &inner) ||
        inner.from != open + 1 || (outer.era == NULL) == (inner.era == NULL) ||
        outer.gregorian == inner.gregorian)
        return;
    struct lint_place place =
        linter_place(linter, passage, outer.from, close + 1, (struct str){0});
    linter_report(linter, LINT_DATE_WEEKDAY, &place, 1,
                  "%.*s: these are two years, %d and %d", STR_ARGS(place.before),
                  outer.gregorian, inner.gregorian);
}

static void look_dates(struct linter *linter, void *state,
                       const struct passage *passage)
{
    struct date date;
    (void)state;
    for (size_t i = 1; i < passage->length; i++) {
        if (passage->text[i] == 0x65E5 && read_date(passage, i, &date)) /* 日 */
            report_date(linter, passage, &date);
        else if (passage->classes[i] == CHARACTER_BRACKET && is_open(passage->text[i]))
            check_years(linter, passage, i);
    }
}

const struct rule rule_date_weekday = {.needs = NEEDS(KANJI), .look = look_dates};

/* ---- time-range ---- */

enum half { HALF_NONE, HALF_AM, HALF_PM };

struct clock {
    size_t from, to;
    enum half half; /* 午前, 午後 */
    int hour, minute;
};

static enum half half_before(const struct passage *passage, size_t at)
{
    if (at < 2 || passage->text[at - 2] != 0x5348) /* 午 */
        return HALF_NONE;
    uint32_t c = passage->text[at - 1];
    return c == 0x524D ? HALF_AM : c == 0x5F8C ? HALF_PM : HALF_NONE; /* 前, 後 */
}

/* The time whose 時 stands at `at`: 午後1時30分, 13時半. */
static bool read_clock(const struct passage *passage, size_t at, struct clock *clock)
{
    enum label_style style;
    uint32_t minute = 0;
    *clock = (struct clock){.to = at + 1};
    if (passage_at(passage, at + 1) == 0x9593 || /* 間 */
        !number_before(passage, at, &clock->from, &clock->hour))
        return false;
    clock->half = half_before(passage, clock->from);
    if (clock->half != HALF_NONE)
        clock->from -= 2;
    size_t n = label_read_number(passage, at + 1, &style, &minute);
    if (n > 0 && passage_at(passage, at + 1 + n) == 0x5206) { /* 分 */
        clock->minute = (int)minute;
        clock->to = at + n + 2;
    } else if (passage_at(passage, at + 1) == 0x534A) { /* 半 */
        clock->minute = 30;
        clock->to = at + 2;
    }
    return true;
}

/* Some count on past midnight (25時), to 30. */
static bool is_possible(const struct clock *clock)
{
    int last = clock->half == HALF_NONE ? 30 : 12;
    return clock->hour <= last && clock->minute < 60;
}

static int minutes_of(const struct clock *clock)
{
    int hour = clock->hour % (clock->half == HALF_NONE ? 24 : 12);
    return (hour + (clock->half == HALF_PM ? 12 : 0)) * 60 + clock->minute;
}

/* Whether what stands between two times makes them a range. */
static bool is_range(const struct passage *passage, size_t from, size_t to)
{
    static const uint32_t marks[] = {0xFF5E, 0x301C, 0xFF0D, 0x2212, '-',
                                     0x2013, 0x2015, 0x30FC, 0};
    size_t seen = 0, words = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t c = passage->text[i];
        bool mark = false;
        for (size_t j = 0; marks[j] != 0; j++)
            mark = mark || marks[j] == c;
        seen += mark;
        words += c == 0x304B || c == 0x3089; /* から */
        if (!mark && c != ' ' && c != 0x3000 && c != 0x304B && c != 0x3089)
            return false;
    }
    return seen == 1 || (seen == 0 && words == 2);
}

static bool is_meeting_time(const struct passage *passage)
{
    const struct doc_node *field = passage->block;
    while (field && field->kind != DOC_FIELD)
        field = field->parent;
    return field && field->as.field.key == DOC_FIELD_DATE_TIME;
}

static void check_range(struct linter *linter, const struct passage *passage,
                        const struct clock *start, const struct clock *end)
{
    struct clock last = *end;
    /* 午後1時～3時: the second takes the half of the first */
    if (last.half == HALF_NONE && start->half == HALF_PM && last.hour <= 12)
        last.half = HALF_PM;
    /* 10時～2時 may go over noon, 22時～5時 over midnight; a meeting does not */
    bool told = start->half != HALF_NONE && start->half == end->half;
    if ((!told && !is_meeting_time(passage)) ||
        (start->half == HALF_AM && end->half == HALF_NONE) ||
        minutes_of(&last) > minutes_of(start))
        return;
    struct lint_place place =
        linter_place(linter, passage, start->from, end->to, (struct str){0});
    linter_report(linter, LINT_TIME_RANGE, &place, 1,
                  "%.*s: it does not end after it begins", STR_ARGS(place.before));
}

struct times {
    bool told; /* the meeting's own times */
};

static void look_times(struct linter *linter, void *state,
                       const struct passage *passage)
{
    struct clock last = {0}, clock;
    bool have_last = false;
    struct times *times = state;
    for (size_t i = 1; i < passage->length; i++) {
        if (passage->text[i] != 0x6642 || !read_clock(passage, i, &clock)) /* 時 */
            continue;
        if (!is_possible(&clock)) {
            struct lint_place place =
                linter_place(linter, passage, clock.from, clock.to, (struct str){0});
            linter_report(linter, LINT_TIME_RANGE, &place, 1,
                          "there is no such time: %.*s", STR_ARGS(place.before));
            have_last = false;
            continue;
        }
        if (have_last && is_range(passage, last.to, clock.from)) {
            check_range(linter, passage, &last, &clock);
            times->told = times->told || is_meeting_time(passage);
        }
        last = clock;
        have_last = true;
        i = clock.to - 1;
    }
}

/* 午前１０時開会 far from 午前９時閉会. */
static void finish_times(struct linter *linter, void *state)
{
    const struct times *times = state;
    const struct doc_facts *facts = &linter->doc->facts;
    struct str start = facts->start.value, end = facts->end.value;
    if (times->told || start.len == 0 || end.len == 0 || str_compare(start, end) < 0)
        return;
    struct lint_place place = linter_place_at(linter, facts->end.pos, end);
    linter_report(linter, LINT_TIME_RANGE, &place, 1,
                  "the meeting ends at %.*s here, and begins at %.*s in line %u",
                  STR_ARGS(end), STR_ARGS(start), (unsigned)facts->start.pos.line);
}

const struct rule rule_time_range = {
    .needs = NEEDS(KANJI),
    .state_size = sizeof(struct times),
    .look = look_times,
    .finish = finish_times,
};
