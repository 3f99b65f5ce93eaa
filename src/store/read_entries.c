/* read_entries.c - entries out of the store, streamed.
 *
 * Each read has a connection of its own, so that what it calls may read too.
 * Lists of a filter (ledgers, places, fingerprints; up to hundreds of
 * thousands) go into temporary tables of that connection and are joined: SQL
 * text of that length would take longer to parse than the entries to read. */
#include "store/private.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

enum { MAX_ENTRIES_SQL = 5000 };

sy_status sy_value_list_fill(duckdb_connection con, const sy_value_list *l, sy_err *err)
{
    sy_append a;
    sy_status st =
        sy_duck_runf(con, err, "CREATE OR REPLACE TEMP TABLE %s(%s)", l->table, l->columns);

    if (st == SY_OK) st = sy_append_begin(&a, con, "temp", l->table, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < l->n; i++) {
        if (!l->is_wide) {
            sy_append_u32(&a, ((const uint32_t *)l->values)[i]);
        } else if (!l->is_place) {
            sy_append_u64(&a, ((const uint64_t *)l->values)[i]);
        } else {
            const uint64_t place = ((const uint64_t *)l->values)[i];
            sy_append_u32(&a, (uint32_t)(place >> 32));
            sy_append_u32(&a, (uint32_t)place);
        }
        sy_append_row(&a);
    }
    return sy_append_end(&a, err);
}

static sy_status fill_lists(duckdb_connection con, const sy_entry_filter *f, sy_err *err)
{
    const sy_value_list lists[] = {
        {"wanted_fingerprints", "v UBIGINT", f->fingerprints, f->n_fingerprints, true, false},
        {"wanted_ledgers", "v UINTEGER", f->ledgers, f->n_ledgers, false, false},
        {"wanted_places", "s UINTEGER, r UINTEGER", f->places, f->n_places, true, true},
    };
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < sizeof lists / sizeof *lists; i++) {
        if (lists[i].values) st = sy_value_list_fill(con, &lists[i], err);
    }
    return st;
}

static bool is_wanted(const sy_entry_filter *f, size_t column)
{
    if (column == SY_COL_SERIAL) return f->with_serial;
    if (column == SY_COL_FINGERPRINT) return !f->without_fingerprints;
    if (column == SY_COL_AT || column == SY_COL_AMOUNT || column == SY_COL_BALANCE) {
        return !f->without_amounts;
    }
    return column < SY_FIXED_COLUMNS || (f->text_columns >> (column - SY_FIXED_COLUMNS) & 1u);
}

static void write_select(sy_buf *sql, const sy_entry_filter *f, const char *repeats)
{
    const char *between = "SELECT ";

    for (size_t i = 0; i < SY_ENTRY_COLUMNS; i++) {
        if (!is_wanted(f, i)) continue;
        sy_buf_printf(sql, "%se.\"%s\"", between, sy_entry_columns[i].name);
        between = ", ";
    }
    sy_buf_text(sql, " FROM entries e");
    if (f->fingerprints) {
        sy_buf_text(sql, " SEMI JOIN wanted_fingerprints f ON f.v = e.fingerprint");
    }
    if (f->ledgers) sy_buf_text(sql, " SEMI JOIN wanted_ledgers l ON l.v = e.ledger");
    if (f->places) {
        sy_buf_text(sql, " SEMI JOIN wanted_places p ON p.s = e.source AND p.r = e.\"row\"");
    }
    if (f->without_duplicates) {
        sy_buf_printf(sql, " ANTI JOIN (%s) d ON d.source = e.source AND d.\"row\" = e.\"row\"",
                      repeats);
    }
    if (f->without_failed) {
        sy_buf_printf(sql, " WHERE e.flags & %d = 0", SY_ENTRY_FAILED | SY_ENTRY_ASIDE);
    } else if (f->only_failed) {
        sy_buf_printf(sql, " WHERE e.flags & %d = %d", SY_ENTRY_FAILED | SY_ENTRY_ASIDE,
                      SY_ENTRY_FAILED);
    }
    if (f->only_aside) sy_buf_printf(sql, " WHERE e.flags & %d <> 0", SY_ENTRY_ASIDE);
    if (f->in_order) sy_buf_text(sql, " ORDER BY e.source, e.\"row\"");
}

/* The arrays of the batch are the chunk's, but for the serial numbers. */
static void point_into(sy_entry_batch *batch, sy_rows *r, const sy_entry_filter *f,
                       sy_slice serials[SY_BATCH_ROWS])
{
    void *columns[SY_ENTRY_COLUMNS] = {NULL};
    size_t next = 0;

    for (size_t i = 0; i < SY_ENTRY_COLUMNS; i++) {
        if (!is_wanted(f, i)) continue;
        if (i == SY_COL_SERIAL) {
            for (size_t k = 0; k < r->n; k++) serials[k] = sy_rows_text(r, next, k);
        }
        columns[i] = sy_rows_column(r, next++);
    }
    *batch = (sy_entry_batch){
        .n = r->n,
        .source = columns[SY_COL_SOURCE],
        .row = columns[SY_COL_ROW],
        .ledger = columns[SY_COL_LEDGER],
        .other_account = columns[SY_COL_OTHER],
        .at = columns[SY_COL_AT],
        .amount = columns[SY_COL_AMOUNT],
        .balance = columns[SY_COL_BALANCE],
        .flags = columns[SY_COL_FLAGS],
        .fingerprint = columns[SY_COL_FINGERPRINT],
        .serial = f->with_serial ? serials : NULL,
    };
    for (size_t i = 0; i < SY_ENTRY_TEXTS; i++) batch->text[i] = columns[SY_FIXED_COLUMNS + i];
}

sy_status sy_read_entries(duckdb_connection con, const sy_entry_filter *filter, const char *repeats,
                          sy_entry_fn *fn, void *ctx, sy_err *err)
{
    sy_slice *serials = sy_new_array(NULL, SY_BATCH_ROWS, sizeof *serials);
    sy_rows r = {0};
    sy_buf sql;

    sy_buf_init(&sql, NULL, MAX_ENTRIES_SQL);
    write_select(&sql, filter, repeats);
    sy_status st = serials && sy_buf_status(&sql) == SY_OK ? SY_OK : sy_fail_nomem(err);
    if (st == SY_OK) st = fill_lists(con, filter, err);
    if (st == SY_OK) st = sy_rows_open(&r, con, err, "%s", sql.ptr);
    while (st == SY_OK) {
        sy_entry_batch batch;
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        SY_ASSERT(r.n <= SY_BATCH_ROWS);
        point_into(&batch, &r, filter, serials);
        st = fn(ctx, &batch, err);
    }
    sy_rows_close(&r);
    sy_buf_dispose(&sql);
    sy_drop(NULL, serials);
    return st;
}

sy_status sy_facts_entries(sy_workspace *ws, const sy_entry_filter *filter, sy_entry_fn *fn,
                           void *ctx, sy_err *err)
{
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK) st = sy_read_entries(con, filter, sy_sql_repeats, fn, ctx, err);
    duckdb_disconnect(&con);
    return st;
}
