/* trace.c - one walk along the pass, whatever the rule.
 *
 * A departure takes pieces out of the payer (or is seeded whole, or comes from
 * outside clean); the pieces lie in a slot when the arrival is late; an arrival
 * sinks or enters the payee. What sinks is written down piece by piece and
 * added up at the end. holdings.c is the only place that knows the rules. */
#include "flow/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "base/lang.h"
#include "base/money.h"
#include "flow/bounds.h"
#include "flow/holdings.h"
#include "flow/scope.h"
#include "flow/tally.h"

typedef struct slot {
    sy_lot *items; /* NULL until the departure; in the order in which they left */
    size_t n;
    bool departed;
} slot;

typedef struct run {
    const sy_flow *f;
    const sy_trace_query *q;
    const sy_alloc *al;
    sy_err *err;
    sy_scope scope;
    sy_holdings holdings;
    sy_pieces leaving;
    slot *slots;
    int64_t *unexplained; /* by ledger */
    sy_tally tally;
} run;

static const char *const rule_names[SY_RULES] = {"fifo", "lifo", "prorata", "clean-first",
                                                 "taint-first"};
static const char *const sink_names[] = {"stopped",   "returned",   "property",  "fee",  "cash",
                                         "exchange",  "merchant",   "other",     "debt", "gap",
                                         "hop-limit", "unsupplied", "unmatched", "held"};

const char *sy_rule_name(sy_rule rule)
{
    return rule_names[rule];
}

bool sy_rule_from_name(sy_rule *rule, const char *name)
{
    for (int i = 0; i < SY_RULES; i++) {
        if (strcmp(name, rule_names[i]) != 0) continue;
        *rule = (sy_rule)i;
        return true;
    }
    return false;
}

const char *sy_sink_name(sy_sink_kind kind)
{
    return sink_names[kind];
}

/* ---- sinks ---- */

static sy_status sink(run *r, sy_sink_kind kind, uint32_t ledger, uint32_t transfer, uint32_t tag,
                      int64_t amount)
{
    return sy_tally_sink(&r->tally, kind, ledger, transfer, tag, amount, r->err);
}

static sy_status sink_all(run *r, sy_sink_kind kind, uint32_t ledger, uint32_t transfer,
                          const sy_lot *pieces, size_t n)
{
    sy_status st = SY_OK;
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        st = sink(r, kind, ledger, transfer, pieces[i].tag, pieces[i].fen);
    }
    return st;
}

/* ---- one transfer ---- */

static sy_status unexplained(run *r, uint32_t ledger, int64_t amount)
{
    int64_t *sum = &r->unexplained[ledger];
    if (sy_minor_add(sum, *sum, amount)) return SY_OK;
    return sy_fail(r->err, SY_ELIMIT,
                   N_("account %s: its amounts add up to more than can be "
                      "counted"),
                   sy_flow_text(r->f, r->f->ledgers[ledger].number));
}

/* What leaves by transfer t, into r->leaving. What the ledger lacks (it has gone
 * on elsewhere, or a row past --until would have brought it) is unexplained. */
static sy_status take(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    uint32_t from = f->from[t], seed = sy_scope_departing_seed(&r->scope, t);
    int64_t amount = f->amount[t];

    r->leaving.n = 0;
    if (seed) {
        sy_status st = sy_tally_seeded(&r->tally, seed, amount, r->err);
        return st == SY_OK ? sy_pieces_add(&r->leaving, amount, seed, r->err) : st;
    }
    if (sy_is_outside(from) || r->scope.role[from] & (SCOPE_SOURCE | SCOPE_BLIND)) {
        return sy_pieces_add(&r->leaving, amount, 0, r->err);
    }
    int64_t lacking = 0;
    sy_status st = sy_holdings_pay(&r->holdings, from, amount, &r->leaving, &lacking, r->err);
    if (st != SY_OK || lacking == 0 || r->scope.role[from] & SCOPE_ABSORBS) return st;
    return unexplained(r, from, lacking);
}

/* Where the last fen of what leaves were a fee. */
static sy_status split_fee(run *r, uint32_t t)
{
    int64_t fee = sy_scope_fee(r->f, t);
    sy_status st = SY_OK;

    while (st == SY_OK && fee > 0) {
        sy_lot *last = &r->leaving.items[r->leaving.n - 1];
        int64_t fen = last->fen < fee ? last->fen : fee;
        st = sink(r, SY_SINK_FEE, r->f->from[t], t, last->tag, fen);
        last->fen -= fen;
        fee -= fen;
        if (last->fen == 0) r->leaving.n--;
    }
    return st;
}

/* An entry named this transfer: what arrives is the seed's, whole. */
static sy_status reseed(run *r, uint32_t t, uint32_t seed)
{
    int64_t amount = r->f->amount[t] - sy_scope_fee(r->f, t);
    uint32_t from = r->f->from[t];
    sy_status st = SY_OK;

    /* Money of an older seed ends here: it is returned. */
    for (size_t i = 0; st == SY_OK && i < r->leaving.n; i++) {
        st = sink(r, SY_SINK_RETURNED, sy_is_outside(from) ? SY_NONE : from, SY_NONE,
                  r->leaving.items[i].tag, r->leaving.items[i].fen);
    }
    r->leaving.n = 0;
    if (st == SY_OK) st = sy_tally_seeded(&r->tally, seed, amount, r->err);
    return st == SY_OK ? sy_pieces_add(&r->leaving, amount, seed, r->err) : st;
}

static int64_t tainted_sum(const sy_lot *pieces, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += pieces[i].tag ? pieces[i].fen : 0;
    return sum;
}

/* The first fen repay what the payee owes its bank. Moves *pieces past them. */
static sy_status repay(run *r, uint32_t t, sy_lot **pieces, size_t *n)
{
    int64_t debt = sy_scope_debt(r->f, t);
    sy_status st = SY_OK;

    while (st == SY_OK && debt > 0) {
        int64_t fen = (*pieces)->fen < debt ? (*pieces)->fen : debt;
        st = sink(r, SY_SINK_DEBT, r->f->to[t], SY_NONE, (*pieces)->tag, fen);
        (*pieces)->fen -= fen;
        debt -= fen;
        if ((*pieces)->fen == 0) {
            (*pieces)++;
            (*n)--;
        }
    }
    return st;
}

/* Pieces reach the payee. */
static sy_status arrive(run *r, uint32_t t, sy_lot *pieces, size_t n)
{
    uint32_t to = r->f->to[t];
    sy_sink_kind kind;
    sy_status st;

    if (sy_is_outside(to)) {
        kind = sy_tally_kind(sy_outside_kind(to));
        return sink_all(r, kind, r->f->from[t], kind == SY_SINK_GAP ? SY_NONE : t, pieces, n);
    }
    uint8_t role = r->scope.role[to];
    if (role & SCOPE_SOURCE && !(role & SCOPE_STOPPED)) {
        return sink_all(r, SY_SINK_RETURNED, to, SY_NONE, pieces, n);
    }
    if (role & SCOPE_STOPPED) {
        st = sink_all(r, SY_SINK_STOPPED, to, SY_NONE, pieces, n);
    } else {
        st = repay(r, t, &pieces, &n);
        if (st != SY_OK) return st;
        if (!(role & (SCOPE_LIMIT | SCOPE_BLIND))) {
            return sy_holdings_receive(&r->holdings, to, pieces, n, r->err);
        }
        kind = role & SCOPE_LIMIT ? SY_SINK_HOP_LIMIT : SY_SINK_UNSUPPLIED;
        st = sink_all(r, kind, to, SY_NONE, pieces, n);
    }
    if (st != SY_OK || role & (SCOPE_BLIND | SCOPE_SOURCE)) return st;
    /* A sink absorbs: what it later sends is clean. */
    sy_lot clean = {0};
    for (size_t i = 0; i < n; i++) clean.fen += pieces[i].fen;
    if (role & SCOPE_STOPPED) clean.fen -= sy_scope_debt(r->f, t);
    return clean.fen ? sy_holdings_receive(&r->holdings, to, &clean, 1, r->err) : SY_OK;
}

static sy_status keep_in_slot(run *r, uint32_t t)
{
    slot *s = &r->slots[sy_scope_slot(&r->scope, t)];

    s->departed = true;
    s->items = sy_new_array(r->al, r->leaving.n, sizeof *s->items);
    if (!s->items) return sy_fail_nomem(r->err);
    memcpy(s->items, r->leaving.items, r->leaving.n * sizeof *s->items);
    s->n = r->leaving.n;
    return SY_OK;
}

/* Not there yet when the window closes. */
static sy_status stay_under_way(run *r, uint32_t t, const sy_lot *pieces, size_t n)
{
    return sink_all(r, SY_SINK_HELD, r->f->to[t], SY_NONE, pieces, n);
}

static sy_status late_arrival(run *r, const sy_late *late)
{
    slot *s = &r->slots[sy_scope_slot(&r->scope, late->transfer)];
    sy_status st = SY_OK;

    if (sy_scope_arrives(&r->scope, late->transfer, sy_flow_time(r->f, late->at), s->departed)) {
        st = arrive(r, late->transfer, s->items, s->n);
    } else if (s->departed) {
        st = stay_under_way(r, late->transfer, s->items, s->n);
    }
    sy_drop(r->al, s->items);
    s->items = NULL;
    return st;
}

static sy_status note_unexplained(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    uint32_t to = f->to[t];

    if (!(f->flags[t] & SY_T_PSEUDO) || sy_is_outside(to)) return SY_OK;
    if (f->from[t] != SY_OUTSIDE + SY_OUT_UNEXPLAINED) return SY_OK;
    if (r->scope.role[to] & (SCOPE_SOURCE | SCOPE_BLIND)) return SY_OK;
    return unexplained(r, to, f->amount[t]);
}

static sy_status transfer(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    bool is_late = f->flags[t] & SY_T_LATE;
    uint32_t seed;
    sy_status st;

    if (!sy_scope_departs(&r->scope, t)) {
        if (!is_late) sy_scope_arrives(&r->scope, t, sy_scope_arrival_time(&r->scope, t), false);
        return SY_OK;
    }
    /* The source's own ledger is not simulated, nor one that nobody has seen. */
    if (f->flags[t] & SY_T_PSEUDO) {
        uint32_t ledger = sy_is_outside(f->from[t]) ? f->to[t] : f->from[t];
        if (r->scope.role[ledger] & (SCOPE_SOURCE | SCOPE_BLIND)) return SY_OK;
    }
    st = note_unexplained(r, t);
    if (st == SY_OK) st = take(r, t);
    if (st != SY_OK) return st;
    int64_t tainted = tainted_sum(r->leaving.items, r->leaving.n);
    st = split_fee(r, t);
    seed = st == SY_OK ? sy_scope_entry_seed(&r->scope, t) : 0;
    if (seed) {
        tainted -= tainted_sum(r->leaving.items, r->leaving.n);
        tainted += f->amount[t] - sy_scope_fee(f, t);
        st = reseed(r, t, seed);
    }
    if (st == SY_OK) st = sy_tally_transfer(&r->tally, t, tainted, r->err);
    if (st != SY_OK) return st;
    if (is_late) return keep_in_slot(r, t);
    if (sy_scope_arrives(&r->scope, t, sy_scope_arrival_time(&r->scope, t), true)) {
        return arrive(r, t, r->leaving.items, r->leaving.n);
    }
    return stay_under_way(r, t, r->leaving.items, r->leaving.n);
}

/* ---- the walk ---- */

enum { AHEAD = 16, TICK_EVERY = 1 << 17 };

static void prefetch(const run *r, uint32_t t)
{
    if (t + AHEAD >= r->f->n_transfers) return;
    uint32_t from = r->f->from[t + AHEAD], to = r->f->to[t + AHEAD];
    if (!sy_is_outside(from)) {
        SY_PREFETCH(&r->scope.role[from]);
        sy_holdings_prefetch(&r->holdings, from);
    } else if (!sy_is_outside(to)) {
        SY_PREFETCH(&r->unexplained[to]);
    }
    if (!sy_is_outside(to)) {
        SY_PREFETCH(&r->scope.role[to]);
        sy_holdings_prefetch(&r->holdings, to);
    }
    t += AHEAD / 2;
    sy_holdings_prefetch_lots(&r->holdings, r->f->from[t], r->f->to[t]);
}

static sy_status walk(run *r)
{
    const sy_flow *f = r->f;
    uint32_t late = 0, move = 0;
    sy_status st = SY_OK;

    for (uint32_t t = 0; st == SY_OK; t++) {
        for (; st == SY_OK && late < f->n_late && f->late[late].before == t; late++) {
            st = late_arrival(r, &f->late[late]);
        }
        for (; st == SY_OK && move < f->n_moves && f->moves[move].before == t; move++) {
            if (!r->q->follow || !sy_scope_departs(&r->scope, t)) continue;
            st = sy_holdings_move(&r->holdings, f->moves[move].from, f->moves[move].to, r->err);
        }
        if (st != SY_OK || t == f->n_transfers) break;
        if (r->q->tick && t % TICK_EVERY == 0 &&
            !r->q->tick(r->q->tick_ctx, (unsigned)(t * 1000ull / f->n_transfers))) {
            return sy_fail(r->err, SY_ECANCEL, N_("cancelled"));
        }
        prefetch(r, t);
        st = transfer(r, t);
    }
    return st;
}

/* ---- the answer ---- */

static sy_status sink_what_is_held(run *r)
{
    const sy_flow *f = r->f;
    sy_status st = SY_OK;

    for (uint32_t l = 0; st == SY_OK && l < f->n_ledgers; l++) {
        int64_t amounts[SY_MAX_SEEDS] = {0};
        sy_holdings_tainted(&r->holdings, l, amounts);
        for (uint32_t s = 0; st == SY_OK && s < r->q->n_seeds; s++) {
            if (amounts[s]) st = sink(r, SY_SINK_HELD, l, SY_NONE, s + 1, amounts[s]);
        }
    }
    return st;
}

static sy_status list_unexplained(run *r, sy_trace *out)
{
    size_t n = 0;

    for (uint32_t l = 0; l < r->f->n_ledgers; l++) n += r->unexplained[l] != 0;
    out->unexplained = sy_new_array(r->al, n, sizeof *out->unexplained);
    if (!out->unexplained) return sy_fail_nomem(r->err);
    for (uint32_t l = 0; l < r->f->n_ledgers; l++) {
        if (!r->unexplained[l]) continue;
        out->unexplained[out->n_unexplained++] = (sy_unexplained){l, r->unexplained[l]};
    }
    return SY_OK;
}

sy_status sy_trace_run(sy_trace **out, const sy_alloc *al, const sy_flow *flow,
                       const sy_trace_query *query, sy_err *err)
{
    run r = {.f = flow, .q = query, .al = al, .err = err, .leaving = {.al = al}};
    sy_trace *answer = NULL;
    sy_status st = SY_OK;

    *out = NULL;
    r.holdings.al = al;
    st = sy_scope_init(&r.scope, al, flow, query, err);
    if (st == SY_OK) st = sy_scope_limit(&r.scope, err);
    if (st == SY_OK) st = sy_tally_init(&r.tally, al, flow, query, err);
    if (st != SY_OK) goto done;
    r.slots = sy_new_array(al, flow->n_late, sizeof *r.slots);
    r.unexplained = sy_new_array(al, flow->n_ledgers, sizeof *r.unexplained);
    if (!r.slots || !r.unexplained) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = sy_holdings_init(&r.holdings, al, query->rule, flow->n_ledgers, (uint32_t)query->n_seeds,
                          err);
    if (st == SY_OK) st = walk(&r);
    if (st == SY_OK) st = sink_what_is_held(&r);
    if (st == SY_OK) st = sy_tally_finish(&r.tally, &answer, err);
    if (st == SY_OK) st = list_unexplained(&r, answer);
    if (st == SY_OK && (query->bounds || query->all_bounds)) {
        st = sy_bounds_add(answer, al, flow, query, err);
    }
    if (st != SY_OK) goto done;
    *out = answer;
    answer = NULL;

done:
    for (uint32_t i = 0; r.slots && i < flow->n_late; i++) sy_drop(al, r.slots[i].items);
    sy_drop(al, r.slots);
    sy_drop(al, r.unexplained);
    sy_drop(al, r.leaving.items);
    sy_holdings_dispose(&r.holdings);
    sy_scope_dispose(&r.scope);
    sy_tally_dispose(&r.tally);
    sy_trace_free(answer);
    return st;
}

void sy_trace_free(sy_trace *t)
{
    if (!t) return;
    sy_drop(t->al, t->sinks);
    sy_drop(t->al, t->transfers);
    sy_drop(t->al, t->unexplained);
    sy_drop(t->al, t);
}
