#include "label.h"

#include "base/utf8.h"
#include "characters.h"

/* The index of a character in a string, from 1; 0 where it is not in it. */
static uint32_t position(uint32_t c, const char *characters)
{
    struct str all = str_from(characters);
    uint32_t n = 1;
    for (size_t at = 0; at < all.len; n++)
        if (utf8_next(all, &at) == c)
            return n;
    return 0;
}

static size_t read_digits(const struct passage *passage, size_t at, uint32_t *value)
{
    size_t n = 0;
    *value = 0;
    while (n < 4 && at + n < passage->length &&
           passage->classes[at + n] == CHARACTER_DIGIT) {
        *value = *value * 10 + (character_narrow(passage->text[at + n]) - '0');
        n++;
    }
    return at + n < passage->length && passage->classes[at + n] == CHARACTER_DIGIT ? 0
                                                                                   : n;
}

/* 十二, 百三, and digit by digit: 二〇二五. */
static size_t read_kanji(const struct passage *passage, size_t at, uint32_t *value)
{
    uint32_t whole = 0, digit = 0;
    size_t n = 0;
    bool positional = true;
    for (; n < 7 && at + n < passage->length; n++) {
        uint32_t c = passage->text[at + n];
        uint32_t d = position(c, "一二三四五六七八九");
        uint32_t unit = c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
        if (unit > 0) {
            whole += (digit ? digit : 1) * unit;
            digit = 0;
            positional = false;
        } else if (d > 0 || c == 0x3007) {
            digit = positional ? digit * 10 + d : d;
        } else {
            break;
        }
    }
    *value = whole + digit;
    return *value > 9999 ? 0 : n;
}

size_t label_read_number(const struct passage *passage, size_t at,
                         enum label_style *style, uint32_t *value)
{
    size_t n = read_digits(passage, at, value);
    *style = n > 0 ? LABEL_ARABIC : LABEL_KANJI;
    return n > 0 ? n : read_kanji(passage, at, value);
}

static size_t read_value(const struct passage *passage, size_t at, struct label *label)
{
    uint32_t c = passage_at(passage, at);
    size_t n = label_read_number(passage, at, &label->style, &label->value);
    if (n > 0)
        return n;
    label->value = c >= 0x2460 && c <= 0x2473 ? c - 0x245F : 0;
    label->style = LABEL_CIRCLED;
    if (label->value > 0)
        return 1;
    label->value = position(c, "アイウエオカキクケコサシスセソタチツテト");
    label->style = LABEL_KATAKANA;
    if (label->value > 0)
        return 1;
    c = character_narrow(c);
    label->value = c >= 'a' && c <= 'z' ? c - 'a' + 1 : 0;
    label->style = LABEL_LATIN;
    return label->value > 0 ? 1 : 0;
}

/* What of the label has two widths decides. */
static void set_width(const struct passage *passage, struct label *label)
{
    size_t wide = 0, narrow = 0;
    for (size_t i = label->from; i < label->to; i++) {
        uint32_t c = passage->text[i];
        wide += character_is_wide(c);
        narrow += c > ' ' && c < 0x7F;
    }
    label->wide = wide > 0 && narrow == 0;
    label->mixed = wide > 0 && narrow > 0;
}

static bool prints_label(const struct passage *passage)
{
    enum doc_kind kind = passage->block->kind;
    return (kind == DOC_SECTION || kind == DOC_ITEM || kind == DOC_FIELD ||
            kind == DOC_GROUP) &&
           passage->segment_count > 0 &&
           passage->segments[0].leaf->parent->kind == DOC_LABEL;
}

/* Where the leaves of the label end. */
static size_t label_end(const struct passage *passage)
{
    for (size_t i = 1; i < passage->segment_count; i++)
        if (passage->segments[i].leaf->parent->kind != DOC_LABEL)
            return passage->segments[i].at;
    return passage->length;
}

struct label label_of(const struct passage *passage)
{
    static const struct label none;
    struct label label = {0};
    if (!prints_label(passage))
        return none;
    size_t at = 0, end = label_end(passage);
    if (passage_at(passage, at) == 0x7B2C) { /* 第 */
        label.ordinal = true;
        at++;
    }
    if (character_narrow(passage_at(passage, at)) == '(') {
        label.open = '(';
        at++;
    }
    size_t n = read_value(passage, at, &label);
    at += n;
    uint32_t close = character_narrow(passage_at(passage, at));
    if (at < end && (close == ')' || close == '.')) {
        label.close = close;
        at++;
    }
    label.to = at;
    if (n == 0 || at > end || (label.open && label.close != ')'))
        return none;
    for (; at < end; at++) /* more than the number: 議案第１号 */
        if (passage->text[at] != PASSAGE_GAP && passage->text[at] != ' ' &&
            passage->text[at] != 0x3000)
            return none;
    set_width(passage, &label);
    return label;
}

bool label_same_shape(const struct label *a, const struct label *b)
{
    return a->style == b->style && a->ordinal == b->ordinal && a->open == b->open &&
           a->close == b->close;
}
