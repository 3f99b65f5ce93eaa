/* model_log.c - which model ran when, by whom, on what: what it takes to do it again. */
#include <stdio.h>

#include "cli/model.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"

static sy_status print_json(sy_call *call, const sy_model_ran *list, size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "runs");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) {
        const sy_model_run_record *r = &list[i].record;
        sy_json_object(&j);
        sy_reply_int(&j, "run", (uint64_t)list[i].id);
        sy_reply_string(&j, "model", r->model);
        sy_reply_string(&j, "version", r->version);
        sy_reply_string(&j, "hash", r->hash);
        sy_reply_string(&j, "as_of", r->as_of);
        sy_reply_string(&j, "parameters", r->parameters);
        sy_reply_string(&j, "pools", r->pools);
        sy_reply_int(&j, "leads", list[i].leads);
        sy_reply_int(&j, "ms", (uint64_t)list[i].ms);
        sy_reply_string(&j, "who", list[i].who);
        sy_reply_string(&j, "ran_at", list[i].ran_at);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_table(sy_call *call, const sy_model_ran *list, size_t n, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "rlllrllll");
    sy_table_head(&t, _("run"), _("model"), _("version"), _("as of"), _("leads"), _("parameters"),
                  _("who"), _("when"), "SHA-256");
    for (size_t i = 0; i < n; i++) {
        const sy_model_run_record *r = &list[i].record;
        char hash[13];
        snprintf(hash, sizeof hash, "%s", r->hash);
        sy_table_int(&t, (uint64_t)list[i].id);
        sy_table_cell(&t, r->model);
        sy_table_cell(&t, r->version);
        sy_table_cell(&t, r->as_of);
        sy_table_int(&t, list[i].leads);
        sy_table_cell(&t, r->parameters);
        sy_table_cell(&t, list[i].who);
        sy_table_moment(&t, list[i].ran_at);
        sy_table_cell(&t, hash);
    }
    return sy_table_print(&t, stdout, err);
}

sy_status sy_model_log(sy_call *call, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_model_ran *list = NULL;
    size_t n = 0;
    sy_status st = sy_open_workspace(&ws, call, SY_READ, err);

    if (st == SY_OK) st = sy_model_runs(ws, &list, &n, &call->arena, err);
    sy_workspace_close(ws);
    if (st != SY_OK) return st;
    return call->json ? print_json(call, list, n, err) : print_table(call, list, n, err);
}
