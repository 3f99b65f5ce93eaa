/* index_check.h - is every number of a mapped flow in its range, and do its
 * arrays agree with each other? So that nobody can be led outside the arrays by
 * a file that was made on purpose; a checksum only says that nobody slipped. */
#ifndef SY_FLOW_INDEX_CHECK_H
#define SY_FLOW_INDEX_CHECK_H

#include <stdbool.h>

#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

/* True when every index points into its array, the side tables belong to their
 * transfers, every end of a transfer stands once in the rows of its ledger, with
 * what it moves, and all sums of lines.h are right. What it does not look at is
 * the order of rows inside a ledger. Cost: one pass over the arrays, on all
 * cores. n_rows, n_proved, n_text: items of those arrays. */
bool sy_flow_holds_together(const sy_flow *f, uint64_t n_rows, uint64_t n_proved, uint64_t n_text);

#ifdef __cplusplus
}
#endif

#endif
