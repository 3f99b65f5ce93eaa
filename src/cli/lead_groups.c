/* lead_groups.c - leads of one rule, court and period, and how far each group has come. */
#include <stdio.h>

#include "cli/lead.h"
#include "cli/reply.h"
#include "cli/table.h"

typedef struct counted {
    size_t open, confirmed, refuted;
    sy_minor amount;
} counted;

static counted count(const sy_lead_group *g)
{
    counted c = {0};

    for (size_t i = 0; i < g->n; i++) {
        const sy_docket_lead *l = g->leads[i];
        c.open += l->verdict == SY_LEAD_UNJUDGED && !sy_lead_state_is_done(l->state);
        c.confirmed += l->verdict == SY_LEAD_IS_TRUE;
        c.refuted += l->verdict == SY_LEAD_IS_FALSE;
        sy_minor sum;
        if (l->lead.has_amount && sy_minor_add(&sum, c.amount, l->lead.amount)) c.amount = sum;
    }
    return c;
}

static sy_status json_group(sy_json *j, const sy_lead_group *g, sy_err *err)
{
    const counted c = count(g);
    const json_t *body = sy_docket_body(g->leads[0]), *said = json_object_get(body, "wording");

    if (!body) return sy_fail_nomem(err);

    sy_json_object(j);
    sy_reply_string(j, "group", g->id);
    sy_reply_string(j, "model", g->model);
    sy_reply_string(j, "rule", g->rule);
    sy_reply_string(j, "wording",
                    sy_lead_text(said, "zh")); /* of its first lead: what the rule says */
    sy_reply_string(j, "wording_en", sy_lead_text(said, "en"));
    sy_reply_string(j, "court", g->court);
    sy_reply_string(j, "period", g->period);
    sy_reply_int(j, "n", g->n);
    sy_reply_int(j, "open", c.open);
    sy_reply_int(j, "confirmed", c.confirmed);
    sy_reply_int(j, "refuted", c.refuted);
    sy_reply_minor(j, "amount", c.amount);
    sy_json_key(j, "leads");
    sy_json_array(j);
    for (size_t i = 0; i < g->n; i++) sy_json_string(j, g->leads[i]->lead.id);
    sy_json_end(j);
    sy_json_end(j);
    return SY_OK;
}

static sy_status print_json(sy_call *call, const sy_lead_groups *groups, size_t least, sy_err *err)
{
    sy_status st = SY_OK;
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "groups");
    sy_json_array(&j);
    for (size_t i = 0; st == SY_OK && i < groups->n && groups->items[i].n >= least; i++)
        st = json_group(&j, &groups->items[i], err);
    if (st != SY_OK) return st;
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_table(sy_call *call, const sy_lead_groups *groups, size_t least, sy_err *err)
{
    sy_table t;

    if (groups->n == 0 || groups->items[0].n < least) {
        puts(_("no two leads are of one rule, court and period"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "lllllrrrrr");
    sy_table_head(&t, _("group"), _("model"), _("rule"), _("court"), _("when it was done"),
                  _("leads"), _("open"), _("found true"), _("found untrue"), _("amount"));
    for (size_t i = 0; i < groups->n && groups->items[i].n >= least; i++) {
        const sy_lead_group *g = &groups->items[i];
        const counted c = count(g);
        sy_table_cell(&t, g->id);
        sy_table_cell(&t, g->model);
        sy_table_cell(&t, g->rule);
        sy_table_cell(&t, *g->court ? g->court : _("(not recorded)"));
        sy_table_cell(&t, *g->period ? g->period : _("(not recorded)"));
        sy_table_int(&t, g->n);
        sy_table_int(&t, c.open);
        sy_table_int(&t, c.confirmed);
        sy_table_int(&t, c.refuted);
        sy_table_money(&t, c.amount);
    }
    return sy_table_print(&t, stdout, err);
}

/* A lead alone is no group: only those of two and more, unless --all says otherwise. */
sy_status sy_lead_list_groups(sy_call *call, sy_err *err)
{
    const char *name = sy_call_option(call, "period");
    const size_t least = sy_call_has(call, "all") ? 1 : 2;
    sy_period period = SY_PERIOD_YEAR;
    sy_lead_groups groups;
    sy_lead_desk desk;

    if (name && !sy_period_from(&period, name))
        return sy_fail(err, SY_EINVAL,
                       N_("--period \"%.40s\": there are year, quarter, month and all"), name);
    sy_status st = sy_lead_desk_of(&desk, call, SY_READ, err);
    if (st == SY_OK) st = sy_lead_groups_of(&groups, desk.docket, period, &call->arena, err);
    if (st == SY_OK)
        st = call->json ? print_json(call, &groups, least, err)
                        : print_table(call, &groups, least, err);
    sy_lead_desk_close(&desk);
    return st;
}
