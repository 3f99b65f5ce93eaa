/* What synth.h promises: valid check digits, the same bytes for the same seed,
 * balances that chain, and a truth that agrees with the files. */
#include "test.h"

#include <jansson.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/money.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "synth/ids.h"
#include "synth/synth.h"
#include "text/encoding.h"
#include "text/table.h"

enum { MAX_FILE = 64 << 20 };

/* A scratch folder of this test program, removed at its end. */
static char scratch[64];

static char *in_scratch(const char *name)
{
    char *path = sy_path_join(NULL, scratch, name);
    assert_non_null(path);
    return path;
}

static char *read_back(const char *path, size_t *len)
{
    sy_err err = {0};
    char *text = NULL;
    assert_ok(sy_file_read(NULL, &text, len, path, MAX_FILE, &err), err);
    return text;
}

/* ---- check digits ---- */

static void makes_identity_numbers_with_valid_check_digits(void **state)
{
    char id[SY_ID_TEXT];

    (void)state;
    assert_int_equal(sy_synth_id_check("11010519491231002"), 'X');
    assert_int_equal(sy_synth_id_check("44052418800101001"), '4');
    sy_synth_id(id, 1900, 1, 1, 1);
    assert_string_equal(id, "330699190001010018");
    sy_synth_id(id, 1992, 2, 29, 123);
    assert_string_equal(id, "330699199202291232");
}

static void makes_cards_with_valid_check_digits(void **state)
{
    char card[SY_CARD_TEXT];

    (void)state;
    assert_int_equal(sy_synth_luhn_check("411111111111111", 15), '1');
    assert_int_equal(sy_synth_luhn_check("622202123456789000", 18), '3');
    sy_synth_card(card, 629999, 42);
    assert_int_equal(strlen(card), 19);
    assert_memory_equal(card, "629999000000000042", 18);
    assert_int_equal(card[18], sy_synth_luhn_check(card, 18));
}

static void makes_credit_codes_with_valid_check_digits(void **state)
{
    char code[SY_ID_TEXT];

    (void)state;
    assert_int_equal(sy_synth_credit_check("91350100M000100Y4"), '3');
    assert_int_equal(sy_synth_credit_check("91330683MA2000019"), 'N');
    sy_synth_credit_code(code, 200001);
    assert_memory_equal(code, "91330699MA2000019", 17);
}

/* ---- bulk ---- */

enum { BULK_ROWS = 20001, BULK_ACCOUNTS = 500 };

static char *make_bulk(const char *name, sy_encoding encoding, uint64_t seed, size_t *len)
{
    char *path = in_scratch(name), *text;
    sy_err err = {0};

    assert_ok(sy_synth_bulk(path, BULK_ROWS, BULK_ACCOUNTS, encoding, seed, &err), err);
    text = read_back(path, len);
    sy_drop(NULL, path);
    return text;
}

/* The cells of one line that has no quotes; returns how many. */
static size_t split(sy_slice cells[64], sy_slice line)
{
    size_t n = 0;

    while (n < 63) {
        const size_t comma = sy_slice_find(line, SY_TEXT(","));
        cells[n++] = (sy_slice){line.ptr, comma};
        if (comma == line.len) break;
        line = (sy_slice){line.ptr + comma + 1, line.len - comma - 1};
    }
    return n;
}

static bool next_line(sy_slice *line, sy_slice *rest, const char *end)
{
    if (rest->len == 0) return false;
    const size_t n = sy_slice_find(*rest, sy_slice_of(end)), skip = n + strlen(end);
    *line = (sy_slice){rest->ptr, n};
    *rest = (sy_slice){rest->ptr + skip, skip < rest->len ? rest->len - skip : 0};
    return true;
}

static void bulk_rows_chain_and_stand_in_order_of_time(void **state)
{
    size_t len;
    char *text = make_bulk("bulk.csv", SY_UTF8, 7, &len);
    sy_slice rest = {text, len}, line = {NULL, 0}, cells[64], account = {NULL, 0}, at = {NULL, 0};
    sy_minor before = 0, amount, balance;
    size_t rows = 0, accounts = 0;

    (void)state;
    assert_int_equal(sy_utf8_valid_prefix(text, len), len);
    assert_true(next_line(&line, &rest, "\r\n"));
    assert_int_equal(split(cells, line), 31);
    while (next_line(&line, &rest, "\r\n")) {
        assert_int_equal(split(cells, line), 31);
        assert_int_equal(cells[0].len, 19);
        assert_int_equal(cells[0].ptr[18], sy_synth_luhn_check(cells[0].ptr, 18));
        assert_int_equal(cells[3].ptr[17], sy_synth_id_check(cells[3].ptr));
        assert_true(sy_minor_parse(&amount, cells[5]) && amount > 0);
        assert_true(sy_minor_parse(&balance, cells[6]) && balance >= 0);
        if (sy_slice_is(cells[0], account)) {
            assert_int_equal(balance - before,
                             sy_slice_is(cells[7], SY_TEXT("进")) ? amount : -amount);
            assert_true(sy_slice_compare(at, cells[4]) <= 0);
        } else {
            accounts++;
        }
        account = cells[0];
        at = cells[4];
        before = balance;
        rows++;
    }
    assert_int_equal(rows, BULK_ROWS);
    assert_in_range(accounts, BULK_ACCOUNTS * 9 / 10, BULK_ACCOUNTS);
    sy_drop(NULL, text);
}

static void bulk_is_the_same_for_the_same_seed_and_in_both_encodings(void **state)
{
    size_t n_a, n_b, n_c, n_gb;
    char *a = make_bulk("a.csv", SY_UTF8, 3, &n_a), *b = make_bulk("b.csv", SY_UTF8, 3, &n_b);
    char *c = make_bulk("c.csv", SY_UTF8, 4, &n_c);
    char *gb = make_bulk("gb.csv", SY_GB18030, 3, &n_gb);
    sy_buf decoded;

    (void)state;
    assert_true(n_a == n_b && memcmp(a, b, n_a) == 0);
    assert_false(n_a == n_c && memcmp(a, c, n_a) == 0);
    sy_buf_init(&decoded, NULL, MAX_FILE);
    assert_true(sy_decode(&decoded, (sy_slice){gb, n_gb}, SY_GB18030));
    assert_true(decoded.len == n_a && memcmp(decoded.ptr, a, n_a) == 0);
    sy_buf_dispose(&decoded);
    sy_drop(NULL, a);
    sy_drop(NULL, b);
    sy_drop(NULL, c);
    sy_drop(NULL, gb);
}

static void refuses_sizes_that_make_no_sense(void **state)
{
    sy_err err = {0};

    (void)state;
    assert_int_equal(sy_synth_bulk("/nowhere/x", 1, 2, SY_UTF8, 1, &err), SY_EINVAL);
    assert_int_equal(sy_synth_bulk("/nowhere/x", 10, 6, SY_UTF8, 1, NULL), SY_EINVAL);
    assert_int_equal(sy_synth_bulk("/nowhere/x", 10, 2, SY_UTF16LE, 1, NULL), SY_EINVAL);
    assert_int_equal(sy_synth_bulk("/nowhere/x", 10, 2, SY_UTF8, 1, NULL), SY_EIO);
    assert_int_equal(sy_synth_transfers("/nowhere/x", 10, 1, 1, NULL), SY_EINVAL);
}

static void transfers_stand_in_order_and_join_two_accounts(void **state)
{
    char *path = in_scratch("t.csv"), *text;
    sy_err err = {0};
    sy_slice rest, line = {NULL, 0}, cells[64], at = {NULL, 0};
    sy_minor amount;
    size_t len, rows = 0;

    (void)state;
    assert_ok(sy_synth_transfers(path, 5000, 100, 1, &err), err);
    text = read_back(path, &len);
    rest = (sy_slice){text, len};
    assert_true(next_line(&line, &rest, "\n"));
    assert_true(sy_slice_is(line, SY_TEXT("from,to,time,amount")));
    while (next_line(&line, &rest, "\n")) {
        assert_int_equal(split(cells, line), 4);
        assert_false(sy_slice_is(cells[0], cells[1]));
        assert_true(sy_slice_compare(at, cells[2]) <= 0);
        assert_true(sy_minor_parse(&amount, cells[3]) && amount > 0);
        at = cells[2];
        rows++;
    }
    assert_int_equal(rows, 5000);
    sy_drop(NULL, text);
    sy_drop(NULL, path);
}

/* ---- the small case ---- */

static const uint64_t small_seed = 5;

static char *make_small(const char *name, uint64_t seed, sy_synth_result *result)
{
    char *dir = in_scratch(name);
    sy_err err = {0};

    assert_ok(sy_synth_small(dir, seed, result, &err), err);
    return dir;
}

static json_t *read_truth(const char *dir)
{
    char *path = sy_path_join(NULL, dir, "truth.json"), *text;
    json_error_t why;
    size_t len;

    text = read_back(path, &len);
    json_t *truth = json_loadb(text, len, 0, &why);
    if (!truth) fail_msg("truth.json:%d: %s", why.line, why.text);
    sy_drop(NULL, text);
    sy_drop(NULL, path);
    return truth;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    if (!text) fail_msg("truth.json: no text \"%s\"", key);
    return text;
}

static json_int_t count_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value)) fail_msg("truth.json: no count \"%s\"", key);
    return json_integer_value(value);
}

static bool same_file(const char *dir_a, const char *dir_b, const char *name)
{
    char *a = sy_path_join(NULL, dir_a, name), *b = sy_path_join(NULL, dir_b, name);
    size_t n_a, n_b;
    char *text_a = read_back(a, &n_a), *text_b = read_back(b, &n_b);
    const bool same = n_a == n_b && memcmp(text_a, text_b, n_a) == 0;

    sy_drop(NULL, text_a);
    sy_drop(NULL, text_b);
    sy_drop(NULL, a);
    sy_drop(NULL, b);
    return same;
}

static void the_small_case_is_the_same_for_the_same_seed(void **state)
{
    sy_synth_result r;
    char *a = make_small("s-a", small_seed, &r), *b = make_small("s-b", small_seed, &r);
    char *c = make_small("s-c", small_seed + 1, &r);
    json_t *truth = read_truth(a);
    const json_t *file;
    size_t i;

    (void)state;
    json_array_foreach(json_object_get(truth, "files"), i, file)
    {
        assert_true(same_file(a, b, text_of(file, "path")));
    }
    assert_true(same_file(a, b, "truth.json"));
    assert_true(same_file(a, b, "README.txt"));
    assert_false(same_file(a, c, "truth.json"));
    json_decref(truth);
    sy_drop(NULL, a);
    sy_drop(NULL, b);
    sy_drop(NULL, c);
}

/* The cells of one line, in place: quotes and blanks around go away. */
static size_t split_quoted(sy_slice cells[64], sy_slice line)
{
    const char *p = line.ptr, *end = line.ptr + line.len;
    size_t n = 0;

    while (n < 63) {
        const bool is_quoted = p < end && *p == '"';
        const char *from = p += is_quoted;
        while (p < end && *p != (is_quoted ? '"' : ',')) p++;
        sy_slice cell = {from, (size_t)(p - from)};
        while (cell.len && cell.ptr[cell.len - 1] == '\t') cell.len--;
        cells[n++] = cell;
        p += is_quoted;
        if (p >= end) break;
        p++;
    }
    return n;
}

/* "1,234.50" as fen. */
static bool parse_amount(sy_minor *fen, sy_slice text)
{
    char plain[32];
    size_t n = 0;

    for (size_t i = 0; i < text.len && n < sizeof plain; i++) {
        if (text.ptr[i] != ',') plain[n++] = text.ptr[i];
    }
    return sy_minor_parse(fen, (sy_slice){plain, n});
}

/* A text file of the case: how many rows it has under the header; balances must
 * chain except across the rows that truth.json calls rejected. */
static size_t check_text_file(sy_slice text, const json_t *file)
{
    const size_t columns = strcmp(text_of(file, "profile"), "bank-feedback-34") ? 31 : 34;
    sy_slice line = {NULL, 0}, cells[64];
    sy_minor before = 0, amount = 0, balance = 0;
    json_int_t readable = 0;
    size_t rows = 0;

    assert_true(next_line(&line, &text, "\r\n"));
    assert_int_equal(split_quoted(cells, line), columns);
    while (next_line(&line, &text, "\r\n")) {
        assert_int_equal(split_quoted(cells, line), columns);
        assert_true(parse_amount(&balance, cells[6]));
        if (parse_amount(&amount, cells[5])) {
            const sy_minor moved = balance > before ? balance - before : before - balance;
            const bool has_failed = sy_slice_is(cells[17], SY_TEXT("失败"));
            if (rows > 0 && !has_failed) assert_int_equal(moved, amount);
            readable++;
        }
        before = balance;
        rows++;
    }
    /* a letter in the amount is the one kind of damage that shows here */
    assert_in_range(rows - (size_t)readable, 0, (size_t)count_of(file, "rejected"));
    return rows;
}

static void truth_agrees_with_the_text_files(void **state)
{
    sy_synth_result r;
    char *dir = make_small("s-d", small_seed, &r);
    json_t *truth = read_truth(dir);
    const json_t *file;
    size_t i, n_text = 0;

    (void)state;
    json_array_foreach(json_object_get(truth, "files"), i, file)
    {
        char *path = sy_path_join(NULL, dir, text_of(file, "path")), *text;
        size_t len;
        sy_buf decoded;

        assert_int_equal(count_of(file, "rows"), count_of(file, "accepted") +
                                                     count_of(file, "duplicate") +
                                                     count_of(file, "rejected"));
        text = read_back(path, &len);
        sy_buf_init(&decoded, NULL, MAX_FILE);
        if (json_is_null(json_object_get(file, "encoding"))) {
            assert_memory_equal(text, "PK\003\004", 4);
        } else {
            const bool is_gb = strcmp(text_of(file, "encoding"), "GB18030") == 0;
            if (is_gb) assert_true(sy_utf8_valid_prefix(text, len) < len);
            assert_true(
                sy_decode(&decoded, (sy_slice){text, len}, is_gb ? SY_GB18030 : SY_UTF8_BOM));
            assert_int_equal(check_text_file((sy_slice){decoded.ptr, decoded.len}, file),
                             count_of(file, "rows"));
            n_text++;
        }
        sy_buf_dispose(&decoded);
        sy_drop(NULL, text);
        sy_drop(NULL, path);
    }
    assert_int_equal(n_text, 9);
    json_decref(truth);
    sy_drop(NULL, dir);
}

/* Opens the table that truth.json names by path and sheet. */
static sy_table *open_table(const char *dir, const json_t *place, const char *path_key)
{
    char *path = sy_path_join(NULL, dir, text_of(place, path_key));
    const char *sheet = json_string_value(json_object_get(place, "sheet"));
    sy_contents *contents = NULL;
    sy_table *table = NULL;
    sy_err err = {0};
    uint32_t number = 0;

    assert_ok(sy_contents_open(&contents, NULL, path, &err), err);
    while (sheet && !sy_slice_is(sy_contents_name(contents, number), sy_slice_of(sheet))) {
        assert_true(++number < sy_contents_count(contents));
    }
    assert_ok(sy_table_open(&table, NULL, path, number, &err), err);
    sy_contents_free(contents);
    sy_drop(NULL, path);
    return table;
}

static bool next_row(sy_table *t, sy_row *row)
{
    sy_err err = {0};

    assert_ok(sy_table_next(t, row, &err), err);
    return row->n_cells != SY_NO_MORE_ROWS;
}

static void truth_agrees_with_every_table(void **state)
{
    sy_synth_result r;
    char *dir = make_small("s-f", small_seed, &r);
    json_t *truth = read_truth(dir);
    const json_t *file;
    size_t i;

    (void)state;
    json_array_foreach(json_object_get(truth, "files"), i, file)
    {
        sy_table *t = open_table(dir, file, "path");
        sy_row row;
        bool is_below = false;
        json_int_t rows = 0;

        while (next_row(t, &row)) {
            rows += is_below;
            if (sy_slice_is(row.cells[0].text, SY_TEXT("交易卡号"))) is_below = true;
        }
        assert_true(is_below);
        assert_int_equal(rows, count_of(file, "rows"));
        sy_table_free(t);
    }
    json_decref(truth);
    sy_drop(NULL, dir);
}

static void planted_payments_stand_where_truth_says(void **state)
{
    sy_synth_result r;
    char *dir = make_small("s-g", small_seed, &r);
    json_t *truth = read_truth(dir);
    const json_t *property;
    size_t i;

    (void)state;
    json_array_foreach(json_object_get(truth, "properties"), i, property)
    {
        sy_table *t = open_table(dir, property, "file");
        sy_row row;
        sy_minor amount = 0, wanted = -1;

        do assert_true(next_row(t, &row));
        while (row.number < count_of(property, "row"));
        assert_true(sy_minor_parse(&wanted, sy_slice_of(text_of(property, "amount"))));
        assert_true(parse_amount(&amount, row.cells[5].text));
        assert_int_equal(amount, wanted);
        const sy_slice payee = row.cells[10].text, name = sy_slice_of(text_of(property, "payee"));
        assert_true(sy_slice_find(payee, name) < payee.len); /* maybe with blanks around it */
        sy_table_free(t);
    }
    json_decref(truth);
    sy_drop(NULL, dir);
}

static void truth_adds_up(void **state)
{
    sy_synth_result r;
    char *dir = make_small("s-e", small_seed, &r);
    json_t *truth = read_truth(dir);
    const json_t *totals = json_object_get(truth, "totals"), *file, *property;
    json_int_t rows = 0;
    size_t i;

    (void)state;
    json_array_foreach(json_object_get(truth, "files"), i, file) rows += count_of(file, "rows");
    assert_int_equal(rows, count_of(totals, "rows"));
    assert_int_equal(rows, r.rows);
    assert_int_equal(r.rows, r.accepted + r.duplicate + r.rejected);
    assert_true(r.duplicate > 0 && r.rejected == 4);
    assert_int_equal(r.files, count_of(totals, "files"));
    assert_int_equal(r.matches, count_of(totals, "matches"));
    assert_int_equal(json_array_size(json_object_get(truth, "properties")), r.properties);
    assert_int_equal(json_array_size(json_object_get(truth, "proxies")), 3);
    json_array_foreach(json_object_get(truth, "properties"), i, property)
    {
        assert_non_null(text_of(property, "file"));
        assert_true(count_of(property, "row") > 1);
    }
    json_decref(truth);
    sy_drop(NULL, dir);
}

static void says_where_it_cannot_write(void **state)
{
    sy_synth_result r;
    sy_err err = {0};

    (void)state;
    assert_int_equal(sy_synth_small("/proc/nowhere/case", 1, &r, &err), SY_EIO);
    assert_non_null(strstr(err.text, "/proc"));
}

static int make_scratch(void **state)
{
    const char *tmp = getenv("TMPDIR");

    (void)state;
    snprintf(scratch, sizeof scratch, "%.40s/synth-XXXXXX", tmp && strlen(tmp) < 40 ? tmp : "/tmp");
    return mkdtemp(scratch) ? 0 : -1;
}

static int remove_scratch(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", scratch);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_identity_numbers_with_valid_check_digits),
        cmocka_unit_test(makes_cards_with_valid_check_digits),
        cmocka_unit_test(makes_credit_codes_with_valid_check_digits),
        cmocka_unit_test(bulk_rows_chain_and_stand_in_order_of_time),
        cmocka_unit_test(bulk_is_the_same_for_the_same_seed_and_in_both_encodings),
        cmocka_unit_test(refuses_sizes_that_make_no_sense),
        cmocka_unit_test(transfers_stand_in_order_and_join_two_accounts),
        cmocka_unit_test(the_small_case_is_the_same_for_the_same_seed),
        cmocka_unit_test(truth_agrees_with_the_text_files),
        cmocka_unit_test(truth_agrees_with_every_table),
        cmocka_unit_test(planted_payments_stand_where_truth_says),
        cmocka_unit_test(truth_adds_up),
        cmocka_unit_test(says_where_it_cannot_write),
    };
    return cmocka_run_group_tests_name("synth", tests, make_scratch, remove_scratch);
}
