/* forward.c - where did this deposit go? Span by span.
 *
 * Under fifo and lifo each fen of an arrival leaves as one fen of one departure
 * (fens.h), so the seeds' fen are followed alone: nothing that they do not touch
 * is looked at. A walk along the pass (trace.c) gives the same answer, and gives
 * it sooner once the spans are more than the rows; so the caller sets a limit. */
#include <stdlib.h>

#include "base/lang.h"
#include "flow/fens.h"
#include "flow/scope.h"
#include "flow/tally.h"

/* A span on its way, with its seed's tag. */
typedef struct parcel {
    sy_span span;
    uint32_t tag;
} parcel;

typedef struct run {
    const sy_alloc *al;
    const sy_flow *f;
    const sy_trace_query *q;
    sy_err *err;
    sy_tally tally;
    sy_fens *fens;
    parcel *todo;
    size_t n_todo, capacity;
    uint32_t tag; /* of the span that is being opened */
    uint64_t spans_left;
} run;

bool sy_trace_goes_by_spans(const sy_flow *flow, const sy_trace_query *q)
{
    return (q->rule == SY_FIFO || q->rule == SY_LIFO) && !q->has_until && q->max_hops == 0 &&
           !(q->follow && flow->n_moves > 0);
}

/* ---- what the question means for an account ---- */

static bool is_source(const run *r, uint32_t account)
{
    for (size_t i = 0; i < r->q->n_seeds; i++) {
        const sy_seed *s = &r->q->seeds[i];
        if (s->kind == SY_SEED_ACCOUNT && s->account == account) return true;
    }
    return false;
}

static bool is_stopped(const run *r, uint32_t account)
{
    for (size_t i = 0; i < r->q->n_stop_at; i++) {
        if (r->q->stop_at[i] == account) return true;
    }
    return false;
}

static bool is_entry(const run *r, uint32_t t)
{
    for (size_t i = 0; i < r->q->n_seeds; i++) {
        const sy_seed *s = &r->q->seeds[i];
        if (s->kind == SY_SEED_TRANSFER && s->transfer == t) return true;
    }
    return false;
}

/* The seed that this departure of a source gives to all its money, or 0. */
static uint32_t seed_of(const run *r, uint32_t t)
{
    const uint32_t account = r->f->ledgers[r->f->from[t]].account;
    const int64_t at = sy_scope_departure_time(r->f, t);

    if (sy_flow_is_reversed(r->f, t)) return 0; /* nobody was paid */
    for (uint32_t i = 0; i < r->q->n_seeds; i++) {
        const sy_seed *s = &r->q->seeds[i];
        if (s->kind == SY_SEED_ACCOUNT && s->account == account && at >= s->since) return i + 1;
    }
    return 0;
}

/* ---- one span ---- */

static sy_status push(run *r, sy_span span, uint32_t tag)
{
    void *items = r->todo;

    if (!sy_grow(r->al, &items, &r->capacity, r->n_todo, r->n_todo + 1, sizeof *r->todo)) {
        return sy_fail_nomem(r->err);
    }
    r->todo = items;
    r->todo[r->n_todo++] = (parcel){span, tag};
    return SY_OK;
}

static sy_status leaves_by(void *ctx, sy_span span)
{
    run *r = ctx;
    return push(r, span, r->tag);
}

static sy_status sink(run *r, sy_sink_kind kind, uint32_t ledger, uint32_t transfer, parcel p)
{
    return sy_tally_sink(&r->tally, kind, ledger, transfer, p.tag, p.span.size, r->err);
}

/* Fen from `from` on, cut off the end of the parcel; what is left may be nothing. */
static parcel cut(parcel *p, int64_t from)
{
    const int64_t keep = from > p->span.begin ? from - p->span.begin : 0;
    parcel end = *p;

    if (keep >= p->span.size) return (parcel){{p->span.transfer, from, 0}, p->tag};
    end.span.begin += keep;
    end.span.size -= keep;
    p->span.size = keep;
    return end;
}

static sy_status stay_or_go_on(run *r, parcel p)
{
    int64_t held = 0;

    r->tag = p.tag;
    sy_status st = sy_fens_onward(r->fens, p.span, leaves_by, r, &held);
    if (st != SY_OK || held == 0) return st;
    return sy_tally_sink(&r->tally, SY_SINK_HELD, r->f->to[p.span.transfer], SY_NONE, p.tag, held,
                         r->err);
}

/* Fen behind the fee's beginning never come here. */
static sy_status arrive(run *r, parcel p)
{
    const sy_flow *f = r->f;
    const uint32_t t = p.span.transfer, to = f->to[t];

    if (sy_is_outside(to)) {
        const sy_sink_kind kind = sy_tally_kind(sy_outside_kind(to));
        return sink(r, kind, f->from[t], kind == SY_SINK_GAP ? SY_NONE : t, p);
    }
    const uint32_t account = f->ledgers[to].account;
    if (is_stopped(r, account)) return sink(r, SY_SINK_STOPPED, to, SY_NONE, p);
    if (is_source(r, account)) return sink(r, SY_SINK_RETURNED, to, SY_NONE, p);
    parcel enters = cut(&p, sy_scope_debt(f, t));
    sy_status st = p.span.size ? sink(r, SY_SINK_DEBT, to, SY_NONE, p) : SY_OK;
    if (st != SY_OK || enters.span.size == 0) return st;
    if (f->ledgers[to].flags & SY_L_UNSUPPLIED && !r->q->follow) {
        return sink(r, SY_SINK_UNSUPPLIED, to, SY_NONE, enters);
    }
    return stay_or_go_on(r, enters);
}

/* Tainted fen leave by a transfer. */
static sy_status leave(run *r, parcel p)
{
    const sy_flow *f = r->f;
    const uint32_t t = p.span.transfer, from = f->from[t];
    const bool names_seed = is_entry(r, t);
    const parcel fee = cut(&p, f->amount[t] - sy_scope_fee(f, t));
    /* What arrives by an entry is its seed's, whole, and counted with that. */
    const int64_t tainted = names_seed ? fee.span.size : p.span.size + fee.span.size;
    sy_status st = sy_tally_transfer(&r->tally, t, tainted, r->err);

    if (st == SY_OK && fee.span.size) st = sink(r, SY_SINK_FEE, from, t, fee);
    if (st != SY_OK || p.span.size == 0) return st;
    if (!names_seed) return arrive(r, p);
    return sink(r, SY_SINK_RETURNED, sy_is_outside(from) ? SY_NONE : from, SY_NONE, p);
}

static sy_status follow_all(run *r)
{
    sy_status st = SY_OK;

    while (st == SY_OK && r->n_todo > 0) {
        if (r->spans_left-- == 0) {
            return sy_fail(r->err, SY_ELIMIT, N_("the question branches too often"));
        }
        st = leave(r, r->todo[--r->n_todo]);
    }
    return st;
}

/* ---- seeds ---- */

static sy_status begin_entry(run *r, uint32_t seed)
{
    const sy_flow *f = r->f;
    const uint32_t t = r->q->seeds[seed].transfer;
    const parcel p = {{t, 0, f->amount[t] - sy_scope_fee(f, t)}, seed + 1};
    sy_status st = sy_tally_seeded(&r->tally, p.tag, p.span.size, r->err);

    if (st == SY_OK) st = sy_tally_transfer(&r->tally, t, p.span.size, r->err);
    if (st == SY_OK && p.span.size) st = arrive(r, p);
    return st == SY_OK ? follow_all(r) : st;
}

static sy_status begin_departures(run *r, uint32_t ledger)
{
    const sy_flow *f = r->f;
    sy_status st = SY_OK;

    for (uint32_t i = f->row_begin[ledger]; st == SY_OK && i < f->row_begin[ledger + 1]; i++) {
        const uint32_t t = f->rows[i] / 2;
        if (f->rows[i] % 2 || f->flags[t] & SY_T_PSEUDO) continue;
        const uint32_t tag = seed_of(r, t);
        if (tag == 0) continue;
        st = sy_tally_seeded(&r->tally, tag, f->amount[t], r->err);
        if (st == SY_OK) st = push(r, (sy_span){t, 0, f->amount[t]}, tag);
        if (st == SY_OK) st = follow_all(r);
    }
    return st;
}

static sy_status begin_all(run *r)
{
    const sy_flow *f = r->f;
    bool has_accounts = false;
    sy_status st = SY_OK;

    for (uint32_t s = 0; st == SY_OK && s < r->q->n_seeds; s++) {
        if (r->q->seeds[s].kind == SY_SEED_ACCOUNT)
            has_accounts = true;
        else
            st = begin_entry(r, s);
    }
    for (uint32_t l = 0; has_accounts && st == SY_OK && l < f->n_ledgers; l++) {
        if (is_source(r, f->ledgers[l].account)) st = begin_departures(r, l);
    }
    return st;
}

sy_status sy_trace_by_spans(sy_trace **out, const sy_alloc *al, const sy_flow *flow,
                            const sy_trace_query *query, uint64_t most_spans, sy_err *err)
{
    run r = {.al = al, .f = flow, .q = query, .err = err, .spans_left = most_spans};
    sy_status st;

    *out = NULL;
    SY_ASSERT(sy_trace_goes_by_spans(flow, query));
    st = sy_tally_init(&r.tally, al, flow, query, err);
    if (st == SY_OK) st = sy_fens_new(&r.fens, al, flow, query->rule, query->follow, err);
    if (st == SY_OK) st = begin_all(&r);
    if (st == SY_OK) st = sy_tally_finish(&r.tally, out, err);
    sy_drop(al, r.todo);
    sy_fens_free(r.fens);
    sy_tally_dispose(&r.tally);
    return st;
}
