/* Every allocation of pdf_write fails once, those inside libharu too: the call must say
 * so and leave nothing. Those of HarfBuzz are spared: it keeps such failures to itself
 * and goes on without the table that it could not read. */
#define _GNU_SOURCE /* dladdr; NOLINT(*) */
#include "check.h"

#include <dlfcn.h>

#include "sample.h"

/* The GNU C library lets a program bring its own malloc. Not built with the sanitizer,
 * which has one already. Visible, so that libraries take it in the release build too.
 */
#define REPLACES __attribute__((used, visibility("default")))

/* NOLINTBEGIN(*): the library's names */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
/* NOLINTEND(*) */

static long countdown = -1; /* allocations until one fails; -1: none does */

static int is_refused(void *caller)
{
    Dl_info info;
    if (countdown < 0 || (dladdr(caller, &info) && strstr(info.dli_fname, "harfbuzz")))
        return 0;
    return countdown-- == 0;
}

REPLACES void *malloc(size_t size)
{
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

REPLACES void *calloc(size_t count, size_t size)
{
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

REPLACES void *realloc(void *old, size_t size)
{
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

static void every_failure_is_told(void **state)
{
    (void)state;
    struct sample sample;
    sample_open(&sample);
    sample_build(&sample);
    struct pdf_options o = {.producer = STR("test")};
    struct buf whole = BUF_INIT;
    assert_int_equal(pdf_write(&sample.pages, &o, &whole, NULL), STATUS_OK);
    long failures = 0;
    for (long n = 0;; n++) {
        struct buf out = BUF_INIT;
        countdown = n;
        enum status status = pdf_write(&sample.pages, &o, &out, NULL);
        bool done = countdown >= 0;
        countdown = -1;
        if (status == STATUS_OK) { /* the library's qsort can do without */
            assert_int_equal(out.len, whole.len);
            assert_memory_equal(out.ptr, whole.ptr, whole.len);
        } else {
            assert_int_equal(status, STATUS_NOMEM);
            assert_int_equal(out.len, 0);
            failures++;
        }
        buf_free(&out);
        if (done)
            break;
    }
    assert_true(failures > 200);
    buf_free(&whole);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failure_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
