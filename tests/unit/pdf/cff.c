/* The CFF reader against HarfBuzz: both must count the same glyphs, and a table cut
 * anywhere must end in a status, not beyond its end. */
#include "check.h"

#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "cff.h"

static const char font_path[] =
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";

static void reads_a_cid_keyed_table(void **state)
{
    (void)state;
    struct host_map map;
    assert_int_equal(host_map_file(font_path, &map), STATUS_OK);
    hb_blob_t *blob = hb_blob_create((const char *)map.data, (unsigned)map.size,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(table, &length);
    struct str cff = {bytes, length};
    uint32_t count = hb_face_get_glyph_count(face);
    uint32_t *cids = calloc(count, sizeof *cids);
    assert_non_null(cids);
    assert_true(pdf_cff_is_cid_keyed(cff));
    assert_int_equal(pdf_cff_read_cids(cff, cids, count), STATUS_OK);
    assert_int_equal(cids[0], 0);
    for (uint32_t i = 1; i < count; i++)
        assert_true(cids[i] > cids[i - 1]);
    assert_int_equal(pdf_cff_read_cids(cff, cids, count - 1), STATUS_SYNTAX);
    for (size_t cut = 0; cut < 4096; cut++) {
        char *copy = malloc(cut ? cut : 1); /* a reader past it meets the sanitizer */
        assert_non_null(copy);
        memcpy(copy, bytes, cut);
        assert_int_equal(pdf_cff_read_cids((struct str){copy, cut}, cids, count),
                         STATUS_SYNTAX);
        free(copy);
    }
    free(cids);
    hb_blob_destroy(table);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    host_unmap_file(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_cid_keyed_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
