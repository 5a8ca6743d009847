/* A page of the website: the record is the text of <main>, and nothing else of it. */
#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/utf8.h"
#include "node.h"
#include "record.h"

/* libxml2 takes the size as int, and a page of ours is some hundred kilobytes. */
#define HTML_INPUT_MAX ((size_t)256 << 20)

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

const xmlNode *node_next(const xmlNode *node, const xmlNode *root)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* Everything that carries characters, a script's too: none has a place in <main>. */
static void add_main(const xmlNode *main, struct record *out)
{
    uint32_t line = 0;
    for (const xmlNode *node = main; node; node = node_next(node, main)) {
        long at = node->type == XML_ELEMENT_NODE
                      ? xmlGetLineNo((xmlNode *)(uintptr_t)node)
                      : 0;
        if (at > 0)
            line = (uint32_t)at;
        if (node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE ||
            !node->content || !*node->content)
            continue;
        if (out->count == 0 || out->marks[out->count - 1].place.line != line)
            record_mark(out, (struct verify_place){0, line, 1});
        record_add(out, str_from((const char *)node->content));
    }
}

/* ---- facts ---- */

static void add_string(const json_t *object, const char *key, const char *fact,
                       struct record *out)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_string(value))
        record_add_fact(
            out, str_from(fact),
            (struct str){json_string_value(value), json_string_length(value)});
}

/* "2025-09-19T08:30:00+09:00", or the day alone. */
static void add_moment(const json_t *event, const char *key, const char *fact,
                       struct record *out)
{
    const json_t *value = json_object_get(event, key);
    struct str moment = {0};
    if (json_is_string(value))
        moment = str_from(json_string_value(value));
    size_t time = str_find(moment, STR("T"), 0);
    if (moment.len == 0)
        return;
    record_add_fact(out, STR("date"), str_slice(moment, 0, time));
    if (time != SIZE_MAX)
        record_add_fact(out, str_from(fact), str_slice(moment, time + 1, time + 6));
}

/* https://schema.org/Report about an Event, as JSON-LD. */
static void add_linked_data(const xmlNode *script, struct record *out)
{
    xmlChar *text = xmlNodeGetContent(script);
    json_t *report = text ? json_loads((const char *)text, 0, NULL) : NULL;
    const json_t *event = json_object_get(report, "about");
    add_string(report, "name", "title", out);
    add_string(report, "genre", "kind", out);
    add_string(event, "location", "place", out);
    add_moment(event, "startDate", "start", out);
    add_moment(event, "endDate", "end", out);
    json_decref(report);
    xmlFree(text);
}

static void add_facts(const xmlNode *node, struct record *out)
{
    if (is_element(node, "title")) {
        xmlChar *text = xmlNodeGetContent(node);
        if (text)
            record_add_fact(out, STR("title"), str_from((const char *)text));
        xmlFree(text);
    } else if (is_element(node, "script")) {
        xmlChar *type = xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"type");
        if (type && strcmp((const char *)type, "application/ld+json") == 0)
            add_linked_data(node, out);
        xmlFree(type);
    }
}

/* Whether the head declares UTF-8; without that, a browser guesses. */
static bool declares_encoding(const xmlNode *node)
{
    if (!is_element(node, "meta") || !node->parent || !is_element(node->parent, "head"))
        return false;
    xmlChar *charset =
        xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"charset");
    bool is_utf8 = charset && xmlStrcasecmp(charset, (const xmlChar *)"utf-8") == 0;
    xmlFree(charset);
    return is_utf8;
}

enum status record_of_html(struct str bytes, struct record *out, const char **why)
{
    *why = NULL;
    if (utf8_first_invalid(bytes) < bytes.len)
        *why = N_("bytes that are not UTF-8 stand in it; it was not compared");
    else if (bytes.len > HTML_INPUT_MAX)
        *why = N_("it is larger than any page of minutes; it was not compared");
    if (*why)
        return STATUS_SYNTAX;
    htmlDocPtr page =
        htmlReadMemory(bytes.ptr, (int)bytes.len, NULL, "UTF-8",
                       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD);
    const xmlNode *root = page ? xmlDocGetRootElement(page) : NULL;
    size_t mains = 0;
    bool declared = false;
    for (const xmlNode *node = root; node; node = node_next(node, root)) {
        if (is_element(node, "main") && mains++ == 0)
            add_main(node, out);
        add_facts(node, out);
        declared = declared || declares_encoding(node);
    }
    if (page)
        xmlFreeDoc(page);
    if (mains != 1) {
        *why = mains == 0 ? N_("it has no <main>, where the record should stand; it "
                               "was not compared")
                          : N_("it has more than one <main>; it was not compared");
        return STATUS_SYNTAX;
    }
    if (!declared) {
        *why =
            N_("it does not declare that it is UTF-8: browsers may show another text; "
               "it was not compared");
        return STATUS_SYNTAX;
    }
    return record_status(out);
}
