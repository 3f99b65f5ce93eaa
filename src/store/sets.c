/* sets.c - four tables: editions with their lines, issues with the editions they show.
 * Rows are only ever added. */
#include "store/sets.h"

#include "base/lang.h"
#include "store/private.h"

/* ---- writing ---- */

static bool bind(sqlite3_stmt *q, int at, const char *text)
{
    return sqlite3_bind_text(q, at, text ? text : "", -1, SQLITE_STATIC) == SQLITE_OK;
}

static sy_status step_once(sqlite3 *db, sqlite3_stmt *q, bool is_bound, sy_err *err)
{
    const bool is_done = is_bound && sqlite3_step(q) == SQLITE_DONE;
    sy_status st = is_done ? SY_OK : sy_sqlite_fail(db, err);
    sqlite3_reset(q);
    return st;
}

static sy_status add_lines(sqlite3 *db, const sy_set_edition *e, sy_err *err)
{
    sqlite3_stmt *q;
    sy_status st = sy_sqlite_prepare(db, &q,
                                     "INSERT INTO set_lines(edition, cut, key, title, n_in, n_out,"
                                     " sum_in, sum_out) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                     NULL, 0, err);

    for (size_t i = 0; i < e->n_lines && st == SY_OK; i++) {
        const sy_set_line *l = &e->lines[i];
        const bool is_bound = sqlite3_bind_int64(q, 1, e->id) == SQLITE_OK && bind(q, 2, l->cut) &&
                              bind(q, 3, l->key) && bind(q, 4, l->title) &&
                              sqlite3_bind_int64(q, 5, l->n_in) == SQLITE_OK &&
                              sqlite3_bind_int64(q, 6, l->n_out) == SQLITE_OK &&
                              sqlite3_bind_int64(q, 7, l->in) == SQLITE_OK &&
                              sqlite3_bind_int64(q, 8, l->out) == SQLITE_OK;
        st = step_once(db, q, is_bound, err);
    }
    sqlite3_finalize(q);
    return st;
}

static sy_status add_edition(sqlite3 *db, sy_set_edition *e, sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(e->person), sy_slice_of(e->name),
                               sy_slice_of(e->accounts), sy_who_am_i()};
    sy_status st = sy_sqlite_execute(db,
                                     "INSERT INTO set_editions(person, name, accounts, who,"
                                     " made_at) VALUES (?1, ?2, ?3, ?4, " SY_SQL_NOW ")",
                                     values, 4, err);

    if (st != SY_OK) return st;
    e->id = sqlite3_last_insert_rowid(db);
    return add_lines(db, e, err);
}

static sy_status add_issue(sqlite3 *db, const char *file, const char *terms,
                           const sy_set_edition *editions, size_t n, sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(file), sy_slice_of(terms), sy_who_am_i()};
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_execute(db,
                                     "INSERT INTO set_issues(file, terms, who, made_at)"
                                     " VALUES (?1, ?2, ?3, " SY_SQL_NOW ")",
                                     values, 3, err);
    const sqlite3_int64 issue = sqlite3_last_insert_rowid(db);

    if (st == SY_OK) {
        st = sy_sqlite_prepare(db, &q,
                               "INSERT INTO set_parts(issue, edition, name) VALUES (?1, ?2, ?3)",
                               NULL, 0, err);
    }
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const bool is_bound = sqlite3_bind_int64(q, 1, issue) == SQLITE_OK &&
                              sqlite3_bind_int64(q, 2, editions[i].id) == SQLITE_OK &&
                              bind(q, 3, editions[i].name);
        st = step_once(db, q, is_bound, err);
    }
    sqlite3_finalize(q);
    return st;
}

sy_status sy_set_record(sy_workspace *ws, const char *file, const char *terms,
                        sy_set_edition *editions, size_t n, sy_err *err)
{
    sy_status st = sy_needs_write(ws, err);

    if (st == SY_OK) st = sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (editions[i].id == 0) st = add_edition(ws->decisions, &editions[i], err);
    }
    if (st == SY_OK) st = add_issue(ws->decisions, file, terms, editions, n, err);
    return sy_sqlite_end(ws->decisions, st, err);
}

/* ---- reading ---- */

static sy_status read_edition(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_set_edition *e = item;

    *e = (sy_set_edition){.id = sqlite3_column_int64(q, 0),
                          .person = sy_sqlite_text(q, 1, arena),
                          .name = sy_sqlite_text(q, 2, arena),
                          .accounts = sy_sqlite_text(q, 3, arena),
                          .who = sy_sqlite_text(q, 4, arena),
                          .made_at = sy_sqlite_text(q, 5, arena)};
    return e->person && e->name && e->accounts && e->who && e->made_at ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_set_editions(sy_workspace *ws, sy_set_edition **list, size_t *n, sy_arena *arena,
                          sy_err *err)
{
    void *items;
    sy_status st = sy_sqlite_list(ws, &items, n, sizeof **list,
                                  "SELECT id, person, name, accounts, who, made_at"
                                  " FROM set_editions ORDER BY id DESC",
                                  NULL, 0, read_edition, arena, err);
    *list = items;
    return st;
}

static sy_status read_line(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_set_line *l = item;

    *l = (sy_set_line){.cut = sy_sqlite_text(q, 0, arena),
                       .key = sy_sqlite_text(q, 1, arena),
                       .title = sy_sqlite_text(q, 2, arena),
                       .n_in = sqlite3_column_int64(q, 3),
                       .n_out = sqlite3_column_int64(q, 4),
                       .in = sqlite3_column_int64(q, 5),
                       .out = sqlite3_column_int64(q, 6)};
    return l->cut && l->key && l->title ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_set_lines(sy_workspace *ws, int64_t edition, sy_set_line **lines, size_t *n,
                       sy_arena *arena, sy_err *err)
{
    char number[24];
    void *items;

    sqlite3_snprintf(sizeof number, number, "%lld", (long long)edition);
    const sy_slice of = sy_slice_of(number);
    sy_status st = sy_sqlite_list(ws, &items, n, sizeof **lines,
                                  "SELECT cut, key, title, n_in, n_out, sum_in, sum_out"
                                  " FROM set_lines WHERE edition = CAST(?1 AS INTEGER) ORDER BY id",
                                  &of, 1, read_line, arena, err);
    *lines = items;
    return st;
}

static sy_status read_issue(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_set_issue *i = item;

    *i = (sy_set_issue){.id = sqlite3_column_int64(q, 0),
                        .file = sy_sqlite_text(q, 1, arena),
                        .terms = sy_sqlite_text(q, 2, arena),
                        .names = sy_sqlite_text(q, 3, arena),
                        .who = sy_sqlite_text(q, 4, arena),
                        .made_at = sy_sqlite_text(q, 5, arena)};
    return i->file && i->terms && i->names && i->who && i->made_at ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_set_issues(sy_workspace *ws, sy_set_issue **list, size_t *n, sy_arena *arena,
                        sy_err *err)
{
    void *items;
    sy_status st = sy_sqlite_list(
        ws, &items, n, sizeof **list,
        "SELECT i.id, i.file, i.terms, (SELECT coalesce(group_concat(name, char(10)), '') FROM"
        " (SELECT name FROM set_parts WHERE issue = i.id ORDER BY id)), i.who, i.made_at"
        " FROM set_issues i ORDER BY i.id",
        NULL, 0, read_issue, arena, err);
    *list = items;
    return st;
}
