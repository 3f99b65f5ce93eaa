/* cmd_diverted.c - suyuan diverted: who paid the debtor before, and somebody else since. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "cli/verdict.h"
#include "insight/diverted.h"
#include "report/question.h"

enum { SHOWN = 30 };

typedef struct run {
    sy_call *call;
    sy_case *c;
    sy_scene *s;
    sy_weights *weights;
    sy_who *who;
    sy_diverted *d;
} run;

/* ---- JSON ---- */

static void paid_json(sy_json *j, const char *key, const sy_paid *p)
{
    sy_json_key(j, key);
    sy_json_object(j);
    sy_reply_minor(j, "amount", p->amount);
    sy_reply_int(j, "payments", p->times);
    if (p->times) {
        sy_reply_time(j, "first", p->first, SY_DATE);
        sy_reply_time(j, "last", p->last, SY_DATE);
    }
    sy_json_end(j);
}

/* The rows of these transfers, the receiver's where he has a statement. */
static void entries_json(sy_json *j, const char *key, const sy_flow *f, const uint32_t *transfers,
                         size_t n)
{
    char id[SY_ENTRY_ID];

    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const uint32_t x = transfers[i];
        const uint32_t place = f->in_place[x] != SY_NONE ? f->in_place[x] : f->out_place[x];
        if (place != SY_NONE) sy_json_string(j, sy_case_entry_id(f, id, place));
    }
    sy_json_end(j);
}

static void item_json(sy_json *j, const run *r, const sy_diversion *d)
{
    const sy_flow *f = r->s->f;
    const sy_ledger *l = &f->ledgers[d->ledger];

    sy_json_object(j);
    sy_reply_string(j, "id", d->id);
    sy_json_key(j, "payer");
    sy_json_text(j, d->payer_name);
    sy_reply_string(j, "account", sy_flow_text(f, l->number));
    sy_reply_slice(j, "receiver", sy_slice_of(sy_flow_text(f, l->holder)));
    sy_reply_string(j, "relation", sy_relation_name(d->relation));
    sy_reply_bool(j, "supplied", d->is_supplied);
    sy_verdict_json(j, d->decision);
    paid_json(j, "to_debtor", &d->to_debtor);
    paid_json(j, "to_debtor_since", &d->to_debtor_after);
    paid_json(j, "to_receiver", &d->to_receiver);
    sy_reply_minor(j, "to_receiver_before", d->to_receiver_before);
    sy_reply_bool(j, "related", d->relation != SY_RELATION_NONE);
    sy_reply_bool(j, "regular", d->is_regular);
    sy_reply_bool(j, "stopped", d->stopped);
    sy_reply_bool(j, "alike", d->is_alike);
    entries_json(j, "entries", f, d->transfers, d->n);
    entries_json(j, "entries_before", f, d->before, d->n_before);
    sy_json_end(j);
}

static sy_status print_json(run *r, sy_err *err)
{
    sy_json j;

    sy_call_answer(r->call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "party", sy_scene_debtor_name(r->s));
    sy_reply_time(&j, "since", r->d->since, SY_DATE);
    sy_json_key(&j, "diverted");
    sy_json_array(&j);
    for (size_t i = 0; i < r->d->n; i++) item_json(&j, r, &r->d->items[i]);
    sy_json_end(&j);
    sy_reply_int(&j, "weak", r->d->n_weak);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static const char *signs_of(const run *r, const sy_diversion *d)
{
    const struct {
        bool is_so;
        const char *text;
    } signs[] = {{d->relation != SY_RELATION_NONE, sy_relation_label(d->relation)},
                 {d->stopped, _("the debtor gets little since")},
                 {d->is_regular, _("regular")},
                 {d->is_alike, _("like amounts")}};
    sy_buf line;
    const char *kept;

    sy_buf_init(&line, NULL, 1024);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!signs[i].is_so) continue;
        if (line.len) sy_buf_text(&line, _(", "));
        sy_buf_text(&line, signs[i].text);
    }
    kept = line.len ? sy_arena_text(&r->call->arena, line.ptr, line.len) : "";
    sy_buf_dispose(&line);
    return kept ? kept : "";
}

static void row_of(sy_table *t, const run *r, const sy_diversion *d)
{
    const sy_flow *f = r->s->f;
    const sy_ledger *l = &f->ledgers[d->ledger];
    const char *payer = sy_arena_text(&r->call->arena, d->payer_name.ptr, d->payer_name.len);

    sy_table_cell(t, payer);
    sy_table_money(t, d->to_debtor.amount);
    sy_table_time(t, d->to_debtor.last, SY_DATE);
    sy_table_cell(t, sy_flow_text(f, l->number));
    sy_table_cell(t, sy_flow_text(f, l->holder));
    sy_table_money(t, d->to_receiver.amount);
    sy_table_int(t, d->to_receiver.times);
    sy_table_time(t, d->to_receiver.first, SY_DATE);
    sy_table_time(t, d->to_receiver.last, SY_DATE);
    sy_table_cell(t, signs_of(r, d));
    sy_table_cell(t, sy_verdict_label(d->decision));
    sy_table_cell(t, d->id);
}

static sy_status print_text(run *r, sy_err *err)
{
    char day[SY_TIME_TEXT];
    sy_table t;

    sy_time_print(day, r->d->since, SY_DATE);
    if (r->d->n == 0) {
        printf(_("nobody who paid the debtor before %s pays somebody else since\n"), day);
        return SY_OK;
    }
    printf(_("who paid the debtor before %s, and somebody else since (leads only):\n"), day);
    sy_table_init(&t, &r->call->arena, "lrlllrrlllll");
    sy_table_head(&t, _("payer"), _("to the debtor"), _("until"), _("account"), _("receiver"),
                  _("to the receiver"), _("payments"), _("first"), _("last"), _("signs"),
                  _("decision"), _("id"));
    for (size_t i = 0; i < r->d->n && i < SHOWN; i++) row_of(&t, r, &r->d->items[i]);
    sy_status st = sy_table_print(&t, stdout, err);
    if (st != SY_OK) return st;
    putchar('\n');
    if (r->d->n > SHOWN) printf(_("only the first %d are shown; --json gives all\n"), SHOWN);
    printf(_("next: suyuan trace %s --diverted follows these payments, beside --from\n"),
           r->call->words[0]);
    puts(_("the payer may have had reasons of his own: these are leads, as far as the statements "
           "supplied reach"));
    return SY_OK;
}

/* ---- the command ---- */

static sy_status look(run *r, sy_err *err)
{
    const char *since = sy_call_option(r->call, "since");
    sy_scene_options options = {.party = sy_call_option(r->call, "party"), .no_trace = true};
    sy_status st = SY_OK;

    if (since) {
        options.has_since = true;
        st = sy_question_time(&options.since, "since", since, false, err);
    }
    if (st == SY_OK) st = sy_need_entries(r->call, r->c, err);
    if (st == SY_OK) st = sy_weights_load(&r->weights, NULL, NULL, err);
    if (st == SY_OK) st = sy_scene_open(&r->s, r->c, &options, &r->call->arena, err);
    if (st == SY_OK) st = sy_who_make(&r->who, r->s, err);
    return st == SY_OK ? sy_diverted_find(&r->d, r->s, r->who, r->weights, err) : st;
}

static void forget(run *r)
{
    sy_scene_close(r->s);
    sy_weights_free(r->weights);
}

static sy_status find_id(bool *is_there, sy_call *call, sy_case *c, const char *id, sy_err *err)
{
    run r = {.call = call, .c = c};
    sy_status st = look(&r, err);

    for (size_t i = 0; st == SY_OK && i < r.d->n; i++) {
        if (strcmp(r.d->items[i].id, id) == 0) *is_there = true;
    }
    forget(&r);
    return st;
}

static sy_status run_diverted(sy_call *call, sy_err *err)
{
    run r = {.call = call};

    if (call->n_words > 1) return sy_verdict_run(call, "diverted", find_id, err);
    sy_status st = sy_open_case(&r.c, call, SY_READ, err);
    if (st == SY_OK) st = look(&r, err);
    if (st == SY_OK) st = call->json ? print_json(&r, err) : print_text(&r, err);
    forget(&r);
    sy_case_close(r.c);
    return st;
}

static const sy_option options[] = {
    {.name = "party",
     .argument = N_("NAME"),
     .help = N_("who the debtor is: a name, an identity number or an account (as the case says)")},
    {.name = "since",
     .argument = N_("TIME"),
     .help = N_("the day from which it counts (the first day of the case that is known)")},
    {.name = "note", .argument = N_("TEXT"), .help = N_("why: kept beside the decision")},
    {.name = NULL},
};

const sy_command sy_cmd_diverted = {
    .name = "diverted",
    .words = "WS [confirm|refute|undo ID]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("who paid the debtor before a day, and somebody else since"),
    .details = N_(
        "Employers, customers and tenants that paid the debtor before the day (of the suit, of the "
        "judgment) and another account since. Who had paid that account before, and who pays half "
        "the town, is left out. Those related to the debtor, regular ones, and those since which "
        "the debtor gets little stand first. suyuan trace WS --diverted follows these payments."),
    .options = options,
    .example = "suyuan diverted wang.suyuan\n"
               "suyuan diverted wang.suyuan --since 2022-06-20 --json\n"
               "suyuan trace wang.suyuan --diverted --rule all",
    .exits = N_("2 where no day is known; 3 where nobody in the statements is the debtor."),
    .cost = N_("two passes over all rows."),
    .run = run_diverted,
};
