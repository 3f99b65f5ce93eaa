/* walk.h - the events of a pass that matter to a question; private to flow.
 *
 *     st = sy_walk_init(&w, al, &scope, is_sparse, err);
 *     while (st == SY_OK) {
 *         st = sy_walk_next(&w, &e);
 *         if (st != SY_OK || e.kind == SY_EVENT_END) break;
 *         ...                               // may wake ledgers, or let them sleep
 *     }
 *
 * Trace, bounds, distances and one-to-one matching ask about money that most
 * ledgers never see. A ledger that holds none of it sleeps: what it holds follows
 * from the index alone. Two ways lead along the pass, to the same answer:
 *
 *   sparse   The awake ledgers stand in a heap by the place in the pass of their
 *            next row; the walk meets these rows, and the seeds. Cost: O(rows of
 *            awake ledgers * log of their number), whatever else there is.
 *   full     Nobody sleeps; the walk meets every transfer. Cheaper for each one.
 *
 * A sparse walk gives up (SY_EVENT_TOO_WIDE) when the rows met and those still to
 * come of ledgers that are awake are more than 1/64 of all transfers: one by one,
 * all over memory, they cost many times what a full walk takes for each. The caller
 * then begins anew, fully (docs/decisions/0015). The number depends on flow and question alone.
 *
 * The place of an event in the pass is its key: (transfer before which it comes,
 * order): late arrivals, then moves, then the transfer itself. */
#ifndef SY_FLOW_WALK_H
#define SY_FLOW_WALK_H

#include "base/bits.h"
#include "flow/scope.h"

typedef enum sy_event_kind {
    SY_EVENT_TRANSFER, /* number: the transfer leaves, and arrives unless it is late */
    SY_EVENT_LATE,     /* number: of the arrival in f->late */
    SY_EVENT_MOVE,     /* number: in f->moves; only when following */
    SY_EVENT_TOO_WIDE,
    SY_EVENT_END
} sy_event_kind;

typedef struct sy_event {
    sy_event_kind kind;
    uint32_t number;
} sy_event;

typedef struct sy_visit {
    uint64_t key;
    uint32_t ledger; /* SY_NONE: an event by itself */
    uint32_t row;    /* of the ledger */
} sy_visit;

typedef struct sy_walk {
    const sy_flow *f;
    sy_scope *scope;
    const sy_alloc *al;
    sy_err *err;
    uint64_t *awake, *queued; /* bits by ledger; queued: stands in the heap */
    sy_visit *heap;
    size_t n_heap, heap_capacity;
    uint64_t key;              /* of the last event; UINT64_MAX before the first */
    uint64_t met, ahead;       /* events; rows to come of ledgers in the heap */
    uint64_t most;             /* met + ahead must not pass this */
    uint32_t open, end;        /* the scope's: see there */
    uint32_t next, late, move; /* where a scan stands */
    uint32_t ticked;           /* events since the last tick, or the next transfer to tick at */
    bool is_scan, is_full;
} sy_walk;

SY_MUST_USE sy_status sy_walk_init(sy_walk *w, const sy_alloc *al, sy_scope *scope, bool is_sparse,
                                   sy_err *err);
void sy_walk_dispose(sy_walk *w);

/* SY_ECANCEL when the query's tick says so. */
SY_MUST_USE sy_status sy_walk_next(sy_walk *w, sy_event *e);

static inline bool sy_walk_is_awake(const sy_walk *w, uint32_t ledger)
{
    return sy_bit(w->awake, ledger);
}

/* Wakes a ledger at this event. *balance: what it holds then, before this event
 * if that is one of its rows. Not in a full walk. */
SY_MUST_USE sy_status sy_walk_wake(sy_walk *w, uint32_t ledger, int64_t *balance);

/* The ledger may sleep: what it holds is what the index says, and clean. */
static inline void sy_walk_rest(sy_walk *w, uint32_t ledger)
{
    /* What has moved is in no line of the index: who follows stays awake. */
    if (w->is_full || w->scope->query->follow) return;
    sy_bit_clear(w->awake, ledger);
}

/* Of a late transfer whose departure was not met: did it leave all the same, out of
 * a ledger that slept (or out of none), and so clean? */
static inline bool sy_walk_left_unmet(const sy_walk *w, uint32_t t)
{
    return !w->is_full && t < w->open;
}

/* An arrival to be met although its payee may sleep. */
SY_MUST_USE sy_status sy_walk_meet_late(sy_walk *w, uint32_t late);

/* Of a full walk that has just given out transfer t: up to which transfer nothing
 * else comes between, no entry is a seed, and --until shuts nothing out. Then
 * sy_walk_skip goes on there. Not past the next tick. */
uint32_t sy_walk_stretch(const sy_walk *w, uint32_t t);
static inline void sy_walk_skip(sy_walk *w, uint32_t t)
{
    w->next = t;
}

#endif
