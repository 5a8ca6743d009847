/* Numbers of bills: 議案第１号, 報告第3号, 議員提出議案第二号, 第５号議案; with the
 * text behind them they are entries of an agenda. */
#ifndef READER_BILL_H
#define READER_BILL_H

#include "text.h"

/* The bytes of the number that begins `s`, with white space and a title behind it; 0
 * where none begins. Fills its value. */
size_t bill_read(struct str s, uint32_t *value);

#endif
