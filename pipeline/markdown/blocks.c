/* Blocks: a table by node kind. */
#include "base/utf8.h"
#include "tree.h"

/* CommonMark 4.2 knows six levels; deeper sections share the last one. */
#define HEADING_MAX 6

bool has_text(const struct doc_node *node)
{
    if (!node)
        return false;
    if (node->kind == DOC_TEXT)
        return true;
    for (const struct doc_node *child = node->first; child; child = child->next)
        if (has_text(child))
            return true;
    return false;
}

struct lead lead_of(const struct doc_node *node)
{
    struct lead lead = {.rest = node->first};
    if (lead.rest && lead.rest->kind == DOC_LABEL) {
        lead.label = lead.rest;
        lead.rest = lead.rest->next;
    }
    if (lead.rest && (lead.rest->kind == DOC_TERM || lead.rest->kind == DOC_HEADING ||
                      lead.rest->kind == DOC_SPEAKER)) {
        lead.term = lead.rest;
        lead.rest = lead.rest->next;
    }
    return lead;
}

static const struct doc_node *last_leaf(const struct doc_node *node)
{
    while (node->last)
        node = node->last;
    return node;
}

bool same_line(const struct doc_node *a, const struct doc_node *b)
{
    return a && b && last_leaf(a)->pos.line == b->pos.line;
}

bool label_is_bullet(const struct doc_node *item)
{
    const struct doc_node *label = lead_of(item).label;
    if (!label || !label->first || label->first != label->last ||
        label->first->kind != DOC_TEXT || !str_equal(label->first->as.text, STR("-")))
        return false;
    /* More text first, so that the bullet has something to stand before. */
    const struct doc_node *next = label->next;
    return next && next->kind != DOC_LIST && next->kind != DOC_ITEM && has_text(next);
}

cmark_node *append_block(cmark_node *parent, cmark_node_type type)
{
    cmark_node *node = cmark_node_new(type);
    cmark_node_append_child(parent, node);
    return node;
}

/* 2 for what stands directly in the document, whose title is 1. */
static int heading_level(const struct doc_node *node)
{
    int level = 2;
    for (const struct doc_node *up = node->parent; up; up = up->parent)
        level += up->kind == DOC_SECTION || up->kind == DOC_FIELD;
    return level > HEADING_MAX ? HEADING_MAX : level;
}

static void append_blocks(cmark_node *parent, const struct doc_node *first);

enum lead_shape {
    LEAD_PLAIN,   /* opens its first paragraph */
    LEAD_STRONG,  /* the same in strong type, unless it is but a label */
    LEAD_HEADING, /* stands alone, as a heading */
};

/* A node that begins with a label, term, heading or speaker and goes on with blocks.
 * The first paragraph goes on in the line of the lead where `joined` says so. */
enum lead_join { LEAD_APART, LEAD_JOINED };

static void append_led(cmark_node *parent, const struct doc_node *node,
                       enum lead_shape shape, enum lead_join join)
{
    struct lead lead = lead_of(node);
    struct run run = {0};
    if (node->kind != DOC_ITEM || !label_is_bullet(node))
        run_add(&run, lead.label);
    run_add(&run, lead.term);
    const struct doc_node *rest = lead.rest;
    bool joined = join == LEAD_JOINED && rest && rest->kind == DOC_PARA;
    if (!run_is_empty(&run) || (joined && has_text(rest))) {
        cmark_node *block = append_block(
            parent, shape == LEAD_HEADING ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH);
        if (shape == LEAD_HEADING)
            cmark_node_set_heading_level(block, heading_level(node));
        if (shape == LEAD_STRONG && lead.term)
            run_flush(&run, block, RUN_STRONG);
        if (joined) {
            run_add(&run, rest);
            rest = rest->next;
        }
        run_flush(&run, block, RUN_PLAIN);
    }
    run_free(&run);
    append_blocks(parent, rest);
}

/* ---- one function a kind ---- */

void append_paragraph(cmark_node *parent, const struct doc_node *node)
{
    if (!has_text(node))
        return;
    struct run run = {0};
    run_add(&run, node);
    run_flush(&run, append_block(parent, CMARK_NODE_PARAGRAPH), RUN_PLAIN);
    run_free(&run);
}

/* A head item whose value stands beside it reads as one line; one that opens lists,
 * groups or paragraphs of its own is a heading. */
static void append_field(cmark_node *parent, const struct doc_node *node)
{
    struct lead lead = lead_of(node);
    const struct doc_node *head = lead.term ? lead.term : lead.label;
    bool beside = !lead.rest || same_line(head, lead.rest);
    if (beside && lead.rest && lead.rest->kind == DOC_PARA)
        append_led(parent, node, LEAD_STRONG, LEAD_JOINED);
    else
        append_led(parent, node, lead.rest && !beside ? LEAD_HEADING : LEAD_STRONG,
                   LEAD_APART);
}

static void append_group(cmark_node *parent, const struct doc_node *node)
{
    append_field(parent, node);
}

static void append_section(cmark_node *parent, const struct doc_node *node)
{
    if (node->as.section.run_in)
        append_led(parent, node, LEAD_PLAIN, LEAD_JOINED);
    else
        append_led(parent, node, LEAD_HEADING, LEAD_APART);
}

static void append_speech(cmark_node *parent, const struct doc_node *node)
{
    struct lead lead = lead_of(node);
    append_led(parent, node, LEAD_STRONG,
               same_line(lead.term, lead.rest) ? LEAD_JOINED : LEAD_APART);
}

static void append_note(cmark_node *parent, const struct doc_node *node)
{
    append_led(parent, node, LEAD_PLAIN, LEAD_JOINED);
}

cmark_node *append_list(cmark_node *parent)
{
    cmark_node *last = cmark_node_last_child(parent);
    if (last && cmark_node_get_type(last) == CMARK_NODE_LIST)
        return last;
    cmark_node *list = append_block(parent, CMARK_NODE_LIST);
    cmark_node_set_list_type(list, CMARK_BULLET_LIST);
    cmark_node_set_list_tight(list, 1);
    return list;
}

/* Whether all that the list holds can stand without blank lines: an item is a
 * paragraph, and perhaps a list of the same sort under it. */
static bool can_be_tight(cmark_node *list)
{
    for (cmark_node *item = cmark_node_first_child(list); item;
         item = cmark_node_next(item)) {
        cmark_node *child = cmark_node_first_child(item);
        if (!child || cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH)
            return false;
        child = cmark_node_next(child);
        if (child && (cmark_node_get_type(child) != CMARK_NODE_LIST ||
                      !cmark_node_get_list_tight(child) || cmark_node_next(child)))
            return false;
    }
    return true;
}

static void append_items(cmark_node *parent, const struct doc_node *list_node)
{
    cmark_node *list = append_list(parent);
    for (const struct doc_node *node = list_node->first; node; node = node->next) {
        if (!has_text(node))
            continue;
        cmark_node *item = append_block(list, CMARK_NODE_ITEM);
        append_led(item, node, LEAD_PLAIN, LEAD_JOINED);
        /* A list that opens an item would be indented by its own bullet, and what comes
         * after it would fall out of the item: its entries move up. */
        cmark_node *inner = cmark_node_first_child(item);
        if (inner && cmark_node_get_type(inner) == CMARK_NODE_LIST) {
            for (cmark_node *entry; (entry = cmark_node_first_child(inner));)
                cmark_node_insert_before(item, entry);
            cmark_node_free(inner);
            if (!cmark_node_first_child(item))
                cmark_node_free(item);
        }
    }
    cmark_node_set_list_tight(list, can_be_tight(list));
}

static void append_list_node(cmark_node *parent, const struct doc_node *node)
{
    if (has_text(node))
        append_items(parent, node);
}

static void append_children(cmark_node *parent, const struct doc_node *node)
{
    append_blocks(parent, node->first);
}

static void (*const appenders[DOC_KIND_COUNT])(cmark_node *,
                                               const struct doc_node *) = {
    [DOC_MINUTES] = append_children,   [DOC_FIELD] = append_field,
    [DOC_GROUP] = append_group,        [DOC_SECTION] = append_section,
    [DOC_SPEECH] = append_speech,      [DOC_LIST] = append_list_node,
    [DOC_ITEM] = append_note,          [DOC_NOTE] = append_note,
    [DOC_TABLE] = append_record_table, [DOC_TITLE] = append_paragraph,
    [DOC_PARA] = append_paragraph,     [DOC_STAGE] = append_paragraph,
    [DOC_RULE] = append_paragraph,     [DOC_CLOSING] = append_paragraph,
};

static void append_blocks(cmark_node *parent, const struct doc_node *first)
{
    const struct doc_node *node = first;
    while (node) {
        if (node->kind == DOC_PERSON) {
            node = append_persons(parent, node);
            continue;
        }
        if (appenders[node->kind])
            appenders[node->kind](parent, node);
        else
            append_paragraph(parent, node);
        node = node->next;
    }
}

/* The printed lines of the title are one heading. */
void append_document(cmark_node *document, const struct doc_node *root)
{
    const struct doc_node *node = root->first;
    struct run run = {0};
    for (; node && node->kind == DOC_TITLE; node = node->next)
        run_add(&run, node);
    if (!run_is_empty(&run)) {
        cmark_node *title = append_block(document, CMARK_NODE_HEADING);
        cmark_node_set_heading_level(title, 1);
        run_flush(&run, title, RUN_PLAIN);
    }
    run_free(&run);
    append_blocks(document, node);
}
