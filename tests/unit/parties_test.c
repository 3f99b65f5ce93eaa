/* parties_test.c - who is who: names that statements leave out, people across
 * banks, proposals and conflicts. Everybody here is made up. */
#include "intake_place.h"

#include "ledger/case.h"
#include "ledger/registry.h"

#define HEAD_OF_STATEMENT                                                                                                        \
    "交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志," \
    "交易对手账卡号,对手户名,对手身份证号\n"
#define CARD_A "6222021234567890003"
#define CARD_B "6217001234567890122"

static sy_case *reopen(place *p)
{
    sy_case *c = NULL;
    sy_err err = {0};
    sy_workspace_close(p->ws);
    p->ws = NULL;
    assert_ok(sy_case_open(&c, in(p, "a.suyuan"), SY_WRITE, &err), err);
    return c;
}

/* Whichever file comes first. */
static void names_that_statements_leave_out_come_from_account_files(void **state)
{
    (void)state;
    for (int order = 0; order < 2; order++) {
        place p;
        open_place(&p);
        for (int k = 0; k < 2; k++) {
            if (k == order)
                import_text(&p, "s.csv",
                            HEAD_OF_STATEMENT CARD_A ",,,,2023-01-05 10:00:00,1.00,"
                                                     "1.00,进,,,\n");
            else
                import_text(&p, "a.csv",
                            "账户开户名称,交易卡号,账号开户时间,账号开户银行\n王样一," CARD_A
                            ",2015-01-02,样行\n李样二," CARD_A ",2015-01-02,别行\n");
        }
        sy_case *c = reopen(&p);
        const sy_flow *f = sy_case_flow(c);
        assert_int_equal(f->n_ledgers, 1);
        assert_string_equal(sy_flow_text(f, f->ledgers[0].holder), "王样一");
        assert_string_equal(sy_flow_text(f, f->ledgers[0].bank), "样行");
        sy_case_close(c);
        close_place(&p);
    }
}

static void a_registry_finds_rows_by_card_and_by_account(void **state)
{
    sy_registry *r = NULL;
    sy_err err = {0};
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                "账户开户名称,交易卡号,交易账号,账户状态\n王样一," CARD_A
                ",1202 0212 3456 7890,正常\n李样二," CARD_B ",,正常\n");
    assert_ok(sy_registry_load(&r, NULL, p.ws, &err), err);
    assert_int_equal(r->n_records, 2);
    const sy_record *rec = sy_registry_account(r, SY_TEXT("1202021234567890"), 0);
    assert_non_null(rec);
    assert_int_equal(rec->row, 2);
    assert_true(sy_slice_is(sy_record_get(r, rec, SY_PART_NAME), SY_TEXT("王样一")));
    assert_ptr_equal(sy_registry_account(r, SY_TEXT(CARD_A), 0), rec);
    assert_null(sy_registry_account(r, SY_TEXT(CARD_A), 1));
    assert_null(sy_registry_account(r, SY_TEXT("1"), 0));
    sy_registry_free(r);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_statements_leave_out_come_from_account_files),
        cmocka_unit_test(a_registry_finds_rows_by_card_and_by_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
