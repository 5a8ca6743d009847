/* The template of pages: every length and style that a publisher may set. */
#ifndef LAYOUT_TEMPLATE_H
#define LAYOUT_TEMPLATE_H

#include "base/arena.h"
#include "faces.h"
#include "jlreq.h"
#include "layout/layout.h"

/* Widest and longest of what a page may hold; they bound the work of a page. */
#define TEMPLATE_CHARACTERS_MAX 200
#define TEMPLATE_LINES_MAX 200
#define TEMPLATE_COLUMNS_MAX 6

enum style_align {
    ALIGN_JUSTIFY, /* full lines to both edges, the last one to the start */
    ALIGN_START,
    ALIGN_CENTER,
    ALIGN_END,
};

/* How a block is set. Widths in characters of the body size, heights in lines of the
 * body's pitch, which keeps everything on the grid. */
struct style {
    int font;      /* enum font_role */
    double size;   /* pt; 0 for the body's */
    int lines;     /* grid lines that one set line takes */
    double before; /* lines kept free above; none at the head of a page */
    double after;
    double indent; /* of all lines */
    double first;  /* further indent of the first line; negative hangs */
    double end;    /* kept free at the line end */
    double body;   /* headings: by how much what is under it is indented */
    int align;     /* enum style_align */
    bool keep;     /* stays with what follows */
};

enum style_name {
    STYLE_TITLE,
    STYLE_FIELD,      /* a head item's text */
    STYLE_FIELD_TERM, /* its label and name */
    STYLE_GROUP,      /* the printed name of a group of attendees */
    STYLE_ATTENDEE,
    STYLE_HEADING_1,
    STYLE_HEADING_2,
    STYLE_HEADING_3,
    STYLE_HEADING_4,
    STYLE_PARAGRAPH,
    STYLE_RUN_IN, /* a sentence that carries a section's number */
    STYLE_ITEM,
    STYLE_SPEAKER,
    STYLE_SPEECH, /* the paragraphs of a turn */
    STYLE_NOTE,
    STYLE_STAGE,
    STYLE_RULE,
    STYLE_CLOSING,
    STYLE_CELL,
    STYLE_RUNNING_HEAD,
    STYLE_FOLIO,
    STYLE_COUNT
};

enum line_start { LINE_START_STRICT, LINE_START_RELAXED };

/* Where an opening bracket stands that begins a line (JLREQ 3.1.5). */
enum line_bracket {
    LINE_BRACKET_FLUSH,    /* at the edge; in a first line after its whole indent */
    LINE_BRACKET_HALF_EM,  /* with the half em before it, in first lines too */
    LINE_BRACKET_PULLED_IN /* at the edge; in a first line its half em lies in the
                              indent */
};

/* What stands outside the text area. */
struct margin_text {
    struct str pattern; /* {title} {organ} {page} {pages}; empty: nothing */
    double distance;    /* pt, from the text area to the line's middle */
    int align;
    bool first_page;
};

struct layout_template {
    struct arena *arena;
    double width, height; /* of the page, pt */
    double top;           /* pt above the text area; negative: centred */
    int archive;          /* enum page_archive */
    bool linearized;
    int direction;      /* enum page_direction: of the lines */
    int columns;        /* 段: beside each other, or one below the other if vertical */
    double columns_gap; /* between them, characters */
    bool columns_rule;  /* a line between them */
    int across_max;     /* digits of a number that a vertical line sets across it */
    double size;        /* of the body, pt */
    int characters, lines;
    double pitch;           /* pt from line to line */
    int profile;            /* enum jlreq_profile */
    int start;              /* enum line_start */
    int bracket;            /* enum line_bracket */
    bool hanging;           /* full stops and commas may hang outside the measure */
    double punctuation_max; /* em that a blank at punctuation may gain before plain text
                               is parted; JLREQ 3.8.4: a quarter */
    bool ruby;         /* 漢字《かんじ》 and 《《強調》》 are notation */
    double marker_gap; /* characters between a marker and its text */
    double column_gap; /* characters between columns of attendees and tables */
    double name_max;   /* widest column of names, characters */
    int last_line_min; /* fewest characters that may stand alone on a new page */
    int last_page_min; /* a last page of fewer lines is drawn back, where that can be */
    struct style styles[STYLE_COUNT];
    struct margin_text head, folio;
};

/* The text area on the paper (版面), pt. */
struct text_area {
    double width, height;
    double step; /* from column to column, along the lines */
};
struct text_area template_text_area(const struct layout_template *layout_template);

#endif
