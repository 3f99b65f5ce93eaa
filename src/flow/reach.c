/* reach.c - one walk along the pass: each ledger knows by how few transfers money
 * can be in it by now. The first time that is few enough is the earliest arrival. */
#include "flow/reach.h"

#include <string.h>

#include "base/lang.h"

typedef struct walk {
    const sy_flow *f;
    uint32_t account, max_hops;
    bool has_continued;
    uint32_t *now;   /* by ledger: fewest transfers so far, 0 at the source; of continued
                      * ones together. Asked first: most ledgers stop the walk here */
    uint32_t *under; /* by transfer: of a late one under way; 0: it carries nothing */
    sy_reach *reach;
} walk;

static uint32_t whole(const walk *w, uint32_t ledger)
{
    const uint32_t covered = w->has_continued ? w->f->ledgers[ledger].continues : SY_NONE;
    return covered != SY_NONE ? covered : ledger;
}

static void arrive(walk *w, uint32_t t, uint32_t hops)
{
    const uint32_t to = w->f->to[t], account = w->f->ledgers[to].account;

    if (account == w->account) return;
    uint32_t *now = &w->now[whole(w, to)];
    sy_reach *r = &w->reach[account];
    if (r->hops == SY_NONE) r->transfer = t;
    if (hops < r->hops) r->hops = hops;
    if (hops < *now) *now = hops;
}

/* By how few transfers, with this one, the money it carries can have come. */
static uint32_t hops_of(const walk *w, uint32_t t, int64_t since)
{
    const sy_flow *f = w->f;
    const uint32_t from = f->from[t], to = f->to[t];

    if (sy_is_outside(from) || sy_is_outside(to)) return SY_NONE;
    const uint32_t now = w->now[whole(w, from)];
    if (now == SY_NONE || (w->max_hops && now >= w->max_hops)) return SY_NONE;
    if (now == 0 && sy_flow_at(f, t) < since) return SY_NONE;
    if (f->ledgers[from].account == f->ledgers[to].account) return SY_NONE;
    return now + 1;
}

static void walk_pass(walk *w, int64_t since)
{
    const sy_flow *f = w->f;
    uint32_t late = 0;

    for (uint32_t t = 0;; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            const uint32_t x = f->late[late].transfer;
            if (w->under[x]) arrive(w, x, w->under[x]);
        }
        if (t == f->n_transfers) return;
        const uint32_t hops = hops_of(w, t, since);
        if (hops == SY_NONE) continue;
        if (f->flags[t] & SY_T_LATE)
            w->under[t] = hops;
        else
            arrive(w, t, hops);
    }
}

sy_status sy_reach_from(sy_reach **reach, const sy_alloc *al, const sy_flow *flow, uint32_t account,
                        int64_t since, uint32_t max_hops, sy_err *err)
{
    walk w = {.f = flow, .account = account, .max_hops = max_hops};
    sy_status st = SY_OK;

    *reach = NULL;
    if (account >= flow->n_accounts) {
        return sy_fail(err, SY_EINVAL, N_("a path from or to an account that is not there"));
    }
    w.now = sy_new_array(al, flow->n_ledgers, sizeof *w.now);
    w.under = sy_new_array(al, flow->n_late ? flow->n_transfers : 0, sizeof *w.under);
    w.reach = sy_new_array(al, flow->n_accounts, sizeof *w.reach);
    if (!w.now || !w.under || !w.reach) {
        st = sy_fail_nomem(err);
        goto done;
    }
    memset(w.now, 0xFF, flow->n_ledgers * sizeof *w.now);
    for (uint32_t a = 0; a < flow->n_accounts; a++) w.reach[a].hops = SY_NONE;
    for (uint32_t l = 0; l < flow->n_ledgers; l++) {
        if (flow->ledgers[l].continues != SY_NONE) w.has_continued = true;
        if (flow->ledgers[l].account == account) w.now[l] = 0;
    }
    walk_pass(&w, since);
    *reach = w.reach;
    w.reach = NULL;

done:
    sy_drop(al, w.now);
    sy_drop(al, w.under);
    sy_drop(al, w.reach);
    return st;
}
