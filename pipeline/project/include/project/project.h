/* The configuration of a project of minutes: gijiroku.yaml, found upwards from the
 * input. What it means is documented in gijiroku(1), "CONFIGURATION". */
#ifndef PROJECT_PROJECT_H
#define PROJECT_PROJECT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/status.h"

#define PROJECT_FILE "gijiroku.yaml"

/* A public body whose minutes are published. */
struct project_body {
    struct str name;    /* as the minutes print it */
    struct str reading; /* in kana, for sorting; empty: not stated */
    struct str roster;  /* path of the file of its members; empty: none */
};

/* A text with its place in the configuration, for what other stages check. */
struct project_text {
    struct str text;
    struct diag_pos pos;
};

enum project_severity {
    PROJECT_OFF,
    PROJECT_NOTE,
    PROJECT_WARNING,
    PROJECT_ERROR,
};

/* A lint rule whose severity is set. That the rule exists is for others to check. */
struct project_rule {
    struct project_text name;
    enum project_severity severity;
};

/* Findings that are wanted: of one rule, in a file, on one line of it or anywhere. */
struct project_ignore {
    struct str file; /* path relative to the configuration's folder */
    uint32_t line;   /* 0: the whole file */
    struct project_text rule;
};

/* A correction of a published document, as the public is told of it. */
struct project_correction {
    struct str document;        /* its slug */
    struct str date;            /* of the correction, ISO 8601 */
    struct str text;            /* what was corrected */
    struct project_text before; /* path of the earlier text; empty: not kept */
};

/* Everything is empty where the configuration does not state it. All memory belongs to
 * the project. Paths are terminated and can be opened from the working directory. */
struct project {
    struct arena *arena;
    struct str file; /* the configuration; empty: there is none */
    struct str
        folder; /* that it lies in, with its slash; empty: the working directory */
    struct {
        struct str name;
        struct str url;
    } publisher;
    struct {
        struct str text; /* as printed: 公共データ利用規約（第1.0版） */
        struct str url;
    } licence;
    struct str site; /* the published folder's address, ends with a slash */
    struct project_text templates; /* folder whose files stand before the program's */
    struct project_text look;      /* of the pages: a name of templates/looks/ */
    enum project_writing {
        PROJECT_HORIZONTAL,
        PROJECT_VERTICAL
    } writing; /* of pages */
    struct str
        pdf_template; /* a path, or the name of one that comes with the program */
    struct project_correction *corrections; /* in the order of the configuration */
    size_t correction_count;
    struct project_body *bodies;
    size_t body_count;
    struct {
        struct project_rule *rules;
        size_t rule_count;
        struct project_text *dictionaries; /* paths */
        size_t dictionary_count;
        struct str baseline; /* path */
        struct project_ignore *ignores;
        size_t ignore_count;
    } lint;
};

/* Appends the path of the configuration that governs `input` (a file, a folder, or "-"
 * for standard input: the working directory's); nothing where there is none.
 * STATUS_NOMEM. */
enum status project_find(const char *input, struct buf *path);

/* Reads a configuration; every mistake is reported with its place. An empty path gives
 * the project in which nothing is stated. project_close releases. STATUS_SYNTAX,
 * STATUS_IO, STATUS_NOMEM; `*out` is NULL then. */
enum status project_open(const char *path, struct diag *diag, struct project **out);
void project_close(struct project *project);

/* The same from text, as if it had been read from `path`. */
enum status project_read(struct str path, struct str yaml, struct diag *diag,
                         struct project **out);

/* The body with that name (white space aside); NULL where there is none. */
const struct project_body *project_body_lookup(const struct project *project,
                                               struct str name);

#endif
