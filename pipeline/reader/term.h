/* The names of head items: 日時, 場　所, 出席委員（13名）, 【議題】, 配付資料 …, and
 * the headings that only name a part of the document: 議事概要, 会議の内容, 別紙. */
#ifndef READER_TERM_H
#define READER_TERM_H

#include "model/model.h"
#include "text.h"

enum term_class {
    TERM_NONE,
    TERM_FIELD,
    TERM_PROCEEDINGS, /* 議事概要, 会議の内容 */
    TERM_HEAD,        /* 会議の概要: may name the head or the proceedings */
    TERM_APPENDIX,    /* 別紙 */
};

struct term {
    enum term_class class;
    enum doc_field_key key;
    enum doc_presence presence;
    struct str printed; /* with colon, brackets and what is in brackets behind it */
    struct str name;    /* without them */
    struct str value;   /* what stands behind it on the line; may be empty */
    bool closed;        /* a colon, brackets or the end of the line end the name */
    bool guessed;       /* of term_guess: no word in the name says what it holds */
};

/* The term that begins `text` (a line behind its label). */
struct term term_read(struct str text);

/* The item that `text` would be if its print makes it one (form.h): a name that no row
 * knows, up to a colon, a wide gap or the end of the line, its key judged by how the
 * name ends. class TERM_NONE where it cannot be a name. */
struct term term_guess(struct str text);

/* Whether `text` is such a name and nothing else: 欠席委員, 出席議員（２６人）; not
 * 議長（甲野太郎君）. */
bool term_is_whole(struct str text);

/* The presence that a word of a group or field states: 欠席者, オブザーバー. */
enum doc_presence term_presence(struct str name);

/* Whether 出席 or 欠席 is in the name, its letters apart or not. */
bool term_states_presence(struct str name);

/* Whether a name says that people follow: 委員, 事務局, 出席者, 説明員. */
bool term_names_people(struct str name);

#endif
