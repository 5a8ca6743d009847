#include "lint_setup.h"

#include <stdlib.h>

#include "base/suggest.h"
#include "message.h"
#include "project/dictionary.h"
#include "project/roster.h"

#define OWN_DICTIONARY "templates/lint/terms.yaml"

static enum status refuse_rule(const struct project_text *name, enum diag_code code,
                               struct diag *diag)
{
    struct suggest suggest = suggest_new(name->text);
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        suggest_offer(&suggest, lint_rule_name(rule));
    if (suggest.best)
        diag_report(diag, code, name->pos,
                    "there is no rule '%.*s'; did you mean '%s'?", STR_ARGS(name->text),
                    suggest.best);
    else
        diag_report(diag, code, name->pos,
                    "there is no rule '%.*s'; 'gijiroku explain' lists them",
                    STR_ARGS(name->text));
    return STATUS_SYNTAX;
}

static enum status set_severities(struct lint_setup *setup,
                                  const struct project *project, struct diag *diag)
{
    static const enum lint_severity severities[] = {
        [PROJECT_OFF] = LINT_OFF,
        [PROJECT_NOTE] = LINT_NOTE,
        [PROJECT_WARNING] = LINT_WARNING,
        [PROJECT_ERROR] = LINT_ERROR,
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; i < project->lint.rule_count; i++) {
        const struct project_rule *row = &project->lint.rules[i];
        enum lint_rule rule = lint_rule_lookup(row->name.text);
        if (rule == LINT_RULE_COUNT)
            status = refuse_rule(&row->name, DIAG_CONFIG_VALUE, diag);
        else
            setup->options.severities[rule] = severities[row->severity];
    }
    for (size_t i = 0; i < project->lint.ignore_count; i++)
        if (lint_rule_lookup(project->lint.ignores[i].rule.text) == LINT_RULE_COUNT)
            status =
                refuse_rule(&project->lint.ignores[i].rule, DIAG_CONFIG_VALUE, diag);
    return status;
}

static enum status open_dictionary(struct lint_setup *setup, const char *path,
                                   struct diag *diag)
{
    struct project_dictionary *dictionary;
    enum status status = project_dictionary_open(path, diag, &dictionary);
    if (status == STATUS_OK)
        setup->dictionaries[setup->dictionary_count++] = dictionary;
    return status;
}

static enum status open_dictionaries(struct lint_setup *setup,
                                     const struct project *project,
                                     const struct resources *resources,
                                     struct diag *diag)
{
    size_t count = project->lint.dictionary_count;
    struct buf path = BUF_INIT;
    enum status status = STATUS_OK;
    setup->dictionaries = calloc(count + 1, sizeof(struct project_dictionary *));
    if (!setup->dictionaries)
        return STATUS_NOMEM;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = open_dictionary(setup, project->lint.dictionaries[i].text.ptr, diag);
    resources_path(resources, OWN_DICTIONARY, &path);
    if (status == STATUS_OK)
        status = path.status;
    if (status == STATUS_OK)
        status = open_dictionary(setup, path.ptr, diag);
    buf_free(&path);
    return status;
}

static struct lint_texts texts_of(struct arena *arena, struct project_texts texts)
{
    struct str *items = arena_alloc(arena, (texts.count + 1) * sizeof(*items));
    for (size_t i = 0; items && i < texts.count; i++)
        items[i] = texts.items[i].text;
    return (struct lint_texts){items, items ? texts.count : 0};
}

struct lint_term lint_setup_term(struct arena *arena, const struct project_term *term)
{
    return (struct lint_term){
        .forms = texts_of(arena, term->forms),
        .not_after = texts_of(arena, term->not_after),
        .not_before = texts_of(arena, term->not_before),
        .after = texts_of(arena, term->after),
        .before = texts_of(arena, term->before),
        .always = term->always,
    };
}

static void gather_terms(struct lint_setup *setup)
{
    size_t count = 0;
    for (size_t i = 0; i < setup->dictionary_count; i++)
        count += setup->dictionaries[i]->count;
    struct lint_term *terms = arena_alloc(setup->arena, (count + 1) * sizeof(*terms));
    if (!terms)
        return;
    setup->options.terms = (struct lint_terms){terms, count};
    for (size_t i = 0; i < setup->dictionary_count; i++) {
        const struct project_dictionary *dictionary = setup->dictionaries[i];
        for (size_t j = 0; j < dictionary->count; j++)
            *terms++ = lint_setup_term(setup->arena, &dictionary->terms[j]);
    }
}

static struct lint_texts members_of(struct arena *arena,
                                    const struct project_roster *roster)
{
    return texts_of(arena, (struct project_texts){roster->members, roster->count});
}

static enum status open_rosters(struct lint_setup *setup, const struct project *project,
                                struct diag *diag)
{
    struct lint_roster *items =
        arena_alloc(setup->arena, (project->body_count + 1) * sizeof(*items));
    setup->rosters = calloc(project->body_count + 1, sizeof(struct project_roster *));
    if (!setup->rosters || !items)
        return STATUS_NOMEM;
    setup->options.rosters.items = items;
    for (size_t i = 0; i < project->body_count; i++) {
        const struct project_body *body = &project->bodies[i];
        struct project_roster *roster;
        if (body->roster.len == 0)
            continue;
        enum status status = project_roster_open(body->roster.ptr, diag, &roster);
        if (status != STATUS_OK)
            return status;
        setup->rosters[setup->roster_count++] = roster;
        items[setup->options.rosters.count++] =
            (struct lint_roster){body->name, members_of(setup->arena, roster)};
    }
    return STATUS_OK;
}

enum status lint_setup_open(struct lint_setup *setup, const struct project *project,
                            const struct resources *resources, struct diag *diag)
{
    *setup = (struct lint_setup){.arena = arena_new()};
    if (!setup->arena)
        return STATUS_NOMEM;
    lint_defaults(&setup->options);
    setup->options.translate = message_translate;
    diag_set_file(diag, project->file);
    enum status status = set_severities(setup, project, diag);
    diag_set_file(diag, STR(""));
    if (status == STATUS_OK)
        status = open_dictionaries(setup, project, resources, diag);
    if (status == STATUS_OK)
        status = open_rosters(setup, project, diag);
    if (status == STATUS_OK) {
        gather_terms(setup);
        status = arena_failed(setup->arena) ? STATUS_NOMEM
                                            : lint_open(&setup->options, &setup->lint);
    }
    return status;
}

void lint_setup_close(struct lint_setup *setup)
{
    lint_close(setup->lint);
    for (size_t i = 0; i < setup->dictionary_count; i++)
        project_dictionary_close(setup->dictionaries[i]);
    free(setup->dictionaries);
    for (size_t i = 0; i < setup->roster_count; i++)
        project_roster_close(setup->rosters[i]);
    free(setup->rosters);
    arena_free(setup->arena);
    *setup = (struct lint_setup){0};
}

static enum status choose(struct str name, bool *chosen, struct diag *diag)
{
    static const struct diag_pos nowhere = {0, 0};
    enum lint_rule rule = lint_rule_lookup(name);
    if (rule == LINT_RULE_COUNT) {
        struct project_text text = {name, nowhere};
        refuse_rule(&text, DIAG_USAGE, diag);
        return STATUS_USAGE;
    }
    if (lint_rule_fix(rule) == LINT_FIX_NONE) {
        diag_report(diag, DIAG_USAGE, nowhere,
                    "the rule '%.*s' mends nothing: a person decides", STR_ARGS(name));
        return STATUS_USAGE;
    }
    chosen[rule] = true;
    return STATUS_OK;
}

enum status lint_setup_choose(const struct options *options,
                              bool chosen[LINT_RULE_COUNT], struct diag *diag)
{
    struct str list = str_from(options->fix_rules ? options->fix_rules : "");
    enum status status = STATUS_OK;
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        chosen[rule] = lint_rule_fix(rule) == LINT_FIX_SAFE;
    for (size_t from = 0; from < list.len && status == STATUS_OK;) {
        size_t comma = str_find(list, STR(","), from);
        size_t end = comma == SIZE_MAX ? list.len : comma;
        status = choose(str_slice(list, from, end), chosen, diag);
        from = end + 1;
    }
    return status;
}

/* Whether `path` is the file that the configuration calls `name`, relative to its
 * folder. */
static bool same_file(const struct project *project, struct str path, struct str name)
{
    struct str folder = project->folder;
    while (str_starts(path, STR("./")))
        path = str_slice(path, 2, path.len);
    if (str_starts(path, folder))
        path = str_slice(path, folder.len, path.len);
    return str_equal(path, name);
}

bool lint_setup_ignores(const struct project *project, struct str path,
                        const struct lint_finding *finding)
{
    for (size_t i = 0; i < project->lint.ignore_count; i++) {
        const struct project_ignore *ignore = &project->lint.ignores[i];
        if ((ignore->line == 0 || ignore->line == finding->places[0].pos.line) &&
            str_equal(ignore->rule.text, str_from(lint_rule_name(finding->rule))) &&
            same_file(project, path, ignore->file))
            return true;
    }
    return false;
}
