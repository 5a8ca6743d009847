/* Files: whole or not at all, and nothing left behind. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/host.h"

static char folder[] = "/tmp/gijiroku-files-XXXXXX";

static int enter(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return chdir("/") == 0 ? system(command) : -1;
}

static enum status count(const char *path, void *user)
{
    (void)path;
    ++*(int *)user;
    return STATUS_OK;
}

static void round_trip(void **state)
{
    (void)state;
    struct diag *diag = diag_new(NULL);
    struct buf back = BUF_INIT;
    assert_int_equal(host_write_file("a/b/c.txt", STR("議事録\n"), diag), STATUS_OK);
    assert_int_equal(host_write_file("a/b/c.txt", STR("again\n"), diag), STATUS_OK);
    assert_int_equal(host_read_file("a/b/c.txt", 0, &back, diag), STATUS_OK);
    assert_string_equal(back.ptr, "again\n");
    int files = 0;
    assert_int_equal(host_list_folder("a/b", count, &files, diag), STATUS_OK);
    assert_int_equal(files, 1);
    assert_int_equal(diag_count(diag), 0);
    buf_free(&back);
    diag_free(diag);
}

static void limits_and_absence_are_told(void **state)
{
    (void)state;
    struct diag *diag = diag_new(NULL);
    struct buf back = BUF_INIT;
    host_write_file("long.txt", STR("0123456789"), diag);
    assert_int_equal(host_read_file("long.txt", 9, &back, diag), STATUS_LIMIT);
    assert_int_equal(diag_lookup(diag, 0)->code, DIAG_INPUT_TOO_LARGE);
    buf_free(&back);
    assert_int_equal(host_read_file("absent.txt", 0, &back, diag), STATUS_IO);
    assert_int_equal(diag_lookup(diag, 1)->code, DIAG_INPUT_UNREADABLE);
    buf_free(&back);
    diag_free(diag);
}

/* A folder where the file should be: rename fails, the temporary file goes again. */
static void failure_leaves_nothing(void **state)
{
    (void)state;
    struct diag *diag = diag_new(NULL);
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(mkdir("d/taken", 0777), 0);
    assert_int_equal(host_write_file("d/taken", STR("x"), diag), STATUS_IO);
    assert_int_equal(diag_lookup(diag, 0)->code, DIAG_OUTPUT_UNWRITABLE);
    int files = 0;
    host_list_folder("d", count, &files, diag);
    assert_int_equal(files, 0);
    assert_int_equal(host_kind_of("d/taken"), HOST_FOLDER);
    diag_free(diag);
}

/* A device is written to, never replaced by a file. */
static void devices_stay_devices(void **state)
{
    (void)state;
    struct diag *diag = diag_new(NULL);
    assert_int_equal(host_write_file("/dev/null", STR("x"), diag), STATUS_OK);
    assert_int_equal(host_write_file("/dev/full", STR("x"), diag), STATUS_IO);
    assert_int_equal(host_kind_of("/dev/null"), HOST_OTHER);
    assert_int_equal(host_kind_of("/dev/full"), HOST_OTHER);
    assert_int_equal(diag_count(diag), 1);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),
        cmocka_unit_test(limits_and_absence_are_told),
        cmocka_unit_test(failure_leaves_nothing),
        cmocka_unit_test(devices_stay_devices),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
