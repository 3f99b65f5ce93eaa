/* entries.h - rows of statements, shared by the parts of suyuan entries. */
#ifndef SY_CLI_ENTRIES_H
#define SY_CLI_ENTRIES_H

#include "cli/command.h"
#include "ledger/browse.h"

/* A row of a plain list stands for both sides: is it the payee that is looked at? */
bool sy_entry_is_payees(const sy_evidence *e, const char *number);
/* number: whose row it is. seen: the wallet's row of the same payment, which names the payee;
 * NULL. uncounted: with the reason why it is in no sum. */
void sy_entry_json(sy_json *j, const sy_evidence *e, const sy_evidence *seen, const char *number,
                   bool uncounted);

/* Is it asked for a window of rows that fit (--text, --offset ...), not for an account's? */
bool sy_entries_are_browsed(const sy_call *call);
SY_MUST_USE sy_status sy_entries_browse(sy_call *call, sy_err *err);

/* One of the rows that were found, by its index among them; SY_NONE in ledgers[i]: of no account.
 */
typedef sy_status sy_entries_row_fn(void *ctx, const sy_evidence *e, size_t i, sy_err *err);
/* All rows of the window in their order, read so many at once. */
SY_MUST_USE sy_status sy_entries_each(sy_case *c, const sy_browsed *b, size_t at_once,
                                      sy_entries_row_fn *fn, void *ctx, sy_err *err);
/* The number of the account whose row it is; "". */
const char *sy_entries_number(const sy_case *c, const sy_browsed *b, size_t i);
/* Writes the window to path (-o), and says so. */
SY_MUST_USE sy_status sy_entries_write(sy_call *call, sy_case *c, const sy_browsed *b,
                                       const char *path, sy_err *err);

#endif
