/* pool_table.c - the table is asked what it has, since definitions change after a load. */
#include "store/pool_table.h"

#include <stdio.h>
#include <string.h>

#include "store/private.h"

typedef struct reading {
    const sy_pool *pool;
    sy_pool_table *table;
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

static sy_status on_filled(void *ctx, sy_rows *rows, size_t row, sy_err *err)
{
    (void)err;
    *(bool *)ctx = ((const bool *)sy_rows_column(rows, 0))[row];
    return SY_OK;
}

static sy_status on_count(void *ctx, sy_rows *rows, size_t row, sy_err *err)
{
    (void)err;
    *(uint64_t *)ctx = ((const uint64_t *)sy_rows_column(rows, 0))[row];
    return SY_OK;
}

/* Each column by itself ends at the first row that says something; a count reads them all. */
static sy_status read_filled(reading *r, sy_workspace *ws, sy_err *err)
{
    char sql[4 * SY_POOL_SQL];
    sy_status st;

    snprintf(sql, sizeof sql, "SELECT count(*)::UBIGINT FROM %s", r->pool->table);
    st = sy_facts_each(ws, sql, on_count, &r->table->rows, err);
    for (size_t i = 0; i < r->pool->n_columns && st == SY_OK; i++) {
        if (!r->table->has[i]) continue;
        snprintf(sql, sizeof sql, "SELECT EXISTS (SELECT 1 FROM %s WHERE \"%s\" IS NOT NULL)",
                 r->pool->table, r->pool->columns[i].sql);
        st = sy_facts_each(ws, sql, on_filled, &r->table->filled[i], err);
    }
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
    return st == SY_OK && is_there ? read_filled(&r, ws, err) : st;
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
    if (sy_pool_type_is_text(type)) return "VARCHAR";
    return type == SY_POOL_DATE ? "DATE" : type == SY_POOL_TIME ? "TIMESTAMP" : "BIGINT";
}

void sy_pool_create(sy_buf *sql, const sy_pool *pool, const char *verb)
{
    sy_buf_printf(sql,
                  "%s %s(import UINTEGER, source UINTEGER, \"row\" UINTEGER,"
                  " fingerprint UBIGINT",
                  verb, pool->table);
    for (size_t i = 0; i < pool->n_columns; i++) {
        sy_buf_printf(sql, ", \"%s\" %s", pool->columns[i].sql,
                      sy_pool_sql_type(pool->columns[i].type));
    }
    sy_buf_char(sql, ')');
}

bool sy_pool_table_fills(const sy_pool_table *table, const sy_pool *pool, int column)
{
    const int other = pool->columns[column].stands_in;
    return table->filled[column] || (other >= 0 && table->filled[other]);
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
