#include "parse.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "schema.h"

/* Of one fault many follow; the first ones tell. */
#define FAULTS_MAX 10

struct parse {
    struct str bytes;
    struct diag *diag;
    size_t faults;
    bool refused; /* a document type declaration: no further message about it */
};

struct diag_pos parse_offset_pos(struct str bytes, size_t offset)
{
    struct diag_pos pos = {1, 1};
    for (size_t at = 0; at < offset && at < bytes.len;) {
        if (utf8_next(bytes, &at) == '\n') {
            pos.line++;
            pos.column = 1;
        } else {
            pos.column++;
        }
    }
    return pos;
}

/* Elements keep the offset of their "<", plus 1, in libxml2's field for applications:
 * its own line numbers end at 65535 and it keeps no columns. */
struct diag_pos parse_pos(struct str bytes, const xmlNode *element)
{
    size_t offset = (size_t)(uintptr_t)element->_private;
    return offset ? parse_offset_pos(bytes, offset - 1) : (struct diag_pos){0};
}

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count,
                          const xmlChar **namespaces, int attribute_count,
                          int defaulted_count, const xmlChar **attributes)
{
    xmlSAX2StartElementNs(user, name, prefix, uri, namespace_count, namespaces,
                          attribute_count, defaulted_count, attributes);
    xmlParserCtxtPtr context = user;
    const struct parse *parse = context->_private;
    long end = xmlByteConsumed(context); /* at the ">" of the start tag */
    if (!context->node || end < 0 || (size_t)end > parse->bytes.len)
        return;
    size_t at = (size_t)end;
    while (at > 0 && parse->bytes.ptr[at - 1] != '<')
        at--;
    context->node->_private = (void *)(uintptr_t)at;
}

/* A document type is where entities and external files come from: ours has none. */
static void refuse_document_type(void *user, const xmlChar *name,
                                 const xmlChar *external_id, const xmlChar *system_id)
{
    (void)name, (void)external_id, (void)system_id;
    xmlParserCtxtPtr context = user;
    struct parse *parse = context->_private;
    struct diag_pos pos = {(uint32_t)xmlSAX2GetLineNumber(context), 1};
    diag_report(parse->diag, DIAG_XML_SYNTAX, pos,
                "a document type declaration is not allowed here; remove it, and write "
                "entities as the characters they stand for");
    parse->refused = true;
    parse->faults++;
    xmlStopParser(context);
}

/* libxml2's message without line end and without the long name of our namespace. */
static void clean_message(const char *message, struct buf *out)
{
    static const char name[] = "{" XML_NAMESPACE "}";
    struct str rest = utf8_trim(str_from(message ? message : "unknown fault"));
    for (size_t at; (at = str_find(rest, STR("{" XML_NAMESPACE "}"), 0)) != SIZE_MAX;
         rest = str_slice(rest, at + sizeof(name) - 1, rest.len))
        buf_add(out, str_slice(rest, 0, at));
    buf_add(out, rest);
}

static void syntax_fault(void *user, xmlErrorPtr error)
{
    struct parse *parse = ((xmlParserCtxtPtr)user)->_private;
    /* Ids are not syntax: read.c tells about them. */
    if (error->code == XML_DTD_ID_REDEFINED || error->code == XML_DTD_XMLID_VALUE)
        return;
    if (parse->refused || error->level < XML_ERR_ERROR || parse->faults++ >= FAULTS_MAX)
        return;
    struct diag_pos pos = {error->line > 0 ? (uint32_t)error->line : 0,
                           error->int2 > 0 ? (uint32_t)error->int2 : 1};
    struct buf message = BUF_INIT;
    clean_message(error->message, &message);
    diag_report(parse->diag, DIAG_XML_SYNTAX, pos,
                "not well-formed XML: %s; mend it here, nothing was read",
                buf_str(&message).ptr);
    buf_free(&message);
}

static void schema_fault(void *user, xmlErrorPtr error)
{
    struct parse *parse = user;
    if (parse->faults++ >= FAULTS_MAX)
        return;
    const xmlNode *node = error->node;
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->parent;
    struct diag_pos pos = {error->line > 0 ? (uint32_t)error->line : 0, 1};
    if (node && node->_private)
        pos = parse_pos(parse->bytes, node);
    struct buf message = BUF_INIT;
    clean_message(error->message, &message);
    diag_report(parse->diag, DIAG_XML_INVALID, pos,
                "not valid against gijiroku-minutes-1.xsd: %s Nothing was read",
                buf_str(&message).ptr);
    buf_free(&message);
}

static enum status validate(struct parse *parse, xmlDocPtr tree)
{
    xmlSchemaPtr schema = schema_lookup();
    xmlSchemaValidCtxtPtr context = schema ? xmlSchemaNewValidCtxt(schema) : NULL;
    if (!context)
        return STATUS_NOMEM;
    xmlSchemaSetValidStructuredErrors(context, schema_fault, parse);
    int result = xmlSchemaValidateDoc(context, tree);
    xmlSchemaFreeValidCtxt(context);
    return result < 0 ? STATUS_NOMEM : result > 0 ? STATUS_SYNTAX : STATUS_OK;
}

enum status parse_xml(struct str bytes, struct diag *diag, xmlDocPtr *out)
{
    struct parse parse = {.bytes = bytes, .diag = diag};
    *out = NULL;
    xmlInitParser();
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (!context)
        return STATUS_NOMEM;
    context->_private = &parse;
    context->sax->internalSubset = refuse_document_type;
    context->sax->startElementNs = start_element;
    context->sax->serror = syntax_fault;
    xmlDocPtr tree =
        xmlCtxtReadMemory(context, bytes.ptr, (int)bytes.len, NULL, "UTF-8",
                          XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    bool sound = tree && context->wellFormed && !parse.faults;
    enum status status = sound                                 ? STATUS_OK
                         : context->errNo == XML_ERR_NO_MEMORY ? STATUS_NOMEM
                                                               : STATUS_SYNTAX;
    xmlFreeParserCtxt(context);
    if (status == STATUS_OK)
        status = validate(&parse, tree);
    if (status == STATUS_OK)
        *out = tree;
    else
        xmlFreeDoc(tree);
    return status;
}
