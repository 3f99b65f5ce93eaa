/* commands.h - the commands, each in a file cmd_NAME.c of its own. */
#ifndef SY_CLI_COMMANDS_H
#define SY_CLI_COMMANDS_H

#include "cli/command.h"

extern const sy_command sy_cmd_help, sy_cmd_completion;

#endif
