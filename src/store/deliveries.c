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

static sy_status read_row(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_delivery *d = item;
    bool is_whole = true;

    *d = (sy_delivery){.import = (uint32_t)sqlite3_column_int64(q, 0)};
    d->who = sy_sqlite_text(q, 1, arena);
    d->at = sy_sqlite_text(q, 2, arena);
    for (int i = 0; i < WORDS; i++) {
        *word_of(&d->words, i) = sy_sqlite_text(q, 3 + i, arena);
        is_whole = is_whole && *word_of(&d->words, i);
    }
    return is_whole && d->who && d->at ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_deliveries(sy_workspace *ws, sy_delivery **list, size_t *n, sy_arena *arena,
                        sy_err *err)
{
    void *items;
    sy_status st = sy_sqlite_list(
        ws, &items, n, sizeof **list,
        "SELECT i.id, i.who, i.done_at, d.medium, d.ground, d.number, d.request, d.received_by"
        " FROM imports i LEFT JOIN deliveries d ON d.import = i.id"
        " WHERE i.done_at IS NOT NULL ORDER BY i.id",
        NULL, 0, read_row, arena, err);
    *list = items;
    return st;
}
