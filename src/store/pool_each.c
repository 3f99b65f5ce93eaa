/* pool_each.c - the view of a model, each column as text; keys go into a temporary table and
 * the scan is joined with it. */
#include "store/pool_each.h"

#include <string.h>

#include "base/lang.h"
#include "store/pool_table.h"
#include "store/private.h"

enum { LONGEST_SQL = 1 << 16 };

static sy_status make_sql(sy_buf *sql, sy_workspace *ws, const sy_pool *pool,
                          const char *const *columns, size_t n, bool has_keys, bool *is_there,
                          sy_err *err)
{
    int numbers[SY_POOL_EACH_COLUMNS];
    sy_pool_table table;
    sy_status st = sy_pool_table_read(&table, ws, pool, err);

    if (st != SY_OK) return st;
    SY_ASSERT(n <= SY_POOL_EACH_COLUMNS);
    for (size_t i = 0; i < n; i++) {
        numbers[i] = sy_pool_column_named(pool, columns[i]);
        if (numbers[i] < 0)
            return sy_fail(err, SY_EINVAL, N_("the pool \"%s\" has no column \"%s\""), pool->id,
                           columns[i]);
    }
    *is_there = table.rows > 0;
    sy_buf_text(sql, "SELECT ");
    for (size_t i = 0; i < n; i++)
        sy_buf_printf(sql, "coalesce(\"%s\"::VARCHAR, ''), ", pool->columns[numbers[i]].sql);
    sy_buf_text(sql, "place FROM (");
    sy_pool_view(sql, pool, &table, numbers, n);
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

static sy_status each(duckdb_connection con, const char *sql, size_t n_columns, sy_pool_each_fn *fn,
                      void *ctx, sy_err *err)
{
    sy_slice cells[SY_POOL_EACH_COLUMNS];
    sy_rows r = {0};
    sy_status st = sy_rows_open(&r, con, err, "%s", sql);

    while (st == SY_OK && (st = sy_rows_next(&r, err)) == SY_OK && r.n > 0) {
        for (size_t row = 0; row < r.n && st == SY_OK; row++) {
            for (size_t i = 0; i < n_columns; i++) cells[i] = sy_rows_text(&r, i, row);
            st = fn(ctx, cells, err);
        }
    }
    sy_rows_close(&r);
    return st;
}

sy_status sy_pool_each(sy_workspace *ws, const sy_pool *pool, const char *const *columns,
                       size_t n_columns, const char *const *keys, size_t n_keys,
                       sy_pool_each_fn *fn, void *ctx, sy_err *err)
{
    duckdb_connection con = NULL;
    bool is_there = false;
    sy_buf sql;

    sy_buf_init(&sql, NULL, LONGEST_SQL);
    sy_status st = make_sql(&sql, ws, pool, columns, n_columns, keys != NULL, &is_there, err);
    if (st == SY_OK && is_there) {
        st = sy_facts_connect(ws, &con, err);
        if (st == SY_OK && keys) st = put_keys(con, keys, n_keys, err);
        if (st == SY_OK) st = each(con, sql.ptr, n_columns, fn, ctx, err);
        duckdb_disconnect(&con);
    }
    sy_buf_dispose(&sql);
    return st;
}
