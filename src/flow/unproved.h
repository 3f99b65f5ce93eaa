/* unproved.h - days that no statement proves, where traced money was: there
 * "at least" holds only as far as the statements supplied reach. */
#ifndef SY_FLOW_UNPROVED_H
#define SY_FLOW_UNPROVED_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_unproved {
    uint32_t ledger;
    sy_days days;
} sy_unproved;

/* For each ledger with a statement that traced money reached: the days from its
 * first arrival to the end of the ledger's cover that are not proved complete.
 * By ledger, then day; from the arena. Nothing in a closed world. */
SY_MUST_USE sy_status sy_unproved_days(sy_unproved **list, size_t *n, const sy_flow *f,
                                       const sy_trace *trace, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
