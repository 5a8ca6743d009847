/* The proof: what was written, read again as GitHub reads it. */
#include <string.h>

#include "base/utf8.h"
#include "model/same_text.h"
#include "tree.h"

static cmark_node *parse(struct str markdown)
{
    static const char *const extensions[] = {"table", "strikethrough", "autolink",
                                             "tagfilter", "tasklist"};
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
        cmark_parser_attach_syntax_extension(
            parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, markdown.ptr, markdown.len);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static bool holds_inlines(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
           type == CMARK_NODE_TABLE_CELL;
}

/* Appends the text below a block. A raw node of ours is an escaped character; one that
 * was read, or a line break, is nothing that we wrote and shows as U+FFFD. */
enum origin { WRITTEN, READ };

static void add_text(cmark_node *block, enum origin origin, struct buf *out)
{
    cmark_iter *iter = cmark_iter_new(block);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER || node == block)
            continue;
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
            buf_add_cstr(out, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_STRONG:
        case CMARK_NODE_LINK:
            break;
        case CMARK_NODE_HTML_INLINE:
            if (origin == WRITTEN) {
                buf_add_cstr(out, cmark_node_get_literal(node) + 1);
                break;
            }
            /* fall through */
        default:
            buf_add_code_point(out, UTF8_REPLACEMENT);
            break;
        }
    }
    cmark_iter_free(iter);
}

static bool same_shape(cmark_node *a, cmark_node *b)
{
    cmark_node_type type = cmark_node_get_type(a);
    if (type != cmark_node_get_type(b))
        return false;
    if (type == CMARK_NODE_HEADING)
        return cmark_node_get_heading_level(a) == cmark_node_get_heading_level(b);
    if (type == CMARK_NODE_LIST)
        return cmark_node_get_list_type(a) == cmark_node_get_list_type(b) &&
               cmark_node_get_list_tight(a) == cmark_node_get_list_tight(b);
    return true;
}

/* The buffers serve every block in turn; `read` gathers the text of the whole. */
struct comparison {
    struct buf written, read, all;
    struct buf *why;
};

static bool same_text(struct comparison *c, cmark_node *written, cmark_node *read)
{
    buf_clear(&c->written);
    buf_clear(&c->read);
    add_text(written, WRITTEN, &c->written);
    add_text(read, READ, &c->read);
    buf_add(&c->all, buf_str(&c->read));
    if (str_equal(buf_str(&c->written), buf_str(&c->read)))
        return true;
    buf_printf(c->why, "\"%.*s\"", STR_ARGS(buf_str(&c->written)));
    return false;
}

/* Both trees in step. Bounded: the document is at most DOC_DEPTH_MAX deep. */
static bool same_tree(struct comparison *c, cmark_node *written, cmark_node *read)
{
    if (!same_shape(written, read)) {
        buf_printf(c->why, "%s, line %d", cmark_node_get_type_string(read),
                   cmark_node_get_start_line(read));
        return false;
    }
    if (holds_inlines(written))
        return same_text(c, written, read);
    cmark_node *a = cmark_node_first_child(written), *b = cmark_node_first_child(read);
    for (; a && b; a = cmark_node_next(a), b = cmark_node_next(b))
        if (!same_tree(c, a, b))
            return false;
    if (!a && !b)
        return true;
    buf_printf(c->why, "%s, line %d", cmark_node_get_type_string(read),
               cmark_node_get_end_line(read));
    return false;
}

/* The leaves but for the labels that are bullets. */
static void add_expected(const struct doc_node *root, struct buf *out)
{
    const struct doc_node *skipped = NULL;
    struct doc_iter iter = doc_iter_new(root);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event == DOC_LEAVE)
            continue;
        if (iter.node->kind == DOC_ITEM && label_is_bullet(iter.node))
            skipped = lead_of(iter.node).label;
        if (iter.node->kind == DOC_TEXT && iter.node->parent != skipped)
            buf_add(out, iter.node->as.text);
    }
}

bool reread_equal(struct str markdown, cmark_node *tree, const struct doc *doc,
                  struct buf *why)
{
    struct comparison c = {.why = why};
    struct buf expected = BUF_INIT;
    cmark_node *read = parse(markdown);
    bool equal = same_tree(&c, tree, read);
    add_expected(doc->root, &expected);
    if (equal && !text_is_same(buf_str(&expected), buf_str(&c.all), NULL)) {
        buf_add_cstr(why, "a character that Markdown cannot hold");
        equal = false;
    }
    cmark_node_free(read);
    buf_free(&c.written);
    buf_free(&c.read);
    buf_free(&c.all);
    buf_free(&expected);
    return equal;
}
