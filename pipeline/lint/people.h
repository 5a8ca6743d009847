/* Who is in the document: attendees, and the members on the body's roster. */
#ifndef LINT_PEOPLE_H
#define LINT_PEOPLE_H

#include "linter.h"

/* More names than any roster has; what is beyond is not compared. */
#define PEOPLE_MAX 5000

/* Characters of a name that are compared. */
#define NAME_MAX_LENGTH 20

/* A name without white space and variation selectors. */
struct name {
    uint32_t text[NAME_MAX_LENGTH];
    size_t length;
    size_t surname; /* its length, where the name is printed in two parts; else 0 */
};

struct people {
    struct name *names; /* of attendees, in document order, then of the roster */
    size_t count, attendee_count, capacity;
    struct lexicon *exact;         /* full names and surnames of all */
    struct lexicon *skeletons;     /* the same by character_skeleton; value: the name */
    struct lexicon *roster;        /* full names on the roster */
    struct lexicon *roster_shapes; /* by skeleton; value: the name */
    size_t member_count;           /* attendees in groups of 委員, 議員 */
    /* what role-roster remembers */
    struct lexicon *told;         /* names that were reported */
    struct lexicon *listed;       /* names that were found among the attendees */
    struct lexicon *seen;         /* names of the group that is being read */
    const struct doc_node *group; /* that group */
};

/* The people of the linter's document, gathered at the first call; NULL when memory is
 * short. Belongs to the linter. */
struct people *people_of(struct linter *linter);
void people_free(struct people *people);

/* A stretch of a passage as a name. */
struct name name_of(const struct passage *passage, size_t from, size_t to);
struct name name_of_text(struct str text);
struct name name_skeleton(const struct name *name);

/* Whether the whole name is in the lexicon; its value, or LEXICON_NONE. */
uint32_t name_lookup(const struct lexicon *lexicon, const struct name *name);

/* Appends a name as UTF-8. */
void name_add(const struct name *name, struct buf *out);

/* The length of the post or form of address that stands at an index: 委員, 氏; else 0.
 */
size_t people_title_at(const struct passage *passage, size_t at);

/* Whether a stretch belongs to what is addressed by a title: to the kanji before 委員.
 */
bool people_is_addressed(const struct passage *passage, size_t from, size_t to);

/* The stretch of a passage that is the name of a person's or speaker's label; false
 * where it has none. */
bool people_find_name(const struct passage *passage, size_t *from, size_t *to);

#endif
