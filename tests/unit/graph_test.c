/* graph_test.c - links against a sum made pair by pair, transfers and periods against links;
 * places by what they promise. */
#include "flow/between.h"
#include "flow/layers.h"
#include "flow/links.h"
#include "flow/list.h"

#include <stdlib.h>
#include <string.h>

#include "made_case.h"

/* ---- links ---- */

static uint32_t node(const sy_flow *f, const sy_links_wish *w, uint32_t n_groups, uint32_t end,
                     bool is_payee)
{
    if (sy_is_outside(end)) return sy_node_outside(n_groups, sy_outside_kind(end), is_payee);
    return w->group_of ? w->group_of[f->ledgers[end].account] : f->ledgers[end].account;
}

static uint32_t folded(const sy_links_wish *w, uint32_t n)
{
    return w->fold_of ? w->fold_of[n] : n;
}

static void check_links(const sy_flow *f, const sy_links_wish *w)
{
    const uint32_t n_groups = w->group_of ? w->n_groups : f->n_accounts,
                   n = n_groups + 64 + w->n_folds;
    sy_link *slow = calloc((size_t)n * n, sizeof *slow);
    sy_links *l = NULL;
    sy_err err = {0};
    size_t expected = 0;

    assert_non_null(slow);
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        const uint32_t from = folded(w, node(f, w, n_groups, f->from[t], false)),
                       to = folded(w, node(f, w, n_groups, f->to[t], true));
        const int64_t at = sy_flow_at(f, t);
        if (f->flags[t] & SY_T_PSEUDO || f->from[t] == f->to[t] || at < w->since || at > w->until ||
            f->amount[t] < w->least)
            continue;
        sy_link *s = &slow[(size_t)from * n + to];
        expected += s->n == 0 && from != to;
        if (s->n == 0 || at < s->first) s->first = at;
        if (s->n == 0 || at > s->last) s->last = at;
        s->n++;
        s->amount += f->amount[t];
    }
    assert_ok(sy_links_make(&l, NULL, f, w, &err), err);
    assert_int_equal(l->n, expected);
    for (size_t i = 0; i < l->n; i++) {
        const sy_link *a = &l->items[i], *s = &slow[(size_t)a->from * n + a->to];
        assert_int_equal(a->n, s->n);
        assert_int_equal(a->amount, s->amount);
        assert_int_equal(a->first, s->first);
        assert_int_equal(a->last, s->last);
        if (i > 0)
            assert_true(l->items[i - 1].from < a->from ||
                        (l->items[i - 1].from == a->from && l->items[i - 1].to < a->to));
    }
    for (uint32_t i = 0; i < n; i++) {
        const sy_link *s = &slow[(size_t)i * n + i];
        assert_int_equal(l->inner[i].n, s->n);
        assert_int_equal(l->inner[i].amount, s->amount);
    }
    sy_links_free(l);
    free(slow);
}

/* Every third node into one fold, the first of the outside into another. */
static uint32_t *fold_some(sy_arena *arena, uint32_t n_groups)
{
    uint32_t *fold_of = sy_arena_get(arena, (n_groups + 66) * sizeof *fold_of);

    for (uint32_t i = 0; i < n_groups + 66; i++) fold_of[i] = i;
    for (uint32_t i = 0; i < n_groups; i += 3) fold_of[i] = n_groups + 64;
    for (uint32_t i = 0; i < 40; i++) fold_of[n_groups + i] = n_groups + 65;
    return fold_of;
}

static void links_are_the_sums_of_pairs(void **state)
{
    made_case m;

    (void)state;
    made_case_open(&m, SY_READ);
    const sy_flow *f = sy_case_flow(m.c);
    uint32_t *groups = sy_arena_get(&m.arena, f->n_accounts * sizeof *groups);
    for (uint32_t a = 0; a < f->n_accounts; a++) groups[a] = a % 7;
    const int64_t middle = sy_flow_at(f, f->n_transfers / 2);
    const sy_links_wish wishes[] = {
        {.since = INT64_MIN, .until = INT64_MAX},
        {.since = middle, .until = INT64_MAX},
        {.since = INT64_MIN, .until = middle, .least = 1000000},
        {.since = INT64_MIN, .until = INT64_MAX, .group_of = groups, .n_groups = 7},
        {.since = middle, .until = middle - 1},
        {.since = INT64_MIN,
         .until = INT64_MAX,
         .fold_of = fold_some(&m.arena, f->n_accounts),
         .n_folds = 2},
        {.since = INT64_MIN,
         .until = middle,
         .group_of = groups,
         .n_groups = 7,
         .fold_of = fold_some(&m.arena, 7),
         .n_folds = 2},
    };
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) check_links(f, &wishes[i]);
    made_case_close(&m);
}

typedef struct total {
    uint64_t n;
    int64_t amount;
} total;

/* Links and what moved within nodes. */
static total total_of(const sy_flow *f, const sy_links_wish *w)
{
    sy_links *l = NULL;
    total sum = {0, 0};
    sy_err err = {0};

    assert_ok(sy_links_make(&l, NULL, f, w, &err), err);
    for (size_t i = 0; i < l->n; i++) {
        sum.n += l->items[i].n;
        sum.amount += l->items[i].amount;
    }
    for (uint32_t i = 0; i < l->n_nodes; i++) {
        sum.n += l->inner[i].n;
        sum.amount += l->inner[i].amount;
    }
    sy_links_free(l);
    return sum;
}

static void accounts_people_and_folds_add_up_to_the_same(void **state)
{
    made_case m;

    (void)state;
    made_case_open(&m, SY_READ);
    const sy_flow *f = sy_case_flow(m.c);
    uint32_t *groups = sy_arena_get(&m.arena, f->n_accounts * sizeof *groups);
    const int64_t middle = sy_flow_at(f, f->n_transfers / 2);
    const int64_t until[] = {middle, INT64_MAX};

    srand(3);
    for (uint32_t people = 1; people < 40; people += 6) {
        for (uint32_t a = 0; a < f->n_accounts; a++) groups[a] = (uint32_t)rand() % people;
        for (int k = 0; k < 2; k++) {
            sy_links_wish w = {.since = INT64_MIN, .until = until[k]};
            const total accounts = total_of(f, &w);
            assert_true(accounts.n > 100);
            w.fold_of = fold_some(&m.arena, f->n_accounts);
            w.n_folds = 2;
            total other = total_of(f, &w);
            assert_memory_equal(&other, &accounts, sizeof other);
            w.group_of = groups;
            w.n_groups = people;
            w.fold_of = fold_some(&m.arena, people);
            other = total_of(f, &w);
            assert_memory_equal(&other, &accounts, sizeof other);
        }
    }
    made_case_close(&m);
}

/* ---- the transfers behind the links ---- */

static void check_periods(const sy_between *b, int64_t all)
{
    sy_period *list = NULL;
    sy_unit_of_time unit;
    sy_err err = {0};
    size_t n, n_transfers = 0;
    int64_t sum = 0, one;

    assert_ok(sy_between_periods(&list, &n, &unit, b, NULL, &err), err);
    for (size_t i = 0; i < n; i++) {
        size_t first, within;
        assert_true(i == 0 || list[i].first == list[i - 1].last + 1);
        sy_between_span(b, list[i].first, list[i].last, &first, &within);
        assert_ok(sy_between_sum(&one, b, first, within, &err), err);
        assert_int_equal(list[i].n, within);
        assert_int_equal(list[i].amount, one);
        n_transfers += list[i].n;
        sum += list[i].amount;
    }
    assert_int_equal(n_transfers, b->n);
    assert_int_equal(sum, all);
    sy_drop(NULL, list);
}

/* Of every second node: the links between them, the transfers, the periods are one sum. */
static void links_transfers_and_periods_are_one_sum(void **state)
{
    made_case m;
    sy_err err = {0};

    (void)state;
    made_case_open(&m, SY_READ);
    const sy_flow *f = sy_case_flow(m.c);
    const int64_t some = sy_flow_at(f, f->n_transfers / 3), later = some + 40 * 86400;
    const sy_links_wish wishes[] = {
        {.since = INT64_MIN, .until = INT64_MAX},
        {.since = some, .until = later, .least = 10000},
        {.since = some,
         .until = later,
         .fold_of = fold_some(&m.arena, f->n_accounts),
         .n_folds = 2},
        {.since = later, .until = some},
    };
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        const sy_links_wish *w = &wishes[i];
        uint32_t *card_of = sy_arena_get(&m.arena, (f->n_accounts + 66) * sizeof *card_of);
        sy_between *b = NULL;
        sy_links *l = NULL;
        size_t first, n, linked = 0;
        int64_t sum, all, links = 0;

        for (uint32_t k = 0; k < f->n_accounts + 66; k++) card_of[k] = k % 2 ? SY_NONE : k;
        assert_ok(sy_links_make(&l, NULL, f, w, &err), err);
        assert_ok(
            sy_between_make(&b, NULL, f, w, &(sy_ends){card_of, SY_NONE, SY_NONE, false}, &err),
            err);
        for (size_t k = 1; k < b->n; k++)
            assert_true(sy_flow_at(f, b->transfers[k - 1]) <= sy_flow_at(f, b->transfers[k]));
        for (size_t k = 0; k < l->n; k++) {
            if (l->items[k].from % 2 || l->items[k].to % 2) continue;
            linked += l->items[k].n;
            links += l->items[k].amount;
        }
        sy_between_span(b, w->since, w->until, &first, &n);
        assert_ok(sy_between_sum(&sum, b, first, n, &err), err);
        assert_int_equal(n, linked);
        assert_int_equal(sum, links);
        assert_ok(sy_between_sum(&all, b, 0, b->n, &err), err);
        check_periods(b, all);
        sy_between_free(b);
        sy_links_free(l);
    }
    made_case_close(&m);
}

/* As many, and as much, as a list of transfers with these ends has in the time of the wish. */
static void check_ends(const sy_flow *f, const sy_links_wish *w, sy_ends ends, size_t n,
                       int64_t sum)
{
    sy_between *b = NULL;
    sy_err err = {0};
    size_t first, listed;
    int64_t added;

    assert_ok(sy_between_make(&b, NULL, f, w, &ends, &err), err);
    sy_between_span(b, w->since, w->until, &first, &listed);
    assert_ok(sy_between_sum(&added, b, first, listed, &err), err);
    assert_int_equal(listed, n);
    assert_int_equal(added, sum);
    sy_between_free(b);
}

/* What a node paid, received and moved within it, and each of its links: all listed, none else. */
static void transfers_of_a_node_are_its_sums(void **state)
{
    made_case m;
    sy_err err = {0};

    (void)state;
    made_case_open(&m, SY_READ);
    const sy_flow *f = sy_case_flow(m.c);
    const int64_t some = sy_flow_at(f, f->n_transfers / 3);
    const sy_links_wish w = {.since = some,
                             .until = some + 90 * 86400,
                             .fold_of = fold_some(&m.arena, f->n_accounts),
                             .n_folds = 2};
    sy_links *l = NULL;
    size_t n_within = 0, n_links = 0;

    assert_ok(sy_links_make(&l, NULL, f, &w, &err), err);
    for (uint32_t node = 0; node < l->n_nodes; node++) {
        size_t n_in = 0, n_out = 0;
        int64_t in = 0, out = 0;
        for (size_t k = 0; k < l->n; k++) {
            const sy_link *one = &l->items[k];
            if (one->to == node) n_in += one->n, in += one->amount;
            if (one->from != node) continue;
            n_out += one->n, out += one->amount;
            n_links++;
            check_ends(f, &w, (sy_ends){.from = one->from, .to = one->to}, one->n, one->amount);
        }
        n_within += l->inner[node].n;
        check_ends(f, &w, (sy_ends){.from = node, .to = SY_NONE}, n_out, out);
        check_ends(f, &w, (sy_ends){.from = SY_NONE, .to = node}, n_in, in);
        check_ends(f, &w, (sy_ends){.from = node, .to = SY_NONE, .is_within = true},
                   l->inner[node].n, l->inner[node].amount);
    }
    assert_true(n_within > 0 && n_links > 0);
    sy_links_free(l);
    made_case_close(&m);
}

static void periods_are_days_weeks_and_months(void **state)
{
    static const struct {
        int64_t last;
        sy_unit_of_time unit;
        size_t n;
    } spans[] = {{0, SY_A_DAY, 1},      {91, SY_A_DAY, 92},    {92, SY_A_WEEK, 14},
                 {731, SY_A_WEEK, 105}, {732, SY_A_MONTH, 25}, {3652, SY_A_MONTH, 121}};
    enum { FROM = 20454 /* 2026-01-01, a Thursday */ };
    sy_err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        const sy_listed listed[] = {{0, 1, FROM * (int64_t)86400, 100},
                                    {1, 0, (FROM + spans[i].last) * (int64_t)86400 + 86399, 50}};
        const sy_links_wish w = {.since = INT64_MIN, .until = INT64_MAX};
        uint32_t card_of[66] = {0};
        const sy_ends ends = {card_of, SY_NONE, SY_NONE, false};
        sy_list *list = NULL;
        sy_between *b = NULL;
        sy_period *periods = NULL;
        sy_unit_of_time unit;
        size_t n;

        assert_ok(sy_list_build(&list, NULL, listed, 2, 2, NULL, &err), err);
        assert_ok(sy_between_make(&b, NULL, sy_list_flow(list), &w, &ends, &err), err);
        assert_ok(sy_between_periods(&periods, &n, &unit, b, NULL, &err), err);
        assert_int_equal(unit, spans[i].unit);
        assert_int_equal(n, spans[i].n);
        if (unit == SY_A_WEEK) assert_int_equal(periods[0].first, (FROM - 3) * (int64_t)86400);
        if (unit == SY_A_MONTH) assert_int_equal(periods[1].first, (FROM + 31) * (int64_t)86400);
        sy_drop(NULL, periods);
        sy_between_free(b);
        sy_list_free(list);
    }
}

static int allowed;
static void *get_few(void *ctx, size_t size)
{
    (void)ctx;
    return allowed-- > 0 ? malloc(size) : NULL;
}
static void put_back(void *ctx, void *p)
{
    (void)ctx;
    free(p);
}
static const sy_alloc few = {get_few, put_back, NULL};

static void all_survive_every_failed_allocation(void **state)
{
    made_case m;
    sy_status st = SY_ENOMEM;
    int n = 0;

    (void)state;
    made_case_open(&m, SY_READ);
    const sy_links_wish w = {.since = INT64_MIN, .until = INT64_MAX};
    for (; st != SY_OK; n++) {
        sy_links *l = NULL;
        allowed = n;
        st = sy_links_make(&l, &few, sy_case_flow(m.c), &w, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        sy_links_free(l);
    }
    assert_true(n > 2);
    st = SY_ENOMEM;
    for (n = 0; st != SY_OK; n++) {
        uint32_t *card_of = sy_arena_get(&m.arena, (sy_case_flow(m.c)->n_accounts + 64) * 4);
        sy_between *b = NULL;
        sy_period *list = NULL;
        sy_unit_of_time unit;
        size_t periods;
        const sy_ends ends = {card_of, SY_NONE, SY_NONE, false};
        memset(card_of, 0, (sy_case_flow(m.c)->n_accounts + 64) * 4);
        allowed = n;
        st = sy_between_make(&b, &few, sy_case_flow(m.c), &w, &ends, NULL);
        if (st == SY_OK) st = sy_between_periods(&list, &periods, &unit, b, &few, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        sy_drop(&few, list);
        sy_between_free(b);
    }
    assert_true(n > 3);
    st = SY_ENOMEM;
    for (n = 0; st != SY_OK; n++) {
        sy_spot spots[3] = {{0, 0, true}, {1, 0, false}, {1, 0, false}};
        allowed = n;
        st = sy_layers_place(spots, 3, NULL, 0, &few, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
    }
    assert_true(n > 2);
    made_case_close(&m);
}

/* ---- places ---- */

static void nothing_placed_moves_and_no_two_share_a_slot(void **state)
{
    enum { MOST = 120 };
    sy_spot spots[MOST], before[MOST];
    sy_bond bonds[4 * MOST];
    sy_err err = {0};

    (void)state;
    srand(11);
    for (int round = 0; round < 300; round++) {
        const size_t n = 1 + (size_t)rand() % MOST, n_bonds = (size_t)rand() % (4 * n);
        for (size_t i = 0; i < n; i++) {
            /* Placed ones stand apart, as they always do. */
            spots[i] =
                (sy_spot){rand() % 5 - 2, (int32_t)i * (1 + rand() % 2) - 20, rand() % 3 == 0};
            for (size_t k = 0; k < i; k++) {
                if (spots[k].is_placed && spots[k].column == spots[i].column &&
                    spots[k].slot == spots[i].slot)
                    spots[i].is_placed = false;
            }
            before[i] = spots[i];
        }
        for (size_t i = 0; i < n_bonds; i++)
            bonds[i] = (sy_bond){(uint32_t)rand() % (uint32_t)n, (uint32_t)rand() % (uint32_t)n,
                                 rand() % 4 ? INT64_MAX / (1 + rand() % 9) : 0};
        assert_ok(sy_layers_place(spots, n, bonds, n_bonds, NULL, &err), err);
        for (size_t i = 0; i < n; i++) {
            assert_true(spots[i].is_placed);
            assert_int_equal(spots[i].column, before[i].column);
            if (before[i].is_placed) assert_int_equal(spots[i].slot, before[i].slot);
            for (size_t k = 0; k < i; k++)
                assert_false(spots[k].column == spots[i].column && spots[k].slot == spots[i].slot);
        }
    }
}

/* Payees of ordered payers stand in the order of these: no line crosses another. */
static void lines_do_not_cross_where_they_need_not(void **state)
{
    enum { N = 8 };
    sy_spot spots[2 * N];
    sy_bond bonds[N];
    sy_err err = {0};

    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        spots[i] = (sy_spot){0, (int32_t)(3 * i), true};
        spots[N + i] = (sy_spot){1, 0, false};
        bonds[i] = (sy_bond){(i * 5) % N, N + i, 100};
    }
    assert_ok(sy_layers_place(spots, 2 * N, bonds, N, NULL, &err), err);
    for (uint32_t i = 0; i < N; i++) {
        for (uint32_t k = 0; k < N; k++) {
            if (bonds[i].a < bonds[k].a)
                assert_true(spots[bonds[i].b].slot < spots[bonds[k].b].slot);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_the_sums_of_pairs),
        cmocka_unit_test(accounts_people_and_folds_add_up_to_the_same),
        cmocka_unit_test(links_transfers_and_periods_are_one_sum),
        cmocka_unit_test(transfers_of_a_node_are_its_sums),
        cmocka_unit_test(periods_are_days_weeks_and_months),
        cmocka_unit_test(all_survive_every_failed_allocation),
        cmocka_unit_test(nothing_placed_moves_and_no_two_share_a_slot),
        cmocka_unit_test(lines_do_not_cross_where_they_need_not),
    };
    return cmocka_run_group_tests_name("pictures of accounts", tests, NULL, NULL);
}
