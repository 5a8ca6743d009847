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

const struct jlreq_manner *jlreq_manner_of(enum jlreq_class class)
{
    return &manners[class];
}
