#include "bill.h"

#include <threads.h>

#include "number.h"
#include "words.h"

/* What stands before 第１号. */
static const char *const kinds[] = {
    "議案",         "報告",         "請願",
    "陳情",         "諮問",         "同意",
    "認定",         "承認",         "発議",
    "発委",         "協議",         "選挙",
    "決議案",       "意見書案",     "同意案",
    "承認案",       "議提",         "議",
    "報",           "認",           "諮",
    "選",           "専決",         "専",
    "決議",         "意見書",       "予算",
    "条例案",       "予算案",       "要望",
    "会派提出議案", "議員提出議案", "委員会提出議案",
    "市長提出議案", "追加議案",     "意見案",
    "継続審議",     "議会議案",     "議会案",
    "甲",           "乙",           "答申",
    "審議",
};

static struct words by_first;
static once_flag kinds_indexed = ONCE_FLAG_INIT;

static void index_kinds(void)
{
    words_index(&by_first, kinds, sizeof *kinds, sizeof kinds / sizeof *kinds,
                WORDS_BY_FIRST);
}

/* 第１号, 第１号の２ */
static size_t take_number(struct str s, uint32_t *value)
{
    struct str rest = s;
    if (!text_take(&rest, "第"))
        return 0;
    rest = text_skip_space(rest);
    size_t used = number_read_any(rest, value);
    if (used == 0 || *value == 0)
        return 0;
    rest = text_skip_space(text_from(rest, used));
    if (!text_take(&rest, "号"))
        return 0;
    struct str branch = rest;
    uint32_t ignored;
    if (text_take(&branch, "の") && (used = number_read_any(branch, &ignored)) != 0)
        rest = text_from(branch, used);
    return s.len - rest.len;
}

/* The bytes of one number, of whatever kind. */
static size_t take_one(struct str s, uint32_t *value)
{
    size_t used;
    call_once(&kinds_indexed, index_kinds);
    for (uint16_t i = words_match(&by_first, words_candidate(&by_first, s), s);
         i != WORDS_NONE; i = words_match(&by_first, by_first.next[i], s)) {
        struct str rest = text_from(s, by_first.word[i].len);
        if ((used = take_number(rest, value)) != 0)
            return s.len - rest.len + used;
    }
    used = take_number(s, value);
    struct str rest = text_from(s, used);
    return used != 0 && (text_take(&rest, "議案") || text_take(&rest, "報告") ||
                         text_take(&rest, "諮問"))
               ? s.len - rest.len
               : 0;
}

size_t bill_read(struct str s, uint32_t *value)
{
    static const char *const links[] = {"から", "及び", "および", "ないし", "乃至",
                                        "～",   "〜",   "・",     "、",     "・"};
    s = str_slice(s, 0, TEXT_LOOK_MAX);
    size_t end = take_one(s, value);
    if (end == 0)
        return 0;
    /* 議案第１号から議案第３号まで */
    struct str rest = text_from(s, end);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        uint32_t last;
        struct str behind = rest;
        if (!text_take(&behind, links[i]))
            continue;
        size_t more = take_one(behind, &last);
        if (more == 0)
            more = take_number(behind, &last);
        if (more == 0)
            return 0;
        behind = text_from(behind, more);
        text_take(&behind, "まで");
        end = s.len - behind.len;
        break;
    }
    rest = text_from(s, end);
    return rest.len > 0 && utf8_is_space(text_first(rest)) ? end : 0;
}
