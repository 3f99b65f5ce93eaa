/* today.h - the day that counts as today. */
#ifndef SY_CLI_TODAY_H
#define SY_CLI_TODAY_H

#include "cli/command.h"

/* What the option says (YYYY-MM-DD), else the day on which the command is given, where the
 * computer stands; days since 1970. option: NULL where there is none. SY_EINVAL names it. */
SY_MUST_USE sy_status sy_call_today(int32_t *day, const sy_call *call, const char *option,
                                    sy_err *err);

#endif
