/* holdings.c - the five rules, two kinds of state. */
#include "flow/holdings.h"

#include <string.h>

static bool is_by_age(sy_rule rule)
{
    return rule == SY_FIFO || rule == SY_LIFO;
}

sy_status sy_holdings_init(sy_holdings *h, const sy_alloc *al, sy_rule rule, uint32_t n_ledgers,
                           uint32_t n_seeds, sy_err *err)
{
    *h = (sy_holdings){.al = al, .rule = rule, .n_ledgers = n_ledgers, .n_seeds = n_seeds};
    h->lots.al = al;
    if (is_by_age(rule)) return sy_lots_init(&h->lots, al, n_ledgers + 1, err);
    h->mixed = sy_new_array(al, (size_t)n_ledgers + 1, sizeof *h->mixed);
    if (!h->mixed) return sy_fail_nomem(err);
    if (n_seeds == 1) return SY_OK;
    if (rule != SY_PRORATA) return sy_lots_init(&h->lots, al, n_ledgers, err);
    h->share_of = sy_new_array(al, n_ledgers, sizeof *h->share_of);
    return h->share_of ? SY_OK : sy_fail_nomem(err);
}

void sy_holdings_dispose(sy_holdings *h)
{
    sy_lots_dispose(&h->lots);
    sy_drop(h->al, h->mixed);
    sy_drop(h->al, h->share_of);
    sy_drop(h->al, h->shares);
    *h = (sy_holdings){.al = h->al};
}

sy_status sy_holdings_begin(sy_holdings *h, uint32_t ledger, int64_t balance, sy_err *err)
{
    if (!is_by_age(h->rule)) {
        h->mixed[ledger].balance = balance;
        return SY_OK;
    }
    h->lots.queues[ledger].newest = 0;
    return sy_lots_push(&h->lots, ledger, balance, 0, err);
}

/* ---- whose taint, under prorata with several seeds ---- */

static int64_t *shares_of(const sy_holdings *h, uint32_t ledger)
{
    return &h->shares[(size_t)(h->share_of[ledger] - 1) * h->n_seeds];
}

static sy_status begin_shares(sy_holdings *h, uint32_t ledger, sy_err *err)
{
    void *shares = h->shares;
    size_t used = h->n_shares * h->n_seeds;

    if (h->share_of[ledger]) return SY_OK;
    if (!sy_grow(h->al, &shares, &h->shares_capacity, used, used + h->n_seeds, sizeof *h->shares)) {
        return sy_fail_nomem(err);
    }
    h->shares = shares;
    h->share_of[ledger] = (uint32_t)++h->n_shares;
    return SY_OK;
}

/* Each seed's part is the difference of two floors, so the parts add up. */
static sy_status pay_shares(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                            sy_err *err)
{
    int64_t *together = shares_of(h, ledger), before = 0;
    sy_status st = SY_OK;

    for (uint32_t s = 0; st == SY_OK && s < h->n_seeds; s++) {
        int64_t leaving = sy_part(together[s], amount, h->mixed[ledger].balance);
        st = sy_pieces_add(pieces, leaving - before, s + 1, err);
        together[s] -= leaving;
        before = leaving;
    }
    return st;
}

static sy_status receive_share(sy_holdings *h, uint32_t ledger, const sy_lot *piece, sy_err *err)
{
    sy_status st = begin_shares(h, ledger, err);

    if (st != SY_OK) return st;
    int64_t *together = shares_of(h, ledger);
    for (uint32_t s = piece->tag - 1; s < h->n_seeds; s++) together[s] += piece->fen;
    return SY_OK;
}

static sy_status move_shares(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err)
{
    sy_status st = begin_shares(h, to, err);

    if (st != SY_OK || !h->share_of[from]) return st;
    int64_t *left = shares_of(h, from), *right = shares_of(h, to);
    for (uint32_t s = 0; s < h->n_seeds; s++) {
        right[s] += left[s];
        left[s] = 0;
    }
    return SY_OK;
}

/* ---- prorata, clean-first, taint-first ---- */

/* The tainted part of a payment: each seed's in the order of the rule. */
static sy_status pay_tainted(sy_holdings *h, uint32_t ledger, int64_t amount, int64_t tainted,
                             sy_pieces *pieces, sy_err *err)
{
    int64_t none;

    if (tainted == 0) return SY_OK;
    if (h->n_seeds == 1) return sy_pieces_add(pieces, tainted, 1, err);
    if (h->rule != SY_PRORATA) {
        return sy_lots_pay_oldest(&h->lots, ledger, tainted, pieces, &none, err);
    }
    return pay_shares(h, ledger, amount, pieces, err);
}

static sy_status pay_mixed(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                           int64_t *lacking, sy_err *err)
{
    sy_mixture *m = &h->mixed[ledger];
    const int64_t leaves = m->balance < amount ? m->balance : amount;
    sy_status st = SY_OK;

    *lacking = amount - leaves;
    if (leaves == 0) return SY_OK;
    const int64_t tainted = sy_tainted_part(h->rule, m, leaves);
    if (h->rule == SY_CLEAN_FIRST) st = sy_pieces_add(pieces, leaves - tainted, 0, err);
    if (st == SY_OK) st = pay_tainted(h, ledger, leaves, tainted, pieces, err);
    if (st == SY_OK && h->rule != SY_CLEAN_FIRST) {
        st = sy_pieces_add(pieces, leaves - tainted, 0, err);
    }
    m->balance -= leaves;
    m->tainted -= tainted;
    return st;
}

static sy_status receive_mixed(sy_holdings *h, uint32_t ledger, const sy_lot *piece, sy_err *err)
{
    h->mixed[ledger].balance += piece->fen;
    if (piece->tag == 0) return SY_OK;
    h->mixed[ledger].tainted += piece->fen; /* a bundle holds tainted lots only */
    if (h->n_seeds == 1) return SY_OK;
    return h->share_of ? receive_share(h, ledger, piece, err)
                       : sy_lots_receive(&h->lots, ledger, piece, err);
}

/* ---- any rule ---- */

static sy_status add_lacking(sy_pieces *pieces, int64_t lacking, bool is_first, sy_err *err)
{
    sy_status st = sy_pieces_add(pieces, lacking, UINT32_MAX, err); /* a piece of its own */

    if (st != SY_OK) return st;
    sy_lot *items = pieces->items;
    size_t last = pieces->n - 1;
    sy_lot piece = {.fen = lacking};
    if (is_first) memmove(items + 1, items, last * sizeof *items);
    items[is_first ? 0 : last] = piece;
    return SY_OK;
}

sy_status sy_holdings_pay(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                          int64_t *lacking, sy_err *err)
{
    sy_status st = SY_OK;

    *lacking = 0;
    switch (h->rule) {
    case SY_FIFO: st = sy_lots_pay_oldest(&h->lots, ledger, amount, pieces, lacking, err); break;
    case SY_LIFO: st = sy_lots_pay_newest(&h->lots, ledger, amount, pieces, lacking, err); break;
    default: st = pay_mixed(h, ledger, amount, pieces, lacking, err); break;
    }
    if (st != SY_OK || *lacking == 0) return st;
    bool is_first = h->rule == SY_LIFO || h->rule == SY_CLEAN_FIRST;
    return add_lacking(pieces, *lacking, is_first, err);
}

sy_status sy_holdings_receive(sy_holdings *h, uint32_t ledger, const sy_lot *pieces, size_t n,
                              sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < n; i++) {
        st = is_by_age(h->rule) ? sy_lots_receive(&h->lots, ledger, &pieces[i], err)
                                : receive_mixed(h, ledger, &pieces[i], err);
    }
    return st;
}

/* Everything out of one queue to the end of another, in order. */
static sy_status move_lots(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err)
{
    sy_pieces all = {.al = h->al};
    int64_t left;
    sy_status st = sy_lots_pay_oldest(&h->lots, from, INT64_MAX, &all, &left, err);

    for (size_t i = 0; st == SY_OK && i < all.n; i++) {
        st = sy_lots_receive(&h->lots, to, &all.items[i], err);
    }
    sy_drop(h->al, all.items);
    return st;
}

sy_status sy_holdings_move(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err)
{
    if (h->lots.queues) {
        sy_status st = move_lots(h, from, to, err);
        if (st != SY_OK) return st;
    }
    if (!h->mixed) return SY_OK;
    h->mixed[to].balance += h->mixed[from].balance;
    h->mixed[to].tainted += h->mixed[from].tainted;
    h->mixed[from] = (sy_mixture){0};
    return h->share_of ? move_shares(h, from, to, err) : SY_OK;
}

bool sy_holdings_is_clean(const sy_holdings *h, uint32_t ledger)
{
    return h->mixed ? h->mixed[ledger].tainted == 0 : sy_lots_is_clean(&h->lots, ledger);
}

void sy_holdings_tainted(const sy_holdings *h, uint32_t ledger, int64_t *amounts)
{
    if (h->lots.queues) {
        sy_lots_held(&h->lots, ledger, amounts);
    } else if (!h->share_of) {
        amounts[0] += h->mixed[ledger].tainted;
    } else if (h->share_of[ledger]) {
        const int64_t *together = shares_of(h, ledger);
        for (uint32_t s = 0; s < h->n_seeds; s++) {
            amounts[s] += together[s] - (s ? together[s - 1] : 0);
        }
    }
}
