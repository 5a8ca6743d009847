/* Tables of persons, whose cells tabs part. */
#include "roster.h"
#include "speaker.h"

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
    struct doc_node *person = build_node(b, roster_ensure_group(b, line, line->text),
                                         DOC_PERSON, line, line->text);
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
bool roster_take_table(struct builder *b)
{
    enum column columns[TABLE_COLUMNS];
    const struct line *line = &b->lines->all[b->at];
    size_t count = text_has(line->text, "\t") ? read_columns(line->text, columns) : 0;
    if (count == 0)
        return false;
    build_leaf(b, roster_open_group(b) != NULL ? b->group : b->field, DOC_PARA, line,
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
