/* commands.c - the table of all commands, in the order of the work. */
#include "cli/commands.h"

const sy_command *const sy_commands[] = {
    &sy_cmd_completion,
    &sy_cmd_help,
    NULL,
};
