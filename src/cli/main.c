/* main.c - one call: parse, run, and turn the status into an exit code. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/progress.h"
#include "cli/command.h"
#include "cli/failure.h"
#include "cli/help.h"
#include "cli/table.h"
#include "server/spawner.h"
#include "store/prepare.h"
#include "store/sandbox.h"

/* One line, whatever is in the text. */
static void say_error(const sy_call *call, const sy_err *err)
{
    sy_printf_shown(stderr, "suyuan: %s\n", err->text);
    if (!call->json || call->has_answered) return;

    sy_json j;
    sy_json_init(&j, stdout);
    sy_json_object(&j);
    sy_json_error(&j, err);
    sy_json_end(&j);
    if (sy_json_finish(&j, NULL) != SY_OK) return; /* stdout is gone: stderr has it */
}

static sy_status run(sy_call *call, int argc, char **argv, sy_err *err)
{
    sy_status st = sy_call_parse(call, argc, argv, err);

    if (st != SY_OK) return st;
    if (call->wants_version) {
        printf("suyuan %s\n", SUYUAN_VERSION);
    } else if (call->command && call->wants_help) {
        sy_help_command(stdout, call->command);
    } else if (call->command) {
        st = call->command->run(call, err);
    } else if (argc > 1) {
        sy_help_overview(stdout);
    } else {
        sy_help_overview(stderr);
        return sy_fail(err, SY_EINVAL, N_("no command given"));
    }
    if (st == SY_OK && (fflush(stdout) != 0 || ferror(stdout))) st = sy_fail_errno(err, "stdout");
    return st;
}

static int command(int argc, char **argv)
{
    sy_call call = {0};
    sy_err err = {0};
    if (getenv("SUYUAN_PROGRESS")) sy_progress_lines(atoi(getenv("SUYUAN_PROGRESS")));
    sy_status st = run(&call, argc, argv, &err);

    if (st != SY_OK) {
        if (err.status == SY_OK) sy_fail(&err, st, N_("failed without a reason"));
        fflush(stdout);
        say_error(&call, &err);
    }
    sy_call_dispose(&call);
    return sy_exit_code(st);
}

int main(int argc, char **argv)
{
    if (sy_sandbox_is_wanted(argc, argv)) return sy_sandbox_serve(); /* a model's process */
    if (sy_spawner_is_wanted(argc, argv))
        return sy_spawner_serve(argc, argv, command, sy_store_prepare); /* the server's commands */
    return command(argc, argv);
}
