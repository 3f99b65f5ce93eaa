/* explore_test.c - all ways against a search that tries every transfer after every way,
 * and the best paths against all ways, on lists too large for that. */
#include "test.h"

#include "flow/explore.h"
#include "slow_net.h"
#include "world.h"

enum { MOST_WAYS = 60000, MOST_HOPS = 5 };

typedef struct way {
    uint32_t n, transfers[MOST_HOPS];
} way;

typedef struct ways {
    way *way;
    size_t n;
} ways;

static ways all[2]; /* told, and by the twin */

static void add(ways *w, const uint32_t *transfers, uint32_t n)
{
    assert_true(w->n < MOST_WAYS && n <= MOST_HOPS);
    way *x = &w->way[w->n++];
    memset(x, 0, sizeof *x);
    x->n = n;
    memcpy(x->transfers, transfers, n * sizeof *transfers);
}

static int by_transfers(const void *a, const void *b)
{
    const way *x = a, *y = b;
    if (x->n != y->n) return x->n < y->n ? -1 : 1;
    for (uint32_t i = 0; i < x->n; i++) {
        if (x->transfers[i] != y->transfers[i]) return x->transfers[i] < y->transfers[i] ? -1 : 1;
    }
    return 0;
}

/* ---- the slow twin ---- */

typedef struct slow {
    const sy_flow *f;
    slow_net net;
    const sy_explore_query *q;
    uint32_t way[MOST_HOPS], n;
} slow;

static uint32_t near_end(const slow *s, uint32_t t)
{
    return s->q->backward ? slow_net_to(s->f, t) : slow_net_from(s->f, t);
}

static uint32_t far_end(const slow *s, uint32_t t)
{
    return s->q->backward ? slow_net_from(s->f, t) : slow_net_to(s->f, t);
}

static bool goes_on(const slow *s, uint32_t t)
{
    const sy_flow *f = s->f;
    if (s->n == 0) return near_end(s, t) == s->q->account;
    const uint32_t last = s->way[s->n - 1];
    const uint32_t here = s->q->backward ? f->from[last] : f->to[last];
    const uint32_t next = s->q->backward ? f->to[t] : f->from[t];
    if (slow_net_place(f, here) != slow_net_place(f, next)) return false;
    if (s->q->any_order) return true;
    return s->q->backward ? slow_net_follows(&s->net, t, last) : slow_net_follows(&s->net, last, t);
}

static bool may_take(const slow *s, uint32_t t)
{
    if (!slow_net_is_step(s->f, t) || !goes_on(s, t)) return false;
    if (!s->q->may_return && far_end(s, t) == s->q->account) return false;
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->way[i] == t) return false;
        if (!s->q->may_return && far_end(s, s->way[i]) == far_end(s, t)) return false;
    }
    return true;
}

static void slow_walk(slow *s)
{
    for (uint32_t t = 0; t < s->f->n_transfers; t++) {
        if (!may_take(s, t)) continue;
        s->way[s->n++] = t;
        add(&all[1], s->way, s->n);
        /* the same rule for turning back as tell() has */
        if (s->n < s->q->max_hops && t % 5 != 0) slow_walk(s);
        s->n--;
    }
}

/* ---- the comparison ---- */

static sy_explore_step tell(void *ctx, const uint32_t *transfers, uint32_t n)
{
    (void)ctx;
    add(&all[0], transfers, n);
    return transfers[n - 1] % 5 == 0 ? SY_EXPLORE_TURN : SY_EXPLORE_ON;
}

static size_t n_ways;

static void compare(const sy_ways *w, const sy_flow *f, sy_explore_query q)
{
    sy_explored walked;
    sy_err err = {0};
    slow s = {.f = f, .q = &q};
    q.each = tell;
    all[0].n = all[1].n = 0;
    slow_net_open(&s.net, f);
    slow_walk(&s);
    slow_net_close(&s.net);
    assert_ok(sy_explore(&walked, w, &q, &err), err);
    assert_false(walked.is_cut);
    assert_int_equal(walked.ways, all[0].n);
    assert_int_equal(all[0].n, all[1].n);
    n_ways += all[0].n;
    for (int i = 0; i < 2; i++) qsort(all[i].way, all[i].n, sizeof(way), by_transfers);
    assert_memory_equal(all[0].way, all[1].way, all[0].n * sizeof(way));
}

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

static sy_explore_query query_of(uint64_t code, uint32_t account, uint32_t max_hops)
{
    return (sy_explore_query){.account = account,
                              .backward = code & 1,
                              .any_order = code >> 1 & 1,
                              .may_return = code >> 2 & 1,
                              .max_hops = max_hops};
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
            compare(o.ways, o.f, query_of(code, (uint32_t)(code / 8 % 3), 4));
            close_world(&o);
        }
    }
    free(w);
}

static void agrees_on_random_worlds(void **state)
{
    (void)state;
    world *w = world_new();
    dice d = {.state = 21};
    n_ways = 0;
    for (int i = 0; i < 600; i++) {
        world_clear(w);
        if (i % 3 == 0)
            world_random_list(w, roll(&d), 3 + (uint32_t)roll_below(&d, 6),
                              (uint32_t)roll_below(&d, 25), 20, 1 + (int64_t)roll_below(&d, 25));
        else
            world_random_statements(w, roll(&d), (unsigned)roll(&d) & WORLD_ALL & ~WORLD_BIG,
                                    5 + (uint32_t)roll_below(&d, 30));
        opened o;
        open_world(&o, w);
        for (int k = 0; k < 4; k++) {
            compare(o.ways, o.f,
                    query_of(roll(&d), (uint32_t)roll_below(&d, o.f->n_accounts),
                             1 + (uint32_t)roll_below(&d, 4)));
        }
        close_world(&o);
    }
    print_message("%zu ways\n", n_ways);
    assert_true(n_ways > 10000);
    free(w);
}

/* ---- the best paths among all ways ---- */

typedef struct gathering {
    const sy_flow *f;
    const sy_path_query *q;
} gathering;

static int64_t value_of(const sy_flow *f, sy_path_rank rank, const way *w)
{
    int64_t least = INT64_MAX;
    for (uint32_t i = 0; i < w->n; i++) {
        if (f->amount[w->transfers[i]] < least) least = f->amount[w->transfers[i]];
    }
    const uint32_t first = w->transfers[0], last = w->transfers[w->n - 1];
    const int64_t values[] = {[SY_RANK_WIDEST] = least,
                              [SY_RANK_SHORTEST] = sy_flow_at(f, first) - sy_flow_at(f, last),
                              [SY_RANK_EARLIEST] = -(int64_t)last,
                              [SY_RANK_FEWEST] = 0};
    assert_true(rank != SY_RANK_FIFO && rank != SY_RANK_LIFO); /* these are no ranks of ways */
    return values[rank];
}

static const gathering *ranked; /* for qsort */

static int by_rank(const void *a, const void *b)
{
    const int64_t x = value_of(ranked->f, ranked->q->rank, a);
    const int64_t y = value_of(ranked->f, ranked->q->rank, b);
    return x != y ? (x > y ? -1 : 1) : by_transfers(a, b);
}

static sy_explore_step gather(void *ctx, const uint32_t *transfers, uint32_t n)
{
    const gathering *g = ctx;
    if (slow_net_to(g->f, transfers[n - 1]) != g->q->to) return SY_EXPLORE_ON;
    add(&all[0], transfers, n);
    return SY_EXPLORE_TURN;
}

/* A hub, many rounds, layers that do not pay: what small worlds do not have. */
static void the_best_paths_are_those_of_all_ways(void **state)
{
    (void)state;
    world *w = world_new();
    dice d = {.state = 5};
    static const sy_path_rank ranks[] = {SY_RANK_WIDEST, SY_RANK_SHORTEST, SY_RANK_EARLIEST,
                                         SY_RANK_FEWEST};
    size_t found = 0;
    for (int i = 0; i < 40; i++) {
        opened o;
        sy_err err = {0};
        world_clear(w);
        world_random_list(w, roll(&d), 24, 400, i % 2 ? 100000 : 40, 300);
        open_world(&o, w);
        for (uint32_t k = 0; k < 8; k++) {
            sy_path_query q = {.from = (uint32_t)roll_below(&d, 24),
                               .rank = ranks[k % 4],
                               .max_hops = 3 + k % 2,
                               .limit = 1 + (uint32_t)roll_below(&d, 20)};
            q.to = (q.from + 1 + (uint32_t)roll_below(&d, 23)) % 24;
            gathering g = {.f = o.f, .q = &q};
            const sy_explore_query walk = {.account = q.from,
                                           .max_hops = q.max_hops,
                                           .max_work = SY_MAX_PATH_WORK,
                                           .each = gather,
                                           .ctx = &g};
            sy_explored walked;
            sy_paths *p = NULL;
            all[0].n = 0;
            assert_ok(sy_explore(&walked, o.ways, &walk, &err), err);
            ranked = &g;
            qsort(all[0].way, all[0].n, sizeof(way), by_rank);
            assert_ok(sy_paths_find(&p, NULL, o.ways, &q, &err), err);
            assert_int_equal(p->n, all[0].n < q.limit ? all[0].n : q.limit);
            for (size_t x = 0; x < p->n; x++) {
                assert_int_equal(p->paths[x].n, all[0].way[x].n);
                assert_memory_equal(p->paths[x].transfers, all[0].way[x].transfers,
                                    p->paths[x].n * sizeof(uint32_t));
            }
            found += p->n;
            sy_paths_free(p);
        }
        close_world(&o);
    }
    assert_true(found > 1000);
    free(w);
}

static sy_explore_step stop_at_third(void *ctx, const uint32_t *transfers, uint32_t n)
{
    (void)transfers;
    (void)n;
    return ++*(int *)ctx == 3 ? SY_EXPLORE_STOP : SY_EXPLORE_ON;
}

static void limits_and_a_stop_are_kept(void **state)
{
    (void)state;
    world *w = world_new();
    opened o;
    sy_err err = {0};
    sy_explored walked;
    int told = 0;
    world_random_list(w, 9, 6, 200, 20, 100);
    open_world(&o, w);
    sy_explore_query q = {.account = 0, .max_hops = 4, .each = stop_at_third, .ctx = &told};
    assert_ok(sy_explore(&walked, o.ways, &q, &err), err);
    assert_int_equal(told, 3);
    assert_int_equal(walked.ways, 3);
    q.max_work = 50;
    told = 1000;
    assert_ok(sy_explore(&walked, o.ways, &q, &err), err);
    assert_true(walked.is_cut && walked.work <= 51);
    q = (sy_explore_query){.account = o.f->n_accounts, .each = stop_at_third, .ctx = &told};
    assert_int_equal(sy_explore(&walked, o.ways, &q, NULL), SY_EINVAL);
    q = (sy_explore_query){.max_hops = SY_MAX_PATH_HOPS + 1, .each = stop_at_third, .ctx = &told};
    assert_int_equal(sy_explore(&walked, o.ways, &q, NULL), SY_EINVAL);
    close_world(&o);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_on_every_small_list),
        cmocka_unit_test(agrees_on_random_worlds),
        cmocka_unit_test(the_best_paths_are_those_of_all_ways),
        cmocka_unit_test(limits_and_a_stop_are_kept),
    };
    for (int i = 0; i < 2; i++) all[i].way = calloc(MOST_WAYS, sizeof(way));
    const int failed = cmocka_run_group_tests_name("explore", tests, NULL, NULL);
    for (int i = 0; i < 2; i++) free(all[i].way);
    return failed;
}
