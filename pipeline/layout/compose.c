#include <stdlib.h>
#include <string.h>

#include "flow.h"

void flow_close(struct flow *flow)
{
    para_close(&flow->para);
    line_builder_close(&flow->builder);
    if (flow->glyphs != flow->arena) {
        arena_free(flow->glyphs);
    }
    free(flow->x);
    free(flow->runs.items);
    free(flow->rows);
    free(flow->anchors);
    free(flow->asides);
    free(flow->references);
    free(flow->kept);
    free(flow->placed.destinations);
    free(flow->placed.bookmarks);
    free(flow->tags);
    free(flow->face_font);
}

/* Rows without a page have an arena that comes and goes, unless the pages are kept. */
enum status flow_open(struct flow *flow)
{
    enum status status = para_open(&flow->para, flow->fonts, flow->layout_template);
    flow->para.diag = flow->diag;
    flow->para.sink = flow->sink;
    flow->para.direction = (enum page_direction)flow->layout_template->direction;
    flow->face_font = calloc(flow->fonts->face_count + 1, sizeof *flow->face_font);
    flow->page_fonts = arena_alloc(flow->arena, (flow->fonts->face_count + 1) *
                                                    sizeof *flow->page_fonts);
    bool is_kept = flow->sink == NULL && !flow->is_counting;
    flow->glyphs = is_kept ? flow->arena : arena_new();
    if (flow->face_font == NULL || flow->page_fonts == NULL || flow->glyphs == NULL) {
        return STATUS_NOMEM;
    }
    return status;
}

void flow_show(struct flow *flow)
{
    flow->pages->fonts = flow->page_fonts;
    flow->pages->font_count = flow->font_count;
    flow->pages->tags = flow->tags;
    flow->pages->tag_count = flow->tag_count;
}

/* A copy in an arena; NULL when memory is short. */
static void *keep(struct flow *flow, struct arena *arena, const void *items,
                  size_t count, size_t size)
{
    void *copy = arena_alloc(arena, (count + 1) * size);
    if (copy == NULL) {
        flow->status = STATUS_NOMEM;
    } else if (count > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

/* What grew in ordinary memory. A sink that took the pages has seen the tags; it wants
 * them, the destinations and the bookmarks once more when it ends its work. */
static void keep_all(struct flow *flow, struct pages *pages)
{
    struct arena *ways = pages->ways = arena_new();
    if (ways == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    flow_show(flow);
    pages->tags = keep(flow, ways, flow->tags, flow->tag_count, sizeof *flow->tags);
    pages->destinations =
        keep(flow, ways, flow->placed.destinations, flow->placed.destination_count,
             sizeof *flow->placed.destinations);
    pages->destination_count = flow->placed.destination_count;
    pages->bookmarks =
        keep(flow, ways, flow->placed.bookmarks, flow->placed.bookmark_count,
             sizeof *flow->placed.bookmarks);
    pages->bookmark_count = flow->placed.bookmark_count;
    pages->page_count = flow->page_count;
    if (flow->sink == NULL) {
        pages->pages =
            keep(flow, flow->arena, flow->kept, flow->page_count, sizeof *flow->kept);
    }
}

static void take_facts(const struct flow *flow, struct pages *pages)
{
    const struct doc_facts *facts = &flow->doc->facts;
    pages->direction = (enum page_direction)flow->layout_template->direction;
    pages->archive = (enum page_archive)flow->layout_template->archive;
    pages->linearized = flow->layout_template->linearized;
    pages->title = facts->title.value;
    pages->author = facts->organ.value;
    pages->subject = facts->kind.value;
    pages->date = facts->date.value;
    pages->language = STR("ja-JP");
}

static void compose(struct flow *flow)
{
    enum status status = notes_find(flow->doc, flow->arena, &flow->notes);
    if (status != STATUS_OK) {
        flow->status = status;
        return;
    }
    flow_tag(flow, PAGE_TAG_ARTIFACT, 0, (struct str){0});
    uint32_t root = flow_tag(flow, PAGE_TAG_DOCUMENT, 0, (struct str){0});
    flow_blocks(flow, flow->doc->root, 0, root);
    if (flow->status == STATUS_OK) {
        flow_finish(flow);
    }
    if (flow->status == STATUS_OK && flow->para.missing) {
        flow->status = STATUS_SYNTAX;
    }
}

size_t flow_count_pages(const struct flow *flow)
{
    struct flow count = {.doc = flow->doc,
                         .layout_template = flow->layout_template,
                         .fonts = flow->fonts,
                         .arena = arena_new(),
                         .is_counting = true,
                         .total = SIZE_MAX};
    if (count.arena == NULL) {
        return 0;
    }
    count.status = flow_open(&count);
    if (count.status == STATUS_OK) {
        compose(&count);
    }
    flow_close(&count);
    arena_free(count.arena);
    return count.status == STATUS_NOMEM ? 0 : count.page_count;
}

enum status layout_compose(const struct doc *doc,
                           const struct layout_template *layout_template,
                           struct layout_fonts *fonts, const struct page_sink *sink,
                           struct diag *diag, struct pages **out)
{
    *out = NULL;
    struct arena *arena = arena_new();
    struct pages *pages = arena != NULL ? arena_alloc(arena, sizeof *pages) : NULL;
    if (pages == NULL) {
        arena_free(arena);
        return STATUS_NOMEM;
    }
    pages->arena = arena;
    struct flow flow = {.doc = doc,
                        .layout_template = layout_template,
                        .fonts = fonts,
                        .diag = diag,
                        .pages = pages,
                        .sink = sink,
                        .arena = arena};
    take_facts(&flow, pages);
    flow.status = flow_open(&flow);
    if (flow.status == STATUS_OK) {
        compose(&flow);
    }
    if (flow.status == STATUS_OK) {
        keep_all(&flow, pages);
    }
    enum status status = flow.status;
    if (status == STATUS_OK && arena_failed(arena)) {
        status = STATUS_NOMEM;
    }
    flow_close(&flow);
    if (status != STATUS_OK) {
        pages_free(pages);
        return status;
    }
    *out = pages;
    return STATUS_OK;
}
