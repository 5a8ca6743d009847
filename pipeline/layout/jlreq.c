#include "jlreq.h"

#include <stddef.h>

struct class_range {
    uint32_t first, last;
    uint8_t class;
};

#include "jlreq_tables.inc"

#define RANGE_COUNT (sizeof class_ranges / sizeof class_ranges[0])

enum jlreq_class jlreq_class_of(uint32_t code_point)
{
    size_t low = 0, high = RANGE_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code_point > class_ranges[middle].last) {
            low = middle + 1;
        } else if (code_point < class_ranges[middle].first) {
            high = middle;
        } else {
            return (enum jlreq_class)class_ranges[middle].class;
        }
    }
    return JLREQ_IDEOGRAPHIC;
}

const struct jlreq_pair *jlreq_pair_of(enum jlreq_class before, enum jlreq_class after)
{
    return &pairs[before][after];
}

bool jlreq_is_latin(enum jlreq_class class)
{
    switch (class) {
    case JLREQ_DIGIT:
    case JLREQ_UNIT:
    case JLREQ_LATIN:
    case JLREQ_LATIN_OPENING:
    case JLREQ_LATIN_CLOSING:
    case JLREQ_LATIN_PUNCTUATION:
    case JLREQ_LATIN_SEPARATOR:
        return true;
    default:
        return false;
    }
}

bool jlreq_is_half_body(enum jlreq_class class, unsigned *body_start)
{
    switch (class) {
    case JLREQ_OPENING:
        *body_start = JLREQ_EM / 2;
        return true;
    case JLREQ_MIDDLE_DOT:
        *body_start = JLREQ_EM / 4;
        return true;
    case JLREQ_CLOSING:
    case JLREQ_FULL_STOP:
    case JLREQ_COMMA:
        *body_start = 0;
        return true;
    default:
        return false;
    }
}
