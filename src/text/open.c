/* open.c - a folder, a pipe or a device is refused by name before it is read. */
#include "text/open.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"

sy_status sy_open_to_read(int *fd, uint64_t *size, const char *path, sy_err *err)
{
    struct stat info;
    sy_status st = SY_OK;
    int opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    *fd = -1;
    if (opened < 0) return sy_fail_errno(err, path);
    if (fstat(opened, &info) != 0) {
        st = sy_fail_errno(err, path);
    } else if (S_ISDIR(info.st_mode)) {
        st = sy_fail(err, SY_EIO, N_("%s: a folder, not a file"), path);
    } else if (!S_ISREG(info.st_mode)) {
        st = sy_fail(err, SY_EIO, N_("%s: not a regular file"), path);
    }
    if (st != SY_OK) {
        close(opened);
        return st;
    }
    *fd = opened;
    *size = (uint64_t)info.st_size;
    return SY_OK;
}

sy_status sy_read_at(int fd, void *bytes, size_t n, uint64_t offset, size_t *got, const char *path,
                     sy_err *err)
{
    *got = 0;
    while (*got < n) {
        ssize_t more = pread(fd, (char *)bytes + *got, n - *got, (off_t)(offset + *got));
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) return sy_fail_errno(err, path);
        if (more == 0) break;
        *got += (size_t)more;
    }
    return SY_OK;
}
