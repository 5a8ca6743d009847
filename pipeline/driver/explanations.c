#include "explanations.h"

#include "base/host.h"
#include "sheet/sheet.h"

struct draft {
    struct sheet_text name;
    struct explanation explanation;
};

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define TEXT(key, field)                                                               \
    {                                                                                  \
        .name = key, .type = SHEET_TEXT,                                               \
        .offset = offsetof(struct draft, explanation.field), .required = true          \
    }
#define TEXTS(language)                                                                \
    {                                                                                  \
        TEXT("title", language.title), TEXT("what", language.what),                    \
            TEXT("why", language.why), TEXT("norm", language.norm)                     \
    }
#define MAP(key, rows)                                                                 \
    {                                                                                  \
        .name = key, .type = SHEET_MAP, .keys = rows, .key_count = COUNT(rows),        \
        .required = true                                                               \
    }

static const struct sheet_key ja_keys[] = TEXTS(ja);
static const struct sheet_key en_keys[] = TEXTS(en);

static const struct sheet_key rule_keys[] = {
    {.name = "name",
     .type = SHEET_PLACED,
     .offset = offsetof(struct draft, name),
     .required = true},
    TEXT("bad", bad),
    TEXT("good", good),
    MAP("ja", ja_keys),
    MAP("en", en_keys),
};

static const struct sheet_key keys[] = {
    {.name = "rules",
     .type = SHEET_LIST,
     .keys = rule_keys,
     .key_count = COUNT(rule_keys),
     .item_size = sizeof(struct draft),
     .required = true},
};

static enum status take(struct explanations *explanations,
                        const struct sheet_list *list, struct diag *diag)
{
    const struct draft *drafts = list->items;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < list->count; i++) {
        enum lint_rule rule = lint_rule_lookup(drafts[i].name.text);
        if (rule < LINT_RULE_COUNT) {
            explanations->rules[rule] = drafts[i].explanation;
            continue;
        }
        diag_report(diag, DIAG_CONFIG_VALUE, drafts[i].name.pos,
                    "there is no rule '%.*s'", STR_ARGS(drafts[i].name.text));
        status = STATUS_SYNTAX;
    }
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++) {
        if (explanations->rules[rule].en.title.len > 0)
            continue;
        diag_report(diag, DIAG_CONFIG_VALUE, (struct diag_pos){0, 0},
                    "the rule '%s' is not explained here", lint_rule_name(rule));
        status = STATUS_SYNTAX;
    }
    return status;
}

static enum status read_all(struct explanations *explanations, struct str yaml,
                            struct diag *diag)
{
    struct sheet sheet;
    struct sheet_list list = {0};
    enum status status =
        sheet_open(&sheet, yaml, SHEET_FOR_CONFIGURATION, explanations->arena, diag);
    if (status == STATUS_OK) {
        sheet_read_map(&sheet, sheet_root(&sheet), keys, COUNT(keys), &list);
        status = sheet.faulty ? STATUS_SYNTAX : take(explanations, &list, diag);
    }
    sheet_close(&sheet);
    return status == STATUS_OK && arena_failed(explanations->arena) ? STATUS_NOMEM
                                                                    : status;
}

enum status explanations_open(struct explanations *explanations,
                              const struct resources *resources, struct diag *diag)
{
    struct buf path = BUF_INIT, yaml = BUF_INIT;
    *explanations = (struct explanations){.arena = arena_new()};
    resources_path(resources, "templates/lint/rules.yaml", &path);
    enum status status = explanations->arena ? path.status : STATUS_NOMEM;
    if (status == STATUS_OK)
        status = host_read_file(path.ptr, 0, &yaml, diag);
    if (status == STATUS_OK) {
        diag_set_file(diag, buf_str(&path));
        status = read_all(explanations, buf_str(&yaml), diag);
        diag_set_file(diag, STR(""));
    }
    buf_free(&yaml);
    buf_free(&path);
    return status;
}

void explanations_close(struct explanations *explanations)
{
    arena_free(explanations->arena);
    *explanations = (struct explanations){0};
}
