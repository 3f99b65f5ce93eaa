/* password.h - the password that a command is given: from --password-file, or asked. */
#ifndef SY_CLI_PASSWORD_H
#define SY_CLI_PASSWORD_H

#include "cli/command.h"
#include "suyuan/limits.h"

enum { SY_PASSWORD_ROOM = SY_MAX_PASSWORD + 2 };

/* Of --password-file (one line; "-": stdin), else asked on the terminal for `whom`: twice, where
 * it is a new one. SY_EINVAL where there is none. To be wiped by the caller. */
SY_MUST_USE sy_status sy_call_password(char out[SY_PASSWORD_ROOM], const sy_call *call,
                                       const char *whom, bool is_new, sy_err *err);

#endif
