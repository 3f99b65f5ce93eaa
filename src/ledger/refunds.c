/* refunds.c - the refunds first, by account and the number of what they pay back;
 * then the rows of these accounts look for theirs by bisection. */
#include "ledger/refunds.h"

#include <stdlib.h>
#include <string.h>

typedef struct refund {
    uint32_t account, ledger, place;
    uint32_t payment; /* what it pays back, the first by place; SY_NONE: none that counts */
    sy_slice order;   /* the number of what was paid; in the arena */
    int64_t at, amount;
    uint8_t flags;
} refund;

typedef struct lender {
    sy_case_tables *t;
    sy_arena arena;
    refund *items; /* by account, order */
    size_t n, capacity;
} lender;

static uint32_t ledger_of(const sy_case_tables *t, uint32_t id)
{
    return id < t->n_ledgers ? t->ledgers[id].same_as : SY_NONE;
}

static bool is_refund(const sy_entry_batch *b, size_t i)
{
    return b->flags[i] & SY_ENTRY_RED && !(b->flags[i] & SY_ENTRY_FAILED) && b->amount[i] > 0;
}

static sy_status take_refunds(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    lender *l = ctx;
    const sy_case_tables *t = l->t;

    for (size_t i = 0; i < b->n; i++) {
        const sy_slice s = b->serial[i];
        const char *end = s.len ? memchr(s.ptr, '_', s.len) : NULL;
        const uint32_t place = sy_case_tables_place(t, b->source[i], b->row[i]);
        const uint32_t ledger = ledger_of(t, b->ledger[i]);
        void *items = l->items;
        if (!end || end == s.ptr || place == SY_NONE || ledger == SY_NONE) continue;
        if (!is_refund(b, i)) continue;
        const sy_slice order = {sy_arena_bytes(&l->arena, s.ptr, (size_t)(end - s.ptr)),
                                (size_t)(end - s.ptr)};
        if (!order.ptr || !sy_grow(t->al, &items, &l->capacity, l->n, l->n + 1, sizeof(refund))) {
            return sy_fail_nomem(err);
        }
        l->items = items;
        l->items[l->n++] = (refund){.account = t->ledgers[ledger].account,
                                    .ledger = ledger,
                                    .place = place,
                                    .payment = SY_NONE,
                                    .order = order,
                                    .at = b->at[i],
                                    .amount = b->amount[i],
                                    .flags = b->flags[i] & SY_ENTRY_DATE_ONLY};
    }
    return SY_OK;
}

static int by_order(const void *a, const void *b)
{
    const refund *x = a, *y = b;

    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    return sy_slice_compare(x->order, y->order);
}

static size_t first_of(const lender *l, const refund *key)
{
    size_t low = 0, high = l->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (by_order(&l->items[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static sy_status take_payments(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    lender *l = ctx;
    const sy_case_tables *t = l->t;

    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        const uint32_t place = sy_case_tables_place(t, b->source[i], b->row[i]);
        const uint32_t ledger = ledger_of(t, b->ledger[i]);
        if (place == SY_NONE || ledger == SY_NONE || b->amount[i] >= 0) continue;
        const refund key = {.account = t->ledgers[ledger].account, .order = b->serial[i]};
        for (size_t k = first_of(l, &key); k < l->n && by_order(&l->items[k], &key) == 0; k++) {
            refund *r = &l->items[k];
            if (r->amount <= -b->amount[i] && place < r->payment) r->payment = place;
        }
    }
    return SY_OK;
}

static sy_status list_ledgers(const lender *l, uint32_t **list, size_t *n, sy_err *err)
{
    const sy_case_tables *t = l->t;
    const refund key = {.account = 0};

    *list = sy_new_array(t->al, t->n_ledgers, sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    for (uint32_t k = 0; k < t->n_ledgers; k++) {
        const uint32_t ledger = t->ledgers[k].exists ? t->ledgers[k].same_as : SY_NONE;
        refund of = key;
        if (ledger == SY_NONE) continue;
        of.account = t->ledgers[ledger].account;
        const size_t at = first_of(l, &of);
        if (at < l->n && l->items[at].account == of.account) (*list)[(*n)++] = k;
    }
    return SY_OK;
}

/* It counts; the payment's counterparty is its own. */
static sy_status count(sy_case_tables *t, const refund *r, sy_err *err)
{
    void *items = t->corrections;

    if (!sy_grow(t->al, &items, &t->corrections_capacity, t->n_corrections, t->n_corrections + 1,
                 sizeof *t->corrections)) {
        return sy_fail_nomem(err);
    }
    t->corrections = items;
    t->corrections[t->n_corrections++] = (sy_said){r->place, SY_CORRECTION_REFUND};
    t->ledger[r->place] = r->ledger;
    t->ledgers[r->ledger].rows++;
    t->at[r->place] = r->at;
    t->amount[r->place] = r->amount;
    t->flags[r->place] = r->flags;
    t->other[r->place] = t->other[r->payment];
    t->outside[r->place] = t->outside[r->payment];
    return SY_OK;
}

sy_status sy_refunds_lend(sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    lender l = {.t = t};
    uint32_t *ledgers = NULL;
    sy_entry_filter filter = {
        .only_aside = true, .with_serial = true, .without_fingerprints = true};

    sy_arena_init(&l.arena, t->al);
    sy_status st = sy_facts_entries(ws, &filter, take_refunds, &l, err);
    if (l.n) qsort(l.items, l.n, sizeof *l.items, by_order);
    if (st == SY_OK && l.n) st = list_ledgers(&l, &ledgers, &filter.n_ledgers, err);
    if (st == SY_OK && filter.n_ledgers) {
        filter.only_aside = false;
        filter.without_failed = true;
        filter.ledgers = ledgers;
        st = sy_facts_entries(ws, &filter, take_payments, &l, err);
    }
    for (size_t i = 0; st == SY_OK && i < l.n; i++) {
        if (l.items[i].payment != SY_NONE) st = count(t, &l.items[i], err);
    }
    sy_drop(t->al, l.items);
    sy_drop(t->al, ledgers);
    sy_arena_dispose(&l.arena);
    return st;
}
