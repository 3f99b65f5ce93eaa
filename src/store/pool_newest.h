/* pool_newest.h - which row of each key stands. Private to store and intake.
 *
 * A pool's row-key says what tells one row from another (none: the whole row). Of the rows
 * of one key one stands: that is what models see. The others stay in the facts, marked with
 * the import that took their place, so that clearing that import lets them stand again.
 *
 *   in one load    the later day of the data, then the later registration, then the first row
 *                  stands; a row that says exactly the same is a duplicate; one that says
 *                  otherwise with neither day later is a clash, and no row of the pool
 *   between loads  the new row stands, but for one whose data are of an earlier day; a new
 *                  row that says what the standing one said is a duplicate */
#ifndef SY_STORE_POOL_NEWEST_H
#define SY_STORE_POOL_NEWEST_H

#include "store/registers.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What became of the rows of one source. */
typedef struct sy_pool_fate {
    uint32_t source;
    uint64_t duplicates;
    uint64_t replacing; /* took the place of a row of an earlier load that said otherwise */
    uint64_t late;      /* of an earlier day than what stands */
} sy_pool_fate;

/* A row that is refused, and the one that stands: the first column of the key has this value in
 * both. */
typedef struct sy_pool_clash {
    uint32_t source, row, of_source, of_row;
    sy_slice key;
} sy_pool_clash;

typedef struct sy_pool_newest {
    sy_status (*fate)(void *ctx, const sy_pool_fate *fate, sy_err *err);
    sy_status (*clash)(void *ctx, const sy_pool_clash *clash, sy_err *err); /* by source, row */
    void *ctx;
} sy_pool_newest;

/* Once, after the last row of the pool in this import: marks what is replaced, notes
 * duplicates, deletes clashes. Cost: an aggregate over the new rows, and a join with those
 * that stood before where there are any. */
SY_MUST_USE sy_status sy_import_pool_newest(sy_import *imp, const sy_pool *pool,
                                            const sy_pool_newest *tell, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
