/* asking.c - options to a question, and the debtor where it names nobody. */
#include "cli/asking.h"

#include <string.h>

#include "insight/scene.h"

static sy_status read_unsupplied(bool *follow, const sy_call *call, sy_err *err)
{
    const char *value = sy_call_option(call, "unsupplied");

    *follow = value && strcmp(value, "follow") == 0;
    if (!value || *follow || strcmp(value, "stop") == 0) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--unsupplied \"%.60s\": stop or follow"), value);
}

sy_status sy_asking_read(sy_question *q, sy_call *call, sy_err *err)
{
    const char **from = NULL, **entries = NULL, **stop_at = NULL;

    *q = (sy_question){.since = sy_call_option(call, "since"),
                       .until = sy_call_option(call, "until"),
                       .max_hops = sy_call_option(call, "max-hops")};
    sy_status st = read_unsupplied(&q->follow, call, err);
    if (st == SY_OK) st = sy_call_list(call, "from", &from, &q->n_from, err);
    if (st == SY_OK) st = sy_call_list(call, "entry", &entries, &q->n_entries, err);
    if (st == SY_OK) st = sy_call_list(call, "stop-at", &stop_at, &q->n_stop_at, err);
    q->from = from;
    q->entries = entries;
    q->stop_at = stop_at;
    return st;
}

static sy_status name_accounts(sy_question *q, const sy_scene *s, sy_arena *arena, sy_err *err)
{
    const char **from = sy_arena_get(arena, s->n_seeds * sizeof *from);

    if (!from) return sy_fail_nomem(err);
    for (size_t i = 0; i < s->n_seeds; i++) {
        const uint32_t ledger = sy_flow_first_ledger(s->f, s->seeds[i].account);
        from[i] = sy_flow_text(s->f, s->f->ledgers[ledger].number);
    }
    q->from = from;
    q->n_from = s->n_seeds;
    return SY_OK;
}

sy_status sy_asking_of_debtor(sy_question *q, sy_call *call, sy_case *c, sy_err *err)
{
    const sy_scene_options options = {.no_trace = true, .any_debtor = true};
    sy_case_facts facts;
    sy_scene *s = NULL;

    if (q->n_from + q->n_entries + q->n_more_seeds > 0) return SY_OK;
    sy_status st = sy_case_get(sy_case_workspace(c), &facts, &call->arena, err);
    if (st == SY_OK) st = sy_scene_open(&s, c, &options, &call->arena, err);
    if (st == SY_OK && s->n_seeds > 0) {
        st = name_accounts(q, s, &call->arena, err);
    } else if (st == SY_OK && facts.debtor && *facts.debtor) {
        st = sy_fail(err, SY_EDATA, N_("no statement of %.80s: say --from ACCOUNT"), facts.debtor);
    } else if (st == SY_OK) {
        st = sy_fail(err, SY_EINVAL,
                     N_("say where the money starts: --from ACCOUNT, or name the debtor once: "
                        "suyuan case %s --debtor NAME"),
                     call->words[0]);
    }
    sy_scene_close(s);
    return st;
}
