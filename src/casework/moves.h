/* moves.h - what may be said of a lead, and saying it of one or of many.
 *
 *     sy_lead_said said = {.word = {[SY_LEAD_STATE] = "confirmed", [SY_LEAD_NOTE] = "阅卷核实"}};
 *     sy_lead_left *left;
 *     st = sy_leads_say(ws, SY_STEPS_OF_LEADS, leads, n, &said, &rules, &left, &n_left, &arena,
 * &err);
 *
 * Of many leads (类案), those that cannot take the step stay as they are and are given back
 * with the reason: each lead of a group keeps its own result. The leads must have been read
 * in this opening of the workspace, for writing: nobody else changes them meanwhile. */
#ifndef SY_CASEWORK_MOVES_H
#define SY_CASEWORK_MOVES_H

#include "casework/docket.h"
#include "casework/ex_officio.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_lead_said {
    const char *word[SY_LEAD_FIELDS]; /* NULL: nothing is said of it */
} sy_lead_said;

/* Fills in what follows from what is said (a lead that is given to somebody is assigned; the
 * only measure that it can be), and checks: SY_EINVAL for a word that no lead can have,
 * SY_EDATA for one that this lead cannot, with the reason:
 *   - a state that does not follow on its own, or is its own;
 *   - a measure that is none of its model's exits, or does not belong to the state;
 *   - recommended, but no breached duty of a court;
 *   - recommended or referred ex officio without an item of 监督规则 37;
 *   - money without a confirmed lead; an answer before what it answers. */
SY_MUST_USE sy_status sy_lead_check(sy_docket_lead *l, sy_lead_said *said,
                                    const sy_ex_officio *rules, sy_err *err);

/* What was checked as a step, for sy_steps_add; its words from the arena. */
SY_MUST_USE sy_status sy_lead_step(sy_step *step, const sy_docket_lead *l, const sy_lead_said *said,
                                   sy_arena *arena, sy_err *err);

typedef struct sy_lead_left {
    const sy_docket_lead *lead;
    const char *why; /* translated */
} sy_lead_left;

/* The step of one lead; SY_EDATA, with the reason, where it can take none. */
typedef sy_status sy_lead_step_fn(sy_step *step, sy_docket_lead *l, const void *ctx,
                                  sy_arena *arena, sy_err *err);
/* Keeps the steps of all leads that can take one, as one act, or of none; kind: as steps of leads,
 * or of proposals (two_persons.h). left: those that cannot, from the arena. SY_EDATA where that is
 * all of them: of one lead its reason. The leads themselves are not brought up to date: open the
 * docket again. */
SY_MUST_USE sy_status sy_leads_step_each(sy_workspace *ws, const char *kind,
                                         sy_docket_lead *const *leads, size_t n,
                                         sy_lead_step_fn *step, const void *ctx,
                                         sy_lead_left **left, size_t *n_left, sy_arena *arena,
                                         sy_err *err);

/* The same with one thing that is said of all of them. */
SY_MUST_USE sy_status sy_leads_say(sy_workspace *ws, const char *kind, sy_docket_lead *const *leads,
                                   size_t n, const sy_lead_said *said, const sy_ex_officio *rules,
                                   sy_lead_left **left, size_t *n_left, sy_arena *arena,
                                   sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
