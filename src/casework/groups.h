/* groups.h - leads of one rule, one court and one period of the act (类案): judged together,
 * one letter for all of them, each with its own result.
 *
 *     sy_lead_groups g;
 *     st = sy_lead_groups_of(&g, docket, SY_PERIOD_YEAR, &arena, &err);
 *     for (size_t i = 0; i < g.n; i++) ... g.items[i].id, .leads, .n ... */
#ifndef SY_CASEWORK_GROUPS_H
#define SY_CASEWORK_GROUPS_H

#include "casework/docket.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_period {
    SY_PERIOD_YEAR, /* 2024 */
    SY_PERIOD_QUARTER,
    SY_PERIOD_MONTH,
    SY_PERIOD_ALL, /* whenever it was */
    SY_PERIODS
} sy_period;
bool sy_period_from(sy_period *p, const char *name); /* "year", "quarter", "month", "all" */

enum { SY_GROUP_ID = 16, SY_PERIOD_TEXT = 16 };
/* "2024", "2024-Q2", "2024-05", "all"; "" where the day of the act is not known. */
void sy_period_of(char out[SY_PERIOD_TEXT], sy_period p, const char *act_date);

/* The id of the group a lead belongs to: of model, rule, court and period, so that it is the
 * same in every run. Ids of different periods are different. */
SY_MUST_USE sy_status sy_lead_group_id(char out[SY_GROUP_ID], const sy_docket_lead *l, sy_period p,
                                       sy_err *err);
/* Is the lead in that group, of whatever period the id is? */
SY_MUST_USE sy_status sy_lead_is_in_group(bool *is_in, const sy_docket_lead *l, const char *group,
                                          sy_err *err);

typedef struct sy_lead_group {
    char id[SY_GROUP_ID], period[SY_PERIOD_TEXT];
    const char *model, *rule, *court; /* of its first lead */
    sy_docket_lead **leads;           /* in the order of the docket */
    size_t n;
} sy_lead_group;

typedef struct sy_lead_groups {
    sy_lead_group *items; /* the largest first, then by model, rule, court, period */
    size_t n;
} sy_lead_groups;

/* Every lead is in one, most alone. From the arena. */
SY_MUST_USE sy_status sy_lead_groups_of(sy_lead_groups *out, sy_docket *d, sy_period p,
                                        sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
