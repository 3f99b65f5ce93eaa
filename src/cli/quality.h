/* quality.h - the two forms of the answer of suyuan quality. */
#ifndef SY_CLI_QUALITY_H
#define SY_CLI_QUALITY_H

#include "cli/command.h"
#include "ledger/case.h"

void sy_quality_json(sy_json *j, const sy_quality *q);
SY_MUST_USE sy_status sy_quality_print(sy_call *call, const sy_quality *q, sy_err *err);

#endif
