/* steps.c - two tables: steps, and the words of each. A step that takes another back names
 * it, and no two may name the same (a unique index), so what stands is what nobody names. */
#include "store/steps.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/user.h"
#include "store/private.h"

sy_slice sy_steps_who(void)
{
    return sy_who_am_i();
}

bool sy_steps_are_logged_in(void)
{
    const char *named = getenv(SY_USER_VARIABLE);

    return named && *named;
}

/* ---- writing ---- */

static sy_status add_words(sqlite3 *db, const sy_step *s, int64_t number, sy_err *err)
{
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(
        db, &q, "INSERT INTO step_words(step, field, value) VALUES (?1, ?2, ?3)", NULL, 0, err);

    for (size_t i = 0; i < s->n && st == SY_OK; i++) {
        const sy_step_word *w = &s->words[i];
        if (sqlite3_bind_int64(q, 1, number) != SQLITE_OK ||
            sqlite3_bind_text(q, 2, w->field, -1, SQLITE_STATIC) != SQLITE_OK ||
            sqlite3_bind_text(q, 3, w->value, -1, SQLITE_STATIC) != SQLITE_OK ||
            sqlite3_step(q) != SQLITE_DONE)
            st = sy_sqlite_fail(db, err);
        sqlite3_reset(q);
    }
    sqlite3_finalize(q);
    return st;
}

static sy_status next_number(sqlite3 *db, int64_t *number, sy_err *err)
{
    return sy_sqlite_number(
        db, number,
        "SELECT 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'steps'), 0)", err);
}

static sy_status add_all(sqlite3 *db, const char *kind, const sy_step *steps, size_t n, sy_err *err)
{
    const sy_slice texts[] = {sy_slice_of(kind), sy_who_am_i()};
    sqlite3_stmt *q = NULL;
    int64_t act = 0;
    sy_status st = next_number(db, &act, err);

    if (st == SY_OK)
        st = sy_sqlite_prepare(db, &q,
                               "INSERT INTO steps(kind, who, act, subject, edition, made_at)"
                               " VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), " SY_SQL_NOW ")",
                               texts, 2, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (sqlite3_bind_int64(q, 3, act) != SQLITE_OK ||
            sqlite3_bind_text(q, 4, steps[i].subject, -1, SQLITE_STATIC) != SQLITE_OK ||
            sqlite3_bind_int64(q, 5, steps[i].edition) != SQLITE_OK ||
            sqlite3_step(q) != SQLITE_DONE)
            st = sy_sqlite_fail(db, err);
        sqlite3_reset(q);
        if (st == SY_OK) st = add_words(db, &steps[i], sqlite3_last_insert_rowid(db), err);
    }
    sqlite3_finalize(q);
    return st;
}

sy_status sy_steps_add(sy_workspace *ws, const char *kind, const sy_step *steps, size_t n,
                       sy_err *err)
{
    sy_status st = sy_needs_write(ws, err);

    if (st == SY_OK) st = sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err);
    if (st != SY_OK) return st;
    st = add_all(ws->decisions, kind, steps, n, err);
    return sy_sqlite_end(ws->decisions, st, err);
}

/* ---- reading ---- */

typedef struct reader {
    sqlite3_stmt *q;
    sy_arena *arena;
    sy_step *steps; /* as many as there are rows, and one more */
    sy_step_word *words;
    size_t n_steps, n_words;
} reader;

static bool read_text(const char **text, const reader *r, int column)
{
    *text = NULL;
    if (sqlite3_column_type(r->q, column) == SQLITE_NULL) return true;
    *text = sy_sqlite_text(r->q, column, r->arena);
    return *text != NULL;
}

static sy_status read_row(reader *r, sy_err *err)
{
    const int64_t number = sqlite3_column_int64(r->q, 0);
    sy_step *s = r->n_steps ? &r->steps[r->n_steps - 1] : NULL;
    sy_step_word *w = &r->words[r->n_words];

    if (!s || s->number != number) {
        s = &r->steps[r->n_steps++];
        *s = (sy_step){.number = number,
                       .act = sqlite3_column_int64(r->q, 1),
                       .edition = sqlite3_column_int64(r->q, 3),
                       .words = w};
        if (!read_text(&s->subject, r, 2) || !read_text(&s->who, r, 4) ||
            !read_text(&s->at, r, 5) || !read_text(&s->undone_by, r, 6) ||
            !read_text(&s->undone_at, r, 7))
            return sy_fail_nomem(err);
    }
    if (sqlite3_column_type(r->q, 8) == SQLITE_NULL) return SY_OK; /* a step without words */
    if (!read_text(&w->field, r, 8) || !read_text(&w->value, r, 9)) return sy_fail_nomem(err);
    r->n_words++;
    s->n++;
    return SY_OK;
}

/* texts: the kind, the subject or NULL. */
static sy_status make_room(reader *r, sqlite3 *db, const sy_slice *texts, sy_err *err)
{
    sqlite3_stmt *q = NULL;
    size_t rows = 1;
    sy_status st =
        sy_sqlite_prepare(db, &q,
                          "SELECT count(*) FROM steps s LEFT JOIN step_words w ON w.step = s.id"
                          " WHERE s.kind = ?1 AND (?2 IS NULL OR s.subject = ?2)",
                          texts, 2, err);

    if (st == SY_OK && sqlite3_step(q) != SQLITE_ROW) st = sy_sqlite_fail(db, err);
    if (st == SY_OK) rows += (size_t)sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    if (st != SY_OK) return st;
    r->steps = sy_arena_get(r->arena, rows * sizeof *r->steps);
    r->words = sy_arena_get(r->arena, rows * sizeof *r->words);
    return r->steps && r->words ? SY_OK : sy_fail_nomem(err);
}

/* since: only steps taken back by this act or a later one; 0: all. */
static sy_status read_steps(sy_workspace *ws, const char *kind, const char *subject, int64_t since,
                            sy_step **list, size_t *n, sy_arena *arena, sy_err *err)
{
    const sy_slice texts[] = {sy_slice_of(kind), sy_slice_of(subject)};
    reader r = {.arena = arena};
    int rc = SQLITE_DONE;
    sy_status st = make_room(&r, ws->decisions, texts, err);

    *list = NULL;
    *n = 0;
    if (st == SY_OK)
        st = sy_sqlite_prepare(
            ws->decisions, &r.q,
            "SELECT s.id, s.act, s.subject, s.edition, s.who, s.made_at, b.who, b.made_at,"
            " w.field, w.value FROM steps s LEFT JOIN steps b ON b.takes_back = s.id"
            " LEFT JOIN step_words w ON w.step = s.id WHERE s.kind = ?1 AND s.takes_back IS NULL"
            " AND (?2 IS NULL OR s.subject = ?2) AND (?3 = 0 OR b.act >= ?3)"
            " ORDER BY s.subject, s.id, w.id",
            texts, 2, err);
    if (st == SY_OK && sqlite3_bind_int64(r.q, 3, since) != SQLITE_OK)
        st = sy_sqlite_fail(ws->decisions, err);
    while (st == SY_OK && (rc = sqlite3_step(r.q)) == SQLITE_ROW) st = read_row(&r, err);
    if (st == SY_OK && rc != SQLITE_DONE) st = sy_sqlite_fail(ws->decisions, err);
    sqlite3_finalize(r.q);
    if (st != SY_OK) return st;
    *list = r.steps;
    *n = r.n_steps;
    return SY_OK;
}

sy_status sy_steps_read(sy_workspace *ws, const char *kind, const char *subject, sy_step **list,
                        size_t *n, sy_arena *arena, sy_err *err)
{
    return read_steps(ws, kind, subject, 0, list, n, arena, err);
}

/* ---- taking back ---- */

/* A row for each step taken back; they are one act, as the steps were. */
static const char take_back[] =
    "WITH standing AS (SELECT s.* FROM steps s WHERE s.kind = ?1 AND s.takes_back IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM steps b WHERE b.takes_back = s.id))"
    " INSERT INTO steps(act, kind, subject, edition, takes_back, who, made_at)"
    " SELECT ?4, kind, subject, edition, id, ?3, " SY_SQL_NOW " FROM standing"
    " WHERE CASE WHEN ?2 IS NULL THEN act = (SELECT max(act) FROM standing)"
    " ELSE id = (SELECT max(id) FROM standing WHERE subject = ?2) END";

sy_status sy_steps_undo(sy_workspace *ws, const char *kind, const char *subject, sy_step **undone,
                        size_t *n, sy_arena *arena, sy_err *err)
{
    const sy_slice texts[] = {sy_slice_of(kind), sy_slice_of(subject), sy_who_am_i()};
    sqlite3_stmt *q = NULL;
    int64_t act = 0;
    sy_status st = sy_needs_write(ws, err);

    *undone = NULL;
    *n = 0;
    if (st == SY_OK) st = sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err);
    if (st != SY_OK) return st;
    st = next_number(ws->decisions, &act, err);
    if (st == SY_OK) st = sy_sqlite_prepare(ws->decisions, &q, take_back, texts, 3, err);
    if (st == SY_OK &&
        (sqlite3_bind_int64(q, 4, act) != SQLITE_OK || sqlite3_step(q) != SQLITE_DONE))
        st = sy_sqlite_fail(ws->decisions, err);
    sqlite3_finalize(q);
    if (st == SY_OK) st = read_steps(ws, kind, subject, act, undone, n, arena, err);
    return sy_sqlite_end(ws->decisions, st, err);
}
