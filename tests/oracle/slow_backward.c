/* Backward by going forward: every fen carries its trail, the transfers that
 * brought it here, and a payment is read when it leaves. Under prorata money
 * has no trail, only an origin: the later ones stand first in the sums 1 ... s. */
#include <stdlib.h>

#include "base/err.h"
#include "slow_trace.h"
#include "slow_walk.h"

/* A tag is the number of a trail + 1; under prorata n_transfers - origin. */
typedef struct trail {
    uint32_t transfer;
    uint32_t before; /* the tag it had before it left by this transfer; CLEAN: it began here */
} trail;

typedef struct walk {
    const slow_book *b;
    const sy_backward_query *q;
    money pots[WORLD_LEDGERS], *slots;
    trail *trails;
    size_t n_trails;
    int64_t *paid; /* by origin */
} walk;

static bool is_blind(const walk *w, uint32_t end)
{
    return sy_is_outside(end) || ((w->b->w->ledgers[end].flags & SY_L_UNSUPPLIED) && !w->q->follow);
}

static bool is_source(const walk *w, uint32_t end)
{
    for (size_t i = 0; i < w->q->n_sources && !sy_is_outside(end); i++) {
        if (w->q->sources[i] == w->b->w->ledgers[end].account) return true;
    }
    return false;
}

static uint32_t new_tag(walk *w, uint32_t transfer, uint32_t before)
{
    if (w->q->rule == SY_PRORATA) {
        return before == CLEAN ? (uint32_t)w->b->n_transfers - transfer : before;
    }
    w->trails = slow_grow(w->trails, w->n_trails, sizeof *w->trails);
    w->trails[w->n_trails++] = (trail){transfer, before};
    return (uint32_t)w->n_trails;
}

static uint32_t origin_of(const walk *w, uint32_t tag)
{
    if (w->q->rule == SY_PRORATA) return (uint32_t)w->b->n_transfers - tag;
    const trail *t = &w->trails[tag - 1];
    for (uint32_t hops = 1; t->before != CLEAN && hops != w->q->max_hops; hops++) {
        t = &w->trails[t->before - 1];
    }
    return t->transfer;
}

static void leave(walk *w, uint32_t t)
{
    const slow_transfer *x = &w->b->transfers[t];
    money out = {0};
    if (is_blind(w, x->from)) {
        money_add(&out, x->amount, new_tag(w, t, CLEAN));
        for (size_t i = 0; i < w->q->n_payments; i++) {
            if (w->q->payments[i] == t) w->paid[t] += x->amount;
        }
    } else {
        const int64_t missing = x->amount - money_sum(&w->pots[x->from]);
        if (missing > 0) money_add(&w->pots[x->from], missing, new_tag(w, t, CLEAN));
        money_take(&out, &w->pots[x->from], x->amount, w->q->rule);
        for (size_t i = 0; i < w->q->n_payments; i++) {
            if (w->q->payments[i] != t) continue;
            for (size_t k = 0; k < out.n; k++)
                w->paid[origin_of(w, out.list[k].tag)] += out.list[k].fen;
        }
        for (size_t k = 0; k < out.n; k++) {
            out.list[k].tag = new_tag(w, t, is_source(w, x->from) ? CLEAN : out.list[k].tag);
        }
    }
    money_first(&w->slots[t], &out, x->amount - x->fee);
    money_free(&out);
}

static void arrive(walk *w, uint32_t t)
{
    const slow_transfer *x = &w->b->transfers[t];
    money repaid = {0};
    if (!is_blind(w, x->to)) {
        money_first(&repaid, &w->slots[t], x->debt);
        money_move(&w->pots[x->to], &w->slots[t]);
    }
    money_free(&w->slots[t]);
    money_free(&repaid);
}

static void take_over(walk *w, size_t step)
{
    for (uint32_t l = 0; w->q->follow && l < w->b->w->n_ledgers; l++) {
        if (w->b->takeover[l] != step) continue;
        money_move(&w->pots[l], &w->pots[w->b->w->ledgers[l].continues]);
    }
}

size_t slow_backward(sy_origin **list, const slow_book *b, const sy_backward_query *q)
{
    walk w = {.b = b, .q = q};
    size_t n = 0;
    w.slots = calloc(b->n_transfers + 1, sizeof *w.slots);
    w.paid = calloc(b->n_transfers + 1, sizeof *w.paid);
    SY_ASSERT(w.slots && w.paid);
    for (size_t s = 0; s < b->n_steps; s++) {
        take_over(&w, s);
        if (b->steps[s].arrives)
            arrive(&w, b->steps[s].transfer);
        else
            leave(&w, b->steps[s].transfer);
    }
    *list = NULL;
    for (uint32_t t = 0; t < b->n_transfers; t++) {
        if (w.paid[t] == 0) continue;
        *list = slow_grow(*list, n, sizeof **list);
        (*list)[n++] = (sy_origin){t, w.paid[t]};
    }
    for (size_t t = 0; t < b->n_transfers; t++) money_free(&w.slots[t]);
    for (uint32_t l = 0; l < b->w->n_ledgers; l++) money_free(&w.pots[l]);
    free(w.slots);
    free(w.paid);
    free(w.trails);
    return n;
}
