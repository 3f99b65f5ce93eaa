/* joined.h - aliases (intake/aliases.h) with what people have decided about them.
 *
 * The import sees through a card and its account's number by itself; that an IBAN
 * and a domestic number, or two statements with the same rows, are one account,
 * it only proposes (twins.h). Once somebody confirms, every reader of ledgers
 * sees one account. The import itself does not ask: what it stores must not
 * change with a decision that can be undone. */
#ifndef SY_LEDGER_JOINED_H
#define SY_LEDGER_JOINED_H

#include "intake/aliases.h"

SY_MUST_USE sy_status sy_joined_aliases(sy_aliases **out, const sy_alloc *al, sy_workspace *ws,
                                        sy_err *err);

#endif
