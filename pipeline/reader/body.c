/* The proceedings: headings, turns, lists, notes, paragraphs, and what stands alone. */
#include "build.h"
#include "sequence.h"
#include "speaker.h"

#define HEADING_MAX 40 /* characters of a heading without a number */
#define PLAIN_MAX 30   /* characters of a heading that nothing marks */

static const struct line *here(const struct builder *b)
{
    return &b->lines->all[b->at];
}

/* The line behind the one at hand; NULL at the end. */
static const struct line *ahead(const struct builder *b)
{
    size_t next = lines_next(b->lines, b->at + 1);
    return next < b->lines->count ? &b->lines->all[next] : NULL;
}

static void step(struct builder *b)
{
    b->at = lines_next(b->lines, b->at + 1);
}

static bool speaks(const struct builder *b, const struct line *line)
{
    if (line == NULL || line->style == SPEAKER_NONE)
        return false;
    struct speaker speaker = profile_speaker(line);
    return speaker.style != SPEAKER_BRACKETED && profile_speaks(b->profile, &speaker);
}

static bool is_short(struct str text, size_t most)
{
    return text_length_up_to(text, most + 1) <= most && !text_ends_sentence(text) &&
           !text_has(text, "。");
}

/* ---- what stands alone ---- */

bool take_rule(struct builder *b)
{
    const struct line *line = here(b);
    if (line->sign != SIGN_RULE)
        return false;
    /* the border of a table in a turn ends no turn */
    if (b->region != REGION_HEAD && text_one_of(text_first(line->text), "┌├└┏┣┗┠")) {
        build_close_lists(b);
        build_leaf(b, build_flow_node(b), DOC_RULE, line, line->text);
        step(b);
        return true;
    }
    const struct line *next = ahead(b);
    bool roster_goes_on = b->region == REGION_HEAD && b->field != NULL &&
                          b->field->as.field.key == DOC_FIELD_ATTENDANCE &&
                          next != NULL && next->indent > 0 && next->blank == 0 &&
                          next->sign == SIGN_NONE && !speaks(b, next);
    build_close_turn(b);
    b->ruled = roster_goes_on;
    b->group = NULL;
    if (!roster_goes_on)
        build_close_field(b);
    build_leaf(b, roster_goes_on ? b->field : build_section_node(b), DOC_RULE, line,
               line->text);
    step(b);
    return true;
}

/* 開会　午前十時 between 議事日程 and its entries. */
static bool heads_order(const struct builder *b)
{
    const struct line *next = ahead(b);
    return b->region == REGION_HEAD && b->field != NULL &&
           b->field->as.field.key == DOC_FIELD_AGENDA && b->list_count == 0 &&
           next != NULL && next->label == LABEL_NUMBER;
}

bool take_clock(struct builder *b)
{
    const struct line *line = here(b);
    if (line->sign != SIGN_CLOCK)
        return false;
    struct sign sign = sign_read(line->text);
    struct diag_pos pos = build_position(b, line, line->text.ptr);
    if (sign.event == SIGN_OPENS && b->opened < 0) {
        b->opened = sign.minutes;
        b->opened_at = pos;
    } else if (sign.event == SIGN_CLOSES) {
        b->closed = sign.minutes;
        b->closed_at = pos;
    }
    if (heads_order(b)) {
        struct doc_node *inner = build_node(b, b->field, DOC_FIELD, line, line->text);
        inner->as.field.key = DOC_FIELD_DATE_TIME;
        build_running(b, inner, DOC_PARA, line->text, JOIN_NOTHING);
        return true;
    }
    build_close_turn(b);
    build_close_field(b);
    build_leaf(b, build_section_node(b), DOC_STAGE, line, line->text);
    b->titled = true;
    step(b);
    return true;
}

bool take_stage(struct builder *b)
{
    const struct line *line = here(b);
    if (line->sign != SIGN_STAGE || (b->region == REGION_HEAD && b->field != NULL))
        return false;
    build_close_lists(b);
    build_leaf(b, build_flow_node(b), DOC_STAGE, line, line->text);
    step(b);
    return true;
}

bool take_closing(struct builder *b)
{
    const struct line *line = here(b);
    if (line->sign != SIGN_CLOSING || !b->titled)
        return false;
    build_close_turn(b);
    build_close_field(b);
    b->section_count = 0;
    build_leaf(b, b->doc->root, DOC_CLOSING, line, line->text);
    b->region = REGION_TAIL;
    step(b);
    return true;
}

/* ---- sections ---- */

static enum doc_section_role agenda_role(const struct builder *b)
{
    return b->region == REGION_TAIL ? DOC_SECTION_APPENDIX : DOC_SECTION_AGENDA;
}

/* Whether the title of the number at hand stands on the next line. */
static bool title_below(const struct builder *b)
{
    const struct line *next = ahead(b);
    if (next == NULL)
        return false;
    struct label label = label_read(next->text);
    return next->blank == 0 && next->sign == SIGN_NONE &&
           (label.kind == LABEL_NONE || label_is_bill(&label)) &&
           is_short(next->text, HEADING_MAX * 2) && !speaks(b, next);
}

bool take_appendix(struct builder *b)
{
    const struct line *line = here(b);
    if (text_last(line->text) == 0x3002)
        return false; /* 。: prose, most lines of all */
    /* （別紙） by itself ends the head too */
    if (b->region == REGION_HEAD &&
        (line->blank == 0 || b->field == NULL || line->text.len > 30 ||
         text_closing_bracket(text_first(line->text)) == 0))
        return false;
    struct term term = term_read(line->text);
    if (term.class != TERM_APPENDIX || (term.value.len > 0 && line->sentence))
        return false;
    build_close_turn(b);
    build_close_field(b);
    b->section_count = 0;
    struct doc_node *node = build_open_section(b, SHAPE_PART, line);
    node->as.section.role = DOC_SECTION_APPENDIX;
    b->region = REGION_TAIL;
    build_leaf(b, node, DOC_LABEL, line, term.printed);
    if (term.value.len > 0) {
        build_running(b, node, DOC_HEADING, term.value, JOIN_NOTHING);
    } else if (title_below(b)) {
        step(b);
        build_running(b, node, DOC_HEADING, here(b)->text, JOIN_NOTHING);
    } else {
        step(b);
    }
    return true;
}

/* 会議の概要 heads the head when fields follow it. */
static bool heads_fields(const struct builder *b)
{
    const struct line *next = ahead(b);
    if (next == NULL)
        return false;
    struct label label = label_read(next->text);
    struct term term = term_read(label.rest);
    const struct line *line = here(b);
    if (line->label == LABEL_NUMBER && line->shape == next->shape)
        return false; /* １　あいさつ, ２　議事: beside it, not below */
    size_t below = lines_next(b->lines, (size_t)(next - b->lines->all) + 1);
    if (next->style == SPEAKER_BRACKETED && below < b->lines->count &&
        b->lines->all[below].sentence)
        return false; /* （事務局） who speaks */
    if (speaks(b, next) &&
        (text_ends_sentence(term.value) || next->style == SPEAKER_BOXED ||
         next->style == SPEAKER_MARKED))
        return false; /* 議長：ただいまから始めます。 */
    if (next->sentence && !term.closed)
        return false; /* ・事務局が開会を宣した。 */
    return term.class == TERM_FIELD && b->region == REGION_HEAD &&
           (term.closed || term.value.len > 0);
}

static void set_role(struct builder *b, struct doc_node *node, struct str heading)
{
    struct term term = term_read(heading);
    bool whole = term.class != TERM_NONE && term.value.len == 0;
    bool items =
        !text_has(heading, "発表") && whole && term.class == TERM_FIELD &&
        term.key == DOC_FIELD_AGENDA &&
        (b->region == REGION_HEAD ||
         str_equal(term.name, STR("議事"))); /* ６　議事, above the first turn */
    /* ＜主な質疑＞ below an entry tells that one alone */
    const struct doc_node *outer = doc_ancestor(node, DOC_SECTION);
    bool below_entry = outer != NULL && outer->as.section.role == DOC_SECTION_AGENDA;
    node->as.section.role = agenda_role(b);
    if (heads_fields(b))
        node->as.section.role = DOC_SECTION_HEAD;
    else if (whole && term.class == TERM_FIELD &&
             (term.key == DOC_FIELD_CONTACT || term.key == DOC_FIELD_MATERIALS ||
              term.key == DOC_FIELD_AUDIENCE || term.key == DOC_FIELD_OPENNESS))
        node->as.section.role = DOC_SECTION_OTHER;
    else if (!below_entry && (items || (whole && (term.class == TERM_PROCEEDINGS ||
                                                  term.class == TERM_HEAD))))
        node->as.section.role = DOC_SECTION_PROCEEDINGS;
    if (node->as.section.role != DOC_SECTION_HEAD)
        build_enter_body(b);
}

/* In a turn a number opens a section only where something sets it apart. */
static bool is_set_apart(const struct builder *b, const struct line *line)
{
    if (b->speech == NULL || line->blank > 0 || b->at == 0 || b->after_heading)
        return true;
    const struct line *next = ahead(b);
    bool named = next != NULL && next->style == SPEAKER_BRACKETED &&
                 text_bracketed(next->text, 0) == next->text.len;
    if ((speaks(b, next) || named) && (line->indent == 0 || line->heads_turns))
        return true; /* it heads the turn below it */
    if (next != NULL && next->verdict == VERDICT_HEADING &&
        next->shape != line->shape && !line->sentence)
        return true;
    return b->lines->all[b->at - 1].sign != SIGN_NONE;
}

/* In an open field the numbers are its items, until its own sequence goes on or the
 * sequence inside it begins anew. */
static bool belongs_to_field(const struct builder *b, const struct line *line,
                             const struct label *label)
{
    if (b->region != REGION_HEAD || b->field == NULL)
        return false;
    if (head_restarts(b, label))
        return true;
    /* 1. 開会 set apart from 資料：次第、名簿, which says all it has to say */
    if (b->list_count == 0 && doc_child(b->field, DOC_PARA) != NULL &&
        line->blank > 0 && line->indent <= b->field_indent &&
        doc_child(b->field, DOC_LIST) == NULL && b->value_cell > 0 &&
        line->verdict == VERDICT_HEADING)
        return false;
    /* ４．議事概要 below （配布資料）: the numbers of the head go on */
    struct form_way way;
    bool listed = b->list_count > 0 && b->lists[0].shape == label->shape;
    if (!listed && form_has(b->form, line, label, &way) && way.print == FORM_NUMBER &&
        label->value == b->item_value + 1)
        return false;
    if (label->shape == b->field_shape)
        return false;
    for (size_t i = 0; i < b->section_count; i++) {
        if (b->sections[i].shape == label->shape)
            return false;
    }
    for (size_t i = 0; i < b->list_count; i++) {
        bool again = label->value == b->lists[i].value && line->blank == 0;
        if (b->lists[i].shape == label->shape && label->value <= b->lists[i].value &&
            !label_is_bill(label) && !again) /* 一、… 一、… */
            return false;
    }
    bool lists = b->field->as.field.key == DOC_FIELD_AGENDA ||
                 b->field->as.field.key == DOC_FIELD_MATERIALS;
    bool another = b->list_count > 0 && line->blank > 0 &&
                   line->indent <= b->lists[0].indent &&
                   label->shape != b->lists[0].shape;
    return line->verdict != VERDICT_HEADING || (lists && !another);
}

/* 日程第１　会議録署名議員の指名を行います。 in a turn is what the chair says. */
static bool is_said(const struct builder *b, const struct label *label)
{
    return b->speech != NULL && label_names_agenda(label) &&
           text_ends_sentence(label->rest);
}

/* （３） behind a turn where the section （２） is open. */
static bool goes_on_sections(const struct builder *b, const struct line *line,
                             const struct label *label)
{
    for (size_t i = b->section_count; i > 0; i--) {
        const struct open_section *open = &b->sections[i - 1];
        if (open->shape == label->shape)
            return !line->sentence && label->value == open->value + 1 &&
                   line->indent == open->indent && open->value > 0;
    }
    return false;
}

static bool take_numbered(struct builder *b)
{
    const struct line *line = here(b);
    if (line->label != LABEL_NUMBER || line->verdict != VERDICT_HEADING)
        return false;
    struct label label = label_read(line->text);
    if (is_said(b, &label) || belongs_to_field(b, line, &label) ||
        (!label_names_agenda(&label) && !is_set_apart(b, line) &&
         !goes_on_sections(b, line, &label)))
        return false;
    uint32_t shape = label_names_agenda(&label) && b->profile->styles[SPEAKER_MARKED]
                         ? SHAPE_PLAIN
                         : label.shape;
    struct doc_node *node = build_open_section(b, shape, line);
    b->sections[b->section_count - 1].value = label.value;
    set_role(b, node, label.rest);
    if (label_names_agenda(&label) && node->as.section.role == DOC_SECTION_APPENDIX)
        node->as.section.role = DOC_SECTION_AGENDA; /* ［審議案件１］ in 別紙 */
    build_leaf(b, node, DOC_LABEL, line, label.text);
    if (label.rest.len == 0 && title_below(b)) {
        step(b);
        build_running(b, node, DOC_HEADING, here(b)->text, JOIN_NOTHING);
    } else if (label.rest.len == 0) {
        step(b);
    } else if (text_ends_sentence(label.rest) || sequence_is_cut(b->lines, b->at)) {
        node->as.section.run_in = true;
        build_running(b, node, DOC_PARA, label.rest, JOIN_PROSE);
    } else {
        build_running(b, node, DOC_HEADING, label.rest, JOIN_NOTHING);
    }
    return true;
}

/* 〈意見交換〉 below the head, above what is said. */
bool body_heads_talk(const struct builder *b)
{
    const struct line *line = here(b), *next = ahead(b);
    return line->blank > 0 && b->titled && next != NULL && next->blank == 0 &&
           next->sentence && term_read(line->text).class == TERM_NONE;
}

/* 〈資料１に基づき説明〉, 〈なし〉: what happened, no heading. */
static bool tells_course(struct str s)
{
    return (text_ends(s, "説明") && (text_has(s, "より") || text_has(s, "基づ"))) ||
           text_ends(s, "なし") || text_ends(s, "承認") || text_ends(s, "了承");
}

/* ＜復旧の優先順位について＞ */
static bool take_bracketed(struct builder *b)
{
    const struct line *line = here(b);
    uint32_t open = text_first(line->text);
    if ((b->region == REGION_HEAD && !body_heads_talk(b) && !speaks(b, ahead(b))) ||
        !text_one_of(open, "＜〈《【［[<≪「") ||
        text_bracketed(line->text, 0) != line->text.len ||
        !is_short(text_inside(line->text), HEADING_MAX) ||
        tells_course(text_inside(line->text)) || (open == 0x300C && line->blank == 0))
        return false;
    struct doc_node *node = build_open_section(b, SHAPE_BRACKET | open, line);
    set_role(b, node, text_inside(line->text));
    build_running(b, node, DOC_HEADING, line->text, JOIN_NOTHING);
    return true;
}

/* 議事要旨, ※会議の概要, 【会議の経過】: names the proceedings. */
static bool take_part(struct builder *b)
{
    const struct line *line = here(b);
    struct str text = line->text;
    size_t at = 0;
    if (text_one_of(utf8_next(text, &at), "※○◯〇■◆●◇□▼◎・"))
        text = text_skip_space(text_from(text, at));
    if (line->label == LABEL_NUMBER || line->sentence)
        return false;
    struct term term = term_read(text);
    struct label label = label_read(line->text);
    bool items = b->region == REGION_HEAD && term.class == TERM_FIELD &&
                 head_is_proceedings(b, &label, &term);
    if ((term.class != TERM_PROCEEDINGS && term.class != TERM_HEAD && !items) ||
        (term.value.len > 0 && b->region != REGION_HEAD))
        return false;
    struct str value = term.value;
    struct doc_node *node = build_open_section(b, SHAPE_PART, line);
    set_role(b, node, term.printed);
    if (items && !text_has(term.name, "発表")) /* 発表項目 is told, it tells no part */
        node->as.section.role = DOC_SECTION_PROCEEDINGS;
    if (text.ptr != line->text.ptr)
        build_leaf(b, node, DOC_LABEL, line,
                   str_slice(line->text, 0, (size_t)(text.ptr - line->text.ptr)));
    if (value.len == 0) {
        build_running(b, node, DOC_HEADING, text, JOIN_NOTHING);
        return true;
    }
    build_leaf(b, node, DOC_HEADING, line, term.printed);
    build_running(b, node, DOC_PARA, value, JOIN_PROSE);
    return true;
}

static bool heads_by_mark(const struct builder *b, uint32_t mark)
{
    for (int i = 0; i < PROFILE_MARKS_MAX && b->profile->heading_bullets[i] != 0; i++) {
        if (b->profile->heading_bullets[i] == mark)
            return true;
    }
    return false;
}

/* ■ 質疑応答; ○会議録署名人選定について beside speakers that a mark opens */
static bool take_marked(struct builder *b)
{
    const struct line *line = here(b);
    if (line->label != LABEL_BULLET ||
        (b->region == REGION_HEAD && !(line->blank > 0 && speaks(b, ahead(b)))))
        return false;
    struct label label = label_read(line->text);
    uint32_t mark = text_first(label.text);
    if (!is_short(label.rest, HEADING_MAX) || text_has(label.rest, "、"))
        return false;
    bool apart =
        line->blank > 0 || (b->at > 0 && b->lines->all[b->at - 1].sign == SIGN_RULE);
    bool before_turn = b->profile->styles[SPEAKER_MARKED] && (!label.spaced || apart) &&
                       text_one_of(mark, "○◯〇◎●◆■") && speaks(b, ahead(b));
    if (!before_turn && (!heads_by_mark(b, mark) || line->indent > 0))
        return false;
    struct doc_node *node = build_open_section(b, SHAPE_MARK | mark, line);
    set_role(b, node, label.rest);
    build_leaf(b, node, DOC_LABEL, line, label.text);
    build_running(b, node, DOC_HEADING, label.rest, JOIN_NOTHING);
    return true;
}

/* 開　会, 閉　会 in the middle of a line set apart. */
static bool is_event(const struct builder *b)
{
    static const char *const words[] = {"開会", "閉会", "開議", "散会"};
    const struct line *line = here(b);
    struct squeezed squeezed;
    if (line->label != LABEL_NONE || line->text.len > 60 || line->indent < 8 ||
        line->blank == 0 || (b->region == REGION_HEAD && !speaks(b, ahead(b))) ||
        b->region == REGION_TAIL)
        return false;
    text_squeeze(line->text, &squeezed);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(squeezed.str, str_from(words[i])))
            return true;
    }
    return false;
}

static bool head_event(struct builder *b)
{
    const struct line *line = here(b);
    struct doc_node *node = build_open_section(b, SHAPE_PLAIN, line);
    build_enter_body(b);
    node->as.section.role = agenda_role(b);
    build_running(b, node, DOC_HEADING, line->text, JOIN_NOTHING);
    return true;
}

/* 諸般の報告, 閉　会: nothing marks it but the turn below and the gap above. */
static bool take_plain(struct builder *b)
{
    const struct line *line = here(b);
    size_t wide;
    if (is_event(b))
        return head_event(b);
    if (b->region != REGION_BODY || line->label != LABEL_NONE ||
        !is_short(line->text, PLAIN_MAX) || text_has(line->text, "、") ||
        text_gap(line->text, 4, &wide) < line->text.len || text_has(line->text, "，") ||
        text_has(line->text, "「"))
        return false;
    const struct line *next = ahead(b);
    bool above = line->blank > 0 || b->after_heading ||
                 (b->at > 0 && b->lines->all[b->at - 1].sign != SIGN_NONE);
    if (!above || !speaks(b, next))
        return false;
    struct doc_node *node = build_open_section(b, SHAPE_PLAIN, line);
    node->as.section.role = agenda_role(b);
    build_running(b, node, DOC_HEADING, line->text, JOIN_NOTHING);
    return true;
}

bool take_heading(struct builder *b)
{
    bool taken = take_numbered(b) || take_part(b) || take_bracketed(b) ||
                 take_marked(b) || take_plain(b);
    b->after_heading = taken;
    return taken;
}

/* ---- turns ---- */

/* In the head, where labels and values stand too, only a sentence set apart from what
 * is above begins the talk. */
static bool begins_talk(const struct builder *b, const struct speaker *speaker)
{
    const struct line *next = ahead(b);
    bool wrapped = b->profile->wrap > 0 && here(b)->cells + 8 >= b->profile->wrap &&
                   text_has(speaker->rest, "、");
    bool said = text_ends_sentence(speaker->rest) || wrapped ||
                (speaker->rest.len == 0 && next != NULL && next->blank == 0 &&
                 next->sentence && b->profile->styles[speaker->style]);
    return (here(b)->blank > 0 || b->after_heading) && said;
}

/* 事務局：（資料２に基づき説明）, 委員：はい: among turns, where no name stands behind
 * the office. */
static bool is_short_answer(const struct builder *b, const struct speaker *speaker)
{
    if (b->region != REGION_BODY || speaker->rest.len == 0)
        return false;
    if (text_bracketed(speaker->rest, 0) == speaker->rest.len)
        return true;
    return b->speech != NULL && speaker->style == SPEAKER_COLON &&
           !text_has(speaker->rest, "：");
}

/* ○委員　甲野会長、乙山委員 among ○日時, ○場所. */
static bool is_item_print(const struct builder *b, const struct speaker *speaker)
{
    struct form_way way;
    struct label label = label_read(here(b)->text);
    return term_is_whole(speaker->called) && speaker->rest.len > 0 &&
           !text_has(speaker->rest, "。") && form_has(b->form, here(b), &label, &way);
}

/* Whether the line at hand opens a turn where it stands. */
static bool opens_turn(const struct builder *b, const struct speaker *speaker)
{
    const struct line *line = here(b), *next = ahead(b);
    bool prose =
        text_ends_sentence(speaker->rest) || text_length_up_to(speaker->rest, 21) > 20;
    bool below = next != NULL && next->label != LABEL_NUMBER && next->sign == SIGN_NONE;
    if (b->region == REGION_HEAD && speaker->rest.len == 0 &&
        term_is_whole(speaker->called))
        return false;
    switch (speaker->style) {
    case SPEAKER_MARKED:
        return b->region != REGION_HEAD ||
               (speaker->sure && !is_item_print(b, speaker));
    case SPEAKER_LETTER:
        return b->region != REGION_HEAD || prose;
    case SPEAKER_COLON:
    case SPEAKER_GAP:
        return (prose || is_short_answer(b, speaker)) && line->label == LABEL_NONE &&
               (b->region != REGION_HEAD || begins_talk(b, speaker));
    case SPEAKER_BOXED:
        below |= next != NULL && next->sign == SIGN_STAGE; /* （資料１に基づき説明） */
        return b->region != REGION_HEAD ? speaker->rest.len > 0 || below
                                        : begins_talk(b, speaker);
    case SPEAKER_BRACKETED:
        return b->region == REGION_BODY
                   ? speaker->rest.len > 0 || below
                   : b->region == REGION_HEAD && begins_talk(b, speaker);
    case SPEAKER_ALONE:
        return b->region != REGION_HEAD && below && next->blank == 0 &&
               line->label == LABEL_NONE &&
               (next->sentence || next->indent > 0 || text_has(next->text, "、"));
    case SPEAKER_NONE:
    case SPEAKER_STYLE_COUNT:
        break;
    }
    return false;
}

/* The label, its name apart. */
static void add_speaker(struct builder *b, struct doc_node *speech,
                        const struct speaker *speaker)
{
    const struct line *line = here(b);
    struct str label = speaker->label;
    struct doc_node *node = build_node(b, speech, DOC_SPEAKER, line, label);
    if (speaker->name.len > 0) {
        size_t from = (size_t)(speaker->name.ptr - label.ptr);
        /* a space in the label is kept: it ends the leaf before the name */
        if (from > 0)
            doc_add_text(b->doc, node, str_slice(label, 0, from),
                         build_position(b, line, label.ptr));
        build_leaf(b, node, DOC_NAME, line, speaker->name);
        build_text(b, node, line, text_from(label, from + speaker->name.len));
    } else {
        build_text(b, node, line, label);
    }
    speech->as.speech.speaker = doc_copy(b->doc, speaker->called);
    speech->as.speech.role = doc_copy(b->doc, speaker->role);
    speech->as.speech.name = doc_copy(b->doc, speaker->name);
    speech->as.speech.attribution = speaker->attribution;
}

bool take_speaker(struct builder *b)
{
    const struct line *line = here(b);
    if (line->style == SPEAKER_NONE || line->sign != SIGN_NONE)
        return false;
    struct speaker speaker = profile_speaker(line);
    if (!profile_speaks(b->profile, &speaker) || !opens_turn(b, &speaker))
        return false;
    build_enter_body(b);
    build_close_turn(b);
    b->after_heading = false;
    struct doc_node *speech =
        build_node(b, build_section_node(b), DOC_SPEECH, line, line->text);
    add_speaker(b, speech, &speaker);
    b->speech = speech;
    struct str rest = speaker.rest;
    while (text_begins(rest, "〔")) {
        size_t end = text_bracketed(rest, 0);
        if (end == 0)
            break;
        build_leaf(b, speech, DOC_STAGE, line, str_slice(rest, 0, end));
        rest = text_skip_space(text_from(rest, end));
    }
    if (rest.len > 0)
        build_running(b, speech, DOC_PARA, rest, JOIN_PROSE);
    else
        step(b);
    return true;
}

/* ---- lists, notes, paragraphs ---- */

bool take_note(struct builder *b)
{
    const struct line *line = here(b);
    if (line->sign != SIGN_NOTE)
        return false;
    struct sign sign = sign_read(line->text);
    build_close_lists(b);
    struct doc_node *note =
        build_node(b, build_flow_node(b), DOC_NOTE, line, line->text);
    note->as.note.key = doc_copy(b->doc, sign.key);
    build_leaf(b, note, DOC_LABEL, line, sign.label);
    build_running(b, note, DOC_PARA, sign.rest, JOIN_PROSE);
    return true;
}

/* The list that an item of that shape and indent goes on; opens it where none is. */
static struct open_list *find_list(struct builder *b, const struct line *line,
                                   uint32_t indent, const struct label *label)
{
    for (size_t i = b->list_count; i > 0; i--) {
        struct open_list *list = &b->lists[i - 1];
        if (list->shape == label->shape && indent <= list->indent + 3) {
            b->list_count = i;
            return list;
        }
    }
    while (b->list_count > 0 && (b->lists[b->list_count - 1].indent >= indent ||
                                 b->list_count == BUILD_LISTS_MAX))
        b->list_count--;
    struct doc_node *parent = build_flow_node(b);
    struct open_list *list = &b->lists[b->list_count++];
    *list = (struct open_list){.shape = label->shape, .indent = indent};
    list->list = build_node(b, parent, DOC_LIST, line, label->text);
    return list;
}

/* 報告第１号 beside the title of an entry whose number stands above both: no entry. */
static bool tells_entry(const struct builder *b, const struct line *line,
                        const struct label *label)
{
    if (b->list_count == 0 || !label_is_bill(label))
        return false;
    const struct open_list *list = &b->lists[b->list_count - 1];
    const struct doc_node *first = doc_child(list->item, DOC_PARA);
    return list->shape != label->shape && line->indent > list->indent &&
           first != NULL && first->pos.line > list->item->pos.line;
}

bool take_item(struct builder *b)
{
    const struct line *line = here(b);
    if (line->label == LABEL_NONE || (b->region == REGION_HEAD && b->field == NULL))
        return false;
    struct label label = label_read(line->text);
    if (is_said(b, &label) || tells_entry(b, line, &label))
        return false;
    struct open_list *list = find_list(b, line, line->indent, &label);
    list->value = label.value;
    list->item = build_node(b, list->list, DOC_ITEM, line, line->text);
    build_leaf(b, list->item, DOC_LABEL, line, label.text);
    if (label.rest.len > 0)
        build_running(b, list->item, DOC_PARA, label.rest, JOIN_ITEM);
    else
        step(b);
    return true;
}

void build_inline_item(struct builder *b, struct str text)
{
    const struct line *line = here(b);
    uint32_t cell = line->indent;
    struct str before = {line->text.ptr, (size_t)(text.ptr - line->text.ptr)};
    for (size_t at = 0; at < before.len;) {
        uint32_t c = utf8_next(before, &at);
        cell = c == '\t' ? (cell / 8 + 1) * 8 : cell + utf8_cells(c);
    }
    struct label label = label_read(text);
    struct open_list *list = find_list(b, line, cell, &label);
    list->value = label.value;
    list->item = build_node(b, list->list, DOC_ITEM, line, text);
    build_leaf(b, list->item, DOC_LABEL, line, label.text);
    build_running(b, list->item, DOC_PARA, label.rest, JOIN_ITEM);
}

bool take_paragraph(struct builder *b)
{
    const struct line *line = here(b);
    /* 委員長　　甲野太郎 below 場所: an item whose name is not known, no more of the
     * place
     */
    size_t gap;
    if (b->region == REGION_HEAD && b->field != NULL &&
        line->indent <= b->field_indent &&
        (text_gap(line->text, 4, &gap) < line->text.len ||
         text_has(str_slice(line->text, 0, 36), "：")) &&
        doc_child(b->field, DOC_PARA) != NULL &&
        b->field->as.field.key != DOC_FIELD_ATTENDANCE &&
        b->field->as.field.key != DOC_FIELD_AGENDA)
        build_close_field(b);
    /* an extraction loses the indent of what an entry of the agenda goes on with */
    bool below =
        b->region == REGION_HEAD && b->field != NULL && line->blank == 0 &&
        b->field->as.field.key == DOC_FIELD_AGENDA && !line->sentence &&
        !(b->list_count > 0 && line->indent > 0 && line->indent == b->lists[0].indent);
    while (b->list_count > 0 && !below &&
           b->lists[b->list_count - 1].indent >= line->indent)
        b->list_count--;
    bool outside = line->indent == 0 ||
                   (b->field != NULL && line->indent <= b->field_indent + 2 &&
                    (b->list_count > 0 || doc_child(b->field, DOC_LIST) != NULL));
    bool prose = line->sentence && line->blank > 0 && outside;
    bool wrapped = b->profile->wrap > 0 && line->cells + 4 >= b->profile->wrap;
    bool bare = b->field == NULL && (line->sentence || wrapped);
    if (b->region == REGION_HEAD && (prose || bare) && b->at >= b->head_to) {
        build_enter_body(b);
    } else if (b->region == REGION_HEAD && b->field == NULL) {
        diag_report(
            b->diag, DIAG_LINE_NOT_UNDERSTOOD, build_position(b, line, line->text.ptr),
            "line before the proceedings is neither title nor head item; kept as "
            "a paragraph");
    }
    build_running(b, build_flow_node(b), DOC_PARA, line->text,
                  b->region == REGION_HEAD && !line->sentence && b->profile->wrap == 0
                      ? JOIN_NOTHING
                      : JOIN_PROSE);
    b->after_heading = false;
    return true;
}
