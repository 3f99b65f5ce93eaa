/* pool_history.c - the replaced rows are joined with the standing ones by the pool's key, as a
 * load joins them; columns that the table lacks (of a newer definition) say nothing. */
#include "store/pool_history.h"

#include "base/buf.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 17, FIRST_VALUE = 7 };

typedef struct asking {
    const sy_pool *pool;
    const sy_pool_shape *shape;
    sy_buf sql;
    size_t columns[SY_POOL_COLUMNS]; /* that the table has */
    size_t n_columns;
} asking;

/* ---- the question ---- */

static void put_part(asking *a, const sy_pool_key_part *part)
{
    sy_buf_text(&a->sql, "coalesce(NULL");
    for (uint8_t i = 0; i < part->n; i++) {
        if (a->shape->has[part->columns[i]])
            sy_buf_printf(&a->sql, ", \"%s\"::VARCHAR", a->pool->columns[part->columns[i]].sql);
    }
    sy_buf_char(&a->sql, ')');
}

/* Where a row is, its values as texts v0, v1, ..., its key k0, k1, ... and whole, which is the
 * row's own hash where the key says nothing. */
static void put_rows(asking *a, const char *which)
{
    const sy_pool *p = a->pool;

    sy_buf_text(&a->sql, "(SELECT source, \"row\"");
    for (size_t i = 0; i < a->n_columns; i++)
        sy_buf_printf(&a->sql, ", coalesce(\"%s\"::VARCHAR, '') AS v%zu",
                      p->columns[a->columns[i]].sql, i);
    for (size_t i = 0; i < p->n_row_key; i++) {
        sy_buf_text(&a->sql, ", ");
        put_part(a, &p->row_key[i]);
        sy_buf_printf(&a->sql, " AS k%zu", i);
    }
    sy_buf_text(&a->sql, ", CASE WHEN true");
    for (size_t i = 0; i < p->n_row_key; i++) {
        sy_buf_text(&a->sql, " AND ");
        put_part(a, &p->row_key[i]);
        sy_buf_text(&a->sql, " IS NULL");
    }
    sy_buf_printf(&a->sql, " THEN fingerprint END AS whole FROM %s WHERE replaced IS %s)", p->table,
                  which);
}

static void put_key_text(asking *a)
{
    sy_buf_text(&a->sql, "concat_ws(' '");
    for (size_t i = 0; i < a->pool->n_row_key; i++) sy_buf_printf(&a->sql, ", o.k%zu", i);
    sy_buf_text(&a->sql, a->pool->n_row_key ? ")" : ", '')");
}

static void put_question(asking *a)
{
    sy_buf_text(&a->sql, "CREATE OR REPLACE TEMP VIEW history AS SELECT ");
    put_key_text(a);
    sy_buf_text(&a->sql, " AS key, s.path, coalesce(s.sheet_name, ''), o.\"row\","
                         " coalesce(t.path, ''), coalesce(t.sheet_name, ''),"
                         " coalesce(n.\"row\", 0)::UINTEGER");
    for (size_t i = 0; i < a->n_columns; i++)
        sy_buf_printf(&a->sql, ", o.v%zu, coalesce(n.v%zu, '')", i, i);
    sy_buf_text(&a->sql, ", s.sha256 AS hash, s.sheet AS sheet, o.\"row\" AS at_row,"
                         " t.sha256 AS other, n.\"row\" AS other_row FROM ");
    put_rows(a, "NOT NULL");
    sy_buf_text(&a->sql, " o JOIN sources s ON s.id = o.source LEFT JOIN ");
    put_rows(a, "NULL");
    sy_buf_text(&a->sql, " n ON n.whole IS NOT DISTINCT FROM o.whole");
    for (size_t i = 0; i < a->pool->n_row_key; i++)
        sy_buf_printf(&a->sql, " AND n.k%zu IS NOT DISTINCT FROM o.k%zu", i, i);
    sy_buf_text(&a->sql, " LEFT JOIN sources t ON t.id = n.source");
}

/* ---- the answer ---- */

static sy_pool_place place_at(sy_rows *r, size_t column, size_t row)
{
    return (sy_pool_place){sy_rows_text(r, column, row), sy_rows_text(r, column + 1, row),
                           ((const uint32_t *)sy_rows_column(r, column + 2))[row]};
}

static sy_status tell(const asking *a, sy_rows *r, size_t row, sy_pool_replaced_fn *fn, void *ctx,
                      sy_err *err)
{
    sy_pool_change changes[SY_POOL_COLUMNS];
    sy_pool_replaced out = {.key = sy_rows_text(r, 0, row),
                            .before = place_at(r, 1, row),
                            .now = place_at(r, 4, row),
                            .changes = changes};

    for (size_t i = 0; i < a->n_columns; i++) {
        const sy_slice before = sy_rows_text(r, FIRST_VALUE + 2 * i, row),
                       now = sy_rows_text(r, FIRST_VALUE + 2 * i + 1, row);
        if (!sy_slice_is(before, now))
            changes[out.n_changes++] = (sy_pool_change){a->columns[i], before, now};
    }
    return fn(ctx, &out, err);
}

static sy_status each(asking *a, duckdb_connection con, sy_pool_replaced_fn *fn, void *ctx,
                      sy_err *err)
{
    sy_rows r = {0};

    for (size_t i = 0; i < a->pool->n_columns; i++) {
        if (a->shape->has[i]) a->columns[a->n_columns++] = i;
    }
    put_question(a);
    sy_status st = sy_buf_status(&a->sql) == SY_OK ? sy_duck_run(con, a->sql.ptr, err)
                                                   : sy_fail_nomem(err);
    if (st == SY_OK)
        st = sy_rows_open(&r, con, err,
                          "FROM history ORDER BY key, hash, sheet, at_row, other, other_row");
    while (st == SY_OK && (st = sy_rows_next(&r, err)) == SY_OK && r.n > 0) {
        for (size_t row = 0; row < r.n && st == SY_OK; row++) st = tell(a, &r, row, fn, ctx, err);
    }
    sy_rows_close(&r);
    return st;
}

sy_status sy_pool_history(sy_workspace *ws, const sy_pool *pool, sy_pool_replaced_fn *fn, void *ctx,
                          sy_err *err)
{
    duckdb_connection con;
    sy_pool_shape shape;
    asking a = {.pool = pool, .shape = &shape};
    sy_status st = sy_facts_connect(ws, &con, err);

    sy_buf_init(&a.sql, NULL, MOST_SQL);
    if (st == SY_OK) st = sy_pool_shape_read(&shape, con, pool, err);
    if (st == SY_OK && shape.is_there && shape.knows_replaced) st = each(&a, con, fn, ctx, err);
    sy_buf_dispose(&a.sql);
    duckdb_disconnect(&con);
    return st;
}
