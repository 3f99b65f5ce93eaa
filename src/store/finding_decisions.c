/* finding_decisions.c - one table, rows are added and marked, never changed. They
 * shape no ledger, so the index does not follow them. */
#include "store/finding_decisions.h"

#include "base/lang.h"
#include "store/private.h"

sy_status sy_finding_decide(sy_workspace *ws, const sy_finding_decision *d, sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(d->kind), sy_slice_of(d->finding),
                               sy_slice_of(d->verdict == SY_VERDICT_CONFIRMED ? "1" : "2"),
                               sy_slice_of(d->note ? d->note : ""), sy_who_am_i()};
    sy_status st = sy_needs_write(ws, err);

    if (st != SY_OK) return st;
    return sy_sqlite_execute(
        ws->decisions,
        "INSERT INTO finding_decisions(kind, finding, verdict, note, who, decided_at)"
        " VALUES (?1, ?2, CAST(?3 AS INTEGER), ?4, ?5, " SY_SQL_NOW ")",
        values, 5, err);
}

sy_status sy_finding_undo(sy_workspace *ws, const char *kind, const char *finding, bool *undone,
                          sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(kind), sy_slice_of(finding ? finding : ""),
                               sy_who_am_i()};
    sy_status st = sy_needs_write(ws, err);

    *undone = false;
    if (st == SY_OK) {
        st = sy_sqlite_execute(
            ws->decisions,
            "UPDATE finding_decisions SET undone_by = ?3, undone_at = " SY_SQL_NOW
            " WHERE id = (SELECT max(id) FROM finding_decisions WHERE undone_at IS NULL"
            " AND kind = ?1 AND (?2 = '' OR finding = ?2))",
            values, 3, err);
    }
    if (st == SY_OK) *undone = sqlite3_changes(ws->decisions) > 0;
    return st;
}

static sy_status read_decision(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_finding_decision *d = item;

    *d = (sy_finding_decision){.id = sqlite3_column_int64(q, 0),
                               .kind = sy_sqlite_text(q, 1, arena),
                               .finding = sy_sqlite_text(q, 2, arena),
                               .verdict = (sy_verdict)sqlite3_column_int(q, 3),
                               .note = sy_sqlite_text(q, 4, arena),
                               .who = sy_sqlite_text(q, 5, arena),
                               .decided_at = sy_sqlite_text(q, 6, arena)};
    if (!d->kind || !d->finding || !d->note || !d->who || !d->decided_at) return sy_fail_nomem(err);
    return SY_OK;
}

sy_status sy_finding_decisions(sy_workspace *ws, const char *kind, sy_finding_decision **list,
                               size_t *n, sy_arena *arena, sy_err *err)
{
    const sy_slice of_kind = sy_slice_of(kind);
    void *items;
    /* With max(), SQLite takes the other columns from the row of the maximum. */
    sy_status st = sy_sqlite_list(ws, &items, n, sizeof **list,
                                  "SELECT max(id), kind, finding, verdict, note, who, decided_at"
                                  " FROM finding_decisions WHERE undone_at IS NULL AND kind = ?1"
                                  " GROUP BY finding ORDER BY finding",
                                  &of_kind, 1, read_decision, arena, err);
    *list = items;
    return st;
}
