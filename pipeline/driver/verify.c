/* verify: what was published, read again from the files alone. */
#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/utf8.h"
#include "commands.h"
#include "published.h"
#include "reader/reader.h"
#include "verify_report.h"
#include "xml/xml.h"

static const struct diag_pos nowhere = {0, 0};

/* The state of one run. */
struct run {
    struct command_context *context;
    struct verify_report report;
    struct verified *rows; /* their strings belong to the arena of the report */
    size_t count, capacity;
};

static size_t count_findings(const struct run *run)
{
    const struct diag *diag = run->context->diag;
    return diag_count_severity(diag, DIAG_ERROR) +
           diag_count_severity(diag, DIAG_WARNING);
}

/* ---- one document ---- */

/* Files of one document, as read, and the record that they are compared with. */
struct reading {
    const struct published *published;
    const struct published_document *document;
    struct verify_file files[VERIFY_FORMAT_COUNT];
    struct buf contents[VERIFY_FORMAT_COUNT];
    struct verify_pdf *pdf; /* NULL: not published, or not to be read */
    struct doc *doc;        /* NULL: there is no record to compare with */
};

static enum status read_files(struct reading *reading, struct diag *diag)
{
    for (int f = 0; f < VERIFY_FORMAT_COUNT; f++) {
        struct str path = reading->document->paths[f];
        if (path.len == 0)
            continue;
        struct buf *content = &reading->contents[f];
        enum status status = published_read(reading->published, path, content, diag);
        if (status != STATUS_OK)
            return status;
        struct str bytes = buf_str(content);
        if (!bytes.ptr)
            bytes.ptr = ""; /* an empty file is published, too */
        reading->files[f] =
            (struct verify_file){published_name(reading->published, path), bytes};
    }
    return STATUS_OK;
}

static enum status open_pdf(struct run *run, struct reading *reading)
{
    const struct verify_file *file = &reading->files[VERIFY_PDF];
    return file->bytes.ptr ? verify_pdf_open(file, &run->report, &reading->pdf)
                           : STATUS_OK;
}

/* The record that the PDF carries; its bytes are NULL where it carries none. */
static struct verify_file attached_record(const struct reading *reading)
{
    for (size_t i = 0; i < verify_pdf_attachment_count(reading->pdf); i++) {
        struct verify_file attachment = verify_pdf_attachment(reading->pdf, i);
        if (xml_recognise(attachment.bytes))
            return attachment;
    }
    return (struct verify_file){0};
}

/* The record is the published XML; where that cannot be read, the one in the PDF. */
static enum status read_record(struct reading *reading, struct diag *diag)
{
    const struct verify_file *file = &reading->files[VERIFY_XML];
    struct verify_file attached = attached_record(reading);
    enum status status = STATUS_OK;
    if (file->bytes.ptr) {
        diag_set_file(diag, file->path);
        status = xml_read(file->bytes, diag, &reading->doc);
    }
    if (!reading->doc && attached.bytes.ptr && status != STATUS_NOMEM) {
        diag_set_file(diag, reading->files[VERIFY_PDF].path);
        status = xml_read(attached.bytes, diag, &reading->doc);
    }
    if (!file->bytes.ptr && !attached.bytes.ptr) {
        diag_set_file(diag,
                      published_name(reading->published, reading->document->slug));
        diag_report(diag, DIAG_VERIFY_NO_RECORD, nowhere,
                    "no XML was published of this document: there is no record to "
                    "compare with");
    }
    return status == STATUS_NOMEM ? status : STATUS_OK;
}

/* Where the published XML alone says something else than all other files, it is the one
 * that was altered, and they are compared with the record that the PDF carries. */
static enum status settle_record(struct run *run, struct reading *reading)
{
    const struct verify_file *file = &reading->files[VERIFY_XML];
    struct verify_file attached = attached_record(reading);
    struct doc *carried = NULL;
    enum verify_record choice = VERIFY_PUBLISHED;
    if (!file->bytes.ptr || !attached.bytes.ptr ||
        str_equal(file->bytes, attached.bytes))
        return STATUS_OK;
    enum status status = xml_read(attached.bytes, NULL, &carried);
    if (status == STATUS_OK)
        status = verify_choose(reading->doc, carried, reading->files, &choice);
    if (status == STATUS_OK && choice == VERIFY_CARRIED) {
        status = verify_record(carried, file->path, reading->doc, &run->report);
        struct doc *altered = reading->doc;
        reading->doc = carried;
        carried = altered;
    }
    doc_free(carried);
    return status == STATUS_NOMEM ? status : STATUS_OK;
}

/* The source that the PDF carries: what the manifest says of it, and what is left of it
 * when the recorded changes are applied. */
static enum status verify_carried_source(struct run *run, const struct reading *reading,
                                         const struct verify_file *source)
{
    struct diag *diag = run->context->diag;
    struct str listed = reading->document->source_sha256;
    const struct reader_options options = {source->path, reading->doc->source.encoding};
    struct buf text = BUF_INIT;
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    output_hash(source->bytes, sha256);
    if (listed.len > 0 && !str_equal(listed, str_from(sha256))) {
        diag_set_file(diag, reading->files[VERIFY_PDF].path);
        diag_report(diag, DIAG_VERIFY_SOURCE, nowhere,
                    "the source that it carries has the SHA-256 %s, and the manifest "
                    "has %.*s",
                    sha256, STR_ARGS(listed));
    }
    enum status status = reader_decode(source->bytes, &options, &text);
    if (status == STATUS_OK)
        status = verify_source(reading->doc, reading->files[VERIFY_PDF].path,
                               buf_str(&text), &run->report);
    buf_free(&text);
    return status == STATUS_NOMEM ? status : STATUS_OK;
}

static enum status verify_carried(struct run *run, const struct reading *reading)
{
    enum status status = STATUS_OK;
    const struct verify_file *pdf = &reading->files[VERIFY_PDF];
    const struct verify_file *xml = &reading->files[VERIFY_XML];
    for (size_t i = 0;
         i < verify_pdf_attachment_count(reading->pdf) && status == STATUS_OK; i++) {
        struct verify_file attachment = verify_pdf_attachment(reading->pdf, i);
        if (!xml_recognise(attachment.bytes))
            status = verify_carried_source(run, reading, &attachment);
        else if (xml->bytes.ptr)
            status = verify_attachment(pdf, &attachment, xml, &run->report);
    }
    return status;
}

static size_t count_characters(const struct doc *doc)
{
    struct buf text = BUF_INIT;
    size_t count = 0;
    doc_text(doc->root, DOC_SEPARATE_NOTHING, &text);
    for (size_t at = 0; at < text.len;)
        count += !utf8_is_space(utf8_next(buf_str(&text), &at));
    buf_free(&text);
    return count;
}

static enum status add_row(struct run *run, const struct reading *reading,
                           size_t findings)
{
    if (run->count == run->capacity) {
        size_t capacity = run->capacity ? run->capacity * 2 : 64;
        struct verified *rows = realloc(run->rows, capacity * sizeof(*rows));
        if (!rows)
            return STATUS_NOMEM;
        run->rows = rows;
        run->capacity = capacity;
    }
    struct verified row = {
        .slug = arena_copy(run->report.arena, reading->document->slug),
        .folder = arena_copy(run->report.arena, reading->published->folder),
        .characters = reading->doc ? count_characters(reading->doc) : 0,
        .findings = findings,
    };
    for (int f = 0; f < VERIFY_FORMAT_COUNT; f++)
        row.formats |= reading->files[f].bytes.ptr ? 1u << f : 0;
    run->rows[run->count++] = row;
    return STATUS_OK;
}

static enum status verify_document(struct run *run, const struct published *published,
                                   const struct published_document *document)
{
    struct reading reading = {.published = published, .document = document};
    size_t before = count_findings(run);
    enum status status = read_files(&reading, run->context->diag);
    if (status == STATUS_OK)
        status = open_pdf(run, &reading);
    if (status == STATUS_OK)
        status = read_record(&reading, run->context->diag);
    if (status == STATUS_OK && reading.doc)
        status = settle_record(run, &reading);
    if (status == STATUS_OK && reading.doc)
        status = verify_formats(reading.doc, reading.files, &run->report);
    if (status == STATUS_OK && reading.doc && reading.pdf)
        status = verify_pdf_compare(reading.pdf, reading.doc, &run->report);
    if (status == STATUS_OK && reading.doc && reading.pdf)
        status = verify_carried(run, &reading);
    if (status == STATUS_OK)
        status = add_row(run, &reading, count_findings(run) - before);
    for (int f = 0; f < VERIFY_FORMAT_COUNT; f++)
        buf_free(&reading.contents[f]);
    verify_pdf_close(reading.pdf);
    doc_free(reading.doc);
    return status;
}

/* ---- one folder ---- */

static enum status verify_folder(struct run *run, const char *folder)
{
    struct diag *diag = run->context->diag;
    struct published published = {0};
    diag_set_file(diag, (struct str){0});
    if (host_kind_of(folder) != HOST_FOLDER) {
        diag_report(diag, DIAG_USAGE, nowhere,
                    "'%s' is no folder; 'verify' takes folders that 'build' wrote",
                    folder);
        return STATUS_USAGE;
    }
    enum status status = published_open(&published, folder, diag);
    if (status == STATUS_OK && published.document_count == 0) {
        diag_report(diag, DIAG_INPUT_NONE, nowhere,
                    "the folder '%s' holds no published document", folder);
        status = STATUS_USAGE;
    }
    if (status == STATUS_OK)
        status = published_check_manifest(&published, diag);
    for (size_t i = 0; i < published.document_count && status == STATUS_OK; i++) {
        terminal_progress(run->context->terminal, i + 1, published.document_count,
                          published.documents[i].slug);
        status = verify_document(run, &published, &published.documents[i]);
    }
    terminal_progress_end(run->context->terminal);
    diag_set_file(diag, (struct str){0});
    published_close(&published);
    return status;
}

/* ---- the command ---- */

enum report_format { REPORT_TEXT, REPORT_JSON };

static enum status choose_format(const struct command_context *context,
                                 enum report_format *out)
{
    const char *name = context->options->format;
    *out = name && strcmp(name, "json") == 0 ? REPORT_JSON : REPORT_TEXT;
    if (!name || *out == REPORT_JSON || strcmp(name, "text") == 0)
        return STATUS_OK;
    diag_report(context->diag, DIAG_USAGE, nowhere,
                "--format takes text or json here, not '%s'", name);
    return STATUS_USAGE;
}

static enum status write_report(const struct run *run, enum report_format format)
{
    const struct command_context *context = run->context;
    struct buf out = BUF_INIT;
    enum status status = STATUS_OK;
    if (format == REPORT_JSON)
        status = verify_report_write_json(run->rows, run->count, &run->report, &out);
    else if (context->options->verbosity != VERBOSITY_QUIET)
        verify_report_write_text(run->rows, run->count, &out);
    if (status == STATUS_OK)
        status = out.status;
    if (status == STATUS_OK && out.len > 0)
        status = terminal_write_product(buf_str(&out), context->diag);
    buf_free(&out);
    return status;
}

/* Findings are what this command is for: 1, never 2, however grave they are. */
static enum outcome outcome_of_folder(enum status status, size_t findings)
{
    if (status == STATUS_NOMEM || status == STATUS_IO)
        return OUTCOME_SYSTEM;
    if (status != STATUS_OK)
        return OUTCOME_REFUSED;
    return findings > 0 ? OUTCOME_FINDINGS : OUTCOME_CLEAN;
}

enum outcome command_verify(struct command_context *context)
{
    const struct options *options = context->options;
    struct run run = {.context = context};
    enum report_format format;
    enum outcome outcome = OUTCOME_REFUSED;
    enum status status = choose_format(context, &format);
    if (status == STATUS_OK && options->input_count == 0) {
        diag_report(context->diag, DIAG_USAGE, nowhere,
                    "a folder is missing: gijiroku verify DIR");
        status = STATUS_USAGE;
    }
    if (status == STATUS_OK)
        status = verify_report_open(&run.report, context->diag);
    if (status != STATUS_OK)
        return outcome_of_folder(status, 0);
    outcome = OUTCOME_CLEAN;
    for (size_t i = 0; i < options->input_count; i++) {
        size_t before = count_findings(&run);
        status = verify_folder(&run, options->inputs[i]);
        outcome = outcome_worse(
            outcome, outcome_of_folder(status, count_findings(&run) - before));
        command_tell(context);
    }
    if (run.count > 0) {
        status = write_report(&run, format);
        if (status != STATUS_OK)
            outcome = OUTCOME_SYSTEM;
    }
    free(run.rows);
    verify_report_close(&run.report);
    return outcome;
}
