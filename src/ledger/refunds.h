/* refunds.h - money that a shop sends back in part, in a wallet's bill; private to
 * src/ledger.
 *
 *     支出    49.74  交易成功  Z0001
 *     不计收支 16.03  退款成功  Z0001_R      <- comes back: the payment stands
 *
 * A bill closes what was paid back whole (交易关闭) and counts neither row. What was
 * paid back in part stands as paid, and its refund as 不计收支 like any other: only
 * the payment tells whether that money came in. So such a row is one of its ledger
 * where the payment that its number begins with counts and is not smaller. */
#ifndef SY_LEDGER_REFUNDS_H
#define SY_LEDGER_REFUNDS_H

#include "ledger/tables.h"

/* Refunds that count get their ledger and stand among the corrections. Cost: a read of
 * the rows aside and, where some are refunds, of their accounts' rows. */
SY_MUST_USE sy_status sy_refunds_lend(sy_case_tables *t, sy_workspace *ws, sy_err *err);

#endif
