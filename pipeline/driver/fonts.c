/* fonts: what the stack is made of, and what it can set. */
#include "fonts.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/utf8.h"
#include "commands.h"
#include "font_hashes.h"
#include "input.h"
#include "job.h"
#include "message.h"
#include "workshop.h"

#define CODE_POINTS 0x110000u

/* ---- what is set ---- */

struct listener {
    struct fonts_census *census;
    struct str file;
};

/* The row of a font that pages name. */
static struct fonts_row *row_of(struct fonts_census *census,
                                const struct page_font *font)
{
    for (size_t i = 0; i < census->row_count; i++) {
        const struct page_font *own = &census->rows[i].face.font;
        if (own->data == font->data && own->face_index == font->face_index)
            return &census->rows[i];
    }
    return NULL;
}

static void add_characters(struct fonts_census *census, struct fonts_row *row,
                           struct str text)
{
    if (!row->characters)
        row->characters = calloc(CODE_POINTS / 8, 1);
    if (!row->characters) {
        census->status = STATUS_NOMEM;
        return;
    }
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        unsigned char bit = (unsigned char)(1u << (c & 7));
        if (utf8_is_space(c) || c >= CODE_POINTS)
            continue;
        row->character_count += !(row->characters[c >> 3] & bit);
        row->characters[c >> 3] |= bit;
    }
}

static enum status take_page(void *user, const struct pages *pages,
                             const struct page *page)
{
    struct fonts_census *census = ((struct listener *)user)->census;
    for (size_t r = 0; r < page->run_count; r++) {
        const struct page_run *run = &page->runs[r];
        struct fonts_row *row = row_of(census, &pages->fonts[run->font]);
        for (size_t g = 0; row && g < run->glyph_count; g++)
            if (run->glyphs[g].text.len > 0)
                add_characters(census, row, run->glyphs[g].text);
    }
    return census->status;
}

static void note_lack(void *user, struct str character, struct diag_pos pos)
{
    struct listener *listener = user;
    struct fonts_census *census = listener->census;
    if (census->lack_count == census->lack_capacity) {
        size_t capacity = census->lack_capacity * 2 + 16;
        struct fonts_lack *lacks = realloc(census->lacks, capacity * sizeof(*lacks));
        if (!lacks) {
            census->status = STATUS_NOMEM;
            return;
        }
        census->lacks = lacks;
        census->lack_capacity = capacity;
    }
    census->lacks[census->lack_count++] =
        (struct fonts_lack){arena_copy(census->arena, listener->file),
                            arena_copy(census->arena, character), pos};
}

bool fonts_next_character(const struct fonts_row *row, uint32_t *at, uint32_t *out)
{
    for (; row->characters && *at < CODE_POINTS; ++*at) {
        if (row->characters[*at >> 3] & 1u << (*at & 7)) {
            *out = (*at)++;
            return true;
        }
    }
    return false;
}

/* Sets a document and listens. That a character is missing is no failure here. */
static enum outcome listen(struct command_context *context, struct fonts_census *census,
                           struct worker *worker, const struct input *input)
{
    struct job job = {0};
    struct buf messages = BUF_INIT;
    struct listener listener = {census, input->path};
    const struct page_sink sink = {take_page, note_lack, &listener};
    const struct pages *pages;
    size_t lacks = census->lack_count;
    enum status status = job_open(&job, worker, input);
    enum outcome outcome = OUTCOME_SYSTEM;
    if (status == STATUS_OK) {
        status = job_pages(&job, &sink, &pages);
        if (status == STATUS_SYNTAX && census->lack_count > lacks)
            status = STATUS_OK;
        outcome = outcome_of(status, job.diag);
        job_list_diag(&job, context->terminal, &messages);
        terminal_put(context->terminal, buf_str(&messages));
    }
    buf_free(&messages);
    job_close(&job);
    return outcome;
}

/* ---- what is there ---- */

static enum status survey_stack(struct fonts_census *census,
                                const struct workshop *workshop)
{
    census->row_count = layout_fonts_count(workshop->fonts);
    census->rows = calloc(census->row_count, sizeof(*census->rows));
    if (!census->rows) {
        census->row_count = 0;
        return STATUS_NOMEM;
    }
    for (size_t i = 0; i < census->row_count; i++) {
        struct layout_face *face = &census->rows[i].face;
        *face = layout_fonts_face(workshop->fonts, i);
        if (face->state != LAYOUT_FACE_ABSENT)
            font_hashes_begin_font(workshop->hashes, &face->font);
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < census->row_count && status == STATUS_OK; i++) {
        struct fonts_row *row = &census->rows[i];
        if (row->face.state == LAYOUT_FACE_ABSENT)
            continue;
        status = font_hashes_wait(workshop->hashes, row->face.font.data, row->sha256);
        row->lock = font_lock_ask(&workshop->lock, row->face.font.file, row->sha256);
    }
    return status;
}

static enum outcome judge(const struct fonts_census *census)
{
    enum outcome outcome = census->lack_count > 0 ? OUTCOME_FINDINGS : OUTCOME_CLEAN;
    for (size_t i = 0; i < census->row_count; i++) {
        const struct fonts_row *row = &census->rows[i];
        if (row->face.state == LAYOUT_FACE_FORBIDDEN ||
            row->lock == FONT_LOCK_CHANGED || row->lock == FONT_LOCK_NEW)
            outcome = OUTCOME_FINDINGS;
    }
    return outcome;
}

/* ---- the lock ---- */

/* A file of several faces has one line. */
static bool is_written(const struct fonts_census *census, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (census->rows[i].face.font.data == census->rows[index].face.font.data)
            return true;
    return false;
}

static enum status write_lock(struct command_context *context,
                              struct fonts_census *census)
{
    struct buf path = BUF_INIT, text = BUF_INIT;
    resources_path(context->resources, FONT_LOCK_FILE, &path);
    buf_add_cstr(&text,
                 "# The font files that set the pages, as sha256sum writes them.\n"
                 "# gijiroku fonts --write-lock makes this file; gijiroku build\n"
                 "# says when a font is another.\n");
    for (size_t i = 0; i < census->row_count; i++) {
        struct fonts_row *row = &census->rows[i];
        if (row->face.state == LAYOUT_FACE_ABSENT)
            continue;
        row->lock = FONT_LOCK_SAME;
        if (!is_written(census, i))
            buf_printf(&text, "%s  %.*s\n", row->sha256, STR_ARGS(row->face.font.file));
    }
    enum status status = path.status != STATUS_OK ? path.status : text.status;
    if (status == STATUS_OK)
        status = host_write_file(path.ptr, buf_str(&text), context->diag);
    if (status == STATUS_OK)
        terminal_say(context->terminal, _("written: %s"), path.ptr);
    buf_free(&path);
    buf_free(&text);
    return status;
}

/* ---- the command ---- */

/* NULL, reported, for a format that there is not. */
typedef enum status print_fn(const struct fonts_census *census, struct buf *out);
static print_fn *choose_print(const struct command_context *context)
{
    const char *format = context->options->format;
    if (!format || strcmp(format, "text") == 0)
        return fonts_write_text;
    if (strcmp(format, "json") == 0)
        return fonts_write_json;
    diag_report(context->diag, DIAG_USAGE, (struct diag_pos){0, 0},
                "'fonts' prints text or json, not '%s'", format);
    return NULL;
}

static enum status publish(struct command_context *context,
                           const struct fonts_census *census, print_fn *print)
{
    struct buf out = BUF_INIT;
    enum status status = print(census, &out);
    if (status == STATUS_OK)
        status = out.status;
    if (status == STATUS_OK && context->options->output)
        status =
            host_write_file(context->options->output, buf_str(&out), context->diag);
    else if (status == STATUS_OK)
        status = terminal_write_product(buf_str(&out), context->diag);
    buf_free(&out);
    return status;
}

static void free_census(struct fonts_census *census)
{
    for (size_t i = 0; i < census->row_count; i++)
        free(census->rows[i].characters);
    free(census->rows);
    free(census->lacks);
    arena_free(census->arena);
}

enum outcome command_fonts(struct command_context *context)
{
    const struct options *options = context->options;
    struct input_list inputs = {0};
    struct workshop workshop = {0};
    struct worker worker = {0};
    struct fonts_census census = {.arena = arena_new(),
                                  .has_inputs = options->input_count > 0};
    enum outcome outcome = OUTCOME_CLEAN;
    print_fn *how = choose_print(context);
    enum status status = how ? STATUS_OK : STATUS_USAGE;
    if (status == STATUS_OK && !census.arena)
        status = STATUS_NOMEM;
    if (status == STATUS_OK && census.has_inputs)
        outcome = outcome_of(input_list_open(options->inputs, options->input_count,
                                             &inputs, context->diag),
                             context->diag);
    if (status == STATUS_OK)
        status = workshop_open(&workshop, WORKSHOP_FONTS, options, context->resources,
                               context->diag);
    if (status == STATUS_OK)
        status = worker_open(&worker, &workshop);
    if (status == STATUS_OK)
        status = survey_stack(&census, &workshop);
    for (size_t i = 0; i < inputs.count && status == STATUS_OK; i++)
        outcome =
            outcome_worse(outcome, listen(context, &census, &worker, &inputs.items[i]));
    if (status == STATUS_OK)
        status = census.status;
    if (status == STATUS_OK && options->switches & SWITCH_WRITE_LOCK)
        status = write_lock(context, &census);
    if (status == STATUS_OK)
        status = publish(context, &census, how);
    outcome = outcome_worse(outcome, outcome_of(status, context->diag));
    outcome = outcome_worse(outcome, judge(&census));
    free_census(&census);
    worker_close(&worker);
    workshop_close(&workshop);
    input_list_free(&inputs);
    return outcome;
}
