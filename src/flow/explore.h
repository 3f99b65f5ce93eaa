/* explore.h - every way that money can have gone from an account, or to it.
 *
 *     A -1-> B -2-> C,  B -3-> D      from A: A>B, A>B>C, A>B>D
 *
 *     static sy_explore_step tell(void *ctx, const uint32_t *transfers, uint32_t n)
 *     {
 *         ...                                  // transfers[n - 1] is the newest
 *         return SY_EXPLORE_ON;
 *     }
 *     sy_explore_query q = {.account = a, .max_hops = 3, .each = tell};
 *     st = sy_explore(&walked, ways, &q, &err);
 *
 * The ways are those of paths.h, and so is sy_ways. There can be a great many:
 * what the caller knows of a way, he says by turning back. For the accounts
 * alone, without their ways, reach.h is enough; for the best ways to one account,
 * paths.h. */
#ifndef SY_FLOW_EXPLORE_H
#define SY_FLOW_EXPLORE_H

#include "flow/paths.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_explore_step {
    SY_EXPLORE_ON,   /* also to the ways that go on from this one */
    SY_EXPLORE_TURN, /* not to those */
    SY_EXPLORE_STOP  /* no further at all: not a failure */
} sy_explore_step;

typedef struct sy_explore_query {
    uint32_t account;
    bool backward;     /* ways to the account; the last transfer is told first */
    bool any_order;    /* the next row may stand anywhere in the ledger: a net, not money */
    bool may_return;   /* to accounts on the way; never by a transfer that is on it */
    uint32_t max_hops; /* transfers; 0: SY_PATH_HOPS; at most SY_MAX_PATH_HOPS */
    uint64_t max_work; /* rows looked at; 0: SY_PATH_WORK */
    sy_explore_step (*each)(void *ctx, const uint32_t *transfers, uint32_t n);
    void *ctx;
} sy_explore_query;

typedef struct sy_explored {
    uint64_t ways; /* told */
    uint64_t work; /* rows looked at */
    bool is_cut;   /* by max_work */
} sy_explored;

/* Tells each way once, a shorter one before those that go on from it, in the order
 * of the ledgers' rows. SY_EINVAL: no such account, too many hops, a max_work above
 * SY_MAX_PATH_WORK. Cost: the rows of each account for every way to it, after
 * the row by which the way came; no memory. */
SY_MUST_USE sy_status sy_explore(sy_explored *walked, const sy_ways *ways,
                                 const sy_explore_query *query, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
