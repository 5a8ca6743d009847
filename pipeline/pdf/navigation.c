/* Ways through the document: ISO 32000-1, 12.3 to 12.5. */
#include <stdlib.h>

#include "base/utf8.h"
#include "job.h"
#include "syntax.h"

/* Levels of bookmarks that hang under each other; deeper ones stay at the last. The
 * structure has six levels of headings. */
#define BOOKMARK_LEVELS 16u

static bool is_reached(const struct pages *pages, const struct page_destination *d)
{
    return d->page < pages->page_count && d->id.len;
}

void pdf_navigation_find_destinations(struct pdf_job *job)
{
    const struct pages *pages = job->pages;
    struct buf *out = &job->scratch;
    size_t count = 0;
    struct pdf_name *names = calloc(pages->destination_count + 1, sizeof *names);
    if (!names) {
        pdf_file_fail(&job->file, STATUS_NOMEM);
        return;
    }
    for (size_t i = 0; i < pages->destination_count; i++) {
        const struct page_destination *d = pages->destinations + i;
        if (!is_reached(pages, d))
            continue;
        buf_clear(out);
        buf_add_byte(out, '[');
        pdf_add_reference(out, job->page_numbers[d->page]);
        buf_add_cstr(out, "/XYZ ");
        pdf_add_real(out, d->x);
        buf_add_byte(out, ' ');
        pdf_add_real(out, d->y);
        buf_add_cstr(out, " null]");
        names[count++] = (struct pdf_name){.key = d->id,
                                           .value = pdf_file_keep(&job->file, out),
                                           .owner = (uint32_t)i};
    }
    job->destinations = names;
    job->destination_count = pdf_names_sort(names, count);
}

uint32_t pdf_navigation_add_destinations(struct pdf_job *job)
{
    if (!job->destination_count)
        return 0;
    return pdf_names_add(&job->file, job->destinations, job->destination_count);
}

/* ---- Page labels (12.4.2) ---- */

/* A label that ends in a number without leading zeros; else all of it is the prefix and
 * `number` is 0. */
static struct str split_label(struct str label, uint32_t *number)
{
    size_t at = label.len;
    while (at && label.ptr[at - 1] >= '0' && label.ptr[at - 1] <= '9')
        at--;
    *number = 0;
    if (at == label.len || label.len - at > 9 || label.ptr[at] == '0')
        return label;
    for (size_t i = at; i < label.len; i++)
        *number = *number * 10 + (uint32_t)(label.ptr[i] - '0');
    return str_slice(label, 0, at);
}

void pdf_navigation_add_labels(struct pdf_job *job, struct buf *catalog)
{
    struct str prefix = {0};
    uint32_t next = 0;
    buf_add_cstr(catalog, "/PageLabels<</Nums[");
    for (size_t i = 0; i < job->pages->page_count; i++) {
        uint32_t number;
        struct str own = split_label(job->pages->pages[i].label, &number);
        bool goes_on = i && number && number == next && str_equal(own, prefix);
        prefix = own;
        next = number ? number + 1 : 0;
        if (goes_on)
            continue;
        pdf_add_integer(catalog, (int64_t)i);
        buf_add_cstr(catalog, "<<");
        if (own.len) {
            buf_add_cstr(catalog, "/P");
            pdf_add_text(catalog, own);
        }
        if (number) {
            buf_add_cstr(catalog, "/S/D/St ");
            pdf_add_integer(catalog, number);
        }
        buf_add_cstr(catalog, ">>");
    }
    buf_add_cstr(catalog, "]>>");
}

/* ---- Bookmarks (12.3.3) ---- */

static HPDF_STATUS add_binary(HPDF_Dict dict, const char *key, struct str bytes)
{
    HPDF_Binary binary =
        HPDF_Binary_New(dict->mmgr, (HPDF_BYTE *)(uintptr_t)bytes.ptr,
                        (HPDF_UINT)bytes.len); /* copied, not written to */
    return HPDF_Dict_Add(dict, key, binary);
}

static HPDF_Outline add_bookmark(struct pdf_job *job, HPDF_Outline parent,
                                 const struct page_bookmark *bookmark)
{
    struct buf *title = &job->scratch;
    struct str id = job->pages->destinations[bookmark->destination].id;
    HPDF_Outline item = HPDF_CreateOutline(job->file.doc, parent, "", NULL);
    buf_clear(title);
    pdf_add_text_raw(title, bookmark->title);
    if (!item || title->status != STATUS_OK ||
        add_binary(item, "Title", buf_str(title)) != HPDF_OK ||
        add_binary(item, "Dest", id) != HPDF_OK ||
        HPDF_Dict_RemoveElement(item, "Type") != HPDF_OK) { /* libharu's is wrong */
        pdf_file_fail(&job->file, STATUS_NOMEM);
        return NULL;
    }
    return item;
}

void pdf_navigation_add_outline(struct pdf_job *job, struct buf *catalog)
{
    const struct pages *pages = job->pages;
    HPDF_Outline open[BOOKMARK_LEVELS + 1] = {
        NULL}; /* [0]: the root, made by libharu */
    uint32_t levels[BOOKMARK_LEVELS + 1] = {0};
    size_t depth = 0;
    for (size_t i = 0; i < pages->bookmark_count; i++) {
        const struct page_bookmark *b = pages->bookmarks + i;
        if (b->destination >= pages->destination_count || !b->title.len ||
            !is_reached(pages, pages->destinations + b->destination))
            continue;
        while (depth && levels[depth] >= b->level)
            depth--;
        if (depth == BOOKMARK_LEVELS)
            depth--;
        HPDF_Outline item = add_bookmark(job, open[depth], b);
        if (!item)
            return;
        depth++;
        open[depth] = item;
        levels[depth] = b->level;
    }
    if (!job->file.doc->outlines)
        return;
    buf_add_cstr(catalog, "/PageMode/UseOutlines/Outlines ");
    pdf_add_reference(catalog, pdf_file_number(job->file.doc->outlines));
}

/* ---- Links (12.5.6.5) ---- */

/* A URI in ASCII (RFC 3986): what is not goes percent-encoded, as 12.6.4.7 wants. */
static void add_uri(struct buf *out, struct str uri)
{
    struct buf ascii = BUF_INIT;
    for (size_t i = 0; i < uri.len; i++) {
        unsigned char c = (unsigned char)uri.ptr[i];
        if (c > 0x20 && c < 0x7F)
            buf_add_byte(&ascii, (char)c);
        else
            buf_printf(&ascii, "%%%02X", c);
    }
    pdf_add_bytes(out, buf_str(&ascii));
    if (ascii.status != STATUS_OK && out->status == STATUS_OK)
        out->status = ascii.status;
    buf_free(&ascii);
}

static void add_rectangle(struct buf *out, const struct page_link *link)
{
    pdf_add_real(out, link->x);
    buf_add_byte(out, ' ');
    pdf_add_real(out, link->y);
    buf_add_byte(out, ' ');
    pdf_add_real(out, link->x + link->width);
    buf_add_byte(out, ' ');
    pdf_add_real(out, link->y + link->height);
}

/* What a screen reader says for the link (ISO 14289-1, 7.18.5): its own text, which is
 * that of the element on this page, or the target. */
static void add_contents(const struct pdf_job *job, const struct page *page,
                         const struct page_link *link, struct buf *out)
{
    struct buf text = BUF_INIT;
    for (size_t r = 0; r < page->run_count; r++)
        for (size_t g = 0;
             page->runs[r].tag == link->tag && g < page->runs[r].glyph_count; g++)
            buf_add(&text, page->runs[r].glyphs[g].text);
    if (!utf8_trim(buf_str(&text)).len)
        buf_add(&text, job->pages->tags[link->tag].target);
    pdf_add_text(out, buf_str(&text));
    if (text.status != STATUS_OK && out->status == STATUS_OK)
        out->status = text.status;
    buf_free(&text);
}

static uint32_t add_link(struct pdf_job *job, size_t page, const struct page_link *link)
{
    struct str target = job->pages->tags[link->tag].target;
    bool within = str_starts(target, STR("#"));
    struct str id = str_slice(target, 1, target.len);
    if (!target.len ||
        (within && !pdf_names_lookup(job->destinations, job->destination_count, id)))
        return 0;
    uint32_t number = pdf_file_reserve(&job->file);
    uint32_t key =
        pdf_structure_annotate(&job->structure, (uint32_t)page, link->tag, number);
    struct buf *out = &job->scratch;
    buf_clear(out);
    /* F 4: printed, neither hidden nor without a view (ISO 19005-3, 6.3.2). */
    buf_add_cstr(out, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    add_rectangle(out, link);
    buf_add_cstr(out, "]/StructParent ");
    pdf_add_integer(out, key);
    buf_add_cstr(out, "/Contents");
    add_contents(job, job->pages->pages + page, link, out);
    if (within) {
        buf_add_cstr(out, "/Dest");
        pdf_add_bytes(out, id);
    } else {
        buf_add_cstr(out, "/A<</S/URI/URI");
        add_uri(out, target);
        buf_add_cstr(out, ">>");
    }
    buf_add_cstr(out, ">>");
    pdf_file_set(&job->file, number, out);
    return number;
}

void pdf_navigation_add_links(struct pdf_job *job, size_t page, HPDF_Page object)
{
    const struct page *p = job->pages->pages + page;
    HPDF_Array annotations = NULL;
    for (size_t i = 0; i < p->link_count; i++) {
        if (p->links[i].tag >= job->pages->tag_count ||
            job->pages->tags[p->links[i].tag].type != PAGE_TAG_LINK)
            continue;
        uint32_t number = add_link(job, page, p->links + i);
        if (!number)
            continue;
        if (!annotations) {
            annotations = HPDF_Array_New(object->mmgr);
            if (!annotations ||
                HPDF_Dict_Add(object, "Annots", annotations) != HPDF_OK ||
                HPDF_Dict_AddName(object, "Tabs", "S") != HPDF_OK) {
                pdf_file_fail(&job->file, STATUS_NOMEM);
                return;
            }
        }
        if (HPDF_Array_Add(annotations, pdf_file_lookup(&job->file, number)) != HPDF_OK)
            pdf_file_fail(&job->file, STATUS_NOMEM);
    }
}
