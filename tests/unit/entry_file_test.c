/* entry_file_test.c - rows taken away: texts that a spreadsheet program leaves alone, and a
 * workbook whose first sheet is full. */
#include "test.h"

#include "base/file.h"
#include "report/csv_text.h"
#include "report/entry_file.h"
#include "scratch.h"
#include "text/table.h"

static void stands(const char *text, const char *want)
{
    sy_buf line, scratch;

    sy_buf_init(&line, NULL, 4096);
    sy_buf_init(&scratch, NULL, 4096);
    sy_csv_text(&line, &scratch, sy_slice_of(text));
    assert_int_equal(sy_buf_status(&line), SY_OK);
    assert_string_equal(line.ptr ? line.ptr : "", want);
    sy_buf_dispose(&line);
    sy_buf_dispose(&scratch);
}

static void a_text_stays_what_it_is(void **state)
{
    (void)state;
    stands("转账", "转账");
    stands("", "");
    stands("6299990000000000011", "6299990000000000011\t");
    stands("330699198503150025", "330699198503150025\t");
    stands("33069919850315005X", "33069919850315005X");
    stands("00123", "00123\t");
    stands("1E5", "1E5\t");
    stands("2024/1/2 12:30", "2024/1/2 12:30\t");
    stands("1,5", "\"1,5\t\"");
    stands(":", ":");
}

static void no_text_begins_a_formula(void **state)
{
    (void)state;
    stands("=1+1", "'=1+1");
    stands("  =1+1", "'  =1+1");
    stands("\t=1+1", "' =1+1");
    stands("+8613900000000", "'+8613900000000");
    stands("-", "'-");
    stands("@SUM(1)", "'@SUM(1)");
    stands("＝1", "'＝1");
    stands("a\xE2\x80\xAE\"b", "\"a⟨202E⟩\"\"b\"");
}

/* Whoever has no room for a text says so, and the line with it. */
static void a_text_without_room_fails_its_line(void **state)
{
    sy_buf line, scratch;

    (void)state;
    sy_buf_init(&line, NULL, 4096);
    sy_buf_init(&scratch, NULL, 4);
    sy_csv_text(&line, &scratch, sy_slice_of("六个汉字以上"));
    assert_int_equal(sy_buf_status(&line), SY_ELIMIT);
    sy_buf_dispose(&line);
    sy_buf_dispose(&scratch);
}

static char folder[SCRATCH];

enum { ROWS = 10, ROWS_OF_SHEET = 4 };

static void write_rows(const char *path, uint32_t rows_of_sheet)
{
    static const sy_source source = {.path = "a.csv"};
    sy_evidence row = {.source = &source, .flags = SY_ENTRY_HAS_BALANCE};
    const sy_entry_line line = {.row = &row, .number = "6299990000000000011", .currency = "CNY"};
    sy_entry_file f;
    sy_err err = {0};

    assert_ok(sy_entry_file_open(&f, path, &err), err);
    if (rows_of_sheet) f.rows_of_sheet = rows_of_sheet;
    for (int i = 0; i < ROWS; i++) {
        row.row = (uint32_t)i + 2;
        row.amount = i % 2 ? -i : i;
        assert_ok(sy_entry_file_put(&f, &line, &err), err);
    }
    assert_ok(sy_entry_file_close(&f, SY_OK, &err), err);
    if (rows_of_sheet) assert_int_equal(f.sheets, 4);
}

static void a_full_sheet_is_followed_by_the_next(void **state)
{
    char *path = sy_path_join(NULL, folder, "rows.xlsx");
    sy_contents *c = NULL;
    sy_err err = {0};
    unsigned found = 0;

    (void)state;
    write_rows(path, ROWS_OF_SHEET);
    assert_ok(sy_contents_open(&c, NULL, path, &err), err);
    assert_int_equal(sy_contents_count(c), 4); /* a head and three rows each; the last has one */
    for (uint32_t s = 0; s < 4; s++) {
        sy_table *t = NULL;
        sy_row r;
        assert_ok(sy_table_open(&t, NULL, path, s, &err), err);
        for (unsigned n = 0;; n++) {
            assert_ok(sy_table_next(t, &r, &err), err);
            if (r.n_cells == SY_NO_MORE_ROWS) break;
            assert_true(n < ROWS_OF_SHEET);
            if (n == 0) continue;
            char want[8];
            snprintf(want, sizeof want, "%u", ++found + 1); /* its row in the file */
            assert_true(sy_slice_is(r.cells[19].text, sy_slice_of(want)));
            assert_true(sy_slice_is(r.cells[3].text, SY_TEXT("6299990000000000011")));
        }
        sy_table_free(t);
    }
    assert_int_equal(found, ROWS);
    sy_contents_free(c);
    sy_drop(NULL, path);
}

static void what_fails_leaves_nothing(void **state)
{
    static const char *const names[] = {"none.csv", "none.xlsx"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char *path = sy_path_join(NULL, folder, names[i]), *text = NULL;
        size_t n;
        sy_entry_file f;
        sy_err err = {0};
        assert_ok(sy_entry_file_open(&f, path, &err), err);
        assert_int_equal(sy_entry_file_close(&f, SY_ENOMEM, &err), SY_ENOMEM);
        assert_int_not_equal(sy_file_read(NULL, &text, &n, path, 1 << 20, NULL), SY_OK);
        sy_drop(NULL, path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_stays_what_it_is),
        cmocka_unit_test(no_text_begins_a_formula),
        cmocka_unit_test(a_text_without_room_fails_its_line),
        cmocka_unit_test(a_full_sheet_is_followed_by_the_next),
        cmocka_unit_test(what_fails_leaves_nothing),
    };
    scratch_make(folder);
    const int failed = cmocka_run_group_tests_name("entry file", tests, NULL, NULL);
    scratch_remove(folder);
    return failed;
}
