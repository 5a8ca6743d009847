#include "form.h"

#include "sign.h"
#include "term.h"
#include "when.h"

/* Heads are shorter than this; it bounds the search. */
#define LINES_MAX 200

/* One item may be printed so by chance. */
#define HABIT 2

static struct form_way read_way(const struct line *line, const struct label *label)
{
    struct form_way way = {.print = FORM_ALONE, .indent = line->indent};
    struct str rest = label->rest;
    size_t after;
    uint32_t open = text_first(rest);
    struct str look = str_slice(rest, 0, 120);
    if (label->kind == LABEL_NUMBER) {
        way.print = FORM_NUMBER;
        way.shape = label->shape;
    } else if (label->kind == LABEL_BULLET) {
        way.print = FORM_BULLET;
        way.shape = label->shape;
    } else if (text_one_of(open, "【［[〔＜〈") && text_bracketed(rest, 0) != 0) {
        way.print = FORM_BRACKET;
        way.shape = open;
    } else if (text_has(look, "：") || text_has(look, ":")) {
        way.print = FORM_COLON;
    } else if (text_gap(look, 2, &after) < look.len) {
        way.print = FORM_GAP;
    }
    return way;
}

static bool same_way(const struct form_way *a, const struct form_way *b)
{
    return a->print == b->print && a->shape == b->shape && a->indent == b->indent;
}

static void count_way(struct form *form, const struct form_way *way)
{
    for (size_t i = 0; i < form->count; i++) {
        if (same_way(&form->ways[i], way)) {
            form->ways[i].count++;
            return;
        }
    }
    if (form->count < FORM_WAYS_MAX) {
        form->ways[form->count] = *way;
        form->ways[form->count++].count = 1;
    }
}

void form_gather(const struct lines *lines, struct form *out)
{
    *out = (struct form){.count = 0};
    size_t i = lines_next(lines, 0);
    for (size_t n = 0; n < LINES_MAX && i < lines->count; n++) {
        const struct line *line = &lines->all[i];
        struct label label = label_read(line->text);
        struct term term = term_read(label.rest);
        if (term.class == TERM_NONE && line->sign == SIGN_NONE) {
            term = term_guess(label.rest); /* 開催日及び場所 shows the print as well */
            if (term.guessed || term.value.len == 0 ||
                term.key == DOC_FIELD_ATTENDANCE || text_has(term.value, "。"))
                term.class = TERM_NONE;
        }
        /* 委員 is the name of a group as often as of an item */
        if (term.class == TERM_FIELD && !line->sentence && line->sign == SIGN_NONE &&
            text_length_up_to(term.name, 3) >= 2 &&
            (term.key != DOC_FIELD_ATTENDANCE || text_has(term.name, "席"))) {
            struct form_way way = read_way(line, &label);
            count_way(out, &way);
            /* a date beside its name leaves no doubt */
            if (term.key == DOC_FIELD_DATE_TIME && way.print != FORM_ALONE &&
                when_read(term.value).date[0] != '\0')
                count_way(out, &way);
        }
        i = lines_next(lines, i + 1);
    }
}

bool form_has(const struct form *form, const struct line *line,
              const struct label *label, struct form_way *way)
{
    *way = read_way(line, label);
    for (size_t i = 0; i < form->count; i++) {
        if (form->ways[i].count >= HABIT && same_way(&form->ways[i], way))
            return true;
    }
    return false;
}
