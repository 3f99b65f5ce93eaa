/* restore.c - reading a backup, to check it or to make a workspace of it under a temporary name,
 * which is opened and looked at before it gets its own. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/new_folder.h"
#include "base/progress.h"
#include "store/backup.h"
#include "store/backup_parts.h"
#include "store/private.h"
#include "store/sealed.h"
#include "suyuan/limits.h"

typedef struct reader {
    sy_sealed *sealed;
    const char *path;
    const char *folder; /* NULL where it is only checked */
    sy_backup_told *told;
    uint64_t files, bytes; /* that have come */
    sy_progress progress;
    unsigned char block[64 << 10];
} reader;

static sy_status wrong(const reader *r, sy_err *err)
{
    return sy_fail(err, SY_EDATA, N_("%s: not as a backup is written"), r->path);
}

static sy_status get_number(reader *r, uint64_t *n, sy_err *err)
{
    unsigned char bytes[SY_BACKUP_NUMBER];
    const sy_status st = sy_unseal_get(r->sealed, bytes, sizeof bytes, err);

    *n = st == SY_OK ? sy_backup_number(bytes) : 0;
    return st;
}

static sy_status get_text(reader *r, char *text, size_t size, sy_err *err)
{
    const sy_status st = sy_unseal_get(r->sealed, text, size, err);

    if (st != SY_OK) return st;
    return memchr(text, '\0', size) ? SY_OK : wrong(r, err);
}

static sy_status get_head(reader *r, sy_err *err)
{
    sy_backup_told *t = r->told;
    uint64_t rows = 0;
    sy_status st = get_text(r, t->case_name, sizeof t->case_name, err);

    if (st == SY_OK) st = get_text(r, t->who, sizeof t->who, err);
    if (st == SY_OK) st = get_text(r, t->made_at, sizeof t->made_at, err);
    if (st == SY_OK) st = get_text(r, t->log_head, sizeof t->log_head, err);
    if (st == SY_OK) st = get_number(r, &rows, err);
    if (st == SY_OK) st = get_number(r, &t->files, err);
    if (st == SY_OK) st = get_number(r, &t->bytes, err);
    t->log_rows = (int64_t)rows;
    return st;
}

/* A name within the folder: plain parts with a slash between them. */
static bool is_plain(const char *name)
{
    size_t part = 0, depth = 0;

    for (const char *p = name;; p++) {
        if (*p == '/' || !*p) {
            const char *begin = p - part;
            if (part == 0 || strncmp(begin, ".", part) == 0 || strncmp(begin, "..", part) == 0)
                return false;
            if (!*p) return ++depth <= 5;
            depth++;
            part = 0;
        } else if ((unsigned char)*p < ' ' || *p == '\\') {
            return false;
        } else {
            part++;
        }
    }
}

static sy_status open_file(int *fd, const reader *r, const char *name, sy_err *err)
{
    char path[SY_MAX_PATH];
    const int n = snprintf(path, sizeof path, "%s/%s", r->folder, name);

    *fd = -1;
    if (n < 0 || (size_t)n >= sizeof path)
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), name);
    char *folder = sy_path_folder(NULL, path);
    const sy_status st = folder ? sy_make_folder(folder, err) : sy_fail_nomem(err);
    sy_drop(NULL, folder);
    if (st != SY_OK) return st;
    const mode_t mode = strncmp(name, "originals/", 10) == 0 ? 0400 : 0600;
    *fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    return *fd >= 0 ? SY_OK : errno == EEXIST ? wrong(r, err) : sy_fail_errno(err, path);
}

static sy_status get_bytes(reader *r, int fd, const char *name, uint64_t size, sy_digest *d,
                           sy_err *err)
{
    sy_status st = SY_OK;

    for (uint64_t left = size; left > 0 && st == SY_OK;) {
        const size_t n = left < sizeof r->block ? (size_t)left : sizeof r->block;
        st = sy_unseal_get(r->sealed, r->block, n, err);
        if (st == SY_OK) sy_digest_add(d, r->block, n);
        if (st == SY_OK && fd >= 0) st = sy_write_all(fd, r->block, n, name, err);
        sy_progress_add(&r->progress, n);
        left -= n;
    }
    return st;
}

static sy_status get_file(reader *r, sy_err *err)
{
    char name[256] = "", hex[SY_DIGEST_TEXT], wanted[SY_DIGEST_TEXT] = "";
    unsigned char len = 0;
    uint64_t size = 0;
    sy_digest d = {0};
    int fd = -1;
    sy_status st = sy_unseal_get(r->sealed, &len, 1, err);

    if (st == SY_OK) st = sy_unseal_get(r->sealed, name, len, err);
    if (st == SY_OK && (strlen(name) != len || !is_plain(name) || strcmp(name, "lock") == 0))
        st = wrong(r, err);
    if (st == SY_OK) st = get_number(r, &size, err);
    if (st == SY_OK && r->folder) st = open_file(&fd, r, name, err);
    if (st == SY_OK) st = sy_digest_begin(&d, SY_SHA256, err);
    if (st == SY_OK) st = get_bytes(r, fd, name, size, &d, err);
    if (st == SY_OK && fd >= 0 && fsync(fd) != 0) st = sy_fail_errno(err, name);
    if (fd >= 0) close(fd);
    if (st == SY_OK) st = sy_unseal_get(r->sealed, wanted, sizeof wanted - 1, err);
    if (st == SY_OK) {
        sy_digest_end(&d, hex);
        if (strcmp(hex, wanted) != 0) st = wrong(r, err);
        if (strncmp(name, "originals/", 10) == 0 && strcmp(name + 10, hex) != 0) r->told->changed++;
    }
    sy_digest_dispose(&d);
    r->files++;
    r->bytes += size;
    return st;
}

static sy_status get_all(reader *r, sy_err *err)
{
    uint64_t files = 0;
    char mark = 'F';
    sy_status st = get_head(r, err);

    if (st != SY_OK) return st;
    sy_progress_begin(&r->progress, r->folder ? _("restoring") : _("checking the backup"),
                      r->told->bytes, SY_UNIT_BYTES);
    for (; st == SY_OK && mark == 'F';) {
        st = sy_unseal_get(r->sealed, &mark, 1, err);
        if (st == SY_OK && mark == 'F') st = get_file(r, err);
    }
    sy_progress_end(&r->progress);
    if (st == SY_OK && mark != 'E') st = wrong(r, err);
    if (st == SY_OK) st = get_number(r, &files, err);
    if (st == SY_OK && files != r->files) st = wrong(r, err);
    if (st == SY_OK) st = sy_unseal_end(r->sealed, err);
    r->told->files = r->files;
    r->told->bytes = r->bytes;
    return st;
}

/* Is what was made a workspace, with the log that the backup names? A newer program may have
 * added rows to it while opening. */
static sy_status look_at(const reader *r, sy_err *err)
{
    const sy_slice head[] = {sy_slice_of(r->told->log_head)};
    sqlite3_stmt *q = NULL;
    sy_workspace *ws = NULL;
    bool is_there = head[0].len == 0;
    sy_status st = sy_workspace_open(&ws, r->folder, SY_READ, err);

    if (st == SY_OK)
        st =
            sy_sqlite_prepare(ws->decisions, &q, "SELECT 1 FROM log WHERE hash = ?1", head, 1, err);
    if (st == SY_OK && sqlite3_step(q) == SQLITE_ROW) is_there = true;
    sqlite3_finalize(q);
    sy_workspace_close(ws);
    if (st != SY_OK || is_there) return st;
    return sy_fail(err, SY_EDATA, N_("%s: the log in it is not the one that it names"), r->path);
}

/* A case without files has none to make their folder, and is no workspace without it. */
static sy_status make_originals(const reader *r, sy_err *err)
{
    char path[SY_MAX_PATH];
    const int n = snprintf(path, sizeof path, "%s/originals", r->folder);

    if (n < 0 || (size_t)n >= sizeof path)
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), path);
    return sy_make_folder(path, err);
}

static sy_status read_into(reader *r, const char *to, sy_err *err)
{
    sy_new_folder f;

    if (access(to, F_OK) == 0) return sy_fail(err, SY_EINVAL, N_("%s is there already"), to);
    sy_status st = sy_new_folder_open(&f, to, err);
    r->folder = f.temporary;
    if (st == SY_OK) st = make_originals(r, err);
    if (st == SY_OK) st = get_all(r, err);
    if (st == SY_OK) st = look_at(r, err);
    return sy_new_folder_close(&f, st, err);
}

sy_status sy_backup_read_open(sy_sealed *sealed, const char *path, const char *to,
                              sy_backup_told *told, sy_err *err)
{
    reader *r = sy_new(NULL, sizeof *r);

    *told = (sy_backup_told){.case_name = ""};
    if (!r) return sy_fail_nomem(err);
    *r = (reader){.sealed = sealed, .path = path, .told = told};
    const sy_status st = to ? read_into(r, to, err) : get_all(r, err);
    sy_drop(NULL, r);
    return st;
}

sy_status sy_backup_read(const char *path, const char *password, const char *to,
                         sy_backup_told *told, sy_err *err)
{
    sy_sealed *s = sy_new(NULL, sizeof *s);
    const int fd = s ? open(path, O_RDONLY | O_CLOEXEC) : -1;

    *told = (sy_backup_told){.case_name = ""};
    if (!s) return sy_fail_nomem(err);
    sy_status st = fd >= 0 ? sy_unseal_begin(s, fd, path, password, err) : sy_fail_errno(err, path);
    if (st == SY_OK) st = sy_backup_read_open(s, path, to, told, err);
    if (fd >= 0) close(fd);
    sy_sealed_wipe(s);
    sy_drop(NULL, s);
    return st;
}
