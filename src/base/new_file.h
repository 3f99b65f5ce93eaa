/* new_file.h - a file that is written piece by piece and is there whole or not at all.
 *
 *     sy_new_file f;
 *     st = sy_new_file_open(&f, "rows.csv", &err);
 *     if (st == SY_OK) st = sy_new_file_put(&f, bytes, n, &err);
 *     st = sy_new_file_close(&f, st, &err); */
#ifndef SY_BASE_NEW_FILE_H
#define SY_BASE_NEW_FILE_H

#include <stddef.h>

#include "base/err.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_new_file {
    int fd; /* -1: not open */
    const char *path;
    char temporary[SY_MAX_PATH];
} sy_new_file;

/* Begins under a temporary name beside path, which must live until the close. */
SY_MUST_USE sy_status sy_new_file_open(sy_new_file *f, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_new_file_put(sy_new_file *f, const void *bytes, size_t n, sy_err *err);
/* Puts it on the disk and gives it its name, unless so_far says otherwise: then nothing of it is
 * left. To be called in either case. */
SY_MUST_USE sy_status sy_new_file_close(sy_new_file *f, sy_status so_far, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
