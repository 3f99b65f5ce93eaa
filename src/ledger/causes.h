/* causes.h - breaks of balance beside rejected rows; private to src/ledger.
 *
 *     row 11   余额 900.00
 *     row 12   rejected: 金额 "12,5O"    <- the likely cause
 *     row 13   余额 887.50               a break: 12.50 less than row 11 says
 *
 * A row that was not read moves the balance all the same. Which account a rejected
 * row is of may be what could not be read, so it is a likely cause, not the cause. */
#ifndef SY_LEDGER_CAUSES_H
#define SY_LEDGER_CAUSES_H

#include "ledger/case.h"

/* Fills rejected of all gaps. Cost: a read of the rejects of files with gaps. */
SY_MUST_USE sy_status sy_gap_causes(sy_quality *q, sy_workspace *ws, sy_err *err);

#endif
