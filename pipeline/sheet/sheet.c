#include "sheet/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/buf.h"
#include "base/suggest.h"

struct sheet_document {
    yaml_document_t yaml;
};

/* A struct sheet_node is libyaml's node under a name of our own, so that no public
 * header needs libyaml's. */
static const struct sheet_node *wrap(const yaml_node_t *node)
{
    return (const struct sheet_node *)node;
}

static const yaml_node_t *unwrap(const struct sheet_node *node)
{
    return (const yaml_node_t *)node;
}

static enum diag_code syntax_code(const struct sheet *sheet)
{
    return sheet->use == SHEET_FOR_TEMPLATE ? DIAG_TEMPLATE_SYNTAX : DIAG_CONFIG_SYNTAX;
}

static enum diag_code value_code(const struct sheet *sheet)
{
    return sheet->use == SHEET_FOR_TEMPLATE ? DIAG_TEMPLATE_VALUE : DIAG_CONFIG_VALUE;
}

/* libyaml counts from 0, columns in characters. */
static struct diag_pos pos_of_mark(yaml_mark_t mark)
{
    return (struct diag_pos){(uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

struct diag_pos sheet_pos(const struct sheet_node *node)
{
    return pos_of_mark(unwrap(node)->start_mark);
}

enum status sheet_open(struct sheet *sheet, struct str yaml, enum sheet_use use,
                       struct arena *arena, struct diag *diag)
{
    *sheet = (struct sheet){.arena = arena, .diag = diag, .use = use};
    sheet->document = calloc(1, sizeof *sheet->document);
    yaml_parser_t parser;
    if (sheet->document == NULL || !yaml_parser_initialize(&parser)) {
        return STATUS_NOMEM;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.ptr, yaml.len);
    enum status status = STATUS_OK;
    if (!yaml_parser_load(&parser, &sheet->document->yaml)) {
        bool memory = parser.error == YAML_MEMORY_ERROR;
        status = memory ? STATUS_NOMEM : STATUS_SYNTAX;
        if (!memory) {
            diag_report(diag, syntax_code(sheet), pos_of_mark(parser.problem_mark),
                        "not valid YAML: %s",
                        parser.problem != NULL ? parser.problem : "?");
        }
    } else if (sheet_root(sheet) == NULL) {
        status = STATUS_SYNTAX;
        diag_report(diag, syntax_code(sheet), (struct diag_pos){1, 1},
                    "the file is empty; expected a YAML map");
    }
    yaml_parser_delete(&parser);
    return status;
}

void sheet_close(struct sheet *sheet)
{
    /* A document that failed to load is all zero; deleting it is allowed. */
    if (sheet->document != NULL) {
        yaml_document_delete(&sheet->document->yaml);
    }
    free(sheet->document);
    sheet->document = NULL;
}

const struct sheet_node *sheet_root(const struct sheet *sheet)
{
    return wrap(yaml_document_get_root_node(&sheet->document->yaml));
}

static const struct sheet_node *node_at(const struct sheet *sheet, int index)
{
    return wrap(yaml_document_get_node(&sheet->document->yaml, index));
}

struct str sheet_text_of(const struct sheet_node *node)
{
    const yaml_node_t *yaml = unwrap(node);
    if (yaml->type != YAML_SCALAR_NODE) {
        return (struct str){0};
    }
    return (struct str){(const char *)yaml->data.scalar.value,
                        yaml->data.scalar.length};
}

static struct sheet_text placed_text(const struct sheet *sheet,
                                     const struct sheet_node *node)
{
    return (struct sheet_text){arena_copy(sheet->arena, sheet_text_of(node)),
                               sheet_pos(node)};
}

void sheet_expected(struct sheet *sheet, const struct sheet_node *node,
                    const char *what)
{
    sheet->faulty = true;
    struct str text = sheet_text_of(node);
    if (text.ptr != NULL) {
        diag_report(sheet->diag, value_code(sheet), sheet_pos(node),
                    "\"%.*s\" cannot stand here; expected %s", STR_ARGS(text), what);
    } else {
        diag_report(sheet->diag, value_code(sheet), sheet_pos(node), "expected %s",
                    what);
    }
}

static bool number_of(const struct sheet_node *node, double *out)
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

static void read_number(struct sheet *sheet, const struct sheet_node *node,
                        const struct sheet_key *key, void *field)
{
    double value;
    bool whole = key->type == SHEET_INTEGER;
    if (number_of(node, &value) && value >= key->min && value <= key->max &&
        (!whole || value == (int)value)) {
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
static void expected_one_of(struct sheet *sheet, const struct sheet_node *node,
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

static void read_choice(struct sheet *sheet, const struct sheet_node *node,
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

static void read_switch(struct sheet *sheet, const struct sheet_node *node, bool *field)
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

/* The items of a list; NULL, reported, where there is none. */
static const yaml_node_t *list_of(struct sheet *sheet, const struct sheet_node *node,
                                  const char *what, size_t *count)
{
    const yaml_node_t *yaml = unwrap(node);
    if (yaml->type != YAML_SEQUENCE_NODE) {
        sheet_expected(sheet, node, what);
        return NULL;
    }
    *count = (size_t)(yaml->data.sequence.items.top - yaml->data.sequence.items.start);
    return yaml;
}

static void read_texts(struct sheet *sheet, const struct sheet_node *node,
                       struct sheet_texts *field)
{
    size_t count;
    const yaml_node_t *list = list_of(sheet, node, "a list of texts", &count);
    if (list == NULL) {
        return;
    }
    struct sheet_text *items = arena_alloc(sheet->arena, (count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++) {
        const struct sheet_node *item =
            node_at(sheet, list->data.sequence.items.start[i]);
        if (sheet_text_of(item).len == 0) {
            sheet_expected(sheet, item, "a text");
            return;
        }
        items[i] = placed_text(sheet, item);
    }
    *field = (struct sheet_texts){items, items != NULL ? count : 0};
}

static void read_list(struct sheet *sheet, const struct sheet_node *node,
                      const struct sheet_key *key, struct sheet_list *field)
{
    size_t count;
    const yaml_node_t *list = list_of(sheet, node, "a list of maps", &count);
    if (list == NULL) {
        return;
    }
    char *items = arena_alloc(sheet->arena, (count + 1) * key->item_size);
    for (size_t i = 0; items != NULL && i < count; i++) {
        sheet_read_map(sheet, node_at(sheet, list->data.sequence.items.start[i]),
                       key->keys, key->key_count, items + i * key->item_size);
    }
    *field = (struct sheet_list){items, items != NULL ? count : 0};
}

/* The pairs of a map; NULL, reported, where there is none. */
static const yaml_node_t *map_of(struct sheet *sheet, const struct sheet_node *node)
{
    const yaml_node_t *yaml = unwrap(node);
    if (yaml->type == YAML_MAPPING_NODE) {
        return yaml;
    }
    sheet_expected(sheet, node, "a map of keys and values");
    return NULL;
}

static void report_twice(struct sheet *sheet, const struct sheet_node *name)
{
    sheet->faulty = true;
    diag_report(sheet->diag, value_code(sheet), sheet_pos(name),
                "the key \"%.*s\" stands twice in this map",
                STR_ARGS(sheet_text_of(name)));
}

static int by_name(const void *a, const void *b)
{
    const struct sheet_entry *const *x = a, *const *y = b;
    int order = str_compare((*x)->name.text, (*y)->name.text);
    return order != 0 ? order : (*x > *y) - (*x < *y);
}

/* Free keys may be many: they are sorted to find what stands twice. */
static void check_entries(struct sheet *sheet, const struct sheet_entries *entries)
{
    const struct sheet_entry **sorted =
        arena_alloc(sheet->arena, (entries->count + 1) * sizeof *sorted);
    for (size_t i = 0; sorted != NULL && i < entries->count; i++) {
        sorted[i] = &entries->items[i];
    }
    if (sorted == NULL) {
        return;
    }
    qsort(sorted, entries->count, sizeof *sorted, by_name);
    for (size_t i = 1; i < entries->count; i++) {
        if (str_equal(sorted[i - 1]->name.text, sorted[i]->name.text)) {
            sheet->faulty = true;
            diag_report(sheet->diag, value_code(sheet), sorted[i]->name.pos,
                        "the key \"%.*s\" stands twice in this map",
                        STR_ARGS(sorted[i]->name.text));
        }
    }
}

static void read_entries(struct sheet *sheet, const struct sheet_node *node,
                         struct sheet_entries *field)
{
    const yaml_node_t *map = map_of(sheet, node);
    if (map == NULL) {
        return;
    }
    size_t count =
        (size_t)(map->data.mapping.pairs.top - map->data.mapping.pairs.start);
    struct sheet_entry *items = arena_alloc(sheet->arena, (count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++) {
        yaml_node_pair_t pair = map->data.mapping.pairs.start[i];
        const struct sheet_node *name = node_at(sheet, pair.key);
        const struct sheet_node *value = node_at(sheet, pair.value);
        if (sheet_text_of(name).len == 0 || sheet_text_of(value).len == 0) {
            sheet_expected(sheet, sheet_text_of(name).len == 0 ? name : value,
                           "a text");
            return;
        }
        items[i] =
            (struct sheet_entry){placed_text(sheet, name), placed_text(sheet, value)};
    }
    *field = (struct sheet_entries){items, items != NULL ? count : 0};
    check_entries(sheet, field);
}

static void read_text(struct sheet *sheet, const struct sheet_node *node,
                      const struct sheet_key *key, void *field)
{
    if (sheet_text_of(node).ptr == NULL) {
        sheet_expected(sheet, node, "a text");
    } else if (key->type == SHEET_PLACED) {
        *(struct sheet_text *)field = placed_text(sheet, node);
    } else {
        *(struct str *)field = arena_copy(sheet->arena, sheet_text_of(node));
    }
}

static void read_value(struct sheet *sheet, const struct sheet_node *node,
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
    case SHEET_PLACED:
        read_text(sheet, node, key, field);
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
    case SHEET_LIST:
        read_list(sheet, node, key, field);
        return;
    case SHEET_ENTRIES:
        read_entries(sheet, node, field);
        return;
    case SHEET_OTHER:
        key->read(sheet, node, key, field);
        return;
    }
}

static void unknown_key(struct sheet *sheet, const struct sheet_node *name,
                        const struct sheet_key *keys, size_t count)
{
    struct str text = sheet_text_of(name);
    struct suggest suggest = suggest_new(text);
    for (size_t i = 0; i < count; i++) {
        suggest_offer(&suggest, keys[i].name);
    }
    if (suggest.best != NULL) {
        sheet->faulty = true;
        diag_report(sheet->diag, value_code(sheet), sheet_pos(name),
                    "there is no key \"%.*s\" here; did you mean \"%s\"?",
                    STR_ARGS(text), suggest.best);
        return;
    }
    struct buf what = BUF_INIT;
    buf_add_cstr(&what, "one of these keys: ");
    for (size_t i = 0; i < count; i++) {
        buf_printf(&what, "%s%s", i > 0 ? ", " : "", keys[i].name);
    }
    sheet_expected(sheet, name, what.ptr != NULL ? what.ptr : "another key");
    buf_free(&what);
}

/* Tables are short: seen keys fit the bits of a word. */
#define KEYS_MAX 64

static void report_missing(struct sheet *sheet, const struct sheet_node *node,
                           const struct sheet_key *keys, size_t count, uint64_t seen)
{
    for (size_t i = 0; i < count; i++) {
        if (keys[i].required && (i >= KEYS_MAX || !(seen >> i & 1))) {
            sheet->faulty = true;
            diag_report(sheet->diag, value_code(sheet), sheet_pos(node),
                        "the key \"%s\" is missing in this map", keys[i].name);
        }
    }
}

void sheet_read_map(struct sheet *sheet, const struct sheet_node *node,
                    const struct sheet_key *keys, size_t count, void *target)
{
    const yaml_node_t *map = map_of(sheet, node);
    if (map == NULL) {
        return;
    }
    uint64_t seen = 0;
    for (yaml_node_pair_t *pair = map->data.mapping.pairs.start;
         pair < map->data.mapping.pairs.top; pair++) {
        const struct sheet_node *name = node_at(sheet, pair->key);
        size_t i = 0;
        while (i < count && !str_equal(sheet_text_of(name), str_from(keys[i].name))) {
            i++;
        }
        if (i == count) {
            unknown_key(sheet, name, keys, count);
            continue;
        }
        uint64_t bit = i < KEYS_MAX ? (uint64_t)1 << i : 0;
        if (seen & bit) {
            report_twice(sheet, name);
        }
        seen |= bit;
        read_value(sheet, node_at(sheet, pair->value), &keys[i], target);
    }
    report_missing(sheet, node, keys, count, seen);
}
