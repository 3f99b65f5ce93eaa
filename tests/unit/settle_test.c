/* settle_test.c - the finders behind suyuan match, against twins that try all. */
#include "test.h"

#include "base/civil.h"
#include "intake/corrections.h"
#include "ledger/masked.h"
#include "ledger/match.h"
#include "ledger/overlap.h"
#include "ledger/reverse.h"
#include "ledger/shadow.h"
#include "ledger/twins.h"

enum { MOST = 12 };

static const int days[SY_CORRECTIONS] = {[SY_CORRECTION_REVERSAL] = 3,
                                         [SY_CORRECTION_RETURN] = 10,
                                         [SY_CORRECTION_REFUND] = 180};

/* The rule of pairing.h as one reads it: of all candidates that are left, the best
 * one, again and again. rank compares two candidates; both sides are one sequence. */
typedef struct choice {
    bool confirmed, used;
    int64_t distance, a_at, b_at;
    uint32_t a, b; /* places */
} choice;

static bool is_better(const choice *x, const choice *y)
{
    if (x->confirmed != y->confirmed) return x->confirmed;
    if (x->distance != y->distance) return x->distance < y->distance;
    if (x->a_at != y->a_at) return x->a_at < y->a_at;
    if (x->a != y->a) return x->a < y->a;
    if (x->b_at != y->b_at) return x->b_at < y->b_at;
    return x->b < y->b;
}

static size_t choose_slowly(choice *all, size_t n, sy_pair *pairs)
{
    size_t found = 0;

    for (;;) {
        choice *best = NULL;
        for (size_t i = 0; i < n; i++) {
            if (!all[i].used && (!best || is_better(&all[i], best))) best = &all[i];
        }
        if (!best) return found;
        pairs[found++] = (sy_pair){.out = best->a, .in = best->b, .confirmed = best->confirmed};
        const uint32_t a = best->a, b = best->b;
        for (size_t i = 0; i < n; i++) {
            if (all[i].a == a || all[i].b == b || all[i].a == b || all[i].b == a) all[i].used = true;
        }
    }
}

static void assert_same_pairs(const sy_match_result *got, sy_pair *want, size_t n)
{
    sy_pairs_sort(want, n);
    assert_int_equal(got->n, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(got->pairs[i].out, want[i].out);
        assert_int_equal(got->pairs[i].in, want[i].in);
        assert_int_equal(got->pairs[i].confirmed, want[i].confirmed);
    }
}

static int64_t gap(int64_t x, int64_t y)
{
    return x > y ? x - y : y - x;
}

/* ---- both sides ---- */

static sy_leg random_leg(dice *d, uint32_t place)
{
    const bool pays = roll_below(d, 2);
    const uint32_t own = pays ? 1 : 2;
    sy_leg l = {.place = place, .own = own, .other = 3 - own,
                .at = 100 * SY_DAY + (int64_t)roll_below(d, 9) * SY_DAY +
                      (int64_t)roll_below(d, 3) * 40000 + (int64_t)roll_below(d, 3) * 600,
                .amount = (pays ? -1 : 1) * (100 + (int64_t)roll_below(d, 2)),
                .date_only = roll_below(d, 5) == 0};
    if (l.date_only) l.at -= l.at % SY_DAY;
    if (roll_below(d, 10) == 0) l.other = 3;
    return l;
}

static size_t sides_slowly(const sy_leg *legs, size_t n, sy_pair *pairs)
{
    choice all[MOST * MOST];
    size_t m = 0;

    for (size_t o = 0; o < n; o++) {
        for (size_t i = 0; i < n; i++) {
            const sy_leg *x = &legs[o], *y = &legs[i];
            const int64_t apart = gap(sy_day_of(x->at), sy_day_of(y->at));
            const bool clocks = !x->date_only && !y->date_only;
            if (x->amount >= 0 || y->amount <= 0 || -x->amount != y->amount) continue;
            if (x->other != y->own || y->other != x->own || apart > 7) continue;
            all[m++] = (choice){
                .confirmed = apart == 0 || (clocks && gap(x->at, y->at) <= 1800),
                .distance = clocks ? gap(x->at, y->at) : apart * SY_DAY, .a_at = x->at,
                .b_at = y->at, .a = x->place, .b = y->place};
        }
    }
    return choose_slowly(all, m, pairs);
}

static void both_sides_as_the_slow_twin_finds_them(void **state)
{
    (void)state;
    dice d = {20261125};
    size_t pairs_seen = 0;

    for (int round = 0; round < 20000; round++) {
        sy_leg legs[MOST];
        sy_pair want[MOST];
        sy_match_result got;
        sy_err err = {0};
        const size_t n = 2 + roll_below(&d, MOST - 1);
        for (uint32_t i = 0; i < n; i++) legs[i] = random_leg(&d, i);
        const size_t m = sides_slowly(legs, n, want);
        assert_ok(sy_match_legs(&got, legs, n, NULL, 0, NULL, &err), err);
        assert_same_pairs(&got, want, m);
        pairs_seen += m;
        free(got.pairs);
    }
    assert_true(pairs_seen > 20000);
}

/* ---- reversals ---- */

static sy_turn random_turn(dice *d, uint32_t place)
{
    sy_turn t = {.place = place, .ledger = (uint32_t)roll_below(d, 2),
                 .at = 100 * SY_DAY + (int64_t)roll_below(d, 14) * SY_DAY +
                       (int64_t)roll_below(d, 4) * 3600,
                 .amount = (roll_below(d, 2) ? 1 : -1) * (50 + (int64_t)roll_below(d, 2)),
                 .other = (uint32_t)roll_below(d, 3), .name = (uint32_t)roll_below(d, 3),
                 .serial = (uint32_t)roll_below(d, 6),
                 .word = roll_below(d, 2) ? (uint8_t)(1 + roll_below(d, 3)) : 0,
                 .date_only = roll_below(d, 5) == 0};
    if (t.date_only) t.at -= t.at % SY_DAY;
    return t;
}

/* What reverse.h says, line by line. */
static bool may_take_back(const sy_turn *row, const sy_turn *back, choice *c)
{
    const int64_t apart = sy_day_of(back->at) - sy_day_of(row->at);
    const bool clocks = !row->date_only && !back->date_only;

    if (back->word == 0 || row->word != 0 || row->ledger != back->ledger) return false;
    if (row->amount != -back->amount || apart < 0 || apart > days[back->word]) return false;
    if (clocks && back->at < row->at) return false;
    const bool serial = row->serial != 0 && row->serial == back->serial;
    const bool account = row->other != 0 && row->other == back->other;
    const bool contradiction = !serial && row->other && back->other && row->other != back->other;
    const bool name = row->name != 0 && row->name == back->name;
    const bool silent = back->other == 0 && back->name == 0;
    if (contradiction) return false;
    const bool certain = serial || account || name;
    if (!certain && !silent) return false;
    if (back->word == SY_CORRECTION_REFUND && !certain) return false;
    *c = (choice){.confirmed = certain && back->word != SY_CORRECTION_REFUND,
                  .distance = clocks ? back->at - row->at : apart * SY_DAY, .a_at = row->at,
                  .b_at = back->at, .a = row->place, .b = back->place};
    return true;
}

static void reversals_as_the_slow_twin_finds_them(void **state)
{
    (void)state;
    dice d = {271828};
    size_t pairs_seen = 0;

    for (int round = 0; round < 20000; round++) {
        sy_turn rows[MOST];
        choice all[MOST * MOST];
        sy_pair want[MOST];
        sy_match_result got;
        sy_err err = {0};
        size_t m = 0;
        const size_t n = 2 + roll_below(&d, MOST - 1);
        for (uint32_t i = 0; i < n; i++) rows[i] = random_turn(&d, i);
        for (size_t i = 0; i < n; i++) {
            for (size_t k = 0; k < n; k++) m += may_take_back(&rows[i], &rows[k], &all[m]);
        }
        m = choose_slowly(all, m, want);
        assert_ok(sy_reversals_find(&got, rows, n, days, NULL, 0, NULL, &err), err);
        assert_same_pairs(&got, want, m);
        pairs_seen += m;
        free(got.pairs);
    }
    assert_true(pairs_seen > 5000);
}

static void a_rejected_reversal_goes_to_the_next_row(void **state)
{
    (void)state;
    sy_turn rows[] = {{.place = 1, .at = 1000, .amount = -50, .name = 7},
                      {.place = 2, .at = 2000, .amount = -50, .name = 7},
                      {.place = 3, .at = 2060, .amount = 50, .name = 7,
                       .word = SY_CORRECTION_REVERSAL}};
    const sy_pair no[] = {{.out = 2, .in = 3}};
    sy_match_result got;
    sy_err err = {0};

    assert_ok(sy_reversals_find(&got, rows, 3, days, NULL, 0, NULL, &err), err);
    assert_int_equal(got.n, 1);
    assert_int_equal(got.pairs[0].out, 2); /* the nearest */
    free(got.pairs);
    assert_ok(sy_reversals_find(&got, rows, 3, days, no, 1, NULL, &err), err);
    assert_int_equal(got.n, 1);
    assert_int_equal(got.pairs[0].out, 1);
    free(got.pairs);
}

/* ---- one row in two statements ---- */

/* Of equal rows as many are kept as the source with most of them has. */
static void as_many_are_kept_as_the_richest_source_has(void **state)
{
    (void)state;
    dice d = {314159};
    size_t repeats = 0;

    for (int round = 0; round < 5000; round++) {
        sy_shown_row rows[40];
        size_t count[2][2][3] = {{{0}}}; /* time, balance, source */
        size_t kept = 0, n = 0;
        sy_match_result got;
        sy_err err = {0};
        for (uint32_t source = 0; source < 3; source++) {
            for (size_t k = roll_below(&d, 8); k > 0; k--) {
                const size_t at = roll_below(&d, 2), balance = roll_below(&d, 2);
                count[at][balance][source]++;
                rows[n] = (sy_shown_row){.place = (uint32_t)n, .source = source, .ledger = 4,
                                         .at = 100 * SY_DAY + (int64_t)at * 60, .amount = 500,
                                         .balance = (int64_t)balance, .has_balance = true};
                n++;
            }
        }
        for (int k = 0; k < 4; k++) {
            size_t most = 0;
            for (int source = 0; source < 3; source++) {
                if (count[k / 2][k % 2][source] > most) most = count[k / 2][k % 2][source];
            }
            kept += most;
        }
        assert_ok(sy_overlaps_find(&got, rows, n, NULL, 0, NULL, &err), err);
        assert_int_equal(n - got.n, kept);
        for (size_t i = 0; i < got.n; i++) {
            assert_true(got.pairs[i].confirmed);
            assert_true(got.pairs[i].out < got.pairs[i].in); /* the first is kept */
        }
        repeats += got.n;
        free(got.pairs);
    }
    assert_true(repeats > 5000);
}

static void without_a_balance_it_is_only_suspected(void **state)
{
    (void)state;
    sy_shown_row rows[] = {
        {.place = 1, .source = 0, .at = 5000, .amount = -9, .other = 3, .has_balance = true,
         .balance = 100},
        {.place = 9, .source = 1, .at = 5000, .amount = -9, .other = 3},
        {.place = 10, .source = 1, .at = 5000, .amount = -8, .other = 3}, /* another amount */
        {.place = 11, .source = 1, .at = 5000, .amount = -9, .other = 4}, /* another payee */
    };
    sy_match_result got;
    sy_err err = {0};

    assert_ok(sy_overlaps_find(&got, rows, 4, NULL, 0, NULL, &err), err);
    assert_int_equal(got.n, 1);
    assert_int_equal(got.pairs[0].in, 9);
    assert_false(got.pairs[0].confirmed);
    free(got.pairs);
}

/* ---- masks ---- */

static sy_masked_leg masked_leg(uint32_t place, uint32_t own, int64_t at, int64_t amount)
{
    return (sy_masked_leg){.place = place, .own = own, .at = at, .amount = amount,
                           .holder = own == 1 ? SY_TEXT("钱流水") : SY_TEXT("孙阿多"),
                           .account = own == 1 ? SY_TEXT("6299990000000000011")
                                               : SY_TEXT("6299990000000000029"),
                           .other_name = SY_TEXT(""), .other_number = SY_TEXT("")};
}

static void a_masked_side_is_suspected_where_it_fits(void **state)
{
    (void)state;
    sy_masked_leg legs[] = {masked_leg(0, 1, 5000, -700), masked_leg(1, 2, 5003, 700),
                            masked_leg(2, 1, 9000, -800), masked_leg(3, 2, 9003, 800)};
    sy_match_result got;
    sy_err err = {0};

    legs[0].other_name = SY_TEXT("孙*多");
    legs[1].other = 1;
    legs[2].other_name = SY_TEXT("李*多"); /* somebody else */
    legs[3].other = 1;
    assert_ok(sy_match_masked(&got, legs, 4, NULL, 0, NULL, &err), err);
    assert_int_equal(got.n, 1);
    assert_int_equal(got.pairs[0].out, 0);
    assert_int_equal(got.pairs[0].in, 1);
    assert_false(got.pairs[0].confirmed);
    free(got.pairs);
}

/* ---- wallets ---- */

static void a_wallet_shows_what_the_card_paid(void **state)
{
    (void)state;
    sy_shade rows[] = {
        /* names the card: confirmed, though another wallet row is nearer */
        {.place = 0, .own = 1, .holder = 5, .at = 1000, .amount = -128},
        {.place = 1, .own = 9, .holder = 5, .names = 2, .at = 1001, .amount = -128, .is_wallet = true},
        {.place = 2, .own = 9, .holder = 5, .names = 1, .at = 1100, .amount = -128, .is_wallet = true},
        /* only the holder: suspected */
        {.place = 3, .own = 1, .holder = 5, .at = 5000, .amount = -64},
        {.place = 4, .own = 9, .holder = 5, .at = 5001, .amount = -64, .is_wallet = true},
        /* six minutes: nothing */
        {.place = 5, .own = 1, .holder = 5, .at = 9000, .amount = -32},
        {.place = 6, .own = 9, .holder = 5, .names = 1, .at = 9360, .amount = -32, .is_wallet = true},
        /* a top-up: both sides of a transfer */
        {.place = 7, .own = 1, .holder = 5, .at = 20000, .amount = -50},
        {.place = 8, .own = 9, .holder = 5, .other = 1, .at = 20002, .amount = 50, .is_wallet = true},
        /* and a withdrawal */
        {.place = 9, .own = 1, .holder = 5, .at = 30010, .amount = 51},
        {.place = 10, .own = 9, .holder = 5, .other = 1, .at = 30002, .amount = -51, .is_wallet = true},
        /* one order: an hour apart, another holder, and before the nearer row */
        {.place = 11, .own = 1, .holder = 5, .orders = {7, 8}, .at = 40000, .amount = -77},
        {.place = 12, .own = 9, .holder = 5, .at = 40001, .amount = -77, .is_wallet = true},
        {.place = 13, .own = 9, .orders = {8}, .at = 43600, .amount = -77, .is_wallet = true},
        /* one order, but the wallet names another card */
        {.place = 14, .own = 1, .orders = {9}, .at = 50000, .amount = -78},
        {.place = 15, .own = 9, .names = 2, .orders = {9}, .at = 50000, .amount = -78, .is_wallet = true},
    };
    sy_shadows got;
    sy_err err = {0};

    assert_ok(sy_shadows_find(&got, rows, 16, NULL, 0, NULL, 0, NULL, &err), err);
    assert_int_equal(got.payments.n, 3);
    assert_int_equal(got.payments.pairs[2].in, 13);
    assert_true(got.payments.pairs[2].confirmed);
    assert_int_equal(got.payments.pairs[2].reason, SY_WHY_ORDER);
    assert_int_equal(got.payments.pairs[0].in, 2);
    assert_true(got.payments.pairs[0].confirmed);
    assert_int_equal(got.payments.pairs[1].in, 4);
    assert_false(got.payments.pairs[1].confirmed);
    assert_int_equal(got.sides.n, 2);
    assert_int_equal(got.sides.pairs[0].out, 7);
    assert_int_equal(got.sides.pairs[0].in, 8);
    assert_int_equal(got.sides.pairs[1].out, 10);
    assert_int_equal(got.sides.pairs[1].in, 9);
    free(got.payments.pairs);
    free(got.sides.pairs);
    assert_int_equal(sy_shadow_tail(SY_TEXT("工商银行(0011)")), 12);
    assert_int_equal(sy_shadow_tail(SY_TEXT("经农业银行（9999）储蓄卡")), 10000);
    assert_int_equal(sy_shadow_tail(SY_TEXT("尾号0042的卡")), 43);
    assert_int_equal(sy_shadow_tail(SY_TEXT("(12345)")), 0);
    assert_int_equal(sy_shadow_tail(SY_TEXT("2023")), 0);
}

/* ---- numbers and words ---- */

static void an_iban_has_its_check_digits(void **state)
{
    (void)state;
    assert_true(sy_is_iban(SY_TEXT("GB82WEST12345698765432"))); /* of the standard's example */
    assert_true(sy_is_iban(SY_TEXT("DE89370400440532013000")));
    assert_false(sy_is_iban(SY_TEXT("DE88370400440532013000")));
    assert_false(sy_is_iban(SY_TEXT("6299990000000000011")));
    assert_false(sy_is_iban(SY_TEXT("DE8937040044053201300a")));
    assert_false(sy_is_iban(SY_TEXT("DE89")));
}

static void words_say_what_takes_back(void **state)
{
    (void)state;
    const char *root = getenv("SUYUAN_DATA");
    char path[512];
    sy_correction_words *d = NULL;
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/dict/corrections.yaml", root ? root : ".");
    assert_ok(sy_corrections_load(&d, NULL, path, &err), err);
    assert_int_equal(sy_correction_of(d, SY_TEXT("转账冲正")), SY_CORRECTION_REVERSAL);
    assert_int_equal(sy_correction_of(d, SY_TEXT("抹 账")), SY_CORRECTION_REVERSAL);
    assert_int_equal(sy_correction_of(d, SY_TEXT("reversal of 12")), SY_CORRECTION_REVERSAL);
    assert_int_equal(sy_correction_of(d, SY_TEXT("跨行退汇")), SY_CORRECTION_RETURN);
    assert_int_equal(sy_correction_of(d, SY_TEXT("12306退票")), SY_NO_CORRECTION);
    assert_int_equal(sy_correction_of(d, SY_TEXT("退款")), SY_CORRECTION_REFUND);
    assert_int_equal(sy_correction_of(d, SY_TEXT("撤销担保")), SY_NO_CORRECTION);
    assert_int_equal(sy_correction_of(d, SY_TEXT("转账")), SY_NO_CORRECTION);
    assert_int_equal(sy_correction_of(d, SY_TEXT("")), SY_NO_CORRECTION);
    assert_int_equal(sy_correction_days(d, SY_CORRECTION_RETURN), 10);
    sy_corrections_free(d);
    assert_int_equal(sy_corrections_parse(&d, NULL, "x", SY_TEXT("reversal: {days: x, words: [冲正]}"),
                                          &err), SY_EDATA);
    assert_non_null(strstr(err.text, "x:1:"));
    assert_null(d);
}

/* ---- memory ---- */

static sy_status find_all(const sy_alloc *al)
{
    sy_turn turns[] = {{.place = 1, .at = 1000, .amount = -50, .name = 7},
                       {.place = 3, .at = 2060, .amount = 50, .name = 7,
                        .word = SY_CORRECTION_REVERSAL}};
    sy_shown_row shown[] = {{.place = 1, .amount = 5, .has_balance = true},
                            {.place = 2, .source = 1, .amount = 5, .has_balance = true}};
    sy_masked_leg legs[] = {masked_leg(0, 1, 5000, -700), masked_leg(1, 2, 5003, 700)};
    sy_shade shades[] = {{.place = 0, .own = 1, .at = 1000, .amount = -128},
                         {.place = 2, .own = 9, .names = 1, .at = 1100, .amount = -128,
                          .is_wallet = true}};
    sy_match_result r = {0};
    sy_shadows s = {0};

    legs[0].other_name = SY_TEXT("孙*多");
    legs[1].other = 1;
    sy_status st = sy_reversals_find(&r, turns, 2, days, NULL, 0, al, NULL);
    sy_drop(al, r.pairs);
    if (st == SY_OK) {
        st = sy_overlaps_find(&r, shown, 2, NULL, 0, al, NULL);
        sy_drop(al, r.pairs);
    }
    if (st == SY_OK) {
        st = sy_match_masked(&r, legs, 2, NULL, 0, al, NULL);
        sy_drop(al, r.pairs);
    }
    if (st == SY_OK) {
        st = sy_shadows_find(&s, shades, 2, NULL, 0, NULL, 0, al, NULL);
        sy_drop(al, s.payments.pairs);
        sy_drop(al, s.sides.pairs);
    }
    if (st == SY_OK) {
        sy_correction_words *d = NULL;
        st = sy_corrections_parse(&d, al, "x", SY_TEXT("reversal: {days: 3, words: [冲正]}"), NULL);
        sy_corrections_free(d);
    }
    return st;
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        const sy_status st = find_all(&al);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_as_the_slow_twin_finds_them),
        cmocka_unit_test(reversals_as_the_slow_twin_finds_them),
        cmocka_unit_test(a_rejected_reversal_goes_to_the_next_row),
        cmocka_unit_test(as_many_are_kept_as_the_richest_source_has),
        cmocka_unit_test(without_a_balance_it_is_only_suspected),
        cmocka_unit_test(a_masked_side_is_suspected_where_it_fits),
        cmocka_unit_test(a_wallet_shows_what_the_card_paid),
        cmocka_unit_test(an_iban_has_its_check_digits),
        cmocka_unit_test(words_say_what_takes_back),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("settle", tests, NULL, NULL);
}
