/* import.c - one import from its number to its mark.
 *
 * The order survives a kill at any point: the number goes into the journal and
 * is committed; the facts, each with that number, are one transaction of
 * DuckDB whose commit is a checkpoint; only when they and the originals are on
 * the disk does the journal get the mark "done". A killed commit of DuckDB can
 * tear (bulk rows kept, small ones lost); whatever it leaves has a number
 * without a mark, and recover.c deletes it. */
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/progress.h"

/* An original that is being written. */
typedef struct original {
    int fd;
    char *path;
} original;

struct sy_import {
    sy_workspace *ws;
    uint32_t number;
    sy_feed *feed;
    original *originals;
    size_t n_originals, capacity, originals_begun;
};

static duckdb_connection con_of(const sy_import *imp)
{
    return imp->ws->facts.con;
}

sy_status sy_import_begin(sy_import **out, sy_workspace *ws, sy_err *err)
{
    sy_status st = SY_OK;

    *out = NULL;
    if (ws->access != SY_WRITE) {
        return sy_fail(err, SY_EINVAL, N_("%s is open for reading only"), ws->path);
    }
    if (ws->import) return sy_fail(err, SY_EINVAL, N_("an import is under way already"));
    if (ws->is_torn) st = sy_recover(ws, NULL, err);
    if (st != SY_OK) return st;

    sy_import *imp = sy_new(NULL, sizeof *imp);
    if (!imp) return sy_fail_nomem(err);
    imp->ws = ws;
    st = sy_journal_begin(ws->decisions, &imp->number, err);
    if (st != SY_OK) {
        sy_drop(NULL, imp);
        return st;
    }
    ws->import = imp;
    st = sy_facts_open(ws, SY_FACTS_IMPORT, err);
    if (st == SY_OK) st = sy_feed_register(&imp->feed, con_of(imp), err);
    if (st == SY_OK) st = sy_duck_run(con_of(imp), "BEGIN", err);
    if (st != SY_OK) {
        sy_import_abort(imp);
        return st;
    }
    *out = imp;
    return SY_OK;
}

sqlite3 *sy_import_decisions(const sy_import *imp)
{
    return imp->ws->decisions;
}

duckdb_connection sy_import_connection(const sy_import *imp)
{
    return con_of(imp);
}

sy_feed *sy_import_feed(const sy_import *imp)
{
    return imp->feed;
}

uint32_t sy_import_number(const sy_import *imp)
{
    return imp->number;
}

/* ---- originals ---- */

sy_status sy_import_original(sy_import *imp, int *fd, sy_err *err)
{
    char name[64];
    void *grown = imp->originals;

    *fd = -1;
    if (!sy_grow(NULL, &grown, &imp->capacity, imp->n_originals, imp->n_originals + 1,
                 sizeof *imp->originals)) {
        return sy_fail_nomem(err);
    }
    imp->originals = grown;
    snprintf(name, sizeof name, "originals/" SY_NEW_PREFIX "%u-%zu", imp->number,
             ++imp->originals_begun);
    char *path = sy_path_join(NULL, imp->ws->path, name);
    if (!path) return sy_fail_nomem(err);
    *fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (*fd < 0) {
        sy_status st = sy_fail_errno(err, path);
        sy_drop(NULL, path);
        return st;
    }
    imp->originals[imp->n_originals++] = (original){*fd, path};
    return SY_OK;
}

const char *sy_import_original_path(const sy_import *imp, int fd)
{
    size_t i = 0;

    while (i < imp->n_originals && imp->originals[i].fd != fd) i++;
    return i < imp->n_originals ? imp->originals[i].path : NULL;
}

/* Closes the file and forgets it; the path becomes the caller's. */
static char *forget(sy_import *imp, size_t i)
{
    char *path = imp->originals[i].path;

    close(imp->originals[i].fd);
    imp->originals[i] = imp->originals[--imp->n_originals];
    return path;
}

static sy_status name_original(const sy_import *imp, int fd, const char *path, const char *sha256,
                               sy_err *err)
{
    char name[128];

    if (!sy_is_sha256(sha256)) return sy_fail(err, SY_EINVAL, N_("%s: not a SHA-256"), sha256);
    snprintf(name, sizeof name, "originals/%s", sha256);
    char *kept = sy_path_join(NULL, imp->ws->path, name);
    if (!kept) return sy_fail_nomem(err);
    sy_status st = SY_OK;
    if (access(kept, F_OK) == 0) {
        unlink(path);
    } else if (fchmod(fd, 0400) != 0 || fsync(fd) != 0 || rename(path, kept) != 0) {
        st = sy_fail_errno(err, kept);
    } else {
        st = sy_sync_folder_of(kept, err);
    }
    sy_drop(NULL, kept);
    return st;
}

sy_status sy_import_keep(sy_import *imp, int fd, const char *sha256, sy_err *err)
{
    sy_status st = SY_OK;
    size_t i = 0;

    while (i < imp->n_originals && imp->originals[i].fd != fd) i++;
    if (i == imp->n_originals) return sy_fail(err, SY_EINVAL, N_("%d: not an original"), fd);
    if (sha256) st = name_original(imp, fd, imp->originals[i].path, sha256, err);
    char *path = forget(imp, i);
    if (!sha256 || st != SY_OK) unlink(path);
    sy_drop(NULL, path);
    return st;
}

/* ---- facts ---- */

sy_status sy_import_entries(sy_import *imp, const sy_entry_feed *feed, sy_err *err)
{
    return sy_feed_entries(imp->feed, con_of(imp), imp->number, feed, err);
}

sy_status sy_import_entries_so_far(sy_import *imp, const sy_entry_filter *filter, sy_entry_fn *fn,
                                   void *ctx, sy_err *err)
{
    return sy_read_entries(con_of(imp), filter, "SELECT source, \"row\" FROM duplicates", fn, ctx,
                           err);
}

sy_status sy_facts_fingerprints(sy_import *imp, sy_fingerprint_fn *fn, void *ctx, sy_err *err)
{
    sy_rows r;
    sy_status st = sy_rows_open(&r, con_of(imp), err,
                                "SELECT fingerprint FROM entries WHERE import <> %u", imp->number);

    while (st == SY_OK) {
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        st = fn(ctx, sy_rows_column(&r, 0), r.n, err);
    }
    sy_rows_close(&r);
    return st;
}

sy_status sy_import_rows(sy_import *imp, const char *table, const void *rows, size_t n, size_t size,
                         sy_put_row *put, sy_err *err)
{
    sy_append a;
    sy_status st = sy_append_begin(&a, con_of(imp), NULL, table, err);

    if (st != SY_OK) return st;
    for (size_t i = 0; i < n; i++) {
        sy_append_u32(&a, imp->number);
        put(&a, (const char *)rows + i * size);
        sy_append_row(&a);
    }
    return sy_append_end(&a, err);
}

static void put_source(sy_append *a, const void *row)
{
    const sy_source *source = row;

    sy_append_u32(a, source->id);
    sy_append_text(a, sy_slice_of(source->path));
    sy_append_text(a, sy_slice_of(source->sha256));
    sy_append_u64(a, source->size);
    sy_append_u32(a, source->sheet);
    sy_append_text(a, sy_slice_of(source->sheet_name));
    sy_append_text(a, sy_slice_of(source->encoding));
    sy_append_text(a, sy_slice_of(source->profile));
    sy_append_text(a, sy_slice_of(source->kind));
    sy_append_u32(a, source->header_row);
    sy_append_text(a, sy_slice_of(source->header));
    sy_append_u64(a, source->rows);
    sy_append_u64(a, source->accepted);
    sy_append_u64(a, source->duplicate);
    sy_append_u64(a, source->rejected);
}

static void put_text(sy_append *a, const void *row)
{
    const sy_text_row *text = row;

    sy_append_u32(a, text->id);
    sy_append_text(a, text->text);
}

static void put_account(sy_append *a, const void *row)
{
    const sy_account_row *account = row;

    sy_append_u32(a, account->id);
    sy_append_text(a, account->number);
}

static void put_ledger(sy_append *a, const void *row)
{
    const sy_ledger_row *ledger = row;

    sy_append_u32(a, ledger->id);
    sy_append_u32(a, ledger->account);
    sy_append_text(a, ledger->sub);
    sy_append_text(a, ledger->currency);
}

static void put_reject(sy_append *a, const void *row)
{
    const sy_reject_row *reject = row;

    sy_append_u32(a, reject->source);
    sy_append_u32(a, reject->row);
    sy_append_text(a, reject->column);
    sy_append_text(a, reject->rule);
    sy_append_text(a, reject->value);
}

static void put_duplicate(sy_append *a, const void *row)
{
    const sy_duplicate_row *duplicate = row;

    sy_append_u32(a, duplicate->source);
    sy_append_u32(a, duplicate->row);
    sy_append_u32(a, duplicate->of_source);
    sy_append_u32(a, duplicate->of_row);
}

static void put_cover(sy_append *a, const void *row)
{
    const sy_cover_row *cover = row;

    sy_append_u32(a, cover->source);
    sy_append_u32(a, cover->ledger);
    sy_append_i32(a, cover->from_day);
    sy_append_i32(a, cover->to_day);
    sy_append_bool(a, cover->stated);
}

static void put_archive(sy_append *a, const void *row)
{
    const sy_source *source = row;

    sy_append_u32(a, source->id);
    sy_append_text(a, sy_slice_of(source->archive));
}

sy_status sy_import_source(sy_import *imp, const sy_source *source, sy_err *err)
{
    sy_status st = sy_import_rows(imp, "sources", source, 1, sizeof *source, put_source, err);

    if (st != SY_OK || !source->archive[0]) return st;
    return sy_import_rows(imp, "archives", source, 1, sizeof *source, put_archive, err);
}

sy_status sy_import_texts(sy_import *imp, const sy_text_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "texts", rows, n, sizeof *rows, put_text, err);
}

sy_status sy_import_accounts(sy_import *imp, const sy_account_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "accounts", rows, n, sizeof *rows, put_account, err);
}

sy_status sy_import_ledgers(sy_import *imp, const sy_ledger_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "ledgers", rows, n, sizeof *rows, put_ledger, err);
}

sy_status sy_import_rejects(sy_import *imp, const sy_reject_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "rejects", rows, n, sizeof *rows, put_reject, err);
}

sy_status sy_import_duplicates(sy_import *imp, const sy_duplicate_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "duplicates", rows, n, sizeof *rows, put_duplicate, err);
}

sy_status sy_import_covers(sy_import *imp, const sy_cover_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "covers", rows, n, sizeof *rows, put_cover, err);
}

/* ---- the end ---- */

/* Frees the import; what it wrote stays to be marked or cleared. */
static void let_go(sy_import *imp)
{
    while (imp->n_originals > 0) {
        char *path = forget(imp, 0);
        unlink(path);
        sy_drop(NULL, path);
    }
    sy_drop(NULL, imp->originals);
    sy_duck_close(&imp->ws->facts); /* drops an open transaction */
    imp->ws->import = NULL;
    sy_drop(NULL, imp);
}

sy_status sy_import_commit(sy_import *imp, sy_err *err)
{
    sy_workspace *ws = imp->ws;
    const uint32_t number = imp->number;
    sy_status st = sy_duck_run(con_of(imp), "COMMIT", err);

    /* Usually the commit has done it: then this finds nothing to do. */
    if (st == SY_OK) st = sy_duck_run(con_of(imp), "CHECKPOINT", err);
    let_go(imp);
    if (st == SY_OK) {
        sy_progress_hold(true); /* with its mark it counts */
        st = sy_journal_done(ws->decisions, number, err);
    }
    /* What cannot be cleared now is cleared before the next use. */
    if (st != SY_OK) ws->is_torn = sy_recover(ws, NULL, NULL) != SY_OK;
    return st;
}

void sy_import_abort(sy_import *imp)
{
    if (!imp) return;
    sy_workspace *ws = imp->ws;
    let_go(imp);
    ws->is_torn = sy_recover(ws, NULL, NULL) != SY_OK;
}
