#include "lint_report.h"

#include <string.h>

#include "base/suggest.h"

/* ---- text ---- */

static enum diag_severity severity_of(const struct lint_finding *finding)
{
    static const enum diag_severity severities[] = {
        [LINT_NOTE] = DIAG_NOTE,
        [LINT_WARNING] = DIAG_WARNING,
        [LINT_ERROR] = DIAG_ERROR,
    };
    return severities[finding->severity];
}

static enum status add_text(struct lint_report *report,
                            const struct lint_report_document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        const struct lint_finding *finding = document->told[i].finding;
        const struct terminal_message message = {document->path, finding->places[0].pos,
                                                 severity_of(finding), finding->message,
                                                 lint_rule_name(finding->rule)};
        terminal_add_message(&report->terminal, &message, document->listing,
                             &report->out);
    }
    return report->out.status;
}

static enum status finish_nothing(struct lint_report *report)
{
    return report->out.status;
}

static void close_nothing(struct lint_report *report)
{
    (void)report;
}

/* ---- annotations: commands that a runner of GitHub reads from standard output ---- */

/* The escapes of a command's data, and of the values of its properties. */
enum escape { ESCAPE_DATA, ESCAPE_PROPERTY };

static void add_escaped(struct str text, enum escape escape, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool property = escape == ESCAPE_PROPERTY && (c == ':' || c == ',');
        if (c == '%' || c == '\r' || c == '\n' || property)
            buf_printf(out, "%%%02X", c);
        else
            buf_add_byte(out, (char)c);
    }
}

static enum status add_annotations(struct lint_report *report,
                                   const struct lint_report_document *document)
{
    static const char *const commands[] = {
        [LINT_NOTE] = "notice", [LINT_WARNING] = "warning", [LINT_ERROR] = "error"};
    struct buf *out = &report->out;
    for (size_t i = 0; i < document->count; i++) {
        const struct lint_finding *finding = document->told[i].finding;
        const struct lint_place *place = &finding->places[0];
        buf_printf(out, "::%s file=", commands[finding->severity]);
        add_escaped(document->path, ESCAPE_PROPERTY, out);
        if (place->pos.line > 0)
            buf_printf(out, ",line=%u", place->pos.line);
        if (place->pos.line > 0 && place->length > 0)
            buf_printf(out, ",col=%u,endColumn=%u", place->pos.column,
                       place->pos.column + place->length);
        buf_printf(out, ",title=%s::", lint_rule_name(finding->rule));
        add_escaped(finding->message, ESCAPE_DATA, out);
        buf_add_byte(out, '\n');
    }
    return out->status;
}

/* ---- the table ---- */

static const struct lint_report_format text = {"text", add_text, finish_nothing,
                                               close_nothing, false};
static const struct lint_report_format github = {"github", add_annotations,
                                                 finish_nothing, close_nothing, false};
static const struct lint_report_format *const formats[] = {&text, &lint_report_json,
                                                           &lint_report_sarif, &github};
enum { FORMAT_COUNT = sizeof(formats) / sizeof(formats[0]) };

enum status lint_report_open(struct lint_report *report, const char *format,
                             const struct terminal *terminal, enum option_color color,
                             struct diag *diag)
{
    static const struct diag_pos nowhere = {0, 0};
    struct suggest suggest = suggest_new(str_from(format ? format : ""));
    *report = (struct lint_report){.format = &text,
                                   .terminal = terminal_for_product(terminal, color)};
    if (!format)
        return STATUS_OK;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(format, formats[i]->name) == 0) {
            report->format = formats[i];
            return STATUS_OK;
        }
        suggest_offer(&suggest, formats[i]->name);
    }
    if (suggest.best)
        diag_report(diag, DIAG_USAGE, nowhere,
                    "findings are not written as '%s'; did you mean '%s'?", format,
                    suggest.best);
    else
        diag_report(diag, DIAG_USAGE, nowhere,
                    "findings are not written as '%s'; there are text, json, sarif and "
                    "github",
                    format);
    return STATUS_USAGE;
}

enum status lint_report_add(struct lint_report *report,
                            const struct lint_report_document *document)
{
    return report->format->add(report, document);
}

enum status lint_report_finish(struct lint_report *report)
{
    return report->format->finish(report);
}

void lint_report_close(struct lint_report *report)
{
    if (report->format)
        report->format->close(report);
    buf_free(&report->out);
    *report = (struct lint_report){0};
}
