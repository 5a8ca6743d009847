/* What stands beside the items of a line and takes no room of it: ruby (JLREQ 3.3),
 * emphasis dots (3.4), and the notation of both, which is read and not seen. */
#ifndef LAYOUT_ANNOTATE_H
#define LAYOUT_ANNOTATE_H

#include "para.h"

enum annotation_kind {
    ANNOTATION_HIDDEN_BEFORE, /* notation before the base */
    ANNOTATION_RUBY,
    ANNOTATION_HIDDEN, /* notation behind the base */
    ANNOTATION_DOTS,
};

struct annotation {
    enum annotation_kind kind;
    size_t base_first, base_last; /* items of the line */
    size_t first, count;          /* items of its own: para->beside */
};

/* Gives the last items of the paragraph, from `base_first` on, an annotation of this
 * text. Of dots the text is one dot. */
void annotate(struct para *para, enum annotation_kind kind, size_t base_first,
              struct str text, struct diag_pos pos, const struct text_style *style);

/* Keeps bases of ruby whole and sets them as wide as their ruby. para_end calls it. */
void annotate_settle(struct para *para);

/* Width of an annotation's own items, set solid, pt. */
double annotation_width(const struct para *para, const struct annotation *annotation);

#endif
