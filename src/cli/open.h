/* open.h - the workspace that a command names, and what to tell about it. */
#ifndef SY_CLI_OPEN_H
#define SY_CLI_OPEN_H

#include "cli/command.h"
#include "ledger/case.h"

/* The case at call->words[0], its index current. Notes to stderr what was
 * repaired or rebuilt. A path that is not there: SY_EDATA and what to do. */
SY_MUST_USE sy_status sy_open_case(sy_case **c, sy_call *call, sy_access access, sy_err *err);

/* SY_EDATA with what to do where there is nothing at path. */
SY_MUST_USE sy_status sy_need_workspace(const char *path, sy_err *err);

/* The workspace alone, for commands that need no ledgers. */
SY_MUST_USE sy_status sy_open_workspace(sy_workspace **ws, sy_call *call, sy_access access,
                                        sy_err *err);

/* SY_EDATA with what to do next when nothing has been imported. */
SY_MUST_USE sy_status sy_need_entries(const sy_call *call, const sy_case *c, sy_err *err);

#endif
