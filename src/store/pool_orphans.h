/* pool_orphans.h - keys of a pool that stand in no pool to which they should lead: a receipt
 * whose case is in no list of cases, a bid for a lot that was never auctioned. */
#ifndef SY_STORE_POOL_ORPHANS_H
#define SY_STORE_POOL_ORPHANS_H

#include "store/registers.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_ORPHANS_SHOWN = 3 };

typedef struct sy_orphan {
    const char *value, *path; /* the file as the user named it */
    uint32_t row;
} sy_orphan;

typedef struct sy_orphans {
    const sy_pool *pool;
    size_t column;
    uint64_t rows, of; /* standing rows with such a key; with any */
    sy_orphan shown[SY_ORPHANS_SHOWN];
    size_t n_shown;
} sy_orphans;

/* One for each column that refers to other pools of which at least one is loaded, in the order
 * of pools and columns; also where nothing is wrong (rows 0). From the arena. Cost: a join for
 * each column. */
SY_MUST_USE sy_status sy_pool_orphans(sy_workspace *ws, const sy_pools *pools, sy_orphans **list,
                                      size_t *n, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
