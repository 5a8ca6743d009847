/* The classes of Japanese typesetting and what lies between two of them: W3C JLREQ as
 * data. Generated tables; the files under tables/ name the sources. */
#ifndef LAYOUT_JLREQ_H
#define LAYOUT_JLREQ_H

#include <stdbool.h>
#include <stdint.h>

/* Numbers are those of JLREQ (cl-01 to cl-30); the last ones are this program's. */
enum jlreq_class {
    JLREQ_OPENING = 1,
    JLREQ_CLOSING = 2,
    JLREQ_HYPHEN = 3,
    JLREQ_DIVIDING = 4,
    JLREQ_MIDDLE_DOT = 5,
    JLREQ_FULL_STOP = 6,
    JLREQ_COMMA = 7,
    JLREQ_INSEPARABLE = 8,
    JLREQ_ITERATION = 9,
    JLREQ_PROLONGED = 10,
    JLREQ_SMALL_KANA = 11,
    JLREQ_PREFIX = 12,
    JLREQ_POSTFIX = 13,
    JLREQ_SPACE = 14,
    JLREQ_HIRAGANA = 15,
    JLREQ_KATAKANA = 16,
    JLREQ_MATH_SYMBOL = 17,
    JLREQ_MATH_OPERATOR = 18,
    JLREQ_IDEOGRAPHIC = 19,
    JLREQ_REFERENCE_MARK = 20, /* given by markup */
    JLREQ_DIGIT = 24,
    JLREQ_UNIT = 25,
    JLREQ_WORD_SPACE = 26,
    JLREQ_LATIN = 27,
    JLREQ_LATIN_OPENING = 31,
    JLREQ_LATIN_CLOSING = 32,
    JLREQ_LATIN_PUNCTUATION = 33,
    JLREQ_SIGN_OPENING = 34,
    JLREQ_SIGN_CLOSING = 35,
    JLREQ_LATIN_SEPARATOR = 36,
    JLREQ_WIDE_WORD = 37,
    JLREQ_CLASS_COUNT
};

/* Lengths are counted in eighths of an em. */
#define JLREQ_EM 8

/* Steps in which a line is fitted; the numbers order their use (3.8.3, 3.8.4). */
enum jlreq_reduction {
    JLREQ_REDUCE_NEVER,
    JLREQ_REDUCE_WORD_SPACE,
    JLREQ_REDUCE_LINE_END,     /* closing marks and commas at the line end */
    JLREQ_REDUCE_LINE_END_DOT, /* a middle dot at the line end */
    JLREQ_REDUCE_MIDDLE_DOT,
    JLREQ_REDUCE_BRACKET,
    JLREQ_REDUCE_LATIN,
    JLREQ_REDUCTION_COUNT
};
enum jlreq_expansion {
    JLREQ_EXPAND_NEVER,
    JLREQ_EXPAND_WORD_SPACE,
    JLREQ_EXPAND_LATIN,
    JLREQ_EXPAND_PUNCTUATION,
    JLREQ_EXPAND_PLAIN,
    JLREQ_EXPANSION_COUNT
};

/* Whether a line may be broken between two classes (3.1.7, 3.1.8, 3.1.10). */
enum jlreq_break {
    JLREQ_BREAK_FREE,
    JLREQ_BREAK_RELAXED, /* by the relaxed practice of line starts alone */
    JLREQ_BREAK_SAME,    /* not between the same character twice */
    JLREQ_BREAK_WORD,    /* inside a word or a number: where nothing else will do */
    JLREQ_BREAK_NEVER,
};

enum jlreq_profile { JLREQ_PROFILE_JLREQ, JLREQ_PROFILE_JISX4051 };

struct jlreq_pair {
    uint8_t natural, min, max; /* eighths of an em */
    uint8_t reduction;         /* enum jlreq_reduction */
    uint8_t expansion;         /* enum jlreq_expansion */
    uint8_t breaking;          /* enum jlreq_break */
};

/* How characters of a class stand in their cell and at the ends of a line; lengths in
 * eighths of an em. */
struct jlreq_manner {
    uint8_t word;                   /* of a script that is written in words */
    uint8_t body_start, body_width; /* in a full-width cell; width 0: all of the cell */
    uint8_t narrow;         /* class where a face draws no full-width cell; 0: same */
    uint8_t lead;           /* blank before it at a line start */
    uint8_t tail;           /* blank behind it at a line end */
    uint8_t tail_reduction; /* enum jlreq_reduction that takes the tail away */
    uint8_t keeps_tail;     /* set of 1 << enum jlreq_profile */
    uint8_t hangs;          /* may hang outside the measure */
};

enum jlreq_class jlreq_class_of(uint32_t code_point);

/* What lies between two neighbours of a line. Static. */
const struct jlreq_pair *jlreq_pair_of(enum jlreq_class before, enum jlreq_class after);

/* Static. */
const struct jlreq_manner *jlreq_manner_of(enum jlreq_class class);

#endif
