/* patterns_test.c - each pattern on a small list that shows it, and on the same
 * list with one thing changed, which does not. */
#include "test.h"

#include "base/civil.h"
#include "flow/list.h"
#include "flow/patterns.h"

enum { YUAN = 100, HOUR = 3600, MOST = 64 };
static const int64_t noon = 19723LL * SY_DAY + 12 * HOUR; /* 2024-01-01 12:00 */

/* A list under way. Accounts 0 .. 19; 0 is the one that is looked at. */
typedef struct story {
    sy_listed items[MOST * 8];
    size_t n;
} story;

enum { ACCOUNTS = 20 };

static void pay(story *s, uint32_t from, uint32_t to, int64_t day, int64_t hours, int64_t yuan)
{
    assert_true(s->n < sizeof s->items / sizeof *s->items);
    s->items[s->n++] = (sy_listed){from, to, noon + day * SY_DAY + hours * HOUR, yuan * YUAN};
}

typedef struct found {
    sy_list *list;
    sy_patterns *p;
} found;

static const sy_pattern_known *known; /* of the test at hand */

static void look(found *f, const story *s, const sy_pattern_query *q)
{
    sy_pattern_query usual;
    sy_err err = {0};

    sy_pattern_query_init(&usual);
    assert_ok(sy_list_build(&f->list, NULL, s->items, s->n, ACCOUNTS, NULL, &err), err);
    assert_ok(sy_patterns_find(&f->p, NULL, sy_list_flow(f->list), q ? q : &usual, known, &err),
              err);
}

static void forget(found *f)
{
    sy_patterns_free(f->p);
    sy_list_free(f->list);
}

/* The finding of a pattern at ledger 0 (ledgers are accounts here); NULL. */
static const sy_finding *at_zero(const found *f, sy_pattern pattern)
{
    for (size_t i = 0; i < f->p->n; i++) {
        if (f->p->findings[i].pattern == pattern && f->p->findings[i].ledger == 0) {
            return &f->p->findings[i];
        }
    }
    return NULL;
}

static bool shows(const story *s, sy_pattern pattern)
{
    found f;
    look(&f, s, NULL);
    const bool is_there = at_zero(&f, pattern) != NULL;
    forget(&f);
    return is_there;
}

/* ---- money that does not stay ---- */

static void money_that_leaves_the_same_day_passes_through(void **state)
{
    (void)state;
    story s = {0};
    found f;

    for (int day = 0; day < 4; day++) {
        pay(&s, 1, 0, day, 0, 30000);
        pay(&s, 0, 2, day, 3, 29900);
        pay(&s, 0, 3, day, 4, 100);
    }
    look(&f, &s, NULL);
    const sy_finding *k = at_zero(&f, SY_PATTERN_PASS_THROUGH);
    assert_non_null(k);
    assert_int_equal(k->amount, 4 * 30000 * YUAN);
    assert_int_equal(k->share, 1000);
    assert_int_equal(k->count, 4);
    assert_int_equal(k->rows_in_all, 12);
    assert_int_equal(k->from, noon);
    assert_int_equal(k->to, noon + 3 * SY_DAY + 4 * HOUR);
    assert_non_null(at_zero(&f, SY_PATTERN_BRIDGE));
    forget(&f);
}

static void money_that_waits_two_days_does_not_pass_through(void **state)
{
    (void)state;
    story s = {0};

    for (int day = 0; day < 40; day += 10) {
        pay(&s, 1, 0, day, 0, 30000);
        pay(&s, 0, 2, day + 2, 0, 30000);
    }
    assert_false(shows(&s, SY_PATTERN_PASS_THROUGH));
    assert_false(shows(&s, SY_PATTERN_BRIDGE));
}

static void old_money_leaves_first(void **state)
{
    (void)state;
    story s = {0};

    pay(&s, 4, 0, -30, 0, 60000); /* what leaves later was there before */
    for (int day = 0; day < 4; day++) {
        pay(&s, 1, 0, day, 0, 20000);
        pay(&s, 0, 2, day, 3, 20000);
    }
    assert_false(shows(&s, SY_PATTERN_PASS_THROUGH));
}

static void a_bridge_has_another_at_each_end(void **state)
{
    (void)state;
    story s = {0};

    pay(&s, 1, 0, 0, 0, 80000);
    pay(&s, 0, 1, 0, 2, 80000); /* back to where it came from */
    assert_false(shows(&s, SY_PATTERN_BRIDGE));
    pay(&s, 1, 0, 1, 0, 80000);
    pay(&s, 0, 2, 1, 2, 80000);
    assert_true(shows(&s, SY_PATTERN_BRIDGE));
}

static void much_that_stays_is_settled(void **state)
{
    (void)state;
    story s = {0};

    pay(&s, 1, 0, 0, 0, 90000);
    pay(&s, 0, 2, 10, 0, 10000);
    pay(&s, 3, 4, 29, 0, 1); /* the data end before thirty days are over */
    assert_false(shows(&s, SY_PATTERN_SETTLED));
    pay(&s, 3, 4, 31, 0, 1);
    assert_true(shows(&s, SY_PATTERN_SETTLED));
    pay(&s, 0, 2, 20, 0, 10000); /* below four fifths within the month */
    assert_false(shows(&s, SY_PATTERN_SETTLED));
}

/* ---- few and many ---- */

static void one_pays_and_five_are_paid(void **state)
{
    (void)state;
    story s = {0};
    found f;

    pay(&s, 1, 0, 0, 0, 100000);
    for (uint32_t i = 0; i < 4; i++) pay(&s, 0, 2 + i, 1 + i, 0, 20000);
    assert_false(shows(&s, SY_PATTERN_SCATTER));
    pay(&s, 0, 6, 6, 0, 20000);
    look(&f, &s, NULL);
    const sy_finding *k = at_zero(&f, SY_PATTERN_SCATTER);
    assert_non_null(k);
    assert_int_equal(k->other, 1);
    assert_int_equal(k->count, 5);
    assert_int_equal(k->rows_in_all, 6);
    assert_int_equal(k->share, 1000);
    assert_null(at_zero(&f, SY_PATTERN_GATHER));
    forget(&f);
}

static void five_pay_and_one_is_paid(void **state)
{
    (void)state;
    story s = {0};

    for (uint32_t i = 0; i < 5; i++) pay(&s, 2 + i, 0, i, 0, 20000);
    pay(&s, 0, 1, 8, 0, 100000); /* the eighth day is out of the first five's week */
    assert_false(shows(&s, SY_PATTERN_GATHER));
    pay(&s, 7, 0, 3, 0, 1);
    s.items[5] = (sy_listed){0, 1, noon + 6 * SY_DAY, 100000 * YUAN};
    assert_true(shows(&s, SY_PATTERN_GATHER));
}

/* ---- between two accounts, and round ---- */

static void domain_note_of_circular_money(void **state)
{
    (void)state;
    story s = {0};
    found f;

    pay(&s, 0, 1, 0, 0, 100000);
    pay(&s, 1, 2, 1, 0, 99500);
    pay(&s, 2, 0, 3, 0, 99000);
    look(&f, &s, NULL);
    const sy_finding *k = at_zero(&f, SY_PATTERN_CIRCULAR);
    assert_non_null(k);
    assert_int_equal(k->share, 990);
    assert_int_equal(k->amount, 99000 * YUAN);
    assert_int_equal(k->count, 3);
    size_t all = 0;
    for (size_t i = 0; i < f.p->n; i++) all += f.p->findings[i].pattern == SY_PATTERN_CIRCULAR;
    assert_int_equal(all, 1); /* once, from its first transfer */
    forget(&f);
    s.items[2].at += 2 * SY_DAY; /* more than 72 hours later */
    assert_false(shows(&s, SY_PATTERN_CIRCULAR));
    s.items[2] = (sy_listed){2, 0, noon + 3 * SY_DAY, 80000 * YUAN}; /* a fifth is gone */
    assert_false(shows(&s, SY_PATTERN_CIRCULAR));
}

static void like_amounts_to_and_fro(void **state)
{
    (void)state;
    story s = {0};
    found f;

    pay(&s, 0, 1, 0, 0, 50000);
    pay(&s, 1, 0, 1, 0, 49500);
    assert_false(shows(&s, SY_PATTERN_BACK_AND_FORTH)); /* once is no habit */
    pay(&s, 0, 1, 9, 0, 50000);
    pay(&s, 1, 0, 13, 0, 50000); /* four days later */
    assert_false(shows(&s, SY_PATTERN_BACK_AND_FORTH));
    pay(&s, 1, 0, 11, 0, 50500);
    look(&f, &s, NULL);
    const sy_finding *k = at_zero(&f, SY_PATTERN_BACK_AND_FORTH);
    assert_non_null(k);
    assert_int_equal(k->count, 2);
    assert_int_equal(k->other, 1);
    assert_int_equal(k->amount, 100000 * YUAN);
    for (size_t i = 0; i < f.p->n; i++) { /* told by one of the two */
        assert_true(f.p->findings[i].pattern != SY_PATTERN_BACK_AND_FORTH ||
                    f.p->findings[i].ledger == 0);
    }
    forget(&f);
}

static void a_few_yuan_then_much(void **state)
{
    (void)state;
    story s = {0};

    pay(&s, 0, 1, 0, 0, 1);
    pay(&s, 0, 1, 0, 1, 20000);
    assert_true(shows(&s, SY_PATTERN_PROBE));
    s.items[1].at += 1; /* a second past the hour */
    assert_false(shows(&s, SY_PATTERN_PROBE));
    s.items[1] = (sy_listed){0, 2, noon + 60, 20000 * YUAN}; /* to somebody else */
    assert_false(shows(&s, SY_PATTERN_PROBE));
}

static void accounts_with_the_same_few_others(void **state)
{
    (void)state;
    story s = {0};
    found f;

    for (uint32_t i = 0; i < 3; i++) {
        pay(&s, 0, 5 + i, i, 0, 100);
        pay(&s, 5 + i, 1, i + 10, 0, 100);
    }
    for (uint32_t i = 0; i < 8; i++) pay(&s, 1, 8 + i, 20 + i, 0, 10);
    look(&f, &s, NULL);
    const sy_finding *k = at_zero(&f, SY_PATTERN_COMMON);
    assert_non_null(k);
    assert_int_equal(k->other, 1);
    assert_int_equal(k->count, 3);
    assert_int_equal(k->bridges, 3); /* paid by the one, paying the other */
    assert_int_equal(k->share, 3 * 1000 / 11);
    assert_int_equal(k->rows_in_all, 6);
    forget(&f);
}

/* ---- amounts and clocks ---- */

static void large_and_round(void **state)
{
    (void)state;
    story s = {0};
    found f;

    pay(&s, 0, 1, 0, 0, 50000);
    pay(&s, 2, 0, 1, 0, 60000);
    pay(&s, 0, 1, 2, 0, 60001);
    pay(&s, 0, 1, 3, 0, 40000);
    assert_false(shows(&s, SY_PATTERN_ROUND));
    pay(&s, 0, 1, 4, 0, 110000);
    look(&f, &s, NULL);
    const sy_finding *k = at_zero(&f, SY_PATTERN_ROUND);
    assert_non_null(k);
    assert_int_equal(k->count, 3);
    assert_int_equal(k->share, 750); /* of four that are large */
    assert_int_equal(k->amount, 220000 * YUAN);
    forget(&f);
}

static void several_just_below_the_limit(void **state)
{
    (void)state;
    story s = {0};

    pay(&s, 0, 1, 0, 0, 490000);
    pay(&s, 0, 2, 0, 2, 470000);
    pay(&s, 0, 1, 1, 0, 460000); /* 24 hours after the first */
    assert_false(shows(&s, SY_PATTERN_STRUCTURING));
    s.items[2].at -= 1;
    assert_true(shows(&s, SY_PATTERN_STRUCTURING));
    s.items[2].amount = 449999 * YUAN;
    assert_false(shows(&s, SY_PATTERN_STRUCTURING));
}

static void rows_at_night(void **state)
{
    (void)state;
    story s = {0};

    for (int i = 0; i < 7; i++) pay(&s, 0, 1, i, 0, 10);
    for (int i = 0; i < 2; i++) pay(&s, 0, 1, i, 14, 10); /* 02:00 */
    assert_false(shows(&s, SY_PATTERN_NIGHT));
    pay(&s, 0, 1, 2, 11, 10); /* 23:00: three of ten */
    assert_true(shows(&s, SY_PATTERN_NIGHT));
    s.items[9].at -= 1; /* 22:59:59 */
    assert_false(shows(&s, SY_PATTERN_NIGHT));
}

static void an_account_that_wakes(void **state)
{
    (void)state;
    story s = {0};
    found f;

    pay(&s, 0, 1, 0, 0, 10);
    pay(&s, 2, 0, 179, 0, 60000);
    assert_false(shows(&s, SY_PATTERN_DORMANT));
    s.items[1].at += SY_DAY;
    look(&f, &s, NULL);
    const sy_finding *k = at_zero(&f, SY_PATTERN_DORMANT);
    assert_non_null(k);
    assert_int_equal(k->count, 180);
    assert_int_equal(k->amount, 60000 * YUAN);
    assert_int_equal(k->n_rows, 2);
    forget(&f);
    pay(&s, 0, 1, 100, 0, 1); /* it did not sleep */
    assert_false(shows(&s, SY_PATTERN_DORMANT));
}

static void a_month_unlike_the_year_before(void **state)
{
    (void)state;
    story s = {0};

    for (int month = 0; month < 12; month++) {
        for (int i = 0; i < 2 + month % 2; i++) pay(&s, 0, 1, month * 30 + i, 0, 100);
    }
    for (int i = 0; i < 9; i++) pay(&s, 0, 1, 368 + i, 0, 100);
    assert_false(shows(&s, SY_PATTERN_FREQUENCY));
    pay(&s, 0, 1, 378, 0, 100); /* the tenth row */
    assert_true(shows(&s, SY_PATTERN_FREQUENCY));
}

/* ---- days that the rows do not know ---- */

static void an_account_is_used_at_once(void **state)
{
    (void)state;
    int32_t opened[ACCOUNTS];
    const sy_pattern_known k = {.opened = opened};
    story s = {0};

    for (int a = 0; a < ACCOUNTS; a++) opened[a] = SY_NO_DAY;
    pay(&s, 1, 0, 7, 0, 60000);
    assert_false(shows(&s, SY_PATTERN_OPENED));
    known = &k;
    assert_false(shows(&s, SY_PATTERN_OPENED)); /* nobody knows when */
    opened[0] = (int32_t)sy_day_of(noon);
    assert_true(shows(&s, SY_PATTERN_OPENED));
    opened[0]--;
    assert_false(shows(&s, SY_PATTERN_OPENED)); /* the eighth day */
    known = NULL;
}

static void an_account_is_emptied_around_a_day(void **state)
{
    (void)state;
    const int32_t day = (int32_t)sy_day_of(noon) + 100;
    const sy_pattern_known k = {.days = &day, .n_days = 1};
    story s = {0};

    pay(&s, 1, 0, 0, 0, 100000); /* long before; it is there when the window begins */
    pay(&s, 0, 2, 90, 0, 10000);
    pay(&s, 0, 2, 114, 0, 80000);
    assert_false(shows(&s, SY_PATTERN_EMPTIED));
    known = &k;
    assert_true(shows(&s, SY_PATTERN_EMPTIED));
    s.items[2].at += 2 * SY_DAY; /* the sixteenth day after */
    assert_false(shows(&s, SY_PATTERN_EMPTIED));
    s.items[2] = (sy_listed){0, 2, noon + 114 * SY_DAY, 60000 * YUAN}; /* a third stays */
    assert_false(shows(&s, SY_PATTERN_EMPTIED));
    known = NULL;
}

static void an_account_is_swept_and_closed(void **state)
{
    (void)state;
    const int32_t day = (int32_t)sy_day_of(noon) + 100;
    int32_t closed[ACCOUNTS];
    const sy_pattern_known k = {.closed = closed, .days = &day, .n_days = 1};
    story s = {0};

    for (int a = 0; a < ACCOUNTS; a++) closed[a] = SY_NO_DAY;
    pay(&s, 1, 0, 0, 0, 70000);
    pay(&s, 0, 2, 110, 0, 70000);
    known = &k;
    assert_false(shows(&s, SY_PATTERN_CLOSED));
    closed[0] = day + 30;
    assert_true(shows(&s, SY_PATTERN_CLOSED));
    closed[0] = day + 31;
    assert_false(shows(&s, SY_PATTERN_CLOSED));
    closed[0] = day - 1;
    assert_false(shows(&s, SY_PATTERN_CLOSED));
    known = NULL;
}

/* ---- all of them ---- */

static void random_story(story *s, dice *d)
{
    s->n = 0;
    for (int i = 0; i < 400; i++) {
        const uint32_t from = (uint32_t)roll_below(d, 8), to = (uint32_t)roll_below(d, 8);
        if (from == to) continue;
        pay(s, from, to, (int64_t)roll_below(d, 500), (int64_t)roll_below(d, 24),
            (int64_t)(roll_below(d, 2) ? 10000 * (1 + roll_below(d, 9))
                                       : 1 + roll_below(d, 60000)));
    }
}

static void the_answer_does_not_depend_on_threads_or_order(void **state)
{
    (void)state;
    dice d = {11};

    for (int world = 0; world < 20; world++) {
        story s;
        found one, four;
        random_story(&s, &d);
        setenv("SUYUAN_THREADS", "1", 1);
        look(&one, &s, NULL);
        setenv("SUYUAN_THREADS", "4", 1);
        look(&four, &s, NULL);
        unsetenv("SUYUAN_THREADS");
        assert_int_equal(one.p->n, four.p->n);
        for (size_t i = 0; i < one.p->n; i++) {
            const sy_finding *a = &one.p->findings[i], *b = &four.p->findings[i];
            assert_int_equal(a->pattern, b->pattern);
            assert_int_equal(a->amount, b->amount);
            assert_int_equal(a->n_rows, b->n_rows);
            assert_memory_equal(one.p->transfers + a->rows, four.p->transfers + b->rows,
                                a->n_rows * sizeof(uint32_t));
        }
        forget(&one);
        forget(&four);
    }
}

/* What holds of every finding, whatever the pattern. */
static void every_finding_stands_on_rows_of_its_account(void **state)
{
    (void)state;
    dice d = {5};
    size_t seen[SY_PATTERNS] = {0};

    for (int world = 0; world < 60; world++) {
        story s;
        found f;
        random_story(&s, &d);
        look(&f, &s, NULL);
        const sy_flow *flow = sy_list_flow(f.list);
        for (size_t i = 0; i < f.p->n; i++) {
            const sy_finding *k = &f.p->findings[i];
            seen[k->pattern]++;
            assert_true(k->n_rows > 0 && k->n_rows <= k->rows_in_all && k->from <= k->to);
            assert_true(k->peers_with >= 1 && k->peers >= k->peers_with);
            assert_true(k->amount > 0);
            for (uint32_t r = 0; r < k->n_rows; r++) {
                const uint32_t t = f.p->transfers[k->rows + r];
                assert_false(flow->flags[t] & SY_T_PSEUDO);
                if (k->pattern == SY_PATTERN_CIRCULAR || k->pattern == SY_PATTERN_COMMON) continue;
                assert_true(flow->from[t] == k->ledger || flow->to[t] == k->ledger);
            }
        }
        forget(&f);
    }
    assert_true(seen[SY_PATTERN_ROUND] > 0 && seen[SY_PATTERN_COMMON] > 0 &&
                seen[SY_PATTERN_CIRCULAR] > 0 && seen[SY_PATTERN_NIGHT] > 0);
}

static void thresholds_have_names_and_can_be_set(void **state)
{
    (void)state;
    sy_pattern_query q;

    memset(&q, 0xEE, sizeof q); /* every member is a threshold */
    sy_pattern_query_init(&q);
    assert_int_equal(sy_n_thresholds * sizeof(int64_t), sizeof q);
    for (size_t i = 0; i < sy_n_thresholds; i++) {
        const sy_threshold *t = &sy_thresholds[i];
        assert_int_equal(sy_threshold_get(&q, t), t->standard);
        sy_threshold_set(&q, t, 7);
        assert_int_equal(sy_threshold_get(&q, t), 7);
        for (size_t k = 0; k < i; k++) assert_string_not_equal(t->name, sy_thresholds[k].name);
    }
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    dice d = {3};
    story s;
    sy_list *list = NULL;
    sy_pattern_query q;
    sy_err err = {0};

    random_story(&s, &d);
    s.n = 60;
    sy_pattern_query_init(&q);
    setenv("SUYUAN_THREADS", "1", 1);
    assert_ok(sy_list_build(&list, NULL, s.items, s.n, ACCOUNTS, NULL, &err), err);
    for (size_t n = 0;; n++) {
        scarce sc = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &sc};
        sy_patterns *p = NULL;
        const sy_status st = sy_patterns_find(&p, &al, sy_list_flow(list), &q, NULL, NULL);

        assert_true(st == SY_OK || st == SY_ENOMEM);
        sy_patterns_free(p);
        assert_int_equal(sc.live, 0);
        if (st == SY_OK) break;
    }
    unsetenv("SUYUAN_THREADS");
    sy_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_that_leaves_the_same_day_passes_through),
        cmocka_unit_test(money_that_waits_two_days_does_not_pass_through),
        cmocka_unit_test(old_money_leaves_first),
        cmocka_unit_test(a_bridge_has_another_at_each_end),
        cmocka_unit_test(much_that_stays_is_settled),
        cmocka_unit_test(one_pays_and_five_are_paid),
        cmocka_unit_test(five_pay_and_one_is_paid),
        cmocka_unit_test(domain_note_of_circular_money),
        cmocka_unit_test(like_amounts_to_and_fro),
        cmocka_unit_test(a_few_yuan_then_much),
        cmocka_unit_test(accounts_with_the_same_few_others),
        cmocka_unit_test(large_and_round),
        cmocka_unit_test(several_just_below_the_limit),
        cmocka_unit_test(rows_at_night),
        cmocka_unit_test(an_account_that_wakes),
        cmocka_unit_test(a_month_unlike_the_year_before),
        cmocka_unit_test(an_account_is_used_at_once),
        cmocka_unit_test(an_account_is_emptied_around_a_day),
        cmocka_unit_test(an_account_is_swept_and_closed),
        cmocka_unit_test(the_answer_does_not_depend_on_threads_or_order),
        cmocka_unit_test(every_finding_stands_on_rows_of_its_account),
        cmocka_unit_test(thresholds_have_names_and_can_be_set),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("patterns", tests, NULL, NULL);
}
