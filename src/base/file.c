/* file.c - whole files in and out, and the place of our own data files. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/new_file.h"
#include "suyuan/limits.h"

char *sy_path_join(const sy_alloc *al, const char *folder, const char *name)
{
    size_t a = strlen(folder), b = strlen(name);
    while (a > 1 && folder[a - 1] == '/') a--;
    char *path = sy_new_array(al, a + b + 2, 1);

    if (!path) return NULL;
    memcpy(path, folder, a);
    path[a] = '/';
    memcpy(path + a + 1, name, b);
    return path;
}

const char *sy_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *sy_path_folder(const sy_alloc *al, const char *path)
{
    size_t n = (size_t)(sy_path_name(path) - path);

    if (n == 0) return sy_copy_text(al, ".", 1);
    return sy_copy_text(al, path, n > 1 ? n - 1 : n);
}

int sy_is_inside(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

sy_status sy_make_folder(const char *path, sy_err *err)
{
    char part[SY_MAX_PATH];
    size_t n = strlen(path);

    if (n == 0 || n >= sizeof part) return sy_fail(err, SY_EINVAL, N_("%s: not a path"), path);
    memcpy(part, path, n + 1);
    for (char *slash = part + 1;; slash++) {
        slash = strchr(slash, '/');
        if (slash) *slash = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST) return sy_fail_errno(err, part);
        if (!slash) break;
        *slash = '/';
    }
    struct stat info;
    if (stat(path, &info) != 0) return sy_fail_errno(err, path);
    if (!S_ISDIR(info.st_mode)) return sy_fail(err, SY_EIO, N_("%s: not a folder"), path);
    return SY_OK;
}

sy_status sy_file_read(const sy_alloc *al, char **text, size_t *len, const char *path, size_t max,
                       sy_err *err)
{
    sy_status st = SY_OK;
    char *bytes = NULL;
    size_t capacity = 0, used = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    *text = NULL;
    *len = 0;
    if (fd < 0) return sy_fail_errno(err, path);
    for (;;) {
        void *grown = bytes;
        if (!sy_grow(al, &grown, &capacity, used, used + 65536 + 1, 1)) {
            st = sy_fail_nomem(err);
            goto done;
        }
        bytes = grown;
        ssize_t n = read(fd, bytes + used, capacity - used - 1);
        if (n < 0) {
            st = sy_fail_errno(err, path);
            goto done;
        }
        if (n == 0) break;
        used += (size_t)n;
        if (used > max) {
            st = sy_fail(err, SY_ELIMIT, N_("%s: larger than %zu bytes"), path, max);
            goto done;
        }
    }
    bytes[used] = '\0';
    *text = bytes;
    *len = used;
    bytes = NULL;

done:
    sy_drop(al, bytes);
    close(fd);
    return st;
}

sy_status sy_file_write(const char *path, const void *bytes, size_t n, sy_err *err)
{
    sy_new_file f;
    sy_status st = sy_new_file_open(&f, path, err);

    if (st == SY_OK) st = sy_new_file_put(&f, bytes, n, err);
    return sy_new_file_close(&f, st, err);
}

/* Not every file system of a network knows a rename that replaces nothing. */
bool sy_file_move(const char *from, const char *to)
{
    struct stat info;

    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    if (lstat(to, &info) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(from, to) == 0;
}

static int make_writable(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)where;
    return kind == FTW_D ? chmod(path, info->st_mode | S_IRWXU) : 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info, (void)kind, (void)where;
    return remove(path);
}

sy_status sy_remove_folder(const char *path, sy_err *err)
{
    if (nftw(path, make_writable, 16, FTW_PHYS) != 0 ||
        nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0) {
        return sy_fail_errno(err, path);
    }
    return SY_OK;
}

sy_status sy_write_all(int fd, const void *bytes, size_t n, const char *path, sy_err *err)
{
    const char *p = bytes;

    while (n > 0) {
        ssize_t written = write(fd, p, n);
        if (written < 0) {
            if (errno == EINTR) continue;
            return sy_fail_errno(err, path);
        }
        p += written;
        n -= (size_t)written;
    }
    return SY_OK;
}

sy_status sy_sync_folder_of(const char *path, sy_err *err)
{
    char *folder = sy_path_folder(NULL, path);

    if (!folder) return sy_fail_nomem(err);
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    sy_drop(NULL, folder);
    if (fd < 0) return sy_fail_errno(err, path);
    const int rc = fsync(fd);
    close(fd);
    return rc == 0 ? SY_OK : sy_fail_errno(err, path);
}

static bool is_data_folder(const char *path)
{
    char probe[SY_MAX_PATH];
    int n = snprintf(probe, sizeof probe, "%s/profiles", path);
    return n > 0 && (size_t)n < sizeof probe && access(probe, R_OK | X_OK) == 0;
}

sy_status sy_data_folder(char **folder, sy_err *err)
{
    /* From build/suyuan the source tree is one up; from PREFIX/bin/suyuan the
     * data are in PREFIX/share/suyuan. */
    static const char *const beside[] = {"/..", "/../share/suyuan"};
    const char *named = getenv("SUYUAN_DATA");
    char program[SY_MAX_PATH];

    *folder = NULL;
    if (named && *named) {
        if (!is_data_folder(named)) {
            return sy_fail(err, SY_EIO, N_("SUYUAN_DATA=%s: no folder profiles in it"), named);
        }
        *folder = sy_copy_text(NULL, named, strlen(named));
        return *folder ? SY_OK : sy_fail_nomem(err);
    }
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 64);
    if (n <= 0) return sy_fail_errno(err, "/proc/self/exe");
    program[n] = '\0';
    char *slash = strrchr(program, '/');
    if (!slash) return sy_fail(err, SY_EIO, N_("%s: not a path"), program);
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char resolved[PATH_MAX];
        strcpy(slash, beside[i]);
        if (is_data_folder(program) && realpath(program, resolved)) {
            *folder = sy_copy_text(NULL, resolved, strlen(resolved));
            return *folder ? SY_OK : sy_fail_nomem(err);
        }
    }
    return sy_fail(err, SY_EIO,
                   N_("the program's data files (profiles, dict) were not found; set SUYUAN_DATA"));
}
