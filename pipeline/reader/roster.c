/* Rosters: groups of attendees, a group at a time, because only its lines together tell
 * in which column the names stand. */
#include <stdlib.h>

#include "build.h"
#include "person.h"
#include "speaker.h"

/* Groups are looked over this far ahead to learn their columns. */
#define GROUP_LOOK 400

/* ---- emitting ---- */

/* The group that persons can be added to: nothing stands behind it in the field. */
static struct doc_node *open_group_of(struct builder *b)
{
    if (b->group != NULL && b->group != b->field->last)
        b->group = NULL;
    return b->group;
}

static struct doc_node *ensure_group(struct builder *b, const struct line *line,
                                     struct str at)
{
    if (open_group_of(b) == NULL) {
        build_close_lists(b);
        b->group = build_node(b, b->field, DOC_GROUP, line, at);
        /* below a rule stand others than those whom the field names */
        if (!b->ruled)
            b->group->as.group.name = b->field->as.field.name;
        b->group->as.group.presence = term_presence(b->field->as.field.name);
    }
    return b->group;
}

static struct str unwrap(struct str mark)
{
    if (text_closing_bracket(text_first(mark)) != 0)
        return utf8_trim(text_inside(mark));
    text_take(&mark, "※");
    return utf8_trim(mark);
}

static void add_mark(struct builder *b, struct doc_node *person,
                     const struct line *line, struct str text)
{
    if (text_has(text, "音順") || text_has(text, "敬称") || text_has(text, "◎") ||
        text_has(text, "○")) {
        build_text(b, person, line, text); /* says nothing of the person */
        return;
    }
    struct doc_node *mark = build_leaf(b, person, DOC_MARK, line, text);
    struct str value = unwrap(text);
    enum doc_manner manner;
    if (mark == NULL)
        return;
    mark->as.mark.value = doc_copy(b->doc, value);
    mark->as.mark.kind = speaker_role(value).len > 0 ? DOC_MARK_OFFICE : DOC_MARK_OTHER;
    if (person_is_manner(value, &manner)) {
        mark->as.mark.kind = DOC_MARK_MANNER;
        person->as.person.manner = manner;
    } else if (text_ends(value, "代理")) {
        mark->as.mark.kind = DOC_MARK_OFFICE;
    }
}

/* （代理：丙川　進）, （代理出席　次長　丙川　進）: who came in place of the person
 * before it; the part that names it in `out`, false where none does. */
static bool proxy_in(struct str mark, struct parts *out)
{
    static const char *const words[] = {"代理出席者", "代理出席", "代理者", "代理"};
    static const struct roster_shape beside = {.beside_term = true};
    struct str inside = unwrap(mark), rest = {0};
    size_t i = 0;
    for (; i < sizeof words / sizeof *words; i++) {
        rest = inside;
        if (text_take(&rest, words[i]))
            break;
    }
    if (i == sizeof words / sizeof *words)
        return false;
    struct str behind = text_skip_space(rest);
    bool apart = behind.len != rest.len;
    apart |=
        text_take(&behind, "：") || text_take(&behind, ":") || text_take(&behind, "・");
    behind = utf8_trim(behind);
    if (!apart || behind.len == 0)
        return false;
    person_cut(behind, 0, &beside, false, out);
    size_t names = 0;
    for (size_t k = 0; k < out->count; k++) {
        names += out->all[k].kind == DOC_NAME && person_is_name(out->all[k].text);
        if (out->all[k].kind == DOC_MARK)
            return false;
    }
    return names == 1 && out->rest.len == 0;
}

/* The one who is represented is absent, the proxy is listed in that place. */
static struct doc_node *add_proxy(struct builder *b, struct doc_node *person,
                                  const struct line *line, struct str mark,
                                  const struct parts *parts)
{
    size_t from = (size_t)(parts->all[0].text.ptr - mark.ptr), to = from;
    person->as.person.manner = DOC_NOT_THERE;
    struct doc_node *proxy =
        build_node(b, ensure_group(b, line, mark), DOC_PERSON, line, mark);
    struct doc_node *note =
        build_leaf(b, proxy, DOC_MARK, line, str_slice(mark, 0, from));
    if (note != NULL) {
        note->as.mark.value = doc_copy(b->doc, STR("代理"));
        note->as.mark.kind = DOC_MARK_MANNER;
    }
    proxy->as.person.manner = DOC_BY_PROXY;
    for (size_t i = 0; i < parts->count; i++) {
        enum doc_kind kind = parts->all[i].kind;
        build_leaf(b, proxy, kind == DOC_POST ? DOC_AFFILIATION : kind, line,
                   parts->all[i].text);
        to = (size_t)(parts->all[i].text.ptr - mark.ptr) + parts->all[i].text.len;
    }
    build_text(b, proxy, line, text_from(mark, to));
    return proxy;
}

/* Adds the parts of one line; `*person` is the one at hand, across lines. */
static void add_parts(struct builder *b, const struct line *line,
                      const struct parts *parts, struct doc_node **person)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->all[i];
        if (part->starts || *person == NULL)
            *person = build_node(b, ensure_group(b, line, part->text), DOC_PERSON, line,
                                 part->text);
        struct parts proxy;
        if (part->kind == DOC_MARK && proxy_in(part->text, &proxy)) {
            *person = add_proxy(b, *person, line, part->text, &proxy);
        } else if (part->kind == DOC_MARK) {
            add_mark(b, *person, line, part->text);
        } else if (part->kind == DOC_TEXT) {
            build_text(b, *person, line, part->text);
        } else {
            struct doc_node *node =
                build_leaf(b, *person, part->kind, line, part->text);
            if (part->kind == DOC_POST && node != NULL && !person_is_seat(part->text) &&
                !str_equal(part->text, STR("同"))) {
                struct squeezed value;
                text_squeeze(part->text, &value);
                node->as.mark.value = doc_copy(b->doc, value.str);
            }
        }
    }
    if (parts->rest.len > 0)
        build_text(b, *person, line, parts->rest);
}

static bool has_name(const struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->all[i].kind == DOC_NAME)
            return true;
    }
    return false;
}

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
    if (parts.count == 1 && !has_name(&parts) && role.len > 0 && role.len < value.len &&
        person_is_name(value)) /* 欠席：外間委員 */
        parts.all[0] = (struct part){DOC_NAME, value, true};
    bool persons = has_name(&parts);
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.all[i].kind == DOC_NAME && !person_is_name(parts.all[i].text))
            persons = false;
    }
    if (persons)
        add_parts(b, line, &parts, &person);
    else
        build_leaf(b, open_group_of(b) != NULL ? b->group : b->field, DOC_PARA, line,
                   value);
}

/* ---- the labels of groups ---- */

struct group_label {
    struct str label, term, name, value;
};

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
    return term_names_people(out->name) || term_presence(out->name) == DOC_ABSENT ||
           office || beside;
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

static bool read_group(const struct builder *b, bool open_post, struct group_label *out)
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
    size_t after;
    bool single = text_gap(text, 2, &after) == text.len;
    struct term term = term_read(text);
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

static void open_group(struct builder *b, const struct line *line,
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
    if (text_one_of(text_first(label->term), "（(") && label->value.len > 0)
        b->group = before;
}

static void add_absent(struct builder *b, const struct line *line, struct str bracket)
{
    struct group_label label = {0};
    if (read_colon_group(b, bracket, &label))
        open_group(b, line, &label);
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
    open_group(b, line, &label);
    return true;
}

/* ---- the lines of a group ---- */

bool roster_ends_absent(const struct builder *b, const struct line *line,
                        const struct term *term)
{
    return term->class == TERM_FIELD && term->key == DOC_FIELD_ATTENDANCE &&
           term->presence != DOC_ABSENT && line->indent <= b->field_indent &&
           line->label == LABEL_NONE && term->value.len > 0 &&
           text_closing_bracket(text_first(term->printed)) == 0 &&
           term_presence(b->field->as.field.name) == DOC_ABSENT;
}

/* Whether a line can be one of a roster at all. */
static bool is_roster_line(const struct builder *b, const struct line *line)
{
    if (line->sign != SIGN_NONE || line->sentence || text_has(line->text, "。"))
        return false;
    struct label label = label_read(line->text);
    if (label.kind == LABEL_NUMBER && label.shape == b->field_shape)
        return false;
    struct term term = term_read(label.rest);
    if (term.class != TERM_NONE && term.class != TERM_FIELD)
        return false;
    if (term.class == TERM_FIELD && term.key != DOC_FIELD_ATTENDANCE &&
        (term.closed || term.value.len > 0) && term.key != DOC_FIELD_CHAIR)
        return false;
    if (roster_ends_absent(b, line, &term))
        return false;
    if (term.class == TERM_FIELD && term.key == DOC_FIELD_ATTENDANCE &&
        term_presence(b->field->as.field.name) == DOC_ABSENT &&
        head_is_beside(b, line, &label))
        return false;
    if (term.class == TERM_NONE &&
        head_item_by_print(b, (size_t)(line - b->lines->all)).class == TERM_FIELD)
        return false;
    /* 欠席者　己村委員 is an item of its own */
    if (term.class == TERM_FIELD &&
        (label.kind == LABEL_NONE || head_is_beside(b, line, &label)) &&
        !text_one_of(text_first(term.printed), "（(") &&
        (text_has(term.name, "出席") || text_has(term.name, "欠席")) &&
        line->indent <= b->field_indent)
        return false;
    if (label.kind == LABEL_NUMBER && line->blank > 0 &&
        (line->verdict == VERDICT_HEADING || b->field_shape == 0) &&
        !term_names_people(label.rest))
        return false;
    /* ◎開議の宣告 above the first turn */
    size_t next = lines_next(b->lines, (size_t)(line - b->lines->all) + 1);
    if (label.kind == LABEL_BULLET && line->blank > 0 && next < b->lines->count &&
        b->lines->all[next].style == SPEAKER_MARKED &&
        profile_speaker(&b->lines->all[next]).sure)
        return false;
    struct speaker speaker = profile_speaker(line);
    return !(speaker.style == SPEAKER_MARKED && speaker.sure &&
             !term_is_whole(speaker.called) && profile_speaks(b->profile, &speaker));
}

#define COLUMNS 256

/* The first cell, behind the first segment, at which most lines begin a segment; and
 * whether names stand first. */
static struct roster_shape learn(const struct builder *b, size_t from)
{
    uint16_t starts[COLUMNS] = {0};
    size_t lines = 0, first_posts = 0, second_posts = 0, pairs = 0, tabs = 0;
    size_t all = 0, honoured = 0, heads = 0, tails = 0, ends_post = 0;
    size_t i = from;
    for (size_t n = 0; n < GROUP_LOOK && i < b->lines->count; n++) {
        const struct line *line = &b->lines->all[i];
        bool heads_group = text_closing_bracket(text_first(line->text)) != 0 &&
                           text_bracketed(line->text, 0) == line->text.len;
        if (!is_roster_line(b, line) ||
            (n > 0 && (line->label != LABEL_NONE || heads_group)))
            break;
        uint32_t cell = line->indent;
        size_t segments = 0, first_post = SIZE_MAX, last_name = 0;
        struct str text = str_slice(line->text, 0, person_marks_begin(line->text));
        for (size_t at = 0; at < text.len;) {
            size_t after;
            struct str rest = text_from(text, at);
            size_t end = text_gap(rest, 2, &after);
            size_t spaced = speaker_spaced_role(str_slice(rest, 0, 60));
            if (spaced > end) { /* 委　員 */
                end = spaced;
                after = spaced + text_from(rest, spaced).len -
                        text_skip_space(text_from(rest, spaced)).len;
            }
            bool post = person_is_post(str_slice(rest, 0, end)) || end > 30;
            if (post && first_post == SIZE_MAX)
                first_post = segments;
            last_name = post ? last_name : segments;
            first_posts += segments == 0 && post;
            second_posts += segments == 1 && post;
            if (segments++ > 0 && cell < COLUMNS && !post)
                starts[cell]++;
            for (size_t k = at; k < at + after && k < text.len;) {
                uint32_t c = utf8_next(text, &k);
                cell = c == '\t' ? (cell / 8 + 1) * 8 : cell + utf8_cells(c);
            }
            at += after;
        }
        all++;
        honoured += text_ends(line->text, "君");
        tabs += text_has(line->text, "\t");
        heads += first_post != SIZE_MAX && first_post > 0;
        ends_post += segments > 1 && last_name + 1 < segments;
        tails += first_post == 0 && last_name > 0;
        lines += segments > 1;
        pairs += segments == 2;
        i = lines_next(b->lines, i + 1);
    }
    struct roster_shape shape = {.honoured = honoured * 2 > all};
    shape.name_first = (pairs * 2 > lines || tabs * 2 > lines) && lines > 0 &&
                       second_posts > first_posts;
    /* spaced-out names before offices: as many segments as the names have parts */
    shape.post_last = ends_post * 2 > lines;
    shape.name_first |= heads * 2 > lines && heads > tails * 2;
    for (uint32_t c = 0; c < COLUMNS && shape.name_column == 0 && lines >= 2; c++) {
        if ((size_t)starts[c] * 10 >= lines * 6)
            shape.name_column = c;
    }
    return shape;
}

/* A line without a name in it: an office whose holder follows, or no person. */
static bool is_open_post(const struct parts *parts)
{
    return parts->count > 0 && !has_name(parts) &&
           parts->all[parts->count - 1].kind != DOC_MARK;
}

/* 岸川紀子　　子ども・子育て支援部長: the holder of the last office is still to come.
 */
static bool ends_open(const struct parts *parts)
{
    const struct part *last = &parts->all[parts->count > 0 ? parts->count - 1 : 0];
    return parts->count > 1 && parts->rest.len == 0 && last->starts &&
           last->kind == DOC_AFFILIATION;
}

static bool names_stand(const struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->all[i].kind == DOC_NAME && !person_is_name(parts->all[i].text))
            return false;
    }
    return true;
}

/* The holder of an open post is printed on one of the next lines: posts of one person
 * stand over at most this many. */
#define POSTS_MAX 8

static bool holder_follows(const struct builder *b, const struct roster_shape *shape)
{
    size_t i = lines_next(b->lines, b->at + 1);
    for (int n = 0; n < POSTS_MAX && i < b->lines->count; n++) {
        const struct line *line = &b->lines->all[i];
        struct parts parts;
        if (line->blank > 0 || !is_roster_line(b, line))
            return false;
        person_cut(line->text, line->indent, shape, true, &parts);
        if (has_name(&parts) && !names_stand(&parts))
            return false;
        if (has_name(&parts))
            return parts.all[0].kind != DOC_NAME || n == 0 || shape->name_column != 0;
        i = lines_next(b->lines, i + 1);
    }
    return false;
}

/* Whether the next line holds nothing but the name that the column has room for. */
static bool holder_is_next(const struct builder *b, const struct roster_shape *shape,
                           size_t next)
{
    if (next >= b->lines->count || !is_roster_line(b, &b->lines->all[next]))
        return false;
    const struct line *line = &b->lines->all[next];
    struct parts parts;
    person_cut(line->text, line->indent, shape, true, &parts);
    return line->blank == 0 && line->label == LABEL_NONE && parts.count > 0 &&
           parts.all[0].kind == DOC_NAME && !parts.all[0].starts && names_stand(&parts);
}

/* 中野晋総務部長: name and office without a space, parted by a name that speaks later
 * or by the words that offices begin with. */
static size_t joined_name(const struct builder *b, struct str text)
{
    size_t known = person_known_name(&b->names, text);
    return known != 0 ? known : person_joined_name(text);
}

/* One line alone may be a coincidence; two near each other are a habit. */
static bool joins_names(const struct builder *b)
{
    size_t seen = 0, i = b->at > 4 ? b->at - 4 : 0;
    for (size_t n = 0; n < 12 && i < b->lines->count; n++) {
        const struct line *line = &b->lines->all[i];
        size_t length = joined_name(b, line->text);
        seen += length != 0 && length < line->text.len;
        i = lines_next(b->lines, i + 1);
    }
    return seen >= 2;
}

static bool take_joined(struct builder *b, const struct line *line)
{
    size_t length = joined_name(b, line->text);
    if (length == 0 || length == line->text.len ||
        (person_known_name(&b->names, line->text) == 0 && !joins_names(b)))
        return false;
    struct doc_node *group = ensure_group(b, line, line->text);
    struct doc_node *person = build_node(b, group, DOC_PERSON, line, line->text);
    build_leaf(b, person, DOC_NAME, line, str_slice(line->text, 0, length));
    struct str rest = text_from(line->text, length);
    size_t office = rest.len;
    if (str_equal(rest, STR("議員")))
        office = 0;
    else if (text_ends(rest, "ほか"))
        office -= STR("ほか").len;
    build_leaf(b, person, DOC_AFFILIATION, line, str_slice(rest, 0, office));
    build_text(b, person, line, text_from(rest, office));
    return true;
}

/* ---- tables of persons ---- */

enum column { COLUMN_NAME, COLUMN_AFFILIATION, COLUMN_PRESENCE, COLUMN_OTHER };

#define TABLE_COLUMNS 12

static enum column column_of(struct str head)
{
    static const struct {
        const char *word;
        enum column column;
    } rows[] = {
        {"氏名", COLUMN_NAME},
        {"委員氏名", COLUMN_NAME},
        {"委員名", COLUMN_NAME},
        {"名前", COLUMN_NAME},
        {"お名前", COLUMN_NAME},
        {"所属", COLUMN_AFFILIATION},
        {"所属等", COLUMN_AFFILIATION},
        {"所属団体", COLUMN_AFFILIATION},
        {"所属・役職", COLUMN_AFFILIATION},
        {"所属・職名", COLUMN_AFFILIATION},
        {"所属団体等", COLUMN_AFFILIATION},
        {"所属機関", COLUMN_AFFILIATION},
        {"役職", COLUMN_AFFILIATION},
        {"役職名", COLUMN_AFFILIATION},
        {"役職等", COLUMN_AFFILIATION},
        {"職名", COLUMN_AFFILIATION},
        {"職", COLUMN_AFFILIATION},
        {"肩書", COLUMN_AFFILIATION},
        {"職業", COLUMN_AFFILIATION},
        {"団体名", COLUMN_AFFILIATION},
        {"区分", COLUMN_AFFILIATION},
        {"出欠", COLUMN_PRESENCE},
        {"出欠席", COLUMN_PRESENCE},
        {"出席", COLUMN_PRESENCE},
        {"出欠状況", COLUMN_PRESENCE},
        {"出席状況", COLUMN_PRESENCE},
    };
    struct squeezed squeezed;
    text_squeeze(head, &squeezed);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (str_equal(squeezed.str, str_from(rows[i].word)))
            return rows[i].column;
    }
    return COLUMN_OTHER;
}

/* The cell that begins `*rest`, up to a tab. */
static struct str next_cell(struct str *rest)
{
    size_t tab = str_find(*rest, STR("\t"), 0);
    size_t end = tab == SIZE_MAX ? rest->len : tab;
    struct str cell = str_slice(*rest, 0, end);
    *rest = text_from(*rest, tab == SIZE_MAX ? end : end + 1);
    return utf8_trim(cell);
}

static size_t read_columns(struct str line, enum column *columns)
{
    size_t count = 0;
    bool named = false;
    while (line.len > 0 && count < TABLE_COLUMNS) {
        columns[count] = column_of(next_cell(&line));
        named |= columns[count++] == COLUMN_NAME;
    }
    return named && count > 1 ? count : 0;
}

static void set_presence(struct doc_node *person, struct str cell)
{
    static const char *const absent[] = {"欠席", "欠", "×", "✕", "―", "－"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        if (str_equal(cell, str_from(absent[i])))
            person->as.person.manner = DOC_NOT_THERE;
    }
}

static void add_row(struct builder *b, const struct line *line,
                    const enum column *columns, size_t count)
{
    struct doc_node *person =
        build_node(b, ensure_group(b, line, line->text), DOC_PERSON, line, line->text);
    struct str rest = line->text;
    for (size_t i = 0; rest.len > 0; i++) {
        const char *start = rest.ptr;
        struct str cell = next_cell(&rest);
        enum column column = i < count ? columns[i] : COLUMN_OTHER;
        bool office = speaker_role(cell).len == cell.len && cell.len > 0;
        if (cell.len == 0)
            continue;
        while (text_begins(rest, "\t")) { /* empty cells */
            rest = text_from(rest, 1);
            i++;
        }
        struct str printed = {start, (size_t)(rest.ptr - start)};
        if (column == COLUMN_PRESENCE)
            set_presence(person, cell);
        struct doc_node *node = person;
        if (column == COLUMN_NAME)
            node = build_node(b, person, DOC_NAME, line, cell);
        else if (column == COLUMN_AFFILIATION)
            node =
                build_node(b, person, office ? DOC_POST : DOC_AFFILIATION, line, cell);
        if (node->kind == DOC_POST)
            node->as.mark.value = doc_copy(b->doc, cell);
        /* the tab stays: it keeps the columns where the text is read again */
        const char *end = printed.ptr + printed.len;
        doc_add_text(b->doc, node, (struct str){cell.ptr, (size_t)(end - cell.ptr)},
                     build_position(b, line, cell.ptr));
    }
}

/* A row of names of columns, 氏名 among them, and the rows below it. */
static bool take_columns(struct builder *b)
{
    enum column columns[TABLE_COLUMNS];
    const struct line *line = &b->lines->all[b->at];
    size_t count = text_has(line->text, "\t") ? read_columns(line->text, columns) : 0;
    if (count == 0)
        return false;
    build_leaf(b, open_group_of(b) != NULL ? b->group : b->field, DOC_PARA, line,
               line->text);
    b->at = lines_next(b->lines, b->at + 1);
    while (b->at < b->lines->count) {
        line = &b->lines->all[b->at];
        if (line->blank > 0 || line->sign != SIGN_NONE || !text_has(line->text, "\t") ||
            line->indent > 0)
            break;
        add_row(b, line, columns, count);
        b->at = lines_next(b->lines, b->at + 1);
    }
    return true;
}

/* The second line of an affiliation, in the column in which the first begins;
 * （オンライン 参加） on a line of its own. Both say something of the person above. */
static bool adds_to_person(struct builder *b, const struct line *line,
                           const struct parts *parts, struct doc_node *person)
{
    const struct doc_node *affiliation = doc_child(person, DOC_AFFILIATION);
    const struct doc_node *name = doc_child(person, DOC_NAME);
    enum doc_manner manner;
    if (line->blank > 0 || name == NULL || line->label != LABEL_NONE)
        return false;
    if (text_one_of(text_first(line->text), "（(") &&
        text_bracketed(line->text, 0) == line->text.len &&
        person_is_manner(text_inside(line->text), &manner)) {
        add_mark(b, person, line, line->text);
        return true;
    }
    if (affiliation == NULL || parts->count != 1 ||
        affiliation->pos.column <= name->pos.column || affiliation->next != NULL ||
        parts->all[0].kind == DOC_NAME || parts->all[0].kind == DOC_MARK ||
        line->indent <= b->field_indent + 4)
        return false;
    const struct line *above = line - 1;
    if (above->number != name->pos.line)
        return false;
    uint32_t cell = above->indent;
    struct str text = above->text;
    uint32_t column = above->column;
    for (size_t at = 0; at < text.len && column < affiliation->pos.column; column++) {
        uint32_t c = utf8_next(text, &at);
        cell = c == '\t' ? (cell / 8 + 1) * 8 : cell + utf8_cells(c);
    }
    if (line->indent + 2 < cell || line->indent > cell + 2)
        return false;
    build_leaf(b, person, DOC_AFFILIATION, line, line->text);
    return true;
}

bool take_roster(struct builder *b)
{
    if (b->region != REGION_HEAD || b->field == NULL ||
        b->field->as.field.key != DOC_FIELD_ATTENDANCE)
        return false;
    struct doc_node *person = NULL;
    bool open_post = false, any = false, learnt = false;
    struct roster_shape shape = {0};
    while (b->at < b->lines->count) {
        const struct line *line = &b->lines->all[b->at];
        if (!is_roster_line(b, line) ||
            (text_closing_bracket(text_first(line->text)) != 0 && body_heads_talk(b)))
            break;
        build_close_lists(b); /* an entry below the persons opens a list of its own */
        if (take_columns(b)) {
            person = NULL;
            any = true;
            continue;
        }
        struct group_label label;
        size_t next = lines_next(b->lines, b->at + 1);
        if (read_group(b, open_post, &label)) {
            open_group(b, line, &label);
            person = NULL;
            open_post = learnt = false;
        } else {
            if (!learnt)
                shape = learn(b, b->at);
            learnt = true;
            struct parts parts;
            person_cut(line->text, line->indent, &shape, open_post, &parts);
            if (person != NULL && adds_to_person(b, line, &parts, person)) {
                any = true;
                b->at = next;
                continue;
            }
            bool post_only = is_open_post(&parts);
            if (line->label == LABEL_NUMBER && b->field_shape != 0 && !any)
                break;
            bool open = post_only && holder_follows(b, &shape);
            bool whole = names_stand(&parts) && !(post_only && !open);
            if (!whole && take_joined(b, line)) {
                person = NULL;
                open_post = false;
            } else if (!whole) {
                struct doc_node *parent =
                    open_group_of(b) != NULL ? b->group : b->field;
                build_leaf(b, parent, DOC_PARA, line, line->text);
                person = NULL;
                open_post = false;
            } else {
                add_parts(b, line, &parts, &person);
                open_post =
                    open || (ends_open(&parts) && holder_is_next(b, &shape, next));
            }
        }
        any = true;
        b->at = next;
    }
    return any;
}

/* ---- names ---- */

static int compare(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

enum status roster_learn_names(struct builder *b, struct arena *scratch)
{
    size_t count = 0, marked = 0;
    for (size_t i = 0; i < b->lines->count; i++)
        marked += b->lines->all[i].style == SPEAKER_MARKED;
    struct str *names = arena_alloc(scratch, (marked + 1) * sizeof *names);
    if (names == NULL)
        return STATUS_NOMEM;
    for (size_t i = 0; i < b->lines->count; i++) {
        if (b->lines->all[i].style != SPEAKER_MARKED)
            continue;
        struct speaker speaker = lines_speaker(&b->lines->all[i]);
        if (speaker.sure && speaker.name.len > 0 &&
            text_last(speaker.called) == text_last(STR("）")))
            names[count++] = speaker.name;
    }
    qsort(names, count, sizeof *names, compare);
    b->names = (struct known_names){names, count};
    return STATUS_OK;
}
