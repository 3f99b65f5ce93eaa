/* extracts.c - one row an extract, beside the journal of imports. */
#include "store/extracts.h"

#include <stdio.h>

#include "base/buf.h"
#include "store/private.h"

enum { TEXTS = 5, MOST_SQL = 1 << 14 };

sy_status sy_import_extract(sy_import *imp, const sy_extract *e, sy_err *err)
{
    const char *const texts[TEXTS] = {e->sha256, e->pool, e->name, e->of_sha256, e->matching};
    const uint64_t numbers[] = {e->of_size, e->rows, e->kept, e->people};
    sqlite3 *db = sy_import_decisions(imp);
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(db,
                                "INSERT INTO extracts(import, sha256, pool, name, of_sha256,"
                                " matching, of_size, rows, kept, people)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                                -1, &q, NULL);

    if (rc == SQLITE_OK) rc = sqlite3_bind_int64(q, 1, sy_import_number(imp));
    for (int i = 0; i < TEXTS && rc == SQLITE_OK; i++) {
        rc = sqlite3_bind_text(q, i + 2, texts[i], -1, SQLITE_STATIC);
    }
    for (int i = 0; i < 4 && rc == SQLITE_OK; i++) {
        rc = sqlite3_bind_int64(q, TEXTS + 2 + i, (int64_t)numbers[i]);
    }
    const bool is_done = rc == SQLITE_OK && sqlite3_step(q) == SQLITE_DONE;
    const sy_status st = is_done ? SY_OK : sy_sqlite_fail(db, err);
    sqlite3_finalize(q);
    return st;
}

static sy_status read_row(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_extract *e = item;
    const char **const texts[TEXTS] = {&e->sha256, &e->pool, &e->name, &e->of_sha256, &e->matching};
    uint64_t *const numbers[] = {&e->of_size, &e->rows, &e->kept, &e->people};

    *e = (sy_extract){.sha256 = NULL};
    for (int i = 0; i < TEXTS; i++) {
        *texts[i] = sy_sqlite_text(q, i, arena);
        if (!*texts[i]) return sy_fail_nomem(err);
    }
    for (int i = 0; i < 4; i++) *numbers[i] = (uint64_t)sqlite3_column_int64(q, TEXTS + i);
    return SY_OK;
}

sy_status sy_extracts(sy_workspace *ws, sy_extract **list, size_t *n, sy_arena *arena, sy_err *err)
{
    void *items;
    const sy_status st = sy_sqlite_list(
        ws, &items, n, sizeof **list,
        "SELECT e.sha256, e.pool, e.name, e.of_sha256, e.matching, e.of_size, e.rows, e.kept,"
        " e.people FROM extracts e JOIN imports i ON i.id = e.import"
        " WHERE i.done_at IS NOT NULL ORDER BY e.id",
        NULL, 0, read_row, arena, err);
    *list = items;
    return st;
}

uint32_t sy_extract_row(sy_slice digits)
{
    uint32_t number = 0;

    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || number > UINT32_MAX / 10 - 1) return 0;
        number = number * 10 + (uint32_t)(digits.ptr[i] - '0');
    }
    return number;
}

/* ---- values of a pool ---- */

/* SELECT DISTINCT of a column's texts, apart; nothing where the table has no such column. */
static void put_texts(sy_buf *sql, const sy_pool *pool, const sy_pool_shape *shape, size_t column)
{
    const sy_pool_column *c = &pool->columns[column];

    if (!shape->is_there || !shape->has[column]) {
        sy_buf_text(sql, "SELECT '' AS v WHERE false");
        return;
    }
    sy_buf_printf(
        sql, "SELECT unnest(string_split(\"%s\", '、')) AS v FROM %s WHERE \"%s\" IS NOT NULL%s",
        c->sql, pool->table, c->sql, shape->knows_replaced ? " AND replaced IS NULL" : "");
}

sy_status sy_pool_texts_of(sy_workspace *ws, const sy_pool *pool, size_t column,
                           sy_pool_text_fn *fn, void *ctx, sy_err *err)
{
    duckdb_connection con;
    sy_pool_shape shape;
    sy_rows r = {0};
    sy_buf sql;
    sy_status st = sy_facts_connect(ws, &con, err);

    sy_buf_init(&sql, NULL, MOST_SQL);
    if (st == SY_OK) st = sy_pool_shape_read(&shape, con, pool, err);
    if (st == SY_OK) {
        sy_buf_text(&sql, "SELECT DISTINCT v FROM (");
        put_texts(&sql, pool, &shape, column);
        sy_buf_text(&sql, ")");
        st = sy_buf_status(&sql) == SY_OK ? sy_rows_open(&r, con, err, "%s", sql.ptr)
                                          : sy_fail_nomem(err);
    }
    while (st == SY_OK) {
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        for (size_t i = 0; i < r.n && st == SY_OK; i++) st = fn(ctx, sy_rows_text(&r, 0, i), err);
    }
    sy_rows_close(&r);
    sy_buf_dispose(&sql);
    duckdb_disconnect(&con);
    return st;
}

sy_status sy_pool_people(sy_workspace *ws, const sy_pool *pool, uint64_t *n, sy_err *err)
{
    duckdb_connection con;
    sy_pool_shape shape;
    sy_buf sql;
    sy_status st = sy_facts_connect(ws, &con, err);

    *n = 0;
    sy_buf_init(&sql, NULL, MOST_SQL);
    if (st == SY_OK) st = sy_pool_shape_read(&shape, con, pool, err);
    if (st == SY_OK) {
        sy_buf_text(&sql, "SELECT count(DISTINCT v)::UBIGINT FROM (SELECT '' AS v WHERE false");
        for (size_t i = 0; i < pool->n_columns; i++) {
            if (!pool->columns[i].is_debtor) continue;
            sy_buf_text(&sql, " UNION ALL ");
            put_texts(&sql, pool, &shape, i);
        }
        sy_buf_text(&sql, ")");
        st = sy_buf_status(&sql) == SY_OK ? sy_duck_number(con, n, err, "%s", sql.ptr)
                                          : sy_fail_nomem(err);
    }
    sy_buf_dispose(&sql);
    duckdb_disconnect(&con);
    return st;
}
