#include "verify_report.h"

#include <jansson.h>
#include <stdlib.h>

#include "message.h"

const char *verify_format_name(enum verify_format format)
{
    static const char *const names[VERIFY_FORMAT_COUNT] = {
        [VERIFY_XML] = "xml",
        [VERIFY_MARKDOWN] = "md",
        [VERIFY_HTML] = "html",
        [VERIFY_PDF] = "pdf",
    };
    return names[format];
}

void verify_report_write_text(const struct verified *rows, size_t count,
                              struct buf *out)
{
    size_t whole = 0;
    for (size_t i = 0; i < count; i++) {
        const struct verified *row = &rows[i];
        buf_printf(out, "%.*s/%.*s:", STR_ARGS(row->folder), STR_ARGS(row->slug));
        for (int f = 0; f < VERIFY_FORMAT_COUNT; f++)
            if (row->formats & 1u << f)
                buf_printf(out, " %s", verify_format_name((enum verify_format)f));
        buf_add_cstr(out, ", ");
        buf_printf(
            out,
            ngettext("%zu character", "%zu characters", (unsigned long)row->characters),
            row->characters);
        buf_add_cstr(out, ", ");
        if (row->findings == 0)
            buf_add_cstr(out, _("the same in all"));
        else
            buf_printf(
                out,
                ngettext("%zu finding", "%zu findings", (unsigned long)row->findings),
                row->findings);
        buf_add_byte(out, '\n');
        whole += row->findings == 0;
    }
    buf_printf(out,
               ngettext("%zu of %zu document verified\n",
                        "%zu of %zu documents verified\n", (unsigned long)count),
               whole, count);
}

static json_t *string_or_null(struct str s)
{
    return s.len > 0 ? json_stringn(s.ptr, s.len) : json_null();
}

static json_t *number_or_null(uint32_t number)
{
    return number > 0 ? json_integer((json_int_t)number) : json_null();
}

static json_t *documents_of(const struct verified *rows, size_t count)
{
    json_t *documents = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *formats = json_array();
        for (int f = 0; f < VERIFY_FORMAT_COUNT; f++)
            if (rows[i].formats & 1u << f)
                json_array_append_new(
                    formats, json_string(verify_format_name((enum verify_format)f)));
        json_array_append_new(
            documents, json_pack("{s:o, s:o, s:o, s:I, s:b}", "folder",
                                 string_or_null(rows[i].folder), "slug",
                                 string_or_null(rows[i].slug), "formats", formats,
                                 "characters", (json_int_t)rows[i].characters,
                                 "verified", rows[i].findings == 0));
    }
    return documents;
}

static json_t *finding_of(const struct diag_entry *entry,
                          const struct verify_finding *more)
{
    static const struct verify_finding nothing;
    bool paged = more && more->place.page > 0;
    struct verify_place place = {0, entry->pos.line, entry->pos.column};
    if (paged)
        place = more->place;
    if (!more)
        more = &nothing;
    json_t *source =
        more->source.line == 0
            ? json_null()
            : json_pack("{s:I, s:I}", "line", (json_int_t)more->source.line, "column",
                        (json_int_t)more->source.column);
    return json_pack(
        "{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "rule",
        diag_rule(entry->code), "severity", diag_severity_name(entry->severity), "file",
        string_or_null(entry->file), "page", number_or_null(place.page), "line",
        number_or_null(place.line), "character", number_or_null(place.character),
        "message", string_or_null(entry->english), "expected",
        string_or_null(more->expected), "found", string_or_null(more->found), "source",
        source);
}

static json_t *findings_of(const struct verify_report *report)
{
    json_t *findings = json_array();
    size_t next = 0;
    for (size_t i = 0; i < diag_count(report->diag); i++) {
        const struct diag_entry *entry = diag_lookup(report->diag, i);
        const struct verify_finding *more = NULL;
        while (next < report->count && report->findings[next].entry < i)
            next++;
        if (next < report->count && report->findings[next].entry == i)
            more = &report->findings[next];
        if (entry->severity != DIAG_NOTE)
            json_array_append_new(findings, finding_of(entry, more));
    }
    return findings;
}

enum status verify_report_write_json(const struct verified *rows, size_t count,
                                     const struct verify_report *report,
                                     struct buf *out)
{
    json_t *root = json_pack("{s:o, s:o}", "documents", documents_of(rows, count),
                             "findings", findings_of(report));
    char *text = root ? json_dumps(root, JSON_INDENT(2)) : NULL;
    json_decref(root);
    if (!text)
        return STATUS_NOMEM;
    buf_add_cstr(out, text);
    buf_add_byte(out, '\n');
    free(text);
    return out->status;
}
