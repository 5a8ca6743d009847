/* A PDF file as its reader knows it: ISO 32000-1, 7. Written for files that nobody
 * vouches for: every size and depth is bounded, a reference that leads nowhere is null,
 * and the first fault stops the reading. Nothing here is shared with the writer. */
#ifndef VERIFY_PDFIN_H
#define VERIFY_PDFIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"

/* Arrays and dictionaries within each other; files have fewer than ten. Bounds the
 * recursion of the parser. */
#define PDFIN_DEPTH_MAX 64
/* ISO 32000-1, table C.1: the highest object number. */
#define PDFIN_OBJECTS_MAX 8388607u
/* What streams may unfold to in all: a bomb of a thousand to one would be told. */
#define PDFIN_DECODED_MAX ((size_t)1 << 30)

enum pdfin_type {
    PDFIN_NULL,
    PDFIN_BOOLEAN,
    PDFIN_NUMBER,
    PDFIN_NAME,
    PDFIN_STRING,
    PDFIN_ARRAY,
    PDFIN_DICT, /* of a stream too */
    PDFIN_REFERENCE,
    PDFIN_KEYWORD, /* an operator; obj, endobj … */
};

struct pdfin_value {
    enum pdfin_type type;
    uint32_t count; /* elements of an array; pairs of a dictionary */
    union {
        double number;   /* and boolean */
        struct str text; /* name without "/", string decoded, keyword */
        struct {
            uint32_t number, generation;
        } reference;
        const struct pdfin_value *items; /* of a dictionary: name, value, name … */
    } as;
    size_t stream; /* offset of a stream's data in its file; 0: none */
};

extern const struct pdfin_value pdfin_null;

/* ---- syntax (pdfin_syntax.c) ---- */

/* Reads objects from bytes; what it makes belongs to the arena. */
struct pdfin_lexer {
    struct str bytes;
    size_t at;
    struct arena *arena;
    struct pdfin_value *stack; /* elements of what is open; freed by pdfin_lexer_free */
    size_t count, capacity;
    bool faulty; /* sticky: what is no PDF syntax, too deep, or no memory */
};

void pdfin_lexer_free(struct pdfin_lexer *lexer);

/* The next object or keyword; false at the end, and after a fault. */
bool pdfin_next(struct pdfin_lexer *lexer, struct pdfin_value *out);

void pdfin_skip_space(struct pdfin_lexer *lexer);

bool pdfin_is_name(const struct pdfin_value *value, const char *name);
bool pdfin_is_keyword(const struct pdfin_value *value, const char *word);

/* A number as a whole one within the limits; `otherwise` for all else. */
int64_t pdfin_integer(const struct pdfin_value *value, int64_t otherwise);

/* The value of a key, as written; the null object where there is none. */
const struct pdfin_value *pdfin_lookup(const struct pdfin_value *dict, const char *key);

/* Appends a text string (7.9.2.2) as UTF-8. */
void pdfin_add_text(struct str string, struct buf *out);
/* Appends UTF-16BE code units as UTF-8. */
void pdfin_add_utf16(struct str units, struct buf *out);

/* ---- the file (pdfin_file.c) ---- */

enum pdfin_place { PDFIN_FREE, PDFIN_PLAIN, PDFIN_COMPRESSED };

struct pdfin_entry {
    uint8_t place; /* enum pdfin_place */
    bool known;    /* an entry of an older table does not count */
    bool loading;
    uint32_t index; /* within its object stream */
    size_t offset;  /* in the file; of a compressed one: number of its object stream */
    const struct pdfin_value *value; /* once loaded */
    struct pdfin_bundle *bundle;     /* of an object stream, once unfolded */
};

struct pdfin {
    struct arena *arena;
    struct str bytes; /* borrowed */
    struct pdfin_entry *entries;
    size_t entry_count, entry_capacity;
    const struct pdfin_value *trailer;
    struct pdfin_bundle *bundles; /* all object streams that were unfolded */
    size_t decoded;               /* bytes that streams unfolded to so far */
    enum status status;           /* sticky */
    const char *fault;            /* a msgid; with STATUS_SYNTAX or STATUS_LIMIT */
};

/* Opens a file: STATUS_OK, STATUS_NOMEM, or STATUS_SYNTAX with file->fault set. Release
 * with pdfin_close in any case. */
enum status pdfin_open(struct pdfin *file, struct str bytes);
void pdfin_close(struct pdfin *file);

/* Makes the first fault the file's. */
void pdfin_fail(struct pdfin *file, enum status status, const char *fault);

/* What a reference leads to; any other value is itself. Never NULL. */
const struct pdfin_value *pdfin_resolve(struct pdfin *file,
                                        const struct pdfin_value *value);
const struct pdfin_value *pdfin_get(struct pdfin *file, const struct pdfin_value *dict,
                                    const char *key);
/* The i-th element, resolved. */
const struct pdfin_value *pdfin_item(struct pdfin *file,
                                     const struct pdfin_value *array, size_t i);

/* Objects that were met on a walk: each may be met once. */
struct pdfin_visits {
    unsigned char *bits;
    size_t count; /* objects */
};
bool pdfin_visits_open(struct pdfin *file, struct pdfin_visits *visits);
void pdfin_visits_free(struct pdfin_visits *visits);
/* False where the reference was followed before or leads nowhere; what is written in
 * place may be met again. */
bool pdfin_visit(struct pdfin_visits *visits, const struct pdfin_value *reference);

/* ---- filters (pdfin_filter.c) ---- */

/* Appends the data of a stream, unfolded. A filter that is not known, or data that is
 * not what the filter makes, is a fault of the file. */
void pdfin_stream(struct pdfin *file, const struct pdfin_value *stream,
                  struct buf *out);

/* Undoes one filter; false where the data is none of it. `max` bounds the result. */
bool pdfin_unfold(struct pdfin *file, const struct pdfin_value *filter,
                  const struct pdfin_value *parameters, struct str data,
                  struct buf *out);

#endif
