/* help.h - all that is said about the commands, made from their table. */
#ifndef SY_CLI_HELP_H
#define SY_CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

void sy_help_overview(FILE *out);
void sy_help_command(FILE *out, const sy_command *command);
/* The manual page suyuan(1), in the current language. */
void sy_help_man(FILE *out);
/* For "bash" and "zsh"; false for other shells. */
bool sy_help_completion(FILE *out, const char *shell);

#endif
