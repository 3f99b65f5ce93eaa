/* ledger_test.c - order of rows, and both sides of one transfer. */
#include "test.h"

#include "base/civil.h"
#include "ledger/match.h"
#include "ledger/order.h"

/* ---- order ---- */

static sy_order_row row(int64_t at, int64_t amount, int64_t balance, uint32_t item)
{
    return (sy_order_row){at, amount, balance, item, 0, true, false};
}

static sy_order_report order(sy_order_row *rows, size_t n)
{
    sy_order_report report;
    sy_err err = {0};
    assert_ok(sy_order_rows(rows, n, &report, NULL, &err), err);
    return report;
}

static void a_descending_file_is_turned(void **state)
{
    (void)state;
    sy_order_row rows[] = {row(30, 5, 12, 0), row(20, -3, 7, 1), row(10, 10, 10, 2)};
    sy_order_report r = order(rows, 3);
    assert_int_equal(r.chain_ok, 2);
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(rows[i].item, 2 - i);
}

static void a_file_without_balances_goes_by_time(void **state)
{
    (void)state;
    sy_order_row rows[] = {row(20, 1, 0, 0), row(10, 2, 0, 1), row(20, 3, 0, 2)};
    for (int i = 0; i < 3; i++) rows[i].has_balance = false;
    order(rows, 3);
    assert_int_equal(rows[0].item, 1);
    assert_int_equal(rows[1].item, 0);
    assert_int_equal(rows[2].item, 2);
}

static void file_order_holds_where_only_it_chains(void **state)
{
    (void)state;
    /* The bank's batch clock runs back, its balances do not. */
    sy_order_row rows[] = {row(10, 5, 5, 0), row(30, 5, 10, 1), row(20, 5, 15, 2), row(40, 5, 20, 3)};
    sy_order_report r = order(rows, 4);
    assert_int_equal(r.chain_ok, 3);
    for (uint32_t i = 0; i < 4; i++) assert_int_equal(rows[i].item, i);
}

static void files_are_merged_by_time_whatever_came_first(void **state)
{
    (void)state;
    sy_order_row rows[] = {row(10, 1, 1, 0), row(40, 1, 4, 1), row(20, 1, 2, 2), row(30, 1, 3, 3)};
    rows[2].source = rows[3].source = 1;
    sy_order_report r = order(rows, 4);
    static const uint32_t wanted[] = {0, 2, 3, 1};
    for (int i = 0; i < 4; i++) assert_int_equal(rows[i].item, wanted[i]);
    assert_int_equal(r.chain_ok, 3);
}

/* The slow way: every permutation of an instant, in the order of their rows. */
static bool chains_from(const sy_order_row *rows, const int *p, int n, const int64_t *start)
{
    if (start && rows[p[0]].balance - rows[p[0]].amount != *start) return false;
    for (int i = 1; i < n; i++) {
        if (!sy_order_chains(&rows[p[i - 1]], &rows[p[i]])) return false;
    }
    return true;
}

static bool next_permutation(int *p, int n)
{
    int i = n - 2, j = n - 1;
    while (i >= 0 && p[i] >= p[i + 1]) i--;
    if (i < 0) return false;
    while (p[j] <= p[i]) j--;
    int swap = p[i];
    p[i] = p[j];
    p[j] = swap;
    for (i++, j = n - 1; i < j; i++, j--) {
        swap = p[i];
        p[i] = p[j];
        p[j] = swap;
    }
    return true;
}

static bool slow_order(const sy_order_row *rows, int n, const int64_t *start, int *p)
{
    bool turned = true;

    for (int i = 0; i < n; i++) p[i] = i;
    if (chains_from(rows, p, n, start)) return true;
    for (int i = 0; i < n; i++) p[i] = n - 1 - i;
    if (chains_from(rows, p, n, start)) return true;
    for (int i = 0; i < n; i++) p[i] = i;
    do {
        if (chains_from(rows, p, n, start)) return true;
        turned = next_permutation(p, n);
    } while (turned);
    return false;
}

enum { HEAD = 8 };

static void rows_of_one_instant_find_the_way_that_permutations_find(void **state)
{
    (void)state;
    dice d = {3};
    int found = 0;

    for (int round = 0; round < 20000; round++) {
        int n = 2 + (int)roll_below(&d, 5), p[6];
        /* Rows before the instant that chain forward: the file is not turned. */
        sy_order_row file[HEAD + 7], *rows = file + HEAD, kept[7];
        int64_t balance = 0, start;
        for (int i = 0; i <= HEAD; i++) {
            balance += i % 2 ? -1 : 2;
            file[i] = row(i - HEAD, i % 2 ? -1 : 2, balance, 100);
        }
        start = balance;
        for (int i = 1; i <= n; i++) {
            int64_t amount = (int64_t)roll_below(&d, 5) - 2;
            if (amount == 0) amount = 1;
            balance += amount;
            rows[i] = row(2, amount, balance, 0);
            if (roll_below(&d, 20) == 0) rows[i].balance += 1; /* sometimes broken */
        }
        for (int i = n; i > 1; i--) {
            int j = 1 + (int)roll_below(&d, (uint64_t)i);
            sy_order_row swap = rows[i];
            rows[i] = rows[j];
            rows[j] = swap;
        }
        for (int i = 1; i <= n; i++) rows[i].item = (uint32_t)i - 1;
        memcpy(kept, rows, ((size_t)n + 1) * sizeof *rows);
        order(file, (size_t)n + 1 + HEAD);
        bool joined = slow_order(kept + 1, n, &start, p);
        if (!joined && !slow_order(kept + 1, n, NULL, p)) {
            for (int i = 0; i < n; i++) p[i] = i;
            for (int i = 0; i < n; i++) assert_int_equal(rows[i + 1].item, i);
            continue;
        }
        if (!joined) { /* any way will do; it must chain */
            for (int i = 2; i <= n; i++) assert_true(sy_order_chains(&rows[i - 1], &rows[i]));
            continue;
        }
        found++;
        assert_true(rows[1].balance - rows[1].amount == start);
        for (int i = 2; i <= n; i++) assert_true(sy_order_chains(&rows[i - 1], &rows[i]));
        for (int i = 0; i < n; i++) assert_int_equal(rows[i + 1].item, p[i]);
    }
    assert_true(found > 5000);
}

/* ---- pairs ---- */

static sy_leg leg(uint32_t place, uint32_t own, uint32_t other, int64_t at, int64_t amount)
{
    return (sy_leg){.place = place, .own = own, .other = other, .at = at, .amount = amount};
}

static void both_sides_are_found_once_and_nearest_first(void **state)
{
    (void)state;
    const int64_t noon = 100 * SY_DAY + 43200;
    sy_leg legs[] = {
        leg(0, 1, 2, noon, -500),            /* pairs with 2: five seconds */
        leg(1, 1, 2, noon + 600, -500),      /* pairs with 3 */
        leg(2, 2, 1, noon + 5, 500),
        leg(3, 2, 1, noon + 590, 500),
        leg(4, 1, 2, noon + 3 * SY_DAY, -70), /* pairs with 5: suspected, two days */
        leg(5, 2, 1, noon + 5 * SY_DAY, 70),
        leg(6, 1, 2, noon, -90),             /* nobody: eight days */
        leg(7, 2, 1, noon + 8 * SY_DAY, 90),
        leg(8, 1, 3, noon, -500),            /* names somebody else */
        leg(9, 1, 2, 99 * SY_DAY + SY_DAY - 2, -11), /* across midnight */
        leg(10, 2, 1, 100 * SY_DAY + 3, 11),
    };
    sy_match_result r;
    sy_err err = {0};
    assert_ok(sy_match_legs(&r, legs, sizeof legs / sizeof *legs, NULL, 0, NULL, &err), err);
    assert_int_equal(r.n, 4);
    static const sy_pair wanted[] = {{0, 2, true, SY_WHY_SAME_DAY},
                                     {1, 3, true, SY_WHY_SAME_DAY},
                                     {4, 5, false, SY_WHY_WITHIN_WEEK},
                                     {9, 10, true, SY_WHY_SAME_DAY}};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(r.pairs[i].out, wanted[i].out);
        assert_int_equal(r.pairs[i].in, wanted[i].in);
        assert_int_equal(r.pairs[i].confirmed, wanted[i].confirmed);
        assert_int_equal(r.pairs[i].reason, wanted[i].reason);
    }
    free(r.pairs);
}

static void a_rejected_pair_is_never_proposed_again(void **state)
{
    (void)state;
    sy_leg legs[] = {leg(0, 1, 2, 50, -500), leg(1, 2, 1, 55, 500), leg(2, 2, 1, 90, 500)};
    const sy_pair rejected[] = {{.out = 0, .in = 1}};
    sy_match_result r;
    sy_err err = {0};
    assert_ok(sy_match_legs(&r, legs, 3, rejected, 1, NULL, &err), err);
    assert_int_equal(r.n, 1);
    assert_int_equal(r.pairs[0].in, 2);
    free(r.pairs);
}

static void many_equal_payments_are_joined_in_time_and_quickly(void **state)
{
    (void)state;
    enum { N = 20000 };
    sy_leg *legs = calloc(2 * N, sizeof *legs);
    for (uint32_t i = 0; i < N; i++) {
        legs[2 * i] = leg(2 * i, 1, 2, (int64_t)i * 60, -500);
        legs[2 * i + 1] = leg(2 * i + 1, 2, 1, (int64_t)i * 60 + 1, 500);
    }
    sy_match_result r;
    sy_err err = {0};
    assert_ok(sy_match_legs(&r, legs, 2 * N, NULL, 0, NULL, &err), err);
    assert_int_equal(r.n, N);
    for (size_t i = 0; i < r.n; i++) assert_int_equal(r.pairs[i].in, r.pairs[i].out + 1);
    free(r.pairs);
    free(legs);
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_leg legs[] = {leg(0, 1, 2, 50, -500), leg(1, 2, 1, 55, 500)};
        sy_order_row rows[] = {row(1, 2, 3, 0), row(1, 1, 1, 1), row(1, 4, 7, 2)};
        sy_match_result r;
        sy_order_report report;
        sy_status a = sy_match_legs(&r, legs, 2, NULL, 0, &al, NULL);
        sy_drop(&al, r.pairs);
        sy_status b = sy_order_rows(rows, 3, &report, &al, NULL);
        assert_true((a == SY_OK || a == SY_ENOMEM) && (b == SY_OK || b == SY_ENOMEM));
        assert_int_equal(s.live, 0);
        if (a == SY_OK && b == SY_OK) return;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_descending_file_is_turned),
        cmocka_unit_test(a_file_without_balances_goes_by_time),
        cmocka_unit_test(file_order_holds_where_only_it_chains),
        cmocka_unit_test(files_are_merged_by_time_whatever_came_first),
        cmocka_unit_test(rows_of_one_instant_find_the_way_that_permutations_find),
        cmocka_unit_test(both_sides_are_found_once_and_nearest_first),
        cmocka_unit_test(a_rejected_pair_is_never_proposed_again),
        cmocka_unit_test(many_equal_payments_are_joined_in_time_and_quickly),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
