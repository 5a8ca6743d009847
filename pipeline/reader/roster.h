/* What the files of the roster share. roster.c takes the lines; it asks roster_group.c
 * for what opens a group, roster_table.c for tables, and roster_person.c adds to the
 * tree. */
#ifndef READER_ROSTER_H
#define READER_ROSTER_H

#include "build.h"
#include "person.h"

/* ---- roster_person.c ---- */

/* The group that persons can be added to: nothing stands behind it in the field; NULL
 * without. */
struct doc_node *roster_open_group(struct builder *b);

/* The same, opened where there is none. */
struct doc_node *roster_ensure_group(struct builder *b, const struct line *line,
                                     struct str at);

void roster_add_mark(struct builder *b, struct doc_node *person,
                     const struct line *line, struct str text);

/* Adds the parts of one line; `*person` is the one at hand, across lines. */
void roster_add_parts(struct builder *b, const struct line *line,
                      const struct parts *parts, struct doc_node **person);

bool roster_has_name(const struct parts *parts);

/* ---- roster_group.c ---- */

struct group_label {
    struct str label, term, name, value;
};

/* Whether the line at hand opens a group. `open_post`: the line above ended with an
 * office whose holder is still to come. */
bool roster_read_group(const struct builder *b, bool open_post,
                       struct group_label *out);

void roster_begin_group(struct builder *b, const struct line *line,
                        const struct group_label *label);

/* ---- roster_table.c ---- */

/* Takes a table of persons that begins at the line at hand; false where none does. */
bool roster_take_table(struct builder *b);

#endif
