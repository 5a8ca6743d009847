/* A published PDF: what it says, what it shows, what it carries. */
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/same_text.h"
#include "node.h"
#include "pdfin_attachment.h"
#include "pdfin_text.h"
#include "report.h"

struct verify_pdf {
    struct pdfin file;
    struct pdfin_fonts fonts;
    struct pdfin_pages pages;
    struct pdfin_reading reading;
    struct pdfin_attachments attachments;
    struct str path;
};

/* A fault of the file is a finding; want of memory is the report's. */
static bool settle(struct verify_pdf *pdf, struct verify_report *report)
{
    if (pdf->file.status == STATUS_OK)
        return true;
    if (pdf->file.fault)
        report_unreadable(report, pdf->path, pdf->file.fault);
    else
        report->status = pdf->file.status;
    return false;
}

enum status verify_pdf_open(const struct verify_file *file,
                            struct verify_report *report, struct verify_pdf **out)
{
    struct verify_pdf *pdf = calloc(1, sizeof(*pdf));
    *out = NULL;
    if (!pdf)
        return report->status = STATUS_NOMEM;
    pdf->path = file->path;
    pdfin_open(&pdf->file, file->bytes);
    if (pdf->file.status == STATUS_OK)
        pdfin_attachments_open(&pdf->file, &pdf->attachments);
    if (settle(pdf, report))
        *out = pdf;
    else
        verify_pdf_close(pdf);
    return report->status;
}

void verify_pdf_close(struct verify_pdf *pdf)
{
    if (!pdf)
        return;
    record_free(&pdf->reading.said);
    record_free(&pdf->reading.shown);
    record_free(&pdf->reading.artifacts);
    record_free(&pdf->reading.stray);
    pdfin_pages_free(&pdf->pages);
    pdfin_fonts_free(&pdf->fonts);
    pdfin_attachments_free(&pdf->attachments);
    pdfin_close(&pdf->file);
    free(pdf);
}

size_t verify_pdf_attachment_count(const struct verify_pdf *pdf)
{
    return pdf ? pdf->attachments.count : 0;
}

struct verify_file verify_pdf_attachment(const struct verify_pdf *pdf, size_t index)
{
    const struct pdfin_attachment *attachment = &pdf->attachments.items[index];
    struct str bytes = buf_str(&attachment->content);
    if (!bytes.ptr)
        bytes.ptr = "";
    return (struct verify_file){attachment->name, bytes};
}

/* ---- what stands beside the record ---- */

/* Characters that a folio has beside its letters: "- 3 -", "3/12". */
static bool is_of_folio(uint32_t c)
{
    return utf8_is_space(c) || (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) ||
           c == '-' || c == '/' || c == 0x2013 || c == 0x2014 || c == 0x2010 ||
           c == 0xFF0F || c == 0xFF0D || c == 0x2212 || c == 0x2015;
}

static void squeeze(struct str text, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        if (!utf8_is_space(utf8_next(text, &at)))
            buf_add(out, str_slice(text, from, at));
    }
}

/* The line without white space and without the figures and dashes of a folio. */
static void add_head(struct str line, struct buf *out)
{
    for (size_t at = 0; at < line.len;) {
        size_t from = at;
        if (!is_of_folio(utf8_next(line, &at)))
            buf_add(out, str_slice(line, from, at));
    }
}

static void tell_stray(struct verify_report *report, struct str path,
                       const struct record *record, size_t offset, struct str text)
{
    struct verify_place place = record_place(record, offset);
    struct buf shown = BUF_INIT;
    squeeze(text, &shown);
    diag_set_file(report->diag, path);
    diag_report(report->diag, DIAG_VERIFY_STRAY, (struct diag_pos){0, 0},
                "page %lu, line %lu, character %lu: \"%.*s\" is painted outside of the "
                "record",
                (unsigned long)place.page, (unsigned long)place.line,
                (unsigned long)place.character, STR_ARGS(buf_str(&shown)));
    report_add(report,
               (struct verify_finding){.place = place, .found = buf_str(&shown)});
    buf_free(&shown);
}

/* What a page may say beside the record; in each, white space and folios are out. */
struct known {
    struct buf record;
    struct buf facts[4]; /* a title before the name of the body that it begins with */
};

static enum status open_known(struct known *known, const struct record *expected,
                              const struct doc_facts *facts)
{
    const struct doc_fact *const rows[] = {&facts->title, &facts->place, &facts->organ,
                                           &facts->kind};
    add_head(buf_str(&expected->text), &known->record);
    enum status status = known->record.status;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        add_head(rows[i]->value, &known->facts[i]);
        if (known->facts[i].status != STATUS_OK)
            status = known->facts[i].status;
    }
    return status;
}

static void close_known(struct known *known)
{
    buf_free(&known->record);
    for (size_t i = 0; i < sizeof(known->facts) / sizeof(*known->facts); i++)
        buf_free(&known->facts[i]);
}

/* Whether a head repeats the record (as that of a table does), or is put together from
 * facts. */
static bool is_known(const struct known *known, struct str head)
{
    if (str_find(buf_str(&known->record), head, 0) != SIZE_MAX)
        return true;
    while (head.len > 0) {
        size_t rest = head.len;
        for (size_t i = 0; i < sizeof(known->facts) / sizeof(*known->facts); i++) {
            struct str fact = buf_str(&known->facts[i]);
            if (rest == head.len && fact.len > 0 && str_starts(head, fact))
                head = str_slice(head, fact.len, head.len);
        }
        if (rest == head.len)
            return false;
    }
    return true;
}

/* A line that is painted as an artifact. */
struct head {
    struct str text; /* as add_head has it */
    size_t from, to; /* of the artifacts' text */
};

struct heads {
    struct head *items;
    size_t count, capacity;
    enum status status;
};

static void take_heads(struct verify_pdf *pdf, struct heads *heads)
{
    struct str text = buf_str(&pdf->reading.artifacts.text);
    struct buf head = BUF_INIT;
    for (size_t from = 0, to; from < text.len; from = to + 1) {
        to = str_find(text, STR("\n"), from);
        to = to == SIZE_MAX ? text.len : to;
        buf_clear(&head);
        add_head(str_slice(text, from, to), &head);
        if (head.len == 0)
            continue;
        if (heads->count == heads->capacity) {
            size_t capacity = heads->capacity ? heads->capacity * 2 : 64;
            struct head *items = realloc(heads->items, capacity * sizeof(*items));
            if (!items) {
                heads->status = STATUS_NOMEM;
                break;
            }
            heads->items = items;
            heads->capacity = capacity;
        }
        struct str kept = arena_copy(pdf->file.arena, buf_str(&head));
        heads->items[heads->count++] = (struct head){kept, from, to};
    }
    if (head.status != STATUS_OK || arena_failed(pdf->file.arena))
        heads->status = STATUS_NOMEM;
    buf_free(&head);
}

static int by_text(const void *a, const void *b)
{
    const struct head *x = a, *y = b;
    int order = str_compare(x->text, y->text);
    return order != 0 ? order : (x->from > y->from) - (x->from < y->from);
}

/* A running head may repeat what the record says, beside a folio, or be the same on
 * most pages, as a publisher's own wording is. The first page that paints something
 * else is told. */
static void check_artifacts(struct verify_pdf *pdf, const struct doc *doc,
                            const struct record *expected, struct verify_report *report)
{
    const struct record *artifacts = &pdf->reading.artifacts;
    struct heads heads = {0};
    struct known known = {0};
    const struct head *first = NULL;
    take_heads(pdf, &heads);
    report->status = open_known(&known, expected, &doc->facts);
    if (heads.status != STATUS_OK)
        report->status = heads.status;
    if (heads.count > 1)
        qsort(heads.items, heads.count, sizeof(*heads.items), by_text);
    for (size_t i = 0, end; i < heads.count && report->status == STATUS_OK; i = end) {
        const struct head *head = &heads.items[i];
        for (end = i + 1;
             end < heads.count && str_equal(heads.items[end].text, head->text);)
            end++;
        bool usual = end - i >= 2 && (end - i) * 2 >= pdf->pages.count;
        if (!usual && (!first || head->from < first->from) &&
            !is_known(&known, head->text))
            first = head;
    }
    if (first)
        tell_stray(report, pdf->path, artifacts, first->from,
                   str_slice(buf_str(&artifacts->text), first->from, first->to));
    close_known(&known);
    free(heads.items);
}

static void check_stray(struct verify_pdf *pdf, struct verify_report *report)
{
    const struct record *stray = &pdf->reading.stray;
    struct str text = buf_str(&stray->text);
    for (size_t from = 0; from < text.len;) {
        size_t end = str_find(text, STR("\n"), from);
        end = end == SIZE_MAX ? text.len : end;
        if (!text_is_same(str_slice(text, from, end), (struct str){0}, NULL)) {
            tell_stray(report, pdf->path, stray, from, str_slice(text, from, end));
            return;
        }
        from = end + 1;
    }
}

/* ---- document information and metadata: 14.3 ---- */

/* Ours has two thousand bytes. */
#define METADATA_MAX ((size_t)16 << 20)
#define DUBLIN_CORE "http://purl.org/dc/elements/1.1/"

static void read_information(struct verify_pdf *pdf)
{
    static const struct {
        const char *key;
        struct str name;
    } rows[] = {
        {"Title", STR_INIT("title")},
        {"Author", STR_INIT("organ")},
        {"Subject", STR_INIT("kind")},
    };
    struct pdfin *file = &pdf->file;
    const struct pdfin_value *info = pdfin_get(file, file->trailer, "Info");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct pdfin_value *value = pdfin_get(file, info, rows[i].key);
        struct buf text = BUF_INIT;
        if (value->type != PDFIN_STRING)
            continue;
        pdfin_add_text(value->as.text, &text);
        record_add_fact(&pdf->reading.said, rows[i].name, buf_str(&text));
        buf_free(&text);
    }
}

/* XMP (ISO 16684-1): dc:title, dc:creator, dc:description and dc:date. */
static void read_metadata(struct verify_pdf *pdf)
{
    static const struct {
        const char *element;
        struct str name;
    } rows[] = {
        {"title", STR_INIT("title")},
        {"creator", STR_INIT("organ")},
        {"description", STR_INIT("kind")},
        {"date", STR_INIT("date")},
    };
    struct pdfin *file = &pdf->file;
    struct buf bytes = BUF_INIT;
    const struct pdfin_value *root = pdfin_get(file, file->trailer, "Root");
    pdfin_stream(file, pdfin_get(file, root, "Metadata"), &bytes);
    xmlDocPtr tree =
        bytes.len == 0 || bytes.len > METADATA_MAX
            ? NULL
            : xmlReadMemory(bytes.ptr, (int)bytes.len, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    const xmlNode *top = tree ? xmlDocGetRootElement(tree) : NULL;
    for (const xmlNode *node = top; node; node = node_next(node, top)) {
        if (node->type != XML_ELEMENT_NODE || !node->ns ||
            strcmp((const char *)node->ns->href, DUBLIN_CORE) != 0)
            continue;
        for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
            if (strcmp((const char *)node->name, rows[i].element) != 0)
                continue;
            xmlChar *text = xmlNodeGetContent(node);
            if (text)
                record_add_fact(&pdf->reading.said, rows[i].name,
                                str_from((const char *)text));
            xmlFree(text);
        }
    }
    xmlFreeDoc(tree);
    buf_free(&bytes);
}

/* ---- the comparison ---- */

static void read_text(struct verify_pdf *pdf)
{
    struct pdfin *file = &pdf->file;
    pdfin_pages_open(file, &pdf->pages);
    for (size_t i = 0; i < pdf->pages.count && file->status == STATUS_OK; i++)
        pdfin_page_read(file, &pdf->fonts, &pdf->pages, i);
    if (file->status == STATUS_OK)
        pdfin_read_structure(file, &pdf->pages, &pdf->reading);
    read_information(pdf);
    read_metadata(pdf);
    const struct record *const records[] = {&pdf->reading.said, &pdf->reading.shown,
                                            &pdf->reading.artifacts,
                                            &pdf->reading.stray};
    for (size_t i = 0; i < sizeof(records) / sizeof(*records); i++)
        if (record_status(records[i]) != STATUS_OK)
            pdfin_fail(file, STATUS_NOMEM, NULL);
}

enum status verify_pdf_compare(struct verify_pdf *pdf, const struct doc *doc,
                               struct verify_report *report)
{
    struct record expected = RECORD_INIT;
    read_text(pdf);
    if (!settle(pdf, report))
        return report->status;
    record_of_doc(doc, RECORD_BULLETS, &expected);
    if (record_status(&expected) != STATUS_OK)
        report->status = record_status(&expected);
    /* Where the glyphs say something else, so does, but for an ActualText, the text. */
    if (report->status == STATUS_OK &&
        report_compare(report, pdf->path, &expected, &pdf->reading.said))
        report_compare_shown(report, pdf->path, &expected, &pdf->reading.shown);
    if (report->status == STATUS_OK)
        check_stray(pdf, report);
    if (report->status == STATUS_OK)
        check_artifacts(pdf, doc, &expected, report);
    if (report->status == STATUS_OK)
        report_compare_facts(report, pdf->path, doc, &pdf->reading.said);
    record_free(&expected);
    return report->status;
}
