#include "explain_line.h"

#include <ctype.h>
#include <stdlib.h>

#include "layout/layout.h"
#include "message.h"

/* More than any page or line number has; keeps strtoul from overflowing. */
#define DIGITS_MAX 6

/* What a step did, and the section of JLREQ that orders it. */
static const struct {
    const char *what; /* msgid */
    const char *section;
    int sign; /* of the change */
} step_words[LAYOUT_STEP_COUNT] = {
    [LAYOUT_LINE_END_DROPPED] = {N_("blank behind the mark at the line end"), "3.8.3 b",
                                 -1},
    [LAYOUT_LINE_END_HUNG] = {N_("mark at the line end hung outside the measure"),
                              "2.5.1", -1},
    [LAYOUT_REDUCED_WORD_SPACE] = {N_("word spaces reduced"), "3.8.3 a", -1},
    [LAYOUT_REDUCED_MIDDLE_DOT] = {N_("blanks beside middle dots reduced"), "3.8.3 c",
                                   -1},
    [LAYOUT_REDUCED_PUNCTUATION] = {N_("blanks of brackets and commas reduced"),
                                    "3.8.3 d", -1},
    [LAYOUT_REDUCED_LATIN] = {N_("spaces between Japanese and Latin reduced"),
                              "3.8.3 e", -1},
    [LAYOUT_EXPANDED_WORD_SPACE] = {N_("word spaces widened"), "3.8.4 a", 1},
    [LAYOUT_EXPANDED_LATIN] = {N_("spaces between Japanese and Latin widened"),
                               "3.8.4 b", 1},
    [LAYOUT_EXPANDED_PUNCTUATION] = {N_("blanks of punctuation widened"), "3.8.4 c", 1},
    [LAYOUT_EXPANDED_PLAIN] = {N_("kanji and kana set apart"), "3.8.4 c", 1},
    [LAYOUT_EXPANDED_EVENLY] = {N_("all places alike, beyond their bounds"), "3.8.4 d",
                                1},
};

static const char *const break_words[] = {
    [LAYOUT_BREAK_FREE] = N_("allowed"),
    [LAYOUT_BREAK_ADDRESS] = N_("inside an address, where nothing better fits"),
    [LAYOUT_BREAK_WORD] = N_("inside a word, where nothing better fits"),
    [LAYOUT_BREAK_NUMBER] = N_("inside a number, where nothing better fits"),
    [LAYOUT_BREAK_START] =
        N_("forbidden: the next line would begin with it (JLREQ 3.1.7)"),
    [LAYOUT_BREAK_END] = N_("forbidden: the line would end with it (JLREQ 3.1.8)"),
    [LAYOUT_BREAK_INSEPARABLE] = N_("forbidden: inseparable (JLREQ 3.1.10)"),
};

enum status explain_line_parse(const char *value, struct explain_line_place *out,
                               struct diag *diag)
{
    size_t numbers[2] = {0, 0}, at = 0;
    for (int i = 0; i < 2; i++) {
        size_t digits = 0;
        for (; isdigit((unsigned char)value[at]) && digits < DIGITS_MAX; at++, digits++)
            numbers[i] = numbers[i] * 10 + (size_t)(value[at] - '0');
        if (numbers[i] == 0 || value[at] != (i == 0 ? ':' : '\0')) {
            diag_report(diag, DIAG_USAGE, (struct diag_pos){0, 0},
                        "--explain-line takes PAGE:LINE, such as 3:12, not '%s'",
                        value);
            return STATUS_USAGE;
        }
        at++;
    }
    *out = (struct explain_line_place){numbers[0], numbers[1]};
    return STATUS_OK;
}

static void add_measure(const struct layout_line *line, struct buf *out)
{
    double lack = line->measure - line->natural;
    buf_printf(out, _("  measure %.2f em, natural width %.2f em"), line->measure,
               line->natural);
    if (!line->justified)
        buf_add_cstr(out, _(": keeps its natural width (the last line of a paragraph, "
                            "or one that is not justified)\n"));
    else if (lack > 1e-4)
        buf_printf(out, _(": %.2f em short\n"), lack);
    else if (lack < -1e-4)
        buf_printf(out, _(": %.2f em too long\n"), -lack);
    else
        buf_add_cstr(out, _(": exact\n"));
}

static void add_step(const struct layout_step *step, struct buf *out)
{
    const char *sign = step_words[step->kind].sign < 0 ? "−" : "+";
    buf_printf(out, "  JLREQ %s  %s: ", step_words[step->kind].section,
               _(step_words[step->kind].what));
    if (step->most - step->least < 5e-4)
        buf_printf(out,
                   ngettext("%zu place, %s%.3f em\n", "%zu places, %s%.3f em each\n",
                            step->places),
                   step->places, sign, step->most);
    else
        buf_printf(out, _("%zu places, %s%.3f to %.3f em\n"), step->places, sign,
                   step->least, step->most);
}

static void add_break(const struct layout_break *end, struct buf *out)
{
    buf_printf(out, "  %s %.*s│%.*s  ", end->chosen ? "→" : " ", STR_ARGS(end->before),
               STR_ARGS(end->after));
    if (end->lack >= 0)
        buf_printf(out, _("%.2f em short; "), end->lack);
    else
        buf_printf(out, _("%.2f em too long; "), -end->lack);
    if (end->kind >= LAYOUT_BREAK_START)
        buf_add_cstr(out, _(break_words[end->kind]));
    else if (end->chosen)
        buf_add_cstr(out, _("chosen"));
    else if (!end->fits)
        buf_add_cstr(out, _("cannot be reduced so far"));
    else if (end->kind != LAYOUT_BREAK_FREE)
        buf_add_cstr(out, _(break_words[end->kind]));
    else if (end->dearer_here)
        buf_add_cstr(out, _("allowed, but this line would be set worse"));
    else
        buf_add_cstr(out,
                     _("allowed, but other lines of the paragraph would be set worse"));
    buf_add_byte(out, '\n');
}

enum status explain_line_make(struct job *job, const void *place, struct buf *out)
{
    const struct explain_line_place *at = place;
    const struct doc *doc;
    struct layout_line line;
    enum status status = job_doc(job, &doc);
    if (status == STATUS_OK)
        status = workshop_explain_line(job->worker->workshop, doc, at->page, at->line,
                                       job->diag, &line);
    if (status != STATUS_OK)
        return status;
    buf_printf(out, _("page %zu, line %zu: %.*s\n"), at->page, at->line,
               STR_ARGS(line.text));
    if (line.text.len == 0)
        buf_add_cstr(out, _("  no line of text: it is set as it is\n"));
    else
        add_measure(&line, out);
    for (size_t i = 0; i < line.step_count; i++)
        add_step(&line.steps[i], out);
    if (line.break_count > 0)
        buf_add_cstr(out, _("where the line could end:\n"));
    for (size_t i = 0; i < line.break_count; i++)
        add_break(&line.breaks[i], out);
    layout_line_close(&line);
    return out->status;
}
