/* The document: one structure that flows through the program.
 *
 * A `struct doc` owns an arena, a tree of nodes and the facts of the meeting. The
 * reader builds it, every writer takes it const, XML is its canonical serialisation.
 *
 * Invariants (doc_check tests them):
 *  1. Every character of the source that is not white space stands in exactly one
 * DOC_TEXT leaf, in source order, unless a recorded change says otherwise. Labels,
 * markers, brackets, separators and ruled lines are text too.
 *  2. A DOC_TEXT leaf is one contiguous stretch of one source line. A paragraph joined
 *     over lines has one leaf for each line. A space that a join puts between two words
 *     ends the leaf before.
 *  3. A node begins where its first leaf begins.
 *  4. Children are of the kinds the content model allows (doc_child_allowed).
 *  5. What is derived (names without brackets, ISO dates, roles) is an attribute or a
 *     fact, never text, and null (empty) where the source does not state it.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* Deeper nesting is no minutes; the bound keeps every recursion of every stage shallow.
 */
#define DOC_DEPTH_MAX 64

/* Kinds in the order of the content model. The XML element of each is its row in
 * model/doc_kinds.def. */
enum doc_kind {
#define DOC_KIND(id, name, content) DOC_##id,
#include "model/doc_kinds.def"
#undef DOC_KIND
    DOC_KIND_COUNT
};

enum doc_content {
    DOC_BLOCKS,  /* holds blocks */
    DOC_INLINES, /* holds inlines */
    DOC_LEAF,    /* holds text */
};

/* What a head item states. */
enum doc_field_key {
    DOC_FIELD_OTHER,
    DOC_FIELD_DATE_TIME, /* 日時, 期日, 開催日時; also the printed date line alone */
    DOC_FIELD_PLACE,      /* 場所 */
    DOC_FIELD_ATTENDANCE, /* 出席者: holds groups */
    DOC_FIELD_AGENDA,     /* 議題, 議事日程, 会議に付した事件 */
    DOC_FIELD_MATERIALS,  /* 配付資料 */
    DOC_FIELD_OPENNESS,   /* 公開・非公開の別 */
    DOC_FIELD_AUDIENCE,   /* 傍聴者 */
    DOC_FIELD_BODY,       /* 会議名, 会議の名称 */
    DOC_FIELD_CHAIR,      /* 議長, 司会 as a head item */
    DOC_FIELD_CONTACT,    /* お問合せ先 */
    DOC_FIELD_KEY_COUNT
};

enum doc_presence {
    DOC_PRESENT,
    DOC_ABSENT,   /* 欠席 */
    DOC_OBSERVER, /* オブザーバー, 傍聴 by name: present, without a seat */
    DOC_CALLED,   /* 応招, where those who are there are listed besides */
    DOC_PRESENCE_COUNT
};

/* How a person takes part; the default is in the room. */
enum doc_manner {
    DOC_IN_PERSON,
    DOC_ONLINE,    /* オンライン出席, Web参加 */
    DOC_BY_PROXY,  /* 代理（出席） */
    DOC_PARTLY,    /* 途中から, 途中まで, 議題１のみ */
    DOC_NOT_THERE, /* 欠席 behind a single name */
    DOC_MANNER_COUNT
};

enum doc_section_role {
    DOC_SECTION_AGENDA,      /* a heading of the proceedings: an agenda entry */
    DOC_SECTION_PROCEEDINGS, /* only names the proceedings: 議事概要, 会議の内容 */
    DOC_SECTION_HEAD,        /* only names the head: 第１ 会議の概要 */
    DOC_SECTION_APPENDIX, /* 別紙, 参考, after the closing */
    DOC_SECTION_OTHER,
    DOC_SECTION_ROLE_COUNT
};

enum doc_attribution {
    DOC_NAMED,    /* a person: 木村統括官, ○議長（塚本利光君） */
    DOC_PARTIAL,  /* a role or a body without a name: 事務局, 委員長, Ｑ */
    DOC_WITHHELD, /* a pseudonym on purpose: Ａ委員 */
    DOC_ATTRIBUTION_COUNT
};

enum doc_mark_kind {
    DOC_MARK_OFFICE, /* 【議長】 */
    DOC_MARK_MANNER, /* （オンライン出席） */
    DOC_MARK_OTHER,
    DOC_MARK_KIND_COUNT
};

enum doc_align { DOC_ALIGN_START, DOC_ALIGN_CENTER, DOC_ALIGN_END, DOC_ALIGN_COUNT };

struct doc_node {
    enum doc_kind kind;
    struct doc_node *parent, *first, *last, *prev, *next;
    struct diag_pos pos; /* of the first character */
    struct str id;       /* stable identifier (doc_assign_ids); empty until then */
    bool spare;          /* stands in for a node that could not be made (struct doc) */
    union {
        struct str text; /* DOC_TEXT: never empty, no line end, no leading space */
        struct {
            enum doc_field_key key;
            struct str name; /* the term without label and punctuation: 日時 */
        } field;
        struct {
            struct str name; /* the label without brackets, number, colon: 委員 */
            enum doc_presence presence;
        } group;
        struct {
            enum doc_manner manner;
        } person;
        struct {
            enum doc_mark_kind kind;
            struct str value; /* without brackets: 議長, オンライン出席 */
        } mark;               /* DOC_MARK, DOC_POST */
        struct {
            uint32_t level;    /* 1 for the outermost */
            struct str number; /* of the label, as digits or letter: 6, 2-1, ア; empty
                                  where the label has none (doc_assign_ids) */
            enum doc_section_role role;
            bool run_in; /* its text is a sentence, in a sequence of headings */
        } section;
        struct {
            struct str
                speaker; /* the label without its mark and wrapping: 木村統括官 */
            struct str role; /* 議長, 委員; empty where not stated */
            struct str name; /* 塚本利光; empty where not stated */
            enum doc_attribution attribution;
            bool resumed; /* goes on after an interruption, under the same label */
        } speech;
        struct {
            enum doc_align align;
        } para; /* DOC_PARA, DOC_STAGE, DOC_CLOSING */
        struct {
            struct str key; /* what pairs reference and note: 注１ */
        } note;             /* DOC_NOTE, DOC_NOTE_REF */
        struct {
            bool header;
        } cell;
    } as;
};

/* A fact with the place that states it. Empty value: not stated. */
struct doc_fact {
    struct str value;
    struct diag_pos pos;
};

struct doc_facts {
    struct doc_fact title; /* as printed, lines joined by one space */
    struct doc_fact organ;
    struct doc_fact kind;    /* 議事概要, 会議録（概要） */
    struct doc_fact place;   /* as printed */
    struct doc_fact date;    /* ISO 8601, 2025-09-19 */
    struct doc_fact start;   /* 08:30 */
    struct doc_fact end;     /* 10:15 */
    struct doc_fact session; /* decimal digits: 1 */
};

/* One change between source and text. Applying all of them to the source gives the text
 * (white space aside); `before` and `after` are exact. */
struct doc_change {
    struct str rule; /* page-split, line-wrap, page-furniture, encoding-invalid … */
    struct diag_pos pos;
    struct str before;
    struct str after;
};

struct doc_source {
    struct str name;     /* file name without folders; empty for standard input */
    struct str encoding; /* IANA name: UTF-8, Shift_JIS, UTF-16LE */
    struct str newline;  /* LF, CRLF, CR, mixed, none */
    bool bom;
    uint32_t lines;
    struct str layout; /* white space that nothing else tells (model/source.h); empty:
                          not recorded */
};

struct doc {
    struct arena *arena; /* owns all of the below */
    struct doc_node *root;
    struct doc_facts facts;
    struct doc_source source;
    struct doc_change *changes; /* in source order */
    size_t change_count, change_capacity;
    enum status status; /* sticky: STATUS_NOMEM or STATUS_LIMIT while building */
    struct doc_node
        spare; /* handed out after a failure, so that builders go on safely */
};

/* An empty document with a DOC_MINUTES root; NULL when memory is short. doc_free
 * releases the document and everything it owns. */
struct doc *doc_new(void);
void doc_free(struct doc *doc);

/* ---- building: append freely, check doc->status once ---- */

/* A new last child. Never NULL: after a failure the document's spare node. */
struct doc_node *doc_add(struct doc *doc, struct doc_node *parent, enum doc_kind kind,
                         struct diag_pos pos);

/* A new DOC_TEXT as last child; `text` is copied. Nothing is added for an empty text.
 */
void doc_add_text(struct doc *doc, struct doc_node *parent, struct str text,
                  struct diag_pos pos);

/* Takes a node (with all below it) out of the tree; it stays owned by the arena. */
void doc_unlink(struct doc_node *node);
/* Puts an unlinked node back. */
void doc_append(struct doc_node *parent, struct doc_node *node);
void doc_insert_before(struct doc_node *sibling, struct doc_node *node);

void doc_record_change(struct doc *doc, struct str rule, struct diag_pos pos,
                       struct str before, struct str after);

/* Copies into the document's arena. */
struct str doc_copy(struct doc *doc, struct str s);

/* Gives every field, group, section, speech, list item, note, table, and the paragraphs
 * directly in the document, a section or a speech, its id: for a section from the path
 * of its numbers (s4-6), for a remark from its section and its own text
 * (s4-6-i1b2c3d4e), so that none moves when something is inserted elsewhere
 * (publication.md). ASCII, unique, a valid XML NCName. Fills section.number too.
 * Deterministic; the reader calls it last, once. */
void doc_assign_ids(struct doc *doc);

/* ---- reading ---- */

enum doc_event { DOC_ENTER, DOC_LEAVE, DOC_END };

/* Walks a subtree in document order: DOC_ENTER before the children, DOC_LEAVE after
 * them (leaves too get both). While walking, the current node and its descendants may
 * be changed, not unlinked. */
struct doc_iter {
    const struct doc_node *root, *node;
    enum doc_event event;
};
struct doc_iter doc_iter_new(const struct doc_node *root);
enum doc_event doc_iter_next(struct doc_iter *iter); /* sets iter->node, iter->event */

/* Passes over the children of the node that was just entered. */
static inline void doc_iter_skip(struct doc_iter *iter)
{
    iter->event = DOC_LEAVE;
}

/* Appends the text of all leaves below `node`, in order. Between two leaves of
 * different blocks or cells a line end is put when `separator` says so; a label stays
 * on the line of what it labels. */
enum doc_separator { DOC_SEPARATE_NOTHING, DOC_SEPARATE_BLOCKS };
void doc_text(const struct doc_node *node, enum doc_separator separator,
              struct buf *out);

/* The first child of that kind, or NULL. */
const struct doc_node *doc_child(const struct doc_node *node, enum doc_kind kind);
/* The nearest ancestor of that kind, or NULL. */
const struct doc_node *doc_ancestor(const struct doc_node *node, enum doc_kind kind);

/* Whether a node of kind `child` may stand directly in one of kind `parent`. */
bool doc_child_allowed(enum doc_kind parent, enum doc_kind child);
/* Label, term, heading and speaker stand before all other children, in this order and
 * once each: 1, 2, 2, 2. 0 for a child that may stand anywhere after them. In a person,
 * which keeps the printed order, everything is 0. */
unsigned doc_child_rank(enum doc_kind parent, enum doc_kind child);
/* Whether text of two nodes of this kind never shares a line of running text: all kinds
 * from minutes to cell. */
bool doc_kind_is_block(enum doc_kind kind);

/* Tests the invariants. STATUS_OK, or STATUS_SYNTAX with one line a fault in `why`. */
enum status doc_check(const struct doc *doc, struct buf *why);

/* Whether two documents are the same in everything. Without positions, what depends on
 * the source's layout is left out too: where a paragraph was broken into leaves, the
 * source's own facts and the changes. The first difference goes to `why` (may be NULL).
 */
enum doc_compare { DOC_COMPARE_ALL, DOC_COMPARE_WITHOUT_POSITIONS };
bool doc_equal(const struct doc *a, const struct doc *b, enum doc_compare how,
               struct buf *why);

/* A readable dump of tree, facts and changes, for people and goldens. */
void doc_dump(const struct doc *doc, struct buf *out);

/* ---- names of enum values, as in XML and JSON; lookups give the COUNT if unknown ----
 */
const char *doc_kind_name(enum doc_kind kind);
enum doc_kind doc_kind_lookup(struct str name);
enum doc_content doc_kind_content(enum doc_kind kind);
const char *doc_field_key_name(enum doc_field_key key);
enum doc_field_key doc_field_key_lookup(struct str name);
const char *doc_presence_name(enum doc_presence presence);
enum doc_presence doc_presence_lookup(struct str name);
const char *doc_manner_name(enum doc_manner manner);
enum doc_manner doc_manner_lookup(struct str name);
const char *doc_section_role_name(enum doc_section_role role);
enum doc_section_role doc_section_role_lookup(struct str name);
const char *doc_attribution_name(enum doc_attribution attribution);
enum doc_attribution doc_attribution_lookup(struct str name);
const char *doc_mark_kind_name(enum doc_mark_kind kind);
enum doc_mark_kind doc_mark_kind_lookup(struct str name);
const char *doc_align_name(enum doc_align align);
enum doc_align doc_align_lookup(struct str name);

#endif
