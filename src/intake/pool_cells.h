/* pool_cells.h - one cell of a register into the value of its column. Private to intake. */
#ifndef SY_INTAKE_POOL_CELLS_H
#define SY_INTAKE_POOL_CELLS_H

#include "intake/single.h"
#include "store/registers.h"

#ifndef __cplusplus /* atomics of C */

/* Texts come from scratch. in_wan: amounts are in 万元. A blank cell is nothing, and so is
 * a day that is no day (长期, 终身). *out has no text where the memory was not enough:
 * then *has_no_memory is true. */
sy_rule sy_pool_read_cell(sy_pool_value *out, const sy_pool_column *c, const sy_single_cell *cell,
                          bool in_wan, sy_arena *scratch, bool *has_no_memory);

/* An amount as registers and people write it: 12.5万元, 1,250,000.50, or in 万元 where
 * nothing in the cell says otherwise. is_number: as a workbook stores it. */
sy_rule sy_parse_yuan(int64_t *fen, sy_slice text, bool is_number, bool in_wan);

/* Does a heading say that its amounts are in 万元; or in 元? */
bool sy_heading_in_wan(sy_slice heading);
bool sy_heading_in_yuan(sy_slice heading);

#endif

#endif
