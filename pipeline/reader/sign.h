/* Lines that say by themselves what they are: rules, clock lines, stage notes,
 * closings, notes. Each kind is a recogniser in its own file; sign.c lists them. */
#ifndef READER_SIGN_H
#define READER_SIGN_H

#include "text.h"

enum sign_kind {
    SIGN_NONE,
    SIGN_RULE, /* ─────, ＝＝＝＝, ――――◇――――― */
    SIGN_CLOCK, /* 午前１０時００分開会, 休憩（午前１０時４８分） */
    SIGN_STAGE,   /* 〔拍手〕, （異議なし）, ― 休　憩 ― */
    SIGN_CLOSING, /* 以上, （了） */
    SIGN_NOTE,    /* ※ …, （注１）… */
};

enum sign_event { SIGN_OPENS, SIGN_CLOSES, SIGN_BREAKS, SIGN_RESUMES };

struct sign {
    enum sign_kind kind;
    enum sign_event event; /* of a clock line */
    int minutes;           /* of the day, of a clock line */
    struct str label;      /* of a note: ※, （注１） */
    struct str key;        /* of a note: what pairs it with its reference; 注１ */
    struct str rest;       /* of a note: its text */
};

/* What the line (without white space around it) is. */
struct sign sign_read(struct str line);

/* The recognisers; each fills `sign` and says whether the line is of its kind. */
bool rule_read(struct str line, struct sign *sign);
bool clock_read(struct str line, struct sign *sign);
bool stage_read(struct str line, struct sign *sign);
bool closing_read(struct str line, struct sign *sign);
bool note_read(struct str line, struct sign *sign);

#endif
