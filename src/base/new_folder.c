/* new_folder.c - a temporary folder beside the path, held by flock(2) on itself, then a rename.
 *
 * A network's file system that knows no lock of a folder gives none to him who sweeps either:
 * then what is left there stays. */
#include "base/new_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/log.h"

#define MARK ".new-"
enum { HOST_TEXT = 9, MOST_ID = 4096 };

/* Its name on the network and the number that its system was given, as one short word. */
static bool name_host(char host[HOST_TEXT])
{
    struct utsname system;
    char hex[SY_DIGEST_TEXT], *id = NULL;
    size_t n = 0;
    sy_digest d = {0};

    if (uname(&system) != 0 || sy_digest_begin(&d, SY_SHA256, NULL) != SY_OK) return false;
    sy_digest_add(&d, system.nodename, strlen(system.nodename) + 1);
    if (sy_file_read(NULL, &id, &n, "/etc/machine-id", MOST_ID, NULL) == SY_OK)
        sy_digest_add(&d, id, n);
    sy_drop(NULL, id);
    sy_digest_end(&d, hex);
    snprintf(host, HOST_TEXT, "%.8s", hex);
    return true;
}

/* ---- what others have left ---- */

/* "...MARKhost-digits" */
static bool is_of(const char *name, const char *host)
{
    const char *mark = NULL;

    for (const char *p = name; (p = strstr(p, MARK)) != NULL; p++) mark = p + sizeof MARK - 1;
    if (!mark || strncmp(mark, host, HOST_TEXT - 1) != 0) return false;
    mark += HOST_TEXT - 1;
    return mark[0] == '-' && mark[1] && strspn(mark + 1, "0123456789") == strlen(mark + 1);
}

static void sweep_one(const char *path)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat info;
    sy_err left = {0};

    if (fd < 0) return;
    if (fstat(fd, &info) == 0 && info.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0 &&
        sy_remove_folder(path, &left) != SY_OK)
        sy_debug("%s", left.text);
    close(fd);
}

void sy_new_folder_sweep(const char *folder)
{
    char host[HOST_TEXT];
    struct dirent *entry;
    DIR *dir = name_host(host) ? opendir(folder) : NULL;

    while (dir && (entry = readdir(dir)) != NULL) {
        if (!is_of(entry->d_name, host)) continue;
        char *path = sy_path_join(NULL, folder, entry->d_name);
        if (path) sweep_one(path);
        sy_drop(NULL, path);
    }
    if (dir) closedir(dir);
}

static void sweep_beside(const char *temporary)
{
    char *folder = sy_path_folder(NULL, temporary);

    if (folder) sy_new_folder_sweep(folder);
    sy_drop(NULL, folder);
}

/* ---- making ---- */

/* Somebody may sweep it before it is locked: then it is made again. */
static sy_status make(sy_new_folder *f, sy_err *err)
{
    while (mkdir(f->temporary, 0700) == 0) {
        f->held = open(f->temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (f->held < 0 && errno == ENOENT) continue;
        if (f->held < 0) break;
        if (flock(f->held, LOCK_SH) != 0) sy_debug("%s: no lock", f->temporary);
        if (access(f->temporary, F_OK) == 0) return SY_OK;
        close(f->held);
        f->held = -1;
    }
    f->temporary[0] = '\0'; /* it is another's, or empty and for who comes next */
    return sy_fail_errno(err, f->path);
}

sy_status sy_new_folder_open(sy_new_folder *f, const char *path, sy_err *err)
{
    char host[HOST_TEXT];
    size_t n = strlen(path);

    *f = (sy_new_folder){.held = -1, .path = path};
    if (!name_host(host)) return sy_fail_nomem(err);
    while (n > 1 && path[n - 1] == '/') n--;
    const int printed = snprintf(f->temporary, sizeof f->temporary, "%.*s" MARK "%s-%ld", (int)n,
                                 path, host, (long)getpid());
    if (n == 0 || printed < 0 || (size_t)printed >= sizeof f->temporary) {
        f->temporary[0] = '\0';
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), path);
    }
    sweep_beside(f->temporary);
    return make(f, err);
}

static sy_status give_name(const sy_new_folder *f, sy_err *err)
{
    if (rename(f->temporary, f->path) == 0) return SY_OK;
    return errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
               ? sy_fail(err, SY_EINVAL, N_("%s is there already"), f->path)
               : sy_fail_errno(err, f->path);
}

sy_status sy_new_folder_close(sy_new_folder *f, sy_status so_far, sy_err *err)
{
    sy_status st = so_far;
    sy_err left = {0};

    if (st == SY_OK) st = give_name(f, err);
    if (st != SY_OK && f->temporary[0] && sy_remove_folder(f->temporary, &left) != SY_OK)
        sy_debug("%s", left.text);
    if (f->held >= 0) close(f->held);
    f->held = -1;
    /* The same folder, whatever slash path ends with. */
    return st == SY_OK ? sy_sync_folder_of(f->temporary, err) : st;
}
