#include "build.h"

#include <stdlib.h>

#include "furniture.h"
#include "speaker.h"

/* ---- emitting ---- */

struct diag_pos build_position(struct builder *b, const struct line *line,
                               const char *at)
{
    if (b->place_line != line || at < b->place) {
        b->place_line = line;
        b->place = line->text.ptr;
        b->place_column = line->column;
    }
    struct str between = {b->place, (size_t)(at - b->place)};
    b->place_column += (uint32_t)utf8_length(between);
    b->place = at;
    return (struct diag_pos){line->number, b->place_column};
}

struct doc_node *build_node(struct builder *b, struct doc_node *parent,
                            enum doc_kind kind, const struct line *line,
                            struct str text)
{
    struct str printed = utf8_trim(text);
    const char *at = printed.len > 0 ? printed.ptr : line->text.ptr;
    return doc_add(b->doc, parent, kind, build_position(b, line, at));
}

void build_text(struct builder *b, struct doc_node *node, const struct line *line,
                struct str text)
{
    text = utf8_trim(text);
    if (text.len > 0)
        doc_add_text(b->doc, node, text, build_position(b, line, text.ptr));
}

struct doc_node *build_leaf(struct builder *b, struct doc_node *parent,
                            enum doc_kind kind, const struct line *line,
                            struct str text)
{
    if (utf8_trim(text).len == 0)
        return NULL;
    struct doc_node *node = build_node(b, parent, kind, line, text);
    build_text(b, node, line, text);
    return node;
}

/* ---- joining lines ---- */

/* A cut behind these, or before those, leaves a sentence open. */
static bool is_open(struct str before, struct str after)
{
    uint32_t last = text_last(before), first = text_first(after);
    if (text_is_hiragana(last) || text_one_of(last, "、，・「『（(-－"))
        return true;
    if (text_is_katakana(last) && text_is_katakana(first))
        return true;
    return text_is_kanji(last) &&
           text_one_of(first, "をやがにはのとでもへしさいるれら");
}

static bool unbalanced(struct str text)
{
    int depth = 0;
    struct str look = str_slice(text, 0, TEXT_LOOK_MAX * 2);
    for (size_t at = 0; at < look.len;) {
        uint32_t c = utf8_next(look, &at);
        depth += c == 0xFF08 ? 1 : c == 0xFF09 ? -1 : 0;
    }
    return depth > 0;
}

/* A blank line or page furniture stands between. */
static bool is_cut(const struct builder *b, const struct line *a, const struct line *n,
                   enum join_kind join, bool furniture)
{
    const struct profile *p = b->profile;
    bool full = p->wrap > 0 && a->cells + 4 >= p->wrap;
    if (furniture)
        return a->sentence ? full && p->indented && n->indent == 0 : true;
    if (a->sentence)
        return false;
    if (join == JOIN_PROSE && a->cells < 40 && !text_has(a->text, "、"))
        return false;
    if (join == JOIN_ITEM && !p->bullets_end)
        return false;
    return is_open(a->text, n->text) ||
           (join == JOIN_ITEM && a->cells >= 60 && n->sentence);
}

#define WRAPPED_MIN 46 /* cells */

static bool is_wrapped(const struct builder *b, const struct line *a,
                       const struct line *n, enum join_kind join)
{
    const struct profile *p = b->profile;
    /* too short a text to show its column: a long line that stops inside a word */
    if (p->wrap == 0)
        return !a->sentence && a->cells >= WRAPPED_MIN && is_open(a->text, n->text) &&
               !text_has(n->text, "\t") && (n->sentence || n->cells >= WRAPPED_MIN) &&
               (join == JOIN_ITEM ? n->indent > a->indent : n->indent <= a->indent);
    bool full = a->cells + 4 >= p->wrap;
    if (a->sentence)
        return full && p->indented && n->indent == 0;
    if (full)
        return true;
    /* half-width figures and what may not begin a line leave more room */
    if (a->cells + 8 >= p->wrap && is_open(a->text, n->text))
        return true;
    bool prose = n->sentence || n->cells + 4 >= p->wrap;
    return join == JOIN_PROSE && prose && a->cells >= 20 &&
           (n->indent == 0 || !p->indented);
}

static bool starts_anew(const struct builder *b, const struct line *line)
{
    if (line->sign != SIGN_NONE || line->label != LABEL_NONE)
        return true;
    if (b->region == REGION_HEAD && head_is_item_name(line->text))
        return true;
    if (text_closing_bracket(text_first(line->text)) != 0 &&
        text_bracketed(line->text, 0) == line->text.len)
        return true;
    if (line->style == SPEAKER_NONE || line->style == SPEAKER_ALONE)
        return line->style == SPEAKER_ALONE && b->profile->styles[SPEAKER_ALONE];
    struct speaker speaker = profile_speaker(line);
    return profile_speaks(b->profile, &speaker);
}

/* The second line of a long heading stands below its text, behind the label. */
static bool hangs(const struct line *a, const struct line *n)
{
    return a->cells >= 60 && n->indent >= a->indent + 10 && !a->sentence &&
           n->style == SPEAKER_NONE && a->label == LABEL_NUMBER;
}

/* Whether line `next` goes on what line `at` holds the end of. */
static bool goes_on(const struct builder *b, size_t at, size_t next,
                    enum join_kind join)
{
    const struct line *a = &b->lines->all[at];
    if (next >= b->lines->count)
        return false;
    const struct line *n = &b->lines->all[next];
    /* A wrap may fall before a number: 令和７年７月 | 20 日から */
    bool full = b->profile->wrap > 0 && a->cells + 4 >= b->profile->wrap;
    bool number = n->label == LABEL_NUMBER && n->sign == SIGN_NONE && n->indent == 0 &&
                  n->blank == 0 && text_is_digit(text_first(n->text));
    if (!(full && !a->sentence && number && join != JOIN_NOTHING) && starts_anew(b, n))
        return false;
    bool furniture = next != at + 1;
    if (join == JOIN_NOTHING)
        return !furniture && n->blank == 0 &&
               ((n->indent > a->indent && unbalanced(a->text)) || hangs(a, n));
    return n->blank > 0 || furniture ? is_cut(b, a, n, join, furniture)
                                     : is_wrapped(b, a, n, join);
}

/* The white space from the end of line `at` to the next text, whatever that is. */
static struct str space_behind(const struct builder *b, size_t at)
{
    struct str text = b->lines->all[at].text;
    const char *end = text.ptr + text.len;
    return (struct str){end, (size_t)(b->lines->all[at + 1].text.ptr - end)};
}

/* Adds the leaf of one line of several; the space that a join puts ends it. */
static void add_joined(struct builder *b, struct doc_node *node,
                       const struct line *line, struct str text, bool space)
{
    if (!space) {
        build_text(b, node, line, text);
        return;
    }
    struct buf buf = BUF_INIT;
    buf_add(&buf, utf8_trim(text));
    buf_add_byte(&buf, ' ');
    doc_add_text(b->doc, node, buf_str(&buf),
                 build_position(b, line, utf8_trim(text).ptr));
    if (buf.status != STATUS_OK)
        b->doc->status = buf.status;
    buf_free(&buf);
}

struct doc_node *build_running(struct builder *b, struct doc_node *parent,
                               enum doc_kind kind, struct str text, enum join_kind join)
{
    const struct line *line = &b->lines->all[b->at];
    struct doc_node *node = build_node(b, parent, kind, line, text);
    for (;;) {
        size_t next = lines_next(b->lines, b->at + 1);
        if (!goes_on(b, b->at, next, join)) {
            build_text(b, node, line, text);
            b->at = next;
            return node;
        }
        const struct line *n = &b->lines->all[next];
        bool space = utf8_is_spaced_script(text_last(line->text)) &&
                     utf8_is_spaced_script(text_first(n->text));
        bool split = n->blank > 0 || next != b->at + 1;
        add_joined(b, node, line, text, space);
        doc_record_change(b->doc, split ? STR("page-split") : STR("line-wrap"),
                          (struct diag_pos){n->number, n->column},
                          space_behind(b, b->at), space ? STR(" ") : STR(""));
        b->at = next;
        line = n;
        text = n->text;
    }
}

/* ---- where things go ---- */

struct doc_node *build_section_node(const struct builder *b)
{
    return b->section_count > 0 ? b->sections[b->section_count - 1].node : b->doc->root;
}

struct doc_node *build_flow_node(const struct builder *b)
{
    if (b->list_count > 0)
        return b->lists[b->list_count - 1].item;
    if (b->speech != NULL)
        return b->speech;
    return b->field != NULL ? b->field : build_section_node(b);
}

void build_close_lists(struct builder *b)
{
    b->list_count = 0;
}

void build_close_turn(struct builder *b)
{
    build_close_lists(b);
    b->speech = NULL;
}

void build_close_field(struct builder *b)
{
    build_close_lists(b);
    b->field = b->group = NULL;
    b->ruled = false;
}

void build_enter_body(struct builder *b)
{
    build_close_field(b);
    b->titled = true;
    if (b->region == REGION_HEAD)
        b->region = REGION_BODY;
}

struct doc_node *build_open_section(struct builder *b, uint32_t shape,
                                    const struct line *line)
{
    build_close_turn(b);
    build_close_field(b);
    b->titled = true;
    for (size_t i = 0; i < b->section_count; i++) {
        if (b->sections[i].shape == shape)
            b->section_count = i;
    }
    if (b->section_count == BUILD_SECTIONS_MAX)
        b->section_count--;
    struct doc_node *node =
        build_node(b, build_section_node(b), DOC_SECTION, line, line->text);
    node->as.section.level = (uint32_t)b->section_count + 1;
    b->sections[b->section_count++] =
        (struct open_section){node, shape, line->indent, 0};
    return node;
}

/* ---- the whole ---- */

static int compare_changes(const void *a, const void *b)
{
    const struct doc_change *x = a, *y = b;
    if (x->pos.line != y->pos.line)
        return x->pos.line < y->pos.line ? -1 : 1;
    if (x->pos.column != y->pos.column)
        return x->pos.column < y->pos.column ? -1 : 1;
    return str_compare(x->rule, y->rule);
}

static void record_furniture(struct builder *b)
{
    for (size_t i = 0; i < b->lines->count; i++) {
        const struct line *line = &b->lines->all[i];
        if (line->furniture)
            doc_record_change(b->doc, STR("page-furniture"),
                              (struct diag_pos){line->number, line->column}, line->text,
                              STR(""));
    }
}

/* Heads are shorter; it bounds the search. */
#define HEAD_LINES 1000

/* Where a document marks its speakers, prose above the first of them does not end the
 * head while head items follow: は本委員会に付託された。 */
static size_t find_head_end(const struct builder *b)
{
    size_t found = 0;
    if (!b->profile->styles[SPEAKER_MARKED])
        return 0;
    for (size_t i = lines_next(b->lines, 0); i < b->lines->count && i < HEAD_LINES;
         i = lines_next(b->lines, i + 1)) {
        const struct line *line = &b->lines->all[i];
        struct label label = label_read(line->text);
        struct term term = term_read(label.rest);
        bool field = term.class == TERM_FIELD && term.value.len == 0;
        if (field && !line->sentence)
            found = i;
        if (line->style == SPEAKER_MARKED && !field) {
            struct speaker speaker = profile_speaker(line);
            if (speaker.sure && profile_speaks(b->profile, &speaker))
                return found;
        }
    }
    return 0;
}

void build_document(struct builder *b)
{
    /* By precedence: what is certain by its shape alone before what depends on where it
     * stands, and what takes everything last. */
    static bool (*const takers[])(struct builder *) = {
        take_rule,    take_frame,   take_clock,  take_closing, take_appendix,
        take_speaker, take_field,   take_roster, take_title,   take_stage,
        take_table,   take_heading, take_note,   take_item,    take_paragraph,
    };
    record_furniture(b);
    b->head_to = find_head_end(b);
    b->at = lines_next(b->lines, 0);
    while (b->at < b->lines->count && b->doc->status == STATUS_OK) {
        size_t before = b->at;
        for (size_t i = 0; i < sizeof takers / sizeof *takers && b->at == before; i++)
            takers[i](b);
    }
    if (b->doc->change_count > 1)
        qsort(b->doc->changes, b->doc->change_count, sizeof *b->doc->changes,
              compare_changes);
}
