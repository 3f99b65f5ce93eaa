/* paths_fens.c - ways as fen by fen they were gone, under fifo or lifo.
 *
 * A fen leaves by one transfer only, so what a way carries is shared out among
 * those that go on from it: no row is looked at that none of its fen left by. A
 * way holds the spans of fen that arrived by its last transfer. */
#include <stdlib.h>

#include "flow/paths_search.h"
#include "flow/scope.h"

static sy_status keep(sy_finding *d, sy_span span)
{
    void *items = d->spans;

    if (!sy_grow(d->al, &items, &d->spans_capacity, d->n_spans, d->n_spans + 1, sizeof *d->spans)) {
        return sy_fail_nomem(d->err);
    }
    d->spans = items;
    d->spans[d->n_spans++] = span;
    return SY_OK;
}

/* What of a span lies in [from, to) of its transfer; size may fall to 0 and below. */
static sy_span within(sy_span span, int64_t from, int64_t to)
{
    const int64_t end = span.begin + span.size < to ? span.begin + span.size : to;

    if (span.begin < from) span.begin = from;
    span.size = end - span.begin;
    return span;
}

/* Departing fen: those that arrive are kept, the last are the fee. */
static sy_status depart(sy_finding *d, sy_span span)
{
    const uint32_t t = span.transfer;
    const sy_span arriving = within(span, 0, d->f->amount[t] - sy_scope_fee(d->f, t));

    return arriving.size > 0 ? keep(d, arriving) : SY_OK;
}

sy_status sy_fens_begin(sy_finding *d, uint32_t t)
{
    d->carried = d->n_spans;
    return depart(d, (sy_span){.transfer = t, .begin = 0, .size = d->f->amount[t]});
}

int64_t sy_fens_carried(const sy_finding *d)
{
    int64_t fen = 0;

    for (size_t i = d->carried; i < d->n_spans; i++) fen += d->spans[i].size;
    return fen;
}

static sy_status leaves_by(void *ctx, sy_span span)
{
    sy_finding *d = ctx;

    d->work += 2 * SY_SEARCH_WORK;
    return depart(d, span);
}

static int by_transfer(const void *a, const void *b)
{
    const sy_span *x = a, *y = b;
    if (x->transfer != y->transfer) return x->transfer < y->transfer ? -1 : 1;
    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Where the fen of a way go from the account where they are: spans [begin, n_spans). */
static sy_status open_spans(sy_finding *d, const sy_begun *b)
{
    const sy_flow *f = d->f;
    const uint32_t t = b->transfer;
    const int64_t debt = sy_scope_debt(f, t);
    sy_status st = SY_OK;

    /* Its rows alone do not say what it holds: what the covered ledger held is missing. */
    if (f->ledgers[f->to[t]].continues != SY_NONE) return SY_OK;
    for (uint32_t i = 0; i < b->n_spans && st == SY_OK && d->work < d->max_work; i++) {
        const sy_span enters = within(d->spans[b->spans + i], debt, f->amount[t]);
        int64_t held = 0;
        if (enters.size > 0) st = sy_fens_onward(d->fens, enters, leaves_by, d, &held);
    }
    return st;
}

sy_status sy_fens_expand(sy_finding *d, uint32_t parent)
{
    const sy_begun b = d->begun[parent];
    const size_t begin = d->n_spans;
    sy_status st = open_spans(d, &b);
    const size_t end = d->n_spans;

    if (end > begin) qsort(d->spans + begin, end - begin, sizeof *d->spans, by_transfer);
    for (size_t i = begin; i < end && st == SY_OK;) {
        const uint32_t t = d->spans[i].transfer;
        d->carried = d->n_spans;
        for (; i < end && d->spans[i].transfer == t && st == SY_OK; i++) {
            st = keep(d, d->spans[i]);
        }
        if (st != SY_OK || sy_is_outside(d->f->to[t]) || sy_is_out_of_time(d, t)) continue;
        st = sy_path_go_on(d, parent, t);
    }
    return st;
}
