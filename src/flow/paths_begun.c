/* paths_begun.c - the heap of ways begun: best value first, then fewest transfers
 * in the end, then the earlier transfers from the first on. */
#include "flow/paths_search.h"

void sy_begun_write(const sy_finding *d, const sy_begun *b, uint32_t *way)
{
    for (uint32_t i = b->hops;;) {
        way[--i] = b->transfer;
        if (i == 0) return;
        b = &d->begun[b->parent];
    }
}

/* What goes on from a way that is put back comes after it. */
static bool leaves_earlier(const sy_finding *d, uint32_t a, uint32_t b)
{
    const sy_begun *x = &d->begun[a], *y = &d->begun[b];
    uint32_t way[2][SY_MAX_PATH_HOPS];

    if (x->parent == y->parent) return x->transfer < y->transfer;
    sy_begun_write(d, x, way[0]);
    sy_begun_write(d, y, way[1]);
    for (uint32_t i = 0; i < x->hops && i < y->hops; i++) {
        if (way[0][i] != way[1][i]) return way[0][i] < way[1][i];
    }
    return x->hops < y->hops;
}

static bool is_before(const sy_finding *d, const sy_waiting *x, const sy_waiting *y)
{
    if (x->best != y->best) return x->best > y->best;
    if (x->whole != y->whole) return x->whole < y->whole;
    if (x->first != y->first) return x->first < y->first;
    if (x->second != y->second) return x->second < y->second;
    return leaves_earlier(d, x->begun, y->begun);
}

sy_status sy_begun_push(sy_finding *d, sy_waiting item)
{
    void *items = d->heap;

    if (!sy_grow(d->al, &items, &d->heap_capacity, d->n_heap, d->n_heap + 1, sizeof *d->heap)) {
        return sy_fail_nomem(d->err);
    }
    d->heap = items;
    size_t i = d->n_heap++;
    for (; i > 0 && is_before(d, &item, &d->heap[(i - 1) / 2]); i = (i - 1) / 2) {
        d->heap[i] = d->heap[(i - 1) / 2];
    }
    d->heap[i] = item;
    return SY_OK;
}

sy_waiting sy_begun_pop(sy_finding *d)
{
    const sy_waiting top = d->heap[0], item = d->heap[--d->n_heap];
    size_t i = 0;

    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= d->n_heap) break;
        if (child + 1 < d->n_heap && is_before(d, &d->heap[child + 1], &d->heap[child])) child++;
        if (!is_before(d, &d->heap[child], &item)) break;
        d->heap[i] = d->heap[child];
        i = child;
    }
    d->heap[i] = item;
    return top;
}

static uint32_t second_of(const sy_finding *d, const sy_begun *b)
{
    if (b->hops == 1) return 0;
    while (b->hops > 2) b = &d->begun[b->parent];
    return b->transfer;
}

sy_status sy_begun_add(sy_finding *d, sy_begun b, int64_t best, uint32_t whole)
{
    void *items = d->begun;

    if (!sy_grow(d->al, &items, &d->begun_capacity, d->n_begun, d->n_begun + 1, sizeof *d->begun)) {
        return sy_fail_nomem(d->err);
    }
    d->begun = items;
    d->begun[d->n_begun] = b;
    const sy_waiting item = {.best = best,
                             .whole = whole,
                             .begun = (uint32_t)d->n_begun++,
                             .first = b.root,
                             .second = second_of(d, &b)};
    return sy_begun_push(d, item);
}

void sy_begun_note_whole(sy_finding *d, int64_t value)
{
    int64_t *good = d->good;
    uint32_t i = 0;

    if (d->n_good < d->wanted) {
        i = d->n_good++;
        for (; i > 0 && good[(i - 1) / 2] > value; i = (i - 1) / 2) good[i] = good[(i - 1) / 2];
        good[i] = value;
        return;
    }
    if (value <= good[0]) return;
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= d->n_good) break;
        if (child + 1 < d->n_good && good[child + 1] < good[child]) child++;
        if (value <= good[child]) break;
        good[i] = good[child];
        i = child;
    }
    good[i] = value;
}
