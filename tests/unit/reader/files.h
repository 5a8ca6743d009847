/* Files for the reader's tests: reading one document, walking a folder. */
#ifndef UNIT_READER_FILES_H
#define UNIT_READER_FILES_H

#include "base/host.h"
#include "reader/reader.h"

/* The program stops where a fixture is missing: the test itself is broken then. */
struct buf files_load(const char *path);

/* Calls `visit` for every file of a folder whose name ends with `suffix`; how many. */
size_t files_each(const char *folder, const char *suffix,
                  void (*visit)(const char *path));

/* How a test ends that ctest is to show as skipped. */
#define FILES_SKIP 77

/* The corpus beside the source tree, or where GIJIROKU_CORPUS says. Without one NULL,
 * and standard output says so. */
const char *files_corpus(void);

/* Calls `visit` for every document of our own, or with the argument "corpus" for the
 * real minutes. False where these are missing. */
bool files_each_document(int argc, char **argv, void (*visit)(const char *path));

#endif
