/* Rules over names: confusable-name, role-roster. A name is never mended. */
#include "base/utf8.h"
#include "model/facts.h"
#include "people.h"

/* ---- confusable-name: 穴戸 where the roster has 宍戸 ---- */

enum whereabouts { ON_ROSTER, ELSEWHERE };

static void report_confusable(struct linter *linter, const struct passage *passage,
                              size_t from, size_t to, const struct name *other,
                              enum whereabouts where)
{
    struct buf text = BUF_INIT;
    struct lint_place place = linter_place(linter, passage, from, to, (struct str){0});
    name_add(other, &text);
    if (where == ON_ROSTER)
        linter_report(linter, LINT_CONFUSABLE_NAME, &place, 1,
                      "\"%.*s\" here, \"%.*s\" on the roster: make sure which is right",
                      STR_ARGS(place.before), STR_ARGS(buf_str(&text)));
    else
        linter_report(linter, LINT_CONFUSABLE_NAME, &place, 1,
                      "\"%.*s\" here, \"%.*s\" elsewhere in this document: make sure "
                      "which is right",
                      STR_ARGS(place.before), STR_ARGS(buf_str(&text)));
    buf_free(&text);
}

/* An attendee against the roster, and against those before. */
static void check_attendee(struct linter *linter, const struct people *people,
                           const struct passage *passage)
{
    size_t from, to;
    if (!people_find_name(passage, &from, &to))
        return;
    struct name name = name_of(passage, from, to);
    struct name skeleton = name_skeleton(&name);
    if (name_lookup(people->roster, &name) != LEXICON_NONE)
        return;
    uint32_t found = name_lookup(people->roster_shapes, &skeleton);
    if (found != LEXICON_NONE) {
        report_confusable(linter, passage, from, to, &people->names[found], ON_ROSTER);
        return;
    }
    /* The lexicon keeps the first of a shape: only a later one differs from it. */
    found = name_lookup(people->skeletons, &skeleton);
    if (found == LEXICON_NONE || people->names[found].length != name.length)
        return;
    for (size_t i = 0; i < name.length; i++) {
        if (people->names[found].text[i] != name.text[i]) {
            report_confusable(linter, passage, from, to, &people->names[found],
                              ELSEWHERE);
            return;
        }
    }
}

/* What a name could be, at an index: its length there, and which one it looks like. */
static uint32_t match_skeleton(const struct people *people,
                               const struct passage *passage, size_t at, size_t *length)
{
    uint32_t window[NAME_MAX_LENGTH];
    size_t n = 0;
    if (!lexicon_begins(people->skeletons, character_skeleton(passage->text[at])))
        return LEXICON_NONE;
    for (; n < NAME_MAX_LENGTH && at + n < passage->length; n++)
        window[n] = character_skeleton(passage->text[at + n]);
    return lexicon_match(people->skeletons, window, n, 0, length);
}

/* Names in running text and in speakers' labels: a full name, or a surname with a
 * title behind it. */
static void check_mentions(struct linter *linter, const struct people *people,
                           const struct passage *passage)
{
    for (size_t i = 0, length = 0, exact = 0; i < passage->length; i++) {
        uint32_t found = match_skeleton(people, passage, i, &length);
        if (found == LEXICON_NONE)
            continue;
        const struct name *name = &people->names[found];
        bool is_full = length == name->length && length > 2;
        bool same = lexicon_match(people->exact, passage->text, passage->length, i,
                                  &exact) != LEXICON_NONE &&
                    exact == length;
        if (!same && (is_full || people_title_at(passage, i + length) > 0)) {
            struct name part = *name;
            part.length = length;
            report_confusable(linter, passage, i, i + length, &part, ELSEWHERE);
        }
        if (same || is_full)
            i += length - 1;
    }
}

static void look_confusable(struct linter *linter, void *state,
                            const struct passage *passage)
{
    (void)state;
    const struct people *people = people_of(linter);
    if (!people || people->count == 0)
        return;
    if (passage->block->kind == DOC_PERSON) {
        check_attendee(linter, people, passage);
        return;
    }
    check_mentions(linter, people, passage);
}

const struct rule rule_confusable_name = {
    .needs = NEEDS(KANJI) | NEEDS(KANJI_OUTSIDE) | NEEDS(COMPATIBILITY),
    .look = look_confusable,
};

/* ---- role-roster: someone speaks or is elected who is not listed ---- */

/* Fewer names than this are no list of who attended. */
#define LIST_MIN 3

/* A listed name begins with the name, or the other way: 後藤 for 後藤 厚宏, and
 * 鬼頭委員 as listed for 鬼頭. Look-alikes are confusable-name's. */
static bool is_listed(struct linter *linter, struct people *people,
                      const struct name *name)
{
    struct name skeleton = name_skeleton(name);
    if (name_lookup(people->listed, name) != LEXICON_NONE)
        return true;
    for (size_t i = 0; i < people->attendee_count; i++) {
        struct name listed = name_skeleton(&people->names[i]);
        size_t n = listed.length < skeleton.length ? listed.length : skeleton.length;
        size_t same = 0;
        while (same < n && listed.text[same] == skeleton.text[same])
            same++;
        if (same < n)
            continue;
        if (lexicon_add(people->listed, name->text, name->length, 0) != STATUS_OK)
            linter->status = STATUS_NOMEM;
        return true;
    }
    return false;
}

/* Says so once a name. */
static void report_unlisted(struct linter *linter, struct people *people,
                            const struct passage *passage, size_t from, size_t to)
{
    struct name name = name_of(passage, from, to);
    if (name.length == 0 || name_lookup(people->told, &name) != LEXICON_NONE)
        return;
    if (lexicon_add(people->told, name.text, name.length, 0) != STATUS_OK)
        linter->status = STATUS_NOMEM;
    struct lint_place place = linter_place(linter, passage, from, to, (struct str){0});
    linter_report(linter, LINT_ROLE_ROSTER, &place, 1,
                  "\"%.*s\" is not among the attendees", STR_ARGS(place.before));
}

static bool is_member_role(struct str role)
{
    static const struct str roles[] = {
        STR_INIT("委員"),     STR_INIT("構成員"), STR_INIT("委員長"),
        STR_INIT("副委員長"), STR_INIT("会長"),   STR_INIT("副会長"),
        STR_INIT("座長"),     STR_INIT("部会長"), STR_INIT("議員"),
    };
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
        if (str_equal(role, roles[i]))
            return true;
    return false;
}

static void check_speaker(struct linter *linter, struct people *people,
                          const struct passage *passage)
{
    const struct doc_node *speech = passage->block;
    size_t from, to;
    if (speech->as.speech.attribution != DOC_NAMED ||
        !is_member_role(speech->as.speech.role) ||
        !people_find_name(passage, &from, &to))
        return;
    struct name name = name_of(passage, from, to);
    if (name.length < 2) /* 全委員, 各委員; a surname of one kanji passes with them */
        return;
    if (!is_listed(linter, people, &name))
        report_unlisted(linter, people, passage, from, to);
}

static const struct str elections[] = {STR_INIT("互選"), STR_INIT("選出"),
                                       STR_INIT("指名"), STR_INIT("選任")};

static bool speaks_of_election(const struct passage *passage, size_t at)
{
    struct buf text = BUF_INIT;
    passage_text(passage, at, at + 30, &text);
    struct str behind = buf_str(&text);
    size_t stop = str_find(behind, STR("。"), 0);
    behind = str_slice(behind, 0, stop == SIZE_MAX ? behind.len : stop);
    bool found = false;
    for (size_t i = 0; i < sizeof(elections) / sizeof(elections[0]); i++)
        found = found || str_find(behind, elections[i], 0) != SIZE_MAX;
    buf_free(&text);
    return found;
}

/* 、後藤厚宏委員が議長に選出された: the kanji between a comma and 委員が. */
static void check_elections(struct linter *linter, struct people *people,
                            const struct passage *passage)
{
    for (size_t i = 2; i + 2 < passage->length; i++) {
        if (passage->text[i] != 0x59D4 || passage->text[i + 1] != 0x54E1 || /* 委員 */
            (passage->text[i + 2] != 0x304C &&
             passage->text[i + 2] != 0x3092)) /* が, を */
            continue;
        size_t from = i;
        while (from > 0 && i - from < 8 &&
               character_is_kanji(passage->classes[from - 1]))
            from--;
        bool begins = from == 0 || passage->text[from - 1] == 0x3001 ||
                      passage->text[from - 1] == 0x3002;
        if (!begins || i - from < 2 || i - from > 6 || !speaks_of_election(passage, i))
            continue;
        struct name name = name_of(passage, from, i);
        if (!is_listed(linter, people, &name))
            report_unlisted(linter, people, passage, from, i);
    }
}

/* What stands in the place of a name is now and then a body: 市議会, 総務課. */
static bool looks_like_body(const struct name *name)
{
    static const uint32_t ends[] = {0x4F1A, 0x8AB2, 0x5C40, 0x90E8, 0x5BA4,
                                    0x6240, 0x7701, 0x5E81, 0x793E, 0x6821,
                                    0x9662, 0x7F72, 0x54E1, 0};
    for (size_t i = 0; ends[i] != 0; i++) /* 会課局部室所省庁社校院署員 */
        if (name->text[name->length - 1] == ends[i])
            return true;
    return false;
}

/* The same person twice in one group. */
static void check_twice(struct linter *linter, struct people *people,
                        const struct passage *passage)
{
    size_t from, to;
    if (!people_find_name(passage, &from, &to))
        return;
    if (people->group != passage->block->parent) {
        lexicon_free(people->seen);
        people->seen = lexicon_new();
        people->group = passage->block->parent;
    }
    struct name name = name_of(passage, from, to);
    if (!people->seen)
        linter->status = STATUS_NOMEM;
    if (!people->seen || name.length < 3 || looks_like_body(&name))
        return;
    if (name_lookup(people->seen, &name) != LEXICON_NONE) {
        struct lint_place place =
            linter_place(linter, passage, from, to, (struct str){0});
        linter_report(linter, LINT_ROLE_ROSTER, &place, 1, "\"%.*s\" is listed twice",
                      STR_ARGS(place.before));
    } else if (lexicon_add(people->seen, name.text, name.length, 0) != STATUS_OK) {
        linter->status = STATUS_NOMEM;
    }
}

static void look_roster(struct linter *linter, void *state,
                        const struct passage *passage)
{
    (void)state;
    struct people *people = people_of(linter);
    if (!people || people->attendee_count < LIST_MIN)
        return;
    if (passage->block->kind == DOC_PERSON)
        check_twice(linter, people, passage);
    else if (people->member_count >= LIST_MIN && passage->block->kind == DOC_SPEECH)
        check_speaker(linter, people, passage);
    else if (people->member_count >= LIST_MIN)
        check_elections(linter, people, passage);
}

const struct rule rule_role_roster = {.needs = NEEDS(KANJI), .look = look_roster};
