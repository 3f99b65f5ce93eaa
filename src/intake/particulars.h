/* particulars.h - rows of account, person, task and measure files. Private to intake.
 *
 * These files are small beside the movements, so one thread reads them, row by
 * row, straight into the store. The promise is the same: every row is accepted,
 * a duplicate (it says word for word what an earlier row said) or rejected. */
#ifndef SY_INTAKE_PARTICULARS_H
#define SY_INTAKE_PARTICULARS_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

/* Reads the tables that have particulars; what they count and reject is added to
 * the findings of shared. Cost: one pass; memory for what the workspace has
 * heard so far. */
SY_MUST_USE sy_status sy_particulars_read(sy_shared *shared, const sy_found_tables *tables,
                                          sy_workspace *ws, sy_import *import, sy_err *err);

#endif

#endif
