/* Nothing lost, nothing invented, every position exact: by a second route that knows
 * nothing of the reader. The source without white space, less the recorded changes, is
 * the text of the leaves, and every leaf begins where it says. Holds for documents and
 * for damaged copies of them. Arguments name folders; without one the fixtures. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "files.h"
#include "model/facts.h"

#define MUTATIONS 24

static size_t documents, failures;
static const char *current;

struct letter {
    uint32_t c;
    struct diag_pos pos;
    bool removed;
};

struct letters {
    struct letter *all;
    size_t count;
};

static void fail(const char *what, struct diag_pos pos, const char *variant)
{
    fprintf(stderr, "%s (%s): %s at %u:%u\n", current, variant, what,
            (unsigned)pos.line, (unsigned)pos.column);
    failures++;
}

/* The letters of the source that are not white space, with line and column. */
static struct letters letters_of(struct str source)
{
    struct letters out = {calloc(source.len + 1, sizeof *out.all), 0};
    struct diag_pos pos = {1, 1};
    size_t at = str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0;
    while (out.all != NULL && at < source.len) {
        uint32_t c = utf8_next(source, &at);
        if (!utf8_is_space(c))
            out.all[out.count++] = (struct letter){c, pos, false};
        pos.column++;
        bool pair = c == '\r' && at < source.len && source.ptr[at] == '\n';
        if ((c == '\n' || c == '\r') && !pair)
            pos = (struct diag_pos){pos.line + 1, 1};
    }
    return out;
}

static bool same_place(struct diag_pos a, struct diag_pos b)
{
    return a.line == b.line && a.column == b.column;
}

static void apply_changes(const struct doc *doc, struct letters *source,
                          const char *variant)
{
    size_t next = 0;
    for (size_t i = 0; i < doc->change_count; i++) {
        const struct doc_change *change = &doc->changes[i];
        if (!str_equal(change->rule, STR("page-furniture")))
            continue;
        while (next < source->count && !same_place(source->all[next].pos, change->pos))
            next++;
        for (size_t at = 0; at < change->before.len;) {
            uint32_t c = utf8_next(change->before, &at);
            if (utf8_is_space(c))
                continue;
            if (next == source->count || source->all[next].c != c) {
                fail("a recorded change is not in the source", change->pos, variant);
                return;
            }
            source->all[next++].removed = true;
        }
    }
}

static void compare_leaves(const struct doc *doc, const struct letters *source,
                           const char *variant)
{
    size_t next = 0;
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *leaf; (leaf = doc_next(&iter, DOC_TEXT)) != NULL;) {
        bool first = true;
        for (size_t at = 0; at < leaf->as.text.len;) {
            uint32_t c = utf8_next(leaf->as.text, &at);
            if (utf8_is_space(c))
                continue;
            while (next < source->count && source->all[next].removed)
                next++;
            if (next == source->count || source->all[next].c != c) {
                fail("the text differs from the source", leaf->pos, variant);
                return;
            }
            if (first && !same_place(source->all[next].pos, leaf->pos)) {
                fail("a leaf is not where it says", leaf->pos, variant);
                return;
            }
            first = false;
            next++;
        }
    }
    while (next < source->count && source->all[next].removed)
        next++;
    if (next != source->count)
        fail("text was dropped", source->all[next].pos, variant);
}

static void check(struct str source, const char *variant)
{
    struct doc *doc;
    struct buf why = BUF_INIT;
    const struct reader_options options = {.name = STR("x.txt"),
                                           .encoding = STR("UTF-8")};
    struct letters letters = letters_of(source);
    enum status status = reader_read(source, &options, NULL, &doc);
    if (status == STATUS_OK) {
        if (doc_check(doc, &why) != STATUS_OK)
            fail(why.ptr, (struct diag_pos){0, 0}, variant);
        apply_changes(doc, &letters, variant);
        compare_leaves(doc, &letters, variant);
        doc_free(doc);
    } else if (status != STATUS_SYNTAX || letters.count > 50) {
        fail("not read", (struct diag_pos){0, 0}, variant);
    }
    free(letters.all);
    buf_free(&why);
}

/* xorshift: the same damage on every machine */
static uint32_t draw(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static size_t line_start(struct str s, size_t at)
{
    while (at > 0 && s.ptr[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(struct str s, size_t at)
{
    while (at < s.len && s.ptr[at] != '\n')
        at++;
    return at < s.len ? at + 1 : at;
}

static void mutate(struct str s, uint32_t *state, struct buf *out, const char **variant)
{
    static const char *const kinds[] = {"truncated", "line dropped", "lines swapped",
                                        "control inserted", "line doubled"};
    uint32_t kind = draw(state) % 5;
    size_t at = draw(state) % s.len;
    size_t from = line_start(s, at), to = line_end(s, at), next = line_end(s, to);
    *variant = kinds[kind];
    buf_clear(out);
    buf_add(out, str_slice(s, 0, kind == 0 ? at : from));
    if (kind == 2)
        buf_add(out, str_slice(s, to, next));
    if (kind == 3)
        buf_add_cstr(out, "\x01\x7F\x1B");
    if (kind == 4)
        buf_add(out, str_slice(s, from, to));
    if (kind >= 2)
        buf_add(out, str_slice(s, from, to));
    if (kind != 0)
        buf_add(out, str_slice(s, kind == 2 ? next : to, s.len));
}

static void visit(const char *path)
{
    struct buf bytes = files_load(path), damaged = BUF_INIT;
    struct str source = buf_str(&bytes);
    uint32_t state = 2463534242u;
    current = path;
    documents++;
    if (utf8_first_invalid(source) == source.len && source.len > 0) {
        check(source, "as it is");
        for (int i = 0; i < MUTATIONS; i++) {
            const char *variant;
            mutate(source, &state, &damaged, &variant);
            check(buf_str(&damaged), variant);
        }
    }
    buf_free(&damaged);
    buf_free(&bytes);
}

int main(int argc, char **argv)
{
    if (!files_each_document(argc, argv, visit))
        return FILES_SKIP;
    printf("%zu documents, %d damaged copies each: %zu failures\n", documents,
           MUTATIONS, failures);
    return failures == 0 && documents > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
