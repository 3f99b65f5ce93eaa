/* bounds.h - at least and at most, whatever the rule; private to flow.
 *
 * design/tracing.md 5: from an account's (balance, lo, hi). What nobody has seen
 * cannot bound from below: lo falls to 0 across a day that no cover proves. */
#ifndef SY_FLOW_BOUNDS_H
#define SY_FLOW_BOUNDS_H

#include "flow/scope.h"

/* Fills lower, upper and upper_with_unknown of the trace's transfers; with the
 * query's all_bounds also lists transfers without taint whose upper is above 0. */
SY_MUST_USE sy_status sy_bounds_add(sy_trace *trace, sy_scope *scope, sy_err *err);

#endif
