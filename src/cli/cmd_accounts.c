/* cmd_accounts.c - suyuan accounts: one line a ledger, from the index alone. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "report/telling.h"

typedef struct line { /* of a ledger */
    uint64_t entries, reversed; /* reversed: of them, taken back or taking back */
    sy_minor in, out;
    sy_precision precision;
} line;

/* Every transfer is a row of one or two ledgers; pseudo transfers are none. */
static sy_status count(line **lines, const sy_flow *f, sy_arena *arena, sy_err *err)
{
    *lines = sy_arena_get(arena, f->n_ledgers * sizeof **lines);
    if (!*lines) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers; l++) (*lines)[l].precision = SY_DATE;
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (f->flags[t] & SY_T_PSEUDO) continue;
        const uint32_t ends[] = {f->from[t], f->to[t]};
        for (int k = 0; k < 2; k++) {
            if (sy_is_outside(ends[k])) continue;
            line *x = &(*lines)[ends[k]];
            sy_minor *sum = k ? &x->in : &x->out;
            x->entries++;
            if (sy_flow_is_reversed(f, t)) { /* both rows are there, and moved nothing */
                x->reversed++;
                continue;
            }
            if (sy_transfer_precision(f, t) == SY_SECOND) x->precision = SY_SECOND;
            if (!sy_minor_add(sum, *sum, f->amount[t])) *sum = INT64_MAX;
        }
    }
    return SY_OK;
}

static bool is_shown(const sy_flow *f, uint32_t l, bool all)
{
    return all || !(f->ledgers[l].flags & SY_L_NO_STATEMENT);
}

static sy_status print_json(sy_call *call, const sy_flow *f, const line *lines, bool all,
                            sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "accounts");
    sy_json_array(&j);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const sy_ledger *g = &f->ledgers[l];
        if (!is_shown(f, l, all)) continue;
        sy_json_object(&j);
        sy_reply_string(&j, "account", sy_ledger_number(f, l));
        sy_reply_slice(&j, "sub", sy_slice_of(sy_flow_text(f, g->sub)));
        sy_reply_string(&j, "currency", sy_flow_text(f, g->currency));
        sy_reply_string(&j, "holder", sy_ledger_holder(f, l));
        sy_reply_string(&j, "bank", sy_ledger_bank(f, l));
        sy_reply_bool(&j, "supplied", !(g->flags & SY_L_NO_STATEMENT));
        if (g->flags & SY_L_POCKET) sy_reply_bool(&j, "pocket", true);
        sy_reply_int(&j, "entries", lines[l].entries);
        if (g->first <= g->last) {
            sy_reply_time(&j, "first", g->first, lines[l].precision);
            sy_reply_time(&j, "last", g->last, lines[l].precision);
        }
        sy_reply_minor(&j, "in", lines[l].in);
        sy_reply_minor(&j, "out", lines[l].out);
        sy_reply_int(&j, "reversed", lines[l].reversed);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void day_cell(sy_table *t, const sy_ledger *g, int64_t at)
{
    if (g->first <= g->last)
        sy_table_time(t, at, SY_DATE);
    else
        sy_table_cell(t, "");
}

static sy_status print_table(sy_call *call, const sy_flow *f, const line *lines, bool all,
                             sy_err *err)
{
    uint32_t unsupplied = 0;
    sy_table t;

    sy_table_init(&t, &call->arena, "lllrllrr");
    sy_table_head(&t, _("account"), _("holder"), _("bank"), _("rows"), _("first"), _("last"),
                  _("in"), _("out"));
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const sy_ledger *g = &f->ledgers[l];
        const char *sub = sy_flow_text(f, g->sub), *currency = sy_flow_text(f, g->currency);
        char number[256];
        if (g->flags & SY_L_NO_STATEMENT) unsupplied++;
        if (!is_shown(f, l, all)) continue;
        snprintf(number, sizeof number, "%.120s%s%.40s%s%.10s", sy_ledger_number(f, l),
                 *sub ? " " : "", sub, strcmp(currency, "CNY") != 0 ? " " : "",
                 strcmp(currency, "CNY") != 0 ? currency : "");
        sy_table_cell(&t, number);
        sy_table_cell(&t, sy_ledger_holder(f, l));
        sy_table_cell(&t, sy_ledger_bank(f, l));
        sy_table_int(&t, lines[l].entries);
        day_cell(&t, g, g->first);
        day_cell(&t, g, g->last);
        sy_table_money(&t, lines[l].in);
        sy_table_money(&t, lines[l].out);
    }
    sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && unsupplied && !all) {
        printf(_("\naccounts without a statement: %u (--all lists them)\n"), unsupplied);
    }
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const bool all = sy_call_has(call, "all");
    line *lines = NULL;
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_READ, err);

    if (st == SY_OK && !call->json) st = sy_need_entries(call, c, err);
    if (st == SY_OK) st = count(&lines, sy_case_flow(c), &call->arena, err);
    if (st == SY_OK) {
        st = call->json ? print_json(call, sy_case_flow(c), lines, all, err)
                        : print_table(call, sy_case_flow(c), lines, all, err);
    }
    sy_case_close(c);
    return st;
}

static const sy_option options[] = {
    {.name = "all", .help = N_("also those of which there is no statement")},
    {.name = NULL},
};

const sy_command sy_cmd_accounts = {
    .name = "accounts",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("list the accounts of which there are statements"),
    .options = options,
    .example = "suyuan accounts wang.suyuan --all",
    .cost = N_("one pass over the ledger index."),
    .run = run,
};
