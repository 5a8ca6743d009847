/* Numbers as minutes print them: 12, １２, 十二, 二〇, 元, ①, Ⅳ, ア, a. */
#ifndef READER_NUMBER_H
#define READER_NUMBER_H

#include "text.h"

enum number_script {
    NUMBER_DIGIT,    /* ASCII and full-width, mixed too */
    NUMBER_KANJI,    /* 十二, 二十, 一〇 */
    NUMBER_CIRCLED,  /* ① */
    NUMBER_ROMAN,    /* Ⅳ, ⅳ as one character */
    NUMBER_KATAKANA, /* ア イ ウ, by the order of the fifty sounds */
    NUMBER_IROHA,    /* イ ロ ハ is read as KATAKANA first; see label.c */
    NUMBER_LATIN,    /* a, ａ, A */
    NUMBER_SCRIPT_COUNT
};

/* Reads the number that begins `s`. Returns its bytes, 0 where none begins. Values
 * above 9,999,999 are no number of anything here. */
size_t number_read(struct str s, enum number_script script, uint32_t *value);

/* Digits or kanji, whichever begins `s`. */
size_t number_read_any(struct str s, uint32_t *value);

#endif
