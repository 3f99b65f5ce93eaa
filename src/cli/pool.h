/* pool.h - the parts of suyuan pool. */
#ifndef SY_CLI_POOL_H
#define SY_CLI_POOL_H

#include "base/json.h"
#include "base/money.h"
#include "cli/command.h"
#include "cli/table.h"
#include "store/pool_history.h"
#include "store/pools.h"

/* The pool that the third word names; SY_EINVAL says which there are. */
SY_MUST_USE sy_status sy_pool_named(const sy_pools *pools, const sy_call *call,
                                    const sy_pool **pool, sy_err *err);

/* What it is called, in the current language. */
const char *sy_pool_title(const sy_pool *pool);
const char *sy_pool_column_title(const sy_pool_column *column);

/* history POOL [TEXT]: rows in whose place newer ones stand, whose key has TEXT in it. */
SY_MUST_USE sy_status sy_pool_tell_history(sy_call *call, sy_err *err);

/* rows POOL: rows that stand, with the file and row of each. */
SY_MUST_USE sy_status sy_pool_tell_rows(sy_call *call, sy_err *err);

/* loads POOL [NUMBER KIND]: what was loaded when; the rows of which that became in a load. */
SY_MUST_USE sy_status sy_pool_tell_loads(sy_call *call, sy_err *err);

/* ---- rows, for people or as JSON ("rows": [...], "total", "offset" in an object that the caller
 * has begun and that the end ends) ---- */

/* A copy of what lives only while a row is told, in the call's arena. */
const char *sy_call_text(sy_call *call, sy_slice text);
/* As a person reads it; out holds an amount. */
sy_slice sy_pool_value_print(char out[SY_MINOR_TEXT], const sy_pool_column *c, sy_slice text);

enum { SY_POOL_ROWS_FOR_PEOPLE = 100 };
typedef struct sy_pool_telling {
    sy_call *call;
    const sy_pool *pool;
    sy_json json;
    sy_table table;
} sy_pool_telling;
void sy_pool_tell_begin(sy_pool_telling *t);
void sy_pool_tell_row(sy_pool_telling *t, const sy_pool_replaced *row);
/* total: how many there are; at most limit of them were told from offset on. */
SY_MUST_USE sy_status sy_pool_tell_end(sy_pool_telling *t, uint64_t total, uint64_t offset,
                                       uint64_t limit, sy_err *err);

#endif
