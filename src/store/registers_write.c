/* registers_write.c - a pool has a table of its own, made from its definition when its first
 * row comes: models ask for `pool_vehicles.owner_id`, not for rows of single statements,
 * which would be twenty times as many. Texts and amounts that are not there are NULL.
 *
 * The table is made inside the import. A commit that is torn may keep an empty table, which
 * is what a pool without rows looks like anyway; its rows are cleared like all others
 * (recover.c), by the import's number. */
#include "store/pool_table.h"
#include "store/private.h"
#include "store/registers.h"

#include "base/buf.h"
#include "base/civil.h"
#include "base/lang.h"

enum { MOST_SQL = 1 << 16 };

/* Columns that a newer definition has are added to a table that is there already. */
sy_status sy_import_pool(sy_import *imp, const sy_pool *pool, sy_err *err)
{
    const duckdb_connection con = sy_import_connection(imp);
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_SQL);
    sy_pool_create(&sql, pool, "CREATE TABLE IF NOT EXISTS");
    sy_status st =
        sy_buf_status(&sql) == SY_OK ? sy_duck_run(con, sql.ptr, err) : sy_fail_nomem(err);
    for (size_t i = 0; i < pool->n_columns && st == SY_OK; i++) {
        const sy_pool_column *c = &pool->columns[i];
        st = sy_duck_runf(con, err, "ALTER TABLE %s ADD COLUMN IF NOT EXISTS \"%s\" %s",
                          pool->table, c->sql, sy_pool_sql_type(c->type));
    }
    sy_buf_dispose(&sql);
    return st;
}

sy_status sy_pool_layout(duckdb_connection con, const sy_pool *pool, int layout[SY_POOL_LAYOUT],
                         size_t *n, sy_err *err)
{
    sy_rows r;
    sy_status st = sy_rows_open(&r, con, err,
                                "SELECT column_name FROM duckdb_columns() WHERE NOT internal"
                                " AND table_name = '%s' ORDER BY column_index",
                                pool->table);

    *n = 0;
    while (st == SY_OK) {
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        for (size_t i = 0; i < r.n && *n < SY_POOL_LAYOUT; i++) {
            const sy_slice name = sy_rows_text(&r, 0, i);
            size_t k = 0;
            while (k < pool->n_columns && !sy_slice_is(name, sy_slice_of(pool->columns[k].sql)))
                k++;
            layout[(*n)++] = k < pool->n_columns ? (int)k : -1;
        }
    }
    sy_rows_close(&r);
    return st;
}

static void put_value(sy_append *a, const sy_pool_column *c, const sy_pool_value *v)
{
    if (!sy_pool_is_filled(c->type, v))
        sy_append_null(a);
    else if (c->type == SY_POOL_DATE)
        sy_append_i32(a, (int32_t)v->number);
    else if (sy_pool_type_is_text(c->type))
        sy_append_text(a, v->text);
    else
        sy_append_i64(a, v->number * (c->type == SY_POOL_TIME ? SY_MICROSECONDS : 1));
}

void sy_pool_append(sy_append *a, const sy_pool *pool, const int *layout, size_t n_layout,
                    uint32_t import, const sy_pool_row *row)
{
    sy_append_u32(a, import);
    sy_append_u32(a, row->source);
    sy_append_u32(a, row->row);
    sy_append_u64(a, row->fingerprint);
    for (size_t i = SY_POOL_FIXED; i < n_layout; i++) {
        const int column = layout ? layout[i] : (int)(i - SY_POOL_FIXED);
        if (column < 0) /* of a definition that somebody has changed since */
            sy_append_null(a);
        else
            put_value(a, &pool->columns[column], &row->values[column]);
    }
    sy_append_row(a);
}

sy_status sy_import_pool_rows(sy_import *imp, const sy_pool *pool, const sy_pool_row *rows,
                              size_t n, sy_err *err)
{
    int layout[SY_POOL_LAYOUT];
    size_t n_layout;
    sy_append a;
    sy_status st = sy_pool_layout(sy_import_connection(imp), pool, layout, &n_layout, err);

    if (st == SY_OK && (n_layout >= SY_POOL_LAYOUT || n_layout < SY_POOL_FIXED)) {
        st = sy_fail(err, SY_ELIMIT, N_("the pool %s has had more than %d columns"), pool->id,
                     SY_POOL_LAYOUT);
    }
    if (st == SY_OK) {
        st = sy_append_begin(&a, sy_import_connection(imp), NULL, pool->table, err);
    }
    if (st != SY_OK) return st;
    for (size_t i = 0; i < n; i++) {
        sy_pool_append(&a, pool, layout, n_layout, sy_import_number(imp), &rows[i]);
    }
    return sy_append_end(&a, err);
}

sy_status sy_pool_known(sy_import *imp, const sy_pool *pool, sy_pool_known_fn *fn, void *ctx,
                        sy_err *err)
{
    sy_rows r;
    sy_status st = sy_rows_open(&r, sy_import_connection(imp), err,
                                "SELECT fingerprint, source, \"row\" FROM %s WHERE import <> %u",
                                pool->table, sy_import_number(imp));

    while (st == SY_OK) {
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        const uint64_t *fingerprints = sy_rows_column(&r, 0);
        const uint32_t *sources = sy_rows_column(&r, 1), *rows = sy_rows_column(&r, 2);
        for (size_t i = 0; i < r.n && st == SY_OK; i++) {
            st = fn(ctx, fingerprints[i], sources[i], rows[i], err);
        }
    }
    sy_rows_close(&r);
    return st;
}
