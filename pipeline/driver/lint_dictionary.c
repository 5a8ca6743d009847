#include "lint_dictionary.h"

#include <stdlib.h>

#include "lint_setup.h"

/* A document that is one paragraph. */
static struct doc *paragraph(struct str text)
{
    static const struct diag_pos start = {1, 1};
    struct doc *doc = doc_new();
    if (doc)
        doc_add_text(doc, doc_add(doc, doc->root, DOC_PARA, start), text, start);
    return doc;
}

static enum status try_text(const struct lint *lint, struct str text, bool *found)
{
    struct lint_findings findings = {0};
    struct doc *doc = paragraph(text);
    enum status status = doc ? doc->status : STATUS_NOMEM;
    if (status == STATUS_OK)
        status = lint_check(lint, doc, &findings);
    *found = findings.count > 0;
    lint_findings_free(&findings);
    doc_free(doc);
    return status;
}

enum expectation { MUST_BE_FOUND, MUST_BE_CLEAN };

static enum status try_texts(const struct lint *lint, const struct project_texts *texts,
                             enum expectation expectation,
                             struct lint_dictionary_result *result, struct diag *diag)
{
    for (size_t i = 0; i < texts->count; i++) {
        bool found;
        enum status status = try_text(lint, texts->items[i].text, &found);
        if (status != STATUS_OK)
            return status;
        result->tests++;
        if (found == (expectation == MUST_BE_FOUND))
            continue;
        result->failed++;
        if (found)
            diag_report(diag, DIAG_DICTIONARY_TEST, texts->items[i].pos,
                        "the term is found in this text, and must not be");
        else
            diag_report(diag, DIAG_DICTIONARY_TEST, texts->items[i].pos,
                        "the term is not found in this text");
    }
    return STATUS_OK;
}

static enum status try_term(struct arena *arena, const struct project_term *term,
                            struct lint_dictionary_result *result, struct diag *diag)
{
    struct lint_options options;
    struct lint *lint = NULL;
    struct lint_term one = lint_setup_term(arena, term);
    lint_defaults(&options);
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        options.severities[rule] = rule == LINT_VARIANT_TERM ? LINT_WARNING : LINT_OFF;
    options.terms = (struct lint_terms){&one, 1};
    enum status status =
        arena_failed(arena) ? STATUS_NOMEM : lint_open(&options, &lint);
    if (status == STATUS_OK)
        status = try_texts(lint, &term->found, MUST_BE_FOUND, result, diag);
    if (status == STATUS_OK)
        status = try_texts(lint, &term->clean, MUST_BE_CLEAN, result, diag);
    if (status == STATUS_OK && (term->found.count == 0 || term->clean.count == 0))
        diag_report(diag, DIAG_DICTIONARY_TEST, term->forms.items[0].pos,
                    "no text tries \"%.*s\": give it found and clean",
                    STR_ARGS(term->forms.items[0].text));
    lint_close(lint);
    return status;
}

struct placed_form {
    struct project_text form;
    size_t term;
};

static int by_form(const void *a, const void *b)
{
    const struct placed_form *x = a, *y = b;
    int order = str_compare(x->form.text, y->form.text);
    return order != 0 ? order : (x->term > y->term) - (x->term < y->term);
}

/* Of two terms with one form only the first can find it. */
static enum status find_doubles(const struct project_dictionary *dictionary,
                                struct diag *diag)
{
    size_t count = 0;
    for (size_t i = 0; i < dictionary->count; i++)
        count += dictionary->terms[i].forms.count;
    struct placed_form *forms = calloc(count + 1, sizeof(*forms));
    if (!forms)
        return STATUS_NOMEM;
    count = 0;
    for (size_t i = 0; i < dictionary->count; i++)
        for (size_t j = 0; j < dictionary->terms[i].forms.count; j++)
            forms[count++] =
                (struct placed_form){dictionary->terms[i].forms.items[j], i};
    qsort(forms, count, sizeof(*forms), by_form);
    for (size_t i = 1; i < count; i++)
        if (str_equal(forms[i].form.text, forms[i - 1].form.text))
            diag_report(diag, DIAG_DICTIONARY_TEST, forms[i].form.pos,
                        "\"%.*s\" stands in line %u already; it is not looked for here",
                        STR_ARGS(forms[i].form.text),
                        (unsigned)forms[i - 1].form.pos.line);
    free(forms);
    return STATUS_OK;
}

enum status lint_dictionary_test(const struct project_dictionary *dictionary,
                                 struct lint_dictionary_result *result,
                                 struct diag *diag)
{
    struct arena *arena = arena_new();
    enum status status = arena ? STATUS_OK : STATUS_NOMEM;
    diag_set_file(diag, dictionary->file);
    for (size_t i = 0; i < dictionary->count && status == STATUS_OK; i++)
        status = try_term(arena, &dictionary->terms[i], result, diag);
    if (status == STATUS_OK)
        status = find_doubles(dictionary, diag);
    diag_set_file(diag, STR(""));
    result->terms += dictionary->count;
    arena_free(arena);
    return status;
}
