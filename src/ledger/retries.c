/* retries.c - the failed rows, and the good rows of their ledgers and amounts. */
#include "ledger/retries.h"

#include <stdlib.h>

#include "ledger/map.h"

typedef struct attempt {
    uint32_t place, ledger, other;
    int64_t at, amount;
    bool failed, date_only;
} attempt;

typedef struct collector {
    sy_case_tables *t;
    attempt *list;
    size_t n, capacity, n_failed;
    sy_map amounts;
} collector;

static uint64_t key_of(uint32_t ledger, int64_t amount)
{
    return (uint64_t)amount * 0x9E3779B97F4A7C15ull ^ ledger;
}

static sy_status add(collector *k, attempt a, sy_err *err)
{
    void *items = k->list;
    if (!sy_grow(k->t->al, &items, &k->capacity, k->n, k->n + 1, sizeof a)) {
        return sy_fail_nomem(err);
    }
    k->list = items;
    k->list[k->n++] = a;
    return SY_OK;
}

static sy_status take_failed(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    collector *k = ctx;
    const sy_case_tables *t = k->t;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < b->n; i++) {
        const uint32_t place = sy_case_tables_place(t, b->source[i], b->row[i]);
        if (place == SY_NONE || b->ledger[i] >= t->n_ledgers) continue;
        const uint32_t ledger = t->ledgers[b->ledger[i]].same_as, other = b->other_account[i];
        st = add(k,
                 (attempt){place, ledger, other ? sy_aliases_account(t->aliases, other) : 0,
                           b->at[i], b->amount[i], true, b->flags[i] & SY_ENTRY_DATE_ONLY},
                 err);
        if (st == SY_OK) st = sy_map_put(&k->amounts, key_of(ledger, b->amount[i]), 1, err);
    }
    k->n_failed = k->n;
    return st;
}

static sy_status add_good(collector *k, sy_err *err)
{
    const sy_case_tables *t = k->t;
    sy_status st = SY_OK;

    for (size_t p = 0; st == SY_OK && p < t->n; p++) {
        uint32_t value;
        if (t->ledger[p] == SY_NONE || t->flags[p] & SY_ENTRY_TRANSFER) continue;
        if (!sy_map_get(&k->amounts, key_of(t->ledger[p], t->amount[p]), &value)) continue;
        st = add(k,
                 (attempt){(uint32_t)p, t->ledger[p], t->other[p], t->at[p], t->amount[p], false,
                           t->flags[p] & SY_ENTRY_DATE_ONLY},
                 err);
    }
    return st;
}

static int by_amount(const void *a, const void *b)
{
    const attempt *x = a, *y = b;

    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    if (x->amount != y->amount) return x->amount < y->amount ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->failed != y->failed) return x->failed ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static bool is_retry(const attempt *failed, const attempt *good)
{
    if (good->failed || good->ledger != failed->ledger || good->amount != failed->amount)
        return false;
    if (good->date_only || failed->date_only) return false;
    if (failed->other && good->other && failed->other != good->other) return false;
    return good->at >= failed->at && good->at - failed->at <= SY_RETRY_SECONDS;
}

enum { LOOK_AHEAD = 256 };

static sy_status pair(collector *k, sy_candidate **list, size_t *n, uint8_t *taken, sy_err *err)
{
    size_t capacity = 0;

    for (uint32_t i = 0; i < k->n; i++) {
        if (!k->list[i].failed) continue;
        for (uint32_t j = i + 1; j < k->n && j - i < LOOK_AHEAD; j++) {
            const attempt *x = &k->list[i], *y = &k->list[j];
            void *items = *list;
            if (y->ledger != x->ledger || y->amount != x->amount) break;
            if (!is_retry(x, y)) continue;
            if (!sy_grow(k->t->al, &items, &capacity, *n, *n + 1, sizeof **list)) {
                return sy_fail_nomem(err);
            }
            *list = items;
            (*list)[(*n)++] = (sy_candidate){y->at - x->at, i, j, true, SY_WHY_RETRY};
        }
    }
    *n = sy_pairing_settle(*list, *n, taken);
    return SY_OK;
}

static int by_place(const void *a, const void *b)
{
    const sy_retry *x = a, *y = b;
    return (x->failed > y->failed) - (x->failed < y->failed);
}

static sy_status list_all(collector *k, sy_retry **list, size_t *n, const sy_candidate *pairs,
                          size_t n_pairs, sy_arena *arena, sy_err *err)
{
    uint32_t *retry_of = sy_new_array(k->t->al, k->n, sizeof *retry_of);

    *list = sy_arena_get(arena, (k->n_failed + 1) * sizeof **list);
    if (!retry_of || !*list) {
        sy_drop(k->t->al, retry_of);
        return sy_fail_nomem(err);
    }
    for (size_t i = 0; i < n_pairs; i++) retry_of[pairs[i].a] = pairs[i].b + 1;
    for (size_t i = 0; i < k->n; i++) {
        const attempt *a = &k->list[i];
        if (!a->failed) continue;
        (*list)[(*n)++] = (sy_retry){
            a->place, retry_of[i] ? k->list[retry_of[i] - 1].place : SY_NONE, a->ledger, a->amount};
    }
    if (*n) qsort(*list, *n, sizeof **list, by_place);
    sy_drop(k->t->al, retry_of);
    return SY_OK;
}

sy_status sy_retries_find(sy_retry **list, size_t *n, sy_case_tables *t, sy_workspace *ws,
                          sy_arena *arena, sy_err *err)
{
    const sy_entry_filter filter = {
        .only_failed = true, .without_duplicates = true, .without_fingerprints = true};
    collector k = {.t = t, .amounts = {.al = t->al}};
    sy_candidate *pairs = NULL;
    size_t n_pairs = 0;
    uint8_t *taken = NULL;
    sy_status st = sy_facts_entries(ws, &filter, take_failed, &k, err);

    *n = 0;
    *list = NULL;
    if (st == SY_OK && k.n_failed) st = add_good(&k, err);
    if (st == SY_OK && k.n) {
        qsort(k.list, k.n, sizeof *k.list, by_amount);
        taken = sy_new_array(t->al, k.n, 1);
        st = taken ? pair(&k, &pairs, &n_pairs, taken, err) : sy_fail_nomem(err);
    }
    if (st == SY_OK) st = list_all(&k, list, n, pairs, n_pairs, arena, err);
    void *const pieces[] = {k.list, k.amounts.cells, pairs, taken};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(t->al, pieces[i]);
    return st;
}
