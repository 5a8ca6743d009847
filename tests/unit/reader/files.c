#include "files.h"

#include <stdio.h>
#include <stdlib.h>

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

const char *files_corpus(const char *source)
{
    static char path[4096];
    const char *named = host_environment("GIJIROKU_CORPUS");
    if (named != NULL && *named != '\0')
        return named;
    int length = snprintf(path, sizeof path, "%s/../shared/corpus", source);
    bool fits = length > 0 && (size_t)length < sizeof path;
    return fits && host_kind_of(path) == HOST_FOLDER ? path : NULL;
}
