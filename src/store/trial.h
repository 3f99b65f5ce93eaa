/* trial.h - a small database of pools, for trying a model on rows that somebody typed.
 *
 *     sy_trial t;
 *     sy_trial_open(&t, "tmp/facts.duckdb", &err);
 *     sy_trial_begin(&t, pool, &err);
 *     sy_trial_row(&t, values, row, &err);       // a value for each column of the pool
 *     sy_trial_end(&t, &err);
 *     sy_trial_close(&t);
 *
 * The tables are those that an import makes, so a model runs on it as on a workspace. */
#ifndef SY_STORE_TRIAL_H
#define SY_STORE_TRIAL_H

#include "store/duck.h"
#include "store/linked.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_trial {
    sy_duck duck;
    sy_append append;
    const sy_pool *pool; /* whose rows are being given */
    uint32_t source;     /* of the evidence: the pools in their order, from 1 */
} sy_trial;

/* The file must not exist. */
SY_MUST_USE sy_status sy_trial_open(sy_trial *t, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_trial_begin(sy_trial *t, const sy_pool *pool, sy_err *err);
/* cells: as many as the pool has columns; dates YYYY-MM-DD, times YYYY-MM-DD HH:MM:SS,
 * amounts in yuan, empty: nothing.
 * SY_EDATA names the column. */
SY_MUST_USE sy_status sy_trial_row(sy_trial *t, const sy_slice *cells, uint32_t row, sy_err *err);
SY_MUST_USE sy_status sy_trial_end(sy_trial *t, sy_err *err);
/* After the last row of all: the table of linked rows (linked.h) of a pool that was given. */
SY_MUST_USE sy_status sy_trial_link(sy_linked *out, sy_trial *t, const sy_pools *pools,
                                    const sy_pool *pool, sy_linked_columns columns, sy_err *err);
void sy_trial_close(sy_trial *t);

#ifdef __cplusplus
}
#endif

#endif
