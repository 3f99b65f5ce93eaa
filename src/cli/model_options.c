/* model_options.c - the parameters of a run, and whether it may run at all. */
#include <stdio.h>
#include <string.h>

#include "cli/model.h"

sy_status sy_model_settings_given(sy_model_run_options *o, sy_call *call, const char *option,
                                  sy_err *err)
{
    const char **given = NULL;
    size_t n = 0;
    sy_status st = sy_call_list(call, option, &given, &n, err);

    if (st != SY_OK || n == 0) return st;
    sy_model_setting *list = sy_arena_get(&call->arena, n * sizeof *list);
    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        char *id = sy_arena_text(&call->arena, given[i], strlen(given[i]));
        if (!id) return sy_fail_nomem(err);
        char *cut = strchr(id, '=');
        if (!cut)
            return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\": NAME=VALUE is expected"), option,
                           given[i]);
        *cut = '\0';
        list[i] = (sy_model_setting){id, cut + 1};
    }
    o->settings = list;
    o->n_settings = n;
    return SY_OK;
}

sy_status sy_model_may_run(const sy_model *m, sy_workspace *ws, const char *shown_by, sy_err *err)
{
    bool was_shown = true;
    sy_status st = SY_OK;

    if (m->origin == SY_MODEL_OF_WORKSPACE || m->origin == SY_MODEL_OF_FILE)
        st = sy_model_was_shown(ws, m->hash, &was_shown, err);
    if (st == SY_OK && !was_shown)
        st = sy_fail(err, SY_EDATA,
                     N_("it came from elsewhere and nobody has looked at it yet: suyuan model %s "
                        "show %s"),
                     sy_workspace_path(ws), shown_by);
    return st;
}
