/* The attributes of each kind of node, as data: what compares, dumps, reads and writes
 * nodes goes through these rows instead of through a switch of its own. */
#ifndef MODEL_ATTRIBUTES_H
#define MODEL_ATTRIBUTES_H

#include "model/model.h"

enum doc_attribute_type {
    DOC_ATTRIBUTE_STR,  /* struct str; empty: not stated */
    DOC_ATTRIBUTE_ENUM, /* one of `names` */
    DOC_ATTRIBUTE_UINT, /* uint32_t */
    DOC_ATTRIBUTE_BOOL,
};

struct doc_attribute {
    const char *name; /* as in XML */
    enum doc_attribute_type type;
    size_t offset;            /* in struct doc_node */
    bool implied;             /* not written when it is 0, false, the first name */
    const char *const *names; /* of an enum */
    unsigned name_count;
};

/* The rows of a kind, in the order in which they are written. Static. */
const struct doc_attribute *doc_attributes(enum doc_kind kind, size_t *count);

/* Reading and setting by row. The `_number` functions serve enum, uint and bool. A text
 * that is set is borrowed: it must live as long as the document (doc_copy). */
struct str doc_attribute_str(const struct doc_node *node,
                             const struct doc_attribute *row);
uint32_t doc_attribute_number(const struct doc_node *node,
                              const struct doc_attribute *row);
void doc_attribute_set_str(struct doc_node *node, const struct doc_attribute *row,
                           struct str value);
void doc_attribute_set_number(struct doc_node *node, const struct doc_attribute *row,
                              uint32_t value);

/* The value as it is written: text, name, decimal digits, "true" or "false". Digits are
 * put into `digits`. */
struct str doc_attribute_text(const struct doc_node *node,
                              const struct doc_attribute *row, char digits[11]);

/* The eight facts of the meeting, as data. */
struct doc_fact_row {
    const char *name;
    size_t offset; /* in struct doc_facts */
};
extern const struct doc_fact_row doc_fact_rows[];
extern const size_t doc_fact_row_count;
const struct doc_fact *doc_fact_lookup(const struct doc_facts *facts,
                                       const struct doc_fact_row *row);

#endif
