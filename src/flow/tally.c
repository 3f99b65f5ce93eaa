/* tally.c - lists that are sorted and added up once, at the end. */
#include "flow/tally.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/money.h"

sy_status sy_tally_init(sy_tally *t, const sy_alloc *al, const sy_flow *flow,
                        const sy_trace_query *query, sy_err *err)
{
    *t = (sy_tally){.al = al, .flow = flow, .query = query, .out = sy_new(al, sizeof *t->out)};
    if (!t->out) return sy_fail_nomem(err);
    t->out->al = al;
    t->out->rule = query->rule;
    t->out->n_seeds = query->n_seeds;
    return SY_OK;
}

void sy_tally_dispose(sy_tally *t)
{
    sy_trace_free(t->out);
    sy_drop(t->al, t->held);
    t->out = NULL;
    t->held = NULL;
}

static sy_status too_large(sy_err *err)
{
    return sy_fail(err, SY_ELIMIT, N_("the traced amounts add up to more than can be counted"));
}

sy_status sy_tally_seeded(sy_tally *t, uint32_t tag, int64_t amount, sy_err *err)
{
    int64_t *sum = &t->out->seeded[tag - 1];
    return sy_minor_add(sum, *sum, amount) ? SY_OK : too_large(err);
}

static int by_place(const void *a, const void *b)
{
    const sy_sink *x = a, *y = b;

    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    if (x->transfer != y->transfer) return x->transfer < y->transfer ? -1 : 1;
    return x->seed < y->seed ? -1 : x->seed > y->seed;
}

/* A line of the same place as the one before is added to that one. */
static sy_status put(sy_sink *list, size_t *n, const sy_sink *line, sy_err *err)
{
    if (*n == 0 || by_place(&list[*n - 1], line) != 0) {
        list[(*n)++] = *line;
        return SY_OK;
    }
    int64_t *sum = &list[*n - 1].amount;
    return sy_minor_add(sum, *sum, line->amount) ? SY_OK : too_large(err);
}

static sy_status add(const sy_alloc *al, sy_sink **list, size_t *n, size_t *capacity,
                     const sy_sink *line, sy_err *err)
{
    void *items = *list;

    if (!sy_grow(al, &items, capacity, *n, *n + 1, sizeof **list)) return sy_fail_nomem(err);
    *list = items;
    return put(*list, n, line, err);
}

sy_status sy_tally_sink(sy_tally *t, sy_sink_kind kind, uint32_t ledger, uint32_t transfer,
                        uint32_t tag, int64_t amount, sy_err *err)
{
    if (tag == 0) return SY_OK;
    return add(t->al, &t->out->sinks, &t->out->n_sinks, &t->sinks_capacity,
               &(sy_sink){kind, ledger, transfer, tag - 1, amount, 0}, err);
}

sy_status sy_tally_held(sy_tally *t, uint32_t ledger, uint32_t tag, int64_t amount, sy_err *err)
{
    return add(t->al, &t->held, &t->n_held, &t->held_capacity,
               &(sy_sink){SY_SINK_HELD, ledger, SY_NONE, tag - 1, amount, 0}, err);
}

sy_status sy_tally_transfer(sy_tally *t, uint32_t transfer, int64_t tainted, sy_err *err)
{
    sy_trace *out = t->out;
    void *items = out->transfers;

    if (tainted == 0 || t->query->summary || t->flow->flags[transfer] & SY_T_PSEUDO) return SY_OK;
    if (!sy_grow(t->al, &items, &t->transfers_capacity, out->n_transfers, out->n_transfers + 1,
                 sizeof *out->transfers)) {
        return sy_fail_nomem(err);
    }
    out->transfers = items;
    out->transfers[out->n_transfers++] = (sy_traced){.transfer = transfer, .tainted = tainted};
    return SY_OK;
}

sy_sink_kind sy_tally_kind(sy_outside outside)
{
    switch (outside) {
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

/* ---- adding up ---- */

/* One line for each (kind, ledger, transfer, seed). */
static sy_status add_up_sinks(sy_tally *t, sy_err *err)
{
    sy_trace *out = t->out;
    sy_sink *all = sy_new_array(t->al, out->n_sinks + t->n_held, sizeof *all);
    size_t n = 0, i = 0, k = 0;
    sy_status st = SY_OK;

    if (!all) return sy_fail_nomem(err);
    if (out->n_sinks) qsort(out->sinks, out->n_sinks, sizeof *out->sinks, by_place);
    while (st == SY_OK && (i < out->n_sinks || k < t->n_held)) {
        bool is_held = i == out->n_sinks ||
                       (k < t->n_held && by_place(&t->held[k], &out->sinks[i]) < 0);
        st = put(all, &n, is_held ? &t->held[k++] : &out->sinks[i++], err);
    }
    sy_drop(t->al, out->sinks);
    out->sinks = all;
    out->n_sinks = n;
    return st;
}

static int by_transfer(const void *a, const void *b)
{
    const sy_traced *x = a, *y = b;
    return (x->transfer > y->transfer) - (x->transfer < y->transfer);
}

/* A walk along the pass has them in order, each once. A transfer's parts add up
 * to its amount at most. */
static void add_up_transfers(sy_trace *out)
{
    bool in_order = true;
    size_t n = 0;

    for (size_t i = 1; i < out->n_transfers && in_order; i++) {
        in_order = out->transfers[i - 1].transfer < out->transfers[i].transfer;
    }
    if (in_order) return;
    qsort(out->transfers, out->n_transfers, sizeof *out->transfers, by_transfer);
    for (size_t i = 0; i < out->n_transfers; i++) {
        if (n > 0 && out->transfers[n - 1].transfer == out->transfers[i].transfer) {
            out->transfers[n - 1].tainted += out->transfers[i].tainted;
        } else {
            out->transfers[n++] = out->transfers[i];
        }
    }
    out->n_transfers = n;
}

/* `returned` stands for every seed of an account, also with 0. */
static sy_status note_returned(sy_tally *t, sy_err *err)
{
    const sy_flow *f = t->flow;
    sy_status st = SY_OK;

    for (uint32_t s = 0; st == SY_OK && s < t->query->n_seeds; s++) {
        if (t->query->seeds[s].kind != SY_SEED_ACCOUNT) continue;
        uint32_t l = 0;
        while (l < f->n_ledgers && f->ledgers[l].account != t->query->seeds[s].account) l++;
        if (l < f->n_ledgers) st = sy_tally_sink(t, SY_SINK_RETURNED, l, SY_NONE, s + 1, 0, err);
    }
    return st;
}

static void date_what_is_held(sy_tally *t)
{
    for (size_t i = 0; i < t->out->n_sinks; i++) {
        sy_sink *k = &t->out->sinks[i];
        if (k->kind != SY_SINK_HELD) continue;
        k->as_of = t->flow->ledgers[k->ledger].as_of;
        if (t->query->has_until && t->query->until < k->as_of) k->as_of = t->query->until;
    }
}

/* Not a test's business alone: a figure that does not add up never leaves here. */
static void check_conservation(const sy_trace *t)
{
    int64_t left[SY_MAX_SEEDS];

    for (size_t s = 0; s < t->n_seeds; s++) left[s] = t->seeded[s];
    for (size_t i = 0; i < t->n_sinks; i++) left[t->sinks[i].seed] -= t->sinks[i].amount;
    for (size_t s = 0; s < t->n_seeds; s++) SY_ASSERT(left[s] == 0 && "conservation");
}

sy_status sy_tally_finish(sy_tally *t, sy_trace **out, sy_err *err)
{
    sy_status st = note_returned(t, err);

    if (st == SY_OK) st = add_up_sinks(t, err);
    if (st != SY_OK) return st;
    add_up_transfers(t->out);
    date_what_is_held(t);
    check_conservation(t->out);
    *out = t->out;
    t->out = NULL;
    return SY_OK;
}
