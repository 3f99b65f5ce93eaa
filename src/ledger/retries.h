/* retries.h - payments that failed, and the ones that took their place.
 *
 * A failed row is no row of any ledger. domain.md 3.9: the same amount in the same
 * direction to the same counterparty within ten minutes is the second try; the two
 * are shown together, one to one, the nearest first. Private to src/ledger. */
#ifndef SY_LEDGER_RETRIES_H
#define SY_LEDGER_RETRIES_H

#include "ledger/tables.h"

enum { SY_RETRY_SECONDS = 600 };

/* Failed rows by place, from the arena. To be called with tables whose rows still
 * have their ledgers of facts. Cost: one read of the failed rows. */
SY_MUST_USE sy_status sy_retries_find(sy_retry **list, size_t *n, sy_case_tables *t,
                                      sy_workspace *ws, sy_arena *arena, sy_err *err);

#endif
