/* source_rows.h - the rows of one imported table, by what became of them: the rows behind the
 * numbers of an import (accepted, duplicate, rejected).
 *
 *     sy_source_rows rows;
 *     st = sy_source_rows_read(&rows, ws, &source, NULL, SY_ROW_DUPLICATE, 0, 50, &arena, &err);
 *     // rows.items[i].row repeats row .of_row of source .of_source; rows.total in all */
#ifndef SY_STORE_SOURCE_ROWS_H
#define SY_STORE_SOURCE_ROWS_H

#include "store/facts.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_row_fate {
    SY_ROW_ACCEPTED,
    SY_ROW_DUPLICATE,
    SY_ROW_REJECTED,
    SY_ROW_ALL, /* of these three */
    SY_ROW_FATES
} sy_row_fate;
const char *sy_row_fate_name(sy_row_fate fate); /* "accepted", as in JSON */
bool sy_row_fate_from(sy_row_fate *fate, const char *name);

typedef struct sy_source_row {
    uint32_t row;
    uint32_t of_source, of_row; /* of a duplicate: which row it repeats; else 0 */
} sy_source_row;

typedef struct sy_source_rows {
    sy_source_row *items; /* in the order of the file */
    size_t n;
    uint64_t total; /* as many as the source's own count says */
} sy_source_rows;

/* A window of them. pool: of a register, whose table has its rows; NULL. From the arena. Cost: a
 * scan of the table's column of sources. */
SY_MUST_USE sy_status sy_source_rows_read(sy_source_rows *out, sy_workspace *ws,
                                          const sy_source *source, const sy_pool *pool,
                                          sy_row_fate fate, uint64_t offset, uint64_t limit,
                                          sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
