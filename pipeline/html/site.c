#include <stdlib.h>

#include <libxml/tree.h>

#include "transform.h"

#define SITE_NAMESPACE "urn:gijiroku:site:1"
#define XML(text) ((const xmlChar *)(text))

struct html_site {
    xmlDocPtr tree;
    xmlNodePtr *bodies; /* the element of each */
    size_t body_count;
};

static bool add_entry(xmlNodePtr body, const struct html_entry *entry,
                      struct buf *scratch)
{
    xmlNodePtr node = xmlNewChild(body, body->ns, XML("document"), NULL);
    return node && transform_attribute(node, "href", entry->href, scratch) &&
           transform_attribute(node, "slug", entry->slug, scratch) &&
           transform_attribute(node, "title", entry->title, scratch) &&
           transform_attribute(node, "organ", entry->organ, scratch) &&
           transform_attribute(node, "session", entry->session, scratch) &&
           transform_attribute(node, "kind", entry->kind, scratch) &&
           transform_attribute(node, "date", entry->date, scratch) &&
           transform_corrections(node, entry->corrections, entry->correction_count,
                                 scratch);
}

static xmlNodePtr add_body(xmlNodePtr root, const struct html_body *body,
                           struct buf *scratch)
{
    xmlNodePtr node = xmlNewChild(root, root->ns, XML("body"), NULL);
    bool made = node && transform_attribute(node, "name", body->name, scratch) &&
                transform_attribute(node, "reading", body->reading, scratch) &&
                transform_attribute(node, "href", body->href, scratch);
    for (size_t i = 0; made && i < body->entry_count; i++)
        made = add_entry(node, &body->entries[i], scratch);
    return made ? node : NULL;
}

static bool fill(struct html_site *site, const struct html_body *bodies,
                 const struct html_params *params)
{
    struct buf scratch = BUF_INIT;
    xmlNodePtr root = xmlNewDocNode(site->tree, NULL, XML("site"), NULL);
    if (!root)
        return false;
    xmlDocSetRootElement(site->tree, root);
    root->ns = xmlNewNs(root, XML(SITE_NAMESPACE), NULL);
    bool made = root->ns && transform_params(root, params);
    for (size_t i = 0; made && i < site->body_count; i++) {
        site->bodies[i] = add_body(root, &bodies[i], &scratch);
        made = site->bodies[i] != NULL;
    }
    buf_free(&scratch);
    return made;
}

enum status html_site_open(const struct html_body *bodies, size_t count,
                           const struct html_params *params, struct html_site **out)
{
    *out = NULL;
    struct html_site *site = calloc(1, sizeof(*site));
    if (!site)
        return STATUS_NOMEM;
    site->tree = xmlNewDoc(XML("1.0"));
    site->bodies = calloc(count + 1, sizeof(xmlNodePtr));
    site->body_count = count;
    if (!site->tree || !site->bodies || !fill(site, bodies, params)) {
        html_site_close(site);
        return STATUS_NOMEM;
    }
    *out = site;
    return STATUS_OK;
}

void html_site_close(struct html_site *site)
{
    if (!site)
        return;
    xmlFreeDoc(site->tree);
    free(site->bodies);
    free(site);
}

enum status html_site_write(struct html_site *site,
                            const struct html_stylesheet *stylesheet, struct str root,
                            size_t body, struct buf *out, struct diag *diag)
{
    xmlNodePtr publication = xmlFirstElementChild(xmlDocGetRootElement(site->tree));
    xmlNodePtr current = body == HTML_NO_BODY ? NULL : site->bodies[body];
    struct buf scratch = BUF_INIT;
    enum status status = STATUS_NOMEM;
    if (xmlSetProp(publication, XML("root"), transform_text(&scratch, root)) &&
        (!current || xmlSetProp(current, XML("current"), XML("true"))))
        status = transform_run(stylesheet, site->tree, TRANSFORM_MAY_MAKE_NOTHING, out,
                               diag);
    if (current)
        xmlUnsetProp(current, XML("current"));
    buf_free(&scratch);
    return status;
}
