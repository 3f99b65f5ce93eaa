/* pool_newest.c - the engine decides: over 20 million rows a hash of each key finds the few
 * that stand there more than once, and only those are looked at by their values. Equal
 * hashes prove nothing here: rows are compared by the columns of their key.
 *
 * Marks are an UPDATE of one column, which costs less than a second for 5 million rows and
 * nothing when a model reads; a table of replaced rows would be joined at each reading. */
#include "store/pool_newest.h"

#include "base/buf.h"
#include "store/pool_key.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 16 };

typedef struct job {
    const sy_pool *pool;
    duckdb_connection con;
    uint32_t import;
    const sy_pool_newest *tell;
    sy_err *err;
} job;

/* ---- names of columns ---- */

/* The day of a role, with the column that stands in for it; NULL where there is none. */
static void put_day(sy_buf *sql, const sy_pool *p, sy_pool_role role, const char *name)
{
    const int column = sy_pool_column_of(p, role);
    const sy_pool_column *c = column < 0 ? NULL : &p->columns[column];

    if (!c || c->type != SY_POOL_DATE)
        sy_buf_text(sql, ", NULL::DATE");
    else if (c->stands_in < 0)
        sy_buf_printf(sql, ", \"%s\"", c->sql);
    else
        sy_buf_printf(sql, ", coalesce(\"%s\", \"%s\")", c->sql, p->columns[c->stands_in].sql);
    sy_buf_printf(sql, " AS %s", name);
}

/* A view of the pool: where a row stands, its days, and its key (pool_key.h). */
static void put_view(sy_buf *sql, const job *j)
{
    const sy_pool *p = j->pool;

    sy_buf_text(sql, "CREATE OR REPLACE TEMP VIEW keyed AS SELECT import, source, \"row\","
                     " fingerprint, replaced");
    put_day(sql, p, SY_ROLE_AS_OF, "as_of");
    put_day(sql, p, SY_ROLE_SINCE, "since");
    sy_pool_key_sql(sql, p, NULL);
    sy_buf_printf(sql, " FROM %s", p->table);
}

/* whole, k0, k1, ... */
static void put_key(sy_buf *sql, const job *j)
{
    sy_buf_text(sql, "whole");
    for (size_t i = 0; i < j->pool->n_row_key; i++) sy_buf_printf(sql, ", k%zu", i);
}

/* ---- in one load ---- */

/* Which row of the group stands, and what the others are to it. */
static sy_status judge_crowded(const job *j, sy_buf *sql)
{
    sy_buf_text(sql, "CREATE OR REPLACE TEMP TABLE judged AS WITH g AS (SELECT *, hash(");
    put_key(sql, j);
    sy_buf_printf(sql, ") AS h FROM keyed WHERE import = %u), w AS (SELECT g.*,", j->import);
    sy_buf_text(sql,
                " row_number() OVER key AS place, first_value(source) OVER key AS first_source,"
                " first_value(\"row\") OVER key AS first_row,"
                " first_value(as_of) OVER key AS first_as_of,"
                " first_value(since) OVER key AS first_since,"
                " row_number() OVER same AS repeat, first_value(source) OVER same AS of_source,"
                " first_value(\"row\") OVER same AS of_row"
                " FROM g SEMI JOIN crowded c ON c.h = g.h WINDOW key AS (PARTITION BY ");
    put_key(sql, j);
    sy_buf_text(sql, " ORDER BY as_of DESC NULLS LAST, since DESC NULLS LAST, source, \"row\"),"
                     " same AS (PARTITION BY fingerprint, ");
    put_key(sql, j);
    sy_buf_text(sql, " ORDER BY source, \"row\")) SELECT source, \"row\", of_source, of_row,"
                     " first_source, first_row,"
                     " CASE WHEN of_source = first_source AND of_row = first_row THEN 'duplicate'"
                     " WHEN as_of < first_as_of OR since < first_since"
                     " THEN if(repeat > 1, 'duplicate', 'earlier') ELSE 'clash' END AS fate, ");
    if (j->pool->n_row_key > 0)
        sy_buf_text(sql, "coalesce(k0::VARCHAR, '') AS key");
    else
        sy_buf_text(sql, "'' AS key");
    sy_buf_text(sql, " FROM w WHERE place > 1");
    return sy_duck_run_buf(j->con, sql, j->err);
}

static sy_status within(const job *j, sy_buf *sql)
{
    uint64_t n = 0;

    sy_buf_text(sql, "CREATE OR REPLACE TEMP TABLE crowded AS SELECT h FROM (SELECT hash(");
    put_key(sql, j);
    sy_buf_printf(sql, ") AS h FROM keyed WHERE import = %u) GROUP BY h HAVING count(*) > 1",
                  j->import);
    sy_status st = sy_duck_run_buf(j->con, sql, j->err);
    if (st == SY_OK) st = judge_crowded(j, sql);
    if (st == SY_OK) {
        st = sy_duck_number(j->con, &n, j->err, "SELECT count(*)::UBIGINT FROM judged");
    }
    if (st != SY_OK || n == 0) return st;
    st = sy_duck_runf(j->con, j->err,
                      "UPDATE %s AS t SET replaced = %u FROM judged g WHERE fate <> 'clash'"
                      " AND g.source = t.source AND g.\"row\" = t.\"row\"",
                      j->pool->table, j->import);
    if (st != SY_OK) return st;
    return sy_duck_runf(j->con, j->err,
                        "DELETE FROM %s AS t USING judged g WHERE fate = 'clash'"
                        " AND g.source = t.source AND g.\"row\" = t.\"row\"",
                        j->pool->table);
}

/* ---- between loads ---- */

static sy_status between(const job *j, sy_buf *sql)
{
    uint64_t n = 0;
    sy_status st = sy_duck_number(
        j->con, &n, j->err,
        "SELECT count(*)::UBIGINT FROM (SELECT 1 FROM %s WHERE import <> %u LIMIT 1)",
        j->pool->table, j->import);

    sy_buf_text(sql, "CREATE OR REPLACE TEMP TABLE pairs AS SELECT n.source, n.\"row\","
                     " o.source AS old_source, o.\"row\" AS old_row,"
                     " n.fingerprint = o.fingerprint AS same,"
                     " coalesce(n.as_of < o.as_of, false) AS late");
    sy_buf_printf(sql,
                  " FROM (FROM keyed WHERE import = %u AND replaced IS NULL) n"
                  " JOIN (FROM keyed WHERE import <> %u AND replaced IS NULL) o ON ",
                  j->import, j->import);
    sy_pool_same_key_sql(sql, j->pool);
    if (n == 0) sy_buf_text(sql, " WHERE false");
    if (st == SY_OK) st = sy_duck_run_buf(j->con, sql, j->err);
    if (st != SY_OK || n == 0) return st;
    return sy_duck_runf(j->con, j->err,
                        "UPDATE %s AS t SET replaced = %u FROM pairs p"
                        " WHERE t.source = if(late, p.source, old_source)"
                        " AND t.\"row\" = if(late, p.\"row\", old_row)",
                        j->pool->table, j->import);
}

/* ---- what came of it ---- */

/* A duplicate is one of the row that is none itself. */
static sy_status note_duplicates(const job *j)
{
    return sy_duck_runf(
        j->con, j->err,
        "CREATE OR REPLACE TEMP TABLE again AS"
        " SELECT p.source, p.\"row\", coalesce(d.of_source, old_source) AS of_source,"
        " coalesce(d.of_row, old_row) AS of_row FROM pairs p"
        " LEFT JOIN duplicates d ON d.source = old_source AND d.\"row\" = old_row WHERE same;"
        "INSERT INTO again SELECT j.source, j.\"row\", coalesce(a.of_source, j.of_source),"
        " coalesce(a.of_row, j.of_row) FROM judged j"
        " LEFT JOIN again a ON a.source = j.of_source AND a.\"row\" = j.of_row"
        " WHERE fate = 'duplicate';"
        "INSERT INTO duplicates SELECT %u, source, \"row\", of_source, of_row FROM again",
        j->import);
}

static sy_status one_fate(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const sy_pool_newest *tell = ((const job *)ctx)->tell;
    const sy_pool_fate fate = {.source = sy_rows_u32(r, 0, row),
                               .duplicates = sy_rows_u64(r, 1, row),
                               .replacing = sy_rows_u64(r, 2, row),
                               .late = sy_rows_u64(r, 3, row)};
    return tell->fate(tell->ctx, &fate, err);
}

static sy_status tell_fates(job *j)
{
    return sy_rows_each(
        j->con,
        "SELECT source, sum(a)::UBIGINT, sum(b)::UBIGINT, sum(c)::UBIGINT FROM ("
        " SELECT source, count(*) AS a, 0 AS b, 0 AS c FROM again GROUP BY source"
        " UNION ALL SELECT source, 0, count(*) FILTER (WHERE NOT same AND NOT late),"
        "  count(*) FILTER (WHERE late) FROM pairs GROUP BY source)"
        " GROUP BY source ORDER BY source",
        one_fate, j, j->err);
}

static sy_status one_clash(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const sy_pool_newest *tell = ((const job *)ctx)->tell;
    const sy_pool_clash clash = {.source = sy_rows_u32(r, 0, row),
                                 .row = sy_rows_u32(r, 1, row),
                                 .of_source = sy_rows_u32(r, 2, row),
                                 .of_row = sy_rows_u32(r, 3, row),
                                 .key = sy_rows_text(r, 4, row)};
    return tell->clash(tell->ctx, &clash, err);
}

static sy_status tell_clashes(job *j)
{
    return sy_rows_each(j->con,
                        "SELECT source, \"row\", first_source, first_row, key FROM judged"
                        " WHERE fate = 'clash'"
                        " ORDER BY source, \"row\"",
                        one_clash, j, j->err);
}

sy_status sy_import_pool_newest(sy_import *imp, const sy_pool *pool, const sy_pool_newest *tell,
                                sy_err *err)
{
    job j = {pool, sy_import_connection(imp), sy_import_number(imp), tell, err};
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_SQL);
    put_view(&sql, &j);
    sy_status st = sy_duck_run_buf(j.con, &sql, err);
    if (st == SY_OK) st = within(&j, &sql);
    if (st == SY_OK) st = between(&j, &sql);
    if (st == SY_OK) st = note_duplicates(&j);
    if (st == SY_OK) st = tell_fates(&j);
    if (st == SY_OK) st = tell_clashes(&j);
    sy_buf_dispose(&sql);
    if (st != SY_OK) return st;
    return sy_duck_run(j.con,
                       "DROP VIEW keyed; DROP TABLE crowded; DROP TABLE judged; DROP TABLE pairs;"
                       " DROP TABLE again",
                       err);
}
