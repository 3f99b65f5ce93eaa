/* linked_sql.c - of many, hashes instead of texts: a set of 64-bit numbers is built and asked in
 * two thirds of the time, and a row too many does no harm.
 *
 * First rowids and narrow columns, then the wide rows of those that were found. */
#include "store/linked_sql.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/progress.h"
#include "store/pool_forms.h"

enum { MOST_SQL = 1 << 16 };
#define NEXT ";\n" /* between statements, and nowhere else */

/* What is gathered in a list, and filtered behind it, is asked by a Bloom filter in the scan: of
 * the other columns only the rows that pass are unpacked (decision 0052). */
#define OF_FEW(column, table)                                                                      \
    "(SELECT " column " FROM (SELECT unnest(list(DISTINCT " column ")) AS " column " FROM " table  \
    ") WHERE " column " IS NOT NULL)"
#define LINKED_ROWS OF_FEW("r", "linked_rows")

typedef struct named {
    const char *pool, *column;
    const char *where; /* NULL: every row */
} named;

static const named debtors[] = {
    {"cases", "debtor-ids", NULL},
    {"terminated-cases", "debtor-id", NULL},
    {"parties", "party-id", "contains(\"role\", '被执行')"},
    {"restrictions", "person-id", NULL},
    {"property-reports", "debtor-id", NULL},
};
static const named things[] = {
    {"seals", "plate", NULL},
    {"seals", "vin", NULL},
    {"seals", "property-number", NULL},
    {"auctions", "plate", NULL},
    {"auctions", "property-number", NULL},
    {"impounds", "plate", NULL},
    {"impounds", "vin", NULL},
};

/* The column of a named pool; -1 where this workspace or its definitions have none. */
static sy_status find(const sy_pool **pool, int *column, sy_pool_shape *shape, const named *n,
                      duckdb_connection con, const sy_pools *pools, sy_err *err)
{
    *column = -1;
    *pool = sy_pools_find(pools, n->pool);
    if (!*pool) return SY_OK;
    const sy_status st = sy_pool_shape_read(shape, con, *pool, err);
    if (st != SY_OK || !shape->is_there) return st;
    const int role = n->where ? sy_pool_column_named(*pool, "role") : 0;
    if (role < 0 || (n->where && !shape->has[role])) return SY_OK;
    *column = sy_pool_column_named(*pool, n->column);
    if (*column >= 0 && !shape->has[*column]) *column = -1;
    return SY_OK;
}

/* Hashes of all that a column says: of its forms, one and several in a cell, where it is of
 * numbers; else of its texts. before: columns before the hash. */
static void put_hashes(sy_buf *sql, const sy_pool *pool, int column, const char *before,
                       const char *where)
{
    sy_pool_form forms[2] = {{.of_several = false}};
    const size_t n = sy_pool_forms_of(forms, pool, (size_t)column);

    for (size_t i = 0; i == 0 || i < n; i++) {
        const char *name = n ? forms[i].sql : pool->columns[column].sql;
        sy_buf_printf(sql,
                      forms[i].of_several
                          ? " UNION ALL SELECT %shash(unnest(string_split(\"%s\", '、')))"
                          : " UNION ALL SELECT %shash(\"%s\")",
                      before, name);
        sy_buf_printf(sql, " FROM %s WHERE \"%s\" IS NOT NULL%s%s", pool->table, name,
                      where ? " AND " : "", where ? where : "");
    }
}

/* The hashes of all these columns, each as often as it stands there: telling them apart takes
 * longer than asking a table that has them all. *have_forms (NULL: of texts, which have none):
 * false where one of them lacks them, since an older program loaded it. */
static sy_status put_set(sy_buf *sql, bool *have_forms, const named *list, size_t n,
                         duckdb_connection con, const sy_pools *pools, sy_err *err)
{
    sy_pool_shape shape;
    sy_status st = SY_OK;

    if (have_forms) *have_forms = true;
    sy_buf_text(sql, "SELECT 0::UBIGINT AS h WHERE false");
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const sy_pool *pool;
        int column;
        st = find(&pool, &column, &shape, &list[i], con, pools, err);
        if (st != SY_OK || column < 0) continue;
        if (have_forms && !shape.has_norm[column]) *have_forms = false;
        put_hashes(sql, pool, column, "", list[i].where);
    }
    return st;
}

/* Rows with a key among those that are known: of millions, hashes; of few, texts. */
static void put_rows_of_keys(sy_buf *sql, const sy_pool *pool, const sy_pool_shape *shape,
                             bool are_few)
{
    for (size_t i = 0; i < pool->n_columns; i++) {
        const sy_pool_column *c = &pool->columns[i];
        if (c->role != SY_ROLE_KEY || !shape->has[i]) continue;
        sy_buf_printf(sql,
                      are_few ? " UNION ALL SELECT rowid AS r FROM %s WHERE \"%s\" IS NOT NULL"
                                " AND \"%s\" IN " OF_FEW("k", "linked_more")
                              : " UNION ALL SELECT rowid AS r FROM %s WHERE \"%s\" IS NOT NULL"
                                " AND hash(\"%s\") IN (FROM linked_keys)",
                      pool->table, c->sql, c->sql);
    }
}

/* And the keys of rows that are known. */
static void put_keys_of_rows(sy_buf *sql, const sy_pool *pool, const sy_pool_shape *shape)
{
    for (size_t i = 0; i < pool->n_columns; i++) {
        const sy_pool_column *c = &pool->columns[i];
        if (c->role != SY_ROLE_KEY || !shape->has[i]) continue;
        sy_buf_printf(sql,
                      " UNION ALL SELECT \"%s\" FROM %s WHERE \"%s\" IS NOT NULL"
                      " AND rowid IN " LINKED_ROWS,
                      c->sql, pool->table, c->sql);
    }
}

sy_status sy_linked_rows_sql(sy_buf *sql, duckdb_connection con, const sy_pools *pools,
                             const sy_pool *pool, sy_err *err)
{
    static const sy_pool_role owners[] = {SY_ROLE_OWNER_ID, SY_ROLE_FORMER_ID, SY_ROLE_NEXT_ID};
    sy_pool_shape shape;
    bool have_forms = false;
    sy_status st = sy_pool_shape_read(&shape, con, pool, err);

    if (st != SY_OK) return st;
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        const int column = sy_pool_column_of(pool, owners[i]);
        if (column < 0 || !shape.has_norm[column]) return SY_OK;
    }
    sy_buf_text(sql, "CREATE OR REPLACE TEMP TABLE linked_keys AS ");
    st = put_set(sql, NULL, things, sizeof things / sizeof *things, con, pools, err);
    sy_buf_text(sql, NEXT "CREATE OR REPLACE TEMP TABLE linked_rows AS SELECT r FROM ("
                          "SELECT NULL::BIGINT AS r, 0::UBIGINT AS h WHERE false");
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        put_hashes(sql, pool, sy_pool_column_of(pool, owners[i]), "rowid, ", NULL);
    sy_buf_text(sql, ") WHERE h IN (");
    if (st == SY_OK)
        st = put_set(sql, &have_forms, debtors, sizeof debtors / sizeof *debtors, con, pools, err);
    if (!have_forms) sy_buf_clear(sql); /* some debtors' rows would be left out */
    if (st != SY_OK || !have_forms) return st;
    sy_buf_text(sql, ")");
    put_rows_of_keys(sql, pool, &shape, false);
    sy_buf_text(sql, NEXT "CREATE OR REPLACE TEMP TABLE linked_more AS SELECT NULL::VARCHAR AS k"
                          " WHERE false");
    put_keys_of_rows(sql, pool, &shape);
    sy_buf_text(sql, NEXT "INSERT INTO linked_rows SELECT NULL::BIGINT AS r WHERE false");
    put_rows_of_keys(sql, pool, &shape, true);
    sy_buf_text(sql, NEXT);
    return st;
}

/* Those that stand, with a column and its forms for each bit. */
static void put_table(sy_buf *sql, const sy_pool *pool, const sy_pool_shape *shape,
                      sy_linked_columns columns, const char *table)
{
    sy_buf_text(sql, "CREATE OR REPLACE TEMP TABLE linked_wide AS SELECT import, source, \"row\"");
    for (size_t i = 0; i < pool->n_columns; i++) {
        sy_pool_form forms[2];
        const size_t n = sy_pool_forms_of(forms, pool, i);
        if (!(columns >> i & 1u) || !shape->has[i]) continue;
        sy_buf_printf(sql, ", \"%s\"", pool->columns[i].sql);
        for (size_t k = 0; k < n && shape->has_norm[i]; k++)
            sy_buf_printf(sql, ", \"%s\"", forms[k].sql);
    }
    sy_buf_printf(sql, " FROM %s WHERE rowid IN " LINKED_ROWS "%s" NEXT, pool->table,
                  shape->knows_replaced ? " AND replaced IS NULL" : "");
    sy_buf_printf(
        sql, "CREATE OR REPLACE TABLE %s AS FROM linked_wide ORDER BY source, \"row\"" NEXT, table);
    sy_buf_text(sql, "DROP TABLE linked_keys; DROP TABLE linked_more;"
                     "DROP TABLE linked_rows; DROP TABLE linked_wide");
}

/* What stands in for a column is read with it. */
static sy_linked_columns with_stand_ins(const sy_pool *pool, sy_linked_columns columns)
{
    sy_linked_columns all = columns;

    for (size_t i = 0; i < pool->n_columns; i++) {
        if (columns >> i & 1u && pool->columns[i].stands_in >= 0)
            all |= (sy_linked_columns)1 << pool->columns[i].stands_in;
    }
    return all;
}

static void name_pool(sy_pool *linked, const sy_pool *pool)
{
    *linked = *pool;
    snprintf(linked->table, sizeof linked->table, "linked_%s", pool->table + strlen("pool_"));
}

static uint64_t count_statements(const char *sql)
{
    uint64_t n = 1;

    while ((sql = strstr(sql, NEXT))) sql += strlen(NEXT), n++;
    return n;
}

/* One by one: a person sees how far it is. */
static sy_status run_each(duckdb_connection con, char *sql, sy_err *err)
{
    sy_progress progress;
    sy_status st = SY_OK;

    sy_progress_begin(&progress, _("rows that concern debtors"), count_statements(sql),
                      SY_UNIT_SHARES);
    while (st == SY_OK && sql) {
        char *next = strstr(sql, NEXT);
        if (next) *next = '\0';
        st = sy_duck_run(con, sql, err);
        sy_progress_add(&progress, 1);
        sql = next ? next + strlen(NEXT) : NULL;
    }
    sy_progress_end(&progress);
    return st;
}

sy_status sy_linked_build(duckdb_connection con, const char *rows_sql, const sy_pool *pool,
                          sy_linked_columns columns, sy_err *err)
{
    sy_pool_shape shape;
    sy_pool linked;
    sy_buf sql;
    sy_status st = sy_pool_shape_read(&shape, con, pool, err);

    name_pool(&linked, pool);
    sy_buf_init(&sql, NULL, MOST_SQL);
    if (st == SY_OK) {
        sy_buf_text(&sql, rows_sql);
        put_table(&sql, pool, &shape, with_stand_ins(pool, columns), linked.table);
        st = sy_buf_status(&sql) == SY_OK ? run_each(con, sql.ptr, err) : sy_fail_nomem(err);
    }
    sy_buf_dispose(&sql);
    return st;
}

sy_status sy_linked_describe(sy_linked *out, duckdb_connection con, const sy_pool *pool,
                             sy_err *err)
{
    sy_pool_shape shape;

    *out = (sy_linked){.is_there = false};
    name_pool(&out->pool, pool);
    const sy_status st = sy_pool_shape_read(&shape, con, &out->pool, err);
    if (st != SY_OK) return st;
    memcpy(out->table.has, shape.has, sizeof shape.has);
    memcpy(out->table.has_norm, shape.has_norm, sizeof shape.has_norm);
    out->is_there = shape.is_there;
    return SY_OK;
}

sy_status sy_linked_forget(duckdb_connection con, sy_err *err)
{
    void *names;
    size_t n = 0;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_rows_list(con, &names, &n, sizeof(const char *),
                                "SELECT table_name FROM duckdb_tables()"
                                " WHERE NOT temporary AND starts_with(table_name, 'linked_')",
                                sy_row_name, &arena, err);
    for (size_t i = 0; i < n && st == SY_OK; i++)
        st = sy_duck_runf(con, err, "DROP TABLE %s", ((const char **)names)[i]);
    sy_arena_dispose(&arena);
    return st;
}
