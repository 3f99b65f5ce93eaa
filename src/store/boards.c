/* boards.c - one table. A board has one row, whose body each save replaces: its past is in the
 * body (the page's steps), so versions are counted and not kept. What was deleted stays. */
#include "store/boards.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "store/board_state.h"
#include "store/private.h"
#include "suyuan/limits.h"

enum { MOST_NAME = 240, SCHEMA = 1 };

struct sy_boards {
    sqlite3 *db; /* NULL: read, and there are none */
};

static const char schema[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS boards("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, version INTEGER NOT NULL,"
    " cards INTEGER NOT NULL, body TEXT NOT NULL, who TEXT NOT NULL, saved_at TEXT NOT NULL,"
    " deleted_by TEXT, deleted_at TEXT) STRICT;"
    "CREATE UNIQUE INDEX IF NOT EXISTS boards_named ON boards(name) WHERE deleted_at IS NULL;"
    "PRAGMA user_version = 1; COMMIT";

static sy_status migrate(sqlite3 *db, bool can_write, sy_err *err)
{
    int64_t have = 0;
    sy_status st = sy_sqlite_number(db, &have, "PRAGMA user_version", err);

    if (st != SY_OK || have == SCHEMA) return st;
    if (have > SCHEMA)
        return sy_fail(err, SY_EINVAL,
                       N_("the workspace was made by a newer version of this program"));
    /* Somebody is just making it: for a reader there is nothing yet. */
    return can_write ? sy_sqlite_run(db, schema, err) : SY_OK;
}

static bool has_table(sqlite3 *db)
{
    int64_t n = 0;
    return sy_sqlite_number(db, &n, "SELECT count(*) FROM sqlite_schema WHERE name = 'boards'",
                            NULL) == SY_OK &&
           n == 1;
}

static sy_status open_store(sy_boards *boards, const char *path, bool can_write, sy_err *err)
{
    if (!can_write && access(path, F_OK) != 0) return SY_OK;
    sy_status st = sy_decisions_open(&boards->db, path, can_write, err);
    if (st == SY_OK) st = migrate(boards->db, can_write, err);
    if (st == SY_OK && !can_write && !has_table(boards->db)) {
        sy_decisions_close(boards->db);
        boards->db = NULL;
    }
    return st;
}

sy_status sy_boards_open(sy_boards **out, const char *workspace, sy_access access_, sy_err *err)
{
    char *decisions = sy_path_join(NULL, workspace, "decisions.sqlite");
    char *path = sy_path_join(NULL, workspace, "boards.sqlite");
    sy_boards *boards = sy_new(NULL, sizeof *boards);
    sy_status st = SY_OK;

    *out = NULL;
    if (!decisions || !path || !boards) {
        st = sy_fail_nomem(err);
    } else if (access(decisions, F_OK) != 0) {
        st = sy_fail(err, SY_EINVAL, N_("%s: not a workspace: it has no %s"), workspace,
                     "decisions.sqlite");
    } else {
        st = open_store(boards, path, access_ == SY_WRITE, err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, decisions);
    if (st == SY_OK)
        *out = boards;
    else
        sy_boards_close(boards);
    return st;
}

void sy_boards_close(sy_boards *boards)
{
    if (!boards) return;
    sy_decisions_close(boards->db);
    sy_drop(NULL, boards);
}

/* ---- reading ---- */

#define COLUMNS "name, version, cards, who, saved_at, deleted_by, deleted_at"

static bool read_text_or_null(const char **out, sqlite3_stmt *q, int column, sy_arena *arena)
{
    *out = NULL;
    if (sqlite3_column_type(q, column) == SQLITE_NULL) return true;
    *out = sy_sqlite_text(q, column, arena);
    return *out;
}

static sy_status read_board(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_board *b = item;

    *b = (sy_board){.name = sy_sqlite_text(q, 0, arena),
                    .version = sqlite3_column_int64(q, 1),
                    .cards = sqlite3_column_int64(q, 2),
                    .who = sy_sqlite_text(q, 3, arena),
                    .saved_at = sy_sqlite_text(q, 4, arena)};
    if (!b->name || !b->who || !b->saved_at || !read_text_or_null(&b->deleted_by, q, 5, arena) ||
        !read_text_or_null(&b->deleted_at, q, 6, arena))
        return sy_fail_nomem(err);
    if (sqlite3_column_count(q) > 7) {
        b->body = (sy_slice){sy_sqlite_text(q, 7, arena), (size_t)sqlite3_column_bytes(q, 7)};
        if (!b->body.ptr) return sy_fail_nomem(err);
    }
    return SY_OK;
}

sy_status sy_boards_list(sy_boards *boards, sy_board **list, size_t *n, sy_arena *arena,
                         sy_err *err)
{
    void *items = NULL;
    sy_status st = SY_OK;

    *n = 0;
    if (boards->db)
        st = sy_sqlite_items(boards->db, &items, n, sizeof **list,
                             "SELECT " COLUMNS " FROM boards ORDER BY deleted_at IS NOT NULL,"
                             " coalesce(deleted_at, saved_at) DESC, id DESC",
                             NULL, 0, read_board, arena, err);
    *list = items;
    return st;
}

/* NULL name: there is none. */
static sy_status look_up(sy_boards *boards, sy_board *out, const char *name, sy_arena *arena,
                         sy_err *err)
{
    const sy_slice key = sy_slice_of(name);
    void *items = NULL;
    size_t n = 0;
    sy_status st = SY_OK;

    *out = (sy_board){.name = NULL};
    if (boards->db)
        st = sy_sqlite_items(boards->db, &items, &n, sizeof *out,
                             "SELECT " COLUMNS ", body FROM boards"
                             " WHERE name = ?1 AND deleted_at IS NULL",
                             &key, 1, read_board, arena, err);
    if (n == 1) *out = *(sy_board *)items;
    return st;
}

static sy_status no_board(const char *name, sy_err *err)
{
    return sy_fail(err, SY_EDATA, N_("there is no board \"%.240s\""), name);
}

sy_status sy_board_find(sy_boards *boards, sy_board *out, const char *name, sy_arena *arena,
                        sy_err *err)
{
    sy_status st = look_up(boards, out, name, arena, err);
    return st == SY_OK && !out->name ? no_board(name, err) : st;
}

/* ---- writing ---- */

/* A line of text that somebody can read, and tell from another. */
static sy_status check_name(const char *name, sy_err *err)
{
    const size_t n = strlen(name);
    bool is_bad = n == 0 || n > MOST_NAME || sy_utf8_valid_prefix(name, n) != n || name[0] == ' ' ||
                  name[n - (n > 0)] == ' ';

    for (size_t i = 0; i < n && !is_bad; i++)
        is_bad = (unsigned char)name[i] < 0x20 || name[i] == 0x7f;
    if (!is_bad) return SY_OK;
    return sy_fail(err, SY_EINVAL,
                   N_("\"%.240s\" cannot be the name of a board: 1 to %d bytes, no blank at its "
                      "ends, no line break"),
                   name, MOST_NAME);
}

static sy_status is_taken(const char *name, sy_err *err)
{
    return sy_fail(err, SY_ECONFLICT, N_("there is a board \"%.240s\" already"), name);
}

/* One change, while nobody else changes anything. */
typedef sy_status sy_board_change(sy_boards *boards, void *ctx, sy_err *err);

static sy_status alone(sy_boards *boards, sy_board_change *change, void *ctx, sy_err *err)
{
    sy_status st = sy_sqlite_run(boards->db, "BEGIN IMMEDIATE", err);

    if (st != SY_OK) return st;
    return sy_sqlite_end(boards->db, change(boards, ctx, err), err);
}

static sy_status check_room(sy_boards *boards, sy_err *err)
{
    int64_t n = 0;
    sy_status st = sy_sqlite_number(boards->db, &n,
                                    "SELECT count(*) FROM boards WHERE deleted_at IS NULL", err);

    if (st != SY_OK || n < SY_MAX_BOARDS) return st;
    return sy_fail(err, SY_ELIMIT, N_("a case has at most %u boards"), SY_MAX_BOARDS);
}

typedef struct saving {
    const char *name;
    int64_t base, cards;
    sy_slice body;
    sy_board was;
    sy_arena *arena;
} saving;

static sy_status write_over(sy_boards *boards, const saving *s, sy_err *err)
{
    char sql[240];
    const sy_slice row[] = {sy_slice_of(s->name), s->body, sy_who_am_i()};

    sqlite3_snprintf(sizeof sql, sql,
                     "UPDATE boards SET body = ?2, who = ?3, saved_at = %s, version = version + 1,"
                     " cards = %lld WHERE name = ?1 AND deleted_at IS NULL",
                     SY_SQL_NOW, (long long)s->cards);
    return sy_sqlite_execute(boards->db, sql, row, 3, err);
}

static sy_status write_new(sy_boards *boards, const saving *s, sy_err *err)
{
    char sql[240];
    const sy_slice row[] = {sy_slice_of(s->name), s->body, sy_who_am_i()};
    sy_status st = check_room(boards, err);

    if (st != SY_OK) return st;
    sqlite3_snprintf(sizeof sql, sql,
                     "INSERT INTO boards(name, version, cards, body, who, saved_at)"
                     " VALUES (?1, 1, %lld, ?2, ?3, %s)",
                     (long long)s->cards, SY_SQL_NOW);
    return sy_sqlite_execute(boards->db, sql, row, 3, err);
}

static sy_status save(sy_boards *boards, void *ctx, sy_err *err)
{
    saving *s = ctx;
    sy_status st = look_up(boards, &s->was, s->name, s->arena, err);

    if (st != SY_OK) return st;
    if (s->was.name && sy_slice_is(s->was.body, s->body)) return SY_OK;
    if (!s->was.name && s->base > 0)
        return sy_fail(err, SY_ECONFLICT,
                       N_("the board \"%.240s\" was renamed or deleted meanwhile"), s->name);
    if (s->was.name && s->base == 0) return is_taken(s->name, err);
    if (s->was.version != s->base)
        return sy_fail(err, SY_ECONFLICT,
                       N_("%.60s has changed the board \"%.200s\" meanwhile (%s); nothing was "
                          "overwritten"),
                       s->was.who, s->name, s->was.saved_at);
    return s->was.name ? write_over(boards, s, err) : write_new(boards, s, err);
}

sy_status sy_board_save(sy_boards *boards, sy_board *out, const char *name, int64_t base,
                        sy_slice body, sy_arena *arena, sy_err *err)
{
    saving s = {.name = name, .base = base, .body = body, .arena = arena};
    sy_board_state state;
    sy_status st = check_name(name, err);

    if (st == SY_OK) st = sy_board_read(&state, body, arena, err);
    if (st != SY_OK) return st;
    s.cards = (int64_t)state.n_cards;
    st = alone(boards, save, &s, err);
    return st == SY_OK ? sy_board_find(boards, out, name, arena, err) : st;
}

typedef struct naming {
    const char *sql, *name, *to; /* to: must be free */
    sy_slice texts[3];           /* of sql */
    int n;
    bool makes_one;
} naming;

/* A statement that must concern one board. */
static sy_status name_one(sy_boards *boards, void *ctx, sy_err *err)
{
    const naming *o = ctx;
    sy_err why = {0};
    sy_status st = o->makes_one ? check_room(boards, err) : SY_OK;

    if (st != SY_OK) return st;
    st = sy_sqlite_execute(boards->db, o->sql, o->texts, o->n, &why);
    if (st != SY_OK)
        return sqlite3_errcode(boards->db) == SQLITE_CONSTRAINT ? is_taken(o->to, err)
                                                                : sy_fail(err, st, "%s", why.text);
    return sqlite3_changes(boards->db) == 1 ? SY_OK : no_board(o->name, err);
}

sy_status sy_board_rename(sy_boards *boards, const char *name, const char *to, sy_err *err)
{
    naming o = {.sql = "UPDATE boards SET name = ?2 WHERE name = ?1 AND deleted_at IS NULL",
                .name = name,
                .to = to,
                .texts = {sy_slice_of(name), sy_slice_of(to)},
                .n = 2};
    sy_status st = check_name(to, err);

    return st == SY_OK ? alone(boards, name_one, &o, err) : st;
}

sy_status sy_board_copy(sy_boards *boards, const char *name, const char *to, sy_err *err)
{
    naming o = {.sql = "INSERT INTO boards(name, version, cards, body, who, saved_at)"
                       " SELECT ?2, 1, cards, body, ?3, " SY_SQL_NOW
                       " FROM boards WHERE name = ?1 AND deleted_at IS NULL",
                .name = name,
                .to = to,
                .texts = {sy_slice_of(name), sy_slice_of(to), sy_who_am_i()},
                .n = 3,
                .makes_one = true};
    sy_status st = check_name(to, err);

    return st == SY_OK ? alone(boards, name_one, &o, err) : st;
}

sy_status sy_board_delete(sy_boards *boards, const char *name, sy_err *err)
{
    naming o = {.sql = "UPDATE boards SET deleted_by = ?2, deleted_at = " SY_SQL_NOW
                       " WHERE name = ?1 AND deleted_at IS NULL",
                .name = name,
                .texts = {sy_slice_of(name), sy_who_am_i()},
                .n = 2};
    return alone(boards, name_one, &o, err);
}

sy_status sy_board_restore(sy_boards *boards, const char *name, sy_err *err)
{
    naming o = {.sql = "UPDATE boards SET deleted_by = NULL, deleted_at = NULL WHERE id ="
                       " (SELECT id FROM boards WHERE name = ?1 AND deleted_at IS NOT NULL"
                       " ORDER BY deleted_at DESC, id DESC LIMIT 1)",
                .name = name,
                .to = name,
                .texts = {sy_slice_of(name)},
                .n = 1,
                .makes_one = true};
    return alone(boards, name_one, &o, err);
}
