/* entries.h - each ledger's rows as sides of transfers, and what is special about
 * some of them; private to the builder. */
#ifndef SY_FLOW_ENTRIES_H
#define SY_FLOW_ENTRIES_H

#include "flow/turns.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_entries {
    const sy_alloc *al;
    uint32_t *row_begin, *rows; /* as in sy_flow */
    int64_t *moved;
    /* side tables, each in the order of sy_flow */
    sy_late *late;
    uint32_t *late_by_transfer;
    sy_clock *clocks;
    sy_extra *fees, *debts;
    size_t n_late, n_clocks, n_fees, n_debts;
} sy_entries;

/* The caller gives back or takes over the arrays: sy_entries_dispose. Cost: one
 * walk along all ledgers, side by side. */
SY_MUST_USE sy_status sy_entries_make(sy_entries *e, const sy_alloc *al, const sy_turns *turns,
                                      sy_err *err);
void sy_entries_dispose(sy_entries *e);

#ifdef __cplusplus
}
#endif

#endif
