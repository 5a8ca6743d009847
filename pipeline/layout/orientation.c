#include "orientation.h"

#include <stddef.h>

struct orientation_range {
    uint32_t first, last;
    enum orientation orientation;
};

#include "orientation_tables.inc"

enum orientation orientation_of(uint32_t code_point)
{
    size_t low = 0, high = sizeof orientation_ranges / sizeof orientation_ranges[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct orientation_range *range = &orientation_ranges[middle];
        if (code_point < range->first) {
            high = middle;
        } else if (code_point > range->last) {
            low = middle + 1;
        } else {
            return range->orientation;
        }
    }
    return ORIENTATION_SIDEWAYS;
}

struct upright orientation_place(hb_font_t *font, uint32_t glyph)
{
    hb_position_t x, y;
    hb_font_get_glyph_v_origin(font, glyph, &x, &y);
    return (struct upright){glyph, -x, -y, -hb_font_get_glyph_v_advance(font, glyph)};
}

static uint32_t vertical_form(hb_font_t *font, uint32_t code_point, uint32_t glyph,
                              hb_buffer_t *buffer)
{
    hb_buffer_clear_contents(buffer);
    hb_buffer_add(buffer, code_point, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_TTB);
    hb_buffer_set_language(buffer, hb_language_from_string("ja", -1));
    hb_shape(font, buffer, NULL, 0);
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    return count == 1 && infos[0].codepoint != 0 ? infos[0].codepoint : glyph;
}

bool orientation_stand(hb_font_t *font, uint32_t code_point, uint32_t glyph,
                       hb_buffer_t *buffer, struct upright *out)
{
    enum orientation orientation = orientation_of(code_point);
    if (orientation == ORIENTATION_SIDEWAYS) {
        return false;
    }
    uint32_t form = vertical_form(font, code_point, glyph, buffer);
    if (orientation == ORIENTATION_UPRIGHT_BY_GLYPH && form == glyph) {
        return false;
    }
    *out = orientation_place(font, form);
    return true;
}
