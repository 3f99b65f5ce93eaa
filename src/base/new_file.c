/* new_file.c - a temporary file beside the path, fsync, rename. */
#include "base/new_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"

sy_status sy_new_file_open(sy_new_file *f, const char *path, sy_err *err)
{
    f->fd = -1;
    f->path = path;
    const int n = snprintf(f->temporary, sizeof f->temporary, "%s.%ld.tmp", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof f->temporary)
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), path);
    f->fd = open(f->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    return f->fd < 0 ? sy_fail_errno(err, path) : SY_OK;
}

sy_status sy_new_file_put(sy_new_file *f, const void *bytes, size_t n, sy_err *err)
{
    return sy_write_all(f->fd, bytes, n, f->path, err);
}

sy_status sy_new_file_close(sy_new_file *f, sy_status so_far, sy_err *err)
{
    sy_status st = so_far;

    if (f->fd < 0) return st;
    if (st == SY_OK && fsync(f->fd) != 0) st = sy_fail_errno(err, f->path);
    if (close(f->fd) != 0 && st == SY_OK) st = sy_fail_errno(err, f->path);
    f->fd = -1;
    if (st == SY_OK && rename(f->temporary, f->path) != 0) st = sy_fail_errno(err, f->path);
    if (st == SY_OK) return sy_sync_folder_of(f->path, err);
    unlink(f->temporary);
    return st;
}
