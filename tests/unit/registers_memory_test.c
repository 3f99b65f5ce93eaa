/* registers_memory_test.c - no memory, at any request, while registers and the form of a
 * case are read and written: the call says so and gives everything back (the sanitizers
 * look); afterwards it works. */
#include "intake_place.h"

#include "intake/case_form.h"
#include "intake/extract.h"
#include "intake/pool_rows.h"
#include "report/case_sheet.h"
#include "report/pool_sheet.h"
#include "scarcity.h"
#include "store/registers.h"

#define A_ID "330699198503150025"
#define FLATS                                                                                           \
    "坐落,不动产权证号,权利人,证件号码,登记时间,取得价格(万元),权属状态\n" \
    "样县一街1号,浙(2020)样县不动产权第0000001号,虚构甲、虚构乙," A_ID                                  \
    "、330699199202291232,2020-01-02,100,现势\n"                                                     \
    "样县一街1号,浙(2020)样县不动产权第0000001号,虚构甲、虚构乙," A_ID                                  \
    "、330699199202291232,2020-01-02,100,现势\n"                                                     \
    "样县二街2号,,虚构甲," A_ID ",2020-02-30,100,现势\n"

#define CASES                                                        \
    "案号,立案日期,被执行人,被执行人证件号码,执行标的额\n"              \
    "(2023)浙0699执1号,2023-01-02,虚构乙,330699199202291232,1000\n"

/* ---- rows of a register in an import ---- */

static long granted, reached; /* what is left on entering; how often it was entered */

sy_status __real_sy_pool_rows_read(sy_shared *shared, const sy_found_tables *tables,
                                   sy_import *import, sy_err *err);
sy_status __wrap_sy_pool_rows_read(sy_shared *shared, const sy_found_tables *tables,
                                   sy_import *import, sy_err *err);
sy_status __wrap_sy_pool_rows_read(sy_shared *shared, const sy_found_tables *tables,
                                   sy_import *import, sy_err *err)
{
    reached++;
    if (granted >= 0) begin_scarcity(granted);
    const sy_status st = __real_sy_pool_rows_read(shared, tables, import, err);
    end_scarcity();
    return st;
}

static void rows_of_a_register(void **state)
{
    sy_status st = SY_ENOMEM;
    place p;
    (void)state;
    open_place(&p);
    put(&p, "flats.csv", FLATS);
    for (granted = 0; st != SY_OK; granted += granted < 30 ? 1 : 3) {
        sy_import_report r;
        sy_err err = {0};
        st = try_import(&p, &r, "flats.csv", NULL, &err);
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
        if (st == SY_OK) {
            assert_int_equal(r.accepted, 1);
            assert_int_equal(r.duplicate, 1);
            assert_int_equal(r.rejected, 1);
        }
    }
    assert_true(reached > 5);
    granted = -1;
    close_place(&p);
}

/* ---- calls ---- */

typedef sy_status attempt(place *p, sy_arena *arena, sy_err *err);

/* With ever more memory, until it works. */
static void call_with_little(attempt *call)
{
    const sy_import_options as_cases = {.profile = "pool:cases", .period_from = 1};
    sy_status st = SY_ENOMEM;
    sy_import_report r;
    sy_err failure = {0};
    place p;
    long n = 0;

    open_place(&p);
    granted = -1;
    import_text(&p, "flats.csv", FLATS);
    put(&p, "cases.csv", CASES);
    assert_ok(try_import(&p, &r, "cases.csv", &as_cases, &failure), failure);
    assert_int_equal(r.accepted, 1);
    put(&p, "form.csv", "被执行人,虚构甲\n执行标的,许多\n关系,姓名,身份证号\n配偶,虚构乙,\n");
    for (; st != SY_OK; n += n < 100 ? 1 : 7) {
        sy_err err = {0};
        sy_arena arena;
        sy_arena_init(&arena, NULL);
        begin_scarcity(n);
        st = call(&p, &arena, &err);
        end_scarcity();
        sy_arena_dispose(&arena);
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
    }
    assert_true(n > 1);
    close_place(&p);
}

static sy_status look_up(place *p, sy_arena *arena, sy_err *err)
{
    static const sy_register_owner who = {"虚构甲", A_ID};
    static const sy_register_query q = {.owners = &who, .n_owners = 1};
    sy_registration *list;
    sy_pool_stock *stocks;
    sy_pools *pools = NULL;
    size_t n = 0, n_stocks = 0;
    sy_status st = sy_pools_load(&pools, NULL, NULL, err);

    if (st == SY_OK) st = sy_registrations(p->ws, pools, &q, &list, &n, arena, err);
    if (st == SY_OK) assert_int_equal(n, 1);
    if (st == SY_OK) st = sy_pool_stocks(p->ws, pools, &stocks, &n_stocks, arena, err);
    sy_pools_free(pools);
    return st;
}

static void what_is_registered_to_whom(void **state)
{
    (void)state;
    call_with_little(look_up);
}

static sy_status read_form(place *p, sy_arena *arena, sy_err *err)
{
    sy_case_form form;
    const sy_status st = sy_case_form_read(&form, in(p, "form.csv"), NULL, arena, err);

    if (st == SY_OK) assert_int_equal(form.n_problems, 1);
    return st;
}

static void the_form_of_a_case(void **state)
{
    (void)state;
    call_with_little(read_form);
}

static sy_status change_case(place *p, sy_arena *arena, sy_err *err)
{
    const sy_case_facts facts = {.debtor = (char *)(uintptr_t) "虚构甲"};
    const sy_case_person person = {.relation = SY_RELATION_SPOUSE, .name = "虚构乙"};
    sy_case_changes changes;
    sy_case_person *people;
    size_t n = 0;
    sy_status st = sy_case_change(p->ws, &changes, &facts, &person, 1, err);

    if (st == SY_OK) st = sy_people(p->ws, &people, &n, arena, err);
    if (st == SY_OK) assert_int_equal(n, 1);
    return st == SY_OK ? sy_case_undo(p->ws, &changes, err) : st;
}

static void a_change_of_the_case(void **state)
{
    (void)state;
    call_with_little(change_case);
}

static sy_status write_forms(place *p, sy_arena *arena, sy_err *err)
{
    sy_pools *pools = NULL;
    sy_status st = sy_pools_load(&pools, NULL, NULL, err);

    (void)arena;
    if (st == SY_OK) {
        st = sy_pool_sheet_write(in(p, "pool.xlsx"), sy_pools_find(pools, "vehicles"), err);
    }
    if (st == SY_OK) st = sy_case_sheet_write(in(p, "case.xlsx"), err);
    sy_pools_free(pools);
    return st;
}

static void forms_to_fill_in(void **state)
{
    (void)state;
    call_with_little(write_forms);
}

static sy_pools *pools; /* read before: hundreds of requests that look_up() refuses */

/* Of three flats the two of whom the debtor is an owner. */
static sy_status make_extract(place *p, sy_arena *arena, sy_err *err)
{
    const sy_import_options o = {.profile = "pool:real-estate", .period_from = 1};
    const char *const path = in(p, "flats.csv");
    sy_extracts_made made = {.folder = NULL};
    sy_matcher *matcher = NULL;
    const sy_pool *of = sy_pools_find(pools, "cases");
    sy_status st =
        sy_matcher_new(&matcher, p->ws, &of, 1, sy_pools_find(pools, "real-estate"), err);

    if (st == SY_OK)
        st = sy_extract_make(&made, p->ws, "real-estate", "cases", matcher, &path, 1, &o, arena,
                             err);
    if (st == SY_OK) {
        assert_int_equal(made.n, 1);
        assert_int_equal(made.items[0].rows, 3);
        assert_int_equal(made.items[0].kept, 2);
        assert_int_equal(sy_matcher_people(matcher), 1);
    }
    sy_extracts_remove(&made);
    sy_matcher_free(matcher);
    return st;
}

static void an_extract_of_a_register(void **state)
{
    sy_err err = {0};
    (void)state;
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    call_with_little(make_extract);
    sy_pools_free(pools);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_register), cmocka_unit_test(what_is_registered_to_whom),
        cmocka_unit_test(the_form_of_a_case), cmocka_unit_test(a_change_of_the_case),
        cmocka_unit_test(forms_to_fill_in), cmocka_unit_test(an_extract_of_a_register),
    };
    return cmocka_run_group_tests_name("registers without memory", tests, NULL, NULL);
}
