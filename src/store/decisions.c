/* decisions.c - what people decided, in SQLite: the journal of imports, the
 * case, the verdicts on titles (verdicts.c has those on matches).
 *
 * Nothing is changed in place: a field of the case gets a newer row, a verdict
 * is undone by a note beside it; who and when stand in every row. WAL with
 * synchronous=FULL: a commit that returned is on the disk. */
#include "store/private.h"
#include "store/stated.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"

enum { APPLICATION = 0x53595741, BUSY_MS = 5000 }; /* "SYWA" */

sy_status sy_decisions_open(sqlite3 **db, const char *path, bool can_write, sy_err *err)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    sy_status st;

    *db = NULL;
    if (sqlite3_open_v2(path, db, flags, NULL) != SQLITE_OK) {
        st = *db ? sy_sqlite_fail(*db, err) : sy_fail_nomem(err);
        goto done;
    }
    sqlite3_busy_timeout(*db, BUSY_MS);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    st = sy_log_functions(*db, err);
    if (st == SY_OK)
        st = sy_sqlite_run(*db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", err);
    if (st == SY_OK && !can_write) st = sy_sqlite_run(*db, "PRAGMA query_only = ON", err);

done:
    if (st != SY_OK) {
        sy_decisions_close(*db);
        *db = NULL;
    }
    return st;
}

void sy_decisions_close(sqlite3 *db)
{
    sqlite3_close(db);
}

/* ---- the journal of imports ---- */

sy_status sy_journal_begin(sqlite3 *db, uint32_t *number, sy_err *err)
{
    const sy_slice values[] = {SY_TEXT("suyuan " SUYUAN_VERSION), sy_who_am_i()};

    *number = 0;
    sy_status st = sy_sqlite_execute(
        db, "INSERT INTO imports(program, who, begun_at) VALUES (?1, ?2, " SY_SQL_NOW ")", values,
        2, err);
    if (st != SY_OK) return st;
    const sqlite3_int64 id = sqlite3_last_insert_rowid(db);
    if (id > UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many imports in one workspace"));
    *number = (uint32_t)id;
    return SY_OK;
}

static sy_status stamp(sqlite3 *db, const char *column, uint32_t number, sy_err *err)
{
    char sql[128];
    sqlite3_snprintf(sizeof sql, sql, "UPDATE imports SET %s = %s WHERE id = %u", column,
                     SY_SQL_NOW, number);
    return sy_sqlite_run(db, sql, err);
}

sy_status sy_journal_done(sqlite3 *db, uint32_t number, sy_err *err)
{
    return stamp(db, "done_at", number, err);
}

sy_status sy_journal_cleared(sqlite3 *db, uint32_t number, sy_err *err)
{
    return stamp(db, "cleared_at", number, err);
}

sy_status sy_journal_unfinished(sqlite3 *db, uint32_t *number, sy_err *err)
{
    int64_t id = 0;
    sy_status st = sy_sqlite_number(db, &id,
                                    "SELECT coalesce(min(id), 0) FROM imports"
                                    " WHERE done_at IS NULL AND cleared_at IS NULL",
                                    err);
    *number = (uint32_t)id;
    return st;
}

/* The number of the last import that is done, and a count that every decision on a match or a
 * title, every undoing of one and every removal of a file raises. */
sy_status sy_workspace_generation(sy_workspace *ws, uint64_t *generation, sy_err *err)
{
    int64_t imports = 0, decisions = 0, titles = 0, removals = 0;

    *generation = 0;
    sy_status st =
        sy_sqlite_number(ws->decisions, &imports,
                         "SELECT coalesce(max(id), 0) FROM imports WHERE done_at IS NOT NULL", err);
    if (st != SY_OK) return st;
    st = sy_sqlite_number(ws->decisions, &decisions,
                          "SELECT coalesce(max(id), 0) + count(undone_at) FROM match_decisions",
                          err);
    if (st != SY_OK) return st;
    st = sy_sqlite_number(ws->decisions, &titles,
                          "SELECT coalesce(max(id), 0) + count(undone_at) FROM title_decisions",
                          err);
    if (st == SY_OK)
        st = sy_sqlite_number(ws->decisions, &removals,
                              "SELECT count(*) FROM removals WHERE done_at IS NOT NULL", err);
    if (st == SY_OK)
        *generation = (uint64_t)imports << 32 | (uint64_t)(decisions + titles + removals);
    return st;
}

sy_status sy_needs_write(const sy_workspace *ws, sy_err *err)
{
    if (ws->access == SY_WRITE) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("%s is open for reading only"), ws->path);
}

/* ---- verdicts on titles ---- */

sy_status sy_title_decide(sy_workspace *ws, const char *sha256, uint32_t sheet, sy_verdict verdict,
                          sy_err *err)
{
    char sql[256];
    const sy_slice row[] = {sy_slice_of(sha256), sy_who_am_i()};
    sy_status st = sy_needs_write(ws, err);

    if (st != SY_OK) return st;
    sqlite3_snprintf(sizeof sql, sql,
                     "INSERT INTO title_decisions(sha256, sheet, verdict, who, decided_at)"
                     " VALUES (?1, %u, %d, ?2, %s)",
                     sheet, (int)verdict, SY_SQL_NOW);
    return sy_sqlite_execute(ws->decisions, sql, row, 2, err);
}

sy_status sy_title_undo(sy_workspace *ws, bool *undone, sy_err *err)
{
    const sy_slice who[] = {sy_who_am_i()};
    sy_status st = sy_needs_write(ws, err);

    *undone = false;
    if (st != SY_OK) return st;
    st = sy_sqlite_execute(
        ws->decisions,
        "UPDATE title_decisions SET undone_by = ?1, undone_at = " SY_SQL_NOW
        " WHERE id = (SELECT max(id) FROM title_decisions WHERE undone_at IS NULL)",
        who, 1, err);
    if (st == SY_OK) *undone = sqlite3_changes(ws->decisions) > 0;
    return st;
}

static sy_status read_title(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_title_decision *d = item;

    *d = (sy_title_decision){.sha256 = sy_sqlite_text(q, 1, arena),
                             .sheet = (uint32_t)sqlite3_column_int64(q, 2),
                             .verdict = sqlite3_column_int(q, 3) == 1 ? SY_VERDICT_CONFIRMED
                                                                      : SY_VERDICT_REJECTED,
                             .who = sy_sqlite_text(q, 4, arena),
                             .decided_at = sy_sqlite_text(q, 5, arena)};
    return d->sha256 && d->who && d->decided_at ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_title_decisions(sy_workspace *ws, sy_title_decision **list, size_t *n, sy_arena *arena,
                             sy_err *err)
{
    void *items;
    sy_status st = sy_sqlite_list(
        ws, &items, n, sizeof **list,
        "SELECT max(id), sha256, sheet, verdict, who, decided_at FROM title_decisions"
        " WHERE undone_at IS NULL GROUP BY sha256, sheet ORDER BY 2, 3",
        NULL, 0, read_title, arena, err);
    *list = items;
    return st;
}
