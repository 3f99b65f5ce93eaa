/* lifetimes.h - when accounts were opened and closed, as account files say. */
#ifndef SY_LEDGER_LIFETIMES_H
#define SY_LEDGER_LIFETIMES_H

#include "flow/patterns.h"
#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

/* By account of the flow, from the arena; SY_NO_DAY where no file says, or files
 * contradict each other. Cost: one pass over the account files. */
SY_MUST_USE sy_status sy_case_lifetimes(const int32_t **opened, const int32_t **closed, sy_case *c,
                                        sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
