/* Clock lines: a time and what happened at it, and nothing else. */
#include "sign.h"
#include "when.h"

static const struct {
    const char *word;
    enum sign_event event;
} verbs[] = {
    {"開会", SIGN_OPENS},   {"開議", SIGN_OPENS},   {"開始", SIGN_OPENS},
    {"散会", SIGN_CLOSES},  {"閉会", SIGN_CLOSES},  {"閉議", SIGN_CLOSES},
    {"延会", SIGN_CLOSES},  {"終了", SIGN_CLOSES},  {"流会", SIGN_CLOSES},
    {"休憩", SIGN_BREAKS},  {"休会", SIGN_BREAKS},  {"中断", SIGN_BREAKS},
    {"再開", SIGN_RESUMES}, {"再会", SIGN_RESUMES},
};

/* A clock line is short; prose that tells a time is not. */
#define CLOCK_MAX 120 /* bytes */

static bool is_filler(uint32_t c)
{
    return text_one_of(c, "○◯〇●◎（）()［］[]〔〕【】＜＞:：、。―─－-—～〜・に宣告") ||
           utf8_is_space(c);
}

static bool is_time_part(uint32_t c)
{
    return text_one_of(
        c, "午前後時分半正０１２３４５６７８９0123456789〇一二三四五六七八九十頃");
}

bool clock_read(struct str line, struct sign *sign)
{
    if (line.len > CLOCK_MAX)
        return false;
    struct squeezed squeezed;
    text_squeeze(line, &squeezed);
    size_t found = SIZE_MAX, length = 0;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && found == SIZE_MAX; i++) {
        struct str word = str_from(verbs[i].word);
        found = str_find(squeezed.str, word, 0);
        length = word.len;
        sign->event = verbs[i].event;
    }
    if (found == SIZE_MAX)
        return false;
    struct when when = when_read(line);
    if (when.start < 0 || when.end >= 0 || when.date[0] != '\0')
        return false;
    for (size_t at = 0; at < squeezed.str.len;) {
        if (at == found) {
            at += length;
            continue;
        }
        uint32_t c = utf8_next(squeezed.str, &at);
        if (!is_filler(c) && !is_time_part(c))
            return false;
    }
    sign->kind = SIGN_CLOCK;
    sign->minutes = when.start;
    return true;
}
