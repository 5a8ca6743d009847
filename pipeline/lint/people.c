#include "people.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "model/facts.h"

static bool is_selector(uint32_t c)
{
    return character_class(c) == CHARACTER_SELECTOR;
}

static void name_put(struct name *name, uint32_t c)
{
    if (name->length < NAME_MAX_LENGTH && !is_selector(c))
        name->text[name->length++] = c;
}

struct name name_of_text(struct str text)
{
    struct name name = {.length = 0};
    size_t parts = 0, part_end = 0;
    bool spaced = true;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        bool space = utf8_is_space(c);
        if (!space && spaced) {
            if (++parts == 2)
                part_end = name.length;
        }
        if (!space)
            name_put(&name, c);
        spaced = space;
    }
    /* 吉　田　崇　仁 shows no surname, 佐 藤 neither */
    name.surname = parts == 2 && name.length > 2 ? part_end : 0;
    return name;
}

struct name name_of(const struct passage *passage, size_t from, size_t to)
{
    struct name name = {.length = 0};
    for (size_t i = from; i < to && i < passage->length; i++) {
        if (character_narrow(passage->text[i]) == '(') /* 森（夏）: of several 森 */
            break;
        if (!utf8_is_space(passage->text[i]))
            name_put(&name, passage->text[i]);
    }
    return name;
}

struct name name_skeleton(const struct name *name)
{
    struct name skeleton = *name;
    for (size_t i = 0; i < skeleton.length; i++)
        skeleton.text[i] = character_skeleton(skeleton.text[i]);
    return skeleton;
}

uint32_t name_lookup(const struct lexicon *lexicon, const struct name *name)
{
    size_t length = 0;
    if (name->length == 0)
        return LEXICON_NONE;
    uint32_t value = lexicon_match(lexicon, name->text, name->length, 0, &length);
    return value != LEXICON_NONE && length == name->length ? value : LEXICON_NONE;
}

void name_add(const struct name *name, struct buf *out)
{
    for (size_t i = 0; i < name->length; i++)
        buf_add_code_point(out, name->text[i]);
}

/* Adds the full name, and the surname where it is known and no single character. */
static enum status add_to(struct lexicon *lexicon, const struct name *name,
                          uint32_t value, bool with_surname)
{
    enum status status = lexicon_add(lexicon, name->text, name->length, value);
    if (status == STATUS_OK && with_surname && name->surname >= 2)
        status = lexicon_add(lexicon, name->text, name->surname, value);
    return status;
}

static enum status add_name(struct linter *linter, struct people *people,
                            struct name name)
{
    if (name.length < 2 || people->count == PEOPLE_MAX)
        return STATUS_OK;
    struct name *names = linter_grow(linter, people->names, people->count,
                                     &people->capacity, sizeof(*names));
    if (!names)
        return STATUS_NOMEM;
    people->names = names;
    uint32_t value = (uint32_t)people->count;
    people->names[people->count++] = name;
    struct name skeleton = name_skeleton(&name);
    enum status status = add_to(people->exact, &name, value, true);
    if (status == STATUS_OK)
        status = add_to(people->skeletons, &skeleton, value, true);
    return status;
}

static bool contains(struct str text, const char *word)
{
    return str_find(text, str_from(word), 0) != SIZE_MAX;
}

static bool is_member_group(struct str group)
{
    return contains(group, "委員") || contains(group, "構成員") ||
           contains(group, "議員");
}

static enum status add_attendees(struct linter *linter, struct people *people)
{
    struct doc_iter iter = doc_iter_new(linter->doc->root);
    struct buf text = BUF_INIT;
    enum status status = STATUS_OK;
    for (const struct doc_node *person;
         status == STATUS_OK && (person = doc_next(&iter, DOC_PERSON));) {
        buf_clear(&text);
        doc_person_part(person, DOC_NAME, &text);
        status = add_name(linter, people, name_of_text(buf_str(&text)));
        people->member_count += is_member_group(doc_person_group(person));
    }
    people->attendee_count = people->count;
    buf_free(&text);
    return status;
}

static bool same_body(struct str a, struct str b)
{
    struct name x = name_of_text(a), y = name_of_text(b);
    if (x.length != y.length)
        return false;
    for (size_t i = 0; i < x.length; i++)
        if (x.text[i] != y.text[i])
            return false;
    return true;
}

/* The roster of the document's body; the only one, where the text names no body. */
static const struct lint_roster *roster_of(const struct linter *linter)
{
    const struct lint_rosters *rosters = &linter->lint->options->rosters;
    struct str organ = linter->doc->facts.organ.value;
    for (size_t i = 0; i < rosters->count; i++)
        if (same_body(rosters->items[i].body, organ))
            return &rosters->items[i];
    return rosters->count == 1 && organ.len == 0 ? &rosters->items[0] : NULL;
}

static enum status add_roster(struct linter *linter, struct people *people)
{
    const struct lint_roster *roster = roster_of(linter);
    enum status status = STATUS_OK;
    for (size_t i = 0; roster && i < roster->members.count && status == STATUS_OK;
         i++) {
        struct name name = name_of_text(roster->members.items[i]);
        uint32_t value = (uint32_t)people->count;
        status = add_name(linter, people, name);
        if (status != STATUS_OK || people->count == value)
            continue;
        struct name skeleton = name_skeleton(&name);
        status = add_to(people->roster, &name, value, false);
        if (status == STATUS_OK)
            status = add_to(people->roster_shapes, &skeleton, value, false);
    }
    return status;
}

struct people *people_of(struct linter *linter)
{
    if (linter->people)
        return linter->people;
    struct people *people = linter_alloc(linter, sizeof(*people));
    if (!people)
        return NULL;
    linter->people = people;
    people->exact = lexicon_new();
    people->skeletons = lexicon_new();
    people->roster = lexicon_new();
    people->roster_shapes = lexicon_new();
    people->told = lexicon_new();
    people->listed = lexicon_new();
    if (!people->exact || !people->skeletons || !people->roster ||
        !people->roster_shapes || !people->told || !people->listed)
        linter->status = STATUS_NOMEM;
    if (linter->status == STATUS_OK)
        linter->status = add_attendees(linter, people);
    if (linter->status == STATUS_OK)
        linter->status = add_roster(linter, people);
    return linter->status == STATUS_OK ? people : NULL;
}

void people_free(struct people *people)
{
    if (!people)
        return;
    lexicon_free(people->exact);
    lexicon_free(people->skeletons);
    lexicon_free(people->roster);
    lexicon_free(people->roster_shapes);
    lexicon_free(people->told);
    lexicon_free(people->listed);
    lexicon_free(people->seen);
}

size_t people_title_at(const struct passage *passage, size_t at)
{
    static const struct str titles[] = {
        STR_INIT("委員"),   STR_INIT("議長"),     STR_INIT("副議長"),
        STR_INIT("会長"),   STR_INIT("副会長"),   STR_INIT("座長"),
        STR_INIT("副座長"), STR_INIT("部会長"),   STR_INIT("構成員"),
        STR_INIT("議員"),   STR_INIT("課長"),     STR_INIT("部長"),
        STR_INIT("局長"),   STR_INIT("次長"),     STR_INIT("室長"),
        STR_INIT("審議官"), STR_INIT("統括官"),   STR_INIT("参事官"),
        STR_INIT("大臣"),   STR_INIT("氏"),       STR_INIT("様"),
        STR_INIT("さん"),   STR_INIT("君"),       STR_INIT("先生"),
        STR_INIT("教授"),   STR_INIT("市長"),     STR_INIT("町長"),
        STR_INIT("村長"),   STR_INIT("区長"),     STR_INIT("理事"),
        STR_INIT("代表"),   STR_INIT("専門委員"),
    };
    for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
        size_t n = 0, j = 0;
        while (j < titles[i].len && passage_at(passage, at + n) != 0) {
            size_t next = j;
            if (utf8_next(titles[i], &next) != passage_at(passage, at + n))
                break;
            j = next;
            n++;
        }
        if (j == titles[i].len)
            return n;
    }
    return 0;
}

static bool is_of_name(const struct passage *passage, size_t at)
{
    enum character_class class = passage->classes[at];
    return character_is_kanji(class) || class == CHARACTER_RADICAL ||
           class == CHARACTER_INVISIBLE || class == CHARACTER_SELECTOR;
}

bool people_is_addressed(const struct passage *passage, size_t from, size_t to)
{
    size_t first = from;
    while (first > 0 && from - first < NAME_MAX_LENGTH &&
           is_of_name(passage, first - 1))
        first--;
    for (size_t at = to; at < passage->length && at - to < NAME_MAX_LENGTH; at++) {
        size_t n = people_title_at(passage, at);
        if (n > 0 && at > first && passage_at(passage, at + n) != 0x4F1A) /* 会 */
            return true;
        if (!is_of_name(passage, at))
            return false;
    }
    return false;
}

bool people_find_name(const struct passage *passage, size_t *from, size_t *to)
{
    bool found = false;
    for (size_t i = 0; i < passage->segment_count; i++) {
        const struct doc_node *node = passage->segments[i].leaf->parent;
        while (node->kind != DOC_NAME && !doc_kind_is_block(node->kind))
            node = node->parent;
        if (node->kind != DOC_NAME)
            continue;
        if (!found)
            *from = passage->segments[i].at;
        *to = i + 1 < passage->segment_count ? passage->segments[i + 1].at
                                             : passage->length;
        found = true;
    }
    while (found && *to > *from + 1 && utf8_is_space(passage->text[*to - 1]))
        --*to;
    return found;
}
