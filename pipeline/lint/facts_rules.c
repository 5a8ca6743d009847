/* missing-fact and no-ending: what minutes have to state, and how they end. */
#include "base/utf8.h"
#include "linter.h"
#include "model/facts.h"

static bool contains(struct str text, const char *word)
{
    return str_find(text, str_from(word), 0) != SIZE_MAX;
}

/* ---- missing-fact ---- */

/* What 行政文書の管理に関するガイドライン (第３, records of meetings) demands:
 * 開催日時, 開催場所, 出席者, 議題, 発言者及び発言内容. */
enum demand {
    DEMAND_DATE,
    DEMAND_TIME,
    DEMAND_PLACE,
    DEMAND_ATTENDEES,
    DEMAND_AGENDA,
    DEMAND_SPEAKER,
    DEMAND_COUNT
};

struct stated {
    bool facts[DEMAND_COUNT];
    bool itemised; /* the head is a list of items: 日時, 場所 */
    int head;      /* how many facts of a head the reader found */
};

/* A head has at most so many lines. */
#define HEAD_LINES 60

/* Words that show that something is stated, though not in a way that the reader
 * knows. */
static const struct {
    enum demand demand;
    const char *word;
} signs[] = {
    {DEMAND_TIME, "時～"},        {DEMAND_TIME, "分～"},
    {DEMAND_TIME, "時から"},      {DEMAND_TIME, "分から"},
    {DEMAND_TIME, "時刻"},        {DEMAND_PLACE, "場所"},
    {DEMAND_PLACE, "会場"},       {DEMAND_PLACE, "会議室"},
    {DEMAND_PLACE, "オンライン"}, {DEMAND_PLACE, "方法"},
    {DEMAND_PLACE, "Web"},        {DEMAND_PLACE, "Ｗｅｂ"},
    {DEMAND_ATTENDEES, "出欠"},   {DEMAND_ATTENDEES, "氏名"},
    {DEMAND_ATTENDEES, "名簿"},   {DEMAND_ATTENDEES, "会見"},
    {DEMAND_ATTENDEES, "出席"},   {DEMAND_ATTENDEES, "参加者"},
    {DEMAND_AGENDA, "議題"},      {DEMAND_AGENDA, "議事次第"},
    {DEMAND_AGENDA, "案件"},      {DEMAND_AGENDA, "議事日程"},
    {DEMAND_AGENDA, "議案"},      {DEMAND_AGENDA, "項目"},
    {DEMAND_AGENDA, "テーマ"},    {DEMAND_AGENDA, "協議"},
    {DEMAND_AGENDA, "審議"},      {DEMAND_AGENDA, "報告事項"},
    {DEMAND_AGENDA, "次第"},      {DEMAND_AGENDA, "事件"},
};

/* Marks that open the label of a speaker; a name may follow that the reader does not
 * know as one. */
static bool opens_label(uint32_t c)
{
    struct str marks = STR("○◯〇●◎◇◆□■【（(＜<〈《［[〔Ｑ問答Ｑ");
    for (size_t at = 0; at < marks.len;)
        if (utf8_next(marks, &at) == c)
            return true;
    return false;
}

/* 会長：, 会長）, and what begins with a mark. */
static bool may_name_speaker(const struct passage *passage)
{
    if (opens_label(passage->text[0]))
        return true;
    for (size_t i = 1; i < 12 && i < passage->length; i++) {
        uint32_t c = character_narrow(passage->text[i]);
        if (c == ':' || c == ')' || passage->text[i] == 0x3000 ||
            passage->text[i] == PASSAGE_GAP)
            return true;
    }
    return false;
}

static void look_facts(struct linter *linter, void *memory,
                       const struct passage *passage)
{
    struct stated *stated = memory;
    struct buf text = BUF_INIT;
    if (passage->block->kind == DOC_PARA && may_name_speaker(passage))
        stated->facts[DEMAND_SPEAKER] = true;
    if (passage->segments[0].leaf->pos.line > HEAD_LINES)
        return;
    for (size_t i = 0; i < passage->length; i++) /* 議　題 too */
        if (!utf8_is_space(passage->text[i]))
            buf_add_code_point(&text, passage->text[i]);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (contains(buf_str(&text), signs[i].word))
            stated->facts[signs[i].demand] = true;
    if (text.status != STATUS_OK)
        linter->status = text.status;
    buf_free(&text);
}

static void put(struct stated *stated, enum demand demand)
{
    stated->facts[demand] = true;
    stated->head += demand != DEMAND_SPEAKER && demand != DEMAND_TIME;
}

static void gather(const struct doc *doc, struct stated *stated)
{
    bool attendees = false, agenda = false, speaker = false, place = false;
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        const struct doc_node *node = iter.node;
        if (iter.event != DOC_ENTER)
            continue;
        attendees = attendees || node->kind == DOC_PERSON;
        speaker = speaker || node->kind == DOC_SPEECH;
        agenda = agenda || doc_is_agenda_entry(node);
        if (node->kind != DOC_FIELD || !doc_child(node, DOC_TERM))
            continue;
        place = place || node->as.field.key == DOC_FIELD_PLACE;
        stated->itemised =
            stated->itemised || place || node->as.field.key == DOC_FIELD_DATE_TIME;
    }
    if (doc->facts.date.value.len > 0)
        put(stated, DEMAND_DATE);
    if (doc->facts.start.value.len > 0)
        put(stated, DEMAND_TIME);
    if (doc->facts.place.value.len > 0 || place)
        put(stated, DEMAND_PLACE);
    if (attendees)
        put(stated, DEMAND_ATTENDEES);
    if (agenda)
        put(stated, DEMAND_AGENDA);
    if (speaker)
        put(stated, DEMAND_SPEAKER);
}

/* Assemblies meet in their chamber, and what their records hold is laid down in their
 * own rules of procedure (地方自治法第123条, 国会法). */
static bool is_assembly(const struct doc *doc)
{
    static const char *const words[] = {"議会", "定例会", "臨時会", "本会議"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (contains(doc->facts.title.value, words[i]) ||
            contains(doc->facts.organ.value, words[i]))
            return true;
    return false;
}

/* Where the document begins: its title, or its first character. */
static struct diag_pos beginning(const struct doc *doc)
{
    return doc->facts.title.pos.line > 0 ? doc->facts.title.pos
           : doc->root->first            ? doc->root->first->pos
                                         : (struct diag_pos){1, 1};
}

/* A record of what was said, not of what was decided. */
static bool is_verbatim(struct str kind)
{
    return (contains(kind, "議事録") || contains(kind, "会議録") ||
            contains(kind, "速記録")) &&
           !contains(kind, "概要") && !contains(kind, "要旨");
}

static void finish_facts(struct linter *linter, void *memory)
{
    static const struct {
        const char *name;
        const char *msgid;
        bool of_items; /* demanded of a head of items alone: others imply it */
    } rows[DEMAND_COUNT] = {
        [DEMAND_DATE] = {"date", N_("the text states no date"), false},
        [DEMAND_TIME] = {"time", N_("the text states no time of opening"), true},
        [DEMAND_PLACE] = {"place", N_("the text states no place"), true},
        [DEMAND_ATTENDEES] = {"attendees", N_("the text names no attendees"), false},
        [DEMAND_AGENDA] = {"agenda", N_("the text states no agenda"), true},
        [DEMAND_SPEAKER] = {"speaker", N_("the text names nobody who speaks"), true},
    };
    struct stated *stated = memory;
    gather(linter->doc, stated);
    stated->itemised = stated->itemised && !is_assembly(linter->doc);
    if (!is_verbatim(linter->doc->facts.kind.value))
        stated->facts[DEMAND_SPEAKER] = true;
    /* A text without a head is a part of minutes; its head is elsewhere. */
    for (enum demand i = 0; i < DEMAND_COUNT && stated->head >= 2; i++) {
        if (stated->facts[i] || (rows[i].of_items && !stated->itemised))
            continue;
        struct lint_place place =
            linter_place_at(linter, beginning(linter->doc), str_from(rows[i].name));
        linter_report_plain(linter, LINT_MISSING_FACT, &place, rows[i].msgid);
    }
}

const struct rule rule_missing_fact = {
    .state_size = sizeof(struct stated),
    .look = look_facts,
    .finish = finish_facts,
};

/* ---- no-ending ---- */

/* Whether the head's items are numbered: 1. 日時. Offices that number them end with
 * 以上 by custom; others often do not. */
static bool numbers_head(const struct doc *doc)
{
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *field; (field = doc_next(&iter, DOC_FIELD));)
        if (field->as.field.key == DOC_FIELD_DATE_TIME)
            return doc_child(field, DOC_LABEL) != NULL;
    return false;
}

static const struct doc_node *last_leaf(const struct doc *doc)
{
    struct doc_iter iter = doc_iter_new(doc->root);
    const struct doc_node *last = NULL, *leaf;
    while ((leaf = doc_next(&iter, DOC_TEXT)))
        last = leaf;
    return last;
}

/* Summaries end with 以上; verbatim records end with the closing of the meeting. */
static void finish_ending(struct linter *linter, void *state)
{
    (void)state;
    struct str kind = linter->doc->facts.kind.value;
    struct doc_iter iter = doc_iter_new(linter->doc->root);
    const struct doc_node *last = last_leaf(linter->doc);
    if ((!contains(kind, "議事概要") && !contains(kind, "議事要旨")) || !last ||
        doc_next(&iter, DOC_CLOSING))
        return;
    struct lint_place place = linter_place_at(linter, last->pos, STR("ending"));
    linter_report(linter, LINT_NO_ENDING, &place, 1,
                  "%.*s ends with 以上; there is none behind this line",
                  STR_ARGS(kind));
    if (!numbers_head(linter->doc) || !contains(kind, "議事概要"))
        linter_last_is_note(linter);
}

const struct rule rule_no_ending = {.finish = finish_ending};
