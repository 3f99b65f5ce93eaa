/* pool_sheet.h - the form of a register, for an office that has no export of its own. */
#ifndef SY_REPORT_POOL_SHEET_H
#define SY_REPORT_POOL_SHEET_H

#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Headings are those of the pool, in its order; what a row must have is marked. The same
 * pool gives the same bytes. SY_EIO, SY_ENOMEM. */
SY_MUST_USE sy_status sy_pool_sheet_write(const char *path, const sy_pool *pool, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
