/* twins.h - one account under two numbers: found, and only proposed.
 *
 * What the files themselves say (a row with a card and an account number) the
 * import sees through (intake/aliases.h). Two more signs are worth a question:
 *
 *   iban       333505610002 stands at the end of EE273300333505610002, a number
 *              with the right check digits, and the names do not differ
 *   same-rows  two statements show the same rows: time, amount and balance, three
 *              times or more (five where there is no clock)
 *
 * At least one of the two has a statement. Joined by a decision only (joined.h).
 * Private to src/ledger. */
#ifndef SY_LEDGER_TWINS_H
#define SY_LEDGER_TWINS_H

#include "ledger/tables.h"

enum { SY_TWIN_ROWS = 3, SY_TWIN_DATES = 5 };

/* With the decisions of people: joins that stand, or that somebody said no to.
 * Arrays and texts from the arena, by (a, b). To be called with tables whose rows
 * have their accounts of facts. Cost: O(n log n) in rows with balances, of which
 * a part is taken where there are many. */
SY_MUST_USE sy_status sy_twins_find(sy_join **list, size_t *n, const sy_case_tables *t,
                                    sy_workspace *ws, sy_arena *arena, sy_err *err);

/* Is it an IBAN with the right check digits (ISO 13616)? */
bool sy_is_iban(sy_slice number);

#endif
