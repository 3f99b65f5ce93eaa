/* steps.c - one object or one line a transfer. */
#include "cli/steps.h"

#include "base/lang.h"
#include "cli/reply.h"
#include "report/trace_json.h"

void sy_steps_json(sy_json *j, const char *key, const sy_telling *t, const uint32_t *transfers,
                   uint32_t n)
{
    const sy_flow *f = t->f;

    sy_json_key(j, key);
    sy_json_array(j);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t x = transfers[i];
        char id[SY_ENTRY_ID];
        sy_json_object(j);
        sy_reply_string(j, "id", sy_case_transfer_id(f, id, x));
        sy_reply_string(j, "from", sy_ledger_number(f, f->from[x]));
        sy_reply_string(j, "from_holder", sy_ledger_holder(f, f->from[x]));
        sy_reply_string(j, "to", sy_ledger_number(f, f->to[x]));
        sy_reply_string(j, "to_holder", sy_ledger_holder(f, f->to[x]));
        sy_reply_time(j, "time", sy_flow_at(f, x), sy_transfer_precision(f, x));
        sy_reply_minor(j, "amount", f->amount[x]);
        sy_entries_json(j, t, x);
        sy_json_end(j);
    }
    sy_json_end(j);
}

void sy_steps_table(sy_table *t, sy_arena *arena, const char *what, const char *all_the_way)
{
    sy_table_init(t, arena, "rlllllrrl");
    sy_table_head(t, what, _("time"), _("from"), _("payer"), _("to"), _("payee"), _("amount"),
                  all_the_way, _("note"));
}

void sy_steps_rows(sy_table *t, const sy_flow *f, uint64_t number, const uint32_t *transfers,
                   uint32_t n, const char *all_the_way, uint32_t breakpoints)
{
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t x = transfers[i];
        if (i == 0)
            sy_table_int(t, number);
        else
            sy_table_cell(t, "");
        sy_table_time(t, sy_flow_at(f, x), sy_transfer_precision(f, x));
        sy_table_cell(t, sy_ledger_number(f, f->from[x]));
        sy_table_cell(t, sy_ledger_holder(f, f->from[x]));
        sy_table_cell(t, sy_ledger_number(f, f->to[x]));
        sy_table_cell(t, sy_ledger_holder(f, f->to[x]));
        sy_table_money(t, f->amount[x]);
        sy_table_cell(t, i == 0 ? all_the_way : "");
        sy_table_cell(t, i < 32 && breakpoints >> i & 1u ? _("no statement of the payee") : "");
    }
}

sy_minor sy_steps_least(const sy_flow *f, const uint32_t *transfers, uint32_t n)
{
    sy_minor least = INT64_MAX;
    for (uint32_t i = 0; i < n; i++) {
        if (f->amount[transfers[i]] < least) least = f->amount[transfers[i]];
    }
    return least;
}
