/* inquiry_waiting.c - accounts where the trace stops because nobody has their statement,
 * and where the rows of others would lead it on: one more trace, which follows. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/money.h"
#include "flow/breakpoints.h"
#include "insight/inquiry_parts.h"

static sy_status add_rule(sy_asking *a, sy_rule rule, sy_err *err)
{
    sy_breakpoint *list = NULL;
    size_t n = 0;
    sy_status st = sy_breakpoints(&list, &n, a->f, a->s->traces[rule], a->s->arena, err);

    for (size_t k = 0; k < n && st == SY_OK; k++) {
        const sy_breakpoint *b = &list[k];
        sy_inquiry *i = sy_ask_of_account(a, a->f->ledgers[b->ledger].account);
        if (!i) return sy_fail_nomem(err);
        i->waiting[rule] += b->amount; /* all of what was seeded: it fits */
        sy_ask_because(i, SY_ASK_WAITS);
        i->has_bounds = true;
        if (b->first <= b->last) {
            sy_ask_days(i, (int32_t)sy_day_of(b->first), (int32_t)sy_day_of(b->last));
        }
    }
    return st;
}

sy_status sy_ask_waiting(sy_asking *a, sy_err *err)
{
    const sy_trace *t = a->s->traces[SY_FIFO];
    sy_status st = SY_OK;

    for (int rule = 0; rule < SY_RULES && st == SY_OK; rule++) {
        st = add_rule(a, (sy_rule)rule, err);
    }
    for (size_t k = 0; k < t->n_transfers && st == SY_OK; k++) {
        const uint32_t to = a->f->to[t->transfers[k].transfer];
        if (sy_is_outside(to) || !(a->f->ledgers[to].flags & SY_L_UNSUPPLIED)) continue;
        const uint32_t slot = sy_ask_slot(a, a->f->ledgers[to].account);
        if (slot) a->item_of[k] = slot - 1;
    }
    return st;
}

/* ---- what it would open up ---- */

typedef struct led {
    uint32_t item, to, transfer;
    int64_t amount;
} led;

static int by_way(const void *x, const void *y)
{
    const led *a = x, *b = y;
    if (a->item != b->item) return a->item < b->item ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    return a->transfer < b->transfer ? -1 : a->transfer > b->transfer;
}

/* Keeps the SY_ONWARDS largest; of equal ones the earlier ledger. */
static void keep(sy_inquiry *i, const sy_onward *way)
{
    size_t at = i->n_onward;

    i->n_targets++;
    while (at > 0 && i->onward[at - 1].amount < way->amount) at--;
    if (at >= SY_ONWARDS) return;
    if (i->n_onward < SY_ONWARDS) i->n_onward++;
    for (size_t k = i->n_onward - 1; k > at; k--) i->onward[k] = i->onward[k - 1];
    i->onward[at] = *way;
}

/* list: of one item and target. */
static sy_status add_way(sy_asking *a, const led *list, size_t n, sy_err *err)
{
    const int64_t at = sy_flow_at(a->f, list[0].transfer);
    sy_onward way = {.to = list[0].to, .first = at, .last = at};

    way.transfers = sy_arena_get(a->s->arena, n * sizeof *way.transfers);
    if (!way.transfers) return sy_fail_nomem(err);
    for (size_t k = 0; k < n; k++) {
        const int64_t then = sy_flow_at(a->f, list[k].transfer);
        way.transfers[way.n_transfers++] = list[k].transfer;
        if (!sy_minor_add(&way.amount, way.amount, list[k].amount)) way.amount = INT64_MAX;
        if (then < way.first) way.first = then;
        if (then > way.last) way.last = then;
    }
    keep(&a->items[list[0].item], &way);
    return SY_OK;
}

static sy_status add_ways(sy_asking *a, const led *list, size_t n, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t k = 0, end; k < n && st == SY_OK; k = end) {
        for (end = k + 1; end < n; end++) {
            if (list[end].item != list[k].item || list[end].to != list[k].to) break;
        }
        st = add_way(a, &list[k], end - k, err);
    }
    return st;
}

/* The same fen may leave an account, come back and leave again, and more may come once
 * other accounts are followed too: opens is cut at what waits there now. */
static sy_status list_ways(sy_asking *a, const sy_trace *t, sy_err *err)
{
    led *list = sy_new_array(NULL, t->n_transfers + 1, sizeof *list);
    size_t n = 0;

    if (!list) return sy_fail_nomem(err);
    for (size_t k = 0; k < t->n_transfers; k++) {
        const uint32_t x = t->transfers[k].transfer, from = a->f->from[x];
        if (t->transfers[k].tainted == 0 || sy_is_outside(from)) continue;
        if (!(a->f->ledgers[from].flags & SY_L_UNSUPPLIED)) continue;
        const uint32_t slot = sy_ask_slot(a, a->f->ledgers[from].account);
        if (!slot) continue;
        sy_inquiry *i = &a->items[slot - 1];
        list[n++] = (led){slot - 1, a->f->to[x], x, t->transfers[k].tainted};
        const int64_t left = i->waiting[SY_FIFO] - i->opens;
        i->opens += t->transfers[k].tainted < left ? t->transfers[k].tainted : left;
    }
    if (n) qsort(list, n, sizeof *list, by_way);
    const sy_status st = add_ways(a, list, n, err);
    sy_drop(NULL, list);
    return st;
}

sy_status sy_ask_onward(sy_asking *a, sy_err *err)
{
    const sy_trace_query query = {
        .rule = SY_FIFO, .seeds = a->s->seeds, .n_seeds = a->s->n_seeds, .follow = true};
    sy_trace *t = NULL;
    sy_status st = a->n ? sy_trace_run(&t, NULL, a->f, &query, err) : SY_OK;

    if (st == SY_OK && t) st = list_ways(a, t, err);
    sy_trace_free(t);
    return st;
}
