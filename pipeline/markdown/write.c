#include "markdown/markdown.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "tree.h"

/* cmark-gfm keeps one table of extensions for the process, filled without a lock. */
static pthread_once_t extensions_ready = PTHREAD_ONCE_INIT;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "## 3\. 出席者": after "#" no list can begin, so the renderer's escape is noise. The
 * offset of that backslash, or the line's length. */
static size_t needless_escape(struct str line)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == '#')
        at++;
    if (at == 0 || at == line.len || line.ptr[at++] != ' ')
        return line.len;
    size_t digits = at;
    while (at < line.len && is_digit(line.ptr[at]))
        at++;
    bool escape = at > digits && at + 1 < line.len && line.ptr[at] == '\\' &&
                  (line.ptr[at + 1] == '.' || line.ptr[at + 1] == ')');
    return escape ? at : line.len;
}

/* The renderer indents blank lines inside lists; that is noise in a diff. */
static void add_tidied(struct buf *out, struct str rendered)
{
    for (size_t from = 0; from < rendered.len;) {
        size_t to = str_find(rendered, STR("\n"), from);
        if (to > rendered.len)
            to = rendered.len;
        struct str line = str_slice(rendered, from, to);
        size_t indent = 0;
        while (indent < line.len && line.ptr[indent] == ' ')
            indent++;
        if (indent < line.len) {
            size_t escape = needless_escape(line);
            buf_add(out, str_slice(line, 0, escape));
            buf_add(out, str_slice(line, escape + 1, line.len));
        }
        buf_add_byte(out, '\n');
        from = to + 1;
    }
}

static enum status write_body(const struct doc *doc, struct buf *out, struct diag *diag)
{
    struct buf why = BUF_INIT;
    size_t start = out->len;
    cmark_node *tree = cmark_node_new(CMARK_NODE_DOCUMENT);
    append_document(tree, doc->root);
    char *rendered = cmark_render_commonmark(tree, CMARK_OPT_DEFAULT, 0);
    add_tidied(out, str_from(rendered));
    enum status status = out->status;
    if (status == STATUS_OK &&
        !reread_equal(str_slice(buf_str(out), start, out->len), tree, doc, &why)) {
        diag_report(diag, DIAG_FORMAT_UNFAITHFUL, (struct diag_pos){0},
                    N_("the Markdown reads back differently (%.*s); not written"),
                    STR_ARGS(buf_str(&why)));
        status = STATUS_SYNTAX;
    }
    free(rendered);
    cmark_node_free(tree);
    buf_free(&why);
    return status;
}

enum status markdown_write(const struct doc *doc,
                           const struct markdown_options *options, struct buf *out,
                           struct diag *diag)
{
    enum markdown_front_matter front_matter =
        options ? options->front_matter : MARKDOWN_FRONT_MATTER_YAML;
    struct buf file = {.max = out->max};
    enum status status = STATUS_OK;
    pthread_once(&extensions_ready, cmark_gfm_core_extensions_ensure_registered);
    if (front_matter == MARKDOWN_FRONT_MATTER_YAML)
        status = front_matter_write(doc, &file);
    if (status == STATUS_OK)
        status = write_body(doc, &file, diag);
    if (status == STATUS_OK) {
        buf_add(out, buf_str(&file));
        status = out->status;
    }
    buf_free(&file);
    return status;
}
