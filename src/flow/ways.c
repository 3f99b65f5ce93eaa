/* ways.c - places, and the order of rows in them. The rows of a ledger stand in
 * its order already, so all that is made here goes with the ledgers, not with
 * the transfers; but for the late ones, by transfer, and a table of times, one
 * for some thousand transfers. */
#include "flow/ways.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4096 };

uint32_t sy_ways_onward(const sy_ways *w, uint32_t t)
{
    /* In a flow without late arrivals no flag is asked for: it is far away in memory. */
    if (w->f->n_late == 0 || !(w->f->flags[t] & SY_T_LATE)) return t + 1;
    return w->f->late[sy_flow_late(w->f, t)].before;
}

static bool stands_before(const sy_ways *w, uint32_t row, uint32_t onward)
{
    const uint32_t t = row / 2;

    if (t >= onward) return false;
    return row % 2 == 0 || sy_ways_onward(w, t) <= onward;
}

uint32_t sy_ways_row(const sy_ways *w, uint32_t ledger, uint32_t onward)
{
    uint32_t low = w->f->row_begin[ledger], high = w->f->row_begin[ledger + 1];

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (stands_before(w, w->f->rows[middle], onward))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t sy_ways_all_after(const sy_ways *w, int64_t at)
{
    uint32_t low = 0, high = w->n_blocks;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (w->since[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low == w->n_blocks ? w->f->n_transfers : low * BLOCK;
}

static void fill_places(sy_ways *w)
{
    const sy_flow *f = w->f;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const sy_ledger *g = &f->ledgers[l];
        const uint32_t covered = g->continues != SY_NONE ? g->continues : l;
        w->places[l] = (sy_place){.id = covered, .account = g->account, .next = SY_NONE};
        if (covered == l) w->owned_begin[g->account]++;
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        sy_place *place = &w->places[l], *covered = &w->places[place->id];
        if (place == covered) continue;
        place->next = covered->next;
        covered->next = l;
    }
    for (uint32_t a = 0; a < f->n_accounts; a++) w->owned_begin[a + 1] += w->owned_begin[a];
    for (uint32_t l = f->n_ledgers; l-- > 0;) {
        if (w->places[l].id == l) w->owned[--w->owned_begin[w->places[l].account]] = l;
    }
}

static void fill_times(sy_ways *w)
{
    int64_t least = INT64_MAX;

    for (uint32_t t = w->f->n_transfers; t-- > 0;) {
        if (sy_flow_at(w->f, t) < least) least = sy_flow_at(w->f, t);
        if (t % BLOCK == 0) w->since[t / BLOCK] = least;
    }
}

sy_status sy_ways_new(sy_ways **out, const sy_alloc *al, const sy_flow *flow, sy_err *err)
{
    const size_t ledgers = flow->n_ledgers;
    sy_ways *w = sy_new(al, sizeof *w);

    *out = NULL;
    if (!w) return sy_fail_nomem(err);
    w->al = al;
    w->f = flow;
    w->n_blocks = (uint32_t)(((uint64_t)flow->n_transfers + BLOCK - 1) / BLOCK);
    w->places = sy_new_array(al, ledgers, sizeof *w->places);
    w->owned_begin = sy_new_array(al, (size_t)flow->n_accounts + 1, sizeof *w->owned_begin);
    w->owned = sy_new_array(al, ledgers, sizeof *w->owned);
    w->since = sy_new_array(al, w->n_blocks, sizeof *w->since);
    if (!w->places || !w->owned_begin || !w->owned || !w->since) {
        sy_ways_free(w);
        return sy_fail_nomem(err);
    }
    fill_places(w);
    fill_times(w);
    *out = w;
    return SY_OK;
}

void sy_ways_free(sy_ways *w)
{
    if (!w) return;
    sy_drop(w->al, w->places);
    sy_drop(w->al, w->owned_begin);
    sy_drop(w->al, w->owned);
    sy_drop(w->al, w->since);
    sy_drop(w->al, w);
}
