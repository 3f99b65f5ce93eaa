/* pool_table.h - a pool as a table for queries: which columns there are, and a view of the
 * wanted ones.
 *
 *     sy_pool_table t;
 *     sy_pool_table_read(&t, ws, pool, &err);
 *     sy_pool_view(&sql, pool, &t, columns, n);
 *     // SELECT "plate", "owner_id", (source::UBIGINT << 32) | "row" AS place, ... FROM ...
 *
 * A view has the rows that stand: of each row-key of the pool the newest (pool_newest.h).
 * Every view ends with place (file and row of the evidence, as fact() wants it) and loaded
 * (the number of the import: a later extract has a larger one). */
#ifndef SY_STORE_POOL_TABLE_H
#define SY_STORE_POOL_TABLE_H

#include "base/buf.h"
#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_pool_table {
    uint64_t rows; /* that stand */
    bool knows_replaced;          /* rows are marked in whose place a newer one stands */
    bool has[SY_POOL_COLUMNS];    /* the column is in the table */
    bool has_norm[SY_POOL_COLUMNS]; /* so are its normal forms (pool_forms.h) */
    bool filled[SY_POOL_COLUMNS]; /* some row says something in it */
} sy_pool_table;

/* A pool that was never loaded has no rows and no columns. Cost: at first a scan of each column
 * that says nothing; then nothing, until the workspace writes facts. */
SY_MUST_USE sy_status sy_pool_table_read(sy_pool_table *out, sy_workspace *ws, const sy_pool *pool,
                                         sy_err *err);

/* -1 where the pool has none of that id. */
int sy_pool_column_named(const sy_pool *pool, const char *id);

/* Does any row say something in this column, or in the one that stands in for it? */
bool sy_pool_table_fills(const sy_pool_table *table, const sy_pool *pool, int column);

/* The SELECT of a view with these columns; those that the table does not have are NULL. A
 * table without rows (or NULL): a view without rows. with_forms: and their normal forms, for
 * which the functions of scalars.h must be there. */
void sy_pool_view(sy_buf *sql, const sy_pool *pool, const sy_pool_table *table, const int *columns,
                  size_t n_columns, bool with_forms);

/* verb, as "CREATE TABLE IF NOT EXISTS", and the pool's table with all its columns. */
void sy_pool_create(sy_buf *sql, const sy_pool *pool, const char *verb);

/* The type of a column in SQL: VARCHAR, DATE, BIGINT, TIMESTAMP. */
const char *sy_pool_sql_type(sy_pool_type type);

#ifdef __cplusplus
}
#endif

#endif
