/* findings.c - a table a kind, and one row of found_state that says it is whole.
 *
 * A commit of DuckDB can tear under a kill, so the state's row goes in a transaction before
 * (taken away) and one after (put back): whatever a kill leaves, a table with a state is a
 * table that was written to its end. */
#include "store/findings.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "store/pool_table.h"
#include "store/private.h"

enum { MOST_SQL = 1 << 14 };

struct sy_finding_writer {
    sy_workspace *ws;
    sy_finding_kind kind;
    const sy_pool *table;
    sy_append append;
    bool is_appending;
    sy_digest digest;
    uint64_t rows;
};

/* ---- what is there ---- */

static sy_status on_state(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    sy_finding_state *s = ctx;
    const sy_slice stamp = sy_rows_text(r, 0, row), hash = sy_rows_text(r, 1, row);
    (void)err;

    if (stamp.len >= sizeof s->stamp || hash.len >= sizeof s->sha256) return SY_OK;
    memcpy(s->stamp, stamp.ptr, stamp.len);
    memcpy(s->sha256, hash.ptr, hash.len);
    s->rows = sy_rows_u64(r, 2, row);
    s->is_whole = sy_rows_bool(r, 3, row);
    s->is_made = true;
    return SY_OK;
}

static sy_status on_true(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    (void)err;
    *(bool *)ctx = sy_rows_bool(r, 0, row);
    return SY_OK;
}

#define HAS_STATES "SELECT EXISTS (SELECT 1 FROM duckdb_tables() WHERE table_name = 'found_state')"

sy_status sy_finding_state_read(sy_finding_state *out, sy_workspace *ws, sy_finding_kind kind,
                                sy_err *err)
{
    bool has_states = false;
    char sql[160];
    sy_status st = sy_facts_each(ws, HAS_STATES, on_true, &has_states, err);

    *out = (sy_finding_state){0};
    if (st != SY_OK || !has_states) return st;
    snprintf(sql, sizeof sql, "SELECT stamp, sha256, rows, whole FROM found_state WHERE id = '%s'",
             sy_finding_table(kind)->id);
    return sy_facts_each(ws, sql, on_state, out, err);
}

sy_status sy_finding_needs(sy_workspace *ws, sy_finding_kind kind, bool *statements, bool *debtor,
                           sy_err *err)
{
    int64_t named = 0;
    sy_status st =
        sy_facts_each(ws, "SELECT EXISTS (SELECT 1 FROM entries)", on_true, statements, err);

    *debtor = true;
    if (st != SY_OK || (kind != SY_FINDING_CLUES && kind != SY_FINDING_PROXIES)) return st;
    st = sy_sqlite_number(
        ws->decisions, &named,
        "SELECT (SELECT count(*) FROM people WHERE undone_at IS NULL AND relation = 'debtor') +"
        " (SELECT count(*) FROM (SELECT field, value, max(id) FROM case_facts"
        "  WHERE undone_at IS NULL AND field IN ('debtor', 'debtor_id') GROUP BY field)"
        "  WHERE value <> '')",
        err);
    *debtor = named > 0;
    return st;
}

sy_status sy_finding_words_said(sy_workspace *ws, uint64_t *said, sy_err *err)
{
    static const char *const tables[] = {"case_facts", "people", "finding_decisions",
                                         "party_decisions"};
    sy_status st = SY_OK;

    *said = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && st == SY_OK; i++) {
        int64_t n = 0;
        char sql[128];
        snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) + count(undone_at) FROM %s",
                 tables[i]);
        st = sy_sqlite_number(ws->decisions, &n, sql, err);
        *said += (uint64_t)n;
    }
    return st;
}

/* ---- making them ---- */

static sy_status make_table(const sy_finding_writer *w, sy_err *err)
{
    sy_buf sql;

    sy_buf_init(&sql, NULL, MOST_SQL);
    sy_buf_printf(
        &sql,
        "CREATE TABLE IF NOT EXISTS found_state(id VARCHAR, stamp VARCHAR, sha256 VARCHAR,"
        " rows UBIGINT, whole BOOLEAN);"
        "DELETE FROM found_state WHERE id = '%s';",
        w->table->id);
    sy_pool_create(&sql, w->table, "CREATE OR REPLACE TABLE");
    sy_status st = sy_duck_run_buf(w->ws->facts.con, &sql, err);
    sy_buf_dispose(&sql);
    return st;
}

sy_status sy_finding_begin(sy_finding_writer **out, sy_workspace *ws, sy_finding_kind kind,
                           sy_err *err)
{
    *out = NULL;
    sy_status st = sy_needs_write(ws, err);
    if (st == SY_OK && ws->import)
        st = sy_fail(err, SY_EINVAL, N_("an import is under way already"));
    if (st == SY_OK && ws->is_torn) st = sy_recover(ws, NULL, err);
    if (st != SY_OK) return st;
    sy_finding_writer *w = sy_new(NULL, sizeof *w);
    if (!w) return sy_fail_nomem(err);
    w->ws = ws;
    w->kind = kind;
    w->table = sy_finding_table(kind);
    st = sy_digest_begin(&w->digest, SY_SHA256, err);
    if (st == SY_OK) st = sy_facts_open(ws, SY_FACTS_IMPORT, err);
    if (st == SY_OK) st = make_table(w, err);
    if (st == SY_OK) st = sy_duck_run(ws->facts.con, "BEGIN", err);
    if (st == SY_OK) st = sy_append_begin(&w->append, ws->facts.con, NULL, w->table->table, err);
    w->is_appending = st == SY_OK;
    if (st != SY_OK) {
        sy_finding_drop(w);
        return st;
    }
    *out = w;
    return SY_OK;
}

/* The row as people read it: where it stands is a number of this workspace, and stays out. */
static void add_to_digest(sy_finding_writer *w, const sy_pool_value *values)
{
    for (size_t i = 0; i < w->table->n_columns; i++) {
        const uint64_t len = values[i].text.len;
        sy_digest_add(&w->digest, &values[i].number, sizeof values[i].number);
        sy_digest_add(&w->digest, &len, sizeof len);
        if (len) sy_digest_add(&w->digest, values[i].text.ptr, len);
    }
}

void sy_finding_put(sy_finding_writer *w, uint32_t source, uint32_t row,
                    const sy_pool_value *values)
{
    sy_pool_append(&w->append, w->table, source, row, w->rows, values);
    add_to_digest(w, values);
    w->rows++;
}

static void close_writer(sy_finding_writer *w)
{
    sy_digest_dispose(&w->digest);
    sy_duck_close(&w->ws->facts);
    sy_drop(NULL, w);
}

sy_status sy_finding_end(sy_finding_writer *w, const char *stamp, bool is_whole, sy_err *err)
{
    const duckdb_connection con = w->ws->facts.con;
    char hash[SY_DIGEST_TEXT];
    sy_status st = sy_append_end(&w->append, err);

    if (st == SY_OK) st = sy_duck_run(con, "COMMIT", err);
    if (st == SY_OK) {
        sy_digest_end(&w->digest, hash);
        st = sy_duck_runf(
            con, err, "INSERT INTO found_state VALUES ('%s', '%.64s', '%s', %llu, %s)",
            w->table->id, stamp, hash, (unsigned long long)w->rows, is_whole ? "true" : "false");
    }
    close_writer(w);
    return st;
}

void sy_finding_drop(sy_finding_writer *w)
{
    if (!w) return;
    if (w->is_appending) (void)!sy_append_end(&w->append, NULL);
    close_writer(w);
}
