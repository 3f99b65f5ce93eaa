/* cycles_test.c - temporal cycles against a search that is right by inspection,
 * on every small list and on random ones, and against published counts. */
#include "test.h"

#include "flow/cycles.h"

enum { MOST = 32768, ACCOUNTS = 8192 };

/* A flow of bare transfers between accounts with one ledger each. */
typedef struct list {
    uint32_t from[MOST], to[MOST];
    uint32_t at[MOST];
    int64_t amount[MOST];
    uint8_t flags[MOST];
    sy_ledger ledgers[ACCOUNTS];
    sy_flow flow;
} list;

static void list_clear(list *l, uint32_t accounts)
{
    l->flow = (sy_flow){.n_ledgers = accounts,
                        .n_accounts = accounts,
                        .from = l->from,
                        .to = l->to,
                        .at = l->at,
                        .amount = l->amount,
                        .flags = l->flags,
                        .ledgers = l->ledgers};
    for (uint32_t a = 0; a < accounts; a++) l->ledgers[a] = (sy_ledger){.account = a};
}

static void pay(list *l, uint32_t from, uint32_t to, int64_t at, int64_t amount)
{
    const uint32_t t = l->flow.n_transfers++;
    assert_true(t < MOST);
    l->from[t] = from;
    l->to[t] = to;
    assert_true(at >= 0 && at <= UINT32_MAX);
    l->at[t] = (uint32_t)at;
    l->amount[t] = amount;
    l->flags[t] = 0;
}

/* ---- the slow twin: tries every transfer after every other ---- */

typedef struct slow {
    const sy_flow *f;
    const sy_cycle_query *q;
    uint32_t way[16], n;
    uint64_t by_length[17], total;
    uint64_t digest; /* of all cycles, whatever their order */
} slow;

static uint64_t digest_of(const uint32_t *transfers, uint32_t n)
{
    uint64_t h = 1469598103934665603ull;
    for (uint32_t i = 0; i < n; i++) h = (h ^ (transfers[i] + 1)) * 1099511628211ull;
    return h * h;
}

static uint32_t slow_account(const sy_flow *f, uint32_t end)
{
    return sy_is_outside(end) ? SY_NONE : f->ledgers[end].account;
}

static void slow_extend(slow *s)
{
    const sy_flow *f = s->f;
    const uint32_t last = s->way[s->n - 1], first = s->way[0];
    if (slow_account(f, f->to[last]) == slow_account(f, f->from[first])) {
        s->by_length[s->n]++;
        s->total++;
        s->digest += digest_of(s->way, s->n);
        return;
    }
    if (s->q->max_length && s->n == s->q->max_length) return;
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        bool fits = sy_flow_at(f, t) > sy_flow_at(f, last) &&
                    sy_flow_at(f, t) - sy_flow_at(f, first) <= s->q->window &&
                    f->amount[t] >= s->q->min_amount && !(f->flags[t] & SY_T_PSEUDO) &&
                    slow_account(f, f->from[t]) == slow_account(f, f->to[last]) &&
                    !sy_is_outside(f->to[t]);
        for (uint32_t i = 1; i < s->n && fits; i++) {
            fits = slow_account(f, f->to[t]) != slow_account(f, f->from[s->way[i]]);
        }
        if (fits && slow_account(f, f->to[t]) == slow_account(f, f->from[t])) fits = false;
        if (!fits) continue;
        s->way[s->n++] = t;
        slow_extend(s);
        s->n--;
    }
}

static slow slow_cycles(const sy_flow *f, const sy_cycle_query *q)
{
    slow s = {.f = f, .q = q};
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (sy_is_outside(f->from[t]) || sy_is_outside(f->to[t])) continue;
        if (f->flags[t] & SY_T_PSEUDO || f->amount[t] < q->min_amount) continue;
        if (slow_account(f, f->from[t]) == slow_account(f, f->to[t])) continue;
        s.way[0] = t;
        s.n = 1;
        slow_extend(&s);
    }
    return s;
}

/* ---- the comparison ---- */

typedef struct heard {
    const sy_flow *f;
    uint64_t n, digest, in_order;
    int64_t last_start;
} heard;

static bool hear(void *ctx, const uint32_t *transfers, uint32_t length)
{
    heard *h = ctx;
    assert_true(sy_flow_at(h->f, transfers[0]) >= h->last_start);
    h->last_start = sy_flow_at(h->f, transfers[0]);
    h->n++;
    h->digest += digest_of(transfers, length);
    h->in_order = h->in_order * 31 + digest_of(transfers, length);
    return true;
}

static void compare(const sy_flow *f, const sy_cycle_query *q)
{
    sy_err err = {0};
    sy_cycle_count n;
    heard h = {.f = f, .last_start = INT64_MIN};
    const slow s = slow_cycles(f, q);
    const sy_status st = sy_cycles_find(&n, NULL, f, q, hear, &h, &err);
    assert_ok(st, err);
    assert_int_equal(n.cut_by, SY_CYCLE_WHOLE);
    assert_int_equal(n.total, s.total);
    assert_int_equal(h.n, s.total);
    assert_int_equal(h.digest, s.digest);
    for (uint32_t k = 0; k < 17; k++) assert_int_equal(n.by_length[k], s.by_length[k]);
}

/* Every list of up to four transfers among three accounts at three times. */
static void agrees_on_every_small_list(void **state)
{
    (void)state;
    list *l = malloc(sizeof *l);
    setenv("SUYUAN_THREADS", "1", 1); /* a quarter of a million searches of a microsecond */
    for (uint32_t n = 1, codes = 27; n <= 4; n++, codes *= 27) {
        for (uint32_t code = 0; code < codes; code++) {
            bool in_order = true;
            list_clear(l, 3);
            for (uint32_t i = 0, c = code; i < n; i++, c /= 27) {
                pay(l, c % 3, c / 3 % 3, c / 9 % 3, 1);
                if (i > 0 && l->at[i] < l->at[i - 1]) in_order = false;
            }
            /* Two in three of the long lists out of order are left out: order does not matter. */
            if (!in_order && n == 4 && code % 3) continue;
            const sy_cycle_query q = {.window = 1 + code % 2};
            compare(&l->flow, &q);
        }
    }
    unsetenv("SUYUAN_THREADS");
    free(l);
}

static void random_list(list *l, dice *d, uint32_t accounts, uint32_t n, uint64_t times)
{
    list_clear(l, accounts);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = (uint32_t)roll_below(d, accounts), to = (uint32_t)roll_below(d, accounts);
        if (roll_below(d, 20) == 0) from = SY_OUTSIDE + SY_OUT_CASH;
        if (roll_below(d, 20) == 0) to = SY_OUTSIDE + SY_OUT_OTHER;
        pay(l, from, to, (int64_t)roll_below(d, times), 1 + (int64_t)roll_below(d, 9));
        if (roll_below(d, 20) == 0) l->flags[i] = SY_T_PSEUDO;
    }
    /* Two ledgers of one account. */
    if (accounts > 4 && roll_below(d, 2)) l->ledgers[accounts - 1].account = 0;
}

static void agrees_on_random_lists(void **state)
{
    (void)state;
    list *l = malloc(sizeof *l);
    dice d = {.state = 7};
    for (int i = 0; i < 3000; i++) {
        const uint64_t times = 1 + roll_below(&d, 60);
        random_list(l, &d, 2 + (uint32_t)roll_below(&d, 8), (uint32_t)roll_below(&d, 40), times);
        sy_cycle_query q = {.window = (int64_t)roll_below(&d, times + 2)};
        if (roll_below(&d, 3) == 0) q.max_length = 1 + (uint32_t)roll_below(&d, 6);
        if (roll_below(&d, 3) == 0) q.min_amount = 1 + (int64_t)roll_below(&d, 9);
        compare(&l->flow, &q);
    }
    free(l);
}

/* The same answer on one thread and on four, also where a limit cuts it; what a
 * cut listing holds is the beginning of the whole one. */
static void a_cut_answer_does_not_depend_on_threads(void **state)
{
    (void)state;
    list *l = malloc(sizeof *l);
    dice d = {.state = 11};
    random_list(l, &d, 60, 3000, 3000);
    for (uint64_t limit = 1; limit < 2000000; limit = limit * 3 + 1) {
        for (int kind = 0; kind < 3; kind++) {
            sy_cycle_query q = {.window = 120};
            if (kind == 0) q.max_work = limit;
            if (kind == 1) q.max_work_each = limit;
            if (kind == 2) q.max_listed = limit;
            sy_cycle_count n[2];
            heard h[2] = {{.f = &l->flow, .last_start = INT64_MIN},
                          {.f = &l->flow, .last_start = INT64_MIN}};
            for (int k = 0; k < 2; k++) {
                sy_err err = {0};
                setenv("SUYUAN_THREADS", k ? "4" : "1", 1);
                const sy_status st = sy_cycles_find(&n[k], NULL, &l->flow, &q, hear, &h[k], &err);
                assert_ok(st, err);
                assert_int_equal(h[k].n, n[k].total);
            }
            assert_memory_equal(&n[0], &n[1], sizeof n[0]);
            assert_memory_equal(&h[0], &h[1], sizeof h[0]);
            if (kind == 2 && n[0].cut_by == SY_CYCLE_CUT_LIST) assert_int_equal(h[0].n, limit);
            if (limit == 1) assert_int_not_equal(n[0].cut_by, SY_CYCLE_WHOLE);
        }
    }
    unsetenv("SUYUAN_THREADS");
    free(l);
}

static void a_cycle_longer_than_the_limit_is_reported_as_cut(void **state)
{
    (void)state;
    const uint32_t length = SY_MAX_CYCLE_LENGTH + 1;
    list *l = malloc(sizeof *l);
    sy_err err = {0};
    sy_cycle_count n;
    list_clear(l, length);
    for (uint32_t i = 0; i < length; i++) pay(l, i, (i + 1) % length, i, 1);
    sy_cycle_query q = {.window = length};
    assert_ok(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), err);
    assert_int_equal(n.total, 0);
    assert_int_equal(n.cut_by, SY_CYCLE_CUT_LENGTH);
    pay(l, length - 2, 0, length, 1);
    assert_ok(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), err);
    assert_int_equal(n.by_length[SY_MAX_CYCLE_LENGTH], 1);
    q.max_length = 3; /* what was asked for is no cut */
    assert_ok(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), err);
    assert_int_equal(n.cut_by, SY_CYCLE_WHOLE);
    q.max_length = SY_MAX_CYCLE_LENGTH + 1;
    assert_int_equal(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), SY_EINVAL);
    q = (sy_cycle_query){.window = -1};
    assert_int_equal(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, NULL), SY_EINVAL);
    free(l);
}

static bool stop_at_once(void *ctx, const uint32_t *transfers, uint32_t length)
{
    (void)transfers;
    (void)length;
    ++*(int *)ctx;
    return false;
}

static void a_listener_can_stop_it_and_edges_of_time_are_safe(void **state)
{
    (void)state;
    list *l = malloc(sizeof *l);
    sy_err err = {0};
    sy_cycle_count n;
    int heard_of = 0;
    list_clear(l, 2);
    l->flow.time_base = INT64_MAX - UINT32_MAX;
    pay(l, 0, 1, (int64_t)UINT32_MAX - 3, 1);
    pay(l, 1, 0, UINT32_MAX, 1);
    pay(l, 0, 1, (int64_t)UINT32_MAX - 2, 1);
    const sy_cycle_query q = {.window = INT64_MAX};
    assert_int_equal(sy_cycles_find(&n, NULL, &l->flow, &q, stop_at_once, &heard_of, &err),
                     SY_ECANCEL);
    assert_int_equal(heard_of, 1);
    assert_int_equal(n.total, 2);
    list_clear(l, 1);
    l->flow.n_ledgers = l->flow.n_accounts = 0;
    assert_ok(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), err);
    assert_int_equal(n.total, 0);
    free(l);
}

typedef struct ticks {
    unsigned n, last, most; /* of the calls, so many may be */
} ticks;

static bool count_tick(void *ctx, unsigned permille)
{
    ticks *t = ctx;
    assert_true(permille <= 1000);
    t->last = permille;
    return ++t->n < t->most;
}

static void can_be_watched_and_cancelled(void **state)
{
    (void)state;
    list *l = malloc(sizeof *l);
    dice d = {.state = 31};
    random_list(l, &d, 60, 3000, 3000);
    for (int threads = 1; threads <= 4; threads += 3) {
        sy_cycle_count n;
        sy_err err = {0};
        ticks t = {.most = UINT32_MAX};
        sy_cycle_query q = {.window = 60, .tick = count_tick, .tick_ctx = &t};
        setenv("SUYUAN_THREADS", threads > 1 ? "4" : "1", 1);
        assert_ok(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), err);
        assert_true(t.n > 10 && t.last == 1000);
        t = (ticks){.most = 5};
        assert_int_equal(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), SY_ECANCEL);
        assert_int_equal(t.n, 5); /* and nobody is asked again */
    }
    unsetenv("SUYUAN_THREADS");
    free(l);
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    list *l = malloc(sizeof *l);
    dice d = {.state = 5};
    random_list(l, &d, 10, 200, 100);
    setenv("SUYUAN_THREADS", "2", 1);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        const sy_cycle_query q = {.window = 20};
        sy_cycle_count count;
        heard h = {.f = &l->flow, .last_start = INT64_MIN};
        const sy_status st = sy_cycles_find(&count, &al, &l->flow, &q, hear, &h, NULL);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
        assert_true(n < 1000);
    }
    unsetenv("SUYUAN_THREADS");
    free(l);
}

/* ---- published counts ---- */

static FILE *shared_file(const char *name)
{
    const char *root = getenv("SUYUAN_SHARED"), *source = getenv("SUYUAN_DATA");
    char path[4096];
    if (root)
        snprintf(path, sizeof path, "%s/data/transfers/cycles/%s", root, name);
    else
        snprintf(path, sizeof path, "%s/../shared/data/transfers/cycles/%s", source ? source : ".",
                 name);
    FILE *f = fopen(path, "r");
    if (!f) print_message("skipped: %s is not here\n", path);
    return f;
}

static void counts_of_bitcoin_alpha(void **state)
{
    (void)state;
    FILE *edges = shared_file("soc-sign-bitcoinalpha.csv");
    FILE *expected = edges ? shared_file("expected_bitcoinalpha.csv") : NULL;
    char line[256], length[32];
    unsigned from, to;
    int weight;
    long long at, window, before = -1, count;
    int checked = 0;
    sy_cycle_count n = {0};
    if (!expected) skip();
    list *l = malloc(sizeof *l);
    list_clear(l, ACCOUNTS);
    while (fgets(line, sizeof line, edges)) {
        if (sscanf(line, "%u,%u,%d,%lld", &from, &to, &weight, &at) == 4) pay(l, from, to, at, 1);
    }
    fclose(edges);
    assert_int_equal(l->flow.n_transfers, 24186);
    while (fgets(line, sizeof line, expected)) {
        if (sscanf(line, "%*[^,],%lld,s,%31[^,],%lld", &window, length, &count) != 3) continue;
        const sy_cycle_query q = {.window = window};
        sy_err err = {0};
        if (window != before)
            assert_ok(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), err);
        before = window;
        assert_int_equal(strcmp(length, "Total") ? n.by_length[atoi(length)] : n.total, count);
        checked++;
    }
    fclose(expected);
    assert_int_equal(checked, 27);
    free(l);
}

static void counts_of_the_small_sample(void **state)
{
    (void)state;
    static const uint32_t sample[11][3] = {{1, 2, 0}, {1, 5, 1}, {2, 3, 2}, {3, 1, 3},
                                           {3, 2, 4}, {3, 4, 5}, {3, 6, 6}, {4, 5, 7},
                                           {5, 2, 8}, {6, 4, 9}, {4, 7, 10}};
    list *l = malloc(sizeof *l);
    sy_err err = {0};
    sy_cycle_count n;
    const sy_cycle_query q = {.window = 100};
    list_clear(l, 8);
    for (int i = 0; i < 11; i++) pay(l, sample[i][0], sample[i][1], sample[i][2], 1);
    assert_ok(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), err);
    assert_int_equal(n.by_length[2], 1);
    assert_int_equal(n.by_length[3], 1);
    assert_int_equal(n.by_length[4], 1);
    assert_int_equal(n.total, 3);
    free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_of_the_small_sample),
        cmocka_unit_test(agrees_on_every_small_list),
        cmocka_unit_test(agrees_on_random_lists),
        cmocka_unit_test(a_cut_answer_does_not_depend_on_threads),
        cmocka_unit_test(a_cycle_longer_than_the_limit_is_reported_as_cut),
        cmocka_unit_test(a_listener_can_stop_it_and_edges_of_time_are_safe),
        cmocka_unit_test(can_be_watched_and_cancelled),
        cmocka_unit_test(survives_every_failed_allocation),
        cmocka_unit_test(counts_of_bitcoin_alpha),
    };
    return cmocka_run_group_tests_name("cycles", tests, NULL, NULL);
}
