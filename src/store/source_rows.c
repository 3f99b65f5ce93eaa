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

/* Columns: row, of_source, of_row. */
static void put_rows(sy_buf *sql, uint32_t source, const char *pool_table, sy_row_fate fate)
{
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

static sy_status read_window(sy_source_rows *out, duckdb_connection con, const char *rows,
                             uint64_t offset, uint64_t limit, sy_arena *arena, sy_err *err)
{
    const uint64_t left = offset < out->total ? out->total - offset : 0;
    const size_t most = (size_t)(limit < left ? limit : left);
    sy_rows r = {0};
    sy_status st;

    out->items = sy_arena_get(arena, (most + 1) * sizeof *out->items);
    if (!out->items) return sy_fail_nomem(err);
    st = sy_rows_open(&r, con, err,
                      "SELECT \"row\", of_source, of_row FROM %s ORDER BY \"row\", of_source,"
                      " of_row LIMIT %zu OFFSET %" PRIu64,
                      rows, most, offset);
    while (st == SY_OK && (st = sy_rows_next(&r, err)) == SY_OK && r.n > 0) {
        for (size_t i = 0; i < r.n && out->n < most; i++) {
            out->items[out->n++] = (sy_source_row){((const uint32_t *)sy_rows_column(&r, 0))[i],
                                                   ((const uint32_t *)sy_rows_column(&r, 1))[i],
                                                   ((const uint32_t *)sy_rows_column(&r, 2))[i]};
        }
    }
    sy_rows_close(&r);
    return st;
}

sy_status sy_source_rows_read(sy_source_rows *out, sy_workspace *ws, const sy_source *source,
                              const sy_pool *pool, sy_row_fate fate, uint64_t offset,
                              uint64_t limit, sy_arena *arena, sy_err *err)
{
    sy_pool_shape shape = {.is_there = false};
    duckdb_connection con;
    sy_buf rows;
    sy_status st = sy_facts_connect(ws, &con, err);

    *out = (sy_source_rows){.n = 0};
    sy_buf_init(&rows, NULL, MOST_SQL);
    if (st == SY_OK && pool) st = sy_pool_shape_read(&shape, con, pool, err);
    put_rows(&rows, source->id, shape.is_there ? pool->table : NULL, fate);
    if (st == SY_OK && sy_buf_status(&rows) != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK)
        st = sy_duck_number(con, &out->total, err, "SELECT count(*)::UBIGINT FROM %s", rows.ptr);
    if (st == SY_OK) st = read_window(out, con, rows.ptr, offset, limit, arena, err);
    sy_buf_dispose(&rows);
    duckdb_disconnect(&con);
    return st;
}
