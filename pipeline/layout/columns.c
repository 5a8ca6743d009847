/* Attendees in columns (JLREQ 3.6, tab setting) and tables. */
#include "aside.h"
#include "explain.h"

#include <math.h>
#include <string.h>

/* No column of a table is set narrower than this, in characters, while others have
 * room. */
#define COLUMN_MIN 3.0
/* What is no wider than so many characters behind every name is no column but a mark of
 * respect (君, 委員). */
#define MARK_MAX 2.0
/* What follows the names stands in a column that is at least so wide, in characters;
 * where there is less room, a person is a line of text. */
#define REST_MIN 5.0
/* Columns beyond these are set in the width of the last: no minutes have as many. */
#define COLUMNS_MAX 32

/* ---- measuring ---- */

double flow_measure(struct flow *flow, const struct doc_node *first,
                    const struct doc_node *end, const struct style *style)
{
    if (first == end) {
        return 0;
    }
    para_begin(&flow->para);
    flow->para.diag = NULL;
    flow_add_nodes(flow, first, end, style, 0);
    flow->para.diag = flow->diag;
    para_end(&flow->para);
    return para_width(&flow->para);
}

/* The parts of a person: before the name, the name, what follows. */
struct parts {
    const struct doc_node *first, *name, *rest;
};

static struct parts parts_of(const struct doc_node *person)
{
    const struct doc_node *name = doc_child(person, DOC_NAME);
    struct parts parts = {person->first, name, name != NULL ? name->next : NULL};
    if (name == NULL) {
        parts.name = parts.rest = person->first;
        if (person->first != NULL) {
            parts.rest = person->first->next;
        }
        return parts;
    }
    return parts;
}

double flow_on_grid(const struct flow *flow, double width)
{
    double half = flow->layout_template->size / 2;
    return ceil(width / half - 1e-6) * half;
}

static bool shares_line(const struct doc_node *person)
{
    return person->next != NULL && person->next->kind == DOC_PERSON &&
           flow_same_line(person, person->next);
}

struct columns columns_of_attendees(struct flow *flow, const struct doc_node *field)
{
    const struct style *style = &flow->layout_template->styles[STYLE_ATTENDEE];
    double most = flow->layout_template->name_max * flow->layout_template->size;
    struct columns columns = {0};
    double rest = 0;
    struct doc_iter iter = doc_iter_new(field);
    for (enum doc_event event; (event = doc_iter_next(&iter)) != DOC_END;) {
        if (event != DOC_ENTER || iter.node->kind != DOC_PERSON) {
            continue;
        }
        /* Those of one printed line stand in no columns (flow_attendees). */
        const struct doc_node *before = iter.node->prev;
        if (shares_line(iter.node) ||
            (before != NULL && before->kind == DOC_PERSON && shares_line(before))) {
            continue;
        }
        struct parts parts = parts_of(iter.node);
        columns.before =
            fmax(columns.before, flow_measure(flow, parts.first, parts.name, style));
        columns.name =
            fmax(columns.name, flow_measure(flow, parts.name, parts.rest, style));
        rest = fmax(rest, flow_measure(flow, parts.rest, NULL, style));
    }
    columns.gap = rest <= MARK_MAX * style->size
                      ? style->size / 2
                      : flow->layout_template->column_gap * flow->layout_template->size;
    columns.before = flow_on_grid(flow, fmin(columns.before, most));
    columns.name = flow_on_grid(flow, fmin(columns.name, most));
    columns.rest = flow_on_grid(flow, rest);
    return columns;
}

/* ---- rows of cells ---- */

/* Sets what the paragraph holds as a cell; the lines taken. */
static int set_cell(struct flow *flow, const struct style *style, double left,
                    double width)
{
    para_end(&flow->para);
    bool ragged = style->align != ALIGN_JUSTIFY;
    struct measure measure = {
        .first = width, .rest = width, .fill = ragged ? LINE_LAST : LINE_FULL};
    enum status status = line_break(&flow->builder, &flow->para, &measure);
    if (status != STATUS_OK) {
        flow->status = status;
        return 0;
    }
    size_t count = flow->builder.line_count;
    for (size_t i = 0; i < count && flow->status == STATUS_OK; i++) {
        double y = -(double)i * flow->layout_template->pitch;
        enum line_fill fill =
            line_fill_of(&flow->para, flow->builder.lines[i].last, measure.fill);
        struct line_fit fit = flow_emit_line(flow, &flow->builder.lines[i], width, fill,
                                             style->align, left, y, (uint32_t)i);
        explain_watch(flow, &flow->builder.lines[i], width, fill, &fit);
    }
    aside_end_para(flow);
    return (int)count;
}

static int set_nodes(struct flow *flow, const struct doc_node *first,
                     const struct doc_node *end, const struct style *style,
                     uint32_t tag, double left, double width)
{
    para_begin(&flow->para);
    flow_add_nodes(flow, first, end, style, tag);
    return set_cell(flow, style, left, fmax(width, style->size));
}

/* A row higher than a page is cut into rows that are not. */
static void cut_row(struct flow *flow, size_t index)
{
    struct row whole = flow->rows[index];
    int most = flow->layout_template->lines;
    struct page_run *runs = arena_alloc(flow->arena, whole.run_count * sizeof *runs);
    if (runs == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    memcpy(runs, &flow->runs.items[whole.first_run], whole.run_count * sizeof *runs);
    flow->runs.count = whole.first_run;
    flow->row_count = index;
    for (int from = 0; from < whole.lines; from += most) {
        struct row *row = flow_add_row(flow);
        if (row == NULL) {
            return;
        }
        for (size_t i = 0; i < whole.run_count; i++) {
            int nth = (int)runs[i].line - from;
            if (nth >= 0 && nth < most) {
                struct page_run *run = &flow->runs.items[flow->runs.count++];
                *run = runs[i];
                run->line = (uint32_t)nth;
                run->y += from * flow->layout_template->pitch;
            }
        }
        row->before = from == 0 ? whole.before : 0;
        row->lines = whole.lines - from < most ? whole.lines - from : most;
        row->set_lines = row->lines;
        row->run_count = flow->runs.count - row->first_run;
    }
}

static void end_table_row(struct flow *flow, size_t index, int lines,
                          const struct style *style, bool first)
{
    if (index >= flow->row_count) {
        return;
    }
    struct row *row = &flow->rows[index];
    row->lines = row->set_lines = lines > 0 ? lines : 1;
    row->before = first ? style->before : 0;
    row->run_count = flow->runs.count - row->first_run;
    if (lines > flow->layout_template->lines) {
        cut_row(flow, index);
    }
}

static void set_person(struct flow *flow, const struct doc_node *person,
                       const struct columns *columns, double indent, uint32_t table,
                       bool first)
{
    const struct layout_template *t = flow->layout_template;
    const struct style *style = &t->styles[STYLE_ATTENDEE];
    struct parts parts = parts_of(person);
    uint32_t tag = flow_tag(flow, PAGE_TAG_TR, table, (struct str){0});
    size_t index = flow->row_count;
    double left = indent + style->indent * t->size;
    double right = flow_text_width(flow);
    flow_anchor(flow, person->id, left, (struct str){0}, 0);
    flow_add_row(flow);
    int lines = 0;
    if (columns->before > 0) {
        uint32_t cell = flow_tag(flow, PAGE_TAG_TD, tag, (struct str){0});
        int taken = set_nodes(flow, parts.first, parts.name, style, cell, left,
                              columns->before);
        lines = taken > lines ? taken : lines;
        left += columns->before + t->size;
    }
    uint32_t cell = flow_tag(flow, PAGE_TAG_TH, tag, (struct str){0});
    if (cell < flow->tag_count) {
        flow->tags[cell].scope = PAGE_SCOPE_ROW;
    }
    int taken =
        set_nodes(flow, parts.name, parts.rest, style, cell, left, columns->name);
    lines = taken > lines ? taken : lines;
    left += columns->name + columns->gap;
    cell = flow_tag(flow, PAGE_TAG_TD, tag, (struct str){0});
    taken = set_nodes(flow, parts.rest, NULL, style, cell, left, right - left);
    lines = taken > lines ? taken : lines;
    end_table_row(flow, index, lines, style, first);
}

static const struct doc_node *next_line(const struct doc_node *person)
{
    while (shares_line(person)) {
        person = person->next;
    }
    return person->next;
}

/* Persons of one printed line stand in a sentence: 座長、委員 … */
static void set_sentence(struct flow *flow, const struct doc_node *first,
                         const struct doc_node *end, double left, uint32_t tag)
{
    const struct style *style = &flow->layout_template->styles[STYLE_ATTENDEE];
    para_begin(&flow->para);
    flow_add_nodes(flow, first, end, style, tag);
    flow_end_para(flow, &(struct box){.style = style,
                                      .left = left,
                                      .width = flow_text_width(flow) - left});
}

/* Lines that hold several persons each, apart by blanks: how wide the widest person is;
 * 0 where they do not fit beside each other, or are a sentence. */
static double width_of_beside(struct flow *flow, const struct doc_node *first,
                              double room)
{
    const struct style *style = &flow->layout_template->styles[STYLE_ATTENDEE];
    double width = 0;
    size_t most = 0, count = 1;
    for (const struct doc_node *node = first; node != NULL && node->kind == DOC_PERSON;
         node = node->next) {
        width = fmax(width, flow_measure(flow, node, node->next, style));
        most = count > most ? count : most;
        if (!shares_line(node)) {
            count = 1;
            if (node->next == NULL || !shares_line(node->next)) {
                break;
            }
        } else if (flow_blank_between(node, node->next)) {
            count++;
        } else {
            return 0;
        }
    }
    width = flow_on_grid(flow, width);
    double total = (double)most * (width + style->size) - style->size;
    return total <= room ? width : 0;
}

/* Lines of several persons, each in its place of the line. */
static const struct doc_node *set_lines_of_persons(struct flow *flow,
                                                   const struct doc_node *first,
                                                   double indent, uint32_t parent)
{
    const struct layout_template *t = flow->layout_template;
    const struct style *style = &t->styles[STYLE_ATTENDEE];
    double left = indent + style->indent * t->size;
    double width = width_of_beside(flow, first, flow_text_width(flow) - left);
    const struct doc_node *node = first;
    while (node != NULL && node->kind == DOC_PERSON && shares_line(node) &&
           flow->status == STATUS_OK) {
        const struct doc_node *end = next_line(node);
        uint32_t tag = flow_tag(flow, PAGE_TAG_P, parent, node->id);
        if (width <= 0) {
            set_sentence(flow, node, end, left, tag);
            node = end;
            continue;
        }
        size_t index = flow->row_count;
        double at = left;
        flow_add_row(flow);
        for (; node != end; node = node->next) {
            set_nodes(flow, node, node->next, style, tag, at, width);
            at += width + style->size;
        }
        end_table_row(flow, index, 1, style, false);
    }
    return node;
}

/* Whether the columns leave what follows the names the room that it needs. */
static bool columns_fit(const struct flow *flow, const struct columns *columns,
                        double indent)
{
    double em = flow->layout_template->size;
    double room = flow_text_width(flow) - indent - columns->name - columns->gap -
                  flow->layout_template->styles[STYLE_ATTENDEE].indent * em -
                  (columns->before > 0 ? columns->before + em : 0);
    return room >= fmin(columns->rest, REST_MIN * em) - 1e-6;
}

/* One person a paragraph; further lines hang. */
static void set_hanging(struct flow *flow, const struct doc_node *person, double indent,
                        uint32_t parent)
{
    const struct layout_template *t = flow->layout_template;
    const struct style *style = &t->styles[STYLE_ATTENDEE];
    double left = indent + (style->indent + 1) * t->size;
    flow_anchor(flow, person->id, left, (struct str){0}, 0);
    uint32_t tag = flow_tag(flow, PAGE_TAG_P, parent, (struct str){0});
    para_begin(&flow->para);
    flow_add_nodes(flow, person, person->next, style, tag);
    flow_end_para(flow, &(struct box){.style = style,
                                      .left = left,
                                      .width = flow_text_width(flow) - left,
                                      .first = -t->size,
                                      .align = style->align});
}

const struct doc_node *flow_attendees(struct flow *flow, const struct doc_node *first,
                                      const struct columns *columns, double indent,
                                      uint32_t parent)
{
    if (shares_line(first)) {
        return set_lines_of_persons(flow, first, indent, parent);
    }
    bool fit = columns_fit(flow, columns, indent);
    uint32_t table =
        fit ? flow_tag(flow, PAGE_TAG_TABLE, parent, (struct str){0}) : parent;
    const struct doc_node *node = first;
    while (node != NULL && node->kind == DOC_PERSON && !shares_line(node) &&
           flow->status == STATUS_OK) {
        flow_advance(flow);
        if (fit) {
            set_person(flow, node, columns, indent, table, node == first);
        } else {
            set_hanging(flow, node, indent, table);
        }
        node = node->next;
    }
    return node;
}

/* ---- tables ---- */

struct grid {
    double widths[COLUMNS_MAX];
    size_t count;
};

static struct grid grid_of(struct flow *flow, const struct doc_node *table,
                           const struct style *style, double room)
{
    struct grid grid = {0};
    for (const struct doc_node *row = table->first; row != NULL; row = row->next) {
        size_t i = 0;
        for (const struct doc_node *cell = row->first; cell != NULL;
             cell = cell->next, i += i + 1 < COLUMNS_MAX) {
            double width = flow_measure(flow, cell->first, NULL, style);
            grid.widths[i] = fmax(grid.widths[i], flow_on_grid(flow, width));
            grid.count = i + 1 > grid.count ? i + 1 : grid.count;
        }
    }
    double total = 0;
    for (size_t i = 0; i < grid.count; i++) {
        total += grid.widths[i];
    }
    /* Too wide: narrow columns keep their width, the others share the rest. */
    double fair = room / (double)(grid.count > 0 ? grid.count : 1), narrow = 0,
           wide = 0;
    for (size_t i = 0; total > room && i < grid.count; i++) {
        *(grid.widths[i] <= fair ? &narrow : &wide) += grid.widths[i];
    }
    for (size_t i = 0; total > room && i < grid.count; i++) {
        if (grid.widths[i] > fair) {
            grid.widths[i] =
                fmax(grid.widths[i] * (room - narrow) / wide, COLUMN_MIN * style->size);
        }
    }
    return grid;
}

static bool has_header(const struct doc_node *row)
{
    for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next) {
        if (cell->as.cell.header) {
            return true;
        }
    }
    return false;
}

/* What a cell heads. Each cell has a head to be read with (ISO 14289-1, 7.5): where no
 * row names the columns, the first cell of a row is its name. */
static enum page_scope scope_of(const struct doc_node *cell)
{
    const struct doc_node *row = cell->parent, *top = row->parent->first;
    if (cell->as.cell.header) {
        return row == top ? PAGE_SCOPE_COLUMN : PAGE_SCOPE_ROW;
    }
    return cell == row->first && !has_header(top) ? PAGE_SCOPE_ROW : PAGE_SCOPE_NONE;
}

static uint32_t tag_cell(struct flow *flow, uint32_t row, enum page_scope scope)
{
    bool heads = scope != PAGE_SCOPE_NONE;
    uint32_t tag =
        flow_tag(flow, heads ? PAGE_TAG_TH : PAGE_TAG_TD, row, (struct str){0});
    if (heads && tag < flow->tag_count) {
        flow->tags[tag].scope = scope;
    }
    return tag;
}

static void set_table_row(struct flow *flow, const struct doc_node *node,
                          const struct grid *grid, double left, double gap,
                          uint32_t table, size_t most, bool first)
{
    const struct style *style = &flow->layout_template->styles[STYLE_CELL];
    uint32_t tag = flow_tag(flow, PAGE_TAG_TR, table, (struct str){0});
    size_t index = flow->row_count, i = 0, cells = 0;
    flow_add_row(flow);
    int lines = 0;
    for (const struct doc_node *cell = node->first; cell != NULL; cell = cell->next) {
        cells++;
        uint32_t cell_tag = tag_cell(flow, tag, scope_of(cell));
        int taken =
            set_nodes(flow, cell->first, NULL, style, cell_tag, left, grid->widths[i]);
        lines = taken > lines ? taken : lines;
        left += grid->widths[i] + gap;
        i += i + 1 < grid->count;
    }
    /* Cells without text at the end: a table has as many in each row (ISO 14289-1,
     * 7.2). */
    for (; cells < most; cells++) {
        tag_cell(flow, tag,
                 first && has_header(node) ? PAGE_SCOPE_COLUMN : PAGE_SCOPE_NONE);
    }
    end_table_row(flow, index, lines, style, first);
    if (index < flow->row_count && first && doc_child(node, DOC_CELL) != NULL) {
        flow->rows[index].keep = doc_child(node, DOC_CELL)->as.cell.header;
    }
}

/* A row of column heads: a table that goes on behind a page shows it again. */
static bool is_head(const struct doc_node *row)
{
    for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next) {
        if (!cell->as.cell.header) {
            return false;
        }
    }
    return row->first != NULL && row->next != NULL;
}

void flow_table(struct flow *flow, const struct doc_node *table, double indent,
                uint32_t parent)
{
    const struct layout_template *t = flow->layout_template;
    const struct style *style = &t->styles[STYLE_CELL];
    double left = indent + style->indent * t->size;
    double gap = t->column_gap * t->size;
    size_t most = 0;
    for (const struct doc_node *row = table->first; row != NULL; row = row->next) {
        size_t cells = 0;
        for (const struct doc_node *cell = row->first; cell != NULL;
             cell = cell->next) {
            cells++;
        }
        most = cells > most ? cells : most;
    }
    double room =
        flow_text_width(flow) - left - (most > 1 ? gap * (double)(most - 1) : 0);
    struct grid grid = grid_of(flow, table, style, fmax(room, style->size));
    uint32_t tag = flow_tag(flow, PAGE_TAG_TABLE, parent, table->id), head = 0;
    flow_anchor(flow, table->id, left, (struct str){0}, 0);
    for (const struct doc_node *row = table->first;
         row != NULL && flow->status == STATUS_OK; row = row->next) {
        flow_advance(flow);
        size_t at = flow->row_base + flow->row_count;
        set_table_row(flow, row, &grid, left, gap, tag, most, row == table->first);
        for (size_t i = at - flow->row_base; i < flow->row_count; i++) {
            struct row *set = &flow->rows[i];
            set->head = head;
            set->rules = ROW_RULE_FOOT;
            set->rule_left = left;
            set->rule_length = flow_text_width(flow) - left;
        }
        if (flow->row_base + flow->row_count > at) {
            bool rules_head = row == table->first && is_head(row);
            flow->rows[at - flow->row_base].rules |=
                row == table->first ? ROW_RULE_ABOVE : 0;
            flow->rows[flow->row_count - 1].rules |=
                rules_head || row->next == NULL ? ROW_RULE_BELOW : 0;
        }
        if (row == table->first && is_head(row)) {
            head = aside_add(flow, at - flow->row_base, ASIDE_COPY);
        }
    }
}
