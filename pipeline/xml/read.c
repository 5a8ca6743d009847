/* XML → document. The tree is valid when it comes here, so names and values of
 * attributes are known to be right; what a schema cannot say is checked. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "escape.h"
#include "model/attributes.h"
#include "parse.h"
#include "xml/xml.h"
#include <libxml/hash.h>

struct reader {
    struct str bytes;
    struct diag *diag;
    struct doc *doc;
    struct buf text;        /* of the leaf that is being gathered */
    struct diag_pos cursor; /* where that leaf begins */
    bool faulty;
};

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *find(const xmlNode *parent, const char *name)
{
    for (const xmlNode *child = parent->children; child; child = child->next)
        if (is_element(child, name))
            return child;
    return NULL;
}

static void fault(struct reader *r, const xmlNode *element, const char *msgid,
                  struct str value)
{
    r->faulty = true;
    diag_report(r->diag, DIAG_XML_INVALID, parse_pos(r->bytes, element), msgid,
                STR_ARGS(value));
}

/* Appends the value of an attribute without namespace; false where there is none. */
static bool raw_attribute(const xmlNode *element, const char *name, struct buf *out)
{
    const xmlAttr *attribute =
        xmlHasNsProp((xmlNode *)(uintptr_t)element, (const xmlChar *)name, NULL);
    if (!attribute)
        return false;
    for (const xmlNode *child = attribute->children; child; child = child->next)
        if (child->content)
            buf_add_cstr(out, (const char *)child->content);
    return true;
}

static struct str attribute(struct reader *r, const xmlNode *element, const char *name)
{
    struct buf written = BUF_INIT, value = BUF_INIT;
    struct str copy = {0};
    if (raw_attribute(element, name, &written)) {
        if (!escape_read_attribute(buf_str(&written), &value))
            fault(r, element,
                  "a backslash in the value \"%.*s\" must be written twice; nothing "
                  "was read",
                  buf_str(&written));
        copy = doc_copy(r->doc, buf_str(&value));
    }
    buf_free(&written);
    buf_free(&value);
    return copy;
}

/* The schema lets nothing through but at most nine digits. */
static bool number(const xmlNode *element, const char *name, uint32_t *value)
{
    struct buf digits = BUF_INIT;
    bool there = raw_attribute(element, name, &digits);
    if (there)
        *value = (uint32_t)strtoul(buf_str(&digits).ptr, NULL, 10);
    buf_free(&digits);
    return there;
}

static bool place(const xmlNode *element, struct diag_pos *pos)
{
    bool line = number(element, "line", &pos->line);
    bool column = number(element, "column", &pos->column);
    return line || column;
}

static void read_attributes(struct reader *r, const xmlNode *element,
                            struct doc_node *node)
{
    xmlChar *id = xmlGetNsProp((xmlNode *)(uintptr_t)element, (const xmlChar *)"id",
                               XML_XML_NAMESPACE);
    if (id)
        node->id = doc_copy(r->doc, str_from((const char *)id));
    xmlFree(id);
    size_t count;
    const struct doc_attribute *rows = doc_attributes(node->kind, &count);
    for (size_t i = 0; i < count; i++) {
        struct str value = attribute(r, element, rows[i].name);
        uint32_t as_number = 0;
        if (!value.len)
            continue;
        switch (rows[i].type) {
        case DOC_ATTRIBUTE_STR:
            doc_attribute_set_str(node, &rows[i], value);
            continue;
        case DOC_ATTRIBUTE_ENUM:
            while (as_number + 1 < rows[i].name_count &&
                   !str_equal(value, str_from(rows[i].names[as_number])))
                as_number++;
            break;
        case DOC_ATTRIBUTE_UINT:
            number(element, rows[i].name, &as_number);
            break;
        case DOC_ATTRIBUTE_BOOL:
            as_number = str_equal(value, STR("true"));
            break;
        }
        doc_attribute_set_number(node, &rows[i], as_number);
    }
}

/* The code point of a char element into `out`. */
static void read_char(struct reader *r, const xmlNode *element, struct buf *out)
{
    struct buf code = BUF_INIT;
    raw_attribute(element, "code", &code);
    unsigned long value = strtoul(buf_str(&code).ptr + strlen("U+"), NULL, 16);
    if (value >= 0xD800 && value <= 0xDFFF)
        fault(r, element, "\"%.*s\" is a surrogate and no character; nothing was read",
              buf_str(&code));
    buf_add_code_point(out, (uint32_t)value);
    buf_free(&code);
}

static bool is_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

/* Text in which white space counts. */
static struct str exact(struct reader *r, const xmlNode *element)
{
    struct buf text = BUF_INIT;
    for (const xmlNode *child = element->children; child; child = child->next) {
        if (is_text(child))
            buf_add_cstr(&text, (const char *)child->content);
        else if (is_element(child, "char"))
            read_char(r, child, &text);
    }
    struct str copy = doc_copy(r->doc, buf_str(&text));
    buf_free(&text);
    return copy;
}

/* Ends the leaf that is being gathered. White space before it, and white space with a
 * line end behind it, can only be the indentation of another program: leaves begin with
 * a character and hold no line end (model.h). */
static void end_leaf(struct reader *r, const xmlNode *element, struct doc_node *parent)
{
    struct str text = buf_str(&r->text);
    size_t at = 0, from = 0;
    while (at < text.len && utf8_is_space(utf8_next(text, &at)))
        from = at;
    text = str_slice(text, from, text.len);
    struct str trimmed = utf8_trim(text);
    struct str rest = str_slice(text, trimmed.len, text.len);
    if (str_find(rest, STR("\n"), 0) != SIZE_MAX)
        text = trimmed;
    if (str_find(text, STR("\n"), 0) != SIZE_MAX ||
        str_find(text, STR("\r"), 0) != SIZE_MAX)
        fault(r, element,
              "a line end inside running text (\"%.*s\"); write the text on one line; "
              "nothing was read",
              str_slice(trimmed, 0, str_find(trimmed, STR("\n"), 0)));
    doc_add_text(r->doc, parent, text, r->cursor);
    if (r->cursor.line)
        r->cursor.column += (uint32_t)utf8_length(text);
    if (r->text.status != STATUS_OK && r->doc->status == STATUS_OK)
        r->doc->status = r->text.status;
    buf_clear(&r->text);
}

/* Children of `element` into `node`. Recursion ends where doc_add refuses to go deeper.
 */
static void read_children(struct reader *r, const xmlNode *element,
                          struct doc_node *node)
{
    bool holds_text = doc_kind_content(node->kind) == DOC_INLINES;
    for (const xmlNode *child = element->children; child; child = child->next) {
        if (is_text(child)) {
            if (holds_text)
                buf_add_cstr(&r->text, (const char *)child->content);
            continue;
        }
        if (child->type != XML_ELEMENT_NODE)
            continue;
        if (is_element(child, "char")) {
            read_char(r, child, &r->text);
            continue;
        }
        if (holds_text)
            end_leaf(r, element, node);
        if (is_element(child, "lb")) {
            place(child, &r->cursor);
            continue;
        }
        enum doc_kind kind = doc_kind_lookup(str_from((const char *)child->name));
        if (doc_kind_is_block(kind))
            r->cursor = (struct diag_pos){0};
        place(child, &r->cursor);
        struct doc_node *added = doc_add(r->doc, node, kind, r->cursor);
        if (added->spare)
            return;
        read_attributes(r, child, added);
        read_children(r, child, added);
    }
    if (holds_text)
        end_leaf(r, element, node);
}

static void read_facts(struct reader *r, const xmlNode *meeting)
{
    for (size_t i = 0; i < doc_fact_row_count; i++) {
        const xmlNode *element = find(meeting, doc_fact_rows[i].name);
        if (!element)
            continue;
        struct doc_fact *fact = (struct doc_fact *)(uintptr_t)doc_fact_lookup(
            &r->doc->facts, &doc_fact_rows[i]);
        fact->value = exact(r, element);
        place(element, &fact->pos);
    }
}

static void read_source(struct reader *r, const xmlNode *element)
{
    struct doc_source *source = &r->doc->source;
    source->name = attribute(r, element, "name");
    source->encoding = attribute(r, element, "encoding");
    source->newline = attribute(r, element, "newline");
    source->bom = str_equal(attribute(r, element, "bom"), STR("true"));
    number(element, "lines", &source->lines);
    source->layout = attribute(r, element, "layout");
}

static void read_changes(struct reader *r, const xmlNode *changes)
{
    for (const xmlNode *child = changes->children; child; child = child->next) {
        if (!is_element(child, "change"))
            continue;
        struct diag_pos pos = {0};
        place(child, &pos);
        doc_record_change(r->doc, attribute(r, child, "rule"), pos,
                          exact(r, find(child, "before")),
                          exact(r, find(child, "after")));
    }
}

/* Cross-references that XSD cannot check without a schema for xml:id. */
static void check_ids(struct reader *r, const xmlNode *root)
{
    xmlHashTablePtr seen = xmlHashCreate(256);
    if (!seen) {
        r->doc->status = STATUS_NOMEM;
        return;
    }
    for (const xmlNode *node = root; node;) {
        xmlChar *id = NULL;
        if (node->type == XML_ELEMENT_NODE)
            id = xmlGetNsProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"id",
                              XML_XML_NAMESPACE);
        if (id && xmlValidateNCName(id, 0) != 0)
            fault(r, node, "the id \"%.*s\" is no name; nothing was read",
                  str_from((const char *)id));
        else if (id && xmlHashAddEntry(seen, id, (void *)(uintptr_t)node) != 0)
            fault(
                r, node,
                "the id \"%.*s\" is given twice; ids must be unique; nothing was read",
                str_from((const char *)id));
        xmlFree(id);
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
    xmlHashFree(seen, NULL);
}

static enum status build(struct reader *r, const xmlNode *root)
{
    r->doc = doc_new();
    if (!r->doc)
        return STATUS_NOMEM;
    check_ids(r, root);
    read_facts(r, find(root, "meeting"));
    read_source(r, find(root, "source"));
    const xmlNode *body = find(root, "body");
    place(body, &r->doc->root->pos);
    r->cursor = r->doc->root->pos;
    read_attributes(r, body, r->doc->root);
    read_children(r, body, r->doc->root);
    read_changes(r, find(root, "changes"));
    if (r->doc->status != STATUS_OK)
        return r->doc->status;
    return r->faulty ? STATUS_SYNTAX : STATUS_OK;
}

static enum status check_bytes(struct str *bytes, struct diag *diag)
{
    if (str_starts(*bytes, STR("\xEF\xBB\xBF")))
        *bytes = str_slice(*bytes, 3, bytes->len);
    if (bytes->len > XML_INPUT_MAX) {
        diag_report(diag, DIAG_INPUT_TOO_LARGE, (struct diag_pos){0},
                    "XML of more than %zu MiB is no minutes; nothing was read",
                    XML_INPUT_MAX >> 20);
        return STATUS_LIMIT;
    }
    size_t invalid = utf8_first_invalid(*bytes);
    if (invalid < bytes->len) {
        struct str before = str_slice(*bytes, 0, invalid);
        diag_report(diag, DIAG_XML_SYNTAX, parse_offset_pos(before, invalid),
                    "this byte is not UTF-8; save the XML as UTF-8; nothing was read");
        return STATUS_SYNTAX;
    }
    return STATUS_OK;
}

enum status xml_read(struct str bytes, struct diag *diag, struct doc **out)
{
    *out = NULL;
    struct reader r = {.diag = diag};
    xmlDocPtr tree = NULL;
    enum status status = check_bytes(&bytes, diag);
    if (status == STATUS_OK)
        status = parse_xml(bytes, diag, &tree);
    if (status == STATUS_OK) {
        r.bytes = bytes;
        status = build(&r, xmlDocGetRootElement(tree));
        if (status == STATUS_LIMIT)
            diag_report(diag, DIAG_LIMIT_EXCEEDED, (struct diag_pos){0},
                        "elements stand more than %d deep in each other; nothing was "
                        "read",
                        DOC_DEPTH_MAX);
    }
    if (status == STATUS_NOMEM)
        diag_report(diag, DIAG_OUT_OF_MEMORY, (struct diag_pos){0},
                    "not enough memory to read the XML; nothing was read");
    if (tree)
        xmlFreeDoc(tree);
    buf_free(&r.text);
    if (status == STATUS_OK)
        *out = r.doc;
    else
        doc_free(r.doc);
    return status;
}

bool xml_recognise(struct str bytes)
{
    static const struct str starts[] = {STR_INIT("<?xml"), STR_INIT("<!DOCTYPE"),
                                        STR_INIT("<!--"), STR_INIT("<minutes")};
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_slice(bytes, 3, bytes.len);
    size_t at = 0;
    while (at < bytes.len && strchr(" \t\r\n", bytes.ptr[at]) && bytes.ptr[at])
        at++;
    bytes = str_slice(bytes, at, bytes.len);
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
        if (str_starts(bytes, starts[i]))
            return true;
    return false;
}
