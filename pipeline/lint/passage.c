#include "passage.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "characters.h"

void passage_clear(struct passage *passage)
{
    passage->block = NULL;
    passage->length = 0;
    passage->segment_count = 0;
    passage->found = 0;
}

void passage_free(struct passage *passage)
{
    free(passage->text);
    free(passage->classes);
    free(passage->segments);
    *passage = (struct passage){0};
}

static bool reserve(struct passage *passage, size_t more)
{
    if (passage->capacity - passage->length < more) {
        size_t capacity = (passage->length + more) * 2;
        uint32_t *text = realloc(passage->text, capacity * sizeof(*text));
        if (text)
            passage->text = text;
        uint8_t *classes = realloc(passage->classes, capacity);
        if (classes)
            passage->classes = classes;
        if (!text || !classes)
            passage->status = STATUS_NOMEM;
        else
            passage->capacity = capacity;
    }
    if (passage->segment_count == passage->segment_capacity) {
        size_t capacity =
            passage->segment_capacity ? passage->segment_capacity * 2 : 16;
        struct passage_segment *segments =
            realloc(passage->segments, capacity * sizeof(*segments));
        if (segments) {
            passage->segments = segments;
            passage->segment_capacity = capacity;
        } else {
            passage->status = STATUS_NOMEM;
        }
    }
    return passage->status == STATUS_OK;
}

static void put(struct passage *passage, uint32_t c)
{
    enum character_class class = character_class(c);
    passage->text[passage->length] = c;
    passage->classes[passage->length++] = (uint8_t) class;
    passage->found |= 1u << class;
}

/* Whether the leaf goes on where the last one ended. */
static bool follows(const struct passage *passage, const struct doc_node *leaf)
{
    const struct passage_segment *last = &passage->segments[passage->segment_count - 1];
    size_t length = passage->length - last->at;
    return last->leaf->pos.line == leaf->pos.line &&
           last->leaf->pos.column + length == leaf->pos.column;
}

/* Lines of one paragraph were joined by the reader; anything else is set apart. */
static bool was_joined(const struct passage *passage, const struct doc_node *leaf)
{
    const struct doc_node *last = passage->segments[passage->segment_count - 1].leaf;
    return last->pos.line != leaf->pos.line && last->parent == leaf->parent;
}

void passage_add(struct passage *passage, const struct doc_node *leaf)
{
    struct str text = leaf->as.text;
    if (!reserve(passage, text.len + 1))
        return;
    if (passage->segment_count > 0 && !follows(passage, leaf) &&
        !was_joined(passage, leaf))
        put(passage, PASSAGE_GAP);
    passage->segments[passage->segment_count++] =
        (struct passage_segment){passage->length, leaf};
    for (size_t at = 0; at < text.len;)
        put(passage, utf8_next(text, &at));
}

static const struct passage_segment *segment_of(const struct passage *passage,
                                                size_t index)
{
    size_t low = 0, high = passage->segment_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (passage->segments[middle].at <= index)
            low = middle;
        else
            high = middle;
    }
    return &passage->segments[low];
}

struct diag_pos passage_pos(const struct passage *passage, size_t index)
{
    const struct passage_segment *segment = segment_of(passage, index);
    struct diag_pos pos = segment->leaf->pos;
    pos.column += (uint32_t)(index - segment->at);
    return pos;
}

bool passage_is_whole(const struct passage *passage, size_t from, size_t to)
{
    struct diag_pos first = passage_pos(passage, from),
                    last = passage_pos(passage, to - 1);
    if (first.line != last.line || last.column - first.column != to - 1 - from)
        return false;
    for (size_t i = from; i < to; i++)
        if (passage->text[i] == PASSAGE_GAP)
            return false;
    return true;
}

bool passage_in_name(const struct passage *passage, size_t index)
{
    for (const struct doc_node *node = segment_of(passage, index)->leaf; node;
         node = node->parent) {
        if (node->kind == DOC_NAME || node->kind == DOC_AFFILIATION ||
            node->kind == DOC_SPEAKER)
            return true;
        if (doc_kind_is_block(node->kind))
            return node->kind == DOC_TITLE || node->kind == DOC_PERSON;
    }
    return false;
}

void passage_text(const struct passage *passage, size_t from, size_t to,
                  struct buf *out)
{
    for (size_t i = from; i < to && i < passage->length; i++)
        buf_add_code_point(out, passage->text[i]);
}
