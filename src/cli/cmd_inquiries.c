/* cmd_inquiries.c - suyuan inquiries: what is missing, and what it would explain. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "insight/inquiries.h"
#include "report/inquiry_words.h"
#include "report/telling.h"
#include "report/words.h"

/* ---- JSON ---- */

static void json_day(sy_json *j, const char *key, int32_t day)
{
    if (day != SY_NO_DATE)
        sy_reply_time(j, key, (int64_t)day * SY_DAY, SY_DATE);
    else
        sy_reply_string(j, key, NULL);
}

static void json_entries(sy_json *j, const sy_flow *f, const uint32_t *transfers, size_t n)
{
    char id[SY_ENTRY_ID];

    sy_json_key(j, "entries");
    sy_json_array(j);
    for (size_t k = 0; k < n; k++) {
        if (f->flags[transfers[k]] & SY_T_PSEUDO) continue;
        sy_json_string(j, sy_case_transfer_id(f, id, transfers[k]));
    }
    sy_json_end(j);
}

static void json_onward(sy_json *j, const sy_flow *f, const sy_inquiry *i)
{
    sy_json_key(j, "opens");
    sy_json_object(j);
    sy_reply_minor(j, "amount", i->opens);
    sy_json_key(j, "to");
    sy_json_array(j);
    for (size_t k = 0; k < i->n_onward; k++) {
        const sy_onward *w = &i->onward[k];
        const bool outside = sy_is_outside(w->to);
        sy_json_object(j);
        sy_reply_string(j, "account", outside ? NULL : sy_ledger_number(f, w->to));
        sy_reply_slice(j, "holder", sy_slice_of(outside ? "" : sy_ledger_holder(f, w->to)));
        sy_reply_string(j, "outside", outside ? sy_outside_name(sy_outside_kind(w->to)) : NULL);
        sy_reply_minor(j, "amount", w->amount);
        sy_reply_int(j, "rows", w->n_transfers);
        sy_reply_time(j, "first", w->first, SY_DATE);
        sy_reply_time(j, "last", w->last, SY_DATE);
        json_entries(j, f, w->transfers, w->n_transfers);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_reply_int(j, "targets", i->n_targets);
    sy_json_end(j);
}

static void json_amounts(sy_json *j, const sy_inquiry *i)
{
    sy_reply_minor(j, "amount_waiting", i->waiting[SY_FIFO]);
    sy_reply_string(j, "rule", sy_rule_name(SY_FIFO));
    sy_json_key(j, "rules");
    sy_json_object(j);
    for (int r = 0; r < SY_RULES; r++) {
        sy_reply_minor(j, sy_rule_name((sy_rule)r), i->waiting[r]);
    }
    sy_json_end(j);
    if (!i->has_bounds) return;
    sy_reply_minor(j, "at_least", i->at_least);
    sy_reply_minor(j, "at_most", i->at_most);
}

static void json_reasons(sy_json *j, const sy_inquiry *i)
{
    const char *first = NULL;

    sy_json_key(j, "reasons");
    sy_json_array(j);
    for (int r = 0; r < SY_ASK_REASONS; r++) {
        if (!(i->reasons >> r & 1u)) continue;
        if (!first) first = sy_inquiry_reason_name((sy_inquiry_reason)r);
        sy_json_string(j, sy_inquiry_reason_name((sy_inquiry_reason)r));
    }
    sy_json_end(j);
    sy_reply_string(j, "reason", first);
    sy_reply_slice(j, "answer", sy_slice_of(i->answer));
}

static void json_missing(sy_json *j, const sy_inquiry *i)
{
    if (i->kind != SY_INQUIRY_DAYS) return;
    sy_json_key(j, "missing");
    sy_json_array(j);
    for (size_t k = 0; k < i->n_missing; k++) {
        sy_json_object(j);
        json_day(j, "from", i->missing[k].from);
        json_day(j, "to", i->missing[k].to);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_request(sy_json *j, const sy_inquiry *i)
{
    char number[24];

    sy_json_key(j, "request");
    if (!i->request) {
        sy_json_null(j);
        return;
    }
    snprintf(number, sizeof number, "%lld", (long long)i->request->number);
    sy_json_object(j);
    sy_reply_string(j, "request", number);
    sy_reply_string(j, "state", sy_request_state_name(i->request->state));
    sy_reply_bool(j, "answered", i->is_answered);
    sy_json_end(j);
}

static void json_inquiry(sy_json *j, const sy_flow *f, const sy_inquiry *i)
{
    sy_json_object(j);
    sy_reply_string(j, "id", i->id);
    sy_reply_string(j, "kind", sy_inquiry_kind_name(i->kind));
    sy_reply_slice(j, "account", sy_slice_of(i->account));
    sy_reply_slice(j, "bank", sy_slice_of(i->bank));
    sy_reply_bool(j, "bank_is_guess", i->bank_is_guess);
    sy_reply_slice(j, "holder", sy_slice_of(i->holder));
    sy_reply_slice(j, "identity", sy_slice_of(i->identity));
    sy_reply_string(j, "relation", sy_relation_name(i->relation));
    sy_reply_bool(j, "business", i->is_business);
    json_day(j, "from", i->from);
    json_day(j, "to", i->to);
    json_missing(j, i);
    json_amounts(j, i);
    json_onward(j, f, i);
    sy_reply_int(j, "rows_seen", i->rows);
    sy_reply_minor(j, "in_seen", i->in);
    sy_reply_minor(j, "out_seen", i->out);
    json_reasons(j, i);
    json_request(j, i);
    json_entries(j, f, i->transfers, i->n_transfers);
    sy_json_end(j);
}

static void json_list(sy_json *j, const char *key, const sy_flow *f, const sy_inquiries *q,
                      const sy_inquiry *list, size_t n, bool all)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        if (all || sy_inquiry_is_shown(q, &list[i])) json_inquiry(j, f, &list[i]);
    }
    sy_json_end(j);
}

static size_t hidden_of(const sy_inquiries *q, const sy_inquiry *list, size_t n, int64_t *amount)
{
    size_t hidden = 0;

    for (size_t i = 0; i < n; i++) {
        if (sy_inquiry_is_shown(q, &list[i])) continue;
        hidden++;
        *amount += list[i].waiting[SY_FIFO];
    }
    return hidden;
}

/* What is traced: all that these accounts paid from that day on. */
static void json_traced(sy_json *j, const sy_scene *s)
{
    sy_json_key(j, "traced");
    sy_json_object(j);
    sy_json_key(j, "accounts");
    sy_json_array(j);
    for (size_t k = 0; k < s->n_seeds; k++) {
        if (s->seeds[k].kind == SY_SEED_ACCOUNT)
            sy_json_string(j,
                           sy_ledger_number(s->f, sy_flow_first_ledger(s->f, s->seeds[k].account)));
    }
    sy_json_end(j);
    if (s->since != INT64_MIN)
        sy_reply_time(j, "since", s->since, SY_DATE);
    else
        sy_reply_string(j, "since", NULL);
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_scene *s, const sy_inquiries *q,
                            const char *path, sy_err *err)
{
    const bool all = sy_call_has(call, "all");
    int64_t amount = 0;
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_minor(&j, "seeded", q->seeded);
    sy_reply_minor(&j, "would_explain", q->unexplained);
    json_traced(&j, s);
    json_day(&j, "data_until", q->horizon);
    json_list(&j, "people", s->f, q, q->people, q->n_people, all);
    json_list(&j, "inquiries", s->f, q, q->items, q->n, all);
    sy_reply_int(&j, "left_out",
                 all ? 0
                     : hidden_of(q, q->people, q->n_people, &amount) +
                           hidden_of(q, q->items, q->n, &amount));
    if (path) sy_reply_string(&j, "file", path);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static void day_cell(sy_table *t, int32_t day)
{
    if (day == SY_NO_DATE)
        sy_table_cell(t, "");
    else
        sy_table_time(t, (int64_t)day * SY_DAY, SY_DATE);
}

/* Reasons are too long for a column. */
static sy_status print_reasons(sy_call *call, const sy_scene *s, const sy_inquiries *q,
                               const sy_inquiry *list, size_t n, bool all, sy_err *err)
{
    for (size_t k = 0; k < n; k++) {
        if (!all && !sy_inquiry_is_shown(q, &list[k])) continue;
        const char *text = sy_inquiry_why(s, &list[k], &call->arena);
        if (!text) return sy_fail_nomem(err);
        printf("  %s  ", list[k].id);
        sy_print_wrapped(stdout, text, SY_INQUIRY_ID + 3, 100);
    }
    putchar('\n');
    return SY_OK;
}

static sy_status print_people(sy_call *call, const sy_scene *s, const sy_inquiries *q, bool all,
                              sy_err *err)
{
    size_t shown = 0;
    sy_table t;

    sy_table_init(&t, &call->arena, "llllr");
    sy_table_head(&t, _("id"), _("whose"), _("ID number"), _("relation"),
                  _("traced money that waits there, yuan"));
    for (size_t k = 0; k < q->n_people; k++) {
        const sy_inquiry *i = &q->people[k];
        if (!all && !sy_inquiry_is_shown(q, i)) continue;
        shown++;
        sy_table_cell(&t, i->id);
        sy_table_cell(&t, i->holder);
        sy_table_cell(&t, i->identity);
        sy_table_cell(&t, sy_relation_label(i->relation));
        sy_table_money(&t, i->waiting[SY_FIFO]);
    }
    if (shown == 0) return SY_OK;
    puts(_("first, whose accounts to have listed:"));
    const sy_status st = sy_table_print(&t, stdout, err);
    return st == SY_OK ? print_reasons(call, s, q, q->people, q->n_people, all, err) : st;
}

static sy_status print_items(sy_call *call, const sy_scene *s, const sy_inquiries *q, bool all,
                             sy_err *err)
{
    size_t shown = 0;
    sy_table t;

    sy_table_init(&t, &call->arena, "llllllllrr");
    sy_table_head(&t, _("id"), _("asked for"), _("whose"), _("relation"), _("account"), _("bank"),
                  _("first day"), _("last day"), _("waits there, yuan"), _("would open up, yuan"));
    for (size_t k = 0; k < q->n; k++) {
        const sy_inquiry *i = &q->items[k];
        if (!all && !sy_inquiry_is_shown(q, i)) continue;
        shown++;
        sy_table_cell(&t, i->id);
        sy_table_cell(&t, sy_inquiry_kind_label(i->kind));
        sy_table_cell(&t, i->holder);
        sy_table_cell(&t, sy_relation_label(i->relation));
        sy_table_cell(&t, i->account);
        sy_table_cell(&t, sy_inquiry_bank(i, &call->arena));
        day_cell(&t, i->from);
        day_cell(&t, i->to);
        sy_table_money(&t, i->waiting[SY_FIFO]);
        sy_table_money(&t, i->opens);
    }
    if (shown == 0) {
        puts(_("no statement is missing that would explain traced money"));
        return SY_OK;
    }
    puts(_("then these statements, by the traced money that they would explain (first in, first "
           "out):"));
    const sy_status st = sy_table_print(&t, stdout, err);
    return st == SY_OK ? print_reasons(call, s, q, q->items, q->n, all, err) : st;
}

static sy_status print_text(sy_call *call, const sy_scene *s, const sy_inquiries *q, sy_err *err)
{
    const bool all = sy_call_has(call, "all");
    char money[SY_MINOR_TEXT];
    int64_t amount = 0, of_people = 0;
    sy_status st = print_people(call, s, q, all, err);

    if (st == SY_OK) st = print_items(call, s, q, all, err);
    if (st != SY_OK) return st;
    if (!s->traces[SY_FIFO]) {
        puts(_("the debtor has no statement yet, so nothing was traced and no amount is known"));
    }
    const size_t hidden =
        hidden_of(q, q->items, q->n, &amount) + hidden_of(q, q->people, q->n_people, &of_people);
    if (hidden && !all) {
        printf(_("not shown: %zu, with %s yuan together (payees in business, small amounts, "
                 "answered ones): --all\n"),
               hidden, sy_minor_print_grouped(money, amount));
    }
    if (q->n || q->n_people) {
        printf(_("next: suyuan request %s add --from-inquiry ID\n"), call->words[0]);
    }
    return SY_OK;
}

/* ---- the command ---- */

static sy_status run_scene(sy_call *call, const sy_scene *s, sy_err *err)
{
    const char *path = sy_call_option(call, "xlsx");
    sy_inquiries *q = NULL;
    sy_status st = sy_inquiries_find(&q, s, err);

    if (st == SY_OK && path) st = sy_inquiries_xlsx(path, s, q, sy_call_has(call, "all"), err);
    if (st != SY_OK) return st;
    if (call->json) return print_json(call, s, q, path, err);
    st = print_text(call, s, q, err);
    if (st == SY_OK && path) printf(_("wrote %s\n"), path);
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    const sy_scene_options options = {.party = sy_call_option(call, "party")};
    sy_scene *s = NULL;
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_READ, err);

    if (st == SY_OK) st = sy_need_entries(call, c, err);
    if (st == SY_OK) st = sy_scene_open(&s, c, &options, &call->arena, err);
    if (st == SY_OK) st = run_scene(call, s, err);
    sy_scene_close(s);
    sy_case_close(c);
    return st;
}

static const sy_option options[] = {
    {.name = "party",
     .argument = N_("WHO"),
     .help = N_("whose money is traced: a name, an ID number or an account (else the debtor's)")},
    {.name = "all", .help = N_("also payees in business, small amounts and answered ones")},
    {.name = "xlsx", .argument = N_("FILE"), .help = N_("write the lists as a workbook too")},
    {.name = NULL},
};

const sy_command sy_cmd_inquiries = {
    .name = "inquiries",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("say which statements are missing, and what each would explain"),
    .details =
        N_("First whose accounts are to be listed, then statements: accounts never supplied where "
           "the debtor's traced money waits, days and rows that supplied statements lack, and what "
           "people have at payment firms (asked for by person). Each with bank, period, the amount "
           "that waits there, and what of it known rows lead on. An amount is what the statements "
           "supplied show, first in, first out; the workbook has all five rules."),
    .options = options,
    .example = "suyuan inquiries wang.suyuan\n"
               "suyuan inquiries wang.suyuan --xlsx missing.xlsx",
    .exits = N_("3 where nothing has been imported, or nobody in the statements is the debtor."),
    .cost = N_("the traces of the debtor's money under five rules, and one more."),
    .run = run,
};
