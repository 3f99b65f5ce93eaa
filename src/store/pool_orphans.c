/* pool_orphans.c - the keys of all pools that a column leads to are put into one temporary
 * table; what is not among them is counted, and the first are named by their place. */
#include "store/pool_orphans.h"

#include <string.h>

#include "base/buf.h"
#include "store/pool_table.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 14 };

typedef struct job {
    sy_workspace *ws;
    duckdb_connection con;
    const sy_pools *pools;
    sy_arena *arena;
    sy_err *err;
} job;

static const char *standing(const sy_pool_shape *shape)
{
    return shape->knows_replaced ? "replaced IS NULL" : "true";
}

/* "cases", or "cases.case-number": the column's own id where none is said. */
static const sy_pool *target(const job *j, const sy_pool_column *c, const char *refers, int *column)
{
    const sy_slice text = sy_slice_of(refers);
    const size_t cut = sy_slice_find(text, SY_TEXT("."));

    for (size_t i = 0; i < sy_pools_count(j->pools); i++) {
        const sy_pool *p = sy_pools_at(j->pools, i);
        if (!sy_slice_is((sy_slice){text.ptr, cut}, sy_slice_of(p->id))) continue;
        *column = sy_pool_column_named(p, cut < text.len ? refers + cut + 1 : c->id);
        return *column < 0 ? NULL : p;
    }
    return NULL;
}

/* A union of the keys of the targets that are loaded; false: none is. */
static sy_status put_known(const job *j, sy_buf *sql, const sy_pool_column *c, bool *any)
{
    sy_status st = SY_OK;

    *any = false;
    for (size_t i = 0; i < c->refers.n && st == SY_OK; i++) {
        int column;
        sy_pool_shape shape;
        uint64_t rows = 0;
        const sy_pool *p = target(j, c, c->refers.items[i], &column);
        if (!p) continue; /* a definition that somebody has changed or taken away */
        st = sy_pool_shape_read(&shape, j->con, p, j->err);
        if (st != SY_OK || !shape.is_there || !shape.has[column]) continue;
        st = sy_duck_number(j->con, &rows, j->err, "SELECT count(*)::UBIGINT FROM %s WHERE %s",
                            p->table, standing(&shape));
        if (st != SY_OK || rows == 0) continue;
        sy_buf_printf(sql, "%sSELECT \"%s\" AS v FROM %s WHERE %s", *any ? " UNION " : "",
                      p->columns[column].sql, p->table, standing(&shape));
        *any = true;
    }
    return st;
}

static sy_status show(const job *j, sy_orphans *o, const char *from)
{
    sy_rows r;
    sy_status st = sy_rows_open(&r, j->con, j->err,
                                "SELECT t.v, s.path, t.\"row\" FROM (SELECT v, source, \"row\" "
                                "FROM (%s) t ANTI JOIN known k"
                                " ON k.v = t.v) t JOIN sources s ON s.id = t.source"
                                " ORDER BY s.sha256, s.sheet, t.\"row\" LIMIT %d",
                                from, SY_ORPHANS_SHOWN);

    while (st == SY_OK) {
        st = sy_rows_next(&r, j->err);
        if (st != SY_OK || r.n == 0) break;
        for (size_t i = 0; i < r.n && o->n_shown < SY_ORPHANS_SHOWN; i++) {
            const sy_slice value = sy_rows_text(&r, 0, i), path = sy_rows_text(&r, 1, i);
            sy_orphan *out = &o->shown[o->n_shown++];
            *out = (sy_orphan){sy_arena_text(j->arena, value.ptr, value.len),
                               sy_arena_text(j->arena, path.ptr, path.len), sy_rows_u32(&r, 2, i)};
            if (!out->value || !out->path) st = sy_fail_nomem(j->err);
        }
    }
    sy_rows_close(&r);
    return st;
}

static sy_status count_orphans(const job *j, sy_orphans *o, const sy_pool_shape *shape)
{
    sy_buf from;

    sy_buf_init(&from, NULL, MOST_SQL);
    sy_buf_printf(&from,
                  "SELECT \"%s\" AS v, source, \"row\" FROM %s WHERE \"%s\" IS NOT NULL AND %s",
                  o->pool->columns[o->column].sql, o->pool->table, o->pool->columns[o->column].sql,
                  standing(shape));
    sy_status st = sy_buf_status(&from) == SY_OK ? SY_OK : sy_fail_nomem(j->err);
    if (st == SY_OK) {
        st = sy_duck_number(j->con, &o->of, j->err, "SELECT count(*)::UBIGINT FROM (%s)", from.ptr);
    }
    if (st == SY_OK) {
        st = sy_duck_number(j->con, &o->rows, j->err,
                            "SELECT count(*)::UBIGINT FROM (%s) t ANTI JOIN known k ON k.v = t.v",
                            from.ptr);
    }
    if (st == SY_OK && o->rows > 0) st = show(j, o, from.ptr);
    sy_buf_dispose(&from);
    return st;
}

sy_status sy_pool_known_keys(bool *any, duckdb_connection con, const sy_pools *pools,
                             const sy_pool_column *column, sy_err *err)
{
    const job j = {.con = con, .pools = pools, .err = err};
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_SQL);
    sy_buf_text(&sql, "CREATE OR REPLACE TEMP TABLE known AS ");
    sy_status st = put_known(&j, &sql, column, any);
    if (st == SY_OK && *any) {
        st = sy_duck_run_buf(con, &sql, err);
    }
    sy_buf_dispose(&sql);
    return st;
}

static sy_status check_column(const job *j, sy_orphans *o, const sy_pool_shape *shape, bool *any)
{
    const sy_status st =
        sy_pool_known_keys(any, j->con, j->pools, &o->pool->columns[o->column], j->err);

    return st == SY_OK && *any ? count_orphans(j, o, shape) : st;
}

static size_t most(const sy_pools *pools)
{
    size_t n = 0;
    for (size_t i = 0; i < sy_pools_count(pools); i++) n += sy_pools_at(pools, i)->n_columns;
    return n;
}

sy_status sy_pool_orphans(sy_workspace *ws, const sy_pools *pools, sy_orphans **list, size_t *n,
                          sy_arena *arena, sy_err *err)
{
    job j = {.ws = ws, .pools = pools, .arena = arena, .err = err};
    sy_status st = sy_facts_connect(ws, &j.con, err);

    *n = 0;
    *list = sy_arena_get(arena, most(pools) * sizeof **list);
    if (st == SY_OK && !*list) st = sy_fail_nomem(err);
    for (size_t i = 0; i < sy_pools_count(pools) && st == SY_OK; i++) {
        const sy_pool *p = sy_pools_at(pools, i);
        sy_pool_shape shape;
        st = sy_pool_shape_read(&shape, j.con, p, err);
        if (!shape.is_there) continue;
        for (size_t c = 0; c < p->n_columns && st == SY_OK; c++) {
            bool any;
            if (p->columns[c].refers.n == 0 || !shape.has[c]) continue;
            (*list)[*n] = (sy_orphans){.pool = p, .column = c};
            st = check_column(&j, &(*list)[*n], &shape, &any);
            *n += any && (*list)[*n].of > 0;
        }
    }
    duckdb_disconnect(&j.con);
    return st;
}
