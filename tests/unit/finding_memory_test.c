/* finding_memory_test.c - no memory, at any request, while findings become tables: the call
 * says so, gives everything back (the sanitizers look), and leaves no table that counts as
 * made; afterwards it works. */
#include "made_case.h"
#include "scarcity.h"

#include "insight/finding_tables.h"

enum { ALL = (1u << SY_FINDING_KINDS) - 1 };

#define HEAD                                                                                        \
    "交易卡号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号," \
    "对手户名,摘要说明\n"
#define LENDER "6222020000000000115,虚构甲,330699198503150025,"
#define BORROWER "6222020000000000123,虚构乙,330699199202291232,"

static const char lender[] = HEAD LENDER
    "2024-02-01 10:00:00,300000.00,300000.00,进,,虚构商行,货款\n" LENDER
    "2024-03-01 10:00:00,100000.00,200000.00,出,6222020000000000123,虚构乙,借款\n" LENDER
    "2024-03-03 10:00:00,90000.00,290000.00,进,6222020000000000123,虚构乙,转账\n" LENDER
    "2024-03-09 10:00:00,150000.00,140000.00,出,,虚构市虚构房地产开发有限公司,首付款\n";
static const char borrower[] = HEAD BORROWER
    "2024-03-01 10:00:02,100000.00,100000.00,进,6222020000000000115,虚构甲,借款\n" BORROWER
    "2024-03-03 09:59:58,90000.00,10000.00,出,6222020000000000115,虚构甲,转账\n";

static void make_case(made_case *m)
{
    char path[2][SCRATCH + 32], debtor[] = "虚构乙";
    const sy_case_facts facts = {.debtor = debtor};
    const sy_import_options options = {0};
    sy_import_report report;
    sy_workspace *ws = NULL;
    sy_err err = {0};

    scratch_make(m->folder);
    sy_arena_init(&m->arena, NULL);
    snprintf(m->workspace, sizeof m->workspace, "%s/case.suyuan", m->folder);
    snprintf(path[0], sizeof path[0], "%s/lender.csv", m->folder);
    snprintf(path[1], sizeof path[1], "%s/borrower.csv", m->folder);
    assert_ok(sy_file_write(path[0], lender, sizeof lender - 1, &err), err);
    assert_ok(sy_file_write(path[1], borrower, sizeof borrower - 1, &err), err);
    assert_ok(sy_workspace_create(m->workspace, &err), err);
    assert_ok(sy_workspace_open(&ws, m->workspace, SY_WRITE, &err), err);
    const char *const paths[] = {path[0], path[1]};
    assert_ok(sy_intake_import(&report, ws, paths, 2, &options, &m->arena, &err), err);
    assert_int_equal(report.accepted, 6);
    assert_ok(sy_case_set(ws, &facts, &err), err);
    sy_workspace_close(ws);
    assert_ok(sy_case_open(&m->c, m->workspace, SY_WRITE, &err), err);
}

static bool is_whole(made_case *m, sy_finding_kind kind)
{
    sy_finding_state s;
    sy_err err = {0};
    assert_ok(sy_finding_state_read(&s, sy_case_workspace(m->c), kind, &err), err);
    return s.is_made;
}

static void tables_with_little_memory(void **state)
{
    static made_case m;
    sy_status st = SY_ENOMEM;
    long n = 0;

    (void)state;
    make_case(&m);
    for (; st != SY_OK; n += 1 + n / 32) {
        sy_err err = {0};
        begin_scarcity(n);
        st = sy_finding_tables_make(m.c, ALL, &err);
        end_scarcity();
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("%ld: status %d: %s", n, (int)st, err.text);
        if (st != SY_OK) assert_false(is_whole(&m, SY_FINDING_TRANSFERS)); /* the last of them */
    }
    assert_true(n > 60);
    for (int k = 0; k < SY_FINDING_KINDS; k++) assert_true(is_whole(&m, (sy_finding_kind)k));
    made_case_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tables_with_little_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
