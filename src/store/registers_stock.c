/* registers_stock.c - how much of each register there is, and how much its columns say. */
#include <stdio.h>

#include "store/private.h"
#include "store/registers.h"

/* A day out of the view, shifted so that the engine's one number without a sign holds it. */
static sy_status latest(duckdb_connection con, const char *column, int32_t until, int32_t *day,
                        sy_err *err)
{
    uint64_t number = 0;
    sy_status st =
        sy_duck_number(con, &number, err,
                       "SELECT coalesce(max(%s)::BIGINT + 2147483648, 0)::UBIGINT FROM registered"
                       " WHERE NOT is_replaced AND %s <= %d",
                       column, column, (int)until);

    *day = (int32_t)((int64_t)number - 2147483648);
    return st;
}

static sy_status count_columns(duckdb_connection con, sy_pool_stock *s, const sy_pool_shape *shape,
                               sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < s->pool->n_columns && st == SY_OK; i++) {
        if (!shape->has[i]) continue;
        st = sy_duck_number(con, &s->columns[i].filled, err,
                            "SELECT count(\"%s\")::UBIGINT FROM %s%s", s->pool->columns[i].sql,
                            s->pool->table, shape->knows_replaced ? " WHERE replaced IS NULL" : "");
    }
    return st;
}

static sy_status count_rows(duckdb_connection con, sy_pool_stock *s, sy_err *err)
{
    sy_status st = sy_duck_number(con, &s->rows, err,
                                  "SELECT count(*)::UBIGINT FROM registered WHERE NOT is_replaced");

    if (st == SY_OK) {
        st = sy_duck_number(con, &s->replaced, err,
                            "SELECT count(*)::UBIGINT FROM registered WHERE is_replaced");
    }
    if (st == SY_OK) {
        st = sy_duck_number(con, &s->files, err,
                            "SELECT count(DISTINCT sha256)::UBIGINT FROM sources SEMI JOIN"
                            " registered r ON r.source = id");
    }
    if (st != SY_OK) return st;
    return sy_duck_number(con, &s->things, err,
                          "SELECT count(DISTINCT CASE WHEN k0 <> '' THEN k0 WHEN k1 <> '' THEN k1"
                          " WHEN k2 <> '' THEN k2 ELSE k3 END)::UBIGINT FROM registered"
                          " WHERE NOT is_replaced");
}

/* When the latest rows came, by the calendar of the place. */
static sy_status latest_load(sy_workspace *ws, duckdb_connection con, int32_t *day, sy_err *err)
{
    uint64_t import = 0;
    int64_t number = 0;
    char sql[200];
    sy_status st = sy_duck_number(con, &import, err,
                                  "SELECT coalesce(max(import), 0)::UBIGINT FROM registered");

    snprintf(sql, sizeof sql,
             "SELECT coalesce((SELECT CAST(julianday(date(done_at, 'localtime')) - 2440587.5"
             " AS INTEGER) FROM imports WHERE id = %llu), %d)",
             (unsigned long long)import, INT32_MAX);
    if (st == SY_OK && import > 0) st = sy_sqlite_number(ws->decisions, &number, sql, err);
    *day = import > 0 ? (int32_t)number : SY_NO_DAY;
    return st;
}

static sy_status read_stock(sy_workspace *ws, duckdb_connection con, sy_pool_stock *s,
                            sy_arena *arena, sy_err *err)
{
    sy_pool_shape shape;
    bool any;
    sy_status st = sy_pool_shape_read(&shape, con, s->pool, err);

    s->columns = sy_arena_get(arena, s->pool->n_columns * sizeof *s->columns);
    if (!s->columns) return sy_fail_nomem(err);
    if (st == SY_OK) st = sy_registers_view(con, s->pool, &any, err);
    if (st != SY_OK || !any) return st;
    st = count_columns(con, s, &shape, err);
    if (st == SY_OK) st = count_rows(con, s, err);
    if (st == SY_OK) st = latest_load(ws, con, &s->loaded, err);
    if (st == SY_OK) st = latest(con, "since", s->loaded, &s->newest, err);
    return st == SY_OK ? latest(con, "as_of", s->loaded, &s->as_of, err) : st;
}

sy_status sy_pool_stocks(sy_workspace *ws, const sy_pools *pools, sy_pool_stock **list, size_t *n,
                         sy_arena *arena, sy_err *err)
{
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    *n = sy_pools_count(pools);
    *list = sy_arena_get(arena, *n * sizeof **list);
    if (st == SY_OK && !*list) st = sy_fail_nomem(err);
    for (size_t i = 0; i < *n && st == SY_OK; i++) {
        (*list)[i] = (sy_pool_stock){.pool = sy_pools_at(pools, i),
                                     .loaded = SY_NO_DAY,
                                     .newest = SY_NO_DAY,
                                     .as_of = SY_NO_DAY};
        st = read_stock(ws, con, &(*list)[i], arena, err);
    }
    duckdb_disconnect(&con);
    return st;
}
