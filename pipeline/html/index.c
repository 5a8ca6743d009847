#include <libxml/tree.h>

#include "transform.h"

#define SITE_NAMESPACE "urn:gijiroku:site:1"

static bool add_entry(xmlNodePtr index, const struct html_entry *entry,
                      struct buf *scratch)
{
    xmlNodePtr node = xmlNewChild(index, index->ns, (const xmlChar *)"document", NULL);
    return node && transform_attribute(node, "href", entry->href, scratch) &&
           transform_attribute(node, "slug", entry->slug, scratch) &&
           transform_attribute(node, "title", entry->title, scratch) &&
           transform_attribute(node, "organ", entry->organ, scratch) &&
           transform_attribute(node, "session", entry->session, scratch) &&
           transform_attribute(node, "kind", entry->kind, scratch) &&
           transform_attribute(node, "date", entry->date, scratch);
}

enum status html_write_index(const struct html_stylesheet *stylesheet,
                             const struct html_entry *entries, size_t count,
                             const struct html_params *params, struct buf *out,
                             struct diag *diag)
{
    struct buf scratch = BUF_INIT;
    enum status status = STATUS_NOMEM;
    xmlDocPtr tree = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root =
        tree ? xmlNewDocNode(tree, NULL, (const xmlChar *)"index", NULL) : NULL;
    if (!root)
        goto out;
    xmlDocSetRootElement(tree, root);
    root->ns = xmlNewNs(root, (const xmlChar *)SITE_NAMESPACE, NULL);
    bool made = root->ns != NULL;
    for (size_t i = 0; made && i < count; i++)
        made = add_entry(root, &entries[i], &scratch);
    if (made && transform_params(root, params))
        status = transform_run(stylesheet, tree, out, diag);
out:
    xmlFreeDoc(tree);
    buf_free(&scratch);
    return status;
}
