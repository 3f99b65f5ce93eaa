/* finding_tables_test.c - findings as tables: made once, anew when stale, and adding up. */
#include "made_case.h"

#include <string.h>

#include "base/lang.h"
#include "insight/finding_tables.h"
#include "store/private.h"

static int set_up(void **state)
{
    static made_case m;
    made_case_open(&m, SY_WRITE);
    *state = &m;
    return 0;
}

static int tear_down(void **state)
{
    made_case_close(*state);
    return 0;
}

enum { ALL = (1u << SY_FINDING_KINDS) - 1 };

static sy_finding_state state_of(made_case *m, sy_finding_kind kind)
{
    sy_finding_state s;
    sy_err err = {0};
    assert_ok(sy_finding_state_read(&s, sy_case_workspace(m->c), kind, &err), err);
    return s;
}

static void make(made_case *m, unsigned kinds)
{
    sy_err err = {0};
    assert_ok(sy_finding_tables_make(m->c, kinds, &err), err);
}

static sy_status take_number(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    (void)err;
    *(uint64_t *)ctx = ((const uint64_t *)sy_rows_column(r, 0))[row];
    return SY_OK;
}

static uint64_t number(made_case *m, const char *sql)
{
    uint64_t n = UINT64_MAX;
    sy_err err = {0};
    assert_ok(sy_facts_each(sy_case_workspace(m->c), sql, take_number, &n, &err), err);
    return n;
}

static void each_is_made_when_it_is_wanted(void **state)
{
    made_case *m = *state;

    assert_false(state_of(m, SY_FINDING_PROXIES).is_made);
    make(m, 1u << SY_FINDING_PROXIES);
    assert_true(state_of(m, SY_FINDING_PROXIES).is_made);
    assert_false(state_of(m, SY_FINDING_TRANSFERS).is_made);
    make(m, ALL);
    for (int k = 0; k < SY_FINDING_KINDS; k++) {
        const sy_finding_state s = state_of(m, (sy_finding_kind)k);
        assert_true(s.is_made && s.is_whole);
    }
    assert_true(state_of(m, SY_FINDING_TRANSFERS).rows > 0);
    assert_true(state_of(m, SY_FINDING_ONWARD).rows > 0);
}

static void what_has_not_changed_stays(void **state)
{
    made_case *m = *state;
    bool undone;
    size_t added;
    sy_err err = {0};
    const sy_case_person other = {.relation = SY_RELATION_ASSOCIATE, .name = "样未见"};

    make(m, ALL);
    const sy_finding_state before = state_of(m, SY_FINDING_PROXIES);
    make(m, ALL);
    const sy_finding_state same = state_of(m, SY_FINDING_PROXIES);
    assert_memory_equal(&before, &same, sizeof same);
    assert_ok(sy_people_add(sy_case_workspace(m->c), &added, &other, 1, &err), err);
    make(m, 1u << SY_FINDING_PROXIES);
    const sy_finding_state after = state_of(m, SY_FINDING_PROXIES);
    assert_string_not_equal(before.stamp, after.stamp);
    assert_string_equal(before.sha256, after.sha256); /* nobody who is anywhere */
    assert_ok(sy_people_undo(sy_case_workspace(m->c), 0, &undone, &err), err);
    assert_true(undone);
}

static void every_language_gives_the_same_rows(void **state)
{
    made_case *m = *state;
    char hash[SY_FINDING_KINDS][SY_DIGEST_TEXT];
    size_t added;
    sy_err err = {0};
    const sy_case_person other = {.relation = SY_RELATION_ASSOCIATE, .name = "样不在"};

    make(m, ALL);
    for (int k = 0; k < SY_FINDING_KINDS; k++)
        memcpy(hash[k], state_of(m, (sy_finding_kind)k).sha256, SY_DIGEST_TEXT);
    sy_lang_set(SY_LANG_EN);
    assert_ok(sy_people_add(sy_case_workspace(m->c), &added, &other, 1, &err), err);
    make(m, ALL);
    assert_int_equal(sy_lang_get(), SY_LANG_EN);
    for (int k = 0; k < SY_FINDING_KINDS; k++)
        assert_string_equal(hash[k], state_of(m, (sy_finding_kind)k).sha256);
    sy_lang_set(SY_LANG_ZH);
}

/* Each rule gives the whole sum out: so the most of all are no less, the least no more. */
static void where_money_went_adds_up(void **state)
{
    made_case *m = *state;

    make(m, ALL);
    assert_int_equal(number(m, "SELECT count(*)::UBIGINT FROM (SELECT transfer, max(amount) AS a,"
                               " sum(least) AS l, sum(most) AS h FROM found_onward GROUP BY 1)"
                               " WHERE l > a OR h < a"),
                     0);
    assert_int_equal(
        number(m, "SELECT count(*)::UBIGINT FROM found_onward WHERE least > most OR most > amount"),
        0);
    assert_int_equal(number(m, "SELECT count(*)::UBIGINT FROM found_onward o ANTI JOIN"
                               " found_transfers t ON t.id = o.transfer AND t.amount = o.amount"),
                     0);
}

/* The place of a row is a row of a statement with that amount. */
static void a_transfer_stands_where_it_says(void **state)
{
    made_case *m = *state;

    make(m, ALL);
    assert_int_equal(number(m, "SELECT count(*)::UBIGINT FROM found_transfers t ANTI JOIN entries"
                               " e ON e.source = t.source AND e.\"row\" = t.\"row\""
                               " AND abs(e.amount) = t.amount"),
                     0);
    assert_int_equal(number(m, "SELECT count(*)::UBIGINT FROM found_transfers"
                               " WHERE payer = payee OR payer IS NULL OR payee IS NULL"
                               " OR amount < 100000"),
                     0);
}

static void a_circle_ends_where_it_began(void **state)
{
    made_case *m = *state;

    make(m, ALL);
    assert_int_equal(
        number(m, "SELECT count(*)::UBIGINT FROM found_cycles WHERE days NOT BETWEEN 0 AND 30"
                  " OR length NOT BETWEEN 2 AND 5 OR least > amount OR least > back"
                  " OR string_split(holders, '→')[1] <> string_split(holders, '→')[-1]"),
        0);
}

static void what_is_cut_off_counts_as_not_made(void **state)
{
    made_case *m = *state;
    sy_workspace *ws = sy_case_workspace(m->c);
    sy_finding_writer *w = NULL;
    sy_err err = {0};
    sy_pool_value values[SY_CLUE_TABLE_COLUMNS] = {0};

    make(m, ALL);
    assert_ok(sy_finding_begin(&w, ws, SY_FINDING_PROXIES, &err), err);
    sy_finding_put(w, 1, 1, values);
    sy_finding_drop(w);
    assert_false(state_of(m, SY_FINDING_PROXIES).is_made);
    make(m, ALL);
    assert_true(state_of(m, SY_FINDING_PROXIES).is_made);
}

static void facts_are_no_wider_for_it(void **state)
{
    made_case *m = *state;

    make(m, ALL);
    assert_int_equal(number(m, "SELECT count(*)::UBIGINT FROM duckdb_columns()"
                               " WHERE starts_with(table_name, 'found_') AND column_name = 'import'"
                               " AND table_name <> 'found_state'"),
                     SY_FINDING_KINDS);
    assert_int_equal(number(m, "SELECT count(*)::UBIGINT FROM found_transfers WHERE import <> 0"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_made_when_it_is_wanted),
        cmocka_unit_test(what_has_not_changed_stays),
        cmocka_unit_test(every_language_gives_the_same_rows),
        cmocka_unit_test(where_money_went_adds_up),
        cmocka_unit_test(a_transfer_stands_where_it_says),
        cmocka_unit_test(a_circle_ends_where_it_began),
        cmocka_unit_test(what_is_cut_off_counts_as_not_made),
        cmocka_unit_test(facts_are_no_wider_for_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
