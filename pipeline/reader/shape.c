/* Whether the text shows what minutes show. A law, a novel, a letter may hold a date, a
 * place, numbered headings; taken for the facts of a meeting they would be wrong. */
#include "build.h"

/* A kind in the title or turns suffice; else three head items of different meaning. */
#define ENOUGH 3

struct evidence {
    bool fields[DOC_FIELD_KEY_COUNT];
    unsigned speeches, persons, stages;
};

static void look_at(const struct doc_node *node, struct evidence *found)
{
    if (node->kind == DOC_SPEECH)
        found->speeches++;
    else if (node->kind == DOC_PERSON && doc_child(node, DOC_NAME) != NULL)
        found->persons++;
    else if (node->kind == DOC_STAGE)
        found->stages++;
    else if (node->kind == DOC_FIELD && node->as.field.name.len > 0 &&
             node->last->kind != DOC_TERM)
        found->fields[node->as.field.key] = true;
}

static unsigned weigh(const struct builder *b, const struct evidence *found)
{
    static const enum doc_field_key keys[] = {
        DOC_FIELD_DATE_TIME, DOC_FIELD_PLACE,    DOC_FIELD_ATTENDANCE, DOC_FIELD_AGENDA,
        DOC_FIELD_OPENNESS,  DOC_FIELD_AUDIENCE, DOC_FIELD_BODY,       DOC_FIELD_CHAIR,
    };
    const struct doc_facts *facts = &b->doc->facts;
    unsigned weight = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        weight += found->fields[keys[i]];
    if (facts->kind.value.len > 0 || found->speeches >= 2)
        weight += ENOUGH;
    weight += facts->session.value.len > 0 && facts->organ.value.len > 0 ? 2 : 0;
    weight += found->persons > 0 ? 2 : 0;
    weight += b->opened >= 0 || b->closed >= 0 ? 2 : 0;
    return weight;
}

static void leave_open(struct builder *b)
{
    b->doc->facts = (struct doc_facts){0};
    b->opened = b->closed = -1;
    struct doc_iter iter = doc_iter_new(b->doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        struct doc_node *node = (struct doc_node *)iter.node;
        if (iter.event != DOC_ENTER)
            continue;
        if (node->kind == DOC_SECTION && node->as.section.role == DOC_SECTION_AGENDA)
            node->as.section.role = DOC_SECTION_OTHER;
        else if (node->kind == DOC_FIELD && node->as.field.key == DOC_FIELD_AGENDA)
            node->as.field.key = DOC_FIELD_OTHER;
    }
}

void shape_check(struct builder *b)
{
    struct evidence found = {.speeches = 0};
    struct doc_iter iter = doc_iter_new(b->doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event != DOC_ENTER)
            continue;
        look_at(iter.node, &found);
        if (iter.node->kind == DOC_SPEECH || iter.node->kind == DOC_PARA)
            doc_iter_skip(&iter); /* neither holds what is looked for */
    }
    if (weigh(b, &found) >= ENOUGH)
        return;
    leave_open(b);
    diag_report(b->diag, DIAG_SHAPE_UNKNOWN, (struct diag_pos){1, 1},
                "the text shows too little of what minutes show (kind, head items, "
                "speakers); its facts are left open");
}
