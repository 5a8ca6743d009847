/* Pages for the website and further formats, by the publisher's stylesheets (XSLT 1.0).
 *
 * The text of a page's <main> is exactly the text of the XML's <body>; everything that
 * the stylesheet adds (facts, contents, links) stands outside it. */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "base/buf.h"
#include "base/diag.h"

/* Where stylesheets come from: a tree of names ("html/page.xsl"), of which a publisher
 * may replace any. */
enum html_layer {
    HTML_NEAREST, /* the publisher's own file where there is one */
    HTML_PROGRAM, /* the one that the publisher's stands before */
};
struct html_library {
    /* Appends the path of the file of that name, or the one where it is missed. False
     * where there can be none of that name. */
    bool (*find)(void *user, struct str name, enum html_layer layer, struct buf *path);
    void *user;
};

/* A compiled stylesheet. Immutable, may be shared between threads. */
struct html_stylesheet;

/* Reads a stylesheet of the library and what it imports: by a name relative to its own,
 * or by "program:/NAME", which a publisher's stylesheet extends by importing it. It can
 * reach neither network nor other files when it runs. Faults are reported with the
 * line, under the file's name (diag_set_file), then STATUS_SYNTAX; STATUS_IO for an
 * unreadable file. html_close releases (NULL is allowed). Not to be called from two
 * threads at once: libxslt tells errors of compilation through a global. */
enum status html_open(const struct html_library *library, const char *name,
                      struct diag *diag, struct html_stylesheet **out);
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

/* A correction of a document after it was published. */
struct html_correction {
    struct str date, text;
    struct str
        before; /* URI of the earlier text, relative to the document; empty: none */
};

/* What a page cannot know from its document. Empty: left out. */
struct html_params {
    struct str root;    /* "../", from the page to the site; empty: it stands alone */
    struct str site;    /* absolute URI of the site, with its slash */
    struct str address; /* absolute URI of the page */
    struct str body;    /* URI of the page of its body, relative to the page */
    struct str search;  /* URI of the page that searches, relative to the site */
    struct str publisher, publisher_url;
    struct str licence, licence_url;
    struct str writing;                   /* "vertical"; empty: horizontal */
    struct str updated;                   /* ISO 8601, for what has no date */
    struct html_neighbour previous, next; /* session of the same body */
    struct str source_sha256;
    struct str generator; /* name and version of the program */
    const struct html_link *links;
    size_t link_count;
    const struct html_correction *corrections; /* the latest first */
    size_t correction_count;
};

/* Appends what the stylesheet makes of a document, given as its XML: HTML, XML or text,
 * as its <xsl:output> says. It sees the parameters as <publication>, the last child of
 * the root. STATUS_SYNTAX with a report when the stylesheet fails. */
enum status html_write(const struct html_stylesheet *stylesheet, struct str xml,
                       const struct html_params *params, struct buf *out,
                       struct diag *diag);

/* One document in the site. */
struct html_entry {
    struct str href; /* URI of the document, relative to the site */
    struct str slug, title, organ, session, kind, date;
    const struct html_correction *corrections; /* the latest first */
    size_t correction_count;
};

/* A public body and its documents, in the order in which they are listed. */
struct html_body {
    struct str name; /* empty: the documents that name none */
    struct str reading;
    struct str href; /* URI of its page, relative to the site */
    const struct html_entry *entries;
    size_t entry_count;
};

/* The site as its stylesheets see it: <site> with a <publication>, and a <body> with a
 * <document> for each entry; namespace urn:gijiroku:site:1. STATUS_NOMEM. Release with
 * html_site_close (NULL is allowed). */
struct html_site;
enum status html_site_open(const struct html_body *bodies, size_t count,
                           const struct html_params *params, struct html_site **out);
void html_site_close(struct html_site *site);

/* Appends a page of the site. `root` leads from the page to the site ("", "../../").
 * `body` is the index of the body whose page it is; HTML_NO_BODY: none's. A stylesheet
 * that makes nothing of the site leaves `out` as it is. */
#define HTML_NO_BODY SIZE_MAX
enum status html_site_write(struct html_site *site,
                            const struct html_stylesheet *stylesheet, struct str root,
                            size_t body, struct buf *out, struct diag *diag);

#endif
