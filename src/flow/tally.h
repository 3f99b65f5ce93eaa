/* tally.h - the answer of a trace while it is being found; private to flow.
 *
 * Whoever walks writes down what is seeded, what sinks and what transfers carry,
 * piece by piece; the end adds it up, and checks that nothing was lost. */
#ifndef SY_FLOW_TALLY_H
#define SY_FLOW_TALLY_H

#include "flow/trace.h"

typedef struct sy_tally {
    const sy_alloc *al;
    const sy_flow *flow;
    const sy_trace_query *query;
    sy_trace *out;
    sy_sink *held; /* what sy_tally_held wrote down */
    size_t n_held;
    size_t sinks_capacity, transfers_capacity, held_capacity;
} sy_tally;

SY_MUST_USE sy_status sy_tally_init(sy_tally *t, const sy_alloc *al, const sy_flow *flow,
                                    const sy_trace_query *query, sy_err *err);
void sy_tally_dispose(sy_tally *t);

/* Seeds have tags from 1; pieces with tag 0 are clean and leave no trace here. */
SY_MUST_USE sy_status sy_tally_seeded(sy_tally *t, uint32_t tag, int64_t amount, sy_err *err);
SY_MUST_USE sy_status sy_tally_sink(sy_tally *t, sy_sink_kind kind, uint32_t ledger,
                                    uint32_t transfer, uint32_t tag, int64_t amount, sy_err *err);
/* A sink `held`, by ledger and tag in rising order: most money ends so, and these
 * lines need no sorting. */
SY_MUST_USE sy_status sy_tally_held(sy_tally *t, uint32_t ledger, uint32_t tag, int64_t amount,
                                    sy_err *err);
/* tainted may be 0; pseudo transfers are not listed. */
SY_MUST_USE sy_status sy_tally_transfer(sy_tally *t, uint32_t transfer, int64_t tainted,
                                        sy_err *err);

sy_sink_kind sy_tally_kind(sy_outside outside);

/* Adds up; *out is the caller's. Not yet in it: bounds, unexplained. */
SY_MUST_USE sy_status sy_tally_finish(sy_tally *t, sy_trace **out, sy_err *err);

#endif
