#include "sheet.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* libyaml counts from 0, columns in characters. */
static struct diag_pos pos_of_mark(yaml_mark_t mark)
{
    return (struct diag_pos){(uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

struct diag_pos sheet_pos(const yaml_node_t *node)
{
    return pos_of_mark(node->start_mark);
}

enum status sheet_open(struct sheet *sheet, struct str yaml, struct arena *arena,
                       struct diag *diag)
{
    *sheet = (struct sheet){.arena = arena, .diag = diag};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        return STATUS_NOMEM;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.ptr, yaml.len);
    enum status status = STATUS_OK;
    if (!yaml_parser_load(&parser, &sheet->document)) {
        bool memory = parser.error == YAML_MEMORY_ERROR;
        status = memory ? STATUS_NOMEM : STATUS_SYNTAX;
        if (!memory) {
            diag_report(diag, DIAG_TEMPLATE_SYNTAX, pos_of_mark(parser.problem_mark),
                        "not valid YAML: %s",
                        parser.problem != NULL ? parser.problem : "?");
        }
    } else if (sheet_root(sheet) == NULL) {
        status = STATUS_SYNTAX;
        diag_report(diag, DIAG_TEMPLATE_SYNTAX, (struct diag_pos){1, 1},
                    "the file is empty; expected a YAML map");
    }
    yaml_parser_delete(&parser);
    return status;
}

void sheet_close(struct sheet *sheet)
{
    /* A document that failed to load is all zero; deleting it is allowed. */
    yaml_document_delete(&sheet->document);
}

yaml_node_t *sheet_root(struct sheet *sheet)
{
    return yaml_document_get_root_node(&sheet->document);
}

struct str sheet_text_of(const yaml_node_t *node)
{
    if (node->type != YAML_SCALAR_NODE) {
        return (struct str){0};
    }
    return (struct str){(const char *)node->data.scalar.value,
                        node->data.scalar.length};
}

void sheet_expected(struct sheet *sheet, const yaml_node_t *node, const char *what)
{
    sheet->faulty = true;
    struct str text = sheet_text_of(node);
    if (text.ptr != NULL) {
        diag_report(sheet->diag, DIAG_TEMPLATE_VALUE, sheet_pos(node),
                    "\"%.*s\" cannot stand here; expected %s", STR_ARGS(text), what);
    } else {
        diag_report(sheet->diag, DIAG_TEMPLATE_VALUE, sheet_pos(node), "expected %s",
                    what);
    }
}

static bool number_of(const yaml_node_t *node, double *out)
{
    struct str text = sheet_text_of(node);
    /* Digits, sign, point only: strtod's other spellings and its locale stay out. */
    if (text.len == 0 || strspn(text.ptr, "+-.0123456789") != text.len) {
        return false;
    }
    double sign = text.ptr[0] == '-' ? -1 : 1, value = 0, unit = 0;
    size_t digits = 0;
    for (size_t i = text.ptr[0] == '-' || text.ptr[0] == '+'; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && unit == 0) {
            unit = 1;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            unit *= 10;
            digits++;
        } else {
            return false;
        }
    }
    *out = sign * (unit > 0 ? value / unit : value);
    return digits > 0;
}

static void read_number(struct sheet *sheet, yaml_node_t *node,
                        const struct sheet_key *key, void *field)
{
    double value;
    bool whole = key->type == SHEET_INTEGER;
    if (number_of(node, &value) && value >= key->min && value <= key->max &&
        (!whole || value == floor(value))) {
        if (whole) {
            *(int *)field = (int)value;
        } else {
            *(double *)field = value;
        }
        return;
    }
    struct buf what = BUF_INIT;
    buf_printf(&what, whole ? "a whole number from %g to %g" : "a number from %g to %g",
               key->min, key->max);
    sheet_expected(sheet, node, what.ptr != NULL ? what.ptr : "a number");
    buf_free(&what);
}

/* "one of: a, b, c" */
static void expected_one_of(struct sheet *sheet, const yaml_node_t *node,
                            const char *const *names)
{
    struct buf what = BUF_INIT;
    buf_add_cstr(&what, "one of: ");
    for (size_t i = 0; names[i] != NULL; i++) {
        buf_printf(&what, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    sheet_expected(sheet, node, what.ptr != NULL ? what.ptr : "another word");
    buf_free(&what);
}

static void read_choice(struct sheet *sheet, yaml_node_t *node,
                        const struct sheet_key *key, int *field)
{
    struct str text = sheet_text_of(node);
    for (int i = 0; key->choices[i] != NULL; i++) {
        if (str_equal(text, str_from(key->choices[i]))) {
            *field = i;
            return;
        }
    }
    expected_one_of(sheet, node, key->choices);
}

static void read_switch(struct sheet *sheet, yaml_node_t *node, bool *field)
{
    struct str text = sheet_text_of(node);
    if (str_equal(text, STR("true"))) {
        *field = true;
    } else if (str_equal(text, STR("false"))) {
        *field = false;
    } else {
        sheet_expected(sheet, node, "true or false");
    }
}

static void read_texts(struct sheet *sheet, yaml_node_t *node,
                       struct sheet_texts *field)
{
    if (node->type != YAML_SEQUENCE_NODE) {
        sheet_expected(sheet, node, "a list of texts");
        return;
    }
    size_t count =
        (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
    struct str *items = arena_alloc(sheet->arena, (count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++) {
        yaml_node_t *item = yaml_document_get_node(&sheet->document,
                                                   node->data.sequence.items.start[i]);
        if (item->type != YAML_SCALAR_NODE || item->data.scalar.length == 0) {
            sheet_expected(sheet, item, "a text");
            return;
        }
        items[i] = arena_copy(sheet->arena, sheet_text_of(item));
    }
    *field = (struct sheet_texts){items, items != NULL ? count : 0};
}

static void read_value(struct sheet *sheet, yaml_node_t *node,
                       const struct sheet_key *key, void *target)
{
    void *field = (char *)target + key->offset;
    switch (key->type) {
    case SHEET_NUMBER:
    case SHEET_INTEGER:
        read_number(sheet, node, key, field);
        return;
    case SHEET_SWITCH:
        read_switch(sheet, node, field);
        return;
    case SHEET_TEXT:
        if (node->type != YAML_SCALAR_NODE) {
            sheet_expected(sheet, node, "a text");
            return;
        }
        *(struct str *)field = arena_copy(sheet->arena, sheet_text_of(node));
        return;
    case SHEET_CHOICE:
        read_choice(sheet, node, key, field);
        return;
    case SHEET_TEXTS:
        read_texts(sheet, node, field);
        return;
    case SHEET_MAP:
        sheet_read_map(sheet, node, key->keys, key->key_count, field);
        return;
    case SHEET_OTHER:
        key->read(sheet, node, key, field);
        return;
    }
}

static void unknown_key(struct sheet *sheet, const yaml_node_t *name,
                        const struct sheet_key *keys, size_t count)
{
    struct buf what = BUF_INIT;
    buf_add_cstr(&what, "one of these keys: ");
    for (size_t i = 0; i < count; i++) {
        buf_printf(&what, "%s%s", i > 0 ? ", " : "", keys[i].name);
    }
    sheet_expected(sheet, name, what.ptr != NULL ? what.ptr : "another key");
    buf_free(&what);
}

void sheet_read_map(struct sheet *sheet, yaml_node_t *node,
                    const struct sheet_key *keys, size_t count, void *target)
{
    if (node->type != YAML_MAPPING_NODE) {
        sheet_expected(sheet, node, "a map of keys and values");
        return;
    }
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        yaml_node_t *name = yaml_document_get_node(&sheet->document, pair->key);
        yaml_node_t *value = yaml_document_get_node(&sheet->document, pair->value);
        size_t i = 0;
        while (i < count && !str_equal(sheet_text_of(name), str_from(keys[i].name))) {
            i++;
        }
        if (i == count) {
            unknown_key(sheet, name, keys, count);
        } else {
            read_value(sheet, value, &keys[i], target);
        }
    }
}
