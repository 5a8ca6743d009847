/* Small YAML files with a fixed shape (templates, the font stack, the configuration,
 * dictionaries): read by tables of keys into structs, every mistake reported with line,
 * column and what was expected. */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"

/* Under which rule names mistakes are reported. */
enum sheet_use { SHEET_FOR_TEMPLATE, SHEET_FOR_CONFIGURATION };

struct sheet_node; /* a place in the document, borrowed from the sheet */

struct sheet {
    struct sheet_document *document;
    struct arena *arena; /* owns all that is read, lists too */
    struct diag *diag;
    enum sheet_use use;
    bool faulty; /* something was reported */
};

enum sheet_type {
    SHEET_NUMBER,  /* double */
    SHEET_INTEGER, /* int */
    SHEET_SWITCH,  /* bool: true, false */
    SHEET_TEXT,    /* struct str */
    SHEET_PLACED,  /* struct sheet_text */
    SHEET_CHOICE,  /* int: index into `choices` */
    SHEET_TEXTS,   /* struct sheet_texts */
    SHEET_MAP,     /* keys of a nested map, into the same struct */
    SHEET_LIST,    /* struct sheet_list: a list of maps by `keys` */
    SHEET_ENTRIES, /* struct sheet_entries: a map of free keys to texts */
    SHEET_OTHER,   /* `read` does it */
};

struct sheet_text {
    struct str text;
    struct diag_pos pos;
};

struct sheet_texts {
    struct sheet_text *items;
    size_t count;
};

struct sheet_list {
    void *items; /* `item_size` bytes each */
    size_t count;
};

struct sheet_entry {
    struct sheet_text name, value;
};

struct sheet_entries {
    struct sheet_entry *items;
    size_t count;
};

struct sheet_key;
typedef void sheet_read_fn(struct sheet *sheet, const struct sheet_node *node,
                           const struct sheet_key *key, void *field);

struct sheet_key {
    const char *name;
    enum sheet_type type;
    size_t offset;              /* of the field in the target */
    double min, max;            /* SHEET_NUMBER, SHEET_INTEGER */
    const char *const *choices; /* SHEET_CHOICE; ends with NULL */
    const struct sheet_key *keys;
    size_t key_count;    /* SHEET_MAP, SHEET_LIST */
    size_t item_size;    /* SHEET_LIST */
    bool required;       /* its absence is a mistake */
    sheet_read_fn *read; /* SHEET_OTHER */
};

/* Parses one document. STATUS_SYNTAX after a report; sheet_close in any case. */
enum status sheet_open(struct sheet *sheet, struct str yaml, enum sheet_use use,
                       struct arena *arena, struct diag *diag);
void sheet_close(struct sheet *sheet);

const struct sheet_node *sheet_root(const struct sheet *sheet);

/* Reads a map by its table; keys that are absent leave their fields as they are.
 * Unknown keys and keys that stand twice are mistakes. */
void sheet_read_map(struct sheet *sheet, const struct sheet_node *node,
                    const struct sheet_key *keys, size_t count, void *target);

/* The text of a scalar, borrowed from the sheet; empty and NULL for anything else. */
struct str sheet_text_of(const struct sheet_node *node);
struct diag_pos sheet_pos(const struct sheet_node *node);

/* Reports what was expected at a node. */
void sheet_expected(struct sheet *sheet, const struct sheet_node *node,
                    const char *what);

#endif
