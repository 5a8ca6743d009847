/* What a page is told of its surroundings, as elements for stylesheets. */
#include "transform.h"

#define XML(text) ((const xmlChar *)(text))

const xmlChar *transform_text(struct buf *scratch, struct str s)
{
    buf_clear(scratch);
    buf_add(scratch, s);
    return XML(buf_str(scratch).ptr);
}

bool transform_attribute(xmlNodePtr node, const char *name, struct str value,
                         struct buf *scratch)
{
    return value.len == 0 ||
           xmlNewProp(node, XML(name), transform_text(scratch, value)) != NULL;
}

static bool add_link(xmlNodePtr publication, const struct html_link *link,
                     struct buf *scratch)
{
    xmlNodePtr node = xmlNewChild(publication, publication->ns, XML("link"), NULL);
    struct buf size = BUF_INIT;
    buf_printf(&size, "%zu", link->size);
    bool made = node && transform_attribute(node, "href", link->href, scratch) &&
                transform_attribute(node, "name", link->name, scratch) &&
                transform_attribute(node, "type", link->media_type, scratch) &&
                transform_attribute(node, "size", buf_str(&size), scratch);
    buf_free(&size);
    return made;
}

static bool add_neighbour(xmlNodePtr publication, const char *name,
                          const struct html_neighbour *neighbour, struct buf *scratch)
{
    if (neighbour->href.len == 0)
        return true;
    xmlNodePtr node = xmlNewChild(publication, publication->ns, XML(name), NULL);
    return node && transform_attribute(node, "href", neighbour->href, scratch) &&
           transform_attribute(node, "title", neighbour->title, scratch) &&
           transform_attribute(node, "session", neighbour->session, scratch) &&
           transform_attribute(node, "date", neighbour->date, scratch);
}

bool transform_corrections(xmlNodePtr parent, const struct html_correction *corrections,
                           size_t count, struct buf *scratch)
{
    bool made = true;
    for (size_t i = 0; made && i < count; i++) {
        xmlNodePtr node = xmlNewChild(parent, parent->ns, XML("correction"), NULL);
        made = node &&
               transform_attribute(node, "date", corrections[i].date, scratch) &&
               transform_attribute(node, "text", corrections[i].text, scratch) &&
               transform_attribute(node, "before", corrections[i].before, scratch);
    }
    return made;
}

bool transform_params(xmlNodePtr parent, const struct html_params *params)
{
    const struct {
        const char *name;
        struct str value;
    } rows[] = {
        {"root", params->root},
        {"site", params->site},
        {"address", params->address},
        {"body", params->body},
        {"search", params->search},
        {"publisher", params->publisher},
        {"publisher-url", params->publisher_url},
        {"licence", params->licence},
        {"licence-url", params->licence_url},
        {"writing", params->writing},
        {"updated", params->updated},
        {"source-sha256", params->source_sha256},
        {"generator", params->generator},
    };
    struct buf scratch = BUF_INIT;
    xmlNodePtr node = xmlNewChild(parent, parent->ns, XML("publication"), NULL);
    bool made = node != NULL;
    for (size_t i = 0; made && i < sizeof(rows) / sizeof(rows[0]); i++)
        made = transform_attribute(node, rows[i].name, rows[i].value, &scratch);
    made = made && add_neighbour(node, "previous", &params->previous, &scratch) &&
           add_neighbour(node, "next", &params->next, &scratch);
    for (size_t i = 0; made && i < params->link_count; i++)
        made = add_link(node, &params->links[i], &scratch);
    made = made && transform_corrections(node, params->corrections,
                                         params->correction_count, &scratch);
    buf_free(&scratch);
    return made;
}
