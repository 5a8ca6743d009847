/* The printed label of a section, item or field: 第１, 1., （１）, ア, (a), ①. */
#ifndef LINT_LABEL_H
#define LINT_LABEL_H

#include "passage.h"

enum label_style {
    LABEL_NONE,     /* no label that counts */
    LABEL_ARABIC,   /* of either width */
    LABEL_KANJI,    /* 一, 十二 */
    LABEL_CIRCLED,  /* ① */
    LABEL_KATAKANA, /* ア, イ, ウ */
    LABEL_LATIN,    /* a, b, c */
};

struct label {
    enum label_style style;
    size_t from, to;      /* in the passage */
    bool ordinal;         /* begins with 第 */
    uint32_t open, close; /* narrow brackets; close may be a dot; 0: none */
    uint32_t value;       /* from 1 */
    bool wide;            /* all of what has two widths is full-width */
    bool mixed;           /* of both widths within itself */
};

/* The label that the passage begins with, where its block prints one. */
struct label label_of(const struct passage *passage);

/* Whether two labels may count in one sequence. Widths do not matter. */
bool label_same_shape(const struct label *a, const struct label *b);

/* Reads a number at an index, in digits of either width or kanji; gives the count of
 * characters, 0 where there is none. At most 9999. */
size_t label_read_number(const struct passage *passage, size_t at,
                         enum label_style *style, uint32_t *value);

#endif
