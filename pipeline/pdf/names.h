/* Name trees: ISO 32000-1, 7.9.6. */
#ifndef PDF_NAMES_H
#define PDF_NAMES_H

#include "file.h"

struct pdf_name {
    struct str key;
    uint32_t owner; /* for the caller; of equal keys the lowest owner stays */
};

/* Spells the object that an owner's name stands for. */
typedef void pdf_name_spell(const void *user, uint32_t owner, struct buf *out);

/* Sorts by byte and drops later names of a key; gives the new count. */
size_t pdf_names_sort(struct pdf_name *names, size_t count);

/* The name of a key among sorted ones; NULL where there is none. */
const struct pdf_name *pdf_names_lookup(const struct pdf_name *names, size_t count,
                                        struct str key);

/* A tree of sorted names. The root's number. */
uint32_t pdf_names_add(struct pdf_file *file, const struct pdf_name *names,
                       size_t count, pdf_name_spell *spell, const void *user);

#endif
