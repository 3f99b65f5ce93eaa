/* shared_traces.h - technical traces that accounts share, as `suyuan patterns` tells them. */
#ifndef SY_CLI_SHARED_TRACES_H
#define SY_CLI_SHARED_TRACES_H

#include "base/json.h"
#include "cli/command.h"
#include "ledger/shared.h"

/* account: only those that show it; SY_NONE: all. */
void sy_shared_traces_json(sy_json *j, const sy_flow *f, const sy_shared *s, uint32_t account);
/* *told: how many there are. */
SY_MUST_USE sy_status sy_shared_traces_print(sy_call *call, const sy_flow *f, const sy_shared *s,
                                             uint32_t account, size_t *told, sy_err *err);

#endif
