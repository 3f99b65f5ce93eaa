/* holdings.c - the five rules, three states. */
#include "flow/holdings.h"

#include <string.h>

#include "base/cpu.h"

static bool has_lots(sy_rule rule)
{
    return rule != SY_PRORATA;
}

sy_status sy_holdings_init(sy_holdings *h, const sy_alloc *al, sy_rule rule, uint32_t n_ledgers,
                           uint32_t n_seeds, sy_err *err)
{
    *h = (sy_holdings){.al = al, .rule = rule, .n_ledgers = n_ledgers, .n_seeds = n_seeds};
    h->lots.al = al;
    if (has_lots(rule)) {
        sy_status st = sy_lots_init(&h->lots, al, n_ledgers, err);
        if (st != SY_OK) return st;
    }
    if (rule == SY_FIFO || rule == SY_LIFO) return SY_OK;
    if (rule != SY_PRORATA) {
        h->clean = sy_new_array(al, n_ledgers, sizeof *h->clean);
        return h->clean ? SY_OK : sy_fail_nomem(err);
    }
    h->mixed = sy_new_array(al, n_ledgers, sizeof *h->mixed);
    if (h->mixed && n_seeds > 1) h->share_of = sy_new_array(al, n_ledgers, sizeof *h->share_of);
    return h->mixed && (n_seeds == 1 || h->share_of) ? SY_OK : sy_fail_nomem(err);
}

void sy_holdings_dispose(sy_holdings *h)
{
    sy_lots_dispose(&h->lots);
    sy_drop(h->al, h->clean);
    sy_drop(h->al, h->mixed);
    sy_drop(h->al, h->share_of);
    sy_drop(h->al, h->shares);
    *h = (sy_holdings){.al = h->al};
}

/* ---- prorata ---- */

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

/* floor(taint * amount / balance); 0 <= taint <= balance, 0 < amount <= balance. */
static int64_t part(int64_t taint, int64_t amount, int64_t balance)
{
    uint64_t product;

    if (taint == 0) return 0;
    if (taint == balance || amount == balance) return taint == balance ? amount : taint;
    if (!__builtin_mul_overflow((uint64_t)taint, (uint64_t)amount, &product)) {
        return (int64_t)(product / (uint64_t)balance);
    }
    __extension__ typedef unsigned __int128 wide;
    return (int64_t)((wide)(uint64_t)taint * (uint64_t)amount / (uint64_t)balance);
}

/* Each seed's part is the difference of two floors, so the parts add up. */
static sy_status pay_each_seed(sy_holdings *h, uint32_t ledger, int64_t amount, int64_t balance,
                               sy_pieces *pieces, sy_err *err)
{
    int64_t *together = shares_of(h, ledger), before = 0;
    sy_status st = SY_OK;

    for (uint32_t s = 0; st == SY_OK && s < h->n_seeds; s++) {
        int64_t leaving = part(together[s], amount, balance);
        st = sy_pieces_add(pieces, leaving - before, s + 1, err);
        together[s] -= leaving;
        before = leaving;
    }
    return st;
}

static sy_status pay_shares(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                            int64_t *lacking, sy_err *err)
{
    sy_mixture *m = &h->mixed[ledger];
    int64_t balance = m->balance, leaves = amount < balance ? amount : balance, tainted = 0;
    sy_status st = SY_OK;

    *lacking = amount - leaves;
    if (m->tainted > 0 && leaves > 0) {
        tainted = part(m->tainted, leaves, balance);
        st = h->share_of ? pay_each_seed(h, ledger, leaves, balance, pieces, err)
                         : sy_pieces_add(pieces, tainted, 1, err);
    }
    m->balance -= leaves;
    m->tainted -= tainted;
    return st == SY_OK ? sy_pieces_add(pieces, leaves - tainted, 0, err) : st;
}

static sy_status receive_shares(sy_holdings *h, uint32_t ledger, const sy_lot *pieces, size_t n,
                                sy_err *err)
{
    sy_mixture *m = &h->mixed[ledger];

    for (size_t i = 0; i < n; i++) {
        m->balance += pieces[i].fen;
        if (pieces[i].tag == 0) continue;
        m->tainted += pieces[i].fen;
        if (!h->share_of) continue;
        sy_status st = begin_shares(h, ledger, err);
        if (st != SY_OK) return st;
        int64_t *together = shares_of(h, ledger);
        for (uint32_t s = pieces[i].tag - 1; s < h->n_seeds; s++) together[s] += pieces[i].fen;
    }
    return SY_OK;
}

static sy_status move_shares(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err)
{
    h->mixed[to].balance += h->mixed[from].balance;
    h->mixed[to].tainted += h->mixed[from].tainted;
    h->mixed[from] = (sy_mixture){0};
    if (!h->share_of || !h->share_of[from]) return SY_OK;
    sy_status st = begin_shares(h, to, err);
    if (st != SY_OK) return st;
    int64_t *left = shares_of(h, from), *right = shares_of(h, to);
    for (uint32_t s = 0; s < h->n_seeds; s++) {
        right[s] += left[s];
        left[s] = 0;
    }
    return SY_OK;
}

/* ---- clean-first, taint-first ---- */

static int64_t pay_clean(sy_holdings *h, uint32_t ledger, int64_t amount)
{
    int64_t clean = h->clean[ledger] < amount ? h->clean[ledger] : amount;
    h->clean[ledger] -= clean;
    return clean;
}

static sy_status pay_pots(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                          int64_t *lacking, sy_err *err)
{
    int64_t clean = h->rule == SY_CLEAN_FIRST ? pay_clean(h, ledger, amount) : 0;
    sy_status st = sy_pieces_add(pieces, clean, 0, err);

    if (st != SY_OK || clean == amount) return st;
    st = sy_lots_pay_oldest(&h->lots, ledger, amount - clean, pieces, lacking, err);
    if (st != SY_OK || h->rule == SY_CLEAN_FIRST) return st;
    clean = pay_clean(h, ledger, *lacking);
    *lacking -= clean;
    return sy_pieces_add(pieces, clean, 0, err);
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
    case SY_PRORATA: st = pay_shares(h, ledger, amount, pieces, lacking, err); break;
    default: st = pay_pots(h, ledger, amount, pieces, lacking, err); break;
    }
    if (st != SY_OK || *lacking == 0) return st;
    bool is_first = h->rule == SY_LIFO || h->rule == SY_CLEAN_FIRST;
    return add_lacking(pieces, *lacking, is_first, err);
}

sy_status sy_holdings_receive(sy_holdings *h, uint32_t ledger, const sy_lot *pieces, size_t n,
                              sy_err *err)
{
    if (h->rule == SY_PRORATA) return receive_shares(h, ledger, pieces, n, err);
    for (size_t i = 0; i < n; i++) {
        if (h->clean && pieces[i].tag == 0) {
            h->clean[ledger] += pieces[i].fen;
            continue;
        }
        sy_status st = sy_lots_push(&h->lots, ledger, pieces[i].fen, pieces[i].tag, err);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

sy_status sy_holdings_move(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err)
{
    if (h->rule == SY_PRORATA) return move_shares(h, from, to, err);
    if (h->clean) {
        h->clean[to] += h->clean[from];
        h->clean[from] = 0;
    }
    return sy_lots_move(&h->lots, from, to, err);
}

void sy_holdings_tainted(const sy_holdings *h, uint32_t ledger, int64_t *amounts)
{
    if (has_lots(h->rule)) {
        for (uint32_t i = 0; i < sy_lots_count(&h->lots, ledger); i++) {
            sy_lot lot = sy_lots_at(&h->lots, ledger, i);
            if (lot.tag) amounts[lot.tag - 1] += lot.fen;
        }
    } else if (!h->share_of) {
        amounts[0] += h->mixed[ledger].tainted;
    } else if (h->share_of[ledger]) {
        const int64_t *together = shares_of(h, ledger);
        for (uint32_t s = 0; s < h->n_seeds; s++) {
            amounts[s] += together[s] - (s ? together[s - 1] : 0);
        }
    }
}

void sy_holdings_prefetch(const sy_holdings *h, uint32_t ledger)
{
    if (h->clean) SY_PREFETCH(&h->clean[ledger]);
    if (h->mixed) SY_PREFETCH(&h->mixed[ledger]);
    if (h->lots.queues) sy_lots_prefetch(&h->lots, ledger);
}

void sy_holdings_prefetch_lots(const sy_holdings *h, uint32_t payer, uint32_t payee)
{
    if (!h->lots.queues) return;
    if (payer < h->n_ledgers) sy_lots_prefetch_ring(&h->lots, payer, h->rule != SY_LIFO);
    if (payee < h->n_ledgers) sy_lots_prefetch_ring(&h->lots, payee, false);
}
