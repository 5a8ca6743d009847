#include "structure.h"

#include <stdlib.h>

#include "job.h"
#include "syntax.h"

/* ISO 32000-1, 14.8.4. */
static const char *const type_names[PAGE_TAG_TYPE_COUNT] = {
    [PAGE_TAG_ARTIFACT] = "Artifact",
    [PAGE_TAG_DOCUMENT] = "Document",
    [PAGE_TAG_SECT] = "Sect",
    [PAGE_TAG_DIV] = "Div",
    [PAGE_TAG_H1] = "H1",
    [PAGE_TAG_H2] = "H2",
    [PAGE_TAG_H3] = "H3",
    [PAGE_TAG_H4] = "H4",
    [PAGE_TAG_H5] = "H5",
    [PAGE_TAG_H6] = "H6",
    [PAGE_TAG_P] = "P",
    [PAGE_TAG_L] = "L",
    [PAGE_TAG_LI] = "LI",
    [PAGE_TAG_LBL] = "Lbl",
    [PAGE_TAG_LBODY] = "LBody",
    [PAGE_TAG_TABLE] = "Table",
    [PAGE_TAG_TR] = "TR",
    [PAGE_TAG_TH] = "TH",
    [PAGE_TAG_TD] = "TD",
    [PAGE_TAG_NOTE] = "Note",
    [PAGE_TAG_REFERENCE] = "Reference",
    [PAGE_TAG_LINK] = "Link",
    [PAGE_TAG_SPAN] = "Span",
    [PAGE_TAG_RUBY] = "Ruby",
    [PAGE_TAG_RB] = "RB",
    [PAGE_TAG_RT] = "RT",
    [PAGE_TAG_RP] = "RP",
    [PAGE_TAG_CAPTION] = "Caption",
};

const char *pdf_structure_type(const struct pdf_structure *s, uint32_t tag)
{
    return type_names[s->elements[tag].type];
}

static bool is_sound(const struct pages *pages)
{
    if (pages->tag_count < 2 || pages->tag_count > UINT32_MAX ||
        pages->tags[0].type != PAGE_TAG_ARTIFACT ||
        pages->tags[1].type != PAGE_TAG_DOCUMENT)
        return false;
    for (size_t i = 2; i < pages->tag_count; i++) {
        const struct page_tag *tag = pages->tags + i;
        if (tag->parent == 0 || tag->parent >= i || tag->type <= PAGE_TAG_DOCUMENT ||
            tag->type >= PAGE_TAG_TYPE_COUNT)
            return false;
    }
    return true;
}

/* Identifiers must be unique (14.7.2): the first element keeps one. A note must have
 * one (ISO 14289-1, 7.9): its number among the tags makes it. */
static void name_elements(struct pdf_structure *s)
{
    size_t count = 0;
    struct pdf_name *names = malloc(s->pages->tag_count * sizeof *names);
    if (!names) {
        pdf_file_fail(s->file, STATUS_NOMEM);
        return;
    }
    struct buf made = BUF_INIT;
    for (uint32_t i = 2; i < s->pages->tag_count; i++) {
        struct str id = s->pages->tags[i].id;
        if (!id.len && s->pages->tags[i].type == PAGE_TAG_NOTE) {
            buf_clear(&made);
            buf_add_cstr(&made, "_note-");
            pdf_add_integer(&made, i);
            id = pdf_file_keep(s->file, &made);
        }
        if (!id.len)
            continue;
        names[count++] = (struct pdf_name){.key = id, .owner = i};
    }
    buf_free(&made);
    count = pdf_names_sort(names, count);
    for (size_t i = 0; i < count; i++)
        s->elements[names[i].owner].id = names[i].key;
    free(names);
}

/* ISO 14289-1, 7.4.2: the first heading is H1 and none skips a level. A heading's level
 * is the number of those it stands under, whatever the pages say. */
static void settle_types(struct pdf_structure *s)
{
    unsigned open[PAGE_TAG_H6 - PAGE_TAG_H1 + 1];
    unsigned depth = 0;
    for (size_t i = 0; i < s->pages->tag_count; i++) {
        enum page_tag_type type = s->pages->tags[i].type;
        if (type >= PAGE_TAG_H1 && type <= PAGE_TAG_H6) {
            while (depth && open[depth - 1] >= (unsigned)type)
                depth--;
            open[depth] = (unsigned)type;
            type = (enum page_tag_type)(PAGE_TAG_H1 + depth++);
        }
        s->elements[i].type = type;
    }
}

enum status pdf_structure_open(struct pdf_structure *s, const struct pages *pages,
                               struct pdf_file *file)
{
    *s = (struct pdf_structure){.pages = pages, .file = file};
    if (!is_sound(pages))
        return STATUS_USAGE;
    s->elements = calloc(pages->tag_count, sizeof *s->elements);
    if (!s->elements)
        return STATUS_NOMEM;
    for (uint32_t i = 2; i < pages->tag_count; i++) {
        struct pdf_element *parent = s->elements + pages->tags[i].parent;
        if (parent->last_tag)
            s->elements[parent->last_tag].next_tag = i;
        else
            parent->first_tag = parent->cursor = i;
        parent->last_tag = i;
    }
    settle_types(s);
    name_elements(s);
    s->root = pdf_file_reserve(file);
    s->elements[1].number = pdf_file_reserve(file);
    return file->status;
}

void pdf_structure_close(struct pdf_structure *s)
{
    free(s->elements);
    free(s->kids);
    free(s->marks);
    buf_free(&s->parents);
    buf_free(&s->annotations);
    *s = (struct pdf_structure){0};
}

static void add_kid(struct pdf_structure *s, uint32_t tag, struct pdf_kid kid)
{
    if (s->kid_count == s->kid_capacity) {
        size_t capacity = s->kid_capacity ? s->kid_capacity * 2 : 256;
        struct pdf_kid *kids = realloc(s->kids, capacity * sizeof *kids);
        if (!kids) {
            pdf_file_fail(s->file, STATUS_NOMEM);
            return;
        }
        s->kids = kids;
        s->kid_capacity = capacity;
    }
    struct pdf_element *element = s->elements + tag;
    s->kids[s->kid_count++] = kid;
    uint32_t index = (uint32_t)s->kid_count;
    if (element->last_kid)
        s->kids[element->last_kid - 1].next = index;
    else
        element->first_kid = index;
    element->last_kid = index;
}

/* Gives the children of `parent` their places among its kids, in their order, up to and
 * with `last` (0: all). So a child without content stands where the pages list it. */
static void place_children(struct pdf_structure *s, uint32_t parent, uint32_t last)
{
    struct pdf_element *element = s->elements + parent;
    while (element->cursor) {
        uint32_t child = element->cursor;
        element->cursor = s->elements[child].next_tag;
        s->elements[child].number = pdf_file_reserve(s->file);
        add_kid(s, parent, (struct pdf_kid){PDF_KID_ELEMENT, 0, child, 0});
        if (child == last)
            break;
    }
}

/* Parents come before their children among the tags, so this ends. */
void pdf_structure_place(struct pdf_structure *s, uint32_t tag)
{
    while (!s->elements[tag].number && s->file->status == STATUS_OK) {
        uint32_t child = tag;
        while (!s->elements[s->pages->tags[child].parent].number)
            child = s->pages->tags[child].parent;
        place_children(s, s->pages->tags[child].parent, child);
    }
}

uint32_t pdf_structure_mark(struct pdf_structure *s, uint32_t page, uint32_t tag)
{
    pdf_structure_place(s, tag);
    if (s->mark_count == s->mark_capacity) {
        size_t capacity = s->mark_capacity ? s->mark_capacity * 2 : 64;
        uint32_t *marks = realloc(s->marks, capacity * sizeof *marks);
        if (!marks) {
            pdf_file_fail(s->file, STATUS_NOMEM);
            return 0;
        }
        s->marks = marks;
        s->mark_capacity = capacity;
    }
    uint32_t id = (uint32_t)s->mark_count;
    s->marks[s->mark_count++] = tag;
    add_kid(s, tag, (struct pdf_kid){PDF_KID_CONTENT, 0, id, page});
    return id;
}

void pdf_structure_end_page(struct pdf_structure *s, uint32_t page)
{
    struct buf *out = &s->file->scratch;
    buf_clear(out);
    buf_add_byte(out, '[');
    for (size_t i = 0; i < s->mark_count; i++) {
        if (i)
            buf_add_byte(out, ' ');
        pdf_add_reference(out, s->elements[s->marks[i]].number);
    }
    buf_add_byte(out, ']');
    s->mark_count = 0;
    pdf_add_integer(&s->parents, page);
    buf_add_byte(&s->parents, ' ');
    pdf_add_reference(&s->parents, pdf_file_add(s->file, out));
    buf_add_byte(&s->parents, '\n');
}

uint32_t pdf_structure_annotate(struct pdf_structure *s, uint32_t page, uint32_t tag,
                                uint32_t annotation)
{
    pdf_structure_place(s, tag);
    add_kid(s, tag, (struct pdf_kid){PDF_KID_ANNOTATION, 0, annotation, page});
    s->elements[tag].has_annotation = true;
    uint32_t key = (uint32_t)s->pages->page_count + s->annotation_count++;
    pdf_add_integer(&s->annotations, key);
    buf_add_byte(&s->annotations, ' ');
    pdf_add_reference(&s->annotations, s->elements[tag].number);
    buf_add_byte(&s->annotations, '\n');
    return key;
}
