/* hit_rate_test.c - intervals: exact on every small case, the tables' figures on larger ones. */
#include "test.h"

#include "casework/hit_rate.h"

__extension__ typedef unsigned __int128 wide;

static wide power(wide base, unsigned n)
{
    wide p = 1;

    while (n-- > 0) p *= base;
    return p;
}

static wide choose(unsigned n, unsigned k)
{
    wide c = 1;

    for (unsigned i = 0; i < k; i++) c = c * (n - i) / (i + 1);
    return c;
}

/* The tail itself, over 1000^n: fits for n of at most 12. */
static bool is_small_exactly(unsigned n, unsigned from, unsigned p)
{
    wide tail = 0;

    for (unsigned i = from; i <= n; i++)
        tail += choose(n, i) * power(p, i) * power(1000 - p, n - i);
    return tail <= power(1000, n) / 40;
}

/* Thousandth by thousandth. */
static unsigned low_slowly(unsigned right, unsigned n)
{
    unsigned low = 0;

    if (right == 0) return 0;
    while (low < 999 && is_small_exactly(n, right, low + 1)) low++;
    return low;
}

static void bounds_are_exact_on_every_small_case(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= 12; n++) {
        for (unsigned right = 0; right <= n; right++) {
            const sy_hit_rate p = sy_hit_rate_of(right, n);
            assert_int_equal(p.low, low_slowly(right, n));
            assert_int_equal(p.high, 1000 - low_slowly(n - right, n));
        }
    }
}

/* Published tables of Clopper-Pearson intervals at 95 %. */
static void bounds_are_those_of_the_tables(void **state)
{
    static const struct {
        uint64_t right, judged;
        unsigned low, high;
    } table[] = {
        {0, 10, 0, 309},       {5, 10, 187, 813},   {10, 10, 691, 1000}, {1, 1, 25, 1000},
        {0, 1, 0, 975},        {1, 20, 1, 249},     {10, 100, 49, 177},  {50, 100, 398, 602},
        {100, 100, 963, 1000}, {81, 263, 252, 368}, {0, 30, 0, 116},     {1, 10, 2, 446},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const sy_hit_rate p = sy_hit_rate_of(table[i].right, table[i].judged);
        assert_int_equal(p.low, table[i].low);
        assert_int_equal(p.high, table[i].high);
    }
}

static void more_verdicts_narrow_it_and_more_hits_raise_it(void **state)
{
    (void)state;
    for (uint64_t n = 1; n <= 64; n++) {
        for (uint64_t right = 0; right <= n; right++) {
            const sy_hit_rate p = sy_hit_rate_of(right, n), mirror = sy_hit_rate_of(n - right, n),
                              twice = sy_hit_rate_of(2 * right, 2 * n);
            assert_true(p.low <= p.share && p.share <= p.high);
            assert_int_equal(p.low, 1000 - mirror.high);
            assert_true(twice.low >= p.low && twice.high <= p.high);
            if (right == 0) continue;
            const sy_hit_rate less = sy_hit_rate_of(right - 1, n);
            assert_true(less.low <= p.low && less.high <= p.high);
        }
    }
}

static void a_provinces_counts_fit(void **state)
{
    const uint64_t most = (uint64_t)1 << 40;
    const sy_hit_rate all = sy_hit_rate_of(most, most), half = sy_hit_rate_of(most / 2, most),
                      few = sy_hit_rate_of(3, 4);
    char text[SY_HIT_RATE_TEXT];
    (void)state;

    assert_int_equal(all.low, 999); /* rounded down: never all of them for sure */
    assert_int_equal(all.high, 1000);
    assert_int_equal(half.low, 499);
    assert_int_equal(half.high, 501);
    assert_string_equal(sy_hit_rate_print(text, &few), "19.4% - 99.4%");
    assert_true(sy_hit_rate_is_vague(&few));
    assert_false(sy_hit_rate_is_vague(&half));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_exact_on_every_small_case),
        cmocka_unit_test(bounds_are_those_of_the_tables),
        cmocka_unit_test(more_verdicts_narrow_it_and_more_hits_raise_it),
        cmocka_unit_test(a_provinces_counts_fit),
    };
    return cmocka_run_group_tests_name("hit_rate", tests, NULL, NULL);
}
