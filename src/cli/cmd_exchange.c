/* cmd_exchange.c - suyuan exchange: the folder from which the server takes files into a case. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/watch.h"
#include "report/log_words.h"
#include "report/shown.h"
#include "store/arrivals.h"
#include "store/exchange.h"
#include "store/folder_log.h"

enum { MOST_SHOWN = 20 }; /* arrivals */

static void tell_models(sy_json *j, const sy_exchange *x)
{
    sy_json_key(j, "run");
    sy_json_array(j);
    for (size_t i = 0; i < x->n_models; i++) sy_json_string(j, x->models[i]);
    sy_json_end(j);
}

static void tell_arrivals(sy_json *j, const sy_arrivals *last)
{
    sy_json_key(j, "arrivals");
    sy_json_array(j);
    for (size_t i = 0; i < last->n; i++) {
        const sy_arrival *a = &last->items[i];
        sy_json_object(j);
        sy_reply_string(j, "time", a->time);
        sy_reply_string(j, "event", a->event);
        sy_reply_string(j, "file", a->file);
        sy_reply_string(j, "text", a->text);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status tell_json(sy_call *call, const sy_exchange *x, const sy_arrivals *last,
                           const sy_err *problem, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "folder", x->folder);
    sy_reply_string(&j, "who", x->who);
    sy_reply_string(&j, "set_at", x->set_at);
    sy_reply_string(&j, "problem", problem->status != SY_OK ? problem->text : NULL);
    tell_models(&j, x);
    tell_arrivals(&j, last);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void add_models(sy_buf *out, const sy_exchange *x)
{
    sy_buf_printf(out, "\n%s",
                  x->n_models ? _("models that run after that: ") : _("no model runs after that"));
    for (size_t i = 0; i < x->n_models; i++) {
        if (i) sy_buf_text(out, " ");
        sy_shown(out, sy_slice_of(x->models[i]), 0);
    }
}

static void add_arrival(sy_buf *out, const sy_arrival *a)
{
    sy_buf_printf(out, "\n%.10s %.8s  ", a->time, strlen(a->time) > 11 ? a->time + 11 : "");
    if (a->file) {
        sy_shown(out, sy_slice_of(a->file), 0);
        sy_buf_text(out, "  ");
    }
    sy_shown(out, sy_slice_of(a->text), 0);
}

/* Names of folders and files are whatever somebody made of them. */
static sy_status tell(const sy_exchange *x, const sy_arrivals *last, const sy_err *problem,
                      sy_err *err)
{
    char at[SY_LOG_TIME];
    sy_buf text;

    sy_buf_init(&text, NULL, 1 << 20);
    sy_shown(&text, sy_slice_of(x->folder ? x->folder : _("none: nothing is taken by itself")), 0);
    if (x->folder) sy_buf_printf(&text, "  (%s, %s)", x->who, sy_log_time(at, x->set_at));
    if (x->folder) add_models(&text, x);
    if (problem->status != SY_OK) {
        sy_buf_printf(&text, "\n%s", _("nothing is taken: "));
        sy_shown(&text, sy_slice_of(problem->text), 0);
    }
    for (size_t i = last->n > MOST_SHOWN ? last->n - MOST_SHOWN : 0; i < last->n; i++)
        add_arrival(&text, &last->items[i]);
    const sy_status st = sy_buf_status(&text);
    if (st == SY_OK) puts(text.ptr);
    sy_buf_dispose(&text);
    return st == SY_OK && fflush(stdout) != 0 ? sy_fail_errno(err, "stdout") : st;
}

/* Models run after each arrival unless somebody says otherwise: nobody is at the keyboard. */
static sy_status set(sy_call *call, sy_err *err)
{
    static const char *all[] = {"all"};
    sy_watch w = {.call = call, .workspace = call->words[0]};
    sy_status st = sy_call_list(call, "run", &w.models, &w.n_models, err);

    if (st != SY_OK) return st;
    if (w.n_models == 0) {
        w.models = all;
        w.n_models = 1;
    }
    if (w.n_models == 1 && strcmp(w.models[0], "none") == 0) w.n_models = 0;
    const bool is_all = w.n_models == 1 && strcmp(w.models[0], "all") == 0;
    if (w.n_models && !is_all) st = sy_watch_check_models(&w, err);
    return st == SY_OK ? sy_exchange_set(w.workspace, call->words[2], w.models, w.n_models,
                                         &call->arena, err)
                       : st;
}

static sy_status check_words(const sy_call *call, const char *verb, sy_err *err)
{
    const bool sets = strcmp(verb, "set") == 0;

    if (!sets && strcmp(verb, "off") != 0 && strcmp(verb, "show") != 0)
        return sy_fail(err, SY_EINVAL, N_("exchange knows show, set FOLDER and off, not \"%.60s\""),
                       verb);
    if (call->n_words != (sets ? 3u : call->n_words > 1 ? 2u : 1u))
        return sy_fail(err, SY_EINVAL, N_("exchange set takes one folder; show and off take none"));
    if (!sets && sy_call_option(call, "run"))
        return sy_fail(err, SY_EINVAL, N_("--run belongs to exchange set"));
    return sy_need_workspace(call->words[0], err);
}

static sy_status run(sy_call *call, sy_err *err)
{
    const char *workspace = call->words[0], *verb = call->n_words > 1 ? call->words[1] : "show";
    sy_exchange x = {0};
    sy_arrivals last;
    sy_err problem = {0};
    sy_status st = check_words(call, verb, err);

    if (st == SY_OK && strcmp(verb, "set") == 0) st = set(call, err);
    if (st == SY_OK && strcmp(verb, "off") == 0) st = sy_exchange_off(workspace, &call->arena, err);
    if (st == SY_OK && strcmp(verb, "show") != 0) {
        const sy_folder_act act = {
            .kind = "exchange", .what = verb, .said = call->n_words > 2 ? call->words[2] : NULL};
        st = sy_folder_log_add_beside(workspace, &act, err);
    }
    if (st == SY_OK) st = sy_arrivals_read(&last, workspace, &call->arena, err);
    if (st != SY_OK) return st;
    st = sy_exchange_read(&x, workspace, &call->arena, &problem);
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    return call->json ? tell_json(call, &x, &last, &problem, err) : tell(&x, &last, &problem, err);
}

static const sy_option options[] = {
    {.name = "run",
     .argument = N_("ID"),
     .help = N_("with set: models that run after something has come in; all (unless said "
                "otherwise): each of them; none"),
     .is_list = true},
    {.name = NULL},
};

const sy_command sy_cmd_exchange = {
    .name = "exchange",
    .words = "WS [show|set FOLDER|off]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("the folder from which the page's server takes files into a case"),
    .details =
        N_("While suyuan serve shows the case, files that arrive in the folder are taken as suyuan "
           "watch takes them, and models run after that. What came and what became of it stands in "
           "the page's settings and list of jobs, and here. Files that were taken are moved to "
           "FOLDER/done. The folder is an absolute path outside of any workspace, and of one case "
           "only. A copy of the case takes nothing until the folder is set there. On a server with "
           "users only an administrator sets it in the page."),
    .options = options,
    .example = "suyuan exchange wang.suyuan set /srv/exchange/wang\n"
               "suyuan exchange wang.suyuan set /srv/exchange/wang --run vehicle-unsealed\n"
               "suyuan exchange wang.suyuan\n"
               "suyuan exchange wang.suyuan off",
    .run = run,
    .is_apart = true,
};
