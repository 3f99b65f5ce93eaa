/* backup.c - writing: a walk in the order of names, each file once. */
#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/new_file.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "store/backup_parts.h"
#include "store/log.h"
#include "store/private.h"
#include "store/sealed.h"
#include "suyuan/limits.h"

/* ---- which files ---- */

typedef sy_status on_file(void *ctx, const char *name, const char *path, uint64_t size,
                          sy_err *err);
typedef struct walk {
    const char *root;
    on_file *each;
    void *ctx;
} walk;

static bool ends(const char *name, const char *end)
{
    return sy_slice_ends(sy_slice_of(name), sy_slice_of(end));
}

/* What is built anew, is of the moment only, or names a folder of this computer from which files
 * are taken: two cases must not take the same. */
static bool is_left_out(const char *name)
{
    return strcmp(name, "lock") == 0 || strcmp(name, "index") == 0 ||
           strcmp(name, "exchange.json") == 0 ||
           strncmp(name, SY_SPILL_PREFIX, strlen(SY_SPILL_PREFIX)) == 0 ||
           ends(name, ".sqlite-wal") || ends(name, ".sqlite-shm");
}

static sy_status walk_folder(const walk *w, const char *folder, int depth, sy_err *err);

static sy_status walk_one(const walk *w, const char *name, int depth, sy_err *err)
{
    char path[SY_MAX_PATH];
    struct stat info;
    const int n = snprintf(path, sizeof path, "%s/%s", w->root, name);

    if (n < 0 || (size_t)n >= sizeof path || strlen(name) >= SY_BACKUP_NAME)
        return sy_fail(err, SY_EDATA, N_("%s: the name of a file in it is too long"), w->root);
    if (lstat(path, &info) != 0) return sy_fail_errno(err, path);
    if (S_ISDIR(info.st_mode)) return walk_folder(w, name, depth + 1, err);
    if (S_ISREG(info.st_mode)) return w->each(w->ctx, name, path, (uint64_t)info.st_size, err);
    return sy_fail(err, SY_EDATA, N_("%s: neither a file nor a folder"), path);
}

/* folder: within the workspace, "" at the top. */
static sy_status walk_folder(const walk *w, const char *folder, int depth, sy_err *err)
{
    char path[SY_MAX_PATH], name[SY_MAX_PATH];
    struct dirent **found = NULL;
    sy_status st = SY_OK;

    snprintf(path, sizeof path, "%s/%s", w->root, folder);
    const int n = depth > 4 ? -1 : scandir(path, &found, sy_is_inside, alphasort);
    if (n < 0) return sy_fail_errno(err, path);
    for (int i = 0; i < n; i++) {
        const bool is_in = depth > 0 || !is_left_out(found[i]->d_name);
        snprintf(name, sizeof name, "%s%s%s", folder, *folder ? "/" : "", found[i]->d_name);
        if (st == SY_OK && is_in) st = walk_one(w, name, depth, err);
        free(found[i]);
    }
    free(found);
    return st;
}

static sy_status count_file(void *ctx, const char *name, const char *path, uint64_t size,
                            sy_err *err)
{
    sy_backup_told *told = ctx;

    (void)name, (void)path, (void)err;
    told->files++;
    told->bytes += size;
    return SY_OK;
}

sy_status sy_backup_size(sy_workspace *ws, sy_backup_told *told, sy_err *err)
{
    const walk w = {ws->path, count_file, told};

    *told = (sy_backup_told){.case_name = ""};
    return walk_folder(&w, "", 0, err);
}

/* ---- writing ---- */

typedef struct writer {
    sy_workspace *ws;
    sy_new_file file;
    sy_sealed *sealed;
    sy_backup_told *told;
    sy_progress progress;
    unsigned char block[64 << 10];
} writer;

static sy_status put_number(writer *w, uint64_t n, sy_err *err)
{
    unsigned char bytes[SY_BACKUP_NUMBER];

    sy_backup_number_put(bytes, n);
    return sy_seal_put(w->sealed, bytes, sizeof bytes, err);
}

/* Just size bytes: a file that shrinks meanwhile is told. */
static sy_status put_bytes(writer *w, int fd, const char *path, uint64_t size, sy_digest *d,
                           sy_err *err)
{
    sy_status st = SY_OK;

    for (uint64_t left = size; left > 0 && st == SY_OK;) {
        const size_t most = left < sizeof w->block ? (size_t)left : sizeof w->block;
        const ssize_t n = read(fd, w->block, most);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return sy_fail_errno(err, path);
        if (n == 0) return sy_fail(err, SY_EIO, N_("%s: it has changed while it was read"), path);
        sy_digest_add(d, w->block, (size_t)n);
        st = sy_seal_put(w->sealed, w->block, (size_t)n, err);
        sy_progress_add(&w->progress, (uint64_t)n);
        left -= (uint64_t)n;
    }
    return st;
}

static sy_status put_file(writer *w, const char *name, const char *path, sy_err *err)
{
    const unsigned char head[2] = {'F', (unsigned char)strlen(name)};
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    char hex[SY_DIGEST_TEXT] = "";
    sy_digest d = {0};
    struct stat info;

    if (fd < 0 || fstat(fd, &info) != 0) {
        const sy_status st = sy_fail_errno(err, path);
        if (fd >= 0) close(fd);
        return st;
    }
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);
    if (st == SY_OK) st = sy_seal_put(w->sealed, head, sizeof head, err);
    if (st == SY_OK) st = sy_seal_put(w->sealed, name, strlen(name), err);
    if (st == SY_OK) st = put_number(w, (uint64_t)info.st_size, err);
    if (st == SY_OK) st = put_bytes(w, fd, path, (uint64_t)info.st_size, &d, err);
    if (st == SY_OK) {
        sy_digest_end(&d, hex);
        st = sy_seal_put(w->sealed, hex, sizeof hex - 1, err);
    }
    sy_digest_dispose(&d);
    close(fd);
    if (strncmp(name, "originals/", 10) == 0 && strcmp(name + 10, hex) != 0) w->told->changed++;
    w->told->files++;
    w->told->bytes += (uint64_t)info.st_size;
    return st;
}

/* With what lies in its log: a copy that SQLite makes. */
static sy_status copy_store(const char *to, const char *from, sy_err *err)
{
    sqlite3 *source = NULL, *copy = NULL;
    sy_status st = SY_OK;

    if (sqlite3_open_v2(from, &source, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        st = sy_sqlite_fail(source, err);
    if (st == SY_OK && sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        st = sy_sqlite_fail(copy, err);
    if (st == SY_OK) {
        sqlite3_backup *b = sqlite3_backup_init(copy, "main", source, "main");
        sqlite3_busy_timeout(source, 5000);
        int rc = b ? SQLITE_OK : SQLITE_ERROR;
        while (rc == SQLITE_OK || rc == SQLITE_BUSY) rc = sqlite3_backup_step(b, -1);
        sqlite3_backup_finish(b);
        if (rc != SQLITE_DONE) st = sy_sqlite_fail(copy, err);
    }
    sqlite3_close(copy);
    sqlite3_close(source);
    return st;
}

/* The copy is plain: it stays within the case, and is swept there when we are killed. */
static sy_status put_store(writer *w, const char *name, const char *path, sy_err *err)
{
    char copy[SY_MAX_PATH];
    const int n = snprintf(copy, sizeof copy, "%s/" SY_SPILL_PREFIX "store-XXXXXX", w->ws->path);

    if (n < 0 || (size_t)n >= sizeof copy)
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), path);
    const int fd = mkostemp(copy, O_CLOEXEC);
    if (fd < 0) return sy_fail_errno(err, copy);
    close(fd);
    sy_status st = copy_store(copy, path, err);
    if (st == SY_OK) st = put_file(w, name, copy, err);
    unlink(copy);
    return st;
}

static sy_status add_file(void *ctx, const char *name, const char *path, uint64_t size, sy_err *err)
{
    (void)size;
    return ends(name, ".sqlite") ? put_store(ctx, name, path, err) : put_file(ctx, name, path, err);
}

/* ---- the head ---- */

static sy_status describe(sy_backup_told *told, sy_workspace *ws, sy_err *err)
{
    sy_case_facts facts;
    sy_arena arena;
    const sy_slice who = sy_who_am_i();

    sy_arena_init(&arena, NULL);
    sy_status st = sy_case_get(ws, &facts, &arena, err);
    if (st == SY_OK)
        snprintf(told->case_name, sizeof told->case_name, "%s", facts.name ? facts.name : "");
    sy_arena_dispose(&arena);
    if (st == SY_OK) st = sy_log_head(ws, &told->log_rows, told->log_head, err);
    if (st != SY_OK) return st;
    snprintf(told->who, sizeof told->who, "%.*s", (int)who.len, who.ptr);
    sy_utc_print(told->made_at, time(NULL));
    return SY_OK;
}

static sy_status put_head(writer *w, const sy_backup_told *size, sy_err *err)
{
    const sy_backup_told *t = w->told;
    sy_status st = sy_seal_put(w->sealed, t->case_name, sizeof t->case_name, err);

    if (st == SY_OK) st = sy_seal_put(w->sealed, t->who, sizeof t->who, err);
    if (st == SY_OK) st = sy_seal_put(w->sealed, t->made_at, sizeof t->made_at, err);
    if (st == SY_OK) st = sy_seal_put(w->sealed, t->log_head, sizeof t->log_head, err);
    if (st == SY_OK) st = put_number(w, (uint64_t)t->log_rows, err);
    if (st == SY_OK) st = put_number(w, size->files, err);
    return st == SY_OK ? put_number(w, size->bytes, err) : st;
}

static sy_status put_all(writer *w, const char *password, sy_err *err)
{
    const walk all = {w->ws->path, add_file, w};
    sy_backup_told size;
    sy_status st = sy_backup_size(w->ws, &size, err);

    if (st == SY_OK) st = describe(w->told, w->ws, err);
    if (st == SY_OK) st = sy_seal_begin(w->sealed, w->file.fd, w->file.path, password, err);
    if (st == SY_OK) st = put_head(w, &size, err);
    if (st != SY_OK) return st;
    sy_progress_begin(&w->progress, _("making a backup"), size.bytes, SY_UNIT_BYTES);
    st = walk_folder(&all, "", 0, err);
    sy_progress_end(&w->progress);
    if (st == SY_OK) st = sy_seal_put(w->sealed, "E", 1, err);
    if (st == SY_OK) st = put_number(w, w->told->files, err);
    return st == SY_OK ? sy_seal_end(w->sealed, err) : st;
}

static sy_status check_password(const char *password, sy_err *err)
{
    if (sy_utf8_count(password, strlen(password)) >= SY_BACKUP_PASSWORD_LEAST) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("the password has fewer than %d characters"),
                   SY_BACKUP_PASSWORD_LEAST);
}

sy_status sy_backup_write(sy_workspace *ws, const char *path, const char *password,
                          sy_backup_told *told, sy_err *err)
{
    sy_status st = check_password(password, err);

    *told = (sy_backup_told){.case_name = ""};
    if (st == SY_OK && access(path, F_OK) == 0)
        st = sy_fail(err, SY_EINVAL, N_("%s is there already"), path);
    if (st != SY_OK) return st;
    writer *w = sy_new(NULL, sizeof *w);
    sy_sealed *sealed = sy_new(NULL, sizeof *sealed);
    if (w && sealed) {
        *w = (writer){.ws = ws, .sealed = sealed, .told = told};
        st = sy_new_file_open(&w->file, path, err);
        if (st == SY_OK) st = put_all(w, password, err);
        st = sy_new_file_close(&w->file, st, err);
    } else {
        st = sy_fail_nomem(err);
    }
    if (sealed) sy_sealed_wipe(sealed);
    sy_drop(NULL, sealed);
    sy_drop(NULL, w);
    return st;
}
