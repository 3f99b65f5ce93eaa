/* asking.h - the options by which a person asks where money went, read for all commands
 * that trace: --from, --entry, --stop-at, --since, --until, --max-hops, --unsupplied. */
#ifndef SY_CLI_ASKING_H
#define SY_CLI_ASKING_H

#include "cli/command.h"
#include "ledger/case.h"
#include "report/question.h"

/* What the options say; needs no case. It borrows from the call and its arena. */
SY_MUST_USE sy_status sy_asking_read(sy_question *q, sy_call *call, sy_err *err);

/* Where neither account nor entry is named: from the accounts of the debtor whom the case
 * names. SY_EINVAL, with what to do, where it names none. */
SY_MUST_USE sy_status sy_asking_of_debtor(sy_question *q, sy_call *call, sy_case *c, sy_err *err);

#endif
