/* The normal form (format txt) read again gives the same document apart from positions,
 * and is written the same again: normalising twice is normalising once. */
#include <stdio.h>
#include <stdlib.h>

#include "files.h"
#include "text/text.h"

static size_t documents, failures;

static struct doc *read_again(struct str text)
{
    struct doc *doc;
    const struct reader_options options = {.name = STR_INIT("x.txt")};
    return reader_read(text, &options, NULL, &doc) == STATUS_OK ? doc : NULL;
}

static void visit(const char *path)
{
    struct buf bytes = files_load(path), once = BUF_INIT, twice = BUF_INIT,
               why = BUF_INIT;
    struct doc *first = read_again(buf_str(&bytes)), *second = NULL;
    documents++;
    if (first != NULL && text_write(first, &once) == STATUS_OK)
        second = read_again(buf_str(&once));
    if (second != NULL && text_write(second, &twice) == STATUS_OK) {
        /* the normal form needs no changes and is a source of its own */
        first->change_count = second->change_count = 0;
        first->source = second->source;
        if (!doc_equal(first, second, DOC_COMPARE_WITHOUT_POSITIONS, &why))
            fprintf(stderr, "%s: %s\n", path, why.ptr), failures++;
        else if (!str_equal(buf_str(&once), buf_str(&twice)))
            fprintf(stderr, "%s: written differently again\n", path), failures++;
    } else {
        fprintf(stderr, "%s: not read\n", path);
        failures++;
    }
    doc_free(first);
    doc_free(second);
    buf_free(&bytes);
    buf_free(&once);
    buf_free(&twice);
    buf_free(&why);
}

int main(int argc, char **argv)
{
    if (!files_each_document(argc, argv, visit))
        return FILES_SKIP;
    printf("%zu documents: %zu failures\n", documents, failures);
    return failures == 0 && documents > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
