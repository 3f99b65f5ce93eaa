/* stamp.h - what a ledger index was made of, as one number.
 *
 * Imports and decisions, the dictionaries that say what the other side of a row is, and
 * the program itself: where one of them has changed, the index there is no longer the one
 * that would be built. */
#ifndef SY_LEDGER_STAMP_H
#define SY_LEDGER_STAMP_H

#include "store/workspace.h"

/* SY_EIO where a dictionary cannot be read. Cost: reads the dictionaries, some 40 KB. */
SY_MUST_USE sy_status sy_case_stamp(uint64_t *stamp, sy_workspace *ws, sy_err *err);

#endif
