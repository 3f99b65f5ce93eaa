/* trace.c - one walk along the pass, whatever the rule.
 *
 * A departure takes pieces out of the payer (or is seeded whole, or comes from
 * outside clean); the pieces lie in a slot when the arrival is late; an arrival
 * sinks or enters the payee. What sinks is written down piece by piece and
 * added up at the end. holdings.c is the only place that knows the rules.
 *
 * Only ledgers through which money can go on are simulated, and of these only the
 * awake ones (walk.h): out of any other comes clean money, and clean money that
 * goes there is of no account. In a full walk nobody sleeps; there a payment of
 * which nothing is taken off takes the short way of holdings.h. */
#include "flow/trace.h"

#include <string.h>

#include "base/cpu.h"
#include "base/lang.h"
#include "base/money.h"
#include "flow/bounds.h"
#include "flow/holdings.h"
#include "flow/tally.h"
#include "flow/walk.h"

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
    sy_scope *scope;
    sy_walk walk;
    uint64_t *has_role; /* bits by ledger, and the outside's: of a full walk, whose roles
                         * would not stay in the cache */
    sy_holdings holdings;
    sy_pieces leaving;
    slot *slots;          /* by late arrival */
    int64_t *unexplained; /* by ledger: how much more than the index says */
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

/* ---- what is written down ---- */

static sy_status sink(run *r, sy_sink_kind kind, uint32_t ledger, uint32_t transfer,
                      const sy_lot *piece)
{
    int64_t amounts[SY_MAX_SEEDS] = {0};
    sy_status st = SY_OK;

    if (!piece->rope) {
        return sy_tally_sink(&r->tally, kind, ledger, transfer, piece->tag, piece->fen, r->err);
    }
    sy_lots_by_tag(&r->holdings.lots, piece, amounts);
    for (uint32_t s = 0; st == SY_OK && s < r->q->n_seeds; s++) {
        if (amounts[s] == 0) continue;
        st = sy_tally_sink(&r->tally, kind, ledger, transfer, s + 1, amounts[s], r->err);
    }
    return st;
}

static sy_status sink_all(run *r, sy_sink_kind kind, uint32_t ledger, uint32_t transfer,
                          const sy_lot *pieces, size_t n)
{
    sy_status st = SY_OK;
    for (size_t i = 0; st == SY_OK && i < n; i++) st = sink(r, kind, ledger, transfer, &pieces[i]);
    return st;
}

static sy_status unexplained(run *r, uint32_t ledger, int64_t amount)
{
    int64_t *sum = &r->unexplained[ledger];
    if (sy_minor_add(sum, *sum, amount)) return SY_OK;
    return sy_fail(r->err, SY_ELIMIT,
                   N_("account %s: its amounts add up to more than can be "
                      "counted"),
                   sy_flow_text(r->f, r->f->ledgers[ledger].number));
}

/* ---- one transfer ---- */

/* Money can go on through a ledger without a role; its own is known while it is
 * awake, else it is clean. */
static bool is_simulated(const run *r, uint32_t end)
{
    return !sy_is_outside(end) && r->scope->role[end] == 0 && sy_walk_is_awake(&r->walk, end);
}

static sy_status wake(run *r, uint32_t ledger)
{
    int64_t balance = 0;
    sy_status st = sy_walk_wake(&r->walk, ledger, &balance);
    return st == SY_OK ? sy_holdings_begin(&r->holdings, ledger, balance, r->err) : st;
}

/* What leaves by transfer t, into r->leaving. What the ledger lacks (it has gone
 * on elsewhere, or a row past --until would have brought it) is unexplained. */
static sy_status take(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    uint32_t from = f->from[t], seed = sy_scope_departing_seed(r->scope, t);
    int64_t amount = f->amount[t], lacking = 0;

    r->leaving.n = 0;
    if (seed) {
        sy_status st = sy_tally_seeded(&r->tally, seed, amount, r->err);
        return st == SY_OK ? sy_pieces_add(&r->leaving, amount, seed, r->err) : st;
    }
    if (!is_simulated(r, from)) return sy_pieces_add(&r->leaving, amount, 0, r->err);
    sy_status st = sy_holdings_pay(&r->holdings, from, amount, &r->leaving, &lacking, r->err);
    if (st == SY_OK && lacking) st = unexplained(r, from, lacking);
    if (sy_holdings_is_clean(&r->holdings, from)) sy_walk_rest(&r->walk, from);
    return st;
}

/* Where the last fen of what leaves were a fee. */
static sy_status split_fee(run *r, uint32_t t)
{
    int64_t fee = sy_scope_fee(r->f, t);
    sy_status st = SY_OK;

    while (st == SY_OK && fee > 0) {
        sy_lot *last = &r->leaving.items[r->leaving.n - 1], kept = {0};
        if (last->fen > fee) {
            st = sy_lots_cut(&r->holdings.lots, last, last->fen - fee, &kept, r->err);
            if (st != SY_OK) return st;
        }
        st = sink(r, SY_SINK_FEE, r->f->from[t], t, last);
        fee -= last->fen;
        *last = kept;
        if (kept.fen == 0) r->leaving.n--;
    }
    return st;
}

/* An entry named this transfer: what arrives is the seed's, whole. */
static sy_status reseed(run *r, uint32_t t, uint32_t seed)
{
    int64_t amount = r->f->amount[t] - sy_scope_fee(r->f, t);
    uint32_t from = r->f->from[t];
    /* Money of an older seed ends here: it is returned. */
    sy_status st = sink_all(r, SY_SINK_RETURNED, sy_is_outside(from) ? SY_NONE : from, SY_NONE,
                            r->leaving.items, r->leaving.n);

    r->leaving.n = 0;
    if (st == SY_OK) st = sy_tally_seeded(&r->tally, seed, amount, r->err);
    return st == SY_OK ? sy_pieces_add(&r->leaving, amount, seed, r->err) : st;
}

static int64_t tainted_sum(const run *r, const sy_lot *pieces, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += sy_lots_tainted(&r->holdings.lots, &pieces[i]);
    return sum;
}

/* The first fen repay what the payee owes its bank. Moves *pieces past them. */
static sy_status repay(run *r, uint32_t t, sy_lot **pieces, size_t *n)
{
    int64_t debt = sy_scope_debt(r->f, t);
    sy_status st = SY_OK;

    while (st == SY_OK && debt > 0) {
        sy_lot first = **pieces;
        if (first.fen > debt) {
            st = sy_lots_cut(&r->holdings.lots, *pieces, debt, &first, r->err);
            if (st != SY_OK) return st;
        } else {
            (*pieces)++;
            (*n)--;
        }
        st = sink(r, SY_SINK_DEBT, r->f->to[t], SY_NONE, &first);
        debt -= first.fen;
    }
    return st;
}

/* Pieces come into a ledger through which they can go on. */
static sy_status enter(run *r, uint32_t ledger, const sy_lot *pieces, size_t n)
{
    sy_status st = SY_OK;

    if (!sy_walk_is_awake(&r->walk, ledger)) {
        if (tainted_sum(r, pieces, n) == 0) return SY_OK;
        st = wake(r, ledger);
    }
    return st == SY_OK ? sy_holdings_receive(&r->holdings, ledger, pieces, n, r->err) : st;
}

/* Pieces reach the payee. A sink absorbs: what it later sends is clean. */
static sy_status arrive(run *r, uint32_t t, sy_lot *pieces, size_t n)
{
    uint32_t to = r->f->to[t];

    if (sy_is_outside(to)) {
        sy_sink_kind kind = sy_tally_kind(sy_outside_kind(to));
        return sink_all(r, kind, r->f->from[t], kind == SY_SINK_GAP ? SY_NONE : t, pieces, n);
    }
    uint8_t role = r->scope->role[to];
    if (role & SCOPE_STOPPED) return sink_all(r, SY_SINK_STOPPED, to, SY_NONE, pieces, n);
    if (role & SCOPE_SOURCE) return sink_all(r, SY_SINK_RETURNED, to, SY_NONE, pieces, n);
    sy_status st = repay(r, t, &pieces, &n);
    if (st != SY_OK) return st;
    if (role & SCOPE_LIMIT) return sink_all(r, SY_SINK_HOP_LIMIT, to, SY_NONE, pieces, n);
    if (role & SCOPE_BLIND) return sink_all(r, SY_SINK_UNSUPPLIED, to, SY_NONE, pieces, n);
    return enter(r, to, pieces, n);
}

static sy_status keep_in_slot(run *r, uint32_t t)
{
    const uint32_t late = sy_flow_late(r->f, t);
    slot *s = &r->slots[late];

    s->departed = true;
    if (tainted_sum(r, r->leaving.items, r->leaving.n) > 0) {
        sy_status st = sy_walk_meet_late(&r->walk, late);
        if (st != SY_OK) return st;
    }
    s->items = sy_new_array(r->al, r->leaving.n, sizeof *s->items);
    if (!s->items) return sy_fail_nomem(r->err);
    if (r->leaving.n) memcpy(s->items, r->leaving.items, r->leaving.n * sizeof *s->items);
    s->n = r->leaving.n;
    return SY_OK;
}

/* Not there yet when the window closes. */
static sy_status stay_under_way(run *r, uint32_t t, const sy_lot *pieces, size_t n)
{
    return sink_all(r, SY_SINK_HELD, r->f->to[t], SY_NONE, pieces, n);
}

static sy_status late_arrival(run *r, uint32_t number)
{
    const sy_late *late = &r->f->late[number];
    const uint32_t t = late->transfer;
    slot *s = &r->slots[number];
    sy_lot clean = {.fen = r->f->amount[t] - sy_scope_fee(r->f, t)};
    sy_status st = SY_OK;

    if (!s->departed && sy_walk_left_unmet(&r->walk, t)) {
        st = arrive(r, t, &clean, clean.fen > 0);
    } else if (sy_scope_arrives(r->scope, t, sy_flow_time(r->f, late->at), s->departed)) {
        st = arrive(r, t, s->items, s->n);
    } else if (s->departed) {
        st = stay_under_way(r, t, s->items, s->n);
    }
    sy_drop(r->al, s->items);
    s->items = NULL;
    return st;
}

/* What came in unseen by a row past --until is not unexplained: nobody has come to
 * it yet. */
static void forget_unexplained(run *r, uint32_t t)
{
    if (r->f->from[t] != SY_OUTSIDE + SY_OUT_UNEXPLAINED) return;
    r->unexplained[r->f->to[t]] -= r->f->amount[t];
}

static sy_status transfer(run *r, uint32_t t)
{
    const sy_flow *f = r->f;
    bool is_late = f->flags[t] & SY_T_LATE;
    sy_status st;

    if (!sy_scope_departs(r->scope, t)) {
        forget_unexplained(r, t);
        if (!is_late) sy_scope_arrives(r->scope, t, sy_scope_arrival_time(r->scope, t), false);
        return SY_OK;
    }
    st = take(r, t);
    if (st != SY_OK) return st;
    int64_t tainted = tainted_sum(r, r->leaving.items, r->leaving.n);
    st = split_fee(r, t);
    uint32_t seed = st == SY_OK ? sy_scope_entry_seed(r->scope, t) : 0;
    if (seed) {
        tainted -= tainted_sum(r, r->leaving.items, r->leaving.n);
        tainted += f->amount[t] - sy_scope_fee(f, t);
        st = reseed(r, t, seed);
    }
    if (st == SY_OK) st = sy_tally_transfer(&r->tally, t, tainted, r->err);
    if (st != SY_OK) return st;
    if (is_late) return keep_in_slot(r, t);
    if (sy_scope_arrives(r->scope, t, sy_scope_arrival_time(r->scope, t), true)) {
        return arrive(r, t, r->leaving.items, r->leaving.n);
    }
    return stay_under_way(r, t, r->leaving.items, r->leaving.n);
}

/* Following: what the covered ledger holds goes on in its continuation. From here
 * on neither holds what the index says. */
static sy_status move(run *r, const sy_move *m)
{
    const uint32_t ends[] = {m->from, m->to};
    sy_status st = SY_OK;

    if (!sy_scope_departs(r->scope, m->before) || r->scope->role[m->from]) return SY_OK;
    for (int i = 0; st == SY_OK && i < 2; i++) {
        if (!sy_walk_is_awake(&r->walk, ends[i])) st = wake(r, ends[i]);
    }
    return st == SY_OK ? sy_holdings_move(&r->holdings, m->from, m->to, r->err) : st;
}

/* ---- the short way ---- */

static sy_status enter_clean(run *r, uint32_t ledger, int64_t fen)
{
    return sy_holdings_receive(&r->holdings, ledger, &(sy_lot){.fen = fen}, 1, r->err);
}

enum { AHEAD = 32, TAKEN_OFF = SY_T_LATE | SY_T_FEE | SY_T_DEBT };

static SY_MADE_TO_MEASURE void prefetch(const run *r, sy_rule rule, uint32_t t)
{
    const sy_flow *f = r->f;
    const uint32_t n = f->n_ledgers;

    if (t + AHEAD >= f->n_transfers) return;
    const uint32_t from = f->from[t + AHEAD], to = f->to[t + AHEAD];
    sy_holdings_prefetch(&r->holdings, rule, from < n ? from : n);
    sy_holdings_prefetch(&r->holdings, rule, to < n ? to : n);
    t += AHEAD / 2;
    sy_holdings_prefetch_lots(&r->holdings, rule, f->from[t], f->to[t]);
}

/* The rest of a payment that the short way began. */
static sy_status go_on(run *r, uint32_t t, int64_t amount, int64_t *tainted)
{
    int64_t lacking = 0;
    sy_status st;

    r->leaving.n = 0;
    st = sy_holdings_pay(&r->holdings, r->f->from[t], amount, &r->leaving, &lacking, r->err);
    if (st == SY_OK && lacking) st = unexplained(r, r->f->from[t], lacking);
    if (st != SY_OK) return st;
    *tainted += tainted_sum(r, r->leaving.items, r->leaving.n);
    return sy_holdings_receive(&r->holdings, r->f->to[t], r->leaving.items, r->leaving.n, r->err);
}

/* Transfers t .. stop - 1 of a full walk, between which nothing comes. Who is not
 * simulated (a role, or the outside) pays clean, and clean money that goes there is
 * of no account. */
static SY_MADE_TO_MEASURE sy_status stretch(run *r, sy_rule rule, uint32_t t, uint32_t stop)
{
    const sy_flow *f = r->f;
    const uint8_t *role = r->scope->role;
    const uint64_t *has_role = r->has_role;
    const uint32_t n = f->n_ledgers;
    sy_status st = sy_holdings_begin(&r->holdings, n, INT64_MAX / 2, r->err);

    for (; st == SY_OK && t < stop; t++) {
        uint32_t to = f->to[t] < n ? f->to[t] : n, from = f->from[t] < n ? f->from[t] : n;
        prefetch(r, rule, t);
        const bool from_role = sy_bit(has_role, from), to_role = sy_bit(has_role, to);
        if (f->flags[t] & TAKEN_OFF || (from_role && role[from] & SCOPE_SOURCE)) {
            st = transfer(r, t);
            continue;
        }
        if (from_role) from = n;
        if (to == n || to_role) {
            if (!sy_holdings_spend_clean(&r->holdings, rule, from, f->amount[t])) {
                st = transfer(r, t);
            }
            continue;
        }
        int64_t tainted = 0;
        const int64_t left = sy_holdings_pass(&r->holdings, rule, from, to, f->amount[t], &tainted);
        if (left) st = from < n ? go_on(r, t, left, &tainted) : enter_clean(r, to, left);
        if (tainted && !r->q->summary && st == SY_OK) {
            st = sy_tally_transfer(&r->tally, t, tainted, r->err);
        }
    }
    return st;
}

/* One loop for each rule, so that the rule is asked once. */
static sy_status short_way(run *r, uint32_t t, uint32_t stop)
{
    switch (r->q->rule) {
    case SY_FIFO:
        return stretch(r, SY_FIFO, t, stop);
    case SY_LIFO:
        return stretch(r, SY_LIFO, t, stop);
    case SY_PRORATA:
        return stretch(r, SY_PRORATA, t, stop);
    case SY_CLEAN_FIRST:
        return stretch(r, SY_CLEAN_FIRST, t, stop);
    default:
        return stretch(r, SY_TAINT_FIRST, t, stop);
    }
}

/* Lots know whose they are; sums only where there is one seed. And only where no
 * ledger is asked for more than it holds: nothing has moved. */
static bool has_short_way(const run *r)
{
    const bool by_age = r->q->rule == SY_FIFO || r->q->rule == SY_LIFO;
    return r->walk.is_full && (by_age || r->q->n_seeds == 1) &&
           !(r->q->follow && r->f->n_moves > 0);
}

/* ---- the walk ---- */

static sy_status walk(run *r, bool *is_too_wide)
{
    const bool is_short = has_short_way(r);
    sy_event e = {SY_EVENT_END, 0};
    sy_status st;

    do {
        st = sy_walk_next(&r->walk, &e);
        if (st != SY_OK) break;
        switch (e.kind) {
        case SY_EVENT_TRANSFER: {
            const uint32_t stop = is_short ? sy_walk_stretch(&r->walk, e.number) : 0;
            st = e.number < stop ? short_way(r, e.number, stop) : transfer(r, e.number);
            if (e.number < stop) sy_walk_skip(&r->walk, stop);
            break;
        }
        case SY_EVENT_LATE:
            st = late_arrival(r, e.number);
            break;
        case SY_EVENT_MOVE:
            st = move(r, &r->f->moves[e.number]);
            break;
        default:
            break;
        }
    } while (st == SY_OK && e.kind < SY_EVENT_TOO_WIDE);
    *is_too_wide = e.kind == SY_EVENT_TOO_WIDE;
    return st;
}

/* ---- the answer ---- */

static sy_status list_what_is_held(run *r)
{
    const sy_flow *f = r->f;
    sy_status st = SY_OK;

    for (uint32_t l = 0; st == SY_OK && l < f->n_ledgers; l++) {
        if (!is_simulated(r, l) || sy_holdings_is_clean(&r->holdings, l)) continue;
        int64_t amounts[SY_MAX_SEEDS] = {0};
        sy_holdings_tainted(&r->holdings, l, amounts);
        for (uint32_t s = 0; st == SY_OK && s < r->q->n_seeds; s++) {
            if (amounts[s]) st = sy_tally_held(&r->tally, l, s + 1, amounts[s], r->err);
        }
    }
    return st;
}

static int64_t unexplained_of(const run *r, uint32_t ledger)
{
    if (r->scope->role[ledger] & (SCOPE_SOURCE | SCOPE_BLIND)) return 0;
    return r->f->ledgers[ledger].unexplained + r->unexplained[ledger];
}

/* The source's own ledger is not simulated, nor one that nobody has seen. */
static sy_status list_unexplained(run *r, sy_trace *out)
{
    const uint32_t n_ledgers = r->f->n_ledgers;
    size_t n = 0;

    for (uint32_t t = r->scope->end; t < r->f->n_transfers; t++) forget_unexplained(r, t);
    for (uint32_t l = 0; l < n_ledgers; l++) n += unexplained_of(r, l) != 0;
    out->unexplained = sy_new_array(r->al, n, sizeof *out->unexplained);
    if (!out->unexplained) return sy_fail_nomem(r->err);
    for (uint32_t l = 0; l < n_ledgers; l++) {
        const int64_t amount = unexplained_of(r, l);
        if (amount) out->unexplained[out->n_unexplained++] = (sy_unexplained){l, amount};
    }
    return SY_OK;
}

static sy_status note_roles(run *r)
{
    const uint32_t n = r->f->n_ledgers;

    r->has_role = sy_new_array(r->al, (size_t)n / 64 + 1, sizeof *r->has_role);
    if (!r->has_role) return sy_fail_nomem(r->err);
    for (uint32_t l = 0; l < n; l++) {
        if (r->scope->role[l]) sy_bit_set(r->has_role, l);
    }
    return SY_OK;
}

static sy_status prepare(run *r, bool is_sparse)
{
    const sy_flow *f = r->f;
    sy_status st = SY_OK;

    r->leaving.al = r->holdings.al = r->al;
    r->slots = sy_new_array(r->al, f->n_late, sizeof *r->slots);
    r->unexplained = sy_new_array(r->al, f->n_ledgers, sizeof *r->unexplained);
    if (!r->slots || !r->unexplained) return sy_fail_nomem(r->err);
    st = sy_tally_init(&r->tally, r->al, f, r->q, r->err);
    if (st == SY_OK) st = sy_walk_init(&r->walk, r->al, r->scope, is_sparse, r->err);
    if (st == SY_OK && !is_sparse) st = note_roles(r);
    if (st != SY_OK) return st;
    return sy_holdings_init(&r->holdings, r->al, r->q->rule, f->n_ledgers, (uint32_t)r->q->n_seeds,
                            r->err);
}

static void dispose(run *r)
{
    for (uint32_t i = 0; r->slots && i < r->f->n_late; i++) sy_drop(r->al, r->slots[i].items);
    sy_drop(r->al, r->slots);
    sy_drop(r->al, r->has_role);
    sy_drop(r->al, r->unexplained);
    sy_drop(r->al, r->leaving.items);
    sy_holdings_dispose(&r->holdings);
    sy_walk_dispose(&r->walk);
    sy_tally_dispose(&r->tally);
}

static sy_status trace(sy_trace **out, sy_scope *scope, bool is_sparse, bool *is_too_wide,
                       sy_err *err)
{
    run r = {.f = scope->flow, .q = scope->query, .al = scope->al, .err = err, .scope = scope};
    sy_status st = prepare(&r, is_sparse);

    sy_scope_rewind(scope);
    if (st == SY_OK) st = walk(&r, is_too_wide);
    if (st == SY_OK && !*is_too_wide) {
        st = list_what_is_held(&r);
        if (st == SY_OK) st = sy_tally_finish(&r.tally, out, err);
        if (st == SY_OK) st = list_unexplained(&r, *out);
    }
    dispose(&r);
    return st;
}

/* A question about a few payments is answered by their fen alone, even where they
 * meet ledgers with a million rows (forward.c). *out stays NULL where it is none
 * of these, or where they spread. */
static sy_status try_spans(sy_trace **out, sy_scope *scope, sy_err *err)
{
    enum { MOST_SPANS = 10000 };
    const sy_trace_query *q = scope->query;
    run r = {.f = scope->flow, .q = q, .al = scope->al, .err = err, .scope = scope};
    sy_err spreads = {0};

    if (q->walk != SY_WALK_CHOOSE || scope->n_entries < q->n_seeds ||
        !sy_trace_goes_by_spans(scope->flow, q)) {
        return SY_OK;
    }
    sy_status st = sy_trace_by_spans(out, scope->al, scope->flow, q, MOST_SPANS, &spreads);
    if (st == SY_ELIMIT) return SY_OK;
    if (st != SY_OK) return sy_fail(err, st, "%s", spreads.text);
    r.unexplained = sy_new_array(r.al, r.f->n_ledgers, sizeof *r.unexplained);
    st = r.unexplained ? list_unexplained(&r, *out) : sy_fail_nomem(err);
    sy_drop(r.al, r.unexplained);
    return st;
}

sy_status sy_trace_run(sy_trace **out, const sy_alloc *al, const sy_flow *flow,
                       const sy_trace_query *query, sy_err *err)
{
    sy_scope scope;
    sy_trace *t = NULL;
    bool is_too_wide = true;

    *out = NULL;
    sy_status st = sy_scope_init(&scope, al, flow, query, err);
    scope.stages = 1 + (query->max_hops > 0) + (query->bounds || query->all_bounds);
    if (st == SY_OK) st = sy_scope_limit(&scope, err);
    if (st == SY_OK) st = try_spans(&t, &scope, err);
    if (st == SY_OK && !t && sy_scope_may_be_sparse(&scope)) {
        st = trace(&t, &scope, true, &is_too_wide, err);
    }
    if (st == SY_OK && !t && is_too_wide) st = trace(&t, &scope, false, &is_too_wide, err);
    scope.stage++;
    if (st == SY_OK && (query->bounds || query->all_bounds)) st = sy_bounds_add(t, &scope, err);
    if (st == SY_OK) {
        *out = t;
        t = NULL;
    }
    sy_trace_free(t);
    sy_scope_dispose(&scope);
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
