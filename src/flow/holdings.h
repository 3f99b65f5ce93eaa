/* holdings.h - what every ledger holds under one rule; private to flow.
 *
 * The rule decides what leaves (design/tracing.md 5). Three kinds of state do:
 *
 *   fifo, lifo     lots in order of age, clean money among them
 *   prorata        a balance, and for each seed the taint of seeds 1..s together
 *   clean-first,   a sum of clean money, and tainted lots in order of age
 *   taint-first
 *
 * Pieces carry money from a payer to a payee: lots in the order in which they
 * left, tag 0 clean, else the number of the seed. */
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
    sy_lots lots;       /* not under prorata */
    int64_t *clean;     /* clean-first, taint-first: clean money */
    sy_mixture *mixed;  /* prorata */
    uint32_t *share_of; /* prorata, several seeds: row of shares + 1, 0 while all is clean */
    int64_t *shares;    /* rows of n_seeds: taint of seeds 1..s together */
    size_t n_shares, shares_capacity;
} sy_holdings;

SY_MUST_USE sy_status sy_holdings_init(sy_holdings *h, const sy_alloc *al, sy_rule rule,
                                       uint32_t n_ledgers, uint32_t n_seeds, sy_err *err);
void sy_holdings_dispose(sy_holdings *h);

/* Takes amount > 0 out of a ledger by the rule, into pieces (empty before). What
 * it does not hold, *lacking, comes in clean just before, as its newest money. */
SY_MUST_USE sy_status sy_holdings_pay(sy_holdings *h, uint32_t ledger, int64_t amount,
                                      sy_pieces *pieces, int64_t *lacking, sy_err *err);
/* Pieces come in as the newest money. */
SY_MUST_USE sy_status sy_holdings_receive(sy_holdings *h, uint32_t ledger, const sy_lot *pieces,
                                          size_t n, sy_err *err);
/* All money of one ledger goes on in another. */
SY_MUST_USE sy_status sy_holdings_move(sy_holdings *h, uint32_t from, uint32_t to, sy_err *err);

/* Adds what a ledger holds of each seed to amounts[0 .. n_seeds - 1]. */
void sy_holdings_tainted(const sy_holdings *h, uint32_t ledger, int64_t *amounts);

/* Fetches what a payment or an arrival will need; the second, some transfers
 * later, what hangs on that. Ends that are no ledgers are allowed there. */
void sy_holdings_prefetch(const sy_holdings *h, uint32_t ledger);
void sy_holdings_prefetch_lots(const sy_holdings *h, uint32_t payer, uint32_t payee);

#endif
