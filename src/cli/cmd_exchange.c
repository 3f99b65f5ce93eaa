/* cmd_exchange.c - suyuan exchange: the folder from which the server takes files into a case. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "report/shown.h"
#include "store/exchange.h"

static sy_status tell_json(sy_call *call, const sy_exchange *x, const sy_err *problem, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "folder", x->folder);
    sy_reply_string(&j, "who", x->who);
    sy_reply_string(&j, "set_at", x->set_at);
    sy_reply_string(&j, "problem", problem->status != SY_OK ? problem->text : NULL);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* Names of folders are whatever somebody made of them. */
static sy_status tell(const sy_exchange *x, const sy_err *problem, sy_err *err)
{
    sy_buf line;

    sy_buf_init(&line, NULL, 1 << 16);
    sy_shown(&line, sy_slice_of(x->folder ? x->folder : _("none: nothing is taken by itself")), 0);
    if (x->folder) sy_buf_printf(&line, "  (%s, %s)", x->who, x->set_at);
    if (problem->status != SY_OK) {
        sy_buf_printf(&line, "\n%s", _("nothing is taken: "));
        sy_shown(&line, sy_slice_of(problem->text), 0);
    }
    const sy_status st = sy_buf_status(&line);
    if (st == SY_OK) puts(line.ptr);
    sy_buf_dispose(&line);
    return st == SY_OK && fflush(stdout) != 0 ? sy_fail_errno(err, "stdout") : st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *workspace = call->words[0], *verb = call->n_words > 1 ? call->words[1] : "show";
    const bool sets = strcmp(verb, "set") == 0, is_off = strcmp(verb, "off") == 0;
    sy_exchange x = {0};
    sy_err problem = {0};

    if (!sets && !is_off && strcmp(verb, "show") != 0)
        return sy_fail(err, SY_EINVAL, N_("exchange knows show, set FOLDER and off, not \"%.60s\""),
                       verb);
    if (call->n_words != (sets ? 3u : call->n_words > 1 ? 2u : 1u))
        return sy_fail(err, SY_EINVAL, N_("exchange set takes one folder; show and off take none"));
    sy_status st = sy_need_workspace(workspace, err);
    if (st == SY_OK && (sets || is_off))
        st = sy_exchange_set(workspace, sets ? call->words[2] : NULL, &call->arena, err);
    if (st != SY_OK) return st;
    st = sy_exchange_read(&x, workspace, &call->arena, &problem);
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    return call->json ? tell_json(call, &x, &problem, err) : tell(&x, &problem, err);
}

const sy_command sy_cmd_exchange = {
    .name = "exchange",
    .words = "WS [show|set FOLDER|off]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("the folder from which the page's server takes files into a case"),
    .details = N_(
        "While suyuan serve shows the case, files that arrive in the folder are taken as suyuan "
        "watch takes them, and all models run after that; the page's list of jobs says what came "
        "and what became of it. Files that were taken are moved to FOLDER/done. The folder is an "
        "absolute path outside of any workspace, and of one case only. A copy of the case takes "
        "nothing until the folder is set there."),
    .example = "suyuan exchange wang.suyuan set /srv/exchange/wang\n"
               "suyuan exchange wang.suyuan\n"
               "suyuan exchange wang.suyuan off",
    .run = run,
    .is_apart = true,
};
