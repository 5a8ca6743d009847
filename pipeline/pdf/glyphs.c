#include "glyphs.h"

#include <stdlib.h>

/* ISO 19005-3, 6.1.13. */
#define CID_MAX 65535u

void pdf_glyphs_init(struct pdf_glyphs *glyphs, uint32_t glyph_count,
                     const uint32_t *cids, struct arena *arena)
{
    *glyphs =
        (struct pdf_glyphs){.arena = arena, .cids = cids, .glyph_count = glyph_count};
    glyphs->first = calloc(glyph_count, sizeof *glyphs->first);
    if (!glyphs->first)
        glyphs->status = STATUS_NOMEM;
}

void pdf_glyphs_free(struct pdf_glyphs *glyphs)
{
    free(glyphs->first);
    free(glyphs->slots);
    free(glyphs->texts);
    *glyphs = (struct pdf_glyphs){0};
}

/* Room for one more element; NULL, and the old array as it was, when memory is short.
 */
static void *grow(void *array, size_t count, size_t *capacity, size_t element)
{
    if (count < *capacity)
        return array;
    size_t more = *capacity ? *capacity * 2 : 256;
    void *larger = realloc(array, more * element);
    if (larger)
        *capacity = more;
    return larger;
}

static bool add_text(struct pdf_glyphs *g, struct str text, uint32_t *index)
{
    struct pdf_text *texts =
        grow(g->texts, g->text_count, &g->text_capacity, sizeof *texts);
    if (!texts) {
        g->status = STATUS_NOMEM;
        return false;
    }
    g->texts = texts;
    texts[g->text_count] = (struct pdf_text){.text = arena_copy(g->arena, text)};
    *index = (uint32_t)g->text_count++;
    return true;
}

static bool add_slot(struct pdf_glyphs *g, struct pdf_slot slot, uint32_t *index)
{
    struct pdf_slot *slots =
        grow(g->slots, g->slot_count, &g->slot_capacity, sizeof *slots);
    if (!slots) {
        g->status = STATUS_NOMEM;
        return false;
    }
    g->slots = slots;
    slot.cid = g->cids ? g->cids[slot.glyph_id] : (uint32_t)g->slot_count + 1;
    if (slot.cid > CID_MAX) {
        g->status = STATUS_LIMIT;
        return false;
    }
    slot.next = g->first[slot.glyph_id];
    slots[g->slot_count] = slot;
    *index = (uint32_t)g->slot_count++;
    g->first[slot.glyph_id] = *index + 1;
    return true;
}

static void count_variant(struct pdf_glyphs *g, enum page_direction direction,
                          uint32_t variant)
{
    if (g->variants[direction] <= variant)
        g->variants[direction] = variant + 1;
}

static struct pdf_use use_text(struct pdf_glyphs *g, uint32_t slot, struct str text)
{
    uint32_t at = g->slots[slot].first_text;
    for (uint32_t variant = 0;; variant++) {
        if (str_equal(g->texts[at].text, text))
            return (struct pdf_use){slot, variant};
        if (!g->texts[at].next) {
            uint32_t added;
            if (!add_text(g, text, &added))
                return (struct pdf_use){slot, variant};
            g->texts[at].next = added + 1;
            count_variant(g, g->slots[slot].direction, variant + 1);
            return (struct pdf_use){slot, variant + 1};
        }
        at = g->texts[at].next - 1;
    }
}

struct pdf_use pdf_glyphs_use(struct pdf_glyphs *g, uint32_t glyph_id, int32_t extra,
                              enum page_direction direction, struct str text)
{
    if (g->status != STATUS_OK)
        return (struct pdf_use){0, 0};
    for (uint32_t s = g->first[glyph_id]; s; s = g->slots[s - 1].next) {
        const struct pdf_slot *slot = g->slots + s - 1;
        if (slot->extra == extra && slot->direction == direction)
            return use_text(g, s - 1, text);
    }
    struct pdf_slot slot = {
        .glyph_id = glyph_id, .extra = extra, .direction = direction};
    uint32_t index = 0;
    if (add_text(g, text, &slot.first_text) && add_slot(g, slot, &index))
        count_variant(g, direction, 0);
    return (struct pdf_use){index, 0};
}
