/* intake_test.c - whole imports of small files: what is taken, what is refused
 * and why, and what repeats. */
#include "intake_place.h"

#include "base/civil.h"
#include "intake/aliases.h"
#include "intake/rules.h"

/* ---- accepting ---- */

static void a_row_is_stored_as_it_is_read(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "a.csv",
                    HEAD CARD "\t,,张三,2023-01-05 09:30:12,\"1,234.50\",5000.00,出," OTHER
                              ",李四,转账,CNY,成功,转账,S1\n" CARD
                              ",,张三,2023-01-06,100,5100.00,进,,,结息,,,现金,\n");
    assert_int_equal(r.n_tables, 1);
    assert_int_equal(r.accepted, 2);
    assert_string_equal(r.tables[0].profile, "bank-feedback-31");
    assert_string_equal(r.tables[0].encoding, "UTF-8");
    assert_string_equal(r.tables[0].kind, "entries");
    assert_null(r.tables[0].sheet);
    entries all = stored(&p);
    assert_int_equal(all.n, 2);
    const entry *e = &all.items[0];
    assert_int_equal(e->row, 2);
    assert_int_equal(e->amount, -123450);
    assert_int_equal(e->balance, 500000);
    assert_int_equal(e->flags, SY_ENTRY_HAS_BALANCE);
    assert_int_equal(e->at, sy_days_from_civil(2023, 1, 5) * SY_DAY + 9 * 3600 + 30 * 60 + 12);
    assert_string_equal(e->serial, "S1");
    assert_string_equal(text_of(&p, e->text[SY_HOLDER]), "张三");
    assert_string_equal(text_of(&p, e->text[SY_OTHER_NAME]), "李四");
    assert_string_equal(text_of(&p, e->text[SY_OWN_CARD]), CARD);
    assert_string_equal(ledger(&p, e->ledger), CARD "//CNY");
    assert_string_equal(account(&p, e->other), OTHER);
    assert_int_equal(all.items[1].amount, 10000);
    assert_int_equal(all.items[1].flags, SY_ENTRY_HAS_BALANCE | SY_ENTRY_DATE_ONLY | SY_ENTRY_CASH);
    assert_int_equal(all.items[1].other, 0);
    free(all.items);
    close_place(&p);
}

static void columns_may_stand_in_any_order(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "a.csv",
                    "查询结果,,,\n\n收付标志\t交易 时间\t交易帐号\t交易金额（元）\n"
                    "进\t2023年1月5日\t6222021234567890003\t1，000.00\n");
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.n_tables, 1);
    entries all = stored(&p);
    assert_int_equal(all.items[0].row, 4);
    assert_int_equal(all.items[0].amount, 100000);
    free(all.items);
    close_place(&p);
}

static void ledgers_come_from_cards_accounts_and_suffixes(void **state)
{
    static const char *const want[] = {CARD "//CNY",
                                       CARD "/1/CNY",
                                       CARD "//USD",
                                       CARD "/33050165623500000120/CNY",
                                       "33050165623500000120//CNY",
                                       CARD "//HKD"};
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(
        &p, "a.csv",
        HEAD CARD ",,,2023-01-05,1,,进,,,,,,,\n" CARD "_156_1,,,2023-01-05,2,,进,,,,,,,\n" CARD
                  "_USD,,,2023-01-05,3,,进,,,,,,,\n" CARD
                  ",3305 0165-623500000120,,2023-01-05,4,,进,,,,,,,\n"
                  ",33050165623500000120,,2023-01-05,5,,进,,,,,,,\n" CARD
                  "_USD,,,2023-01-05,6,,进,,,,港币,,,\n");
    assert_int_equal(r.accepted, 6);
    entries all = stored(&p);
    for (size_t i = 0; i < 6; i++) assert_string_equal(ledger(&p, all.items[i].ledger), want[i]);

    /* Seen through: the number has one card, and the card has one number. */
    sy_aliases *a = NULL;
    sy_err err = {0};
    assert_ok(sy_aliases_load(&a, NULL, p.ws, &err), err);
    const sy_ledger_row *by_card = sy_aliases_ledger(a, all.items[0].ledger);
    const sy_ledger_row *by_both = sy_aliases_ledger(a, all.items[3].ledger);
    const sy_ledger_row *by_number = sy_aliases_ledger(a, all.items[4].ledger);
    assert_int_equal(by_card->account, by_number->account);
    assert_int_equal(by_card->account, by_both->account);
    assert_int_equal(by_number->sub.len, 0);
    assert_int_equal(by_both->sub.len, 0);
    sy_aliases_free(a);
    free(all.items);
    close_place(&p);
}

static void a_number_of_two_cards_is_nobodys_alias(void **state)
{
    const sy_account_row accounts[] = {{1, SY_TEXT("C1")},
                                       {2, SY_TEXT("C2")},
                                       {3, SY_TEXT("3305016")},
                                       {4, SY_TEXT("7000001")},
                                       {5, SY_TEXT("7000002")}};
    const sy_ledger_row ledgers[] = {
        {1, 1, SY_TEXT("3305016"), SY_TEXT("CNY")}, {2, 2, SY_TEXT("3305016"), SY_TEXT("CNY")},
        {3, 3, SY_TEXT(""), SY_TEXT("CNY")},        {4, 2, SY_TEXT("7000001"), SY_TEXT("CNY")},
        {5, 2, SY_TEXT("7000001"), SY_TEXT("USD")}, {6, 4, SY_TEXT(""), SY_TEXT("EUR")},
        {7, 1, SY_TEXT("156"), SY_TEXT("CNY")}};
    sy_aliases *a = NULL;
    sy_err err = {0};
    (void)state;
    const sy_alias_facts facts = {
        .accounts = accounts, .n_accounts = 5, .ledgers = ledgers, .n_ledgers = 7};
    assert_ok(sy_aliases_make(&a, NULL, &facts, &err), err);
    assert_int_equal(sy_aliases_account(a, 3), 3);
    assert_int_equal(sy_aliases_account(a, 4), 2);
    assert_int_equal(sy_aliases_account(a, 5), 5);
    assert_int_equal(sy_aliases_account(a, 77), 77);
    assert_null(sy_aliases_ledger(a, 77));
    assert_int_equal(sy_aliases_ledger(a, 3)->account, 3);
    /* C1 has one number: one ledger. C2 has two: each is a sub-account. */
    assert_int_equal(sy_aliases_ledger(a, 1)->sub.len, 0);
    assert_int_equal(sy_aliases_ledger(a, 2)->sub.len, 7);
    assert_int_equal(sy_aliases_ledger(a, 6)->account, 2);
    assert_true(sy_slice_is(sy_aliases_ledger(a, 6)->sub, SY_TEXT("7000001")));
    assert_true(sy_slice_is(sy_aliases_ledger(a, 7)->sub, SY_TEXT("156")));
    sy_aliases_free(a);
}

static void account_files_join_a_card_and_its_number(void **state)
{
    const sy_account_row accounts[] = {{1, SY_TEXT("C1")},      {2, SY_TEXT("C2")},
                                       {3, SY_TEXT("C3")},      {4, SY_TEXT("3305016")},
                                       {5, SY_TEXT("7000001")}, {6, SY_TEXT("8000001")}};
    const sy_ledger_row ledgers[] = {
        {1, 1, SY_TEXT(""), SY_TEXT("CNY")},        {2, 4, SY_TEXT(""), SY_TEXT("CNY")},
        {3, 2, SY_TEXT("7000009"), SY_TEXT("CNY")}, {4, 5, SY_TEXT(""), SY_TEXT("CNY")},
        {5, 3, SY_TEXT(""), SY_TEXT("CNY")},        {6, 6, SY_TEXT(""), SY_TEXT("CNY")}};
    const sy_card_number stated[] = {{SY_TEXT("C1"), SY_TEXT("3305016")},
                                     {SY_TEXT("C2"), SY_TEXT("7000001")},
                                     {SY_TEXT("C3"), SY_TEXT("8000001")},
                                     {SY_TEXT("unseen"), SY_TEXT("8000001")},
                                     {SY_TEXT("C3"), SY_TEXT("156")}};
    const sy_alias_facts facts = {accounts, 6, ledgers, 6, stated, 5};
    sy_aliases *a = NULL;
    sy_err err = {0};
    (void)state;
    assert_ok(sy_aliases_make(&a, NULL, &facts, &err), err);
    /* The file alone joins C1 and its number to one ledger. */
    assert_int_equal(sy_aliases_account(a, 4), 1);
    assert_int_equal(sy_aliases_ledger(a, 2)->account, 1);
    assert_int_equal(sy_aliases_ledger(a, 2)->sub.len, 0);
    /* A statement names C2's number: what the file adds is a sub-account. */
    assert_int_equal(sy_aliases_ledger(a, 3)->sub.len, 0);
    assert_int_equal(sy_aliases_ledger(a, 4)->account, 2);
    assert_true(sy_slice_is(sy_aliases_ledger(a, 4)->sub, SY_TEXT("7000001")));
    /* A number of two cards is nobody's, though one of them is nowhere else. */
    assert_int_equal(sy_aliases_account(a, 6), 6);
    sy_aliases_free(a);
}

static void other_sides_with_and_without_accounts(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "a.csv",
                    HEAD CARD ",,,2023-01-05,1,,进," OTHER "_156_1,,,,,,\n" CARD
                              ",,,2023-01-05,2,,进,Z2004944000010N,财付通,,,,,\n" CARD
                              ",,,2023-01-05,3,,进,6226******5669,,,,,,\n" CARD
                              ",,,2023-01-05,4,,进,-,,,,,,\n");
    assert_int_equal(r.accepted, 4);
    entries all = stored(&p);
    assert_string_equal(account(&p, all.items[0].other), OTHER);
    for (size_t i = 1; i < 4; i++) assert_int_equal(all.items[i].other, 0);
    assert_string_equal(text_of(&p, all.items[1].text[SY_OTHER_NUMBER]), "Z2004944000010N");
    assert_int_equal(all.items[3].text[SY_OTHER_NUMBER], 0);
    free(all.items);
    close_place(&p);
}

/* ---- refusing ---- */

static void every_refusal_has_its_rule_and_place(void **state)
{
    static const struct {
        const char *row, *rule, *column, *value;
    } cases[] = {
        {CARD ",,,2023-01-05,,,进,,,,,,,", "amount-missing", "交易金额", ""},
        {CARD ",,,2023-01-05,\"12,5O\",,进,,,,,,,", "amount-not-a-number", "交易金额", "12,5O"},
        {CARD ",,,2023-01-05,1.234,,进,,,,,,,", "amount-below-fen", "交易金额", "1.234"},
        {CARD ",,,2023-01-05,92233720368547758.08,,进,,,,,,,", "amount-too-large", "交易金额",
         "92233720368547758.08"},
        {CARD ",,,2023-01-05,1,x,进,,,,,,,", "balance-not-a-number", "交易余额", "x"},
        {CARD ",,,2023-01-05,1,92233720368547758.08,进,,,,,,,", "balance-too-large", "交易余额",
         "92233720368547758.08"},
        {CARD ",,,,1,,进,,,,,,,", "time-missing", "交易时间", ""},
        {CARD ",,,昨天,1,,进,,,,,,,", "time-not-a-time", "交易时间", "昨天"},
        {CARD ",,,1900-01-00,1,,进,,,,,,,", "time-impossible", "交易时间", "1900-01-00"},
        {CARD ",,,2023-01-05,1,,,,,,,,,", "direction-missing", "收付标志", ""},
        {CARD ",,,2023-01-05,1,,左,,,,,,,", "direction-unknown", "收付标志", "左"},
        {CARD ",,,2023-01-05,1,,1,,,,,,,", "direction-ambiguous", "收付标志", "1"},
        {CARD ",,,2023-01-05,-1,,出,,,,,,,", "sign-and-direction", "交易金额", "-1"},
        {CARD ",,,2023-01-05,1,,进,,,,贝壳,,,", "currency-unknown", "交易币种", "贝壳"},
        {CARD ",,,2023-01-05,1,,进,,,,,0,,", "success-unknown", "交易是否成功", "0"},
        {",,,2023-01-05,1,,进,,,,,,,", "account-missing", "交易卡号", ""},
        {"6.22202E+18,,,2023-01-05,1,,进,,,,,,,", "account-unrecoverable", "交易卡号",
         "6.22202E+18"},
        {CARD ",,,2023-01-05,1,,进,6222021234567890000,,,,,,", "account-unrecoverable",
         "交易对手账卡号", "6222021234567890000"},
        {CARD ",6.22E+15,,2023-01-05,1,,进,,,,,,,", "account-unrecoverable", "交易账号",
         "6.22E+15"},
        {"1234567890123456789012345678901234567890123456789012345678901234567890,,,2023-01-05,1,,"
         "进,,,,,,,",
         "account-not-a-number", "交易卡号",
         "1234567890123456789012345678901234567890123456789012345678901234567890"},
        {CARD ",,,2023-01-05,1,,进,,,,,,,,多了", "too-many-cells", "", ""},
        {"交易卡号,交易账号,交易方户名,交易时间,交易金额,交易余额,收付标志", "repeated-header",
         "交易时间", "交易时间"},
    };
    enum { N = sizeof cases / sizeof *cases };
    char text[8192] = HEAD;
    place p;
    (void)state;
    open_place(&p);
    for (size_t i = 0; i < N; i++) {
        strcat(text, cases[i].row);
        strcat(text, "\n");
    }
    sy_import_report r = import_text(&p, "a.csv", text);
    assert_int_equal(r.rejected, N);
    assert_int_equal(r.accepted, 0);
    const sy_table_report *t = &r.tables[0];
    assert_int_equal(t->n_rejects, N);
    for (size_t i = 0; i < N; i++) {
        assert_int_equal(t->rejects[i].row, i + 2);
        if (strcmp(t->rejects[i].rule, cases[i].rule) != 0) {
            fail_msg("%s: %s", cases[i].row, t->rejects[i].rule);
        }
        assert_string_equal(t->rejects[i].column, cases[i].column);
        assert_string_equal(t->rejects[i].value, cases[i].value);
        assert_string_not_equal(sy_rule_words_of(t->rejects[i].rule), t->rejects[i].rule);
    }
    close_place(&p);
}

static void remarks_on_the_query_are_no_payments(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv",
                                     "交易卡号,交易时间,交易金额,收付标志,查询反馈结果原因\n" CARD
                                     ",,,,查无此账户\n" CARD ",2023-01-05,1,进,成功\n");
    assert_int_equal(r.accepted, 1);
    assert_string_equal(r.tables[0].rejects[0].rule, "query-note");
    assert_string_equal(r.tables[0].rejects[0].value, "查无此账户");
    close_place(&p);
}

static void balances_tell_what_a_negative_amount_means(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "a.csv",
                    HEAD CARD ",,,2023-01-05,100,1000,进,,,,,,,\n" CARD
                              ",,,2023-01-05,-30,1030,出,,冲正,,,,,\n" /* money back */
                    CARD ",,,2023-01-05,-50,980,出,,,,,,,\n" /* the sign repeats the direction */
                    CARD ",,,2023-01-05,-50,7,出,,,,,,,\n"); /* nobody knows */
    assert_int_equal(r.accepted, 3);
    assert_int_equal(r.rejected, 1);
    assert_string_equal(r.tables[0].rejects[0].rule, "sign-and-direction");
    assert_int_equal(r.tables[0].rejects[0].row, 5);
    entries all = stored(&p);
    assert_int_equal(all.items[1].amount, 3000);
    assert_int_equal(all.items[2].amount, -5000);
    free(all.items);
    close_place(&p);
}

static void failed_rows_are_kept_and_marked(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv",
                                     HEAD CARD ",,,2023-01-05,100,,进,,,,,失败,,\n" CARD
                                               ",,,2023-01-05,100,-5.00,出,,,,,S,,\n");
    assert_int_equal(r.accepted, 2);
    entries all = stored(&p);
    assert_true(all.items[0].flags & SY_ENTRY_FAILED);
    assert_false(all.items[1].flags & SY_ENTRY_FAILED);
    assert_int_equal(all.items[1].balance, -500); /* credit */
    free(all.items);
    close_place(&p);
}

/* ---- customers' statements ---- */

static void two_amount_columns_and_an_account_before_the_table(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(
        &p, "a.csv",
        "\xEF\xBB\xBF明细查询文件下载\n卡号: 6222021234567890003,\"卡别名: \"\n\n"
        "交易日期,摘要,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户\n"
        "2023-04-22     \t,\"工资  \",\"1,234.56   \",\"      \",人民币 \t,\"5,000.00\",甲公司,\n"
        "2023-04-23,消费,,12.00,人民币,,乙店,\n2023-04-24,?,1.00,2.00,人民币,,,\n"
        "2023-04-24,?,,,人民币,,,\n人民币合计,,1,1,,,,\n");
    assert_string_equal(r.tables[0].profile, "bank-statement");
    assert_string_equal(r.tables[0].encoding, "UTF-8-BOM");
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.rejected, 3);
    assert_string_equal(r.tables[0].rejects[0].rule, "amount-on-both-sides");
    assert_string_equal(r.tables[0].rejects[1].rule, "amount-missing");
    assert_string_equal(r.tables[0].rejects[2].rule, "total-line");
    entries all = stored(&p);
    assert_int_equal(all.items[0].amount, 123456);
    assert_int_equal(all.items[1].amount, -1200);
    assert_string_equal(ledger(&p, all.items[0].ledger), CARD "//CNY");
    assert_string_equal(text_of(&p, all.items[0].text[SY_SUMMARY]), "工资");
    free(all.items);
    close_place(&p);
}

static void signed_amounts_and_an_account_in_the_files_name(void **state)
{
    static const char text[] =
        "记账日期,记账时间,币别,金额,余额,交易名称,对方账户名,对方卡号/账号\n"
        "2025-08-22,17:57:17,人民币,-71.89,\"3,240.28\",支付,-------,-----\n"
        "2025-08-23,93012,人民币,50.00,\"3,290.28\",退款,张三," OTHER "\n"
        "2025-08-24,,人民币,50.00,\"3,340.28\",退款,张三," OTHER "\n";
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a-6222021234567890003.csv", text);
    assert_int_equal(r.accepted, 3);
    entries all = stored(&p);
    assert_int_equal(all.items[0].amount, -7189);
    assert_int_equal(all.items[0].at % SY_DAY, 17 * 3600 + 57 * 60 + 17);
    assert_int_equal(all.items[1].at % SY_DAY, 9 * 3600 + 30 * 60 + 12);
    assert_true(all.items[2].flags & SY_ENTRY_DATE_ONLY);
    assert_string_equal(ledger(&p, all.items[0].ledger), CARD "//CNY");
    assert_int_equal(all.items[0].text[SY_OTHER_NAME], 0);
    free(all.items);
    /* Without any number the file is not taken, and can come again. */
    put(&p, "c.csv", "记账日期,币别,金额,余额,交易名称\n2025-08-22,人民币,-71.89,1.00,支付\n");
    r = import(&p, "c.csv");
    assert_int_equal(r.n_tables, 0);
    assert_non_null(strstr(r.unrecognised[0].why, "name"));
    put(&p, "6222021234567890003.csv",
        "记账日期,币别,金额,余额,交易名称\n2025-08-22,人民币,-71.89,1.00,支付\n");
    assert_int_equal(import(&p, "6222021234567890003.csv").accepted, 1);
    close_place(&p);
}

/* ---- lists of transfers ---- */

static void a_list_of_transfers(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(
        &p, "a.csv",
        "amount,to,from,time,why\n1000,B,W,1,借款\n12.5,C-1,B,2,\n-1,B,A,3,\n1,,A,4,\n1,B,,5,\n"
        "1,B,A,x,\n1,B,6.22E+18,7,\n0,B,A,8,\n");
    assert_string_equal(r.tables[0].kind, "transfers");
    assert_int_equal(r.accepted, 3);
    static const char *const rules[] = {"amount-negative", "account-missing", "account-missing",
                                        "time-not-a-time", "account-unrecoverable"};
    for (size_t i = 0; i < 5; i++) assert_string_equal(r.tables[0].rejects[i].rule, rules[i]);
    entries all = stored(&p);
    const entry *e = &all.items[0];
    assert_int_equal(e->amount, -100000);
    assert_int_equal(e->at, 1);
    assert_int_equal(e->flags, SY_ENTRY_TRANSFER);
    assert_string_equal(ledger(&p, e->ledger), "W//CNY");
    assert_string_equal(account(&p, e->other), "B");
    assert_string_equal(text_of(&p, e->text[SY_NOTE]), "why: 借款");
    assert_string_equal(account(&p, all.items[1].other), "C-1");
    free(all.items);
    close_place(&p);
}

static void days_of_eight_digits_are_no_seconds(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "a.csv", "付款账号,收款账号,时间,金额\nA,B,20230105,1\nA,B,20230106,1\n");
    assert_int_equal(r.accepted, 2);
    r = import_text(&p, "b.csv",
                    "from,to,time,amount\nA,B,20239999,1\nA,B,20230105,1\nA,B,20230288,2\n");
    assert_int_equal(r.accepted, 3);
    entries all = stored(&p);
    assert_int_equal(all.n, 5);
    size_t days = 0;
    for (size_t i = 0; i < all.n; i++) days += all.items[i].flags & SY_ENTRY_DATE_ONLY;
    assert_int_equal(days, 2);
    free(all.items);
    close_place(&p);
}

/* ---- the same rows again ---- */

static void the_same_file_again_changes_nothing(void **state)
{
    place p;
    sy_err err = {0};
    uint64_t before = 0, after = 0;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", HEAD ROW("01", "1", "9", "a"));
    assert_ok(sy_workspace_generation(p.ws, &before, &err), err);
    put(&p, "copy.csv", HEAD ROW("01", "1", "9", "a"));
    sy_import_report r = import(&p, "copy.csv");
    assert_int_equal(r.n_tables, 1);
    assert_true(r.tables[0].imported_before);
    assert_int_equal(r.tables[0].rows, 1);
    assert_int_equal(r.accepted, 0);
    assert_non_null(r.tables[0].note);
    assert_ok(sy_workspace_generation(p.ws, &after, &err), err);
    assert_int_equal(before, after);
    close_place(&p);
}

static void one_file_under_two_names_is_read_once(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_err err = {0};
    assert_ok(sy_make_folder(in(&p, "both"), &err), err);
    put(&p, "both/a.csv", HEAD ROW("01", "1", "9", ""));
    put(&p, "both/b.csv", HEAD ROW("01", "1", "9", ""));
    sy_import_report r = import(&p, "both");
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].why, "a.csv"));
    close_place(&p);
}

static void overlapping_statements_count_once(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(
        &p, "a.csv", HEAD ROW("01", "1", "9", "") ROW("02", "1", "8", "") ROW("03", "1", "7", ""));
    assert_int_equal(r.accepted, 3);
    r = import_text(&p, "b.csv",
                    HEAD ROW("02", "1", "8", "") ROW("03", "1", "7", "") ROW("04", "1", "6", ""));
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.duplicate, 2);
    assert_int_equal(r.tables[0].duplicate, 2);
    entries all = stored(&p);
    assert_int_equal(all.n, 4);
    free(all.items);
    close_place(&p);
}

static void repeats_inside_a_file_need_the_banks_serial(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r =
        import_text(&p, "a.csv", HEAD ROW("01", "1", "", "") ROW("01", "1", "", ""));
    assert_int_equal(r.accepted, 2);
    r = import_text(&p, "b.csv",
                    HEAD ROW("02", "1", "", "s") ROW("02", "1", "", "s") ROW("02", "1", "", "t"));
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.duplicate, 1);
    /* Three of what the first file has two of: one more. */
    r = import_text(&p, "c.csv",
                    HEAD ROW("01", "1", "", "") ROW("01", "1", "", "") ROW("01", "1", "", ""));
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.duplicate, 2);
    /* And of one, none. */
    r = import_text(&p, "d.csv", HEAD ROW("01", "1", "", "") ROW("09", "1", "", ""));
    assert_int_equal(r.duplicate, 1);
    close_place(&p);
}

/* What is kept: amounts and days, in order. */
static char *kept(place *p)
{
    entries all = stored(p);
    char *out = sy_arena_get(&p->arena, all.n * 64 + 1), **lines = calloc(all.n, sizeof *lines);
    for (size_t i = 0; i < all.n; i++) {
        lines[i] = sy_arena_get(&p->arena, 64);
        snprintf(lines[i], 64, "%lld %lld %s\n", (long long)all.items[i].at,
                 (long long)all.items[i].amount, all.items[i].serial);
    }
    for (size_t i = 0; i < all.n; i++) {
        for (size_t k = i + 1; k < all.n; k++) {
            if (strcmp(lines[k], lines[i]) < 0) {
                char *swap = lines[i];
                lines[i] = lines[k];
                lines[k] = swap;
            }
        }
    }
    for (size_t i = 0; i < all.n; i++) strcat(out, lines[i]);
    free(lines);
    free(all.items);
    return out;
}

static void the_order_of_imports_does_not_matter(void **state)
{
    static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                    {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    dice d = {41};
    (void)state;
    for (int round = 0; round < 2; round++) {
        char text[3][4096], *first = NULL;
        place keep_alive[7];
        for (int f = 0; f < 3; f++) {
            strcpy(text[f], HEAD);
            for (int i = 0; i < 12; i++) {
                snprintf(text[f] + strlen(text[f]), 300, CARD ",,,2023-01-0%d,%d,,出,,,,,,,%s\n",
                         (int)roll_below(&d, 2) + 1, (int)roll_below(&d, 2) + 1,
                         roll_below(&d, 3) ? "" : "s");
            }
        }
        for (size_t o = 0; o < 7; o++) {
            place *p = &keep_alive[o];
            open_place(p);
            if (o == 6) { /* all at once */
                sy_err err = {0};
                assert_ok(sy_make_folder(in(p, "all"), &err), err);
                put(p, "all/2.csv", text[0]);
                put(p, "all/1.csv", text[1]);
                put(p, "all/3.csv", text[2]);
                import(p, "all");
            }
            for (int i = 0; i < 3 && o < 6; i++) import_text(p, "x.csv", text[orders[o][i]]);
            char *now = kept(p);
            if (first)
                assert_string_equal(now, first);
            else
                first = now;
        }
        for (size_t o = 0; o < 7; o++) close_place(&keep_alive[o]);
    }
}

/* ---- covers ---- */

static void covers_run_from_first_to_last_row(void **state)
{
    place p;
    sy_cover_row *covers;
    size_t n;
    sy_err err = {0};
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD ROW("09", "1", "", "") ROW("03", "1", "", "") ROW("05", "1", "", ""));
    assert_ok(sy_facts_covers(p.ws, &covers, &n, &p.arena, &err), err);
    assert_int_equal(n, 1);
    assert_int_equal(covers[0].from_day, sy_days_from_civil(2023, 1, 3));
    assert_int_equal(covers[0].to_day, sy_days_from_civil(2023, 1, 9));
    assert_false(covers[0].stated);
    sy_import_options o = {.has_period = true, .period_from = 100, .period_to = 200};
    sy_import_report r;
    put(&p, "b.csv", HEAD ROW("12", "1", "", ""));
    assert_ok(try_import(&p, &r, "b.csv", &o, &err), err);
    assert_ok(sy_facts_covers(p.ws, &covers, &n, &p.arena, &err), err);
    assert_int_equal(n, 2);
    const sy_cover_row *stated = covers[0].stated ? &covers[0] : &covers[1];
    assert_true(stated->stated);
    assert_int_equal(stated->from_day, 100);
    assert_int_equal(stated->to_day, 200);
    close_place(&p);
}

static void a_dry_run_leaves_no_trace(void **state)
{
    place p;
    sy_err err = {0};
    sy_import_report r;
    const sy_import_options dry = {.dry_run = true};
    uint64_t before, after, n, duplicates;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", HEAD ROW("01", "1", "", ""));
    assert_ok(sy_workspace_generation(p.ws, &before, &err), err);
    put(&p, "b.csv", HEAD ROW("01", "1", "", "") ROW("02", "1", "", "") ROW("03", "x", "", ""));
    assert_ok(try_import(&p, &r, "b.csv", &dry, &err), err);
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.duplicate, 1);
    assert_int_equal(r.rejected, 1);
    assert_ok(sy_workspace_generation(p.ws, &after, &err), err);
    assert_int_equal(before, after);
    assert_ok(sy_facts_count_entries(p.ws, &n, &duplicates, &err), err);
    assert_int_equal(n, 1);
    r = import(&p, "b.csv");
    assert_int_equal(r.accepted, 1);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_stored_as_it_is_read),
        cmocka_unit_test(columns_may_stand_in_any_order),
        cmocka_unit_test(ledgers_come_from_cards_accounts_and_suffixes),
        cmocka_unit_test(a_number_of_two_cards_is_nobodys_alias),
        cmocka_unit_test(account_files_join_a_card_and_its_number),
        cmocka_unit_test(other_sides_with_and_without_accounts),
        cmocka_unit_test(every_refusal_has_its_rule_and_place),
        cmocka_unit_test(remarks_on_the_query_are_no_payments),
        cmocka_unit_test(balances_tell_what_a_negative_amount_means),
        cmocka_unit_test(failed_rows_are_kept_and_marked),
        cmocka_unit_test(two_amount_columns_and_an_account_before_the_table),
        cmocka_unit_test(signed_amounts_and_an_account_in_the_files_name),
        cmocka_unit_test(a_list_of_transfers),
        cmocka_unit_test(days_of_eight_digits_are_no_seconds),
        cmocka_unit_test(the_same_file_again_changes_nothing),
        cmocka_unit_test(one_file_under_two_names_is_read_once),
        cmocka_unit_test(overlapping_statements_count_once),
        cmocka_unit_test(repeats_inside_a_file_need_the_banks_serial),
        cmocka_unit_test(the_order_of_imports_does_not_matter),
        cmocka_unit_test(covers_run_from_first_to_last_row),
        cmocka_unit_test(a_dry_run_leaves_no_trace),
    };
    return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
