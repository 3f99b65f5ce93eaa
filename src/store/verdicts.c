/* verdicts.c - what people decided on matches: rows that are added, and undone
 * by a note beside them. A decision that already counts is not added again, so
 * that whoever repeats a command changes nothing and undo takes back a change. */
#include "store/private.h"

#include <string.h>

#include "base/lang.h"

static const char *const kind_names[SY_MATCH_KINDS] = {
    [SY_MATCH_SIDES] = "sides",         [SY_MATCH_REVERSAL] = "reversal",
    [SY_MATCH_DUPLICATE] = "duplicate", [SY_MATCH_SHADOW] = "shadow",
    [SY_MATCH_ACCOUNT] = "account",
};

const char *sy_match_kind_name(sy_match_kind kind)
{
    return kind_names[kind];
}

static sy_match_kind kind_of(const char *name)
{
    for (int k = 0; k < SY_MATCH_KINDS; k++) {
        if (name && strcmp(name, kind_names[k]) == 0) return (sy_match_kind)k;
    }
    return SY_MATCH_KINDS;
}

/* The statements of one call, prepared once for all its decisions. */
typedef struct desk {
    sqlite3 *db;
    sqlite3_stmt *look, *add;
    sqlite3_int64 bulk; /* id of the first; 0: none yet */
} desk;

static sy_status bind_pair(desk *d, sqlite3_stmt *q, const sy_match_decision *m, sy_err *err)
{
    sqlite3_reset(q);
    bool is_bound =
        sqlite3_bind_text(q, 1, kind_names[m->kind], -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_text64(q, 2, m->a.ptr, m->a.len, SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK &&
        sqlite3_bind_text64(q, 3, m->b.ptr, m->b.len, SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
    return is_bound ? SY_OK : sy_sqlite_fail(d->db, err);
}

static sy_status stands(desk *d, bool *answer, const sy_match_decision *m, sy_err *err)
{
    sy_status st = bind_pair(d, d->look, m, err);
    int rc = st == SY_OK ? sqlite3_step(d->look) : SQLITE_DONE;

    *answer = rc == SQLITE_ROW && sqlite3_column_int(d->look, 0) == (int)m->verdict;
    if (st == SY_OK && rc != SQLITE_ROW && rc != SQLITE_DONE) st = sy_sqlite_fail(d->db, err);
    sqlite3_reset(d->look);
    return st;
}

static sy_status add(desk *d, const sy_match_decision *m, bool is_one_of_many, sy_slice who,
                     sy_err *err)
{
    sy_status st = bind_pair(d, d->add, m, err);

    if (st != SY_OK) return st;
    sqlite3_bind_int(d->add, 4, (int)m->verdict);
    sqlite3_bind_text64(d->add, 5, who.ptr, who.len, SQLITE_STATIC, SQLITE_UTF8);
    if (d->bulk)
        sqlite3_bind_int64(d->add, 6, d->bulk);
    else
        sqlite3_bind_null(d->add, 6);
    if (sqlite3_step(d->add) != SQLITE_DONE) return sy_sqlite_fail(d->db, err);
    if (is_one_of_many && d->bulk == 0) d->bulk = sqlite3_last_insert_rowid(d->db);
    return SY_OK;
}

static sy_status decide_all(desk *d, size_t *decided, const sy_match_decision *list, size_t n,
                            sy_err *err)
{
    const sy_slice who = sy_who_am_i();
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < n; i++) {
        bool is_there = false;
        if (list[i].verdict != SY_VERDICT_CONFIRMED && list[i].verdict != SY_VERDICT_REJECTED) {
            return sy_fail(err, SY_EINVAL, N_("%d is not a verdict"), (int)list[i].verdict);
        }
        st = stands(d, &is_there, &list[i], err);
        if (st != SY_OK || is_there) continue;
        st = add(d, &list[i], n > 1, who, err);
        if (st == SY_OK) ++*decided;
    }
    return st;
}

sy_status sy_match_decide(sy_workspace *ws, size_t *decided, const sy_match_decision *list,
                          size_t n, sy_err *err)
{
    desk d = {.db = ws->decisions};
    sy_status st = sy_needs_write(ws, err);

    *decided = 0;
    if (st == SY_OK) st = sy_sqlite_run(d.db, "BEGIN IMMEDIATE", err);
    if (st != SY_OK) return st;
    st = sy_sqlite_prepare(d.db, &d.look,
                           "SELECT verdict FROM match_decisions WHERE kind = ?1 AND out_entry = ?2"
                           " AND in_entry = ?3 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
                           NULL, 0, err);
    if (st == SY_OK) {
        st = sy_sqlite_prepare(d.db, &d.add,
                               "INSERT INTO match_decisions(kind, out_entry, in_entry, verdict,"
                               " who, decided_at, bulk) VALUES (?1, ?2, ?3, ?4, ?5, " SY_SQL_NOW
                               ", ?6)",
                               NULL, 0, err);
    }
    if (st == SY_OK) st = decide_all(&d, decided, list, n, err);
    sqlite3_finalize(d.look);
    sqlite3_finalize(d.add);
    st = sy_sqlite_end(d.db, st, err);
    if (st != SY_OK) *decided = 0;
    return st;
}

/* The first of a bulk bears no number of its own: its id is the bulk's. */
sy_status sy_match_undo(sy_workspace *ws, int64_t id, size_t *undone, sy_err *err)
{
    const sy_slice who[] = {sy_who_am_i()};
    int64_t bulk = 0;
    char sql[256];
    sy_status st = sy_needs_write(ws, err);

    *undone = 0;
    if (st != SY_OK) return st;
    sqlite3_snprintf(sizeof sql, sql,
                     "SELECT coalesce((SELECT coalesce(bulk, id) FROM match_decisions"
                     " WHERE undone_at IS NULL AND (%lld = 0 OR id = %lld)"
                     " ORDER BY id DESC LIMIT 1), 0)",
                     (long long)id, (long long)id);
    st = sy_sqlite_number(ws->decisions, &bulk, sql, err);
    if (st != SY_OK || bulk == 0) return st;
    sqlite3_snprintf(sizeof sql, sql,
                     "UPDATE match_decisions SET undone_by = ?1, undone_at = %s"
                     " WHERE undone_at IS NULL AND coalesce(bulk, id) = %lld",
                     SY_SQL_NOW, (long long)bulk);
    st = sy_sqlite_execute(ws->decisions, sql, who, 1, err);
    if (st == SY_OK) *undone = (size_t)sqlite3_changes(ws->decisions);
    return st;
}

static sy_status take(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_match_decision *d = item;
    char *texts[7];
    const bool is_undone = sqlite3_column_type(q, 9) != SQLITE_NULL;

    for (int i = 0; i < 7; i++) {
        texts[i] = sy_sqlite_text(q, 3 + i, arena);
        if (!texts[i]) return sy_fail_nomem(err);
    }
    d->id = sqlite3_column_int64(q, 0);
    d->bulk = sqlite3_column_int64(q, 1);
    d->verdict = sqlite3_column_int(q, 2) == 1 ? SY_VERDICT_CONFIRMED : SY_VERDICT_REJECTED;
    d->kind = kind_of(texts[0]);
    d->a = sy_slice_of(texts[1]);
    d->b = sy_slice_of(texts[2]);
    d->who = texts[3];
    d->decided_at = texts[4];
    d->undone_by = is_undone ? texts[5] : NULL;
    d->undone_at = is_undone ? texts[6] : NULL;
    if (d->kind < SY_MATCH_KINDS) return SY_OK;
    return sy_fail(err, SY_EENGINE, N_("%s is damaged: %s"), "decisions.sqlite", texts[0]);
}

sy_status sy_match_decisions(sy_workspace *ws, sy_match_decision **list, size_t *n,
                             bool whole_history, sy_arena *arena, sy_err *err)
{
    void *items;
    /* With max(), SQLite takes the other columns from the row of the maximum. */
    sy_status st =
        sy_sqlite_list(ws, &items, n, sizeof **list,
                       whole_history ? "SELECT id, coalesce(bulk, id), verdict, kind, out_entry,"
                                       " in_entry, who, decided_at, undone_by, undone_at"
                                       " FROM match_decisions ORDER BY id"
                                     : "SELECT max(id), coalesce(bulk, id), verdict, kind,"
                                       " out_entry, in_entry, who, decided_at, undone_by,"
                                       " undone_at FROM match_decisions WHERE undone_at IS NULL"
                                       " GROUP BY kind, out_entry, in_entry ORDER BY 1",
                       NULL, 0, take, arena, err);
    *list = items;
    return st;
}
