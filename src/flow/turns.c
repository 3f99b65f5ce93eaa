/* turns.c - counted part by part of the pass, then numbered in all parts at once. */
#include "flow/turns.h"

#include "base/lang.h"
#include "base/parallel.h"

static sy_status count(void *ctx, size_t part, sy_err *err)
{
    const sy_turns *t = ctx;
    const uint32_t *items = t->pass->items;
    uint64_t n = 0;

    (void)err;
    for (size_t i = part * SY_PASS_PART; i < sy_pass_part_end(t->pass, part); i++) {
        n += sy_item_transfers(sy_turns_kind(t, items[i]));
    }
    t->first_of_part[part + 1] = n;
    return SY_OK;
}

static sy_status number(void *ctx, size_t part, sy_err *err)
{
    const sy_turns *t = ctx;
    const uint32_t *items = t->pass->items;
    uint32_t next = (uint32_t)t->first_of_part[part];

    (void)err;
    for (size_t i = part * SY_PASS_PART; i < sy_pass_part_end(t->pass, part); i++) {
        t->first[sy_item_slot(t->unseens, items[i])] = next;
        next += sy_item_transfers(sy_turns_kind(t, items[i]));
    }
    return SY_OK;
}

sy_status sy_turns_make(sy_turns *t, sy_err *err)
{
    const size_t slots = t->unseens->has_lists ? 2 * t->rows->n : t->rows->n;
    sy_status st;

    t->n_parts = (t->pass->n + SY_PASS_PART - 1) / SY_PASS_PART;
    t->first = sy_new_array(t->al, slots, sizeof *t->first);
    t->first_of_part = sy_new_array(t->al, t->n_parts + 1, sizeof *t->first_of_part);
    if (!t->first || !t->first_of_part) return sy_fail_nomem(err);
    st = sy_parallel(t->n_parts, count, t, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < t->n_parts; i++) t->first_of_part[i + 1] += t->first_of_part[i];
    if (t->first_of_part[t->n_parts] >= SY_OUTSIDE / 2) {
        return sy_fail(err, SY_ELIMIT, N_("too many transfers"));
    }
    return sy_parallel(t->n_parts, number, t, err);
}

void sy_turns_dispose(sy_turns *t)
{
    sy_drop(t->al, t->first);
    sy_drop(t->al, t->first_of_part);
    t->first = NULL;
    t->first_of_part = NULL;
}
