/* lock.c - who holds the workspace.
 *
 * flock(2) on the file `lock`: the kernel lets go of it when a process dies,
 * so a stale file is no obstacle. Whoever gets it writes process and program
 * into it, for the message to the one who does not. A short patience covers
 * programs that follow one another and a reader that clears a cut-off import. */
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/progress.h"

enum { PATIENCE_MS = 500, NAP_MS = 10 };

static sy_status held(int fd, const char *folder, sy_err *err)
{
    char text[128] = "", program[64] = "";
    long pid = 0;
    ssize_t n = pread(fd, text, sizeof text - 1, 0);

    /* A reader's name may be that of one who has left while another stays. */
    if (n > 0 && sscanf(text, "%ld %63[^\n]", &pid, program) == 2 && pid > 0 &&
        (kill((pid_t)pid, 0) == 0 || errno == EPERM)) {
        return sy_fail(err, SY_EIO, N_("%s is in use by process %ld (%s)"), folder, pid, program);
    }
    return sy_fail(err, SY_EIO, N_("%s is in use by another program"), folder);
}

sy_status sy_lock_change(int fd, const char *folder, bool alone, sy_err *err)
{
    const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
    const int64_t until = sy_now_ms() + PATIENCE_MS;
    char text[128];

    while (flock(fd, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) return sy_fail_errno(err, folder);
        if (sy_now_ms() > until) return held(fd, folder, err);
        nanosleep(&nap, NULL);
    }
    int n = snprintf(text, sizeof text, "%ld %s\n", (long)getpid(), program_invocation_short_name);
    /* Only for messages: a disk too full for it is no reason to stop. */
    if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n) errno = 0;
    return SY_OK;
}

sy_status sy_lock_open(int *fd, const char *folder, bool alone, sy_err *err)
{
    sy_status st = SY_OK;
    char *path = sy_path_join(NULL, folder, "lock");

    *fd = -1;
    if (!path) return sy_fail_nomem(err);
    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    st = *fd < 0 ? sy_fail_errno(err, path) : sy_lock_change(*fd, folder, alone, err);
    if (st != SY_OK) {
        sy_lock_close(*fd);
        *fd = -1;
    }
    sy_drop(NULL, path);
    return st;
}

void sy_lock_close(int fd)
{
    if (fd >= 0) close(fd);
}
