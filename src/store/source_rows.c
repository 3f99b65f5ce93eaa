/* source_rows.c - what was read of a table stands in one of three kinds of tables (entries,
 * particulars, a register's own); what repeats another row is no accepted one. */
#include "store/source_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 14 };

static const char *const names[SY_ROW_FATES] = {"accepted", "duplicate", "rejected", "all"};

const char *sy_row_fate_name(sy_row_fate fate)
{
    return names[fate];
}

bool sy_row_fate_from(sy_row_fate *fate, const char *name)
{
    for (int i = 0; i < SY_ROW_FATES; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *fate = (sy_row_fate)i;
        return true;
    }
    return false;
}

static void put_repeats(sy_buf *sql, uint32_t source)
{
    sy_buf_printf(sql, "(SELECT \"row\", of_source, of_row FROM (%s) WHERE source = %" PRIu32 ")",
                  sy_sql_repeats, source);
}

/* Rows that were read, in whichever table they stand. */
static void put_read(sy_buf *sql, uint32_t source, const char *pool_table)
{
    sy_buf_printf(sql,
                  "SELECT \"row\" FROM entries WHERE source = %" PRIu32
                  " UNION SELECT \"row\" FROM particulars WHERE source = %" PRIu32,
                  source, source);
    if (pool_table)
        sy_buf_printf(sql, " UNION SELECT \"row\" FROM %s WHERE source = %" PRIu32, pool_table,
                      source);
}

/* "FROM (...)": row, of_source, of_row. */
static void put_rows(sy_buf *sql, uint32_t source, const char *pool_table, sy_row_fate fate)
{
    sy_buf_text(sql, "FROM ");
    if (fate == SY_ROW_DUPLICATE) {
        put_repeats(sql, source);
        return;
    }
    sy_buf_text(sql, "(SELECT r.\"row\", 0::UINTEGER AS of_source, 0::UINTEGER AS of_row FROM ");
    sy_buf_char(sql, '(');
    if (fate != SY_ROW_REJECTED) put_read(sql, source, pool_table);
    if (fate == SY_ROW_ALL) sy_buf_text(sql, " UNION ");
    if (fate != SY_ROW_ACCEPTED)
        sy_buf_printf(sql, "SELECT DISTINCT \"row\" FROM rejects WHERE source = %" PRIu32, source);
    sy_buf_text(sql, ") r");
    if (fate == SY_ROW_ACCEPTED) {
        sy_buf_text(sql, " ANTI JOIN ");
        put_repeats(sql, source);
        sy_buf_text(sql, " d ON d.\"row\" = r.\"row\"");
    }
    sy_buf_char(sql, ')');
}

static sy_status copy_row(void *item, sy_rows *r, size_t row, sy_arena *arena, sy_err *err)
{
    (void)arena, (void)err;
    *(sy_source_row *)item =
        (sy_source_row){sy_rows_u32(r, 0, row), sy_rows_u32(r, 1, row), sy_rows_u32(r, 2, row)};
    return SY_OK;
}

sy_status sy_source_rows_read(sy_source_rows *out, sy_workspace *ws, const sy_source *source,
                              const sy_pool *pool, sy_row_fate fate, uint64_t offset,
                              uint64_t limit, sy_arena *arena, sy_err *err)
{
    sy_pool_shape shape = {.is_there = false};
    duckdb_connection con;
    void *items = NULL;
    sy_buf sql;
    sy_status st = sy_facts_connect(ws, &con, err);

    *out = (sy_source_rows){.n = 0};
    sy_buf_init(&sql, NULL, MOST_SQL);
    if (st == SY_OK && pool) st = sy_pool_shape_read(&shape, con, pool, err);
    put_rows(&sql, source->id, shape.is_there ? pool->table : NULL, fate);
    if (st == SY_OK && sy_buf_status(&sql) != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK)
        st = sy_duck_number(con, &out->total, err, "SELECT count(*)::UBIGINT %s", sql.ptr);
    sy_buf_printf(&sql, " ORDER BY \"row\", of_source, of_row LIMIT %" PRIu64 " OFFSET %" PRIu64,
                  limit < INT64_MAX ? limit : INT64_MAX, offset < INT64_MAX ? offset : INT64_MAX);
    if (st == SY_OK && sy_buf_status(&sql) != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK)
        st = sy_rows_list(con, &items, &out->n, sizeof *out->items, sql.ptr, copy_row, arena, err);
    out->items = items;
    sy_buf_dispose(&sql);
    duckdb_disconnect(&con);
    return st;
}
