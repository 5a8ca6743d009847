/* Head items in a frame of ruled characters: │開催日時　│平成31年…│. The bars are kept
 * as leaves of their own, so that they are no part of what they enclose. */
#include "build.h"

static const char32_t bars[] = U"│┃|｜";

struct row {
    struct str
        lead; /* the first bar, or bars and blanks where the first cell is empty */
    struct str name;  /* the first cell; empty where the row goes on */
    struct str value; /* the second */
    struct str tail;  /* the last bar */
};

/* Two cells between three bars. */
static bool read_row(struct str text, struct row *row)
{
    size_t at[4], count = 0;
    if (text.len > (size_t)TEXT_LOOK_MAX * 2)
        return false;
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        if (!text_is_in(utf8_next(text, &i), bars))
            continue;
        if (count == 3)
            return false;
        at[count++] = from;
    }
    if (count != 3 || at[0] != 0)
        return false;
    size_t first = at[0], second = at[1], third = at[2];
    utf8_next(text, &first);
    utf8_next(text, &second);
    utf8_next(text, &third);
    row->name = utf8_trim(str_slice(text, first, at[1]));
    row->lead = str_slice(text, 0, row->name.len > 0 ? first : second);
    row->value = utf8_trim(str_slice(text, second, at[2]));
    row->tail = text_from(text, at[2]);
    return third == text.len;
}

static void add_value(struct builder *b, const struct line *line, struct str value)
{
    enum doc_field_key key = b->field->as.field.key;
    struct label label = label_read(value);
    if (value.len == 0)
        return;
    if (key == DOC_FIELD_ATTENDANCE) {
        roster_add_inline(b, line, value);
    } else if ((key == DOC_FIELD_AGENDA || key == DOC_FIELD_MATERIALS) &&
               label.kind != LABEL_NONE && label.rest.len > 0) {
        struct doc_node *list = build_node(b, b->field, DOC_LIST, line, value);
        struct doc_node *item = build_node(b, list, DOC_ITEM, line, value);
        build_leaf(b, item, DOC_LABEL, line, label.text);
        build_leaf(b, item, DOC_PARA, line, label.rest);
    } else {
        build_leaf(b, b->field, DOC_PARA, line, value);
    }
}

bool take_frame(struct builder *b)
{
    const struct line *line = &b->lines->all[b->at];
    struct row row;
    if (b->region != REGION_HEAD || !text_is_in(text_first(line->text), bars) ||
        !read_row(line->text, &row) || (row.name.len == 0 && b->field == NULL))
        return false;
    if (row.name.len > 0) {
        struct term term = term_read(row.name);
        if (term.class == TERM_NONE)
            term = term_guess(row.name);
        build_close_turn(b);
        build_close_field(b);
        b->field = build_node(b, build_section_node(b), DOC_FIELD, line, line->text);
        b->field->as.field.key = term.class == TERM_FIELD ? term.key : DOC_FIELD_OTHER;
        b->field->as.field.name = doc_copy(b->doc, row.name);
        b->field_shape = 0;
        b->titled = true;
        size_t end = (size_t)(row.value.ptr - line->text.ptr);
        struct str term_text =
            row.value.len > 0 ? str_slice(line->text, 0, end)
                              : str_slice(line->text, 0, line->text.len - row.tail.len);
        build_leaf(b, b->field, DOC_TERM, line, term_text);
    } else {
        build_leaf(b, b->field, DOC_RULE, line, row.lead);
    }
    add_value(b, line, row.value);
    build_leaf(b, b->field, DOC_RULE, line, row.tail);
    b->at = lines_next(b->lines, b->at + 1);
    return true;
}
