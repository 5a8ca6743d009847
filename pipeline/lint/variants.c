/* variant-term: one notion written in two ways in one document. */
#include "linter.h"

struct words {
    struct word *items;
    size_t count;
};

/* What a term says about its surroundings, as code points. */
struct variant_term {
    struct words not_after, not_before, after, before;
};

/* One way of writing a term. */
struct variant_form {
    size_t term, form;
};

/* The places of each form in this document. */
struct variants {
    struct place_list *places; /* by index of form; NULL until something is found */
};

static struct words words_of(struct arena *arena, struct lint_texts texts)
{
    struct words words = {arena_alloc(arena, (texts.count + 1) * sizeof(struct word)),
                          0};
    for (size_t i = 0; words.items && i < texts.count; i++)
        words.items[words.count++] = word_of(arena, texts.items[i]);
    return words;
}

static enum status add_form(struct lint *lint, size_t term, size_t form)
{
    struct word word =
        word_of(lint->arena, lint->options->terms.items[term].forms.items[form]);
    if (word.length == 0 || word.length > LINT_FORM_MAX)
        return word.text ? STATUS_LIMIT : STATUS_NOMEM;
    lint->forms[lint->form_count] = (struct variant_form){term, form};
    return lexicon_add(lint->terms, word.text, word.length,
                       (uint32_t)lint->form_count++);
}

enum status variants_prepare(struct lint *lint)
{
    const struct lint_terms *terms = &lint->options->terms;
    size_t forms = 0;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < terms->count; i++)
        forms += terms->items[i].forms.count;
    lint->terms = lexicon_new();
    lint->forms = arena_alloc(lint->arena, (forms + 1) * sizeof(*lint->forms));
    lint->contexts =
        arena_alloc(lint->arena, (terms->count + 1) * sizeof(*lint->contexts));
    if (!lint->terms || !lint->forms || !lint->contexts)
        return STATUS_NOMEM;
    for (size_t i = 0; i < terms->count && status == STATUS_OK; i++) {
        const struct lint_term *term = &terms->items[i];
        lint->contexts[i] = (struct variant_term){
            words_of(lint->arena, term->not_after),
            words_of(lint->arena, term->not_before), words_of(lint->arena, term->after),
            words_of(lint->arena, term->before)};
        for (size_t j = 0; j < term->forms.count && status == STATUS_OK; j++)
            status = add_form(lint, i, j);
    }
    return status;
}

static bool any_starts(const struct passage *passage, size_t at,
                       const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (word_starts(passage, at, words->items[i]))
            return true;
    return false;
}

static bool any_ends(const struct passage *passage, size_t at,
                     const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (word_ends(passage, at, words->items[i]))
            return true;
    return false;
}

static bool fits(const struct passage *passage, size_t from, size_t to,
                 const struct variant_term *context)
{
    return !any_ends(passage, from, &context->not_after) &&
           !any_starts(passage, to, &context->not_before) &&
           (context->after.count == 0 || any_ends(passage, from, &context->after)) &&
           (context->before.count == 0 || any_starts(passage, to, &context->before));
}

static void look(struct linter *linter, void *state, const struct passage *passage)
{
    const struct lint *lint = linter->lint;
    struct variants *variants = state;
    for (size_t i = 0, length = 0; i < passage->length; i++) {
        uint32_t form =
            lexicon_match(lint->terms, passage->text, passage->length, i, &length);
        if (form == LEXICON_NONE ||
            !fits(passage, i, i + length, &lint->contexts[lint->forms[form].term]) ||
            passage_in_name(passage, i))
            continue;
        if (!variants->places)
            variants->places =
                linter_alloc(linter, lint->form_count * sizeof(*variants->places));
        if (!variants->places)
            return;
        place_list_add(linter, &variants->places[form],
                       linter_place(linter, passage, i, i + length, STR("?")));
        i += length - 1;
    }
}

/* Sets what the places become; those that cannot be mended stay so. */
static void set_after(struct place_list *places, struct str after)
{
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].after.ptr)
            places->items[i].after = after;
}

/* The form that the document mostly uses; of equally many the one recommended first. */
static size_t usual_form(const struct variants *variants, const struct lint_term *term,
                         size_t first)
{
    size_t usual = 0;
    if (term->always)
        return 0;
    for (size_t i = 1; i < term->forms.count; i++)
        if (variants->places[first + i].count > variants->places[first + usual].count)
            usual = i;
    return usual;
}

static void report(struct linter *linter, const struct lint_term *term,
                   struct place_list *places, size_t usual, size_t usual_count)
{
    struct str other = term->forms.items[usual];
    set_after(places, arena_copy(linter->out->arena, other));
    if (usual_count == 0)
        linter_report(linter, LINT_VARIANT_TERM, places->items, places->count,
                      "\"%.*s\" is to be written \"%.*s\" (%zu places)",
                      STR_ARGS(places->items[0].before), STR_ARGS(other),
                      places->count);
    else if (usual == 0)
        linter_report(linter, LINT_VARIANT_TERM, places->items, places->count,
                      "\"%.*s\" here, \"%.*s\" elsewhere in this document (%zu against "
                      "%zu)",
                      STR_ARGS(places->items[0].before), STR_ARGS(other), places->count,
                      usual_count);
    else
        linter_report(linter, LINT_VARIANT_TERM, places->items, places->count,
                      "\"%.*s\" here, \"%.*s\" elsewhere in this document (%zu against "
                      "%zu); \"%.*s\" is the recommended form",
                      STR_ARGS(places->items[0].before), STR_ARGS(other), places->count,
                      usual_count, STR_ARGS(term->forms.items[0]));
}

static void finish(struct linter *linter, void *state)
{
    const struct lint *lint = linter->lint;
    struct variants *variants = state;
    if (!variants->places)
        return;
    for (size_t first = 0; first < lint->form_count;) {
        const struct lint_term *term =
            &lint->options->terms.items[lint->forms[first].term];
        size_t usual = usual_form(variants, term, first);
        size_t usual_count = variants->places[first + usual].count;
        for (size_t i = 0; i < term->forms.count; i++) {
            struct place_list *places = &variants->places[first + i];
            if (i != usual && places->count > 0 && (usual_count > 0 || term->always))
                report(linter, term, places, usual, usual_count);
        }
        first += term->forms.count;
    }
}

const struct rule rule_variant_term = {
    .state_size = sizeof(struct variants),
    .look = look,
    .finish = finish,
};
