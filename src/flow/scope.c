/* scope.c - roles of ledgers, seeds by departure and by entry, the end of time. */
#include "flow/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

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
    const sy_flow *f = s->flow;

    if (q->n_seeds == 0 || q->n_seeds > SY_MAX_SEEDS) {
        return sy_fail(err, SY_EINVAL, N_("a trace takes 1 to %u seeds, not %zu"), SY_MAX_SEEDS,
                       q->n_seeds);
    }
    for (size_t i = 0; i < q->n_seeds; i++) {
        const sy_seed *seed = &q->seeds[i];
        if (seed->kind == SY_SEED_TRANSFER) {
            sy_status st = take_entry_seed(s, seed->transfer, (uint32_t)i + 1, err);
            if (st != SY_OK) return st;
            continue;
        }
        if (seed->account >= f->n_accounts) {
            return sy_fail(err, SY_EINVAL, N_("seed %zu: there is no such account"), i + 1);
        }
        for (uint32_t l = 0; l < f->n_ledgers; l++) {
            if (f->ledgers[l].account == seed->account) s->role[l] |= SCOPE_SOURCE;
        }
    }
    for (size_t i = 0; i < q->n_stop_at; i++) {
        for (uint32_t l = 0; l < f->n_ledgers; l++) {
            if (f->ledgers[l].account == q->stop_at[i]) s->role[l] |= SCOPE_STOPPED;
        }
    }
    return SY_OK;
}

/* late[] is in order of arrival; slots are found by transfer. */

static sy_status order_late(sy_scope *s, sy_err *err)
{
    uint32_t n = s->flow->n_late;

    s->late_order = sy_new_array(s->al, n, sizeof *s->late_order);
    if (!s->late_order) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) s->late_order[i] = s->flow->late[i].transfer;
    if (n) qsort(s->late_order, n, sizeof *s->late_order, by_number);
    return SY_OK;
}

sy_status sy_scope_init(sy_scope *s, const sy_alloc *al, const sy_flow *flow,
                        const sy_trace_query *query, sy_err *err)
{
    memset(s, 0, sizeof *s);
    s->al = al;
    s->flow = flow;
    s->query = query;
    s->role = sy_new_array(al, flow->n_ledgers, 1);
    if (!s->role) return sy_fail_nomem(err);
    if (query->has_until) {
        s->frozen = sy_new_array(al, flow->n_ledgers, 1);
        if (!s->frozen) return sy_fail_nomem(err);
    }
    for (uint32_t l = 0; l < flow->n_ledgers && !query->follow; l++) {
        if (flow->ledgers[l].flags & SY_L_UNSUPPLIED) s->role[l] |= SCOPE_BLIND;
    }
    sy_status st = take_seeds(s, err);
    return st == SY_OK ? order_late(s, err) : st;
}

void sy_scope_dispose(sy_scope *s)
{
    sy_drop(s->al, s->role);
    sy_drop(s->al, s->frozen);
    sy_drop(s->al, s->late_order);
    memset(s, 0, sizeof *s);
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

uint32_t sy_scope_slot(const sy_scope *s, uint32_t t)
{
    uint32_t low = 0, n = s->flow->n_late;

    while (n > 1) {
        uint32_t half = n / 2;
        if (s->late_order[low + half] <= t) low += half;
        n -= half;
    }
    return low;
}

/* ---- distances ---- */

typedef struct hops {
    sy_scope *s;
    uint32_t *now;   /* by ledger: fewest transfers by which money can be here by now */
    uint32_t *least; /* by account, over all time */
    uint32_t *slots; /* by late transfer */
} hops;

static void reach(hops *h, uint32_t to, uint32_t distance)
{
    uint8_t role = sy_scope_role(h->s, to);

    if (distance == SY_NONE || sy_is_outside(to) || role & SCOPE_SOURCE) return;
    uint32_t *least = &h->least[h->s->flow->ledgers[to].account];
    if (distance < *least) *least = distance;
    if (role & (SCOPE_STOPPED | SCOPE_BLIND)) return;
    if (distance < h->now[to]) h->now[to] = distance;
}

static uint32_t distance_after(const hops *h, uint32_t t)
{
    const sy_scope *s = h->s;
    uint32_t from = s->flow->from[t];

    if (sy_scope_departing_seed(s, t) || sy_scope_entry_seed(s, t)) return 1;
    if (sy_is_outside(from) || h->now[from] == SY_NONE) return SY_NONE;
    return h->now[from] + 1;
}

static void walk(hops *h)
{
    const sy_flow *f = h->s->flow;
    uint32_t late = 0, move = 0;

    for (uint32_t t = 0;; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            uint32_t arriving = f->late[late].transfer;
            reach(h, f->to[arriving], h->slots[sy_scope_slot(h->s, arriving)]);
        }
        for (; move < f->n_moves && f->moves[move].before == t; move++) {
            uint32_t held = h->now[f->moves[move].from];
            if (!h->s->query->follow) continue;
            if (held < h->now[f->moves[move].to]) h->now[f->moves[move].to] = held;
        }
        if (t == f->n_transfers) break;
        uint32_t distance = distance_after(h, t);
        if (f->flags[t] & SY_T_LATE) h->slots[sy_scope_slot(h->s, t)] = distance;
        else reach(h, f->to[t], distance);
    }
}

sy_status sy_scope_limit(sy_scope *s, sy_err *err)
{
    const sy_flow *f = s->flow;
    hops h = {.s = s};
    sy_status st = SY_OK;

    if (s->query->max_hops == 0) return SY_OK;
    h.now = sy_new_array(s->al, f->n_ledgers, sizeof *h.now);
    h.least = sy_new_array(s->al, f->n_accounts, sizeof *h.least);
    h.slots = sy_new_array(s->al, f->n_late, sizeof *h.slots);
    if (!h.now || !h.least || !h.slots) {
        st = sy_fail_nomem(err);
        goto done;
    }
    memset(h.now, 0xFF, f->n_ledgers * sizeof *h.now);
    memset(h.least, 0xFF, f->n_accounts * sizeof *h.least);
    memset(h.slots, 0xFF, f->n_late * sizeof *h.slots);
    walk(&h);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        uint32_t distance = h.least[f->ledgers[l].account];
        if (distance != SY_NONE && distance >= s->query->max_hops) s->role[l] |= SCOPE_LIMIT;
    }

done:
    sy_drop(s->al, h.now);
    sy_drop(s->al, h.least);
    sy_drop(s->al, h.slots);
    return st;
}
