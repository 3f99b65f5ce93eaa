/* breakpoints.h - accounts without a statement where traced money waits (断点): their
 * statements are the ones to ask for.
 *
 *     sy_breakpoint *list;
 *     st = sy_breakpoints(&list, &n, flow, trace, &arena, &err);   // the largest first
 */
#ifndef SY_FLOW_BREAKPOINTS_H
#define SY_FLOW_BREAKPOINTS_H

#include "base/alloc.h"
#include "base/civil.h"
#include "base/err.h"
#include "flow/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_breakpoint {
    uint32_t ledger;
    int64_t amount;
    int64_t first, last; /* arrivals of traced money; first > last: not known */
    uint32_t arrivals;
    sy_precision precision;
} sy_breakpoint;

/* By amount, largest first; from the arena. Times need a trace that lists its transfers.
 * Cost: one look at each sink and each transfer listed. */
SY_MUST_USE sy_status sy_breakpoints(sy_breakpoint **list, size_t *n, const sy_flow *f,
                                     const sy_trace *trace, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
