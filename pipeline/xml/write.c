/* Document → XML. White space for the eye stands only between the children of elements
 * that hold no text of their own (DOC_BLOCKS), so it can never become text. */
#include <libxml/xmlwriter.h>

#include "base/utf8.h"
#include "escape.h"
#include "model/attributes.h"
#include "schema.h"
#include "xml/xml.h"

struct writer {
    xmlTextWriterPtr xml;
    struct buf scratch;     /* what is handed to libxml2, which wants a terminator */
    struct diag_pos cursor; /* where the next text would begin if nothing said so */
    unsigned depth;
    bool failed;
};

#define XML(text) ((const xmlChar *)(text))

static void keep(struct writer *w, int result)
{
    if (result < 0)
        w->failed = true;
}

static void start(struct writer *w, const char *name)
{
    keep(w, xmlTextWriterStartElement(w->xml, XML(name)));
}

static void end(struct writer *w)
{
    keep(w, xmlTextWriterEndElement(w->xml));
}

static void break_line(struct writer *w)
{
    buf_clear(&w->scratch);
    buf_printf(&w->scratch, "\n%*s", (int)w->depth * 2, "");
    keep(w, xmlTextWriterWriteRaw(w->xml, XML(w->scratch.ptr)));
}

static void attribute(struct writer *w, const char *name, struct str value)
{
    buf_clear(&w->scratch);
    escape_attribute(value, &w->scratch);
    keep(w,
         xmlTextWriterWriteAttribute(w->xml, XML(name), XML(buf_str(&w->scratch).ptr)));
}

static void attribute_number(struct writer *w, const char *name, uint32_t value)
{
    buf_clear(&w->scratch);
    buf_printf(&w->scratch, "%lu", (unsigned long)value);
    keep(w, xmlTextWriterWriteAttribute(w->xml, XML(name), XML(w->scratch.ptr)));
}

static void place(struct writer *w, struct diag_pos pos)
{
    attribute_number(w, "line", pos.line);
    attribute_number(w, "column", pos.column);
}

static void place_if_known(struct writer *w, struct diag_pos pos)
{
    if (pos.line || pos.column)
        place(w, pos);
}

static bool same(struct diag_pos a, struct diag_pos b)
{
    return a.line == b.line && a.column == b.column;
}

static void flush_text(struct writer *w)
{
    if (w->scratch.len)
        keep(w, xmlTextWriterWriteString(w->xml, XML(w->scratch.ptr)));
    buf_clear(&w->scratch);
}

/* Text, with an element for each character that XML cannot hold. */
static void text(struct writer *w, struct str s)
{
    buf_clear(&w->scratch);
    for (size_t at = 0, from = 0; at < s.len; from = at) {
        uint32_t c = utf8_next(s, &at);
        if (escape_is_xml_char(c)) {
            buf_add(&w->scratch, str_slice(s, from, at));
            continue;
        }
        flush_text(w);
        start(w, "char");
        buf_printf(&w->scratch, "U+%04lX", (unsigned long)c);
        keep(w, xmlTextWriterWriteAttribute(w->xml, XML("code"), XML(w->scratch.ptr)));
        buf_clear(&w->scratch);
        end(w);
    }
    flush_text(w);
}

static void leaf(struct writer *w, const struct doc_node *node)
{
    if ((node->prev && node->prev->kind == DOC_TEXT) || !same(node->pos, w->cursor)) {
        start(w, "lb");
        place(w, node->pos);
        end(w);
        w->cursor = node->pos;
    }
    text(w, node->as.text);
    if (w->cursor.line)
        w->cursor.column += (uint32_t)utf8_length(node->as.text);
}

static void attributes(struct writer *w, const struct doc_node *node)
{
    if (node->id.len)
        attribute(w, "xml:id", node->id);
    size_t count;
    const struct doc_attribute *rows = doc_attributes(node->kind, &count);
    for (size_t i = 0; i < count; i++) {
        char digits[11];
        struct str value = doc_attribute_text(node, &rows[i], digits);
        if (rows[i].type == DOC_ATTRIBUTE_STR
                ? value.len > 0
                : !rows[i].implied || doc_attribute_number(node, &rows[i]))
            attribute(w, rows[i].name, value);
    }
    if (doc_kind_is_block(node->kind))
        place_if_known(w, node->pos);
    else if (!same(node->pos, w->cursor))
        place(w, node->pos);
    w->cursor = node->pos;
}

static void enter(struct writer *w, const struct doc_node *node)
{
    if (node->kind == DOC_TEXT) {
        leaf(w, node);
        return;
    }
    if (!node->parent || doc_kind_content(node->parent->kind) == DOC_BLOCKS)
        break_line(w);
    start(w, node->kind == DOC_MINUTES ? "body" : doc_kind_name(node->kind));
    attributes(w, node);
    w->depth++;
}

static void leave(struct writer *w, const struct doc_node *node)
{
    if (node->kind == DOC_TEXT)
        return;
    w->depth--;
    if (node->first && doc_kind_content(node->kind) == DOC_BLOCKS)
        break_line(w);
    end(w);
}

static void write_meeting(struct writer *w, const struct doc *doc)
{
    break_line(w);
    start(w, "meeting");
    w->depth++;
    bool any = false;
    for (size_t i = 0; i < doc_fact_row_count; i++) {
        const struct doc_fact *fact = doc_fact_lookup(&doc->facts, &doc_fact_rows[i]);
        if (!fact->value.len)
            continue;
        break_line(w);
        start(w, doc_fact_rows[i].name);
        place_if_known(w, fact->pos);
        text(w, fact->value);
        end(w);
        any = true;
    }
    w->depth--;
    if (any)
        break_line(w);
    end(w);
}

static void write_source(struct writer *w, const struct doc_source *source)
{
    break_line(w);
    start(w, "source");
    if (source->name.len)
        attribute(w, "name", source->name);
    if (source->encoding.len)
        attribute(w, "encoding", source->encoding);
    if (source->newline.len)
        attribute(w, "newline", source->newline);
    attribute(w, "bom", str_from(source->bom ? "true" : "false"));
    attribute_number(w, "lines", source->lines);
    if (source->layout.len)
        attribute(w, "layout", source->layout);
    end(w);
}

static void write_exact(struct writer *w, const char *name, struct str value)
{
    break_line(w);
    start(w, name);
    text(w, value);
    end(w);
}

static void write_changes(struct writer *w, const struct doc *doc)
{
    break_line(w);
    start(w, "changes");
    w->depth++;
    for (size_t i = 0; i < doc->change_count; i++) {
        const struct doc_change *change = &doc->changes[i];
        break_line(w);
        start(w, "change");
        attribute(w, "rule", change->rule);
        place_if_known(w, change->pos);
        w->depth++;
        write_exact(w, "before", change->before);
        write_exact(w, "after", change->after);
        w->depth--;
        break_line(w);
        end(w);
    }
    w->depth--;
    if (doc->change_count)
        break_line(w);
    end(w);
}

static void write_all(struct writer *w, const struct doc *doc)
{
    keep(w, xmlTextWriterStartDocument(w->xml, "1.0", "UTF-8", NULL));
    start(w, "minutes");
    keep(w, xmlTextWriterWriteAttribute(w->xml, XML("xmlns"), XML(XML_NAMESPACE)));
    attribute(w, "version", STR("1"));
    attribute(w, "xml:lang", STR("ja"));
    w->depth = 1;
    write_meeting(w, doc);
    write_source(w, &doc->source);
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event == DOC_ENTER)
            enter(w, iter.node);
        else
            leave(w, iter.node);
    }
    write_changes(w, doc);
    w->depth = 0;
    break_line(w);
    keep(w, xmlTextWriterEndDocument(w->xml));
}

/* Bytes from libxml2's output buffer into ours. */
static int take_bytes(void *user, const char *bytes, int n)
{
    struct buf *out = user;
    buf_add_bytes(out, bytes, (size_t)n);
    return out->status == STATUS_OK ? n : -1;
}

enum status xml_write(const struct doc *doc, struct buf *out, struct diag *diag)
{
    struct writer w = {0};
    enum status status = STATUS_NOMEM;
    xmlOutputBufferPtr sink = xmlOutputBufferCreateIO(take_bytes, NULL, out, NULL);
    if (sink)
        w.xml = xmlNewTextWriter(sink);
    if (!w.xml) {
        if (sink)
            xmlOutputBufferClose(sink);
        goto done;
    }
    write_all(&w, doc);
    xmlFreeTextWriter(w.xml);
    status = out->status != STATUS_OK        ? out->status
             : w.scratch.status != STATUS_OK ? w.scratch.status
             : w.failed                      ? STATUS_NOMEM
                                             : STATUS_OK;
done:
    buf_free(&w.scratch);
    if (status == STATUS_LIMIT)
        diag_report(diag, DIAG_LIMIT_EXCEEDED, (struct diag_pos){0},
                    "the XML would be larger than any minutes; it was not written");
    else if (status != STATUS_OK)
        diag_report(diag, DIAG_OUT_OF_MEMORY, (struct diag_pos){0},
                    "not enough memory to write the XML; it was not written");
    return status;
}
