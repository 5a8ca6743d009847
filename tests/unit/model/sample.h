/* A small document by hand: every kind of node once, with places as a reader gives
 * them. `insert` puts one more remark before the first one. */
#ifndef UNIT_MODEL_SAMPLE_H
#define UNIT_MODEL_SAMPLE_H

#include <string.h>

#include "base/utf8.h"
#include "model/model.h"

struct sample {
    struct doc *doc;
    uint32_t line, column;
};

static inline struct diag_pos sample_pos(const struct sample *s)
{
    return (struct diag_pos){s->line, s->column};
}

static inline void sample_line(struct sample *s)
{
    s->line++;
    s->column = 1;
}

static inline void sample_text(struct sample *s, struct doc_node *node,
                               const char *text)
{
    struct str t = str_from(text);
    doc_add_text(s->doc, node, t, sample_pos(s));
    s->column += (uint32_t)utf8_length(t);
}

static inline struct doc_node *sample_add(struct sample *s, struct doc_node *parent,
                                          enum doc_kind kind)
{
    return doc_add(s->doc, parent, kind, sample_pos(s));
}

static inline struct doc_node *sample_with(struct sample *s, struct doc_node *parent,
                                           enum doc_kind kind, const char *text)
{
    struct doc_node *node = sample_add(s, parent, kind);
    sample_text(s, node, text);
    return node;
}

static inline struct doc_node *sample_item(struct sample *s, struct doc_node *list,
                                           const char *label, const char *text)
{
    sample_line(s);
    struct doc_node *item = sample_add(s, list, DOC_ITEM);
    sample_with(s, item, DOC_LABEL, label);
    s->column++;
    sample_with(s, item, DOC_PARA, text);
    return item;
}

static inline struct doc_node *sample_section(struct sample *s, struct doc_node *parent,
                                              const char *label, const char *heading,
                                              uint32_t level)
{
    sample_line(s);
    struct doc_node *section = sample_add(s, parent, DOC_SECTION);
    section->as.section.level = level;
    sample_with(s, section, DOC_LABEL, label);
    s->column++;
    sample_with(s, section, DOC_HEADING, heading);
    return section;
}

static inline void sample_attendance(struct sample *s)
{
    sample_line(s);
    struct doc_node *field = sample_add(s, s->doc->root, DOC_FIELD);
    field->as.field.key = DOC_FIELD_ATTENDANCE;
    field->as.field.name = STR("出席者");
    sample_with(s, field, DOC_LABEL, "3.");
    sample_with(s, field, DOC_TERM, "出席者");
    sample_line(s);
    struct doc_node *group = sample_add(s, field, DOC_GROUP);
    group->as.group.name = STR("委員");
    sample_with(s, group, DOC_TERM, "（委員）");
    sample_line(s);
    struct doc_node *person = sample_add(s, group, DOC_PERSON);
    person->as.person.manner = DOC_ONLINE;
    struct doc_node *post = sample_with(s, person, DOC_POST, "会長");
    post->as.mark.value = STR("会長");
    sample_with(s, person, DOC_NAME, "𠮷田 葛󠄀子");
    s->column++;
    sample_with(s, person, DOC_AFFILIATION, "潮路大学 教授");
    struct doc_node *mark = sample_with(s, person, DOC_MARK, "（オンライン出席）");
    mark->as.mark.kind = DOC_MARK_MANNER;
    mark->as.mark.value = STR("オンライン出席");
    sample_text(s, person, "、");
    sample_line(s);
    group = sample_add(s, field, DOC_GROUP);
    group->as.group.presence = DOC_ABSENT;
    group->as.group.name = STR("欠席");
    sample_with(s, group, DOC_TERM, "欠席：");
    person = sample_add(s, group, DOC_PERSON);
    sample_with(s, person, DOC_NAME, "外間委員");
}

static inline void sample_table(struct sample *s, struct doc_node *parent)
{
    sample_line(s);
    struct doc_node *table = sample_add(s, parent, DOC_TABLE);
    struct doc_node *row = sample_add(s, table, DOC_ROW);
    struct doc_node *cell = sample_with(s, row, DOC_CELL, "番号");
    cell->as.cell.header = true;
    s->column++;
    sample_add(s, row, DOC_CELL);
    sample_with(s, row, DOC_CELL, "<a> & \"b\"");
}

static inline void sample_proceedings(struct sample *s, bool insert)
{
    struct doc_node *section = sample_section(s, s->doc->root, "４．", "議事概要", 1);
    section->as.section.role = DOC_SECTION_PROCEEDINGS;
    struct doc_node *sub = sample_section(s, section, "(6)", "意見交換", 2);
    sample_line(s);
    struct doc_node *list = sample_add(s, sub, DOC_LIST);
    if (insert)
        sample_item(s, list, "-", "前に入った意見。");
    sample_item(s, list, "-", "同じ意見。");
    struct doc_node *item = sample_item(s, list, "-", "同じ意見。");
    struct doc_node *inner = sample_add(s, item, DOC_LIST);
    sample_item(s, inner, "・", "入れ子");
    inner->pos = inner->first->pos;
    list->pos = list->first->pos;
    sample_line(s);
    struct doc_node *speech = sample_add(s, sub, DOC_SPEECH);
    speech->as.speech.speaker = STR("議長（塚本利光君）");
    speech->as.speech.role = STR("議長");
    speech->as.speech.name = STR("塚本利光");
    speech->as.speech.attribution = DOC_NAMED;
    speech->as.speech.resumed = true;
    struct doc_node *speaker = sample_with(s, speech, DOC_SPEAKER, "○議長（");
    sample_with(s, speaker, DOC_NAME, "塚本利光");
    sample_text(s, speaker, "君）");
    s->column++;
    struct doc_node *p = sample_with(s, speech, DOC_PARA, "レジ");
    struct doc_node *ref = sample_with(s, p, DOC_NOTE_REF, "（注１）");
    ref->as.note.key = STR("注１");
    sample_text(s, p, "We are ");
    sample_line(s);
    sample_text(s, p, "here.");
    sample_line(s);
    sample_with(s, speech, DOC_STAGE, "〔拍手〕")->as.para.align = DOC_ALIGN_CENTER;
    sample_table(s, sub);
    sample_line(s);
    struct doc_node *note = sample_add(s, sub, DOC_NOTE);
    note->as.note.key = STR("注１");
    sample_with(s, note, DOC_LABEL, "（注１）");
    sample_with(s, note, DOC_PARA, "注の文。");
    sample_line(s);
    sample_with(s, s->doc->root, DOC_RULE, "────");
    struct doc_node *run_in = NULL;
    sample_line(s);
    run_in = sample_add(s, section, DOC_SECTION);
    doc_unlink(s->doc->root->last); /* the rule goes behind the section below */
    run_in->as.section.level = 2;
    run_in->as.section.run_in = true;
    sample_with(s, run_in, DOC_LABEL, "(7)");
    s->column++;
    sample_with(s, run_in, DOC_PARA, "最後に、次回の発言があった。");
    sample_line(s);
    sample_with(s, s->doc->root, DOC_RULE, "────");
    sample_line(s);
    sample_with(s, s->doc->root, DOC_CLOSING, "以上")->as.para.align = DOC_ALIGN_END;
}

static inline struct doc *sample_new(bool insert)
{
    struct sample s = {doc_new(), 1, 1};
    struct doc *doc = s.doc;
    sample_with(&s, doc->root, DOC_TITLE, "検討会 第4回会合");
    doc->facts.title = (struct doc_fact){STR("検討会 第4回会合"), {1, 1}};
    doc->facts.organ = (struct doc_fact){STR("検討会"), {1, 1}};
    doc->facts.kind = (struct doc_fact){STR("議事概要"), {1, 1}};
    doc->facts.session = (struct doc_fact){STR("4"), {1, 5}};
    doc->facts.date = (struct doc_fact){STR("2025-09-19"), {2, 4}};
    doc->facts.start = (struct doc_fact){STR("08:30"), {2, 9}};
    doc->facts.end = (struct doc_fact){STR("10:15"), {2, 11}};
    doc->facts.place = (struct doc_fact){STR("第二合同会館"), {3, 1}};
    sample_attendance(&s);
    sample_proceedings(&s, insert);
    doc->source = (struct doc_source){
        STR("a b.txt"), STR("Shift_JIS"), STR("CRLF"), true, 40, STR("3.1:f2s 1:- .")};
    doc_record_change(doc, STR("line-wrap"), (struct diag_pos){3, 1}, STR(" \r\n\t　"),
                      STR(" "));
    doc_record_change(doc, STR("page-furniture"), (struct diag_pos){9, 1},
                      STR("\f\x01- 3 -\n\xEF\xBF\xBF"), STR(""));
    doc_assign_ids(doc);
    return doc;
}

#endif
