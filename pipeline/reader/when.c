#include "when.h"

#include <stdio.h>
#include <string.h>

#include "number.h"

static const struct era {
    const char *name;
    uint32_t before; /* the year before its first */
    uint32_t last;   /* its last year; 99 for the present one */
} eras[] = {
    {"令和", 2018, 99}, {"平成", 1988, 31}, {"昭和", 1925, 64},
    {"大正", 1911, 15}, {"明治", 1867, 45},
};

static uint32_t days_in(uint32_t year, uint32_t month)
{
    static const uint32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool take_number(struct str *s, uint32_t *value)
{
    size_t used = number_read_any(*s, value);
    *s = text_from(*s, used);
    return used != 0;
}

/* The day behind a month written in digits alone has two at most: white space, which
 * would end it, is gone. */
static bool take_day(struct str *s, uint32_t *day)
{
    size_t two = 0;
    for (int i = 0; i < 2 && two < s->len; i++)
        utf8_next(*s, &two);
    struct str digits = str_slice(*s, 0, two);
    size_t used = number_read(digits, NUMBER_DIGIT, day);
    *s = text_from(*s, used);
    return used != 0;
}

/* 令和元年, 令和７年, 2025年 and, behind `separator`, 2025-, 2025/, 2025. */
static bool take_year(struct str *s, uint32_t *year, const char **separator)
{
    *separator = NULL;
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
        if (!text_take(s, eras[i].name))
            continue;
        uint32_t n = 1;
        if (!text_take(s, "元") && !take_number(s, &n))
            return false;
        *year = eras[i].before + n;
        return n >= 1 && n <= eras[i].last && text_take(s, "年");
    }
    static const struct {
        const char *letter;
        uint32_t era;
    } initials[] = {{"R", 0}, {"Ｒ", 0}, {"H", 1}, {"Ｈ", 1}, {"S", 2}, {"Ｓ", 2}};
    for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
        struct str rest = *s;
        uint32_t n;
        if (!text_take(&rest, initials[i].letter) || !take_number(&rest, &n) || n < 1 ||
            n > 64)
            continue;
        const char *sign = text_take(&rest, ".")    ? "."
                           : text_take(&rest, "．") ? "．"
                           : text_take(&rest, "/")  ? "/"
                           : text_take(&rest, "年") ? "年"
                                                    : NULL;
        if (sign == NULL)
            return false;
        *separator = str_equal(str_from(sign), STR("年")) ? NULL : sign;
        *year = eras[initials[i].era].before + n;
        *s = rest;
        return true;
    }
    if (!take_number(s, year) || *year < 1868 || *year > 2999)
        return false;
    static const char *const separators[] = {"年", "-", "/", ".", "－", "／", "．"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        if (text_take(s, separators[i])) {
            *separator = i == 0 ? NULL : separators[i];
            return true;
        }
    }
    return false;
}

static bool take_date(struct str *s, char out[11])
{
    uint32_t year, month, day;
    const char *separator;
    struct str rest = *s;
    if (!take_year(&rest, &year, &separator) || !take_number(&rest, &month) ||
        !text_take(&rest, separator ? separator : "月") ||
        !(separator ? take_day(&rest, &day) : take_number(&rest, &day)))
        return false;
    if (separator == NULL && !text_take(&rest, "日"))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > days_in(year, month))
        return false;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u,
             (unsigned)day % 100u);
    *s = rest;
    return true;
}

enum half { HALF_NONE, HALF_MORNING, HALF_AFTERNOON };

static enum half take_half(struct str *s)
{
    if (text_take(s, "午前") || text_take(s, "AM") || text_take(s, "am"))
        return HALF_MORNING;
    if (text_take(s, "午後") || text_take(s, "PM") || text_take(s, "pm"))
        return HALF_AFTERNOON;
    return HALF_NONE;
}

/* `half` is what is printed in front of this time, or HALF_NONE. */
static int take_time(struct str *s, enum half *half)
{
    struct str rest = *s;
    *half = take_half(&rest);
    if (*half == HALF_NONE && text_take(&rest, "正午")) {
        *s = rest;
        return 12 * 60;
    }
    uint32_t hour, minute = 0;
    if (!take_number(&rest, &hour))
        return -1;
    if (text_take(&rest, "時")) {
        if (text_begins(rest, "間"))
            return -1; /* ２時間 is a length */
        struct str behind = rest;
        if (text_take(&behind, "半"))
            minute = 30;
        else if (!take_number(&behind, &minute) || !text_take(&behind, "分"))
            behind = rest, minute = 0;
        rest = behind;
    } else if (text_take(&rest, ":") || text_take(&rest, "：")) {
        if (!take_number(&rest, &minute))
            return -1;
    } else {
        return -1;
    }
    if (*half != HALF_NONE && hour > 12)
        return -1;
    if (*half == HALF_AFTERNOON && hour < 12)
        hour += 12;
    if (hour > 24 || minute > 59)
        return -1;
    *s = rest;
    return (int)(hour * 60 + minute);
}

static bool take_range(struct str *s)
{
    static const char *const signs[] = {"～", "〜", "~",    "－", "-",
                                        "–",  "―",  "—",    "−",  "から",
                                        "ー", "‐",  "より", "、", "至"};
    struct str rest = *s;
    if (text_take(&rest, "開会") || text_take(&rest, "開始"))
        *s = rest;
    rest = *s;
    text_take(&rest, "、");
    if (text_take(&rest, "閉会") || text_take(&rest, "散会") ||
        text_take(&rest, "終了")) {
        if (!text_take(&rest, "：")) /* 閉会：２０時２５分 */
            text_take(&rest, ":");
        *s = rest;
        return true;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (text_take(s, signs[i]))
            return true;
    }
    return false;
}

/* 午後6時30分～8時10分: the half of the day carries over the range sign. */
static int carry_half(int start, int end, enum half first, enum half second)
{
    if (second == HALF_NONE && first == HALF_AFTERNOON && end >= 0 && end < 12 * 60)
        return end + 12 * 60;
    return second == HALF_NONE && end < start ? -1 : end;
}

/* １時３０分開会　３時５分閉会: a time follows at once, and its verb ends the meeting.
 */
static bool closes_behind(struct str s)
{
    static const char *const opens[] = {"開会", "開議", "開始"};
    static const char *const ends[] = {"閉会", "散会", "終了", "閉議"};
    enum half half;
    size_t i = 0;
    while (i < sizeof opens / sizeof *opens && !text_take(&s, opens[i]))
        i++;
    text_take(&s, "、");
    if (i == sizeof opens / sizeof *opens || take_time(&s, &half) < 0)
        return false;
    for (i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (text_begins(s, ends[i]))
            return true;
    }
    return false;
}

static void step(struct str *s)
{
    size_t at = 0;
    utf8_next(*s, &at);
    *s = text_from(*s, at);
}

struct when when_read(struct str text)
{
    struct when when = {.start = -1, .end = -1};
    struct squeezed squeezed;
    text_squeeze(text, &squeezed);
    struct str s = squeezed.str;
    while (s.len > 0) {
        if (when.date[0] == '\0' && take_date(&s, when.date))
            continue;
        enum half first, second;
        int time = when.start < 0 ? take_time(&s, &first) : -1;
        if (time < 0) {
            /* A number is stepped over whole: 12026年 holds no 2026年. */
            uint32_t ignored;
            bool half = take_half(&s) != HALF_NONE; /* 午後13時 is not 13時 */
            size_t used = number_read(s, NUMBER_DIGIT, &ignored);
            if (half && used == 0)
                continue;
            if (used != 0)
                s = text_from(s, used);
            else
                step(&s);
            continue;
        }
        when.start = time;
        struct str rest = s;
        if (closes_behind(rest)) {
            rest = text_from(rest, STR("開会").len);
            text_take(&rest, "、");
        } else if (!take_range(&rest)) {
            continue;
        }
        char second_date[11];
        take_date(&rest, second_date);
        int end = take_time(&rest, &second);
        if (end >= 0) {
            when.end = carry_half(time, end, first, second);
            s = rest;
        }
    }
    return when;
}

int when_weekday(const struct when *when)
{
    /* Sakamoto's method, over the digits of the ISO form */
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    const char *d = when->date;
    if (d[0] == '\0')
        return -1;
    int year =
        (d[0] - '0') * 1000 + (d[1] - '0') * 100 + (d[2] - '0') * 10 + d[3] - '0';
    int month = (d[5] - '0') * 10 + d[6] - '0', day = (d[8] - '0') * 10 + d[9] - '0';
    year -= month < 3;
    int sunday =
        (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7;
    return (sunday + 6) % 7;
}

void when_format(int minutes, char out[6])
{
    unsigned m = (unsigned)minutes % (25u * 60u);
    snprintf(out, 6, "%02u:%02u", m / 60u % 100u, m % 60u);
}

/* Times, what joins them and what happened at them, and nothing else. */
static bool is_hours(struct str s)
{
    static const char *const words[] = {"開会", "開議", "開始", "散会", "閉会",
                                        "閉議", "終了", "頃",   "まで"};
    while (s.len > 0) {
        enum half half;
        size_t i = 0;
        if (take_time(&s, &half) >= 0)
            continue;
        while (i < sizeof words / sizeof *words && !text_take(&s, words[i]))
            i++;
        if (i < sizeof words / sizeof *words || take_range(&s))
            continue;
        if (!text_one_of(text_first(s), "（）()、，・"))
            return false;
        step(&s);
    }
    return true;
}

bool when_is_date_line(struct str text)
{
    struct squeezed squeezed;
    text_squeeze(text, &squeezed);
    struct str s = squeezed.str;
    char date[11];
    if (!take_date(&s, date))
        return false;
    if (text_begins(s, "（") || text_begins(s, "(")) {
        size_t behind = text_bracketed(s, 0);
        s = text_from(s, behind);
    }
    return is_hours(s);
}
