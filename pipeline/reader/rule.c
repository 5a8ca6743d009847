/* Rules: lines that only separate. */
#include "sign.h"

/* Shorter runs are dashes, ellipses, brackets of a table. */
#define RULE_MIN 4

bool rule_read(struct str line, struct sign *sign)
{
    static const char32_t strokes[] = U"─━―－ー＝=-_＿…‥~～〜—–─*＊・.．═▬‐−"
                                      U"┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛┠┨┯┷┿╂";
    static const char32_t ornaments[] = U"◇◆○◎●□■☆★＊＋+";
    unsigned drawn = 0, ornamented = 0;
    for (size_t at = 0; at < line.len;) {
        uint32_t c = utf8_next(line, &at);
        if (text_is_in(c, strokes))
            drawn++;
        else if (text_is_in(c, ornaments) && ornamented < 3)
            ornamented++;
        else if (!utf8_is_space(c))
            return false;
    }
    sign->kind = SIGN_RULE;
    return drawn >= RULE_MIN;
}
