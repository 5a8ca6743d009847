/* The way back: whatever the text, the XML made of it gives it back, byte for byte
 * where it is UTF-8 with line ends of one kind. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/utf8.h"
#include "reader/reader.h"
#include "text/text.h"
#include "xml/xml.h"

static size_t texts, xml_bytes, layout_bytes;

/* Line ends of any kind as LF. */
static void add_plain(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue;
        buf_add_byte(out, c == '\r' ? '\n' : c);
    }
}

static void comes_back(struct str bytes, const char *what)
{
    struct buf xml = BUF_INIT, source = BUF_INIT, want = BUF_INIT, decoded = BUF_INIT;
    struct doc *doc = NULL, *back = NULL;
    const struct reader_options options = {.name = STR("t.txt")};
    if (reader_read(bytes, &options, NULL, &doc) != STATUS_OK)
        return; /* no text: there is nothing to have back */
    assert_int_equal(xml_write(doc, &xml, NULL), STATUS_OK);
    assert_int_equal(xml_read(buf_str(&xml), NULL, &back), STATUS_OK);
    if (text_write_source(back, NULL, &source) != STATUS_OK)
        fail_msg("%s: not to be had back", what);
    bool mixed = str_equal(doc->source.newline, STR("mixed"));
    bool utf8 = str_equal(doc->source.encoding, STR("UTF-8"));
    if (utf8 && !mixed) {
        buf_add(&want, bytes);
    } else {
        struct buf plain = BUF_INIT;
        assert_int_equal(reader_decode(bytes, &options, &decoded), STATUS_OK);
        add_plain(buf_str(&decoded), &want);
        add_plain(buf_str(&source), &plain);
        buf_free(&source);
        source = plain;
    }
    /* Where some bytes of a text with mixed line ends are no text, they are had back
     * and were not decoded. */
    bool broken = utf8_first_invalid(buf_str(&source)) < source.len;
    if (!str_equal(buf_str(&want), buf_str(&source)) && !(mixed && broken)) {
        size_t at = 0;
        while (at < want.len && at < source.len && want.ptr[at] == source.ptr[at])
            at++;
        fail_msg("%s: %zu bytes, back %zu, the same up to %zu", what, want.len,
                 source.len, at);
    }
    texts++;
    xml_bytes += xml.len;
    layout_bytes += doc->source.layout.len;
    doc_free(doc);
    doc_free(back);
    buf_free(&xml);
    buf_free(&source);
    buf_free(&want);
    buf_free(&decoded);
}

static enum status visit(const char *path, void *user)
{
    struct buf bytes = BUF_INIT;
    if (!str_ends(str_from(path), STR(".txt")))
        return STATUS_OK;
    ++*(size_t *)user;
    assert_int_equal(host_read_file(path, 0, &bytes, NULL), STATUS_OK);
    comes_back(buf_str(&bytes), path);
    buf_free(&bytes);
    return STATUS_OK;
}

static const char *const folders[] = {TEST_FIXTURES "/written", TEST_FIXTURES "/reader",
                                      TEST_FIXTURES "/e2e", TEST_FIXTURES "/pdf",
                                      TEST_FIXTURES "/../../input"};

static void whole_minutes_come_back(void **state)
{
    static const char corpus[] = TEST_FIXTURES "/../../../shared/corpus";
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
        assert_int_equal(host_list_folder(folders[i], visit, &count, NULL), STATUS_OK);
    assert_true(count > 20);
    if (host_kind_of(corpus) == HOST_FOLDER)
        assert_int_equal(host_list_folder(corpus, visit, &count, NULL), STATUS_OK);
    else
        print_message("the corpus of real minutes is not here\n");
    /* What the forecast misses is a small part of the file. */
    assert_true(layout_bytes * 50 < xml_bytes);
    print_message("%zu texts; the layout is %.2f %% of their XML\n", texts,
                  100.0 * (double)layout_bytes / (double)xml_bytes);
}

static void odd_texts_come_back(void **state)
{
    static const char *const odd[] = {"a",
                                      "a\n",
                                      "\n\n a",
                                      "a\r\rb",
                                      "a\r\n\r\nb\r\n",
                                      "　　a　\n \t\n　a\n　\n",
                                      "\xEF\xBB\xBF議事\n",
                                      "a\f\fb\v\xC2\x85\xE2\x80\xA8"
                                      "c\n",
                                      "a\xFF\xFE"
                                      "b 議事録\n",
                                      "議\xEF\xBB\xBF事\xE2\x80\x8B\n",
                                      "- 1 -\n\n議事\n\n- 2 -\n\n議事\n\n- 3 -\n"};
    (void)state;
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
        comes_back(str_from(odd[i]), odd[i]);
}

/* ---- damaged texts ---- */

static const char *const pieces[] = {
    " ",    "　",       "\t",           "\n",       "\r\n",         "\r",   "\f",
    "\v",   "\xC2\x85", "\xE2\x80\xA8", "\xC2\xA0", "\xEF\xBB\xBF", "\xFF", "\xE3\x81",
    "\n\n", "- 3 -\n",  "（",           "１．",     "議事"};

static void damage(struct buf *bytes)
{
    struct buf out = BUF_INIT;
    struct str text = buf_str(bytes);
    size_t at = 0;
    for (int cuts = rand() % 12; cuts >= 0 && at < text.len; cuts--) {
        size_t to = at + (size_t)rand() % (text.len - at);
        buf_add(&out, str_slice(text, at, to));
        if (rand() % 3) /* else bytes are lost */
            buf_add_cstr(&out,
                         pieces[(size_t)rand() % (sizeof(pieces) / sizeof(*pieces))]);
        at = to + (size_t)rand() % 4;
    }
    if (at < text.len && rand() % 4)
        buf_add(&out, str_slice(text, at, text.len));
    buf_free(bytes);
    *bytes = out;
}

static enum status visit_damaged(const char *path, void *user)
{
    if (!str_ends(str_from(path), STR(".txt")))
        return STATUS_OK;
    for (int round = 0; round < *(int *)user; round++) {
        struct buf bytes = BUF_INIT;
        assert_int_equal(host_read_file(path, 0, &bytes, NULL), STATUS_OK);
        damage(&bytes);
        comes_back(buf_str(&bytes), path);
        buf_free(&bytes);
    }
    return STATUS_OK;
}

static void damaged_texts_come_back(void **state)
{
    int rounds = 15;
    (void)state;
    srand(20250919);
    texts = 0;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(host_list_folder(folders[i], visit_damaged, &rounds, NULL),
                         STATUS_OK);
    print_message("%zu damaged texts\n", texts);
    assert_true(texts > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_minutes_come_back),
        cmocka_unit_test(odd_texts_come_back),
        cmocka_unit_test(damaged_texts_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
