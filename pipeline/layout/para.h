/* A paragraph before it is broken: items (what no line break divides and no spacing
 * enters) and the gaps between them. Built from leaves, then handed to line.h. */
#ifndef LAYOUT_PARA_H
#define LAYOUT_PARA_H

#include "base/diag.h"
#include "base/status.h"
#include "faces.h"
#include "jlreq.h"
#include "orientation.h"
#include "template.h"

/* What a line break at a gap costs; later kinds only where nothing else will do. */
enum gap_break {
    GAP_FREE,
    GAP_LATE,      /* inside an address, after its signs */
    GAP_WORD,      /* inside a word */
    GAP_NUMBER,    /* inside a number */
    GAP_FORBIDDEN, /* against line-start, line-end or inseparability rules */
    GAP_BREAK_COUNT
};

struct gap {
    struct str white;         /* white space of the source; may be empty */
    double natural, min, max; /* pt */
    uint8_t reduction;        /* enum jlreq_reduction */
    uint8_t expansion;        /* enum jlreq_expansion */
    uint8_t kind;             /* enum gap_break */
};

struct shaped_glyph {
    uint32_t id;
    double x, y, advance; /* from the item's glyph origin, pt */
};

/* How an item's glyphs stand in its line. */
enum item_setting {
    ITEM_ALONG,    /* in a horizontal line */
    ITEM_UPRIGHT,  /* in a vertical line, one below the other */
    ITEM_SIDEWAYS, /* in a vertical line, turned by 90 degrees clockwise */
    ITEM_ACROSS,   /* side by side across a vertical line (JLREQ 3.2.5, 縦中横) */
};

struct item {
    struct str text; /* of the source; with what is invisible around it */
    uint32_t code_point;
    uint32_t face; /* index into fonts.faces */
    uint32_t tag;
    uint32_t first_glyph, glyph_count;
    double size;     /* pt */
    double rise;     /* as in struct text_style */
    double body;     /* what it takes of the line, pt */
    double shift;    /* from the body's left edge to the glyph's origin, pt */
    double lead;     /* blank that belongs to it at a line start, pt */
    double tail;     /* blank that belongs to it at a line end, pt */
    uint8_t class;   /* enum jlreq_class */
    uint8_t setting; /* enum item_setting */
    bool tail_stays; /* at a line end, by the profile */
    bool hangs;      /* may hang outside the measure at a line end */
    struct gap gap;  /* to the next item */
};

/* How text is set. */
struct text_style {
    int role; /* enum font_role */
    double size;
    double rise; /* away from the line before, pt: above the baseline, or to the right
                    of a vertical line's middle */
    uint32_t tag;
    uint8_t class; /* enum jlreq_class of all its characters; 0: each its own */
};

/* Remembers which face and glyph set a character, for one job. */
#define GLYPH_CACHE_SIZE 4096
struct glyph_cache_entry {
    uint32_t code_point, face, glyph;
    uint8_t role_plus_1, latin;
    float advance; /* em */
};

/* The same for characters that stand upright in a vertical line. */
struct upright_cache_entry {
    uint32_t code_point, face_plus_1;
    struct upright place;
    bool stands;
};

struct para {
    struct layout_fonts *fonts;
    const struct layout_template *layout_template;
    struct diag *diag;             /* NULL while measuring */
    const struct page_sink *sink;  /* may be NULL; told what no font has */
    enum page_direction direction; /* of its lines */
    struct glyph_cache_entry *cache;
    struct upright_cache_entry *upright_cache; /* NULL until a line is vertical */
    void *buffer;                              /* hb_buffer_t */
    struct item *items;
    size_t item_count, item_capacity;
    struct shaped_glyph *glyphs;
    size_t glyph_count, glyph_capacity;
    struct cluster *clusters;
    size_t cluster_capacity;
    struct item *beside; /* items of annotations */
    size_t beside_count, beside_capacity;
    struct annotation *annotations; /* annotate.h; in the order of their bases */
    size_t annotation_count, annotation_capacity;
    double space_before_next; /* a blank asked for before the next item, pt */
    bool missing;             /* a character without a glyph was met */
    enum status status;
};

enum status para_open(struct para *para, struct layout_fonts *fonts,
                      const struct layout_template *layout_template);
void para_close(struct para *para);

/* Grows an array of the paragraph to hold `need`; false (and the status) when memory is
 * short. */
bool para_reserve(struct para *para, void **array, size_t *capacity, size_t need,
                  size_t size);

/* Empties the paragraph. */
void para_begin(struct para *para);

/* Appends a leaf's text. `pos` is where it begins in the source. */
void para_add(struct para *para, struct str text, struct diag_pos pos,
              const struct text_style *style);

/* A blank of `width` pt that is no text, before what comes next; a line may break
 * there.
 */
void para_add_space(struct para *para, double width);

/* Sets all gaps; call once after the last text. */
void para_end(struct para *para);

/* Natural width in pt, with the blank that a last closing mark carries. */
double para_width(const struct para *para);

#endif
