/* pool_table.c - the table is asked what it has, since definitions change after a load. */
#include "store/pool_table.h"

#include <stdio.h>
#include <string.h>

#include "store/private.h"

enum { MOST_COUNTS = 1 << 14 };

typedef struct reading {
    const sy_pool *pool;
    sy_pool_table *table;
    int order[SY_POOL_COLUMNS]; /* of the counts */
    size_t n;
} reading;

static sy_status on_name(void *ctx, sy_rows *rows, size_t row, sy_err *err)
{
    reading *r = ctx;
    const sy_slice name = sy_rows_text(rows, 0, row);
    (void)err;

    for (size_t i = 0; i < r->pool->n_columns; i++) {
        if (sy_slice_is(name, sy_slice_of(r->pool->columns[i].sql))) r->table->has[i] = true;
    }
    return SY_OK;
}

static sy_status on_counts(void *ctx, sy_rows *rows, size_t row, sy_err *err)
{
    reading *r = ctx;
    (void)err;

    r->table->rows = ((const uint64_t *)sy_rows_column(rows, 0))[row];
    for (size_t i = 0; i < r->n; i++) {
        r->table->filled[r->order[i]] = ((const uint64_t *)sy_rows_column(rows, i + 1))[row];
    }
    return SY_OK;
}

static sy_status read_counts(reading *r, sy_workspace *ws, sy_err *err)
{
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_COUNTS);
    sy_buf_text(&sql, "SELECT count(*)::UBIGINT");
    for (size_t i = 0; i < r->pool->n_columns; i++) {
        if (!r->table->has[i]) continue;
        r->order[r->n++] = (int)i;
        sy_buf_printf(&sql, ", count(\"%s\")::UBIGINT", r->pool->columns[i].sql);
    }
    sy_buf_printf(&sql, " FROM %s", r->pool->table);
    sy_status st = sy_buf_status(&sql) == SY_OK ? sy_facts_each(ws, sql.ptr, on_counts, r, err)
                                                : sy_fail_nomem(err);
    sy_buf_dispose(&sql);
    return st;
}

sy_status sy_pool_table_read(sy_pool_table *out, sy_workspace *ws, const sy_pool *pool, sy_err *err)
{
    reading r = {.pool = pool, .table = out};
    char sql[256];
    bool is_there = false;

    *out = (sy_pool_table){0};
    snprintf(sql, sizeof sql,
             "SELECT column_name FROM duckdb_columns() WHERE table_name = '%s' AND NOT internal",
             pool->table);
    sy_status st = sy_facts_each(ws, sql, on_name, &r, err);
    for (size_t i = 0; i < pool->n_columns; i++) is_there = is_there || out->has[i];
    return st == SY_OK && is_there ? read_counts(&r, ws, err) : st;
}

int sy_pool_column_named(const sy_pool *pool, const char *id)
{
    for (size_t i = 0; i < pool->n_columns; i++) {
        if (strcmp(pool->columns[i].id, id) == 0) return (int)i;
    }
    return -1;
}

const char *sy_pool_sql_type(sy_pool_type type)
{
    return type == SY_POOL_DATE ? "DATE" : type == SY_POOL_AMOUNT ? "BIGINT" : "VARCHAR";
}

bool sy_pool_table_fills(const sy_pool_table *table, const sy_pool *pool, int column)
{
    const int other = pool->columns[column].stands_in;
    return table->filled[column] > 0 || (other >= 0 && table->filled[other] > 0);
}

/* A column, with the one that stands in for it where it is blank. */
static void put_column(sy_buf *sql, const sy_pool *pool, const sy_pool_table *table, int column)
{
    const sy_pool_column *c = &pool->columns[column];
    const int other = c->stands_in;
    const bool has_other = other >= 0 && table->has[other];

    if (table->has[column] && has_other)
        sy_buf_printf(sql, "coalesce(\"%s\", \"%s\") AS \"%s\", ", c->sql, pool->columns[other].sql,
                      c->sql);
    else if (table->has[column])
        sy_buf_printf(sql, "\"%s\", ", c->sql);
    else if (has_other)
        sy_buf_printf(sql, "\"%s\" AS \"%s\", ", pool->columns[other].sql, c->sql);
    else
        sy_buf_printf(sql, "NULL::%s AS \"%s\", ", sy_pool_sql_type(c->type), c->sql);
}

void sy_pool_view(sy_buf *sql, const sy_pool *pool, const sy_pool_table *table, const int *columns,
                  size_t n_columns)
{
    static const sy_pool_table none;
    const bool is_there = table && table->rows > 0;

    sy_buf_text(sql, "SELECT ");
    for (size_t i = 0; i < n_columns; i++)
        put_column(sql, pool, is_there ? table : &none, columns[i]);
    if (is_there)
        sy_buf_printf(sql,
                      "((source::UBIGINT << 32) | \"row\"::UBIGINT)::UBIGINT AS place,"
                      " import AS loaded FROM %s",
                      pool->table);
    else
        sy_buf_text(sql, "NULL::UBIGINT AS place, NULL::UINTEGER AS loaded WHERE false");
}
