/* layers.c - column by column outwards from those that have placed neighbours. The mean is in
 * 1/256 slots, exact for the same bytes everywhere: weights are scaled down, never rounded up. */
#include "flow/layers.h"

#include <stdlib.h>

enum { PART = 256 };

__extension__ typedef __int128 wide;

typedef struct wish {
    uint32_t spot;
    int64_t at; /* slot * PART where it would like to be */
    bool has_neighbour;
} wish;

typedef struct placing {
    sy_spot *spots;
    size_t n;
    const sy_bond *bonds;
    size_t n_bonds;
    wide *sum, *weight; /* by spot, of placed neighbours */
    wish *wishes;
    int32_t *taken; /* slots of a column, ascending */
} placing;

static void pull(placing *p, uint32_t spot, uint32_t by, wide weight)
{
    p->sum[spot] += p->spots[by].slot * weight;
    p->weight[spot] += weight;
}

/* What the placed neighbours of all that are not placed say. */
static void weigh(placing *p)
{
    for (size_t i = 0; i < p->n; i++) p->sum[i] = p->weight[i] = 0;
    for (size_t i = 0; i < p->n_bonds; i++) {
        const sy_bond *b = &p->bonds[i];
        const wide weight = (wide)b->weight + 1; /* a link of nothing is a link */
        if (p->spots[b->a].is_placed && !p->spots[b->b].is_placed) pull(p, b->b, b->a, weight);
        if (p->spots[b->b].is_placed && !p->spots[b->a].is_placed) pull(p, b->a, b->b, weight);
    }
}

static int by_wish(const void *x, const void *y)
{
    const wish *a = x, *b = y;

    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return (a->spot > b->spot) - (a->spot < b->spot);
}

static int by_slot(const void *x, const void *y)
{
    const int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
    return (a > b) - (a < b);
}

static size_t wishes_of(placing *p, int32_t column, bool also_alone)
{
    size_t n = 0;

    for (size_t i = 0; i < p->n; i++) {
        const bool has_neighbour = p->weight[i] > 0;
        if (p->spots[i].is_placed || p->spots[i].column != column) continue;
        if (!has_neighbour && !also_alone) continue;
        const int64_t at = has_neighbour ? (int64_t)(p->sum[i] * PART / p->weight[i]) : 0;
        p->wishes[n++] = (wish){(uint32_t)i, at, has_neighbour};
    }
    qsort(p->wishes, n, sizeof *p->wishes, by_wish);
    return n;
}

static size_t taken_in(placing *p, int32_t column)
{
    size_t n = 0;

    for (size_t i = 0; i < p->n; i++) {
        if (p->spots[i].is_placed && p->spots[i].column == column) p->taken[n++] = p->spots[i].slot;
    }
    qsort(p->taken, n, sizeof *p->taken, by_slot);
    return n;
}

static bool is_taken(const placing *p, size_t n_taken, int32_t slot)
{
    return bsearch(&slot, p->taken, n_taken, sizeof *p->taken, by_slot);
}

/* The n free slots nearest to `middle` (slot * PART): the lowest of them. They need not be
 * neighbours: placed ones may stand between. */
static int32_t lowest_of_nearest(const placing *p, size_t n_taken, size_t n, int64_t middle)
{
    int32_t below = (int32_t)(middle / PART), above = below + 1, lowest = above;
    size_t have = 0;

    while (have < n) {
        while (is_taken(p, n_taken, below)) below--;
        while (is_taken(p, n_taken, above)) above++;
        const int64_t down = middle - (int64_t)below * PART, up = (int64_t)above * PART - middle;
        if (down <= up)
            lowest = below--;
        else
            above++;
        have++;
    }
    return lowest;
}

static void place_column(placing *p, int32_t column, bool also_alone)
{
    const size_t n = wishes_of(p, column, also_alone), n_taken = taken_in(p, column);
    wide sum = 0;

    if (n == 0) return;
    for (size_t i = 0; i < n; i++) sum += p->wishes[i].at;
    int32_t slot = lowest_of_nearest(p, n_taken, n, (int64_t)(sum / (wide)n));
    for (size_t i = 0; i < n; i++, slot++) {
        while (is_taken(p, n_taken, slot)) slot++;
        p->spots[p->wishes[i].spot].slot = slot;
        p->spots[p->wishes[i].spot].is_placed = true;
    }
}

/* A column with a spot that is not placed and has a placed neighbour; without one any that has a
 * spot left. false: all are placed. */
static bool next_column(const placing *p, int32_t *column, bool *also_alone)
{
    const sy_spot *left = NULL;

    for (size_t i = 0; i < p->n; i++) {
        if (p->spots[i].is_placed) continue;
        if (!left) left = &p->spots[i];
        if (p->weight[i] == 0) continue;
        *column = p->spots[i].column;
        *also_alone = false;
        return true;
    }
    if (left) *column = left->column;
    *also_alone = true;
    return left;
}

sy_status sy_layers_place(sy_spot *spots, size_t n, const sy_bond *bonds, size_t n_bonds,
                          const sy_alloc *al, sy_err *err)
{
    placing p = {.spots = spots, .n = n, .bonds = bonds, .n_bonds = n_bonds};
    bool also_alone = false;
    int32_t column = 0;

    p.sum = sy_new_array(al, n + 1, sizeof *p.sum);
    p.weight = sy_new_array(al, n + 1, sizeof *p.weight);
    p.wishes = sy_new_array(al, n + 1, sizeof *p.wishes);
    p.taken = sy_new_array(al, n + 1, sizeof *p.taken);
    const bool has_room = p.sum && p.weight && p.wishes && p.taken;
    if (has_room) {
        for (weigh(&p); next_column(&p, &column, &also_alone); weigh(&p))
            place_column(&p, column, also_alone);
    }
    sy_drop(al, p.sum);
    sy_drop(al, p.weight);
    sy_drop(al, p.wishes);
    sy_drop(al, p.taken);
    return has_room ? SY_OK : sy_fail_nomem(err);
}
