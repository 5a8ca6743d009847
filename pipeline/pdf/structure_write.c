/* Structure elements as they stand in the file: ISO 32000-1, 14.7.2 and 14.8.5. */
#include <stdlib.h>

#include "base/utf8.h"
#include "job.h"
#include "syntax.h"

/* 14.8.5.5: the numbering of a list, told by how its first label begins. PDF/UA-1, 7.6,
 * wants one where there are labels. */
struct numbering {
    uint32_t first, last; /* code points */
    const char *name;
};
static const struct numbering numberings[] = {
    {'0', '9', "Decimal"},          {0xFF10, 0xFF19, "Decimal"},
    {0x2460, 0x249B, "Decimal"},    {0x2776, 0x2793, "Decimal"},
    {0x3007, 0x3007, "Decimal"},    {0x4E00, 0x4E00, "Decimal"},
    {0x2160, 0x216F, "UpperRoman"}, {0x2170, 0x217F, "LowerRoman"},
    {'A', 'Z', "UpperAlpha"},       {0xFF21, 0xFF3A, "UpperAlpha"},
    {'a', 'z', "LowerAlpha"},       {0xFF41, 0xFF5A, "LowerAlpha"},
    {0x25CB, 0x25CB, "Circle"},     {0x25E6, 0x25E6, "Circle"},
    {0x25A0, 0x25AB, "Square"},     {0x25C6, 0x25C7, "Square"},
};

static const char no_numbering[] = "Disc";

/* The row from 1; one past the last for a sign that is none of these. */
static uint8_t numbering_of(struct str label)
{
    for (size_t at = 0; at < label.len;) {
        uint32_t c = utf8_next(label, &at);
        for (size_t i = 0; i < sizeof numberings / sizeof *numberings; i++)
            if (c >= numberings[i].first && c <= numberings[i].last)
                return (uint8_t)(i + 1);
    }
    return sizeof numberings / sizeof *numberings + 1;
}

void pdf_structure_note_label(struct pdf_structure *s, uint32_t tag, struct str text)
{
    const struct page_tag *tags = s->pages->tags;
    if (tags[tag].type != PAGE_TAG_LBL || tags[tags[tag].parent].type != PAGE_TAG_LI)
        return;
    uint32_t list = tags[tags[tag].parent].parent;
    if (tags[list].type == PAGE_TAG_L && !s->elements[list].numbering)
        s->elements[list].numbering = numbering_of(text);
}

static void add_attributes(const struct pdf_structure *s, uint32_t tag, struct buf *out)
{
    const struct page_tag *t = s->pages->tags + tag;
    if (t->type == PAGE_TAG_TH) {
        buf_add_cstr(out, "/A<</O/Table/Scope/");
        buf_add_cstr(out, t->scope == PAGE_SCOPE_COLUMN ? "Column>>" : "Row>>");
    } else if (t->type == PAGE_TAG_L && s->elements[tag].numbering) {
        buf_add_cstr(out, "/A<</O/List/ListNumbering/");
        unsigned row = s->elements[tag].numbering - 1u;
        bool known = row < sizeof numberings / sizeof *numberings;
        buf_add_cstr(out, known ? numberings[row].name : no_numbering);
        buf_add_cstr(out, ">>");
    }
}

static void add_kids(const struct pdf_structure *s, const struct pdf_element *element,
                     const uint32_t *page_numbers, uint32_t own_page, struct buf *out)
{
    bool many = element->first_kid != element->last_kid;
    buf_add_cstr(out, many ? "/K[" : "/K ");
    for (uint32_t k = element->first_kid; k; k = s->kids[k - 1].next) {
        const struct pdf_kid *kid = s->kids + k - 1;
        if (k != element->first_kid)
            buf_add_byte(out, ' ');
        if (kid->kind == PDF_KID_ELEMENT) {
            pdf_add_reference(out, s->elements[kid->value].number);
            continue;
        }
        bool elsewhere = kid->page != own_page;
        if (kid->kind == PDF_KID_CONTENT && !elsewhere) {
            pdf_add_integer(out, kid->value);
            continue;
        }
        buf_add_cstr(out, kid->kind == PDF_KID_CONTENT ? "<</Type/MCR/MCID "
                                                       : "<</Type/OBJR/Obj ");
        if (kid->kind == PDF_KID_CONTENT)
            pdf_add_integer(out, kid->value);
        else
            pdf_add_reference(out, kid->value);
        if (elsewhere) {
            buf_add_cstr(out, "/Pg ");
            pdf_add_reference(out, page_numbers[kid->page]);
        }
        buf_add_cstr(out, ">>");
    }
    if (many)
        buf_add_byte(out, ']');
}

/* The page of an element is that of its first content; UINT32_MAX where it has none. */
static uint32_t page_of(const struct pdf_structure *s,
                        const struct pdf_element *element)
{
    for (uint32_t k = element->first_kid; k; k = s->kids[k - 1].next)
        if (s->kids[k - 1].kind != PDF_KID_ELEMENT)
            return s->kids[k - 1].page;
    return UINT32_MAX;
}

/* A note must have an identifier (ISO 14289-1, 7.9): without one of its own, its number
 * among the tags makes it. */
static struct str note_id(struct pdf_structure *s, uint32_t tag)
{
    struct buf made = BUF_INIT;
    buf_add_cstr(&made, "_note-");
    pdf_add_integer(&made, tag);
    struct str id = pdf_file_keep(s->file, &made);
    buf_free(&made);
    return id;
}

static void spell_element(const void *user, uint32_t owner, struct buf *out)
{
    const struct pdf_structure *s = user;
    pdf_add_reference(out, s->elements[owner].number);
}

static void write_element(struct pdf_structure *s, uint32_t tag,
                          const uint32_t *page_numbers)
{
    const struct pdf_element *element = s->elements + tag;
    struct buf *out = &s->file->scratch;
    buf_clear(out);
    buf_add_cstr(out, "<</S/");
    /* 14.8.4.4.2: a Link without an annotation would be none. */
    bool dead = s->pages->tags[tag].type == PAGE_TAG_LINK && !element->has_annotation;
    buf_add_cstr(out, dead ? "Span" : pdf_structure_type(s, tag));
    buf_add_cstr(out, "/P ");
    pdf_add_reference(out, tag == 1 ? s->root
                                    : s->elements[s->pages->tags[tag].parent].number);
    if (element->is_named) {
        buf_add_cstr(out, "/ID");
        pdf_add_bytes(out, s->pages->tags[tag].id);
    } else if (element->type == PAGE_TAG_NOTE) {
        buf_add_cstr(out, "/ID");
        pdf_add_bytes(out, note_id(s, tag));
    }
    add_attributes(s, tag, out);
    uint32_t page = page_of(s, element);
    if (page != UINT32_MAX) {
        buf_add_cstr(out, "/Pg ");
        pdf_add_reference(out, page_numbers[page]);
    }
    if (element->first_kid)
        add_kids(s, element, page_numbers, page, out);
    buf_add_cstr(out, ">>");
    pdf_file_set(s->file, element->number, out);
}

/* 14.7.2: the tree that finds elements by their identifiers, which must be unique: the
 * first element keeps one. The number of its root; 0 where there is none. */
static uint32_t write_identifiers(struct pdf_structure *s)
{
    size_t count = 0;
    for (size_t i = 2; i < s->element_count; i++)
        count += s->pages->tags[i].id.len || s->elements[i].type == PAGE_TAG_NOTE;
    struct pdf_name *names = malloc((count + 1) * sizeof *names);
    if (!names) {
        pdf_file_fail(s->file, STATUS_NOMEM);
        return 0;
    }
    count = 0;
    for (uint32_t i = 2; i < s->element_count; i++) {
        struct str id = s->pages->tags[i].id;
        if (!id.len && s->elements[i].type == PAGE_TAG_NOTE)
            id = note_id(s, i);
        if (id.len)
            names[count++] = (struct pdf_name){.key = id, .owner = i};
    }
    count = pdf_names_sort(names, count);
    for (size_t i = 0; i < count; i++)
        s->elements[names[i].owner].is_named =
            s->pages->tags[names[i].owner].id.len > 0;
    uint32_t root = count ? pdf_names_add(s->file, names, count, spell_element, s) : 0;
    free(names);
    return root;
}

uint32_t pdf_structure_write(struct pdf_structure *s, const uint32_t *page_numbers)
{
    for (uint32_t i = 1; i < s->element_count; i++)
        pdf_structure_place(s, i);
    uint32_t identifiers = write_identifiers(s);
    for (uint32_t i = 1; i < s->element_count && s->file->status == STATUS_OK; i++)
        write_element(s, i, page_numbers);
    if (s->file->status != STATUS_OK)
        return 0;

    struct buf *out = &s->file->scratch;
    buf_clear(out);
    buf_add_cstr(out, "<</Nums[");
    buf_add(out, buf_str(&s->parents));
    buf_add_cstr(out, "]>>");
    pdf_file_fail(s->file, s->parents.status);
    uint32_t parents = pdf_file_add(s->file, out);

    buf_clear(out);
    buf_add_cstr(out, "<</Type/StructTreeRoot/K ");
    pdf_add_reference(out, s->elements[1].number);
    buf_add_cstr(out, "/ParentTree ");
    pdf_add_reference(out, parents);
    buf_add_cstr(out, "/ParentTreeNextKey ");
    pdf_add_integer(out, s->key_count);
    if (identifiers) {
        buf_add_cstr(out, "/IDTree ");
        pdf_add_reference(out, identifiers);
    }
    buf_add_cstr(out, ">>");
    pdf_file_set(s->file, s->root, out);
    return s->root;
}
