/* details.c - all that second views say is sorted by (account, serial); a row of
 * a ledger finds its own by bisection. */
#include "ledger/details.h"

#include <stdlib.h>

typedef struct said {
    uint32_t account;
    bool is_reversed; /* said by the other side: only where the own side says nothing */
    bool is_unclear;
    sy_slice serial; /* in the arena */
    sy_detail detail;
} said;

typedef struct lender {
    const sy_case_tables *t;
    sy_arena arena;
    said *items;
    size_t n, capacity;
    uint32_t *ledgers; /* of facts, of the accounts above */
    size_t n_ledgers;
    sy_detail_fn *fn;
    void *ctx;
} lender;

static int by_key(const void *a, const void *b)
{
    const said *x = a, *y = b;
    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    return sy_slice_compare(x->serial, y->serial);
}

static int by_key_and_side(const void *a, const void *b)
{
    const said *x = a, *y = b;
    const int c = by_key(a, b);
    return c ? c : (int)x->is_reversed - (int)y->is_reversed;
}

static sy_status add(lender *l, said s, sy_err *err)
{
    void *items = l->items;

    if (s.account == 0 || (s.detail.account == 0 && s.detail.name == 0)) return SY_OK;
    if (!sy_grow(l->t->al, &items, &l->capacity, l->n, l->n + 1, sizeof *l->items)) {
        return sy_fail_nomem(err);
    }
    l->items = items;
    l->items[l->n++] = s;
    return SY_OK;
}

static uint32_t account_of(const sy_case_tables *t, uint32_t ledger)
{
    return ledger < t->n_ledgers ? t->ledgers[t->ledgers[ledger].same_as].account : 0;
}

static sy_status take_said(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    lender *l = ctx;
    sy_status st = SY_OK;

    for (size_t i = 0; i < b->n && st == SY_OK; i++) {
        const uint32_t own = account_of(l->t, b->ledger[i]);
        const uint32_t other =
            b->other_account[i] ? sy_aliases_account(l->t->aliases, b->other_account[i]) : 0;
        if (b->serial[i].len == 0) continue;
        const char *serial = sy_arena_bytes(&l->arena, b->serial[i].ptr, b->serial[i].len);
        if (!serial) return sy_fail_nomem(err);
        said s = {.account = own, .serial = {serial, b->serial[i].len}};
        s.detail = (sy_detail){other, b->text[SY_OTHER_NAME][i], b->text[SY_OTHER_BANK][i]};
        st = add(l, s, err);
        if (st != SY_OK || other == own) continue;
        s.account = other;
        s.is_reversed = true;
        s.detail = (sy_detail){own, b->text[SY_HOLDER][i], 0};
        st = add(l, s, err);
    }
    return st;
}

/* One item a key is left: what the own side says, unclear where it says two things. */
static void settle(lender *l)
{
    size_t kept = 0;

    if (l->n) qsort(l->items, l->n, sizeof *l->items, by_key_and_side);
    for (size_t i = 0; i < l->n; i++) {
        said *last = kept ? &l->items[kept - 1] : NULL;
        const said *s = &l->items[i];
        if (!last || by_key(last, s) != 0) {
            l->items[kept++] = *s;
        } else if (last->is_reversed == s->is_reversed &&
                   (last->detail.account != s->detail.account ||
                    last->detail.name != s->detail.name)) {
            last->is_unclear = true;
        }
    }
    l->n = kept;
}

static sy_status list_ledgers(lender *l, sy_err *err)
{
    const sy_case_tables *t = l->t;
    bool *is_wanted = sy_new_array(t->al, t->n_accounts + 1, sizeof *is_wanted);

    l->ledgers = sy_new_array(t->al, t->n_ledgers + 1, sizeof *l->ledgers);
    if (!is_wanted || !l->ledgers) {
        sy_drop(t->al, is_wanted);
        return sy_fail_nomem(err);
    }
    for (size_t i = 0; i < l->n; i++) {
        if (l->items[i].account < t->n_accounts) is_wanted[l->items[i].account] = true;
    }
    for (uint32_t k = 0; k < t->n_ledgers; k++) {
        const uint32_t account = account_of(t, k);
        if (t->ledgers[k].exists && account < t->n_accounts && is_wanted[account]) {
            l->ledgers[l->n_ledgers++] = k;
        }
    }
    sy_drop(t->al, is_wanted);
    return SY_OK;
}

static sy_status lend(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    lender *l = ctx;

    (void)err;
    for (size_t i = 0; i < b->n; i++) {
        const said key = {.account = account_of(l->t, b->ledger[i]), .serial = b->serial[i]};
        if (b->text[SY_OTHER_NAME][i] || key.serial.len == 0) continue;
        const said *s = bsearch(&key, l->items, l->n, sizeof key, by_key);
        const uint32_t place = sy_case_tables_place(l->t, b->source[i], b->row[i]);
        if (s && !s->is_unclear && place != SY_NONE) l->fn(l->ctx, place, &s->detail);
    }
    return SY_OK;
}

sy_status sy_details_lend(const sy_case_tables *t, sy_workspace *ws, sy_detail_fn *fn, void *ctx,
                          sy_err *err)
{
    lender l = {.t = t, .fn = fn, .ctx = ctx};
    sy_entry_filter filter = {.only_aside = true,
                              .with_serial = true,
                              .without_fingerprints = true,
                              .without_amounts = true,
                              .text_columns =
                                  1u << SY_HOLDER | 1u << SY_OTHER_NAME | 1u << SY_OTHER_BANK};

    sy_arena_init(&l.arena, t->al);
    sy_status st = sy_facts_entries(ws, &filter, take_said, &l, err);
    settle(&l);
    if (st == SY_OK && l.n > 0) st = list_ledgers(&l, err);
    if (st == SY_OK && l.n_ledgers > 0) {
        filter.only_aside = false;
        filter.without_failed = true;
        filter.ledgers = l.ledgers;
        filter.n_ledgers = l.n_ledgers;
        filter.text_columns = 1u << SY_OTHER_NAME;
        st = sy_facts_entries(ws, &filter, lend, &l, err);
    }
    sy_drop(t->al, l.items);
    sy_drop(t->al, l.ledgers);
    sy_arena_dispose(&l.arena);
    return st;
}
