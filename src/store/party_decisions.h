/* party_decisions.h - what people decided on who is one person.
 *
 * Parties are named by keys that survive a re-import ("citizen:...",
 * "account:..."; ledger/parties.h). Nothing is overwritten: of several verdicts
 * on one pair the newest that stands counts, and each can be taken back. */
#ifndef SY_STORE_PARTY_DECISIONS_H
#define SY_STORE_PARTY_DECISIONS_H

#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_party_decision {
    const char *a, *b; /* keys, a before b in the order of bytes */
    sy_verdict verdict;
    const char *who, *decided_at;
} sy_party_decision;

SY_MUST_USE sy_status sy_party_decide(sy_workspace *ws, const char *a, const char *b,
                                      sy_verdict verdict, sy_err *err);
/* Takes back the newest decision that stands on this pair, or (a NULL) on any;
 * *undone false when there is none. */
SY_MUST_USE sy_status sy_party_undo(sy_workspace *ws, const char *a, const char *b, bool *undone,
                                    sy_err *err);
/* Those that count, in the order in which they were made. From the arena. */
SY_MUST_USE sy_status sy_party_decisions(sy_workspace *ws, sy_party_decision **list, size_t *n,
                                         sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
