/* overlap.h - one row in two statements of one ledger.
 *
 * The import leaves out rows that repeat one word for word (intake/repeats.h).
 * Two layouts of one account never do, nor a card's and its account's statement: here rows of different sources are one
 * when ledger, date and amount are, and nothing that both state differs:
 *
 *   time and balance equal                 one row (confirmed)
 *   date and balance, one without a clock  one row (confirmed)
 *   no balance on one side, and the same
 *   counterparty's account, or neither
 *   names one and both have the second     perhaps (suspected)
 *
 * Of equal rows as many are kept as the source with most of them has: genuine
 * repeats inside one statement stay. The row that comes first in (SHA-256,
 * sheet, row) is kept, whatever was imported first. */
#ifndef SY_LEDGER_OVERLAP_H
#define SY_LEDGER_OVERLAP_H

#include "ledger/match.h"

typedef struct sy_shown_row {
    uint32_t place, source, ledger; /* source: its rank */
    uint32_t other;                 /* account at the other side; 0: none */
    int64_t at, amount, balance;
    bool has_balance, date_only;
} sy_shown_row;

/* rows are sorted in place; rejected (sorted): pairs that a person said no to.
 * result: out is the row that is kept, in the one that repeats it; the array is
 * the caller's. Cost: O(n log n), and the rows of one day and amount. */
SY_MUST_USE sy_status sy_overlaps_find(sy_match_result *result, sy_shown_row *rows, size_t n,
                                       const sy_pair *rejected, size_t n_rejected,
                                       const sy_alloc *al, sy_err *err);

#endif
