/* Times the setting of lines alone: items of paragraphs and their breaks, no pages.
 *
 * lines FONTS TEMPLATE TEXT: every line of TEXT is a paragraph. Prints bytes, lines, and
 * the seconds of processor time that making items and breaking lines took. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/host.h"
#include "layout/layout.h"
#include "line.h"

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct timed {
    size_t bytes, lines;
    double items, breaks; /* seconds */
};

static struct timed set_lines(struct para *para, struct str text, double measure)
{
    struct timed timed = {.bytes = text.len};
    struct line_builder builder = {0};
    struct text_style style = {.size = 10, .tag = 1};
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != '\n') {
            end++;
        }
        double start = seconds();
        para_begin(para);
        para_add(para, str_slice(text, at, end), (struct diag_pos){0}, &style);
        para_end(para);
        double between = seconds();
        struct measure room = {.first = measure, .rest = measure};
        if (line_break(&builder, para, &room) != STATUS_OK) {
            exit(1);
        }
        timed.items += between - start;
        timed.breaks += seconds() - between;
        timed.lines += builder.line_count;
        at = end + 1;
    }
    line_builder_close(&builder);
    return timed;
}

int main(int argc, char **argv)
{
    struct layout_fonts *fonts;
    struct layout_template *page;
    struct buf text = BUF_INIT;
    struct para para;
    if (argc != 4 || layout_fonts_open(argv[1], NULL, &fonts) != STATUS_OK ||
        layout_template_open(argv[2], NULL, &page) != STATUS_OK ||
        host_read_file(argv[3], 0, &text, NULL) != STATUS_OK ||
        para_open(&para, fonts, page) != STATUS_OK) {
        fputs("usage: lines FONTS TEMPLATE TEXT\n", stderr);
        return 2;
    }
    struct timed timed = set_lines(&para, buf_str(&text), 400);
    printf("%zu %zu %.6f %.6f\n", timed.bytes, timed.lines, timed.items, timed.breaks);
    para_close(&para);
    buf_free(&text);
    layout_template_close(page);
    layout_fonts_close(fonts);
    return 0;
}
