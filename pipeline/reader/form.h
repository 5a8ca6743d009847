/* How the head prints its items. Items whose names are known (日時, 場所, 出席者) show
 * the print: numbers of one shape, brackets, colons, an indent. What is printed
 * likewise is an item too, whatever its name. */
#ifndef READER_FORM_H
#define READER_FORM_H

#include "label.h"
#include "lines.h"

#define FORM_WAYS_MAX 12

enum form_print {
    FORM_NUMBER,
    FORM_BULLET,
    FORM_BRACKET,
    FORM_COLON,
    FORM_GAP,
    FORM_ALONE
};

struct form_way {
    enum form_print print;
    uint32_t shape;  /* of number or bullet, or the opening bracket; else 0 */
    uint32_t indent; /* cells */
    uint32_t count;  /* known items that are printed so */
};

struct form {
    struct form_way ways[FORM_WAYS_MAX];
    size_t count;
};

/* Looks over the first lines, scanned (lines_scan). */
void form_gather(const struct lines *lines, struct form *out);

/* Whether at least two known items are printed as `line` is; `*way` is how. */
bool form_has(const struct form *form, const struct line *line,
              const struct label *label, struct form_way *way);

#endif
