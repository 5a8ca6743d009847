#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct buf files_load(const char *path)
{
    struct buf bytes = BUF_INIT;
    if (host_read_file(path, 0, &bytes, NULL) != STATUS_OK) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    return bytes;
}

struct walk {
    const char *suffix;
    void (*visit)(const char *path);
    size_t count;
};

static enum status visit_file(const char *path, void *user)
{
    struct walk *walk = user;
    if (str_ends(str_from(path), str_from(walk->suffix))) {
        walk->visit(path);
        walk->count++;
    }
    return STATUS_OK;
}

size_t files_each(const char *folder, const char *suffix,
                  void (*visit)(const char *path))
{
    struct walk walk = {suffix, visit, 0};
    if (host_list_folder(folder, visit_file, &walk, NULL) != STATUS_OK)
        return 0;
    return walk.count;
}

const char *files_corpus(void)
{
    static const char beside[] = TEST_SOURCE "/../shared/corpus";
    const char *named = host_environment("GIJIROKU_CORPUS");
    if (named != NULL && *named != '\0')
        return named;
    if (host_kind_of(beside) == HOST_FOLDER)
        return beside;
    puts("no corpus: set GIJIROKU_CORPUS or put it in ../shared/corpus");
    return NULL;
}

bool files_each_document(int argc, char **argv, void (*visit)(const char *path))
{
    if (argc > 1 && strcmp(argv[1], "corpus") == 0) {
        const char *corpus = files_corpus();
        if (corpus == NULL)
            return false;
        files_each(corpus, ".txt", visit);
        return true;
    }
    files_each(TEST_FIXTURES "/written", ".txt", visit);
    files_each(TEST_FIXTURES "/reader", ".txt", visit);
    return true;
}
