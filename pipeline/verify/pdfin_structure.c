/* Pages and the structure tree: ISO 32000-1, 7.7.3, 14.7 and 14.8.2. */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h" /* N_ */
#include "pdfin_text.h"

/* Elements within each other. Ours stand some twenty deep; bounds the recursion. */
#define STRUCTURE_DEPTH_MAX 512
/* Nodes of the page tree within each other. */
#define PAGES_DEPTH_MAX 64

/* ---- pages ---- */

struct page_walk {
    struct pdfin *file;
    struct pdfin_pages *pages;
    struct pdfin_visits visits;
};

static void add_page(struct page_walk *walk, const struct pdfin_value *reference,
                     const struct pdfin_value *dict,
                     const struct pdfin_value *resources)
{
    struct pdfin_pages *pages = walk->pages;
    if (pages->count == pages->capacity) {
        size_t capacity = pages->capacity ? pages->capacity * 2 : 64;
        struct pdfin_page *items = realloc(pages->items, capacity * sizeof(*items));
        if (!items) {
            pdfin_fail(walk->file, STATUS_NOMEM, NULL);
            return;
        }
        pages->items = items;
        pages->capacity = capacity;
    }
    pages->items[pages->count++] = (struct pdfin_page){
        .number =
            reference->type == PDFIN_REFERENCE ? reference->as.reference.number : 0,
        .dict = dict,
        .resources = resources,
    };
}

/* Bounded by PAGES_DEPTH_MAX. Resources are handed down (7.7.3.4). */
static void walk_pages(struct page_walk *walk, const struct pdfin_value *node,
                       const struct pdfin_value *resources, unsigned depth)
{
    struct pdfin *file = walk->file;
    if (depth > PAGES_DEPTH_MAX || !pdfin_visit(&walk->visits, node)) {
        pdfin_fail(file, STATUS_SYNTAX,
                   N_("the PDF's pages stand in a circle; it was not compared"));
        return;
    }
    const struct pdfin_value *dict = pdfin_resolve(file, node);
    const struct pdfin_value *own = pdfin_get(file, dict, "Resources");
    const struct pdfin_value *kids = pdfin_get(file, dict, "Kids");
    if (own->type == PDFIN_DICT)
        resources = own;
    if (dict->type != PDFIN_DICT)
        return;
    if (kids->type != PDFIN_ARRAY) {
        add_page(walk, node, dict, resources);
        return;
    }
    for (uint32_t i = 0; i < kids->count && file->status == STATUS_OK; i++)
        walk_pages(walk, &kids->as.items[i], resources, depth + 1);
}

void pdfin_pages_open(struct pdfin *file, struct pdfin_pages *pages)
{
    struct page_walk walk = {.file = file, .pages = pages};
    const struct pdfin_value *root = pdfin_get(file, file->trailer, "Root");
    if (file->status == STATUS_OK && pdfin_visits_open(file, &walk.visits))
        walk_pages(&walk, pdfin_lookup(root, "Pages"), &pdfin_null, 0);
    if (file->status == STATUS_OK && pages->count == 0)
        pdfin_fail(file, STATUS_SYNTAX,
                   N_("the PDF has no pages; it was not compared"));
    pdfin_visits_free(&walk.visits);
}

void pdfin_pages_free(struct pdfin_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        buf_free(&pages->items[i].said);
        buf_free(&pages->items[i].shown);
        free(pages->items[i].chunks);
    }
    free(pages->items);
    *pages = (struct pdfin_pages){0};
}

/* ---- the tree ---- */

struct structure {
    struct pdfin *file;
    struct pdfin_pages *pages;
    uint32_t *page_of; /* by object number: index of a page, from 1; 0: none */
    size_t page_of_count;
    struct pdfin_visits visits;
    struct pdfin_reading *out;
};

enum spelling { AS_PAINTED, SPELLED_ABOVE };

static void add_chunk(struct structure *s, struct pdfin_page *page,
                      struct pdfin_chunk *chunk, enum spelling spelling)
{
    chunk->placed = true;
    if (spelling == AS_PAINTED) {
        record_mark(&s->out->said, chunk->place);
        record_add(&s->out->said,
                   str_slice(buf_str(&page->said), chunk->from, chunk->to));
    }
    record_mark(&s->out->shown, chunk->place);
    record_add(&s->out->shown,
               str_slice(buf_str(&page->shown), chunk->shown_from, chunk->shown_to));
}

/* All chunks of one marked-content sequence; they lie together. */
static void add_content(struct structure *s, const struct pdfin_value *page_reference,
                        const struct pdfin_value *stream, int64_t mcid,
                        enum spelling spelling)
{
    uint32_t number = page_reference->type == PDFIN_REFERENCE
                          ? page_reference->as.reference.number
                          : UINT32_MAX;
    uint32_t form = stream->type == PDFIN_REFERENCE ? stream->as.reference.number : 0;
    if (number >= s->page_of_count || s->page_of[number] == 0 || mcid < 0)
        return;
    struct pdfin_page *page = &s->pages->items[s->page_of[number] - 1];
    size_t low = 0, high = page->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct pdfin_chunk *chunk = &page->chunks[middle];
        if (chunk->stream < form || (chunk->stream == form && chunk->mcid < mcid))
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < page->count && page->chunks[low].stream == form &&
           page->chunks[low].mcid == mcid;
         low++)
        add_chunk(s, page, &page->chunks[low], spelling);
}

/* A kid of an element: an identifier, a reference to content or to an object, an
 * element, or several (14.7.4). Bounded by STRUCTURE_DEPTH_MAX. */
static void walk_kid(struct structure *s, const struct pdfin_value *kid,
                     const struct pdfin_value *page, enum spelling spelling,
                     unsigned depth)
{
    static const char *const circle =
        N_("the PDF's structure tree leads in a circle; it was not compared");
    struct pdfin *file = s->file;
    if (file->status != STATUS_OK)
        return;
    if (depth > STRUCTURE_DEPTH_MAX) {
        pdfin_fail(file, STATUS_LIMIT, circle);
        return;
    }
    const struct pdfin_value *value = pdfin_resolve(file, kid);
    if (value->type == PDFIN_NUMBER) {
        add_content(s, page, &pdfin_null, pdfin_integer(value, -1), spelling);
        return;
    }
    if (value->type == PDFIN_ARRAY) {
        for (uint32_t i = 0; i < value->count; i++)
            walk_kid(s, &value->as.items[i], page, spelling, depth + 1);
        return;
    }
    if (value->type != PDFIN_DICT)
        return;
    const struct pdfin_value *type = pdfin_get(file, value, "Type");
    const struct pdfin_value *own = pdfin_lookup(value, "Pg");
    if (own->type == PDFIN_REFERENCE)
        page = own;
    if (pdfin_is_name(type, "OBJR"))
        return;
    if (pdfin_is_name(type, "MCR")) {
        add_content(s, page, pdfin_lookup(value, "Stm"),
                    pdfin_integer(pdfin_get(file, value, "MCID"), -1), spelling);
        return;
    }
    if (!pdfin_visit(&s->visits, kid)) {
        pdfin_fail(file, STATUS_SYNTAX, circle);
        return;
    }
    const struct pdfin_value *spelled = pdfin_get(file, value, "ActualText");
    if (spelled->type == PDFIN_STRING && spelling == AS_PAINTED) {
        pdfin_add_text(spelled->as.text, &s->out->said.text);
        spelling = SPELLED_ABOVE;
    }
    walk_kid(s, pdfin_lookup(value, "K"), page, spelling, depth + 1);
}

/* What no element has taken, each sequence a line. */
static void add_unplaced(struct structure *s, bool has_tree)
{
    for (size_t p = 0; p < s->pages->count; p++) {
        struct pdfin_page *page = &s->pages->items[p];
        for (size_t i = 0; i < page->count; i++) {
            struct pdfin_chunk *chunk = &page->chunks[i];
            if (chunk->placed)
                continue;
            if (!has_tree && chunk->mcid != PDFIN_ARTIFACT) {
                add_chunk(s, page, chunk, AS_PAINTED);
                continue;
            }
            struct record *record =
                chunk->mcid == PDFIN_ARTIFACT ? &s->out->artifacts : &s->out->stray;
            record_mark(record, chunk->place);
            /* What is seen counts here, whatever is said of it. */
            record_add(record, str_slice(buf_str(&page->shown), chunk->shown_from,
                                         chunk->shown_to));
            record_add(record, STR("\n"));
        }
    }
}

static bool index_pages(struct structure *s)
{
    s->page_of_count = s->file->entry_count;
    s->page_of = calloc(s->page_of_count + 1, sizeof(*s->page_of));
    if (!s->page_of) {
        pdfin_fail(s->file, STATUS_NOMEM, NULL);
        return false;
    }
    for (size_t i = 0; i < s->pages->count; i++)
        if (s->pages->items[i].number < s->page_of_count)
            s->page_of[s->pages->items[i].number] = (uint32_t)i + 1;
    return true;
}

void pdfin_read_structure(struct pdfin *file, struct pdfin_pages *pages,
                          struct pdfin_reading *out)
{
    struct structure s = {.file = file, .pages = pages, .out = out};
    const struct pdfin_value *root = pdfin_get(file, file->trailer, "Root");
    const struct pdfin_value *tree = pdfin_get(file, root, "StructTreeRoot");
    bool has_tree = tree->type == PDFIN_DICT;
    if (index_pages(&s) && pdfin_visits_open(file, &s.visits)) {
        for (size_t i = 0; has_tree && i < pages->count; i++)
            pdfin_page_sort(&pages->items[i]);
        if (has_tree)
            walk_kid(&s, pdfin_lookup(tree, "K"), &pdfin_null, AS_PAINTED, 0);
        add_unplaced(&s, has_tree);
    }
    free(s.page_of);
    pdfin_visits_free(&s.visits);
}
