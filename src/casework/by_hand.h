/* by_hand.h - leads that a person makes of a finding, beside those that models give.
 *
 *     sy_lead lead = {.id = ..., .model = SY_LEAD_OF_CLUES, .version = "1", ...};
 *     st = sy_lead_add(ws, &lead, "2026-01-15", &is_new, &err);
 *
 * Such a lead is kept as if a model had given it, under a name that no model can have, so that
 * the docket, groups, lists and counts have it too. It vanishes by itself never: each
 * recording gives all the earlier ones again. */
#ifndef SY_CASEWORK_BY_HAND_H
#define SY_CASEWORK_BY_HAND_H

#include "store/model_runs.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_LEAD_OF_CLUES "finding:clue" /* in place of a model: no model's id has a colon */

/* as_of: YYYY-MM-DD. is_new: no such lead was there; one that says something else than before
 * gets a new edition, one that says the same changes nothing. The workspace must be open for
 * writing. Cost: the leads of this kind once. */
SY_MUST_USE sy_status sy_lead_add(sy_workspace *ws, const sy_lead *lead, const char *as_of,
                                  bool *is_new, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
