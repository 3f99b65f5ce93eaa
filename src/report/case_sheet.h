/* case_sheet.h - the form of a case, as intake/case_form.h reads it back. */
#ifndef SY_REPORT_CASE_SHEET_H
#define SY_REPORT_CASE_SHEET_H

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Two sheets: 案件 with a line a fact, 人员 with a row a person. Always the same bytes in one
 * language. SY_EIO. */
SY_MUST_USE sy_status sy_case_sheet_write(const char *path, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
