/* pdf_write as a whole: the same bytes whenever and wherever, errors that leave nothing
 * behind, forms that the pages of the sample do not have. */
#include "check.h"

#include <pthread.h>

#include "sample.h"

static const struct pdf_attachment one_file = {.name = STR_INIT("a.xml"),
                                               .mime = STR_INIT("application/xml"),
                                               .bytes = STR_INIT("<a/>")};

static struct pdf_options options(void)
{
    return (struct pdf_options){
        .producer = STR("test"), .attachments = &one_file, .attachment_count = 1};
}

/* A document written with a context that has written others before. */
static void *write_twice(void *user)
{
    struct sample sample;
    struct buf *out = user;
    struct pdf_options o = options();
    o.context = pdf_context_open();
    sample_open(&sample);
    sample_build(&sample);
    for (int i = 0; i < 2; i++) {
        buf_clear(out);
        if (pdf_write(&sample.pages, &o, out, NULL) != STATUS_OK)
            buf_clear(out);
    }
    sample_close(&sample);
    pdf_context_close(o.context);
    return NULL;
}

static void same_bytes_from_every_thread(void **state)
{
    (void)state;
    enum { THREADS = 2 };
    pthread_t threads[THREADS];
    struct buf outs[THREADS] = {BUF_INIT};
    struct sample sample;
    struct buf first = BUF_INIT;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(threads + i, NULL, write_twice, outs + i), 0);
    sample_open(&sample);
    sample_build(&sample);
    struct pdf_options o = options();
    assert_int_equal(pdf_write(&sample.pages, &o, &first, NULL), STATUS_OK);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(outs[i].len, first.len);
        assert_memory_equal(outs[i].ptr, first.ptr, first.len);
        buf_free(outs + i);
    }
    buf_free(&first);
    sample_close(&sample);
}

static void expect(struct sample *sample, const struct pdf_options *o, enum status want,
                   enum diag_code code)
{
    struct buf out = BUF_INIT;
    struct diag *diag = diag_new(NULL);
    buf_add(&out, STR("before"));
    assert_int_equal(pdf_write(&sample->pages, o, &out, diag), want);
    assert_int_equal(diag_count(diag), 1);
    assert_int_equal(diag_lookup(diag, 0)->code, code);
    assert_string_equal(out.ptr, "before");
    buf_free(&out);
    diag_free(diag);
}

static void errors_leave_nothing(void **state)
{
    (void)state;
    struct sample sample;
    sample_open(&sample);
    sample_build(&sample);
    struct pdf_options o = options();

    o.conformance = PDF_A2A_UA1;
    expect(&sample, &o, STATUS_USAGE, DIAG_USAGE);
    o.conformance = PDF_A3A_UA1;

    const struct pdf_attachment twice[2] = {one_file, one_file};
    o.attachments = twice;
    o.attachment_count = 2;
    expect(&sample, &o, STATUS_USAGE, DIAG_USAGE);
    o.attachment_count = 0;

    struct page_glyph *glyph =
        (struct page_glyph *)(uintptr_t)&sample.runs[1][0].glyphs[1];
    uint32_t kept = glyph->glyph_id;
    glyph->glyph_id = 0;
    expect(&sample, &o, STATUS_SYNTAX, DIAG_GLYPH_MISSING);
    glyph->glyph_id = 0xFFFFFF;
    expect(&sample, &o, STATUS_USAGE, DIAG_PDF_WRITER);
    glyph->glyph_id = kept;

    sample.tags[2].parent = 9; /* after itself */
    expect(&sample, &o, STATUS_USAGE, DIAG_PDF_WRITER);
    sample.tags[2].parent = 1;

    sample.fonts[SAMPLE_MINCHO].data = (const unsigned char *)"no font";
    sample.fonts[SAMPLE_MINCHO].size = 7;
    expect(&sample, &o, STATUS_SYNTAX, DIAG_FONT_UNUSABLE);
    sample_close(&sample);
}

/* A buffer that is too small is an error like another, at every size. */
static void full_buffers_leave_nothing(void **state)
{
    (void)state;
    struct sample sample;
    sample_open(&sample);
    sample_build(&sample);
    struct pdf_options o = options();
    for (size_t max = 1; max < 20000; max += 3001) {
        struct buf out = {.max = max};
        assert_int_equal(pdf_write(&sample.pages, &o, &out, NULL), STATUS_LIMIT);
        assert_int_equal(out.len, 0);
        buf_free(&out);
    }
    sample_close(&sample);
}

/* Another program reads the odd forms in e2e/pdf_conformance; here they meet the
 * sanitizers, and a page without any text too. */
static void odd_forms_get_through(void **state)
{
    (void)state;
    struct sample sample;
    sample_open(&sample);
    sample_build(&sample);
    sample_add_odd(&sample);
    struct pdf_options o = options();
    struct buf out = BUF_INIT;
    assert_int_equal(pdf_write(&sample.pages, &o, &out, NULL), STATUS_OK);
    buf_clear(&out);
    sample.page[1].run_count = 0;
    sample.page[1].link_count = 0;
    assert_int_equal(pdf_write(&sample.pages, &o, &out, NULL), STATUS_OK);
    buf_free(&out);
    sample_close(&sample);
}

/* Another program judges linearized files in e2e/pdf_forms. */
static void what_is_no_pdf_is_not_linearized(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    buf_add_cstr(&out, "before");
    buf_add_cstr(&out, "no PDF");
    assert_int_equal(pdf_linearize(&out, 6), STATUS_SYNTAX);
    assert_string_equal(out.ptr, "before");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_bytes_from_every_thread),
        cmocka_unit_test(errors_leave_nothing),
        cmocka_unit_test(full_buffers_leave_nothing),
        cmocka_unit_test(odd_forms_get_through),
        cmocka_unit_test(what_is_no_pdf_is_not_linearized),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
