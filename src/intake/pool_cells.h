/* pool_cells.h - one cell of a register into the value of its column. Private to intake. */
#ifndef SY_INTAKE_POOL_CELLS_H
#define SY_INTAKE_POOL_CELLS_H

#include "intake/single.h"
#include "store/registers.h"

#ifndef __cplusplus /* atomics of C */

/* Texts come from scratch. unit: of amounts whose cells do not say (units.h). A blank cell is nothing, and so is
 * a day that is no day (长期, 终身, 9999-12-31). *out has no text where the memory was not enough:
 * then *has_no_memory is true. */
sy_rule sy_pool_read_cell(sy_pool_value *out, const sy_pool_column *c, const sy_single_cell *cell,
                          int unit, sy_arena *scratch, bool *has_no_memory);

#endif

#endif
