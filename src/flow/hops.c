/* hops.c - the fewest transfers on a time-respecting way from a seed to each
 * ledger, for --max-hops.
 *
 * One walk: a ledger's distance is the least so far, and a departure carries it on
 * by one. Whether an account is N transfers away or more, or never reached, makes
 * no difference where nobody asks what it would do with money of its own: then
 * only ledgers nearer than N are walked, and a sparse walk finds them. */
#include <string.h>

#include "base/cpu.h"
#include "flow/walk.h"

typedef struct hops {
    sy_scope *s;
    sy_walk walk;
    uint32_t *least; /* by ledger: fewest transfers by which money can have come so far;
                      * number n_ledgers is nobody's */
    uint32_t *slots; /* by late arrival */
    uint32_t most;   /* what is further away is of no interest */
} hops;

static sy_status reach(hops *h, uint32_t to, uint32_t distance)
{
    int64_t balance;

    if (distance > h->most || sy_is_outside(to) || h->s->role[to] & SCOPE_SOURCE) return SY_OK;
    if (distance >= h->least[to]) return SY_OK;
    h->least[to] = distance;
    if (distance == h->most || sy_walk_is_awake(&h->walk, to)) return SY_OK;
    return sy_walk_wake(&h->walk, to, &balance);
}

static uint32_t distance_after(const hops *h, uint32_t t)
{
    const sy_scope *s = h->s;
    uint32_t from = s->flow->from[t];

    if (sy_scope_departing_seed(s, t) || sy_scope_entry_seed(s, t)) return 1;
    if (sy_is_outside(from) || h->least[from] == SY_NONE) return SY_NONE;
    return s->role[from] & (SCOPE_STOPPED | SCOPE_BLIND) ? SY_NONE : h->least[from] + 1;
}

static sy_status transfer(hops *h, uint32_t t)
{
    const sy_flow *f = h->s->flow;
    const uint32_t distance = distance_after(h, t);

    if (!(f->flags[t] & SY_T_LATE)) return reach(h, f->to[t], distance);
    const uint32_t late = sy_flow_late(h->s->flow, t);
    h->slots[late] = distance;
    return distance > h->most ? SY_OK : sy_walk_meet_late(&h->walk, late);
}

enum { AHEAD = 16 };

/* Transfers t .. stop - 1 of a full walk, between which nothing comes. Of most of
 * them money that counts has not reached the payer, or not on a shorter way. */
static sy_status stretch(hops *h, uint32_t t, uint32_t stop)
{
    const sy_flow *f = h->s->flow;
    const uint8_t *role = h->s->role;
    const uint32_t n = f->n_ledgers;
    sy_status st = SY_OK;

    for (; st == SY_OK && t < stop; t++) {
        const uint32_t from = f->from[t] < n ? f->from[t] : n, to = f->to[t] < n ? f->to[t] : n;
        if (t + AHEAD < f->n_transfers) {
            SY_PREFETCH(&h->least[f->from[t + AHEAD] < n ? f->from[t + AHEAD] : n]);
            SY_PREFETCH(&h->least[f->to[t + AHEAD] < n ? f->to[t + AHEAD] : n]);
        }
        const bool is_shorter = h->least[from] != SY_NONE && h->least[from] + 1 < h->least[to];
        if (is_shorter || role[from] & SCOPE_SOURCE || f->flags[t] & SY_T_LATE) {
            st = transfer(h, t);
        }
    }
    return st;
}

static void move(hops *h, const sy_move *m)
{
    if (h->least[m->from] < h->least[m->to]) h->least[m->to] = h->least[m->from];
}

static sy_status walk(hops *h, bool *is_too_wide)
{
    const sy_flow *f = h->s->flow;
    sy_event e = {SY_EVENT_END, 0};
    sy_status st;

    do {
        st = sy_walk_next(&h->walk, &e);
        if (st != SY_OK) break;
        switch (e.kind) {
        case SY_EVENT_TRANSFER: {
            const uint32_t stop = h->walk.is_full ? sy_walk_stretch(&h->walk, e.number) : 0;
            st = e.number < stop ? stretch(h, e.number, stop) : transfer(h, e.number);
            if (e.number < stop) sy_walk_skip(&h->walk, stop);
            break;
        }
        case SY_EVENT_LATE:
            st = reach(h, f->to[f->late[e.number].transfer], h->slots[e.number]);
            break;
        case SY_EVENT_MOVE: move(h, &f->moves[e.number]); break;
        default: break;
        }
    } while (st == SY_OK && e.kind < SY_EVENT_TOO_WIDE);
    *is_too_wide = e.kind == SY_EVENT_TOO_WIDE;
    return st;
}

static sy_status measure(hops *h, bool is_sparse, bool *is_too_wide, sy_err *err)
{
    const sy_flow *f = h->s->flow;
    sy_status st = sy_walk_init(&h->walk, h->s->al, h->s, is_sparse, err);

    /* In all the data, --until or not. */
    h->walk.open = SY_NONE;
    h->walk.end = f->n_transfers;
    memset(h->least, 0xFF, ((size_t)f->n_ledgers + 1) * sizeof *h->least);
    memset(h->slots, 0xFF, f->n_late * sizeof *h->slots);
    if (st == SY_OK) st = walk(h, is_too_wide);
    sy_walk_dispose(&h->walk);
    return st;
}

/* Ledgers of one account share its distance. */
static sy_status mark(hops *h, bool keeps_unreached, sy_err *err)
{
    sy_scope *s = h->s;
    const sy_flow *f = s->flow;
    uint32_t *least = sy_new_array(s->al, f->n_accounts, sizeof *least);

    if (!least) return sy_fail_nomem(err);
    memset(least, 0xFF, f->n_accounts * sizeof *least);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        uint32_t *of_account = &least[f->ledgers[l].account];
        if (h->least[l] < *of_account) *of_account = h->least[l];
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t distance = least[f->ledgers[l].account];
        if (distance == SY_NONE && (keeps_unreached || s->role[l] & SCOPE_SOURCE)) continue;
        if (distance >= s->query->max_hops) s->role[l] |= SCOPE_LIMIT;
    }
    sy_drop(s->al, least);
    return SY_OK;
}

sy_status sy_scope_limit(sy_scope *s, sy_err *err)
{
    const sy_flow *f = s->flow;
    const uint32_t max_hops = s->query->max_hops;
    /* Openings wander too, under the second upper bound; and who follows counts what
     * ledgers lack, reached or not. */
    const bool is_whole = s->query->follow || s->has_openings;
    bool is_sparse = !is_whole && s->query->walk != SY_WALK_FULL, is_too_wide = false;
    hops h = {.s = s, .most = is_whole ? SY_NONE - 1 : max_hops - 1};
    sy_status st = SY_OK;

    if (max_hops == 0) return SY_OK;
    h.least = sy_new_array(s->al, (size_t)f->n_ledgers + 1, sizeof *h.least);
    h.slots = sy_new_array(s->al, f->n_late, sizeof *h.slots);
    if (!h.least || !h.slots) st = sy_fail_nomem(err);
    if (st == SY_OK) st = measure(&h, is_sparse, &is_too_wide, err);
    if (st == SY_OK && is_too_wide) st = measure(&h, false, &is_too_wide, err);
    if (st == SY_OK) st = mark(&h, is_whole, err);
    s->stage++;
    sy_drop(s->al, h.least);
    sy_drop(s->al, h.slots);
    return st;
}
