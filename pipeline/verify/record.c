#include "record.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "model/attributes.h"

void record_free(struct record *record)
{
    buf_free(&record->text);
    free(record->marks);
    for (size_t i = 0; i < record->fact_count; i++)
        free((char *)(uintptr_t)record->facts[i].value.ptr);
    *record = (struct record)RECORD_INIT;
}

void record_mark(struct record *record, struct verify_place place)
{
    if (record->count > 0 &&
        record->marks[record->count - 1].offset == record->text.len)
        record->count--; /* nothing stands at the place before */
    if (record->count == record->capacity) {
        size_t capacity = record->capacity ? record->capacity * 2 : 256;
        struct record_mark *marks =
            realloc(record->marks, capacity * sizeof(*record->marks));
        if (!marks) {
            record->status = STATUS_NOMEM;
            return;
        }
        record->marks = marks;
        record->capacity = capacity;
    }
    record->marks[record->count++] = (struct record_mark){record->text.len, place};
}

void record_add(struct record *record, struct str text)
{
    buf_add(&record->text, text);
}

enum status record_status(const struct record *record)
{
    return record->status != STATUS_OK ? record->status : record->text.status;
}

struct verify_place record_place(const struct record *record, size_t offset)
{
    size_t low = 0, high = record->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (record->marks[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return (struct verify_place){0};
    const struct record_mark *mark = &record->marks[low - 1];
    struct verify_place place = mark->place;
    place.character +=
        (uint32_t)utf8_length(str_slice(buf_str(&record->text), mark->offset, offset));
    return place;
}

void record_add_fact(struct record *record, struct str name, struct str value)
{
    if (record->fact_count == RECORD_FACTS_MAX)
        return;
    for (size_t i = 0; i < doc_fact_row_count; i++) {
        if (!str_equal(name, str_from(doc_fact_rows[i].name)))
            continue;
        struct buf copy = BUF_INIT;
        struct record_fact *fact = &record->facts[record->fact_count];
        buf_add(&copy, value);
        fact->name = doc_fact_rows[i].name;
        fact->value.ptr = buf_take(&copy, &fact->value.len);
        record->fact_count++;
        if (!fact->value.ptr && value.len > 0)
            record->status = STATUS_NOMEM;
    }
}

static bool has_text(const struct doc_node *node)
{
    struct doc_iter iter = doc_iter_new(node);
    while (doc_iter_next(&iter) != DOC_END)
        if (iter.node->kind == DOC_TEXT)
            return true;
    return false;
}

/* Whether this leaf is the "-" before a list item that Markdown writes itself: not
 * where the item says nothing else that could stand beside it. */
static bool is_bullet(const struct doc_node *leaf)
{
    const struct doc_node *label = leaf->parent;
    if (label->kind != DOC_LABEL || !label->parent || label->parent->kind != DOC_ITEM ||
        label->first != label->last || !str_equal(leaf->as.text, STR("-")))
        return false;
    const struct doc_node *next = label->next;
    return next && next->kind != DOC_LIST && next->kind != DOC_ITEM && has_text(next);
}

void record_of_doc(const struct doc *doc, enum record_bullets bullets,
                   struct record *out)
{
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        const struct doc_node *node = iter.node;
        if (iter.event != DOC_ENTER || node->kind != DOC_TEXT ||
            (bullets == RECORD_NO_BULLETS && is_bullet(node)))
            continue;
        record_mark(out, (struct verify_place){0, node->pos.line, node->pos.column});
        record_add(out, node->as.text);
    }
}
