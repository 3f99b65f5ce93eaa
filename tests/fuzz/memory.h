/* memory.h - bytes as a file with a path, for readers that want one; and a
 * claim whose failure libFuzzer sees and keeps. */
#ifndef SY_FUZZ_MEMORY_H
#define SY_FUZZ_MEMORY_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define MUST(claim) ((claim) ? (void)0 : (fprintf(stderr, "not so: %s\n", #claim), abort()))

/* The same file each time, with new contents. */
static inline const char *memory_path(const void *bytes, size_t n)
{
    static char path[40];
    static int fd = -1;

    if (fd < 0) {
        fd = memfd_create("fuzz", MFD_CLOEXEC);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        /* One thread: what is found must be found again. */
        setenv("SUYUAN_THREADS", "1", 1);
    }
    if (ftruncate(fd, 0) != 0 || pwrite(fd, bytes, n, 0) != (ssize_t)n) abort();
    return path;
}

#endif
