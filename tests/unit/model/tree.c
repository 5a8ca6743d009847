/* Building, walking, checking and comparing documents. */
#include "check.h"

#include "model/facts.h"
#include "sample.h"

static struct doc_node *find(struct doc *doc, enum doc_kind kind)
{
    struct doc_iter iter = doc_iter_new(doc->root);
    return (struct doc_node *)(uintptr_t)doc_next(&iter, kind);
}

static void sample_is_sound(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct buf why = BUF_INIT;
    enum status status = doc_check(doc, &why);
    if (status != STATUS_OK)
        print_error("%s", why.ptr);
    assert_int_equal(status, STATUS_OK);
    for (enum doc_kind kind = DOC_MINUTES; kind < DOC_KIND_COUNT; kind++) {
        if (!find(doc, kind))
            print_error("no %s in the sample\n", doc_kind_name(kind));
        assert_non_null(find(doc, kind));
        assert_int_equal(doc_kind_lookup(str_from(doc_kind_name(kind))), kind);
    }
    buf_free(&why);
    doc_free(doc);
}

static void iterator_enters_and_leaves_every_node_once(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct doc_iter iter = doc_iter_new(doc->root);
    const struct doc_node *stack[DOC_DEPTH_MAX];
    size_t depth = 0, entered = 0, left = 0;
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event == DOC_ENTER) {
            assert_ptr_equal(iter.node->parent, depth ? stack[depth - 1] : NULL);
            stack[depth++] = iter.node;
            entered++;
        } else {
            assert_ptr_equal(stack[--depth], iter.node);
            left++;
        }
    }
    assert_int_equal(depth, 0);
    assert_int_equal(entered, left);
    assert_int_equal(doc_iter_next(&iter), DOC_END);
    doc_free(doc);
}

static void text_comes_in_order_with_blocks_apart(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct buf text = BUF_INIT;
    doc_text(find(doc, DOC_SPEECH), DOC_SEPARATE_BLOCKS, &text);
    assert_string_equal(text.ptr,
                        "○議長（塚本利光君）\nレジ（注１）We are here.\n〔拍手〕");
    buf_clear(&text);
    doc_text(find(doc, DOC_TABLE), DOC_SEPARATE_BLOCKS, &text);
    assert_string_equal(text.ptr, "番号\n<a> & \"b\"");
    buf_free(&text);
    doc_free(doc);
}

static void people_are_counted_and_noted(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct doc_iter iter = doc_iter_new(doc->root);
    const struct doc_node *person = doc_next(&iter, DOC_PERSON);
    struct buf text = BUF_INIT;
    doc_person_part(person, DOC_AFFILIATION, &text);
    assert_string_equal(text.ptr, "潮路大学 教授");
    assert_int_equal(doc_person_presence(person), DOC_PRESENT);
    assert_true(str_equal(doc_person_group(person), STR("委員")));
    const struct doc_node *note = doc_person_note(person, NULL);
    assert_true(str_equal(note->as.mark.value, STR("会長")));
    note = doc_person_note(person, note);
    assert_true(str_equal(note->as.mark.value, STR("オンライン出席")));
    assert_null(doc_person_note(person, note));
    assert_int_equal(doc_person_presence(doc_next(&iter, DOC_PERSON)), DOC_ABSENT);
    assert_null(doc_next(&iter, DOC_PERSON));
    buf_free(&text);
    doc_free(doc);
}

/* ---- each invariant, broken once ---- */

static void break_kind(struct doc *doc)
{
    find(doc, DOC_ITEM)->kind = DOC_ROW;
}
static void break_rank(struct doc *doc)
{
    struct doc_node *label = find(doc, DOC_LABEL), *field = label->parent;
    doc_unlink(label);
    doc_append(field, label);
}
static void break_second_label(struct doc *doc)
{
    struct doc_node *item = find(doc, DOC_ITEM);
    struct doc_node *label = doc_add(doc, item, DOC_LABEL, item->pos);
    doc_unlink(label);
    doc_insert_before(item->first, label);
    doc_add_text(doc, label, STR("x"), (struct diag_pos){0, 0});
    label->pos.line = 0;
}
static void break_link(struct doc *doc)
{
    find(doc, DOC_ITEM)->next->prev = NULL;
}
static void break_circle(struct doc *doc)
{
    struct doc_node *item = find(doc, DOC_ITEM);
    item->next->next = item;
}
static void break_parent(struct doc *doc)
{
    find(doc, DOC_NAME)->parent = doc->root;
}
static void break_last(struct doc *doc)
{
    find(doc, DOC_LIST)->last = find(doc, DOC_ITEM);
}
static void break_empty_text(struct doc *doc)
{
    find(doc, DOC_TEXT)->as.text.len = 0;
}
static void break_space(struct doc *doc)
{
    find(doc, DOC_TEXT)->as.text = STR("　x");
}
static void break_line_end(struct doc *doc)
{
    find(doc, DOC_TEXT)->as.text = STR("x\ny");
}
static void break_utf8(struct doc *doc)
{
    find(doc, DOC_TEXT)->as.text = STR("x\xFF");
}
static void break_order(struct doc *doc)
{
    find(doc, DOC_CLOSING)->first->pos.line = 2;
    find(doc, DOC_CLOSING)->pos.line = 2;
}
static void break_overlap(struct doc *doc)
{
    find(doc, DOC_TERM)->pos.column--;
    find(doc, DOC_TERM)->first->pos.column--;
}
static void break_start(struct doc *doc)
{
    find(doc, DOC_ITEM)->pos.column++;
}
static void break_beyond(struct doc *doc)
{
    doc->source.lines = 5;
}
static void break_empty(struct doc *doc)
{
    struct doc_node *closing = find(doc, DOC_CLOSING);
    doc_unlink(closing->first);
}
static void break_id_name(struct doc *doc)
{
    find(doc, DOC_ITEM)->id = STR("4-6");
}
static void break_id_twice(struct doc *doc)
{
    find(doc, DOC_ITEM)->id = find(doc, DOC_SPEECH)->id;
}
static void break_enum(struct doc *doc)
{
    find(doc, DOC_PERSON)->as.person.manner = DOC_MANNER_COUNT;
}
static void break_level(struct doc *doc)
{
    find(doc, DOC_SECTION)->as.section.level = 0;
}
static void break_date(struct doc *doc)
{
    doc->facts.date.value = STR("2025-9-19");
}
static void break_time(struct doc *doc)
{
    doc->facts.end.value = STR("10時");
}
static void break_session(struct doc *doc)
{
    doc->facts.session.value = STR("四");
}
static void break_changes(struct doc *doc)
{
    doc->changes[1].pos.line = 1;
}
static void break_depth(struct doc *doc)
{
    struct doc_node *inner = doc->root->last;
    for (int i = 0; i < DOC_DEPTH_MAX; i++) {
        struct doc_node *outer = doc_add(doc, doc->root, DOC_FIELD, inner->pos);
        doc_unlink(inner);
        doc_append(outer, inner);
        inner = outer;
    }
}

static void check_finds_what_is_broken(void **state)
{
    (void)state;
    static const struct {
        void (*spoil)(struct doc *);
        const char *says;
    } cases[] = {
        {break_kind, "may not stand in list"},
        {break_rank, "must stand before the rest"},
        {break_second_label, "must stand before the rest"},
        {break_link, "not linked"},
        {break_circle, "not linked"},
        {break_parent, "not linked"},
        {break_last, "last child"},
        {break_empty_text, "is empty"},
        {break_space, "begins with white space"},
        {break_line_end, "holds a line end"},
        {break_utf8, "is not UTF-8"},
        {break_order, "where the text before it ends"},
        {break_overlap, "where the text before it ends"},
        {break_start, "its text begins at"},
        {break_beyond, "has only 5 lines"},
        {break_empty, "is empty"},
        {break_id_name, "no ASCII name"},
        {break_id_twice, "given twice"},
        {break_enum, "has no such value"},
        {break_level, "level 0"},
        {break_date, "fact date"},
        {break_time, "fact end"},
        {break_session, "fact session"},
        {break_changes, "change 1"},
        {break_depth, "deeper than"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct doc *doc = sample_new(false);
        struct buf why = BUF_INIT;
        cases[i].spoil(doc);
        assert_int_equal(doc_check(doc, &why), STATUS_SYNTAX);
        if (!strstr(why.ptr, cases[i].says))
            fail_msg("expected \"%s\", got:\n%s", cases[i].says, why.ptr);
        buf_free(&why);
        doc_free(doc);
    }
}

static void builders_go_on_safely_when_too_deep(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *node = doc->root;
    for (int i = 0; i < 3 * DOC_DEPTH_MAX; i++) {
        node = doc_add(doc, node, DOC_FIELD, (struct diag_pos){1, 1});
        doc_add_text(doc, node, STR("x"), (struct diag_pos){1, 1});
    }
    doc_append(node, node);
    doc_unlink(node);
    assert_int_equal(doc->status, STATUS_LIMIT);
    struct buf why = BUF_INIT;
    assert_int_equal(doc_check(doc, &why), STATUS_LIMIT);
    buf_free(&why);
    doc_free(doc);
}

static void equality_sees_every_difference(void **state)
{
    (void)state;
    static void (*const changes[])(struct doc *) = {
        break_kind,  break_rank,  break_empty_text, break_space,
        break_start, break_empty, break_id_name,    break_enum,
        break_level, break_date,  break_beyond,     break_changes,
    };
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        struct doc *a = sample_new(false), *b = sample_new(false);
        struct buf why = BUF_INIT;
        assert_true(doc_equal(a, b, DOC_COMPARE_ALL, &why));
        changes[i](b);
        assert_false(doc_equal(a, b, DOC_COMPARE_ALL, &why));
        assert_true(why.len > 0);
        assert_false(doc_equal(b, a, DOC_COMPARE_ALL, NULL));
        buf_free(&why);
        doc_free(a);
        doc_free(b);
    }
}

static void without_positions_leaves_may_break_anywhere(void **state)
{
    (void)state;
    struct doc *a = sample_new(false), *b = sample_new(false);
    struct doc_node *leaf = find(b, DOC_CLOSING)->first;
    leaf->as.text = STR("以");
    doc_add_text(b, leaf->parent, STR("上"), (struct diag_pos){90, 7});
    b->source.name = STR("other");
    b->change_count = 0;
    struct buf why = BUF_INIT;
    assert_false(doc_equal(a, b, DOC_COMPARE_ALL, NULL));
    assert_true(doc_equal(a, b, DOC_COMPARE_WITHOUT_POSITIONS, &why));
    assert_true(doc_equal(b, a, DOC_COMPARE_WITHOUT_POSITIONS, &why));
    leaf->next->as.text = STR("下");
    assert_false(doc_equal(a, b, DOC_COMPARE_WITHOUT_POSITIONS, NULL));
    leaf->next->as.text = STR("上x");
    assert_false(doc_equal(a, b, DOC_COMPARE_WITHOUT_POSITIONS, NULL));
    buf_free(&why);
    doc_free(a);
    doc_free(b);
}

static void dump_tells_documents_apart(void **state)
{
    (void)state;
    struct doc *a = sample_new(false), *b = sample_new(true);
    struct buf in_a = BUF_INIT, in_b = BUF_INIT;
    doc_dump(a, &in_a);
    doc_dump(b, &in_b);
    assert_string_not_equal(in_a.ptr, in_b.ptr);
    assert_non_null(strstr(in_a.ptr, " #s4-6 level=2 number=\"6\""));
    assert_non_null(strstr(in_a.ptr, "change line-wrap 3:1 \" \\x0D\\n"));
    buf_free(&in_a);
    buf_free(&in_b);
    doc_free(a);
    doc_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_is_sound),
        cmocka_unit_test(iterator_enters_and_leaves_every_node_once),
        cmocka_unit_test(text_comes_in_order_with_blocks_apart),
        cmocka_unit_test(people_are_counted_and_noted),
        cmocka_unit_test(check_finds_what_is_broken),
        cmocka_unit_test(builders_go_on_safely_when_too_deep),
        cmocka_unit_test(equality_sees_every_difference),
        cmocka_unit_test(without_positions_leaves_may_break_anywhere),
        cmocka_unit_test(dump_tells_documents_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
