/* Ways through the document: ISO 32000-1, 12.3 to 12.5. */
#include <stdlib.h>

#include "base/utf8.h"
#include "job.h"
#include "syntax.h"

/* Levels of bookmarks that hang under each other; deeper ones stay at the last. The
 * structure has six levels of headings. */
#define BOOKMARK_LEVELS 16u

static bool is_reached(const struct pdf_job *job, const struct page_destination *d)
{
    return d->page < job->page_count && d->id.len;
}

void pdf_navigation_find_destinations(struct pdf_job *job)
{
    const struct pages *pages = job->pages;
    size_t count = 0;
    struct pdf_name *names = malloc((pages->destination_count + 1) * sizeof *names);
    if (!names) {
        pdf_file_fail(&job->file, STATUS_NOMEM);
        return;
    }
    for (size_t i = 0; i < pages->destination_count; i++)
        if (is_reached(job, pages->destinations + i))
            names[count++] = (struct pdf_name){.key = pages->destinations[i].id,
                                               .owner = (uint32_t)i};
    job->destinations = names;
    job->destination_count = pdf_names_sort(names, count);
}

static void spell_destination(const void *user, uint32_t owner, struct buf *out)
{
    const struct pdf_job *job = user;
    const struct page_destination *d = job->pages->destinations + owner;
    buf_add_byte(out, '[');
    pdf_add_reference(out, job->written[d->page].number);
    buf_add_cstr(out, "/XYZ ");
    pdf_add_real(out, d->x);
    buf_add_byte(out, ' ');
    pdf_add_real(out, d->y);
    buf_add_cstr(out, " null]");
}

uint32_t pdf_navigation_add_destinations(struct pdf_job *job)
{
    if (!job->destination_count)
        return 0;
    return pdf_names_add(&job->file, job->destinations, job->destination_count,
                         spell_destination, job);
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

void pdf_navigation_take_label(struct pdf_job *job, struct str label)
{
    struct pdf_labels *l = &job->labels;
    uint32_t number;
    struct str own = split_label(label, &number);
    bool goes_on = job->page_count && number && number == l->next &&
                   str_equal(own, buf_str(&l->prefix));
    l->next = number ? number + 1 : 0;
    if (goes_on)
        return;
    buf_clear(&l->prefix);
    buf_add(&l->prefix, own);
    pdf_file_fail(&job->file, l->prefix.status);
    pdf_add_integer(&l->rows, (int64_t)job->page_count);
    buf_add_cstr(&l->rows, "<<");
    if (own.len) {
        buf_add_cstr(&l->rows, "/P");
        pdf_add_text(&l->rows, own);
    }
    if (number) {
        buf_add_cstr(&l->rows, "/S/D/St ");
        pdf_add_integer(&l->rows, number);
    }
    buf_add_cstr(&l->rows, ">>");
}

void pdf_navigation_add_labels(struct pdf_job *job, struct buf *catalog)
{
    buf_add_cstr(catalog, "/PageLabels<</Nums[");
    buf_add(catalog, buf_str(&job->labels.rows));
    buf_add_cstr(catalog, "]>>");
    pdf_file_fail(&job->file, job->labels.rows.status);
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
            !is_reached(job, pages->destinations + b->destination))
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
static struct str contents_of(struct pdf_job *job, const struct page *page,
                              const struct page_link *link)
{
    struct buf text = BUF_INIT;
    for (size_t r = 0; r < page->run_count; r++)
        for (size_t g = 0;
             page->runs[r].tag == link->tag && g < page->runs[r].glyph_count; g++)
            buf_add(&text, page->runs[r].glyphs[g].text);
    if (!utf8_trim(buf_str(&text)).len)
        buf_add(&text, job->pages->tags[link->tag].target);
    struct str kept = pdf_file_keep(&job->file, &text);
    buf_free(&text);
    return kept;
}

void pdf_navigation_take_links(struct pdf_job *job, const struct page *page)
{
    for (size_t i = 0; i < page->link_count; i++) {
        const struct page_link *link = page->links + i;
        if (link->tag >= job->pages->tag_count ||
            job->pages->tags[link->tag].type != PAGE_TAG_LINK ||
            !job->pages->tags[link->tag].target.len)
            continue;
        if (job->link_count == job->link_capacity) {
            size_t capacity = job->link_capacity * 2 + 16;
            struct pdf_link *links = realloc(job->links, capacity * sizeof *links);
            if (!links) {
                pdf_file_fail(&job->file, STATUS_NOMEM);
                return;
            }
            job->links = links;
            job->link_capacity = capacity;
        }
        job->links[job->link_count++] = (struct pdf_link){
            *link, (uint32_t)job->page_count, contents_of(job, page, link)};
    }
}

/* The number of the annotation; 0 where the target reached no page. */
static uint32_t add_link(struct pdf_job *job, const struct pdf_link *link)
{
    struct str target = job->pages->tags[link->link.tag].target;
    bool within = str_starts(target, STR("#"));
    struct str id = str_slice(target, 1, target.len);
    if (within && !pdf_names_lookup(job->destinations, job->destination_count, id))
        return 0;
    uint32_t number = pdf_file_reserve(&job->file);
    uint32_t key =
        pdf_structure_annotate(&job->structure, link->page, link->link.tag, number);
    struct buf *out = &job->scratch;
    buf_clear(out);
    /* F 4: printed, neither hidden nor without a view (ISO 19005-3, 6.3.2). */
    buf_add_cstr(out, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    add_rectangle(out, &link->link);
    buf_add_cstr(out, "]/StructParent ");
    pdf_add_integer(out, key);
    buf_add_cstr(out, "/Contents");
    pdf_add_text(out, link->contents);
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

void pdf_navigation_add_links(struct pdf_job *job, uint32_t page, size_t *next,
                              struct buf *out)
{
    size_t count = 0;
    for (; *next < job->link_count && job->links[*next].page == page; ++*next) {
        uint32_t number = add_link(job, job->links + *next);
        if (!number)
            continue;
        buf_add_cstr(out, count++ ? " " : "/Tabs/S/Annots[");
        pdf_add_reference(out, number);
    }
    if (count)
        buf_add_byte(out, ']');
}
