/* doubled-kana: つくっていききたい. A kana that a typing slip doubled. Doubling is
 * common in Japanese (聞きたい after き, ますます, お話しします), so only sequences are
 * listed that no word contains, with what must stand around them. */
#include "base/utf8.h"
#include "linter.h"

struct slip {
    struct str text;
    size_t doubled;           /* index of the kana that is there twice; code points */
    const char *after;        /* must stand before: one of these; NULL: anything */
    const char *not_followed; /* must not follow: one of these; NULL: nothing */
    const char *followed;     /* must follow: one of these; NULL: anything */
};

/* Stems before the auxiliary ます. */
#define STEMS "いきぎしちにびみりえけげせてでねべめれ"
/* What ends a clause behind です or ます. */
#define ENDS "。、．，.,がかのねよけと」）"

static const struct slip slips[] = {
    {STR_INIT("ていきき"), 2, NULL, NULL, NULL},
    {STR_INIT("でいきき"), 2, NULL, NULL, NULL},
    {STR_INIT("ていくく"), 2, NULL, NULL, NULL},
    {STR_INIT("ていただだ"), 3, NULL, NULL, NULL},
    {STR_INIT("ていいただ"), 1, NULL, NULL, NULL},
    {STR_INIT("いたただ"), 1, NULL, NULL, NULL},
    {STR_INIT("いただきき"), 3, NULL, NULL, NULL},
    {STR_INIT("いただいいて"), 3, NULL, NULL, NULL},
    {STR_INIT("ございいま"), 2, NULL, NULL, NULL},
    {STR_INIT("ごございま"), 0, NULL, NULL, NULL},
    {STR_INIT("ござざいま"), 1, NULL, NULL, NULL},
    {STR_INIT("まます"), 0, STEMS, "すま", NULL},
    {STR_INIT("ままし"), 0, "りきちみび", NULL, "たて"},
    {STR_INIT("まません"), 0, "りきちみびい", NULL, NULL},
    {STR_INIT("ませせん"), 1, NULL, NULL, NULL},
    {STR_INIT("ましたた"), 2, NULL, NULL, ENDS},
    {STR_INIT("ますす"), 1, STEMS, NULL, ENDS},
    {STR_INIT("ですす"), 1, NULL, NULL, ENDS},
    {STR_INIT("しししま"), 0, NULL, NULL, NULL},
    {STR_INIT("りりま"), 0, "あおなわ", "さ", "すし"},
    {STR_INIT("をを"), 0, NULL, NULL, NULL},
    {STR_INIT("ののの"), 1, NULL, NULL, NULL},
    {STR_INIT("ににに"), 1, NULL, NULL, NULL},
};

enum { SLIP_COUNT = sizeof(slips) / sizeof(slips[0]) };

enum status kana_prepare(struct lint *lint)
{
    enum status status = STATUS_OK;
    lint->kana = lexicon_new();
    if (!lint->kana)
        return STATUS_NOMEM;
    for (uint32_t i = 0; i < SLIP_COUNT && status == STATUS_OK; i++) {
        struct word word = word_of(lint->arena, slips[i].text);
        status = word.text ? lexicon_add(lint->kana, word.text, word.length, i)
                           : STATUS_NOMEM;
    }
    return status;
}

static bool is_one_of(uint32_t c, const char *characters)
{
    struct str set = str_from(characters);
    for (size_t at = 0; at < set.len;)
        if (utf8_next(set, &at) == c)
            return true;
    return false;
}

static bool fits(const struct passage *passage, size_t from, size_t to,
                 const struct slip *slip)
{
    uint32_t before = from > 0 ? passage->text[from - 1] : 0;
    uint32_t behind = passage_at(passage, to);
    if (slip->after && !is_one_of(before, slip->after))
        return false;
    if (slip->not_followed && is_one_of(behind, slip->not_followed))
        return false;
    return !slip->followed || behind == 0 || is_one_of(behind, slip->followed);
}

static void look(struct linter *linter, void *state, const struct passage *passage)
{
    (void)state;
    for (size_t i = 0, length = 0; i < passage->length; i++) {
        uint32_t found = lexicon_match(linter->lint->kana, passage->text,
                                       passage->length, i, &length);
        if (found == LEXICON_NONE || !fits(passage, i, i + length, &slips[found]))
            continue;
        size_t at = i + slips[found].doubled;
        struct lint_place place =
            linter_place(linter, passage, at, at + 2, (struct str){0});
        linter_report(linter, LINT_DOUBLED_KANA, &place, 1,
                      "\"%.*s\" in \"%.*s\": a kana seems to be there twice",
                      STR_ARGS(place.before), STR_ARGS(slips[found].text));
        i += length - 1;
    }
}

const struct rule rule_doubled_kana = {.needs = NEEDS(HIRAGANA), .look = look};
