/* oracle_property_test.c - what must hold of any trace, of the slow twin on random
 * worlds: conservation, bounds (against every way in which money can have been
 * composed), pure money, scale, halves, clean deposits, both ends. */
#include "scene.h"

#define CASH (SY_OUTSIDE + SY_OUT_CASH)

/* A query by dice: seeds of both kinds, and every option now and then. */
static void random_query(scene *s, dice *d, uint32_t *stop)
{
    const slow_book *b = s->b;
    s->q = (sy_trace_query){.seeds = s->seeds, .bounds = true};
    const uint32_t n = 1 + (uint32_t)roll_below(d, 3);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t t = b->n_transfers ? (uint32_t)roll_below(d, b->n_transfers) : 0;
        if (roll_below(d, 3) == 0 && b->n_transfers && !b->transfers[t].pseudo) {
            scene_seed_transfer(s, t);
        } else {
            scene_seed_account(s, (uint32_t)roll_below(d, s->w->n_accounts),
                               roll_below(d, 2) || !b->n_transfers ? INT64_MIN
                                                                   : b->transfers[t].at);
        }
    }
    s->q.follow = roll_below(d, 2) == 0;
    if (roll_below(d, 4) == 0 && b->n_events) {
        s->q.has_until = true;
        s->q.until = b->events[roll_below(d, b->n_events)].at;
    }
    if (roll_below(d, 5) == 0) s->q.max_hops = 1 + (uint32_t)roll_below(d, 3);
    if (roll_below(d, 5) == 0) {
        *stop = (uint32_t)roll_below(d, s->w->n_accounts);
        s->q.stop_at = stop;
        s->q.n_stop_at = 1;
    }
}

static void every_trace_conserves_and_keeps_its_bounds(void **state)
{
    (void)state;
    uint64_t undone = 0, tainted_transfers = 0;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        dice d = {seed};
        scene s;
        uint32_t stop;
        scene_open(&s);
        if (seed % 3 == 0)
            world_random_list(s.w, seed, 4, 15, 9, 10);
        else
            world_random_statements(s.w, seed, (unsigned)roll(&d) & WORLD_ALL, 25);
        scene_build(&s);
        undone += s.b->undone;
        random_query(&s, &d, &stop);
        int64_t seeded[SY_MAX_SEEDS] = {0};
        for (sy_rule r = 0; r < SY_RULES; r++) {
            scene_trace(&s, r);
            for (uint32_t k = 0; k < s.t->n_seeds; k++) {
                if (r == 0) seeded[k] = s.t->seeded[k];
                assert_fen(s.t->seeded[k], seeded[k]);
                if (all_sunk(s.t, k) != seeded[k]) fail_msg("world %d", (int)seed);
            }
            for (size_t t = 0; t < s.t->n_transfers; t++) {
                tainted_transfers += s.t->tainted[t] > 0;
                if (s.t->lower[t] > s.t->tainted[t] || s.t->tainted[t] > s.t->upper[t] ||
                    s.t->upper[t] > s.t->upper_with_unknown[t] ||
                    s.t->upper_with_unknown[t] > s.b->transfers[t].amount) {
                    fail_msg("world %d, rule %d, transfer %d", (int)seed, (int)r, (int)t);
                }
            }
        }
        scene_close(&s);
    }
    assert_true(undone > 100 && tainted_transfers > 10000); /* the worlds are not dull */
}

/* Every way in which the money can have been composed, not only the rules. */
typedef struct feasible {
    const scene *s;
    int64_t balance[3], taint[3];
    long ways;
} feasible;

static void try_all(feasible f, size_t step, int64_t on_its_way, long *ways)
{
    const slow_book *b = f.s->b;
    if (step == b->n_steps) {
        (*ways)++;
        return;
    }
    const uint32_t t = b->steps[step].transfer;
    const slow_transfer *x = &b->transfers[t];
    if (b->steps[step].arrives) {
        if (x->to != 0) {
            f.balance[x->to] += x->amount;
            f.taint[x->to] += on_its_way;
        }
        try_all(f, step + 1, 0, ways);
        return;
    }
    int64_t from = 0, to = 0;
    if (x->from == 0) {
        from = to = x->amount;
    } else if (!sy_is_outside(x->from)) {
        const int64_t clean = f.balance[x->from] - f.taint[x->from];
        from = x->amount > clean ? x->amount - clean : 0;
        to = x->amount < f.taint[x->from] ? x->amount : f.taint[x->from];
        f.balance[x->from] -= x->amount;
    }
    for (int64_t taint = from; taint <= to; taint++) {
        feasible g = f;
        assert_true(f.s->t->lower[t] <= taint && taint <= f.s->t->upper[t]);
        if (x->from != 0 && !sy_is_outside(x->from)) g.taint[x->from] -= taint;
        try_all(g, step + 1, taint, ways);
    }
}

static void bounds_hold_for_every_composition(void **state)
{
    (void)state;
    static const int64_t amounts[] = {3, 2, 4, 1};
    long ways = 0;
    scene s;
    scene_open(&s);
    scene_seed_account(&s, 0, INT64_MIN);
    for (uint64_t code = 0; code < 27 * 27 * 27 * 27; code += 1 + code % 3) {
        if (!world_small_list(s.w, 4, code, amounts)) continue;
        scene_build(&s);
        scene_trace(&s, SY_FIFO);
        feasible f = {.s = &s};
        try_all(f, 0, 0, &ways);
    }
    assert_true(ways > 40000);
    scene_close(&s);
}

/* One account (0) by dice: fed with tainted money by 1 and clean by 2. */
typedef struct row {
    int64_t amount; /* > 0 comes in */
    bool is_tainted;
} row;

static void trace_rows(scene *s, const row *rows, size_t n, int64_t times, sy_rule rule)
{
    scene_open(s);
    world_plain(s->w, 3);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].amount < 0)
            world_row(s->w, 0, (int64_t)i, rows[i].amount * times, CASH);
        else
            world_pay(s->w, rows[i].is_tainted ? 1 : 2, 0, (int64_t)i, rows[i].amount * times);
    }
    world_sort(s->w);
    scene_seed_account(s, 1, INT64_MIN);
    scene_trace(s, rule);
}

static size_t random_rows(row *rows, size_t n, dice *d, unsigned percent_tainted)
{
    int64_t balance = 0;
    for (size_t i = 0; i < n; i++) {
        const int64_t amount = 1 + (int64_t)roll_below(d, 50);
        if (balance > 0 && roll_below(d, 2)) {
            rows[i] = (row){-(1 + (int64_t)roll_below(d, (uint64_t)balance)), false};
        } else {
            rows[i] = (row){amount, roll_below(d, 100) < percent_tainted};
        }
        balance += rows[i].amount;
    }
    return n;
}

static void pure_money_stays_pure(void **state)
{
    (void)state;
    row rows[20];
    for (uint64_t seed = 1; seed <= 100; seed++) {
        for (unsigned percent = 0; percent <= 100; percent += 100) {
            dice d = {seed};
            random_rows(rows, 20, &d, percent);
            for (sy_rule r = 0; r < SY_RULES; r++) {
                scene s;
                trace_rows(&s, rows, 20, 1, r);
                for (uint32_t i = 0; i < 20; i++) {
                    if (rows[i].amount < 0) {
                        assert_fen(tainted(&s, i), percent ? -rows[i].amount : 0);
                    }
                }
                scene_close(&s);
            }
        }
    }
}

static void a_hundredfold_world_has_hundredfold_figures(void **state)
{
    (void)state;
    row rows[20];
    for (uint64_t seed = 1; seed <= 100; seed++) {
        dice d = {seed};
        random_rows(rows, 20, &d, 50);
        for (sy_rule r = 0; r < SY_RULES; r++) {
            scene s, big;
            trace_rows(&s, rows, 20, 1, r);
            trace_rows(&big, rows, 20, 100, r);
            for (uint32_t i = 0; i < 20; i++) {
                const int64_t a = tainted(&s, i) * 100, b = tainted(&big, i);
                if (r != SY_PRORATA)
                    assert_fen(a, b);
                else
                    assert_true(a - b < 100 * 20 && b - a < 100 * 20);
            }
            scene_close(&s);
            scene_close(&big);
        }
    }
}

static void two_halves_leave_what_the_whole_leaves(void **state)
{
    (void)state;
    row rows[21], halves[21];
    for (uint64_t seed = 1; seed <= 200; seed++) {
        dice d = {seed};
        random_rows(rows, 20, &d, 50);
        uint32_t cut = 0;
        for (uint32_t i = 0; i < 20; i++) {
            if (rows[i].amount < -1) cut = i;
        }
        if (cut == 0) continue;
        memcpy(halves, rows, sizeof rows);
        memmove(halves + cut + 1, halves + cut, (20 - cut) * sizeof *halves);
        halves[cut].amount = -1;
        halves[cut + 1].amount += 1;
        for (sy_rule r = 0; r < SY_RULES; r++) {
            scene whole, parts;
            trace_rows(&whole, rows, 20, 1, r);
            trace_rows(&parts, halves, 21, 1, r);
            const int64_t a = tainted(&whole, cut);
            const int64_t b = tainted(&parts, cut) + tainted(&parts, cut + 1);
            if (r != SY_PRORATA)
                assert_fen(a, b);
            else
                assert_true(a - b <= 2 && b - a <= 2);
            scene_close(&whole);
            scene_close(&parts);
        }
    }
}

/* A clean deposit after the last outflow changes nothing; before it, it never
 * makes its share larger under prorata. The first outflows do not see it. */
static void clean_deposits_do_not_taint(void **state)
{
    (void)state;
    row rows[21], more[21];
    for (uint64_t seed = 1; seed <= 200; seed++) {
        dice d = {seed};
        random_rows(rows, 20, &d, 50);
        const uint32_t at = (uint32_t)roll_below(&d, 21);
        memcpy(more, rows, sizeof rows);
        memmove(more + at + 1, more + at, (20 - at) * sizeof *more);
        more[at] = (row){25, false};
        uint32_t next = at;
        while (next < 20 && rows[next].amount > 0) next++;
        for (sy_rule r = 0; r < SY_RULES; r++) {
            scene s, m;
            trace_rows(&s, rows, 20, 1, r);
            trace_rows(&m, more, 21, 1, r);
            for (uint32_t i = 0; i < at; i++) assert_fen(tainted(&s, i), tainted(&m, i));
            if (next == 20)
                assert_fen(held(&s, 0), held(&m, 0));
            else if (r == SY_PRORATA)
                assert_true(tainted(&m, next + 1) <= tainted(&s, next));
            scene_close(&s);
            scene_close(&m);
        }
    }
}

static void the_claim_only_falls_between_tainted_deposits(void **state)
{
    (void)state;
    row rows[20];
    for (uint64_t seed = 1; seed <= 100; seed++) {
        dice d = {seed};
        int64_t before = 0;
        random_rows(rows, 20, &d, 40);
        for (size_t n = 1; n <= 20; n++) {
            scene s;
            trace_rows(&s, rows, n, 1, SY_CLEAN_FIRST);
            const int64_t claim = held(&s, 0);
            const bool deposit = rows[n - 1].is_tainted;
            assert_true(claim <= before + (deposit ? rows[n - 1].amount : 0));
            before = claim;
            scene_close(&s);
        }
    }
}

/* What a payment owes to a source is the same from both ends. */
static void backward_and_forward_agree(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        static const uint32_t source = 0;
        scene s;
        scene_open(&s);
        if (seed % 2)
            world_random_list(s.w, seed, 5, 25, 9, 12);
        else
            world_random_statements(s.w, seed, WORLD_ALL & ~WORLD_BIG, 25);
        scene_seed_account(&s, source, INT64_MIN);
        s.q.follow = seed % 4 < 2;
        for (sy_rule r = SY_FIFO; r <= SY_LIFO; r++) {
            scene_trace(&s, r);
            for (uint32_t t = 0; t < s.b->n_transfers; t++) {
                const sy_backward_query q = {.rule = r,
                                             .payments = &t,
                                             .n_payments = 1,
                                             .sources = &source,
                                             .n_sources = 1,
                                             .follow = s.q.follow};
                sy_origin *list;
                int64_t all = 0, of_source = 0;
                const size_t n = slow_backward(&list, s.b, &q);
                for (size_t i = 0; i < n; i++) {
                    const slow_transfer *x = &s.b->transfers[list[i].transfer];
                    all += list[i].amount;
                    if (!x->pseudo && !sy_is_outside(x->from) &&
                        s.w->ledgers[x->from].account == source)
                        of_source += list[i].amount;
                }
                free(list);
                const slow_transfer *x = &s.b->transfers[t];
                assert_fen(all, x->amount);
                if (sy_is_outside(x->from) || s.w->ledgers[x->from].account == source) continue;
                assert_fen(of_source, s.t->tainted[t]);
            }
        }
        scene_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_trace_conserves_and_keeps_its_bounds),
        cmocka_unit_test(bounds_hold_for_every_composition),
        cmocka_unit_test(pure_money_stays_pure),
        cmocka_unit_test(a_hundredfold_world_has_hundredfold_figures),
        cmocka_unit_test(two_halves_leave_what_the_whole_leaves),
        cmocka_unit_test(clean_deposits_do_not_taint),
        cmocka_unit_test(the_claim_only_falls_between_tainted_deposits),
        cmocka_unit_test(backward_and_forward_agree),
    };
    return cmocka_run_group_tests_name("oracle properties", tests, NULL, NULL);
}
