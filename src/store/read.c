/* read.c - the small tables of the facts: row by row, or as arrays. Each read has a connection of
 * its own, so that what it calls may read too. */
#include "store/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/lang.h"

sy_status sy_facts_each(sy_workspace *ws, const char *sql, sy_row_fn *one_row, void *ctx,
                        sy_err *err)
{
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK) st = sy_rows_each(con, sql, one_row, ctx, err);
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
    sy_status st = sy_rows_each(con, sql, one_item, &l, err);

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
    return to->text(to->ctx, sy_rows_u32(r, 0, row), sy_rows_text(r, 1, row), err);
}

static sy_status one_account(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->account(to->ctx, sy_rows_u32(r, 0, row), sy_rows_text(r, 1, row), err);
}

static sy_status one_ledger(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->ledger(to->ctx, sy_rows_u32(r, 0, row), sy_rows_u32(r, 1, row),
                      sy_rows_text(r, 2, row), sy_rows_text(r, 3, row), err);
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
    return sy_facts_each(ws, "SELECT id, account, sub, currency FROM ledgers", one_ledger, &to,
                         err);
}

static sy_status one_last_row(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    return to->last_row(to->ctx, sy_rows_u32(r, 0, row), sy_rows_u32(r, 1, row), err);
}

sy_status sy_facts_last_rows(sy_workspace *ws, sy_last_row_fn *fn, void *ctx, sy_err *err)
{
    reader to = {.last_row = fn, .ctx = ctx};
    return sy_facts_each(ws, "SELECT source, max(\"row\") FROM entries GROUP BY source",
                         one_last_row, &to, err);
}

static sy_status one_reject(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    const reader *to = ctx;
    const sy_reject_row reject = {.source = sy_rows_u32(r, 0, row),
                                  .row = sy_rows_u32(r, 1, row),
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
    const sy_value_list wanted = {"wanted_texts", "v UINTEGER", ids, n, false, false};
    reader to = {.text = fn, .ctx = ctx};
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK) st = sy_value_list_fill(con, &wanted, err);
    if (st == SY_OK) {
        st = sy_rows_each(con,
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
    source->id = sy_rows_u32(r, 0, row);
    copy_field(source->path, sizeof source->path, sy_rows_text(r, 1, row));
    copy_field(source->sha256, sizeof source->sha256, sy_rows_text(r, 2, row));
    source->size = sy_rows_u64(r, 3, row);
    source->sheet = sy_rows_u32(r, 4, row);
    copy_field(source->sheet_name, sizeof source->sheet_name, sy_rows_text(r, 5, row));
    copy_field(source->encoding, sizeof source->encoding, sy_rows_text(r, 6, row));
    copy_field(source->profile, sizeof source->profile, sy_rows_text(r, 7, row));
    copy_field(source->kind, sizeof source->kind, sy_rows_text(r, 8, row));
    source->header_row = sy_rows_u32(r, 9, row);
    copy_field(source->header, sizeof source->header, sy_rows_text(r, 10, row));
    source->rows = sy_rows_u64(r, 11, row);
    source->accepted = sy_rows_u64(r, 12, row);
    source->duplicate = sy_rows_u64(r, 13, row);
    source->rejected = sy_rows_u64(r, 14, row);
    source->import = sy_rows_u32(r, 16, row);
    copy_field(source->archive, sizeof source->archive, sy_rows_text(r, 15, row));
    return SY_OK;
}

const sy_source *sy_source_with_id(const sy_source *list, size_t n, uint32_t id)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].id == id) return &list[i];
    }
    return NULL;
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
    *(sy_cover_row *)item = (sy_cover_row){.source = sy_rows_u32(r, 0, row),
                                           .ledger = sy_rows_u32(r, 1, row),
                                           .from_day = sy_rows_i32(r, 2, row),
                                           .to_day = sy_rows_i32(r, 3, row),
                                           .stated = sy_rows_bool(r, 4, row)};
    return SY_OK;
}

sy_status sy_facts_covers(sy_workspace *ws, sy_cover_row **list, size_t *n, sy_arena *arena,
                          sy_err *err)
{
    void *items;
    const sy_status st =
        sy_facts_list(ws, &items, n, sizeof **list, "SELECT * EXCLUDE (import) FROM covers",
                      copy_cover, arena, err);

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
    to->rows[to->n++] = (sy_duplicate_row){sy_rows_u32(r, 0, row), sy_rows_u32(r, 1, row),
                                           sy_rows_u32(r, 2, row), sy_rows_u32(r, 3, row)};
    return SY_OK;
}

/* There may be millions: counted first, so that the array is made once. */
sy_status sy_facts_duplicates(sy_workspace *ws, sy_duplicate_row **list, size_t *n, sy_arena *arena,
                              sy_err *err)
{
    duckdb_connection con;
    uint64_t rows = 0;
    repeats to = {0};
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK)
        st = sy_duck_number(con, &rows, err, "SELECT count(*)::UBIGINT FROM duplicates");
    to.most = (size_t)rows;
    to.rows = st == SY_OK ? sy_arena_get(arena, to.most * sizeof *to.rows) : NULL;
    if (st == SY_OK && !to.rows) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_rows_each(con, sy_sql_repeats, one_duplicate, &to, err);
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
