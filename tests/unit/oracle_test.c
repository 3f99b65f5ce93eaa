/* oracle_test.c - the slow twin against what people worked out by hand: the
 * worked example of the tracing rules, the reference ledgers, and one small
 * world for each rule about ledgers, the pass, seeds, sinks and options. */
#include "scene.h"

enum { DAY = 86400, YUAN = 100 };

/* -- what people worked out -- */

static void the_worked_example_holds(void **state)
{
    (void)state;
    enum { W, A, B, C, X, D, E, F };
    static const int64_t want[SY_RULES][8] = {
        {100000, 120000, 0, 100000, 80000, 120000, 100000, 0},
        {200000, 70000, 40000, 160000, 30000, 70000, 160000, 40000},
        {150000, 72000, 30000, 120000, 78000, 72000, 120000, 30000},
        {100000, 70000, 0, 100000, 130000, 70000, 100000, 0},
        {200000, 100000, 40000, 160000, 0, 100000, 160000, 40000},
    };
    scene s;
    scene_open(&s);
    world_worked_example(s.w);
    scene_seed_account(&s, A, 0);
    for (sy_rule r = 0; r < SY_RULES; r++) {
        scene_trace(&s, r);
        const int64_t got[] = {
            tainted(&s, 2), tainted(&s, 4), tainted(&s, 5), tainted(&s, 7),
            held(&s, B),    held(&s, D),    held(&s, F),    sunk(&s, SY_SINK_RETURNED)};
        for (int i = 0; i < 8; i++) assert_fen(got[i], want[r][i]);
        assert_fen(s.t->seeded[0], 300000);
        assert_fen(all_sunk(s.t, 0), 300000);
        assert_fen(s.t->unexplained[W], 100000);
        assert_fen(s.t->unexplained[X], 50000);
        assert_fen(s.t->unexplained[E], 40000);
        assert_fen(s.t->unexplained[A], 0);
    }
    scene_close(&s);
}

/* domain.md 6.3: an account (ledger 0) that ledger 1 pays with tainted and
 * ledger 2 with clean money. */
static void reference_ledger(scene *s, uint32_t out[3])
{
    enum { ACCOUNT, T, C, B };
    scene_open(s);
    world_plain(s->w, 4);
    world_pay(s->w, C, ACCOUNT, 0, 1000 * YUAN);
    world_pay(s->w, T, ACCOUNT, 1, 5000 * YUAN);
    world_pay(s->w, C, ACCOUNT, 2, 2000 * YUAN);
    out[0] = world_row(s->w, ACCOUNT, 3, -4000 * YUAN, SY_OUTSIDE + SY_OUT_PROPERTY);
    world_pay(s->w, C, ACCOUNT, 4, 1000 * YUAN);
    out[1] = world_pay(s->w, ACCOUNT, B, 5, 4500 * YUAN);
    world_pay(s->w, T, ACCOUNT, 6, 3000 * YUAN);
    out[2] = world_row(s->w, ACCOUNT, 7, -1500 * YUAN, SY_OUTSIDE + SY_OUT_PROPERTY);
    world_sort(s->w);
    scene_seed_account(s, T, INT64_MIN);
}

static void the_reference_ledger_holds(void **state)
{
    (void)state;
    static const int64_t want[SY_RULES][4] = {
        {300000, 200000, 100000, 200000}, {200000, 300000, 150000, 150000},
        {250000, 225000, 139285, 185715}, {100000, 350000, 150000, 200000},
        {400000, 100000, 150000, 150000},
    };
    static const int64_t bounds[3][2] = {{100000, 400000}, {50000, 400000}, {100000, 150000}};
    uint32_t out[3];
    scene s;
    reference_ledger(&s, out);
    for (sy_rule r = 0; r < SY_RULES; r++) {
        scene_trace(&s, r);
        for (int i = 0; i < 3; i++) {
            assert_fen(tainted(&s, out[i]), want[r][i]);
            assert_fen(s.t->lower[by_row(&s, out[i])], bounds[i][0]);
            assert_fen(s.t->upper[by_row(&s, out[i])], bounds[i][1]);
        }
        assert_fen(held(&s, 0), want[r][3]);
        assert_fen(s.t->seeded[0], 800000);
        assert_fen(all_sunk(s.t, 0), 800000);
    }
    scene_close(&s);
}

/* domain.md 6.4: which lots each outflow takes. */
static void backward_finds_the_lots(void **state)
{
    (void)state;
    static const struct {
        sy_rule rule;
        int out;
        int64_t from[5];
    } want[] = {
        /* paid by the rows 0 C1000, 1 T5000, 2 C2000, 4 C1000, 6 T3000 */
        {SY_FIFO, 0, {100000, 300000, 0, 0, 0}},        {SY_FIFO, 1, {0, 200000, 200000, 50000, 0}},
        {SY_FIFO, 2, {0, 0, 0, 50000, 100000}},         {SY_LIFO, 0, {0, 200000, 200000, 0, 0}},
        {SY_LIFO, 1, {50000, 300000, 0, 100000, 0}},    {SY_LIFO, 2, {0, 0, 0, 0, 150000}},
        {SY_PRORATA, 0, {50000, 250000, 100000, 0, 0}},
    };
    static const uint32_t rows[] = {0, 1, 2, 4, 6}, ends[] = {1, 2};
    uint32_t out[3];
    scene s;
    reference_ledger(&s, out);
    scene_build(&s);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const uint32_t payment = by_row(&s, out[want[i].out]);
        const sy_backward_query q = {.rule = want[i].rule,
                                     .payments = &payment,
                                     .n_payments = 1,
                                     .sources = ends,
                                     .n_sources = 2};
        sy_origin *list;
        const size_t n = slow_backward(&list, s.b, &q);
        int64_t got[5] = {0};
        for (size_t k = 0; k < n; k++) {
            for (int r = 0; r < 5; r++) {
                if (list[k].transfer == by_row(&s, rows[r])) got[r] = list[k].amount;
            }
        }
        for (int r = 0; r < 5; r++) assert_fen(got[r], want[i].from[r]);
        free(list);
    }
    scene_close(&s);
}

/* domain.md 6.4: later clean deposits never restore a claim. */
static void the_lowest_balance_limits_the_claim(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_plain(s.w, 3);
    world_pay(s.w, 2, 0, 0, 500 * YUAN);
    world_pay(s.w, 1, 0, 1, 1000 * YUAN);
    world_row(s.w, 0, 2, -1300 * YUAN, SY_OUTSIDE + SY_OUT_CASH);
    world_pay(s.w, 2, 0, 3, 2000 * YUAN);
    world_sort(s.w);
    scene_seed_account(&s, 1, INT64_MIN);
    scene_trace(&s, SY_CLEAN_FIRST);
    assert_fen(held(&s, 0), 200 * YUAN);
    scene_close(&s);
}

static void two_claimants_share(void **state)
{
    (void)state;
    enum { P, X, Y, Z };
    static const int64_t want[3][3] = {{0, 150, 100}, {100, 50, 100}, {50, 100, 100}};
    static const sy_rule rules[3] = {SY_FIFO, SY_LIFO, SY_PRORATA};
    scene s;
    scene_open(&s);
    world_plain(s.w, 4);
    world_pay(s.w, X, P, 0, 100);
    world_pay(s.w, Y, P, 1, 200);
    world_row(s.w, P, 2, -150, SY_OUTSIDE + SY_OUT_CASH);
    world_pay(s.w, Z, P, 3, 100);
    world_sort(s.w);
    for (uint32_t a = X; a <= Z; a++) scene_seed_account(&s, a, INT64_MIN);
    for (int r = 0; r < 3; r++) {
        scene_trace(&s, rules[r]);
        for (uint32_t a = X; a <= Z; a++) {
            assert_fen(slow_sunk(s.t, SY_SINK_HELD, P, a - X), want[r][a - X]);
        }
    }
    scene_close(&s);
}

/* domain.md 6.6; the last row in two pieces shows the order of segments. */
static void many_hops_hold(void **state)
{
    (void)state;
    enum { A, B, C, OWN };
    static const int64_t want[SY_RULES][4] = {
        {20000000, 20000000, 10000000, 20000000}, {30000000, 20000000, 0, 30000000},
        {25000000, 16666666, 8333334, 25000000},  {20000000, 20000000, 10000000, 20000000},
        {30000000, 20000000, 0, 30000000},
    };
    for (int pieces = 1; pieces <= 2; pieces++) {
        scene s;
        scene_open(&s);
        world_plain(s.w, 4);
        world_pay(s.w, OWN, B, 0, 10000000);
        world_pay(s.w, A, B, 1, 50000000);
        const uint32_t bc = world_pay(s.w, B, C, 2, 30000000);
        const uint32_t car = world_row(s.w, B, 3, -20000000, SY_OUTSIDE + SY_OUT_PROPERTY);
        const uint32_t flat =
            world_row(s.w, C, 4, pieces == 1 ? -30000000 : -10000000, SY_OUTSIDE + SY_OUT_PROPERTY);
        if (pieces == 2) world_row(s.w, C, 5, -20000000, SY_OUTSIDE + SY_OUT_PROPERTY);
        world_sort(s.w);
        scene_seed_account(&s, A, INT64_MIN);
        for (sy_rule r = 0; r < SY_RULES; r++) {
            scene_trace(&s, r);
            assert_fen(tainted(&s, bc), want[r][0]);
            assert_fen(tainted(&s, car), want[r][1]);
            assert_fen(held(&s, B), want[r][2]);
            if (pieces == 1) {
                assert_fen(tainted(&s, flat), want[r][3]);
            } else if (r == SY_FIFO) {
                assert_fen(tainted(&s, flat), 0);
                assert_fen(tainted(&s, flat + 1), 20000000);
            }
        }
        scene_close(&s);
    }
}

static void a_circle_does_not_multiply(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_plain(s.w, 2);
    world_pay(s.w, 0, 1, 0, 100);
    world_pay(s.w, 1, 0, 1, 100);
    scene_seed_account(&s, 0, INT64_MIN);
    for (sy_rule r = 0; r < SY_RULES; r++) {
        scene_trace(&s, r);
        assert_fen(s.t->seeded[0], 100);
        assert_fen(sunk(&s, SY_SINK_RETURNED), 100);
    }
    scene_close(&s);
}

/* -- ledgers by themselves: tracing.md 2 -- */

/* The amounts of a ledger's entries, in order: an inflow above 0. */
static void assert_entries(const scene *s, uint32_t l, const int64_t *want, size_t n)
{
    assert_int_equal(s->b->n_entries[l], n);
    for (size_t i = 0; i < n; i++) {
        const uint32_t entry = s->b->entries[l][i];
        const int64_t amount = s->b->transfers[entry / 2].amount;
        assert_fen(entry % 2 ? amount : -amount, want[i]);
    }
}

static uint32_t payer_of(const scene *s, uint32_t l, size_t i)
{
    return s->b->transfers[s->b->entries[l][i] / 2].from;
}

#define OPENING (SY_OUTSIDE + SY_OUT_OPENING)
#define UNEXPLAINED (SY_OUTSIDE + SY_OUT_UNEXPLAINED)
#define CREDIT (SY_OUTSIDE + SY_OUT_CREDIT)
#define CASH (SY_OUTSIDE + SY_OUT_CASH)

static void balances_show_openings_and_differences(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_row(s.w, 0, 0, 5, CASH);
    world_state(s.w, world_row(s.w, 0, 1, -10, CASH), 95); /* opening 100 */
    world_state(s.w, world_row(s.w, 0, 2, 1, CASH), 106);  /* 10 came unseen */
    world_row(s.w, 0, 3, 4, CASH);
    world_state(s.w, world_row(s.w, 0, 4, -10, CASH), 70); /* 30 went unseen */
    scene_build(&s);
    assert_entries(&s, 0, (int64_t[]){100, 5, -10, 10, 1, 4, -30, -10}, 8);
    assert_int_equal(payer_of(&s, 0, 0), OPENING);
    assert_int_equal(payer_of(&s, 0, 3), UNEXPLAINED);
    assert_int_equal(s.b->transfers[s.b->entries[0][6] / 2].to, SY_OUTSIDE + SY_OUT_GAP);
    scene_close(&s);
}

static void missing_money_comes_in_before_its_row(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_row(s.w, 0, 0, 5, CASH);
    world_row(s.w, 0, 1, -12, CASH);
    scene_build(&s);
    assert_entries(&s, 0, (int64_t[]){5, 7, -12}, 3);
    assert_int_equal(payer_of(&s, 0, 1), UNEXPLAINED);
    scene_close(&s);
}

static void credit_is_repaid_by_the_first_fen(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_state(s.w, world_row(s.w, 0, 0, 5, CASH), 5);
    world_state(s.w, world_row(s.w, 0, 1, -12, CASH), -7);
    world_state(s.w, world_row(s.w, 0, 2, 3, CASH), -4);
    const uint32_t in = world_row(s.w, 0, 3, 10, CASH);
    world_state(s.w, in, 6);
    scene_build(&s);
    assert_entries(&s, 0, (int64_t[]){5, 7, -12, 3, 10}, 5);
    assert_int_equal(payer_of(&s, 0, 1), CREDIT);
    assert_fen(s.b->transfers[by_row(&s, in - 1)].debt, 3);
    assert_fen(s.b->transfers[by_row(&s, in)].debt, 4);
    scene_seed_transfer(&s, by_row(&s, in));
    scene_trace(&s, SY_FIFO);
    assert_fen(sunk(&s, SY_SINK_DEBT), 4);
    assert_fen(held(&s, 0), 6);
    scene_close(&s);
}

static void a_ledger_may_begin_and_sink_in_debt(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_state(s.w, world_row(s.w, 0, 0, 5, CASH), -15); /* opening -20 */
    world_state(s.w, world_row(s.w, 0, 1, 1, CASH), -24); /* 10 went unseen */
    world_state(s.w, world_row(s.w, 0, 2, 1, CASH), 2);   /* 25 came unseen */
    scene_build(&s);
    assert_entries(&s, 0, (int64_t[]){5, 10, -10, 1, 25, 1}, 6);
    assert_int_equal(payer_of(&s, 0, 1), CREDIT);
    assert_fen(s.b->transfers[s.b->entries[0][0] / 2].debt, 5);
    assert_fen(s.b->transfers[s.b->entries[0][3] / 2].debt, 1);
    assert_fen(s.b->transfers[s.b->entries[0][4] / 2].debt, 24);
    assert_fen(s.b->transfers[s.b->entries[0][5] / 2].debt, 0);
    scene_close(&s);
}

static void self_transfers_shift_balances_and_move_nothing(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_state(s.w, world_row(s.w, 0, 0, 50, CASH), 50);
    const uint32_t out = world_row(s.w, 0, 1, -40, CASH);
    world_state(s.w, out, 10);
    world_state(s.w, world_row(s.w, 0, 2, -5, CASH), 5);
    const uint32_t in = world_row(s.w, 0, 3, 40, CASH);
    world_state(s.w, in, 45);
    world_state(s.w, world_row(s.w, 0, 4, 1, CASH), 46);
    world_match(s.w, out, in);
    scene_build(&s);
    assert_entries(&s, 0, (int64_t[]){50, -5, 1}, 3);
    scene_close(&s);
}

/* -- the pass: tracing.md 3 -- */

/* The target's clock is behind, so that its row seems earlier than the payer's,
 * and money is on its way while other rows come. */
static void clocks_that_disagree_do_not_matter(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_ledger(s.w, 1, 0);
    const uint32_t got = world_row(s.w, 0, 100, 30, CASH);
    const uint32_t out = world_row(s.w, 0, 101, -30, CASH);
    const uint32_t own = world_row(s.w, 1, 90, 7, CASH);
    const uint32_t in = world_row(s.w, 1, 96, 30, CASH);
    const uint32_t spent = world_row(s.w, 1, 97, -30, CASH);
    world_match(s.w, out, in);
    scene_build(&s);
    assert_int_equal(s.b->undone, 0);
    scene_seed_transfer(&s, by_row(&s, got));
    scene_trace(&s, SY_FIFO);
    assert_fen(tainted(&s, out), 30);
    assert_fen(tainted(&s, spent), 23);
    assert_fen(held(&s, 1), 7);
    assert_true(by_row(&s, own) < by_row(&s, out));
    scene_close(&s);
}

/* Each of two ledgers waits for the other: the least arrival gives way. */
static void contradicting_matches_are_undone(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_ledger(s.w, 1, 0);
    const uint32_t in0 = world_row(s.w, 0, 10, 5, CASH), out0 = world_row(s.w, 0, 11, -5, CASH);
    const uint32_t in1 = world_row(s.w, 1, 9, 5, CASH), out1 = world_row(s.w, 1, 12, -5, CASH);
    world_match(s.w, out0, in1);
    world_match(s.w, out1, in0);
    scene_build(&s);
    assert_int_equal(s.b->undone, 1);
    assert_int_equal(s.b->transfers[by_row(&s, out0)].to, SY_OUTSIDE + SY_OUT_UNMATCHED);
    assert_int_equal(s.b->transfers[by_row(&s, in1)].from, SY_OUTSIDE + SY_OUT_UNMATCHED);
    assert_int_equal(s.b->transfers[by_row(&s, out1)].to, 0);
    scene_close(&s);
}

static void dates_take_the_clock_of_the_other_side(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_ledger(s.w, 1, 0);
    const uint32_t out = world_row(s.w, 0, DAY, -5, CASH), lone = world_row(s.w, 0, DAY, -1, CASH);
    const uint32_t in = world_row(s.w, 1, DAY + 500, 5, CASH);
    s.w->flags[out] |= SY_ROW_DATE_ONLY;
    s.w->flags[lone] |= SY_ROW_DATE_ONLY;
    world_match(s.w, out, in);
    scene_build(&s);
    assert_fen(s.b->transfers[by_row(&s, out)].at, DAY + 500);
    assert_false(s.b->transfers[by_row(&s, out)].date_only);
    assert_fen(s.b->transfers[by_row(&s, lone)].at, DAY);
    assert_true(s.b->transfers[by_row(&s, lone)].date_only);
    scene_close(&s);
}

/* -- seeds, sinks, options: tracing.md 4 and 6 -- */

static void the_last_fen_are_the_fee(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_ledger(s.w, 1, 0);
    world_row(s.w, 0, 0, 10, CASH);
    const uint32_t got = world_row(s.w, 0, 1, 10, CASH), out = world_row(s.w, 0, 2, -15, CASH);
    const uint32_t in = world_row(s.w, 1, 2, 12, CASH);
    world_match(s.w, out, in);
    scene_build(&s);
    scene_seed_transfer(&s, by_row(&s, got));
    scene_trace(&s, SY_FIFO); /* leaves 10 clean, 5 tainted; the last 3 are the fee */
    assert_fen(sunk(&s, SY_SINK_FEE), 3);
    assert_fen(held(&s, 1), 2);
    scene_trace(&s, SY_LIFO); /* leaves 10 tainted, 5 clean */
    assert_fen(sunk(&s, SY_SINK_FEE), 0);
    assert_fen(held(&s, 1), 10);
    scene_close(&s);
}

static void older_seeds_are_returned_by_an_entry(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_plain(s.w, 3);
    world_pay(s.w, 0, 1, 0, 100);
    const uint32_t entry = world_pay(s.w, 1, 2, 1, 60);
    scene_build(&s);
    scene_seed_account(&s, 0, INT64_MIN);
    scene_seed_transfer(&s, by_row(&s, entry));
    for (sy_rule r = 0; r < SY_RULES; r++) {
        scene_trace(&s, r);
        assert_fen(s.t->seeded[0], 100);
        assert_fen(s.t->seeded[1], 60);
        assert_fen(slow_sunk(s.t, SY_SINK_RETURNED, SY_NONE, 0), 60);
        assert_fen(slow_sunk(s.t, SY_SINK_HELD, 1, 0), 40);
        assert_fen(slow_sunk(s.t, SY_SINK_HELD, 2, 1), 60);
    }
    scene_close(&s);
}

static void money_on_its_way_is_held_by_the_target(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_ledger(s.w, 1, 0);
    s.w->ledgers[0].as_of = s.w->ledgers[1].as_of = DAY - 1;
    const uint32_t out = world_row(s.w, 0, 10, -5, CASH), in = world_row(s.w, 1, 30, 5, CASH);
    world_row(s.w, 1, 40, -5, CASH);
    world_match(s.w, out, in);
    scene_seed_account(&s, 0, 10);
    s.q.has_until = true;
    s.q.until = 20;
    scene_trace(&s, SY_FIFO);
    assert_fen(held(&s, 1), 5);
    assert_fen(s.t->sinks[0].as_of, 20);
    s.q.until = 9;
    scene_trace(&s, SY_FIFO);
    assert_fen(s.t->seeded[0], 0);
    s.q.until = 40;
    scene_trace(&s, SY_FIFO);
    assert_fen(sunk(&s, SY_SINK_CASH), 5);
    scene_close(&s);
}

static void unsupplied_accounts_stop_or_are_followed(void **state)
{
    (void)state;
    enum { A, U, B };
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_unsupplied(s.w, 1, SY_NONE);
    world_ledger(s.w, 2, 0);
    world_row(s.w, A, 10, -50, U);
    const uint32_t got = world_row(s.w, B, 20, 70, U), spent = world_row(s.w, B, 30, -70, CASH);
    scene_seed_account(&s, 0, INT64_MIN);
    scene_trace(&s, SY_FIFO);
    assert_fen(slow_sunk(s.t, SY_SINK_UNSUPPLIED, U, 0), 50);
    s.q.follow = true;
    scene_trace(&s, SY_FIFO);
    assert_fen(sunk(&s, SY_SINK_CASH), 50);
    assert_fen(s.t->unexplained[U], 20);
    assert_fen(s.t->lower[by_row(&s, got)], 0);
    assert_fen(s.t->lower[by_row(&s, spent)], 0);
    assert_fen(s.t->upper[by_row(&s, got)], 50);
    scene_close(&s);
}

static void money_goes_on_after_the_cover(void **state)
{
    (void)state;
    enum { A, B, U, C };
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_ledger(s.w, 1, 0);
    world_unsupplied(s.w, 1, B);
    world_ledger(s.w, 2, 0);
    s.w->ledgers[B].as_of = 2 * DAY - 1;
    const uint32_t out = world_row(s.w, A, DAY, -50, CASH), in = world_row(s.w, B, DAY, 50, CASH);
    world_match(s.w, out, in);
    world_row(s.w, C, 2 * DAY - 1, 5, U); /* still a day of the cover: not its money */
    world_row(s.w, C, 2 * DAY, 30, U);
    scene_seed_account(&s, 0, INT64_MIN);
    scene_trace(&s, SY_FIFO);
    assert_fen(held(&s, B), 50);
    s.q.follow = true;
    scene_trace(&s, SY_FIFO);
    assert_fen(held(&s, B), 0);
    assert_fen(held(&s, U), 20);
    assert_fen(held(&s, C), 30);
    assert_fen(s.t->unexplained[U], 5);
    scene_close(&s);
}

static void hops_are_counted_over_all_the_data(void **state)
{
    (void)state;
    enum { A, B, C, D };
    scene s;
    scene_open(&s);
    world_plain(s.w, 4);
    world_pay(s.w, A, B, 0, 10);
    world_pay(s.w, B, C, 1, 10);
    world_pay(s.w, C, D, 2, 10);
    world_pay(s.w, A, C, 3, 1); /* so C is one transfer away, and D two */
    scene_seed_account(&s, 0, INT64_MIN);
    s.q.max_hops = 1;
    scene_trace(&s, SY_FIFO);
    assert_fen(slow_sunk(s.t, SY_SINK_HOP_LIMIT, B, 0), 10);
    assert_fen(slow_sunk(s.t, SY_SINK_HOP_LIMIT, C, 0), 1);
    uint32_t distance[4];
    slow_distances(distance, s.b, &s.q);
    assert_int_equal(distance[B], 1);
    assert_int_equal(distance[C], 1);
    assert_int_equal(distance[D], 3); /* the short way to C is too late for D */
    s.q.max_hops = 2;
    scene_trace(&s, SY_FIFO);
    assert_fen(slow_sunk(s.t, SY_SINK_HOP_LIMIT, D, 0), 10);
    scene_close(&s);
}

static void an_account_may_be_told_to_stop(void **state)
{
    (void)state;
    static const uint32_t stop = 1;
    scene s;
    scene_open(&s);
    world_plain(s.w, 3);
    world_pay(s.w, 0, 1, 0, 10);
    const uint32_t on = world_pay(s.w, 1, 2, 1, 10);
    scene_seed_account(&s, 0, INT64_MIN);
    s.q.stop_at = &stop;
    s.q.n_stop_at = 1;
    scene_trace(&s, SY_TAINT_FIRST);
    assert_fen(slow_sunk(s.t, SY_SINK_STOPPED, 1, 0), 10);
    assert_fen(tainted(&s, on), 0);
    scene_close(&s);
}

static void days_that_nothing_proves_bound_nothing(void **state)
{
    (void)state;
    for (int proved = 0; proved < 3; proved++) {
        scene s;
        scene_open(&s);
        world_ledger(s.w, 0, 0);
        world_ledger(s.w, 1, 0);
        if (proved > 0) world_prove(s.w, 1, 0, 0);
        if (proved > 1) world_prove(s.w, 1, 1, 1);
        const uint32_t out = world_row(s.w, 0, 10, -5, CASH), in = world_row(s.w, 1, 10, 5, CASH);
        const uint32_t today = world_row(s.w, 1, 20, -2, CASH);
        const uint32_t later = world_row(s.w, 1, DAY, -3, CASH);
        world_match(s.w, out, in);
        scene_seed_account(&s, 0, INT64_MIN);
        scene_trace(&s, SY_FIFO);
        assert_fen(s.t->lower[by_row(&s, out)], 5);
        assert_fen(s.t->lower[by_row(&s, today)], proved > 0 ? 2 : 0);
        assert_fen(s.t->lower[by_row(&s, later)], proved > 1 ? 3 : 0);
        assert_fen(s.t->upper[by_row(&s, later)], 3);
        scene_close(&s);
    }
}

static void unknown_money_has_an_upper_bound_of_its_own(void **state)
{
    (void)state;
    scene s;
    scene_open(&s);
    world_ledger(s.w, 0, 0);
    world_ledger(s.w, 1, 0);
    const uint32_t out = world_row(s.w, 0, 10, -5, CASH), in = world_row(s.w, 1, 10, 5, CASH);
    world_state(s.w, in, 25);
    const uint32_t spent = world_row(s.w, 1, 20, -22, CASH);
    world_match(s.w, out, in);
    scene_seed_account(&s, 0, INT64_MIN);
    scene_trace(&s, SY_FIFO);
    assert_fen(s.t->upper[by_row(&s, spent)], 5);
    assert_fen(s.t->upper_with_unknown[by_row(&s, spent)], 22);
    scene_close(&s);
}

static void like_follows_like(void **state)
{
    (void)state;
    enum { A, B, C, OWN };
    scene s;
    scene_open(&s);
    world_plain(s.w, 4);
    const uint32_t in = world_pay(s.w, A, B, 0, 1000000);
    world_pay(s.w, OWN, B, 10, 499999);   /* not half its size */
    world_row(s.w, B, 20, -989999, CASH); /* too small */
    world_pay(s.w, OWN, B, 30, 499999);
    const uint32_t out = world_pay(s.w, B, C, 40, 990000); /* 1 % less */
    world_row(s.w, B, 50, -1000000, CASH);                 /* its inflow has gone */
    const uint32_t spent = world_row(s.w, C, 40 + DAY, -985000, CASH);
    world_row(s.w, C, 41 + DAY, -990000, CASH); /* too late */
    world_sort(s.w);
    scene_build(&s);
    scene_seed_account(&s, A, INT64_MIN);
    s.q.seeds = s.seeds;
    sy_matched *list;
    assert_int_equal(slow_matched(&list, s.b, &s.q), 2);
    assert_int_equal(list[0].in, by_row(&s, in));
    assert_int_equal(list[0].out, by_row(&s, out));
    assert_int_equal(list[1].in, by_row(&s, out));
    assert_int_equal(list[1].out, by_row(&s, spent));
    free(list);
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worked_example_holds),
        cmocka_unit_test(the_reference_ledger_holds),
        cmocka_unit_test(backward_finds_the_lots),
        cmocka_unit_test(the_lowest_balance_limits_the_claim),
        cmocka_unit_test(two_claimants_share),
        cmocka_unit_test(many_hops_hold),
        cmocka_unit_test(a_circle_does_not_multiply),
        cmocka_unit_test(balances_show_openings_and_differences),
        cmocka_unit_test(missing_money_comes_in_before_its_row),
        cmocka_unit_test(credit_is_repaid_by_the_first_fen),
        cmocka_unit_test(a_ledger_may_begin_and_sink_in_debt),
        cmocka_unit_test(self_transfers_shift_balances_and_move_nothing),
        cmocka_unit_test(clocks_that_disagree_do_not_matter),
        cmocka_unit_test(contradicting_matches_are_undone),
        cmocka_unit_test(dates_take_the_clock_of_the_other_side),
        cmocka_unit_test(the_last_fen_are_the_fee),
        cmocka_unit_test(older_seeds_are_returned_by_an_entry),
        cmocka_unit_test(money_on_its_way_is_held_by_the_target),
        cmocka_unit_test(unsupplied_accounts_stop_or_are_followed),
        cmocka_unit_test(money_goes_on_after_the_cover),
        cmocka_unit_test(hops_are_counted_over_all_the_data),
        cmocka_unit_test(an_account_may_be_told_to_stop),
        cmocka_unit_test(days_that_nothing_proves_bound_nothing),
        cmocka_unit_test(unknown_money_has_an_upper_bound_of_its_own),
        cmocka_unit_test(like_follows_like),
    };
    return cmocka_run_group_tests_name("oracle", tests, NULL, NULL);
}
