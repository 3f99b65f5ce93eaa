/* matched.c - money that went through an account piece by piece (逐笔对应).
 *
 * Along the pass, a matched inflow waits in its ledger for an outflow within 24
 * hours that is not larger and smaller by at most max(1 %, 50 yuan); an inflow
 * of half its size or more that comes between ends its waiting. So each that
 * waits is more than twice as large as the next, and few do. An outflow takes
 * the newest that fits: the smallest gap, and of equal gaps the earlier row.
 * Both rows are of one ledger, and so are the times: its own clock's. */
#include <string.h>

#include "base/civil.h"
#include "base/cpu.h"
#include "flow/scope.h"

enum { LEAST_TOLERANCE = 5000 }; /* fen */

typedef struct waiting {
    uint32_t transfer, next; /* next: older one in the same ledger, SY_NONE */
    int64_t amount, at;
} waiting;

typedef struct slot {
    bool departed, matched;
} slot;

typedef struct run {
    const sy_flow *f;
    const sy_alloc *al;
    sy_err *err;
    sy_scope scope;
    uint32_t *newest; /* by ledger, into pool; SY_NONE */
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

    *matched = sy_scope_departing_seed(&r->scope, t) || sy_scope_entry_seed(&r->scope, t);
    if (sy_is_outside(from) || f->flags[t] & SY_T_PSEUDO) return SY_OK;
    if (*matched || r->scope.role[from]) return SY_OK;
    for (uint32_t *link = &r->newest[from]; *link != SY_NONE;) {
        waiting *w = &r->pool[*link];
        bool fits = at >= w->at && at - w->at <= SY_DAY && is_close(w->amount, f->amount[t]);
        if (fits && (!best || w->at >= r->pool[*best].at)) best = link; /* equal gap: earlier row */
        link = &w->next;
    }
    if (!best) return SY_OK;
    *matched = true;
    void *items = r->list;
    if (!sy_grow(r->al, &items, &r->capacity, r->n, r->n + 1, sizeof *r->list)) {
        return sy_fail_nomem(r->err);
    }
    r->list = items;
    r->list[r->n++] = (sy_matched){r->pool[*best].transfer, t};
    *best = r->pool[*best].next;
    return SY_OK;
}

static sy_status arrives(run *r, uint32_t t, int64_t at, bool matched)
{
    const sy_flow *f = r->f;
    uint32_t to = f->to[t];
    int64_t amount = f->amount[t] - sy_scope_fee(f, t);

    if (sy_is_outside(to) || r->scope.role[to]) return SY_OK;
    /* An inflow of half its size between ends an older one's waiting. */
    for (uint32_t *link = &r->newest[to]; *link != SY_NONE;) {
        waiting *w = &r->pool[*link];
        if (amount >= w->amount - amount) *link = w->next;
        else link = &w->next;
    }
    if (!matched) return SY_OK;
    void *items = r->pool;
    if (r->n_pool >= SY_NONE - 1 ||
        !sy_grow(r->al, &items, &r->pool_capacity, r->n_pool, r->n_pool + 1, sizeof *r->pool)) {
        return sy_fail_nomem(r->err);
    }
    r->pool = items;
    r->pool[r->n_pool] = (waiting){t, r->newest[to], amount, at};
    r->newest[to] = (uint32_t)r->n_pool++;
    return SY_OK;
}

enum { AHEAD = 16 };

static void prefetch(const run *r, uint32_t t)
{
    if (t + AHEAD >= r->f->n_transfers) return;
    const uint32_t ends[] = {r->f->from[t + AHEAD], r->f->to[t + AHEAD]};
    for (int i = 0; i < 2; i++) {
        if (sy_is_outside(ends[i])) continue;
        SY_PREFETCH(&r->scope.role[ends[i]]);
        SY_PREFETCH(&r->newest[ends[i]]);
    }
}

static sy_status walk(run *r)
{
    const sy_flow *f = r->f;
    uint32_t late = 0;
    sy_status st = SY_OK;

    for (uint32_t t = 0; st == SY_OK; t++) {
        for (; st == SY_OK && late < f->n_late && f->late[late].before == t; late++) {
            const sy_late *l = &f->late[late];
            const int64_t at = sy_flow_time(f, l->at);
            const slot *s = &r->slots[sy_scope_slot(&r->scope, l->transfer)];
            if (!sy_scope_arrives(&r->scope, l->transfer, at, s->departed)) continue;
            st = arrives(r, l->transfer, at, s->matched);
        }
        if (st != SY_OK || t == f->n_transfers) break;
        prefetch(r, t);
        bool matched = false, departed = sy_scope_departs(&r->scope, t);
        if (departed) st = departs(r, t, &matched);
        if (st != SY_OK) break;
        if (f->flags[t] & SY_T_LATE) {
            r->slots[sy_scope_slot(&r->scope, t)] = (slot){departed, matched};
            continue;
        }
        int64_t at = sy_scope_arrival_time(&r->scope, t);
        if (sy_scope_arrives(&r->scope, t, at, departed)) st = arrives(r, t, at, matched);
    }
    return st;
}

sy_status sy_trace_matched(sy_matched **list, size_t *n, const sy_alloc *al, const sy_flow *flow,
                           const sy_trace_query *query, sy_err *err)
{
    run r = {.f = flow, .al = al, .err = err};
    sy_status st = sy_scope_init(&r.scope, al, flow, query, err);

    *list = NULL;
    *n = 0;
    if (st == SY_OK) st = sy_scope_limit(&r.scope, err);
    if (st != SY_OK) goto done;
    r.newest = sy_new_array(al, flow->n_ledgers, sizeof *r.newest);
    r.slots = sy_new_array(al, flow->n_late, sizeof *r.slots);
    r.list = sy_new_array(al, 1, sizeof *r.list);
    r.capacity = 1;
    if (!r.newest || !r.slots || !r.list) {
        st = sy_fail_nomem(err);
        goto done;
    }
    memset(r.newest, 0xFF, flow->n_ledgers * sizeof *r.newest);
    st = walk(&r);
    if (st != SY_OK) goto done;
    *list = r.list;
    *n = r.n;
    r.list = NULL;

done:
    sy_drop(al, r.newest);
    sy_drop(al, r.pool);
    sy_drop(al, r.slots);
    sy_drop(al, r.list);
    sy_scope_dispose(&r.scope);
    return st;
}
