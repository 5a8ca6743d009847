#include <stdlib.h>

#include "flow.h"

void flow_close(struct flow *flow)
{
    para_close(&flow->para);
    line_builder_close(&flow->builder);
    free(flow->x);
    free(flow->runs.items);
    free(flow->rows);
    free(flow->anchors);
    free(flow->tags);
    free(flow->face_font);
}

enum status flow_open(struct flow *flow)
{
    enum status status = para_open(&flow->para, flow->fonts, flow->layout_template);
    flow->para.diag = flow->diag;
    flow->para.direction = (enum page_direction)flow->layout_template->direction;
    flow->face_font = calloc(flow->fonts->face_count + 1, sizeof *flow->face_font);
    return flow->face_font == NULL ? STATUS_NOMEM : status;
}

static void take_fonts(struct flow *flow, struct pages *pages)
{
    struct page_font *out =
        arena_alloc(flow->arena, (flow->font_count + 1) * sizeof *out);
    if (out == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    for (uint32_t i = 0; i < flow->fonts->face_count; i++) {
        if (flow->face_font[i] > 0) {
            out[flow->face_font[i] - 1] = flow->fonts->faces[i].info;
        }
    }
    pages->fonts = out;
    pages->font_count = flow->font_count;
}

static void take_tags(struct flow *flow, struct pages *pages)
{
    struct page_tag *out = arena_alloc(flow->arena, flow->tag_count * sizeof *out);
    if (out == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    for (size_t i = 0; i < flow->tag_count; i++) {
        out[i] = flow->tags[i];
    }
    pages->tags = out;
    pages->tag_count = flow->tag_count;
}

static void take_facts(const struct doc_facts *facts, struct pages *pages)
{
    pages->title = facts->title.value;
    pages->author = facts->organ.value;
    pages->subject = facts->kind.value;
    pages->date = facts->date.value;
    pages->language = STR("ja-JP");
}

static void compose(struct flow *flow, struct pages *pages)
{
    flow_tag(flow, PAGE_TAG_ARTIFACT, 0, (struct str){0});
    uint32_t root = flow_tag(flow, PAGE_TAG_DOCUMENT, 0, (struct str){0});
    flow_blocks(flow, flow->doc->root, 0, root);
    if (flow->status == STATUS_OK && !flow->para.missing) {
        flow_paginate(flow, pages);
    }
    if (flow->para.missing && flow->status == STATUS_OK) {
        flow->status = STATUS_SYNTAX;
    }
    if (flow->status == STATUS_OK) {
        take_fonts(flow, pages);
        take_tags(flow, pages);
        take_facts(&flow->doc->facts, pages);
    }
}

enum status layout_compose(const struct doc *doc,
                           const struct layout_template *layout_template,
                           struct layout_fonts *fonts, struct diag *diag,
                           struct pages **out)
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
                        .arena = arena};
    flow.status = flow_open(&flow);
    if (flow.status == STATUS_OK) {
        compose(&flow, pages);
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
