/* The source against the record: what is left when the recorded changes are applied. */
#include <stdlib.h>

#include "base/utf8.h"
#include "model/same_text.h"
#include "model/source.h"
#include "report.h"

/* A reading position. Lines and columns are those of diag_pos. */
struct cursor {
    struct str text;
    size_t at;
    struct diag_pos pos;
};

static void step(struct cursor *cursor)
{
    uint32_t c = utf8_next(cursor->text, &cursor->at);
    bool pair = c == '\r' && cursor->at < cursor->text.len &&
                cursor->text.ptr[cursor->at] == '\n';
    if ((c == '\n' || c == '\r') && !pair) {
        cursor->pos.line++;
        cursor->pos.column = 1;
    } else {
        cursor->pos.column++;
    }
}

static bool is_before(struct diag_pos a, struct diag_pos b)
{
    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

/* Whether a change takes or gives characters. Joins move white space alone, and bytes
 * that are no text were replaced when the source was decoded. */
static bool is_visible(const struct doc_change *change)
{
    return !str_equal(change->rule, STR("encoding-invalid")) &&
           !text_is_same(change->before, change->after, NULL);
}

static int by_place(const void *a, const void *b)
{
    const struct doc_change *const *x = a, *const *y = b;
    if (is_before((*x)->pos, (*y)->pos))
        return -1;
    if (is_before((*y)->pos, (*x)->pos))
        return 1;
    return (*x > *y) - (*x < *y);
}

/* The visible changes by their places; NULL when memory is short. */
static const struct doc_change **sort_changes(const struct doc *doc, size_t *count)
{
    const struct doc_change **sorted = calloc(doc->change_count + 1, sizeof(*sorted));
    *count = 0;
    for (size_t i = 0; sorted && i < doc->change_count; i++)
        if (is_visible(&doc->changes[i]))
            sorted[(*count)++] = &doc->changes[i];
    if (sorted && *count > 1)
        qsort(sorted, *count, sizeof(*sorted), by_place);
    return sorted;
}

static void mark(struct record *out, struct diag_pos pos)
{
    record_mark(out, (struct verify_place){0, pos.line, pos.column});
}

/* False where the source does not hold, at the place of a change, what was there. */
static bool apply(struct cursor *cursor, const struct doc_change *change,
                  struct record *out)
{
    struct str rest = str_slice(cursor->text, cursor->at, cursor->text.len);
    if (!str_starts(rest, change->before))
        return false;
    mark(out, cursor->pos);
    record_add(out, change->after);
    for (size_t end = cursor->at + change->before.len; cursor->at < end;)
        step(cursor);
    mark(out, cursor->pos);
    return true;
}

static const struct doc_change *read_source(const struct doc *doc, struct str text,
                                            struct record *out)
{
    size_t count, next = 0;
    const struct doc_change **changes = sort_changes(doc, &count);
    const struct doc_change *fault = NULL;
    if (!changes) {
        out->status = STATUS_NOMEM;
        return NULL;
    }
    struct cursor cursor = {text, 0, {1, 1}};
    size_t from = 0; /* of what is not added yet */
    while (!fault && (cursor.at < text.len || next < count)) {
        if (next < count && !is_before(cursor.pos, changes[next]->pos)) {
            record_add(out, str_slice(text, from, cursor.at));
            if (is_before(changes[next]->pos, cursor.pos) ||
                !apply(&cursor, changes[next], out))
                fault = changes[next];
            next++;
            from = cursor.at;
            continue;
        }
        if (cursor.at == text.len) {
            fault = changes[next];
            break;
        }
        if (cursor.pos.column == 1) {
            record_add(out, str_slice(text, from, cursor.at));
            mark(out, cursor.pos);
            from = cursor.at;
        }
        step(&cursor);
    }
    record_add(out, str_slice(text, from, cursor.at));
    free(changes);
    return fault;
}

/* ---- the way back ---- */

/* The text with LF for every line end. */
static void add_plain(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue;
        buf_add_byte(out, c == '\r' ? '\n' : c);
    }
}

/* White space too: what the record gives back is the source. */
static void check_layout(const struct doc *doc, struct str path, struct str text,
                         struct verify_report *report)
{
    struct buf back = BUF_INIT, plain = BUF_INIT;
    enum status status = doc_write_source(doc, &back);
    add_plain(text, &plain);
    if (status == STATUS_NOMEM || plain.status != STATUS_OK)
        report->status = STATUS_NOMEM;
    else if (status != STATUS_OK || !str_equal(buf_str(&back), buf_str(&plain))) {
        size_t same = 0;
        while (same < back.len && same < plain.len && back.ptr[same] == plain.ptr[same])
            same++;
        struct cursor cursor = {buf_str(&plain), 0, {1, 1}};
        while (cursor.at < same)
            step(&cursor);
        diag_set_file(report->diag, path);
        diag_report(report->diag, DIAG_VERIFY_SOURCE, cursor.pos,
                    "from here on the white space of the source that it carries is not "
                    "that of the record");
        report_add(report, (struct verify_finding){.source = cursor.pos});
    }
    buf_free(&back);
    buf_free(&plain);
}

enum status verify_source(const struct doc *doc, struct str path, struct str text,
                          struct verify_report *report)
{
    struct record source = RECORD_INIT, record = RECORD_INIT;
    const struct doc_change *fault = read_source(doc, text, &source);
    record_of_doc(doc, RECORD_BULLETS, &record);
    if (record_status(&source) != STATUS_OK)
        report->status = record_status(&source);
    else if (record_status(&record) != STATUS_OK)
        report->status = record_status(&record);
    if (report->status == STATUS_OK && fault) {
        diag_set_file(report->diag, path);
        diag_report(report->diag, DIAG_VERIFY_CHANGE, fault->pos,
                    "the recorded change %.*s does not fit the source: \"%.*s\" does "
                    "not stand here",
                    STR_ARGS(fault->rule), STR_ARGS(fault->before));
        report_add(report, (struct verify_finding){.source = fault->pos,
                                                   .expected = fault->before});
    } else if (report->status == STATUS_OK) {
        bool same = report_compare(report, path, &source, &record);
        if (same && doc->source.layout.len > 0)
            check_layout(doc, path, text, report);
    }
    record_free(&source);
    record_free(&record);
    return report->status;
}
