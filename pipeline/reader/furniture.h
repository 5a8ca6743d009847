/* Page furniture that a text extraction leaves: page numbers, and running heads and
 * addresses around them. Only what recurs is taken for furniture. */
#ifndef READER_FURNITURE_H
#define READER_FURNITURE_H

#include "lines.h"

/* Marks the lines that are furniture. Linear but for sorting the neighbours of page
 * numbers. `scratch` gives working memory. */
enum status furniture_find(struct lines *lines, struct arena *scratch);

/* Whether a line is a page number by its shape: "- 3 -", "3/12", "３", "3 ページ".
 * Fills its value; `*bare` where nothing but digits stands there. */
bool furniture_is_number(struct str text, uint32_t *value, bool *bare);

#endif
