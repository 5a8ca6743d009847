/* One line of a roster cut into what it prints: seats, names, affiliations, marks. */
#ifndef READER_PERSON_H
#define READER_PERSON_H

#include "model/model.h"
#include "text.h"

/* A person has few parts; what is more stays text. */
#define PERSON_PARTS_MAX 24

/* 同, 〃: the office of the person above. */
bool person_is_ditto(struct str s);

/* Signs in front of a name. */
#define PERSON_SIGNS "◎○◯〇●△▲※☆★＊*・"

struct part {
    enum doc_kind kind; /* NAME, AFFILIATION, POST, MARK, TEXT */
    struct str text;
    bool starts; /* a new person begins with it */
};

struct parts {
    struct part all[PERSON_PARTS_MAX];
    size_t count;
    struct str rest; /* what is left when the parts are full */
};

/* What the group's other lines say about this one. */
struct roster_shape {
    bool honoured;        /* names end with 君 */
    bool name_first;      /* name, then affiliation */
    bool post_last;       /* what stands at the end of a line is the person's office */
    bool beside_term;     /* what stands behind the name of an item: no columns */
    uint32_t name_column; /* the cell at which names begin; 0 where there is none */
};

/* １番, 27番議員: only numbers a seat. */
bool person_is_seat(struct str s);

/* 市長, 企画部長: an office, and nobody named in it. */
bool person_is_office(struct str s);

/* The bytes of a seat in front of a name, its letters apart or not: 一　番; 0 without.
 */
size_t person_spaced_seat(struct str s);

/* Whether a segment reads as an office or a unit, not as a name. */
bool person_is_post(struct str segment);
bool person_is_name(struct str segment);

/* The names that the document's speakers are printed with, sorted, to part a name from
 * an office that is printed without a space behind it. */
struct known_names {
    const struct str *all;
    size_t count;
};

/* The bytes of the known name that begins `s`; 0 where none does. */
size_t person_known_name(const struct known_names *names, struct str s);

/* 松下重志産業企画室長: the bytes of the name in front of an office that no space
 * parts from it, judged by the words that offices begin with; 0 where none fits. */
size_t person_joined_name(struct str s);

/* A mark in brackets behind a name: how the person takes part, or an office. */
bool person_is_manner(struct str inside, enum doc_manner *manner);

/* Where the marks at the end of `s` begin: 【座長】（オンライン出席）; s.len without
 * any.
 */
size_t person_marks_begin(struct str s);

/* Whether an office is a seat of the body (委員, 会長: DOC_POST) or says where one
 * works (DOC_AFFILIATION). */
enum doc_kind person_post_kind(struct str post);

/* Adds a part without the white space around it; what does not fit goes to out->rest.
 */
void person_add(struct parts *out, enum doc_kind kind, struct str text, bool starts);

/* Adds a name and the honorific behind it. */
void person_add_name(struct str name, bool starts, struct parts *out);

/* Adds what stands in brackets behind a name: an affiliation, or else a mark. */
void person_add_bracket(struct str bracket, struct parts *out);

/* Cuts one line. `open` says that the line before ended with an office whose holder is
 * still to come. */
void person_cut(struct str line, uint32_t indent, const struct roster_shape *shape,
                bool open, struct parts *out);

#endif
