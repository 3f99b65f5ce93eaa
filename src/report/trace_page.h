/* trace_page.h - the report on one question: a self-contained HTML page.
 *
 *     st = sy_trace_page(&page, c, &asked, SY_FIFO, &err);
 *     st = sy_file_write("report.html", page.ptr, page.len, &err);
 */
#ifndef SY_REPORT_TRACE_PAGE_H
#define SY_REPORT_TRACE_PAGE_H

#include "base/buf.h"
#include "report/question.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends the whole page to b, in the current language. The same case and
 * question give the same bytes. Errors: those of the traces and the store;
 * SY_ELIMIT past b's maximum. Cost: five traces, the quality of all ledgers,
 * one query for the rows. */
SY_MUST_USE sy_status sy_trace_page(sy_buf *b, sy_case *c, const sy_asked *asked, sy_rule shown,
                                    sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
