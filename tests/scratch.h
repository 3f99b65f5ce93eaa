/* scratch.h - a folder for one test, and its end.
 *
 *     char folder[SCRATCH];
 *     scratch_make(folder);
 *     ...
 *     scratch_remove(folder);
 */
#ifndef SY_SCRATCH_H
#define SY_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SCRATCH = 256 };

static inline void scratch_make(char folder[SCRATCH])
{
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, SCRATCH, "%s/suyuan-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (!mkdtemp(folder)) {
        perror(folder);
        abort();
    }
}

static inline int scratch_remove_one(const char *path, const struct stat *info, int kind,
                                     struct FTW *where)
{
    (void)info, (void)kind, (void)where;
    return remove(path);
}

static inline void scratch_remove(const char *folder)
{
    nftw(folder, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
