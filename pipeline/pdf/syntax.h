/* How values are spelled in a PDF file (ISO 32000-1, 7.3) and in XML. */
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include <stdint.h>

#include "base/buf.h"

/* A decimal integer. */
void pdf_add_integer(struct buf *out, int64_t value);

/* A number in units of 1/1000, without needless digits: 10500 gives 10.5. */
void pdf_add_milli(struct buf *out, int64_t thousandths);

/* A real rounded to 1/1000. What is out of the range of int32_t is clamped. */
void pdf_add_real(struct buf *out, double value);
int64_t pdf_milli(double value);

/* "12 0 R" */
void pdf_add_reference(struct buf *out, uint32_t object);

/* /Name, with # escapes for what is not a regular character (7.3.5). */
void pdf_add_name(struct buf *out, struct str name);

/* (bytes), a literal string (7.3.4.2). */
void pdf_add_bytes(struct buf *out, struct str bytes);

/* A text string (7.9.2.2) from UTF-8: ASCII as it is, else UTF-16BE with its mark. */
void pdf_add_text(struct buf *out, struct str utf8);

/* The same without the parentheses and escapes, for libharu's binary objects. */
void pdf_add_text_raw(struct buf *out, struct str utf8);

/* UTF-16BE code units as hexadecimal digits, for CMaps and ActualText. U+FEFF, which a
 * Unicode map may not hold (ISO 19005-3, 6.2.11.7.2), is left out. */
void pdf_add_utf16_hex(struct buf *out, struct str utf8);

/* Character data of XML 1.0 from UTF-8; what XML cannot hold is left out. */
void pdf_add_xml(struct buf *out, struct str utf8);

#endif
