/* log.c - reading the log, and whether it is what was written. Rows that were written at once
 * are shown as one act: by kind, number of the act, who and when. */
#include "store/log.h"

#include <stdio.h>
#include <string.h>

#include "store/private.h"

/* ---- the chain ---- */

/* log_hash(hash of the row before, value, ...): each value with its length before it, so that
 * no two rows have the same bytes. */
static void log_hash(sqlite3_context *context, int n, sqlite3_value **values)
{
    char hex[SY_DIGEST_TEXT], head[32];
    sy_digest d = {0};

    if (sy_digest_begin(&d, SY_SHA256, NULL) != SY_OK) {
        sqlite3_result_error_nomem(context);
        return;
    }
    for (int i = 0; i < n; i++) {
        const void *text = sqlite3_value_text(values[i]);
        const int len = sqlite3_value_bytes(values[i]);
        sy_digest_add(&d, head, (size_t)snprintf(head, sizeof head, "%d:", len));
        if (len) sy_digest_add(&d, text, (size_t)len);
    }
    sy_digest_end(&d, hex);
    sqlite3_result_text(context, hex, -1, SQLITE_TRANSIENT);
}

sy_status sy_log_functions(sqlite3 *db, sy_err *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const int rc = sqlite3_create_function(db, "log_hash", -1, flags, NULL, log_hash, NULL, NULL);

    return rc == SQLITE_OK ? SY_OK : sy_sqlite_fail(db, err);
}

/* The first row whose hash is not what it must be, or whose number leaves a gap; the row after
 * the last where the end is gone. */
static const char broken_row[] =
    "SELECT coalesce(min(id), 0) FROM ("
    " SELECT l.id FROM log l LEFT JOIN log p ON p.id = l.id - 1"
    " WHERE l.hash <> log_hash(coalesce(p.hash, ''), l.id, l.kind, l.ref, l.act, l.subject,"
    "  l.field, l.text, l.verb, l.who, l.at) OR (l.id > 1 AND p.id IS NULL)"
    " UNION ALL SELECT q.seq FROM sqlite_sequence q"
    "  WHERE q.name = 'log' AND q.seq <> (SELECT coalesce(max(id), 0) FROM log))";
#define ALL_OF(what) "SELECT kind, ref, act, subject, field, text, verb, who, at FROM " what

static sy_status read_head(sqlite3 *db, int64_t *rows, char head[SY_DIGEST_TEXT], sy_err *err)
{
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_number(db, rows, "SELECT count(*) FROM log", err);

    head[0] = '\0';
    if (st == SY_OK)
        st = sy_sqlite_prepare(db, &q, "SELECT hash FROM log ORDER BY id DESC LIMIT 1", NULL, 0,
                               err);
    const int rc = st == SY_OK ? sqlite3_step(q) : SQLITE_DONE;
    if (rc == SQLITE_ROW)
        snprintf(head, SY_DIGEST_TEXT, "%s", (const char *)sqlite3_column_text(q, 0));
    else if (rc != SQLITE_DONE)
        st = sy_sqlite_fail(db, err);
    sqlite3_finalize(q);
    return st;
}

sy_status sy_log_head(sy_workspace *ws, int64_t *rows, char head[SY_DIGEST_TEXT], sy_err *err)
{
    return read_head(ws->decisions, rows, head, err);
}

sy_status sy_log_chain_check(sqlite3 *db, sy_log_check_result *out, sy_err *err)
{
    *out = (sy_log_check_result){0};
    sy_status st = read_head(db, &out->rows, out->head, err);
    return st == SY_OK ? sy_sqlite_number(db, &out->broken, broken_row, err) : st;
}

sy_status sy_log_check(sy_workspace *ws, sy_log_check_result *out, sy_err *err)
{
    sqlite3 *const db = ws->decisions;
    sy_status st = sy_log_chain_check(db, out, err);

    if (st == SY_OK)
        st = sy_sqlite_number(
            db, &out->missing,
            "SELECT count(*) FROM (" ALL_OF("logged") " EXCEPT " ALL_OF("log") ")", err);
    if (st == SY_OK)
        st = sy_sqlite_number(
            db, &out->foreign,
            "SELECT count(*) FROM (" ALL_OF("log") " EXCEPT " ALL_OF("logged") ")", err);
    return st;
}

/* ---- reading ---- */

/* Fields of the case are one act where they were said at the same time, whatever their number. */
#define ACT(p) "CASE " p "kind WHEN 'case' THEN 0 ELSE " p "act END"
#define FITS                                                                                       \
    " FROM log WHERE (?1 = '' OR who = ?1) AND (?2 = '' OR kind = ?2)"                             \
    " AND (?3 = '' OR date(at, 'localtime') >= ?3)"                                                \
    " AND (?4 = '' OR date(at, 'localtime') <= ?4)"                                                \
    " GROUP BY kind, " ACT("") ", verb, who, at"

static sy_status read_act(void *to, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_log_act *a = to;

    *a = (sy_log_act){.first = sqlite3_column_int64(q, 0),
                      .kind = sy_sqlite_text(q, 1, arena),
                      .is_undo = strcmp((const char *)sqlite3_column_text(q, 2), "undo") == 0,
                      .who = sy_sqlite_text(q, 3, arena),
                      .at = sy_sqlite_text(q, 4, arena),
                      .rows = (size_t)sqlite3_column_int64(q, 5),
                      .subjects = (size_t)sqlite3_column_int64(q, 6),
                      .last = sqlite3_column_int64(q, 7),
                      .hash = sy_sqlite_text(q, 8, arena)};
    return a->kind && a->who && a->at && a->hash ? SY_OK : sy_fail_nomem(err);
}

static sy_status read_word(void *to, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_log_word *w = to;

    *w = (sy_log_word){sy_sqlite_text(q, 0, arena), sy_sqlite_text(q, 1, arena),
                       sy_sqlite_text(q, 2, arena)};
    return w->subject && w->field && w->text ? SY_OK : sy_fail_nomem(err);
}

/* One writer at a time: an act's rows stand together, others of its second between them. */
static sy_status read_words(sy_log_act *a, sqlite3 *db, sy_arena *arena, sy_err *err)
{
    char sql[600];
    void *items = NULL;

    sqlite3_snprintf(sizeof sql, sql,
                     "SELECT l.subject, l.field, l.text FROM log f JOIN log l ON l.kind = f.kind"
                     " AND " ACT("l.") " = " ACT(
                         "f.") " AND l.verb = f.verb AND l.who = f.who"
                               " AND l.at = f.at WHERE f.id = %lld AND l.id BETWEEN %lld AND %lld"
                               " ORDER BY l.id LIMIT %d",
                     (long long)a->first, (long long)a->first, (long long)a->last, SY_LOG_WORDS);
    sy_status st = sy_sqlite_items(db, &items, &a->n_words, sizeof *a->words, sql, NULL, 0,
                                   read_word, arena, err);
    a->words = items;
    return st;
}

sy_status sy_log_acts(sqlite3 *db, sy_log_act **list, size_t *n, size_t *total,
                      const sy_log_filter *filter, sy_arena *arena, sy_err *err)
{
    const char *const given[] = {filter->who, filter->kind, filter->since, filter->until};
    sy_slice texts[4];
    sqlite3_stmt *q = NULL;
    char sql[900];
    void *items = NULL;

    for (size_t i = 0; i < 4; i++) texts[i] = sy_slice_of(given[i] ? given[i] : "");
    *list = NULL;
    *n = *total = 0;
    sy_status st =
        sy_sqlite_prepare(db, &q, "SELECT count(*) FROM (SELECT 1" FITS ")", texts, 4, err);
    if (st == SY_OK && sqlite3_step(q) == SQLITE_ROW) *total = (size_t)sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    sqlite3_snprintf(sizeof sql, sql,
                     "SELECT g.*, h.hash FROM (SELECT min(id) AS first, kind, verb, who, at,"
                     " count(*), count(DISTINCT subject), max(id) AS last" FITS
                     " ORDER BY first DESC LIMIT %lld OFFSET %lld) g JOIN log h ON h.id = g.last"
                     " ORDER BY g.first DESC",
                     filter->limit ? (long long)filter->limit : -1LL, (long long)filter->offset);
    if (st == SY_OK)
        st = sy_sqlite_items(db, &items, n, sizeof **list, sql, texts, 4, read_act, arena, err);
    *list = items;
    for (size_t i = 0; i < *n && st == SY_OK; i++) st = read_words(&(*list)[i], db, arena, err);
    return st;
}

sy_status sy_log_read(sy_workspace *ws, sy_log_act **list, size_t *n, size_t *total,
                      const sy_log_filter *filter, sy_arena *arena, sy_err *err)
{
    return sy_log_acts(ws->decisions, list, n, total, filter, arena, err);
}

static sy_status read_name(void *to, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    const char **name = to;

    *name = sy_sqlite_text(q, 0, arena);
    return *name ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_log_names(sqlite3 *db, const char ***list, size_t *n, sy_arena *arena, sy_err *err)
{
    return sy_sqlite_items(db, (void **)list, n, sizeof **list,
                           "SELECT DISTINCT who FROM log ORDER BY who", NULL, 0, read_name, arena,
                           err);
}

sy_status sy_log_people(sy_workspace *ws, const char ***list, size_t *n, sy_arena *arena,
                        sy_err *err)
{
    return sy_log_names(ws->decisions, list, n, arena, err);
}
