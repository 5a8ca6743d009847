/* The decoded text cut into lines. Blank lines are not kept; what they say stands in
 * the line that follows. */
#ifndef READER_LINES_H
#define READER_LINES_H

#include "speaker.h"

/* What the run of numbers that a label belongs to is used for (sequence.h). */
enum verdict { VERDICT_NONE, VERDICT_HEADING, VERDICT_ITEM };

struct line {
    struct str text;  /* without white space around it; never empty */
    uint32_t number;  /* from 1 */
    uint32_t column;  /* of the text's first character, from 1, in code points */
    uint32_t indent;  /* cells before the text */
    uint32_t cells;   /* where the text ends */
    uint16_t blank;   /* blank lines (page breaks too) before this one, at most 65535 */
    uint8_t style;    /* enum speaker_style of speaker_read */
    uint8_t sign;     /* enum sign_kind of sign_read */
    uint8_t label;    /* enum label_kind of label_read */
    uint8_t verdict;  /* enum verdict */
    bool furniture;   /* page number or running head */
    bool heads_turns; /* a speaker follows each number of its run */
    bool guessed;   /* style is that of speaker_guess: nothing but its print says so */
    bool sentence;  /* ends as a sentence ends */
    uint32_t shape; /* of the label */
    const struct speaker *speaker; /* what speaker_read says; NULL where it is none */
};

struct lines {
    struct line *all;
    size_t count;
    uint32_t total; /* lines of the source, blank ones included */
    const char *newline;
};

/* Cuts `text`, which must outlive the lines; `arena` owns them. STATUS_LIMIT for more
 * than 2^32 - 1 lines, STATUS_NOMEM. */
enum status lines_cut(struct str text, struct arena *arena, struct lines *out);

/* Runs sign, label and speaker recognisers over every line; `arena` owns the speakers.
 */
enum status lines_scan(struct lines *lines, struct arena *arena);

/* speaker_read of a line that was scanned. */
static inline struct speaker lines_speaker(const struct line *line)
{
    return line->speaker ? *line->speaker : (struct speaker){.style = SPEAKER_NONE};
}

/* The index of the next line from `at` that is no furniture; lines->count if none. */
size_t lines_next(const struct lines *lines, size_t at);

/* The position of `ptr`, which lies within the line's text. */
struct diag_pos lines_position(const struct line *line, const char *ptr);

#endif
