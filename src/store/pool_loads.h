/* pool_loads.h - what was loaded into a pool, table by table: when, by whom, what became of its
 * rows, and what was taken out again.
 *
 *     st = sy_pool_loads(ws, pool, &list, &n, &arena, &err);
 *     list[i].rows == list[i].added + .changed + .same + .earlier + .rejected
 *
 * It is read from the facts (pool_history.h says how), not from a record of its own, so it cannot
 * say otherwise than the rows that each number stands for. */
#ifndef SY_STORE_POOL_LOADS_H
#define SY_STORE_POOL_LOADS_H

#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_load_reason {
    const char *rule; /* of rejects */
    uint64_t rows;
} sy_load_reason;

/* A table of a file, in one import. */
typedef struct sy_pool_load {
    uint32_t import, source;           /* source: nothing where it was taken out again */
    const char *path, *sheet, *sha256; /* as the user named it; sheet may be "" */
    uint32_t sheet_number;
    const char *who, *at; /* the account that ran the import; UTC, ISO 8601 */
    uint64_t rows, added, changed, same, earlier, rejected;
    const sy_load_reason *reasons; /* by rule; a row may be among several */
    size_t n_reasons;
    const char *removed_by, *removed_at; /* it was taken out again, and only rows is known; NULL */
} sy_pool_load;

/* By import, then by (sha256, sheet): a load keeps its place in the list, also once it was taken
 * out again. Files that a program before this took out are not there. From the arena. */
SY_MUST_USE sy_status sy_pool_loads(sy_workspace *ws, const sy_pool *pool, sy_pool_load **list,
                                    size_t *n, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
