/* paths_test.c - paths and reach against a search that tries everything, on every
 * small list and on random worlds of statements; in these the order of rows comes
 * from the ledgers themselves, not from the pass. */
#include "test.h"

#include "flow/paths.h"
#include "flow/reach.h"
#include "slow_net.h"
#include "world.h"

enum { MOST_FOUND = 20000, MOST_HOPS = 6, RANKS = SY_RANK_FEWEST + 1 };

/* ---- the slow twin ---- */

typedef struct slow_path {
    int64_t least, took, fen, value; /* value: by the rank, more is better */
    uint32_t n, way[MOST_HOPS], breakpoints;
} slow_path;

typedef struct slow {
    const sy_flow *f;
    const sy_path_query *q;
    slow_net net;
    slow_path *found, now;
    size_t n;
} slow;

static void slow_open(slow *s, const sy_flow *f, const sy_path_query *q)
{
    static slow_path found[MOST_FOUND]; /* one question at a time */
    *s = (slow){.f = f, .q = q, .found = found};
    slow_net_open(&s->net, f);
}

static bool may_take(const slow *s, uint32_t t)
{
    const sy_flow *f = s->f;
    const slow_path *p = &s->now;
    if (s->q->has_since && sy_flow_at(f, t) < s->q->since) return false;
    if (s->q->has_until && sy_flow_at(f, t) > s->q->until) return false;
    if (!slow_net_is_step(f, t) || slow_net_to(f, t) == s->q->from) return false;
    for (size_t i = 0; i < s->q->n_avoid; i++) {
        if (slow_net_to(f, t) == s->q->avoid[i]) return false;
    }
    if (p->n == 0) return f->ledgers[f->from[t]].account == s->q->from;
    const uint32_t last = p->way[p->n - 1], first = p->way[0];
    for (uint32_t i = 0; i < p->n; i++) {
        if (slow_net_to(f, t) == slow_net_to(f, p->way[i])) return false;
    }
    if (!slow_net_follows(&s->net, last, t)) return false;
    if (s->q->has_window && sy_flow_at(f, t) - sy_flow_at(f, first) > s->q->window) return false;
    if (s->q->has_max_gap && sy_flow_at(f, t) - sy_flow_at(f, last) > s->q->max_gap) return false;
    return (__extension__(__int128) f->amount[t]) * 10000 >=
           (__extension__(__int128) f->amount[first]) * s->q->min_share;
}

static void slow_extend(slow *s)
{
    slow_path *p = &s->now;
    const sy_flow *f = s->f;
    if (p->n > 0 && slow_net_to(f, p->way[p->n - 1]) == s->q->to) {
        assert_true(s->n < MOST_FOUND);
        slow_path *x = &s->found[s->n++];
        *x = *p;
        x->least = INT64_MAX;
        for (uint32_t i = 0; i < p->n; i++) {
            const int64_t took = sy_flow_at(f, p->way[i]) - sy_flow_at(f, p->way[0]);
            if (took > x->took) x->took = took;
            if (f->amount[p->way[i]] < x->least) x->least = f->amount[p->way[i]];
            if (i + 1 == p->n) break;
            if (f->ledgers[f->to[p->way[i]]].flags & SY_L_UNSUPPLIED ||
                f->ledgers[f->from[p->way[i + 1]]].flags & SY_L_UNSUPPLIED) {
                x->breakpoints |= 1u << i;
            }
        }
        x->fen = 0;
        const int64_t values[] = {[SY_RANK_WIDEST] = x->least,
                                  [SY_RANK_FIFO] = 0,
                                  [SY_RANK_LIFO] = 0,
                                  [SY_RANK_SHORTEST] = -x->took,
                                  [SY_RANK_EARLIEST] = -(int64_t)s->net.onward[p->way[p->n - 1]],
                                  [SY_RANK_FEWEST] = -(int64_t)p->n};
        x->value = values[s->q->rank];
        return;
    }
    if (p->n == s->q->max_hops) return;
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (!may_take(s, t)) continue;
        p->way[p->n++] = t;
        slow_extend(s);
        p->n--;
    }
}

/* ---- what went all the way: every ledger simulated, lots that know their way ---- */

enum { MOST_LOTS = 4000 };

typedef struct lot {
    int64_t amount;
    uint32_t n, way[MOST_HOPS]; /* since it left the source; 0: it is none of the source's */
} lot;

typedef struct lots {
    lot lots[MOST_LOTS]; /* the oldest first */
    size_t n;
} lots;

static lots held[WORLD_LEDGERS], under_way[2 * WORLD_ROWS];

static void put(lots *l, lot x)
{
    if (x.amount == 0) return;
    assert_true(l->n < MOST_LOTS);
    l->lots[l->n++] = x;
}

/* Takes one lot of at most so much from an end. */
static lot take(lots *l, int64_t most, bool newest)
{
    lot *from = newest ? &l->lots[l->n - 1] : &l->lots[0], taken = *from;
    if (taken.amount > most) {
        taken.amount = most;
        from->amount -= most;
        return taken;
    }
    if (!newest) memmove(l->lots, l->lots + 1, (l->n - 1) * sizeof(lot));
    l->n--;
    return taken;
}

static void depart(slow *s, uint32_t t)
{
    const sy_flow *f = s->f;
    lots *out = &under_way[t];
    out->n = 0;
    for (int64_t left = f->amount[t]; left > 0;) {
        lot x = {.amount = left};
        if (!sy_is_outside(f->from[t]) && held[f->from[t]].n > 0)
            x = take(&held[f->from[t]], left, s->q->rank == SY_RANK_LIFO);
        left -= x.amount;
        if (!sy_is_outside(f->from[t]) && slow_net_from(f, t) == s->q->from)
            x.n = 1;
        else if (x.n > 0 && x.n < MOST_HOPS)
            x.n++;
        else
            x.n = 0;
        if (x.n > 0) x.way[x.n - 1] = t;
        put(out, x);
    }
}

static int64_t extra_of(const sy_extra *extras, uint32_t n, uint32_t t)
{
    for (uint32_t i = 0; i < n; i++) {
        if (extras[i].transfer == t) return extras[i].amount;
    }
    return 0;
}

static void count_arrived(slow *s, const lot *x)
{
    for (size_t k = 0; k < s->n; k++) {
        if (s->found[k].n == x->n && memcmp(s->found[k].way, x->way, x->n * sizeof *x->way) == 0)
            s->found[k].fen += x->amount;
    }
}

static void arrive(slow *s, uint32_t t)
{
    const sy_flow *f = s->f;
    const uint32_t to = f->to[t];
    int64_t debt = extra_of(f->debts, f->n_debts, t);
    int64_t arriving = f->amount[t] - extra_of(f->fees, f->n_fees, t);
    if (sy_is_outside(to)) return;
    const uint32_t account = f->ledgers[to].account;
    while (arriving > 0) {
        lot x = take(&under_way[t], arriving, false);
        arriving -= x.amount;
        if (x.n > 0 && account == s->q->to) count_arrived(s, &x);
        if (account == s->q->to || account == s->q->from) x.n = 0;
        if (f->ledgers[to].continues != SY_NONE) x.n = 0;
        const int64_t repaid = x.amount < debt ? x.amount : debt;
        debt -= repaid;
        x.amount -= repaid;
        put(&held[to], x);
    }
}

/* Finds what went by each of the paths, and leaves those by which nothing did. */
static void keep_what_went(slow *s)
{
    const sy_flow *f = s->f;
    uint32_t late = 0;
    size_t kept = 0;
    for (uint32_t l = 0; l < f->n_ledgers; l++) held[l].n = 0;
    for (uint32_t t = 0; t <= f->n_transfers; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            arrive(s, f->late[late].transfer);
        }
        if (t == f->n_transfers) break;
        depart(s, t);
        if (!(f->flags[t] & SY_T_LATE)) arrive(s, t);
    }
    for (size_t k = 0; k < s->n; k++) {
        s->found[k].value = s->found[k].fen;
        if (s->found[k].fen > 0) s->found[kept++] = s->found[k];
    }
    s->n = kept;
}

static int by_rank(const void *a, const void *b)
{
    const slow_path *x = a, *y = b;
    if (x->value != y->value) return x->value > y->value ? -1 : 1;
    if (x->n != y->n) return x->n < y->n ? -1 : 1;
    for (uint32_t i = 0; i < x->n; i++) {
        if (x->way[i] != y->way[i]) return x->way[i] < y->way[i] ? -1 : 1;
    }
    return 0;
}

static size_t n_compared, n_nonempty, n_breakpoints, n_cut, n_by_rank[RANKS];

static void compare_one(const sy_path *a, const slow_path *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->least, b->least);
    assert_int_equal(a->took, b->took);
    assert_int_equal(a->fen, b->fen);
    assert_memory_equal(a->transfers, b->way, a->n * sizeof *b->way);
    assert_int_equal(a->breakpoints, b->breakpoints);
    n_breakpoints += b->breakpoints != 0;
}

/* A cut answer holds true paths, and is right down to what it says it left out. */
static void compare_cut(const sy_paths *p, const slow *s)
{
    const int64_t left_out[] = {
        [SY_RANK_WIDEST] = p->left_out,        [SY_RANK_FIFO] = p->left_out,
        [SY_RANK_LIFO] = p->left_out,          [SY_RANK_SHORTEST] = -p->left_out,
        [SY_RANK_EARLIEST] = -p->left_out - 1, [SY_RANK_FEWEST] = -p->left_out};
    for (size_t i = 0; i < p->n; i++) {
        const sy_path *x = &p->paths[i];
        size_t k = 0;
        while (k < s->n && (s->found[k].n != x->n ||
                            memcmp(s->found[k].way, x->transfers, x->n * sizeof(uint32_t)) != 0)) {
            k++;
        }
        assert_true(k < s->n);
    }
    for (size_t k = 0; k < s->n && k < s->q->limit; k++) {
        if (s->found[k].value <= left_out[s->q->rank]) break;
        assert_true(k < p->n);
        compare_one(&p->paths[k], &s->found[k]);
    }
}

static void compare(const sy_ways *ways, const sy_flow *f, const sy_path_query *q)
{
    sy_err err = {0};
    sy_paths *p = NULL;
    slow s;
    slow_open(&s, f, q);
    slow_extend(&s);
    if (q->rank == SY_RANK_FIFO || q->rank == SY_RANK_LIFO) keep_what_went(&s);
    qsort(s.found, s.n, sizeof *s.found, by_rank);
    const sy_status st = sy_paths_find(&p, NULL, ways, q, &err);
    assert_ok(st, err);
    n_compared++;
    n_nonempty += s.n > 0;
    n_by_rank[q->rank] += s.n > 0;
    if (p->is_cut) {
        n_cut++;
        compare_cut(p, &s);
    } else {
        assert_int_equal(p->n, s.n < q->limit ? s.n : q->limit);
        for (size_t i = 0; i < p->n; i++) compare_one(&p->paths[i], &s.found[i]);
        assert_int_equal(p->left_out, 0);
    }
    sy_paths_free(p);
    slow_net_close(&s.net);
}

/* ---- reach ---- */

/* By the definition: relax until nothing changes, for each number of hops. */
static void compare_reach(const sy_flow *f, uint32_t account, int64_t since, uint32_t max_hops)
{
    slow s;
    sy_err err = {0};
    sy_reach *r = NULL;
    slow_open(&s, f, NULL);
    uint32_t *hops = malloc((f->n_transfers + 1) * sizeof *hops);
    memset(hops, 0xFF, (f->n_transfers + 1) * sizeof *hops);
    const uint32_t most = max_hops ? max_hops : 2 * f->n_ledgers;
    for (uint32_t h = 1; h <= most; h++) {
        for (uint32_t t = 0; t < f->n_transfers; t++) {
            bool is_begun = !sy_is_outside(f->from[t]) && !(f->flags[t] & SY_T_PSEUDO) &&
                            f->ledgers[f->from[t]].account == account;
            bool ok = h == 1 && is_begun && sy_flow_at(f, t) >= since;
            for (uint32_t b = 0; b < f->n_transfers && !ok && h > 1 && !is_begun; b++) {
                ok = hops[b] == h - 1 && slow_net_is_step(f, b) && slow_net_to(f, b) != account &&
                     !sy_is_outside(f->from[t]) && !(f->flags[t] & SY_T_PSEUDO) &&
                     slow_net_follows(&s.net, b, t);
            }
            if (ok && hops[t] == SY_NONE) hops[t] = h;
        }
    }
    assert_ok(sy_reach_from(&r, NULL, f, account, since, max_hops, &err), err);
    for (uint32_t a = 0; a < f->n_accounts; a++) {
        uint32_t fewest = SY_NONE, first = SY_NONE;
        for (uint32_t t = 0; t < f->n_transfers && a != account; t++) {
            if (hops[t] == SY_NONE || !slow_net_is_step(f, t) || slow_net_to(f, t) != a) continue;
            if (hops[t] < fewest) fewest = hops[t];
            if (first == SY_NONE || s.net.came[t] < s.net.came[first]) first = t;
        }
        assert_int_equal(r[a].hops, fewest);
        if (fewest != SY_NONE) assert_int_equal(r[a].transfer, first);
    }
    sy_drop(NULL, r);
    free(hops);
    slow_net_close(&s.net);
}

/* ---- worlds ---- */

typedef struct opened {
    world_view v;
    sy_built_flow *built;
    const sy_flow *f;
    sy_ways *ways;
} opened;

static void open_world(opened *o, const world *w)
{
    sy_err err = {0};
    sy_build_report report;
    world_view_open(&o->v, w);
    sy_status st = sy_flow_build(&o->built, NULL, &o->v.rows, &o->v.books, &report, &err);
    assert_ok(st, err);
    o->f = sy_built_flow_view(o->built);
    st = sy_ways_new(&o->ways, NULL, o->f, &err);
    assert_ok(st, err);
}

static void close_world(opened *o)
{
    sy_ways_free(o->ways);
    sy_built_flow_free(o->built);
    world_view_close(&o->v);
}

static void agrees_on_every_small_list(void **state)
{
    (void)state;
    static const int64_t amounts[] = {5, 3, 4, 3};
    world *w = world_new();
    uint64_t codes = 1;
    for (uint32_t n = 1; n <= 4; n++) {
        codes *= WORLD_SMALL_KINDS;
        for (uint64_t code = 0; code < codes; code++) {
            if (!world_small_list(w, n, code, amounts)) continue;
            opened o;
            open_world(&o, w);
            const sy_path_query q = {.from = 0,
                                     .to = 2,
                                     .max_hops = 1 + (uint32_t)(code % 3),
                                     .limit = 1 + (uint32_t)(code % 4),
                                     .rank = (sy_path_rank)(code / 27 % RANKS)};
            compare(o.ways, o.f, &q);
            compare_reach(o.f, 0, 0, (uint32_t)(code % 3));
            close_world(&o);
        }
    }
    free(w);
}

static void random_query(sy_path_query *q, uint32_t avoid[2], const sy_flow *f, dice *d)
{
    *q = (sy_path_query){.from = (uint32_t)roll_below(d, f->n_accounts),
                         .max_hops = 1 + (uint32_t)roll_below(d, MOST_HOPS),
                         .limit = 1 + (uint32_t)roll_below(d, 12),
                         .avoid = avoid};
    q->rank = (sy_path_rank)roll_below(d, RANKS);
    q->to = (q->from + 1 + (uint32_t)roll_below(d, f->n_accounts - 1)) % f->n_accounts;
    const int64_t span = f->n_transfers ? sy_flow_at(f, f->n_transfers - 1) - sy_flow_at(f, 0) : 0;
    if (roll_below(d, 3) == 0) {
        q->has_window = true;
        q->window = (int64_t)roll_below(d, (uint64_t)(span < 0 ? 0 : span) + 2);
    }
    if (roll_below(d, 3) == 0) {
        q->has_max_gap = true;
        q->max_gap = (int64_t)roll_below(d, (uint64_t)(span < 0 ? 0 : span) / 2 + 2);
    }
    q->has_since = roll_below(d, 6) == 0;
    q->has_until = roll_below(d, 6) == 0;
    if (f->n_transfers) {
        q->since = f->time_base + (int64_t)roll_below(d, (uint64_t)(span < 0 ? 0 : span) / 2 + 2);
        q->until = q->since + (int64_t)roll_below(d, (uint64_t)(span < 0 ? 0 : span) + 2);
    }
    if (roll_below(d, 3) == 0) q->min_share = (uint32_t)roll_below(d, 12000);
    if (roll_below(d, 4) == 0 && f->n_accounts > 2) {
        avoid[0] = (uint32_t)roll_below(d, f->n_accounts);
        q->n_avoid = avoid[0] != q->from && avoid[0] != q->to;
    }
    if (roll_below(d, 2) == 0) q->max_work = 1 + roll_below(d, 80);
}

static void agrees_on_random_worlds(void **state)
{
    (void)state;
    world *w = world_new();
    dice d = {.state = 3};
    uint32_t avoid[2];
    n_nonempty = n_breakpoints = n_cut = n_compared = 0;
    for (int i = 0; i < 2600; i++) {
        world_clear(w);
        if (i % 3 == 0) {
            world_random_list(w, roll(&d), 3 + (uint32_t)roll_below(&d, 6),
                              (uint32_t)roll_below(&d, 40), 20, 1 + (int64_t)roll_below(&d, 40));
        } else {
            world_random_statements(w, roll(&d), (unsigned)roll(&d) & WORLD_ALL & ~WORLD_BIG,
                                    5 + (uint32_t)roll_below(&d, 40));
        }
        opened o;
        open_world(&o, w);
        for (int k = 0; k < 4 && o.f->n_accounts > 1; k++) {
            sy_path_query q;
            random_query(&q, avoid, o.f, &d);
            compare(o.ways, o.f, &q);
            compare_reach(o.f, q.from,
                          roll_below(&d, 2) && o.f->n_transfers ? sy_flow_at(o.f, 0) + 3
                                                                : INT64_MIN,
                          (uint32_t)roll_below(&d, 4));
        }
        close_world(&o);
    }
    print_message("%zu questions, %zu with paths, %zu breakpoints, %zu cut\n", n_compared,
                  n_nonempty, n_breakpoints, n_cut);
    for (int k = 0; k < RANKS; k++) assert_true(n_by_rank[k] > 100);
    assert_true(n_nonempty > 1000 && n_breakpoints > 200 && n_cut > 200);
    free(w);
}

static void the_worked_example_has_its_paths(void **state)
{
    (void)state;
    enum { W, A, B, C, X, D, E, F };
    world *w = world_new();
    opened o;
    sy_err err = {0};
    sy_paths *p = NULL;
    world_worked_example(w);
    open_world(&o, w);
    sy_path_query q = {.from = A, .to = F};
    assert_ok(sy_paths_find(&p, NULL, o.ways, &q, &err), err);
    assert_int_equal(p->n, 1); /* A -> B -> C -> E -> F */
    assert_int_equal(p->paths[0].n, 4);
    assert_int_equal(p->paths[0].least, 160000);
    sy_paths_free(p);
    for (int rule = 0; rule < 2; rule++) { /* design/tracing.md 11: what is held by F */
        q.rank = rule ? SY_RANK_LIFO : SY_RANK_FIFO;
        assert_ok(sy_paths_find(&p, NULL, o.ways, &q, &err), err);
        assert_int_equal(p->n, 1);
        assert_int_equal(p->paths[0].n, 4);
        assert_int_equal(p->paths[0].fen, rule ? 160000 : 100000);
        sy_paths_free(p);
    }
    q.rank = SY_RANK_WIDEST;
    q.max_hops = 3;
    assert_ok(sy_paths_find(&p, NULL, o.ways, &q, &err), err);
    assert_int_equal(p->n, 0);
    assert_false(p->is_cut);
    sy_paths_free(p);
    q = (sy_path_query){.from = X, .to = C}; /* B paid C before X paid B */
    assert_ok(sy_paths_find(&p, NULL, o.ways, &q, &err), err);
    assert_int_equal(p->n, 0);
    sy_paths_free(p);
    q.to = X;
    assert_int_equal(sy_paths_find(&p, NULL, o.ways, &q, NULL), SY_EINVAL);
    q.to = 99;
    assert_int_equal(sy_paths_find(&p, NULL, o.ways, &q, NULL), SY_EINVAL);
    q = (sy_path_query){.from = X, .to = C, .max_hops = SY_MAX_PATH_HOPS + 1};
    assert_int_equal(sy_paths_find(&p, NULL, o.ways, &q, NULL), SY_EINVAL);
    close_world(&o);
    free(w);
}

static bool note_tick(void *ctx, unsigned permille)
{
    assert_true(permille <= 1000);
    return ++*(int *)ctx < 3;
}

static void can_be_watched_and_cancelled(void **state)
{
    (void)state;
    world *w = world_new();
    opened o;
    sy_err err = {0};
    sy_paths *p = NULL;
    int ticks = 0;
    world_worked_example(w);
    open_world(&o, w);
    sy_path_query q = {.from = 1, .to = 7, .tick = note_tick, .tick_ctx = &ticks};
    assert_ok(sy_paths_find(&p, NULL, o.ways, &q, &err), err);
    assert_int_equal(ticks, 1); /* too little work for a second */
    sy_paths_free(p);
    ticks = 2;
    assert_int_equal(sy_paths_find(&p, NULL, o.ways, &q, &err), SY_ECANCEL);
    assert_null(p);
    close_world(&o);
    free(w);
}

static sy_status ask_all(const sy_flow *f, const sy_alloc *al, sy_path_rank rank)
{
    const sy_path_query q = {.from = 0, .to = 1, .rank = rank};
    sy_ways *ways = NULL;
    sy_paths *p = NULL;
    sy_reach *r = NULL;
    sy_status st = sy_ways_new(&ways, al, f, NULL);
    if (st == SY_OK) st = sy_paths_find(&p, al, ways, &q, NULL);
    if (st == SY_OK) st = sy_reach_from(&r, al, f, 0, INT64_MIN, 0, NULL);
    sy_paths_free(p);
    sy_ways_free(ways);
    sy_drop(al, r);
    return st;
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    world *w = world_new();
    opened o;
    world_random_list(w, 9, 6, 60, 20, 100);
    open_world(&o, w);
    for (sy_path_rank rank = SY_RANK_WIDEST; rank <= SY_RANK_FIFO; rank++) {
        for (size_t n = 0;; n++) {
            scarce s = {.left = n};
            const sy_alloc al = {scarce_get, scarce_put, &s};
            const sy_status st = ask_all(o.f, &al, rank);
            assert_int_equal(s.live, 0);
            if (st == SY_OK) break;
            assert_int_equal(st, SY_ENOMEM);
            assert_true(n < 1000);
        }
    }
    close_world(&o);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worked_example_has_its_paths),
        cmocka_unit_test(agrees_on_every_small_list),
        cmocka_unit_test(agrees_on_random_worlds),
        cmocka_unit_test(can_be_watched_and_cancelled),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("paths", tests, NULL, NULL);
}
