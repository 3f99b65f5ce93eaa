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
    h->money = sy_new_array(al, n_ledgers, sizeof *h->money);
    if (!h->money) return sy_fail_nomem(err);
    if (rule != SY_PRORATA) return SY_OK;
    h->share_of = sy_new_array(al, n_ledgers, sizeof *h->share_of);
    return h->share_of ? SY_OK : sy_fail_nomem(err);
}

void sy_holdings_dispose(sy_holdings *h)
{
    sy_lots_dispose(&h->lots);
    sy_drop(h->al, h->money);
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

/* floor(taint * amount / balance); 0 <= taint <= balance, amount <= balance. */
static int64_t part(int64_t taint, int64_t amount, int64_t balance)
{
    if (taint == 0) return 0;
    if (taint == balance) return amount;
    if (taint <= INT32_MAX && amount <= INT32_MAX) return taint * amount / balance;
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 wide;
    return (int64_t)((wide)(uint64_t)taint * (uint64_t)amount / (uint64_t)balance);
#else
#error "128-bit products are needed"
#endif
}

static sy_status pay_shares(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                            sy_err *err)
{
    int64_t balance = h->money[ledger], leaves = amount < balance ? amount : balance;
    int64_t before = 0;

    h->money[ledger] -= leaves;
    if (h->share_of[ledger]) {
        int64_t *together = shares_of(h, ledger);
        for (uint32_t s = 0; s < h->n_seeds; s++) {
            int64_t leaving = leaves ? part(together[s], leaves, balance) : 0;
            sy_status st = sy_pieces_add(pieces, leaving - before, s + 1, err);
            if (st != SY_OK) return st;
            together[s] -= leaving;
            before = leaving;
        }
    }
    return sy_pieces_add(pieces, amount - before, 0, err);
}

static sy_status receive_shares(sy_holdings *h, uint32_t ledger, const sy_lot *pieces, size_t n,
                                sy_err *err)
{
    for (size_t i = 0; i < n; i++) {
        h->money[ledger] += pieces[i].fen;
        if (pieces[i].tag == 0) continue;
        sy_status st = begin_shares(h, ledger, err);
        if (st != SY_OK) return st;
        int64_t *together = shares_of(h, ledger);
        for (uint32_t s = pieces[i].tag - 1; s < h->n_seeds; s++) together[s] += pieces[i].fen;
    }
    return SY_OK;
}

/* ---- clean-first, taint-first ---- */

static int64_t pay_clean(sy_holdings *h, uint32_t ledger, int64_t amount)
{
    int64_t clean = h->money[ledger] < amount ? h->money[ledger] : amount;
    h->money[ledger] -= clean;
    return clean;
}

static sy_status pay_pots(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                          sy_err *err)
{
    int64_t lacking = amount;
    sy_status st = SY_OK;

    if (h->rule == SY_CLEAN_FIRST) {
        int64_t clean = pay_clean(h, ledger, amount);
        st = sy_pieces_add(pieces, clean, 0, err);
        if (st == SY_OK && clean < amount) {
            st = sy_lots_pay_oldest(&h->lots, ledger, amount - clean, pieces, &lacking, err);
            return st == SY_OK ? sy_pieces_add(pieces, lacking, 0, err) : st;
        }
        return st;
    }
    st = sy_lots_pay_oldest(&h->lots, ledger, amount, pieces, &lacking, err);
    if (st != SY_OK) return st;
    pay_clean(h, ledger, lacking);
    return sy_pieces_add(pieces, lacking, 0, err);
}

/* ---- any rule ---- */

sy_status sy_holdings_pay(sy_holdings *h, uint32_t ledger, int64_t amount, sy_pieces *pieces,
                          sy_err *err)
{
    int64_t lacking = 0;
    sy_status st = SY_OK;

    switch (h->rule) {
    case SY_FIFO: st = sy_lots_pay_oldest(&h->lots, ledger, amount, pieces, &lacking, err); break;
    case SY_LIFO: st = sy_lots_pay_newest(&h->lots, ledger, amount, pieces, &lacking, err); break;
    case SY_PRORATA: return pay_shares(h, ledger, amount, pieces, err);
    default: return pay_pots(h, ledger, amount, pieces, err);
    }
    if (st != SY_OK || lacking == 0) return st;
    return sy_pieces_add(pieces, lacking, 0, err);
}

sy_status sy_holdings_receive(sy_holdings *h, uint32_t ledger, const sy_lot *pieces, size_t n,
                              sy_err *err)
{
    if (h->rule == SY_PRORATA) return receive_shares(h, ledger, pieces, n, err);
    for (size_t i = 0; i < n; i++) {
        if (h->money && pieces[i].tag == 0) {
            h->money[ledger] += pieces[i].fen;
            continue;
        }
        sy_status st = sy_lots_push(&h->lots, ledger, pieces[i].fen, pieces[i].tag, err);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

sy_status sy_holdings_move(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err)
{
    if (h->money) {
        h->money[to] += h->money[from];
        h->money[from] = 0;
    }
    if (has_lots(h->rule)) return sy_lots_move(&h->lots, from, to, err);
    if (!h->share_of[from]) return SY_OK;
    sy_status st = begin_shares(h, to, err);
    if (st != SY_OK) return st;
    int64_t *left = shares_of(h, from), *right = shares_of(h, to);
    for (uint32_t s = 0; s < h->n_seeds; s++) {
        right[s] += left[s];
        left[s] = 0;
    }
    return SY_OK;
}

void sy_holdings_tainted(const sy_holdings *h, uint32_t ledger, int64_t *amounts)
{
    if (has_lots(h->rule)) {
        for (uint32_t i = 0; i < h->lots.queues[ledger].n; i++) {
            const sy_lot *lot = sy_lots_at(&h->lots, ledger, i);
            if (lot->tag) amounts[lot->tag - 1] += lot->fen;
        }
        return;
    }
    if (!h->share_of[ledger]) return;
    const int64_t *together = shares_of(h, ledger);
    for (uint32_t s = 0; s < h->n_seeds; s++) amounts[s] += together[s] - (s ? together[s - 1] : 0);
}

void sy_holdings_prefetch(const sy_holdings *h, uint32_t ledger)
{
    if (h->money) SY_PREFETCH(&h->money[ledger]);
    if (h->share_of) SY_PREFETCH(&h->share_of[ledger]);
    if (h->lots.queues) SY_PREFETCH(&h->lots.queues[ledger]);
}
