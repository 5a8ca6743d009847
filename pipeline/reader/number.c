#include "number.h"

#define NUMBER_MAX 9999999u

static size_t read_digits(struct str s, uint32_t *value)
{
    size_t at = 0;
    uint32_t total = 0;
    while (at < s.len) {
        size_t next = at;
        uint32_t c = utf8_next(s, &next);
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 0xFF10 && c <= 0xFF19)
            digit = c - 0xFF10;
        else
            break;
        total = total * 10 + digit;
        if (total > NUMBER_MAX)
            return 0;
        at = next;
    }
    *value = total;
    return at;
}

static int kanji_digit(uint32_t c)
{
    static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++) {
        if (digits[i] == c)
            return i;
    }
    return c == 0x25CB ? 0 : -1; /* ○ is written for 〇 */
}

static uint32_t kanji_unit(uint32_t c)
{
    return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
}

static size_t read_kanji(struct str s, uint32_t *value)
{
    size_t at = 0;
    uint32_t total = 0, digit = 0;
    bool any = false;
    while (at < s.len) {
        size_t next = at;
        uint32_t c = utf8_next(s, &next);
        int d = kanji_digit(c);
        uint32_t unit = kanji_unit(c);
        if (d >= 0 && (any || c != 0x25CB)) {
            digit = digit * 10 + (uint32_t)d;
        } else if (unit != 0) {
            total += (digit == 0 ? 1 : digit) * unit;
            digit = 0;
        } else {
            break;
        }
        if (total + digit > NUMBER_MAX)
            return 0;
        any = true;
        at = next;
    }
    *value = total + digit;
    return at;
}

static size_t read_circled(struct str s, uint32_t *value)
{
    static const struct {
        uint32_t first, last, value;
    } rows[] = {
        {0x2460, 0x2473, 1}, {0x3251, 0x325F, 21}, {0x32B1, 0x32BF, 36},
        {0x2776, 0x277F, 1}, {0x24F5, 0x24FE, 1},  {0x2474, 0x2487, 1},
        {0x2488, 0x249B, 1}, {0x3220, 0x3229, 1},
    };
    size_t at = 0;
    uint32_t c = utf8_next(s, &at);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (c >= rows[i].first && c <= rows[i].last) {
            *value = c - rows[i].first + rows[i].value;
            return at;
        }
    }
    return 0;
}

static size_t read_roman(struct str s, uint32_t *value)
{
    size_t at = 0;
    uint32_t c = utf8_next(s, &at);
    if (c >= 0x2160 && c <= 0x216B)
        *value = c - 0x2160 + 1;
    else if (c >= 0x2170 && c <= 0x217B)
        *value = c - 0x2170 + 1;
    else
        return 0;
    return at;
}

static size_t read_order(struct str s, const char32_t *order, uint32_t *value)
{
    size_t at = 0;
    uint32_t c = utf8_next(s, &at);
    for (uint32_t n = 0; order[n] != 0; n++) {
        if (order[n] == c) {
            *value = n + 1;
            return at;
        }
    }
    return 0;
}

static size_t read_latin(struct str s, uint32_t *value)
{
    size_t at = 0;
    uint32_t c = utf8_next(s, &at);
    if (c >= 0xFF21)
        c -= 0xFEE0;
    if (c >= 'a' && c <= 'z')
        *value = c - 'a' + 1;
    else if (c >= 'A' && c <= 'Z')
        *value = c - 'A' + 1;
    else
        return 0;
    return at;
}

size_t number_read(struct str s, enum number_script script, uint32_t *value)
{
    *value = 0;
    if (s.len == 0)
        return 0;
    switch (script) {
    case NUMBER_DIGIT:
        return read_digits(s, value);
    case NUMBER_KANJI:
        return read_kanji(s, value);
    case NUMBER_CIRCLED:
        return read_circled(s, value);
    case NUMBER_ROMAN:
        return read_roman(s, value);
    case NUMBER_KATAKANA:
        return read_order(
            s,
            U"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
            U"マミムメモヤユヨラリルレロワン",
            value);
    case NUMBER_IROHA:
        return read_order(
            s,
            U"イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマ"
            U"ケフコエテアサキユメミシヱヒモセス",
            value);
    case NUMBER_LATIN:
        return read_latin(s, value);
    case NUMBER_SCRIPT_COUNT:
        break;
    }
    return 0;
}

size_t number_read_any(struct str s, uint32_t *value)
{
    size_t used = number_read(s, NUMBER_DIGIT, value);
    return used != 0 ? used : number_read(s, NUMBER_KANJI, value);
}
