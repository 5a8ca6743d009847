/* Addresses in running text that a page can lead to: those of the web and of mail. */
#ifndef LAYOUT_ADDRESS_H
#define LAYOUT_ADDRESS_H

#include <stdbool.h>

#include "base/str.h"

struct address {
    size_t begin, end; /* bytes of the text */
    bool mail;         /* local@domain, without a scheme */
};

/* The first address at or after byte `from`. A full stop, a comma or a bracket that
 * ends the sentence around it is no part of it. Linear in what it passes over. */
bool address_find(struct str text, size_t from, struct address *out);

#endif
