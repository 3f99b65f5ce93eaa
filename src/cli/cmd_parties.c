/* cmd_parties.c - suyuan parties: who is who, and what a person says of it. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "ledger/parties.h"
#include "report/party_words.h"
#include "report/words.h"
#include "store/party_decisions.h"

enum { QUESTIONS_SHOWN = 50, MOST_LINE = 4096 };

/* ---- JSON ---- */

static void json_place(sy_json *j, const sy_source *source, uint32_t row)
{
    sy_reply_string(j, "file", source->path);
    sy_reply_string(j, "sheet", source->sheet_name[0] ? source->sheet_name : NULL);
    sy_reply_int(j, "row", row);
}

static void json_facts(sy_json *j, const char *key, const sy_party_facts *facts)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < facts->n; i++) {
        const sy_party_fact *f = &facts->items[i];
        sy_json_object(j);
        sy_reply_string(j, "text", f->text);
        sy_reply_string(j, "from", sy_claim_origin_name(f->origin));
        sy_reply_int(j, "rows", f->rows);
        json_place(j, f->source, f->row);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_ids(sy_json *j, const sy_identity *p)
{
    sy_json_key(j, "identifiers");
    sy_json_array(j);
    for (size_t i = 0; i < p->n_ids; i++) {
        const sy_party_id *id = &p->ids[i];
        sy_json_object(j);
        sy_reply_string(j, "kind", sy_id_kind_name(id->kind));
        sy_reply_string(j, "number", id->at.text);
        sy_reply_string(j, "verdict", sy_id_verdict_name(id->verdict));
        sy_reply_string(j, "from", sy_claim_origin_name(id->at.origin));
        sy_reply_int(j, "rows", id->at.rows);
        json_place(j, id->at.source, id->at.row);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_accounts(sy_json *j, const sy_identity *p)
{
    sy_json_key(j, "accounts");
    sy_json_array(j);
    for (size_t i = 0; i < p->n_accounts; i++) {
        const sy_party_account *a = &p->accounts[i];
        sy_json_object(j);
        sy_reply_string(j, "account", a->number);
        sy_reply_slice(j, "currency", sy_slice_of(a->currency));
        sy_reply_slice(j, "bank", sy_slice_of(a->bank));
        sy_reply_string(j, "bank_hint", a->bank_hint);
        sy_reply_slice(j, "holder", sy_slice_of(a->holder));
        sy_reply_slice(j, "state", sy_slice_of(a->state));
        sy_reply_slice(j, "opened", sy_slice_of(a->opened));
        sy_reply_bool(j, "supplied", a->is_supplied);
        sy_reply_int(j, "entries", a->rows);
        if (a->first <= a->last) {
            sy_reply_time(j, "first", a->first, SY_DATE);
            sy_reply_time(j, "last", a->last, SY_DATE);
        }
        sy_reply_minor(j, "in", a->in);
        sy_reply_minor(j, "out", a->out);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_party(sy_json *j, const sy_identity *p)
{
    sy_json_object(j);
    sy_reply_string(j, "id", p->key);
    sy_reply_slice(j, "name", sy_slice_of(p->name));
    sy_reply_string(j, "kind", sy_party_kind_name(p->kind));
    sy_reply_bool(j, "supplied", p->is_supplied);
    json_ids(j, p);
    json_accounts(j, p);
    sy_json_key(j, "totals");
    sy_json_array(j);
    for (size_t i = 0; i < p->n_totals; i++) {
        sy_json_object(j);
        sy_reply_string(j, "currency", p->totals[i].currency);
        sy_reply_minor(j, "in", p->totals[i].in);
        sy_reply_minor(j, "out", p->totals[i].out);
        sy_reply_minor(j, "own_in", p->totals[i].own_in);
        sy_reply_minor(j, "own_out", p->totals[i].own_out);
        sy_json_end(j);
    }
    sy_json_end(j);
    json_facts(j, "names", &p->names);
    json_facts(j, "phones", &p->phones);
    json_facts(j, "addresses", &p->addresses);
    json_facts(j, "emails", &p->emails);
    json_facts(j, "employers", &p->employers);
    json_facts(j, "legal", &p->legal);
    json_facts(j, "agents", &p->agents);
    sy_json_end(j);
}

static const char *state_name(sy_match_state state)
{
    return state == SY_MATCH_CONFIRMED  ? "confirmed"
           : state == SY_MATCH_REJECTED ? "rejected"
                                        : "suspected";
}

static void json_side(sy_json *j, const char *key, const char *id, const sy_identity *p)
{
    sy_json_key(j, key);
    sy_json_object(j);
    sy_reply_string(j, "id", id);
    sy_reply_slice(j, "name", sy_slice_of(p->name));
    sy_json_end(j);
}

static void json_proposals(sy_json *j, const sy_parties *all)
{
    sy_json_key(j, "proposals");
    sy_json_array(j);
    for (size_t i = 0; i < all->n_proposals; i++) {
        const sy_party_proposal *x = &all->proposals[i];
        sy_json_object(j);
        sy_reply_string(j, "id", x->id);
        sy_reply_string(j, "state", state_name(x->state));
        sy_reply_bool(j, "decided", x->decided);
        json_side(j, "a", x->a, &all->items[x->party_a]);
        json_side(j, "b", x->b, &all->items[x->party_b]);
        sy_json_key(j, "reasons");
        sy_json_array(j);
        for (int r = 0; r < SY_PARTY_REASONS; r++) {
            if (x->reasons >> r & 1u) sy_json_string(j, sy_party_reason_name((sy_party_reason)r));
        }
        sy_json_end(j);
        sy_reply_string(j, "detail", x->detail);
        sy_reply_minor(j, "amount", x->amount);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_rest(sy_json *j, const sy_parties *all)
{
    sy_json_key(j, "conflicts");
    sy_json_array(j);
    for (size_t i = 0; i < all->n_conflicts; i++) {
        sy_json_object(j);
        sy_reply_string(j, "code", sy_party_conflict_name(all->conflicts[i].code));
        sy_reply_string(j, "about", all->conflicts[i].about);
        if (all->conflicts[i].code == SY_ID_NUMBER_WRONG) {
            sy_reply_string(j, "verdict", sy_id_verdict_name(all->conflicts[i].verdict));
        }
        json_facts(j, "said", &all->conflicts[i].said);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_key(j, "outside");
    sy_json_array(j);
    for (size_t i = 0; i < all->n_outside; i++) {
        const sy_outside_total *o = &all->outside[i];
        sy_json_object(j);
        sy_reply_string(j, "kind", sy_outside_name(o->kind));
        sy_reply_string(j, "currency", o->currency);
        sy_reply_int(j, "rows", o->rows);
        sy_reply_minor(j, "in", o->in);
        sy_reply_minor(j, "out", o->out);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status print_json(sy_call *call, const sy_parties *all, bool with_others, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "parties");
    sy_json_array(&j);
    for (size_t i = 0; i < (with_others ? all->n : all->n_known); i++)
        json_party(&j, &all->items[i]);
    sy_json_end(&j);
    sy_reply_int(&j, "others", all->n - all->n_known);
    json_proposals(&j, all);
    json_rest(&j, all);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

/* The first number that proves something, else the first at all. */
static const char *shown_id(const sy_identity *p)
{
    for (size_t i = 0; i < p->n_ids; i++) {
        if (p->ids[i].verdict == SY_ID_GOOD) return p->ids[i].at.text;
    }
    return p->n_ids ? p->ids[0].at.text : "";
}

static void print_account(sy_table *t, const sy_identity *p, size_t i)
{
    const sy_party_account *a = &p->accounts[i];

    sy_table_cell(t, i == 0 ? p->name : "");
    sy_table_cell(t, i == 0 ? sy_party_kind_title(p->kind) : "");
    sy_table_cell(t, i == 0 ? shown_id(p) : "");
    sy_table_cell(t, a->number);
    sy_table_cell(t, *a->bank ? a->bank : a->bank_hint);
    sy_table_cell(t, a->is_supplied ? _("yes") : _("no"));
    if (a->first <= a->last) {
        sy_table_time(t, a->first, SY_DATE);
        sy_table_time(t, a->last, SY_DATE);
    } else {
        for (int k = 0; k < 4; k++) sy_table_cell(t, "");
        return;
    }
    sy_table_money(t, a->in);
    sy_table_money(t, a->out);
}

static void print_without_account(sy_table *t, const sy_identity *p)
{
    sy_table_cell(t, p->name);
    sy_table_cell(t, sy_party_kind_title(p->kind));
    sy_table_cell(t, shown_id(p));
    for (int i = 0; i < 7; i++) sy_table_cell(t, "");
}

static sy_status print_parties(sy_call *call, const sy_parties *all, size_t n, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "llllllllrr");
    sy_table_head(&t, _("name"), _("kind"), _("ID number"), _("account"), _("bank"), _("supplied"),
                  _("first"), _("last"), _("in"), _("out"));
    for (size_t i = 0; i < n; i++) {
        const sy_identity *p = &all->items[i];
        for (size_t k = 0; k < p->n_accounts; k++) print_account(&t, p, k);
        if (p->n_accounts == 0) print_without_account(&t, p);
    }
    return sy_table_print(&t, stdout, err);
}

static const char *reasons_of(sy_call *call, const sy_party_proposal *x)
{
    sy_buf line;
    const char *made = "";

    sy_buf_init(&line, NULL, MOST_LINE);
    for (int r = 0; r < SY_PARTY_REASONS; r++) {
        if (!(x->reasons >> r & 1u)) continue;
        if (line.len) sy_buf_text(&line, _(", "));
        sy_buf_text(&line, sy_party_reason_title((sy_party_reason)r));
    }
    if (line.len) made = sy_arena_text(&call->arena, line.ptr, line.len);
    sy_buf_dispose(&line);
    return made ? made : "";
}

static sy_status print_proposals(sy_call *call, const sy_parties *all, sy_err *err)
{
    const size_t shown = all->n_open < QUESTIONS_SHOWN ? all->n_open : QUESTIONS_SHOWN;
    sy_table t;

    if (shown == 0) return SY_OK;
    puts(_("\nwho may be one person (the largest amounts first):"));
    sy_table_init(&t, &call->arena, "lllllrl");
    sy_table_head(&t, _("id"), _("name"), _("one"), _("name"), _("the other"), _("amount"),
                  _("because"));
    for (size_t i = 0; i < shown; i++) {
        const sy_party_proposal *x = &all->proposals[i];
        sy_table_cell(&t, x->id);
        sy_table_cell(&t, all->items[x->party_a].name);
        sy_table_cell(&t, strchr(x->a, ':') + 1);
        sy_table_cell(&t, all->items[x->party_b].name);
        sy_table_cell(&t, strchr(x->b, ':') + 1);
        sy_table_money(&t, x->amount);
        sy_table_cell(&t, reasons_of(call, x));
    }
    sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK) printf(_("next: suyuan parties %s confirm|reject ID\n"), call->words[0]);
    if (st == SY_OK && all->n_open > shown) {
        printf(
            _("and %zu more, each of a smaller amount: they may stay open (--json lists them)\n"),
            all->n_open - shown);
    }
    return st;
}

/* What people decided, one line each. */
static void print_decided(const sy_parties *all)
{
    for (size_t i = all->n_open; i < all->n_proposals; i++) {
        const sy_party_proposal *x = &all->proposals[i];
        if (i == all->n_open) puts(_("\ndecided by a person:"));
        sy_printf_shown(stdout, "  %s  %s  %s  %s\n", x->id,
                        x->state == SY_MATCH_CONFIRMED ? _("one person") : _("two"),
                        strchr(x->a, ':') + 1, strchr(x->b, ':') + 1);
    }
}

static sy_status print_conflicts(sy_call *call, const sy_parties *all, sy_err *err)
{
    sy_table t;

    if (all->n_conflicts == 0) return SY_OK;
    puts(_("\nwhat contradicts itself:"));
    sy_table_init(&t, &call->arena, "lllllr");
    sy_table_head(&t, _("what"), _("about"), _("said"), _("by"), _("file"), _("row"));
    for (size_t i = 0; i < all->n_conflicts; i++) {
        const sy_party_conflict *c = &all->conflicts[i];
        const char *what = c->code == SY_ID_NUMBER_WRONG ? sy_id_verdict_title(c->verdict)
                                                         : sy_party_conflict_title(c->code);
        for (size_t k = 0; k < c->said.n; k++) {
            sy_table_cell(&t, k == 0 ? what : "");
            sy_table_cell(&t, k == 0 ? c->about : "");
            sy_table_cell(&t, c->said.items[k].text);
            sy_table_cell(&t, sy_claim_origin_title(c->said.items[k].origin));
            sy_table_cell(&t, c->said.items[k].source->path);
            sy_table_int(&t, c->said.items[k].row);
        }
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status print_outside(sy_call *call, const sy_parties *all, sy_err *err)
{
    sy_table t;
    size_t n = 0;

    sy_table_init(&t, &call->arena, "llrrr");
    sy_table_head(&t, _("kind"), _("currency"), _("rows"), _("in"), _("out"));
    for (size_t i = 0; i < all->n_outside; i++) {
        const sy_outside_total *o = &all->outside[i];
        n++;
        sy_table_cell(&t, o->kind == SY_OUT_OTHER ? _("nobody with an account number")
                                                  : sy_outside_title(o->kind));
        sy_table_cell(&t, o->currency);
        sy_table_int(&t, o->rows);
        sy_table_money(&t, o->in);
        sy_table_money(&t, o->out);
    }
    if (n == 0) return SY_OK;
    puts(_("\nwhat is nobody's account:"));
    return sy_table_print(&t, stdout, err);
}

static sy_status print_text(sy_call *call, const sy_parties *all, bool with_others, sy_err *err)
{
    sy_status st = print_parties(call, all, with_others ? all->n : all->n_known, err);

    if (st == SY_OK && !with_others && all->n > all->n_known) {
        printf(_("\nothers, whom only statements of other accounts name: %zu (--all lists them)\n"),
               all->n - all->n_known);
    }
    if (st == SY_OK) st = print_proposals(call, all, err);
    if (st == SY_OK) print_decided(all);
    if (st == SY_OK) st = print_conflicts(call, all, err);
    if (st == SY_OK) st = print_outside(call, all, err);
    return st;
}

/* ---- decisions ---- */

static sy_status find_proposal(const sy_party_proposal **out, const sy_parties *all, const char *id,
                               sy_err *err)
{
    for (size_t i = 0; i < all->n_proposals; i++) {
        *out = &all->proposals[i];
        if (strcmp((*out)->id, id) == 0) return SY_OK;
    }
    return sy_fail(err, SY_EDATA, N_("no proposal \"%.40s\": suyuan parties WS lists them"), id);
}

static sy_status answer_done(sy_call *call, const char *text, const char *name, sy_err *err)
{
    sy_json j;

    if (!call->json) {
        puts(text);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", name);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status take_back(sy_call *call, sy_workspace *ws, const sy_party_proposal *x, sy_err *err)
{
    bool undone = false;
    sy_status st = sy_party_undo(ws, x ? x->a : NULL, x ? x->b : NULL, &undone, err);

    if (st != SY_OK) return st;
    if (!undone) return sy_fail(err, SY_EDATA, N_("there is no decision to take back"));
    return answer_done(call, _("the decision was taken back"), "undone", err);
}

static sy_status decide(sy_call *call, sy_case *c, const char *what, sy_err *err)
{
    const char *id = call->n_words > 2 ? call->words[2] : NULL;
    sy_workspace *ws = sy_case_workspace(c);
    const sy_party_proposal *x = NULL;
    sy_parties *all = NULL;
    sy_status st = sy_case_parties(c, &all, &call->arena, err);

    if (st == SY_OK && id) st = find_proposal(&x, all, id, err);
    if (st != SY_OK) return st;
    if (strcmp(what, "undo") == 0) return take_back(call, ws, x, err);
    const bool confirms = strcmp(what, "confirm") == 0;
    st =
        sy_party_decide(ws, x->a, x->b, confirms ? SY_VERDICT_CONFIRMED : SY_VERDICT_REJECTED, err);
    if (st != SY_OK) return st;
    return confirms ? answer_done(call, _("kept: they are one person"), "confirmed", err)
                    : answer_done(call, _("kept: they are two"), "rejected", err);
}

static sy_status run_decision(sy_call *call, sy_err *err)
{
    const char *what = call->words[1];
    const bool is_undo = strcmp(what, "undo") == 0;
    sy_case *c = NULL;

    if (!is_undo && strcmp(what, "confirm") != 0 && strcmp(what, "reject") != 0) {
        return sy_fail(err, SY_EINVAL, N_("parties \"%.60s\": there is confirm, reject and undo"),
                       what);
    }
    if (!is_undo && call->n_words != 3) {
        return sy_fail(err, SY_EINVAL, N_("say which proposal: suyuan parties WS %s ID"), what);
    }
    sy_status st = sy_open_case(&c, call, SY_WRITE, err);
    if (st == SY_OK) st = decide(call, c, what, err);
    sy_case_close(c);
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    if (call->n_words > 1) return run_decision(call, err);
    sy_parties *all = NULL;
    sy_case *c = NULL;
    sy_status st = sy_open_case(&c, call, SY_READ, err);

    if (st == SY_OK) st = sy_case_parties(c, &all, &call->arena, err);
    if (st == SY_OK) {
        st = call->json ? print_json(call, all, sy_call_has(call, "all"), err)
                        : print_text(call, all, sy_call_has(call, "all"), err);
    }
    sy_case_close(c);
    return st;
}

static const sy_option options[] = {
    {.name = "all", .help = N_("also those whom only statements of other accounts name")},
    {.name = NULL},
};

const sy_command sy_cmd_parties = {
    .name = "parties",
    .words = "WS [confirm|reject|undo [ID]]",
    .min_words = 1,
    .max_words = 3,
    .summary = N_("say who is who: people and companies, their numbers and accounts"),
    .details = N_("An identity number whose check digit holds joins accounts of any bank; a name "
                  "joins nobody: equal and masked names are proposals, which are confirmed or "
                  "rejected by their id; every decision can be undone."),
    .options = options,
    .example = "suyuan parties wang.suyuan\n"
               "suyuan parties wang.suyuan confirm 61b43c79",
    .exits = N_("3 where there is no such proposal, or nothing to undo."),
    .cost = N_("two groupings of the entries and one pass over the ledger index."),
    .run = run,
};
