/* parallel.h - the same work on several threads, and how many there are. */
#ifndef SY_BASE_PARALLEL_H
#define SY_BASE_PARALLEL_H

#include <stddef.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Threads to use: SUYUAN_THREADS if set (1..256), else the cores this process may run on. */
unsigned sy_threads(void);

/* Runs work(ctx, part) for part = 0 .. parts - 1 on at most sy_threads() threads,
 * the caller's among them, and waits for all. The first failure by part number
 * is returned, so the answer does not depend on which thread was faster; parts
 * that have not begun when one fails are left out. Each call of work gets an
 * err of its own. */
typedef sy_status sy_work(void *ctx, size_t part, sy_err *err);
SY_MUST_USE sy_status sy_parallel(size_t parts, sy_work *work, void *ctx, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
