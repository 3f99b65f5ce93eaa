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
    int64_t *moved;
    sy_mark *marks;
    int64_t *low;
} sy_lines;

/* From transfers, fees, debts and rows, on all cores; the same on any number of
 * them. The caller gives each array back with sy_drop. SY_ELIMIT names the
 * account whose sums do not fit. */
SY_MUST_USE sy_status sy_lines_make(sy_lines *out, const sy_alloc *al, const sy_flow *f,
                                    sy_err *err);

/* Do marks and least balances follow from moved, and do all sums fit? One pass
 * over these arrays, on all cores. Whether moved follows from the transfers is
 * not asked here. row_begin must have been checked. */
bool sy_lines_add_up(const sy_flow *f);

#ifdef __cplusplus
}
#endif

#endif
