/* Documents made by chance along the content model; the same seed gives the same one.
 * Positions, ids, enums and texts take every shape that XML has to carry, sound or not.
 */
#ifndef UNIT_XML_RANDOM_DOC_H
#define UNIT_XML_RANDOM_DOC_H

#include "base/utf8.h"
#include "model/attributes.h"

struct chance {
    uint64_t state;
    struct doc *doc;
    unsigned nodes, ids;
    struct diag_pos pos;
};

static inline uint32_t chance(struct chance *c, uint32_t below)
{
    c->state = c->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(c->state >> 33) % below;
}

static inline struct str chance_text(struct chance *c, bool leaf)
{
    static const char *const parts[] = {
        "議",        "事",       "<b>",          "&amp;", "]]>",          "\"",
        "'",         "\\",       "\\u0041",      "\x0C",  "\x01",         "\t",
        " ",         "　",       "葛󠄀",      "𠮷",    "\xEF\xBF\xBE", "A",
        "e\xCC\x81", "\xC2\x85", "\xE2\x80\xA8", "\x7F",  "ﾊﾟ",           "神"};
    struct buf text = BUF_INIT;
    if (leaf)
        buf_add_cstr(&text, "字");
    for (uint32_t n = chance(c, 5); n; n--)
        buf_add_cstr(&text, parts[chance(c, sizeof(parts) / sizeof(parts[0]))]);
    if (!leaf && !chance(c, 3))
        buf_add_cstr(&text, chance(c, 2) ? "\r\n" : "\n");
    struct str copy = doc_copy(c->doc, buf_str(&text));
    buf_free(&text);
    return copy;
}

static inline struct diag_pos chance_pos(struct chance *c)
{
    switch (chance(c, 8)) {
    case 0:
        return (struct diag_pos){0, 0};
    case 1:
        c->pos.line++;
        c->pos.column = 1;
        break;
    case 2:
        c->pos.column += chance(c, 4);
        break;
    default:
        break;
    }
    return c->pos;
}

static inline void chance_attributes(struct chance *c, struct doc_node *node)
{
    size_t count;
    const struct doc_attribute *rows = doc_attributes(node->kind, &count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].type == DOC_ATTRIBUTE_STR)
            doc_attribute_set_str(node, &rows[i], chance_text(c, false));
        else if (rows[i].type == DOC_ATTRIBUTE_ENUM)
            doc_attribute_set_number(node, &rows[i], chance(c, rows[i].name_count));
        else if (rows[i].type == DOC_ATTRIBUTE_BOOL)
            doc_attribute_set_number(node, &rows[i], chance(c, 2));
        else
            doc_attribute_set_number(node, &rows[i], 1 + chance(c, 64));
    }
    if (chance(c, 2)) {
        struct buf id = BUF_INIT;
        buf_printf(&id, "s%u_x", c->ids++);
        node->id = doc_copy(c->doc, buf_str(&id));
        buf_free(&id);
    }
}

static inline void chance_children(struct chance *c, struct doc_node *node,
                                   unsigned depth)
{
    bool must =
        node->kind == DOC_LIST || node->kind == DOC_TABLE || node->kind == DOC_ROW;
    unsigned behind = 0; /* rank of the child before */
    for (uint32_t n = must + chance(c, depth > 9 ? 2 : 6); n; n--) {
        enum doc_kind kind = (enum doc_kind)chance(c, DOC_KIND_COUNT);
        while (!doc_child_allowed(node->kind, kind))
            kind = (kind + 1) % DOC_KIND_COUNT;
        unsigned rank = doc_child_rank(node->kind, kind);
        if (rank ? rank <= behind : (c->nodes > 400 && !must))
            continue;
        if (doc_kind_content(node->kind) == DOC_BLOCKS)
            behind = rank ? rank : 3;
        c->nodes++;
        struct diag_pos pos = chance_pos(c);
        if (kind == DOC_TEXT) {
            struct str text = chance_text(c, true);
            doc_add_text(c->doc, node, text, pos);
            c->pos.column += (uint32_t)utf8_length(text);
            continue;
        }
        struct doc_node *child = doc_add(c->doc, node, kind, pos);
        chance_attributes(c, child);
        chance_children(c, child, depth + 1);
    }
}

static inline struct doc *random_doc(uint64_t seed)
{
    struct chance c = {.state = seed * 2654435761u + 1, .pos = {1, 1}};
    struct doc *doc = c.doc = doc_new();
    for (int i = 0; i < 12; i++)
        chance_children(&c, doc->root, 1);
    if (chance(&c, 2))
        doc->facts.title = (struct doc_fact){chance_text(&c, true), chance_pos(&c)};
    if (chance(&c, 2))
        doc->facts.place = (struct doc_fact){chance_text(&c, true), chance_pos(&c)};
    if (chance(&c, 2))
        doc->facts.date = (struct doc_fact){STR("2019-05-01"), chance_pos(&c)};
    doc->source.name = chance_text(&c, false);
    doc->source.newline = STR("mixed");
    doc->source.bom = chance(&c, 2);
    doc->source.lines = chance(&c, 1000);
    for (uint32_t n = chance(&c, 4); n; n--)
        doc_record_change(doc, STR("line-wrap"), chance_pos(&c), chance_text(&c, false),
                          chance_text(&c, false));
    return doc;
}

#endif
