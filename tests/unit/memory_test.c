/* memory_test.c - no memory, at any request, in modules that take theirs from malloc:
 * the call says so, gives everything back (the sanitizers look), and nothing of it
 * stays; afterwards it works.
 *
 * The linker leads calloc and realloc of our own objects through here, and the
 * entrances of the modules that a whole import or the opening of a case reaches, so
 * that scarcity begins there and ends when they return. */
#include "intake_place.h"

#include "intake/again.h"
#include "intake/preview.h"
#include "intake/remap.h"
#include "ledger/case.h"
#include "ledger/parties.h"
#include "ledger/pockets.h"
#include "report/receipt.h"
#include "scarcity.h"

/* ---- entrances ---- */

typedef enum entrance { NONE, AGAIN, REMAP, PREVIEW, POCKETS } entrance;
static entrance at;
static long granted, reached; /* what is left on entering; how often it was entered */

static void enter(entrance e)
{
    if (at != e) return;
    reached++;
    begin_scarcity(granted);
}

static sy_status leave(entrance e, sy_status st)
{
    if (at == e) end_scarcity();
    return st;
}

sy_status __real_sy_again_plan(bool *any, const sy_found_tables *tables, sy_findings *findings,
                               sy_err *err);
sy_status __wrap_sy_again_plan(bool *any, const sy_found_tables *tables, sy_findings *findings,
                               sy_err *err);
sy_status __wrap_sy_again_plan(bool *any, const sy_found_tables *tables, sy_findings *findings,
                               sy_err *err)
{
    enter(AGAIN);
    return leave(AGAIN, __real_sy_again_plan(any, tables, findings, err));
}

sy_status __real_sy_remap(sy_found_tables *tables, sy_intake_table *t, sy_mapping *m,
                          const sy_guess *guess, const sy_sample *sample,
                          const sy_import_options *ask, const sy_profile **profile, sy_err *err);
sy_status __wrap_sy_remap(sy_found_tables *tables, sy_intake_table *t, sy_mapping *m,
                          const sy_guess *guess, const sy_sample *sample,
                          const sy_import_options *ask, const sy_profile **profile, sy_err *err);
sy_status __wrap_sy_remap(sy_found_tables *tables, sy_intake_table *t, sy_mapping *m,
                          const sy_guess *guess, const sy_sample *sample,
                          const sy_import_options *ask, const sy_profile **profile, sy_err *err)
{
    enter(REMAP);
    return leave(REMAP, __real_sy_remap(tables, t, m, guess, sample, ask, profile, err));
}

sy_status __real_sy_preview_fill(const sy_found_tables *tables, const sy_shared *shared,
                                 sy_import *import, sy_arena *arena, sy_err *err);
sy_status __wrap_sy_preview_fill(const sy_found_tables *tables, const sy_shared *shared,
                                 sy_import *import, sy_arena *arena, sy_err *err);
sy_status __wrap_sy_preview_fill(const sy_found_tables *tables, const sy_shared *shared,
                                 sy_import *import, sy_arena *arena, sy_err *err)
{
    enter(PREVIEW);
    return leave(PREVIEW, __real_sy_preview_fill(tables, shared, import, arena, err));
}

sy_status __real_sy_pockets_mark(sy_case_tables *t, sy_workspace *ws, sy_err *err);
sy_status __wrap_sy_pockets_mark(sy_case_tables *t, sy_workspace *ws, sy_err *err);
sy_status __wrap_sy_pockets_mark(sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    enter(POCKETS);
    return leave(POCKETS, __real_sy_pockets_mark(t, ws, err));
}

/* ---- imports ---- */

#define HEADINGS "交易卡号,交易时间,交易金额,交易余额,收付标志,摘要说明\n"
#define CARD "6222021234567890003"

/* Imports a file, with ever more memory at one entrance, until it works. */
static void import_with_little(entrance e, const char *text, const sy_import_options *options,
                               uint64_t rows)
{
    place p;
    uint64_t before, after;
    sy_err err = {0};

    open_place(&p);
    put(&p, "a.csv", text);
    assert_ok(sy_workspace_generation(p.ws, &before, &err), err);
    for (granted = 0;; granted++) {
        sy_import_report r;
        reached = 0;
        at = e;
        const sy_status st = try_import(&p, &r, "a.csv", options, &err);
        at = NONE;
        assert_true(reached > 0 && !atomic_load(&is_scarce));
        if (st == SY_OK) {
            assert_int_equal(r.accepted, rows);
            break;
        }
        if (st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
        assert_ok(sy_workspace_generation(p.ws, &after, &err), (sy_err){0});
        assert_int_equal(before, after);
        err = (sy_err){0};
    }
    assert_true(granted > 0);
    close_place(&p);
}

static void rows_that_wait_for_the_whole_file(void **state)
{
    (void)state; /* 1 and 2 mean what the balances say: read again */
    import_with_little(AGAIN,
                       HEADINGS CARD ",2023-01-05 10:00:00,10.00,110.00,1,\n" CARD
                                     ",2023-01-06 10:00:00,20.00,90.00,2,\n" CARD
                                     ",2023-01-07 10:00:00,5.00,95.00,1,\n" CARD
                                     ",2023-01-08 10:00:00,15.00,80.00,2,\n",
                       NULL, 4);
}

static const char unknown[] = "本人账号,入账目期,往来金额,结存,进出\n" CARD
                              ",2023-01-05,10.00,10.00,进\n" CARD ",2023-01-06,2.00,8.00,出\n";

static void a_mapping_that_is_guessed_and_corrected(void **state)
{
    static const char *const sets[] = {"balance=结存", "direction=进出", "amount=往来金额",
                                       "date=入账目期", "card=本人账号"};
    const sy_import_options options = {
        .accept_mapping = true, .sets = sets, .n_sets = 5, .directions = "进=in,出=out"};
    (void)state;
    import_with_little(REMAP, unknown, &options, 2);
}

static void a_preview_of_a_guess(void **state)
{
    const sy_import_options options = {
        .accept_mapping = true, .dry_run = true, .directions = "进=in,出=out"};
    (void)state;
    import_with_little(PREVIEW, unknown, &options, 2);
}

/* ---- a case ---- */

/* People who are one by number, by name, by phone; who contradict each other; money
 * set aside; a bound card; rows without an account at the other side. */
static void fill(place *p)
{
    import_text(
        p, "a.csv",
        "交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,"
        "交易对手账卡号,对手户名,摘要说明\n" CARD
        ",王样一,330699198503150025,样行,2023-01-05 10:00:00,100.00,100.00,进,"
        "6217001234567890122,李样二,转账\n" CARD
        ",王样一,330699198503150025,样行,2023-01-06 10:00:00,40.00,60.00,出,,,理财申购\n" CARD
        ",王样一,330699198503150025,样行,2023-01-09 10:00:00,40.00,100.00,进,,,理财赎回\n" CARD
        ",王样一,330699198503150025,样行,2023-01-10 10:00:00,9.00,91.00,出,,,ATM取款\n"
        "6212345678901234569,王样一,,样行,2023-01-05 10:00:00,1.00,1.00,进,,,\n");
    import_text(p, "b.csv",
                "账户开户名称,开户人证件号码,交易卡号,交易账号,账户状态,联系电话\n"
                "王样一,330699850315002," CARD ",1202021234567890,正常,13000000001\n"
                "王样衣,330699198503150025,6228481234567890128,,正常,13000000001\n"
                "李样二,330699199202291233,6217001234567890122,,正常,\n");
}

static sy_status open_with_little(place *p, sy_case **c, sy_err *err)
{
    at = POCKETS;
    const sy_status st = sy_case_open(c, in(p, "a.suyuan"), SY_WRITE, err);
    at = NONE;
    return st;
}

static void money_that_is_set_aside(void **state)
{
    place p;
    sy_case *c = NULL;
    sy_err err = {0};
    (void)state;
    open_place(&p);
    fill(&p);
    sy_workspace_close(p.ws);
    p.ws = NULL;
    reached = 0;
    for (granted = 0; open_with_little(&p, &c, &err) != SY_OK; granted++) {
        assert_int_equal(err.status, SY_ENOMEM);
        assert_null(c);
        err = (sy_err){0};
    }
    assert_true(granted > 0 && reached > 0);
    assert_int_not_equal(sy_case_find_account(c, SY_TEXT(CARD "#wealth")), SY_NONE);
    sy_case_close(c);
    close_place(&p);
}

static char book[SCRATCH + 128]; /* a path in the place */

typedef sy_status with_case(sy_case *c, sy_arena *arena, sy_err *err);

static void call_with_little(with_case *call)
{
    place p;
    sy_case *c = NULL;
    sy_err err = {0};
    long n = 0;

    open_place(&p);
    fill(&p);
    sy_workspace_close(p.ws);
    p.ws = NULL;
    strcpy(book, in(&p, "list.xlsx"));
    assert_ok(sy_case_open(&c, in(&p, "a.suyuan"), SY_WRITE, &err), err);
    for (;; n++) {
        sy_arena arena;
        sy_arena_init(&arena, NULL);
        begin_scarcity(n);
        const sy_status st = call(c, &arena, &err);
        end_scarcity();
        sy_arena_dispose(&arena);
        if (st == SY_OK) break;
        if (st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
        err = (sy_err){0};
    }
    assert_true(n > 0);
    sy_case_close(c);
    close_place(&p);
}

static sy_status say_who_is_who(sy_case *c, sy_arena *arena, sy_err *err)
{
    sy_parties *all = NULL;
    const sy_status st = sy_case_parties(c, &all, arena, err);

    if (st != SY_OK) return st;
    assert_true(all->n > 0 && all->n_proposals > 0 && all->n_conflicts > 0 && all->n_outside > 0);
    return SY_OK;
}

static void who_is_who(void **state)
{
    (void)state;
    call_with_little(say_who_is_who);
}

static sy_status write_receipt(sy_case *c, sy_arena *arena, sy_err *err)
{
    sy_receipt r;
    sy_buf page;
    sy_status st = sy_receipt_gather(&r, c, arena, err);

    if (st != SY_OK) return st;
    assert_int_equal(r.n_batches, 2);
    sy_buf_init(&page, NULL, 1 << 20);
    st = sy_receipt_page(&page, &r, err);
    sy_buf_dispose(&page);
    return st == SY_OK ? sy_receipt_xlsx(book, &r, err) : st;
}

static void the_list_to_sign(void **state)
{
    (void)state;
    call_with_little(write_receipt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_wait_for_the_whole_file),
        cmocka_unit_test(a_mapping_that_is_guessed_and_corrected),
        cmocka_unit_test(a_preview_of_a_guess),
        cmocka_unit_test(money_that_is_set_aside),
        cmocka_unit_test(who_is_who),
        cmocka_unit_test(the_list_to_sign),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
