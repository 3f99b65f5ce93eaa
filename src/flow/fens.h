/* fens.h - which fen of an arrival is which fen of a departure; private to flow.
 *
 *     departure t            arrival by t           departures u, v
 *     [0 ......... amount)   [debt ... amount-fee)  [0 ...), [0 ...)
 *          └── the fen keep their numbers ──┘  └── a line of the ledger ──┘
 *
 * Under fifo and lifo this is one to one and follows from the ledgers alone: no
 * past is simulated. A span of fen is opened in one ledger at a time; each call
 * gives the spans that it consists of, in order of their number in the span
 * that was asked about. */
#ifndef SY_FLOW_FENS_H
#define SY_FLOW_FENS_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/lines.h"
#include "flow/trace.h"

/* Fen [begin, begin + size) of a transfer; 0 is the first to leave the payer. */
typedef struct sy_span {
    uint32_t transfer;
    int64_t begin, size; /* size > 0 */
} sy_span;

typedef struct sy_fens sy_fens;

/* rule: SY_FIFO or SY_LIFO. follow: unsupplied ledgers are looked into too, and
 * what goes on from a covered ledger in its continuation (sy_move) is followed. */
SY_MUST_USE sy_status sy_fens_new(sy_fens **out, const sy_alloc *al, const sy_flow *flow,
                                  sy_rule rule, bool follow, sy_err *err);
void sy_fens_free(sy_fens *m);

typedef sy_status sy_span_fn(void *ctx, sy_span span);

/* What these fen, which arrived in the payee's ledger, leave it by. They must lie
 * behind the debt that the arrival repays and before its fee. What stays there
 * is added to *held. Not for flows whose moves are followed. */
SY_MUST_USE sy_status sy_fens_onward(const sy_fens *m, sy_span arrived, sy_span_fn *each, void *ctx,
                                     int64_t *held);

/* What these fen, which left the payer's ledger, had come into it by. What it
 * lacked is given as a span of the departure itself. */
SY_MUST_USE sy_status sy_fens_before(sy_fens *m, sy_span left, sy_span_fn *each, void *ctx,
                                     sy_err *err);

#endif
