/* bounds.c - a walk of its own with four numbers a ledger.
 *
 * `most` counts known taint, `unknown` also takes every opening balance for
 * tainted: the second upper bound of tracing.md 5. A ledger is awake while one of
 * them is above 0. So where there are openings nearly all are, and the walk is
 * full. */
#include "flow/bounds.h"

#include <string.h>

#include "base/civil.h"
#include "base/cpu.h"
#include "flow/walk.h"

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
    sy_scope *scope;
    sy_walk walk;
    void *memory;
    stock *stocks; /* by ledger, in memory; number n_ledgers is the outside, as a payer */
    proof *proofs; /* by ledger */
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
    if (r->f->closed_world || r->stocks[ledger].tainted.least == 0) return;
    int32_t day = (int32_t)sy_day_of(at);
    if (!is_proved(r, ledger, day)) r->stocks[ledger].tainted.least = 0;
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

static bool is_nothing(range r)
{
    return r.most == 0 && r.unknown == 0;
}

/* Whose numbers are kept. All others have none, as what comes to them stays. */
static bool is_kept(const run *r, uint32_t end)
{
    return !sy_is_outside(end) && r->scope->role[end] == 0 && sy_walk_is_awake(&r->walk, end);
}

/* Out of a ledger whose numbers are kept, by a row at time `at`. */
static inline range pay(run *r, uint32_t ledger, int64_t amount, int64_t at)
{
    touch(r, ledger, at);
    range out = take(&r->stocks[ledger], amount);
    if (out.least == 0 || r->f->closed_world) return out;
    if (r->f->ledgers[ledger].flags & SY_L_UNSUPPLIED) out.least = 0;
    return out;
}

static inline void receive(run *r, uint32_t ledger, int64_t amount, range part, int64_t at)
{
    stock *s = &r->stocks[ledger];

    touch(r, ledger, at);
    s->balance += amount;
    if (part.least > 0) begin_least(r, ledger, at);
    s->tainted.least += part.least;
    s->tainted.most += part.most;
    s->tainted.unknown += part.unknown;
}

static range departure(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    uint32_t from = f->from[t];
    int64_t amount = f->amount[t];

    if (sy_scope_departing_seed(r->scope, t)) return (range){amount, amount, amount};
    if (from == SY_OUTSIDE + SY_OUT_OPENING) return (range){0, 0, amount};
    if (!is_kept(r, from)) return (range){0, 0, 0};
    range out = pay(r, from, amount, sy_scope_departure_time(f, t));
    if (is_nothing(r->stocks[from].tainted)) sy_walk_rest(&r->walk, from);
    return out;
}

static sy_status arrival(run *r, uint32_t t, int64_t at, range part)
{
    const sy_flow *f = r->f;
    uint32_t to = f->to[t];
    int64_t amount = f->amount[t] - sy_scope_fee(f, t), debt = sy_scope_debt(f, t);

    if (sy_is_outside(to) || r->scope->role[to]) return SY_OK;
    part = without(part, amount, debt);
    if (!sy_walk_is_awake(&r->walk, to)) {
        if (is_nothing(part)) return SY_OK;
        sy_status st = sy_walk_wake(&r->walk, to, &r->stocks[to].balance);
        if (st != SY_OK) return st;
    }
    receive(r, to, amount - debt, part, at);
    return SY_OK;
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

    if (!sy_scope_departs(r->scope, t)) {
        if (!is_late) sy_scope_arrives(r->scope, t, sy_scope_arrival_time(r->scope, t), false);
        return SY_OK;
    }
    range out = departure(r, t), arriving = without(out, f->amount[t], sy_scope_fee(f, t));
    if (sy_scope_entry_seed(r->scope, t)) {
        int64_t amount = f->amount[t] - sy_scope_fee(f, t);
        range fee = without(out, f->amount[t], amount); /* is paid by the rule */
        out = (range){amount + fee.least, amount + fee.most, amount + fee.unknown};
        arriving = (range){amount, amount, amount};
    }
    sy_status st = note(r, t, out);
    if (st != SY_OK) return st;
    if (is_late) {
        const uint32_t late = sy_flow_late(r->f, t);
        r->slots[late] = (slot){arriving, true};
        return is_nothing(arriving) ? SY_OK : sy_walk_meet_late(&r->walk, late);
    }
    int64_t at = sy_scope_arrival_time(r->scope, t);
    return sy_scope_arrives(r->scope, t, at, true) ? arrival(r, t, at, arriving) : SY_OK;
}

static sy_status late_arrival(run *r, uint32_t number)
{
    const sy_late *l = &r->f->late[number];
    const slot *s = &r->slots[number];
    const int64_t at = sy_flow_time(r->f, l->at);
    bool departed = s->departed || sy_walk_left_unmet(&r->walk, l->transfer);

    if (!sy_scope_arrives(r->scope, l->transfer, at, departed)) return SY_OK;
    return arrival(r, l->transfer, at, s->r);
}

static sy_status move(run *r, const sy_move *m)
{
    const uint32_t ends[] = {m->from, m->to};
    stock *from = &r->stocks[m->from], *to = &r->stocks[m->to];

    if (!sy_scope_departs(r->scope, m->before) || r->scope->role[m->from]) return SY_OK;
    for (int i = 0; i < 2; i++) {
        if (sy_walk_is_awake(&r->walk, ends[i])) continue;
        sy_status st = sy_walk_wake(&r->walk, ends[i], &r->stocks[ends[i]].balance);
        if (st != SY_OK) return st;
    }
    to->balance += from->balance;
    to->tainted.most += from->tainted.most;
    to->tainted.unknown += from->tainted.unknown;
    *from = (stock){0};
    return SY_OK;
}

/* ---- the short way of plain payments in a full walk, as in trace.c ---- */

enum { AHEAD = 32, TAKEN_OFF = SY_T_LATE | SY_T_FEE | SY_T_DEBT };

static SY_MADE_TO_MEASURE void prefetch(const run *r, uint32_t t)
{
    const uint32_t n = r->f->n_ledgers;

    if (t + AHEAD >= r->f->n_transfers) return;
    const uint32_t from = r->f->from[t + AHEAD], to = r->f->to[t + AHEAD];
    SY_PREFETCH(&r->stocks[from < n ? from : n]);
    SY_PREFETCH(&r->stocks[to < n ? to : n]);
}

/* The clocks of a payment are asked only where a least hangs on them. */
static inline int64_t time_of_out(const run *r, uint32_t t, uint32_t ledger)
{
    return r->stocks[ledger].tainted.least ? sy_scope_departure_time(r->f, t) : 0;
}

static inline int64_t time_of_in(const run *r, uint32_t t, uint32_t ledger, int64_t least)
{
    if (least == 0 && r->stocks[ledger].tainted.least == 0) return 0;
    return sy_scope_arrival_time(r->scope, t);
}

static sy_status stretch(run *r, uint32_t t, uint32_t stop)
{
    const sy_flow *f = r->f;
    const uint8_t *role = r->scope->role;
    const uint32_t n = f->n_ledgers;
    sy_status st = SY_OK;

    r->stocks[n] = (stock){.balance = INT64_MAX / 2};
    for (; st == SY_OK && t < stop; t++) {
        uint32_t to = f->to[t] < n ? f->to[t] : n, from = f->from[t] < n ? f->from[t] : n;
        prefetch(r, t);
        if (f->flags[t] & TAKEN_OFF || role[from] & SCOPE_SOURCE ||
            f->from[t] == SY_OUTSIDE + SY_OUT_OPENING) {
            st = transfer(r, t);
            continue;
        }
        if (role[from]) from = n;
        const range out = pay(r, from, f->amount[t], time_of_out(r, t, from));
        if (out.most > 0) st = note(r, t, out);
        if (to == n || role[to]) continue;
        receive(r, to, f->amount[t], out, time_of_in(r, t, to, out.least));
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
        switch (e.kind) {
        case SY_EVENT_TRANSFER: {
            const uint32_t stop = r->walk.is_full ? sy_walk_stretch(&r->walk, e.number) : 0;
            st = e.number < stop ? stretch(r, e.number, stop) : transfer(r, e.number);
            if (e.number < stop) sy_walk_skip(&r->walk, stop);
            break;
        }
        case SY_EVENT_LATE: st = late_arrival(r, e.number); break;
        case SY_EVENT_MOVE: st = move(r, &r->f->moves[e.number]); break;
        default: break;
        }
    } while (st == SY_OK && e.kind < SY_EVENT_TOO_WIDE);
    *is_too_wide = e.kind == SY_EVENT_TOO_WIDE;
    return st;
}

static void hand_over(run *r)
{
    if (!r->q->all_bounds) return;
    sy_drop(r->trace->al, r->trace->transfers);
    r->trace->transfers = r->listed;
    r->trace->n_transfers = r->n_listed;
    r->listed = NULL;
}

static sy_status bound(sy_trace *trace, sy_scope *scope, bool is_sparse, bool *is_too_wide,
                       sy_err *err)
{
    const sy_flow *f = scope->flow;
    run r = {.f = f, .q = scope->query, .al = scope->al, .err = err, .scope = scope,
             .trace = trace};
    sy_status st = sy_walk_init(&r.walk, r.al, scope, is_sparse, err);

    sy_scope_rewind(scope);
    r.memory = sy_new_array(r.al, (size_t)f->n_ledgers + 2, sizeof *r.stocks);
    r.stocks = sy_align_up(r.memory, sizeof *r.stocks);
    r.proofs = sy_new_array(r.al, f->n_ledgers, sizeof *r.proofs);
    r.slots = sy_new_array(r.al, f->n_late, sizeof *r.slots);
    if (!r.memory || !r.proofs || !r.slots) st = sy_fail_nomem(err);
    if (st == SY_OK) st = walk(&r, is_too_wide);
    if (st == SY_OK && !*is_too_wide) hand_over(&r);
    sy_drop(r.al, r.memory);
    sy_drop(r.al, r.proofs);
    sy_drop(r.al, r.slots);
    sy_drop(r.al, r.listed);
    sy_walk_dispose(&r.walk);
    return st;
}

sy_status sy_bounds_add(sy_trace *trace, sy_scope *scope, sy_err *err)
{
    bool is_too_wide = true;
    sy_status st = SY_OK;

    if (sy_scope_may_be_sparse(scope) && !scope->has_openings) {
        st = bound(trace, scope, true, &is_too_wide, err);
    }
    if (st == SY_OK && is_too_wide) st = bound(trace, scope, false, &is_too_wide, err);
    return st;
}
