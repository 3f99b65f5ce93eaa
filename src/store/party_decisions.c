/* party_decisions.c - one table, rows are added and marked, never changed. They
 * shape no ledger, so the index does not follow them. */
#include "store/party_decisions.h"

#include "store/private.h"

sy_status sy_party_decide(sy_workspace *ws, const char *a, const char *b, sy_verdict verdict,
                          sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(a), sy_slice_of(b), sy_who_am_i(),
                               sy_slice_of(verdict == SY_VERDICT_CONFIRMED ? "1" : "2")};
    sy_status st = sy_needs_write(ws, err);

    if (st != SY_OK) return st;
    return sy_sqlite_execute(ws->decisions,
                             "INSERT INTO party_decisions(a, b, who, verdict, decided_at)"
                             " VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), " SY_SQL_NOW ")",
                             values, 4, err);
}

sy_status sy_party_undo(sy_workspace *ws, const char *a, const char *b, bool *undone, sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(a), sy_slice_of(b), sy_who_am_i()};
    sy_status st = sy_needs_write(ws, err);

    *undone = false;
    if (st == SY_OK) {
        st = sy_sqlite_execute(ws->decisions,
                               "UPDATE party_decisions SET undone_by = ?3, undone_at = " SY_SQL_NOW
                               " WHERE id = (SELECT max(id) FROM party_decisions"
                               " WHERE undone_at IS NULL AND (?1 IS NULL OR (a = ?1 AND b = ?2)))",
                               values, 3, err);
    }
    if (st == SY_OK) *undone = sqlite3_changes(ws->decisions) > 0;
    return st;
}

static sy_status read_decision(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_party_decision *d = item;

    *d = (sy_party_decision){.a = sy_sqlite_text(q, 1, arena),
                             .b = sy_sqlite_text(q, 2, arena),
                             .verdict = (sy_verdict)sqlite3_column_int(q, 3),
                             .who = sy_sqlite_text(q, 4, arena),
                             .decided_at = sy_sqlite_text(q, 5, arena)};
    return d->a && d->b && d->who && d->decided_at ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_party_decisions(sy_workspace *ws, sy_party_decision **list, size_t *n, sy_arena *arena,
                             sy_err *err)
{
    void *items;
    /* With max(), SQLite takes the other columns from the row of the maximum. */
    sy_status st =
        sy_sqlite_list(ws, &items, n, sizeof **list,
                       "SELECT max(id), a, b, verdict, who, decided_at FROM party_decisions"
                       " WHERE undone_at IS NULL GROUP BY a, b ORDER BY 1",
                       NULL, 0, read_decision, arena, err);
    *list = items;
    return st;
}
