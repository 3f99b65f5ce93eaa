/* cmd_proxies.c - suyuan proxies: accounts that the debtor may use under another's name. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "cli/verdict.h"
#include "insight/proxies.h"
#include "report/question.h"
#include "report/telling.h"

enum { SHOWN = 20, WIDTH = 100, INDENT = 9 };

typedef struct run {
    sy_call *call;
    sy_case *c;
    sy_scene *s;
    sy_proxies *p;
} run;

/* ---- JSON ---- */

static void entries_json(sy_json *j, const run *r, const sy_proxy_reason *x)
{
    char id[SY_ENTRY_ID];

    sy_json_key(j, "entries");
    sy_json_array(j);
    for (size_t i = 0; i < x->n_places; i++)
        sy_json_string(j, sy_case_entry_id(r->s->f, id, x->places[i]));
    sy_json_end(j);
}

static void share_json(sy_json *j, int32_t permille)
{
    char text[24];
    snprintf(text, sizeof text, "%d.%03d", permille / 1000, permille % 1000);
    sy_reply_string(j, "share", text);
}

static void reason_json(sy_json *j, const run *r, const sy_proxy_reason *x)
{
    sy_json_object(j);
    sy_reply_string(j, "code", sy_proxy_code_name(x->code));
    sy_json_key(j, "points");
    sy_json_int(j, x->points);
    sy_reply_minor(j, "amount", x->amount);
    share_json(j, x->share);
    sy_json_key(j, "text");
    sy_json_object(j);
    sy_reply_string(j, "zh", x->text[SY_LANG_ZH]);
    sy_reply_string(j, "en", x->text[SY_LANG_EN]);
    sy_json_end(j);
    sy_reply_int(j, "rows", x->rows);
    entries_json(j, r, x);
    sy_json_end(j);
}

static void proxy_json(sy_json *j, const run *r, const sy_proxy *p)
{
    sy_json_object(j);
    sy_reply_string(j, "id", p->id);
    sy_reply_string(j, "account", p->number);
    sy_reply_slice(j, "holder", sy_slice_of(p->holder));
    sy_reply_slice(j, "bank", sy_slice_of(p->bank));
    sy_reply_string(j, "relation", sy_relation_name(p->relation));
    sy_reply_bool(j, "supplied", p->is_supplied);
    sy_reply_int(j, "score", (uint64_t)p->score);
    sy_reply_int(j, "rank", p->rank);
    sy_verdict_json(j, p->decision);
    sy_json_key(j, "reasons");
    sy_json_array(j);
    for (size_t i = 0; i < p->n_reasons; i++) reason_json(j, r, &p->reasons[i]);
    sy_json_end(j);
    sy_reply_minor(j, "in", p->in);
    sy_reply_minor(j, "out", p->out);
    sy_json_key(j, "baseline");
    sy_json_object(j);
    sy_reply_int(j, "turnover_rank", p->turnover_rank);
    sy_reply_int(j, "degree_rank", p->degree_rank);
    sy_reply_int(j, "counterparties", p->counterparties);
    sy_json_end(j);
    sy_json_end(j);
}

static void household_json(sy_json *j, const sy_household *h)
{
    sy_json_object(j);
    sy_reply_string(j, "account", h->number);
    sy_reply_slice(j, "holder", sy_slice_of(h->holder));
    sy_reply_string(j, "relation", sy_relation_name(h->relation));
    sy_reply_bool(j, "supplied", h->is_supplied);
    sy_reply_minor(j, "in", h->in);
    sy_json_key(j, "debtor_money");
    sy_json_object(j);
    sy_reply_string(j, "rule", sy_rule_name(SY_FIFO));
    sy_reply_minor(j, "amount", h->fifo);
    sy_reply_minor(j, "lower", h->lower);
    sy_reply_minor(j, "upper", h->upper);
    sy_json_end(j);
    sy_json_end(j);
}

/* All that the baseline ranked, so that a rank can be looked up. */
static void ranking_json(sy_json *j, const run *r)
{
    const sy_flow *f = sy_case_flow(r->c);

    sy_json_key(j, "ranking");
    sy_json_array(j);
    for (size_t i = 0; i < r->p->looked_at; i++) {
        const sy_proxy_measure *m = &r->p->measured[i];
        const uint32_t l = sy_flow_first_ledger(f, m->account);
        sy_json_object(j);
        sy_reply_string(j, "account", sy_ledger_number(f, l));
        sy_reply_slice(j, "holder", sy_slice_of(sy_ledger_holder(f, l)));
        sy_reply_bool(j, "supplied", !(f->ledgers[l].flags & SY_L_NO_STATEMENT));
        sy_reply_minor(j, "turnover", m->turnover);
        sy_reply_int(j, "counterparties", m->counterparties);
        sy_reply_int(j, "turnover_rank", i + 1);
        sy_reply_int(j, "degree_rank", m->degree_rank);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(run *r, bool all, sy_err *err)
{
    sy_json j;

    sy_call_answer(r->call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "party", sy_scene_debtor_name(r->s));
    if (r->p->since != INT64_MIN) sy_reply_time(&j, "since", r->p->since, SY_DATE);
    sy_json_key(&j, "accounts");
    sy_json_array(&j);
    for (size_t i = 0; i < r->p->n; i++) {
        if (all || r->p->items[i].score > 0) proxy_json(&j, r, &r->p->items[i]);
    }
    sy_json_end(&j);
    sy_json_key(&j, "household");
    sy_json_array(&j);
    for (size_t i = 0; i < r->p->n_household; i++) household_json(&j, &r->p->household[i]);
    sy_json_end(&j);
    if (sy_call_has(r->call, "ranking")) ranking_json(&j, r);
    sy_reply_int(&j, "looked_at", r->p->looked_at);
    sy_reply_bool(&j, "knows_a_day", !r->p->knows_no_day);
    sy_reply_int(&j, "diverted_payments_left_out", r->p->seeds_left_out);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static void cells_of(sy_table *t, const sy_proxy *p)
{
    sy_table_int(t, p->rank);
    sy_table_int(t, (uint64_t)p->score);
    sy_table_cell(t, p->number);
    sy_table_cell(t, p->holder);
    sy_table_cell(t, p->relation == SY_RELATION_NONE ? "" : sy_relation_label(p->relation));
    sy_table_cell(t, p->is_supplied ? "" : _("no statement"));
    sy_table_money(t, p->in);
    sy_table_money(t, p->out);
    sy_table_int(t, p->turnover_rank);
    sy_table_int(t, p->degree_rank);
    sy_table_cell(t, sy_verdict_label(p->decision));
    sy_table_cell(t, p->id);
}

static bool is_shown(const run *r, const sy_proxy *p, bool all, size_t told)
{
    return all || ((p->score >= r->p->shown_from || p->decision) && told < SHOWN);
}

static sy_status print_list(run *r, bool all, size_t *told, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &r->call->arena, "rrllllrrrrll");
    sy_table_head(&t, _("rank"), _("score"), _("account"), _("holder"), _("relation"),
                  _("statement"), _("in"), _("out"), _("by turnover"), _("by counterparties"),
                  _("decision"), _("id"));
    for (size_t i = 0; i < r->p->n; i++) {
        if (!is_shown(r, &r->p->items[i], all, *told)) continue;
        cells_of(&t, &r->p->items[i]);
        ++*told;
    }
    if (*told == 0) {
        puts(_("no account shows reasons enough to be listed"));
        return SY_OK;
    }
    printf("%s\n", _("accounts that the debtor may be using under another's name (leads only):"));
    return sy_table_print(&t, stdout, err);
}

static void print_reasons(const run *r, bool all)
{
    size_t told = 0;

    for (size_t i = 0; i < r->p->n; i++) {
        const sy_proxy *p = &r->p->items[i];
        if (!is_shown(r, p, all, told)) continue;
        told++;
        if (p->n_reasons == 0) continue;
        sy_printf_shown(stdout, "\n%u  %s  %s\n", p->rank, p->number, p->holder);
        for (size_t k = 0; k < p->n_reasons; k++) {
            printf("  %+4d   ", (int)p->reasons[k].points);
            sy_print_wrapped(stdout, p->reasons[k].text[sy_lang_get()], INDENT, WIDTH);
        }
    }
}

static sy_status print_household(const run *r, sy_err *err)
{
    sy_table t;

    if (r->p->n_household == 0) return SY_OK;
    printf("\n%s\n", _("spouse and minor children: common property in question, not scored"));
    sy_table_init(&t, &r->call->arena, "lllrrrr");
    sy_table_head(&t, _("account"), _("holder"), _("relation"), _("in since the day"),
                  _("the debtor's money (first in, first out)"), _("at least"), _("at most"));
    for (size_t i = 0; i < r->p->n_household; i++) {
        const sy_household *h = &r->p->household[i];
        sy_table_cell(&t, h->number);
        sy_table_cell(&t, h->holder);
        sy_table_cell(&t, sy_relation_label(h->relation));
        sy_table_money(&t, h->in);
        sy_table_money(&t, h->fifo);
        sy_table_money(&t, h->lower);
        sy_table_money(&t, h->upper);
    }
    return sy_table_print(&t, stdout, err);
}

static void print_notes(const run *r, bool all, size_t told)
{
    size_t shown = 0;

    for (size_t i = 0; i < r->p->n; i++) shown += r->p->items[i].score > 0;
    putchar('\n');
    if (!all && shown > told)
        printf(_("%zu more show reasons, of less weight: --all or --json lists them\n"),
               shown - told);
    if (r->p->knows_no_day) {
        printf(_("no day of the case is known, so nothing is compared with one: suyuan case %s\n"),
               r->call->words[0]);
    }
    if (r->p->seeds_left_out) {
        printf(_("of the diverted payments the smallest %zu were not followed\n"),
               r->p->seeds_left_out);
    }
    puts(_("the score only sorts this list, and belongs in no document; the weights stand in "
           "dict/weights.yaml"));
    puts(_("an account is its holder's by law until proved otherwise: these are leads, as far as "
           "the statements supplied reach"));
}

static sy_status print_text(run *r, bool all, sy_err *err)
{
    size_t told = 0;
    sy_status st = print_list(r, all, &told, err);

    if (st == SY_OK) print_reasons(r, all);
    if (st == SY_OK) st = print_household(r, err);
    if (st == SY_OK) print_notes(r, all, told);
    return st;
}

/* ---- the command ---- */

static sy_status look(run *r, sy_err *err)
{
    const char *since = sy_call_option(r->call, "since");
    sy_scene_options options = {.party = sy_call_option(r->call, "party")};
    sy_status st = SY_OK;

    if (since) {
        options.has_since = true;
        st = sy_question_time(&options.since, "since", since, false, err);
    }
    if (st == SY_OK) st = sy_need_entries(r->call, r->c, err);
    if (st == SY_OK) st = sy_scene_open(&r->s, r->c, &options, &r->call->arena, err);
    return st == SY_OK ? sy_proxies_find(&r->p, r->s, NULL, err) : st;
}

static sy_status find_id(bool *is_there, sy_call *call, sy_case *c, const char *id, sy_err *err)
{
    run r = {.call = call, .c = c};
    sy_status st = look(&r, err);

    for (size_t i = 0; st == SY_OK && i < r.p->n; i++) {
        if (strcmp(r.p->items[i].id, id) == 0) *is_there = true;
    }
    sy_scene_close(r.s);
    return st;
}

static sy_status run_proxies(sy_call *call, sy_err *err)
{
    run r = {.call = call};

    if (call->n_words > 1) return sy_verdict_run(call, "proxy", find_id, err);
    const bool all = sy_call_has(call, "all");
    sy_status st = sy_open_case(&r.c, call, SY_READ, err);
    if (st == SY_OK) st = look(&r, err);
    if (st == SY_OK) st = call->json ? print_json(&r, all, err) : print_text(&r, all, err);
    sy_scene_close(r.s);
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
    {.name = "all", .help = N_("also accounts with little or nothing against them")},
    {.name = "ranking",
     .help = N_("JSON: also all accounts that were looked at, by turnover, with both ranks")},
    {.name = "note", .argument = N_("TEXT"), .help = N_("why: kept beside the decision")},
    {.name = NULL},
};

const sy_command sy_cmd_proxies = {
    .name = "proxies",
    .words = "WS [confirm|refute|undo ID]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("accounts that the debtor may be using under another's name"),
    .details = N_(
        "Each account of others with reasons and counter-evidence, by amount and by where the "
        "money came from: whose bills it pays, whose income comes in, what it shares with the "
        "debtor, whose money it spends. Rows count for one reason only. Spouse and minor children "
        "are a class of their own and get no score. The score only sorts the list; beside it "
        "stands the rank by turnover and by number of counterparties. A lead, not a verdict."),
    .options = options,
    .example = "suyuan proxies wang.suyuan\n"
               "suyuan proxies wang.suyuan --party 王样一 --json\n"
               "suyuan proxies wang.suyuan refute 0a1b2c3d4e5f --note 系其本人工资卡",
    .exits = N_("3 where nobody in the statements is the debtor, or no finding has this id."),
    .cost = N_("five traces, and some passes over all rows."),
    .run = run_proxies,
};
