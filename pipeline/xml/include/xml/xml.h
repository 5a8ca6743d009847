/* The document as XML: its canonical form. read(write(doc)) equals doc in everything.
 *
 * Namespace urn:gijiroku:minutes:1; elements, attributes and the treatment of white
 * space are explained in schema/gijiroku-minutes-1.xsd. */
#ifndef XML_XML_H
#define XML_XML_H

#include "model/model.h"

/* A file of ours is some hundred kilobytes; its tree in memory is ten times as large.
 */
#define XML_INPUT_MAX ((size_t)64 << 20)

/* Appends the document as UTF-8. STATUS_OK, or STATUS_NOMEM or STATUS_LIMIT, then `out`
 * holds a part of the file and the fault is reported. */
enum status xml_write(const struct doc *doc, struct buf *out, struct diag *diag);

/* Reads what xml_write wrote, or what someone edited: well-formed, without document
 * type declaration (no entities, nothing external), valid against the schema, ids
 * unique. `out` is the caller's (doc_free) on STATUS_OK, else NULL and the faults are
 * reported with line and column. Safe to call from several threads. */
enum status xml_read(struct str bytes, struct diag *diag, struct doc **out);

/* Whether a file is XML by its first characters, and so no plain text. */
bool xml_recognise(struct str bytes);

#endif
