#include "lint_fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "lint_record.h"
#include "lint_report.h"
#include "reader/reader.h"
#include "xml/xml.h"

static const struct diag_pos nowhere = {0, 0};

/* What the steps of one mending share. */
struct tools {
    const struct lint *lint;
    struct reader_options options;
    const bool *chosen;
    lint_passes_fn *passes;
    void *user;
    struct diag *diag;
};

/* Drops the findings that are let pass. */
static enum status drop_passed(struct lint_findings *findings,
                               const struct tools *tools)
{
    struct lint_told *told = calloc(findings->count + 1, sizeof(*told));
    enum status status = told ? lint_fingerprint(findings, told) : STATUS_NOMEM;
    size_t kept = 0;
    for (size_t i = 0; status == STATUS_OK && i < findings->count; i++)
        if (!tools->passes(&told[i], tools->user))
            findings->items[kept++] = findings->items[i];
    if (status == STATUS_OK)
        findings->count = kept;
    free(told);
    return status;
}

/* Mends the last state of the text once. STATUS_OK with no edits: it is settled. */
static enum status go_through(struct lint_mending *fix, const struct tools *tools)
{
    const struct reader_options *options = &tools->options;
    struct lint_fix_pass *pass = &fix->passes[fix->count];
    struct str bytes = buf_str(fix->count ? &pass[-1].bytes : &fix->bytes);
    struct str text = buf_str(fix->count ? &pass[-1].text : &fix->text);
    enum status status = reader_read(bytes, options, NULL, &pass->doc);
    if (status == STATUS_OK)
        status = lint_check(tools->lint, pass->doc, &pass->findings);
    if (status == STATUS_OK)
        status = drop_passed(&pass->findings, tools);
    if (status == STATUS_OK)
        status =
            lint_mend(text, &pass->findings, tools->chosen, &pass->text, &pass->edits);
    if (status != STATUS_OK || pass->edits.count == 0)
        return status;
    status = reader_encode(buf_str(&pass->text), bytes, options, &pass->bytes);
    if (status == STATUS_SYNTAX) {
        buf_clear(&pass->text);
        diag_report(tools->diag, DIAG_LINT_FIX, nowhere,
                    "its encoding would change more than is mended: turn it into "
                    "UTF-8 first; nothing was changed");
        return STATUS_USAGE;
    }
    return status;
}

enum status lint_fix_open(struct lint_mending *fix, const struct lint *lint,
                          const struct input *input, struct str encoding,
                          const bool chosen[LINT_RULE_COUNT], lint_passes_fn *passes,
                          void *user, struct diag *diag)
{
    const struct tools tools = {lint, {input->name, encoding}, chosen, passes, user,
                                diag};
    *fix = (struct lint_mending){.count = 0};
    enum status status = host_read_file(input->path.ptr, 0, &fix->bytes, diag);
    if (status != STATUS_OK)
        return status;
    if (xml_recognise(buf_str(&fix->bytes))) {
        diag_report(diag, DIAG_LINT_FIX, nowhere,
                    "only plain text is mended, not XML; nothing was changed");
        return STATUS_USAGE;
    }
    status = reader_decode(buf_str(&fix->bytes), &tools.options, &fix->text);
    while (status == STATUS_OK && fix->count < LINT_FIX_PASSES_MAX) {
        status = go_through(fix, &tools);
        if (status == STATUS_OK && fix->passes[fix->count].edits.count == 0)
            break;
        fix->count += status == STATUS_OK;
    }
    return status;
}

void lint_fix_close(struct lint_mending *fix)
{
    for (size_t i = 0; i < LINT_FIX_PASSES_MAX; i++) {
        struct lint_fix_pass *pass = &fix->passes[i];
        lint_edits_free(&pass->edits);
        lint_findings_free(&pass->findings);
        doc_free(pass->doc);
        buf_free(&pass->text);
        buf_free(&pass->bytes);
    }
    buf_free(&fix->text);
    buf_free(&fix->bytes);
}

enum status lint_fix_write(const struct lint_mending *fix, const struct input *input,
                           struct diag *diag)
{
    struct buf path = BUF_INIT, before = BUF_INIT, record = BUF_INIT;
    if (fix->count == 0)
        return STATUS_OK;
    if (str_equal(input->path, STR("-"))) {
        diag_report(diag, DIAG_LINT_FIX, nowhere,
                    "standard input cannot be mended; name a file, or take --diff; "
                    "nothing was changed");
        return STATUS_USAGE;
    }
    lint_record_path(input->path, &path);
    enum status status = path.status;
    bool exists = status == STATUS_OK && host_kind_of(path.ptr) == HOST_FILE;
    if (exists)
        status = host_read_file(path.ptr, 0, &before, diag);
    if (status == STATUS_OK)
        status = lint_record_add(fix, input->name, path.ptr, buf_str(&before), &record,
                                 diag);
    /* No change without its record: the record comes first, and is put back when the
     * file cannot be written. */
    if (status == STATUS_OK)
        status = host_write_file(path.ptr, buf_str(&record), diag);
    if (status == STATUS_OK) {
        status = host_write_file(input->path.ptr,
                                 buf_str(&fix->passes[fix->count - 1].bytes), diag);
        if (status != STATUS_OK)
            lint_record_put_back(path.ptr, exists ? &before : NULL, diag);
    }
    buf_free(&record);
    buf_free(&before);
    buf_free(&path);
    return status;
}

/* ---- the difference ---- */

/* Lines around a change (POSIX diff -u). */
#define CONTEXT 3

/* The end of the line that begins at `from`, its line end included. */
static size_t line_end(struct str text, size_t from)
{
    while (from < text.len && text.ptr[from] != '\n' && text.ptr[from] != '\r')
        from++;
    if (from + 1 < text.len && text.ptr[from] == '\r' && text.ptr[from + 1] == '\n')
        from++;
    return from < text.len ? from + 1 : from;
}

static void add_lines(struct str text, size_t from, size_t to, char mark,
                      struct buf *out)
{
    while (from < to) {
        size_t end = line_end(text, from);
        struct str line = str_slice(text, from, end);
        size_t kept = line.len;
        while (kept > 0 && (line.ptr[kept - 1] == '\n' || line.ptr[kept - 1] == '\r'))
            kept--;
        buf_add_byte(out, mark);
        buf_add(out, str_slice(line, 0, kept));
        buf_add_byte(out, '\n');
        if (kept == line.len)
            buf_add_cstr(out, "\\ No newline at end of file\n");
        from = end;
    }
}

/* Both texts have the same lines, one by one: mending stays within a line. */
struct comparison {
    struct str old, new;
    size_t old_at, new_at; /* where the line begins */
    size_t line;           /* from 1 */
};

static bool next_line(struct comparison *c, bool *same)
{
    if (c->old_at >= c->old.len && c->new_at >= c->new.len)
        return false;
    struct str a = str_slice(c->old, c->old_at, line_end(c->old, c->old_at));
    struct str b = str_slice(c->new, c->new_at, line_end(c->new, c->new_at));
    *same = str_equal(a, b);
    c->old_at += a.len;
    c->new_at += b.len;
    c->line++;
    return true;
}

/* The beginning of the line that is `count` lines before the one at `*at`. */
static size_t go_back(struct str text, size_t *at, size_t count)
{
    size_t gone = 0;
    while (gone<count && * at> 0) {
        size_t from = *at - 1;
        if (from > 0 && text.ptr[from] == '\n' && text.ptr[from - 1] == '\r')
            from--;
        while (from > 0 && text.ptr[from - 1] != '\n' && text.ptr[from - 1] != '\r')
            from--;
        *at = from;
        gone++;
    }
    return gone;
}

/* One hunk, that begins at the changed line `first`; moves `c` behind it. */
static void add_hunk(struct comparison *c, struct comparison first, struct buf *out)
{
    struct comparison last = *c; /* behind the last change */
    size_t before_at = first.old_at, same_lines = 0;
    size_t before = go_back(c->old, &before_at, CONTEXT);
    bool same;
    while (same_lines < 2 * CONTEXT && next_line(c, &same)) {
        same_lines = same ? same_lines + 1 : 0;
        if (!same)
            last = *c;
    }
    *c = last;
    for (size_t i = 0; i < CONTEXT; i++)
        (void)next_line(c, &same);
    size_t begin = first.line - before, count = c->line - first.line + before;
    buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", begin + 1, count, begin + 1, count);
    add_lines(c->old, before_at, first.old_at, ' ', out);
    for (struct comparison at = first; at.line < c->line;) {
        struct comparison from = at;
        if (!next_line(&at, &same))
            break;
        add_lines(c->old, from.old_at, at.old_at, same ? ' ' : '-', out);
        if (!same)
            add_lines(c->new, from.new_at, at.new_at, '+', out);
    }
}

void lint_fix_diff(const struct lint_mending *fix, const struct input *input,
                   struct buf *out)
{
    if (fix->count == 0)
        return;
    struct comparison c = {.old = buf_str(&fix->text),
                           .new = buf_str(&fix->passes[fix->count - 1].text)};
    bool same;
    buf_printf(out, "--- %.*s\n+++ %.*s\n", STR_ARGS(input->path),
               STR_ARGS(input->path));
    for (struct comparison from = c; next_line(&c, &same); from = c)
        if (!same)
            add_hunk(&c, from, out);
}
