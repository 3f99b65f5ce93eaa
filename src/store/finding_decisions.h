/* finding_decisions.h - what people said of a finding: confirmed or refuted.
 *
 * A finding is named by its kind ("clue", "proxy", "inquiry", ...) and an id that is
 * the same in every run. Of several verdicts on one finding the newest that stands
 * counts; each can be taken back. */
#ifndef SY_STORE_FINDING_DECISIONS_H
#define SY_STORE_FINDING_DECISIONS_H

#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_finding_decision {
    const char *kind, *finding;
    sy_verdict verdict;
    const char *note; /* "" when none was given */
    /* When read: */
    int64_t id;
    const char *who, *decided_at;
} sy_finding_decision;

SY_MUST_USE sy_status sy_finding_decide(sy_workspace *ws, const sy_finding_decision *decision,
                                        sy_err *err);
/* Takes back the newest decision that stands on this finding of this kind, or (finding
 * NULL) on any of the kind; *undone false when there is none. */
SY_MUST_USE sy_status sy_finding_undo(sy_workspace *ws, const char *kind, const char *finding,
                                      bool *undone, sy_err *err);
/* Those that count, of one kind, by finding. From the arena. */
SY_MUST_USE sy_status sy_finding_decisions(sy_workspace *ws, const char *kind,
                                           sy_finding_decision **list, size_t *n, sy_arena *arena,
                                           sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
