/* pool_history.c - two sides of a pool's table, older and newer rows, are joined by the pool's
 * key, as a load joins them; columns that the table lacks (of a newer definition) say nothing.
 *
 * A load leaves its number on every row whose place it took, and on its own rows that did not
 * come to stand; that and the list of duplicates say what it did with each row. */
#include "store/pool_history.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/buf.h"
#include "store/pool_key.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 17, FIRST_VALUE = 11, MOST_WHERE = 512 };

typedef struct asking {
    const sy_pool *pool;
    const sy_pool_shape *shape;
    sy_buf sql;
    size_t columns[SY_POOL_COLUMNS]; /* that the table has */
    size_t n_columns;
    sy_pool_replaced_fn *fn; /* who is told, with ctx */
    void *ctx;
} asking;

/* Which rows are the older side o and the newer side n, and which of them lead. */
typedef struct sides {
    char older[MOST_WHERE], newer[MOST_WHERE]; /* conditions on the pool's table t */
    bool newer_leads;                          /* one line a row of n, else of o */
    bool others_only;                          /* of those without any on the other side */
    bool says_the_same;                        /* the whole row, not only its key */
} sides;

/* ---- the question ---- */

/* Where a row is, its values as texts v0, v1, ..., and its key (pool_key.h). */
static void put_rows(asking *a, const char *which, bool with_values)
{
    const sy_pool *p = a->pool;

    sy_buf_text(&a->sql, "(SELECT import, source, \"row\", replaced, fingerprint");
    for (size_t i = 0; i < a->n_columns && with_values; i++)
        sy_buf_printf(&a->sql, ", coalesce(\"%s\"::VARCHAR, '') AS v%zu",
                      p->columns[a->columns[i]].sql, i);
    sy_pool_key_sql(&a->sql, p, a->shape->has);
    sy_buf_printf(&a->sql, " FROM %s t WHERE %s)", p->table, which);
}

static void put_key_text(asking *a, char side)
{
    sy_buf_text(&a->sql, "concat_ws(' '");
    for (size_t i = 0; i < a->pool->n_row_key; i++) sy_buf_printf(&a->sql, ", %c.k%zu", side, i);
    sy_buf_text(&a->sql, a->pool->n_row_key ? ")" : ", '')");
}

/* Columns as place_at reads them. */
static void put_place(asking *a, char source, char side)
{
    sy_buf_printf(&a->sql,
                  "coalesce(%c.path, ''), coalesce(%c.sheet_name, ''),"
                  " coalesce(%c.\"row\", 0)::UINTEGER, coalesce(%c.sha256, ''),"
                  " coalesce(%c.sheet, 0)::UINTEGER",
                  source, source, side, source, source);
}

static void put_question(asking *a, const sides *s, const char *order)
{
    const char lead = s->newer_leads ? 'n' : 'o', other = s->newer_leads ? 'o' : 'n';

    sy_buf_text(&a->sql, "FROM (SELECT ");
    put_key_text(a, lead);
    sy_buf_text(&a->sql, " AS key, ");
    put_place(a, 's', 'o');
    sy_buf_text(&a->sql, ", ");
    put_place(a, 't', 'n');
    for (size_t i = 0; i < a->n_columns; i++)
        sy_buf_printf(&a->sql, ", coalesce(o.v%zu, ''), coalesce(n.v%zu, '')", i, i);
    sy_buf_printf(&a->sql,
                  ", %c.sha256 AS hash, %c.sheet AS sheet, %c.\"row\" AS at_row,"
                  " %c.sha256 AS other, %c.\"row\" AS other_row FROM ",
                  s->newer_leads ? 't' : 's', s->newer_leads ? 't' : 's', lead,
                  s->newer_leads ? 's' : 't', other);
    put_rows(a, s->newer_leads ? s->newer : s->older, true);
    sy_buf_printf(&a->sql, " %c LEFT JOIN ", lead);
    put_rows(a, s->newer_leads ? s->older : s->newer, true);
    sy_buf_printf(&a->sql, " %c ON ", other);
    sy_pool_same_key_sql(&a->sql, a->pool);
    if (s->says_the_same) sy_buf_text(&a->sql, " AND n.fingerprint = o.fingerprint");
    sy_buf_text(&a->sql, " LEFT JOIN sources s ON s.id = o.source"
                         " LEFT JOIN sources t ON t.id = n.source");
    if (s->newer_leads)
        sy_buf_printf(&a->sql, " WHERE o.source IS %sNULL", s->others_only ? "" : "NOT ");
    sy_buf_printf(&a->sql, ") ORDER BY %s", order);
}

/* ---- the answer ---- */

static sy_pool_place place_at(sy_rows *r, size_t column, size_t row)
{
    return (sy_pool_place){sy_rows_text(r, column, row), sy_rows_text(r, column + 1, row),
                           sy_rows_u32(r, column + 2, row), sy_rows_text(r, column + 3, row),
                           sy_rows_u32(r, column + 4, row)};
}

static sy_status tell(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const asking *a = ctx;
    sy_pool_change changes[SY_POOL_COLUMNS];
    sy_pool_replaced out = {.key = sy_rows_text(r, 0, row),
                            .before = place_at(r, 1, row),
                            .now = place_at(r, 6, row),
                            .changes = changes};

    for (size_t i = 0; i < a->n_columns; i++) {
        const sy_slice before = sy_rows_text(r, FIRST_VALUE + 2 * i, row),
                       now = sy_rows_text(r, FIRST_VALUE + 2 * i + 1, row);
        if (!sy_slice_is(before, now))
            changes[out.n_changes++] = (sy_pool_change){a->columns[i], before, now};
    }
    return a->fn(a->ctx, &out, err);
}

static sy_status run(const asking *a, duckdb_connection con, sy_row_fn *fn, void *ctx, sy_err *err)
{
    return sy_buf_status(&a->sql) == SY_OK ? sy_rows_each(con, a->sql.ptr, fn, ctx, err)
                                           : sy_fail_nomem(err);
}

static sy_status each(asking *a, duckdb_connection con, const sides *s, const char *order,
                      sy_pool_replaced_fn *fn, void *ctx, sy_err *err)
{
    a->fn = fn;
    a->ctx = ctx;
    put_question(a, s, order);
    return run(a, con, tell, a, err);
}

/* A pool without a table, or one of a program that replaced nothing, has nothing to tell. */
static sy_status begin(asking *a, sy_pool_shape *shape, duckdb_connection *con, sy_workspace *ws,
                       const sy_pool *pool, sy_err *err)
{
    *con = NULL;
    *a = (asking){.pool = pool, .shape = shape};
    sy_buf_init(&a->sql, NULL, MOST_SQL);
    sy_status st = sy_facts_connect(ws, con, err);
    if (st == SY_OK) st = sy_pool_shape_read(shape, *con, pool, err);
    for (size_t i = 0; i < pool->n_columns && st == SY_OK; i++) {
        if (shape->has[i]) a->columns[a->n_columns++] = i;
    }
    return st;
}

static void end(asking *a, duckdb_connection *con)
{
    sy_buf_dispose(&a->sql);
    duckdb_disconnect(con);
}

sy_status sy_pool_history(sy_workspace *ws, const sy_pool *pool, sy_pool_replaced_fn *fn, void *ctx,
                          sy_err *err)
{
    static const sides all = {.older = "replaced IS NOT NULL", .newer = "replaced IS NULL"};
    duckdb_connection con;
    sy_pool_shape shape;
    asking a;
    sy_status st = begin(&a, &shape, &con, ws, pool, err);

    if (st == SY_OK && shape.is_there && shape.knows_replaced)
        st = each(&a, con, &all, "key, hash, sheet, at_row, other, other_row", fn, ctx, err);
    end(&a, &con);
    return st;
}

/* ---- of one load ---- */

#define REPEATS "SELECT \"row\" FROM duplicates WHERE source = %" PRIu32

static sides sides_of(uint32_t import, uint32_t source, sy_load_kind kind)
{
    sides s = {.newer_leads = kind != SY_LOAD_EARLIER,
               .others_only = kind == SY_LOAD_NEW,
               .says_the_same = kind == SY_LOAD_SAME};
    char *own = s.newer_leads ? s.newer : s.older, *others = s.newer_leads ? s.older : s.newer;
    const bool repeats = kind == SY_LOAD_SAME;

    int n = snprintf(own, MOST_WHERE, "source = %" PRIu32 " AND \"row\" %sIN (" REPEATS ")", source,
                     repeats ? "" : "NOT ", source);
    if (!repeats)
        snprintf(own + n, MOST_WHERE - (size_t)n, " AND replaced IS %sDISTINCT FROM %" PRIu32,
                 kind == SY_LOAD_EARLIER ? "NOT " : "", import);
    if (repeats)
        snprintf(others, MOST_WHERE,
                 "EXISTS (SELECT 1 FROM duplicates d WHERE d.source = %" PRIu32
                 " AND d.of_source = t.source AND d.of_row = t.\"row\")",
                 source);
    else if (kind == SY_LOAD_EARLIER)
        snprintf(others, MOST_WHERE, "replaced IS NULL");
    else
        snprintf(others, MOST_WHERE, "import <> %" PRIu32 " AND replaced = %" PRIu32, import,
                 import);
    return s;
}

sy_status sy_pool_load_rows(sy_workspace *ws, const sy_pool *pool, uint32_t import, uint32_t source,
                            sy_load_kind kind, uint64_t limit, uint64_t offset,
                            sy_pool_replaced_fn *fn, void *ctx, sy_err *err)
{
    const sides s = sides_of(import, source, kind);
    char order[128];
    duckdb_connection con;
    sy_pool_shape shape;
    asking a;
    sy_status st = begin(&a, &shape, &con, ws, pool, err);

    snprintf(order, sizeof order, "at_row, other, other_row LIMIT %" PRIu64 " OFFSET %" PRIu64,
             limit ? limit : (uint64_t)INT64_MAX, offset);
    if (st == SY_OK && shape.is_there && shape.knows_replaced)
        st = each(&a, con, &s, order, fn, ctx, err);
    end(&a, &con);
    return st;
}

/* ---- how many ---- */

#define TAKEN "replaced IS NOT NULL AND replaced <> import"

/* The rows that took the place of another one, whoever else took theirs since; then those that
 * did not come to stand. Repeats are neither. */
static void put_counts(asking *a)
{
    char replacing[MOST_WHERE];

    snprintf(replacing, sizeof replacing,
             "import IN (SELECT DISTINCT replaced FROM %s WHERE " TAKEN ")", a->pool->table);
    sy_buf_text(&a->sql, "SELECT source, kind, count(*)::UBIGINT FROM (SELECT DISTINCT n.source,"
                         " n.\"row\", 1::UINTEGER AS kind FROM ");
    put_rows(a, replacing, false);
    sy_buf_text(&a->sql, " n JOIN ");
    put_rows(a, TAKEN, false);
    sy_buf_text(&a->sql, " o ON ");
    sy_pool_same_key_sql(&a->sql, a->pool);
    sy_buf_printf(
        &a->sql,
        " AND o.replaced = n.import AND n.replaced IS DISTINCT FROM n.import"
        " UNION ALL SELECT source, \"row\", 3::UINTEGER FROM %s WHERE replaced = import) r"
        " ANTI JOIN duplicates d ON d.source = r.source AND d.\"row\" = r.\"row\""
        " GROUP BY source, kind ORDER BY source, kind",
        a->pool->table);
}

typedef struct counter {
    sy_load_count_fn *fn;
    void *ctx;
} counter;

static sy_status tell_count(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const counter *c = ctx;
    return c->fn(c->ctx, sy_rows_u32(r, 0, row), (sy_load_kind)sy_rows_u32(r, 1, row),
                 sy_rows_u64(r, 2, row), err);
}

sy_status sy_pool_load_counts(sy_workspace *ws, const sy_pool *pool, sy_load_count_fn *fn,
                              void *ctx, sy_err *err)
{
    duckdb_connection con;
    sy_pool_shape shape;
    asking a;
    counter c = {fn, ctx};
    sy_status st = begin(&a, &shape, &con, ws, pool, err);

    if (st == SY_OK && shape.is_there && shape.knows_replaced) {
        put_counts(&a);
        st = run(&a, con, tell_count, &c, err);
    }
    end(&a, &con);
    return st;
}
