/* Ruby and emphasis dots as plain text writes them: 漢字《かんじ》 for the kanji before
 * the bracket, ｜いずれか《either》 for what follows the bar, 《《強調》》 for dots. */
#ifndef LAYOUT_RUBY_H
#define LAYOUT_RUBY_H

#include "base/str.h"

/* Longest base and longest ruby, characters: more is a sentence in brackets. */
#define RUBY_BASE_MAX 20
#define RUBY_TEXT_MAX 40

enum ruby_kind { RUBY_TEXT, RUBY_DOTS };

/* Places in the text, bytes: begin ≤ base < note ≤ end. What lies between them is
 * notation. */
struct ruby {
    enum ruby_kind kind;
    size_t begin, base_begin, base_end;
    size_t note_begin, note_end; /* empty for dots */
    size_t end;
};

/* The first that begins at or behind `from`; false where there is none. Linear. */
bool ruby_find(struct str text, size_t from, struct ruby *out);

#endif
