/* match.h - both sides of one transfer.
 *
 * Two rows are a pair when they have the same amount and opposite directions
 * and their accounts name each other. On the same day, or within half an hour
 * around midnight, the pair is confirmed; one to seven days apart it is
 * suspected: shown, and never joined until a person says so. Pairs are one to
 * one, the nearest in time first, then the earlier rows. */
#ifndef SY_LEDGER_MATCH_H
#define SY_LEDGER_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "ledger/pairing.h"

enum { SY_MATCH_MINUTES = 30, SY_MATCH_DAYS = 7 };

/* A row that may have another side. */
typedef struct sy_leg {
    uint32_t place;
    uint32_t own, other; /* accounts */
    uint32_t currency;
    int64_t at, amount; /* amount > 0 in, < 0 out */
    bool date_only;
} sy_leg;

typedef struct sy_pair {
    uint32_t out, in; /* places */
    bool confirmed;   /* else suspected */
    uint8_t reason;   /* sy_match_reason */
} sy_pair;

typedef struct sy_match_result {
    const sy_alloc *al;
    sy_pair *pairs; /* by place of out, once finished */
    size_t n, capacity;
} sy_match_result;

SY_MUST_USE sy_status sy_pairs_add(sy_match_result *result, sy_pair pair, sy_err *err);
void sy_pairs_sort(sy_pair *pairs, size_t n); /* by (out, in) */
/* Is the pair in a sorted list? */
bool sy_pairs_have(const sy_pair *sorted, size_t n, uint32_t out, uint32_t in);

/* legs are sorted in place; rejected (sorted) are pairs that a person said no to. The result's
 * array is the caller's (sy_drop). Cost: O(n log n), and the pairs of equal amounts within a week.
 */
SY_MUST_USE sy_status sy_match_legs(sy_match_result *result, sy_leg *legs, size_t n,
                                    const sy_pair *rejected, size_t n_rejected, const sy_alloc *al,
                                    sy_err *err);

#endif
