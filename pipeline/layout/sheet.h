/* Small YAML files with a fixed shape (templates, the font stack): read by tables of
 * keys into structs, every mistake reported with line, column and what was expected. */
#ifndef LAYOUT_SHEET_H
#define LAYOUT_SHEET_H

#include <yaml.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"

struct sheet {
    yaml_document_t document;
    struct arena *arena; /* owns the strings that are read */
    struct diag *diag;
    bool faulty;
};

enum sheet_type {
    SHEET_NUMBER,  /* double */
    SHEET_INTEGER, /* int */
    SHEET_SWITCH,  /* bool: true, false */
    SHEET_TEXT,    /* struct str */
    SHEET_CHOICE,  /* int: index into `choices` */
    SHEET_TEXTS,   /* struct sheet_texts */
    SHEET_MAP,     /* keys of a nested map, into the same struct */
    SHEET_OTHER,   /* `read` does it */
};

struct sheet_texts {
    struct str *items;
    size_t count;
};

struct sheet_key;
typedef void sheet_read_fn(struct sheet *sheet, yaml_node_t *node,
                           const struct sheet_key *key, void *field);

struct sheet_key {
    const char *name;
    enum sheet_type type;
    size_t offset;              /* of the field in the target */
    double min, max;            /* SHEET_NUMBER, SHEET_INTEGER */
    const char *const *choices; /* SHEET_CHOICE; ends with NULL */
    const struct sheet_key *keys;
    size_t key_count;    /* SHEET_MAP */
    sheet_read_fn *read; /* SHEET_OTHER */
};

/* Parses one document. STATUS_SYNTAX after a report; sheet_close in any case. */
enum status sheet_open(struct sheet *sheet, struct str yaml, struct arena *arena,
                       struct diag *diag);
void sheet_close(struct sheet *sheet);

yaml_node_t *sheet_root(struct sheet *sheet);

/* Reads a map by its table; keys that are absent leave their fields as they are. */
void sheet_read_map(struct sheet *sheet, yaml_node_t *node,
                    const struct sheet_key *keys, size_t count, void *target);
/* The same with prefixed position: for callers that walk maps of free keys. */
struct str sheet_text_of(const yaml_node_t *node);

/* Reports what was expected at a node. */
void sheet_expected(struct sheet *sheet, const yaml_node_t *node, const char *what);
struct diag_pos sheet_pos(const yaml_node_t *node);

#endif
