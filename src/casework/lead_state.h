/* lead_state.h - how far a lead has come, and where it may go from there.
 *
 *     screened ─► assigned ─► checking ─► confirmed ─► recommended ─► replied ─► adopted
 *                                  │           │              │           └────► declined
 *                                  └► refuted  └► referred ───┘       (any) ───► closed
 *
 * A lead is what a model found (screened); a person checks it against the file of the case
 * and says whether it is true (confirmed, refuted). Only a confirmed one leaves the house:
 * as a procuratorial recommendation (recommended), which only a breached duty of a court
 * may, or by another way (referred). What the court answers is replied, adopted, declined. */
#ifndef SY_CASEWORK_LEAD_STATE_H
#define SY_CASEWORK_LEAD_STATE_H

#include <stdbool.h>

#include "base/slice.h"
#include "model/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_lead_state {
    SY_LEAD_SCREENED,    /* 初筛 */
    SY_LEAD_ASSIGNED,    /* 已分办 */
    SY_LEAD_CHECKING,    /* 核查（阅卷） */
    SY_LEAD_CONFIRMED,   /* 查证属实 */
    SY_LEAD_REFUTED,     /* 排除 */
    SY_LEAD_RECOMMENDED, /* 已提出检察建议 */
    SY_LEAD_REFERRED,    /* 已移送、告知、提示 */
    SY_LEAD_REPLIED,     /* 已回复 */
    SY_LEAD_ADOPTED,     /* 已采纳 */
    SY_LEAD_DECLINED,    /* 未采纳 */
    SY_LEAD_CLOSED,      /* 存查、办结 */
    SY_LEAD_STATES
} sy_lead_state;

const char *sy_lead_state_name(sy_lead_state s);  /* "screened", as in JSON */
const char *sy_lead_state_title(sy_lead_state s); /* translated */
/* By name or by title, in either language. */
bool sy_lead_state_from(sy_lead_state *s, const char *name);

/* May a lead go from one to the other? Never from a state to itself. */
bool sy_lead_state_follows(sy_lead_state from, sy_lead_state to);

/* Has nobody to do anything any more? */
static inline bool sy_lead_state_is_done(sy_lead_state s)
{
    return s == SY_LEAD_REFUTED || s == SY_LEAD_CLOSED;
}

/* What is taken with the step into a state: a recommendation with recommended, what goes
 * elsewhere with referred, 存查 with closed; others take none. */
bool sy_lead_state_takes(sy_lead_state s, sy_model_exit measure);

bool sy_model_exit_from(sy_model_exit *way, const char *name); /* by name or title */

#ifdef __cplusplus
}
#endif

#endif
