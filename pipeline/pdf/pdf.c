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
    for (size_t i = 0; i < job->pages->font_count && status == STATUS_OK; i++)
        if (job->fonts[i].glyphs.slot_count)
            status =
                pdf_font_write(job->fonts + i, i, &job->file, &resources, job->diag);
    buf_add_cstr(&resources, ">>>>");
    pdf_file_set(&job->file, job->resources, &resources);
    buf_free(&resources);
    return status;
}

static enum status add_pages(struct pdf_job *job)
{
    job->page_numbers = calloc(job->pages->page_count + 1, sizeof *job->page_numbers);
    if (!job->page_numbers)
        return STATUS_NOMEM;
    for (size_t i = 0; i < job->pages->page_count; i++) {
        HPDF_Page page = HPDF_AddPage(job->file.doc);
        if (!page)
            return STATUS_NOMEM;
        job->page_numbers[i] = pdf_file_number(page);
    }
    return STATUS_OK;
}

static void add_reference(struct buf *out, const char *key, uint32_t number)
{
    if (!number)
        return;
    buf_add_cstr(out, key);
    pdf_add_reference(out, number);
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
    add_reference(&out, "/StructTreeRoot ",
                  pdf_structure_write(&job->structure, job->page_numbers));
    add_reference(&out, "/Metadata ", pdf_metadata_add_xmp(job));
    buf_add_cstr(&out, "/OutputIntents[");
    pdf_add_reference(&out, pdf_metadata_add_intent(job));
    buf_add_byte(&out, ']');
    pdf_navigation_add_labels(job, &out);
    pdf_navigation_add_outline(job, &out);
    uint32_t destinations = pdf_navigation_add_destinations(job);
    enum status status = pdf_attach_add(job, &out, &attachments);
    if (destinations || attachments) {
        buf_add_cstr(&out, "/Names<<");
        add_reference(&out, "/Dests ", destinations);
        add_reference(&out, "/EmbeddedFiles ", attachments);
        buf_add_cstr(&out, ">>");
    }
    buf_add_cstr(&out, ">>");
    *number = pdf_file_number(doc->catalog);
    pdf_file_set(&job->file, *number, &out);
    buf_free(&out);
    return status;
}

static enum status write_all(struct pdf_job *job, struct buf *out)
{
    uint32_t catalog;
    job->resources = pdf_file_reserve(&job->file);
    enum status status = add_pages(job);
    if (status != STATUS_OK)
        return status;
    pdf_navigation_find_destinations(job);
    status = pdf_structure_open(&job->structure, job->pages, &job->file);
    if (status == STATUS_OK)
        status = pdf_content_register(job);
    if (status == STATUS_OK)
        status = write_fonts(job);
    if (status != STATUS_OK)
        return status;
    pdf_content_write(job);
    if (job->file.status != STATUS_OK)
        return job->file.status;
    status = write_catalog(job, &catalog);
    if (status != STATUS_OK)
        return status;
    /* libharu's information dictionary names libharu alone. */
    pdf_file_omit(&job->file, pdf_file_number(job->file.doc->info));
    return pdf_file_write(&job->file, catalog, pdf_metadata_add_info(job), out);
}

/* Where nothing was reported yet, the status is all there is to say. */
static void report(struct pdf_job *job, size_t reports, enum status status)
{
    if (status == STATUS_OK || diag_count(job->diag) > reports)
        return;
    diag_report(job->diag,
                status == STATUS_NOMEM ? DIAG_OUT_OF_MEMORY : DIAG_PDF_WRITER,
                (struct diag_pos){0},
                N_("the PDF could not be made (%s); none was "
                   "written"),
                status_name(status));
}

enum status pdf_write(const struct pages *pages, const struct pdf_options *options,
                      struct buf *out, struct diag *diag)
{
    struct pdf_job job = {.pages = pages,
                          .options = options,
                          .context = options->context,
                          .arena = arena_new(),
                          .diag = diag};
    size_t reports = diag ? diag_count(diag) : 0;
    struct pdf_context *own = NULL;
    enum status status = STATUS_NOMEM;
    job.fonts = calloc(pages->font_count + 1, sizeof *job.fonts);
    if (!job.context)
        job.context = own = pdf_context_open();
    if (!job.arena || !job.fonts || !job.context)
        goto out;
    settle_facts(&job);
    status = pages->page_count ? STATUS_OK : STATUS_USAGE;
    if (status == STATUS_OK)
        status = pdf_file_open(&job.file, job.arena, job.context->deflate);
    if (status == STATUS_OK)
        status = write_all(&job, out);
out:
    if (diag)
        report(&job, reports, status);
    for (size_t i = 0; job.fonts && i < pages->font_count; i++)
        pdf_font_close(job.fonts + i);
    pdf_structure_close(&job.structure);
    pdf_file_close(&job.file);
    free(job.fonts);
    free(job.page_numbers);
    free(job.destinations);
    buf_free(&job.scratch);
    pdf_context_close(own);
    arena_free(job.arena);
    return status;
}
