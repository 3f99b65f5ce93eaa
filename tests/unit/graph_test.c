/* graph_test.c - links against a sum made pair by pair; places by what they promise. */
#include "flow/layers.h"
#include "flow/links.h"

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

static void check_links(const sy_flow *f, const sy_links_wish *w)
{
    const uint32_t n_groups = w->group_of ? w->n_groups : f->n_accounts, n = n_groups + 64;
    sy_link *slow = calloc((size_t)n * n, sizeof *slow);
    sy_links *l = NULL;
    sy_err err = {0};
    size_t expected = 0;

    assert_non_null(slow);
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        const uint32_t from = node(f, w, n_groups, f->from[t], false),
                       to = node(f, w, n_groups, f->to[t], true);
        const int64_t at = sy_flow_at(f, t);
        if (f->flags[t] & SY_T_PSEUDO || from == to || at < w->since || at > w->until ||
            f->amount[t] < w->least)
            continue;
        sy_link *s = &slow[(size_t)from * n + to];
        expected += s->n == 0;
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
    sy_links_free(l);
    free(slow);
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
    };
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) check_links(f, &wishes[i]);
    made_case_close(&m);
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

static void both_survive_every_failed_allocation(void **state)
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
        cmocka_unit_test(both_survive_every_failed_allocation),
        cmocka_unit_test(nothing_placed_moves_and_no_two_share_a_slot),
        cmocka_unit_test(lines_do_not_cross_where_they_need_not),
    };
    return cmocka_run_group_tests_name("pictures of accounts", tests, NULL, NULL);
}
