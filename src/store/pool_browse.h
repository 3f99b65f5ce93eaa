/* pool_browse.h - the standing rows of a pool, all or those of one column: the rows behind the
 * numbers of a pool (rows, how much a column says, keys that lead nowhere).
 *
 *     sy_pool_wish wish = {.pick = SY_POOL_BLANK, .column = 3, .limit = 50};
 *     st = sy_pool_browse(&total, ws, pools, pool, &wish, on_row, ctx, &err);
 *
 * Which rows stand: pool_newest.h. The others: pool_history.h. */
#ifndef SY_STORE_POOL_BROWSE_H
#define SY_STORE_POOL_BROWSE_H

#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_pool_pick {
    SY_POOL_ALL,
    SY_POOL_FILLED, /* the column says something */
    SY_POOL_BLANK,  /* it says nothing */
    SY_POOL_LOST    /* it has a key that leads nowhere (pool_orphans.h) */
} sy_pool_pick;

typedef struct sy_pool_wish {
    sy_pool_pick pick;
    size_t column; /* of the pool; of SY_POOL_ALL it does not matter */
    uint64_t offset, limit;
} sy_pool_wish;

typedef struct sy_pool_line {
    sy_slice path, sheet_name, sha256; /* where it stands */
    uint32_t sheet, row;
    const sy_slice *values; /* of all columns of the pool: days YYYY-MM-DD, amounts fen; "" */
} sy_pool_line;

/* Valid during the call. */
typedef sy_status sy_pool_line_fn(void *ctx, const sy_pool_line *line, sy_err *err);

/* In the order of file and row. total: of all that fit; a pool that was never loaded has none.
 * Cost: a scan of the column, and the rows of the window. */
SY_MUST_USE sy_status sy_pool_browse(uint64_t *total, sy_workspace *ws, const sy_pools *pools,
                                     const sy_pool *pool, const sy_pool_wish *wish,
                                     sy_pool_line_fn *fn, void *ctx, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
