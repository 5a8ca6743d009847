#include "label.h"

#include <string.h>

#include "bill.h"

/* How a number is wrapped. `before` and `after` are sets of alternatives, each one
 * character; a number of a row with `word` has that in front. */
enum follow {
    FOLLOW_ANY,   /* whatever */
    FOLLOW_SPACE, /* white space or the end of the line */
    FOLLOW_TEXT,  /* anything but a digit: 1.5 is no label */
};

struct wrap {
    const char *word;
    const char *open, *close; /* sets; "" for none */
    uint32_t scripts;         /* bits 1 << number_script */
    uint32_t most;            /* higher values are no label but a quantity */
    enum follow follow;
    bool agenda;
};

#define ALL                                                                            \
    (1u << NUMBER_DIGIT | 1u << NUMBER_KANJI | 1u << NUMBER_ROMAN |                    \
     1u << NUMBER_KATAKANA | 1u << NUMBER_LATIN | 1u << NUMBER_CIRCLED)
#define COUNTED (1u << NUMBER_DIGIT | 1u << NUMBER_KANJI)

/* The order matters only where one row's prefix is another's whole. */
static const struct wrap wraps[] = {
    {"追加日程第", "", "", COUNTED, 999, FOLLOW_SPACE, true},
    {"日程第", "", "", COUNTED, 999, FOLLOW_SPACE, true},
    {"日程", "", "", COUNTED, 99, FOLLOW_SPACE, true},
    {"【議題", "", "】", COUNTED, 99, FOLLOW_ANY, true},
    {"【案件", "", "】", COUNTED, 99, FOLLOW_ANY, true},
    {"【議事", "", "】", COUNTED, 99, FOLLOW_ANY, true},
    {"【議案", "", "】", COUNTED, 99, FOLLOW_ANY, true},
    {"［議題", "", "］", COUNTED, 99, FOLLOW_ANY, true},
    {"〔議題", "", "〕", COUNTED, 99, FOLLOW_ANY, true},
    {"＜議題", "", "＞", COUNTED, 99, FOLLOW_ANY, true},
    {"（議題", "", "）)", COUNTED, 99, FOLLOW_ANY, true},
    {"議題（", "", "）)", COUNTED, 99, FOLLOW_ANY, true},
    {"議題(", "", ")）", COUNTED, 99, FOLLOW_ANY, true},
    {"議題第", "", "", COUNTED, 99, FOLLOW_SPACE, true},
    {"議題", "", "：:．.、", COUNTED, 99, FOLLOW_ANY, true},
    {"議題", "", "", 1u << NUMBER_CIRCLED, 99, FOLLOW_ANY, true},
    {"議題", "", "", COUNTED, 99, FOLLOW_SPACE, true},
    {"案件", "", "", COUNTED, 99, FOLLOW_SPACE, true},
    {"第", "", "章部節", COUNTED, 99, FOLLOW_SPACE, false},
    {"第", "", "", COUNTED, 99, FOLLOW_SPACE, false},
    {"", "（(", "）)", ALL & ~(1u << NUMBER_CIRCLED), 99, FOLLOW_ANY, false},
    {"", "【［[", "】］]", COUNTED, 99, FOLLOW_ANY, false},
    {"", "＜〈", "＞〉", COUNTED, 99, FOLLOW_ANY, false},
    {"", "", ".．", ALL & ~(1u << NUMBER_CIRCLED), 99, FOLLOW_TEXT, false},
    {"", "", "、", COUNTED | 1u << NUMBER_ROMAN, 99, FOLLOW_TEXT, false},
    {"", "", "）)", ALL & ~(1u << NUMBER_CIRCLED), 99, FOLLOW_ANY, false},
    {"", "", "", 1u << NUMBER_CIRCLED, 99, FOLLOW_ANY, false},
    {"", "", "", 1u << NUMBER_DIGIT | 1u << NUMBER_ROMAN, 99, FOLLOW_SPACE, false},
    {"", "", "", 1u << NUMBER_KATAKANA | 1u << NUMBER_KANJI, 50, FOLLOW_SPACE, false},
};

#define WRAP_COUNT (sizeof wraps / sizeof *wraps)

/* "-" and the dashes need a space or Japanese behind them; doubled they are a rule. */
static const char32_t bullets[] = U"-‐–−－・·•○◯〇●◎◆◇■□▪▽△▲▼→⇒➡*＊★☆✓➢❍";
static const char32_t dashes[] = U"-‐–−－*＊";

/* Shapes beyond those of the rows. */
#define SHAPE_BRACKET_WORD 0x21000000u

static bool take_one_of(struct str *s, const char *set)
{
    if (*set == '\0')
        return true;
    struct str all = str_from(set);
    size_t used = 0;
    uint32_t c = s->len > 0 ? utf8_next(*s, &used) : 0;
    for (size_t at = 0; c != 0 && at < all.len;) {
        if (utf8_next(all, &at) == c) {
            *s = text_from(*s, used);
            return true;
        }
    }
    return false;
}

static bool follows(enum follow follow, struct str rest)
{
    uint32_t c = text_first(rest);
    if (follow == FOLLOW_SPACE)
        return rest.len == 0 || utf8_is_space(c);
    if (follow == FOLLOW_TEXT)
        return !((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19));
    return true;
}

/* １：３, 12時 and the like are excluded by what may follow; a bare number of the
 * katakana order is one character, so is a Latin letter. */
static bool read_wrapped(struct str text, const struct wrap *wrap, struct label *out)
{
    struct str s = text;
    if (!text_take(&s, wrap->word) || !take_one_of(&s, wrap->open))
        return false;
    for (unsigned script = 0; script < NUMBER_SCRIPT_COUNT; script++) {
        if ((wrap->scripts >> script & 1) == 0)
            continue;
        struct str rest = s;
        uint32_t value;
        size_t used = number_read(rest, (enum number_script)script, &value);
        if (used == 0 || value == 0 || value > wrap->most)
            continue;
        rest = text_from(rest, used);
        if (!take_one_of(&rest, wrap->close) || !follows(wrap->follow, rest))
            continue;
        out->kind = LABEL_NUMBER;
        out->text = str_slice(text, 0, text.len - rest.len);
        out->rest = text_skip_space(rest);
        out->spaced = rest.len != out->rest.len || rest.len == 0;
        out->shape = (uint32_t)(wrap - wraps) * NUMBER_SCRIPT_COUNT + script;
        out->value = value;
        return true;
    }
    return false;
}

/* 日程第２及び日程第３, 日程第１５から日程第１７: the range is the label. */
static void widen_range(struct str text, struct label *label)
{
    static const char *const links[] = {"から", "及び", "および", "ないし", "乃至",
                                        "～",   "〜",   "・",     "、"};
    struct str rest = text_from(text, label->text.len);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct str behind = rest;
        if (!text_take(&behind, links[i]))
            continue;
        struct label last = label_read(behind);
        if (last.kind == LABEL_NUMBER && label_names_agenda(&last)) {
            size_t end = (size_t)(last.text.ptr - text.ptr) + last.text.len;
            label->text = str_slice(text, 0, end);
            label->rest = last.rest;
            label->spaced = last.spaced;
            return;
        }
    }
}

static bool read_range(struct str text, struct label *out)
{
    struct str s = text;
    uint32_t value;
    if (!text_take(&s, "日程第") && !text_take(&s, "追加日程第"))
        return false;
    size_t used = number_read_any(s, &value);
    if (used == 0)
        return false;
    struct label label = {.kind = LABEL_NUMBER, .value = value};
    label.text = str_slice(text, 0, text.len - s.len + used);
    label.shape = 1 * NUMBER_SCRIPT_COUNT;
    size_t before = label.text.len;
    widen_range(text, &label);
    if (label.text.len == before)
        return false;
    *out = label;
    return true;
}

static bool read_bullet(struct str text, struct label *out)
{
    size_t at = 0;
    uint32_t c = utf8_next(text, &at);
    if (!text_is_in(c, bullets))
        return false;
    struct str rest = text_from(text, at);
    uint32_t next = text_first(rest);
    if (rest.len == 0 || next == c)
        return false;
    if (text_is_in(c, dashes) && !utf8_is_space(next) &&
        !(text_is_kanji(next) || text_is_hiragana(next) || text_is_katakana(next)))
        return false;
    out->kind = LABEL_BULLET;
    out->text = str_slice(text, 0, at);
    out->rest = text_skip_space(rest);
    out->spaced = out->rest.len != rest.len;
    out->shape = 0x80000000u | c;
    out->value = 0;
    return out->rest.len > 0;
}

bool label_names_agenda(const struct label *label)
{
    if (label->kind != LABEL_NUMBER)
        return false;
    if ((label->shape & 0xFFFF0000u) == SHAPE_BRACKET_WORD)
        return true;
    size_t row = label->shape / NUMBER_SCRIPT_COUNT;
    return row < WRAP_COUNT && wraps[row].agenda;
}

/* △日程第２　会期の決定: the mark belongs to the number. */
static bool read_marked_number(struct str text, struct label *out)
{
    size_t at = 0;
    if (!text_one_of(utf8_next(text, &at), "△▲▽▼◇◆■□◎○◯〇●★☆") || at == text.len)
        return false;
    struct str rest = text_skip_space(text_from(text, at));
    if (!text_begins(rest, "日程") && !text_begins(rest, "追加日程") &&
        !text_begins(rest, "議題") && !text_begins(rest, "案件"))
        return false;
    struct label inner = label_read(rest);
    if (!label_names_agenda(&inner))
        return false;
    size_t end = (size_t)(inner.text.ptr - text.ptr) + inner.text.len;
    inner.text = str_slice(text, 0, end);
    *out = inner;
    return true;
}

/* ［審議案件１］…, 【協議２】…: a word that says what is dealt with, and its number. */
static bool read_bracket_word(struct str text, struct label *out)
{
    static const char *const others[] = {"資料", "参考", "別紙", "別添",
                                         "別表", "図",   "表",   "注",
                                         "第",   "令和", "平成", "写真"};
    uint32_t open = text_first(text), value;
    size_t end = text_one_of(open, "【［〔＜〈[") ? text_bracketed(text, 0) : 0;
    if (end == 0 || end == text.len)
        return false;
    struct str inside = utf8_trim(text_inside(str_slice(text, 0, end)));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (text_begins(inside, others[i]))
            return false;
    }
    size_t at = 0, letters = 0;
    while (at < inside.len && letters < 8) {
        size_t next = at;
        uint32_t c = utf8_next(inside, &next);
        if (!text_is_kanji(c) && !text_is_katakana(c) && !text_is_hiragana(c))
            break;
        at = next;
        letters++;
    }
    struct str number = text_from(inside, at);
    if (letters < 2 || letters > 6 || number.len == 0 ||
        number_read(number, NUMBER_DIGIT, &value) != number.len || value > 99)
        return false;
    *out = (struct label){.kind = LABEL_NUMBER, .value = value};
    out->shape = SHAPE_BRACKET_WORD | (text_first(inside) & 0xFFFFu);
    out->text = str_slice(text, 0, end);
    out->rest = text_skip_space(text_from(text, end));
    out->spaced = true;
    return out->rest.len > 0 && !text_ends_sentence(out->rest);
}

#define SHAPE_DECIMAL 0x22000000u

/* 2.1 事務局の説明: with white space behind it, as 2.1倍 has none. */
static bool read_decimal(struct str text, struct label *out)
{
    uint32_t value, part;
    size_t used = number_read(text, NUMBER_DIGIT, &value);
    struct str rest = text_from(text, used);
    unsigned depth = 0;
    while (used != 0 && value <= 99 && depth < 3) {
        struct str behind = rest;
        if (!text_take(&behind, ".") && !text_take(&behind, "．") &&
            !text_take(&behind, "-") && !text_take(&behind, "－"))
            break;
        size_t digits = number_read(behind, NUMBER_DIGIT, &part);
        if (digits == 0 || part > 99 || part == 0)
            break;
        rest = text_from(behind, digits);
        depth++;
    }
    if (depth > 0 && (text_take(&rest, ".") || text_take(&rest, "．")))
        depth += 8; /* 2-1. */
    if (depth == 0 || rest.len == 0 || !utf8_is_space(text_first(rest)) ||
        text_is_digit(text_first(text_skip_space(rest))))
        return false;
    *out = (struct label){.kind = LABEL_NUMBER, .value = part};
    out->shape = SHAPE_DECIMAL + depth;
    out->text = str_slice(text, 0, text.len - rest.len);
    out->rest = text_skip_space(rest);
    out->spaced = true;
    return true;
}

#define SHAPE_BILL 0x20000000u

bool label_is_bill(const struct label *label)
{
    return label->kind == LABEL_NUMBER && label->shape == SHAPE_BILL;
}

static bool read_bill(struct str text, struct label *out)
{
    uint32_t value;
    size_t used = bill_read(text, &value);
    if (used == 0)
        return false;
    *out = (struct label){.kind = LABEL_NUMBER, .shape = SHAPE_BILL, .value = value};
    out->text = str_slice(text, 0, used);
    out->rest = text_skip_space(text_from(text, used));
    out->spaced = true;
    return true;
}

struct label label_read(struct str text)
{
    struct label label = {.kind = LABEL_NONE, .rest = text};
    if (text.len == 0 || read_range(text, &label) || read_marked_number(text, &label) ||
        read_bullet(text, &label) || read_bill(text, &label))
        return label;
    for (size_t i = 0; i < WRAP_COUNT; i++) {
        if (read_wrapped(text, &wraps[i], &label))
            return label;
    }
    if (read_bracket_word(text, &label) || read_decimal(text, &label))
        return label;
    return (struct label){.kind = LABEL_NONE, .rest = text};
}
