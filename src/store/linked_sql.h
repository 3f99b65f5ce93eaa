/* linked_sql.h - the statements that make the table of linked.h. Private to this folder. */
#ifndef SY_STORE_LINKED_SQL_H
#define SY_STORE_LINKED_SQL_H

#include "store/linked.h"
#include "store/private.h"

/* Of the pools that say who is a debtor and which things are sealed: their names in the
 * column profile of sources, with commas. */
#define SY_LINKED_PROFILES                                                                         \
    "'pool:cases', 'pool:terminated-cases', 'pool:parties', 'pool:restrictions',"                  \
    " 'pool:property-reports', 'pool:seals', 'pool:auctions', 'pool:impounds'"

/* Which rows: the temporary table linked_rows(r), of the pool's rowid, as several statements. Nothing
 * is written where owners or debtors have no normal forms (pool_forms.h). */
SY_MUST_USE sy_status sy_linked_rows_sql(sy_buf *sql, duckdb_connection con, const sy_pools *pools,
                                         const sy_pool *pool, sy_err *err);
/* Runs them and makes the table of these rows, with these columns and what stands in for them. */
SY_MUST_USE sy_status sy_linked_build(duckdb_connection con, const char *rows_sql,
                                      const sy_pool *pool, sy_linked_columns columns, sy_err *err);
/* The table's pool, and which columns it has. */
SY_MUST_USE sy_status sy_linked_describe(sy_linked *out, duckdb_connection con,
                                         const sy_pool *pool, sy_err *err);

/* Takes every such table out: what is removed from a register is to be in no copy. */
SY_MUST_USE sy_status sy_linked_forget(duckdb_connection con, sy_err *err);

#endif
