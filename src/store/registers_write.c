/* registers_write.c - a pool has a table of its own, made from its definition when its first
 * row comes: models ask for `pool_vehicles.owner_id`, not for rows of single statements,
 * which would be twenty times as many. Texts and amounts that are not there are NULL.
 *
 * The table is made inside the import. A commit that is torn may keep an empty table, which
 * is what a pool without rows looks like anyway; its rows are cleared like all others
 * (recover.c), by the import's number. */
#include "store/pool_forms.h"
#include "store/pool_table.h"
#include "store/private.h"
#include "store/registers.h"
#include "store/scalars.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/lang.h"

enum { MOST_SQL = 1 << 16, MOST_FORM = 1 << 22 };

/* ---- the table ---- */

/* The statement that makes the forms a table lacks; NULL where it lacks none. */
static sy_status put_update(sy_buf *sql, const sy_pool *pool, const sy_pool_form *forms, size_t n)
{
    sy_buf_printf(sql, "UPDATE %s SET ", pool->table);
    for (size_t i = 0; i < n; i++) {
        char value[SY_POOL_SQL + 2];
        snprintf(value, sizeof value, "\"%s\"", pool->columns[forms[i].column].sql);
        sy_buf_printf(sql, "%s\"%s\" = ", i ? ", " : "", forms[i].sql);
        sy_pool_form_sql(sql, &forms[i], value);
    }
    return sy_buf_status(sql);
}

/* A table of an older program gets the forms of the rows that it has. */
static sy_status add_forms(duckdb_connection con, const sy_pool *pool, sy_err *err)
{
    sy_pool_form all[SY_POOL_FORMS], forms[SY_POOL_FORMS];
    const size_t n_all = sy_pool_forms(all, pool);
    size_t n = 0;
    sy_pool_shape shape;
    sy_buf sql;
    sy_status st = sy_pool_shape_read(&shape, con, pool, err);

    for (size_t i = 0; i < n_all && st == SY_OK; i++) {
        if (shape.has_norm[all[i].column]) continue;
        forms[n++] = all[i];
        st = sy_duck_runf(con, err, "ALTER TABLE %s ADD COLUMN IF NOT EXISTS \"%s\" VARCHAR",
                          pool->table, all[i].sql);
    }
    if (st != SY_OK || n == 0) return st;
    st = sy_scalars_register_norms(con, err);
    if (st != SY_OK) return st;
    sy_buf_init(&sql, NULL, MOST_SQL);
    st = put_update(&sql, pool, forms, n) == SY_OK ? sy_duck_run(con, sql.ptr, err)
                                                   : sy_fail_nomem(err);
    sy_buf_dispose(&sql);
    return st;
}

/* Columns that a newer definition has are added to a table that is there already. */
sy_status sy_import_pool(sy_import *imp, const sy_pool *pool, sy_err *err)
{
    const duckdb_connection con = sy_import_connection(imp);
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_SQL);
    sy_pool_create(&sql, pool, "CREATE TABLE IF NOT EXISTS");
    sy_status st = sy_duck_run_buf(con, &sql, err);
    sy_buf_dispose(&sql);
    if (st == SY_OK) {
        st = sy_duck_runf(con, err, "ALTER TABLE %s ADD COLUMN IF NOT EXISTS replaced UINTEGER",
                          pool->table);
    }
    for (size_t i = 0; i < pool->n_columns && st == SY_OK; i++) {
        const sy_pool_column *c = &pool->columns[i];
        st = sy_duck_runf(con, err, "ALTER TABLE %s ADD COLUMN IF NOT EXISTS \"%s\" %s",
                          pool->table, c->sql, sy_pool_sql_type(c->type));
    }
    return st == SY_OK ? add_forms(con, pool, err) : st;
}

sy_status sy_pool_shape_read(sy_pool_shape *out, duckdb_connection con, const sy_pool *pool,
                             sy_err *err)
{
    sy_rows r;
    sy_status st = sy_rows_open(&r, con, err,
                                "SELECT column_name FROM duckdb_columns() WHERE NOT internal"
                                " AND table_name = '%s'",
                                pool->table);

    *out = (sy_pool_shape){.is_there = false};
    while (st == SY_OK) {
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        out->is_there = true;
        for (size_t i = 0; i < r.n; i++) {
            const sy_slice name = sy_rows_text(&r, 0, i);
            if (sy_slice_is(name, SY_TEXT("replaced"))) out->knows_replaced = true;
            for (size_t k = 0; k < pool->n_columns; k++) {
                const sy_slice own = sy_slice_of(pool->columns[k].sql);
                if (!sy_slice_starts(name, own)) continue;
                const sy_slice end = {name.ptr + own.len, name.len - own.len};
                if (end.len == 0) out->has[k] = true;
                if (sy_slice_is(end, SY_TEXT("_norm"))) out->has_norm[k] = true;
            }
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

void sy_pool_append_forms(sy_append *a, const sy_pool *pool, const sy_slice *texts)
{
    sy_pool_form forms[SY_POOL_FORMS];
    const size_t n = sy_pool_forms(forms, pool);
    sy_form_space space;

    sy_buf_init(&space.several, NULL, MOST_FORM);
    for (size_t i = 0; i < n; i++) {
        const sy_slice form = sy_pool_form_make(&forms[i], texts[forms[i].column], &space);
        if (form.len == 0)
            sy_append_null(a);
        else
            sy_append_text(a, form);
    }
    if (sy_buf_status(&space.several) != SY_OK) a->state = DuckDBError;
    sy_buf_dispose(&space.several);
}

void sy_pool_append(sy_append *a, const sy_pool *pool, uint32_t source, uint32_t row,
                    uint64_t fingerprint, const sy_pool_value *values)
{
    sy_append_u32(a, 0); /* of no import */
    sy_append_u32(a, source);
    sy_append_u32(a, row);
    sy_append_u64(a, fingerprint);
    sy_append_null(a); /* it stands */
    sy_slice texts[SY_POOL_COLUMNS];
    for (size_t i = 0; i < pool->n_columns; i++) {
        put_value(a, &pool->columns[i], &values[i]);
        texts[i] = values[i].text;
    }
    sy_pool_append_forms(a, pool, texts);
    sy_append_row(a);
}

/* ---- rows of an import ---- */

enum { FIXED = 3 }; /* source, row, fingerprint: what the feed gives before the values */

typedef struct rows_feed {
    const sy_pool *pool;
    const sy_pool_feed *feed;
    sy_pool_form forms[SY_POOL_FORMS];
    size_t n_forms;
} rows_feed;

static bool put_forms(duckdb_vector vector, const sy_pool_form *form, const sy_pool_value *values,
                      size_t n)
{
    sy_form_space space;
    bool is_good = true;

    sy_buf_init(&space.several, NULL, MOST_FORM);
    duckdb_vector_ensure_validity_writable(vector);
    uint64_t *validity = duckdb_vector_get_validity(vector);
    for (size_t i = 0; i < n && is_good; i++) {
        const sy_slice text = sy_pool_form_make(form, values[i].text, &space);
        if (text.len == 0)
            duckdb_validity_set_row_invalid(validity, i);
        else
            is_good = sy_vector_text(vector, i, text);
    }
    is_good = is_good && sy_buf_status(&space.several) == SY_OK;
    sy_buf_dispose(&space.several);
    return is_good;
}

static bool put_texts(duckdb_vector vector, const sy_pool_value *values, size_t n)
{
    duckdb_vector_ensure_validity_writable(vector);
    uint64_t *validity = duckdb_vector_get_validity(vector);

    for (size_t i = 0; i < n; i++) {
        if (values[i].text.len == 0)
            duckdb_validity_set_row_invalid(validity, i);
        else if (!sy_vector_text(vector, i, values[i].text))
            return false;
    }
    return true;
}

static void put_numbers(duckdb_vector vector, sy_pool_type type, const sy_pool_value *values,
                        size_t n)
{
    void *data = duckdb_vector_get_data(vector);

    duckdb_vector_ensure_validity_writable(vector);
    uint64_t *validity = duckdb_vector_get_validity(vector);
    for (size_t i = 0; i < n; i++) {
        if (values[i].number == sy_pool_nothing(type))
            duckdb_validity_set_row_invalid(validity, i);
        else if (type == SY_POOL_DATE)
            ((int32_t *)data)[i] = (int32_t)values[i].number;
        else
            ((int64_t *)data)[i] = values[i].number * (type == SY_POOL_TIME ? SY_MICROSECONDS : 1);
    }
}

static sy_status open_rows(void *ctx, void **worker, sy_err *err)
{
    const sy_pool_feed *feed = ((rows_feed *)ctx)->feed;
    return feed->open(feed->ctx, worker, err);
}

static sy_status fill_rows(void *ctx, void *worker, void *scratch, duckdb_data_chunk chunk,
                           size_t *n, sy_err *err)
{
    const rows_feed *f = ctx;
    duckdb_vector fixed[FIXED];
    sy_pool_batch batch = {.n = 0};
    (void)scratch;

    for (size_t i = 0; i < FIXED; i++) fixed[i] = duckdb_data_chunk_get_vector(chunk, i);
    batch.source = duckdb_vector_get_data(fixed[0]);
    batch.row = duckdb_vector_get_data(fixed[1]);
    batch.fingerprint = duckdb_vector_get_data(fixed[2]);
    sy_status st = f->feed->next(worker, &batch, err);
    SY_ASSERT(batch.n <= SY_BATCH_ROWS);
    for (size_t c = 0; c < f->pool->n_columns && st == SY_OK; c++) {
        duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, FIXED + c);
        const sy_pool_type type = f->pool->columns[c].type;
        if (!sy_pool_type_is_text(type))
            put_numbers(vector, type, batch.values[c], batch.n);
        else if (!put_texts(vector, batch.values[c], batch.n))
            st = sy_fail_nomem(err);
    }
    for (size_t i = 0; i < f->n_forms && st == SY_OK; i++) {
        duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, FIXED + f->pool->n_columns + i);
        if (!put_forms(vector, &f->forms[i], batch.values[f->forms[i].column], batch.n))
            st = sy_fail_nomem(err);
    }
    *n = batch.n;
    return st;
}

static duckdb_type engine_type(sy_pool_type type)
{
    if (sy_pool_type_is_text(type)) return DUCKDB_TYPE_VARCHAR;
    return type == SY_POOL_DATE   ? DUCKDB_TYPE_DATE
           : type == SY_POOL_TIME ? DUCKDB_TYPE_TIMESTAMP
                                  : DUCKDB_TYPE_BIGINT;
}

/* "pool_x(import, source, ...)": a table that has seen other definitions has more columns. */
static void put_target(sy_buf *into, const rows_feed *rows)
{
    const sy_pool *pool = rows->pool;

    sy_buf_printf(into, "%s(import, source, \"row\", fingerprint", pool->table);
    for (size_t i = 0; i < pool->n_columns; i++) {
        sy_buf_printf(into, ", \"%s\"", pool->columns[i].sql);
    }
    for (size_t i = 0; i < rows->n_forms; i++) sy_buf_printf(into, ", \"%s\"", rows->forms[i].sql);
    sy_buf_char(into, ')');
}

sy_status sy_import_pool_rows(sy_import *imp, const sy_pool *pool, const sy_pool_feed *feed,
                              sy_err *err)
{
    sy_column columns[FIXED + SY_POOL_COLUMNS + SY_POOL_FORMS] = {
        {"source", DUCKDB_TYPE_UINTEGER},
        {"row", DUCKDB_TYPE_UINTEGER},
        {"fingerprint", DUCKDB_TYPE_UBIGINT}};
    rows_feed rows = {.pool = pool, .feed = feed};
    rows.n_forms = sy_pool_forms(rows.forms, pool);
    const sy_feed_source source = {.columns = columns,
                                   .n_columns = FIXED + pool->n_columns + rows.n_forms,
                                   .ctx = &rows,
                                   .open = open_rows,
                                   .fill = fill_rows,
                                   .close = feed->close};
    sy_buf into;

    for (size_t i = 0; i < pool->n_columns; i++) {
        columns[FIXED + i] = (sy_column){pool->columns[i].sql, engine_type(pool->columns[i].type)};
    }
    for (size_t i = 0; i < rows.n_forms; i++)
        columns[FIXED + pool->n_columns + i] = (sy_column){rows.forms[i].sql, DUCKDB_TYPE_VARCHAR};
    SY_ASSERT(duckdb_vector_size() >= SY_BATCH_ROWS);
    sy_buf_init(&into, NULL, MOST_SQL);
    put_target(&into, &rows);
    const sy_status st = sy_buf_status(&into) != SY_OK
                             ? sy_fail_nomem(err)
                             : sy_feed_insert(sy_import_feed(imp), sy_import_connection(imp),
                                              into.ptr, sy_import_number(imp), &source, err);
    sy_buf_dispose(&into);
    return st;
}
