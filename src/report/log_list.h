/* log_list.h - the log of a case as a table to take away, the newest act first.
 *
 *     st = sy_log_list_xlsx("log.xlsx", acts, n, &err);
 *
 * With each act the hash of its last row: the first line's is the end of the chain, by which a
 * list that was taken away vouches for all that stood below it then (store/log.h). */
#ifndef SY_REPORT_LOG_LIST_H
#define SY_REPORT_LOG_LIST_H

#include "base/buf.h"
#include "store/log.h"

#ifdef __cplusplus
extern "C" {
#endif

SY_MUST_USE sy_status sy_log_list_xlsx(const char *path, const sy_log_act *acts, size_t n,
                                       sy_err *err);
/* UTF-8 with a mark at its beginning, as spreadsheet programs want it; what people typed as
 * csv_text.h says. */
SY_MUST_USE sy_status sy_log_list_csv(sy_buf *out, const sy_log_act *acts, size_t n, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
