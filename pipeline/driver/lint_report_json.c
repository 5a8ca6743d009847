/* The JSON of lint, as cli.md fixes it, with every place of a finding beside. */
#include <jansson.h>

#include "lint_report.h"

static int take_bytes(const char *bytes, size_t n, void *user)
{
    buf_add_bytes(user, bytes, n);
    return ((struct buf *)user)->status == STATUS_OK ? 0 : -1;
}

enum status lint_report_dump(json_t *value, struct buf *out)
{
    bool whole =
        value && json_dump_callback(value, take_bytes, out, JSON_INDENT(2)) == 0;
    json_decref(value);
    buf_add_byte(out, '\n');
    return whole ? out->status : STATUS_NOMEM;
}

static json_t *text_of(struct str text)
{
    return text.ptr ? json_stringn(text.ptr, text.len) : json_null();
}

static json_t *fix_of(const struct lint_place *place)
{
    if (!place->after.ptr)
        return json_null();
    return json_pack("{s:o, s:o}", "before", text_of(place->before), "after",
                     text_of(place->after));
}

static json_t *places_of(const struct lint_finding *finding)
{
    json_t *places = json_array();
    for (size_t i = 0; i < finding->place_count; i++) {
        const struct lint_place *place = &finding->places[i];
        json_array_append_new(places, json_pack("{s:I, s:I, s:I}", "line",
                                                (json_int_t)place->pos.line, "column",
                                                (json_int_t)place->pos.column, "length",
                                                (json_int_t)place->length));
    }
    return places;
}

static json_t *finding_of(struct str path, const struct lint_told *told)
{
    const struct lint_finding *finding = told->finding;
    const struct lint_place *place = &finding->places[0];
    return json_pack("{s:s, s:s, s:o, s:I, s:I, s:o, s:o, s:o, s:s}", "rule",
                     lint_rule_name(finding->rule), "severity",
                     lint_severity_name(finding->severity), "file", text_of(path),
                     "line", (json_int_t)place->pos.line, "column",
                     (json_int_t)place->pos.column, "message",
                     text_of(finding->english), "fix", fix_of(place), "places",
                     places_of(finding), "fingerprint", told->fingerprint);
}

static enum status add(struct lint_report *report,
                       const struct lint_report_document *document)
{
    if (!report->state)
        report->state = json_array();
    for (size_t i = 0; i < document->count; i++)
        if (json_array_append_new(report->state,
                                  finding_of(document->path, &document->told[i])) != 0)
            return STATUS_NOMEM;
    return STATUS_OK;
}

static enum status finish(struct lint_report *report)
{
    json_t *findings = report->state ? report->state : json_array();
    report->state = NULL;
    return lint_report_dump(json_pack("{s:o}", "findings", findings), &report->out);
}

static void close_json(struct lint_report *report)
{
    json_decref(report->state);
}

const struct lint_report_format lint_report_json = {"json", add, finish, close_json,
                                                    false};
