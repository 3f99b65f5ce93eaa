/* edges.c - one sort, then halving. The nearest edge below a row is its neighbour if it
 * is the last of a batch: the first of a batch has others of its ledger behind it. */
#include "intake/edges.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const sy_edge *x = a, *y = b;

    if (x->table != y->table) return x->table < y->table ? -1 : 1;
    if (x->ledger != y->ledger) return x->ledger < y->ledger ? -1 : 1;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return (int)x->is_last - (int)y->is_last;
}

void sy_edges_sort(sy_edge *edges, size_t n)
{
    if (n) qsort(edges, n, sizeof *edges, by_place);
}

const sy_edge *sy_edge_beside(const sy_edge *edges, size_t n, uint32_t ledger, uint32_t row,
                              bool before)
{
    size_t low = 0, high = n; /* the first edge of the ledger past row, or at it */
    const uint32_t from = before ? row : row + 1;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const sy_edge *e = &edges[middle];
        if (e->ledger < ledger || (e->ledger == ledger && e->row < from))
            low = middle + 1;
        else
            high = middle;
    }
    if (before && low == 0) return NULL;
    const sy_edge *e = before ? &edges[low - 1] : low < n ? &edges[low] : NULL;
    if (!e || e->ledger != ledger || e->is_last != before) return NULL;
    const uint32_t apart = before ? row - e->row : e->row - row;
    return apart <= SY_EDGE_ROWS ? e : NULL;
}
