/* pool_each.h - a small pool row by row, as texts: petitions, key cases, facts of a case.
 *
 *     static const char *const columns[] = {"case-number", "petition"};
 *     st = sy_pool_each(ws, pool, columns, 2, NULL, 0, on_row, ctx, &err);
 *
 * What a model sees of a pool is what is read here (pool_table.h): each thing once. */
#ifndef SY_STORE_POOL_EACH_H
#define SY_STORE_POOL_EACH_H

#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_POOL_EACH_COLUMNS = 12 };

/* cells: as many as were asked for, valid during the call; "" where there is nothing. Days
 * are YYYY-MM-DD, amounts fen. place: source << 32 | row. */
typedef sy_status sy_pool_each_fn(void *ctx, const sy_slice *cells, uint64_t place, sy_err *err);

/* In the order of file and row. keys: only rows whose first column is one of these; NULL:
 * all. A pool that was never loaded has no rows; a column that it does not define (an
 * office's own definition may not) says nothing. Cost: one scan of the columns. */
SY_MUST_USE sy_status sy_pool_each(sy_workspace *ws, const sy_pool *pool,
                                   const char *const *columns, size_t n_columns,
                                   const char *const *keys, size_t n_keys, sy_pool_each_fn *fn,
                                   void *ctx, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
