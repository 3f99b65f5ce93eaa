/* edges.h - what stands at the ends of batches, for rows whose neighbour is in another.
 * Private to intake.
 *
 * A blank direction is told by the balance of the row before or after it
 * (values.c). Rows are read 2,048 at a time, blocks of a file by several threads:
 * where a batch ends, the neighbour is not there. So the first and the last row of
 * each ledger near the ends of a batch are kept; when the file has been read, rows that
 * were refused there are read again and ask these. */
#ifndef SY_INTAKE_EDGES_H
#define SY_INTAKE_EDGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SY_EDGE_ROWS = 64, SY_EDGE_LEDGERS = 8 }; /* how near, how many ledgers */

typedef struct sy_edge {
    int64_t balance;
    uint32_t table, ledger, row;
    bool is_last; /* of its ledger in its batch; else the first */
    bool has_balance;
} sy_edge;

/* By (table, ledger, row, first before last). */
void sy_edges_sort(sy_edge *edges, size_t n);
/* The row of the ledger next to row, on the side before it or after it; NULL where the
 * batch has a nearer one, or none is near. edges: sorted, of one table. */
const sy_edge *sy_edge_beside(const sy_edge *edges, size_t n, uint32_t ledger, uint32_t row,
                              bool before);

#endif
