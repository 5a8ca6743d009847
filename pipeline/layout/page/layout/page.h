/* Pages of positioned glyphs: all that a writer of pages (PDF) knows.
 *
 * Lengths are in pt (1/72 inch). The origin of a page is its lower left corner, y goes
 * up, as in PDF. Everything is owned by the arena of the `struct pages`, except font
 * files, which outlive it.
 *
 * Pages are handed over one at a time, so that a long document need not be held as
 * glyphs (struct page_sink); or they are kept, where nobody takes them.
 */
#ifndef LAYOUT_PAGE_H
#define LAYOUT_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/str.h"

/* A face that sets text. `data` is the whole font file (a collection too), mapped. */
struct page_font {
    const unsigned char *data;
    size_t size;
    unsigned face_index; /* in a collection; 0 otherwise */
    struct str file;     /* base name, for messages */
    struct str postscript_name;
    double units_per_em;
    double ascent, descent; /* em; descent is negative */
    bool cff;               /* outlines in a CFF table */
};

/* One glyph. Runs list glyphs in reading order. `text` is what this glyph stands for in
 * the source: the first glyph of a cluster carries the cluster's text, the others none.
 * A glyph of empty text that begins a run would be lost to extraction: there is none.
 */
struct page_glyph {
    uint32_t glyph_id;
    struct str text;
    float x, y;    /* offset of the glyph's origin from the run's origin, pt; of a
                      sideways run before it is turned */
    float advance; /* the font's own advance at the run's size, pt; along the line */
};

enum page_direction {
    PAGE_HORIZONTAL,
    PAGE_VERTICAL, /* upright glyphs, one below the other */
    PAGE_SIDEWAYS, /* a horizontal run turned by 90 degrees clockwise: Latin words in a
                      vertical line */
};

/* Glyphs of one font and size on one line. */
struct page_run {
    uint32_t font; /* index into pages.fonts */
    double size;   /* pt */
    double scale;  /* horizontal scaling, 1 for none; stretches ruled lines to the
                      measure */
    enum page_direction direction;
    bool hidden; /* read and found, not seen: notation of ruby */
    double x, y; /* origin: the baseline's start, about which a sideways run is turned;
                    vertical: the line's centre and top */
    uint32_t
        tag; /* index into pages.tags; tag 0 is the artifact (running head, folio) */
    uint32_t line; /* number of the line on its page, from 1; 0 for artifacts */
    const struct page_glyph *glyphs;
    size_t glyph_count;
};

/* A filled rectangle, always decoration: table rules, separators. */
struct page_box {
    double x, y, width, height;
};

/* ISO 32000-1, 14.8.4: standard structure types in use. */
enum page_tag_type {
    PAGE_TAG_ARTIFACT, /* only tags[0] */
    PAGE_TAG_DOCUMENT, /* only tags[1], the root of all others */
    PAGE_TAG_SECT,
    PAGE_TAG_DIV,
    PAGE_TAG_H1,
    PAGE_TAG_H2,
    PAGE_TAG_H3,
    PAGE_TAG_H4,
    PAGE_TAG_H5,
    PAGE_TAG_H6,
    PAGE_TAG_P,
    PAGE_TAG_L,
    PAGE_TAG_LI,
    PAGE_TAG_LBL,
    PAGE_TAG_LBODY,
    PAGE_TAG_TABLE,
    PAGE_TAG_TR,
    PAGE_TAG_TH,
    PAGE_TAG_TD,
    PAGE_TAG_NOTE,
    PAGE_TAG_REFERENCE,
    PAGE_TAG_LINK,
    PAGE_TAG_SPAN,
    PAGE_TAG_RUBY,
    PAGE_TAG_RB,
    PAGE_TAG_RT,
    PAGE_TAG_RP,
    PAGE_TAG_CAPTION,
    PAGE_TAG_TYPE_COUNT
};

enum page_scope { PAGE_SCOPE_NONE, PAGE_SCOPE_ROW, PAGE_SCOPE_COLUMN };

/* A structure element. Children come after their parent in pages.tags, and siblings in
 * reading order. Marked content goes to any element, in the order of the runs. */
struct page_tag {
    enum page_tag_type type;
    uint32_t parent;
    enum page_scope scope; /* of a TH */
    struct str id;     /* the document's id: named destination and /ID; may be empty */
    struct str target; /* of a Link: "#id" within, else a URI */
};

/* A rectangle on a page that leads to the target of the Link element `tag`. */
struct page_link {
    uint32_t tag;
    double x, y, width, height;
};

/* Where a named destination lies. One for each id that reached a page. */
struct page_destination {
    struct str id;
    uint32_t page; /* from 0 */
    double x, y;   /* upper left */
};

/* A bookmark; a deeper level hangs under the nearest shallower one before it. */
struct page_bookmark {
    struct str title;
    uint32_t level;       /* from 1 */
    uint32_t destination; /* index into pages.destinations */
};

struct page {
    double width, height;
    struct str label;            /* the printed folio, for page labels: 3 */
    const struct page_run *runs; /* artifacts may stand anywhere between */
    size_t run_count;
    const struct page_box *boxes;
    size_t box_count;
    const struct page_link *links;
    size_t link_count;
};

/* What the template asks of the file: the parts of ISO 19005 that it may conform to. */
enum page_archive {
    PAGE_ARCHIVE_A3A, /* the record and its source attached */
    PAGE_ARCHIVE_A2A, /* nothing attached */
};

/* While pages are handed over, `fonts` and `tags` hold what the pages up to then refer
 * to, and grow; `tags` moves when it does. Destinations and bookmarks are there after
 * the last page. The rest is settled before the first. */
struct pages {
    struct arena *arena;
    struct arena *ways;       /* of tags, destinations and bookmarks; may be NULL */
    const struct page *pages; /* NULL where a sink took them */
    size_t page_count;
    const struct page_font *fonts;
    size_t font_count;
    const struct page_tag *tags;
    size_t tag_count;
    const struct page_destination *destinations;
    size_t destination_count;
    const struct page_bookmark *bookmarks;
    size_t bookmark_count;
    enum page_direction direction; /* of the text: vertical pages follow each other from
                                      right to left */

    enum page_archive archive;
    bool linearized; /* ordered for the web: ISO 32000-1, annex F */

    /* Document information; empty where not stated. */
    struct str title, author, subject, keywords;
    struct str language; /* BCP 47: ja-JP */
    struct str date;     /* of the meeting, ISO 8601; empty where not stated */
};

/* Takes the pages in their order. A page and what it points to last for the call,
 * `pages` until pages_free. Anything but STATUS_OK ends the composing with that status.
 */
struct page_sink {
    enum status (*take)(void *user, const struct pages *pages, const struct page *page);
    /* Told of each character that no font has, with its place in the source, in place
     * of the report. It is left out of the pages. NULL: it is reported. */
    void (*lack)(void *user, struct str character, struct diag_pos pos);
    void *user;
};

/* Releases tags, destinations and bookmarks, of which a long document has many, once
 * they are written. */
void pages_forget_ways(struct pages *pages);

/* Releases everything; NULL is allowed. */
void pages_free(struct pages *pages);

#endif
