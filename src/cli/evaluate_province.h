/* evaluate_province.h - the second half of suyuan evaluate: models on a made-up province. */
#ifndef SY_CLI_EVALUATE_PROVINCE_H
#define SY_CLI_EVALUATE_PROVINCE_H

#include "cli/command.h"
#include "evaluate/evaluate.h"

SY_MUST_USE sy_status sy_evaluate_province_run(sy_call *call, const sy_evaluate_options *options,
                                               sy_err *err);

#endif
