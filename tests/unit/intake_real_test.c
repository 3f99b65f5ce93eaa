/* intake_real_test.c - real and public files, where they are at hand: in
 * SUYUAN_SHARED, or in ../shared beside the source tree. */
#include "intake_place.h"

#include <unistd.h>

#include "base/civil.h"
#include "base/money.h"
#include "text/table.h"

/* Copies a shared file into the place, or skips the test. */
static void fetch(place *p, const char *from, const char *as)
{
    const char *shared = getenv("SUYUAN_SHARED"), *source = getenv("SUYUAN_DATA");
    char path[1200], *bytes = NULL;
    size_t n;
    sy_err err = {0};

    if (shared)
        snprintf(path, sizeof path, "%s/data/%s", shared, from);
    else
        snprintf(path, sizeof path, "%s/../shared/data/%s", source ? source : ".", from);
    if (access(path, R_OK) != 0) {
        print_message("not there: %s\n", path);
        close_place(p);
        skip();
    }
    assert_ok(sy_file_read(NULL, &bytes, &n, path, 64u << 20, &err), err);
    put_bytes(p, as, bytes, n);
    sy_drop(NULL, bytes);
}

typedef struct totals {
    int64_t in, out;
    size_t rows, with_balance;
} totals;

static totals sums(place *p)
{
    totals t = {0, 0, 0, 0};
    entries all = stored(p);
    for (size_t i = 0; i < all.n; i++) {
        if (all.items[i].amount > 0)
            t.in += all.items[i].amount;
        else
            t.out -= all.items[i].amount;
        if (all.items[i].flags & SY_ENTRY_HAS_BALANCE) t.with_balance++;
    }
    t.rows = all.n;
    free(all.items);
    return t;
}

static void exports_of_chinese_banks(void **state)
{
    static const struct {
        const char *file, *name;
        uint64_t rejected;
        totals want;
    } cases[] = {
        {"boc/debit/example-boc-records.csv",
         "6213000000000003167.csv",
         0,
         {982100, 939430, 17, 17}},
        {"bocom_debit/example-bocom_debit-records.csv",
         "6222620000000000001.csv",
         0,
         {1125, 11400, 6, 6}},
        {"cmb/debit/example-cmb-records.csv", "6214850000000000002.csv", 0, {123400, 201314, 5, 5}},
        {"abc_debit/example-abc_debit-records.csv",
         "6228480000000000003.csv",
         0,
         {1000001, 1235589, 5, 5}},
        {"icbc/credit/example-icbc-credit-records.csv", "icbc.csv", 1, {462101, 36313, 9, 9}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char from[300];
        place p;
        open_place(&p);
        snprintf(from, sizeof from, "statements/chinese/double-entry-generator/%s", cases[i].file);
        fetch(&p, from, cases[i].name);
        sy_import_report r = import(&p, cases[i].name);
        assert_int_equal(r.n_tables, 1);
        assert_string_equal(r.tables[0].profile, "bank-statement");
        assert_int_equal(r.rejected, cases[i].rejected);
        totals got = sums(&p);
        if (memcmp(&got, &cases[i].want, sizeof got) != 0) {
            fail_msg("%s: in %lld out %lld rows %zu balances %zu", cases[i].file, (long long)got.in,
                     (long long)got.out, got.rows, got.with_balance);
        }
        close_place(&p);
    }
}

static bool names_one(sy_slice account_number)
{
    return account_number.len > 0 && !sy_slice_is(account_number, SY_TEXT("null"));
}

/* 2,631 real transfers, as a plain list and as statements of both sides. */
static void real_transfers_as_list_and_as_statements(void **state)
{
    enum { DATE = 1, FROM = 6, TO = 13, AMOUNT = 16, CURRENCY = 17 };
    sy_table *t = NULL;
    sy_row row = {0};
    sy_err err = {0};
    size_t complete = 0, rows = 0;
    int64_t sum = 0;
    place p;
    (void)state;
    open_place(&p);
    fetch(&p, "transfers/azerbaijani_2012.csv", "source.csv");
    FILE *list = fopen(in(&p, "list.csv"), "w"), *both = fopen(in(&p, "both.csv"), "w");
    fputs("from,to,time,amount,currency,row\n", list);
    fputs("交易卡号,交易时间,交易金额,收付标志,交易对手账卡号,交易币种,交易流水号\n", both);
    assert_ok(sy_table_open(&t, NULL, in(&p, "source.csv"), 0, &err), err);
    for (;;) {
        assert_ok(sy_table_next(t, &row, &err), err);
        if (row.n_cells == SY_NO_MORE_ROWS) break;
        if (row.number == 1) continue;
        const sy_cell *c = row.cells;
        sy_slice amount = c[AMOUNT].text;
        int64_t fen = 0;
        rows++;
        if (amount.len && *amount.ptr == '-') amount = (sy_slice){amount.ptr + 1, amount.len - 1};
        const bool is_good = sy_minor_parse(&fen, amount) && names_one(c[FROM].text) &&
                             names_one(c[TO].text); /* some amounts are 2e+05 */
        if (is_good) complete++, sum += fen;
#define S(i) (int)c[i].text.len, c[i].text.ptr
        fprintf(list, "%.*s,%.*s,%.*s,%.*s,%.*s,%u\n", S(FROM), S(TO), S(DATE), (int)amount.len,
                amount.ptr, S(CURRENCY), row.number);
        if (!is_good) continue;
        fprintf(both, "%.*s,%.*s,%.*s,出,%.*s,%.*s,o%u\n", S(FROM), S(DATE), (int)amount.len,
                amount.ptr, S(TO), S(CURRENCY), row.number);
        fprintf(both, "%.*s,%.*s,%.*s,进,%.*s,%.*s,i%u\n", S(TO), S(DATE), (int)amount.len,
                amount.ptr, S(FROM), S(CURRENCY), row.number);
    }
    sy_table_free(t);
    fclose(list);
    fclose(both);
    assert_int_equal(rows, 2631);

    sy_import_report r = import(&p, "list.csv");
    assert_int_equal(r.tables[0].rows, rows);
    assert_int_equal(r.accepted, complete);
    totals got = sums(&p);
    assert_int_equal(got.out, sum);
    assert_int_equal(got.in, 0);

    place q;
    open_place(&q);
    char path[400];
    snprintf(path, sizeof path, "%s", in(&p, "both.csv"));
    const char *paths[] = {path};
    const sy_import_options none = {.dry_run = false};
    assert_ok(sy_intake_import(&r, q.ws, paths, 1, &none, &q.arena, &err), err);
    for (size_t i = 0; i < r.tables[0].n_rejects && i < 10; i++) {
        print_message("row %u: %s %s\n", r.tables[0].rejects[i].row, r.tables[0].rejects[i].rule,
                      r.tables[0].rejects[i].value);
    }
    assert_int_equal(r.accepted, 2 * complete);
    got = sums(&q);
    assert_int_equal(got.in, sum);
    assert_int_equal(got.out, sum);
    close_place(&q);
    close_place(&p);
}

/* 49,102 rows of a Czech bank with a balance after each. */
static void berka_as_bank_feedback(void **state)
{
    sy_table *t = NULL;
    sy_row row = {0};
    sy_err err = {0};
    size_t rows = 0;
    int64_t in_sum = 0, out_sum = 0;
    place p;
    (void)state;
    open_place(&p);
    fetch(&p, "transfers/berka/trans_prefix.asc", "source.csv");
    FILE *out = fopen(in(&p, "berka.csv"), "w");
    fputs("交易流水号,交易账号,交易日期,收付标志,交易金额,交易余额,摘要说明,交易对手账卡号\n", out);
    assert_ok(sy_table_open(&t, NULL, in(&p, "source.csv"), 0, &err), err);
    for (;;) {
        assert_ok(sy_table_next(t, &row, &err), err);
        if (row.n_cells == SY_NO_MORE_ROWS) break;
        const sy_cell *c = row.cells;
        if (row.number == 1 || row.n_cells < 7) continue;
        const bool comes_in = sy_slice_is(c[3].text, SY_TEXT("PRIJEM"));
        int64_t fen = 0;
        assert_true(sy_minor_parse(&fen, c[5].text));
        if (comes_in)
            in_sum += fen;
        else
            out_sum += fen;
        rows++;
        fprintf(out, "%.*s,%.*s,19%.*s,%s,%.*s,%.*s,%.*s,%.*s\n", S(0), S(1), S(2),
                comes_in ? "进" : "出", S(5), S(6), S(4), row.n_cells > 9 ? (int)c[9].text.len : 0,
                row.n_cells > 9 ? c[9].text.ptr : "");
    }
    sy_table_free(t);
    fclose(out);
    assert_int_equal(rows, 49102);
    sy_import_report r = import(&p, "berka.csv");
    assert_int_equal(r.accepted, rows);
    assert_int_equal(r.rejected, 0);
    totals got = sums(&p);
    assert_int_equal(got.in, in_sum);
    assert_int_equal(got.out, out_sum);
    assert_int_equal(got.with_balance, rows);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports_of_chinese_banks),
        cmocka_unit_test(real_transfers_as_list_and_as_statements),
        cmocka_unit_test(berka_as_bank_feedback),
    };
    return cmocka_run_group_tests_name("intake of real files", tests, NULL, NULL);
}
