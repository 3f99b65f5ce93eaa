/* verdict.h - what a person says of a finding: `suyuan KIND WS confirm|refute|undo [ID]`.
 *
 *     if (call->n_words > 1) return sy_verdict_run(call, "proxy", find_ids, err);
 *
 * Commands whose findings have ids share it (store/finding_decisions.h). */
#ifndef SY_CLI_VERDICT_H
#define SY_CLI_VERDICT_H

#include "base/json.h"
#include "cli/command.h"
#include "ledger/case.h"
#include "store/finding_decisions.h"

/* Is there a finding with this id? For words on what is not there. */
typedef sy_status sy_verdict_find(bool *is_there, sy_call *call, sy_case *c, const char *id,
                                  sy_err *err);

/* The words after WS, and --note. SY_EINVAL for other words, SY_EDATA for an id that no
 * finding has, or nothing to take back. */
SY_MUST_USE sy_status sy_verdict_run(sy_call *call, const char *kind, sy_verdict_find *find,
                                     sy_err *err);

/* "open", "confirmed", "refuted"; and for people, empty while open. */
const char *sy_verdict_name(const sy_finding_decision *decision);
const char *sy_verdict_label(const sy_finding_decision *decision);
/* The members state, note, decided_by, decided_at of the object that is open. */
void sy_verdict_json(sy_json *j, const sy_finding_decision *decision);

#endif
