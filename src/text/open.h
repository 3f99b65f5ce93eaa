/* open.h - opening a file that a user named: only regular files, never waiting
 * for a pipe. Private to this folder. */
#ifndef SY_TEXT_OPEN_H
#define SY_TEXT_OPEN_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* *fd is the caller's to close; -1 on failure (SY_EIO). */
SY_MUST_USE sy_status sy_open_to_read(int *fd, uint64_t *size, const char *path, sy_err *err);

/* Reads up to n bytes at offset, fewer only at the end of the file. */
SY_MUST_USE sy_status sy_read_at(int fd, void *bytes, size_t n, uint64_t offset, size_t *got,
                                 const char *path, sy_err *err);

#endif
