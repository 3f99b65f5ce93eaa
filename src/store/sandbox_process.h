/* sandbox_process.h - the process of a model as its parent has it: a number and two pipes. */
#ifndef SY_STORE_SANDBOX_PROCESS_H
#define SY_STORE_SANDBOX_PROCESS_H

#include <stdbool.h>

#include "base/err.h"
#include "store/sandbox.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_SANDBOX_NO_PROCESS ((sy_sandbox_process){.to = -1, .from = -1})

/* This program once more, waiting for a request. cpu_seconds: then it is ended. SY_EIO, and there
 * is none. */
SY_MUST_USE sy_status sy_sandbox_process_start(sy_sandbox_process *p, unsigned cpu_seconds,
                                               sy_err *err);
/* It may have ended already: that is heard, and no signal for us. is_last: none follows. */
void sy_sandbox_process_ask(sy_sandbox_process *p, const char *request, bool is_last);
/* Its status of wait(2). has_ended: it says no more, and may take a moment to end by itself, so
 * that its status tells why; else it is killed. *p is none afterwards. */
int sy_sandbox_process_end(sy_sandbox_process *p, bool has_ended);

#ifdef __cplusplus
}
#endif

#endif
