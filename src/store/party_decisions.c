/* party_decisions.c - one table, rows are added and marked, never changed. They
 * shape no ledger, so the index does not follow them. */
#include "store/party_decisions.h"

#include <pwd.h>
#include <unistd.h>

#include "base/lang.h"
#include "store/private.h"

#define NOW "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"

/* Runs one statement with the keys as ?1 and ?2, whoever runs the program as ?3 and
 * the verdict as ?4. */
static sy_status run(sy_workspace *ws, const char *sql, const char *a, const char *b, int verdict,
                     sy_err *err)
{
    const struct passwd *user = getpwuid(getuid());
    sqlite3_stmt *q = NULL;

    if (ws->access != SY_WRITE) {
        return sy_fail(err, SY_EINVAL, N_("%s is open for reading only"), ws->path);
    }
    const bool is_done = sqlite3_prepare_v2(ws->decisions, sql, -1, &q, NULL) == SQLITE_OK &&
                         sqlite3_bind_text(q, 1, a, -1, SQLITE_STATIC) == SQLITE_OK &&
                         sqlite3_bind_text(q, 2, b, -1, SQLITE_STATIC) == SQLITE_OK &&
                         sqlite3_bind_text(q, 3, user && user->pw_name ? user->pw_name : "?", -1,
                                           SQLITE_TRANSIENT) == SQLITE_OK &&
                         sqlite3_bind_int(q, 4, verdict) == SQLITE_OK &&
                         sqlite3_step(q) == SQLITE_DONE;
    sy_status st = is_done ? SY_OK : sy_sqlite_fail(ws->decisions, err);
    sqlite3_finalize(q);
    return st;
}

sy_status sy_party_decide(sy_workspace *ws, const char *a, const char *b, sy_verdict verdict,
                          sy_err *err)
{
    return run(ws,
               "INSERT INTO party_decisions(a, b, who, verdict, decided_at)"
               " VALUES (?1, ?2, ?3, ?4, " NOW ")",
               a, b, (int)verdict, err);
}

sy_status sy_party_undo(sy_workspace *ws, const char *a, const char *b, bool *undone, sy_err *err)
{
    sy_status st = run(ws,
                       "UPDATE party_decisions SET undone_by = ?3, undone_at = " NOW
                       " WHERE ?4 = 0 AND id = (SELECT max(id) FROM party_decisions"
                       " WHERE undone_at IS NULL AND (?1 IS NULL OR (a = ?1 AND b = ?2)))",
                       a, b, 0, err);
    *undone = st == SY_OK && sqlite3_changes(ws->decisions) > 0;
    return st;
}

static const char *text_of(sqlite3_stmt *q, int column, sy_arena *arena)
{
    const void *text = sqlite3_column_text(q, column);
    return sy_arena_text(arena, text ? text : "", (size_t)sqlite3_column_bytes(q, column));
}

sy_status sy_party_decisions(sy_workspace *ws, sy_party_decision **list, size_t *n, sy_arena *arena,
                             sy_err *err)
{
    sqlite3_stmt *q = NULL;
    int64_t most = 0;
    int rc = SQLITE_DONE;
    sy_status st = sy_sqlite_number(
        ws->decisions, &most, "SELECT count(*) FROM party_decisions WHERE undone_at IS NULL", err);

    *n = 0;
    if (st != SY_OK) return st;
    *list = sy_arena_get(arena, (size_t)most * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    /* With max(), SQLite takes the other columns from the row of the maximum. */
    if (sqlite3_prepare_v2(ws->decisions,
                           "SELECT max(id), a, b, verdict, who, decided_at FROM party_decisions"
                           " WHERE undone_at IS NULL GROUP BY a, b ORDER BY 1",
                           -1, &q, NULL) != SQLITE_OK) {
        return sy_sqlite_fail(ws->decisions, err);
    }
    while (st == SY_OK && *n < (size_t)most && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        sy_party_decision *d = &(*list)[(*n)++];
        *d = (sy_party_decision){.a = text_of(q, 1, arena),
                                 .b = text_of(q, 2, arena),
                                 .verdict = (sy_verdict)sqlite3_column_int(q, 3),
                                 .who = text_of(q, 4, arena),
                                 .decided_at = text_of(q, 5, arena)};
        if (!d->a || !d->b || !d->who || !d->decided_at) st = sy_fail_nomem(err);
    }
    if (st == SY_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
        st = sy_sqlite_fail(ws->decisions, err);
    }
    sqlite3_finalize(q);
    return st;
}
