/* The word that ends the minutes. */
#include "sign.h"

bool closing_read(struct str line, struct sign *sign)
{
    static const char *const words[] = {
        "以上",   "（以上）",   "(以上)",     "（了）",   "(了)",   "―了―",
        "－了－", "-以上-",     "―以上―",     "－以上－", "了",     "〔了〕",
        "以上。", "（おわり）", "（終わり）", "（終）",   "〈了〉", "＜了＞",
        "【了】", "［了］",     "―以上",
    };
    if (line.len > 60)
        return false;
    struct squeezed squeezed;
    text_squeeze(line, &squeezed);
    sign->kind = SIGN_CLOSING;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(squeezed.str, str_from(words[i])))
            return true;
    }
    return false;
}
