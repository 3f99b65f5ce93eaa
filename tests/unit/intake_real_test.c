/* intake_real_test.c - real and public files, where they are at hand: in
 * SUYUAN_SHARED, or in ../shared beside the source tree. */
#include "intake_place.h"

#include <unistd.h>

#include "base/civil.h"
#include "base/money.h"
#include "text/table.h"

/* Where a shared file is, or would be; until the next call. */
static const char *shared(const char *name)
{
    static char path[1200];
    const char *folder = getenv("SUYUAN_SHARED"), *source = getenv("SUYUAN_DATA");

    if (folder)
        snprintf(path, sizeof path, "%s/data/%s", folder, name);
    else
        snprintf(path, sizeof path, "%s/../shared/data/%s", source ? source : ".", name);
    return path;
}

/* Copies a shared file into the place, or skips the test. */
static void fetch(place *p, const char *from, const char *as)
{
    const char *path = shared(from);
    char *bytes = NULL;
    size_t n;
    sy_err err = {0};

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
        if (all.items[i].flags & (SY_ENTRY_FAILED | SY_ENTRY_ASIDE)) continue;
        t.rows++;
        if (all.items[i].amount > 0)
            t.in += all.items[i].amount;
        else
            t.out -= all.items[i].amount;
        if (all.items[i].flags & SY_ENTRY_HAS_BALANCE) t.with_balance++;
    }
    free(all.items);
    return t;
}

/* What the postings of a .beancount file move on accounts that begin with one
 * of the names. */
static totals posted(const char *path, const char *const *names)
{
    char *bytes = NULL, *line, *rest = NULL;
    totals t = {0, 0, 0, 0};
    size_t n;
    sy_err err = {0};

    assert_ok(sy_file_read(NULL, &bytes, &n, path, 1u << 20, &err), err);
    for (line = strtok_r(bytes, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        int64_t fen;
        char amount[40];
        if (*line != '\t' && *line != ' ') continue;
        line += strspn(line, " \t");
        for (size_t k = 0; names[k]; k++) {
            if (strncmp(line, names[k], strlen(names[k])) != 0) continue;
            if (sscanf(line, "%*s %39s", amount) != 1) continue;
            const bool is_out = amount[0] == '-';
            assert_true(sy_minor_parse(&fen, sy_slice_of(amount + is_out)));
            *(is_out ? &t.out : &t.in) += fen;
            t.rows++;
        }
    }
    sy_drop(NULL, bytes);
    return t;
}

typedef struct sample {
    const char *file, *name, *profile; /* name: the account where the file names none */
    const char *choose;                /* --profile */
    uint64_t rows, rejected;
    totals want;             /* of the rows that count */
    const char *postings;    /* the expected entries of another program */
    const char *accounts[3]; /* of it, that are this statement's; NULL: it books otherwise */
    int64_t skipped;         /* money in that it leaves out */
    bool splits_fees;        /* it books fees apart: only the difference can be compared */
} sample;

#define DEG "statements/chinese/double-entry-generator/"

/* Every file of ../shared/data/statements/chinese. The numbers in `want` were
 * added up from the files by other means (a spreadsheet, awk). */
static const sample samples[] = {
    {"abc_debit/example-abc_debit-records.csv",
     "6228480000000000003.csv",
     "bank-statement",
     NULL,
     5,
     0,
     {1000001, 1235589, 5, 5},
     "abc_debit/example-abc_debit-output.beancount",
     {"Assets:ABC:DebitCard "},
     0,
     false},
    /* 4 of the 10 rows are closed or refunded, and count neither way */
    {"alipay/example-alipay-records.csv",
     "alipay.csv",
     "alipay-bill",
     NULL,
     10,
     0,
     {22232784, 16164, 6, 0},
     NULL,
     {NULL},
     0,
     false},
    {"bmo/credit/example-bmo-records.csv",
     "bmo-c.csv",
     "bmo-card",
     NULL,
     3,
     0,
     {0, 9433, 3, 0},
     "bmo/credit/example-bmo-credit-output.beancount",
     {"Liabilities:CreditCard:BMO "},
     0,
     false},
    {"bmo/debit/example-bmo-records.csv",
     "bmo-d.csv",
     "bmo-account",
     NULL,
     4,
     0,
     {1, 15832, 4, 0},
     "bmo/debit/example-bmo-debit-output.beancount",
     {"Assets:DebitCard:BMOChequing "},
     0,
     false},
    {"boc/credit/example-boc-records.csv",
     "5259990000000000.csv",
     "bank-statement",
     NULL,
     14,
     0,
     {98984, 123181, 14, 0},
     NULL,
     {NULL},
     0,
     false},
    {"boc/debit/example-boc-records.csv",
     "6213000000000003167.csv",
     "bank-statement",
     NULL,
     17,
     0,
     {982100, 939430, 17, 17},
     NULL,
     {NULL},
     0,
     false},
    {"bocom_credit/example-bocom_credit-records.csv",
     "5259990000000001.csv",
     "card-bill-bocom",
     NULL,
     8,
     0,
     {80527, 7358, 8, 0},
     "bocom_credit/example-bocom_credit-output.beancount",
     {"Liabilities:BOCOM:CreditCard "},
     0,
     false},
    {"bocom_debit/example-bocom_debit-records.csv",
     "6222620000000000001.csv",
     "bank-statement",
     NULL,
     6,
     0,
     {1125, 11400, 6, 6},
     "bocom_debit/example-bocom_debit-output.beancount",
     {"Assets:DebitCard:BOCOM "},
     0,
     false},
    {"cgb_credit/example-cgb_credit-records.csv",
     "5259990000000002.csv",
     "card-bill",
     NULL,
     4,
     0,
     {122788, 40332, 4, 0},
     "cgb_credit/example-cgb_credit-output.beancount",
     {"Liabilities:CGB:CreditCard "},
     0,
     false},
    /* the other program was told to leave one repayment out */
    {"cmb/credit/example-cmb-records.csv",
     "5259990000000003.csv",
     "card-bill-cmb",
     NULL,
     6,
     0,
     {38080, 805678, 6, 0},
     "cmb/credit/example-cmb-credit-output.beancount",
     {"Liabilities:CreditCard:CMB "},
     34567,
     false},
    {"cmb/debit/example-cmb-records.csv",
     "6214850000000000002.csv",
     "bank-statement",
     NULL,
     5,
     0,
     {123400, 201314, 5, 5},
     "cmb/debit/example-cmb-debit-output.beancount",
     {"Assets:DebitCard:CMB "},
     0,
     false},
    {"htsec/example-htsec-records.xlsx",
     "htsec.xlsx",
     "securities",
     NULL,
     10,
     0,
     {2207831, 2304300, 10, 10},
     "htsec/example-htsec-output.beancount",
     {"Assets:Htsec:Cash ", "Assets:Rule1:Cash "},
     0,
     true},
    {"hxsec/example-hxsec-records.xls",
     "hxsec.xls",
     "securities",
     NULL,
     13,
     0,
     {40423033, 16979217, 13, 13},
     "hxsec/example-hxsec-output.beancount",
     {"Assets:Hxsec:Cash ", "Assets:Rule1:Cash "},
     0,
     true},
    {"icbc/credit/example-icbc-credit-records.csv",
     "6222020000000000004.csv",
     "bank-statement",
     NULL,
     10,
     1,
     {462101, 36313, 9, 9},
     NULL,
     {NULL},
     0,
     false},
    /* the balances of this file were made unreadable: nothing is taken from it */
    {"icbc/debit-v2/example-icbc-debit-v2-records.csv",
     "6222020000000000005.csv",
     "bank-statement",
     NULL,
     12,
     12,
     {0, 0, 0, 0},
     NULL,
     {NULL},
     0,
     false},
    /* its own head says: 23 payments of 1175.68, and one of 48.12; 6 refunds of 209.73 */
    {"mt/example-mt-records.csv",
     "mt.csv",
     "meituan-bill",
     NULL,
     29,
     0,
     {20973, 122380, 29, 0},
     NULL,
     {NULL},
     0,
     false},
    {"spdb_debit/example-spdb_debit-records.xls",
     "spdb.xls",
     "bank-statement",
     NULL,
     4,
     0,
     {1000, 1164, 4, 4},
     "spdb_debit/example-spdb_debit-output.beancount",
     {"Assets:DebitCard:SPB1234 "},
     0,
     false},
    {"td/example-td-records.csv",
     "6222020000000000006.csv",
     "td-account",
     "td-account",
     9,
     0,
     {33223, 31917, 9, 9},
     "td/example-td-output.beancount",
     {"Assets:DebitCard:TDChequing "},
     0,
     false},
    {"wechat/example-wechat-records.csv",
     "wechat.csv",
     "wechat-bill",
     NULL,
     27,
     0,
     {132849, 2770542, 27, 0},
     NULL,
     {NULL},
     0,
     false},
    /* the workbook has its table twice, on the second sheet once more: repeats */
    {"wechat/example-wechat-records.xlsx",
     "wechat.xlsx",
     "wechat-bill",
     NULL,
     27,
     0,
     {132849, 2770542, 27, 0},
     NULL,
     {NULL},
     0,
     false},
};

static void compare_with_postings(const sample *s, totals got)
{
    char path[300];
    totals p;

    if (!s->postings) return;
    snprintf(path, sizeof path, DEG "%s", s->postings);
    p = posted(shared(path), s->accounts);
    if (s->splits_fees) {
        assert_int_equal(p.in - p.out, got.in - got.out);
        return;
    }
    assert_int_equal(p.in + s->skipped, got.in);
    assert_int_equal(p.out, got.out);
}

static void every_chinese_export_is_accounted_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const sample *s = &samples[i];
        const sy_import_options options = {.profile = s->choose};
        sy_import_report r;
        char from[300];
        sy_err err = {0};
        place p;

        open_place(&p);
        snprintf(from, sizeof from, DEG "%s", s->file);
        fetch(&p, from, s->name);
        assert_ok(try_import(&p, &r, s->name, &options, &err), err);
        if (r.n_tables == 0 || strcmp(r.tables[0].profile, s->profile) != 0) {
            fail_msg("%s is %s", s->file, r.n_tables ? r.tables[0].profile : "nothing");
        }
        assert_int_equal(r.tables[0].rows, s->rows);
        assert_int_equal(r.tables[0].rejected, s->rejected);
        assert_int_equal(r.tables[0].accepted, s->rows - s->rejected);
        const totals got = sums(&p);
        if (memcmp(&got, &s->want, sizeof got) != 0) {
            fail_msg("%s: in %lld out %lld rows %zu balances %zu", s->file, (long long)got.in,
                     (long long)got.out, got.rows, got.with_balance);
        }
        compare_with_postings(s, got);
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
        cmocka_unit_test(every_chinese_export_is_accounted_for),
        cmocka_unit_test(real_transfers_as_list_and_as_statements),
        cmocka_unit_test(berka_as_bank_feedback),
    };
    return cmocka_run_group_tests_name("intake of real files", tests, NULL, NULL);
}
