#include "model/facts.h"

#include "base/utf8.h"

const struct doc_node *doc_next(struct doc_iter *iter, enum doc_kind kind)
{
    while (doc_iter_next(iter) != DOC_END)
        if (iter->event == DOC_ENTER && iter->node->kind == kind)
            return iter->node;
    return NULL;
}

enum doc_presence doc_person_presence(const struct doc_node *person)
{
    if (person->as.person.manner == DOC_NOT_THERE)
        return DOC_ABSENT;
    for (const struct doc_node *group = doc_ancestor(person, DOC_GROUP); group;
         group = doc_ancestor(group, DOC_GROUP))
        if (group->as.group.presence != DOC_PRESENT)
            return group->as.group.presence;
    return DOC_PRESENT;
}

struct str doc_person_group(const struct doc_node *person)
{
    for (const struct doc_node *group = doc_ancestor(person, DOC_GROUP); group;
         group = doc_ancestor(group, DOC_GROUP))
        if (group->as.group.name.len)
            return group->as.group.name;
    return (struct str){0};
}

void doc_text_trimmed(const struct doc_node *node, struct buf *out)
{
    struct buf text = BUF_INIT;
    doc_text(node, DOC_SEPARATE_NOTHING, &text);
    buf_add(out, utf8_trim(buf_str(&text)));
    if (text.status != STATUS_OK && out->status == STATUS_OK)
        out->status = text.status;
    buf_free(&text);
}

void doc_person_part(const struct doc_node *person, enum doc_kind kind, struct buf *out)
{
    size_t before = out->len;
    for (const struct doc_node *child = person->first; child; child = child->next) {
        if (child->kind != kind)
            continue;
        if (out->len > before)
            buf_add_byte(out, ' ');
        doc_text_trimmed(child, out);
    }
}

/* 委員 in a column before the names. */
static bool is_seat_of_all(struct str post)
{
    return str_equal(post, STR("委員")) || str_equal(post, STR("構成員")) ||
           str_equal(post, STR("議員")) || str_equal(post, STR("会員"));
}

const struct doc_node *doc_person_note(const struct doc_node *person,
                                       const struct doc_node *note)
{
    for (note = note ? note->next : person->first; note; note = note->next) {
        if (note->kind == DOC_MARK && note->as.mark.value.len)
            return note;
        /* 委員 says nothing more of one of the 出席委員 */
        if (note->kind == DOC_POST && note->as.mark.value.len &&
            !is_seat_of_all(note->as.mark.value) &&
            !str_ends(doc_person_group(person), note->as.mark.value))
            return note;
    }
    return NULL;
}

bool doc_is_agenda_entry(const struct doc_node *node)
{
    return node->kind == DOC_SECTION && node->as.section.role == DOC_SECTION_AGENDA;
}

static bool is_single(const struct doc_node *label)
{
    struct buf text = BUF_INIT;
    doc_text_trimmed(label, &text);
    bool single = utf8_length(buf_str(&text)) == 1;
    buf_free(&text);
    return single;
}

void doc_label_text(const struct doc_node *node, struct buf *out)
{
    const struct doc_node *label = doc_child(node, DOC_LABEL);
    /* ○ or ■ before a heading is a mark, no label */
    bool mark = node->kind == DOC_SECTION && !node->as.section.number.len && label &&
                is_single(label);
    if (label && !mark)
        doc_text_trimmed(label, out);
}

void doc_title_text(const struct doc_node *section, struct buf *out)
{
    const struct doc_node *title =
        doc_child(section, section->as.section.run_in ? DOC_PARA : DOC_HEADING);
    if (title)
        doc_text_trimmed(title, out);
}
