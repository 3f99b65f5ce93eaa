/* removal.c - the journal first, then one transaction over the facts, then the originals.
 *
 * A row that repeats another names the one that was imported first (standing.c). When that one
 * goes, the earliest of those that named it takes its place: repeats stay joined as if the file
 * had never been there, since the k-th of equal rows of each file was joined with the k-th of all
 * others (intake/repeats.c), and the earliest file of a set is in every set before it. */
#include "store/removal.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/progress.h"
#include "store/linked_sql.h"
#include "store/private.h"

enum { MOST_TABLES = 1 << 22 };

/* ---- the facts ---- */

/* Of a register in which the file has rows. */
typedef sy_status on_pool(duckdb_connection con, const char *table, const char *sha256,
                          sy_err *err);

static sy_status each_pool(duckdb_connection con, const char *sha256, on_pool *fn, sy_err *err)
{
    const char **names = NULL;
    size_t n = 0;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_pool_tables(con, &names, &n, &arena, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        uint64_t rows = 0;
        st = sy_duck_number(con, &rows, err,
                            "SELECT count(*)::UBIGINT FROM %s WHERE source IN " SY_GONE, names[i],
                            sha256);
        if (st == SY_OK && rows) st = fn(con, names[i], sha256, err);
    }
    sy_arena_dispose(&arena);
    return st;
}

/* A load marks what it replaces with its import's number alone: only the last one of a register,
 * which is of this file alone, can be taken back exactly (recover.c does the same). */
static sy_status check_pool(duckdb_connection con, const char *table, const char *sha256,
                            sy_err *err)
{
    uint64_t others = 0;
    sy_status st =
        sy_duck_number(con, &others, err,
                       "SELECT count(*)::UBIGINT FROM %s WHERE source NOT IN " SY_GONE
                       " AND import >= (SELECT min(import) FROM %s WHERE source IN " SY_GONE ")",
                       table, sha256, table, sha256);

    if (st != SY_OK || others == 0) return st;
    return sy_fail(err, SY_EDATA,
                   N_("the register %s was loaded again after this file, or together with others: "
                      "take those back first, the last one first"),
                   table + strlen("pool_"));
}

static sy_status take_back_pool(duckdb_connection con, const char *table, const char *sha256,
                                sy_err *err)
{
    char rows[160], imports[160];
    bool is_changed = false;

    snprintf(rows, sizeof rows, "source IN " SY_GONE, sha256);
    snprintf(imports, sizeof imports, "SELECT import FROM sources WHERE sha256 = '%s'", sha256);
    return sy_pool_take_back(con, table, rows, imports, &is_changed, err);
}

static sy_status part_repeats(duckdb_connection con, const char *sha256, sy_err *err)
{
    return sy_duck_runf(
        con, err,
        "CREATE OR REPLACE TEMP TABLE gone AS SELECT id FROM sources WHERE sha256 = '%s';"
        "CREATE OR REPLACE TEMP TABLE heirs AS SELECT of_source, of_row,"
        " arg_min(source, source::UBIGINT << 32 | \"row\") AS source,"
        " arg_min(\"row\", source::UBIGINT << 32 | \"row\") AS \"row\" FROM duplicates"
        " WHERE of_source IN (FROM gone) AND source NOT IN (FROM gone) GROUP BY of_source, of_row;"
        "DELETE FROM duplicates WHERE source IN (FROM gone);"
        "DELETE FROM duplicates d USING heirs h WHERE d.source = h.source AND d.\"row\" = "
        "h.\"row\";"
        "UPDATE duplicates AS d SET of_source = h.source, of_row = h.\"row\" FROM heirs h"
        " WHERE d.of_source = h.of_source AND d.of_row = h.of_row;"
        "UPDATE sources AS s SET accepted = accepted + n, duplicate = duplicate - n"
        " FROM (SELECT source, count(*)::UBIGINT AS n FROM heirs GROUP BY source) h"
        " WHERE s.id = h.source",
        sha256);
}

static sy_status drop_rows(duckdb_connection con, sy_err *err)
{
    sy_status st = SY_OK;

    for (const sy_fact_table *t = sy_fact_tables; t->name && st == SY_OK; t++) {
        if (!t->source) continue;
        st = sy_duck_runf(con, err, "DELETE FROM %s WHERE %s IN (FROM gone)", t->name, t->source);
    }
    return st;
}

/* Numbers have holes anyway (intake/dict.h). */
static sy_status drop_words(duckdb_connection con, sy_err *err)
{
    sy_buf sql;
    sy_status st = sy_duck_run(con,
                               "DELETE FROM ledgers WHERE id NOT IN (SELECT ledger FROM entries"
                               " UNION SELECT ledger FROM covers UNION SELECT ledger FROM totals);"
                               "DELETE FROM accounts WHERE id NOT IN (SELECT account FROM ledgers"
                               " UNION SELECT other_account FROM entries)",
                               err);

    sy_buf_init(&sql, NULL, 1 << 14);
    sy_buf_text(&sql, "DELETE FROM texts WHERE id NOT IN (");
    for (size_t i = SY_FIXED_COLUMNS; i < SY_ENTRY_COLUMNS; i++)
        sy_buf_printf(&sql, "%sSELECT %s FROM entries", i == SY_FIXED_COLUMNS ? "" : " UNION ",
                      sy_entry_columns[i].name);
    sy_buf_text(&sql, "); DROP TABLE gone; DROP TABLE heirs");
    if (st == SY_OK && sy_buf_status(&sql) != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_duck_run(con, sql.ptr, err);
    sy_buf_dispose(&sql);
    return st;
}

static sy_status take_out(duckdb_connection con, const char *sha256, sy_err *err)
{
    sy_status st = sy_duck_run(con, "BEGIN", err);

    if (st == SY_OK) st = each_pool(con, sha256, take_back_pool, err);
    if (st == SY_OK) st = part_repeats(con, sha256, err);
    if (st == SY_OK) st = drop_rows(con, err);
    if (st == SY_OK) st = drop_words(con, err);
    if (st == SY_OK) st = sy_linked_forget(con, err);
    return st == SY_OK ? sy_duck_run(con, "COMMIT", err) : st;
}

/* ---- the journal ---- */

sy_status sy_removal_unfinished(sqlite3 *db, int64_t *id, sy_err *err)
{
    return sy_sqlite_number(db, id,
                            "SELECT coalesce(min(id), 0) FROM removals WHERE done_at IS NULL", err);
}

static sy_status sha_of(char sha256[SY_DIGEST_TEXT], sqlite3 *db, int64_t id, sy_err *err)
{
    char sql[96];
    sqlite3_stmt *q = NULL;

    sqlite3_snprintf(sizeof sql, sql, "SELECT sha256 FROM removals WHERE id = %lld", (long long)id);
    sy_status st = sy_sqlite_prepare(db, &q, sql, NULL, 0, err);
    if (st == SY_OK && sqlite3_step(q) != SQLITE_ROW) st = sy_sqlite_fail(db, err);
    if (st == SY_OK)
        snprintf(sha256, SY_DIGEST_TEXT, "%s", (const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    if (st == SY_OK && !sy_is_sha256(sha256))
        st = sy_fail(err, SY_EENGINE, N_("%s: not a SHA-256"), sha256);
    return st;
}

/* So that what is to be done is known before the first row goes. The facts are closed after. */
static sy_status finish(sy_workspace *ws, int64_t id, sy_err *err)
{
    char sha256[SY_DIGEST_TEXT], sql[128];
    sy_status st = sha_of(sha256, ws->decisions, id, err);

    if (st == SY_OK) st = sy_facts_open(ws, SY_FACTS_IMPORT, err);
    if (st == SY_OK) st = take_out(ws->facts.con, sha256, err);
    sy_duck_close(
        &ws->facts); /* drops an open transaction; folds the engine's log into the facts */
    if (st != SY_OK) return st;
    sqlite3_snprintf(sizeof sql, sql, "UPDATE removals SET done_at = %s WHERE id = %lld",
                     SY_SQL_NOW, (long long)id);
    st = sy_sqlite_run(ws->decisions, sql, err);
    if (st != SY_OK) ws->is_torn = true; /* the rows are gone: to be said by who writes next */
    return st;
}

sy_status sy_removal_finish(sy_workspace *ws, sy_err *err)
{
    sy_status st = SY_OK;

    for (int64_t id = 0; st == SY_OK;) {
        st = sy_removal_unfinished(ws->decisions, &id, err);
        if (st != SY_OK || id == 0) break;
        st = finish(ws, id, err);
    }
    return st;
}

/* Before the journal: what is refused must not be found there by who opens next. */
static sy_status check_pools(sy_workspace *ws, const char *sha256, sy_err *err)
{
    duckdb_connection con = NULL;
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st == SY_OK) st = each_pool(con, sha256, check_pool, err);
    duckdb_disconnect(&con);
    return st;
}

static sy_status copy_tables(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    sy_buf *out = ctx;
    const sy_slice text = sy_rows_text(r, 0, row);

    sy_buf_slice(out, text);
    return sy_buf_status(out) == SY_OK ? SY_OK : sy_fail_nomem(err);
}

/* What its tables were read as, as JSON: gone with them, and asked for later (pool_loads.h). */
static sy_status tell_tables(sy_buf *out, sy_workspace *ws, const char *sha256, sy_err *err)
{
    char sql[512];

    snprintf(sql, sizeof sql,
             "SELECT to_json(list({'import': import, 'sheet': sheet, 'sheet_name':"
             " coalesce(sheet_name, ''), 'profile': profile, 'rows': rows} ORDER BY import, sheet))"
             "::VARCHAR FROM sources WHERE sha256 = '%s'",
             sha256);
    return sy_facts_each(ws, sql, copy_tables, out, err);
}

static sy_status begin(sy_workspace *ws, const sy_source *s, uint64_t rows, sy_err *err)
{
    char sql[256];
    sy_buf tables;

    sy_buf_init(&tables, NULL, MOST_TABLES);
    sy_status st = tell_tables(&tables, ws, s->sha256, err);
    const sy_slice texts[] = {sy_slice_of(s->sha256),
                              sy_slice_of(s->archive),
                              sy_slice_of(s->path),
                              sy_who_am_i(),
                              {tables.ptr, tables.len}};
    sqlite3_snprintf(sizeof sql, sql,
                     "INSERT INTO removals(sha256, archive, path, who, tables, rows, begun_at)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, %lld, %s)",
                     (long long)rows, SY_SQL_NOW);
    if (st == SY_OK) st = sy_sqlite_execute(ws->decisions, sql, texts, 5, err);
    sy_buf_dispose(&tables);
    return st;
}

static sy_status find_file(sy_source *out, uint64_t *rows, sy_workspace *ws, const char *sha256,
                           sy_err *err)
{
    sy_source *sources = NULL;
    size_t n = 0, found = 0;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_facts_source_names(ws, &sources, &n, &arena, err);
    *rows = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(sources[i].sha256, sha256) != 0) continue;
        *out = sources[i];
        *rows += sources[i].rows;
        found++;
    }
    sy_arena_dispose(&arena);
    if (st == SY_OK && !found)
        st = sy_fail(err, SY_EDATA, N_("no file %.12s… was imported"), sha256);
    return st;
}

sy_status sy_file_remove(sy_workspace *ws, const char *sha256, sy_err *err)
{
    sy_source *file = sy_new(NULL, sizeof *file);
    uint64_t rows;
    sy_status st = file ? sy_needs_write(ws, err) : sy_fail_nomem(err);

    if (st == SY_OK) st = find_file(file, &rows, ws, sha256, err);
    if (st == SY_OK) st = check_pools(ws, sha256, err);
    if (st == SY_OK) {
        sy_progress_hold(true); /* once begun it is finished, by who opens next if not here */
        st = begin(ws, file, rows, err);
    }
    if (st == SY_OK) {
        st = sy_removal_finish(ws, err);
        /* Rolled back, so it never was. Where not even that can be said, opening goes on with it.
         */
        if (st != SY_OK && !ws->is_torn)
            ws->is_torn = sy_sqlite_run(ws->decisions, "DELETE FROM removals WHERE done_at IS NULL",
                                        NULL) != SY_OK;
    }
    sy_drop(NULL, file);
    return st;
}

/* ---- what was removed ---- */

static sy_status read_removal(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_removal *r = item;

    *r = (sy_removal){.sha256 = sy_sqlite_text(q, 0, arena),
                      .path = sy_sqlite_text(q, 1, arena),
                      .rows = (uint64_t)sqlite3_column_int64(q, 2),
                      .who = sy_sqlite_text(q, 3, arena),
                      .removed_at = sy_sqlite_text(q, 4, arena),
                      .archive = sy_sqlite_text(q, 5, arena)};
    if (!r->sha256 || !r->path || !r->who || !r->removed_at || !r->archive)
        return sy_fail_nomem(err);
    if (sqlite3_column_type(q, 7) == SQLITE_NULL) return SY_OK;
    r->released_by = sy_sqlite_text(q, 6, arena);
    r->released_at = sy_sqlite_text(q, 7, arena);
    return r->released_by && r->released_at ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_removals(sy_workspace *ws, sy_removal **list, size_t *n, sy_arena *arena, sy_err *err)
{
    void *items;
    sy_status st =
        sy_sqlite_list(ws, &items, n, sizeof **list,
                       "SELECT sha256, path, rows, who, done_at, archive, released_by,"
                       " released_at FROM removals WHERE done_at IS NOT NULL ORDER BY id",
                       NULL, 0, read_removal, arena, err);

    *list = items;
    for (size_t i = 0; st == SY_OK && i < *n; i++)
        st = sy_facts_has_file(ws, (*list)[i].sha256, &(*list)[i].is_back, err);
    return st;
}

sy_status sy_removal_keeps(sqlite3 *db, const char *sha256, bool *keeps, sy_err *err)
{
    const sy_slice text = sy_slice_of(sha256);
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(db, &q,
                                     "SELECT 1 FROM removals WHERE (sha256 = ?1 OR archive = ?1)"
                                     " AND released_at IS NULL",
                                     &text, 1, err);

    if (st != SY_OK) return st;
    const int rc = sqlite3_step(q);
    *keeps = rc == SQLITE_ROW;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) st = sy_sqlite_fail(db, err);
    sqlite3_finalize(q);
    return st;
}

sy_status sy_removal_release(sy_workspace *ws, const char *sha256, sy_err *err)
{
    const sy_slice texts[] = {sy_slice_of(sha256), sy_who_am_i()};
    bool is_there = false;
    sy_status st = sy_needs_write(ws, err);

    if (st == SY_OK) st = sy_facts_has_file(ws, sha256, &is_there, err);
    if (st == SY_OK && is_there)
        st = sy_fail(err, SY_EDATA, N_("the file is in use: it was imported again"));
    if (st == SY_OK)
        st = sy_sqlite_execute(ws->decisions,
                               "UPDATE removals SET released_by = ?2, released_at = " SY_SQL_NOW
                               " WHERE sha256 = ?1 AND released_at IS NULL",
                               texts, 2, err);
    if (st == SY_OK && sqlite3_changes(ws->decisions) == 0)
        st = sy_fail(err, SY_EDATA, N_("no removed file %.12s… is kept"), sha256);
    return st == SY_OK ? sy_sweep_originals(ws, err) : st;
}
