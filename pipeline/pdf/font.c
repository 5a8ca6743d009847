#include "font.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>
#include <stdlib.h>

#include "base/meter.h"
#include "cff.h"
#include "truetype.h"

/* OS/2 fsType: bit 1 alone among 1 to 3 forbids embedding, bit 8 subsetting, bit 9
 * outlines. */
#define RIGHTS_USAGE 0x000Eu
#define RIGHTS_RESTRICTED 0x0002u
#define RIGHTS_NO_SUBSETTING 0x0100u
#define RIGHTS_BITMAP_ONLY 0x0200u

static enum status check_rights(const struct pdf_font *font, struct diag *diag)
{
    unsigned rights = font->face.embedding;
    if ((rights & RIGHTS_USAGE) != RIGHTS_RESTRICTED &&
        !(rights & (RIGHTS_NO_SUBSETTING | RIGHTS_BITMAP_ONLY)))
        return STATUS_OK;
    diag_report(diag, DIAG_FONT_RIGHTS, (struct diag_pos){0},
                N_("the font %.*s (%.*s) forbids embedding a subset (OS/2 fsType %u); "
                   "no PDF was written"),
                STR_ARGS(font->page_font->postscript_name),
                STR_ARGS(font->page_font->file), rights);
    return STATUS_SYNTAX;
}

enum status pdf_font_open(struct pdf_font *font, const struct page_font *page_font,
                          struct pdf_context *context, struct arena *arena,
                          struct diag *diag)
{
    enum status status = pdf_context_lookup(context, page_font, &font->face);
    if (status == STATUS_SYNTAX)
        diag_report(diag, DIAG_FONT_UNUSABLE, (struct diag_pos){0},
                    N_("the font %.*s cannot be opened; no PDF was written"),
                    STR_ARGS(page_font->file));
    if (status != STATUS_OK)
        return status;
    font->page_font = page_font;
    pdf_glyphs_init(&font->glyphs, hb_face_get_glyph_count(font->face.face),
                    font->face.cids, arena);
    if (font->glyphs.status != STATUS_OK)
        return font->glyphs.status;
    return check_rights(font, diag);
}

void pdf_font_close(struct pdf_font *font)
{
    pdf_glyphs_free(&font->glyphs);
}

double pdf_font_advance(const struct pdf_font *font, uint32_t glyph_id,
                        enum page_direction direction)
{
    double unit = 1000 / font->face.units_per_em;
    if (direction == PAGE_VERTICAL)
        return -hb_font_get_glyph_v_advance(font->face.font, glyph_id) * unit;
    return hb_font_get_glyph_h_advance(font->face.font, glyph_id) * unit;
}

double pdf_font_slot_advance(const struct pdf_font *font, const struct pdf_slot *slot,
                             enum page_direction direction)
{
    if (slot->glyph_id == 0)
        return 0;
    double advance = pdf_font_advance(font, slot->glyph_id, direction);
    /* Whole units: MuPDF reads widths as integers, and the line must not drift. */
    return round(slot->direction == direction ? fmax(0, advance + slot->extra)
                                              : advance);
}

void pdf_font_origin(const struct pdf_font *font, uint32_t glyph_id, double *x,
                     double *y)
{
    double unit = 1000 / font->face.units_per_em;
    hb_position_t ox = 0, oy = 0;
    hb_font_get_glyph_v_origin(font->face.font, glyph_id, &ox, &oy);
    *x = ox * unit;
    *y = oy * unit;
}

static hb_subset_input_t *describe_subset(const struct pdf_font *font, bool retain)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    unsigned flags = HB_SUBSET_FLAGS_NO_HINTING;
    if (font->page_font->cff)
        flags |= HB_SUBSET_FLAGS_DESUBROUTINIZE; /* faster, and smaller deflated */
    if (retain)
        flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    hb_subset_input_set_flags(input, flags);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < font->glyphs.slot_count; i++)
        hb_set_add(glyphs, font->glyphs.slots[i].glyph_id);
    return input;
}

/* Copies are appended in the order of slots, which is the order of the text. */
static enum status extend(struct pdf_font *font, const hb_map_t *new_glyphs,
                          uint32_t base_count, hb_blob_t **program)
{
    struct pdf_glyphs *g = &font->glyphs;
    struct pdf_copy *copies = calloc(g->slot_count, sizeof *copies);
    if (!copies)
        return STATUS_NOMEM;
    uint32_t count = 0;
    for (size_t i = 0; i < g->slot_count; i++) {
        struct pdf_slot *slot = g->slots + i;
        uint32_t glyph = hb_map_get(new_glyphs, slot->glyph_id);
        slot->gid = glyph;
        if (!slot->extra)
            continue;
        double wide = pdf_font_slot_advance(font, slot, PAGE_HORIZONTAL) *
                      font->face.units_per_em / 1000;
        copies[count] =
            (struct pdf_copy){glyph, (int32_t)lround(fmin(wide, UINT16_MAX))};
        slot->gid = base_count + count++;
    }
    enum status status = STATUS_OK;
    if (count)
        status = pdf_truetype_extend(*program, copies, count, program);
    free(copies);
    return status;
}

/* The bare table. That the subset has the CIDs of the whole font is looked at. */
static enum status take_cff(struct pdf_font *font, const hb_map_t *new_glyphs,
                            hb_blob_t **program)
{
    hb_face_t *subset = hb_face_create(*program, 0);
    hb_blob_t *table = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
    uint32_t count = hb_face_get_glyph_count(subset);
    hb_face_destroy(subset);
    hb_blob_destroy(*program);
    *program = table;
    uint32_t *cids = calloc(count ? count : 1, sizeof *cids);
    if (!cids)
        return STATUS_NOMEM;
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(table, &length);
    enum status status = pdf_cff_read_cids((struct str){bytes, length}, cids, count);
    for (size_t i = 0; status == STATUS_OK && i < font->glyphs.slot_count; i++) {
        uint32_t glyph = hb_map_get(new_glyphs, font->glyphs.slots[i].glyph_id);
        if (glyph >= count || cids[glyph] != font->glyphs.slots[i].cid)
            status = STATUS_SYNTAX;
        else
            font->glyphs.slots[i].gid = glyph;
    }
    free(cids);
    return status;
}

/* Some readers take the CIDs of a name-keyed CFF for the glyph numbers of the font it
 * came from: there the numbers stay. */
static bool must_retain(const struct pdf_font *font)
{
    if (!font->page_font->cff)
        return false;
    hb_blob_t *table =
        hb_face_reference_table(font->face.face, HB_TAG('C', 'F', 'F', ' '));
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(table, &length);
    bool cid_keyed = pdf_cff_is_cid_keyed((struct str){bytes, length});
    hb_blob_destroy(table);
    return !cid_keyed;
}

/* Where memory is short, HarfBuzz 6 may leave outlines out and call that a success:
 * each glyph must reach as far as it did. */
static bool is_complete(const struct pdf_font *font, hb_face_t *subset,
                        const hb_map_t *new_glyphs)
{
    const struct pdf_glyphs *g = &font->glyphs;
    hb_font_t *got = hb_font_create(subset);
    bool same = true;
    for (size_t i = 0; i < g->slot_count && same; i++) {
        hb_codepoint_t glyph = g->slots[i].glyph_id;
        if (glyph == 0)
            continue;
        hb_glyph_extents_t old = {0}, new = {0};
        hb_font_get_glyph_extents(font->face.font, glyph, &old);
        hb_font_get_glyph_extents(got, hb_map_get(new_glyphs, glyph), &new);
        same = old.width == new.width &&old.height == new.height &&old.x_bearing ==
               new.x_bearing &&old.y_bearing == new.y_bearing;
    }
    hb_font_destroy(got);
    return same;
}

enum status pdf_font_subset(struct pdf_font *font, hb_blob_t **program)
{
    enum status status = STATUS_NOMEM;
    hb_face_t *subset = NULL;
    *program = NULL;
    enum meter_work work = meter_turn(METER_SUBSET);
    hb_subset_input_t *input = describe_subset(font, must_retain(font));
    hb_subset_plan_t *plan =
        input ? hb_subset_plan_create_or_fail(font->face.bare, input) : NULL;
    if (plan)
        subset = hb_subset_plan_execute_or_fail(plan);
    meter_turn(work);
    if (!plan)
        goto out;
    if (!subset) {
        status = STATUS_SYNTAX;
        goto out;
    }
    const hb_map_t *new_glyphs = hb_subset_plan_old_to_new_glyph_mapping(plan);
    if (!is_complete(font, subset, new_glyphs))
        goto out;
    *program = hb_face_reference_blob(subset);
    if (font->page_font->cff)
        status = take_cff(font, new_glyphs, program);
    else
        status = extend(font, new_glyphs, hb_face_get_glyph_count(subset), program);
out:
    hb_face_destroy(subset);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    if (status != STATUS_OK) {
        hb_blob_destroy(*program);
        *program = NULL;
    }
    return status;
}
