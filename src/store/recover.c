/* recover.c - clears what imports that are not done left behind.
 *
 * In this order: their rows in facts, temporary originals and those that no
 * source names any more, and last the journal's mark. Each step can be
 * repeated, so a recovery that is itself cut off starts again. On a
 * full disk there is usually nothing to delete: then nothing is written. */
#include "store/private.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/log.h"

bool sy_is_sha256(const char *name)
{
    return strlen(name) == SY_DIGEST_TEXT - 1 &&
           strspn(name, "0123456789abcdef") == SY_DIGEST_TEXT - 1;
}

/* Rows are looked for before they are deleted. */
static sy_status drop_rows(duckdb_connection con, const char *table, const char *rows,
                           bool *is_changed, sy_err *err)
{
    uint64_t n = 0;
    sy_status st =
        sy_duck_number(con, &n, err, "SELECT count(*)::UBIGINT FROM %s WHERE %s", table, rows);

    if (st != SY_OK || n == 0) return st;
    *is_changed = true;
    return sy_duck_runf(con, err, "DELETE FROM %s WHERE %s", table, rows);
}

/* A table of an older program marks none. */
static sy_status stand_again(duckdb_connection con, const char *table, const char *imports,
                             bool *is_changed, sy_err *err)
{
    uint64_t n = 0;
    sy_status st = sy_duck_number(con, &n, err,
                                  "SELECT count(*)::UBIGINT FROM duckdb_columns()"
                                  " WHERE table_name = '%s' AND column_name = 'replaced'",
                                  table);

    if (st == SY_OK && n > 0) {
        st = sy_duck_number(con, &n, err, "SELECT count(*)::UBIGINT FROM %s WHERE replaced IN (%s)",
                            table, imports);
    }
    if (st != SY_OK || n == 0) return st;
    *is_changed = true;
    return sy_duck_runf(con, err, "UPDATE %s SET replaced = NULL WHERE replaced IN (%s)", table,
                        imports);
}

sy_status sy_pool_take_back(duckdb_connection con, const char *table, const char *rows,
                            const char *imports, bool *is_changed, sy_err *err)
{
    const sy_status st = stand_again(con, table, imports, is_changed, err);

    return st == SY_OK ? drop_rows(con, table, rows, is_changed, err) : st;
}

sy_status sy_pool_tables(duckdb_connection con, const char ***names, size_t *n, sy_arena *arena,
                         sy_err *err)
{
    void *items;
    const sy_status st = sy_rows_list(con, &items, n, sizeof **names,
                                      "SELECT table_name " SY_POOL_TABLES, sy_row_name, arena, err);

    *names = items;
    return st;
}

static sy_status clear_pools(duckdb_connection con, const char *rows, const char *import,
                             bool *is_changed, sy_err *err)
{
    const char **names = NULL;
    size_t n = 0;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_pool_tables(con, &names, &n, &arena, err);
    for (size_t i = 0; i < n && st == SY_OK; i++)
        st = sy_pool_take_back(con, names[i], rows, import, is_changed, err);
    sy_arena_dispose(&arena);
    return st;
}

static sy_status clear_facts(duckdb_connection con, uint32_t number, sy_err *err)
{
    char import[16], rows[32];
    bool is_changed = false;
    sy_status st = SY_OK;

    snprintf(import, sizeof import, "%" PRIu32, number);
    snprintf(rows, sizeof rows, "import = %s", import);
    for (const sy_fact_table *t = sy_fact_tables; t->name && st == SY_OK; t++)
        st = drop_rows(con, t->name, rows, &is_changed, err);
    if (st == SY_OK) st = clear_pools(con, rows, import, &is_changed, err);
    if (st == SY_OK && is_changed) st = sy_duck_run(con, "CHECKPOINT", err);
    return st;
}

/* Is the file in the folder to be removed? */
typedef sy_status judge(sy_workspace *ws, const char *name, bool *remove, sy_err *err);

static sy_status sweep(sy_workspace *ws, const char *inside, judge *is_litter, sy_err *err)
{
    sy_status st = SY_OK;
    char *folder = sy_path_join(NULL, ws->path, inside);
    DIR *dir = folder ? opendir(folder) : NULL;
    struct dirent *entry;

    if (!folder) return sy_fail_nomem(err);
    if (!dir) st = sy_fail_errno(err, folder);
    while (st == SY_OK && (entry = readdir(dir)) != NULL) {
        bool remove = false;
        sy_err left = {0};
        st = is_litter(ws, entry->d_name, &remove, err);
        if (st != SY_OK || !remove) continue;
        char *path = sy_path_join(NULL, folder, entry->d_name);
        if (!path) st = sy_fail_nomem(err);
        if (path && sy_remove_folder(path, &left) != SY_OK) sy_debug("%s", left.text);
        sy_drop(NULL, path);
    }
    if (dir) closedir(dir);
    sy_drop(NULL, folder);
    return st;
}

static sy_status is_spill(sy_workspace *ws, const char *name, bool *remove, sy_err *err)
{
    (void)ws, (void)err;
    *remove = strncmp(name, SY_SPILL_PREFIX, strlen(SY_SPILL_PREFIX)) == 0;
    return SY_OK;
}

/* Names that are neither temporary nor a hash were not made by us: they stay. */
static sy_status is_orphan(sy_workspace *ws, const char *name, bool *remove, sy_err *err)
{
    uint64_t uses = 0;
    sy_status st = SY_OK;

    *remove = strncmp(name, SY_NEW_PREFIX, strlen(SY_NEW_PREFIX)) == 0;
    if (*remove || !sy_is_sha256(name)) return SY_OK;
    st = sy_duck_number(ws->facts.con, &uses, err,
                        "SELECT count(*)::UBIGINT FROM (SELECT sha256 FROM sources UNION ALL"
                        " SELECT sha256 FROM archives) WHERE sha256 = '%s'",
                        name);
    *remove = st == SY_OK && uses == 0;
    if (!*remove) return st;
    bool keeps = false;
    st = sy_removal_keeps(ws->decisions, name, &keeps, err);
    *remove = st == SY_OK && !keeps;
    return st;
}

sy_status sy_sweep_originals(sy_workspace *ws, sy_err *err)
{
    return sweep(ws, "originals", is_orphan, err);
}

sy_status sy_sweep_spills(sy_workspace *ws, sy_err *err)
{
    return sweep(ws, ".", is_spill, err);
}

/* A rolled back insert leaves its blocks at the end of the file, where DuckDB
 * would use them again but never gives them back: on a full disk that is all
 * the space there was. */
static sy_status trim_facts(sy_workspace *ws, sy_err *err)
{
    enum { HEADERS = 3 * 4096 }; /* DuckDB's storage: three headers, then the blocks */
    uint64_t bytes = 0;
    struct stat info;
    char *path = sy_path_join(NULL, ws->path, "facts.duckdb");
    if (!path) return sy_fail_nomem(err);

    sy_status st = sy_duck_number(ws->facts.con, &bytes, err,
                                  "SELECT (total_blocks * block_size)::UBIGINT"
                                  " FROM pragma_database_size()"
                                  " WHERE database_name = current_database()");
    sy_duck_close(&ws->facts);
    if (st == SY_OK && bytes > 0 && stat(path, &info) == 0 &&
        (uint64_t)info.st_size > bytes + HEADERS && truncate(path, (off_t)(bytes + HEADERS)) != 0) {
        st = sy_fail_errno(err, path);
    }
    sy_drop(NULL, path);
    return st;
}

sy_status sy_recover(sy_workspace *ws, unsigned *imports, sy_err *err)
{
    uint32_t number = 0;
    sy_status st = SY_OK;

    if (imports) *imports = 0;
    for (;;) {
        st = sy_journal_unfinished(ws->decisions, &number, err);
        if (st != SY_OK || number == 0) break;
        st = sy_facts_open(ws, SY_FACTS_IMPORT, err);
        if (st == SY_OK) st = clear_facts(ws->facts.con, number, err);
        if (st == SY_OK) st = sy_sweep_originals(ws, err);
        if (st == SY_OK) st = trim_facts(ws, err);
        if (st == SY_OK) st = sy_journal_cleared(ws->decisions, number, err);
        if (st != SY_OK) break;
        if (imports) ++*imports;
    }
    if (st == SY_OK) st = sy_removal_finish(ws, err);
    sy_duck_close(&ws->facts);
    if (st == SY_OK) ws->is_torn = false;
    return st;
}
