/* Who speaks: ○議長（塚本利光君）, ◯福田ようすけ委員, 【座長】, （事務局）, Ａ委員：,
 * Ｑ．, a name on a line of its own. Whether a line that could begin a turn does is
 * weighed by what the rest of the document does (profile.h). */
#ifndef READER_SPEAKER_H
#define READER_SPEAKER_H

#include "model/model.h"
#include "text.h"

enum speaker_style {
    SPEAKER_NONE,
    SPEAKER_MARKED, /* ○委員長　… */
    SPEAKER_BOXED,  /* 【座長】… */
    SPEAKER_BRACKETED, /* （委員）…, （問）…, （政府側出席者 木村統括官） */
    SPEAKER_LETTER, /* Ｑ．…, 問　… */
    SPEAKER_COLON,  /* 事務局：… */
    SPEAKER_GAP,    /* Ａ委員　　… */
    SPEAKER_ALONE,  /* a line of its own, unmarked */
    SPEAKER_STYLE_COUNT
};

struct speaker {
    enum speaker_style style;
    bool sure;         /* the shape alone says so: role（name君） behind a mark */
    uint32_t mark;     /* of a marked one, else 0 */
    struct str label;  /* the printed stretch, mark and wrapping included */
    struct str called; /* without them: 議長（塚本利光君） */
    struct str role, name; /* empty where the label does not tell them apart */
    enum doc_attribution attribution;
    struct str rest; /* what is said on the same line */
};

/* The speaker that begins `line`; style SPEAKER_NONE where none can. */
struct speaker speaker_read(struct str line);

/* The speaker that begins `line` if it is printed in `style`, whatever is called so: a
 * paper at a press conference, （青空新聞）; style SPEAKER_NONE where the label cannot
 * be one. */
struct speaker speaker_guess(struct str line, enum speaker_style style);

/* Whether `label` (without mark and wrapping) can be who speaks; fills role, name,
 * attribution. */
bool speaker_judge(struct str label, struct speaker *out);

/* The bytes of a role that is printed with spaces between its letters (会　長), or
 * without, at the front of `s` and with white space or a colon behind it; 0 without. */
size_t speaker_spaced_role(struct str s);

/* The role that ends `label`; empty where none does. 福田ようすけ委員 → 委員. */
struct str speaker_role(struct str label);

#endif
