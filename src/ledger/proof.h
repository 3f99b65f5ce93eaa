/* proof.h - one ledger's balances, row by row and month by month; private. */
#ifndef SY_LEDGER_PROOF_H
#define SY_LEDGER_PROOF_H

#include "ledger/books.h"

/* Walks ledger (a number of the books) into *q: entries, gaps, months, sums.
 * Arrays and texts from the arena. Cost: O(rows). */
SY_MUST_USE sy_status sy_proof_ledger(sy_ledger_quality *q, const sy_made_books *b,
                                      const sy_case_tables *t, uint32_t ledger, sy_arena *arena,
                                      sy_err *err);

/* An item more in an arena's array: doubled when it is full. */
bool sy_arena_grow(sy_arena *arena, void **items, size_t *capacity, size_t used, size_t size);

#endif
