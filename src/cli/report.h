/* report.h - the kinds of suyuan report, each in a file of its own. */
#ifndef SY_CLI_REPORT_H
#define SY_CLI_REPORT_H

#include "cli/command.h"

/* Writes what the call asks for to path (-o). */
SY_MUST_USE sy_status sy_report_trace(sy_call *call, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_report_set(sy_call *call, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_report_leads(sy_call *call, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_report_exhibits(sy_call *call, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_report_stats(sy_call *call, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_report_referral_list(sy_call *call, const char *path, sy_err *err);
SY_MUST_USE sy_status sy_report_court_list(sy_call *call, const char *path, sy_err *err);

#endif
