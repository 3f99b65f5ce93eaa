/* pass.h - the order in which all rows of all ledgers come; private to the builder.
 *
 * The merge of the ledgers (design/tracing.md 3): of the rows that may come next
 * the one with the least (time, place) does; a row may come when the row before
 * it in its ledger has, and an arrival only after its departure. If none may,
 * matches contradict each other: of the arrivals that stand first in their ledger
 * the least has its match undone. */
#ifndef SY_FLOW_PASS_H
#define SY_FLOW_PASS_H

#include "flow/row.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_pass {
    const sy_alloc *al;
    uint32_t *items; /* each item of the books once, in the order of the pass */
    size_t n;
    uint8_t *undone; /* by place: 1 where this row's match is undone */
    uint32_t n_undone;
    int64_t time_base; /* the earliest time of a row */
} sy_pass;

/* SY_ELIMIT when rows are 2^32 seconds apart; names both. Cost: a parallel sort of
 * the rows; those out of order of time, or of their match's, one more search each. */
SY_MUST_USE sy_status sy_pass_make(sy_pass *p, const sy_alloc *al, const sy_rows *rows,
                                   const sy_books *books, sy_err *err);
void sy_pass_dispose(sy_pass *p);

#ifdef __cplusplus
}
#endif

#endif
