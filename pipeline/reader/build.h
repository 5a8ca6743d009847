/* The state in which the tree grows. Each part of minutes is a taker: it looks at the
 * line at hand and, where that is its part, takes one line or more. build.c lists them
 * by precedence. */
#ifndef READER_BUILD_H
#define READER_BUILD_H

#include "form.h"
#include "label.h"
#include "lines.h"
#include "person.h"
#include "profile.h"
#include "sign.h"
#include "term.h"

#define BUILD_SECTIONS_MAX 12
#define BUILD_LISTS_MAX 8

struct open_section {
    struct doc_node *node;
    uint32_t shape; /* of its label, or of what else marks it: build_shape */
    uint32_t indent;
    uint32_t value; /* of its number; 0 without */
};

struct open_list {
    struct doc_node *list, *item;
    uint32_t shape, indent, value;
};

enum build_region {
    REGION_HEAD, /* title, fields, rosters */
    REGION_BODY, /* the proceedings */
    REGION_TAIL, /* behind the closing */
};

struct builder {
    struct doc *doc;
    struct diag *diag;
    const struct lines *lines;
    const struct profile *profile;
    const struct form *form;
    struct known_names names;
    size_t at; /* the line at hand */
    enum build_region region;
    bool titled;    /* the title is over */
    size_t head_to; /* the last head item before the first turn stands here */
    struct open_section sections[BUILD_SECTIONS_MAX];
    size_t section_count;
    struct doc_node *field, *group, *speech;
    uint32_t field_shape;      /* of the open field's label; 0 without */
    struct form_way field_way; /* how the open field's name is printed */
    uint32_t value_cell;   /* at which the value of the open field begins; 0 without */
    uint32_t item_value;   /* number of the last head item that has one */
    uint32_t field_indent; /* of the line on which the open field begins */
    bool after_heading;    /* the block before is a heading */
    bool ruled;            /* a rule parts the field's persons from those before it */
    /* what the clock lines state; minutes of the day, -1 for not stated */
    int opened, closed;
    struct diag_pos opened_at, closed_at;
    struct open_list lists[BUILD_LISTS_MAX];
    size_t list_count;
    /* columns are counted on from here: a line of any length costs linear time */
    const struct line *place_line;
    const char *place;
    uint32_t place_column;
};

/* Shapes of sections without a number; label shapes are far below. */
enum {
    SHAPE_PLAIN = 0x40000000u,
    SHAPE_BRACKET = 0x41000000u,
    SHAPE_MARK = 0x42000000u,
    SHAPE_PART = 0x43000000u
};

/* ---- emitting ---- */

struct diag_pos build_position(struct builder *b, const struct line *line,
                               const char *at);
struct doc_node *build_node(struct builder *b, struct doc_node *parent,
                            enum doc_kind kind, const struct line *line,
                            struct str text);
/* Adds `text`, a stretch of the line, as a leaf; white space around it is left out. */
void build_text(struct builder *b, struct doc_node *node, const struct line *line,
                struct str text);
/* A node of that kind that holds `text`; NULL and nothing where text is empty. */
struct doc_node *build_leaf(struct builder *b, struct doc_node *parent,
                            enum doc_kind kind, const struct line *line,
                            struct str text);

/* Adds a block that holds `text`, a stretch at the end of the line at hand, and the
 * lines onto which it goes on; moves b->at past them. */
enum join_kind { JOIN_NOTHING, JOIN_PROSE, JOIN_ITEM };
struct doc_node *build_running(struct builder *b, struct doc_node *parent,
                               enum doc_kind kind, struct str text,
                               enum join_kind join);

/* ---- where things go ---- */

struct doc_node *build_section_node(const struct builder *b); /* innermost, or root */
struct doc_node *
build_flow_node(const struct builder *b); /* for blocks of running text */
void build_close_lists(struct builder *b);
void build_close_turn(struct builder *b);  /* lists, speech */
void build_close_field(struct builder *b); /* lists, field, group */
/* Closes what a section of that shape cannot stand in, opens it; returns its node. */
struct doc_node *build_open_section(struct builder *b, uint32_t shape,
                                    const struct line *line);
void build_enter_body(struct builder *b);

/* ---- the takers; false where the line at hand is not theirs ---- */

bool take_rule(struct builder *b);
bool take_clock(struct builder *b);
bool take_title(struct builder *b);
bool take_closing(struct builder *b);
bool take_appendix(struct builder *b);
bool take_speaker(struct builder *b);
bool take_field(struct builder *b);
bool take_roster(struct builder *b);
bool take_stage(struct builder *b);
bool take_note(struct builder *b);
bool take_table(struct builder *b);
bool take_frame(struct builder *b);
bool take_heading(struct builder *b);
bool take_item(struct builder *b);
bool take_paragraph(struct builder *b);

/* Adds the item that `text`, the end of the line at hand, is; behind the name of a
 * field whose other entries stand below it. */
void build_inline_item(struct builder *b, struct str text);

/* Whether the line at hand, in brackets, heads the talk below it (body.c). */
bool body_heads_talk(const struct builder *b);

/* Whether the item that `term` names at the line at hand is the proceedings themselves
 * (head.c). */
bool head_is_proceedings(const struct builder *b, const struct label *label,
                         const struct term *term);

/* Whether `text` is the name of a head item and nothing else: 出席議員（５名）
 * (head.c).
 */
bool head_is_item_name(struct str text);

/* The item that the line at `at` is because the head prints its items so, whatever its
 * name; class TERM_NONE where it is none (head.c). */
struct term head_item_by_print(const struct builder *b, size_t at);

/* Whether a number of the shape of the open field's own counts its entries from 1
 * (head.c). */
bool head_restarts(const struct builder *b, const struct label *label);

/* Whether the line begins as the one that names the open field does (head.c). */
bool head_is_beside(const struct builder *b, const struct line *line,
                    const struct label *label);

/* Whether `text` is a line of the title (head.c). */
bool head_is_title(struct str text);

/* Adds the persons of `value`, what follows a term on its line, to the open group. */
void roster_add_inline(struct builder *b, const struct line *line, struct str value);

/* Whether those whom `term` names cannot be among the absent of the open field: 事務局
 * as far out as 欠席委員. */
bool roster_ends_absent(const struct builder *b, const struct line *line,
                        const struct term *term);

/* Leaves the facts open, and says so, where the text does not show that it is minutes
 * (shape.c). */
void shape_check(struct builder *b);

/* Fills doc->facts from the tree and from the clock lines. */
void facts_gather(struct builder *b);

/* Fills b->names from the speakers; `scratch` keeps them. */
enum status roster_learn_names(struct builder *b, struct arena *scratch);

/* Builds the whole tree. */
void build_document(struct builder *b);

#endif
