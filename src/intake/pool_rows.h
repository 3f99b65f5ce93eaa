/* pool_rows.h - rows of registers into their pools. Private to intake.
 *
 * Every row is accepted, a duplicate (the row that stands says the same; it is kept all the
 * same) or rejected with its reason, as with every other file. */
#ifndef SY_INTAKE_POOL_ROWS_H
#define SY_INTAKE_POOL_ROWS_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

/* Reads the tables of registers; counts and rejects are added to the findings of shared.
 * Cost: one pass on all threads, then the store's look at keys (pool_newest.h). */
SY_MUST_USE sy_status sy_pool_rows_read(sy_shared *shared, const sy_found_tables *tables,
                                        sy_import *import, sy_err *err);

#endif

#endif
