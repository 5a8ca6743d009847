/* Font dictionaries: ISO 32000-1, 9.6 to 9.10. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "digest.h"
#include "font.h"
#include "syntax.h"

/* Adobe Technical Note 5014: entries in one bfchar block. */
#define BLOCK_MAX 100u

/* The default of DW2 in 1/1000000 em; what differs goes to W2. */
#define ORIGIN_Y INT64_C(880000)
#define ADVANCE_Y INT64_C(1000000)

void pdf_font_add_name(struct buf *out, size_t index, enum page_direction direction,
                       uint32_t variant)
{
    buf_add_byte(out, '/');
    buf_add_byte(out, direction == PAGE_VERTICAL ? 'V' : 'H');
    pdf_add_integer(out, (int64_t)index);
    if (variant) {
        buf_add_byte(out, '.');
        pdf_add_integer(out, variant);
    }
}

static int compare_cid(const void *a, const void *b)
{
    const struct pdf_slot *x = a, *y = b;
    if (x->cid != y->cid)
        return x->cid < y->cid ? -1 : 1;
    return (x->direction > y->direction) - (x->direction < y->direction);
}

/* A copy of the slots in the order of their CIDs. NULL when memory is short. */
static struct pdf_slot *sort_slots(const struct pdf_glyphs *g)
{
    struct pdf_slot *sorted = malloc((g->slot_count + 1) * sizeof *sorted);
    if (!sorted)
        return NULL;
    memcpy(sorted, g->slots, g->slot_count * sizeof *sorted);
    qsort(sorted, g->slot_count, sizeof *sorted, compare_cid);
    return sorted;
}

/* /W: a list for each stretch of CIDs that follow each other (9.7.4.3). Two slots of
 * one CID (CFF has no copies) have one width. */
static void add_widths(const struct pdf_font *font, const struct pdf_slot *sorted,
                       struct buf *out)
{
    buf_add_cstr(out, "/DW 1000/W[");
    uint32_t next = UINT32_MAX;
    bool open = false;
    for (size_t i = 0; i < font->glyphs.slot_count; i++) {
        const struct pdf_slot *slot = sorted + i;
        int64_t width = pdf_milli(pdf_font_slot_advance(font, slot, PAGE_HORIZONTAL));
        if (width == 1000000 || (i && slot->cid == sorted[i - 1].cid))
            continue;
        if (open && slot->cid == next) {
            buf_add_byte(out, ' ');
        } else {
            if (open)
                buf_add_byte(out, ']');
            pdf_add_integer(out, slot->cid);
            buf_add_byte(out, '[');
            open = true;
        }
        pdf_add_milli(out, width);
        next = slot->cid + 1;
    }
    buf_add_cstr(out, open ? "]]" : "]");
}

/* /DW2 and /W2 (9.7.4.3); both are of no account to horizontal text. */
static void add_vertical(const struct pdf_font *font, const struct pdf_slot *sorted,
                         struct buf *out)
{
    if (!font->glyphs.variants[PAGE_VERTICAL])
        return;
    buf_add_cstr(out, "/DW2[880 -1000]/W2[");
    for (size_t i = 0; i < font->glyphs.slot_count; i++) {
        const struct pdf_slot *slot = sorted + i;
        if (slot->direction != PAGE_VERTICAL)
            continue;
        double x, y;
        pdf_font_origin(font, slot->glyph_id, &x, &y);
        double advance = pdf_font_slot_advance(font, slot, PAGE_VERTICAL);
        double middle = pdf_font_slot_advance(font, slot, PAGE_HORIZONTAL) / 2;
        if (pdf_milli(x) == pdf_milli(middle) && pdf_milli(y) == ORIGIN_Y &&
            pdf_milli(advance) == ADVANCE_Y)
            continue;
        pdf_add_integer(out, slot->cid);
        buf_add_byte(out, '[');
        pdf_add_real(out, -advance);
        buf_add_byte(out, ' ');
        pdf_add_real(out, x);
        buf_add_byte(out, ' ');
        pdf_add_real(out, y);
        buf_add_byte(out, ']');
    }
    buf_add_byte(out, ']');
}

static const struct pdf_text *text_of(const struct pdf_glyphs *g,
                                      const struct pdf_slot *slot, uint32_t variant)
{
    uint32_t at = slot->first_text;
    while (variant--) {
        if (!g->texts[at].next)
            return NULL;
        at = g->texts[at].next - 1;
    }
    return g->texts + at;
}

/* 9.10.3. A CMap of what was set, not of what the font thinks its glyphs are. */
static void add_unicode_map(const struct pdf_glyphs *g, const struct pdf_slot *sorted,
                            enum page_direction direction, uint32_t variant,
                            struct buf *out)
{
    buf_add_cstr(out,
                 "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
                 "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                 "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
                 "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
    struct buf block = BUF_INIT;
    unsigned entries = 0;
    for (size_t i = 0; i <= g->slot_count; i++) {
        if (entries == BLOCK_MAX || (i == g->slot_count && entries)) {
            pdf_add_integer(out, entries);
            buf_add_cstr(out, " beginbfchar\n");
            buf_add(out, buf_str(&block));
            if (block.status != STATUS_OK && out->status == STATUS_OK)
                out->status = block.status;
            buf_add_cstr(out, "endbfchar\n");
            buf_clear(&block);
            entries = 0;
        }
        if (i == g->slot_count)
            break;
        const struct pdf_slot *slot = sorted + i;
        const struct pdf_text *text = text_of(g, slot, variant);
        if (slot->direction != direction || !text)
            continue;
        buf_printf(&block, "<%04X><", (unsigned)slot->cid);
        pdf_add_utf16_hex(&block, text->text);
        buf_add_cstr(&block, ">\n");
        entries++;
    }
    buf_free(&block);
    buf_add_cstr(out, "endcmap CMapName currentdict/CMap defineresource pop end end\n");
}

/* ABCDEF+Name (9.6.4), the tag from the embedded bytes. A PostScript name has no
 * delimiters; what a font says may be anything. */
static void make_name(struct str name, struct str program, struct buf *out)
{
    struct digest digest = digest_of(program);
    for (size_t i = 0; i < 6; i++)
        buf_add_byte(out, (char)('A' + digest.bytes[i] % 26));
    buf_add_byte(out, '+');
    size_t before = out->len;
    for (size_t i = 0; i < name.len && i < 63; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c > 0x20 && c < 0x7F && !strchr("()<>[]{}/%#", c))
            buf_add_byte(out, (char)c);
    }
    if (out->len == before)
        buf_add_cstr(out, "Font");
}

static uint32_t add_descriptor(const struct pdf_font *font, struct str name,
                               uint32_t program, struct pdf_file *file)
{
    struct buf *out = &file->scratch;
    const struct pdf_face *face = &font->face;
    buf_clear(out);
    buf_add_cstr(out, "<</Type/FontDescriptor/FontName/");
    buf_add(out, name);
    /* 4: symbolic, that is, not of Adobe's standard Latin set. */
    buf_add_cstr(out, "/Flags 4/FontBBox[");
    for (size_t i = 0; i < 4; i++) {
        pdf_add_integer(out, (int64_t)llround(face->bbox[i]));
        buf_add_byte(out, i < 3 ? ' ' : ']');
    }
    buf_add_cstr(out, "/ItalicAngle ");
    pdf_add_real(out, face->italic_angle);
    buf_add_cstr(out, "/Ascent ");
    pdf_add_real(out, font->page_font->ascent * 1000);
    buf_add_cstr(out, "/Descent ");
    pdf_add_real(out, font->page_font->descent * 1000);
    buf_add_cstr(out, "/CapHeight ");
    pdf_add_real(out, face->cap_height > 0 ? face->cap_height
                                           : font->page_font->ascent * 1000);
    buf_add_cstr(out, "/StemV ");
    pdf_add_real(out, face->stem_v);
    buf_add_cstr(out, font->page_font->cff ? "/FontFile3 " : "/FontFile2 ");
    pdf_add_reference(out, program);
    buf_add_cstr(out, ">>");
    return pdf_file_add(file, out);
}

/* 9.7.4.2: two bytes a CID, the glyph. CIDs of TrueType count from 1 in the order of
 * the slots. */
static uint32_t add_cid_map(const struct pdf_font *font, struct pdf_file *file)
{
    struct buf *out = &file->scratch;
    buf_clear(out);
    buf_add_bytes(out, "\0\0", 2);
    for (size_t i = 0; i < font->glyphs.slot_count; i++) {
        buf_add_byte(out, (char)(font->glyphs.slots[i].gid >> 8 & 0xFF));
        buf_add_byte(out, (char)(font->glyphs.slots[i].gid & 0xFF));
    }
    pdf_file_fail(file, out->status);
    return pdf_file_add_stream(file, STR(""), buf_str(out), PDF_DEFLATE);
}

static uint32_t add_descendant(const struct pdf_font *font,
                               const struct pdf_slot *sorted, struct str name,
                               uint32_t descriptor, struct pdf_file *file)
{
    uint32_t map = font->page_font->cff ? 0 : add_cid_map(font, file);
    struct buf *out = &file->scratch;
    buf_clear(out);
    buf_add_cstr(out, "<</Type/Font/Subtype/");
    if (map) {
        buf_add_cstr(out, "CIDFontType2/CIDToGIDMap ");
        pdf_add_reference(out, map);
    } else {
        buf_add_cstr(out, "CIDFontType0");
    }
    buf_add_cstr(out, "/BaseFont/");
    buf_add(out, name);
    buf_add_cstr(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0"
                      ">>/FontDescriptor ");
    pdf_add_reference(out, descriptor);
    add_widths(font, sorted, out);
    add_vertical(font, sorted, out);
    buf_add_cstr(out, ">>");
    return pdf_file_add(file, out);
}

static uint32_t add_variant(const struct pdf_font *font, const struct pdf_slot *sorted,
                            enum page_direction direction, uint32_t variant,
                            struct str name, uint32_t descendant, struct pdf_file *file)
{
    struct buf *out = &file->scratch;
    const char *cmap = direction == PAGE_VERTICAL ? "Identity-V" : "Identity-H";
    buf_clear(out);
    add_unicode_map(&font->glyphs, sorted, direction, variant, out);
    pdf_file_fail(file, out->status);
    uint32_t map = pdf_file_add_stream(file, STR(""), buf_str(out), PDF_DEFLATE);
    buf_clear(out);
    buf_add_cstr(out, "<</Type/Font/Subtype/Type0/BaseFont/");
    buf_add(out, name);
    if (font->page_font->cff) { /* 9.7.6.2: the name of a CIDFontType0 tells its CMap */
        buf_add_byte(out, '-');
        buf_add_cstr(out, cmap);
    }
    buf_add_cstr(out, "/Encoding/");
    buf_add_cstr(out, cmap);
    buf_add_cstr(out, "/DescendantFonts[");
    pdf_add_reference(out, descendant);
    buf_add_cstr(out, "]/ToUnicode ");
    pdf_add_reference(out, map);
    buf_add_cstr(out, ">>");
    return pdf_file_add(file, out);
}

static uint32_t add_program(const struct pdf_font *font, struct str program,
                            struct pdf_file *file)
{
    struct buf entries = BUF_INIT;
    if (font->page_font->cff) {
        buf_add_cstr(&entries, "/Subtype/CIDFontType0C");
    } else {
        buf_add_cstr(&entries, "/Length1 ");
        pdf_add_integer(&entries, (int64_t)program.len);
    }
    pdf_file_fail(file, entries.status);
    uint32_t number =
        pdf_file_add_stream(file, buf_str(&entries), program, PDF_DEFLATE);
    buf_free(&entries);
    return number;
}

enum status pdf_font_write(struct pdf_font *font, size_t index, struct pdf_file *file,
                           struct buf *resources, struct diag *diag)
{
    hb_blob_t *blob = NULL;
    struct buf name = BUF_INIT;
    enum status status = pdf_font_subset(font, &blob);
    if (status != STATUS_OK) {
        diag_report(diag, DIAG_FONT_UNUSABLE, (struct diag_pos){0},
                    N_("no subset can be made of the font %.*s (%s); no PDF was "
                       "written"),
                    STR_ARGS(font->page_font->file), status_name(status));
        return status;
    }
    struct pdf_slot *sorted = sort_slots(&font->glyphs);
    if (!sorted) {
        status = STATUS_NOMEM;
        goto out;
    }
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    struct str program = {bytes, length};
    make_name(font->page_font->postscript_name, program, &name);
    uint32_t stream = add_program(font, program, file);
    uint32_t descriptor = add_descriptor(font, buf_str(&name), stream, file);
    uint32_t descendant =
        add_descendant(font, sorted, buf_str(&name), descriptor, file);
    for (int direction = 0; direction < 2; direction++)
        for (uint32_t v = 0; v < font->glyphs.variants[direction]; v++) {
            uint32_t number = add_variant(font, sorted, (enum page_direction)direction,
                                          v, buf_str(&name), descendant, file);
            pdf_font_add_name(resources, index, (enum page_direction)direction, v);
            buf_add_byte(resources, ' ');
            pdf_add_reference(resources, number);
        }
    status = name.status != STATUS_OK ? name.status : file->status;
out:
    free(sorted);
    buf_free(&name);
    hb_blob_destroy(blob);
    return status;
}
