/* pool_browse.c - one condition on the pool's table; what leads nowhere is asked as the count of
 * it asks (pool_orphans.c). */
#include "store/pool_browse.h"

#include <inttypes.h>

#include "base/buf.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 16, FIRST_VALUE = 5 };

typedef struct asking {
    const sy_pool *pool;
    const sy_pool_shape *shape;
    const sy_pool_wish *wish;
    bool knows_keys; /* the temporary table of keys is there */
    sy_buf from;
    sy_pool_line_fn *fn; /* who is told, with ctx */
    void *ctx;
} asking;

/* A column that the table lacks (of a newer definition) says nothing. */
static void put_from(asking *a)
{
    const bool has_it = a->shape->has[a->wish->column];
    const char *column = a->pool->columns[a->wish->column].sql;

    sy_buf_printf(&a->from, "%s t WHERE %s", a->pool->table,
                  a->shape->knows_replaced ? "t.replaced IS NULL" : "true");
    if (a->wish->pick == SY_POOL_ALL || (a->wish->pick == SY_POOL_BLANK && !has_it)) return;
    if (!has_it || (a->wish->pick == SY_POOL_LOST && !a->knows_keys))
        sy_buf_text(&a->from, " AND false");
    else if (a->wish->pick == SY_POOL_LOST)
        sy_buf_printf(&a->from,
                      " AND t.\"%s\" IS NOT NULL"
                      " AND NOT EXISTS (SELECT 1 FROM known k WHERE k.v = t.\"%s\")",
                      column, column);
    else
        sy_buf_printf(&a->from, " AND t.\"%s\" IS %sNULL", column,
                      a->wish->pick == SY_POOL_FILLED ? "NOT " : "");
}

static void put_question(sy_buf *sql, const asking *a)
{
    sy_buf_text(sql, "SELECT s.path, coalesce(s.sheet_name, ''), s.sha256, s.sheet, t.\"row\"");
    for (size_t i = 0; i < a->pool->n_columns; i++) {
        if (a->shape->has[i])
            sy_buf_printf(sql, ", coalesce(t.\"%s\"::VARCHAR, '')", a->pool->columns[i].sql);
        else
            sy_buf_text(sql, ", ''");
    }
    sy_buf_text(sql, " FROM (SELECT * FROM ");
    sy_buf_slice(sql, (sy_slice){a->from.ptr, a->from.len});
    sy_buf_printf(sql,
                  ") t JOIN sources s ON s.id = t.source ORDER BY s.sha256, s.sheet, t.\"row\""
                  " LIMIT %" PRIu64 " OFFSET %" PRIu64,
                  a->wish->limit < INT64_MAX ? a->wish->limit : INT64_MAX, a->wish->offset);
}

static sy_status tell(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const asking *a = ctx;
    sy_slice values[SY_POOL_COLUMNS];
    const sy_pool_line line = {.path = sy_rows_text(r, 0, row),
                               .sheet_name = sy_rows_text(r, 1, row),
                               .sha256 = sy_rows_text(r, 2, row),
                               .sheet = sy_rows_u32(r, 3, row),
                               .row = sy_rows_u32(r, 4, row),
                               .values = values};

    for (size_t i = 0; i < a->pool->n_columns; i++)
        values[i] = sy_rows_text(r, FIRST_VALUE + i, row);
    return a->fn(a->ctx, &line, err);
}

static sy_status browse(uint64_t *total, duckdb_connection con, asking *a, sy_err *err)
{
    sy_status st = SY_OK;
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_SQL);
    put_from(a);
    put_question(&sql, a);
    if (sy_buf_status(&a->from) != SY_OK || sy_buf_status(&sql) != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK)
        st = sy_duck_number(con, total, err, "SELECT count(*)::UBIGINT FROM %s", a->from.ptr);
    if (st == SY_OK && a->wish->limit > 0) st = sy_rows_each(con, sql.ptr, tell, a, err);
    sy_buf_dispose(&sql);
    return st;
}

sy_status sy_pool_browse(uint64_t *total, sy_workspace *ws, const sy_pools *pools,
                         const sy_pool *pool, const sy_pool_wish *wish, sy_pool_line_fn *fn,
                         void *ctx, sy_err *err)
{
    sy_pool_shape shape;
    asking a = {.pool = pool, .shape = &shape, .wish = wish, .fn = fn, .ctx = ctx};
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    *total = 0;
    sy_buf_init(&a.from, NULL, MOST_SQL);
    if (st == SY_OK) st = sy_pool_shape_read(&shape, con, pool, err);
    if (st == SY_OK && wish->pick == SY_POOL_LOST)
        st = sy_pool_known_keys(&a.knows_keys, con, pools, &pool->columns[wish->column], err);
    if (st == SY_OK && shape.is_there) st = browse(total, con, &a, err);
    sy_buf_dispose(&a.from);
    duckdb_disconnect(&con);
    return st;
}
