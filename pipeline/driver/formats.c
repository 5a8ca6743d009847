/* The rows of the table of writers, and the few lines that join each to its stage. */
#include "base/meter.h"
#include "config.h"
#include "corrections.h"
#include "font_hashes.h"
#include "html/html.h"
#include "markdown/markdown.h"
#include "message.h"
#include "output.h"
#include "pdf/pdf.h"
#include "place.h"
#include "project/project.h"
#include "search/search.h"
#include "text/text.h"
#include "uri.h"
#include "writers.h"
#include "xml/xml.h"

static enum status write_xml(struct job *job, struct buf *out)
{
    struct str xml;
    enum status status = job_xml(job, &xml);
    if (status == STATUS_OK)
        buf_add(out, xml);
    return status;
}

static enum status write_markdown(struct job *job, struct buf *out)
{
    const struct doc *doc;
    enum status status = job_doc(job, &doc);
    enum meter_work work = meter_turn(METER_MARKDOWN);
    if (status == STATUS_OK)
        status = markdown_write(doc, NULL, out, job->diag);
    meter_turn(work);
    return status;
}

/* Pages on their way into a PDF. */
struct pdf_making {
    struct pdf_options *options;
    struct pdf_writer *writer; /* opened with the first page */
    struct buf *out;
    struct diag *diag;
};

static enum status take_page(void *user, const struct pages *pages,
                             const struct page *page)
{
    struct pdf_making *making = user;
    if (pages->archive == PAGE_ARCHIVE_A2A)
        making->options->conformance = PDF_A2A_UA1;
    enum meter_work work = meter_turn(METER_PDF);
    if (!making->writer)
        making->writer =
            pdf_writer_open(pages, making->options, making->out, making->diag);
    enum status status =
        making->writer ? pdf_writer_add_page(making->writer, page) : STATUS_NOMEM;
    meter_turn(work);
    return status;
}

/* The record and the text it was made from are attached, unless the template wants
 * PDF/A-2a; the latter where it was the input. They come last: the record is made when
 * the pages are gone. */
static enum status finish_pdf(struct job *job, struct pdf_making *making,
                              struct pdf_options *options)
{
    struct str xml, source;
    struct buf xml_name = BUF_INIT;
    if (job->pages->archive == PAGE_ARCHIVE_A2A)
        return pdf_writer_finish(making->writer);
    enum status status = pdf_writer_end_pages(making->writer);
    pages_forget_ways(job->pages);
    if (status == STATUS_OK)
        status = job_xml(job, &xml);
    if (status == STATUS_OK)
        status = job_source(job, &source);
    if (status != STATUS_OK)
        return status;
    buf_add(&xml_name, job->input->slug);
    buf_add_cstr(&xml_name, ".xml");
    bool from_text = !xml_recognise(source) && job->input->name.len > 0;
    const struct pdf_attachment attachments[] = {
        {buf_str(&xml_name), STR("application/xml"), STR("gijiroku XML"),
         PDF_RELATIONSHIP_SOURCE, xml},
        {job->input->name, STR("text/plain"), STR("source"), PDF_RELATIONSHIP_SOURCE,
         source},
    };
    options->attachments = attachments;
    options->attachment_count = from_text ? 2 : 1;
    status = xml_name.status;
    if (status == STATUS_OK)
        status = pdf_writer_finish(making->writer);
    buf_free(&xml_name);
    return status;
}

static enum status write_pdf(struct job *job, struct buf *out)
{
    const struct pages *pages;
    size_t start = out->len;
    struct pdf_options options = {
        .context = job->worker->pdf,
        .conformance = PDF_A3A_UA1,
        .producer = STR(CONFIG_GENERATOR),
        .title = job->input->slug,
        .date = str_from(job->worker->workshop->date),
    };
    struct pdf_making making = {&options, NULL, out, job->diag};
    const struct page_sink sink = {.take = take_page, .user = &making};
    enum status status = job_pages(job, &sink, &pages);
    if (status == STATUS_OK && job->record)
        font_hashes_begin(job->worker->workshop->hashes, pages);
    enum meter_work work = meter_turn(METER_PDF);
    if (status == STATUS_OK)
        status = finish_pdf(job, &making, &options);
    pdf_writer_close(making.writer);
    if (status == STATUS_OK && pages->linearized)
        status = pdf_linearize(out, start);
    meter_turn(work);
    return status;
}

/* What links of one page are made of. */
struct page_links {
    struct html_link formats[RECORD_FORMATS_MAX];
    size_t format_count;
    struct buf hrefs[RECORD_FORMATS_MAX];
    struct buf previous, next, address, body;
};

static void link_formats(const struct job *job, struct page_links *links)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++) {
        const struct output_file *file = &job->record->files[i];
        if (file->path.len == 0 || rows[i].site_name)
            continue;
        struct buf *href = &links->hrefs[links->format_count];
        uri_add_segment(job->input->slug, href);
        buf_add_cstr(href, rows[i].ending);
        links->formats[links->format_count++] =
            (struct html_link){buf_str(href), str_from(rows[i].title),
                               str_from(rows[i].media_type), file->size};
    }
}

static struct html_neighbour link_neighbour(const struct summary *summary,
                                            struct buf *href)
{
    if (!summary)
        return (struct html_neighbour){0};
    buf_add_cstr(href, "../");
    uri_add_segment(summary->slug, href);
    buf_add_cstr(href, "/index.html");
    return (struct html_neighbour){buf_str(href), summary->title, summary->session,
                                   summary->date};
}

/* A page is named by its folder: the server shows the folder's index. */
static struct str address_of(const struct job *job, struct buf *out)
{
    struct str site = job->worker->workshop->project->site;
    if (!job->record || site.len == 0)
        return (struct str){0};
    buf_add(out, site);
    uri_add_segment(job->input->slug, out);
    buf_add_byte(out, '/');
    return buf_str(out);
}

static struct str body_of(const struct job *job, struct buf *out)
{
    struct buf path = BUF_INIT;
    struct str organ = job->record ? job->record->summary.organ : (struct str){0};
    if (organ.len == 0)
        return (struct str){0};
    place_add_body(organ, &path);
    buf_add_cstr(out, "../");
    uri_add_iri_path(buf_str(&path), out);
    buf_add_cstr(out, "/index.html");
    buf_free(&path);
    return buf_str(out);
}

static void free_links(struct page_links *links)
{
    for (size_t i = 0; i < links->format_count; i++)
        buf_free(&links->hrefs[i]);
    buf_free(&links->previous);
    buf_free(&links->next);
    buf_free(&links->address);
    buf_free(&links->body);
}

/* The hash of the text that the document was made from; empty where the input was the
 * XML already. */
static enum status hash_text(struct job *job, char sha256[OUTPUT_SHA256_DIGITS + 1],
                             struct str *out)
{
    struct str source;
    enum status status = STATUS_OK;
    *out = (struct str){0};
    if (job->record) {
        if (job->record->origin == RECORD_FROM_TEXT)
            *out = str_from(job->record->source_sha256);
        return STATUS_OK;
    }
    status = job_source(job, &source);
    if (status != STATUS_OK || xml_recognise(source))
        return status;
    output_hash(source, sha256);
    *out = str_from(sha256);
    return STATUS_OK;
}

/* The page of a document in the site, or on its own: then it links to nothing. */
static enum status write_html(struct job *job, struct buf *out)
{
    struct page_links links = {0};
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    struct str xml, text_sha256;
    enum status status = job_xml(job, &xml);
    if (status == STATUS_OK)
        status = hash_text(job, sha256, &text_sha256);
    if (status != STATUS_OK)
        return status;
    if (job->record)
        link_formats(job, &links);
    struct html_params params = workshop_params(job->worker->workshop);
    if (job->record) {
        params.root = STR("../");
        params.search = STR("search.html");
    }
    params.address = address_of(job, &links.address);
    params.body = body_of(job, &links.body);
    params.previous = link_neighbour(job->neighbours.previous, &links.previous);
    params.next = link_neighbour(job->neighbours.next, &links.next);
    params.source_sha256 = text_sha256;
    params.links = links.formats;
    params.link_count = links.format_count;
    struct arena *arena = arena_new();
    if (job->record && arena) {
        const struct project *project = job->worker->workshop->project;
        struct corrections corrections =
            corrections_of(project, job->record->summary.slug, arena);
        params.corrections = corrections.items;
        params.correction_count = corrections.count;
    }
    enum meter_work work = meter_turn(METER_XSLT);
    status = !arena || arena_failed(arena) ? STATUS_NOMEM
                                           : html_write(job->worker->workshop->page,
                                                        xml, &params, out, job->diag);
    meter_turn(work);
    arena_free(arena);
    free_links(&links);
    return status;
}

static enum status write_search_text(struct job *job, struct buf *out)
{
    const struct doc *doc;
    enum status status = job_doc(job, &doc);
    return status == STATUS_OK ? search_write_text(doc, job->input->slug, out) : status;
}

static enum status write_text(struct job *job, struct buf *out)
{
    const struct doc *doc;
    enum status status = job_doc(job, &doc);
    return status == STATUS_OK ? text_write(doc, out) : status;
}

/* A format that a stylesheet makes of the XML: formats/NAME.xsl. */
static enum status write_by_stylesheet(struct job *job, const char *name,
                                       struct buf *out)
{
    const struct workshop *workshop = job->worker->workshop;
    const struct html_stylesheet *stylesheet = workshop_format(workshop, name);
    struct page_links links = {0};
    struct str xml;
    enum status status = job_xml(job, &xml);
    if (status != STATUS_OK)
        return status;
    struct html_params params = workshop_params(workshop);
    params.address = address_of(job, &links.address);
    status = html_write(stylesheet, xml, &params, out, job->diag);
    free_links(&links);
    return status;
}

static enum status write_akn(struct job *job, struct buf *out)
{
    return write_by_stylesheet(job, "akn", out);
}

static enum status write_json(struct job *job, struct buf *out)
{
    return write_by_stylesheet(job, "json", out);
}

/* The one that -f names. */
static enum status write_asked(struct job *job, struct buf *out)
{
    return write_by_stylesheet(job, job->worker->workshop->asked_format, out);
}

const struct writer writer_by_stylesheet = {
    .name = "",
    .content = WRITER_TEXT,
    .uses = WRITER_CONVERTS,
    .needs = WORKSHOP_FORMATS,
    .write = write_asked,
};

static enum status write_source(struct job *job, struct buf *out)
{
    const struct doc *doc;
    enum status status = job_doc(job, &doc);
    return status == STATUS_OK ? text_write_source(doc, job->diag, out) : status;
}

/* The page comes after the formats that it links to. */
static const struct writer table[] = {
    {"xml", "XML", ".xml", NULL, "application/xml", WRITER_TEXT, WRITER_TURN_DOCUMENT,
     WRITER_CONVERTS | WRITER_BUILDS, 0, write_xml,
     N_("the record with its facts and changes: the canonical form")},
    {"md", "Markdown", ".md", NULL, "text/markdown", WRITER_TEXT, WRITER_TURN_DOCUMENT,
     WRITER_CONVERTS | WRITER_BUILDS, 0, write_markdown,
     N_("GitHub Flavored Markdown with the facts as front matter")},
    {"pdf", "PDF", ".pdf", NULL, "application/pdf", WRITER_BINARY, WRITER_TURN_DOCUMENT,
     WRITER_CONVERTS | WRITER_BUILDS, WORKSHOP_FONTS, write_pdf,
     N_("pages to print and to keep")},
    {"html", "HTML", ".html", "index.html", "text/html", WRITER_TEXT, WRITER_TURN_SITE,
     WRITER_CONVERTS | WRITER_BUILDS, WORKSHOP_PAGE, write_html,
     N_("a page for the website")},
    {"search", NULL, ".js", "search.js", "text/javascript", WRITER_TEXT,
     WRITER_TURN_DOCUMENT, WRITER_WITH_PAGE, 0, write_search_text, NULL},
    {"source", "Source", ".source.txt", NULL, "text/plain", WRITER_TEXT,
     WRITER_TURN_DOCUMENT, WRITER_CONVERTS, 0, write_source,
     N_("the text that was read, had back as it was")},
    {"txt", "Text", ".txt", NULL, "text/plain", WRITER_TEXT, WRITER_TURN_DOCUMENT,
     WRITER_CONVERTS, 0, write_text, N_("plain text, put in order")},
    {"json", "JSON", ".json", NULL, "application/json", WRITER_TEXT,
     WRITER_TURN_DOCUMENT, WRITER_CONVERTS | WRITER_BUILDS_ASKED, WORKSHOP_FORMATS,
     write_json, N_("speeches as records, as the Diet's proceedings have them")},
    {"akn", "Akoma Ntoso", ".akn.xml", NULL, "application/akn+xml", WRITER_TEXT,
     WRITER_TURN_DOCUMENT, WRITER_CONVERTS | WRITER_BUILDS_ASKED, WORKSHOP_FORMATS,
     write_akn, N_("Akoma Ntoso 3.0, the standard of parliaments")},
};

_Static_assert(sizeof(table) / sizeof(table[0]) <= RECORD_FORMATS_MAX,
               "the set holds all");

const struct writer *writer_rows(size_t *count)
{
    *count = sizeof(table) / sizeof(table[0]);
    return table;
}
