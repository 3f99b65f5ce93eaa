/* read.c - facts out of the store, streamed.
 *
 * Each read has a connection of its own, so that what it calls may read too.
 * Lists of a filter (ledgers, places, fingerprints; up to hundreds of
 * thousands) go into temporary tables of that connection and are joined: SQL
 * text of that length would take longer to parse than the entries to read. */
#include "store/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/lang.h"

enum { MAX_ENTRIES_SQL = 5000 };

/* ---- entries ---- */

/* A list of the filter as a temporary table of the connection. */
typedef struct value_list {
    const char *table, *columns;
    const void *values;
    size_t n;
    bool is_wide, is_place; /* 64 bits a value; two columns out of one */
} value_list;

static sy_status fill_list(duckdb_connection con, const value_list *l, sy_err *err)
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
    const value_list lists[] = {
        {"wanted_fingerprints", "v UBIGINT", f->fingerprints, f->n_fingerprints, true, false},
        {"wanted_ledgers", "v UINTEGER", f->ledgers, f->n_ledgers, false, false},
        {"wanted_places", "s UINTEGER, r UINTEGER", f->places, f->n_places, true, true},
    };
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < sizeof lists / sizeof *lists; i++) {
        if (lists[i].values) st = fill_list(con, &lists[i], err);
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

/* ---- the small tables ---- */

/* Runs a statement and gives each row to one_row. */
static sy_status each_row_of(duckdb_connection con, const char *sql, sy_row_fn *one_row, void *ctx,
                             sy_err *err)
{
    sy_rows r = {0};
    sy_status st = sy_rows_open(&r, con, err, "%s", sql);

    while (st == SY_OK) {
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        for (size_t i = 0; st == SY_OK && i < r.n; i++) st = one_row(ctx, &r, i, err);
    }
    sy_rows_close(&r);
    return st;
}

sy_status sy_facts_each(sy_workspace *ws, const char *sql, sy_row_fn *one_row, void *ctx,
                        sy_err *err)
{
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK) st = each_row_of(con, sql, one_row, ctx, err);
    duckdb_disconnect(&con);
    return st;
}

typedef struct listing {
    void *items;
    size_t n, capacity, size;
    sy_row_copy *copy;
    sy_arena *arena;
} listing;

static sy_status one_item(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    listing *l = ctx;

    if (!sy_grow(NULL, &l->items, &l->capacity, l->n, l->n + 1, l->size)) return sy_fail_nomem(err);
    return l->copy((char *)l->items + l->n++ * l->size, r, row, l->arena, err);
}

sy_status sy_rows_list(duckdb_connection con, void **list, size_t *n, size_t size, const char *sql,
                       sy_row_copy *copy, sy_arena *arena, sy_err *err)
{
    listing l = {.size = size, .copy = copy, .arena = arena};
    sy_status st = each_row_of(con, sql, one_item, &l, err);

    *list = st == SY_OK ? sy_arena_get(arena, (l.n + 1) * size) : NULL;
    if (st == SY_OK && !*list) st = sy_fail_nomem(err);
    *n = st == SY_OK ? l.n : 0;
    if (*n) memcpy(*list, l.items, l.n * size);
    sy_drop(NULL, l.items);
    return st;
}

sy_status sy_facts_list(sy_workspace *ws, void **list, size_t *n, size_t size, const char *sql,
                        sy_row_copy *copy, sy_arena *arena, sy_err *err)
{
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    *list = NULL;
    *n = 0;
    if (st == SY_OK) st = sy_rows_list(con, list, n, size, sql, copy, arena, err);
    duckdb_disconnect(&con);
    return st;
}

sy_status sy_row_text(sy_slice *to, sy_rows *r, size_t column, size_t row, sy_arena *arena,
                      sy_err *err)
{
    const sy_slice text = sy_rows_text(r, column, row);

    *to = (sy_slice){sy_arena_text(arena, text.ptr, text.len), text.len};
    return to->ptr ? SY_OK : sy_fail_nomem(err);
}

static uint32_t u32(sy_rows *r, size_t column, size_t row)
{
    return ((const uint32_t *)sy_rows_column(r, column))[row];
}

static uint64_t u64(sy_rows *r, size_t column, size_t row)
{
    return ((const uint64_t *)sy_rows_column(r, column))[row];
}

sy_status sy_row_name(void *item, sy_rows *r, size_t row, sy_arena *arena, sy_err *err)
{
    sy_slice name;
    const sy_status st = sy_row_text(&name, r, 0, row, arena, err);

    *(const char **)item = name.ptr;
    return st;
}

typedef struct reader { /* the caller's function, of one of these kinds */
    sy_text_fn *text;
    sy_account_fn *account;
    sy_ledger_fn *ledger;
    sy_last_row_fn *last_row;
    sy_reject_fn *reject;
    void *ctx;
} reader;

static sy_status one_text(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->text(to->ctx, u32(r, 0, row), sy_rows_text(r, 1, row), err);
}

static sy_status one_account(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->account(to->ctx, u32(r, 0, row), sy_rows_text(r, 1, row), err);
}

static sy_status one_ledger(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->ledger(to->ctx, u32(r, 0, row), u32(r, 1, row), sy_rows_text(r, 2, row),
                      sy_rows_text(r, 3, row), err);
}

sy_status sy_facts_texts(sy_workspace *ws, sy_text_fn *fn, void *ctx, sy_err *err)
{
    reader to = {.text = fn, .ctx = ctx};
    return sy_facts_each(ws, "SELECT id, text FROM texts", one_text, &to, err);
}

sy_status sy_facts_accounts(sy_workspace *ws, sy_account_fn *fn, void *ctx, sy_err *err)
{
    reader to = {.account = fn, .ctx = ctx};
    return sy_facts_each(ws, "SELECT id, number FROM accounts", one_account, &to, err);
}

sy_status sy_facts_ledgers(sy_workspace *ws, sy_ledger_fn *fn, void *ctx, sy_err *err)
{
    reader to = {.ledger = fn, .ctx = ctx};
    return sy_facts_each(ws, "SELECT id, account, sub, currency FROM ledgers", one_ledger, &to, err);
}

static sy_status one_last_row(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->last_row(to->ctx, u32(r, 0, row), u32(r, 1, row), err);
}

sy_status sy_facts_last_rows(sy_workspace *ws, sy_last_row_fn *fn, void *ctx, sy_err *err)
{
    reader to = {.last_row = fn, .ctx = ctx};
    return sy_facts_each(ws, "SELECT source, max(\"row\") FROM entries GROUP BY source", one_last_row,
                    &to, err);
}

static sy_status one_reject(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    const sy_reject_row reject = {.source = u32(r, 0, row),
                                  .row = u32(r, 1, row),
                                  .column = sy_rows_text(r, 2, row),
                                  .rule = sy_rows_text(r, 3, row),
                                  .value = sy_rows_text(r, 4, row)};
    return to->reject(to->ctx, &reject, err);
}

sy_status sy_facts_rejects(sy_workspace *ws, uint32_t source, size_t limit, sy_reject_fn *fn,
                           void *ctx, sy_err *err)
{
    reader to = {.reject = fn, .ctx = ctx};
    char sql[256];

    snprintf(sql, sizeof sql,
             "SELECT source, \"row\", \"column\", rule, value FROM rejects WHERE source = %" PRIu32
             " ORDER BY \"row\", \"column\", rule, value LIMIT %zu",
             source, limit ? limit : (size_t)INT64_MAX);
    return sy_facts_each(ws, sql, one_reject, &to, err);
}

sy_status sy_facts_texts_of(sy_workspace *ws, const uint32_t *ids, size_t n, sy_text_fn *fn,
                            void *ctx, sy_err *err)
{
    const value_list wanted = {"wanted_texts", "v UINTEGER", ids, n, false, false};
    reader to = {.text = fn, .ctx = ctx};
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK) st = fill_list(con, &wanted, err);
    if (st == SY_OK) {
        st = each_row_of(con,
                         "SELECT t.id, t.text FROM texts t SEMI JOIN wanted_texts w ON w.v = t.id",
                         one_text, &to, err);
    }
    duckdb_disconnect(&con);
    return st;
}

typedef struct found {
    sy_arena *arena;
    sy_slice *text;
    bool is_found;
} found;

static sy_status copy_text(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    found *f = ctx;
    const sy_slice text = sy_rows_text(r, 0, row);
    const char *copy = sy_arena_text(f->arena, text.ptr, text.len);

    if (!copy) return sy_fail_nomem(err);
    *f->text = (sy_slice){copy, text.len};
    f->is_found = true;
    return SY_OK;
}

sy_status sy_facts_text(sy_workspace *ws, uint32_t id, sy_slice *text, sy_arena *arena, sy_err *err)
{
    found f = {arena, text, false};
    char sql[64];

    *text = SY_TEXT("");
    if (id == 0) return SY_OK;
    snprintf(sql, sizeof sql, "SELECT text FROM texts WHERE id = %" PRIu32, id);
    sy_status st = sy_facts_each(ws, sql, copy_text, &f, err);
    if (st == SY_OK && !f.is_found) {
        st = sy_fail(err, SY_EENGINE, N_("the facts name text %u, which is not there"), id);
    }
    return st;
}

static void copy_field(char *field, size_t size, sy_slice text)
{
    const size_t n = text.len < size ? text.len : size - 1;
    memcpy(field, text.ptr, n);
    field[n] = '\0';
}

static sy_status copy_source(void *item, sy_rows *r, size_t row, sy_arena *arena, sy_err *err)
{
    sy_source *source = item;

    (void)arena, (void)err;
    source->id = u32(r, 0, row);
    copy_field(source->path, sizeof source->path, sy_rows_text(r, 1, row));
    copy_field(source->sha256, sizeof source->sha256, sy_rows_text(r, 2, row));
    source->size = u64(r, 3, row);
    source->sheet = u32(r, 4, row);
    copy_field(source->sheet_name, sizeof source->sheet_name, sy_rows_text(r, 5, row));
    copy_field(source->encoding, sizeof source->encoding, sy_rows_text(r, 6, row));
    copy_field(source->profile, sizeof source->profile, sy_rows_text(r, 7, row));
    copy_field(source->kind, sizeof source->kind, sy_rows_text(r, 8, row));
    source->header_row = u32(r, 9, row);
    copy_field(source->header, sizeof source->header, sy_rows_text(r, 10, row));
    source->rows = u64(r, 11, row);
    source->accepted = u64(r, 12, row);
    source->duplicate = u64(r, 13, row);
    source->rejected = u64(r, 14, row);
    source->import = u32(r, 16, row);
    copy_field(source->archive, sizeof source->archive, sy_rows_text(r, 15, row));
    return SY_OK;
}

sy_status sy_facts_sources(sy_workspace *ws, sy_source **list, size_t *n, sy_arena *arena,
                           sy_err *err)
{
    void *items;
    const sy_status st =
        sy_facts_list(ws, &items, n, sizeof **list, sy_sql_sources, copy_source, arena, err);

    *list = items;
    return st;
}

sy_status sy_facts_source_names(sy_workspace *ws, sy_source **list, size_t *n, sy_arena *arena,
                                sy_err *err)
{
    void *items;
    const sy_status st =
        sy_facts_list(ws, &items, n, sizeof **list,
                        "SELECT s.* EXCLUDE (import) REPLACE (0::UBIGINT AS accepted,"
                        " 0::UBIGINT AS duplicate), coalesce(a.sha256, ''), s.import"
                        " FROM sources s LEFT JOIN archives a ON a.source = s.id"
                        " ORDER BY s.sha256, s.sheet",
                        copy_source, arena, err);

    *list = items;
    return st;
}

static sy_status copy_cover(void *item, sy_rows *r, size_t row, sy_arena *arena, sy_err *err)
{
    (void)arena, (void)err;
    *(sy_cover_row *)item = (sy_cover_row){.source = u32(r, 0, row),
                                           .ledger = u32(r, 1, row),
                                           .from_day = (int32_t)u32(r, 2, row),
                                           .to_day = (int32_t)u32(r, 3, row),
                                           .stated = ((const bool *)sy_rows_column(r, 4))[row]};
    return SY_OK;
}

sy_status sy_facts_covers(sy_workspace *ws, sy_cover_row **list, size_t *n, sy_arena *arena,
                          sy_err *err)
{
    void *items;
    const sy_status st = sy_facts_list(ws, &items, n, sizeof **list,
                                       "SELECT * EXCLUDE (import) FROM covers", copy_cover, arena,
                                       err);

    *list = items;
    return st;
}

typedef struct repeats {
    sy_duplicate_row *rows;
    size_t n, most;
} repeats;

static sy_status one_duplicate(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    repeats *to = ctx;

    (void)err;
    SY_ASSERT(to->n < to->most);
    to->rows[to->n++] =
        (sy_duplicate_row){u32(r, 0, row), u32(r, 1, row), u32(r, 2, row), u32(r, 3, row)};
    return SY_OK;
}

/* There may be millions: counted first, so that the array is made once. */
sy_status sy_facts_duplicates(sy_workspace *ws, sy_duplicate_row **list, size_t *n,
                              sy_arena *arena, sy_err *err)
{
    duckdb_connection con;
    uint64_t rows = 0;
    repeats to = {0};
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK) st = sy_duck_number(con, &rows, err, "SELECT count(*)::UBIGINT FROM duplicates");
    to.most = (size_t)rows;
    to.rows = st == SY_OK ? sy_arena_get(arena, to.most * sizeof *to.rows) : NULL;
    if (st == SY_OK && !to.rows) st = sy_fail_nomem(err);
    if (st == SY_OK) st = each_row_of(con, sy_sql_repeats, one_duplicate, &to, err);
    duckdb_disconnect(&con);
    *list = st == SY_OK ? to.rows : NULL;
    *n = st == SY_OK ? to.n : 0;
    return st;
}

/* ---- counts ---- */

sy_status sy_facts_has_file(sy_workspace *ws, const char *sha256, bool *has, sy_err *err)
{
    duckdb_connection own = NULL;
    uint64_t n = 0;
    sy_status st = SY_OK;

    *has = false;
    if (!sy_is_sha256(sha256)) return sy_fail(err, SY_EINVAL, N_("%s: not a SHA-256"), sha256);
    /* An import sees its own sources only over its own connection. */
    if (!ws->import) st = sy_facts_connect(ws, &own, err);
    if (st == SY_OK) {
        st = sy_duck_number(own ? own : ws->facts.con, &n, err,
                            "SELECT count(*)::UBIGINT FROM sources WHERE sha256 = '%s'", sha256);
    }
    duckdb_disconnect(&own);
    *has = n > 0;
    return st;
}

sy_status sy_facts_count_entries(sy_workspace *ws, uint64_t *entries, uint64_t *duplicates,
                                 sy_err *err)
{
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    *entries = *duplicates = 0;
    if (st == SY_OK) {
        st = sy_duck_number(con, entries, err, "SELECT count(*)::UBIGINT FROM entries");
    }
    if (st == SY_OK) {
        st = sy_duck_number(con, duplicates, err,
                            "SELECT count(*)::UBIGINT FROM duplicates SEMI JOIN (SELECT id FROM"
                            " sources WHERE kind IN ('entries', 'transfers')) s ON s.id = source");
    }
    duckdb_disconnect(&con);
    return st;
}
