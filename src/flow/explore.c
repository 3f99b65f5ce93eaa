/* explore.c - depth first, one frame a transfer: the rows that may still be taken in
 * the place where the way stands. */
#include "flow/explore.h"

#include "base/lang.h"
#include "flow/ways.h"

typedef struct frame {
    uint32_t ledger; /* of the place */
    uint32_t row, end;
} frame;

typedef struct walk {
    const sy_ways *w;
    const sy_flow *f;
    const sy_explore_query *q;
    uint32_t max_hops, n;
    uint64_t max_work;
    frame frames[SY_MAX_PATH_HOPS]; /* frames[n]: what may be taken after n transfers */
    uint32_t taken[SY_MAX_PATH_HOPS], accounts[SY_MAX_PATH_HOPS + 1];
    sy_explored *walked;
} walk;

/* The rows of a ledger by which the way of n transfers can go on. */
static frame open_ledger(const walk *k, uint32_t ledger)
{
    const uint32_t *begin = &k->f->row_begin[ledger];
    frame rows = {.ledger = ledger, .row = begin[0], .end = begin[1]};

    if (k->n == 0 || k->q->any_order) return rows;
    const uint32_t t = k->taken[k->n - 1];
    if (k->q->backward)
        rows.end = sy_ways_row(k->w, ledger, t);
    else
        rows.row = sy_ways_row(k->w, ledger, sy_ways_onward(k->w, t));
    return rows;
}

static bool is_on_way(const walk *k, uint32_t transfer, uint32_t account)
{
    for (uint32_t i = 0; i <= k->n; i++) {
        if (!k->q->may_return && k->accounts[i] == account) return true;
        if (i < k->n && k->taken[i] == transfer) return true;
    }
    return false;
}

static bool may_take(const walk *k, uint32_t row)
{
    const uint32_t t = row / 2, other = k->q->backward ? k->f->from[t] : k->f->to[t];

    if (row % 2 != k->q->backward || sy_is_outside(other)) return false;
    const uint32_t account = k->w->places[other].account;
    return account != k->accounts[k->n] && !is_on_way(k, t, account);
}

/* The next transfer that the way can take; SY_NONE: there is none. */
static uint32_t next_transfer(walk *k)
{
    frame *at = &k->frames[k->n];

    for (;;) {
        while (at->row < at->end) {
            const uint32_t row = k->f->rows[at->row++];
            if (k->walked->work++ >= k->max_work) {
                k->walked->is_cut = true;
                return SY_NONE;
            }
            if (may_take(k, row)) return row / 2;
        }
        const uint32_t ledger = k->w->places[at->ledger].next;
        if (ledger == SY_NONE) return SY_NONE;
        *at = open_ledger(k, ledger);
    }
}

/* All ways that begin in one place. */
static bool walk_from(walk *k, uint32_t place)
{
    const sy_explore_query *q = k->q;

    k->n = 0;
    k->frames[0] = open_ledger(k, place);
    for (;;) {
        const uint32_t t = next_transfer(k);
        if (k->walked->is_cut) return false;
        if (t == SY_NONE) {
            if (k->n == 0) return true;
            k->n--;
            continue;
        }
        const uint32_t ledger = q->backward ? k->f->from[t] : k->f->to[t];
        k->taken[k->n++] = t;
        k->accounts[k->n] = k->w->places[ledger].account;
        k->walked->ways++;
        const sy_explore_step step = q->each(q->ctx, k->taken, k->n);
        if (step == SY_EXPLORE_STOP) return false;
        if (step == SY_EXPLORE_TURN || k->n == k->max_hops) {
            k->n--;
            continue;
        }
        k->frames[k->n] = open_ledger(k, k->w->places[ledger].id);
    }
}

sy_status sy_explore(sy_explored *walked, const sy_ways *ways, const sy_explore_query *query,
                     sy_err *err)
{
    walk k = {.w = ways,
              .f = ways->f,
              .q = query,
              .max_hops = query->max_hops ? query->max_hops : SY_PATH_HOPS,
              .max_work = query->max_work ? query->max_work : SY_PATH_WORK,
              .walked = walked};

    *walked = (sy_explored){0};
    if (query->account >= ways->f->n_accounts) {
        return sy_fail(err, SY_EINVAL, N_("a path from or to an account that is not there"));
    }
    if (query->max_hops > SY_MAX_PATH_HOPS || query->max_work > SY_MAX_PATH_WORK) {
        return sy_fail(
            err, SY_EINVAL,
            N_("paths of at most %u transfers can be looked for, and at most %u of them"),
            SY_MAX_PATH_HOPS, SY_MAX_PATHS);
    }
    k.accounts[0] = query->account;
    for (uint32_t i = ways->owned_begin[query->account]; i < ways->owned_begin[query->account + 1];
         i++) {
        if (!walk_from(&k, ways->owned[i])) break;
    }
    return SY_OK;
}
