/* explain: what a rule means, without a network. */
#include <string.h>

#include "base/suggest.h"
#include "base/utf8.h"
#include "commands.h"
#include "explanations.h"
#include "message.h"

static const struct diag_pos nowhere = {0, 0};

/* Columns that are read at ease in any terminal. */
#define WIDTH 78

/* TRANSLATORS: the language of explanations: "ja" or "en". */
#define LANGUAGE N_("en")

static const struct explanation_text *text_of(const struct explanation *explanation)
{
    return strcmp(_(LANGUAGE), "ja") == 0 ? &explanation->ja : &explanation->en;
}

/* A closing mark stays on the line even past its width. */
static bool closes(uint32_t c)
{
    struct str marks = STR("、。，．」』）】〕・：；？！,.)");
    for (size_t at = 0; at < marks.len;)
        if (utf8_next(marks, &at) == c)
            return true;
    return false;
}

/* The offset where a line that begins at `from` is broken: between characters of
 * Japanese, at a space among Latin words. */
static size_t break_of(struct str text, size_t from)
{
    unsigned used = 2;
    size_t best = text.len;
    for (size_t at = from; at < text.len;) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        unsigned cells = utf8_cells(c);
        if (used + cells > WIDTH && !closes(c))
            return best > from && best < text.len ? best : at;
        used += cells;
        if (c == ' ' || cells == 2)
            best = next;
        at = next;
    }
    return text.len;
}

static void add_wrapped(struct str text, struct buf *out)
{
    for (size_t from = 0; from < text.len;) {
        size_t to = break_of(text, from);
        if (to < text.len) { /* a closing mark behind the break comes along */
            size_t next = to;
            while (next < text.len && closes(utf8_next(text, &next)))
                to = next;
        }
        buf_add_cstr(out, "  ");
        buf_add(out, utf8_trim(str_slice(text, from, to)));
        buf_add_byte(out, '\n');
        from = to;
    }
}

static void add_part(const char *heading, struct str text, struct buf *out)
{
    buf_printf(out, "\n%s\n", heading);
    add_wrapped(text, out);
}

static const char *fix_of(enum lint_rule rule)
{
    switch (lint_rule_fix(rule)) {
    case LINT_FIX_SAFE:
        return _("--fix mends it, but not in names.");
    case LINT_FIX_ON_REQUEST:
        return _("--fix-rule mends it when this rule is named, but not in names.");
    case LINT_FIX_NONE:
        break;
    }
    return _("Nothing is mended; a person decides.");
}

static void add_rule(enum lint_rule rule, const struct explanation *explanation,
                     struct buf *out)
{
    const struct explanation_text *text = text_of(explanation);
    buf_printf(out, "%s  (%s)\n", lint_rule_name(rule),
               lint_severity_name(lint_rule_severity(rule)));
    add_wrapped(text->title, out);
    add_part(_("What it finds"), text->what, out);
    add_part(_("Why"), text->why, out);
    add_part(_("Example"), explanation->bad, out);
    buf_add_cstr(out, "  →\n");
    add_wrapped(explanation->good, out);
    add_part(_("Mending"), str_from(fix_of(rule)), out);
    add_part(_("Norm"), text->norm, out);
}

static void add_list(const struct explanations *explanations, struct buf *out)
{
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        buf_printf(out, "%-18s %.*s\n", lint_rule_name(rule),
                   STR_ARGS(text_of(&explanations->rules[rule])->title));
}

static enum status refuse(struct str name, struct diag *diag)
{
    struct suggest suggest = suggest_new(name);
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        suggest_offer(&suggest, lint_rule_name(rule));
    if (suggest.best)
        diag_report(diag, DIAG_USAGE, nowhere,
                    "there is no rule '%.*s'; did you mean '%s'?", STR_ARGS(name),
                    suggest.best);
    else
        diag_report(diag, DIAG_USAGE, nowhere,
                    "there is no rule '%.*s'; 'gijiroku explain' lists them",
                    STR_ARGS(name));
    return STATUS_USAGE;
}

static enum status explain(const struct options *options,
                           const struct explanations *explanations, struct buf *out,
                           struct diag *diag)
{
    if (options->input_count == 0)
        add_list(explanations, out);
    for (size_t i = 0; i < options->input_count; i++) {
        struct str name = str_from(options->inputs[i]);
        enum lint_rule rule = lint_rule_lookup(name);
        if (rule == LINT_RULE_COUNT)
            return refuse(name, diag);
        buf_add_cstr(out, i > 0 ? "\n\n" : "");
        add_rule(rule, &explanations->rules[rule], out);
    }
    return out->status;
}

enum outcome command_explain(struct command_context *context)
{
    struct explanations explanations;
    struct buf out = BUF_INIT;
    enum status status =
        explanations_open(&explanations, context->resources, context->diag);
    if (status == STATUS_OK)
        status = explain(context->options, &explanations, &out, context->diag);
    if (status == STATUS_OK)
        status = terminal_write_product(buf_str(&out), context->diag);
    buf_free(&out);
    explanations_close(&explanations);
    return outcome_of(status, context->diag);
}
