/* pool_table.c - the table is asked what it has, since definitions change after a load; once,
 * since a run of all models names the same pools dozens of times. */
#include "store/pool_table.h"

#include <string.h>

#include "store/pool_forms.h"
#include "store/private.h"

static const char *standing(const sy_pool_table *t)
{
    return t->knows_replaced ? "replaced IS NULL" : "true";
}

/* Each column by itself ends at the first row that says something; a count reads them all. */
static sy_status read_filled(sy_pool_table *t, duckdb_connection con, const sy_pool *pool,
                             sy_err *err)
{
    sy_status st = sy_duck_number(con, &t->rows, err,
                                  "SELECT count(*)::UBIGINT FROM %s WHERE %s", pool->table,
                                  standing(t));

    for (size_t i = 0; i < pool->n_columns && st == SY_OK; i++) {
        uint64_t filled = 0;
        if (!t->has[i]) continue;
        st = sy_duck_number(con, &filled, err,
                            "SELECT (EXISTS (SELECT 1 FROM %s WHERE %s AND \"%s\" IS NOT NULL))"
                            "::UBIGINT",
                            pool->table, standing(t), pool->columns[i].sql);
        t->filled[i] = filled > 0;
    }
    return st;
}

static sy_status look(sy_pool_table *out, sy_workspace *ws, const sy_pool *pool, sy_err *err)
{
    duckdb_connection con;
    sy_pool_shape shape;
    sy_status st = sy_facts_connect(ws, &con, err);

    *out = (sy_pool_table){0};
    if (st == SY_OK) st = sy_pool_shape_read(&shape, con, pool, err);
    if (st == SY_OK && shape.is_there) {
        memcpy(out->has, shape.has, sizeof out->has);
        memcpy(out->has_norm, shape.has_norm, sizeof out->has_norm);
        out->knows_replaced = shape.knows_replaced;
        st = read_filled(out, con, pool, err);
    }
    duckdb_disconnect(&con);
    return st;
}

/* ---- what was seen, until the facts are opened for writing ---- */

struct sy_known_table {
    sy_known_table *next;
    char *definition; /* since another definition may have the same name */
    sy_pool_table table;
};

/* The table and its columns: all that look() depends on. */
static char *definition_of(const sy_pool *pool)
{
    sy_buf text;

    sy_buf_init(&text, NULL, SY_POOL_COLUMNS * 2 * SY_POOL_SQL);
    sy_buf_text(&text, pool->table);
    for (size_t i = 0; i < pool->n_columns; i++)
        sy_buf_printf(&text, "\n%s", pool->columns[i].sql);
    return sy_buf_take(&text);
}

void sy_pool_tables_forget(sy_workspace *ws)
{
    while (ws->tables) {
        sy_known_table *next = ws->tables->next;
        sy_drop(NULL, ws->tables->definition);
        sy_drop(NULL, ws->tables);
        ws->tables = next;
    }
}

/* Takes the definition. */
static sy_status look_and_keep(sy_pool_table *out, sy_workspace *ws, const sy_pool *pool,
                               char *definition, sy_err *err)
{
    sy_known_table *k = sy_new(NULL, sizeof *k);
    sy_status st = k ? look(&k->table, ws, pool, err) : sy_fail_nomem(err);

    if (st != SY_OK) {
        sy_drop(NULL, definition);
        sy_drop(NULL, k);
        return st;
    }
    k->definition = definition;
    k->next = ws->tables;
    ws->tables = k;
    *out = k->table;
    return SY_OK;
}

sy_status sy_pool_table_read(sy_pool_table *out, sy_workspace *ws, const sy_pool *pool, sy_err *err)
{
    char *definition = definition_of(pool);

    *out = (sy_pool_table){0};
    if (!definition) return sy_fail_nomem(err);
    for (const sy_known_table *k = ws->tables; k; k = k->next) {
        if (strcmp(k->definition, definition) != 0) continue;
        *out = k->table;
        sy_drop(NULL, definition);
        return SY_OK;
    }
    return look_and_keep(out, ws, pool, definition, err);
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
    sy_buf_printf(sql, "%s %s(" SY_POOL_FIXED, verb, pool->table);
    for (size_t i = 0; i < pool->n_columns; i++) {
        sy_buf_printf(sql, ", \"%s\" %s", pool->columns[i].sql,
                      sy_pool_sql_type(pool->columns[i].type));
    }
    sy_pool_form forms[SY_POOL_FORMS];
    const size_t n_forms = sy_pool_forms(forms, pool);
    for (size_t i = 0; i < n_forms; i++) sy_buf_printf(sql, ", \"%s\" VARCHAR", forms[i].sql);
    sy_buf_char(sql, ')');
}

bool sy_pool_table_fills(const sy_pool_table *table, const sy_pool *pool, int column)
{
    const int other = pool->columns[column].stands_in;
    return table->filled[column] || (other >= 0 && table->filled[other]);
}

/* A column, with the one that stands in for it where it is blank. */
static void put_value(sy_buf *sql, const sy_pool *pool, const sy_pool_table *table, int column)
{
    const sy_pool_column *c = &pool->columns[column];
    const int other = c->stands_in;
    const bool has_other = other >= 0 && table->has[other];

    if (table->has[column] && has_other)
        sy_buf_printf(sql, "coalesce(\"%s\", \"%s\")", c->sql, pool->columns[other].sql);
    else if (table->has[column] || has_other)
        sy_buf_printf(sql, "\"%s\"", table->has[column] ? c->sql : pool->columns[other].sql);
    else
        sy_buf_printf(sql, "NULL::%s", sy_pool_sql_type(c->type));
}

/* Its normal forms: as they are kept, or made here of the value. */
static void put_forms(sy_buf *sql, const sy_pool *pool, const sy_pool_table *table, int column)
{
    sy_pool_form forms[2];
    const size_t n = sy_pool_forms_of(forms, pool, (size_t)column);
    const bool is_kept = table->has_norm[column] && pool->columns[column].stands_in < 0;
    sy_buf value;

    sy_buf_init(&value, NULL, 8 * SY_POOL_SQL);
    put_value(&value, pool, table, column);
    for (size_t i = 0; i < n; i++) {
        if (is_kept)
            sy_buf_printf(sql, "\"%s\", ", forms[i].sql);
        else if (value.ptr) {
            sy_pool_form_sql(sql, &forms[i], value.ptr);
            sy_buf_printf(sql, " AS \"%s\", ", forms[i].sql);
        }
    }
    sy_buf_dispose(&value);
}

void sy_pool_view(sy_buf *sql, const sy_pool *pool, const sy_pool_table *table, const int *columns,
                  size_t n_columns, bool with_forms)
{
    static const sy_pool_table none;
    const bool is_there = table && table->rows > 0;

    sy_buf_text(sql, "SELECT ");
    for (size_t i = 0; i < n_columns; i++) {
        put_value(sql, pool, is_there ? table : &none, columns[i]);
        sy_buf_printf(sql, " AS \"%s\", ", pool->columns[columns[i]].sql);
        if (with_forms) put_forms(sql, pool, is_there ? table : &none, columns[i]);
    }
    if (is_there)
        sy_buf_printf(sql,
                      "((source::UBIGINT << 32) | \"row\"::UBIGINT)::UBIGINT AS place,"
                      " import AS loaded FROM %s WHERE %s",
                      pool->table, standing(table));
    else
        sy_buf_text(sql, "NULL::UBIGINT AS place, NULL::UINTEGER AS loaded WHERE false");
}
