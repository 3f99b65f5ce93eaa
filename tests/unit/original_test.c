/* original_test.c - rows of kept originals: large files by blocks, bytes of no encoding, ends. */
#include "intake_place.h"

#include "base/buf.h"
#include "intake/original.h"

#define TOP "交易卡号,交易方户名,交易时间,交易金额,收付标志,对手户名,交易流水号\n"

static const char *id_of(place *p, const sy_import_report *r, uint32_t row)
{
    char id[SY_ENTRY_ID];
    snprintf(id, sizeof id, "%.12s-0-%u", r->tables[0].sha256, row);
    return sy_arena_text(&p->arena, id, strlen(id));
}

static sy_original rows_around(place *p, const char *id, uint32_t around)
{
    sy_original o;
    sy_err err = {0};
    assert_ok(sy_original_read(&o, p->ws, sy_slice_of(id), around, &p->arena, &err), err);
    return o;
}

/* 130,000 rows, 8 MB: two cuts between blocks. Each row's number stands in its last cell. */
static void finds_every_row_of_a_large_file(void **state)
{
    enum { ROWS = 130000 };
    place p;
    sy_buf text;
    (void)state;
    open_place(&p);
    sy_buf_init(&text, NULL, 32 << 20);
    sy_buf_text(&text, TOP);
    for (unsigned i = 2; i <= ROWS; i++)
        sy_buf_printf(&text, "6299990000000000011,王样一,2023-01-05,%u.00,进,\"a\nb\",%u\n", i, i);
    put_bytes(&p, "a.csv", text.ptr, text.len);
    sy_import_report r = import(&p, "a.csv");
    for (uint32_t row = 2; row <= ROWS; row += row < ROWS - 9 ? 9999 : 1) {
        const sy_original o = rows_around(&p, id_of(&p, &r, row), 2);
        assert_int_equal(o.header.number, 1);
        assert_int_equal(o.header.n_cells, 7);
        assert_true(o.n >= 3 && o.rows[0].number == (row > 3 ? row - 2 : 1));
        for (size_t i = 0; i < o.n; i++) {
            const uint32_t number = o.rows[i].number;
            char there[16];
            if (number == 1) continue;
            snprintf(there, sizeof there, "%u", number);
            assert_true(sy_slice_is(o.rows[i].cells[6], sy_slice_of(there)));
            assert_true(sy_slice_is(o.rows[i].cells[5], sy_slice_of("a\nb")));
            assert_true(i == 0 || number == o.rows[i - 1].number + 1);
        }
    }
    sy_buf_dispose(&text);
    close_place(&p);
}

static void bytes_of_no_encoding_are_marked(void **state)
{
    static const char text[] = TOP "6299990000000000011,王样一,2023-01-05,1.00,进,a\xFF\xFE"
                                   "b,1\n"
                                   "6299990000000000011,王样一,2023-01-06,2.00,进,好,2\n";
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv", text);
    const sy_original o = rows_around(&p, id_of(&p, &r, 2), 9);
    assert_int_equal(o.n, 3); /* 1 to 3, whatever was asked for */
    assert_true(sy_slice_is(o.rows[1].cells[5], sy_slice_of("a\xEF\xBF\xBD\xEF\xBF\xBD"
                                                            "b")));
    assert_true(sy_slice_is(o.rows[2].cells[5], sy_slice_of("好")));
    assert_true(sy_slice_is(o.rows[1].cells[1], sy_slice_of("王样一")));
    close_place(&p);
}

static void ids_are_read_strictly(void **state)
{
    static const char *const wrong[] = {"",
                                        "-",
                                        "0123456789ab",
                                        "0123456789ab-0",
                                        "0123456789ab-0-",
                                        "0123456789ab-0--1",
                                        "0123456789ab-+0-1",
                                        "0123456789ab-0-1x",
                                        "0123456789AB-0-1",
                                        "0123456789a-0-1",
                                        "0123456789ab-0-12345678901",
                                        "0123456789ab-0-1-1"};
    sy_entry_place at;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (sy_entry_id_read(&at, sy_slice_of(wrong[i]))) fail_msg("%s", wrong[i]);
    }
    assert_true(sy_entry_id_read(&at, sy_slice_of("0123456789ab-3-4000000000")));
    assert_string_equal(at.hash, "0123456789ab");
    assert_int_equal(at.sheet, 3);
    assert_true(at.row == 4000000000u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_every_row_of_a_large_file),
                                       cmocka_unit_test(bytes_of_no_encoding_are_marked),
                                       cmocka_unit_test(ids_are_read_strictly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
