/* One walk over the events of the slow book. Money is a list of segments in
 * every account and on its way; the bounds (balance, lo, hi) go along. Every
 * question ("is this a seed?", "does this account absorb?") is asked anew each
 * time, straight from the query. */
#include "slow_trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "slow_walk.h"

/* How much of some money is tainted whatever the rule; hi_unknown as if all
 * opening money were tainted too. */
typedef struct span {
    int64_t lo, hi, hi_unknown;
} span;

typedef struct walk {
    const slow_book *b;
    const sy_trace_query *q;
    slow_trace *t;
    bool *done;         /* by step: processed, given `until` */
    uint32_t *distance; /* by account */
    money pots[WORLD_LEDGERS], *slots;
    span pot_spans[WORLD_LEDGERS], *slot_spans;
    bool touched[WORLD_LEDGERS];
    int64_t touched_on[WORLD_LEDGERS];
} walk;

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t above_zero(int64_t a)
{
    return a > 0 ? a : 0;
}

/* -- questions -- */

static const sy_ledger *ledger_of(const slow_book *b, uint32_t l)
{
    return &b->w->ledgers[l];
}

static bool is_source(const slow_book *b, const sy_trace_query *q, uint32_t l)
{
    for (size_t s = 0; s < q->n_seeds; s++) {
        if (q->seeds[s].kind == SY_SEED_ACCOUNT && q->seeds[s].account == ledger_of(b, l)->account)
            return true;
    }
    return false;
}

static bool is_stopped(const slow_book *b, const sy_trace_query *q, uint32_t l)
{
    for (size_t i = 0; i < q->n_stop_at; i++) {
        if (q->stop_at[i] == ledger_of(b, l)->account) return true;
    }
    return false;
}

static bool is_unsupplied(const slow_book *b, uint32_t l)
{
    return (ledger_of(b, l)->flags & SY_L_UNSUPPLIED) != 0;
}

/* Whether tainted money that reaches a ledger ends there, the hop limit aside. */
static bool absorbs(const slow_book *b, const sy_trace_query *q, uint32_t l)
{
    return is_stopped(b, q, l) || is_source(b, q, l) || (is_unsupplied(b, l) && !q->follow);
}

static bool is_beyond(const walk *w, uint32_t l)
{
    const uint32_t distance = w->distance[ledger_of(w->b, l)->account];
    return w->q->max_hops > 0 && distance != UINT32_MAX && distance >= w->q->max_hops;
}

/* The seed of a transfer that leaves a source, and of an entry; SY_NONE. */
static uint32_t seed_that_leaves(const slow_book *b, const sy_trace_query *q, uint32_t t)
{
    const slow_transfer *x = &b->transfers[t];
    if (x->pseudo || sy_is_outside(x->from) || x->from == x->to) return SY_NONE;
    for (uint32_t s = 0; s < q->n_seeds; s++) {
        if (q->seeds[s].kind == SY_SEED_ACCOUNT &&
            q->seeds[s].account == ledger_of(b, x->from)->account && x->out_at >= q->seeds[s].since)
            return s;
    }
    return SY_NONE;
}

static uint32_t seed_that_arrives(const sy_trace_query *q, uint32_t t)
{
    for (uint32_t s = 0; s < q->n_seeds; s++) {
        if (q->seeds[s].kind == SY_SEED_TRANSFER && q->seeds[s].transfer == t) return s;
    }
    return SY_NONE;
}

/* -- until: a ledger stops at its first row that is too late, or that is an
 * arrival which never left (what is entered just before that one still is) -- */

static bool *steps_done(const slow_book *b, const sy_trace_query *q)
{
    bool closed[WORLD_LEDGERS] = {false};
    bool *done = calloc(b->n_steps + 1, sizeof *done);
    SY_ASSERT(done != NULL);
    for (size_t i = 0; i < b->n_events; i++) {
        const slow_event *e = &b->events[i];
        if (e->steps == 0) continue; /* a self transfer */
        const bool late = q->has_until && e->at > q->until;
        const bool shut = closed[e->ledger] || (e->other != SY_NONE && closed[e->other]);
        const bool waits = e->waits_for != SY_NONE && !done[b->transfers[e->waits_for].left];
        size_t steps = e->steps;
        if (waits) steps--;
        if (late || shut) steps = 0;
        for (size_t s = e->first_step; s < e->first_step + steps; s++) done[s] = true;
        if (late || shut || waits) {
            closed[e->ledger] = true;
            if (e->other != SY_NONE) closed[e->other] = true;
        }
    }
    return done;
}

/* -- distances: the length of the shortest way that ends with each transfer -- */

static bool can_carry_on(const slow_book *b, const slow_transfer *in, const slow_transfer *out)
{
    if (sy_is_outside(out->from) || sy_is_outside(in->to) || in->arrived >= out->left) return false;
    if (in->to == out->from) return true;
    if (ledger_of(b, out->from)->continues != in->to) return false;
    const size_t takeover = b->takeover[out->from];
    return in->arrived < takeover && takeover <= out->left;
}

void slow_distances(uint32_t *distance, const slow_book *b, const sy_trace_query *q)
{
    uint32_t *length = malloc((b->n_transfers + 1) * sizeof *length);
    SY_ASSERT(length != NULL);
    for (uint32_t a = 0; a < b->w->n_accounts; a++) distance[a] = UINT32_MAX;
    for (uint32_t t = 0; t < b->n_transfers; t++) {
        const slow_transfer *x = &b->transfers[t];
        length[t] = UINT32_MAX;
        if (seed_that_leaves(b, q, t) != SY_NONE || seed_that_arrives(q, t) != SY_NONE) {
            length[t] = 1;
        } else if (!sy_is_outside(x->from) && !absorbs(b, q, x->from)) {
            for (uint32_t i = 0; i < t; i++) {
                if (length[i] < UINT32_MAX && length[i] + 1 < length[t] &&
                    can_carry_on(b, &b->transfers[i], x))
                    length[t] = length[i] + 1;
            }
        }
        if (sy_is_outside(x->to)) continue;
        uint32_t *d = &distance[ledger_of(b, x->to)->account];
        if (length[t] < *d) *d = length[t];
    }
    free(length);
}

/* -- sinks -- */

static void sink(walk *w, sy_sink_kind kind, uint32_t ledger, uint32_t transfer, segment what,
                 int64_t as_of)
{
    if (what.tag == CLEAN || what.fen == 0) return;
    slow_trace *t = w->t;
    for (size_t i = 0; i < t->n_sinks; i++) {
        sy_sink *s = &t->sinks[i];
        if (s->kind == kind && s->ledger == ledger && s->transfer == transfer &&
            s->seed == what.tag - 1 && s->as_of == as_of) {
            s->amount += what.fen;
            return;
        }
    }
    t->sinks = slow_grow(t->sinks, t->n_sinks, sizeof *t->sinks);
    t->sinks[t->n_sinks++] = (sy_sink){kind, ledger, transfer, what.tag - 1, what.fen, as_of};
}

static void sink_all(walk *w, sy_sink_kind kind, uint32_t ledger, uint32_t transfer, money *m)
{
    for (size_t i = 0; i < m->n; i++) sink(w, kind, ledger, transfer, m->list[i], 0);
    money_free(m);
}

static sy_sink_kind sink_outside(sy_outside kind)
{
    switch (kind) {
    case SY_OUT_CASH:
        return SY_SINK_CASH;
    case SY_OUT_FEE:
        return SY_SINK_FEE;
    case SY_OUT_EXCHANGE:
        return SY_SINK_EXCHANGE;
    case SY_OUT_MERCHANT:
        return SY_SINK_MERCHANT;
    case SY_OUT_PROPERTY:
        return SY_SINK_PROPERTY;
    case SY_OUT_UNMATCHED:
        return SY_SINK_UNMATCHED;
    case SY_OUT_GAP:
        return SY_SINK_GAP;
    default:
        return SY_SINK_OTHER;
    }
}

static void hold(walk *w, uint32_t l, money *m)
{
    int64_t as_of = ledger_of(w->b, l)->as_of;
    if (w->q->has_until) as_of = least(as_of, w->q->until);
    for (size_t i = 0; i < m->n; i++) sink(w, SY_SINK_HELD, l, SY_NONE, m->list[i], as_of);
    money_free(m);
}

/* -- what the bounds need to know of days -- */

static bool is_proved(const world *w, uint32_t l, int64_t day)
{
    if (w->ledgers[l].flags & SY_L_CLOSED) return true;
    for (uint32_t i = 0; i < w->n_proved[l]; i++) {
        if (w->proved[l][i].from <= day && day <= w->proved[l][i].to) return true;
    }
    return false;
}

/* Across days that no cover proves, nothing bounds from below. */
static void pass_days(walk *w, uint32_t l, int64_t at)
{
    const int64_t day = slow_day(at), before = w->touched[l] ? w->touched_on[l] : day;
    w->touched[l] = true;
    w->touched_on[l] = day;
    for (int64_t d = least(day, before); d <= day || d <= before; d++) {
        if (!is_proved(w->b->w, l, d)) w->pot_spans[l].lo = 0;
    }
}

/* What is left of a span when `gone` of its fen are taken away, `rest` remain. */
static span without(span s, int64_t gone, int64_t rest)
{
    return (span){above_zero(s.lo - gone), least(s.hi, rest), least(s.hi_unknown, rest)};
}

/* -- the walk -- */

/* The first touch after the end of the cover: the money goes on here. */
static void take_over(walk *w, uint32_t u)
{
    const uint32_t covered = ledger_of(w->b, u)->continues;
    money_move(&w->pots[u], &w->pots[covered]);
    span *from = &w->pot_spans[covered], *to = &w->pot_spans[u];
    to->lo += from->lo;
    to->hi += from->hi;
    to->hi_unknown += from->hi_unknown;
    *from = (span){0};
}

static span leave_ledger(walk *w, uint32_t t, money *out)
{
    const slow_transfer *x = &w->b->transfers[t];
    const uint32_t l = x->from;
    money *pot = &w->pots[l];
    span *s = &w->pot_spans[l];

    const int64_t missing = above_zero(x->amount - money_sum(pot));
    if (missing > 0) {
        /* Its money went on elsewhere, or did not come because of `until`. */
        SY_ASSERT(w->q->follow);
        money_add(pot, missing, CLEAN);
        w->t->unexplained[l] += missing;
    }
    const int64_t rest = money_sum(pot) - x->amount;
    const span gone = {
        is_unsupplied(w->b, l) ? 0 : above_zero(x->amount - above_zero(money_sum(pot) - s->lo)),
        least(x->amount, s->hi), least(x->amount, s->hi_unknown)};
    *s = without(*s, x->amount, rest);
    money_take(out, pot, x->amount, w->q->rule);
    return gone;
}

/* What arrives by an entry is tainted whole; older seeds in it are returned. */
static void seed_entry(walk *w, uint32_t t, uint32_t seed)
{
    const slow_transfer *x = &w->b->transfers[t];
    const int64_t arrives = x->amount - x->fee;
    money *slot = &w->slots[t], old = {0}, fee = *slot;
    *slot = (money){0};
    money_first(&old, &fee, arrives);
    sink_all(w, SY_SINK_RETURNED, sy_is_outside(x->from) ? SY_NONE : x->from, SY_NONE, &old);
    money_add(slot, arrives, seed + 1);
    money_move(slot, &fee);
    w->t->seeded[seed] += arrives;

    span *s = &w->slot_spans[t];
    *s = without(*s, arrives, x->fee);
    *s = (span){s->lo + arrives, s->hi + arrives, s->hi_unknown + arrives};
}

static void leave(walk *w, uint32_t t)
{
    const slow_transfer *x = &w->b->transfers[t];
    money *slot = &w->slots[t];
    span *s = &w->slot_spans[t];
    const uint32_t seed = seed_that_leaves(w->b, w->q, t), entry = seed_that_arrives(w->q, t);

    if (seed != SY_NONE) {
        money_add(slot, x->amount, seed + 1);
        w->t->seeded[seed] += x->amount;
        *s = (span){x->amount, x->amount, x->amount};
    } else if (sy_is_outside(x->from)) {
        money_add(slot, x->amount, CLEAN);
        if (x->from == SY_OUTSIDE + SY_OUT_OPENING) s->hi_unknown = x->amount;
    } else if (absorbs(w->b, w->q, x->from) || is_beyond(w, x->from)) {
        money_add(slot, x->amount, CLEAN);
    } else {
        *s = leave_ledger(w, t, slot);
    }
    if (entry != SY_NONE) seed_entry(w, t, entry);

    w->t->tainted[t] = money_tainted(slot);
    w->t->lower[t] = s->lo;
    w->t->upper[t] = s->hi;
    w->t->upper_with_unknown[t] = s->hi_unknown;

    money arriving = {0};
    const int64_t arrives = x->amount - x->fee;
    money_first(&arriving, slot, arrives);
    sink_all(w, SY_SINK_FEE, x->from, t, slot);
    *slot = arriving;
    *s = entry != SY_NONE ? (span){arrives, arrives, arrives} : without(*s, x->fee, arrives);
}

static void arrive(walk *w, uint32_t t)
{
    const slow_transfer *x = &w->b->transfers[t];
    const uint32_t l = x->to;
    money *slot = &w->slots[t];
    span *s = &w->slot_spans[t];

    if (sy_is_outside(l)) {
        sink_all(w, sink_outside(sy_outside_kind(l)), x->from, x->pseudo ? SY_NONE : t, slot);
        return;
    }
    if (is_stopped(w->b, w->q, l)) {
        sink_all(w, SY_SINK_STOPPED, l, SY_NONE, slot);
        return;
    }
    if (is_source(w->b, w->q, l)) {
        sink_all(w, SY_SINK_RETURNED, l, SY_NONE, slot);
        return;
    }
    money repaid = {0};
    money_first(&repaid, slot, x->debt);
    sink_all(w, SY_SINK_DEBT, l, SY_NONE, &repaid);
    *s = without(*s, x->debt, x->amount - x->fee - x->debt);
    if (is_beyond(w, l)) {
        sink_all(w, SY_SINK_HOP_LIMIT, l, SY_NONE, slot);
    } else if (is_unsupplied(w->b, l) && !w->q->follow) {
        sink_all(w, SY_SINK_UNSUPPLIED, l, SY_NONE, slot);
    } else {
        money_move(&w->pots[l], slot);
        w->pot_spans[l].lo += s->lo;
        w->pot_spans[l].hi += s->hi;
        w->pot_spans[l].hi_unknown += s->hi_unknown;
    }
}

static int by_key(const void *a, const void *b)
{
    const sy_sink *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    if (x->transfer != y->transfer) return x->transfer < y->transfer ? -1 : 1;
    if (x->seed != y->seed) return x->seed < y->seed ? -1 : 1;
    return x->as_of < y->as_of ? -1 : x->as_of > y->as_of;
}

static void walk_events(walk *w)
{
    const slow_book *b = w->b;
    for (size_t i = 0; i < b->n_events; i++) {
        const slow_event *e = &b->events[i];
        for (size_t k = e->first_step; k < e->first_step + e->steps; k++) {
            if (!w->done[k]) continue;
            for (uint32_t l = 0; l < b->w->n_ledgers; l++) {
                if (w->q->follow && b->takeover[l] == k) take_over(w, l);
            }
            const uint32_t t = b->steps[k].transfer;
            pass_days(w, e->ledger, e->at);
            if (b->steps[k].arrives)
                arrive(w, t);
            else
                leave(w, t);
        }
    }
    for (uint32_t t = 0; t < b->n_transfers; t++) { /* on its way at the end */
        const slow_transfer *x = &b->transfers[t];
        if (w->done[x->left] && !w->done[x->arrived]) hold(w, x->to, &w->slots[t]);
    }
    for (uint32_t l = 0; l < b->w->n_ledgers; l++) hold(w, l, &w->pots[l]);
}

static void add_unexplained(walk *w)
{
    for (uint32_t t = 0; t < w->b->n_transfers; t++) {
        const slow_transfer *x = &w->b->transfers[t];
        if (x->from == SY_OUTSIDE + SY_OUT_UNEXPLAINED && w->done[x->left]) {
            w->t->unexplained[x->to] += x->amount;
        }
    }
    for (uint32_t l = 0; l < w->b->w->n_ledgers; l++) {
        if (is_source(w->b, w->q, l) || (is_unsupplied(w->b, l) && !w->q->follow)) {
            w->t->unexplained[l] = 0;
        }
    }
}

slow_trace *slow_trace_of(const slow_book *b, const sy_trace_query *q)
{
    slow_trace *t = calloc(1, sizeof *t);
    walk w = {.b = b, .q = q, .t = t};
    const size_t n = b->n_transfers + 1;
    SY_ASSERT(t != NULL);
    t->n_seeds = q->n_seeds;
    t->n_transfers = b->n_transfers;
    t->tainted = calloc(4 * n, sizeof *t->tainted);
    w.slots = calloc(n, sizeof *w.slots);
    w.slot_spans = calloc(n, sizeof *w.slot_spans);
    w.distance = calloc((size_t)b->w->n_accounts + 1, sizeof *w.distance);
    w.done = steps_done(b, q);
    SY_ASSERT(t->tainted && w.slots && w.slot_spans && w.distance);
    t->lower = t->tainted + n;
    t->upper = t->lower + n;
    t->upper_with_unknown = t->upper + n;

    if (q->max_hops > 0) slow_distances(w.distance, b, q);
    walk_events(&w);
    add_unexplained(&w);
    if (t->n_sinks > 0) qsort(t->sinks, t->n_sinks, sizeof *t->sinks, by_key);

    for (size_t i = 0; i < b->n_transfers; i++) money_free(&w.slots[i]);
    free(w.slots);
    free(w.slot_spans);
    free(w.distance);
    free(w.done);
    return t;
}

void slow_trace_free(slow_trace *t)
{
    if (!t) return;
    free(t->sinks);
    free(t->tainted);
    free(t);
}

int64_t slow_sunk(const slow_trace *t, sy_sink_kind kind, uint32_t ledger, uint32_t seed)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->n_sinks; i++) {
        const sy_sink *s = &t->sinks[i];
        if (s->kind == kind && (ledger == SY_NONE || s->ledger == ledger) &&
            (seed == SY_NONE || s->seed == seed))
            sum += s->amount;
    }
    return sum;
}

/* -- matched one to one -- */

typedef struct matching {
    const slow_book *b;
    const bool *done;
    bool *is_in, *used; /* by transfer: a matched inflow; has its outflow */
} matching;

static int64_t arriving(const slow_transfer *x)
{
    return x->amount - x->fee;
}

static bool is_reversed(const slow_transfer *x)
{
    return x->from == x->to;
}

static bool fits(const slow_transfer *in, const slow_transfer *out)
{
    const int64_t size = arriving(in), less = size - out->amount, gap = out->out_at - in->in_at;
    return gap >= 0 && gap <= 86400 && less >= 0 && (less <= 5000 || less <= size / 100);
}

/* Another inflow of half its size between the two entries of a ledger. */
static bool is_blurred(const slow_book *b, uint32_t l, size_t in_entry, size_t out_entry)
{
    const int64_t size = arriving(&b->transfers[b->entries[l][in_entry] / 2]);
    for (size_t k = in_entry + 1; k < out_entry; k++) {
        const uint32_t entry = b->entries[l][k];
        const int64_t between = arriving(&b->transfers[entry / 2]);
        if (is_reversed(&b->transfers[entry / 2])) continue; /* nobody's inflow */
        if (entry % 2 && between >= size - between) return true;
    }
    return false;
}

/* The inflow with the smallest gap, the earlier row of two; SY_NONE. */
static uint32_t inflow_for(const matching *m, uint32_t l, uint32_t out)
{
    const slow_book *b = m->b;
    size_t out_entry = 0;
    uint32_t best = SY_NONE;
    while (b->entries[l][out_entry] != out * 2) out_entry++;
    for (size_t k = 0; k < out_entry; k++) {
        const uint32_t in = b->entries[l][k] / 2;
        if (b->entries[l][k] % 2 == 0 || !m->is_in[in] || m->used[in]) continue;
        if (!fits(&b->transfers[in], &b->transfers[out]) || is_blurred(b, l, k, out_entry))
            continue;
        if (best == SY_NONE || b->transfers[in].in_at > b->transfers[best].in_at) best = in;
    }
    return best;
}

size_t slow_matched(sy_matched **list, const slow_book *b, const sy_trace_query *q)
{
    const size_t n = b->n_transfers + 1;
    uint32_t *distance = calloc((size_t)b->w->n_accounts + 1, sizeof *distance);
    bool *done = steps_done(b, q);
    matching m = {b, done, calloc(n, 1), calloc(n, 1)};
    size_t pairs = 0;
    SY_ASSERT(distance && m.is_in && m.used);
    const walk w = {.b = b, .q = q, .distance = distance};
    if (q->max_hops > 0) slow_distances(distance, b, q);

    *list = NULL;
    for (uint32_t t = 0; t < b->n_transfers; t++) {
        const slow_transfer *x = &b->transfers[t];
        if (!done[x->left] || x->pseudo || is_reversed(x)) continue;
        if (seed_that_leaves(b, q, t) != SY_NONE || seed_that_arrives(q, t) != SY_NONE) {
            m.is_in[t] = true; /* a chain begins here */
            continue;
        }
        if (sy_is_outside(x->from) || absorbs(b, q, x->from) || is_beyond(&w, x->from)) continue;
        const uint32_t in = inflow_for(&m, x->from, t);
        if (in == SY_NONE) continue;
        m.used[in] = m.is_in[t] = true;
        *list = slow_grow(*list, pairs, sizeof **list);
        (*list)[pairs++] = (sy_matched){in, t};
    }
    free(distance);
    free(done);
    free(m.is_in);
    free(m.used);
    return pairs;
}
