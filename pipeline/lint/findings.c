#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "linter.h"

void *linter_alloc(struct linter *linter, size_t bytes)
{
    void *memory = arena_alloc(linter->out->arena, bytes);
    if (!memory)
        linter->status = STATUS_NOMEM;
    return memory;
}

void *linter_grow(struct linter *linter, void *items, size_t count, size_t *capacity,
                  size_t item_size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity ? *capacity * 2 : 4;
    void *grown = linter_alloc(linter, wanted * item_size);
    if (!grown)
        return NULL;
    if (count > 0)
        memcpy(grown, items, count * item_size);
    *capacity = wanted;
    return grown;
}

void place_list_add(struct linter *linter, struct place_list *list,
                    struct lint_place place)
{
    struct lint_place *items = linter_grow(linter, list->items, list->count,
                                           &list->capacity, sizeof(*list->items));
    if (!items)
        return;
    list->items = items;
    list->items[list->count++] = place;
}

/* Enough to tell a place from most others, and little enough to outlive edits nearby.
 */
#define CONTEXT_LENGTH 10

static struct str context_of(struct linter *linter, const struct passage *passage,
                             size_t from, size_t to)
{
    struct buf text = BUF_INIT;
    passage_text(passage, from > CONTEXT_LENGTH ? from - CONTEXT_LENGTH : 0,
                 to + CONTEXT_LENGTH, &text);
    struct str context = arena_copy(linter->out->arena, buf_str(&text));
    if (text.status != STATUS_OK)
        linter->status = text.status;
    buf_free(&text);
    return context;
}

struct lint_place linter_place(struct linter *linter, const struct passage *passage,
                               size_t from, size_t to, struct str after)
{
    struct lint_place place = {.pos = passage_pos(passage, from),
                               .length = (uint32_t)(to - from)};
    struct buf text = BUF_INIT;
    bool mendable = after.ptr && passage_is_whole(passage, from, to);
    for (size_t i = from; i < to && mendable; i++)
        mendable = !passage_in_name(passage, i);
    passage_text(passage, from, to, &text);
    place.before = arena_copy(linter->out->arena, buf_str(&text));
    place.context = context_of(linter, passage, from, to);
    if (mendable)
        place.after = arena_copy(linter->out->arena, after);
    if (text.status != STATUS_OK || arena_failed(linter->out->arena))
        linter->status = STATUS_NOMEM;
    buf_free(&text);
    return place;
}

struct lint_place linter_place_at(struct linter *linter, struct diag_pos pos,
                                  struct str context)
{
    struct lint_place place = {.pos = pos,
                               .before = STR(""),
                               .context = arena_copy(linter->out->arena, context)};
    if (arena_failed(linter->out->arena))
        linter->status = STATUS_NOMEM;
    return place;
}

/* A message is a sentence; a longer one is cut at a character. */
static struct str format_message(struct linter *linter, const char *format,
                                 va_list args) __attribute__((format(printf, 2, 0)));
static struct str format_message(struct linter *linter, const char *format,
                                 va_list args)
{
    char text[1024];
    int n = vsnprintf(text, sizeof(text), format, args);
    struct str message = {text, n < 0 ? 0 : (size_t)n};
    if (message.len >= sizeof(text)) {
        message.len = sizeof(text) - 1;
        message.len = utf8_first_invalid(message);
    }
    return arena_copy(linter->out->arena, message);
}

static struct lint_finding *next_finding(struct linter *linter)
{
    struct lint_findings *out = linter->out;
    if (out->count == out->capacity) {
        size_t capacity = out->capacity ? out->capacity * 2 : 32;
        struct lint_finding *items = realloc(out->items, capacity * sizeof(*items));
        if (!items) {
            linter->status = STATUS_NOMEM;
            return NULL;
        }
        out->items = items;
        out->capacity = capacity;
    }
    return &out->items[out->count++];
}

/* Adds a finding whose messages are made; takes copies of the places. */
static void add_finding(struct linter *linter, enum lint_rule rule,
                        const struct lint_place *places, size_t count,
                        struct str message, struct str english)
{
    struct lint_finding *finding = next_finding(linter);
    struct lint_place *copy = linter_alloc(linter, count * sizeof(*copy));
    if (!finding || !copy) {
        linter->out->count -= finding != NULL;
        return;
    }
    memcpy(copy, places, count * sizeof(*copy));
    *finding = (struct lint_finding){
        rule, linter->lint->options->severities[rule], message, english, copy, count};
    if (arena_failed(linter->out->arena))
        linter->status = STATUS_NOMEM;
}

static const char *translate(const struct linter *linter, const char *msgid)
{
    diag_translate_fn *translate_fn = linter->lint->options->translate;
    return translate_fn ? translate_fn(msgid) : msgid;
}

void linter_report_plain(struct linter *linter, enum lint_rule rule,
                         const struct lint_place *place, const char *msgid)
{
    struct arena *arena = linter->out->arena;
    add_finding(linter, rule, place, 1,
                arena_copy(arena, str_from(translate(linter, msgid))),
                arena_copy(arena, str_from(msgid)));
}

void linter_report(struct linter *linter, enum lint_rule rule,
                   const struct lint_place *places, size_t count, const char *msgid,
                   ...)
{
    const char *translated = translate(linter, msgid);
    va_list args, again;
    va_start(args, msgid);
    va_copy(again, args);
    struct str english = format_message(linter, msgid, args);
    struct str message = english;
    if (translated != msgid) {
/* The translation has the same arguments as `msgid`: msgfmt --check. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        message = format_message(linter, translated, again);
#pragma GCC diagnostic pop
    }
    va_end(again);
    va_end(args);
    add_finding(linter, rule, places, count, message, english);
}

void linter_last_is_note(struct linter *linter)
{
    struct lint_findings *out = linter->out;
    if (linter->status != STATUS_OK || out->count == 0)
        return;
    struct lint_finding *last = &out->items[out->count - 1];
    if (last->severity == lint_rule_severity(last->rule))
        last->severity = LINT_NOTE;
}

static int by_place(const void *a, const void *b)
{
    const struct lint_finding *x = a, *y = b;
    const struct diag_pos p = x->places->pos, q = y->places->pos;
    if (p.line != q.line)
        return p.line < q.line ? -1 : 1;
    if (p.column != q.column)
        return p.column < q.column ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return str_compare(x->places->before, y->places->before);
}

void findings_sort(struct lint_findings *findings)
{
    if (findings->count > 1)
        qsort(findings->items, findings->count, sizeof(*findings->items), by_place);
}

void lint_findings_free(struct lint_findings *findings)
{
    free(findings->items);
    arena_free(findings->arena);
    *findings = (struct lint_findings){0};
}
