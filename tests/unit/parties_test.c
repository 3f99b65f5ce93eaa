/* parties_test.c - who is who: names that statements leave out, people across
 * banks, proposals and conflicts. Everybody here is made up. */
#include "intake_place.h"

#include "base/buf.h"
#include "ledger/case.h"
#include "ledger/parties.h"
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

/* ---- people ---- */

#define WANG "330699198503150025"  /* 王样一 */
#define WANG_OLD "330699850315002" /* the same number before 1999 */
#define LI "330699199202291232"    /* 李样二 */
#define CARD_C "6212345678901234569"
#define CARD_D "6228481234567890128"
#define IN_1 ",2023-01-05 10:00:00,100.00,100.00,进,"
#define OUT_1 ",2023-01-06 10:00:00,40.00,60.00,出,"

typedef struct told {
    sy_case *c;
    sy_parties *all;
} told;

static told tell(place *p)
{
    told t = {reopen(p), NULL};
    sy_err err = {0};
    assert_ok(sy_case_parties(t.c, &t.all, &p->arena, &err), err);
    return t;
}

static void end(place *p, told t)
{
    sy_case_close(t.c);
    close_place(p);
}

static const sy_identity *find(const sy_parties *all, const char *key)
{
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(all->items[i].key, key) == 0) return &all->items[i];
    }
    fail_msg("no party %s", key);
    return NULL;
}

static const sy_party_proposal *proposal(const sy_parties *all, const char *a, const char *b)
{
    for (size_t i = 0; i < all->n_proposals; i++) {
        const sy_party_proposal *x = &all->proposals[i];
        if (strcmp(x->a, a) == 0 && strcmp(x->b, b) == 0) return x;
    }
    return NULL;
}

static void one_number_is_one_person_at_every_bank(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD_OF_STATEMENT CARD_A ",王样一," WANG ",样行" IN_1 CARD_D ",李样二," LI
                                         "\n" CARD_A ",王样一," WANG ",样行" OUT_1 CARD_B
                                         ",王样一,\n");
    import_text(&p, "b.csv",
                HEAD_OF_STATEMENT CARD_B ",王样一," WANG_OLD ",别行"
                                         ",2023-01-06 10:00:00,40.00,40.00,进," CARD_A
                                         ",王样一," WANG "\n");
    told t = tell(&p);
    assert_int_equal(t.all->n_known, 1);
    const sy_identity *w = &t.all->items[0];
    assert_string_equal(w->key, "citizen:" WANG);
    assert_string_equal(w->name, "王样一");
    assert_int_equal(w->kind, SY_PARTY_PERSON);
    assert_int_equal(w->n_accounts, 2);
    assert_int_equal(w->n_ids, 1);
    assert_int_equal(w->n_totals, 1);
    assert_true(w->totals[0].in == 14000 && w->totals[0].out == 4000);
    assert_true(w->totals[0].own_in == 4000 && w->totals[0].own_out == 4000);
    /* Li has no statement, and a number all the same. */
    assert_int_equal(t.all->n, 2);
    assert_string_equal(find(t.all, "citizen:" LI)->name, "李样二");
    assert_int_equal(t.all->n_proposals + t.all->n_conflicts, 0);
    end(&p, t);
}

static void a_wrong_number_joins_nobody_and_is_told(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD_OF_STATEMENT CARD_A
                ",王样一,330699198503150026," IN_1 ",,\n" CARD_B ",李样二,330699198503150026," IN_1
                ",,\n" CARD_C ",王样三,3.30699E+17," IN_1 ",,\n" CARD_D ",王样四,3.30699E+17," IN_1
                ",,\n");
    told t = tell(&p);
    assert_int_equal(t.all->n, 4);
    assert_int_equal(t.all->n_conflicts, 2);
    assert_int_equal(t.all->conflicts[0].code, SY_ID_NUMBER_WRONG);
    assert_string_equal(t.all->conflicts[0].about, "3.30699E+17");
    assert_int_equal(t.all->conflicts[0].verdict, SY_ID_DAMAGED);
    assert_int_equal(t.all->conflicts[1].verdict, SY_ID_WRONG_CHECK);
    end(&p, t);
}

static void a_placeholder_never_joins_strangers(void **state)
{
    static const char *const nobody[] = {"null", "NULL", "无", "-", "内部账户", "待清算", "0"};
    (void)state;
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
        char text[2000];
        place p;
        open_place(&p);
        snprintf(text, sizeof text,
                 HEAD_OF_STATEMENT CARD_A ",%s,," IN_1 ",,\n" CARD_B ",%s,," IN_1 ",,\n" CARD_C
                                          ",王样一,," IN_1 CARD_D ",%s,\n",
                 nobody[i], nobody[i], nobody[i]);
        import_text(&p, "a.csv", text);
        told t = tell(&p);
        assert_true(t.all->n >= 3);
        assert_int_equal(t.all->n_proposals, 0);
        assert_int_equal(t.all->n_conflicts, 0);
        end(&p, t);
    }
}

static void a_name_only_proposes(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD_OF_STATEMENT CARD_A ",王样一," WANG ",样行" IN_1 CARD_C ",王　样一,\n" CARD_A
                                         ",王样一," WANG ",样行" OUT_1 CARD_D ",王*一,\n" CARD_B
                                         ",李样二," LI ",样行" IN_1 ",,\n");
    told t = tell(&p);
    const sy_party_proposal *same = proposal(t.all, "account:" CARD_C, "citizen:" WANG);
    const sy_party_proposal *masked = proposal(t.all, "account:" CARD_D, "citizen:" WANG);
    assert_true(same && masked && t.all->n_proposals == 2 && t.all->n_open == 2);
    assert_int_equal(same->reasons, 1u << SY_SAME_NAME);
    assert_int_equal(masked->reasons, 1u << SY_MASKED_NAME);
    assert_ptr_equal(&t.all->proposals[0], same); /* 100.00 before 40.00 */
    assert_int_equal(same->amount, 10000);
    end(&p, t);
}

/* Two numbers are two people; a pattern that fits both says nothing. */
static void two_people_of_one_name_stay_two(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD_OF_STATEMENT CARD_A ",王样一," WANG ",样行" IN_1 CARD_C ",*样一,\n" CARD_B
                                         ",王样一," LI ",样行" IN_1 CARD_D ",王样一,\n");
    told t = tell(&p);
    assert_null(proposal(t.all, "citizen:" WANG, "citizen:" LI));
    assert_null(proposal(t.all, "account:" CARD_C, "citizen:" WANG));
    /* Whose the fourth account is, is asked for both. */
    assert_non_null(proposal(t.all, "account:" CARD_D, "citizen:" WANG));
    assert_non_null(proposal(t.all, "account:" CARD_D, "citizen:" LI));
    assert_int_equal(t.all->n_proposals, 2);
    end(&p, t);
}

static void person_files_add_phones_and_addresses(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "s.csv", HEAD_OF_STATEMENT CARD_A ",,," IN_1 ",,\n");
    import_text(&p, "a.csv",
                "账户开户名称,开户人证件号码,交易卡号,账号开户时间,联系电话\n王样一," WANG
                "," CARD_A ",2015-01-02,13900000001\n");
    import_text(&p, "p.csv",
                "客户名称,证照类型,证照号码,住宅地址,联系电话\n王样一,身份证," WANG_OLD
                ",样县一街1号,\n王样一,护照,E12345678,样县一街1号,13900000001\n");
    told t = tell(&p);
    const sy_identity *w = find(t.all, "citizen:" WANG);
    assert_true(w->phones.n == 1 && w->addresses.n == 1 && w->n_accounts == 1);
    assert_string_equal(w->addresses.items[0].text, "样县一街1号");
    assert_string_equal(w->accounts[0].opened, "2015-01-02");
    /* The row with a passport is a party of its own, proposed with its reasons. */
    assert_int_equal(t.all->n, 2);
    assert_int_equal(t.all->n_proposals, 1);
    assert_int_equal(t.all->proposals[0].reasons,
                     1u << SY_SAME_NAME | 1u << SY_SAME_PHONE | 1u << SY_SAME_ADDRESS);
    end(&p, t);
}

static void a_company_s_codes_are_one(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD_OF_STATEMENT CARD_A ",某县样品贸易有限公司,91330683MA2000019N," IN_1
                                         ",,\n" CARD_B ",某县样品贸易有限公司,MA200001-9," IN_1
                                         ",,\n");
    told t = tell(&p);
    assert_int_equal(t.all->n, 1);
    assert_string_equal(t.all->items[0].key, "company:MA200001-9");
    assert_int_equal(t.all->items[0].kind, SY_PARTY_COMPANY);
    end(&p, t);
}

static void a_bound_card_proposes(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "s.csv", HEAD_OF_STATEMENT CARD_A ",王样一," WANG "," IN_1 ",,\n");
    import_text(&p, "r.csv",
                "账户开户名称,交易账号,账户状态,关联资金账户\n样某,2088123412341234,正常,"
                "样行:借记卡:" CARD_A ";\n");
    told t = tell(&p);
    const sy_party_proposal *x = proposal(t.all, "account:2088123412341234", "citizen:" WANG);
    assert_non_null(x);
    assert_int_equal(x->reasons, 1u << SY_BOUND_CARD);
    end(&p, t);
}

static void contradictions_are_told(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                HEAD_OF_STATEMENT CARD_A ",王样一," WANG "," IN_1 ",,\n" CARD_A ",李样二," LI
                                         "," IN_1 ",,\n" CARD_B ",王样三," WANG "," IN_1
                                         ",,\n" CARD_B ",王*三," WANG "," IN_1 ",,\n");
    told t = tell(&p);
    assert_int_equal(t.all->n_conflicts, 3);
    assert_int_equal(t.all->conflicts[0].code, SY_ONE_ID_TWO_NAMES);
    assert_string_equal(t.all->conflicts[0].about, WANG);
    assert_int_equal(t.all->conflicts[0].said.n, 2); /* the mask is none */
    assert_int_equal(t.all->conflicts[1].code, SY_ONE_ACCOUNT_TWO_IDS);
    assert_string_equal(t.all->conflicts[1].about, CARD_A);
    assert_int_equal(t.all->conflicts[2].code, SY_ONE_ACCOUNT_TWO_HOLDERS);
    /* An account with two numbers is joined to neither. */
    assert_int_equal(find(t.all, "account:" CARD_A)->n_accounts, 1);
    end(&p, t);
}

static void money_without_an_account_is_kept_apart(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                "交易卡号,交易时间,交易金额,交易余额,收付标志,摘要说明\n" CARD_A
                ",2023-01-05 10:00:00,100.00,100.00,进,现金存款\n" CARD_A
                ",2023-01-06 10:00:00,30.00,70.00,出,ATM取款\n" CARD_A
                ",2023-01-07 10:00:00,1.00,69.00,出,手续费\n");
    told t = tell(&p);
    assert_int_equal(t.all->n, 1);
    assert_int_equal(t.all->n_outside, 2);
    assert_int_equal(t.all->outside[0].kind, SY_OUT_CASH);
    assert_true(t.all->outside[0].in == 10000 && t.all->outside[0].out == 3000);
    assert_int_equal(t.all->outside[1].kind, SY_OUT_FEE);
    end(&p, t);
}

/* ---- the same in every order ---- */

static void write_all(sy_buf *b, const sy_parties *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const sy_identity *x = &all->items[i];
        sy_buf_printf(b, "%s %s %d:", x->key, x->name, (int)x->kind);
        for (size_t k = 0; k < x->n_accounts; k++) sy_buf_printf(b, " %s", x->accounts[k].number);
        for (size_t k = 0; k < x->names.n; k++) {
            sy_buf_printf(b, " %s@%.8s-%u", x->names.items[k].text,
                          x->names.items[k].source->sha256, x->names.items[k].row);
        }
        sy_buf_char(b, '\n');
    }
    for (size_t i = 0; i < all->n_proposals; i++) {
        const sy_party_proposal *x = &all->proposals[i];
        sy_buf_printf(b, "%s %s %s %x\n", x->id, x->a, x->b, x->reasons);
    }
}

static void the_order_of_import_does_not_matter(void **state)
{
    static const char *const files[] = {
        HEAD_OF_STATEMENT CARD_A ",王样一," WANG ",样行" IN_1 CARD_C ",王样一,\n",
        HEAD_OF_STATEMENT CARD_B ",," WANG_OLD ",别行" IN_1 CARD_C ",王样一,\n",
        "账户开户名称,开户人证件号码,交易卡号,账号开户时间,联系电话\n王样一," WANG "," CARD_B
        ",2015-01-02,13900000001\n",
        "客户名称,证照类型,证照号码,住宅地址,联系电话\n王样一,护照,E12345678,样县一街1号,\n",
    };
    sy_buf first;
    (void)state;
    sy_buf_init(&first, NULL, 1 << 20);
    for (size_t shift = 0; shift < 4; shift++) {
        sy_buf b;
        place p;
        open_place(&p);
        sy_buf_init(&b, NULL, 1 << 20);
        for (size_t i = 0; i < 4; i++) {
            char name[16];
            snprintf(name, sizeof name, "%zu.csv", (i + shift) % 4);
            import_text(&p, name, files[(i + shift) % 4]);
        }
        told t = tell(&p);
        write_all(shift ? &b : &first, t.all);
        if (shift) assert_string_equal(b.ptr, first.ptr);
        sy_buf_dispose(&b);
        end(&p, t);
    }
    sy_buf_dispose(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_statements_leave_out_come_from_account_files),
        cmocka_unit_test(a_registry_finds_rows_by_card_and_by_account),
        cmocka_unit_test(one_number_is_one_person_at_every_bank),
        cmocka_unit_test(a_wrong_number_joins_nobody_and_is_told),
        cmocka_unit_test(a_placeholder_never_joins_strangers),
        cmocka_unit_test(a_name_only_proposes),
        cmocka_unit_test(two_people_of_one_name_stay_two),
        cmocka_unit_test(person_files_add_phones_and_addresses),
        cmocka_unit_test(a_company_s_codes_are_one),
        cmocka_unit_test(a_bound_card_proposes),
        cmocka_unit_test(contradictions_are_told),
        cmocka_unit_test(money_without_an_account_is_kept_apart),
        cmocka_unit_test(the_order_of_import_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
