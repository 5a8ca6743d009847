/* Stage notes: what happened in the room, set apart from what was said. */
#include "sign.h"
#include "speaker.h"

/* In round brackets these tell a stage note from a speaker, a group or a remark. */
static const char *const words[] = {
    "異議",     "拍手", "と呼ぶ", "の声",       "登壇",     "降壇",     "退席",
    "着席",     "入場", "退場",   "入室",       "退室",     "休憩",     "再開",
    "起立",     "挙手", "笑",     "発言する者", "黙祷",     "黙とう",   "朗読",
    "採決",     "全員", "賛成",   "反対",       "質疑なし", "意見なし", "特になし",
    "なし",     "了承", "承認",   "散会",       "閉会",     "開会",     "暫時",
    "交代",     "離席", "中断",   "沈黙",       "うなずく", "議場",     "傍聴者",
    "資料説明", "説明", "視察",   "聴取不能",
};

/* Between dashes or alone on a line these need no bracket. */
static const char *const bare[] = {"休憩", "再開",     "中断",   "暫時休憩",
                                   "黙祷", "（休憩）", "(休憩)", "小休止"};

#define BARE_MAX 4    /* characters of the longest of them */
#define STAGE_MAX 400 /* bytes: longer brackets hold prose */

static bool is_drawn(uint32_t c)
{
    return text_one_of(c, "―─－—-–～〜~…・*＊‐− ") || utf8_is_space(c);
}

static bool is_bare(struct str line)
{
    unsigned letters = 0;
    for (size_t at = 0; at < line.len;) {
        if (!is_drawn(utf8_next(line, &at)) && ++letters > BARE_MAX)
            return false;
    }
    struct squeezed squeezed;
    text_squeeze(line, &squeezed);
    struct str s = squeezed.str;
    size_t from = 0, to = s.len;
    for (size_t next = from; from < to; from = next) {
        if (!is_drawn(utf8_next(s, &next)))
            break;
    }
    for (size_t before = to; to > from; to = before) {
        if (!is_drawn(utf8_prev(s, &before)))
            break;
    }
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        if (str_equal(str_slice(s, from, to), str_from(bare[i])))
            return true;
    }
    return false;
}

static bool has_word(struct str s)
{
    struct squeezed squeezed;
    text_squeeze(s, &squeezed);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_has(squeezed.str, words[i]))
            return true;
    }
    return false;
}

/* One bracket after another and nothing else: 〔議員村川みどり君登壇〕（拍手） */
static bool is_brackets(struct str line)
{
    struct str s = line;
    while (s.len > 0) {
        uint32_t open = text_first(s);
        size_t behind = text_bracketed(s, 0);
        if (behind == 0 || !text_one_of(open, "〔（(［["))
            return false;
        struct str inside = utf8_trim(text_inside(str_slice(s, 0, behind)));
        /* （説明者） says who, not what */
        if (open != 0x3014 &&
            (!has_word(inside) ||
             (inside.len > 0 && speaker_role(inside).len == inside.len)))
            return false;
        s = text_skip_space(text_from(s, behind));
    }
    return true;
}

bool stage_read(struct str line, struct sign *sign)
{
    sign->kind = SIGN_STAGE;
    return line.len <= STAGE_MAX && (is_brackets(line) || is_bare(line));
}
