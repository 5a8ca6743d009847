/* Notes: ※ …, （注１）…, 注１） …, ＊１ … */
#include "number.h"
#include "sign.h"

static bool finish(struct str line, struct str rest, struct str key, struct sign *sign)
{
    sign->kind = SIGN_NOTE;
    sign->label = utf8_trim(str_slice(line, 0, line.len - rest.len));
    sign->key = key;
    sign->rest = text_skip_space(rest);
    return sign->rest.len > 0;
}

/* 注, 注１, 註2 in brackets or before a colon, a bracket or a space. */
static bool read_word(struct str line, struct sign *sign)
{
    static const char *const words[] = {"注", "註", "備考", "脚注"};
    struct str s = line;
    uint32_t open = text_first(s);
    bool bracketed = text_one_of(open, "（(【［[〔");
    if (bracketed) {
        size_t at = 0;
        utf8_next(s, &at);
        s = text_from(s, at);
    }
    struct str key = s;
    size_t i = 0;
    while (i < sizeof words / sizeof *words && !text_take(&s, words[i]))
        i++;
    if (i == sizeof words / sizeof *words)
        return false;
    uint32_t value;
    s = text_from(s, number_read(s, NUMBER_DIGIT, &value));
    key = str_slice(key, 0, key.len - s.len);
    size_t at = 0;
    if (s.len == 0)
        return false;
    uint32_t c = utf8_next(s, &at);
    if (bracketed ? !text_one_of(c, "）)】］]〕") : !text_one_of(c, "：:）)．. 　"))
        return false;
    return finish(line, text_from(s, at), key, sign);
}

bool note_read(struct str line, struct sign *sign)
{
    struct str s = line;
    uint32_t value;
    if (text_take(&s, "※") || text_take(&s, "＊") || text_take(&s, "*")) {
        struct str mark = str_slice(line, 0, line.len - s.len);
        size_t used = number_read(s, NUMBER_DIGIT, &value);
        if (used == 0 && !text_begins(line, "※"))
            return false; /* a star without a number is a bullet */
        struct str rest = text_from(s, used);
        struct str key = str_slice(line, 0, mark.len + used);
        return finish(line, rest, key, sign);
    }
    return read_word(line, sign);
}
