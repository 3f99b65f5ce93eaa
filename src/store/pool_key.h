/* pool_key.h - in SQL: the key by which rows of a pool are one row. Private to src/store.
 *
 * k0, k1, ... are the parts of the pool's row-key, each the first of its columns that says
 * something; whole is the row's own hash where all of them are silent, so that such a row is
 * only ever equal to one that says exactly the same. */
#ifndef SY_STORE_POOL_KEY_H
#define SY_STORE_POOL_KEY_H

#include <stdbool.h>

#include "base/buf.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ", ... AS k0, ..., CASE ... END AS whole" of the pool's table; has: by column, whether the
 * table has it (one that it lacks says nothing); NULL: all. */
void sy_pool_key_sql(sy_buf *sql, const sy_pool *pool, const bool *has);
/* "n.whole ... o.whole AND n.k0 ... o.k0 ...": the rows n and o have one key. */
void sy_pool_same_key_sql(sy_buf *sql, const sy_pool *pool);

#ifdef __cplusplus
}
#endif

#endif
