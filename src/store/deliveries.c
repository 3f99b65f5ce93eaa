/* deliveries.c - one row an import, beside the journal of imports. */
#include "store/deliveries.h"

#include "store/private.h"

enum { WORDS = 5 };

static const char **word_of(sy_delivery_words *w, int i)
{
    const char **const words[WORDS] = {&w->medium, &w->ground, &w->number, &w->request,
                                       &w->received_by};
    return words[i];
}

sy_status sy_import_delivery(sy_import *imp, const sy_delivery_words *words, sy_err *err)
{
    sqlite3 *db = sy_import_decisions(imp);
    sy_delivery_words copy = *words;
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(db,
                                "INSERT INTO deliveries(import, medium, ground, number, request,"
                                " received_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                -1, &q, NULL);

    if (rc == SQLITE_OK) rc = sqlite3_bind_int64(q, 1, sy_import_number(imp));
    for (int i = 0; i < WORDS && rc == SQLITE_OK; i++) {
        const char *word = *word_of(&copy, i);
        rc = sqlite3_bind_text(q, i + 2, word ? word : "", -1, SQLITE_STATIC);
    }
    const bool is_done = rc == SQLITE_OK && sqlite3_step(q) == SQLITE_DONE;
    sy_status st = is_done ? SY_OK : sy_sqlite_fail(db, err);
    sqlite3_finalize(q);
    return st;
}

static const char *text_of(sqlite3_stmt *q, int column, sy_arena *arena)
{
    const void *text = sqlite3_column_text(q, column);
    return sy_arena_text(arena, text ? text : "", (size_t)sqlite3_column_bytes(q, column));
}

static sy_status read_row(sqlite3_stmt *q, sy_delivery *d, sy_arena *arena, sy_err *err)
{
    bool is_whole = true;

    *d = (sy_delivery){.import = (uint32_t)sqlite3_column_int64(q, 0)};
    d->who = text_of(q, 1, arena);
    d->at = text_of(q, 2, arena);
    for (int i = 0; i < WORDS; i++) {
        *word_of(&d->words, i) = text_of(q, 3 + i, arena);
        is_whole = is_whole && *word_of(&d->words, i);
    }
    return is_whole && d->who && d->at ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_deliveries(sy_workspace *ws, sy_delivery **list, size_t *n, sy_arena *arena,
                        sy_err *err)
{
    sqlite3_stmt *q = NULL;
    int64_t most = 0;
    int rc = SQLITE_DONE;
    sy_status st = sy_sqlite_number(ws->decisions, &most,
                                    "SELECT count(*) FROM imports WHERE done_at IS NOT NULL", err);

    *n = 0;
    if (st != SY_OK) return st;
    *list = sy_arena_get(arena, (size_t)most * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    if (sqlite3_prepare_v2(ws->decisions,
                           "SELECT i.id, i.who, i.done_at, d.medium, d.ground, d.number, d.request,"
                           " d.received_by FROM imports i LEFT JOIN deliveries d ON d.import = i.id"
                           " WHERE i.done_at IS NOT NULL ORDER BY i.id",
                           -1, &q, NULL) != SQLITE_OK) {
        return sy_sqlite_fail(ws->decisions, err);
    }
    while (st == SY_OK && *n < (size_t)most && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        st = read_row(q, &(*list)[(*n)++], arena, err);
    }
    if (st == SY_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
        st = sy_sqlite_fail(ws->decisions, err);
    }
    sqlite3_finalize(q);
    return st;
}
