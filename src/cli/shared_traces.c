/* shared_traces.c - one object, or one line an account. */
#include "cli/shared_traces.h"

#include <stdio.h>

#include "base/lang.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "report/telling.h"

enum { SHOWN = 20 }; /* traces, to people */

static const char *const titles[SY_SHARED_KINDS] = {[SY_SHARED_MAC] = N_("MAC address"),
                                                    [SY_SHARED_DEVICE] = N_("device"),
                                                    [SY_SHARED_PHONE] = N_("phone"),
                                                    [SY_SHARED_AGENT] = N_("agent"),
                                                    [SY_SHARED_IP] = N_("IP address"),
                                                    [SY_SHARED_ADDRESS] = N_("address"),
                                                    [SY_SHARED_OPENED] = N_("opened on one day")};

static bool is_wanted(const sy_shared_trace *t, uint32_t account)
{
    for (size_t i = 0; i < t->n_accounts; i++) {
        if (account == SY_NONE || t->accounts[i].account == account) return true;
    }
    return false;
}

static void trace_json(sy_json *j, const sy_flow *f, const sy_shared_trace *t)
{
    sy_json_object(j);
    sy_reply_string(j, "kind", sy_trace_kind_name(t->kind));
    sy_reply_slice(j, "value", t->value);
    sy_json_key(j, "accounts");
    sy_json_array(j);
    for (size_t i = 0; i < t->n_accounts; i++) {
        const uint32_t l = sy_flow_first_ledger(f, t->accounts[i].account);
        sy_json_object(j);
        sy_reply_string(j, "account", sy_ledger_number(f, l));
        sy_reply_string(j, "holder", sy_ledger_holder(f, l));
        sy_reply_int(j, "rows", t->accounts[i].rows);
        sy_json_end(j);
    }
    sy_json_end(j);
    if (t->has_times) {
        sy_reply_time(j, "first", t->first, SY_SECOND);
        sy_reply_time(j, "last", t->last, SY_SECOND);
    }
    sy_reply_int(j, "rows", t->rows);
    sy_json_key(j, "entries");
    sy_json_array(j);
    for (size_t i = 0; i < t->n_places; i++) {
        char id[SY_ENTRY_ID];
        sy_json_string(j, sy_case_entry_id(f, id, t->places[i]));
    }
    sy_json_end(j);
    sy_json_end(j);
}

void sy_shared_traces_json(sy_json *j, const sy_flow *f, const sy_shared *s, uint32_t account)
{
    sy_json_key(j, "shared");
    sy_json_array(j);
    for (size_t i = 0; i < s->n; i++) {
        if (is_wanted(&s->traces[i], account)) trace_json(j, f, &s->traces[i]);
    }
    sy_json_end(j);
}

static void trace_rows(sy_table *table, sy_arena *arena, const sy_flow *f, const sy_shared_trace *t)
{
    const char *value = sy_arena_text(arena, t->value.ptr, t->value.len);

    for (size_t i = 0; i < t->n_accounts; i++) {
        const uint32_t l = sy_flow_first_ledger(f, t->accounts[i].account);
        sy_table_cell(table, i == 0 ? _(titles[t->kind]) : "");
        sy_table_cell(table, i == 0 && value ? value : "");
        sy_table_cell(table, sy_ledger_number(f, l));
        sy_table_cell(table, sy_ledger_holder(f, l));
        sy_table_int(table, t->accounts[i].rows);
        if (i == 0 && t->has_times) {
            sy_table_time(table, t->first, SY_DATE);
            sy_table_time(table, t->last, SY_DATE);
        } else {
            sy_table_cell(table, "");
            sy_table_cell(table, "");
        }
    }
}

sy_status sy_shared_traces_print(sy_call *call, const sy_flow *f, const sy_shared *s,
                                 uint32_t account, size_t *told, sy_err *err)
{
    sy_table t;
    size_t n = 0;

    sy_table_init(&t, &call->arena, "llllrll");
    sy_table_head(&t, _("trace"), _("value"), _("account"), _("holder"), _("rows"), _("from day"),
                  _("to day"));
    for (size_t i = 0; i < s->n; i++) {
        if (!is_wanted(&s->traces[i], account)) continue;
        if (n++ < SHOWN) trace_rows(&t, &call->arena, f, &s->traces[i]);
    }
    *told = n;
    if (n == 0) return SY_OK;
    printf(_("%s: %zu\n"), _("the same technical traces under different holders"), n);
    sy_status st = sy_table_print(&t, stdout, err);
    if (n > SHOWN) printf(_("only the first %d are shown; --json gives all\n"), SHOWN);
    putchar('\n');
    return st;
}
