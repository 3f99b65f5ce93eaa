/* pool_history.h - rows of a pool in whose place newer ones stand, each with what stands now;
 * and what one load did, row by row.
 *
 * A replaced row stays in the facts (pool_newest.h): what a register said before can be shown,
 * with the file and row of both. */
#ifndef SY_STORE_POOL_HISTORY_H
#define SY_STORE_POOL_HISTORY_H

#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_pool_place {
    sy_slice path, sheet; /* as the user named the file; "" */
    uint32_t row;         /* 0: there is no such row */
    sy_slice sha256;      /* of the file */
    uint32_t number;      /* of the sheet, from 0 */
} sy_pool_place;

typedef struct sy_pool_change {
    size_t column;        /* of the pool */
    sy_slice before, now; /* days YYYY-MM-DD, amounts fen; "": nothing */
} sy_pool_change;

typedef struct sy_pool_replaced {
    sy_slice key; /* what tells rows apart, with blanks between; "": only the whole row does */
    sy_pool_place before, now;
    const sy_pool_change *changes; /* in the order of columns; none: it says the same */
    size_t n_changes;
} sy_pool_replaced;

/* Valid during the call. */
typedef sy_status sy_pool_replaced_fn(void *ctx, const sy_pool_replaced *row, sy_err *err);

/* By key, then by file and row. Cost: a join of what is replaced with what stands. */
SY_MUST_USE sy_status sy_pool_history(sy_workspace *ws, const sy_pool *pool,
                                      sy_pool_replaced_fn *fn, void *ctx, sy_err *err);

/* What became of a row of one load. */
typedef enum sy_load_kind {
    SY_LOAD_NEW,     /* the first of its key */
    SY_LOAD_CHANGED, /* took the place of a row that said otherwise */
    SY_LOAD_SAME,    /* says what another row said */
    SY_LOAD_EARLIER  /* is of an earlier day than another, which stands */
} sy_load_kind;
enum { SY_LOAD_KINDS = SY_LOAD_EARLIER + 1 };

/* The rows of a table of an import (pool_loads.h) of which this became, by their numbers. before
 * and now: of NEW nothing and the row; of CHANGED what stood there and the row; of SAME the row
 * that it repeats and itself; of EARLIER the row and what stands now. limit 0: all. */
SY_MUST_USE sy_status sy_pool_load_rows(sy_workspace *ws, const sy_pool *pool, uint32_t import,
                                        uint32_t source, sy_load_kind kind, uint64_t limit,
                                        uint64_t offset, sy_pool_replaced_fn *fn, void *ctx,
                                        sy_err *err);

/* How many rows of each load are CHANGED and EARLIER. Cost: a scan of two columns, and a join with
 * what was replaced. */
typedef sy_status sy_load_count_fn(void *ctx, uint32_t source, sy_load_kind kind, uint64_t rows,
                                   sy_err *err);
SY_MUST_USE sy_status sy_pool_load_counts(sy_workspace *ws, const sy_pool *pool,
                                          sy_load_count_fn *fn, void *ctx, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
