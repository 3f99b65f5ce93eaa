/* stat_list.h - what became of leads, by model and month, as a table to take away.
 *
 *     st = sy_stat_list_xlsx("stats.xlsx", &stats, &err);
 *
 * The rows of suyuan lead stats: of each model its months and all of them, then all models.
 * Shares stand with their interval and base; nobody is ranked. The same leads give the same
 * bytes. */
#ifndef SY_REPORT_STAT_LIST_H
#define SY_REPORT_STAT_LIST_H

#include "base/buf.h"
#include "casework/lead_stats.h"

#ifdef __cplusplus
extern "C" {
#endif

SY_MUST_USE sy_status sy_stat_list_xlsx(const char *path, const sy_lead_stats *stats, sy_err *err);
/* UTF-8 with a mark at its beginning, as spreadsheet programs want it. */
SY_MUST_USE sy_status sy_stat_list_csv(sy_buf *out, const sy_lead_stats *stats, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
