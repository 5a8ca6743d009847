/* Tables: of attendees, and those of the record. */
#include <stdlib.h>

#include "tree.h"

/* cmark counts columns in 16 bits; a printed table has a few dozen at most. */
#define COLUMNS_MAX 256

static cmark_syntax_extension *table_extension(void)
{
    return cmark_find_syntax_extension("table");
}

cmark_node *append_table(cmark_node *parent, uint16_t columns)
{
    cmark_node *table = cmark_node_new_with_ext(CMARK_NODE_TABLE, table_extension());
    uint8_t unaligned[COLUMNS_MAX] = {0};
    cmark_gfm_extensions_set_table_columns(table, columns);
    cmark_gfm_extensions_set_table_alignments(table, columns, unaligned);
    cmark_node_append_child(parent, table);
    return table;
}

cmark_node *append_row(cmark_node *table, enum row_use use)
{
    cmark_node *row = cmark_node_new_with_ext(CMARK_NODE_TABLE_ROW, table_extension());
    cmark_gfm_extensions_set_table_row_is_header(row, use == ROW_HEADER);
    cmark_node_append_child(table, row);
    return row;
}

cmark_node *append_cell(cmark_node *row)
{
    cmark_node *cell =
        cmark_node_new_with_ext(CMARK_NODE_TABLE_CELL, table_extension());
    cmark_node_append_child(row, cell);
    return cell;
}

static void append_empty_header(cmark_node *table, unsigned columns)
{
    cmark_node *row = append_row(table, ROW_HEADER);
    for (unsigned i = 0; i < columns; i++)
        append_cell(row);
}

/* ---- attendees ---- */

/* In printed order: what stands before the name (a seat, as a rule), the name, and all
 * that comes after it. Mere text behind a name (君, 議員) goes with the name, and a
 * person without a name stands in the column of names. */
enum person_column { BEFORE_NAME, NAME, AFTER_NAME, PERSON_COLUMNS };

static bool is_text_alone(const struct doc_node *first)
{
    for (; first; first = first->next)
        if (first->kind != DOC_TEXT)
            return false;
    return true;
}

/* Gathers the text of each column of a person. */
static void person_runs(const struct doc_node *person, struct run runs[PERSON_COLUMNS])
{
    const struct doc_node *name = doc_child(person, DOC_NAME);
    enum person_column column = name ? BEFORE_NAME : NAME;
    for (const struct doc_node *child = person->first; child; child = child->next) {
        if (child == name)
            column = NAME;
        run_add(&runs[column], child);
        if (child == name && !is_text_alone(child->next))
            column = AFTER_NAME;
    }
}

static void free_runs(struct run runs[PERSON_COLUMNS])
{
    for (int i = 0; i < PERSON_COLUMNS; i++)
        run_free(&runs[i]);
}

static void append_person_row(cmark_node *table, const struct doc_node *person,
                              const bool used[PERSON_COLUMNS])
{
    struct run runs[PERSON_COLUMNS] = {0};
    person_runs(person, runs);
    cmark_node *row = append_row(table, ROW_BODY);
    for (int i = 0; i < PERSON_COLUMNS; i++)
        if (used[i])
            run_flush(&runs[i], append_cell(row), RUN_PLAIN);
    free_runs(runs);
}

static void append_person_item(cmark_node *list, const struct doc_node *person)
{
    struct run run = {0};
    run_add(&run, person);
    if (!run_is_empty(&run)) {
        cmark_node *item = append_block(list, CMARK_NODE_ITEM);
        run_flush(&run, append_block(item, CMARK_NODE_PARAGRAPH), RUN_PLAIN);
    }
    run_free(&run);
}

const struct doc_node *append_persons(cmark_node *parent, const struct doc_node *first)
{
    bool used[PERSON_COLUMNS] = {false};
    const struct doc_node *end = first;
    for (; end && end->kind == DOC_PERSON; end = end->next) {
        struct run runs[PERSON_COLUMNS] = {0};
        person_runs(end, runs);
        for (int i = 0; i < PERSON_COLUMNS; i++)
            used[i] |= !run_is_empty(&runs[i]);
        free_runs(runs);
    }
    unsigned columns = (unsigned)used[0] + used[1] + used[2];
    if (columns == 0)
        return end;
    cmark_node *holder =
        columns > 1 ? append_table(parent, (uint16_t)columns) : append_list(parent);
    if (columns > 1)
        append_empty_header(holder, columns);
    for (const struct doc_node *person = first; person != end; person = person->next) {
        if (columns == 1)
            append_person_item(holder, person);
        else if (has_text(person))
            append_person_row(holder, person, used);
    }
    return end;
}

/* ---- tables of the record ---- */

static unsigned count_cells(const struct doc_node *row)
{
    unsigned count = 0;
    for (const struct doc_node *cell = row->first; cell; cell = cell->next)
        count++;
    return count;
}

static bool is_header_row(const struct doc_node *row)
{
    for (const struct doc_node *cell = row->first; cell; cell = cell->next)
        if (cell->kind != DOC_CELL || !cell->as.cell.header)
            return false;
    return row->first != NULL;
}

void append_record_table(cmark_node *parent, const struct doc_node *node)
{
    unsigned columns = 0;
    for (const struct doc_node *row = node->first; row; row = row->next)
        if (count_cells(row) > columns)
            columns = count_cells(row);
    if (!has_text(node))
        return;
    if (columns > COLUMNS_MAX) { /* no table that anyone could read: its lines */
        for (const struct doc_node *row = node->first; row; row = row->next)
            append_paragraph(parent, row);
        return;
    }
    cmark_node *table = append_table(parent, (uint16_t)columns);
    const struct doc_node *row = node->first;
    if (!is_header_row(row))
        append_empty_header(table, columns);
    for (; row; row = row->next) {
        bool header = row == node->first && is_header_row(row);
        cmark_node *out = append_row(table, header ? ROW_HEADER : ROW_BODY);
        const struct doc_node *cell = row->first;
        for (unsigned i = 0; i < columns; i++) {
            struct run run = {0};
            run_add(&run, cell);
            run_flush(&run, append_cell(out), RUN_PLAIN);
            run_free(&run);
            cell = cell ? cell->next : NULL;
        }
    }
}
