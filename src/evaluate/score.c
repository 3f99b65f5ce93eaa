/* What the comparisons share: from rows of the truth to transfers, and the list of misses. */
#include "evaluate/score.h"

#include <string.h>

uint32_t sy_score_transfer(const sy_scoring *x, const sy_true_row *row)
{
    for (int i = 0; i < SY_TRUE_PLACES; i++) {
        if (!row->entries[i]) continue;
        const uint32_t transfer = sy_case_find_entry(x->s->c, sy_slice_of(row->entries[i]));
        if (transfer != SY_NONE) return transfer;
    }
    return SY_NONE;
}

sy_status sy_score_begin(sy_scoring *x)
{
    const size_t n = x->s->f->n_transfers;

    x->clue_of = sy_arena_get(x->arena, (n + 1) * sizeof *x->clue_of);
    if (!x->clue_of) return sy_fail_nomem(x->err);
    memset(x->clue_of, 0xFF, n * sizeof *x->clue_of); /* SY_NONE */
    for (size_t k = 0; k < x->t->n_clues; k++) {
        for (size_t i = 0; i < x->t->clues[k].n_rows; i++) {
            const uint32_t transfer = sy_score_transfer(x, &x->t->clues[k].rows[i]);
            if (transfer != SY_NONE) x->clue_of[transfer] = (uint32_t)k;
        }
    }
    return SY_OK;
}

/* A longer copy each time it is full: there are few. */
sy_status sy_score_miss(sy_scoring *x, const sy_miss *m)
{
    sy_evaluation *e = x->e;

    if (e->n_misses == e->room_misses) {
        const size_t room = e->room_misses ? e->room_misses * 2 : 32;
        sy_miss *longer = sy_arena_get(x->arena, room * sizeof *longer);
        if (!longer) return sy_fail_nomem(x->err);
        if (e->n_misses) memcpy(longer, e->misses, e->n_misses * sizeof *longer);
        e->misses = longer;
        e->room_misses = room;
    }
    e->misses[e->n_misses++] = *m;
    return SY_OK;
}
