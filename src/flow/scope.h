/* scope.h - what a question means for each ledger and transfer; private to flow.
 *
 * Trace, bounds, distances and one-to-one matching all walk the same pass and
 * ask the same things of it: does this departure seed money, does money that
 * arrives here stay, is this row still inside the window? */
#ifndef SY_FLOW_SCOPE_H
#define SY_FLOW_SCOPE_H

#include "base/civil.h"
#include "flow/trace.h"

enum { /* of a ledger */
    SCOPE_SOURCE = 1,  /* seeds leave it; what comes back is returned */
    SCOPE_STOPPED = 2, /* --stop-at */
    SCOPE_LIMIT = 4,   /* --max-hops away */
    SCOPE_BLIND = 8,   /* unsupplied, and not followed */
    SCOPE_ABSORBS = SCOPE_STOPPED | SCOPE_LIMIT
};

typedef struct sy_scope {
    const sy_alloc *al;
    const sy_flow *flow;
    const sy_trace_query *query;
    uint8_t *role;   /* by ledger; 0 for nearly all, and for number n_ledgers: money goes through */
    uint8_t *frozen; /* by ledger: a row past --until has been met; NULL without one */
    struct { uint32_t transfer, seed; } entries[SY_MAX_SEEDS]; /* by transfer */
    size_t n_entries;
    uint32_t *sources; /* ledgers of SCOPE_SOURCE */
    size_t n_sources, sources_capacity;
    uint32_t clock; /* where sy_scope_arrival_time looked last */
    /* --until: every row before transfer `open` is inside the window, and nothing
     * leaves from transfer `end` on. Without one SY_NONE and n_transfers. */
    uint32_t open, end;
    /* A question is answered in so many walks, and this is number `stage`. */
    unsigned stage, stages, told; /* told: the last tick */
    bool has_openings; /* some ledger has an opening balance; only for bounds */
} sy_scope;

/* SY_EINVAL for seeds that are out of range or named twice. Does not find
 * SCOPE_LIMIT: that is sy_scope_limit's, and needs a walk of its own. */
SY_MUST_USE sy_status sy_scope_init(sy_scope *s, const sy_alloc *al, const sy_flow *flow,
                                    const sy_trace_query *query, sy_err *err);
void sy_scope_dispose(sy_scope *s);

/* For another walk: no row has been met yet. */
void sy_scope_rewind(sy_scope *s);

/* Whether a ledger that sleeps holds what the index says. Not what an unsupplied
 * one holds with --until: that one goes on past rows that are shut out. */
static inline bool sy_scope_may_be_sparse(const sy_scope *s)
{
    const sy_trace_query *q = s->query;
    return q->walk != SY_WALK_FULL && !(q->follow && q->has_until);
}

/* The query's tick, at transfer t of the walk at hand. SY_ECANCEL when it says so. */
SY_MUST_USE sy_status sy_scope_tick(sy_scope *s, uint32_t t, sy_err *err);

/* Marks the ledgers of accounts that are max_hops or more transfers away (hops.c).
 * Nothing but time is lost by marking them twice. */
SY_MUST_USE sy_status sy_scope_limit(sy_scope *s, sy_err *err);

/* The seed (from 1) that the departure of transfer t gives to all its money, or 0. */
uint32_t sy_scope_departing_seed(const sy_scope *s, uint32_t t);
/* The seed (from 1) that what arrives by t belongs to because an entry named it. */
uint32_t sy_scope_entry_seed(const sy_scope *s, uint32_t t);

/* May the departure (or one-sided row) of t take place before --until? Freezes
 * ledgers as it goes, so ask in pass order, of every transfer from `open` on. */
bool sy_scope_departs(sy_scope *s, uint32_t t);
/* And its arrival, by a row at time at? departed: what sy_scope_departs said. */
bool sy_scope_arrives(sy_scope *s, uint32_t t, int64_t at, bool departed);

/* The times of a transfer's two rows, each by its own bank's clock. */
int64_t sy_scope_departure_time(const sy_flow *f, uint32_t t);
int64_t sy_scope_arrival_time(sy_scope *s, uint32_t t); /* of one that is not late */

static inline const sy_extra *sy_scope_extra(const sy_extra *list, uint32_t n, uint32_t t)
{
    uint32_t low = 0;
    while (n > 1) {
        uint32_t half = n / 2;
        if (list[low + half].transfer <= t) low += half;
        n -= half;
    }
    return &list[low];
}

static inline int64_t sy_scope_fee(const sy_flow *f, uint32_t t)
{
    return f->flags[t] & SY_T_FEE ? sy_scope_extra(f->fees, f->n_fees, t)->amount : 0;
}

static inline int64_t sy_scope_debt(const sy_flow *f, uint32_t t)
{
    return f->flags[t] & SY_T_DEBT ? sy_scope_extra(f->debts, f->n_debts, t)->amount : 0;
}

static inline uint8_t sy_scope_role(const sy_scope *s, uint32_t end)
{
    return sy_is_outside(end) ? 0 : s->role[end];
}

#endif
