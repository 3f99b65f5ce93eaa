/* entries.h - rows of statements, shared by the parts of suyuan entries. */
#ifndef SY_CLI_ENTRIES_H
#define SY_CLI_ENTRIES_H

#include "cli/command.h"
#include "ledger/case.h"

/* A row of a plain list stands for both sides: is it the payee that is looked at? */
bool sy_entry_is_payees(const sy_evidence *e, const char *number);
/* number: whose row it is. seen: the wallet's row of the same payment, which names the payee;
 * NULL. uncounted: with the reason why it is in no sum. */
void sy_entry_json(sy_json *j, const sy_evidence *e, const sy_evidence *seen, const char *number,
                   bool uncounted);

/* Is it asked for a window of rows that fit (--text, --offset ...), not for an account's? */
bool sy_entries_are_browsed(const sy_call *call);
SY_MUST_USE sy_status sy_entries_browse(sy_call *call, sy_err *err);

#endif
