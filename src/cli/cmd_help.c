/* cmd_help.c - suyuan help, suyuan completion. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/help.h"

static sy_status run_help(sy_call *call, sy_err *err)
{
    if (sy_call_has(call, "man")) {
        sy_help_man(stdout);
    } else if (call->n_words == 0) {
        sy_help_overview(stdout);
    } else {
        const sy_command *command = sy_command_find(call->words[0]);
        if (!command) {
            return sy_fail(err, SY_EINVAL, N_("there is no command \"%.60s\""), call->words[0]);
        }
        sy_help_command(stdout, command);
    }
    return SY_OK;
}

static const sy_option help_options[] = {
    {.name = "man", .help = N_("the manual page in roff: suyuan help --man | man -l -")},
    {.name = NULL},
};

const sy_command sy_cmd_help = {
    .name = "help",
    .words = "[COMMAND]",
    .max_words = 1,
    .summary = N_("show what a command does and its options"),
    .options = help_options,
    .example = "suyuan help trace",
    .run = run_help,
};

static sy_status run_completion(sy_call *call, sy_err *err)
{
    if (sy_help_completion(stdout, call->words[0])) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("completion for bash and zsh, not for \"%.60s\""),
                   call->words[0]);
}

const sy_command sy_cmd_completion = {
    .name = "completion",
    .words = "bash|zsh",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("print the completion script of a shell"),
    .example = "source <(suyuan completion bash)",
    .run = run_completion,
};
