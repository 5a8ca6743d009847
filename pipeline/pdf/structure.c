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

/* Room for one more; false when memory is short. */
static bool grow(struct pdf_structure *s, void **array, size_t count, size_t *capacity,
                 size_t size)
{
    if (count < *capacity)
        return true;
    size_t more = *capacity + *capacity / 2 + 256;
    void *larger = realloc(*array, more * size);
    if (!larger) {
        pdf_file_fail(s->file, STATUS_NOMEM);
        return false;
    }
    *array = larger;
    *capacity = more;
    return true;
}

static bool is_sound(const struct pages *pages, size_t i)
{
    const struct page_tag *tag = pages->tags + i;
    if (i < 2)
        return tag->type == (i == 0 ? PAGE_TAG_ARTIFACT : PAGE_TAG_DOCUMENT);
    return tag->parent > 0 && tag->parent < i && tag->type > PAGE_TAG_DOCUMENT &&
           tag->type < PAGE_TAG_TYPE_COUNT;
}

/* ISO 14289-1, 7.4.2: the first heading is H1 and none skips a level. A heading's level
 * is the number of those it stands under, whatever the pages say. */
static enum page_tag_type settle_type(struct pdf_structure *s, enum page_tag_type type)
{
    if (type < PAGE_TAG_H1 || type > PAGE_TAG_H6)
        return type;
    while (s->heading_depth && s->headings[s->heading_depth - 1] >= (unsigned)type)
        s->heading_depth--;
    s->headings[s->heading_depth] = (unsigned)type;
    return (enum page_tag_type)(PAGE_TAG_H1 + s->heading_depth++);
}

enum status pdf_structure_extend(struct pdf_structure *s)
{
    const struct pages *pages = s->pages;
    if (pages->tag_count < 2 || pages->tag_count > UINT32_MAX)
        return STATUS_USAGE;
    for (size_t i = s->element_count; i < pages->tag_count; i++) {
        if (!is_sound(pages, i))
            return STATUS_USAGE;
        if (!grow(s, (void **)&s->elements, i, &s->element_capacity,
                  sizeof *s->elements))
            return STATUS_NOMEM;
        const struct page_tag *tag = pages->tags + i;
        s->elements[i] =
            (struct pdf_element){.type = (uint8_t)settle_type(s, tag->type)};
        s->element_count = i + 1;
        if (i < 2)
            continue;
        struct pdf_element *parent = s->elements + tag->parent;
        if (parent->last_tag)
            s->elements[parent->last_tag].next_tag = (uint32_t)i;
        if (!parent->cursor)
            parent->cursor = (uint32_t)i;
        parent->last_tag = (uint32_t)i;
    }
    if (!s->elements[1].number)
        s->elements[1].number = pdf_file_reserve(s->file);
    return s->file->status;
}

enum status pdf_structure_open(struct pdf_structure *s, const struct pages *pages,
                               struct pdf_file *file)
{
    *s = (struct pdf_structure){.pages = pages, .file = file};
    s->root = pdf_file_reserve(file);
    return file->status;
}

void pdf_structure_close(struct pdf_structure *s)
{
    free(s->elements);
    free(s->kids);
    free(s->marks);
    buf_free(&s->parents);
    *s = (struct pdf_structure){0};
}

static void add_kid(struct pdf_structure *s, uint32_t tag, enum pdf_kid_kind kind,
                    uint32_t value, uint32_t page)
{
    if (!grow(s, (void **)&s->kids, s->kid_count, &s->kid_capacity, sizeof *s->kids))
        return;
    struct pdf_kid kid = {.value = value, .kind = kind, .page = page & 0x3FFFFFFFu};
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
        add_kid(s, parent, PDF_KID_ELEMENT, child, 0);
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
    if (!grow(s, (void **)&s->marks, s->mark_count, &s->mark_capacity,
              sizeof *s->marks))
        return 0;
    uint32_t id = (uint32_t)s->mark_count;
    s->marks[s->mark_count++] = tag;
    add_kid(s, tag, PDF_KID_CONTENT, id, page);
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
    s->key_count = page + 1;
}

uint32_t pdf_structure_annotate(struct pdf_structure *s, uint32_t page, uint32_t tag,
                                uint32_t annotation)
{
    pdf_structure_place(s, tag);
    add_kid(s, tag, PDF_KID_ANNOTATION, annotation, page);
    s->elements[tag].has_annotation = true;
    uint32_t key = s->key_count++;
    pdf_add_integer(&s->parents, key);
    buf_add_byte(&s->parents, ' ');
    pdf_add_reference(&s->parents, s->elements[tag].number);
    buf_add_byte(&s->parents, '\n');
    return key;
}
