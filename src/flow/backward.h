/* backward.h - a question backward while it is being answered; private to flow. */
#ifndef SY_FLOW_BACKWARD_H
#define SY_FLOW_BACKWARD_H

#include "flow/trace.h"

typedef struct sy_back {
    const sy_alloc *al;
    const sy_flow *flow;
    const sy_backward_query *query;
    sy_err *err;
    sy_origin *origins; /* as they are met; added up at the end */
    size_t n_origins, capacity;
} sy_back;

/* No ledger of ours: money out of here begins here. */
bool sy_back_is_blind(const sy_back *q, uint32_t end);
bool sy_back_is_source(const sy_back *q, uint32_t end);
SY_MUST_USE sy_status sy_back_add_origin(sy_back *q, uint32_t transfer, int64_t amount);

/* Under prorata. Cost: one walk up to the last payment for every 63 transfers
 * that may be an origin. */
SY_MUST_USE sy_status sy_back_by_shares(sy_back *q);

#endif
