/* Numbers and bullets in front of a line: 第１, １, 1., (1), （ア）, ①, 日程第１,
 * 【議題1】;
 * -, ・, ○, →. */
#ifndef READER_LABEL_H
#define READER_LABEL_H

#include "number.h"

enum label_kind { LABEL_NONE, LABEL_NUMBER, LABEL_BULLET };

struct label {
    enum label_kind kind;
    struct str text; /* as printed, without white space around it */
    struct str rest; /* behind it, without leading white space */
    /* Equal for labels of one sequence: how it is wrapped, and its script; widths do
     * not matter. For a bullet its code point. */
    uint32_t shape;
    uint32_t value; /* 1 for the first; 0 for a bullet */
    bool spaced;    /* white space, or nothing at all, stands behind it */
};

/* Whether shapes come from 日程第１ and the like, which always name a point of the
 * agenda. */
bool label_names_agenda(const struct label *label);

/* Whether the label is the number of a bill (bill.h): they follow one another in any
 * order. */
bool label_is_bill(const struct label *label);

/* The label that begins `text` (a line without leading white space); kind LABEL_NONE
 * where none does. */
struct label label_read(struct str text);

#endif
