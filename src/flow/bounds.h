/* bounds.h - at least and at most, whatever the rule; private to flow.
 *
 * design/tracing.md 5: from an account's (balance, lo, hi). What nobody has seen
 * cannot bound from below: lo falls to 0 across a day that no cover proves. */
#ifndef SY_FLOW_BOUNDS_H
#define SY_FLOW_BOUNDS_H

#include "flow/trace.h"

/* Fills lower, upper and upper_with_unknown of the trace's transfers; with
 * query->all_bounds also lists transfers without taint whose upper is above 0. */
SY_MUST_USE sy_status sy_bounds_add(sy_trace *trace, const sy_alloc *al, const sy_flow *flow,
                                    const sy_trace_query *query, sy_err *err);

#endif
