/* waits.h - rows that cannot come when their time does; private to the pass.
 *
 * A row whose ledger, or whose departure, is later than itself waits for another
 * one, its leader: the row with whose turn it may come. Between two leaders, all
 * that waited for the first come, the least first. So the pass is: the leaders by
 * (time, place), after each of them those that waited for it. */
#ifndef SY_FLOW_WAITS_H
#define SY_FLOW_WAITS_H

#include "flow/pass.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_waits {
    /* who waits, in the order in which they come, group by group; leaders ascend */
    uint32_t *items, *leaders;
    size_t n;
    /* what is left when all others have come: matches contradicted each other. In
     * the order in which it comes at the end of the pass. */
    uint32_t *last;
    size_t n_last;
    uint8_t *holds_back; /* by item / 8, a bit: waits, or is among the last */
} sy_waits;

/* undone: by place; set where a match is undone, counted in *n_undone. Cost:
 * O(rows) to find who waits, then O(log) each; 16 bytes a place. */
SY_MUST_USE sy_status sy_waits_find(sy_waits *w, const sy_alloc *al, const sy_rows *rows,
                                    const sy_books *books, uint8_t *undone, uint32_t *n_undone,
                                    sy_err *err);
void sy_waits_dispose(sy_waits *w, const sy_alloc *al);

static inline bool sy_waits_hold_back(const sy_waits *w, uint32_t item)
{
    return w->holds_back && w->holds_back[item / 8] >> item % 8 & 1;
}

#ifdef __cplusplus
}
#endif

#endif
