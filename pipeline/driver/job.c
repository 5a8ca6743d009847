#include "job.h"

#include "base/host.h"
#include "base/meter.h"
#include "layout/layout.h"
#include "reader/reader.h"
#include "xml/xml.h"

enum status job_open(struct job *job, const struct worker *worker,
                     const struct input *input)
{
    *job = (struct job){.worker = worker, .input = input};
    job->diag = diag_new(worker->workshop->translate);
    if (!job->diag)
        return STATUS_NOMEM;
    diag_set_file(job->diag, input->path);
    return STATUS_OK;
}

void job_close(struct job *job)
{
    pages_free(job->pages);
    buf_free(&job->xml);
    doc_free(job->doc);
    buf_free(&job->source);
    diag_free(job->diag);
    *job = (struct job){0};
}

static void settle(struct job_step *step, enum status status)
{
    *step = (struct job_step){true, status};
}

enum status job_source(struct job *job, struct str *out)
{
    struct job_step *step = &job->steps[JOB_SOURCE];
    if (!step->done) {
        enum meter_work work = meter_turn(METER_DECODE);
        settle(step, host_read_file(job->input->path.ptr, 0, &job->source, job->diag));
        meter_turn(work);
    }
    *out = buf_str(&job->source);
    return step->status;
}

/* Positions in a document that came from XML point into the text it was made of. */
static enum status read_xml(struct job *job, struct str source)
{
    enum status status = xml_read(source, job->diag, &job->doc);
    if (status == STATUS_OK && job->doc->source.name.len > 0)
        diag_set_file(job->diag, job->doc->source.name);
    return status;
}

static enum status read_source(struct job *job)
{
    struct str source;
    enum status status = job_source(job, &source);
    if (status != STATUS_OK)
        return status;
    if (xml_recognise(source))
        return read_xml(job, source);
    struct reader_options options = {job->input->name, job->worker->workshop->encoding};
    return reader_read(source, &options, job->diag, &job->doc);
}

enum status job_doc(struct job *job, const struct doc **out)
{
    struct job_step *step = &job->steps[JOB_DOC];
    if (!step->done) {
        enum meter_work work = meter_turn(METER_READ);
        settle(step, read_source(job));
        meter_turn(work);
    }
    *out = job->doc;
    return step->status;
}

enum status job_xml(struct job *job, struct str *out)
{
    struct job_step *step = &job->steps[JOB_XML];
    if (!step->done) {
        const struct doc *doc;
        enum status status = job_doc(job, &doc);
        enum meter_work work = meter_turn(METER_XML);
        if (status == STATUS_OK)
            status = xml_write(doc, &job->xml, job->diag);
        meter_turn(work);
        settle(step, status);
    }
    *out = buf_str(&job->xml);
    return step->status;
}

void job_take_xml(struct job *job, struct buf *xml)
{
    buf_free(&job->xml);
    job->xml = *xml;
    *xml = (struct buf)BUF_INIT;
    settle(&job->steps[JOB_XML], job->xml.status);
}

enum status job_repeat_xml(struct job *job)
{
    struct str xml;
    struct diag *diag = job->diag;
    job->diag = diag_new(NULL);
    enum status status = job->diag ? job_xml(job, &xml) : STATUS_NOMEM;
    diag_free(job->diag);
    job->diag = diag;
    return status;
}

enum status job_pages(struct job *job, const struct page_sink *sink,
                      const struct pages **out)
{
    struct job_step *step = &job->steps[JOB_PAGES];
    if (!step->done) {
        const struct doc *doc;
        enum status status = job_doc(job, &doc);
        enum meter_work work = meter_turn(METER_LAYOUT);
        if (status == STATUS_OK)
            status = workshop_compose(job->worker->workshop, doc, sink, job->diag,
                                      &job->pages);
        meter_turn(work);
        settle(step, status);
    }
    *out = job->pages;
    return step->status;
}

enum status job_publishable(struct job *job)
{
    const struct doc *doc;
    enum status status = job_doc(job, &doc);
    if (status == STATUS_OK && diag_count_severity(job->diag, DIAG_ERROR) > 0)
        return STATUS_SYNTAX;
    return status;
}

enum status job_text(struct job *job, struct buf *out)
{
    struct str source = buf_str(&job->source);
    struct reader_options options = {job->input->name, job->worker->workshop->encoding};
    return xml_recognise(source) ? STATUS_OK : reader_decode(source, &options, out);
}

/* Whether a line of the source will be shown. */
static bool has_positions(const struct diag *diag)
{
    for (size_t i = 0; i < diag_count(diag); i++)
        if (diag_lookup(diag, i)->pos.line > 0)
            return true;
    return false;
}

void job_list_diag(struct job *job, const struct terminal *terminal, struct buf *out)
{
    struct str source = buf_str(&job->source);
    struct buf text = BUF_INIT;
    struct terminal_listing listing = {.file = job->input->path, .text = source};
    if (has_positions(job->diag) && !xml_recognise(source) &&
        job_text(job, &text) == STATUS_OK)
        listing.text = buf_str(&text);
    terminal_list_diag(terminal, job->diag, 0, &listing, out);
    buf_free(&text);
}
