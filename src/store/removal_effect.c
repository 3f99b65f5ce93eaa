/* removal_effect.c - what goes with a file, counted before it goes. */
#include "store/removal.h"

#include <stdio.h>

#include "base/lang.h"
#include "store/private.h"

enum { ID_PREFIX = 12 };

static sy_status find_accounts(sy_removal_effect *out, sy_workspace *ws, const char *sha256,
                               sy_arena *arena, sy_err *err)
{
    void *items;
    char sql[1024];

    snprintf(sql, sizeof sql,
             "WITH gone AS " SY_GONE ", lost AS (SELECT DISTINCT l.account FROM entries e"
             " JOIN ledgers l ON l.id = e.ledger WHERE e.source IN (FROM gone))"
             " SELECT a.number FROM lost JOIN accounts a ON a.id = lost.account"
             " ANTI JOIN (SELECT l.account FROM entries e JOIN ledgers l ON l.id = e.ledger"
             " WHERE e.source NOT IN (FROM gone)) k ON k.account = a.id ORDER BY 1",
             sha256);
    const sy_status st = sy_facts_list(ws, &items, &out->n_accounts, sizeof *out->accounts, sql,
                                       sy_row_name, arena, err);
    out->accounts = items;
    return st;
}

static sy_status count_facts(sy_removal_effect *out, sy_workspace *ws, const char *sha256,
                             sy_err *err)
{
    duckdb_connection con;
    sy_status st = sy_facts_connect(ws, &con, err);

    if (st != SY_OK) return st;
    st = sy_duck_number(con, &out->tables, err,
                        "SELECT count(*)::UBIGINT FROM sources WHERE sha256 = '%s'", sha256);
    if (st == SY_OK)
        st = sy_duck_number(con, &out->rows, err,
                            "SELECT coalesce(sum(rows), 0)::UBIGINT FROM sources"
                            " WHERE sha256 = '%s'",
                            sha256);
    if (st == SY_OK)
        st = sy_duck_number(con, &out->repeats, err,
                            "SELECT count(DISTINCT (of_source, of_row))::UBIGINT FROM duplicates"
                            " WHERE of_source IN " SY_GONE " AND source NOT IN " SY_GONE,
                            sha256, sha256);
    duckdb_disconnect(&con);
    return st;
}

/* ?1: the hash, ?2: its part that stands in the ids of rows. */
static const struct {
    size_t at; /* in sy_removal_effect */
    const char *sql;
} decisions[] = {
    {offsetof(sy_removal_effect, matches),
     "SELECT count(*) FROM match_decisions WHERE undone_at IS NULL AND ?1 IS NOT NULL"
     " AND (out_entry GLOB ?2 || '-*' OR in_entry GLOB ?2 || '-*')"},
    {offsetof(sy_removal_effect, titles),
     "SELECT count(DISTINCT sheet) FROM title_decisions WHERE undone_at IS NULL AND sha256 = ?1"
     " AND ?2 IS NOT NULL"},
    {offsetof(sy_removal_effect, leads),
     "SELECT count(*) FROM leads l JOIN lead_bodies b ON b.edition = l.id WHERE l.is_newest = 1"
     " AND l.last_run IS NULL AND ?2 IS NOT NULL AND EXISTS (SELECT 1 FROM lead_texts t"
     " WHERE instr(t.text, ?1) AND instr(' ' || b.places || ' ', ' ' || t.id || ' '))"},
    {offsetof(sy_removal_effect, verdicts),
     "SELECT count(DISTINCT kind || finding) FROM finding_decisions WHERE undone_at IS NULL"
     " AND ?1 <> ?2"},
};

static sy_status count_decisions(sy_removal_effect *out, sy_workspace *ws, const char *sha256,
                                 sy_err *err)
{
    const sy_slice texts[] = {sy_slice_of(sha256), {sha256, ID_PREFIX}};
    sy_status st = SY_OK;

    for (size_t i = 0; i < sizeof decisions / sizeof *decisions && st == SY_OK; i++) {
        sqlite3_stmt *q = NULL;
        st = sy_sqlite_prepare(ws->decisions, &q, decisions[i].sql, texts, 2, err);
        if (st == SY_OK && sqlite3_step(q) != SQLITE_ROW) st = sy_sqlite_fail(ws->decisions, err);
        if (st == SY_OK)
            *(uint64_t *)((char *)out + decisions[i].at) = (uint64_t)sqlite3_column_int64(q, 0);
        sqlite3_finalize(q);
    }
    return st;
}

sy_status sy_removal_effect_of(sy_removal_effect *out, sy_workspace *ws, const char *sha256,
                               sy_arena *arena, sy_err *err)
{
    *out = (sy_removal_effect){.tables = 0};
    if (!sy_is_sha256(sha256)) return sy_fail(err, SY_EINVAL, N_("%s: not a SHA-256"), sha256);
    sy_status st = count_facts(out, ws, sha256, err);
    if (st == SY_OK && out->tables == 0)
        st = sy_fail(err, SY_EDATA, N_("no file %.12s… was imported"), sha256);
    if (st == SY_OK) st = find_accounts(out, ws, sha256, arena, err);
    return st == SY_OK ? count_decisions(out, ws, sha256, err) : st;
}
