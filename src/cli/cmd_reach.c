/* cmd_reach.c - suyuan reach: every account that money from one can have got to,
 * nearest first. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"
#include "flow/reach.h"
#include "report/question.h"
#include "report/telling.h"

enum { SHOWN = 200, HOPS = 3 }; /* to people; JSON has them all */

/* An account that was reached, and a ledger of it to tell its name by. */
typedef struct reached {
    uint32_t account, ledger, hops, transfer;
} reached;

typedef struct run {
    sy_call *call;
    sy_case *c;
    const sy_flow *f;
    uint32_t from;
    uint64_t max_hops;
    int64_t since;
    sy_reach *reach; /* by account */
    reached *list;
    size_t n;
} run;

static sy_status read_question(run *r, sy_err *err)
{
    const char *from = sy_call_option(r->call, "from"), *since = sy_call_option(r->call, "since");
    sy_status st = SY_OK;

    r->since = INT64_MIN;
    r->max_hops = HOPS;
    if (!from) return sy_fail(err, SY_EINVAL, N_("say where the money is: --from ACCOUNT"));
    if (since) st = sy_question_time(&r->since, "since", since, false, err);
    if (st == SY_OK) st = sy_call_count(r->call, "max-hops", &r->max_hops, UINT32_MAX - 1, err);
    return st;
}

/* Nearest first, then by arrival; accounts of equal ones in the order of ledgers. */
static int by_distance(const void *a, const void *b)
{
    const reached *x = a, *y = b;
    if (x->hops != y->hops) return x->hops < y->hops ? -1 : 1;
    if (x->transfer != y->transfer) return x->transfer < y->transfer ? -1 : 1;
    return (x->ledger > y->ledger) - (x->ledger < y->ledger);
}

static sy_status list_reached(run *r, sy_err *err)
{
    bool *is_listed = sy_arena_get(&r->call->arena, r->f->n_accounts * sizeof *is_listed);

    r->list = sy_arena_get(&r->call->arena, r->f->n_accounts * sizeof *r->list);
    if (!is_listed || !r->list) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < r->f->n_ledgers; l++) {
        const uint32_t account = r->f->ledgers[l].account;
        const sy_reach *x = &r->reach[account];
        if (x->hops == SY_NONE || is_listed[account]) continue;
        is_listed[account] = true;
        r->list[r->n++] = (reached){account, l, x->hops, x->transfer};
    }
    qsort(r->list, r->n, sizeof *r->list, by_distance);
    return SY_OK;
}

static sy_status print_json(run *r, sy_err *err)
{
    const sy_flow *f = r->f;
    sy_json j;

    sy_call_answer(r->call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "from", sy_call_option(r->call, "from"));
    sy_reply_int(&j, "max_hops", r->max_hops);
    sy_json_key(&j, "accounts");
    sy_json_array(&j);
    for (size_t i = 0; i < r->n; i++) {
        const reached *x = &r->list[i];
        sy_json_object(&j);
        sy_reply_string(&j, "account", sy_ledger_number(f, x->ledger));
        sy_reply_string(&j, "holder", sy_ledger_holder(f, x->ledger));
        sy_reply_string(&j, "bank", sy_ledger_bank(f, x->ledger));
        sy_reply_bool(&j, "supplied", !(f->ledgers[x->ledger].flags & SY_L_UNSUPPLIED));
        sy_reply_int(&j, "hops", x->hops);
        sy_reply_time(&j, "arrives", sy_flow_at(f, x->transfer),
                      sy_transfer_precision(f, x->transfer));
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status print_text(run *r, sy_err *err)
{
    const sy_flow *f = r->f;
    sy_table t;

    printf(_("accounts reached: %zu\n"), r->n);
    if (r->n == 0) return SY_OK;
    putchar('\n');
    sy_table_init(&t, &r->call->arena, "rllll");
    sy_table_head(&t, _("transfers"), _("account"), _("holder"), _("bank"), _("arrives"));
    for (size_t i = 0; i < r->n && i < SHOWN; i++) {
        const reached *x = &r->list[i];
        sy_table_int(&t, x->hops);
        sy_table_cell(&t, sy_ledger_number(f, x->ledger));
        sy_table_cell(&t, sy_ledger_holder(f, x->ledger));
        sy_table_cell(&t, sy_ledger_bank(f, x->ledger));
        sy_table_time(&t, sy_flow_at(f, x->transfer), sy_transfer_precision(f, x->transfer));
    }
    sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && r->n > SHOWN) {
        printf(_("only the nearest %d accounts are shown; --json gives all\n"), SHOWN);
    }
    return st;
}

static sy_status run_reach(sy_call *call, sy_err *err)
{
    run r = {.call = call};
    sy_status st = read_question(&r, err);

    if (st == SY_OK) st = sy_open_case(&r.c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, r.c, err);
    if (st == SY_OK) {
        r.f = sy_case_flow(r.c);
        st = sy_question_account(&r.from, r.c, sy_call_option(call, "from"), err);
    }
    if (st == SY_OK) {
        st = sy_reach_from(&r.reach, NULL, r.f, r.from, r.since, (uint32_t)r.max_hops, err);
    }
    if (st == SY_OK) st = list_reached(&r, err);
    if (st == SY_OK) st = call->json ? print_json(&r, err) : print_text(&r, err);
    sy_drop(NULL, r.reach);
    sy_case_close(r.c);
    return st;
}

static const sy_option options[] = {
    {.name = "from", .argument = N_("ACCOUNT"), .help = N_("where the money is")},
    {.name = "since", .argument = N_("TIME"), .help = N_("only what leaves it from then on")},
    {.name = "max-hops", .argument = N_("NUMBER"), .help = N_("by at most so many transfers (3)")},
    {.name = NULL},
};

const sy_command sy_cmd_reach = {
    .name = "reach",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("list the accounts that money from one can have got to"),
    .details =
        N_("With the fewest transfers to each, and when the first of it can have arrived. At "
           "every account on the way the next transfer stands later in its statement. "
           "Amounts do not count: to be reachable is a lead, not yet money."),
    .options = options,
    .example =
        "suyuan reach wang.suyuan --from 6299990000000000011 --since 2022-06-01 --max-hops 2",
    .exits = N_("3 where an account is not there."),
    .cost = N_("one pass over the ledger index."),
    .run = run_reach,
};
