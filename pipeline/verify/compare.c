/* The first difference, and how it is told. */
#include "base/utf8.h"
#include "model/same_text.h"
#include "report.h"

/* Characters shown: enough to find the place by eye, few enough for one line. */
#define CONTEXT_BEFORE 12
#define CONTEXT_AFTER 8

/* The end of a text, for people. */
static const struct str nothing = STR_INIT("∎");

/* From `offset` on, that many characters that are no white space, which is left out. */
static void add_visible(struct str text, size_t offset, size_t characters,
                        struct buf *out)
{
    for (size_t at = offset; at < text.len && characters > 0;) {
        uint32_t c = utf8_next(text, &at);
        if (utf8_is_space(c))
            continue;
        buf_add_code_point(out, c);
        characters--;
    }
    if (out->len == 0)
        buf_add(out, nothing);
}

/* The offset that many visible characters before `offset`. */
static size_t step_back(struct str text, size_t offset, size_t characters)
{
    while (offset > 0 && characters > 0)
        characters -= !utf8_is_space(utf8_prev(text, &offset));
    return offset;
}

/* "U+795E": many characters look the same. */
static void add_code(struct str text, size_t offset, struct buf *out)
{
    if (offset < text.len)
        buf_printf(out, "U+%04lX", (unsigned long)utf8_next(text, &offset));
    else
        buf_add_cstr(out, "-");
}

struct telling {
    struct buf context, expected, found, expected_code, found_code;
};

enum route { AS_SAID, AS_SHOWN };

/* What a PDF has for glyphs without text. */
#define FILLER 0x2060

static void tell(struct verify_report *report, const struct telling *t,
                 struct verify_place place, struct diag_pos source, enum route route)
{
    struct diag_pos pos = {place.line, place.character};
    if (route == AS_SHOWN)
        diag_report(report->diag, DIAG_VERIFY_DIFFERENCE, (struct diag_pos){0, 0},
                    "page %lu, line %lu, character %lu: after \"%s\" its glyphs show "
                    "\"%s\" (%s) where the record says \"%s\" (%s), source %lu:%lu",
                    (unsigned long)place.page, (unsigned long)place.line,
                    (unsigned long)place.character, t->context.ptr, t->found.ptr,
                    t->found_code.ptr, t->expected.ptr, t->expected_code.ptr,
                    (unsigned long)source.line, (unsigned long)source.column);
    else if (place.page > 0)
        diag_report(report->diag, DIAG_VERIFY_DIFFERENCE, (struct diag_pos){0, 0},
                    "page %lu, line %lu, character %lu: after \"%s\" it says \"%s\" "
                    "(%s) where the record says \"%s\" (%s), source %lu:%lu",
                    (unsigned long)place.page, (unsigned long)place.line,
                    (unsigned long)place.character, t->context.ptr, t->found.ptr,
                    t->found_code.ptr, t->expected.ptr, t->expected_code.ptr,
                    (unsigned long)source.line, (unsigned long)source.column);
    else
        diag_report(report->diag, DIAG_VERIFY_DIFFERENCE, pos,
                    "after \"%s\" it says \"%s\" (%s) where the record says \"%s\" "
                    "(%s), source %lu:%lu",
                    t->context.ptr, t->found.ptr, t->found_code.ptr, t->expected.ptr,
                    t->expected_code.ptr, (unsigned long)source.line,
                    (unsigned long)source.column);
}

static bool compare(struct verify_report *report, struct str path,
                    const struct record *expected, const struct record *found,
                    enum route route)
{
    struct str want = buf_str(&expected->text), got = buf_str(&found->text);
    struct text_difference d;
    if (text_is_same_without(want, got, route == AS_SHOWN ? FILLER : ' ', &d))
        return true;
    struct telling t = {0};
    size_t before = step_back(want, d.at_a, CONTEXT_BEFORE);
    add_visible(str_slice(want, 0, d.at_a), before, CONTEXT_BEFORE, &t.context);
    add_visible(want, d.at_a, CONTEXT_AFTER, &t.expected);
    add_visible(got, d.at_b, CONTEXT_AFTER, &t.found);
    add_code(want, d.at_a, &t.expected_code);
    add_code(got, d.at_b, &t.found_code);
    struct verify_place place = record_place(found, d.at_b);
    struct verify_place origin = record_place(expected, d.at_a);
    struct diag_pos source = {origin.line, origin.character};
    struct buf *const all[] = {&t.context, &t.expected, &t.found, &t.expected_code,
                               &t.found_code};
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        if (all[i]->status != STATUS_OK)
            report->status = all[i]->status;
    if (report->status == STATUS_OK) {
        diag_set_file(report->diag, path);
        tell(report, &t, place, source, route);
        report_add(report, (struct verify_finding){.place = place,
                                                   .source = source,
                                                   .expected = buf_str(&t.expected),
                                                   .found = buf_str(&t.found)});
    }
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        buf_free(all[i]);
    return false;
}

bool report_compare(struct verify_report *report, struct str path,
                    const struct record *expected, const struct record *found)
{
    return compare(report, path, expected, found, AS_SAID);
}

bool report_compare_shown(struct verify_report *report, struct str path,
                          const struct record *expected, const struct record *shown)
{
    return compare(report, path, expected, shown, AS_SHOWN);
}

enum status verify_attachment(const struct verify_file *pdf,
                              const struct verify_file *attachment,
                              const struct verify_file *expected,
                              struct verify_report *report)
{
    if (str_equal(attachment->bytes, expected->bytes))
        return report->status;
    diag_set_file(report->diag, pdf->path);
    diag_report(report->diag, DIAG_VERIFY_ATTACHMENT, (struct diag_pos){0, 0},
                "the file \"%.*s\" that it carries is not %.*s, byte for byte",
                STR_ARGS(attachment->path), STR_ARGS(expected->path));
    report_add(report, (struct verify_finding){0});
    return report->status;
}

typedef enum status read_fn(struct str bytes, struct record *out, const char **why);

static const struct {
    read_fn *read;
    enum record_bullets bullets;
} readers[VERIFY_FORMAT_COUNT] = {
    [VERIFY_MARKDOWN] = {record_of_markdown, RECORD_NO_BULLETS},
    [VERIFY_HTML] = {record_of_html, RECORD_BULLETS},
};

/* Whether a file says what the document says. */
static enum status bears_out(const struct doc *doc, enum verify_format format,
                             const struct verify_file *file, bool *out)
{
    struct record expected = RECORD_INIT, found = RECORD_INIT;
    const char *why = NULL;
    *out = false;
    enum status status = readers[format].read(file->bytes, &found, &why);
    record_of_doc(doc, readers[format].bullets, &expected);
    if (status == STATUS_OK)
        status = record_status(&expected);
    if (status == STATUS_OK)
        *out = text_is_same(buf_str(&expected.text), buf_str(&found.text), NULL);
    record_free(&expected);
    record_free(&found);
    return why ? STATUS_OK : status;
}

enum status verify_choose(const struct doc *published, const struct doc *carried,
                          const struct verify_file files[VERIFY_FORMAT_COUNT],
                          enum verify_record *out)
{
    int balance = 0;
    *out = VERIFY_PUBLISHED;
    for (int i = 0; i < VERIFY_FORMAT_COUNT; i++) {
        bool one = false, other = false;
        if (!readers[i].read || !files[i].bytes.ptr)
            continue;
        enum verify_format format = (enum verify_format)i;
        enum status status = bears_out(published, format, &files[i], &one);
        if (status == STATUS_OK)
            status = bears_out(carried, format, &files[i], &other);
        if (status != STATUS_OK)
            return status;
        balance += other - one;
    }
    if (balance > 0)
        *out = VERIFY_CARRIED;
    return STATUS_OK;
}

enum status verify_record(const struct doc *record, struct str path,
                          const struct doc *published, struct verify_report *report)
{
    struct record expected = RECORD_INIT, found = RECORD_INIT;
    record_of_doc(record, RECORD_BULLETS, &expected);
    record_of_doc(published, RECORD_BULLETS, &found);
    found.count = 0; /* its places are those of the source, not of the XML */
    if (record_status(&expected) != STATUS_OK || record_status(&found) != STATUS_OK)
        report->status = STATUS_NOMEM;
    else
        report_compare(report, path, &expected, &found);
    record_free(&expected);
    record_free(&found);
    return report->status;
}

static void verify_format(const struct doc *doc, enum verify_format format,
                          const struct verify_file *file, struct verify_report *report)
{
    struct record expected = RECORD_INIT, found = RECORD_INIT;
    const char *why = NULL;
    enum status status = readers[format].read(file->bytes, &found, &why);
    if (status == STATUS_OK) {
        record_of_doc(doc, readers[format].bullets, &expected);
        status = record_status(&expected);
    }
    if (status == STATUS_OK) {
        report_compare(report, file->path, &expected, &found);
        report_compare_facts(report, file->path, doc, &found);
    } else if (why)
        report_unreadable(report, file->path, why);
    else
        report->status = status;
    record_free(&expected);
    record_free(&found);
}

enum status verify_formats(const struct doc *doc,
                           const struct verify_file files[VERIFY_FORMAT_COUNT],
                           struct verify_report *report)
{
    for (int i = 0; i < VERIFY_FORMAT_COUNT && report->status == STATUS_OK; i++)
        if (readers[i].read && files[i].bytes.ptr)
            verify_format(doc, (enum verify_format)i, &files[i], report);
    return report->status;
}
