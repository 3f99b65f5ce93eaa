/* pool_each.c - the view of a model, each column as text; keys go into a temporary table and
 * the scan is joined with it. */
#include "store/pool_each.h"

#include <string.h>

#include "base/buf.h"
#include "store/pool_table.h"
#include "store/private.h"

enum { LONGEST_SQL = 1 << 16 };

/* numbers: -1 where the pool has no such column. */
static sy_status make_sql(sy_buf *sql, const sy_pool *pool, const sy_pool_table *table,
                          const int *numbers, size_t n, bool has_keys, sy_err *err)
{
    int viewed[SY_POOL_EACH_COLUMNS];
    size_t n_viewed = 0;

    sy_buf_text(sql, "SELECT ");
    for (size_t i = 0; i < n; i++) {
        if (numbers[i] < 0) {
            sy_buf_text(sql, "'', ");
            continue;
        }
        sy_buf_printf(sql, "coalesce(\"%s\"::VARCHAR, ''), ", pool->columns[numbers[i]].sql);
        viewed[n_viewed++] = numbers[i];
    }
    sy_buf_text(sql, "place FROM (");
    sy_pool_view(sql, pool, table, viewed, n_viewed, false);
    sy_buf_text(sql, ") ");
    if (has_keys)
        sy_buf_printf(sql, "WHERE \"%s\" IN (SELECT key FROM temp.wanted_keys) ",
                      pool->columns[numbers[0]].sql);
    sy_buf_text(sql, "ORDER BY place");
    return sy_buf_status(sql) == SY_OK ? SY_OK : sy_fail_nomem(err);
}

static sy_status put_keys(duckdb_connection con, const char *const *keys, size_t n, sy_err *err)
{
    sy_append a;
    sy_status st = sy_duck_run(con, "CREATE TEMP TABLE wanted_keys(key VARCHAR)", err);

    if (st == SY_OK) st = sy_append_begin(&a, con, "temp", "wanted_keys", err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < n; i++) {
        sy_append_text(&a, sy_slice_of(keys[i]));
        sy_append_row(&a);
    }
    return sy_append_end(&a, err);
}

typedef struct listener {
    size_t n_columns;
    sy_pool_each_fn *fn;
    void *ctx;
} listener;

static sy_status tell(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const listener *l = ctx;
    sy_slice cells[SY_POOL_EACH_COLUMNS];

    for (size_t i = 0; i < l->n_columns; i++) cells[i] = sy_rows_text(r, i, row);
    return l->fn(l->ctx, cells, sy_rows_u64(r, l->n_columns, row), err);
}

sy_status sy_pool_each(sy_workspace *ws, const sy_pool *pool, const char *const *columns,
                       size_t n_columns, const char *const *keys, size_t n_keys,
                       sy_pool_each_fn *fn, void *ctx, sy_err *err)
{
    int numbers[SY_POOL_EACH_COLUMNS];
    duckdb_connection con = NULL;
    listener l = {n_columns, fn, ctx};
    sy_pool_table table;
    sy_buf sql;

    SY_ASSERT(n_columns <= SY_POOL_EACH_COLUMNS);
    for (size_t i = 0; i < n_columns; i++) numbers[i] = sy_pool_column_named(pool, columns[i]);
    sy_status st = sy_pool_table_read(&table, ws, pool, err);
    if (st != SY_OK || table.rows == 0 || (keys && numbers[0] < 0)) return st;
    sy_buf_init(&sql, NULL, LONGEST_SQL);
    st = make_sql(&sql, pool, &table, numbers, n_columns, keys != NULL, err);
    if (st == SY_OK) st = sy_facts_connect(ws, &con, err);
    if (st == SY_OK && keys) st = put_keys(con, keys, n_keys, err);
    if (st == SY_OK) st = sy_rows_each(con, sql.ptr, tell, &l, err);
    if (con) duckdb_disconnect(&con);
    sy_buf_dispose(&sql);
    return st;
}
