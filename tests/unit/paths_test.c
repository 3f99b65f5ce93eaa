/* paths_test.c - paths and reach against a search that tries everything, on every
 * small list and on random worlds of statements; in these the order of rows comes
 * from the ledgers themselves, not from the pass. */
#include "test.h"

#include "flow/paths.h"
#include "flow/reach.h"
#include "world.h"

enum { MOST_FOUND = 20000, MOST_HOPS = 6 };

/* ---- the slow twin ---- */

typedef struct slow_path {
    int64_t least, took, value; /* value: by the rank, more is better */
    uint32_t n, way[MOST_HOPS], breakpoints;
} slow_path;

typedef struct slow {
    const sy_flow *f;
    const sy_path_query *q;
    uint32_t *out_place, *in_place; /* by transfer: place in the payer's and the payee's ledger */
    uint32_t *left, *came;          /* by transfer: when, counting both along the pass */
    uint32_t *onward;               /* the first departure after its arrival */
    slow_path *found, now;
    size_t n;
} slow;

static void number_events(slow *s)
{
    const sy_flow *f = s->f;
    uint32_t late = 0, event = 0;
    for (uint32_t t = 0; t <= f->n_transfers; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            s->came[f->late[late].transfer] = event++;
            s->onward[f->late[late].transfer] = t;
        }
        if (t == f->n_transfers) break;
        s->left[t] = event++;
        if (f->flags[t] & SY_T_LATE) continue;
        s->came[t] = event++;
        s->onward[t] = t + 1;
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1]; i++) {
            (f->rows[i] % 2 ? s->in_place : s->out_place)[f->rows[i] / 2] = i;
        }
    }
}

static void slow_open(slow *s, const sy_flow *f, const sy_path_query *q)
{
    const size_t n = f->n_transfers + 1;
    *s = (slow){.f = f, .q = q};
    s->out_place = calloc(n, sizeof(uint32_t));
    s->in_place = calloc(n, sizeof(uint32_t));
    s->left = calloc(n, sizeof(uint32_t));
    s->came = calloc(n, sizeof(uint32_t));
    s->onward = calloc(n, sizeof(uint32_t));
    static slow_path found[MOST_FOUND]; /* one question at a time */
    s->found = found;
    number_events(s);
}

static void slow_close(slow *s)
{
    free(s->out_place);
    free(s->in_place);
    free(s->left);
    free(s->came);
    free(s->onward);
}

static uint32_t whole(const sy_flow *f, uint32_t l)
{
    return f->ledgers[l].continues != SY_NONE ? f->ledgers[l].continues : l;
}

static bool is_step(const sy_flow *f, uint32_t t)
{
    return !sy_is_outside(f->from[t]) && !sy_is_outside(f->to[t]) && !(f->flags[t] & SY_T_PSEUDO) &&
           f->ledgers[f->from[t]].account != f->ledgers[f->to[t]].account;
}

/* Can what a brought go on by b? */
static bool follows(const slow *s, uint32_t a, uint32_t b)
{
    const sy_flow *f = s->f;
    if (f->to[a] == f->from[b]) return s->out_place[b] > s->in_place[a];
    return whole(f, f->to[a]) == whole(f, f->from[b]) && s->left[b] > s->came[a];
}

static uint32_t account_to(const sy_flow *f, uint32_t t)
{
    return f->ledgers[f->to[t]].account;
}

static bool may_take(const slow *s, uint32_t t)
{
    const sy_flow *f = s->f;
    const slow_path *p = &s->now;
    if (s->q->has_since && sy_flow_at(f, t) < s->q->since) return false;
    if (s->q->has_until && sy_flow_at(f, t) > s->q->until) return false;
    if (!is_step(f, t) || account_to(f, t) == s->q->from) return false;
    for (size_t i = 0; i < s->q->n_avoid; i++) {
        if (account_to(f, t) == s->q->avoid[i]) return false;
    }
    if (p->n == 0) return f->ledgers[f->from[t]].account == s->q->from;
    const uint32_t last = p->way[p->n - 1], first = p->way[0];
    for (uint32_t i = 0; i < p->n; i++) {
        if (account_to(f, t) == account_to(f, p->way[i])) return false;
    }
    if (!follows(s, last, t)) return false;
    if (s->q->has_window && sy_flow_at(f, t) - sy_flow_at(f, first) > s->q->window) return false;
    if (s->q->has_max_gap && sy_flow_at(f, t) - sy_flow_at(f, last) > s->q->max_gap) return false;
    return (__extension__(__int128) f->amount[t]) * 10000 >=
           (__extension__(__int128) f->amount[first]) * s->q->min_share;
}

static void slow_extend(slow *s)
{
    slow_path *p = &s->now;
    const sy_flow *f = s->f;
    if (p->n > 0 && account_to(f, p->way[p->n - 1]) == s->q->to) {
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
        const int64_t values[] = {[SY_RANK_WIDEST] = x->least,
                                  [SY_RANK_SHORTEST] = -x->took,
                                  [SY_RANK_EARLIEST] = -(int64_t)s->onward[p->way[p->n - 1]],
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

static size_t n_compared, n_nonempty, n_breakpoints, n_cut;

static void compare_one(const sy_path *a, const slow_path *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->least, b->least);
    assert_int_equal(a->took, b->took);
    assert_memory_equal(a->transfers, b->way, a->n * sizeof *b->way);
    assert_int_equal(a->breakpoints, b->breakpoints);
    n_breakpoints += b->breakpoints != 0;
}

/* A cut answer holds true paths, and is right down to what it says it left out. */
static void compare_cut(const sy_paths *p, const slow *s)
{
    const int64_t left_out[] = {[SY_RANK_WIDEST] = p->left_out,
                                [SY_RANK_SHORTEST] = -p->left_out,
                                [SY_RANK_EARLIEST] = -p->left_out - 1,
                                [SY_RANK_FEWEST] = -p->left_out};
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
    qsort(s.found, s.n, sizeof *s.found, by_rank);
    const sy_status st = sy_paths_find(&p, NULL, ways, q, &err);
    assert_ok(st, err);
    n_compared++;
    n_nonempty += s.n > 0;
    if (p->is_cut) {
        n_cut++;
        compare_cut(p, &s);
    } else {
        assert_int_equal(p->n, s.n < q->limit ? s.n : q->limit);
        for (size_t i = 0; i < p->n; i++) compare_one(&p->paths[i], &s.found[i]);
        assert_int_equal(p->left_out, 0);
    }
    sy_paths_free(p);
    slow_close(&s);
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
                ok = hops[b] == h - 1 && is_step(f, b) && account_to(f, b) != account &&
                     !sy_is_outside(f->from[t]) && !(f->flags[t] & SY_T_PSEUDO) &&
                     follows(&s, b, t);
            }
            if (ok && hops[t] == SY_NONE) hops[t] = h;
        }
    }
    assert_ok(sy_reach_from(&r, NULL, f, account, since, max_hops, &err), err);
    for (uint32_t a = 0; a < f->n_accounts; a++) {
        uint32_t fewest = SY_NONE, first = SY_NONE;
        for (uint32_t t = 0; t < f->n_transfers && a != account; t++) {
            if (hops[t] == SY_NONE || !is_step(f, t) || account_to(f, t) != a) continue;
            if (hops[t] < fewest) fewest = hops[t];
            if (first == SY_NONE || s.came[t] < s.came[first]) first = t;
        }
        assert_int_equal(r[a].hops, fewest);
        if (fewest != SY_NONE) assert_int_equal(r[a].transfer, first);
    }
    sy_drop(NULL, r);
    free(hops);
    slow_close(&s);
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
                                     .rank = (sy_path_rank)(code / 27 % 4)};
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
    for (int i = 0; i < 2000; i++) {
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

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    world *w = world_new();
    opened o;
    world_random_list(w, 9, 6, 60, 20, 100);
    open_world(&o, w);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_ways *ways = NULL;
        sy_paths *p = NULL;
        sy_reach *r = NULL;
        const sy_path_query q = {.from = 0, .to = 1};
        sy_status st = sy_ways_new(&ways, &al, o.f, NULL);
        if (st == SY_OK) st = sy_paths_find(&p, &al, ways, &q, NULL);
        if (st == SY_OK) st = sy_reach_from(&r, &al, o.f, 0, INT64_MIN, 0, NULL);
        sy_paths_free(p);
        sy_ways_free(ways);
        sy_drop(&al, r);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
        assert_true(n < 1000);
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
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("paths", tests, NULL, NULL);
}
