/* What the document as a whole does. Recognisers say what a line could be; the profile
 * says which of their shapes this document uses. */
#ifndef READER_PROFILE_H
#define READER_PROFILE_H

#include "lines.h"
#include "speaker.h"

#define PROFILE_MARKS_MAX 8

struct profile {
    uint32_t wrap; /* the cell at which lines are wrapped; 0 where they are not */
    bool indented; /* paragraphs begin with an indent, what goes on does not */
    bool styles[SPEAKER_STYLE_COUNT];  /* speakers are printed so */
    uint32_t marks[PROFILE_MARKS_MAX]; /* that stand before speakers; 0 ends them */
    bool bullets_end;                  /* most bullet items end as sentences end */
    uint32_t heading_bullets[PROFILE_MARKS_MAX]; /* code points; 0 ends them */
};

void profile_gather(const struct lines *lines, struct profile *out);

/* Looks over the lines that name no known speaker for labels that are printed as the
 * document prints its speakers; marks them (line.guessed). `scratch` gives memory. */
enum status profile_guess_speakers(struct profile *profile, struct lines *lines,
                                   struct arena *scratch);

/* The speaker that begins the line, by what it is called or by its print. */
struct speaker profile_speaker(const struct line *line);

/* Whether the document prints its speakers as `speaker` is printed. */
bool profile_speaks(const struct profile *profile, const struct speaker *speaker);

#endif
