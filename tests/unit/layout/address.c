#include "address.h"

#include <string.h>

#include "check.h"

/* "before[address]after" for the first address, or the text without one. */
static void expect(const char *text, const char *address)
{
    struct address found;
    struct str whole = str_from(text);
    bool any = address_find(whole, 0, &found);
    if (!address) {
        assert_false(any);
        return;
    }
    assert_true(any);
    struct str got = str_slice(whole, found.begin, found.end);
    assert_int_equal(got.len, strlen(address));
    assert_memory_equal(got.ptr, address, got.len);
    assert_int_equal(found.mail, strstr(address, "://") == NULL);
}

static void test_web(void **state)
{
    (void)state;
    expect("詳細はhttps://a.example.jp/b?c=d#eを見よ", "https://a.example.jp/b?c=d#e");
    expect("(http://a.example.jp/).", "http://a.example.jp/");
    expect("http://a.example.jp/x_(y)。", "http://a.example.jp/x_(y)");
    expect("http://a.example.jp/,", "http://a.example.jp/");
    expect("https://", NULL);
    expect("xhttp://a.example.jp/", NULL);
    expect("https://例え.jp", NULL);
}

static void test_mail(void **state)
{
    (void)state;
    expect("連絡先：kikaku-1@example.lg.jpまで", "kikaku-1@example.lg.jp");
    expect("a.b@example.jp.", "a.b@example.jp");
    expect("単価@100円", NULL);
    expect("a@b", NULL);
    expect("a@1.23", NULL);
    expect("@example.jp", NULL);
}

static void test_next(void **state)
{
    (void)state;
    struct address found;
    struct str text = STR("a@b.jp@c.jp http://d.jp/");
    assert_true(address_find(text, 0, &found));
    assert_int_equal(found.end, 6);
    assert_true(address_find(text, found.end, &found));
    assert_int_equal(found.begin, 12);
    assert_false(address_find(text, found.end, &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web),
        cmocka_unit_test(test_mail),
        cmocka_unit_test(test_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
