/* trace_xlsx.h - an answer of tracing as a workbook: where the money is, and
 * every row that carried it. Cells with text stay text: nothing in a file can
 * become a formula. */
#ifndef SY_REPORT_TRACE_XLSX_H
#define SY_REPORT_TRACE_XLSX_H

#include "report/destinations.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes path whole or not at all. traces: n of them, in the order of the
 * columns; shown: the one whose rows are listed. SY_EIO, SY_ELIMIT past the
 * 1,048,576 rows of a sheet. Cost: constant memory beside the destinations. */
SY_MUST_USE sy_status sy_trace_xlsx(const char *path, const sy_telling *t,
                                    const sy_trace *const *traces, size_t n, const sy_trace *shown,
                                    const sy_destination *list, size_t n_list, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
