/* What opens a group of a roster: （委員）, 委員：甲、乙, 【事務局】, 1号委員　甲. */
#include "roster.h"
#include "speaker.h"

static bool add_inline_group(struct builder *b, const struct line *line,
                             struct str value);
static void add_absent(struct builder *b, const struct line *line, struct str bracket);

/* Where （欠席：丙川委員） ends a list of those who are there; its length where none.
 */
static size_t find_absent(struct str value)
{
    struct str look = str_slice(value, 0, TEXT_LOOK_MAX);
    size_t at = str_find(look, STR("（欠席"), 0);
    if (at == SIZE_MAX || text_bracketed(value, at) != value.len ||
        !text_has(text_from(value, at), "："))
        return value.len;
    return at;
}

void roster_add_inline(struct builder *b, const struct line *line, struct str value)
{
    size_t absent = find_absent(value);
    if (absent > 0 && absent < value.len) {
        roster_add_inline(b, line, str_slice(value, 0, absent));
        add_absent(b, line, text_from(value, absent));
        return;
    }
    if (add_inline_group(b, line, value))
        return;
    struct roster_shape shape = {.beside_term = true};
    struct parts parts;
    struct doc_node *person = NULL;
    person_cut(value, 0, &shape, false, &parts);
    struct str role = speaker_role(value);
    if (parts.count == 1 && !roster_has_name(&parts) && role.len > 0 &&
        role.len < value.len && person_is_name(value)) /* 欠席：外間委員 */
        parts.all[0] = (struct part){DOC_NAME, value, true};
    bool persons = roster_has_name(&parts);
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.all[i].kind == DOC_NAME && !person_is_name(parts.all[i].text))
            persons = false;
    }
    if (persons)
        roster_add_parts(b, line, &parts, &person);
    else
        build_leaf(b, roster_open_group(b) != NULL ? b->group : b->field, DOC_PARA,
                   line, value);
}

static bool is_office_of_one(struct str s)
{
    return text_ends(s, "長") || text_ends(s, "長代理") || text_ends(s, "大臣");
}

/* Roles printed on a line above each name are posts, not groups. */
static bool recurs(const struct builder *b, struct str text)
{
    size_t seen = 0, i = b->at > 30 ? b->at - 30 : 0;
    for (size_t n = 0; n < 90 && i < b->lines->count; n++) {
        seen += str_equal(b->lines->all[i].text, text);
        i = lines_next(b->lines, i + 1);
    }
    return seen >= 2;
}

/* 委員：甲、乙 · （欠席：外間委員） */
static bool read_colon_group(const struct builder *b, struct str text,
                             struct group_label *out)
{
    struct str s = text;
    size_t open = text_one_of(text_first(s), "（(") ? STR("（").len : 0;
    if (open != 0 && text_bracketed(s, 0) != s.len)
        return false;
    if (text_first(s) == '(')
        open = 1;
    struct str look = str_slice(s, 0, 120);
    size_t colon = str_find(look, STR("："), 0), width = STR("：").len;
    if (colon == SIZE_MAX) {
        colon = str_find(look, STR(":"), 0);
        width = 1;
    }
    if (colon == SIZE_MAX || colon <= open)
        return false;
    out->name = utf8_trim(str_slice(s, open, colon));
    if (text_has(out->name, "、") || text_has(out->name, "，"))
        return false;
    out->term = str_slice(s, 0, colon + width);
    out->value = text_skip_space(text_from(s, colon + width));
    /* 会長：甲野太郎 */
    bool office = out->name.len > 0 && speaker_role(out->name).len == out->name.len &&
                  out->value.len > 0 && !text_has(out->value, "。");
    /* 観光庁：観世 長官、金武 次長 as far out as the group before it */
    const struct doc_node *term = b->group ? doc_child(b->group, DOC_TERM) : NULL;
    bool beside = term != NULL && person_is_post(out->name) && out->value.len > 0 &&
                  b->group->pos.column == b->lines->all[b->at].column &&
                  text.ptr == b->lines->all[b->at].text.ptr;
    struct term crowd = term_guess(out->name);
    bool people = crowd.class == TERM_FIELD && !crowd.guessed &&
                  crowd.key == DOC_FIELD_ATTENDANCE && crowd.value.len == 0;
    return term_names_people(out->name) || term_presence(out->name) == DOC_ABSENT ||
           people || text_ends(out->name, "側") || office || beside;
}

/* （委員）, ＜委員＞（五十音順）, 【事務局】 */
static bool read_bracket_group(const struct builder *b, struct str text,
                               struct group_label *out)
{
    uint32_t open = text_first(text);
    size_t end = text_one_of(open, "（(＜〈【［[〔<《") ? text_bracketed(text, 0) : 0;
    if (end == 0)
        return false;
    struct str rest = text_skip_space(text_from(text, end));
    size_t remark = text_one_of(text_first(rest), "（(") ? text_bracketed(rest, 0) : 0;
    out->name = utf8_trim(text_inside(str_slice(text, 0, end)));
    /* （構成員）甲野主査、乙山構成員 */
    if (rest.len > 0 && remark != rest.len) {
        out->term = str_slice(text, 0, end);
        out->value = rest;
        /* 【市】 below 【委員】 */
        const struct doc_node *term = b->group ? doc_child(b->group, DOC_TERM) : NULL;
        bool likewise = term != NULL && term->first != NULL &&
                        text_first(term->first->as.text) == open;
        bool unit =
            person_is_post(out->name) && (text_has(rest, "、") || text_has(rest, "，"));
        return (term_names_people(out->name) || likewise || unit) &&
               (text_has(rest, "、") || !text_ends_sentence(rest));
    }
    out->term = text;
    out->name = utf8_trim(text_inside(str_slice(text, 0, end)));
    return true;
}

/* （敬称略）, （五十音順）, （13名） say nothing of who the group is; （総務部） does.
 */
static struct str strip_remark(struct str name)
{
    static const char *const words[] = {"敬称", "順",  "名）", "人）",
                                        "名)",  "人)", "名中", "人中"};
    size_t open = str_find(name, STR("（"), 0);
    if (open == SIZE_MAX)
        open = str_find(name, STR("("), 0);
    struct str bracket = open == SIZE_MAX ? (struct str){0} : text_from(name, open);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_has(bracket, words[i]))
            return utf8_trim(str_slice(name, 0, open));
    }
    return name;
}

/* 委員　甲野委員、乙山委員: a gap in place of the colon */
static bool read_gap_group(struct str text, struct group_label *out)
{
    size_t after;
    size_t gap = text_gap(text, 2, &after);
    struct str head = str_slice(text, 0, gap), rest = text_from(text, after);
    struct term term = term_read(head);
    /* 委員 may head a column, 事務局 does not */
    bool numbered = text_has(head, "号委員"); /* １号委員（学識経験者） */
    bool column = !text_has(rest, "、") && !numbered &&
                  (text_ends(head, "委員") || text_ends(head, "構成員"));
    bool named = term.class == TERM_FIELD && term.key == DOC_FIELD_ATTENDANCE &&
                 term.value.len == 0;
    if (gap == text.len || column || !(named || numbered))
        return false;
    out->term = head;
    out->name = strip_remark(head);
    out->value = rest;
    return true;
}

/* 幹事 above indented lines, as far out as the label of the group before it. */
static bool heads_by_indent(const struct builder *b, const struct line *line)
{
    size_t next = lines_next(b->lines, b->at + 1);
    return b->group != NULL && line->indent <= b->field_indent &&
           next < b->lines->count && b->lines->all[next].indent > line->indent &&
           b->lines->all[next].blank == 0 &&
           b->lines->all[b->at - 1].indent > line->indent &&
           text_length_up_to(line->text, 16) <= 15;
}

bool roster_read_group(const struct builder *b, bool open_post, struct group_label *out)
{
    const struct line *line = &b->lines->all[b->at];
    *out = (struct group_label){0};
    struct label label = label_read(line->text);
    struct str text = label.rest;
    out->label = label.text;
    if (read_colon_group(b, text, out) || read_gap_group(text, out))
        return true;
    if (label.kind == LABEL_NONE && read_bracket_group(b, text, out))
        return !open_post;
    *out = (struct group_label){.label = label.text}; /* those that failed wrote too */
    size_t after;
    bool single = text_gap(text, 2, &after) == text.len;
    struct term term = term_read(text);
    if (term.class == TERM_NONE && label.kind == LABEL_NUMBER) {
        term = term_guess(text); /* ⑴　審議会委員　１０名 */
        if (term.guessed || term.key != DOC_FIELD_ATTENDANCE)
            term.class = TERM_NONE;
    }
    /* (1) 委　員　12名中10名出席 */
    if (label.kind == LABEL_NUMBER && term.class == TERM_FIELD && !line->sentence &&
        term.key == DOC_FIELD_ATTENDANCE && term.value.len > 0) {
        out->term = term.printed;
        out->name = term.name;
        out->value = term.value;
        return true;
    }
    bool named = term.class == TERM_FIELD && term.key == DOC_FIELD_ATTENDANCE &&
                 term.value.len == 0;
    if (!single || line->sentence || text_has(text, "、"))
        return false;
    bool people = named || term_names_people(text);
    if (label.kind == LABEL_NONE && !open_post && heads_by_indent(b, line)) {
        out->term = text;
        out->name = strip_remark(text);
        return true;
    }
    if (label.kind == LABEL_NONE &&
        (!named || recurs(b, line->text) || is_office_of_one(text)))
        return false;
    if (!people && label.kind == LABEL_BULLET)
        return false;
    out->term = text;
    out->name = strip_remark(text);
    return true;
}

/* The bracket that closes （欠席：外間委員） is no part of the name. */
static void add_value(struct builder *b, const struct line *line,
                      const struct group_label *label)
{
    struct str value = label->value;
    size_t end = value.len;
    bool closed = text_one_of(text_first(label->term), "（(") &&
                  text_bracketed(label->term, 0) == 0 &&
                  text_one_of(utf8_prev(value, &end), "）)");
    struct str names = closed ? utf8_trim(str_slice(value, 0, end)) : value;
    if (names.len == 0) {
        build_leaf(b, b->group, DOC_PARA, line, value);
        return;
    }
    roster_add_inline(b, line, names);
    if (closed)
        build_text(b, b->group->last, line, text_from(value, end));
}

void roster_begin_group(struct builder *b, const struct line *line,
                        const struct group_label *label)
{
    build_close_lists(b);
    struct str printed = label->label.len > 0 ? label->label : label->term;
    struct doc_node *group = build_node(b, b->field, DOC_GROUP, line, printed);
    enum doc_presence outer = term_presence(b->field->as.field.name);
    group->as.group.name = doc_copy(b->doc, label->name);
    group->as.group.presence = term_presence(label->name);
    /* 幹事 as far out as 欠席委員 are there */
    bool inside = line->indent > b->field_indent || label->label.len > 0 ||
                  outer != DOC_ABSENT || text_closing_bracket(text_first(label->term));
    if (group->as.group.presence == DOC_PRESENT && inside)
        group->as.group.presence = outer;
    build_leaf(b, group, DOC_LABEL, line, label->label);
    build_leaf(b, group, DOC_TERM, line, label->term);
    struct doc_node *before = b->group;
    b->group = group;
    if (label->value.len > 0)
        add_value(b, line, label);
    /* （欠席：外間委員） says something of the group before it and does not end it. */
    if (text_one_of(text_first(label->term), "（(") && label->value.len > 0 &&
        text_bracketed(label->term, 0) == 0)
        b->group = before;
}

static void add_absent(struct builder *b, const struct line *line, struct str bracket)
{
    struct group_label label = {0};
    if (read_colon_group(b, bracket, &label))
        roster_begin_group(b, line, &label);
    else
        build_leaf(b, b->field, DOC_PARA, line, bracket);
}

/* 出席者　会長：甲野太郎 */
static bool add_inline_group(struct builder *b, const struct line *line,
                             struct str value)
{
    struct group_label label = {0};
    bool bracketed = text_one_of(text_first(value), "（(【［[＜〈");
    if (b->group != NULL ||
        !(bracketed ? read_bracket_group(b, value, &label)
                    : read_colon_group(b, value, &label)) ||
        label.value.len == 0)
        return false;
    roster_begin_group(b, line, &label);
    return true;
}
