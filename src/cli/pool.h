/* pool.h - the parts of suyuan pool. */
#ifndef SY_CLI_POOL_H
#define SY_CLI_POOL_H

#include "cli/command.h"
#include "store/pools.h"

/* The pool that the third word names; SY_EINVAL says which there are. */
SY_MUST_USE sy_status sy_pool_named(const sy_pools *pools, const sy_call *call,
                                    const sy_pool **pool, sy_err *err);

/* What it is called, in the current language. */
const char *sy_pool_title(const sy_pool *pool);
const char *sy_pool_column_title(const sy_pool_column *column);

/* history POOL [TEXT]: rows in whose place newer ones stand, whose key has TEXT in it. */
SY_MUST_USE sy_status sy_pool_tell_history(sy_call *call, sy_err *err);

#endif
