/* workspace.c - making, opening and closing the folder.
 *
 * A new workspace is made under a temporary name and renamed, so that it is
 * whole or not there. Opening takes the lock, then looks whether there is
 * something to put right: an older schema, an import that was cut off. That
 * needs the workspace alone, so a reader becomes its only holder for a moment. */
#include "store/private.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/new_folder.h"
#include "suyuan/limits.h"

/* An import of 10 million rows has to stay under 1 GB with all that is not
 * DuckDB's; a reader has the process to itself. */
enum { IMPORT_MEMORY_MB = 384, READ_MEMORY_MB = 384 };

sy_status sy_facts_open(sy_workspace *ws, enum sy_facts_mode mode, sy_err *err)
{
    static atomic_uint opened;
    char name[64], *path = NULL, *spill = NULL;
    sy_status st = SY_OK;

    /* A folder of its own for each: several readers may spill at once. */
    snprintf(name, sizeof name, SY_SPILL_PREFIX "%ld-%u", (long)getpid(),
             atomic_fetch_add(&opened, 1));
    path = sy_path_join(NULL, ws->path, "facts.duckdb");
    spill = sy_path_join(NULL, ws->path, name);
    if (!path || !spill) {
        st = sy_fail_nomem(err);
        goto done;
    }
    const bool is_import = mode == SY_FACTS_IMPORT;
    const sy_duck_options options = {.can_write = is_import,
                                     .memory_mb = is_import ? IMPORT_MEMORY_MB : READ_MEMORY_MB,
                                     .spill = spill};
    sy_duck_close(&ws->facts);
    if (is_import) sy_pool_tables_forget(ws);
    st = sy_duck_open(&ws->facts, path, &options, err);

done:
    sy_drop(NULL, spill);
    sy_drop(NULL, path);
    return st;
}

/* Facts of an older program become current ones by whoever holds the workspace alone. */
static sy_status migrate_facts(sy_workspace *ws, sy_err *err)
{
    sy_schema_state state;
    sy_status st = sy_facts_open(ws, SY_FACTS_IMPORT, err);

    if (st == SY_OK) st = sy_schema_of_facts(ws->facts.con, &state, err);
    if (st == SY_OK) st = sy_schema_migrate_facts(ws->facts.con, err);
    return st;
}

/* Opens the facts to be read, as the tables are now. */
static sy_status open_current_facts(sy_workspace *ws, sy_err *err)
{
    const bool alone = ws->access == SY_WRITE;
    sy_schema_state state;
    sy_status st = sy_facts_open(ws, SY_FACTS_READ, err);

    if (st == SY_OK) st = sy_schema_of_facts(ws->facts.con, &state, err);
    if (st != SY_OK || state == SY_SCHEMA_CURRENT) return st;
    sy_duck_close(&ws->facts);
    if (!alone) st = sy_lock_change(ws->lock, ws->path, true, err);
    if (st == SY_OK) st = migrate_facts(ws, err);
    sy_duck_close(&ws->facts);
    if (st == SY_OK && !alone) st = sy_lock_change(ws->lock, ws->path, false, err);
    return st == SY_OK ? sy_facts_open(ws, SY_FACTS_READ, err) : st;
}

sy_status sy_facts_connect(sy_workspace *ws, duckdb_connection *con, sy_err *err)
{
    sy_status st = SY_OK;

    *con = NULL;
    if (ws->is_torn) st = sy_recover(ws, NULL, err);
    if (st == SY_OK && !ws->facts.db) st = open_current_facts(ws, err);
    return st == SY_OK ? sy_duck_connect(&ws->facts, con, err) : st;
}

void sy_facts_release(sy_workspace *ws)
{
    if (!ws->import) sy_duck_close(&ws->facts);
}

static sy_status open_decisions(sy_workspace *ws, bool can_write, sy_err *err)
{
    char *path = sy_path_join(NULL, ws->path, "decisions.sqlite");

    if (!path) return sy_fail_nomem(err);
    sy_decisions_close(ws->decisions);
    sy_status st = sy_decisions_open(&ws->decisions, path, can_write, err);
    sy_drop(NULL, path);
    return st;
}

/* ---- making ---- */

static sy_status make_inside(sy_workspace *ws, sy_err *err)
{
    static const char *const folders[] = {"originals", "index"};
    sy_status st = SY_OK;

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *path = sy_path_join(NULL, ws->path, folders[i]);
        if (!path) return sy_fail_nomem(err);
        if (mkdir(path, 0700) != 0) st = sy_fail_errno(err, path);
        sy_drop(NULL, path);
        if (st != SY_OK) return st;
    }
    st = open_decisions(ws, true, err);
    if (st == SY_OK) st = sy_schema_migrate_decisions(ws->decisions, err);
    if (st == SY_OK) st = sy_facts_open(ws, SY_FACTS_IMPORT, err);
    if (st == SY_OK) st = sy_schema_migrate_facts(ws->facts.con, err);
    if (st == SY_OK) st = sy_duck_run(ws->facts.con, "CHECKPOINT", err);
    return st;
}

static void close_stores(sy_workspace *ws)
{
    sy_duck_close(&ws->facts);
    sy_decisions_close(ws->decisions);
    ws->decisions = NULL;
}

sy_status sy_workspace_create(const char *path, sy_err *err)
{
    sy_new_folder f;
    sy_status st = sy_new_folder_open(&f, path, err);

    if (st == SY_OK) {
        sy_workspace ws = {.path = f.temporary, .access = SY_WRITE, .lock = -1};
        st = make_inside(&ws, err);
        close_stores(&ws);
    }
    return sy_new_folder_close(&f, st, err);
}

/* ---- opening ---- */

static sy_status check_inside(const sy_workspace *ws, sy_err *err)
{
    static const char *const files[] = {"decisions.sqlite", "facts.duckdb", "originals"};
    struct stat info;

    if (stat(ws->path, &info) != 0) return sy_fail_errno(err, ws->path);
    if (!S_ISDIR(info.st_mode)) {
        return sy_fail(err, SY_EINVAL, N_("%s: not a workspace folder"), ws->path);
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = sy_path_join(NULL, ws->path, files[i]);
        if (!path) return sy_fail_nomem(err);
        const int rc = access(path, F_OK);
        sy_drop(NULL, path);
        if (rc != 0) {
            return sy_fail(err, SY_EINVAL, N_("%s: not a workspace: it has no %s"), ws->path,
                           files[i]);
        }
    }
    return SY_OK;
}

/* Opens the decisions as they are; *is_right false when something has to be done first.
 * A reader opens the facts when it needs them: many questions are answered by the index. */
static sy_status open_stores(sy_workspace *ws, bool *is_right, sy_err *err)
{
    sy_schema_state state;
    uint32_t unfinished = 0;
    int64_t removal = 0;

    *is_right = false;
    sy_status st = open_decisions(ws, ws->access == SY_WRITE, err);
    if (st == SY_OK) st = sy_schema_of_decisions(ws->decisions, &state, err);
    if (st != SY_OK || state == SY_SCHEMA_OLDER) return st;
    st = sy_journal_unfinished(ws->decisions, &unfinished, err);
    if (st == SY_OK) st = sy_removal_unfinished(ws->decisions, &removal, err);
    if (st != SY_OK || unfinished != 0 || removal != 0) return st;
    if (ws->access == SY_WRITE) st = open_current_facts(ws, err);
    *is_right = st == SY_OK;
    return st;
}

static sy_status migrate(sy_workspace *ws, sy_err *err)
{
    sy_schema_state state;
    sy_status st = open_decisions(ws, true, err);

    if (st == SY_OK) st = sy_schema_of_decisions(ws->decisions, &state, err);
    if (st == SY_OK) st = sy_schema_migrate_decisions(ws->decisions, err);
    return st == SY_OK ? migrate_facts(ws, err) : st;
}

/* Alone for a moment. Another reader may have done it meanwhile: each step
 * looks for itself whether there is anything left to do. */
static sy_status put_right(sy_workspace *ws, sy_err *err)
{
    const bool alone = ws->access == SY_WRITE;
    bool is_right = false;
    sy_status st = SY_OK;

    close_stores(ws);
    if (!alone) st = sy_lock_change(ws->lock, ws->path, true, err);
    if (st == SY_OK) st = migrate(ws, err);
    if (st == SY_OK) st = sy_recover(ws, &ws->recovered, err);
    close_stores(ws);
    if (st == SY_OK && !alone) st = sy_lock_change(ws->lock, ws->path, false, err);
    if (st == SY_OK) st = open_stores(ws, &is_right, err);
    if (st == SY_OK && !is_right) {
        st = sy_fail(err, SY_EIO, N_("%s is being changed by another program"), ws->path);
    }
    return st;
}

sy_status sy_workspace_open(sy_workspace **out, const char *path, sy_access access, sy_err *err)
{
    sy_status st = SY_OK;
    bool is_right = false;

    *out = NULL;
    sy_workspace *ws = sy_new(NULL, sizeof *ws);
    if (!ws) return sy_fail_nomem(err);
    ws->lock = -1;
    ws->access = access;
    ws->path = sy_copy_text(NULL, path, strlen(path));
    if (!ws->path) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = check_inside(ws, err);
    if (st == SY_OK) st = sy_lock_open(&ws->lock, path, access == SY_WRITE, err);
    if (st == SY_OK) st = open_stores(ws, &is_right, err);
    if (st == SY_OK && !is_right) st = put_right(ws, err);
    if (st == SY_OK && access == SY_WRITE) st = sy_sweep_spills(ws, err);
    if (st != SY_OK) goto done;
    *out = ws;
    ws = NULL;

done:
    sy_workspace_close(ws);
    return st;
}

void sy_workspace_close(sy_workspace *ws)
{
    if (!ws) return;
    if (ws->import) sy_import_abort(ws->import);
    close_stores(ws);
    sy_pool_tables_forget(ws);
    sy_lock_close(ws->lock);
    sy_drop(NULL, ws->path);
    sy_drop(NULL, ws);
}

const char *sy_workspace_path(const sy_workspace *ws)
{
    return ws->path;
}

unsigned sy_workspace_recovered(const sy_workspace *ws)
{
    return ws->recovered;
}
