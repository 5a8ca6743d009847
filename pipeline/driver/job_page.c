#include "job_page.h"

#include "base/host.h"
#include "message.h"

/* Job pages are cut past a megabyte (GitHub); what follows is in the log. */
#define ROWS_MAX ((size_t)900 << 10)

/* Text in a cell of a table: what Markdown reads as markup stands behind a backslash
 * (GFM 0.29, 6.1), line ends become blanks. */
static void add_cell(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool markup = c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' ||
                      c == '<' || c == '[' || c == '~' || c == '&' || c == '$';
        if (markup)
            buf_add_byte(out, '\\');
        buf_add_byte(out, c == '\n' || c == '\r' ? ' ' : c);
    }
}

void job_page_add(struct buf *rows, const struct input *input,
                  const struct product *product)
{
    const struct record *record = &product->record;
    if (rows->len > ROWS_MAX)
        return;
    buf_add_cstr(rows, "| ");
    add_cell(input->path, rows);
    buf_add_cstr(rows, " | ");
    add_cell(record->summary.title, rows);
    buf_printf(rows, " | %s | %zu | %zu |\n",
               product->publishable ? _("published") : _("not published"),
               record->findings[DIAG_ERROR], record->findings[DIAG_WARNING]);
}

enum status job_page_write(const char *path, const struct batch *batch)
{
    struct buf page = BUF_INIT;
    size_t published = batch->publication.document_count;
    buf_printf(&page, "## %s\n\n", _("Minutes published"));
    buf_printf(&page, "- %s: %zu\n", _("published"), published);
    buf_printf(&page, "- %s: %zu\n", _("not published"),
               batch->input_count - published);
    buf_printf(&page, "- %s: %zu\n", _("made in this run"), batch->made);
    buf_printf(&page, "- %s: %zu\n", _("unchanged"), batch->unchanged);
    buf_printf(&page, "- %s: %zu\n", _("files left of earlier builds"),
               batch->publication.left_count);
    if (batch->report_rows.len > 0) {
        buf_printf(&page,
                   "\n| %s | %s | %s | %s | %s |\n| --- | --- | --- | --: | --: |\n",
                   _("source"), _("title"), _("state"), _("errors"), _("warnings"));
        buf_add(&page, buf_str(&batch->report_rows));
    }
    if (batch->report_rows.len > ROWS_MAX)
        buf_printf(&page, "\n%s\n", _("The log tells the rest."));
    enum status status = batch->report_rows.status != STATUS_OK
                             ? batch->report_rows.status
                             : page.status;
    if (status == STATUS_OK)
        status = host_write_file(path, buf_str(&page), batch->context->diag);
    buf_free(&page);
    return status;
}
