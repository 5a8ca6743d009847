#include "project/dictionary.h"

#include "base/host.h"
#include "base/utf8.h"
#include "sheet/sheet.h"

/* More characters than any term has; lint's own bound (LINT_FORM_MAX) is the same. */
#define FORM_MAX 32

struct draft_term {
    struct sheet_texts forms, not_after, not_before, after, before, found, clean;
    bool always;
};

struct draft {
    struct sheet_list terms;
};

#define AT(field) offsetof(struct draft_term, field)
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define TEXTS(key, field)                                                              \
    {                                                                                  \
        .name = key, .type = SHEET_TEXTS, .offset = AT(field)                          \
    }

static const struct sheet_key term_keys[] = {
    {.name = "forms", .type = SHEET_TEXTS, .offset = AT(forms), .required = true},
    TEXTS("not-after", not_after),
    TEXTS("not-before", not_before),
    TEXTS("after", after),
    TEXTS("before", before),
    {.name = "always", .type = SHEET_SWITCH, .offset = AT(always)},
    TEXTS("found", found),
    TEXTS("clean", clean),
};

static const struct sheet_key keys[] = {
    {.name = "terms",
     .type = SHEET_LIST,
     .offset = offsetof(struct draft, terms),
     .keys = term_keys,
     .key_count = COUNT(term_keys),
     .item_size = sizeof(struct draft_term),
     .required = true},
};

struct reading {
    struct project_dictionary *dictionary;
    struct diag *diag;
    bool faulty;
};

static struct project_texts take_texts(struct reading *reading,
                                       const struct sheet_texts *texts)
{
    struct project_text *items =
        arena_alloc(reading->dictionary->arena, (texts->count + 1) * sizeof(*items));
    for (size_t i = 0; items && i < texts->count; i++) {
        items[i] = (struct project_text){texts->items[i].text, texts->items[i].pos};
        if (items[i].text.len > 0)
            continue;
        reading->faulty = true;
        diag_report(reading->diag, DIAG_CONFIG_VALUE, items[i].pos,
                    "an empty text cannot stand here");
    }
    return (struct project_texts){items, items ? texts->count : 0};
}

static void check_forms(struct reading *reading, const struct draft_term *draft)
{
    const struct sheet_texts *forms = &draft->forms;
    if (forms->count == 1) {
        reading->faulty = true;
        diag_report(reading->diag, DIAG_CONFIG_VALUE, forms->items[0].pos,
                    "a term has at least two forms; \"%.*s\" stands alone",
                    STR_ARGS(forms->items[0].text));
    }
    for (size_t i = 0; i < forms->count; i++) {
        if (utf8_length(forms->items[i].text) <= FORM_MAX)
            continue;
        reading->faulty = true;
        diag_report(reading->diag, DIAG_CONFIG_VALUE, forms->items[i].pos,
                    "a form has at most %d characters", FORM_MAX);
    }
}

static void take(struct reading *reading, const struct draft *draft)
{
    struct project_dictionary *dictionary = reading->dictionary;
    const struct draft_term *drafts = draft->terms.items;
    size_t count = draft->terms.count;
    dictionary->terms =
        arena_alloc(dictionary->arena, (count + 1) * sizeof(*dictionary->terms));
    if (!dictionary->terms)
        return;
    dictionary->count = count;
    for (size_t i = 0; i < count; i++) {
        check_forms(reading, &drafts[i]);
        dictionary->terms[i] = (struct project_term){
            .forms = take_texts(reading, &drafts[i].forms),
            .not_after = take_texts(reading, &drafts[i].not_after),
            .not_before = take_texts(reading, &drafts[i].not_before),
            .after = take_texts(reading, &drafts[i].after),
            .before = take_texts(reading, &drafts[i].before),
            .always = drafts[i].always,
            .found = take_texts(reading, &drafts[i].found),
            .clean = take_texts(reading, &drafts[i].clean),
        };
    }
}

static struct project_dictionary *dictionary_new(struct str path)
{
    struct arena *arena = arena_new();
    struct project_dictionary *dictionary =
        arena ? arena_alloc(arena, sizeof(*dictionary)) : NULL;
    if (!dictionary) {
        arena_free(arena);
        return NULL;
    }
    dictionary->arena = arena;
    dictionary->file = arena_copy(arena, path);
    return dictionary;
}

enum status project_dictionary_read(struct str path, struct str yaml, struct diag *diag,
                                    struct project_dictionary **out)
{
    struct sheet sheet;
    struct draft draft = {0};
    struct project_dictionary *dictionary = dictionary_new(path);
    struct reading reading = {dictionary, diag, false};
    *out = NULL;
    if (!dictionary)
        return STATUS_NOMEM;
    diag_set_file(diag, path);
    enum status status =
        sheet_open(&sheet, yaml, SHEET_FOR_CONFIGURATION, dictionary->arena, diag);
    if (status == STATUS_OK) {
        sheet_read_map(&sheet, sheet_root(&sheet), keys, COUNT(keys), &draft);
        if (!sheet.faulty)
            take(&reading, &draft);
        if (sheet.faulty || reading.faulty)
            status = STATUS_SYNTAX;
    }
    sheet_close(&sheet);
    diag_set_file(diag, STR(""));
    if (status == STATUS_OK && arena_failed(dictionary->arena))
        status = STATUS_NOMEM;
    if (status == STATUS_OK)
        *out = dictionary;
    else
        project_dictionary_close(dictionary);
    return status;
}

enum status project_dictionary_open(const char *path, struct diag *diag,
                                    struct project_dictionary **out)
{
    struct buf yaml = BUF_INIT;
    *out = NULL;
    enum status status = host_read_file(path, 0, &yaml, diag);
    if (status == STATUS_OK)
        status = project_dictionary_read(str_from(path), buf_str(&yaml), diag, out);
    buf_free(&yaml);
    return status;
}

void project_dictionary_close(struct project_dictionary *dictionary)
{
    if (dictionary)
        arena_free(dictionary->arena);
}
