/* pool_reader.h - rows of registers into batches, as reader.h does for entries. Private to
 * intake.
 *
 * Each thread has a reader; it takes a piece of work (a block of a text file, a whole sheet),
 * reads its rows, and sets rejects and counts aside as findings. */
#ifndef SY_INTAKE_POOL_READER_H
#define SY_INTAKE_POOL_READER_H

#include "intake/matcher.h"
#include "intake/reader.h"
#include "store/registers.h"

#ifndef __cplusplus /* atomics of C */

/* The tables of one pool, shared by all readers. */
typedef struct sy_pool_work {
    sy_shared *shared;
    const sy_found_tables *tables;
    const sy_pool *pool;
    sy_work_piece *pieces;
    size_t n_pieces;
    _Atomic size_t next;
    /* Where rows are not read into batches but picked out: keeps says which. */
    const sy_matcher *matcher; /* NULL: batches */
    struct sy_picked *picked;  /* of all readers that were closed */
    size_t n_picked, picked_capacity;
    bool has_no_memory; /* for what was picked out */
    int32_t today;
} sy_pool_work;

/* A row that was picked out, as a line of csv with its number first. */
typedef struct sy_picked {
    uint32_t table, row;
    sy_slice line; /* dropped with sy_drop(shared->al, ...) */
} sy_picked;

/* The pieces of work of all tables of the pool. */
SY_MUST_USE sy_status sy_pool_plan(sy_pool_work *w, sy_err *err);

/* Of a table: where a column of the pool stands in the file; SY_NO_COLUMN. */
uint16_t sy_pool_cell_of(const sy_intake_table *t, size_t column);

/* The three calls of a sy_pool_feed; ctx is the sy_pool_work. Counts of findings: rows and
 * rejected; accepted is not known yet. */
sy_status sy_pool_reader_open(void *ctx, void **worker, sy_err *err);
sy_status sy_pool_reader_next(void *worker, sy_pool_batch *batch, sy_err *err);
void sy_pool_reader_close(void *worker);

#endif

#endif
