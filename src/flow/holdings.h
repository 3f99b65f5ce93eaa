/* holdings.h - what every ledger holds under one rule; private to flow.
 *
 * The rule decides what leaves (design/tracing.md 5). Two kinds of state do:
 *
 *   fifo, lifo      lots in order of age, clean money among them
 *   prorata,        a balance and how much of it is tainted: 16 bytes. The rule
 *   clean-first,    says how much of a payment is. Which seed's, where there are
 *   taint-first     several: under prorata the taint of seeds 1..s together, else
 *                   tainted lots in order of age
 *
 * Pieces carry money from a payer to a payee: lots (or bundles of them, lots.h)
 * in the order in which they left, tag 0 clean, else the number of the seed. */
#ifndef SY_FLOW_HOLDINGS_H
#define SY_FLOW_HOLDINGS_H

#include "flow/lots.h"
#include "flow/trace.h"

typedef struct sy_mixture {
    int64_t balance, tainted; /* of all seeds */
} sy_mixture;

typedef struct sy_holdings {
    const sy_alloc *al;
    sy_rule rule;
    uint32_t n_ledgers, n_seeds;
    sy_lots lots;       /* fifo, lifo: all money; clean-first, taint-first: whose taint */
    sy_mixture *mixed;  /* prorata, clean-first, taint-first */
    uint32_t *share_of; /* prorata, several seeds: row of shares + 1, 0 while all is clean */
    int64_t *shares;    /* rows of n_seeds: taint of seeds 1..s together */
    size_t n_shares, shares_capacity;
} sy_holdings;

/* All ledgers are empty. Number n_ledgers is nobody's: the outside, as a payer. */
SY_MUST_USE sy_status sy_holdings_init(sy_holdings *h, const sy_alloc *al, sy_rule rule,
                                       uint32_t n_ledgers, uint32_t n_seeds, sy_err *err);
void sy_holdings_dispose(sy_holdings *h);

/* A ledger that is clean (or empty) now holds this much, all clean. */
SY_MUST_USE sy_status sy_holdings_begin(sy_holdings *h, uint32_t ledger, int64_t balance,
                                        sy_err *err);

/* Takes amount > 0 out of a ledger by the rule, into pieces (empty before). What
 * it does not hold, *lacking, comes in clean just before, as its newest money. */
SY_MUST_USE sy_status sy_holdings_pay(sy_holdings *h, uint32_t ledger, int64_t amount,
                                      sy_pieces *pieces, int64_t *lacking, sy_err *err);
/* Pieces come in as the newest money. */
SY_MUST_USE sy_status sy_holdings_receive(sy_holdings *h, uint32_t ledger, const sy_lot *pieces,
                                          size_t n, sy_err *err);
/* All money of one ledger goes on in another. */
SY_MUST_USE sy_status sy_holdings_move(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err);

bool sy_holdings_is_clean(const sy_holdings *h, uint32_t ledger);
/* Adds what a ledger holds of each seed to amounts[0 .. n_seeds - 1]. */
void sy_holdings_tainted(const sy_holdings *h, uint32_t ledger, int64_t *amounts);

/* floor(taint * amount / balance); 0 <= taint <= balance, 0 < amount <= balance. */
static inline int64_t sy_part(int64_t taint, int64_t amount, int64_t balance)
{
    uint64_t product;

    if (SY_LIKELY(!__builtin_mul_overflow((uint64_t)taint, (uint64_t)amount, &product))) {
        return (int64_t)(product / (uint64_t)balance);
    }
    __extension__ typedef unsigned __int128 wide;
    return (int64_t)((wide)(uint64_t)taint * (uint64_t)amount / (uint64_t)balance);
}

/* How much of a payment is tainted; not for fifo and lifo. 0 < amount <= balance. */
static SY_MADE_TO_MEASURE int64_t sy_tainted_part(sy_rule rule, const sy_mixture *m, int64_t amount)
{
    const int64_t clean = m->balance - m->tainted;

    if (rule == SY_CLEAN_FIRST) return amount > clean ? amount - clean : 0;
    if (rule == SY_TAINT_FIRST) return amount < m->tainted ? amount : m->tainted;
    return sy_part(m->tainted, amount, m->balance);
}

/* The short way of a payment between two ledgers, for walks that pass all of
 * them: the same as paying and receiving. Only where the payer holds the amount
 * (under lifo what it lacks would have to come first), and but for fifo and lifo
 * there is one seed. Returns what is left of amount for the long way; adds the
 * taint that went to *tainted. */
static SY_MADE_TO_MEASURE int64_t sy_holdings_pass(sy_holdings *h, sy_rule rule, uint32_t from, uint32_t to,
                                       int64_t amount, int64_t *tainted)
{
    if (rule == SY_FIFO || rule == SY_LIFO) {
        return sy_lots_pass(&h->lots, from, to, amount, rule == SY_LIFO, tainted);
    }
    sy_mixture *payer = &h->mixed[from], *payee = &h->mixed[to];
    if (amount > payer->balance) return amount;
    const int64_t part = sy_tainted_part(rule, payer, amount);
    payer->balance -= amount;
    payer->tainted -= part;
    payee->balance += amount;
    payee->tainted += part;
    *tainted += part;
    return 0;
}

/* A clean ledger pays, and nobody asks what becomes of it; false: nothing was done. */
static SY_MADE_TO_MEASURE bool sy_holdings_spend_clean(sy_holdings *h, sy_rule rule, uint32_t from,
                                                       int64_t amount)
{
    if (rule == SY_FIFO || rule == SY_LIFO) {
        if (!sy_lots_is_clean(&h->lots, from) || h->lots.queues[from].newest < amount) return false;
        h->lots.queues[from].newest -= amount;
    } else {
        if (h->mixed[from].tainted || h->mixed[from].balance < amount) return false;
        h->mixed[from].balance -= amount;
    }
    return true;
}

/* Fetches what a payment or an arrival will need; the second, some transfers
 * later, what hangs on that. */
static SY_MADE_TO_MEASURE void sy_holdings_prefetch(const sy_holdings *h, sy_rule rule, uint32_t ledger)
{
    if (rule == SY_FIFO || rule == SY_LIFO) sy_lots_prefetch(&h->lots, ledger);
    else SY_PREFETCH(&h->mixed[ledger]);
}

static SY_MADE_TO_MEASURE void sy_holdings_prefetch_lots(const sy_holdings *h, sy_rule rule, uint32_t payer,
                                             uint32_t payee)
{
    if (rule != SY_FIFO && rule != SY_LIFO) return;
    if (payer < h->n_ledgers) sy_lots_prefetch_ring(&h->lots, payer, rule == SY_FIFO);
    if (payee < h->n_ledgers) sy_lots_prefetch_ring(&h->lots, payee, false);
}

#endif
