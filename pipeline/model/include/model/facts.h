/* What several writers ask a document: who attended, what was on the agenda, what was
 * said. Definitions as `gijiroku inspect` prints them. */
#ifndef MODEL_FACTS_H
#define MODEL_FACTS_H

#include "model/model.h"

/* The next node of that kind in document order; NULL at the end. Start with
 * doc_iter_new(doc->root). */
const struct doc_node *doc_next(struct doc_iter *iter, enum doc_kind kind);

/* How a person is counted: by its group, and absent where 欠席 stands behind the name.
 */
enum doc_presence doc_person_presence(const struct doc_node *person);

/* The name of the innermost group of a person that has one; empty where none has. */
struct str doc_person_group(const struct doc_node *person);

/* Appends the parts of that kind (name, affiliation) of a person, joined by one space,
 * without white space at the ends. */
void doc_person_part(const struct doc_node *person, enum doc_kind kind,
                     struct buf *out);

/* The next note on a person (議長, オンライン出席) after `note` (NULL: the first): a
 * mark, or a post that says more than the name of the group (会長 among 委員). Its text
 * is as.mark.value. NULL where there is none. */
const struct doc_node *doc_person_note(const struct doc_node *person,
                                       const struct doc_node *note);

/* Whether a section is an agenda entry. */
bool doc_is_agenda_entry(const struct doc_node *node);

/* Appends the printed label, or the title (of a run-in section its sentence), of a
 * section, item or field, without white space at the ends. */
void doc_label_text(const struct doc_node *node, struct buf *out);
void doc_title_text(const struct doc_node *section, struct buf *out);

/* Appends the text of a subtree without white space at its ends. */
void doc_text_trimmed(const struct doc_node *node, struct buf *out);

#endif
