/* Content streams: ISO 32000-1, 8, 9.4 and 14.6. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "syntax.h"
#include "typeset.h"

/* ---- What a page must be ---- */

static bool is_sound_run(const struct pages *pages, const struct page_run *run)
{
    return run->font < pages->font_count && run->tag < pages->tag_count &&
           run->tag != 1 && run->size > 0 && run->scale > 0 &&
           run->direction <= PAGE_SIDEWAYS;
}

/* ISO 19005-3, 6.1.13; libharu draws the same line. */
static bool is_sound_page(const struct page *page)
{
    return page->width >= 3 && page->width <= 14400 && page->height >= 3 &&
           page->height <= 14400;
}

static enum status open_font(struct pdf_job *job, uint32_t index)
{
    struct pdf_font *font = job->fonts + index;
    if (font->glyphs.first)
        return STATUS_OK;
    return pdf_font_open(font, job->pages->fonts + index, job->context, job->arena,
                         job->diag);
}

/* The pages may have got fonts since the last one. */
static enum status extend_fonts(struct pdf_job *job)
{
    size_t count = job->pages->font_count;
    if (count <= job->font_count)
        return STATUS_OK;
    struct pdf_font *fonts = realloc(job->fonts, count * sizeof *fonts);
    if (!fonts)
        return STATUS_NOMEM;
    memset(fonts + job->font_count, 0, (count - job->font_count) * sizeof *fonts);
    job->fonts = fonts;
    job->font_count = count;
    return STATUS_OK;
}

static enum status check_glyphs(struct pdf_job *job, const struct page_run *run)
{
    const struct pdf_font *font = job->fonts + run->font;
    for (size_t i = 0; i < run->glyph_count; i++) {
        uint32_t glyph = run->glyphs[i].glyph_id;
        if (glyph == 0) {
            diag_report(job->diag, DIAG_GLYPH_MISSING, (struct diag_pos){0},
                        N_("page %zu: no glyph of %.*s stands for \"%.*s\"; no PDF was "
                           "written"),
                        job->page_count + 1, STR_ARGS(font->page_font->file),
                        STR_ARGS(run->glyphs[i].text));
            return STATUS_SYNTAX;
        }
        if (glyph >= font->glyphs.glyph_count)
            return STATUS_USAGE;
    }
    return STATUS_OK;
}

/* All fonts are open before the glyphs are placed: a gap may lie between two fonts. */
static enum status check_page(struct pdf_job *job, const struct page *page)
{
    enum status status = extend_fonts(job);
    if (status == STATUS_OK)
        status = pdf_structure_extend(&job->structure);
    if (status == STATUS_OK && !is_sound_page(page))
        status = STATUS_USAGE;
    for (size_t r = 0; r < page->run_count && status == STATUS_OK; r++) {
        const struct page_run *run = page->runs + r;
        if (!is_sound_run(job->pages, run))
            return STATUS_USAGE;
        status = open_font(job, run->font);
        if (status == STATUS_OK)
            status = check_glyphs(job, run);
    }
    return status;
}

/* ---- The stream ---- */

struct writer {
    struct pdf_job *job;
    const struct page *page;
    uint32_t index; /* of the page */
    struct buf out;
    struct buf text; /* the string being collected */
    int64_t x, y;    /* the start of the line, 1/1000 pt: what Td is relative to */
    bool turned;     /* the text matrix is that of sideways runs */
    uint32_t font, variant;
    enum page_direction direction;
    double size, scale; /* 0: not set yet */
    bool hidden;
    int64_t tag; /* of the open marked content; -1: none */
    bool is_header;
    bool spelled;       /* within a /Span with ActualText */
    size_t spelled_end; /* past its last glyph */
    double pen;         /* along the line, 1/1000 em from the run's origin */
    double across;      /* where the segment is, pt */
    bool in_array;      /* TJ is open */
};

static void flush_string(struct writer *w)
{
    if (!w->text.len)
        return;
    pdf_add_bytes(&w->out, buf_str(&w->text));
    buf_clear(&w->text);
}

static void end_array(struct writer *w)
{
    if (!w->in_array)
        return;
    flush_string(w);
    buf_add_cstr(&w->out, "]TJ\n");
    w->in_array = false;
}

static void end_mark(struct writer *w)
{
    end_array(w);
    if (w->tag >= 0)
        buf_add_cstr(&w->out, "EMC\n");
    w->tag = -1;
}

static void begin_mark(struct writer *w, const struct page_run *run)
{
    /* 14.8.2.2: the text of tag 0 is pagination; above the middle it heads the page. */
    bool is_header = run->y > w->page->height / 2;
    if (w->tag == run->tag && (run->tag || is_header == w->is_header))
        return;
    end_mark(w);
    w->tag = run->tag;
    w->is_header = is_header;
    if (run->tag == 0) {
        buf_add_cstr(&w->out, "/Artifact<</Type/Pagination/Subtype/");
        buf_add_cstr(&w->out, is_header ? "Header>>BDC\n" : "Footer>>BDC\n");
        return;
    }
    buf_add_byte(&w->out, '/');
    buf_add_cstr(&w->out, pdf_structure_type(&w->job->structure, run->tag));
    buf_add_cstr(&w->out, "<</MCID ");
    pdf_add_integer(&w->out,
                    pdf_structure_mark(&w->job->structure, w->index, run->tag));
    buf_add_cstr(&w->out, ">>BDC\n");
}

static void set_font(struct writer *w, const struct page_run *run, uint32_t font,
                     uint32_t variant)
{
    if (w->size == run->size && w->font == font && w->variant == variant &&
        w->direction == pdf_typeset_writing(run))
        return;
    end_array(w);
    pdf_font_add_name(&w->out, font, pdf_typeset_writing(run), variant);
    buf_add_byte(&w->out, ' ');
    pdf_add_real(&w->out, run->size);
    buf_add_cstr(&w->out, " Tf\n");
    w->font = font;
    w->variant = variant;
    w->direction = pdf_typeset_writing(run);
    w->size = run->size;
}

static void set_scale(struct writer *w, double scale)
{
    if (w->scale == scale)
        return;
    end_array(w);
    pdf_add_real(&w->out, scale * 100);
    buf_add_cstr(&w->out, " Tz\n");
    w->scale = scale;
}

/* Text rendering mode 3 (9.3.6): read and searched, not seen. */
static void set_hidden(struct writer *w, bool hidden)
{
    if (w->hidden == hidden)
        return;
    end_array(w);
    buf_add_cstr(&w->out, hidden ? "3 Tr\n" : "0 Tr\n");
    w->hidden = hidden;
}

/* Units of the text along the line, 1/1000 em, from pt. */
static double along_units(const struct page_run *run, double pt)
{
    double scale = run->direction == PAGE_VERTICAL ? 1 : run->scale;
    return pt * 1000 / (run->size * scale);
}

/* Moves to the glyph. Positions are absolute and whole thousandths, so that no error
 * adds up along the page. */
static void move_to(struct writer *w, const struct page_run *run,
                    const struct pdf_glyph_place *place)
{
    bool horizontal = run->direction == PAGE_HORIZONTAL;
    bool turned = run->direction == PAGE_SIDEWAYS;
    int64_t x = pdf_milli(run->x + (horizontal ? place->along : place->across));
    int64_t y = pdf_milli(run->y + (horizontal ? place->across : -place->along));
    end_array(w);
    /* Td counts in the turned space; a new matrix is simpler. */
    bool matrix = turned || w->turned;
    if (matrix)
        buf_add_cstr(&w->out, turned ? "0 -1 1 0 " : "1 0 0 1 ");
    pdf_add_milli(&w->out, matrix ? x : x - w->x);
    buf_add_byte(&w->out, ' ');
    pdf_add_milli(&w->out, matrix ? y : y - w->y);
    buf_add_cstr(&w->out, matrix ? " Tm\n" : " Td\n");
    w->turned = turned;
    w->x = x;
    w->y = y;
    w->pen = along_units(run, place->along);
    w->across = place->across;
}

/* The pen moves by tenths of 1/1000 em: two right edges then differ by no more than
 * that much. What is rounded off stays in `pen`, so the error of a line is that of one
 * glyph. A positive number moves against the line when it is horizontal, and with it
 * when it is vertical (9.4.3). */
static void adjust(struct writer *w, const struct page_run *run, double target)
{
    int64_t tenths = llround((target - w->pen) * 10);
    if (!tenths)
        return;
    flush_string(w);
    pdf_add_milli(&w->out, (run->direction == PAGE_VERTICAL ? tenths : -tenths) * 100);
    w->pen += (double)tenths / 10;
}

/* 14.9.4. The sequence has an identifier of its own: poppler's reader of tags loses
 * what follows a sequence without one inside another. */
static void begin_spelled(struct writer *w, const struct page_run *run,
                          const struct pdf_cluster *cluster)
{
    if (run->tag)
        end_mark(w);
    else
        begin_mark(w, run);
    end_array(w);
    buf_add_cstr(&w->out, "/Span<<");
    if (run->tag) {
        buf_add_cstr(&w->out, "/MCID ");
        pdf_add_integer(&w->out,
                        pdf_structure_mark(&w->job->structure, w->index, run->tag));
    }
    buf_add_cstr(&w->out, "/ActualText<FEFF");
    pdf_add_utf16_hex(&w->out, cluster->text);
    buf_add_cstr(&w->out, ">>>BDC\n");
    w->spelled = true;
    w->spelled_end = cluster->end;
}

static void write_code(struct writer *w, const struct pdf_font *font, uint32_t index)
{
    if (font->glyphs.status != STATUS_OK) { /* then there may be no slot */
        pdf_file_fail(&w->job->file, font->glyphs.status);
        return;
    }
    const struct pdf_slot *slot = font->glyphs.slots + index;
    buf_add_byte(&w->text, (char)(slot->cid >> 8 & 0xFF));
    buf_add_byte(&w->text, (char)(slot->cid & 0xFF));
    w->pen += pdf_font_slot_advance(font, slot, slot->direction);
}

static void open_array(struct writer *w)
{
    if (!w->in_array)
        buf_add_byte(&w->out, '[');
    w->in_array = true;
}

/* Variation selectors and format characters, on blanks. */
static void write_invisible(struct writer *w, const struct page_run *run,
                            struct str invisible)
{
    uint32_t index = pdf_typeset_blank_font(w->job, run);
    for (size_t at = 0; at < invisible.len;) {
        struct pdf_use use = pdf_typeset_blank(w->job, run, invisible, &at);
        set_font(w, run, index, use.variant);
        open_array(w);
        write_code(w, w->job->fonts + index, use.slot);
    }
}

static void write_glyph(struct writer *w, size_t r, size_t i)
{
    const struct page_run *run = w->page->runs + r;
    struct pdf_font *font = w->job->fonts + run->font;
    struct pdf_cluster cluster;
    struct pdf_glyph_place place = pdf_typeset_glyph(w->job, w->page, r, i);
    struct str text = pdf_typeset_text(w->job, run, i, &cluster);
    struct pdf_use use = pdf_glyphs_use(&font->glyphs, run->glyphs[i].glyph_id,
                                        place.extra, pdf_typeset_writing(run), text);
    if (cluster.spelled && i == cluster.begin)
        begin_spelled(w, run, &cluster);
    else if (!w->spelled)
        begin_mark(w, run);
    set_font(w, run, run->font, use.variant);
    if (i == 0 || pdf_milli(place.across) != pdf_milli(w->across))
        move_to(w, run, &place);
    open_array(w);
    adjust(w, run, along_units(run, place.along));
    write_code(w, font, use.slot);
    if (i + 1 == cluster.end)
        write_invisible(w, run, cluster.invisible);
    if (w->spelled && i + 1 == w->spelled_end) {
        end_array(w);
        buf_add_cstr(&w->out, "EMC\n");
        w->spelled = false;
    }
}

static void write_boxes(struct writer *w)
{
    if (!w->page->box_count)
        return;
    buf_add_cstr(&w->out, "/Artifact<</Type/Layout>>BDC\n");
    for (size_t i = 0; i < w->page->box_count; i++) {
        const struct page_box *box = w->page->boxes + i;
        const double edges[4] = {box->x, box->y, box->width, box->height};
        for (size_t e = 0; e < 4; e++) {
            pdf_add_real(&w->out, edges[e]);
            buf_add_byte(&w->out, ' ');
        }
        buf_add_cstr(&w->out, "re\n");
    }
    buf_add_cstr(&w->out, "f\nEMC\n");
}

static void write_stream(struct writer *w)
{
    write_boxes(w);
    buf_add_cstr(&w->out, "BT\n");
    for (size_t r = 0; r < w->page->run_count; r++) {
        const struct page_run *run = w->page->runs + r;
        if (!run->glyph_count)
            continue;
        set_scale(w, run->direction == PAGE_VERTICAL ? 1 : run->scale);
        set_hidden(w, run->hidden);
        for (size_t i = 0; i < run->glyph_count; i++)
            write_glyph(w, r, i);
        end_array(w);
    }
    end_mark(w);
    buf_add_cstr(&w->out, "ET\n");
}

static struct pdf_page *add_written(struct pdf_job *job)
{
    if (job->page_count == job->page_capacity) {
        size_t capacity = job->page_capacity * 2 + 16;
        struct pdf_page *pages = realloc(job->written, capacity * sizeof *pages);
        if (!pages)
            return NULL;
        job->written = pages;
        job->page_capacity = capacity;
    }
    return job->written + job->page_count;
}

/* libharu puts the page into its tree. The page's dictionary will be ours, and with it
 * the content stream; libharu's indirect length has no use then. */
static enum status add_object(struct pdf_job *job, struct pdf_page *written)
{
    HPDF_Page object = HPDF_AddPage(job->file.doc);
    if (!object)
        return STATUS_NOMEM;
    HPDF_PageAttr attributes = object->attr;
    written->number = pdf_file_number(object);
    written->parent =
        pdf_file_number(HPDF_Dict_GetItem(object, "Parent", HPDF_OCLASS_DICT));
    written->contents = pdf_file_number(attributes->contents);
    pdf_file_omit(&job->file, pdf_file_number(HPDF_Dict_GetItem(
                                  attributes->contents, "Length", HPDF_OCLASS_NUMBER)));
    return job->file.status;
}

static void write_page(struct pdf_job *job, const struct page *page, uint32_t contents)
{
    struct pdf_file *file = &job->file;
    struct writer w = {.job = job,
                       .page = page,
                       .index = (uint32_t)job->page_count,
                       .scale = 1,
                       .tag = -1};
    write_stream(&w);
    pdf_file_fail(file, w.out.status);
    pdf_file_fail(file, w.text.status);
    pdf_file_set_stream(file, contents, STR(""), buf_str(&w.out), PDF_DEFLATE);
    pdf_structure_end_page(&job->structure, w.index);
    buf_free(&w.out);
    buf_free(&w.text);
}

enum status pdf_content_add_page(struct pdf_job *job, const struct page *page)
{
    struct pdf_page *written = add_written(job);
    enum status status = written ? check_page(job, page) : STATUS_NOMEM;
    if (status == STATUS_OK)
        status = add_object(job, written);
    if (status != STATUS_OK)
        return status;
    written->width = page->width;
    written->height = page->height;
    for (size_t r = 0; r < page->run_count; r++)
        if (page->runs[r].glyph_count)
            pdf_structure_note_label(&job->structure, page->runs[r].tag,
                                     page->runs[r].glyphs[0].text);
    write_page(job, page, written->contents);
    pdf_navigation_take_links(job, page);
    pdf_navigation_take_label(job, page->label);
    job->page_count++;
    return job->file.status;
}
