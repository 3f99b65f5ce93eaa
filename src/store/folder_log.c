/* folder_log.c - the table of a case's log in a store of its own, opened for each act: they are
 * rare, and several programs write. What was done, from where, and how it ended are the words of
 * one act. */
#include "store/folder_log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/user.h"
#include "store/log_schema.h"
#include "store/private.h"

#define FILE_NAME "log.sqlite"
enum { SCHEMA = 1 };

struct sy_folder_log {
    sqlite3 *db;
};

bool sy_folder_log_is_there(const char *folder)
{
    char *path = sy_path_join(NULL, folder, FILE_NAME);
    const bool is = path && access(path, F_OK) == 0;

    sy_drop(NULL, path);
    return is;
}

static sy_status read_version(int64_t *have, sqlite3 *db, sy_err *err)
{
    const sy_status st = sy_sqlite_number(db, have, "PRAGMA user_version", err);

    if (st != SY_OK || *have <= SCHEMA) return st;
    return sy_fail(err, SY_EINVAL, N_("%s was made by a newer version of this program"), FILE_NAME);
}

/* Two may make it at once: whoever is second finds the tables. */
static sy_status make_tables(sqlite3 *db, sy_err *err)
{
    int64_t have = 0;
    sy_status st = sy_sqlite_run(db, "BEGIN IMMEDIATE", err);

    if (st != SY_OK) return st;
    st = read_version(&have, db, err);
    if (st == SY_OK && have < SCHEMA)
        st = sy_sqlite_run(db, LOG_TABLE "PRAGMA user_version = 1", err);
    return sy_sqlite_end(db, st, err);
}

/* Only ever by a file that is not there yet: who closes a file lets go of all locks that other
 * threads of the program have on it. */
static sy_status make_file(const char *path, sy_err *err)
{
    struct stat info;

    if (lstat(path, &info) != 0) {
        /* Before SQLite makes it: names and addresses are its owner's business. */
        const int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST) return sy_fail_errno(err, path);
        if (fd >= 0) close(fd);
        return SY_OK;
    }
    if (S_ISREG(info.st_mode)) return SY_OK;
    errno = ELOOP;
    return sy_fail_errno(err, path);
}

static sy_status open_store(sqlite3 **db, const char *folder, bool can_write, sy_err *err)
{
    char *path = sy_path_join(NULL, folder, FILE_NAME);
    int64_t have = 0;
    sy_status st = path ? SY_OK : sy_fail_nomem(err);

    if (st == SY_OK && can_write) st = make_file(path, err);
    if (st == SY_OK) st = sy_decisions_open(db, path, can_write, err);
    sy_drop(NULL, path);
    if (st == SY_OK) st = read_version(&have, *db, err);
    if (st != SY_OK || have == SCHEMA) return st;
    if (!can_write) { /* who made the file was cut off, or is about to make the table: empty */
        sy_decisions_close(*db);
        st = sy_decisions_open(db, ":memory:", true, err);
    }
    return st == SY_OK ? make_tables(*db, err) : st;
}

sy_status sy_folder_log_make(const char *folder, sy_err *err)
{
    sqlite3 *db = NULL;
    const sy_status st = open_store(&db, folder, true, err);

    sy_decisions_close(db);
    return st;
}

/* ---- adding ---- */

static sy_status add_word(sqlite3 *db, const sy_slice of_act[5], const char *field,
                          const char *text, sy_err *err)
{
    /* of_act: kind, number, subject, who, at */
    const sy_slice values[] = {of_act[0],         of_act[1], of_act[2], sy_slice_of(field),
                               sy_slice_of(text), of_act[3], of_act[4]};

    return sy_sqlite_execute(db,
                             "INSERT INTO log(kind, ref, act, subject, field, text, verb, who, at)"
                             " VALUES (?1, ?2, ?2, ?3, ?4, ?5, 'add', ?6, ?7)",
                             values, 7, err);
}

static const char *or_else(const char *text, const char *other)
{
    return text && *text ? text : other;
}

/* In a transaction. */
static sy_status add(sqlite3 *db, const sy_folder_act *a, sy_err *err)
{
    const sy_slice who = a->who && *a->who ? sy_slice_of(a->who) : sy_who_am_i();
    const char *from = or_else(a->from, or_else(getenv(SY_FROM_VARIABLE), "terminal"));
    char at[SY_UTC_TEXT], number[24];
    int64_t act = 0;
    sy_status st = sy_sqlite_number(db, &act, "SELECT coalesce(max(id), 0) + 1 FROM log", err);

    sy_utc_print(at, time(NULL));
    sqlite3_snprintf(sizeof number, number, "%lld", (long long)act);
    const sy_slice of_act[] = {sy_slice_of(a->kind), sy_slice_of(number),
                               a->subject ? sy_slice_of(a->subject) : who, who, sy_slice_of(at)};
    if (st == SY_OK) st = add_word(db, of_act, a->what, or_else(a->said, ""), err);
    if (st == SY_OK) st = add_word(db, of_act, "from", from, err);
    return st == SY_OK ? add_word(db, of_act, "result", or_else(a->result, "done"), err) : st;
}

sy_status sy_folder_log_add(const char *folder, const sy_folder_act *act, sy_err *err)
{
    sqlite3 *db = NULL;

    if (!sy_folder_log_is_there(folder)) return SY_OK;
    sy_status st = open_store(&db, folder, true, err);
    if (st == SY_OK) st = sy_sqlite_run(db, "BEGIN IMMEDIATE", err);
    if (st == SY_OK) st = sy_sqlite_end(db, add(db, act, err), err);
    sy_decisions_close(db);
    return st;
}

sy_status sy_folder_log_add_beside(const char *path, const sy_folder_act *act, sy_err *err)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/') n--; /* folder/case.suyuan/ */
    char *bare = sy_copy_text(NULL, path, n);
    char *folder = bare ? sy_path_folder(NULL, bare) : NULL;
    sy_folder_act about = *act;
    about.subject = bare ? sy_path_name(bare) : NULL;
    const sy_status st = folder ? sy_folder_log_add(folder, &about, err) : sy_fail_nomem(err);
    sy_drop(NULL, folder);
    sy_drop(NULL, bare);
    return st;
}

/* ---- reading ---- */

sy_status sy_folder_log_open(sy_folder_log **out, const char *folder, sy_err *err)
{
    sy_folder_log *log = sy_new(NULL, sizeof *log);
    const sy_status st = log ? open_store(&log->db, folder, false, err) : sy_fail_nomem(err);

    *out = st == SY_OK ? log : NULL;
    if (st != SY_OK) sy_folder_log_close(log);
    return st;
}

void sy_folder_log_close(sy_folder_log *log)
{
    if (!log) return;
    sy_decisions_close(log->db);
    sy_drop(NULL, log);
}

sy_status sy_folder_log_read(sy_folder_log *log, sy_log_act **list, size_t *n, size_t *total,
                             const sy_log_filter *filter, sy_arena *arena, sy_err *err)
{
    return sy_log_acts(log->db, list, n, total, filter, arena, err);
}

sy_status sy_folder_log_people(sy_folder_log *log, const char ***list, size_t *n, sy_arena *arena,
                               sy_err *err)
{
    return sy_log_names(log->db, list, n, arena, err);
}

sy_status sy_folder_log_check(sy_folder_log *log, sy_log_check_result *out, sy_err *err)
{
    return sy_log_chain_check(log->db, out, err);
}
