/* Rosters: groups of attendees, a group at a time, because only its lines together tell
 * in which column the names stand. */
#include <stdlib.h>

#include "roster.h"
#include "speaker.h"

/* Groups are looked over this far ahead to learn their columns. */
#define GROUP_LOOK 400
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
    if (label.kind == LABEL_NUMBER &&
        (label.shape == b->field_shape || label_names_agenda(&label)))
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
        term_states_presence(term.name) && line->indent <= b->field_indent)
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
    return parts->count > 0 && !roster_has_name(parts) &&
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
        if (roster_has_name(&parts) && !names_stand(&parts))
            return false;
        if (roster_has_name(&parts))
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
    struct doc_node *group = roster_ensure_group(b, line, line->text);
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
        roster_add_mark(b, person, line, line->text);
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

/* （東和泉町） far in below a name: what did not fit on its line. */
static bool place_of_person(struct builder *b, const struct line *line,
                            struct doc_node *person)
{
    struct parts parts = {.count = 0};
    const struct line *above = line - 1;
    if (line->blank > 0 || line->indent < above->indent + 10 ||
        !text_one_of(text_first(line->text), "（(") ||
        text_bracketed(line->text, 0) != line->text.len ||
        doc_child(person, DOC_AFFILIATION) != NULL ||
        term_names_people(text_inside(line->text)))
        return false;
    person_add_bracket(line->text, &parts);
    roster_add_parts(b, line, &parts, &person);
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
        if (roster_take_table(b)) {
            person = NULL;
            any = true;
            continue;
        }
        struct group_label label;
        size_t next = lines_next(b->lines, b->at + 1);
        if (person != NULL && place_of_person(b, line, person)) {
            ;
        } else if (roster_read_group(b, open_post, &label)) {
            roster_begin_group(b, line, &label);
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
                    roster_open_group(b) != NULL ? b->group : b->field;
                build_leaf(b, parent, DOC_PARA, line, line->text);
                person = NULL;
                open_post = false;
            } else {
                roster_add_parts(b, line, &parts, &person);
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
