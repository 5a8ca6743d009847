#include "number.h"

#include <string.h>

#include "base/utf8.h"

/* Runs of numbers that Unicode encodes as one character each, the first standing for
 * `base`. */
static const struct {
    uint32_t first, last, base;
} number_ranges[] = {
    {0x2160, 0x216B, 1},  /* Ⅰ–Ⅻ */
    {0x2170, 0x217B, 1},  /* ⅰ–ⅻ */
    {0x2460, 0x2473, 1},  /* ①–⑳ */
    {0x2474, 0x2487, 1},  /* ⑴–⒇ */
    {0x2488, 0x249B, 1},  /* ⒈–⒛ */
    {0x24EB, 0x24F4, 11}, /* ⓫–⓴ */
    {0x24F5, 0x24FE, 1},  /* ⓵–⓾ */
    {0x2776, 0x277F, 1},  /* ❶–❿ */
    {0x3220, 0x3229, 1},  /* ㈠–㈩ */
    {0x3251, 0x325F, 21}, /* ㉑–㉟ */
    {0x3280, 0x3289, 1},  /* ㊀–㊉ */
    {0x32B1, 0x32BF, 36}, /* ㊱–㊿ */
};

static bool digit(uint32_t c, uint32_t *value)
{
    if (c >= '0' && c <= '9')
        *value = c - '0';
    else if (c >= 0xFF10 && c <= 0xFF19)
        *value = c - 0xFF10;
    else
        return false;
    return true;
}

static bool single(uint32_t c, uint32_t *value)
{
    for (size_t i = 0; i < sizeof(number_ranges) / sizeof(number_ranges[0]); i++)
        if (c >= number_ranges[i].first && c <= number_ranges[i].last) {
            *value = c - number_ranges[i].first + number_ranges[i].base;
            return true;
        }
    return false;
}

static bool kanji(uint32_t c, uint32_t *value)
{
    static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E};
    for (uint32_t i = 0; i < 12; i++)
        if (c == digits[i]) {
            *value = i < 11 ? i : 100;
            return true;
        }
    return false;
}

/* The value of the run of kanji digits at `*offset`: 十二, 二十, 百三, and 一二 by
 * places. A label has no more than a few; the bound only keeps the sum inside 32 bits.
 */
static uint32_t kanji_run(struct str s, size_t *offset)
{
    uint32_t sum = 0, pending = 0, value;
    bool any = false;
    for (size_t at = *offset; at < s.len; *offset = at) {
        if (!kanji(utf8_next(s, &at), &value) || sum > 100000 || pending > 100000)
            break;
        if (value >= 10) {
            sum += (any ? pending : 1) * value;
            pending = 0;
            any = false;
        } else {
            pending = pending * 10 + value;
            any = true;
        }
    }
    return sum + pending;
}

static void add_part(struct buf *out)
{
    if (out->len)
        buf_add_byte(out, '-');
}

static bool is_kana(uint32_t c)
{
    return (c >= 0x30A1 && c <= 0x30F6) || (c >= 0x3041 && c <= 0x3096);
}

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

/* The one or two letters or kana that are all the letters of the label. */
static void add_letters(struct str label, struct buf *out)
{
    uint32_t found[2];
    size_t count = 0;
    for (size_t at = 0; at < label.len;) {
        uint32_t c = utf8_next(label, &at);
        if (!is_kana(c) && !is_latin(c)) {
            if (c >= 0x3400 && c <= 0x9FFF)
                return; /* a word: 参考, 別紙 */
            continue;
        }
        if (count == 2)
            return;
        found[count++] = c >= 0xFF21 && c <= 0xFF5A ? c - 0xFF21 + 'A' : c;
    }
    for (size_t i = 0; i < count; i++)
        buf_add_code_point(out, found[i]);
}

void doc_number_of_label(struct str label, struct buf *out)
{
    struct buf digits = BUF_INIT;
    bool running = false;
    for (size_t at = 0; at < label.len;) {
        size_t before = at;
        uint32_t value, c = utf8_next(label, &at);
        if (digit(c, &value)) {
            if (!running)
                add_part(&digits);
            buf_add_byte(&digits, (char)('0' + value));
            running = true;
            continue;
        }
        running = false;
        if (kanji(c, &value)) {
            at = before;
            value = kanji_run(label, &at);
        } else if (!single(c, &value)) {
            continue;
        }
        add_part(&digits);
        buf_printf(&digits, "%lu", (unsigned long)value);
    }
    if (digits.len)
        buf_add(out, buf_str(&digits));
    else
        add_letters(label, out);
    buf_free(&digits);
}

/* Katakana from U+30A1 on, small and voiced ones by their own spelling. */
static const char kana_spelling[][4] = {
    "a",  "a",  "i",  "i",  "u",  "u",  "e",   "e",  "o",   "o",   "ka", "ga", "ki",
    "gi", "ku", "gu", "ke", "ge", "ko", "go",  "sa", "za",  "shi", "ji", "su", "zu",
    "se", "ze", "so", "zo", "ta", "da", "chi", "di", "tsu", "tsu", "du", "te", "de",
    "to", "do", "na", "ni", "nu", "ne", "no",  "ha", "ba",  "pa",  "hi", "bi", "pi",
    "fu", "bu", "pu", "he", "be", "pe", "ho",  "bo", "po",  "ma",  "mi", "mu", "me",
    "mo", "ya", "ya", "yu", "yu", "yo", "yo",  "ra", "ri",  "ru",  "re", "ro", "wa",
    "wa", "wi", "we", "wo", "n",  "vu", "ka",  "ke"};
_Static_assert(sizeof(kana_spelling) / sizeof(kana_spelling[0]) == 0x30F6 - 0x30A1 + 1,
               "one spelling each for U+30A1 to U+30F6");

void doc_number_to_id(struct str number, struct buf *out)
{
    for (size_t at = 0; at < number.len;) {
        uint32_t c = utf8_next(number, &at);
        if (c >= 0x3041 && c <= 0x3096)
            c += 0x60; /* hiragana as katakana */
        if (c >= 0x30A1 && c <= 0x30F6)
            buf_add_cstr(out, kana_spelling[c - 0x30A1]);
        else if (c < 0x80)
            buf_add_byte(out, (char)c);
    }
}
