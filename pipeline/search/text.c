#include "base/utf8.h"
#include "model/facts.h"
#include "script.h"
#include "search/search.h"

void script_add_string(struct str text, struct buf *out)
{
    buf_add_byte(out, '"');
    size_t from = 0; /* of what needs no escape */
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(out, str_slice(text, from, i));
        from = i + 1;
        if (c < 0x20)
            buf_printf(out, "\\u%04x", c);
        else
            buf_printf(out, "\\%c", c);
    }
    buf_add(out, str_slice(text, from, text.len));
    buf_add_byte(out, '"');
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool script_read_string(struct str script, size_t *offset, struct buf *out)
{
    size_t at = *offset;
    if (at >= script.len || script.ptr[at++] != '"')
        return false;
    while (at < script.len && script.ptr[at] != '"') {
        if (script.ptr[at] == '\\' && at + 5 < script.len &&
            script.ptr[at + 1] == 'u') {
            int high = hex(script.ptr[at + 4]), low = hex(script.ptr[at + 5]);
            if (high < 0 || low < 0)
                return false;
            buf_add_byte(out, (char)(high * 16 + low));
            at += 6;
            continue;
        }
        if (script.ptr[at] == '\\')
            at++;
        size_t from = at++;
        while (at < script.len && script.ptr[at] != '"' && script.ptr[at] != '\\')
            at++;
        buf_add(out, str_slice(script, from, at));
    }
    *offset = at + 1;
    return at < script.len;
}

/* What a passage is called by: the nearest node that has an id. */
static struct str id_of(const struct doc_node *leaf)
{
    const struct doc_node *node = leaf;
    while (node && node->id.len == 0)
        node = node->parent;
    return node ? node->id : (struct str){0};
}

/* Words of different nodes are apart, though nothing is printed between them. */
static void add_leaf(const struct doc_node *leaf, const struct doc_node *last,
                     struct buf *out)
{
    struct str text = utf8_trim(leaf->as.text);
    if (out->len > 0 && last->parent != leaf->parent && text.len > 0)
        buf_add_byte(out, ' ');
    buf_add(out, out->len > 0 && last->parent == leaf->parent ? leaf->as.text : text);
}

static void end_passage(struct str id, struct buf *text, struct buf *out)
{
    struct str trimmed = utf8_trim(buf_str(text));
    if (trimmed.len > 0) {
        buf_add_cstr(out, "[");
        script_add_string(id, out);
        buf_add_byte(out, ',');
        script_add_string(trimmed, out);
        buf_add_cstr(out, "],\n");
    }
    buf_clear(text);
}

enum status search_write_text(const struct doc *doc, struct str slug, struct buf *out)
{
    struct buf text = BUF_INIT;
    const struct doc_node *last = NULL;
    struct str id = {0};
    struct doc_iter iter = doc_iter_new(doc->root);
    buf_add_cstr(out, "gijiroku.text(");
    script_add_string(slug, out);
    buf_add_cstr(out, ",[\n");
    for (const struct doc_node *leaf; (leaf = doc_next(&iter, DOC_TEXT)); last = leaf) {
        struct str own = id_of(leaf);
        if (last && !str_equal(own, id))
            end_passage(id, &text, out);
        id = own;
        add_leaf(leaf, last, &text);
    }
    if (last)
        end_passage(id, &text, out);
    buf_add_cstr(out, "])\n");
    enum status status = text.status;
    buf_free(&text);
    return status == STATUS_OK ? out->status : status;
}
