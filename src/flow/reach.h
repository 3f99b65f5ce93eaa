/* reach.h - where money can have got to, and how early.
 *
 *     sy_reach *r;
 *     st = sy_reach_from(&r, NULL, flow, account, since, 3, &err);
 *     if (r[b].hops != SY_NONE) ... at b by transfer r[b].transfer, by r[b].hops of them or more
 *     sy_drop(NULL, r);
 *
 * The ways are those of paths.h: at every account the next transfer's row stands
 * later in the ledger. Amounts do not matter. */
#ifndef SY_FLOW_REACH_H
#define SY_FLOW_REACH_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_reach {
    uint32_t transfer; /* by which it arrives first, in the order of the pass */
    uint32_t hops;     /* of the way with the fewest transfers; SY_NONE: no way */
} sy_reach;

/* What leaves an account at or after `since`, by ways of at most max_hops
 * transfers (0: any number). One item an account; the account itself has none.
 * SY_EINVAL: no such account. Cost: one walk along the pass, 4 bytes a ledger,
 * 8 an account; where transfers arrive late 4 a transfer. */
SY_MUST_USE sy_status sy_reach_from(sy_reach **reach, const sy_alloc *al, const sy_flow *flow,
                                    uint32_t account, int64_t since, uint32_t max_hops,
                                    sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
