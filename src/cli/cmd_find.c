/* cmd_find.c - suyuan find: accounts and transfers by name, number, pinyin or amount. The text is
 * an option, as a query of the page has it. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/graph.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"
#include "ledger/search.h"
#include "report/telling.h"

enum { USUAL = 20, MOST = 1000 };

typedef struct finding {
    sy_call *call;
    sy_graph cards; /* of accounts: for names and ids of the picture's cards */
    sy_search found;
} finding;

static const char *const by_names[] = {"name", "number", "pinyin"};
static const char *const by_titles[] = {N_("name"), N_("number"), N_("pinyin")};

/* ---- JSON ---- */

static void put_account(sy_json *j, const finding *x, const sy_found *found)
{
    char id[SY_CARD_ID];

    sy_json_object(j);
    sy_reply_string(j, "id", sy_graph_id(&x->cards, id, found->account));
    sy_graph_json_names(j, &x->cards, found->account);
    sy_reply_string(j, "by", by_names[found->by]);
    sy_json_end(j);
}

static void put_transfer(sy_json *j, const finding *x, uint32_t t)
{
    const sy_flow *f = sy_case_flow(x->cards.c);
    const uint32_t from = sy_node_of(f, &x->cards.wish, f->from[t], false),
                   to = sy_node_of(f, &x->cards.wish, f->to[t], true);
    char id[SY_CARD_ID], transfer[SY_ENTRY_ID];

    sy_json_object(j);
    sy_reply_string(j, "id", sy_case_transfer_id(f, transfer, t));
    sy_reply_string(j, "from", sy_graph_id(&x->cards, id, from));
    sy_reply_string(j, "from_title", sy_graph_title(&x->cards, from));
    sy_reply_string(j, "to", sy_graph_id(&x->cards, id, to));
    sy_reply_string(j, "to_title", sy_graph_title(&x->cards, to));
    sy_reply_time(j, "time", sy_flow_at(f, t), sy_transfer_precision(f, t));
    sy_reply_minor(j, "amount", f->amount[t]);
    sy_json_end(j);
}

static sy_status print_json(const finding *x, sy_err *err)
{
    const sy_search *s = &x->found;
    sy_json j;

    sy_call_answer(x->call, &j);
    sy_json_object(&j);
    sy_reply_int(&j, "n_accounts", s->n_accounts);
    sy_json_key(&j, "accounts");
    sy_json_array(&j);
    for (size_t i = 0; i < s->n_listed; i++) put_account(&j, x, &s->accounts[i]);
    sy_json_end(&j);
    sy_reply_bool(&j, "is_amount", s->has_amount);
    sy_reply_int(&j, "n_transfers", s->n_transfers);
    sy_json_key(&j, "transfers");
    sy_json_array(&j);
    for (size_t i = 0; i < s->n_transfers_listed; i++) put_transfer(&j, x, s->transfers[i]);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static sy_status print_accounts(const finding *x, sy_err *err)
{
    const sy_flow *f = sy_case_flow(x->cards.c);
    const sy_search *s = &x->found;
    sy_table t;

    sy_table_init(&t, &x->call->arena, "llll");
    sy_table_head(&t, _("account"), _("holder"), _("bank"), _("found by"));
    for (size_t i = 0; i < s->n_listed; i++) {
        const uint32_t ledger = sy_flow_first_ledger(f, s->accounts[i].account);
        sy_table_cell(&t, sy_ledger_number(f, ledger));
        sy_table_cell(&t, sy_ledger_holder(f, ledger));
        sy_table_cell(&t, sy_ledger_bank(f, ledger));
        sy_table_cell(&t, _(by_titles[s->accounts[i].by]));
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status print_transfers(const finding *x, sy_err *err)
{
    const sy_flow *f = sy_case_flow(x->cards.c);
    const sy_search *s = &x->found;
    sy_table t;

    sy_table_init(&t, &x->call->arena, "lrll");
    sy_table_head(&t, _("time"), _("amount"), _("from"), _("to"));
    for (size_t i = 0; i < s->n_transfers_listed; i++) {
        const uint32_t one = s->transfers[i];
        sy_table_time(&t, sy_flow_at(f, one), sy_transfer_precision(f, one));
        sy_table_money(&t, f->amount[one]);
        sy_table_cell(&t, sy_graph_title(&x->cards, sy_node_of(f, &x->cards.wish, f->from[one], false)));
        sy_table_cell(&t, sy_graph_title(&x->cards, sy_node_of(f, &x->cards.wish, f->to[one], true)));
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status print_tables(const finding *x, sy_err *err)
{
    const sy_search *s = &x->found;
    sy_status st = s->n_accounts ? print_accounts(x, err) : SY_OK;

    if (st == SY_OK && s->n_transfers) st = print_transfers(x, err);
    if (s->n_accounts + s->n_transfers == 0) puts(_("nothing found"));
    if (s->n_accounts > s->n_listed || s->n_transfers > s->n_transfers_listed)
        printf(_("%zu accounts, %zu transfers; --limit NUMBER shows more\n"), s->n_accounts,
               s->n_transfers);
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    finding x = {.call = call, .cards = {.call = call}};
    const char *text = sy_call_option(call, "text");
    uint64_t limit = USUAL;
    sy_status st = sy_call_count(call, "limit", &limit, MOST, err);

    if (st == SY_OK && !text)
        st = sy_fail(err, SY_EINVAL, N_("say what to look for: --text TEXT"));
    x.cards.wish = (sy_links_wish){.since = INT64_MIN, .until = INT64_MAX};
    if (st == SY_OK) st = sy_open_case(&x.cards.c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, x.cards.c, err);
    if (st == SY_OK)
        st = sy_case_search(&x.found, x.cards.c, sy_slice_of(text), limit, &call->arena, err);
    if (st == SY_OK) st = call->json ? print_json(&x, err) : print_tables(&x, err);
    sy_case_close(x.cards.c);
    return st;
}

static const sy_option options[] = {
    {.name = "text",
     .argument = N_("TEXT"),
     .help = N_("part of a name or number, its pinyin (qls), or an amount (5万, >50000, 1.2亿)")},
    {.name = "limit", .argument = N_("NUMBER"), .help = N_("how many of each (20)")},
    {.name = NULL},
};

const sy_command sy_cmd_find = {
    .name = "find",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("accounts and transfers by name, number, pinyin or amount"),
    .details = N_("An amount finds transfers: the largest first. Text that reads as several of "
                  "these is looked for as each of them."),
    .options = options,
    .example = "suyuan find wang.suyuan --text qls\nsuyuan find wang.suyuan --text '>5万'",
    .cost = N_("one walk over accounts, for an amount over transfers."),
    .run = run,
};
