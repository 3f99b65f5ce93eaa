/* sqlite.c - small steps that everything in decisions.sqlite takes: run, ask for one
 * number, prepare with texts, read rows into a list. */
#include "store/private.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/user.h"

static const char *name_of(sqlite3 *db)
{
    const char *path = sqlite3_db_filename(db, NULL);
    return path && *path ? sy_path_name(path) : "decisions.sqlite";
}

sy_status sy_sqlite_fail(sqlite3 *db, sy_err *err)
{
    switch (sqlite3_errcode(db)) {
    case SQLITE_NOMEM:
        return sy_fail_nomem(err);
    case SQLITE_FULL:
        return sy_fail(err, SY_EIO, N_("the disk is full"));
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return sy_fail(err, SY_EENGINE, N_("%s is damaged: %s"), name_of(db), sqlite3_errmsg(db));
    default:
        return sy_fail(err, SY_EENGINE, N_("SQLite: %s"), sqlite3_errmsg(db));
    }
}

sy_status sy_sqlite_run(sqlite3 *db, const char *sql, sy_err *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? SY_OK : sy_sqlite_fail(db, err);
}

sy_status sy_sqlite_end(sqlite3 *db, sy_status st, sy_err *err)
{
    if (st == SY_OK) st = sy_sqlite_run(db, "COMMIT", err);
    if (st != SY_OK) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

sy_status sy_sqlite_number(sqlite3 *db, int64_t *number, const char *sql, sy_err *err)
{
    sqlite3_stmt *q = NULL;
    sy_status st = SY_OK;

    *number = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW) {
        *number = sqlite3_column_int64(q, 0);
    } else {
        st = sy_sqlite_fail(db, err);
    }
    sqlite3_finalize(q);
    return st;
}

sy_status sy_sqlite_prepare(sqlite3 *db, sqlite3_stmt **q, const char *sql, const sy_slice *texts,
                            int n, sy_err *err)
{
    *q = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, q, NULL) != SQLITE_OK) return sy_sqlite_fail(db, err);
    for (int i = 0; i < n; i++) {
        if (sqlite3_bind_text64(*q, i + 1, texts[i].ptr, texts[i].len, SQLITE_STATIC,
                                SQLITE_UTF8) != SQLITE_OK) {
            return sy_sqlite_fail(db, err);
        }
    }
    return SY_OK;
}

sy_status sy_sqlite_execute(sqlite3 *db, const char *sql, const sy_slice *texts, int n, sy_err *err)
{
    sqlite3_stmt *q;
    sy_status st = sy_sqlite_prepare(db, &q, sql, texts, n, err);

    if (st == SY_OK && sqlite3_step(q) != SQLITE_DONE) st = sy_sqlite_fail(db, err);
    sqlite3_finalize(q);
    return st;
}

char *sy_sqlite_text(sqlite3_stmt *q, int column, sy_arena *arena)
{
    const void *text = sqlite3_column_text(q, column);
    return sy_arena_text(arena, text, (size_t)sqlite3_column_bytes(q, column));
}

sy_slice sy_who_am_i(void)
{
    const char *named = getenv(SY_USER_VARIABLE);
    const struct passwd *entry = named && *named ? NULL : getpwuid(getuid());

    if (named && *named) return sy_slice_of(named);
    return sy_slice_of(entry && entry->pw_name ? entry->pw_name : "?");
}

/* ---- lists ---- */

typedef struct rows {
    char *items;
    size_t n, capacity, size;
    sy_arena *arena;
} rows;

/* Room for one more; what was there moves, the arena keeps the old place. */
static void *next_item(rows *r)
{
    if (r->n == r->capacity) {
        const size_t capacity = r->capacity ? r->capacity * 2 : 16;
        char *items = sy_arena_get(r->arena, capacity * r->size);
        if (!items) return NULL;
        if (r->n) memcpy(items, r->items, r->n * r->size);
        r->items = items;
        r->capacity = capacity;
    }
    return r->items + r->n++ * r->size;
}

sy_status sy_sqlite_items(sqlite3 *db, void **list, size_t *n, size_t size, const char *sql,
                          const sy_slice *texts, int n_texts, sy_sqlite_read *read, sy_arena *arena,
                          sy_err *err)
{
    rows r = {.size = size, .arena = arena};
    sqlite3_stmt *q = NULL;
    int rc = SQLITE_DONE;
    sy_status st = sy_sqlite_prepare(db, &q, sql, texts, n_texts, err);

    while (st == SY_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        void *item = next_item(&r);
        st = item ? read(item, q, arena, err) : sy_fail_nomem(err);
    }
    if (st == SY_OK && rc != SQLITE_DONE) st = sy_sqlite_fail(db, err);
    sqlite3_finalize(q);
    if (st == SY_OK && !r.items) {
        r.items = sy_arena_get(arena, size);
        if (!r.items) st = sy_fail_nomem(err);
    }
    *list = st == SY_OK ? r.items : NULL;
    *n = st == SY_OK ? r.n : 0;
    return st;
}

sy_status sy_sqlite_list(sy_workspace *ws, void **list, size_t *n, size_t size, const char *sql,
                         const sy_slice *texts, int n_texts, sy_sqlite_read *read, sy_arena *arena,
                         sy_err *err)
{
    return sy_sqlite_items(ws->decisions, list, n, size, sql, texts, n_texts, read, arena, err);
}
