/* Backward by going forward: every fen carries the transfer by which it came
 * into the ledgers, and what a payment consists of is read when it leaves. */
#include <stdlib.h>

#include "base/err.h"
#include "slow_trace.h"
#include "slow_walk.h"

typedef struct walk {
    const slow_book *b;
    const sy_backward_query *q;
    money pots[WORLD_LEDGERS], *slots;
    bool moved[WORLD_LEDGERS];
    int64_t *paid; /* by origin */
    size_t origins;
} walk;

static bool is_unsupplied(const walk *w, uint32_t l)
{
    return (w->b->w->ledgers[l].flags & SY_L_UNSUPPLIED) != 0;
}

/* Money out of here comes from here. */
static bool is_end(const walk *w, uint32_t l)
{
    if (sy_is_outside(l) || (is_unsupplied(w, l) && !w->q->follow)) return true;
    for (size_t i = 0; i < w->q->n_sources; i++) {
        if (w->q->sources[i] == w->b->w->ledgers[l].account) return true;
    }
    return false;
}

static void take_over(walk *w, uint32_t u, uint32_t t)
{
    if (!is_unsupplied(w, u) || w->moved[u]) return;
    const uint32_t covered = w->b->w->ledgers[u].continues;
    if (covered == SY_NONE ||
        slow_day(w->b->transfers[t].at) <= slow_day(w->b->w->ledgers[covered].as_of)) return;
    w->moved[u] = true;
    money_move(&w->pots[u], &w->pots[covered]);
}

static void leave(walk *w, uint32_t t)
{
    const slow_transfer *x = &w->b->transfers[t];
    money *slot = &w->slots[t], arriving = {0};
    if (is_end(w, x->from)) {
        money_add(slot, x->amount, t + 1);
        w->origins++;
    } else {
        take_over(w, x->from, t);
        const int64_t missing = x->amount - money_sum(&w->pots[x->from]);
        if (missing > 0) {
            money_add(&w->pots[x->from], missing, t + 1);
            w->origins++;
        }
        money_take(slot, &w->pots[x->from], x->amount, w->q->rule);
    }
    for (size_t i = 0; i < w->q->n_payments; i++) {
        if (w->q->payments[i] != t) continue;
        for (size_t k = 0; k < slot->n; k++) w->paid[slot->list[k].tag - 1] += slot->list[k].fen;
    }
    money_first(&arriving, slot, x->amount - x->fee);
    money_free(slot);
    *slot = arriving;
}

static void arrive(walk *w, uint32_t t)
{
    const slow_transfer *x = &w->b->transfers[t];
    money repaid = {0};
    if (!is_end(w, x->to)) {
        take_over(w, x->to, t);
        money_first(&repaid, &w->slots[t], x->debt);
        money_move(&w->pots[x->to], &w->slots[t]);
    }
    money_free(&w->slots[t]);
    money_free(&repaid);
}

size_t slow_backward(sy_origin **list, bool *many, const slow_book *b,
                     const sy_backward_query *q)
{
    walk w = {.b = b, .q = q};
    size_t n = 0;
    w.slots = calloc(b->n_transfers + 1, sizeof *w.slots);
    w.paid = calloc(b->n_transfers + 1, sizeof *w.paid);
    SY_ASSERT(w.slots && w.paid);
    for (size_t s = 0; s < b->n_steps; s++) {
        if (b->steps[s].arrives) arrive(&w, b->steps[s].transfer);
        else leave(&w, b->steps[s].transfer);
    }
    *list = NULL;
    for (uint32_t t = 0; t < b->n_transfers; t++) {
        if (w.paid[t] == 0) continue;
        *list = slow_grow(*list, n, sizeof **list);
        (*list)[n++] = (sy_origin){t, w.paid[t]};
    }
    *many = w.origins > SY_MAX_SEEDS;
    for (size_t t = 0; t < b->n_transfers; t++) money_free(&w.slots[t]);
    for (uint32_t l = 0; l < b->w->n_ledgers; l++) money_free(&w.pots[l]);
    free(w.slots);
    free(w.paid);
    return n;
}
