/* What `fonts` found out, before it is printed. */
#ifndef DRIVER_FONTS_H
#define DRIVER_FONTS_H

#include "font_lock.h"
#include "layout/layout.h"
#include "output.h"

/* One font of the stack and the characters that it sets. */
struct fonts_row {
    struct layout_face face;
    char sha256[OUTPUT_SHA256_DIGITS + 1]; /* empty where absent */
    enum font_lock_answer lock;
    unsigned char *characters; /* a bit for each code point; NULL: none */
    size_t character_count;
};

/* A character that no font has. */
struct fonts_lack {
    struct str file, character;
    struct diag_pos pos;
};

struct fonts_census {
    struct arena *arena;
    struct fonts_row *rows;
    size_t row_count;
    struct fonts_lack *lacks;
    size_t lack_count, lack_capacity;
    bool has_inputs;
    enum status status; /* sticky */
};

/* The next code point from `*at` on that the row's font sets; false at the end. */
bool fonts_next_character(const struct fonts_row *row, uint32_t *at, uint32_t *out);

/* fonts_print.c */
enum status fonts_write_text(const struct fonts_census *census, struct buf *out);
enum status fonts_write_json(const struct fonts_census *census, struct buf *out);

/* What OS/2 fsType says, as a public name: "installable", "restricted" … */
const char *fonts_rights_name(unsigned rights);

#endif
