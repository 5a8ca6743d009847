/* From the codes of a string to characters: ISO 32000-1, 9.7.5, 9.7.6 and 9.10. */
#ifndef VERIFY_PDFIN_FONT_H
#define VERIFY_PDFIN_FONT_H

#include "pdfin.h"

/* Codes of `bytes` bytes between the two, byte by byte. */
struct pdfin_code_space {
    unsigned bytes;
    uint32_t low, high;
};

/* Codes from `low` to `high`; the first stands for `target` (UTF-16BE), the others for
 * what follows it. */
struct pdfin_mapping {
    uint32_t low, high;
    uint32_t order; /* of definition: the last one holds */
    struct str target;
};

struct pdfin_cmap {
    struct pdfin_code_space *spaces;
    size_t space_count, space_capacity;
    struct pdfin_mapping *mappings; /* by `low`, each code in one */
    size_t mapping_count, mapping_capacity;
    bool vertical;
};

/* Reads a CMap; its texts belong to the arena. False after a fault. pdfin_cmap_free
 * releases in any case. */
bool pdfin_cmap_read(struct str bytes, struct arena *arena, struct pdfin_cmap *out);
void pdfin_cmap_free(struct pdfin_cmap *cmap);

enum pdfin_coding {
    PDFIN_CODES_SIMPLE,    /* one byte */
    PDFIN_CODES_IDENTITY,  /* two bytes */
    PDFIN_CODES_UTF16,     /* two bytes or four, and they are the text */
    PDFIN_CODES_SHIFT_JIS, /* one byte or two */
    PDFIN_CODES_OF_CMAP,   /* as a CMap's code spaces have it */
};

struct pdfin_font {
    struct pdfin_font *next;
    const struct pdfin_value *dict; /* tells fonts apart */
    enum pdfin_coding coding;
    bool vertical;
    bool has_unicode; /* `unicode` holds */
    struct pdfin_cmap encoding, unicode;
    uint32_t simple[256]; /* 0: none */
};

/* All fonts of a file that were met. */
struct pdfin_fonts {
    struct pdfin_font *first;
};

/* The font of a dictionary, read when it is first met; NULL when memory is short or
 * after a fault, which is the file's. */
struct pdfin_font *pdfin_font_lookup(struct pdfin *file, struct pdfin_fonts *fonts,
                                     const struct pdfin_value *dict);
void pdfin_fonts_free(struct pdfin_fonts *fonts);

/* Appends what a string says. A code that stands for nothing known gives U+FFFD. */
void pdfin_font_add_text(const struct pdfin_font *font, struct str string,
                         struct buf *out);

#endif
