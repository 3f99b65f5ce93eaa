/* ways.h - from a row to the rows after it: what every search for ways needs.
 *
 * A *place* is where money on a way can lie: a ledger together with its
 * unsupplied continuation, under the number of the covered one. The rows are the
 * flow's own; nothing is copied. */
#ifndef SY_FLOW_WAYS_H
#define SY_FLOW_WAYS_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"
#include "flow/paths.h"

typedef struct sy_place {
    uint32_t id, account;
    uint32_t next; /* another ledger of the same place; SY_NONE */
} sy_place;

struct sy_ways {
    const sy_alloc *al;
    const sy_flow *f;
    sy_place *places;      /* by ledger */
    uint32_t *owned_begin; /* by account, and one more */
    uint32_t *owned;       /* places of an account */
    int64_t *since;        /* by block of transfers: the least time from there on */
    uint32_t n_blocks;
};

/* The first transfer by which what t brought can go on. */
uint32_t sy_ways_onward(const sy_ways *w, uint32_t t);

/* The first row of a ledger that does not stand before departure `onward`: an
 * arrival stands before it exactly if what it brought can leave by it. */
uint32_t sy_ways_row(const sy_ways *w, uint32_t ledger, uint32_t onward);

/* A transfer from which on all are after `at`, or n_transfers; not always the first. */
uint32_t sy_ways_all_after(const sy_ways *w, int64_t at);

#endif
