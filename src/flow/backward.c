/* backward.c - which money paid for this?
 *
 * fifo, lifo: each fen of a payment was one fen of one arrival (fens.h), so a
 * question is walked from payment to arrivals to the payers' departures, span by
 * span, until every fen meets an origin. Nothing is simulated, and nothing is
 * touched but the ledgers on the way. prorata: shares_back.c. */
#include "flow/backward.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/money.h"
#include "flow/fens.h"

enum { MOST_WAITING = 1 << 24 };

/* A span that has left its payer, so many transfers away from the payment. */
typedef struct step {
    sy_span span;
    uint32_t hops;
} step;

typedef struct walk {
    sy_back *q;
    sy_fens *fens;
    step *todo;
    size_t n_todo, capacity;
    uint64_t spans_left;
    uint32_t hops;   /* of the span that is being opened */
    uint32_t opened; /* its transfer; what that lacks comes from nowhere */
} walk;

/* ---- what an answer is made of ---- */

bool sy_back_is_blind(const sy_back *q, uint32_t end)
{
    if (sy_is_outside(end)) return true;
    return q->flow->ledgers[end].flags & SY_L_UNSUPPLIED && !q->query->follow;
}

bool sy_back_is_source(const sy_back *q, uint32_t end)
{
    for (size_t i = 0; i < q->query->n_sources && !sy_is_outside(end); i++) {
        if (q->flow->ledgers[end].account == q->query->sources[i]) return true;
    }
    return false;
}

sy_status sy_back_add_origin(sy_back *q, uint32_t transfer, int64_t amount)
{
    void *items = q->origins;

    if (amount == 0) return SY_OK;
    if (!sy_grow(q->al, &items, &q->capacity, q->n_origins, q->n_origins + 1, sizeof *q->origins)) {
        return sy_fail_nomem(q->err);
    }
    q->origins = items;
    q->origins[q->n_origins++] = (sy_origin){transfer, amount};
    return SY_OK;
}

/* ---- fifo, lifo ---- */

static sy_status branches_too_often(const walk *w)
{
    return sy_fail(w->q->err, SY_ELIMIT,
                   N_("the question branches too often; limit it with "
                      "--max-hops"));
}

static sy_status wait(walk *w, sy_span span, uint32_t hops)
{
    void *items = w->todo;

    if (w->n_todo >= MOST_WAITING) return branches_too_often(w);
    if (!sy_grow(w->q->al, &items, &w->capacity, w->n_todo, w->n_todo + 1, sizeof *w->todo)) {
        return sy_fail_nomem(w->q->err);
    }
    w->todo = items;
    w->todo[w->n_todo++] = (step){span, hops};
    return SY_OK;
}

static sy_status came_by(void *ctx, sy_span span)
{
    walk *w = ctx;

    if (span.transfer == w->opened) return sy_back_add_origin(w->q, span.transfer, span.size);
    return wait(w, span, w->hops + 1);
}

static sy_status open(walk *w, step s)
{
    w->hops = s.hops;
    w->opened = s.span.transfer;
    return sy_fens_before(w->fens, s.span, came_by, w, w->q->err);
}

static bool is_origin(const walk *w, step s)
{
    const uint32_t from = w->q->flow->from[s.span.transfer], most = w->q->query->max_hops;
    return (most && s.hops >= most) || sy_back_is_blind(w->q, from) ||
           sy_back_is_source(w->q, from);
}

static sy_status walk_payment(walk *w, uint32_t t)
{
    const sy_flow *f = w->q->flow;
    const step whole = {{t, 0, f->amount[t]}, 0};

    /* A payment is taken apart even where its payer is a source. */
    sy_status st = sy_back_is_blind(w->q, f->from[t]) ? sy_back_add_origin(w->q, t, f->amount[t])
                                                      : open(w, whole);
    while (st == SY_OK && w->n_todo > 0) {
        const step s = w->todo[--w->n_todo];
        if (w->spans_left-- == 0) return branches_too_often(w);
        st = is_origin(w, s) ? sy_back_add_origin(w->q, s.span.transfer, s.span.size) : open(w, s);
    }
    return st;
}

static sy_status walk_back(sy_back *q)
{
    walk w = {.q = q, .spans_left = q->query->most_spans ? q->query->most_spans : SY_MAX_SPANS};
    sy_status st = sy_fens_new(&w.fens, q->al, q->flow, q->query->rule, q->query->follow, q->err);

    for (size_t i = 0; st == SY_OK && i < q->query->n_payments; i++) {
        st = walk_payment(&w, q->query->payments[i]);
    }
    sy_drop(q->al, w.todo);
    sy_fens_free(w.fens);
    return st;
}

/* ---- the question ---- */

static int by_transfer(const void *a, const void *b)
{
    uint32_t x = ((const sy_origin *)a)->transfer, y = ((const sy_origin *)b)->transfer;
    return (x > y) - (x < y);
}

static void add_up(sy_back *q)
{
    size_t n = 0;

    if (q->n_origins) qsort(q->origins, q->n_origins, sizeof *q->origins, by_transfer);
    for (size_t i = 0; i < q->n_origins; i++) {
        if (n > 0 && q->origins[n - 1].transfer == q->origins[i].transfer) {
            q->origins[n - 1].amount += q->origins[i].amount;
        } else {
            q->origins[n++] = q->origins[i];
        }
    }
    q->n_origins = n;
}

static sy_status check(const sy_back *q)
{
    const sy_flow *f = q->flow;
    const sy_backward_query *query = q->query;
    int64_t sum = 0;

    if (query->rule != SY_FIFO && query->rule != SY_LIFO && query->rule != SY_PRORATA) {
        return sy_fail(q->err, SY_EINVAL,
                       N_("%s has no meaning backward: it needs a seed; trace forward from the "
                          "account in question"),
                       sy_rule_name(query->rule));
    }
    for (size_t i = 0; i < query->n_payments; i++) {
        if (query->payments[i] >= f->n_transfers) {
            return sy_fail(q->err, SY_EINVAL, N_("payment %zu: there is no such transfer"), i + 1);
        }
        if (!sy_minor_add(&sum, sum, f->amount[query->payments[i]])) {
            return sy_fail(q->err, SY_ELIMIT,
                           N_("the payments add up to more than can be counted"));
        }
    }
    return SY_OK;
}

sy_status sy_trace_backward(sy_origin **origins, size_t *n, const sy_alloc *al, const sy_flow *flow,
                            const sy_backward_query *query, sy_err *err)
{
    sy_back q = {.al = al, .flow = flow, .query = query, .err = err, .capacity = 1};
    sy_status st = SY_OK;

    *origins = NULL;
    *n = 0;
    q.origins = sy_new_array(al, 1, sizeof *q.origins);
    if (!q.origins) return sy_fail_nomem(err);
    st = check(&q);
    if (st == SY_OK) st = query->rule == SY_PRORATA ? sy_back_by_shares(&q) : walk_back(&q);
    if (st != SY_OK) {
        sy_drop(al, q.origins);
        return st;
    }
    add_up(&q);
    *origins = q.origins;
    *n = q.n_origins;
    return SY_OK;
}
