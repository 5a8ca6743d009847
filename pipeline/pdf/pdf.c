#include "pdf/pdf.h"

#include <stdlib.h>

#include "job.h"
#include "metadata.h"
#include "syntax.h"

/* Titles and dates that are obligatory or must be well-formed. */
static void settle_facts(struct pdf_job *job)
{
    job->title = job->pages->title.len ? job->pages->title : job->options->title;
    if (!job->title.len)
        job->title = STR("-");
    if (pdf_metadata_is_date(job->options->date))
        job->date = job->options->date;
    else if (pdf_metadata_is_date(job->pages->date))
        job->date = job->pages->date;
}

/* BCP 47 as ISO 19005-3, 6.7.4 checks it; "und" where nothing is stated. */
static struct str language_of(const struct pages *pages)
{
    size_t part = 0;
    for (size_t i = 0; i < pages->language.len; i++) {
        char c = pages->language.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool digit = c >= '0' && c <= '9';
        if (c == '-' && part)
            part = 0;
        else if (!letter && !digit)
            return STR("und");
        else
            part++;
    }
    return part ? pages->language : STR("und");
}

static enum status write_fonts(struct pdf_job *job)
{
    struct buf resources = BUF_INIT;
    enum status status = STATUS_OK;
    buf_add_cstr(&resources, "<</Font<<");
    for (size_t i = 0; i < job->font_count && status == STATUS_OK; i++)
        if (job->fonts[i].glyphs.slot_count)
            status =
                pdf_font_write(job->fonts + i, i, &job->file, &resources, job->diag);
    buf_add_cstr(&resources, ">>>>");
    pdf_file_set(&job->file, job->resources, &resources);
    buf_free(&resources);
    return status;
}

/* The dictionaries of the pages, whose links are known by now. */
static void write_pages(struct pdf_job *job)
{
    size_t link = 0;
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < job->page_count; i++) {
        const struct pdf_page *page = job->written + i;
        buf_clear(&out);
        buf_add_cstr(&out, "<</Type/Page/Parent ");
        pdf_add_reference(&out, page->parent);
        buf_add_cstr(&out, "/MediaBox[0 0 ");
        pdf_add_real(&out, page->width);
        buf_add_byte(&out, ' ');
        pdf_add_real(&out, page->height);
        buf_add_cstr(&out, "]/Resources ");
        pdf_add_reference(&out, job->resources);
        buf_add_cstr(&out, "/Contents ");
        pdf_add_reference(&out, page->contents);
        buf_add_cstr(&out, "/StructParents ");
        pdf_add_integer(&out, (int64_t)i);
        pdf_navigation_add_links(job, (uint32_t)i, &link, &out);
        buf_add_cstr(&out, ">>");
        pdf_file_set(&job->file, page->number, &out);
    }
    buf_free(&out);
}

static void add_reference(struct buf *out, const char *key, uint32_t number)
{
    if (!number)
        return;
    buf_add_cstr(out, key);
    pdf_add_reference(out, number);
}

static uint32_t write_structure(struct pdf_job *job)
{
    uint32_t *numbers = malloc((job->page_count + 1) * sizeof *numbers);
    if (!numbers) {
        pdf_file_fail(&job->file, STATUS_NOMEM);
        return 0;
    }
    for (size_t i = 0; i < job->page_count; i++)
        numbers[i] = job->written[i].number;
    uint32_t root = pdf_structure_write(&job->structure, numbers);
    free(numbers);
    return root;
}

/* All that needs the pages' tags, destinations and bookmarks. A long document has many,
 * and nothing is left of them here afterwards. */
static enum status end_pages(struct pdf_job *job)
{
    if (job->has_ended)
        return job->file.status;
    if (!job->page_count)
        return STATUS_USAGE;
    job->has_ended = true;
    enum status status = write_fonts(job);
    if (status != STATUS_OK)
        return status;
    pdf_navigation_find_destinations(job);
    write_pages(job);
    job->destination_root = pdf_navigation_add_destinations(job);
    free(job->destinations);
    job->destinations = NULL;
    job->structure_root = write_structure(job);
    pdf_structure_close(&job->structure);
    pdf_navigation_add_labels(job, &job->catalog);
    pdf_navigation_add_outline(job, &job->catalog);
    return job->file.status;
}

static enum status write_catalog(struct pdf_job *job, uint32_t *number)
{
    HPDF_Doc doc = job->file.doc;
    uint32_t attachments;
    struct buf out = BUF_INIT;
    buf_add_cstr(&out, "<</Type/Catalog/Pages ");
    pdf_add_reference(&out, pdf_file_number(doc->root_pages));
    buf_add_cstr(&out, "/MarkInfo<</Marked true>>/Lang");
    pdf_add_text(&out, language_of(job->pages));
    /* 12.2: pages of vertical text are bound at the right. */
    buf_add_cstr(&out, job->pages->direction == PAGE_VERTICAL
                           ? "/ViewerPreferences<</DisplayDocTitle true/Direction/R2L>>"
                           : "/ViewerPreferences<</DisplayDocTitle true>>");
    add_reference(&out, "/StructTreeRoot ", job->structure_root);
    add_reference(&out, "/Metadata ", pdf_metadata_add_xmp(job));
    buf_add_cstr(&out, "/OutputIntents[");
    pdf_add_reference(&out, pdf_metadata_add_intent(job));
    buf_add_byte(&out, ']');
    buf_add(&out, buf_str(&job->catalog));
    pdf_file_fail(&job->file, job->catalog.status);
    enum status status = pdf_attach_add(job, &out, &attachments);
    if (job->destination_root || attachments) {
        buf_add_cstr(&out, "/Names<<");
        add_reference(&out, "/Dests ", job->destination_root);
        add_reference(&out, "/EmbeddedFiles ", attachments);
        buf_add_cstr(&out, ">>");
    }
    buf_add_cstr(&out, ">>");
    *number = pdf_file_number(doc->catalog);
    pdf_file_set(&job->file, *number, &out);
    buf_free(&out);
    return status;
}

/* ---- The writer ---- */

struct pdf_writer {
    struct pdf_job job;
    struct pdf_context *own; /* where the caller has none */
    size_t reports;          /* of the diag when it began */
    enum status status;
};

/* Nothing half written; where nothing was reported yet, the status is all there is to
 * say. */
static void fail(struct pdf_writer *writer, enum status status)
{
    struct pdf_job *job = &writer->job;
    struct buf *out = job->file.out;
    if (status == STATUS_OK || writer->status != STATUS_OK)
        return;
    writer->status = status;
    if (out && out->ptr && out->len > job->file.start) {
        out->len = job->file.start;
        out->ptr[out->len] = '\0';
    }
    if (job->diag && diag_count(job->diag) <= writer->reports)
        diag_report(job->diag,
                    status == STATUS_NOMEM ? DIAG_OUT_OF_MEMORY : DIAG_PDF_WRITER,
                    (struct diag_pos){0},
                    N_("the PDF could not be made (%s); none was "
                       "written"),
                    status_name(status));
}

static enum status open_job(struct pdf_job *job, struct buf *out)
{
    if (!job->arena || !job->context)
        return STATUS_NOMEM;
    settle_facts(job);
    enum status status =
        pdf_file_open(&job->file, job->arena, job->context->deflate, out);
    job->resources = pdf_file_reserve(&job->file);
    if (status == STATUS_OK)
        status = pdf_structure_open(&job->structure, job->pages, &job->file);
    return status;
}

struct pdf_writer *pdf_writer_open(const struct pages *pages,
                                   const struct pdf_options *options, struct buf *out,
                                   struct diag *diag)
{
    struct pdf_writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        return NULL;
    writer->reports = diag ? diag_count(diag) : 0;
    writer->own = options->context ? NULL : pdf_context_open();
    writer->job =
        (struct pdf_job){.pages = pages,
                         .options = options,
                         .context = writer->own ? writer->own : options->context,
                         .arena = arena_new(),
                         .diag = diag};
    fail(writer, open_job(&writer->job, out));
    return writer;
}

enum status pdf_writer_add_page(struct pdf_writer *writer, const struct page *page)
{
    if (writer->status == STATUS_OK)
        fail(writer, pdf_content_add_page(&writer->job, page));
    return writer->status;
}

static enum status finish(struct pdf_job *job)
{
    uint32_t catalog;
    enum status status = end_pages(job);
    if (status == STATUS_OK)
        status = write_catalog(job, &catalog);
    if (status != STATUS_OK)
        return status;
    /* libharu's information dictionary names libharu alone. */
    pdf_file_omit(&job->file, pdf_file_number(job->file.doc->info));
    return pdf_file_finish(&job->file, catalog, pdf_metadata_add_info(job));
}

enum status pdf_writer_end_pages(struct pdf_writer *writer)
{
    if (writer->status == STATUS_OK)
        fail(writer, end_pages(&writer->job));
    return writer->status;
}

enum status pdf_writer_finish(struct pdf_writer *writer)
{
    if (writer->status == STATUS_OK)
        fail(writer, finish(&writer->job));
    return writer->status;
}

void pdf_writer_close(struct pdf_writer *writer)
{
    if (!writer)
        return;
    struct pdf_job *job = &writer->job;
    for (size_t i = 0; i < job->font_count; i++)
        pdf_font_close(job->fonts + i);
    pdf_structure_close(&job->structure);
    pdf_file_close(&job->file);
    free(job->fonts);
    free(job->written);
    free(job->links);
    free(job->destinations);
    buf_free(&job->catalog);
    buf_free(&job->labels.rows);
    buf_free(&job->labels.prefix);
    buf_free(&job->scratch);
    pdf_context_close(writer->own);
    arena_free(job->arena);
    free(writer);
}

enum status pdf_write(const struct pages *pages, const struct pdf_options *options,
                      struct buf *out, struct diag *diag)
{
    struct pdf_writer *writer = pdf_writer_open(pages, options, out, diag);
    if (!writer)
        return STATUS_NOMEM;
    for (size_t i = 0; i < pages->page_count; i++)
        pdf_writer_add_page(writer, pages->pages + i);
    enum status status = pdf_writer_finish(writer);
    pdf_writer_close(writer);
    return status;
}
