/* From the words of the command line to a list of documents. */
#ifndef DRIVER_INPUT_H
#define DRIVER_INPUT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"

struct input {
    struct str path; /* as the user named it; terminated. "-" is standard input */
    struct str name; /* without folders; empty for standard input */
    struct str slug; /* the name without its ending: the document's folder */
};

struct input_list {
    struct arena *arena; /* owns the strings */
    struct input *items;
    size_t count, capacity;
};

/* Lists the documents that the words name, folders by the files in them (but not those
 * in formats that are only written). What cannot be published under a name of its own
 * is reported and left out. Returns the worst status met; the list holds the good ones
 * even then. Release with input_list_free. */
enum status input_list_open(const char *const *words, size_t count,
                            struct input_list *out, struct diag *diag);

/* The same for a command that only reads: what could not be published under a name of
 * its own is in the list too. */
enum status input_list_open_to_read(const char *const *words, size_t count,
                                    struct input_list *out, struct diag *diag);
void input_list_free(struct input_list *list);

/* The folder of a document called `name`, a part of `name`: without its ending. */
struct str input_slug(struct str name);

#endif
