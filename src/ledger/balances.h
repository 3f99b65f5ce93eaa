/* balances.h - is the balance column of a statement one? Private to src/ledger.
 *
 * Some banks fill the column with 0, or repeat the amount in it. Taken at its
 * word, such a column turns every row into a break. domain.md 3.9: a column that
 * is 0 or blank in more than half of a statement's rows, or equals the amount in
 * all of them, is treated as absent, and that is said. One exception: where the
 * balances follow from each other all the same (95 of 100 steps), it is a real
 * one, of an account that is emptied again and again. */
#ifndef SY_LEDGER_BALANCES_H
#define SY_LEDGER_BALANCES_H

#include "ledger/tables.h"

enum { SY_FEWEST_ROWS_JUDGED = 3, SY_TRUSTED_PERCENT = 95 };

/* Takes SY_ENTRY_HAS_BALANCE from the rows of such statements (one ledger in one
 * source) and lists them in t->no_balances. Cost: one pass over the places. */
SY_MUST_USE sy_status sy_balances_judge(sy_case_tables *t, sy_err *err);

#endif
