/* lead_stats.h - how many leads there are, what came of them, how much money: by model and
 * by month, never by person.
 *
 * A lead counts once for each thing that came of it. What of it was adopted is told with its
 * base, the leads of this workspace that were recommended; that is no official rate
 * (采纳率), which has a base of its own. */
#ifndef SY_CASEWORK_LEAD_STATS_H
#define SY_CASEWORK_LEAD_STATS_H

#include "casework/docket.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_lead_stat {
    const char *model;
    char month[8]; /* "2026-01"; "": of all months */
    size_t found, confirmed, refuted, recommended, referred, replied, adopted, declined;
    size_t open;             /* of all months: neither judged nor closed */
    size_t near, late, over; /* of all months: replies (deadline.h) */
    sy_minor money;          /* recovered; in a month: what was added in it */
    bool has_overflow;       /* more than fits: money is what fitted */
} sy_lead_stat;

typedef struct sy_lead_stats {
    sy_lead_stat *items; /* by model; its total first, then its months */
    size_t n;
    sy_lead_stat all; /* model "" */
} sy_lead_stats;

/* What is counted of a lead, as its name in JSON says. */
typedef enum sy_lead_count {
    SY_COUNT_FOUND,
    SY_COUNT_CONFIRMED,
    SY_COUNT_REFUTED,
    SY_COUNT_RECOMMENDED,
    SY_COUNT_REFERRED,
    SY_COUNT_REPLIED,
    SY_COUNT_ADOPTED,
    SY_COUNT_DECLINED,
    SY_COUNT_OPEN,
    SY_COUNT_MONEY, /* leads with money that was recovered */
    SY_LEAD_COUNTS
} sy_lead_count;
bool sy_lead_count_from(sy_lead_count *what, const char *name); /* "found", "money" */
/* Does the lead count there? month: "2026-01"; NULL: any. An open one counts in the month in which
 * it was found. */
bool sy_lead_is_counted(const sy_docket_lead *l, sy_lead_count what, const char *month);

/* Found counts in the month of the run that gave a lead first, the rest in the month of the
 * day that was said, else of the step. From the arena. */
SY_MUST_USE sy_status sy_lead_stats_of(sy_lead_stats *out, sy_docket *d, int32_t today,
                                       sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
