/* preamble_test.c - what stands around a table: titles, headers of two rows,
 * page heads, totals. */
#include "intake_place.h"

#include "base/civil.h"
#include "intake/said.h"
#include "store/stated.h"

/* ---- lines ---- */

static sy_said read_line(const char *a, const char *b, const char *c)
{
    const sy_slice cells[] = {sy_slice_of(a), sy_slice_of(b), sy_slice_of(c)};
    sy_said said;
    sy_line_read(&said, cells, 3);
    return said;
}

#define IS(slice, text) assert_true(sy_slice_is((slice), SY_TEXT(text)))

static int32_t day(int y, int m, int d)
{
    return (int32_t)sy_days_from_civil(y, m, d);
}

static void labels_have_their_values(void **state)
{
    (void)state;
    sy_said s = read_line(
        "户名：甲一一  账号：6299990000000000011  起止日期：2023-01-01至2023-12-31", "", "");
    IS(s.holder, "甲一一");
    IS(s.account, "6299990000000000011");
    assert_true(s.totals.stated == SY_STATED_PERIOD && s.kind == SY_LINE_SAYS);
    assert_true(s.totals.from_day == day(2023, 1, 1) && s.totals.to_day == day(2023, 12, 31));

    s = read_line("户　名:", "甲一一", "帐 号： [6299990000000000011] 打印日期：2024-01-01");
    IS(s.holder, "甲一一");
    IS(s.account, "6299990000000000011");
    s = read_line("卡号 6299990000000000011", "客户姓名：甲 一 一 （女）", "币种：人民币");
    IS(s.account, "6299990000000000011");
    IS(s.holder, "甲 一 一 （女）");
    IS(s.currency, "人民币");

    s = read_line("起始时间：[2023-02-10 00:00:00]    终止时间：[2023-02-13 23:59:59]", "", "");
    assert_true(s.totals.from_day == day(2023, 2, 10) && s.totals.to_day == day(2023, 2, 13));
    s = read_line("查询期间", "20230101-20230331", "");
    assert_true(s.totals.from_day == day(2023, 1, 1) && s.totals.to_day == day(2023, 3, 31));
    s = read_line("交易时间段：2023年1月5日 - 2023年12月5日", "", "");
    assert_true(s.totals.from_day == day(2023, 1, 5) && s.totals.to_day == day(2023, 12, 5));
}

static void what_is_no_label_says_nothing(void **state)
{
    (void)state;
    sy_said s =
        read_line("对方户名：乙二二", "交易对手账号：6299990000000000029", "经办人姓名：丙三三");
    assert_true(s.kind == SY_LINE_OTHER && s.holder.len == 0 && s.account.len == 0);
    s = read_line("户名", "账号", "余额"); /* a header */
    assert_true(s.holder.len == 0 && s.account.len == 0);
    s = read_line("账号：无", "户名：----", "起止日期：2023-13-01至2023-12-31");
    assert_true(s.kind == SY_LINE_OTHER && s.totals.stated == 0);
    s = read_line("某某银行2023年度流水", "第1页 共3页", "");
    assert_int_equal(s.kind, SY_LINE_OTHER);
    s = read_line("起止日期：2023-12-31至2023-01-01", "", ""); /* backwards */
    assert_int_equal(s.totals.stated, 0);
}

static void totals_are_the_banks_figures(void **state)
{
    (void)state;
    sy_said s =
        read_line("合计收入笔数：12  合计收入金额：1,200.00  期末余额：-55.01", "支出笔数", "3");
    assert_int_equal(s.totals.stated, SY_STATED_COUNT_IN | SY_STATED_SUM_IN | SY_STATED_CLOSING |
                                          SY_STATED_COUNT_OUT);
    assert_true(s.totals.count_in == 12 && s.totals.count_out == 3);
    assert_true(s.totals.sum_in == 120000 && s.totals.closing == -5501);
    s = read_line("收入：1笔 28.50元", "支出：63笔 16.54元", "共66笔记录");
    assert_true(s.totals.count_in == 1 && s.totals.sum_in == 2850);
    assert_true(s.totals.count_out == 63 && s.totals.sum_out == 1654 && s.totals.count == 66);
    s = read_line("借方发生额合计(5笔) -1,000.00", "贷方发生额合计：￥20", "上期余额 7.00");
    assert_true(s.totals.count_out == 5 && s.totals.sum_out == 100000);
    assert_true(s.totals.sum_in == 2000 && s.totals.opening == 700);
    s = read_line("人民币合计", "", "");
    assert_int_equal(s.kind, SY_LINE_TOTAL);
    s = read_line("", "本页 小计：", "5.00");
    assert_int_equal(s.kind, SY_LINE_PART);
    assert_int_equal(sy_total_word(SY_TEXT("期初余额")), SY_LINE_OPENING);
    assert_int_equal(sy_total_word(SY_TEXT("合计报销款")), SY_LINE_OTHER);
    assert_int_equal(sy_total_word(SY_TEXT("")), SY_LINE_OTHER);
}

static void names_of_files_hold_people_and_numbers(void **state)
{
    (void)state;
    IS(sy_holder_in_name(SY_TEXT("甲一一、6299990000000000011")), "甲一一");
    IS(sy_holder_in_name(SY_TEXT("6299990000000000011_甲一一_交易明细")), "甲一一");
    IS(sy_holder_in_name(SY_TEXT("某某虚构贸易有限公司-流水")), "某某虚构贸易有限公司");
    IS(sy_holder_in_name(SY_TEXT("甲一一和乙二二、丙三三")),
       "丙三三"); /* five characters are no name */
    assert_int_equal(sy_holder_in_name(SY_TEXT("甲一一、乙二二")).len, 0);
    assert_int_equal(sy_holder_in_name(SY_TEXT("交易明细(1)")).len, 0);
    IS(sy_account_in_name(SY_TEXT("甲一一、6299990000000000011")), "6299990000000000011");
    assert_int_equal(sy_account_in_name(SY_TEXT("6299990000000000011-6299990000000000029")).len, 0);
    assert_int_equal(sy_account_in_name(SY_TEXT("20230101")).len, 0);
}

/* ---- whole files ---- */

#define TITLE                                                                                      \
    "某某农村商业银行交易明细,,,,,,\n户  名：甲一一,,账号：" CARD                                  \
    ",,起止日期：2023-01-01至2023-03-31,,\n"
#define TWO_ROWS "交易日期,发生额,,余额,对方,,摘要\n,借方,贷方,,户名,账号,\n"

static void a_header_of_two_rows_is_read(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "a.csv",
                    TITLE TWO_ROWS "2023-01-05,,1000.00,1000.00,乙二二," OTHER ",转账\n"
                                   "2023-01-06,200.00,,800.00,丙三三," OTHER ",转账\n" TWO_ROWS
                                   "2023-01-07,300.00,,500.00,丙三三," OTHER ",转账\n");
    assert_int_equal(r.n_tables, 1);
    assert_int_equal(r.accepted, 3);
    assert_int_equal(r.rejected, 2);
    assert_string_equal(r.tables[0].rejects[0].rule, "repeated-header");
    entries all = stored(&p);
    assert_true(all.items[0].amount == 100000 && all.items[2].amount == -30000);
    assert_string_equal(ledger(&p, all.items[0].ledger), CARD "//CNY");
    assert_string_equal(account(&p, all.items[1].other), OTHER);
    assert_string_equal(text_of(&p, all.items[1].text[SY_OTHER_NAME]), "丙三三");
    free(all.items);

    const sy_title_row *t = r.tables[0].titles;
    IS(t[SY_TITLE_HOLDER].value, "甲一一");
    IS(t[SY_TITLE_PERIOD].value, "2023-01-01..2023-03-31");
    assert_true(t[SY_TITLE_ACCOUNT].place == SY_IN_LINE && t[SY_TITLE_ACCOUNT].row == 2);
    close_place(&p);
}

static void a_files_name_is_a_title(void **state)
{
    sy_title_row *titles;
    sy_err err = {0};
    size_t n;
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(
        &p, "甲一一、" CARD ".csv", TWO_ROWS "2023-01-05,,1000.00,1000.00,乙二二," OTHER ",转账\n");
    assert_int_equal(r.accepted, 1);
    assert_ok(sy_facts_titles(p.ws, &titles, &n, &p.arena, &err), err);
    assert_int_equal(n, 2);
    IS(titles[0].value, "甲一一");
    IS(titles[1].value, CARD);
    assert_true(titles[0].place == SY_IN_FILE_NAME && titles[1].place == SY_IN_FILE_NAME);
    close_place(&p);
}

static void a_column_says_more_than_a_title(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "乙二二、" OTHER ".csv",
                    "户名：丙三三,账号：" OTHER "\n" HEAD ROW("05", "1.00", "9.00", "S1"));
    assert_int_equal(r.accepted, 1);
    for (int f = 0; f < SY_TITLE_FIELDS; f++) assert_int_equal(r.tables[0].titles[f].value.len, 0);
    close_place(&p);
}

/* ---- lines among the rows ---- */

#define SECTIONS                                                                                          \
    "某某银行对账单\n户名：甲一一,账号：" CARD ",起止日期：2023-01-01至2023-01-31\n"                \
    "上期余额：500.00\n交易日期,摘要,支出,收入,余额\n2023-01-01,上年结转,,,500.00\n" \
    "2023-01-05,转账,,1000.00,1500.00\n2023-01-31,本月合计,0.00,1000.00,1500.00\n"                  \
    "合计,,0.00,1000.00\n支出笔数：0 收入笔数：1,期末余额：1500.00\n本页小计,,1,2\n" \
    "户名：乙二二,账号：" OTHER ",起止日期：2023-01-01至2023-01-31\n"                               \
    "交易日期,摘要,支出,收入,余额\n2023-01-06,转账,7.00,,93.00\n合计,,7.00,0.00\n"        \
    "打印时间：2023-02-01 柜员：0001\n以下空白\n"

static void lines_are_counted_and_never_entries(void **state)
{
    static const char *const rules[] = {"total-line", "total-line", "total-line",      "total-line",
                                        "total-line", "title-line", "repeated-header", "total-line",
                                        "note-line",  "note-line"};
    sy_totals_row *t;
    sy_err err = {0};
    size_t n;
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv", SECTIONS);
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.rejected, 10);
    for (size_t i = 0; i < 10; i++) assert_string_equal(r.tables[0].rejects[i].rule, rules[i]);
    entries all = stored(&p);
    assert_string_equal(ledger(&p, all.items[0].ledger), CARD "//CNY");
    assert_string_equal(ledger(&p, all.items[1].ledger), OTHER "//CNY"); /* below its line */
    free(all.items);
    /* Titles of one account say nothing of the other. */
    for (int f = 0; f < SY_TITLE_FIELDS; f++) assert_int_equal(r.tables[0].titles[f].value.len, 0);

    assert_ok(sy_facts_totals(p.ws, &t, &n, &p.arena, &err), err);
    assert_int_equal(n, 2);
    assert_int_equal(t[0].stated, SY_STATED_PERIOD | SY_STATED_COUNT_IN | SY_STATED_COUNT_OUT |
                                      SY_STATED_SUM_IN | SY_STATED_SUM_OUT | SY_STATED_OPENING |
                                      SY_STATED_CLOSING);
    assert_true(t[0].opening == 50000 && t[0].closing == 150000 && t[0].row == 2);
    assert_true(t[0].sum_in == 100000 && t[0].sum_out == 0 && t[0].count_in == 1);
    IS(t[0].account, CARD);
    IS(t[1].account, OTHER);
    assert_true(t[1].sum_out == 700 && t[1].sum_in == 0 && t[1].ledger == 0);
    close_place(&p);
}

/* More than one block of a text file: the line that names the account is in
 * another block than its rows. */
static void sections_go_through_blocks(void **state)
{
    enum { ROWS = 90000 };
    place p;
    (void)state;
    open_place(&p);
    FILE *f = fopen(in(&p, "a.csv"), "w");
    fputs("账号：" CARD "\n交易日期,摘要,支出,收入,余额\n", f);
    for (int i = 0; i < ROWS; i++) fprintf(f, "2023-01-05,转账%060d,1.00,,5.00\n", i);
    fputs("账号：" OTHER "\n", f);
    for (int i = 0; i < ROWS; i++) fprintf(f, "2023-01-05,转账%060d,1.00,,5.00\n", i);
    fclose(f);
    sy_import_report r = import(&p, "a.csv");
    assert_int_equal(r.accepted, 2 * ROWS);
    entries all = stored(&p);
    size_t wrong = 0;
    const uint32_t first = all.items[0].ledger, last = all.items[all.n - 1].ledger;
    for (size_t i = 0; i < all.n; i++) wrong += all.items[i].ledger != (i < ROWS ? first : last);
    assert_int_equal(wrong, 0);
    assert_true(first != last);
    free(all.items);
    close_place(&p);
}

static void the_only_ledger_gets_the_totals(void **state)
{
    sy_totals_row *t;
    sy_err err = {0};
    size_t n;
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD ROW("05", "1.00", "9.00", "S1") "合计,,,,1.00,,,,,,,,,\n"
                                                     "收入总金额：0.00 支出总金额：1.00\n");
    assert_ok(sy_facts_totals(p.ws, &t, &n, &p.arena, &err), err);
    assert_int_equal(n, 1);
    entries all = stored(&p);
    assert_int_equal(all.n, 1);
    assert_int_equal(t[0].ledger, all.items[0].ledger);
    assert_true(t[0].stated == (SY_STATED_SUM_IN | SY_STATED_SUM_OUT) && t[0].sum_out == 100);
    free(all.items);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_have_their_values),
        cmocka_unit_test(what_is_no_label_says_nothing),
        cmocka_unit_test(totals_are_the_banks_figures),
        cmocka_unit_test(names_of_files_hold_people_and_numbers),
        cmocka_unit_test(a_header_of_two_rows_is_read),
        cmocka_unit_test(a_files_name_is_a_title),
        cmocka_unit_test(a_column_says_more_than_a_title),
        cmocka_unit_test(lines_are_counted_and_never_entries),
        cmocka_unit_test(sections_go_through_blocks),
        cmocka_unit_test(the_only_ledger_gets_the_totals),
    };
    return cmocka_run_group_tests_name("preamble", tests, NULL, NULL);
}
