#include "lint/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "linter.h"
#include "people.h"

void findings_sort(struct lint_findings *findings);

static const struct {
    const char *name;
    enum lint_severity severity;
    enum lint_fix fix;
} rows[] = {
#define LINT_RULE(id, name, severity, fix)                                             \
    [LINT_##id] = {name, LINT_##severity, LINT_FIX_##fix},
#include "lint/rules.def"
#undef LINT_RULE
};

static const struct rule *const rules[LINT_RULE_COUNT] = {
    [LINT_SPACED_LATIN] = &rule_spaced_latin,
    [LINT_RADICAL] = &rule_radical,
    [LINT_COMPAT_IDEOGRAPH] = &rule_compat_ideograph,
    [LINT_NON_JIS_KANJI] = &rule_non_jis_kanji,
    [LINT_INVISIBLE] = &rule_invisible,
    [LINT_PUA] = &rule_pua,
    [LINT_HALFWIDTH_KANA] = &rule_halfwidth_kana,
    [LINT_WAVE_DASH] = &rule_wave_dash,
    [LINT_MINUS_DASH] = &rule_minus_dash,
    [LINT_NUMBER_WIDTH_MIX] = &rule_number_width_mix,
    [LINT_VARIANT_TERM] = &rule_variant_term,
    [LINT_DOUBLED_KANA] = &rule_doubled_kana,
    [LINT_UNPAIRED_BRACKET] = &rule_unpaired_bracket,
    [LINT_NUMBER_GAP] = &rule_number_gap,
    [LINT_ITEM_STYLE] = &rule_item_style,
    [LINT_CONFUSABLE_NAME] = &rule_confusable_name,
    [LINT_ROLE_ROSTER] = &rule_role_roster,
    [LINT_DATE_WEEKDAY] = &rule_date_weekday,
    [LINT_TIME_RANGE] = &rule_time_range,
    [LINT_MISSING_FACT] = &rule_missing_fact,
    [LINT_NO_ENDING] = &rule_no_ending,
};

const char *lint_rule_name(enum lint_rule rule)
{
    return rows[rule].name;
}

enum lint_severity lint_rule_severity(enum lint_rule rule)
{
    return rows[rule].severity;
}

enum lint_fix lint_rule_fix(enum lint_rule rule)
{
    return rows[rule].fix;
}

const char *lint_severity_name(enum lint_severity severity)
{
    static const char *const names[] = {"off", "note", "warning", "error"};
    return names[severity];
}

enum lint_rule lint_rule_lookup(struct str name)
{
    enum lint_rule rule = 0;
    while (rule < LINT_RULE_COUNT && !str_equal(name, str_from(rows[rule].name)))
        rule++;
    return rule;
}

void lint_defaults(struct lint_options *options)
{
    *options = (struct lint_options){0};
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        options->severities[rule] = rows[rule].severity;
}

struct word word_of(struct arena *arena, struct str text)
{
    uint32_t *points = arena_alloc(arena, (text.len + 1) * sizeof(*points));
    struct word word = {points, 0};
    for (size_t at = 0; points && at < text.len;)
        points[word.length++] = utf8_next(text, &at);
    return word;
}

bool word_starts(const struct passage *passage, size_t at, struct word word)
{
    return passage->length - at >= word.length &&
           memcmp(passage->text + at, word.text, word.length * sizeof(*word.text)) == 0;
}

bool word_ends(const struct passage *passage, size_t at, struct word word)
{
    return at >= word.length && word_starts(passage, at - word.length, word);
}

enum status lint_open(const struct lint_options *options, struct lint **out)
{
    struct lint *lint = calloc(1, sizeof(*lint));
    *out = NULL;
    if (!lint)
        return STATUS_NOMEM;
    lint->options = options;
    lint->arena = arena_new();
    enum status status = lint->arena ? STATUS_OK : STATUS_NOMEM;
    if (status == STATUS_OK)
        status = variants_prepare(lint);
    if (status == STATUS_OK)
        status = kana_prepare(lint);
    if (status == STATUS_OK && arena_failed(lint->arena))
        status = STATUS_NOMEM;
    if (status == STATUS_OK)
        *out = lint;
    else
        lint_close(lint);
    return status;
}

void lint_close(struct lint *lint)
{
    if (!lint)
        return;
    lexicon_free(lint->terms);
    lexicon_free(lint->kana);
    arena_free(lint->arena);
    free(lint);
}

static void look(struct linter *linter, const struct passage *passage)
{
    if (passage->length == 0)
        return;
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++) {
        if (linter->lint->options->severities[rule] == LINT_OFF || !rules[rule]->look)
            continue;
        if (rules[rule]->needs == 0 || (rules[rule]->needs & passage->found))
            rules[rule]->look(linter, linter->states[rule], passage);
    }
}

static const struct doc_node *block_of(const struct doc_node *leaf)
{
    const struct doc_node *node = leaf->parent;
    while (!doc_kind_is_block(node->kind))
        node = node->parent;
    return node;
}

/* Gathers leaves into passages: those of one block that follow each other. */
static void look_at_all(struct linter *linter)
{
    struct passage passage = {0};
    struct doc_iter iter = doc_iter_new(linter->doc->root);
    while (doc_iter_next(&iter) != DOC_END && linter->status == STATUS_OK) {
        if (iter.event != DOC_ENTER || iter.node->kind != DOC_TEXT)
            continue;
        const struct doc_node *block = block_of(iter.node);
        if (block != passage.block) {
            look(linter, &passage);
            passage_clear(&passage);
            passage.block = block;
        }
        passage_add(&passage, iter.node);
        if (passage.status != STATUS_OK)
            linter->status = passage.status;
    }
    if (linter->status == STATUS_OK)
        look(linter, &passage);
    passage_free(&passage);
}

enum status lint_check(const struct lint *lint, const struct doc *doc,
                       struct lint_findings *out)
{
    struct linter linter = {.lint = lint, .doc = doc, .out = out};
    *out = (struct lint_findings){.arena = arena_new()};
    if (!out->arena)
        return STATUS_NOMEM;
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        linter.states[rule] = linter_alloc(&linter, rules[rule]->state_size + 1);
    if (linter.status == STATUS_OK)
        look_at_all(&linter);
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        if (linter.status == STATUS_OK && rules[rule]->finish &&
            lint->options->severities[rule] != LINT_OFF)
            rules[rule]->finish(&linter, linter.states[rule]);
    findings_sort(out);
    people_free(linter.people);
    return linter.status;
}
