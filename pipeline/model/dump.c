#include "model/attributes.h"

static void add_quoted(struct buf *out, struct str s)
{
    buf_add_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '\n')
            buf_add_cstr(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            buf_printf(out, "\\x%02X", c);
        else if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else
            buf_add_byte(out, (char)c);
    }
    buf_add_byte(out, '"');
}

static void dump_facts(const struct doc *doc, struct buf *out)
{
    for (size_t i = 0; i < doc_fact_row_count; i++) {
        const struct doc_fact *fact = doc_fact_lookup(&doc->facts, &doc_fact_rows[i]);
        if (!fact->value.len)
            continue;
        buf_printf(out, "%s ", doc_fact_rows[i].name);
        add_quoted(out, fact->value);
        buf_printf(out, " %u:%u\n", fact->pos.line, fact->pos.column);
    }
    buf_add_cstr(out, "source ");
    add_quoted(out, doc->source.name);
    buf_printf(out, " %.*s %.*s%s %u\n", STR_ARGS(doc->source.encoding),
               STR_ARGS(doc->source.newline), doc->source.bom ? " bom" : "",
               doc->source.lines);
}

static void dump_node(const struct doc_node *node, unsigned depth, struct buf *out)
{
    buf_printf(out, "%*s%s %u:%u", (int)depth * 2, "", doc_kind_name(node->kind),
               node->pos.line, node->pos.column);
    if (node->id.len)
        buf_printf(out, " #%.*s", STR_ARGS(node->id));
    size_t count;
    const struct doc_attribute *rows = doc_attributes(node->kind, &count);
    for (size_t i = 0; i < count; i++) {
        char digits[11];
        struct str text = doc_attribute_text(node, &rows[i], digits);
        if (rows[i].type == DOC_ATTRIBUTE_STR && !text.len)
            continue;
        if (rows[i].type != DOC_ATTRIBUTE_STR && rows[i].implied &&
            !doc_attribute_number(node, &rows[i]))
            continue;
        buf_printf(out, " %s=", rows[i].name);
        if (rows[i].type == DOC_ATTRIBUTE_STR)
            add_quoted(out, text);
        else
            buf_add(out, text);
    }
    if (node->kind == DOC_TEXT) {
        buf_add_byte(out, ' ');
        add_quoted(out, node->as.text);
    }
    buf_add_byte(out, '\n');
}

void doc_dump(const struct doc *doc, struct buf *out)
{
    dump_facts(doc, out);
    unsigned depth = 0;
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event == DOC_ENTER)
            dump_node(iter.node, depth++, out);
        else
            depth--;
    }
    for (size_t i = 0; i < doc->change_count; i++) {
        const struct doc_change *change = &doc->changes[i];
        buf_printf(out, "change %.*s %u:%u ", STR_ARGS(change->rule), change->pos.line,
                   change->pos.column);
        add_quoted(out, change->before);
        buf_add_cstr(out, " -> ");
        add_quoted(out, change->after);
        buf_add_byte(out, '\n');
    }
}
