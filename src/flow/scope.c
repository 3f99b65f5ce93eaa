/* scope.c - roles of ledgers, seeds by departure and by entry, the end of time. */
#include "flow/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

static sy_status take_entry_seed(sy_scope *s, uint32_t transfer, uint32_t seed, sy_err *err)
{
    size_t at = s->n_entries;

    if (transfer >= s->flow->n_transfers || s->flow->flags[transfer] & SY_T_PSEUDO) {
        return sy_fail(err, SY_EINVAL, N_("seed %u: there is no such transfer"), seed);
    }
    while (at > 0 && s->entries[at - 1].transfer > transfer) {
        s->entries[at] = s->entries[at - 1];
        at--;
    }
    if (at > 0 && s->entries[at - 1].transfer == transfer) {
        return sy_fail(err, SY_EINVAL, N_("seed %u: the same transfer is named twice"), seed);
    }
    s->entries[at].transfer = transfer;
    s->entries[at].seed = seed;
    s->n_entries++;
    return SY_OK;
}

static sy_status take_seeds(sy_scope *s, sy_err *err)
{
    const sy_trace_query *q = s->query;

    if (q->n_seeds == 0 || q->n_seeds > SY_MAX_SEEDS) {
        return sy_fail(err, SY_EINVAL, N_("a trace takes 1 to %u seeds, not %zu"), SY_MAX_SEEDS,
                       q->n_seeds);
    }
    for (size_t i = 0; i < q->n_seeds; i++) {
        const sy_seed *seed = &q->seeds[i];
        if (seed->kind == SY_SEED_TRANSFER) {
            sy_status st = take_entry_seed(s, seed->transfer, (uint32_t)i + 1, err);
            if (st != SY_OK) return st;
        } else if (seed->account >= s->flow->n_accounts) {
            return sy_fail(err, SY_EINVAL, N_("seed %zu: there is no such account"), i + 1);
        }
    }
    return SY_OK;
}

static sy_status add_source(sy_scope *s, uint32_t ledger, sy_err *err)
{
    void *sources = s->sources;

    if (!sy_grow(s->al, &sources, &s->sources_capacity, s->n_sources, s->n_sources + 1,
                 sizeof *s->sources)) {
        return sy_fail_nomem(err);
    }
    s->sources = sources;
    s->sources[s->n_sources++] = ledger;
    return SY_OK;
}

/* One look at every ledger, however many accounts are named. */
static sy_status give_roles(sy_scope *s, sy_err *err)
{
    const sy_trace_query *q = s->query;
    const sy_flow *f = s->flow;
    uint8_t *of_account = sy_new_array(s->al, f->n_accounts, 1);
    sy_status st = SY_OK;

    if (!of_account) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_seeds; i++) {
        if (q->seeds[i].kind == SY_SEED_ACCOUNT) of_account[q->seeds[i].account] = SCOPE_SOURCE;
    }
    for (size_t i = 0; i < q->n_stop_at; i++) {
        if (q->stop_at[i] < f->n_accounts) of_account[q->stop_at[i]] |= SCOPE_STOPPED;
    }
    for (uint32_t l = 0; st == SY_OK && l < f->n_ledgers; l++) {
        const bool is_blind = !q->follow && f->ledgers[l].flags & SY_L_UNSUPPLIED;
        s->role[l] = of_account[f->ledgers[l].account] | (is_blind ? SCOPE_BLIND : 0);
        if (s->role[l] & SCOPE_SOURCE) st = add_source(s, l, err);
    }
    sy_drop(s->al, of_account);
    return st;
}

static uint32_t earlier(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Where the window may begin to close, and where it is shut for good. */
static void find_window(sy_scope *s)
{
    const sy_flow *f = s->flow;
    const int64_t until = s->query->until;

    s->open = SY_NONE;
    s->end = f->n_transfers;
    if (!s->query->has_until) return;
    for (uint32_t t = 0; s->open == SY_NONE && t < f->n_transfers; t++) {
        if (sy_flow_at(f, t) > until) s->open = t;
    }
    for (uint32_t i = 0; i < f->n_clocks; i++) {
        if (sy_flow_time(f, f->clocks[i].at) <= until) continue;
        s->open = earlier(s->open, f->clocks[i].transfer);
        break;
    }
    while (s->end > 0 && sy_scope_departure_time(f, s->end - 1) > until) s->end--;
    for (uint32_t i = 0; i < f->n_late; i++) {
        if (sy_flow_time(f, f->late[i].at) > until)
            s->open = earlier(s->open, f->late[i].before);
        else if (f->late[i].before > s->end)
            s->end = f->late[i].before;
    }
    s->open = earlier(s->open, s->end);
}

static bool has_openings(const sy_flow *f)
{
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (f->from[t] == SY_OUTSIDE + SY_OUT_OPENING) return true;
    }
    return false;
}

sy_status sy_scope_init(sy_scope *s, const sy_alloc *al, const sy_flow *flow,
                        const sy_trace_query *query, sy_err *err)
{
    memset(s, 0, sizeof *s);
    s->al = al;
    s->flow = flow;
    s->query = query;
    s->role = sy_new_array(al, (size_t)flow->n_ledgers + 1, 1);
    if (!s->role) return sy_fail_nomem(err);
    if (query->has_until) {
        s->frozen = sy_new_array(al, flow->n_ledgers, 1);
        if (!s->frozen) return sy_fail_nomem(err);
    }
    sy_status st = take_seeds(s, err);
    if (st == SY_OK) st = give_roles(s, err);
    if (st != SY_OK) return st;
    find_window(s);
    s->stages = 1;
    if (query->bounds || query->all_bounds) s->has_openings = has_openings(flow);
    return SY_OK;
}

void sy_scope_dispose(sy_scope *s)
{
    sy_drop(s->al, s->role);
    sy_drop(s->al, s->frozen);
    sy_drop(s->al, s->sources);
    memset(s, 0, sizeof *s);
}

sy_status sy_scope_tick(sy_scope *s, uint32_t t, sy_err *err)
{
    const sy_trace_query *q = s->query;
    const uint64_t n = s->flow->n_transfers;

    if (!q->tick || n == 0) return SY_OK;
    const unsigned now = (unsigned)((s->stage * 1000 + t * 1000ull / n) / s->stages);
    if (now > s->told) s->told = now; /* a walk that began anew does not go back */
    if (q->tick(q->tick_ctx, s->told)) return SY_OK;
    return sy_fail(err, SY_ECANCEL, N_("cancelled"));
}

void sy_scope_rewind(sy_scope *s)
{
    s->clock = 0;
    if (s->frozen) memset(s->frozen, 0, s->flow->n_ledgers);
}

int64_t sy_scope_departure_time(const sy_flow *f, uint32_t t)
{
    const int64_t at = sy_flow_at(f, t);
    return f->flags[t] & SY_T_CLOCK_OF_PAYEE ? sy_day_of(at) * SY_DAY : at;
}

int64_t sy_scope_arrival_time(sy_scope *s, uint32_t t)
{
    const sy_flow *f = s->flow;

    if (!(f->flags[t] & SY_T_OTHER_CLOCK)) return sy_flow_at(f, t);
    /* Walks ask in order: the next one is at hand. */
    if (f->clocks[s->clock].transfer > t) s->clock = 0;
    while (f->clocks[s->clock].transfer < t) s->clock++;
    return sy_flow_time(f, f->clocks[s->clock].at);
}

uint32_t sy_scope_departing_seed(const sy_scope *s, uint32_t t)
{
    const sy_flow *f = s->flow;

    if (!(sy_scope_role(s, f->from[t]) & SCOPE_SOURCE) || f->flags[t] & SY_T_PSEUDO) return 0;
    if (sy_flow_is_reversed(f, t)) return 0; /* nobody was paid */
    uint32_t account = f->ledgers[f->from[t]].account;
    int64_t at = sy_scope_departure_time(f, t);
    for (size_t i = 0; i < s->query->n_seeds; i++) {
        const sy_seed *seed = &s->query->seeds[i];
        if (seed->kind == SY_SEED_ACCOUNT && seed->account == account && at >= seed->since) {
            return (uint32_t)i + 1;
        }
    }
    return 0;
}

uint32_t sy_scope_entry_seed(const sy_scope *s, uint32_t t)
{
    for (size_t i = 0; i < s->n_entries && s->entries[i].transfer <= t; i++) {
        if (s->entries[i].transfer == t) return s->entries[i].seed;
    }
    return 0;
}

static bool is_unsupplied(const sy_flow *f, uint32_t end)
{
    return !sy_is_outside(end) && f->ledgers[end].flags & SY_L_UNSUPPLIED;
}

/* Ledgers with rows of their own stop at the first row past the end. */
static void freeze(sy_scope *s, uint32_t end)
{
    if (!sy_is_outside(end) && !is_unsupplied(s->flow, end)) s->frozen[end] = 1;
}

static bool is_frozen(const sy_scope *s, uint32_t end)
{
    return !sy_is_outside(end) && s->frozen[end];
}

bool sy_scope_departs(sy_scope *s, uint32_t t)
{
    const sy_flow *f = s->flow;

    if (!s->frozen) return true;
    /* What an unsupplied ledger lacks comes in with the row that asks for it, the next one. */
    if (f->flags[t] & SY_T_PSEUDO && is_unsupplied(f, f->to[t]) && t + 1 < f->n_transfers) t++;
    bool two_sided = f->out_place[t] != SY_NONE && f->in_place[t] != SY_NONE;
    bool inside = sy_scope_departure_time(f, t) <= s->query->until && !is_frozen(s, f->from[t]);
    /* A one-sided row is the row of whichever ledger shows it. */
    if (!two_sided && is_frozen(s, f->to[t])) inside = false;
    if (inside) return true;
    freeze(s, f->from[t]);
    if (!two_sided) freeze(s, f->to[t]);
    return false;
}

bool sy_scope_arrives(sy_scope *s, uint32_t t, int64_t at, bool departed)
{
    uint32_t to = s->flow->to[t];

    if (!s->frozen || sy_is_outside(to)) return departed;
    if (departed && at <= s->query->until && !is_frozen(s, to)) return true;
    freeze(s, to);
    return false;
}
