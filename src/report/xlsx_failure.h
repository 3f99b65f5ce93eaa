/* xlsx_failure.h - what libxlsxwriter says went wrong, in our words. Private. */
#ifndef SY_REPORT_XLSX_FAILURE_H
#define SY_REPORT_XLSX_FAILURE_H

#include <xlsxwriter.h>

#include "base/err.h"
#include "base/lang.h"

static inline sy_status sy_xlsx_failure(lxw_error failure, const char *path, sy_err *err)
{
    if (failure == LXW_ERROR_MEMORY_MALLOC_FAILED) return sy_fail_nomem(err);
    return sy_fail(err, SY_EIO, "%s: %s", path, lxw_strerror(failure));
}

#endif
