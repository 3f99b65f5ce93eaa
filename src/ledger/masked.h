/* masked.h - names and numbers with holes: 张*三, *三, 6222****0011.
 *
 * A row that names its other side by a pattern only may still be one side of a
 * transfer whose other side is in another statement. Such a pair is never more
 * than suspected (domain.md 3.10): same amount, opposite direction, at most a
 * day apart, and the other row's account, or its holder's name, fits
 * (identifier/mask.h); what that row says of its own other side must not contradict. */
#ifndef SY_LEDGER_MASKED_H
#define SY_LEDGER_MASKED_H

#include "base/slice.h"
#include "ledger/match.h"

typedef struct sy_masked_leg {
    uint32_t place;
    uint32_t own, other; /* accounts; other 0: only the patterns */
    uint32_t currency;
    int64_t at, amount;
    bool date_only;
    sy_slice holder, account;          /* of the row's own side */
    sy_slice other_name, other_number; /* patterns; empty: none */
} sy_masked_leg;

/* legs are sorted in place; at least one of a pair has patterns. rejected
 * (sorted): pairs that a person said no to. Cost: O(n log n), and the rows of one
 * amount within a day. */
SY_MUST_USE sy_status sy_match_masked(sy_match_result *result, sy_masked_leg *legs, size_t n,
                                      const sy_pair *rejected, size_t n_rejected,
                                      const sy_alloc *al, sy_err *err);

#endif
