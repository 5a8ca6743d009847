/* Times lint alone: all rules with the program's dictionary over one document.
 *
 * lint DICTIONARY TEXT: prints bytes, findings, and the seconds of processor time that
 * reading the document and looking at it took. */
#include <stdio.h>
#include <time.h>

#include "base/host.h"
#include "lint/lint.h"
#include "project/dictionary.h"
#include "reader/reader.h"

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct lint_texts texts_of(struct arena *arena, struct project_texts texts)
{
    struct str *items = arena_alloc(arena, (texts.count + 1) * sizeof(*items));
    for (size_t i = 0; i < texts.count; i++)
        items[i] = texts.items[i].text;
    return (struct lint_texts){items, texts.count};
}

static struct lint_terms terms_of(struct arena *arena,
                                  const struct project_dictionary *dictionary)
{
    struct lint_term *terms =
        arena_alloc(arena, (dictionary->count + 1) * sizeof(*terms));
    for (size_t i = 0; i < dictionary->count; i++) {
        const struct project_term *term = &dictionary->terms[i];
        terms[i] = (struct lint_term){
            .forms = texts_of(arena, term->forms),
            .not_after = texts_of(arena, term->not_after),
            .not_before = texts_of(arena, term->not_before),
            .after = texts_of(arena, term->after),
            .before = texts_of(arena, term->before),
            .always = term->always,
        };
    }
    return (struct lint_terms){terms, dictionary->count};
}

int main(int argc, char **argv)
{
    struct buf text = BUF_INIT;
    struct project_dictionary *dictionary;
    struct lint_options options;
    struct lint *lint;
    struct lint_findings findings;
    struct doc *doc;
    struct arena *arena = arena_new();
    const struct reader_options reading = {0};
    if (argc != 3 || !arena ||
        project_dictionary_open(argv[1], NULL, &dictionary) != STATUS_OK ||
        host_read_file(argv[2], 0, &text, NULL) != STATUS_OK) {
        fputs("usage: lint DICTIONARY TEXT\n", stderr);
        return 2;
    }
    lint_defaults(&options);
    options.terms = terms_of(arena, dictionary);
    double start = seconds();
    if (reader_read(buf_str(&text), &reading, NULL, &doc) != STATUS_OK ||
        lint_open(&options, &lint) != STATUS_OK)
        return 1;
    double read = seconds();
    if (lint_check(lint, doc, &findings) != STATUS_OK)
        return 1;
    printf("%zu %zu %.6f %.6f\n", text.len, findings.count, read - start,
           seconds() - read);
    lint_findings_free(&findings);
    lint_close(lint);
    doc_free(doc);
    project_dictionary_close(dictionary);
    arena_free(arena);
    buf_free(&text);
    return 0;
}
