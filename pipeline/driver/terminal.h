/* Standard error carries messages, standard output carries only the product. */
#ifndef DRIVER_TERMINAL_H
#define DRIVER_TERMINAL_H

#include "base/buf.h"
#include "base/diag.h"
#include "options.h"

struct terminal {
    enum option_verbosity verbosity;
    bool color;    /* of messages */
    bool progress; /* standard error is a terminal that someone watches */
    bool progress_shown;
    unsigned columns; /* cells to a row; 0: no terminal, rows have no end */
};

/* The text that positions of `file` point into, as decoded. Lines that are asked for in
 * order are found in time linear in the text. */
struct terminal_listing {
    struct str file;
    struct str text;
    size_t at; /* where line number `line` + 1 begins */
    uint32_t line;
};

/* One message about a place, however it came about. */
struct terminal_message {
    struct str file;
    struct diag_pos pos;
    enum diag_severity severity;
    struct str text; /* translated */
    const char *rule;
};

void terminal_open(struct terminal *terminal, enum option_color color,
                   enum option_verbosity verbosity);

/* Appends the entries of `diag` from that index on that the verbosity lets through,
 * each with its source line and a caret where `listing` (may be NULL) has them. Only
 * reads the terminal: any thread may call it. */
void terminal_list_diag(const struct terminal *terminal, const struct diag *diag,
                        size_t from, struct terminal_listing *listing, struct buf *out);

/* Prints what was listed. */
void terminal_put(struct terminal *terminal, struct str text);

/* Lists and prints. Returns the index of the next entry. */
size_t terminal_print_diag(struct terminal *terminal, const struct diag *diag,
                           size_t from, struct terminal_listing *listing);

/* Appends one message as terminal_print_diag prints it. */
void terminal_add_message(const struct terminal *terminal,
                          const struct terminal_message *message,
                          struct terminal_listing *listing, struct buf *out);

/* How messages look that are themselves the product, on standard output. */
struct terminal terminal_for_product(const struct terminal *terminal,
                                     enum option_color color);

/* One line on standard error; not with -q. The format is translated already. */
void terminal_say(struct terminal *terminal, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "[3/100] name" over and over in one row of a terminal; nothing elsewhere. */
void terminal_progress(struct terminal *terminal, size_t number, size_t count,
                       struct str name);
void terminal_progress_end(struct terminal *terminal);

/* Whether standard output is a terminal. */
bool terminal_output_is_terminal(void);

/* Writes the product to standard output, whole. STATUS_IO, reported, when it cannot. */
enum status terminal_write_product(struct str product, struct diag *diag);

#endif
