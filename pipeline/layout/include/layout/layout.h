/* From a document to pages of positioned glyphs, by a template. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "base/diag.h"
#include "base/host.h"
#include "base/status.h"
#include "layout/page.h"
#include "model/model.h"

/* The faces of the fallback stack. Immutable for its users and safe to share between
 * threads; faces open themselves on first need. */
struct layout_fonts;

/* Opens the stack that a folder describes: fonts.conf (fontconfig: where to look) and
 * stack.yaml (which families, in which order). Faults are reported under the name of
 * the file they stand in (diag_set_file). STATUS_SYNTAX for a faulty description or a
 * first family that is missing, STATUS_IO for unreadable files. layout_fonts_close
 * releases (NULL is allowed); pages made with the fonts must be freed before. */
enum status layout_fonts_open(const char *folder, struct diag *diag,
                              struct layout_fonts **out);
void layout_fonts_close(struct layout_fonts *fonts);

/* The stamp of the file that a font of the pages is mapped from; NULL where `data` is
 * none of these fonts'. Thread-safe. */
const struct host_stamp *layout_fonts_stamp(struct layout_fonts *fonts,
                                            const unsigned char *data);

/* Appends what tells these fonts from others: the description of the stack, and of each
 * family the file and its table directory, where a checksum stands for every table
 * (OpenType 1.9, "Organization of an OpenType Font"). Opens every face. Thread-safe.
 * STATUS_NOMEM. */
enum status layout_fonts_identify(struct layout_fonts *fonts, struct buf *out);

/* What is known of one face of the stack, in the order of the description. */
enum layout_face_state {
    LAYOUT_FACE_OPEN,
    LAYOUT_FACE_ABSENT,    /* not installed, or not readable as a font */
    LAYOUT_FACE_FORBIDDEN, /* its rights do not allow embedding a subset */
};
struct layout_face {
    struct str family;
    const char *roles[4]; /* that it serves; static */
    size_t role_count;
    enum layout_face_state state;
    struct page_font font; /* empty where absent */
    unsigned rights;       /* OS/2 fsType */
};

/* How many there are, and one of them, which is opened for it. */
size_t layout_fonts_count(const struct layout_fonts *fonts);
struct layout_face layout_fonts_face(struct layout_fonts *fonts, size_t index);

/* Geometry and styles of pages. Immutable, shareable. */
struct layout_template;

/* Reads a template (YAML). Mistakes are reported under its name (diag_set_file) with
 * line, column and what was expected; then STATUS_SYNTAX. layout_template_close
 * releases (NULL is allowed). */
enum status layout_template_open(const char *path, struct diag *diag,
                                 struct layout_template **out);
/* The same from memory. */
enum status layout_template_read(struct str name, struct str yaml, struct diag *diag,
                                 struct layout_template **out);
void layout_template_close(struct layout_template *layout_template);

/* Sets a document and hands its pages to the sink; without one (NULL) they are kept in
 * `*out`. The document and the fonts must outlive the pages, which pages_free
 * releases. A character that no font has is reported with its place
 * (DIAG_GLYPH_MISSING), then STATUS_SYNTAX, and the pages are worth nothing; a font
 * whose rights forbid embedding likewise (DIAG_FONT_RIGHTS). */
enum status layout_compose(const struct doc *doc,
                           const struct layout_template *layout_template,
                           struct layout_fonts *fonts, const struct page_sink *sink,
                           struct diag *diag, struct pages **out);

/* ---- how a line was set ---- */

/* What was done to a line, in the order of JLREQ 3.8.3 and 3.8.4. */
enum layout_step_kind {
    LAYOUT_LINE_END_DROPPED, /* 3.1.9, 3.8.3 b: the blank behind the mark at its end */
    LAYOUT_LINE_END_HUNG,    /* 2.5.1: that mark stands outside the measure */
    LAYOUT_REDUCED_WORD_SPACE,
    LAYOUT_REDUCED_MIDDLE_DOT,
    LAYOUT_REDUCED_PUNCTUATION,
    LAYOUT_REDUCED_LATIN,
    LAYOUT_EXPANDED_WORD_SPACE,
    LAYOUT_EXPANDED_LATIN,
    LAYOUT_EXPANDED_PUNCTUATION,
    LAYOUT_EXPANDED_PLAIN,
    LAYOUT_EXPANDED_EVENLY, /* 3.8.4 d */
    LAYOUT_STEP_COUNT
};
struct layout_step {
    enum layout_step_kind kind;
    size_t places;
    double least, most; /* em that a place lost or gained */
};

/* Whether and why a line might end at a place. */
enum layout_break_kind {
    LAYOUT_BREAK_FREE,
    LAYOUT_BREAK_ADDRESS, /* inside an address, behind a sign */
    LAYOUT_BREAK_WORD,
    LAYOUT_BREAK_NUMBER,
    LAYOUT_BREAK_START,       /* the next character must not begin a line, 3.1.7 */
    LAYOUT_BREAK_END,         /* the last must not end one, 3.1.8 */
    LAYOUT_BREAK_INSEPARABLE, /* 3.1.10 */
};
struct layout_break {
    struct str before, after; /* characters on both sides */
    enum layout_break_kind kind;
    double lack; /* em that a line ending here is short by; negative: too long */
    bool fits;   /* when all that may be is reduced */
    bool chosen;
    bool dearer_here; /* this line alone would be worse set than the chosen one */
};
#define LAYOUT_BREAKS_MAX 7

/* One line of a page. */
struct layout_line {
    struct arena *arena; /* owns the texts; layout_line_close releases it */
    struct str text;

    double size;             /* pt, of an em */
    double measure, natural; /* em */
    bool justified; /* else the line keeps its natural width: a last line, a ragged one
                     */
    struct layout_step steps[LAYOUT_STEP_COUNT];
    size_t step_count;
    struct layout_break breaks[LAYOUT_BREAKS_MAX]; /* near the line's end, in order */
    size_t break_count;                            /* 0 for the last line */
};

/* Sets the document and tells how line `line` of page `page` was set, both counted from
 * 1; lines of text are counted, not those of the margins. STATUS_USAGE, reported, where
 * there is no such line. */
enum status layout_explain_line(const struct doc *doc,
                                const struct layout_template *layout_template,
                                struct layout_fonts *fonts, struct diag *diag,
                                size_t page, size_t line, struct layout_line *out);
void layout_line_close(struct layout_line *line);

#endif
