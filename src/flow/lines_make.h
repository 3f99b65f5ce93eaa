/* lines_make.h - making the arrays of lines.h, and proving that they add up. */
#ifndef SY_FLOW_LINES_MAKE_H
#define SY_FLOW_LINES_MAKE_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_lines {
    sy_mark *marks;
    int64_t *low;
} sy_lines;

/* From what each row moves, on all cores; the same on any number of
 * them. The caller gives each array back with sy_drop. SY_ELIMIT names the
 * account whose sums do not fit. */
SY_MUST_USE sy_status sy_lines_make(sy_lines *out, const sy_alloc *al, const sy_flow *f,
                                    sy_err *err);

typedef struct sy_digest_key {
    uint64_t a, b;
} sy_digest_key;

/* One end of a transfer, in the rows of a ledger, as a number that only somebody
 * who knows the key can foresee: the sum over a list tells which ends it holds. */
static inline uint64_t sy_end_digest(const sy_digest_key *key, uint32_t ledger, uint32_t item,
                                     int64_t moved)
{
    const uint64_t x = ((uint64_t)ledger << 32 | item) ^ key->a, y = (uint64_t)moved ^ key->b;
    const uint64_t low = x * (y | 1), mixed = low ^ low >> 32;
    return (mixed ^ y) * (x | 1);
}

/* Do marks and least balances follow from moved, and do all sums fit? *digest: the
 * sum over all rows. One pass over these arrays, on all cores. row_begin must have
 * been checked. */
bool sy_lines_add_up(const sy_flow *f, const sy_digest_key *key, uint64_t *digest);

#ifdef __cplusplus
}
#endif

#endif
