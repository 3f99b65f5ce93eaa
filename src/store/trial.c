/* trial.c - tables as sy_import_pool makes them, rows by the appender. */
#include "store/trial.h"

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "store/linked_sql.h"
#include "store/pool_table.h"
#include "store/private.h"

enum { MEMORY_MB = 256, MOST_SQL = 1 << 14 };

sy_status sy_trial_open(sy_trial *t, const char *path, sy_err *err)
{
    const sy_duck_options options = {.can_write = true, .memory_mb = MEMORY_MB, .spill = ""};

    *t = (sy_trial){0};
    return sy_duck_open(&t->duck, path, &options, err);
}

sy_status sy_trial_begin(sy_trial *t, const sy_pool *pool, sy_err *err)
{
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_SQL);
    sy_pool_create(&sql, pool, "CREATE TABLE");
    sy_status st = sy_duck_run_buf(t->duck.con, &sql, err);
    sy_buf_dispose(&sql);
    if (st == SY_OK) st = sy_append_begin(&t->append, t->duck.con, NULL, pool->table, err);
    if (st != SY_OK) return st;
    t->pool = pool;
    t->source++;
    return SY_OK;
}

static bool read_number(int64_t *value, sy_slice cell)
{
    *value = 0;
    if (cell.len > 18) return false;
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] < '0' || cell.ptr[i] > '9') return false;
        *value = *value * 10 + (cell.ptr[i] - '0');
    }
    return cell.len > 0;
}

static sy_status put_cell(sy_trial *t, const sy_pool_column *c, sy_slice cell, sy_err *err)
{
    sy_precision precision;
    int64_t value;

    if (cell.len == 0) {
        sy_append_null(&t->append);
    } else if (c->type == SY_POOL_TIME) {
        if (!sy_time_parse_iso(&value, &precision, cell))
            return sy_fail(err, SY_EDATA, N_("\"%.*s\" is not a time YYYY-MM-DD HH:MM:SS"),
                           (int)cell.len, cell.ptr);
        sy_append_i64(&t->append, value * SY_MICROSECONDS);
    } else if (c->type == SY_POOL_NUMBER) {
        if (!read_number(&value, cell))
            return sy_fail(err, SY_EDATA, N_("\"%.*s\" is no whole number"), (int)cell.len,
                           cell.ptr);
        sy_append_i64(&t->append, value);
    } else if (c->type == SY_POOL_DATE) {
        if (!sy_time_parse_iso(&value, &precision, cell) || precision != SY_DATE)
            return sy_fail(err, SY_EDATA,
                           sy_date_is_shaped(cell) ? N_("there is no day %.*s in the calendar")
                                                   : N_("\"%.*s\" is not a date YYYY-MM-DD"),
                           (int)cell.len, cell.ptr);
        sy_append_i32(&t->append, (int32_t)sy_day_of(value));
    } else if (c->type == SY_POOL_AMOUNT) {
        if (!sy_minor_parse(&value, cell))
            return sy_fail(err, SY_EDATA, N_("\"%.*s\" is no amount"), (int)cell.len, cell.ptr);
        sy_append_i64(&t->append, value);
    } else {
        sy_append_text(&t->append, cell);
    }
    return SY_OK;
}

sy_status sy_trial_row(sy_trial *t, const sy_slice *cells, uint32_t row, sy_err *err)
{
    sy_status st = SY_OK;

    sy_append_u32(&t->append, t->source);
    sy_append_u32(&t->append, t->source);
    sy_append_u32(&t->append, row);
    sy_append_u64(&t->append, ((uint64_t)t->source << 32) | row);
    sy_append_null(&t->append); /* nothing is replaced */
    for (size_t i = 0; i < t->pool->n_columns && st == SY_OK; i++) {
        st = put_cell(t, &t->pool->columns[i], cells[i], err);
    }
    if (st != SY_OK) return st;
    sy_pool_append_forms(&t->append, t->pool, cells);
    sy_append_row(&t->append);
    return SY_OK;
}

sy_status sy_trial_end(sy_trial *t, sy_err *err)
{
    t->pool = NULL;
    return sy_append_end(&t->append, err);
}

sy_status sy_trial_link(sy_linked *out, sy_trial *t, const sy_pools *pools, const sy_pool *pool,
                        sy_linked_columns columns, sy_err *err)
{
    const duckdb_connection con = t->duck.con;
    sy_buf sql;

    sy_buf_init(&sql, NULL, 1 << 16);
    sy_status st = sy_linked_rows_sql(&sql, con, pools, pool, err);
    if (st == SY_OK && sy_buf_status(&sql) != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_linked_build(con, sql.ptr, pool, columns, err);
    if (st == SY_OK) st = sy_linked_describe(out, con, pool, err);
    sy_buf_dispose(&sql);
    return st;
}

void sy_trial_close(sy_trial *t)
{
    if (t->pool) (void)!sy_append_end(&t->append, NULL);
    sy_duck_close(&t->duck);
}
