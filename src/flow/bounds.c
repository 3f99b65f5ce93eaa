/* bounds.c - a pass of its own with four numbers a ledger.
 *
 * `most` counts known taint, `unknown` also takes every opening balance for
 * tainted: the second upper bound of tracing.md 5. */
#include "flow/bounds.h"

#include <string.h>

#include "base/civil.h"
#include "base/cpu.h"
#include "flow/scope.h"

typedef struct range {
    int64_t least, most, unknown;
} range;

typedef struct stock {
    int64_t balance;
    range tainted;
} stock;

/* Only while a ledger has a least: most never do, and a walk is as quick as the
 * memory it touches. */
typedef struct proof {
    int32_t day;     /* of its last row */
    uint32_t proved; /* the next span of proved days to look at */
} proof;

typedef struct slot {
    range r;
    bool departed;
} slot;

typedef struct run {
    const sy_flow *f;
    const sy_trace_query *q;
    const sy_alloc *al;
    sy_err *err;
    sy_scope scope;
    stock *stocks;
    proof *proofs; /* by ledger, as stocks */
    slot *slots;
    sy_trace *trace;
    size_t next; /* in trace->transfers */
    sy_traced *listed;
    size_t n_listed, capacity;
} run;

static int64_t least_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t above_zero(int64_t a)
{
    return a > 0 ? a : 0;
}

/* Are all days between the ledger's last row and this one proved complete? */
static bool is_proved(run *r, uint32_t ledger, int32_t day)
{
    const sy_flow *f = r->f;
    proof *p = &r->proofs[ledger];
    int32_t from = p->day < day ? p->day : day, to = p->day < day ? day : p->day;

    if (f->ledgers[ledger].flags & SY_L_CLOSED) return true;
    uint32_t begin = f->proved_begin[ledger], end = f->proved_begin[ledger + 1], i = p->proved;
    if (i < begin || i >= end || f->proved[i].from > from) i = begin; /* a row that goes back */
    while (i < end && f->proved[i].to < from) i++;
    p->proved = i;
    for (; i < end && f->proved[i].from <= from; i++) {
        if (f->proved[i].to >= to) return true;
        from = f->proved[i].to + 1; /* the next span may begin there */
    }
    return false;
}

/* A row of the ledger: nothing bounds from below across a day that nobody proves. */
static void touch(run *r, uint32_t ledger, int64_t at)
{
    int64_t *least = &r->stocks[ledger].tainted.least;

    if (*least == 0) return;
    int32_t day = (int32_t)sy_day_of(at);
    if (!is_proved(r, ledger, day)) *least = 0;
    r->proofs[ledger].day = day;
}

/* The day of a row by which a ledger gets a least: itself to be proved. */
static void begin_least(run *r, uint32_t ledger, int64_t at)
{
    if (r->stocks[ledger].tainted.least == 0) r->proofs[ledger].day = (int32_t)sy_day_of(at);
}

/* The general step of an outflow. */
static range take(stock *s, int64_t amount)
{
    range *t = &s->tainted;
    if (s->balance < amount) s->balance = amount; /* what it lacks comes in clean */
    range out = {above_zero(amount - (s->balance - t->least)), least_of(amount, t->most),
                 least_of(amount, t->unknown)};

    s->balance -= amount;
    t->least = above_zero(t->least - amount);
    t->most = least_of(t->most, s->balance);
    t->unknown = least_of(t->unknown, s->balance);
    return out;
}

/* What is left of a range when some fen of the amount go elsewhere. */
static range without(range r, int64_t amount, int64_t gone)
{
    int64_t rest = amount - gone;
    return (range){above_zero(r.least - gone), least_of(r.most, rest), least_of(r.unknown, rest)};
}

static range departure(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    uint32_t from = f->from[t];
    int64_t amount = f->amount[t];

    if (sy_scope_departing_seed(&r->scope, t)) return (range){amount, amount, amount};
    if (from == SY_OUTSIDE + SY_OUT_OPENING) return (range){0, 0, amount};
    if (sy_is_outside(from) || r->scope.role[from] & (SCOPE_SOURCE | SCOPE_BLIND)) {
        return (range){0, 0, 0};
    }
    touch(r, from, sy_scope_departure_time(f, t));
    range out = take(&r->stocks[from], amount);
    if (f->ledgers[from].flags & SY_L_UNSUPPLIED) out.least = 0;
    return out;
}

static void arrival(run *r, uint32_t t, int64_t at, range part)
{
    const sy_flow *f = r->f;
    uint32_t to = f->to[t];
    int64_t amount = f->amount[t] - sy_scope_fee(f, t), debt = sy_scope_debt(f, t);

    if (sy_is_outside(to)) return;
    uint8_t role = r->scope.role[to];
    if (role & (SCOPE_SOURCE | SCOPE_BLIND)) return;
    touch(r, to, at);
    stock *s = &r->stocks[to];
    s->balance += amount - debt;
    if (role & SCOPE_ABSORBS) return;
    part = without(part, amount, debt);
    if (part.least > 0) begin_least(r, to, at);
    s->tainted.least += part.least;
    s->tainted.most += part.most;
    s->tainted.unknown += part.unknown;
}

static sy_status note(run *r, uint32_t t, range out)
{
    sy_trace *trace = r->trace;
    bool is_listed = r->next < trace->n_transfers && trace->transfers[r->next].transfer == t;
    sy_traced line = is_listed ? trace->transfers[r->next++] : (sy_traced){.transfer = t};

    line.lower = out.least;
    line.upper = out.most;
    line.upper_with_unknown = out.unknown;
    if (!r->q->all_bounds) {
        if (is_listed) trace->transfers[r->next - 1] = line;
        return SY_OK;
    }
    if (!is_listed && (out.most == 0 || r->f->flags[t] & SY_T_PSEUDO)) return SY_OK;
    void *items = r->listed;
    if (!sy_grow(r->al, &items, &r->capacity, r->n_listed, r->n_listed + 1, sizeof line)) {
        return sy_fail_nomem(r->err);
    }
    r->listed = items;
    r->listed[r->n_listed++] = line;
    return SY_OK;
}

static sy_status transfer(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    bool is_late = f->flags[t] & SY_T_LATE;

    if (!sy_scope_departs(&r->scope, t)) {
        if (!is_late) sy_scope_arrives(&r->scope, t, sy_scope_arrival_time(&r->scope, t), false);
        return SY_OK;
    }
    if (f->flags[t] & SY_T_PSEUDO) {
        uint32_t ledger = sy_is_outside(f->from[t]) ? f->to[t] : f->from[t];
        if (r->scope.role[ledger] & (SCOPE_SOURCE | SCOPE_BLIND)) return SY_OK;
    }
    range out = departure(r, t), arriving = without(out, f->amount[t], sy_scope_fee(f, t));
    if (sy_scope_entry_seed(&r->scope, t)) {
        int64_t amount = f->amount[t] - sy_scope_fee(f, t);
        range fee = without(out, f->amount[t], amount); /* is paid by the rule */
        out = (range){amount + fee.least, amount + fee.most, amount + fee.unknown};
        arriving = (range){amount, amount, amount};
    }
    sy_status st = note(r, t, out);
    if (st != SY_OK) return st;
    if (is_late) {
        r->slots[sy_scope_slot(&r->scope, t)] = (slot){arriving, true};
    } else {
        int64_t at = sy_scope_arrival_time(&r->scope, t);
        if (sy_scope_arrives(&r->scope, t, at, true)) arrival(r, t, at, arriving);
    }
    return SY_OK;
}

static void move(run *r, const sy_move *m)
{
    stock *from = &r->stocks[m->from], *to = &r->stocks[m->to];

    to->balance += from->balance;
    to->tainted.most += from->tainted.most;
    to->tainted.unknown += from->tainted.unknown;
    from->balance = 0;
    from->tainted = (range){0};
}

enum { AHEAD = 16 };

static void prefetch(const run *r, uint32_t t)
{
    if (t + AHEAD >= r->f->n_transfers) return;
    uint32_t from = r->f->from[t + AHEAD], to = r->f->to[t + AHEAD];
    if (!sy_is_outside(from)) {
        SY_PREFETCH(&r->scope.role[from]);
        SY_PREFETCH(&r->stocks[from].balance);
        SY_PREFETCH(&r->stocks[from].tainted.unknown);
    }
    if (!sy_is_outside(to)) {
        SY_PREFETCH(&r->scope.role[to]);
        SY_PREFETCH(&r->stocks[to].balance);
        SY_PREFETCH(&r->stocks[to].tainted.unknown);
    }
}

static sy_status walk(run *r)
{
    const sy_flow *f = r->f;
    uint32_t late = 0, moved = 0;
    sy_status st = SY_OK;

    for (uint32_t t = 0; st == SY_OK; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            const sy_late *l = &f->late[late];
            const int64_t at = sy_flow_time(f, l->at);
            slot *s = &r->slots[sy_scope_slot(&r->scope, l->transfer)];
            if (!sy_scope_arrives(&r->scope, l->transfer, at, s->departed)) continue;
            arrival(r, l->transfer, at, s->r);
        }
        for (; moved < f->n_moves && f->moves[moved].before == t; moved++) {
            if (r->q->follow && sy_scope_departs(&r->scope, t)) move(r, &f->moves[moved]);
        }
        if (t == f->n_transfers) break;
        prefetch(r, t);
        st = transfer(r, t);
    }
    return st;
}

sy_status sy_bounds_add(sy_trace *trace, const sy_alloc *al, const sy_flow *flow,
                        const sy_trace_query *query, sy_err *err)
{
    run r = {.f = flow, .q = query, .al = al, .err = err, .trace = trace};
    sy_status st = sy_scope_init(&r.scope, al, flow, query, err);

    if (st == SY_OK) st = sy_scope_limit(&r.scope, err);
    if (st != SY_OK) goto done;
    r.stocks = sy_new_array(al, flow->n_ledgers, sizeof *r.stocks);
    r.proofs = sy_new_array(al, flow->n_ledgers, sizeof *r.proofs);
    r.slots = sy_new_array(al, flow->n_late, sizeof *r.slots);
    if (!r.stocks || !r.proofs || !r.slots) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = walk(&r);
    if (st == SY_OK && query->all_bounds) {
        sy_drop(trace->al, trace->transfers);
        trace->transfers = r.listed;
        trace->n_transfers = r.n_listed;
        r.listed = NULL;
    }

done:
    sy_drop(al, r.stocks);
    sy_drop(al, r.proofs);
    sy_drop(al, r.slots);
    sy_drop(al, r.listed);
    sy_scope_dispose(&r.scope);
    return st;
}
