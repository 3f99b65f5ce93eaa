/* matched.c - money that went through an account piece by piece (逐笔对应).
 *
 * Along the pass, a matched inflow waits in its ledger for an outflow within 24
 * hours that is not larger and smaller by at most max(1 %, 50 yuan); an inflow
 * of half its size or more that comes between ends its waiting. So each that
 * waits is more than twice as large as the next, and few do. An outflow takes
 * the newest that fits: the smallest gap, and of equal gaps the earlier row.
 * Both rows are of one ledger, and so are the times: its own clock's.
 * A ledger is awake while an inflow waits in it. */
#include <string.h>

#include "base/civil.h"
#include "base/cpu.h"
#include "flow/walk.h"

enum { LEAST_TOLERANCE = 5000 }; /* fen */

typedef struct waiting {
    uint32_t transfer, next; /* next: older one in the same ledger, + 1; 0 */
    int64_t amount, at;
} waiting;

typedef struct slot {
    bool departed, matched;
} slot;

typedef struct run {
    const sy_flow *f;
    const sy_alloc *al;
    sy_err *err;
    sy_scope *scope;
    sy_walk walk;
    uint32_t *newest; /* by ledger, into pool, + 1; 0: none waits */
    waiting *pool;
    size_t n_pool, pool_capacity;
    slot *slots;
    sy_matched *list;
    size_t n, capacity;
} run;

static bool is_close(int64_t in, int64_t out)
{
    int64_t tolerance = in / 100 > LEAST_TOLERANCE ? in / 100 : LEAST_TOLERANCE;
    return out <= in && in - out <= tolerance;
}

/* Is departure t part of a matched chain? Seeds are; else it must fit an inflow. */
static sy_status departs(run *r, uint32_t t, bool *matched)
{
    const sy_flow *f = r->f;
    uint32_t from = f->from[t], *best = NULL;
    int64_t at = sy_scope_departure_time(f, t);

    *matched = sy_scope_departing_seed(r->scope, t) || sy_scope_entry_seed(r->scope, t);
    if (sy_is_outside(from) || f->flags[t] & SY_T_PSEUDO) return SY_OK;
    if (*matched || r->scope->role[from]) return SY_OK;
    for (uint32_t *link = &r->newest[from]; *link;) {
        waiting *w = &r->pool[*link - 1];
        bool fits = at >= w->at && at - w->at <= SY_DAY && is_close(w->amount, f->amount[t]);
        if (fits && (!best || w->at >= r->pool[*best - 1].at)) best = link; /* equal gap: earlier row */
        link = &w->next;
    }
    if (!best) return SY_OK;
    *matched = true;
    void *items = r->list;
    if (!sy_grow(r->al, &items, &r->capacity, r->n, r->n + 1, sizeof *r->list)) {
        return sy_fail_nomem(r->err);
    }
    r->list = items;
    r->list[r->n++] = (sy_matched){r->pool[*best - 1].transfer, t};
    *best = r->pool[*best - 1].next;
    if (!r->newest[from]) sy_walk_rest(&r->walk, from);
    return SY_OK;
}

static sy_status arrives(run *r, uint32_t t, int64_t at, bool matched)
{
    const sy_flow *f = r->f;
    uint32_t to = f->to[t];
    int64_t amount = f->amount[t] - sy_scope_fee(f, t);

    if (sy_is_outside(to) || r->scope->role[to]) return SY_OK;
    /* An inflow of half its size between ends an older one's waiting. */
    for (uint32_t *link = &r->newest[to]; *link;) {
        waiting *w = &r->pool[*link - 1];
        if (amount >= w->amount - amount) *link = w->next;
        else link = &w->next;
    }
    if (!r->newest[to] && !matched) sy_walk_rest(&r->walk, to);
    if (!matched) return SY_OK;
    if (!sy_walk_is_awake(&r->walk, to)) {
        int64_t balance;
        sy_status st = sy_walk_wake(&r->walk, to, &balance);
        if (st != SY_OK) return st;
    }
    void *items = r->pool;
    if (r->n_pool >= SY_NONE - 1 ||
        !sy_grow(r->al, &items, &r->pool_capacity, r->n_pool, r->n_pool + 1, sizeof *r->pool)) {
        return sy_fail_nomem(r->err);
    }
    r->pool = items;
    r->pool[r->n_pool] = (waiting){t, r->newest[to], amount, at};
    r->newest[to] = (uint32_t)++r->n_pool;
    return SY_OK;
}

static sy_status transfer(run *r, uint32_t t)
{
    /* What was taken back paid nobody, and is nobody's inflow. */
    bool matched = false, departed = sy_scope_departs(r->scope, t);
    bool counts = departed && !sy_flow_is_reversed(r->f, t);
    sy_status st = counts ? departs(r, t, &matched) : SY_OK;

    if (st != SY_OK) return st;
    if (r->f->flags[t] & SY_T_LATE) {
        const uint32_t late = sy_flow_late(r->f, t);
        r->slots[late] = (slot){departed, matched};
        return matched ? sy_walk_meet_late(&r->walk, late) : SY_OK;
    }
    int64_t at = sy_scope_arrival_time(r->scope, t);
    return sy_scope_arrives(r->scope, t, at, departed) ? arrives(r, t, at, matched) : SY_OK;
}

static sy_status late_arrival(run *r, uint32_t number)
{
    const sy_late *l = &r->f->late[number];
    const slot *s = &r->slots[number];
    const int64_t at = sy_flow_time(r->f, l->at);
    bool departed = s->departed || sy_walk_left_unmet(&r->walk, l->transfer);

    if (!sy_scope_arrives(r->scope, l->transfer, at, departed)) return SY_OK;
    if (sy_flow_is_reversed(r->f, l->transfer)) return SY_OK;
    return arrives(r, l->transfer, at, s->matched);
}

enum { AHEAD = 16 };

/* Transfers t .. stop - 1 of a full walk, between which nothing comes. At most of
 * them nothing waits at either end, and nothing begins. */
static sy_status stretch(run *r, uint32_t t, uint32_t stop)
{
    const sy_flow *f = r->f;
    const uint8_t *role = r->scope->role;
    const uint32_t n = f->n_ledgers;
    sy_status st = SY_OK;

    for (; st == SY_OK && t < stop; t++) {
        const uint32_t from = f->from[t] < n ? f->from[t] : n, to = f->to[t] < n ? f->to[t] : n;
        if (t + AHEAD < f->n_transfers) {
            SY_PREFETCH(&r->newest[f->from[t + AHEAD] < n ? f->from[t + AHEAD] : n]);
            SY_PREFETCH(&r->newest[f->to[t + AHEAD] < n ? f->to[t + AHEAD] : n]);
        }
        const bool begins = role[from] & SCOPE_SOURCE || f->flags[t] & SY_T_LATE;
        if (begins || r->newest[from] || r->newest[to]) st = transfer(r, t);
    }
    return st;
}

static sy_status walk(run *r, bool *is_too_wide)
{
    sy_event e = {SY_EVENT_END, 0};
    sy_status st;

    do {
        st = sy_walk_next(&r->walk, &e);
        if (st != SY_OK) break;
        if (e.kind == SY_EVENT_LATE) st = late_arrival(r, e.number);
        if (e.kind != SY_EVENT_TRANSFER) continue;
        const uint32_t stop = r->walk.is_full ? sy_walk_stretch(&r->walk, e.number) : 0;
        st = e.number < stop ? stretch(r, e.number, stop) : transfer(r, e.number);
        if (e.number < stop) sy_walk_skip(&r->walk, stop);
    } while (st == SY_OK && e.kind < SY_EVENT_TOO_WIDE);
    *is_too_wide = e.kind == SY_EVENT_TOO_WIDE;
    return st;
}

static sy_status match(sy_matched **list, size_t *n, sy_scope *scope, bool is_sparse,
                       bool *is_too_wide, sy_err *err)
{
    const sy_flow *f = scope->flow;
    run r = {.f = f, .al = scope->al, .err = err, .scope = scope};
    sy_status st = sy_walk_init(&r.walk, r.al, scope, is_sparse, err);

    sy_scope_rewind(scope);
    r.newest = sy_new_array(r.al, (size_t)f->n_ledgers + 1, sizeof *r.newest);
    r.slots = sy_new_array(r.al, f->n_late, sizeof *r.slots);
    r.list = sy_new_array(r.al, 1, sizeof *r.list);
    r.capacity = 1;
    if (!r.newest || !r.slots || !r.list) st = sy_fail_nomem(err);
    if (st == SY_OK) st = walk(&r, is_too_wide);
    if (st == SY_OK && !*is_too_wide) {
        *list = r.list;
        *n = r.n;
        r.list = NULL;
    }
    sy_drop(r.al, r.newest);
    sy_drop(r.al, r.pool);
    sy_drop(r.al, r.slots);
    sy_drop(r.al, r.list);
    sy_walk_dispose(&r.walk);
    return st;
}

sy_status sy_trace_matched(sy_matched **list, size_t *n, const sy_alloc *al, const sy_flow *flow,
                           const sy_trace_query *query, sy_err *err)
{
    sy_scope scope;
    bool is_too_wide = true;
    sy_status st = sy_scope_init(&scope, al, flow, query, err);

    *list = NULL;
    *n = 0;
    scope.stages = 1 + (query->max_hops > 0);
    if (st == SY_OK) st = sy_scope_limit(&scope, err);
    if (st == SY_OK && sy_scope_may_be_sparse(&scope)) {
        st = match(list, n, &scope, true, &is_too_wide, err);
    }
    if (st == SY_OK && is_too_wide) st = match(list, n, &scope, false, &is_too_wide, err);
    sy_scope_dispose(&scope);
    return st;
}
