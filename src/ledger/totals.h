/* totals.h - the bank's own sums held against the rows; private to src/ledger.
 *
 * A statement's head and foot lines say how many rows there were, how much came
 * in and went out, what the balance was before and after (store/stated.h). The
 * rows of that file and ledger are counted as they were read, those that repeat
 * or are taken back too: this asks whether the file is whole, not what counts.
 * Nothing else proves that no row is missing: balances follow from each other
 * over a hole that nets to 0 as well. */
#ifndef SY_LEDGER_TOTALS_H
#define SY_LEDGER_TOTALS_H

#include "ledger/tables.h"
#include "store/stated.h"

typedef struct sy_totals_check {
    uint32_t rank, row;     /* where the bank's line is: source, row */
    uint32_t ledger;        /* of facts, the one that has the rows */
    uint32_t stated, wrong; /* SY_STATED_...: what the line gives, and what differs */
    bool proves;            /* complete and right: its days are proved */
    int32_t from_day, to_day;
    uint64_t count, count_in, count_out; /* of the rows */
    int64_t sum_in, sum_out, opening, closing;
    sy_totals_row bank;
} sy_totals_check;

/* Before rows are settled. Into t->totals, by (rank, row). Cost: two passes over the rows
 * of the sources that have totals. */
SY_MUST_USE sy_status sy_totals_check_all(sy_case_tables *t, sy_workspace *ws, sy_err *err);

#endif
