/* A passage: the text of one block (a paragraph, a label with its heading, an attendee)
 * in one stretch, however many lines of the source it was set on. Rules match in
 * passages and get places in the source back. */
#ifndef LINT_PASSAGE_H
#define LINT_PASSAGE_H

#include "base/status.h"
#include "model/model.h"

/* A leaf's part of the passage. */
struct passage_segment {
    size_t at; /* index into the passage's text */
    const struct doc_node *leaf;
};

struct passage {
    const struct doc_node *block; /* the nearest block of all leaves */
    uint32_t *text;               /* code points */
    uint8_t *classes;             /* enum character_class of each */
    size_t length, capacity;
    struct passage_segment *segments;
    size_t segment_count, segment_capacity;
    uint32_t found; /* a bit for each class that occurs */
    enum status status;
};

/* Stands where leaves of one line have white space, or another part of the tree,
 * between them. It is no character of the source. */
#define PASSAGE_GAP ((uint32_t)'\t')

void passage_clear(struct passage *passage);
void passage_add(struct passage *passage, const struct doc_node *leaf);
void passage_free(struct passage *passage);

/* Where a character stands in the source; a gap: behind what is before it. */
struct diag_pos passage_pos(const struct passage *passage, size_t index);

/* Whether a stretch lies on one line of the source without a gap, so that it can be
 * mended there. */
bool passage_is_whole(const struct passage *passage, size_t from, size_t to);

/* Whether a character belongs to the name of a person or body as facts know it: names
 * are never mended. */
bool passage_in_name(const struct passage *passage, size_t index);

/* Appends a stretch as UTF-8. */
void passage_text(const struct passage *passage, size_t from, size_t to,
                  struct buf *out);

static inline bool passage_has(const struct passage *passage, unsigned class)
{
    return (passage->found >> class & 1) != 0;
}

/* The character at an index; 0 outside the passage, whatever the index. */
static inline uint32_t passage_at(const struct passage *passage, size_t index)
{
    return index < passage->length ? passage->text[index] : 0;
}

#endif
