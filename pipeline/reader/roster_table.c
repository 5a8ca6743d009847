/* Tables of persons, whose cells tabs part. */
#include "number.h"
#include "roster.h"
#include "speaker.h"

enum column { COLUMN_NAME, COLUMN_AFFILIATION, COLUMN_PRESENCE, COLUMN_OTHER };

#define TABLE_COLUMNS 12

/* Rows over which a table is looked over. */
#define GROUP_ROWS_MAX 400

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

/* Cells that are left empty at the beginning of a row: tabs before the text, or a name
 * where a row has fewer cells than columns. */
static size_t empty_cells(const struct line *line, const enum column *columns,
                          size_t count)
{
    size_t tabs = 0, cells = 1;
    for (const char *at = line->text.ptr; tabs + 1 < line->column && at[-1] == '\t';
         at--)
        tabs++;
    if (tabs > 0 || columns[0] == COLUMN_NAME)
        return tabs;
    struct str rest = line->text;
    struct str first = next_cell(&rest);
    for (struct str more = rest; more.len > 0; cells++)
        next_cell(&more);
    return cells + 1 == count && columns[1] == COLUMN_NAME && person_is_name(first) &&
                   !person_is_post(first)
               ? 1
               : 0;
}

/* 区分 that is printed for the first of several rows heads a group of them: whether the
 * row does, in a table of which some row leaves the cell empty. The rest of the row is
 * `*rest`. */
static bool begin_rows(struct builder *b, const struct line *line,
                       const enum column *columns, size_t count, struct str *rest)
{
    *rest = line->text;
    if (columns[0] == COLUMN_NAME || empty_cells(line, columns, count) > 0)
        return false;
    struct str first = next_cell(rest);
    if (first.len == 0)
        return false;
    struct group_label label = {.term = first, .name = first};
    roster_begin_group(b, line, &label);
    return true;
}

/* Whether a row below leaves its first cell empty. */
static bool has_spans(const struct builder *b, const enum column *columns, size_t count)
{
    size_t i = b->at;
    for (int n = 0; n < GROUP_ROWS_MAX && i < b->lines->count; n++) {
        const struct line *line = &b->lines->all[i];
        if ((n > 0 && line->blank > 0) || !text_has(line->text, "\t"))
            return false;
        if (columns[0] != COLUMN_NAME && empty_cells(line, columns, count) > 0)
            return true;
        i = lines_next(b->lines, i + 1);
    }
    return false;
}

static void add_row(struct builder *b, const struct line *line,
                    const enum column *columns, size_t count, bool spans)
{
    struct str cells;
    size_t first = empty_cells(line, columns, count);
    if (spans && begin_rows(b, line, columns, count, &cells))
        first = 1;
    else
        cells = line->text;
    struct doc_node *person =
        build_node(b, roster_ensure_group(b, line, cells), DOC_PERSON, line, cells);
    struct str rest = cells;
    for (size_t i = first; rest.len > 0; i++) {
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

/* ---- numbered rows ---- */

static bool is_numbered_row(const struct line *line)
{
    uint32_t value;
    struct str rest = line->text;
    struct str first = next_cell(&rest);
    return line->sign == SIGN_NONE && rest.len > 0 && first.len > 0 &&
           number_read(first, NUMBER_DIGIT, &value) == first.len;
}

static bool marks_person(struct str cell)
{
    enum doc_manner manner;
    return person_is_manner(cell, &manner) || person_post_kind(cell) == DOC_POST;
}

/* The name is the first cell behind the number that reads as one and as no office. */
static void add_numbered(struct builder *b, const struct line *line)
{
    struct parts parts = {.count = 0};
    struct doc_node *person = build_node(b, roster_ensure_group(b, line, line->text),
                                         DOC_PERSON, line, line->text);
    struct str rest = line->text;
    bool named = false;
    for (size_t i = 0; rest.len > 0; i++) {
        struct str cell = next_cell(&rest);
        size_t open = str_find(cell, STR("（"), 0);
        bool bracketed =
            open != SIZE_MAX && open > 0 && text_bracketed(cell, open) == cell.len;
        struct str head = bracketed ? utf8_trim(str_slice(cell, 0, open)) : cell;
        if (cell.len == 0)
            continue;
        if (i == 0) {
            /* the tab stays: it keeps the row a row where the text is read again */
            const char *end = rest.ptr;
            doc_add_text(b->doc, person,
                         (struct str){cell.ptr, (size_t)(end - cell.ptr)},
                         build_position(b, line, cell.ptr));
        } else if (!named && person_is_name(head) && !person_is_post(head)) {
            person_add(&parts, DOC_NAME, head, false);
            named = true;
        } else {
            person_add(&parts, marks_person(head) ? DOC_MARK : DOC_AFFILIATION, head,
                       false);
        }
        if (bracketed)
            person_add(&parts, DOC_MARK, text_from(cell, open), false);
    }
    roster_add_parts(b, line, &parts, &person);
}

/* 1 甲野 太郎 青空大学 教授 会長, tabs between: two rows at least. */
static bool take_numbered(struct builder *b)
{
    size_t next = lines_next(b->lines, b->at + 1);
    if (!is_numbered_row(&b->lines->all[b->at]) || next == b->lines->count ||
        b->lines->all[next].blank > 0 || !is_numbered_row(&b->lines->all[next]))
        return false;
    do {
        add_numbered(b, &b->lines->all[b->at]);
        b->at = lines_next(b->lines, b->at + 1);
    } while (b->at < b->lines->count && b->lines->all[b->at].blank == 0 &&
             is_numbered_row(&b->lines->all[b->at]));
    return true;
}

/* A row of names of columns, 氏名 among them, and the rows below it. */
bool roster_take_table(struct builder *b)
{
    enum column columns[TABLE_COLUMNS];
    const struct line *line = &b->lines->all[b->at];
    if (take_numbered(b))
        return true;
    size_t count = text_has(line->text, "\t") ? read_columns(line->text, columns) : 0;
    if (count == 0)
        return false;
    build_leaf(b, roster_open_group(b) != NULL ? b->group : b->field, DOC_PARA, line,
               line->text);
    b->at = lines_next(b->lines, b->at + 1);
    bool spans = has_spans(b, columns, count);
    while (b->at < b->lines->count) {
        line = &b->lines->all[b->at];
        bool below = line->indent > 0 && line->text.ptr[-1] != '\t';
        if (line->blank > 0 || line->sign != SIGN_NONE || !text_has(line->text, "\t") ||
            below)
            break;
        add_row(b, line, columns, count, spans);
        b->at = lines_next(b->lines, b->at + 1);
    }
    return true;
}
