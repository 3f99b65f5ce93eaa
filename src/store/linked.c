/* linked.c - is the table current, and if it is not: the statements of linked_sql.c.
 *
 * As with findings the state's row goes before the table is touched and comes back when it is
 * whole: a commit of DuckDB can tear under a kill. */
#include "store/linked.h"

#include <string.h>

#include "base/digest.h"
#include "base/lang.h"
#include "store/linked_sql.h"

enum { FORM = 1, MOST_SQL = 1 << 16 }; /* another form of the table makes it anew */

sy_linked_columns sy_linked_columns_of(const int *columns, size_t n)
{
    sy_linked_columns bits = 0;

    for (size_t i = 0; i < n; i++) bits |= (sy_linked_columns)1 << columns[i];
    return bits;
}

/* ---- what it rests on ---- */

static sy_status add_source(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    sy_digest *d = ctx;
    const uint32_t id = sy_rows_u32(r, 0, row);
    const sy_slice hash = sy_rows_text(r, 1, row);
    (void)err;

    sy_digest_add(d, &id, sizeof id);
    sy_digest_add(d, hash.ptr, hash.len);
    return SY_OK;
}

/* The files of its pools, and which of their columns are asked. */
static sy_status stamp_of(char stamp[SY_DIGEST_TEXT], duckdb_connection con, const sy_pool *pool,
                          const sy_buf *rows_sql, sy_err *err)
{
    const uint32_t form = FORM;
    sy_digest d = {0};
    sy_buf sql;
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    sy_digest_add(&d, &form, sizeof form);
    sy_digest_add(&d, rows_sql->ptr, rows_sql->len);
    sy_buf_init(&sql, NULL, MOST_SQL);
    sy_buf_printf(&sql,
                  "SELECT id, sha256 FROM sources WHERE profile IN ('pool:%s', " SY_LINKED_PROFILES
                  ") ORDER BY id",
                  pool->id);
    st = sy_buf_status(&sql) == SY_OK ? sy_rows_each(con, sql.ptr, add_source, &d, err)
                                      : sy_fail_nomem(err);
    sy_buf_dispose(&sql);
    if (st == SY_OK)
        sy_digest_end(&d, stamp);
    else
        sy_digest_dispose(&d);
    return st;
}

/* ---- what is there ---- */

static sy_status is_current(bool *current, duckdb_connection con, const sy_pool *pool,
                            const char *stamp, sy_err *err)
{
    uint64_t n = 0;
    sy_status st = sy_duck_number(con, &n, err,
                                  "SELECT count(*)::UBIGINT FROM duckdb_tables()"
                                  " WHERE table_name = 'linked_state'");

    if (st == SY_OK && n > 0)
        st = sy_duck_number(con, &n, err,
                            "SELECT count(*)::UBIGINT FROM linked_state WHERE id = '%s'"
                            " AND stamp = '%s'",
                            pool->id, stamp);
    *current = n > 0;
    return st;
}

/* Of the columns that are wanted and are in the register, all are in the table. */
static bool has_all(const sy_pool_table *linked, const sy_pool_shape *whole, size_t n,
                    sy_linked_columns columns)
{
    for (size_t i = 0; i < n; i++) {
        if (columns >> i & 1u && whole->has[i] && !linked->has[i]) return false;
    }
    return true;
}

typedef struct looked {
    sy_buf rows_sql; /* empty: it cannot be made */
    char stamp[SY_DIGEST_TEXT];
    sy_linked linked;
} looked;

static sy_status look(looked *l, duckdb_connection con, const sy_pools *pools, const sy_pool *pool,
                      sy_linked_columns columns, sy_err *err)
{
    bool current = false;
    sy_pool_shape whole;
    sy_status st = sy_linked_rows_sql(&l->rows_sql, con, pools, pool, err);

    if (st == SY_OK && sy_buf_status(&l->rows_sql) != SY_OK) st = sy_fail_nomem(err);
    if (st != SY_OK || l->rows_sql.len == 0) return st;
    st = stamp_of(l->stamp, con, pool, &l->rows_sql, err);
    if (st == SY_OK) st = is_current(&current, con, pool, l->stamp, err);
    if (st != SY_OK || !current) return st;
    st = sy_linked_describe(&l->linked, con, pool, err);
    if (st == SY_OK) st = sy_pool_shape_read(&whole, con, pool, err);
    if (st == SY_OK && !has_all(&l->linked.table, &whole, pool->n_columns, columns))
        l->linked.is_there = false;
    return st;
}

/* Is there one, and if there is none: how it would be made. Of a small register neither. */
static sy_status look_at(looked *l, sy_workspace *ws, const sy_pools *pools, const sy_pool *pool,
                         sy_linked_columns columns, sy_err *err)
{
    duckdb_connection con;
    sy_pool_table whole;
    sy_status st = sy_pool_table_read(&whole, ws, pool, err);

    *l = (looked){.stamp = ""};
    sy_buf_init(&l->rows_sql, NULL, MOST_SQL);
    if (st != SY_OK || whole.rows < SY_LINKED_LEAST) return st;
    st = sy_facts_connect(ws, &con, err);
    if (st == SY_OK) st = look(l, con, pools, pool, columns, err);
    duckdb_disconnect(&con);
    l->linked.table.rows = whole.rows;
    memcpy(l->linked.table.filled, whole.filled, sizeof whole.filled);
    return st;
}

sy_status sy_linked_find(sy_linked *out, sy_workspace *ws, const sy_pools *pools,
                         const sy_pool *pool, sy_linked_columns columns, sy_err *err)
{
    looked l;
    const sy_status st = look_at(&l, ws, pools, pool, columns, err);

    *out = l.linked;
    sy_buf_dispose(&l.rows_sql);
    return st;
}

/* ---- making it ---- */

static sy_status make(duckdb_connection con, const looked *l, const sy_pool *pool,
                      sy_linked_columns columns, sy_err *err)
{
    sy_status st = sy_duck_runf(
        con, err,
        "CREATE TABLE IF NOT EXISTS linked_state(id VARCHAR, stamp VARCHAR);"
        "DELETE FROM linked_state WHERE id = '%s'",
        pool->id);

    if (st == SY_OK) st = sy_linked_build(con, l->rows_sql.ptr, pool, columns, err);
    if (st == SY_OK)
        st = sy_duck_runf(con, err, "INSERT INTO linked_state VALUES ('%s', '%s')", pool->id,
                          l->stamp);
    return st;
}

static sy_status make_alone(sy_workspace *ws, const looked *l, const sy_pool *pool,
                            sy_linked_columns columns, sy_err *err)
{
    sy_status st = sy_needs_write(ws, err);

    if (st == SY_OK && ws->import)
        st = sy_fail(err, SY_EINVAL, N_("an import is under way already"));
    if (st != SY_OK) return st;
    st = sy_facts_open(ws, SY_FACTS_IMPORT, err);
    if (st == SY_OK) st = make(ws->facts.con, l, pool, columns, err);
    sy_duck_close(&ws->facts);
    return st;
}

sy_status sy_linked_make(sy_workspace *ws, const sy_pools *pools, const sy_pool *pool,
                         sy_linked_columns columns, sy_err *err)
{
    looked l;
    sy_status st = look_at(&l, ws, pools, pool, columns, err);

    if (st == SY_OK && l.rows_sql.len > 0 && !l.linked.is_there)
        st = make_alone(ws, &l, pool, columns, err);
    sy_buf_dispose(&l.rows_sql);
    return st;
}
