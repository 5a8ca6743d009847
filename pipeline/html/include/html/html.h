/* Pages for the website, by the publisher's stylesheets (XSLT 1.0).
 *
 * The text of a page's <main> is exactly the text of the XML's <body>; everything that
 * the stylesheet adds (facts, contents, links) stands outside it. */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "base/buf.h"
#include "base/diag.h"

/* A compiled stylesheet. Immutable, may be shared between threads. */
struct html_stylesheet;

/* Reads a stylesheet and what it imports from beside it; it can reach neither network
 * nor other files when it runs. Faults are reported with the line, under the file's
 * name (diag_set_file), then STATUS_SYNTAX; STATUS_IO for an unreadable file.
 * html_close releases (NULL is allowed). Not to be called from two threads at once:
 * libxslt tells errors of compilation through a global. */
enum status html_open(const char *path, struct diag *diag,
                      struct html_stylesheet **out);
void html_close(struct html_stylesheet *stylesheet);

/* Another format of the same document, to link to. */
struct html_link {
    struct str href;
    struct str name;       /* for people: PDF, Markdown, XML */
    struct str media_type; /* IANA */
    size_t size;           /* bytes */
};

/* The page of another document. */
struct html_neighbour {
    struct str href; /* relative to the page; empty: there is none */
    struct str title, session, date;
};

/* What a page cannot know from its document. Empty: left out. */
struct html_params {
    struct str style;   /* URI of the style sheet, relative to the page */
    struct str home;    /* URI of the site's index, relative to the page */
    struct str address; /* absolute URI of the page */
    struct str publisher, publisher_url;
    struct str licence, licence_url;
    struct html_neighbour previous, next; /* session of the same body */
    struct str source_sha256;
    struct str generator; /* name and version of the program */
    const struct html_link *links;
    size_t link_count;
};

/* Appends the page of a document, given as its XML. The stylesheet sees the parameters
 * as <publication> elements, the last child of the root. STATUS_SYNTAX with a report
 * when the stylesheet fails. */
enum status html_write(const struct html_stylesheet *stylesheet, struct str xml,
                       const struct html_params *params, struct buf *out,
                       struct diag *diag);

/* One document in the site's index. */
struct html_entry {
    struct str href; /* URI of the document, relative to the index */
    struct str slug, title, organ, session, kind, date;
};

/* Appends the site's index. The stylesheet gets <index> with a <document> for each
 * entry, namespace urn:gijiroku:site:1. */
enum status html_write_index(const struct html_stylesheet *stylesheet,
                             const struct html_entry *entries, size_t count,
                             const struct html_params *params, struct buf *out,
                             struct diag *diag);

#endif
