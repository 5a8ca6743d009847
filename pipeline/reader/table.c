/* Tables whose cells tabs part: at least two lines with as many cells. */
#include "build.h"

/* More columns than minutes have; what is more stays in the last cell. */
#define CELLS_MAX 40

static size_t count_cells(struct str text)
{
    size_t count = 1;
    struct str look = str_slice(text, 0, (size_t)TEXT_LOOK_MAX * 8);
    for (size_t at = 0; (at = str_find(look, STR("\t"), at)) != SIZE_MAX; at++)
        count++;
    return count < CELLS_MAX ? count : CELLS_MAX;
}

static bool could_be_row(const struct builder *b, const struct line *line)
{
    if (line->sign != SIGN_NONE || !text_has(line->text, "\t"))
        return false;
    if (line->style == SPEAKER_NONE)
        return true;
    struct speaker speaker = profile_speaker(line);
    return !profile_speaks(b->profile, &speaker);
}

static bool is_row_below(const struct builder *b, size_t at)
{
    const struct line *line = &b->lines->all[at];
    return at < b->lines->count && line->blank == 0 && could_be_row(b, line);
}

/* Names of columns hold no figures. */
static bool could_head(struct str text)
{
    for (size_t at = 0; at < text.len && at < TEXT_LOOK_MAX;) {
        uint32_t c = utf8_next(text, &at);
        if (text_is_digit(c) || c == 0x3002)
            return false;
    }
    return true;
}

/* A cell of figures alone: １，２３４ or ▲5.0％. */
static bool is_value(struct str cell)
{
    size_t digits = 0;
    for (size_t at = 0; at < cell.len && at < TEXT_LOOK_MAX;) {
        uint32_t c = utf8_next(cell, &at);
        if (text_is_digit(c))
            digits++;
        else if (!text_one_of(c, ",.，．％%▲△−－-＋+ 　"))
            return false;
    }
    return digits > 0;
}

static bool has_value(struct str row)
{
    for (size_t at = 0;;) {
        size_t tab = str_find(row, STR("\t"), at);
        if (is_value(str_slice(row, at, tab == SIZE_MAX ? row.len : tab)))
            return true;
        if (tab == SIZE_MAX)
            return false;
        at = tab + 1;
    }
}

/* Columns are named by a row without figures above one with, or by names with figures
 * in them (令和４年度) above mere values. */
static bool is_head(struct str row, struct str below)
{
    if (could_head(row))
        return !could_head(below);
    return !has_value(row) && has_value(below);
}

static void add_row(struct builder *b, struct doc_node *table, const struct line *line,
                    bool header)
{
    struct doc_node *row = build_node(b, table, DOC_ROW, line, line->text);
    struct str rest = line->text;
    for (size_t i = 0; i < CELLS_MAX; i++) {
        size_t tab = i + 1 < CELLS_MAX ? str_find(rest, STR("\t"), 0) : SIZE_MAX;
        struct str text = str_slice(rest, 0, tab == SIZE_MAX ? rest.len : tab);
        struct doc_node *cell = build_node(b, row, DOC_CELL, line, text);
        cell->as.cell.header = header;
        build_text(b, cell, line, text);
        if (tab == SIZE_MAX)
            break;
        rest = text_from(rest, tab + 1);
    }
}

bool take_table(struct builder *b)
{
    const struct line *line = &b->lines->all[b->at];
    size_t next = lines_next(b->lines, b->at + 1);
    if (b->region == REGION_HEAD || !could_be_row(b, line) || !is_row_below(b, next) ||
        count_cells(line->text) != count_cells(b->lines->all[next].text))
        return false;
    build_close_lists(b);
    struct doc_node *table =
        build_node(b, build_flow_node(b), DOC_TABLE, line, line->text);
    bool header = is_head(line->text, b->lines->all[next].text);
    do {
        add_row(b, table, &b->lines->all[b->at], header);
        header = false;
        b->at = lines_next(b->lines, b->at + 1);
    } while (is_row_below(b, b->at));
    b->after_heading = false;
    return true;
}
