/* single.h - the rows of one table, one after the other in one thread: for tables that
 * are small beside the movements. Private to intake. */
#ifndef SY_INTAKE_SINGLE_H
#define SY_INTAKE_SINGLE_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

typedef struct sy_single_cell {
    sy_slice text;  /* UTF-8, not trimmed */
    bool is_number; /* of a workbook, as it is stored */
    bool is_bad;    /* no text of the file's encoding */
} sy_single_cell;

typedef sy_status sy_single_row_fn(void *ctx, const sy_single_cell *cells, uint32_t n,
                                   uint32_t number, sy_err *err);

/* Each row below the header that has anything in it, by its number. scratch is cleared
 * before each. Errors name the file as the user did. Cost: one pass. */
SY_MUST_USE sy_status sy_single_rows(const sy_intake_table *t, sy_arena *scratch,
                                     sy_single_row_fn *fn, void *ctx, sy_err *err);

#endif

#endif
