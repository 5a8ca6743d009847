/* The head: title lines and the items 日時, 場所, 出席者 … in whatever order. */
#include "build.h"
#include "lineup.h"
#include "speaker.h"
#include "when.h"

/* A title stands among the first lines and is short. */
#define TITLE_LINES 10
#define TITLE_MAX 90 /* characters */

bool head_is_title(struct str text)
{
    static const char *const words[] = {
        "議事概要",   "議事要旨", "議事録",     "会議録",   "議事要録",       "速記録",
        "会議要旨",   "会議概要", "摘録",       "記録",     "委員会",         "審議会",
        "検討会",     "研究会",   "協議会",     "審査会",   "会議",           "部会",
        "分科会",     "懇談会",   "懇話会",     "定例会",   "臨時会",         "議会",
        "フォーラム", "本会議",   "ワーキング", "会合",     "タスクフォース", "本部",
        "概要",       "要旨",     "連絡会",     "幹事会",   "総会",           "勉強会",
        "円卓",       "対話",     "説明会",     "意見交換", "ヒアリング",     "チーム",
        "小委員会",
    };
    if (text_length_up_to(text, TITLE_MAX + 1) > TITLE_MAX ||
        text_ends_sentence(text) || text_has(text, "。") || text_has(text, "：") ||
        text_has(text, "、"))
        return false;
    struct squeezed squeezed;
    text_squeeze(text, &squeezed);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_has(squeezed.str, words[i]))
            return true;
    }
    static const char *const ends[] = {"録", "概要", "要旨", "会", "会見", "開催状況"};
    struct str s = squeezed.str;
    size_t open = str_find(s, STR("（"), 0);
    if (open != SIZE_MAX && open > 0 && text_bracketed(s, open) == s.len)
        s = str_slice(s, 0, open);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (text_ends(s, ends[i]) && text_length_up_to(s, 5) == 5)
            return true;
    }
    size_t at = str_find(squeezed.str, STR("第"), 0);
    return at != SIZE_MAX && str_find(squeezed.str, STR("回"), at) != SIZE_MAX;
}

/* 会　議　録 above 日時：…: still of the title. */
static bool heads_items(const struct builder *b)
{
    size_t next = lines_next(b->lines, b->at + 1);
    if (next == b->lines->count)
        return false;
    struct term term = term_read(b->lines->all[next].text);
    return term.class == TERM_FIELD && term.closed && term.value.len > 0 &&
           b->lines->all[next].label == LABEL_NONE && b->lines->all[next].blank > 0;
}

bool take_title(struct builder *b)
{
    const struct line *line = &b->lines->all[b->at];
    /* a date may stand above the title */
    bool dated = b->field != NULL && b->field->as.field.name.len == 0 &&
                 doc_child(b->doc->root, DOC_TITLE) == NULL && line->blank > 0;
    if ((b->titled && !dated) || b->region != REGION_HEAD || b->at > TITLE_LINES ||
        (b->field != NULL && !dated) || line->label == LABEL_NUMBER ||
        (line->sign != SIGN_NONE && line->sign != SIGN_STAGE) ||
        !head_is_title(line->text))
        return false;
    /* 会議の経過 names the proceedings unless it is the first line of all */
    struct term term = term_read(line->text);
    bool above_items = heads_items(b);
    if (!above_items && term.class != TERM_NONE && term.value.len == 0 &&
        b->doc->root->first != NULL && doc_child(b->doc->root, DOC_TITLE) != NULL &&
        line->blank > 0)
        return false;
    /* the lines of a title stand together: after something else, no more of it */
    if (doc_child(b->doc->root, DOC_TITLE) != NULL &&
        b->doc->root->last->kind != DOC_TITLE)
        return false;
    build_close_field(b);
    build_running(b, b->doc->root, DOC_TITLE, line->text, JOIN_NOTHING);
    return true;
}

/* ---- fields ---- */

static struct doc_node *open_field(struct builder *b, const struct line *line,
                                   const struct label *label, enum doc_field_key key)
{
    build_close_turn(b);
    build_close_field(b);
    struct doc_node *field =
        build_node(b, build_section_node(b), DOC_FIELD, line, line->text);
    field->as.field.key = key;
    b->field = field;
    form_has(b->form, line, label, &b->field_way);
    b->value_cell = 0;
    b->field_indent = line->indent;
    b->field_shape = label->kind == LABEL_NONE ? 0 : label->shape;
    b->titled = true;
    b->after_heading = false;
    if (label->kind == LABEL_NUMBER)
        b->item_value = label->value;
    if (label->kind != LABEL_NONE)
        build_leaf(b, field, DOC_LABEL, line, label->text);
    return field;
}

/* 令和６年２月２２日（木曜日）　午前１０時００分開会, ◯令和６年５月17日（金）,
 * 2024-12-17 */
static bool take_date(struct builder *b, const struct line *line,
                      const struct label *label)
{
    struct str text = label->kind == LABEL_BULLET ? label->rest : line->text;
    struct when when = when_read(text);
    if (when.date[0] == '\0' || text_ends_sentence(text) ||
        doc_child(b->doc->root, DOC_SPEECH) != NULL)
        return false;
    /* below 日時 alone on its line it is that field's value */
    if (b->field != NULL && b->field->as.field.key == DOC_FIELD_DATE_TIME &&
        doc_child(b->field, DOC_TERM) != NULL && b->field->last->kind == DOC_TERM)
        return false;
    size_t after;
    size_t gap = text_gap(text, 4, &after);
    struct sign sign = sign_read(text_from(text, after));
    bool whole = when_is_date_line(text);
    bool with_clock = gap < text.len && when_is_date_line(str_slice(text, 0, gap)) &&
                      (sign.kind == SIGN_CLOCK || when.start >= 0);
    if (!whole && !with_clock)
        return false;
    static const struct label none;
    if (b->field != NULL && b->field->as.field.key == DOC_FIELD_AGENDA &&
        b->list_count == 0 && label->kind == LABEL_NONE) {
        /* the day for which the order of the day is set */
        struct doc_node *inner = build_node(b, b->field, DOC_FIELD, line, text);
        inner->as.field.key = DOC_FIELD_DATE_TIME;
        build_running(b, inner, DOC_PARA, text, JOIN_NOTHING);
        return true;
    }
    struct doc_node *field = open_field(
        b, line, label->kind == LABEL_BULLET ? label : &none, DOC_FIELD_DATE_TIME);
    build_running(b, field, DOC_PARA, text, JOIN_NOTHING);
    return true;
}

/* 市役所第２会議室, ◯市会第３会議室: the place below a date that no term names. */
static bool take_place(struct builder *b, const struct line *line,
                       const struct label *label)
{
    static const char *const ends[] = {"会議室", "委員会室", "議場",   "講堂",
                                       "ホール", "会館",     "公民館", "センター"};
    if (label->kind == LABEL_NUMBER || b->field == NULL ||
        b->field->as.field.key != DOC_FIELD_DATE_TIME ||
        b->field->as.field.name.len > 0 || term_read(label->rest).class != TERM_NONE ||
        text_length_up_to(label->rest, 31) > 30)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (!text_ends(label->rest, ends[i]))
            continue;
        struct doc_node *field = open_field(b, line, label, DOC_FIELD_PLACE);
        build_running(b, field, DOC_PARA, label->rest, JOIN_NOTHING);
        return true;
    }
    return false;
}

/* ３ 議事 with numbered headings below it is the proceedings; a bare list is the
 * agenda. */
bool head_is_proceedings(const struct builder *b, const struct label *label,
                         const struct term *term)
{
    size_t next = lines_next(b->lines, b->at + 1);
    if (term->key != DOC_FIELD_AGENDA || label->kind == LABEL_NONE ||
        term->value.len > 0 || next == b->lines->count)
        return false;
    const struct line *below = &b->lines->all[next];
    struct label first = label_read(below->text);
    size_t second = lines_next(b->lines, next + 1);
    if (below->style != SPEAKER_NONE) {
        struct speaker speaker = profile_speaker(below);
        if (profile_speaks(b->profile, &speaker) && speaker.style != SPEAKER_ALONE)
            return true;
    }
    return first.kind == LABEL_NUMBER && below->verdict == VERDICT_HEADING &&
           second < b->lines->count && b->lines->all[second].shape != below->shape &&
           !label_names_agenda(&first) && !label_is_bill(&first);
}

/* Where a term is not closed by a colon, brackets or the end of its line, a value must
 * follow that cannot be the rest of a sentence. */
static bool is_field(const struct builder *b, const struct label *label,
                     const struct term *term)
{
    if (term->class != TERM_FIELD || head_is_proceedings(b, label, term))
        return false;
    if (term->closed)
        return true;
    return !text_ends_sentence(term->value) || label->kind == LABEL_NUMBER;
}

static bool in_roster(const struct builder *b)
{
    return b->field != NULL && b->field->as.field.key == DOC_FIELD_ATTENDANCE;
}

bool head_is_item_name(struct str text)
{
    struct term term = term_read(text);
    return term.class != TERM_NONE && term.value.len == 0 && term.closed &&
           text_length_up_to(term.name, 3) >= 2;
}

/* The cell at which `at`, in the line's text, stands. */
static uint32_t cell_of(const struct line *line, const char *at)
{
    uint32_t cell = line->indent;
    struct str before = {line->text.ptr, (size_t)(at - line->text.ptr)};
    for (size_t i = 0; i < before.len && i < TEXT_LOOK_MAX;) {
        uint32_t c = utf8_next(before, &i);
        cell = c == '\t' ? (cell / 8 + 1) * 8 : cell + utf8_cells(c);
    }
    return cell;
}

/* A value in the column in which that of the open field stands, a name as far out. */
static bool in_columns(const struct builder *b, const struct line *line,
                       const struct term *term)
{
    return b->value_cell > 0 && term->value.len > 0 &&
           line->indent == b->field_indent &&
           cell_of(line, term->value.ptr) == b->value_cell;
}

/* As far out as the name of the open field, below lines that are farther in. */
static bool stands_out(const struct builder *b, size_t at)
{
    return at > 0 && b->lines->all[at].indent <= b->field_indent &&
           b->lines->all[at - 1].indent > b->field_indent;
}

/* Whether the lines below an item without a value can be its entries. */
static bool has_entries(const struct builder *b, size_t at, const struct term *term)
{
    const struct line *line = &b->lines->all[at];
    size_t next = lines_next(b->lines, at + 1);
    if (next == b->lines->count)
        return false;
    const struct line *below = &b->lines->all[next];
    struct speaker speaker = profile_speaker(below);
    if (below->sentence || (speaker.style == SPEAKER_MARKED && speaker.sure))
        return false;
    return below->indent > line->indent || below->label == LABEL_NUMBER ||
           (line->label != LABEL_NONE && term->key == DOC_FIELD_ATTENDANCE);
}

/* 付託案件 by itself above numbers. */
static bool heads_numbers(const struct builder *b, size_t at,
                          const struct form_way *way)
{
    size_t next = lines_next(b->lines, at + 1);
    return way->print == FORM_ALONE && b->lines->all[at].blank > 0 &&
           next < b->lines->count && b->lines->all[next].label == LABEL_NUMBER;
}

/* A name that says nothing needs a value beside it, and cannot be told from who is
 * there in the midst of a roster. */
struct term head_item_by_print(const struct builder *b, size_t at)
{
    static const struct term none = {.class = TERM_NONE};
    const struct line *line = &b->lines->all[at];
    struct label label = label_read(line->text);
    struct form_way way;
    if (b->region != REGION_HEAD || line->sentence || line->sign != SIGN_NONE)
        return none;
    bool likewise = form_has(b->form, line, &label, &way);
    if (!likewise && !heads_numbers(b, at, &way))
        return none;
    struct term term = term_guess(label.rest);
    if (!likewise && (term.guessed || term.key != DOC_FIELD_AGENDA))
        return none;
    struct speaker speaker;
    if (term.class == TERM_NONE || text_has(term.value, "。") ||
        (!b->titled && term.guessed && head_is_title(line->text)))
        return none;
    if (way.print == FORM_NUMBER && label.value != b->item_value + 1 &&
        label.value != b->item_value)
        return none;
    if (way.print == FORM_NUMBER && head_restarts(b, &label))
        return none;
    bool bare = way.print == FORM_COLON && !in_roster(b); /* 決定事項： */
    if (term.value.len == 0 && !bare && (term.guessed || !has_entries(b, at, &term)))
        return none;
    if (way.print == FORM_NUMBER || way.print == FORM_BULLET)
        return term;
    bool awaited = b->field != NULL && b->field->last != NULL &&
                   b->field->last->kind == DOC_TERM && line->blank == 0;
    if (term.guessed && awaited)
        return none; /* 場所 stands above its value */
    if (way.print == FORM_GAP && in_columns(b, line, &term)) {
        /* 法人　理事長　甲野太郎 among 出席委員, 事務局 */
        static const struct roster_shape beside = {.beside_term = true};
        struct parts parts;
        if (term.guessed && in_roster(b) && lineup_cut(term.value, &beside, &parts))
            term.key = DOC_FIELD_ATTENDANCE;
        return term;
    }
    if (in_roster(b) && term.guessed && stands_out(b, at) && term.value.len > 0 &&
        !person_is_post(term.name))
        return term;
    bool people = term.guessed || term.key == DOC_FIELD_ATTENDANCE;
    if ((people && in_roster(b)) ||
        (term.guessed && speaker_judge(term.name, &speaker)))
        return none;
    return term;
}

bool head_is_beside(const struct builder *b, const struct line *line,
                    const struct label *label)
{
    struct form_way way;
    form_has(b->form, line, label, &way);
    return way.print == b->field_way.print && way.shape == b->field_way.shape &&
           way.indent == b->field_way.indent && way.print != FORM_GAP;
}

static bool people_are_group(const struct builder *b, const struct term *term)
{
    /* 委員 and 事務局 under 出席者 are groups of it, 欠席者 is an item of its own. */
    const struct line *line = &b->lines->all[b->at];
    if (b->field != NULL && roster_ends_absent(b, line, term))
        return false;
    struct label label = label_read(line->text);
    if (head_is_beside(b, line, &label) && b->field != NULL &&
        term_presence(b->field->as.field.name) == DOC_ABSENT)
        return false; /* 【事務局】 beside 【欠席委員】 */
    return b->field != NULL && b->field->as.field.key == DOC_FIELD_ATTENDANCE &&
           term->key == DOC_FIELD_ATTENDANCE && !term_states_presence(term->name);
}

static bool lists_entries(const struct doc_node *field)
{
    return field->as.field.key == DOC_FIELD_AGENDA ||
           field->as.field.key == DOC_FIELD_MATERIALS;
}

bool head_restarts(const struct builder *b, const struct label *label)
{
    if (b->field == NULL || !lists_entries(b->field) || label->kind != LABEL_NUMBER ||
        label->shape != b->field_shape)
        return false;
    if (b->list_count == 0)
        return label->value == 1 && b->field->last->kind == DOC_TERM &&
               b->item_value > 0;
    struct term term = term_read(label->rest);
    bool next_item = label->value == b->item_value + 1 && term.class != TERM_NONE;
    return b->lists[0].shape == label->shape && !next_item &&
           label->value == b->lists[0].value + 1;
}

/* ３．議事 among the entries of 次第, ・次第 below 配布資料 */
static bool is_entry(const struct builder *b, const struct line *line,
                     const struct label *label)
{
    if (b->field == NULL || !lists_entries(b->field) || label->kind == LABEL_NONE ||
        (label->shape == b->field_shape && !head_restarts(b, label)))
        return false;
    if (b->list_count == 0)
        return label->kind == LABEL_BULLET && line->blank == 0 &&
               b->field->last->kind == DOC_TERM;
    const struct open_list *list = &b->lists[0];
    return label->shape == list->shape &&
           (label->kind == LABEL_BULLET || label->value == list->value + 1);
}

bool take_field(struct builder *b)
{
    const struct line *line = &b->lines->all[b->at];
    if (b->region == REGION_BODY || line->sign == SIGN_RULE)
        return false;
    struct label label = label_read(line->text);
    if (b->region == REGION_HEAD &&
        (take_date(b, line, &label) || take_place(b, line, &label)))
        return true;
    struct term term = term_read(label.rest);
    bool by_print = term.class == TERM_NONE;
    if (by_print)
        term = head_item_by_print(b, b->at);
    by_print &= term.class == TERM_FIELD && in_columns(b, line, &term);
    if (!is_field(b, &label, &term) ||
        (b->region == REGION_TAIL && term.key != DOC_FIELD_CONTACT))
        return false;
    if (is_entry(b, line, &label))
        return false;
    if (in_roster(b) && term.key == DOC_FIELD_CHAIR && line->indent > b->field_indent)
        return false; /* 議　長　甲野太郎 below 委員外議員 */
    bool own_sequence = label.kind == LABEL_NUMBER && label.shape == b->field_shape;
    if (!own_sequence && !by_print && people_are_group(b, &term))
        return false;
    struct doc_node *field = open_field(b, line, &label, term.key);
    field->as.field.name = doc_copy(b->doc, term.name);
    if (term.value.len > 0)
        b->value_cell = cell_of(line, term.value.ptr);
    build_leaf(b, field, DOC_TERM, line, term.printed);
    if (term.key == DOC_FIELD_ATTENDANCE && term.value.len > 0) {
        roster_add_inline(b, line, term.value);
        b->at = lines_next(b->lines, b->at + 1);
    } else if (lists_entries(field) && label_read(term.value).kind == LABEL_NUMBER &&
               label_read(term.value).rest.len > 0) {
        build_inline_item(b, term.value);
    } else if (term.value.len > 0) {
        build_running(b, field, DOC_PARA, term.value, JOIN_NOTHING);
    } else {
        b->at = lines_next(b->lines, b->at + 1);
    }
    return true;
}
