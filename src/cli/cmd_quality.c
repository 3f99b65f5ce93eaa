/* cmd_quality.c - suyuan quality: what the statements prove about themselves. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"

/* ---- JSON ---- */

static void json_months(sy_json *j, const sy_ledger_quality *q)
{
    sy_json_key(j, "months");
    sy_json_array(j);
    for (size_t i = 0; i < q->n_months; i++) {
        const sy_month *m = &q->months[i];
        char name[32];
        snprintf(name, sizeof name, "%04d-%02d", m->year, m->month);
        sy_json_object(j);
        sy_reply_string(j, "month", name);
        sy_reply_minor(j, "in", m->in);
        sy_reply_minor(j, "out", m->out);
        if (m->has_balance) {
            sy_reply_minor(j, "opening", m->opening);
            sy_reply_minor(j, "closing", m->closing);
        } else {
            sy_reply_string(j, "opening", NULL);
            sy_reply_string(j, "closing", NULL);
        }
        sy_reply_string(j, "state", sy_month_state_name(m->state));
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_ledger(sy_json *j, const sy_ledger_quality *q)
{
    sy_json_object(j);
    sy_reply_string(j, "account", q->number);
    sy_reply_slice(j, "sub", sy_slice_of(q->sub));
    sy_reply_string(j, "currency", q->currency);
    sy_reply_string(j, "holder", q->holder);
    sy_reply_string(j, "bank", q->bank);
    sy_reply_int(j, "entries", q->entries);
    sy_reply_time(j, "first", q->first, q->precision);
    sy_reply_time(j, "last", q->last, q->precision);
    sy_reply_int(j, "chain_ok", q->chain_ok);
    sy_reply_int(j, "chain_broken", q->chain_broken);
    sy_reply_int(j, "reordered", q->reordered);
    sy_json_key(j, "gaps");
    sy_json_array(j);
    for (size_t i = 0; i < q->n_gaps; i++) {
        sy_json_object(j);
        sy_reply_time(j, "from", q->gaps[i].from, q->gaps[i].precision);
        sy_reply_time(j, "to", q->gaps[i].to, q->gaps[i].precision);
        sy_reply_minor(j, "difference", q->gaps[i].difference);
        sy_json_end(j);
    }
    sy_json_end(j);
    json_months(j, q);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_quality *q, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "accounts");
    sy_json_array(&j);
    for (size_t i = 0; i < q->n_ledgers; i++) json_ledger(&j, &q->ledgers[i]);
    sy_json_end(&j);
    sy_json_key(&j, "matches");
    sy_json_object(&j);
    sy_reply_int(&j, "confirmed", q->confirmed);
    sy_reply_int(&j, "suspected", q->suspected);
    sy_reply_int(&j, "rejected", q->rejected);
    sy_json_end(&j);
    sy_json_key(&j, "duplicates");
    sy_json_object(&j);
    sy_reply_int(&j, "rows", q->duplicates);
    sy_json_end(&j);
    sy_reply_int(&j, "entries", q->entries);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static const char *verdict_of(const sy_ledger_quality *q)
{
    if (q->is_list) return _("a list of transfers: no balances");
    if (q->chain_broken) return _("breaks: rows may be missing");
    if (q->chain_ok == 0) return _("no balances to prove it");
    return _("balances follow from each other");
}

static sy_status print_ledgers(sy_call *call, const sy_quality *q, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "llrllrrrl");
    sy_table_head(&t, _("account"), _("holder"), _("rows"), _("first"), _("last"), _("chained"),
                  _("broken"), _("reordered"), "");
    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *l = &q->ledgers[i];
        sy_table_cell(&t, l->number);
        sy_table_cell(&t, l->holder);
        sy_table_int(&t, l->entries);
        sy_table_time(&t, l->first, SY_DATE);
        sy_table_time(&t, l->last, SY_DATE);
        sy_table_int(&t, l->chain_ok);
        sy_table_int(&t, l->chain_broken);
        sy_table_int(&t, l->reordered);
        sy_table_cell(&t, verdict_of(l));
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status print_gaps(sy_call *call, const sy_quality *q, sy_err *err)
{
    size_t gaps = 0;
    sy_table t;

    sy_table_init(&t, &call->arena, "lllr");
    sy_table_head(&t, _("account"), _("after"), _("before"), _("difference"));
    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *l = &q->ledgers[i];
        for (size_t k = 0; k < l->n_gaps; k++, gaps++) {
            sy_table_cell(&t, l->number);
            sy_table_time(&t, l->gaps[k].from, l->gaps[k].precision);
            sy_table_time(&t, l->gaps[k].to, l->gaps[k].precision);
            sy_table_money(&t, l->gaps[k].difference);
        }
    }
    if (gaps == 0) return SY_OK;
    printf("\n%s\n", _("balances that do not follow from the row before:"));
    return sy_table_print(&t, stdout, err);
}

static sy_status print_people(sy_call *call, const sy_quality *q, sy_err *err)
{
    sy_status st = print_ledgers(call, q, err);

    if (st == SY_OK) st = print_gaps(call, q, err);
    if (st != SY_OK) return st;
    printf(_("\nboth sides of one transfer: %llu found, %llu suspected, %llu rejected\n"),
           (unsigned long long)q->confirmed, (unsigned long long)q->suspected,
           (unsigned long long)q->rejected);
    printf(_("%llu rows, %llu of them duplicates\n"), (unsigned long long)q->entries,
           (unsigned long long)q->duplicates);
    if (q->suspected) printf(_("next: suyuan match %s list --state suspected\n"), call->words[0]);
    return SY_OK;
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_quality *q = NULL;
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_READ, err);

    if (st == SY_OK && !call->json) st = sy_need_entries(call, c, err);
    if (st == SY_OK) st = sy_case_quality(c, &q, &call->arena, err);
    if (st == SY_OK) st = call->json ? print_json(call, q, err) : print_people(call, q, err);
    sy_case_close(c);
    return st;
}

const sy_command sy_cmd_quality = {
    .name = "quality",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("tell what the statements prove about themselves"),
    .details = N_("For each account: do the balances follow from each other, month by month; where "
                  "do rows seem to be missing; how many transfers were found on both sides."),
    .example = "suyuan quality wang.suyuan --json",
    .cost = N_("as building the ledger index: seconds for ten million rows."),
    .run = run,
};
