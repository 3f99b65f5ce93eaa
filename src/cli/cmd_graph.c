/* cmd_graph.c - suyuan graph: a picture of accounts (or people) and what went between them, laid
 * out. It says what is to be seen; the page draws it and keeps what stands where. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/graph.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"
#include "report/question.h"
#include "report/words.h"

enum { TOP = 12, MOST_TOP = 500 };

static sy_status read_sort(sy_graph *g, sy_err *err)
{
    static const char *const words[] = {"amount", "count", "time"};
    const char *text = sy_call_option(g->call, "sort");

    for (unsigned i = 0; text && i < 3; i++) {
        if (strcmp(text, words[i]) == 0) {
            g->sort = (sy_graph_sort)i;
            return SY_OK;
        }
    }
    return text
               ? sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not one of its words"), "sort", text)
               : SY_OK;
}

static sy_status read_wish(sy_graph *g, sy_err *err)
{
    const char *since = sy_call_option(g->call, "since"), *until = sy_call_option(g->call, "until");
    const char *least = sy_call_option(g->call, "least"), *level = sy_call_option(g->call, "level");
    sy_status st = SY_OK;

    g->wish = (sy_links_wish){.since = INT64_MIN, .until = INT64_MAX};
    g->top = TOP;
    if (since) st = sy_question_time(&g->wish.since, "since", since, false, err);
    if (st == SY_OK && until) st = sy_question_time(&g->wish.until, "until", until, true, err);
    if (st == SY_OK && least &&
        (!sy_minor_parse(&g->wish.least, sy_slice_of(least)) || g->wish.least < 0))
        st = sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not an amount in yuan"), "least", least);
    if (st == SY_OK) st = sy_call_count(g->call, "top", &g->top, MOST_TOP, err);
    if (st == SY_OK) st = read_sort(g, err);
    g->by_person = level && strcmp(level, "person") == 0;
    if (st == SY_OK && level && !g->by_person && strcmp(level, "account") != 0)
        st = sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not one of its words"), "level", level);
    return st;
}

/* ---- JSON ---- */

static void put_spot(sy_json *j, const sy_card *card)
{
    sy_json_key(j, "column");
    sy_json_int(j, card->spot.column);
    sy_json_key(j, "slot");
    sy_json_int(j, card->spot.slot);
    sy_reply_bool(j, "is_new", card->is_new);
}

static void put_card(sy_json *j, const sy_graph *g, const sy_card *card)
{
    char id[SY_CARD_ID];

    sy_json_object(j);
    sy_reply_string(j, "id", sy_graph_id(g, id, card->node));
    sy_graph_json_names(j, g, card->node);
    sy_reply_minor(j, "in", card->in);
    sy_reply_minor(j, "out", card->out);
    sy_reply_int(j, "n_in", card->n_in);
    sy_reply_int(j, "n_out", card->n_out);
    sy_reply_int(j, "payers", card->payers);
    sy_reply_int(j, "payees", card->payees);
    put_spot(j, card);
    sy_json_end(j);
}

static void put_link(sy_json *j, const sy_graph *g, const sy_link *l)
{
    char id[SY_CARD_ID];

    sy_json_object(j);
    sy_reply_string(j, "from", sy_graph_id(g, id, l->from));
    sy_reply_string(j, "to", sy_graph_id(g, id, l->to));
    sy_reply_int(j, "n", l->n);
    sy_reply_minor(j, "amount", l->amount);
    sy_reply_time(j, "first", l->first, SY_SECOND);
    sy_reply_time(j, "last", l->last, SY_SECOND);
    sy_json_end(j);
}

/* What an expansion has not shown: "12 of 41, the largest". */
static void put_more(sy_json *j, const sy_graph *g, const sy_cut *cut)
{
    char id[SY_CARD_ID];

    sy_json_object(j);
    sy_reply_string(j, "of", sy_graph_id(g, id, cut->node));
    sy_reply_string(j, "side", cut->is_right ? "right" : "left");
    sy_reply_int(j, "n", cut->n);
    sy_reply_int(j, "shown", cut->shown);
    sy_reply_minor(j, "amount_left", cut->amount_left);
    sy_json_end(j);
}

static sy_status print_json(sy_graph *g, sy_err *err)
{
    sy_json j;

    sy_call_answer(g->call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "cards");
    sy_json_array(&j);
    for (size_t i = 0; i < g->n_cards; i++) put_card(&j, g, &g->cards[i]);
    sy_json_end(&j);
    sy_json_key(&j, "links");
    sy_json_array(&j);
    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        if (sy_graph_card(g, l->from) && sy_graph_card(g, l->to)) put_link(&j, g, l);
    }
    sy_json_end(&j);
    sy_json_key(&j, "more");
    sy_json_array(&j);
    for (size_t i = 0; i < g->n_cuts; i++) put_more(&j, g, &g->cuts[i]);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people: the links, largest first ---- */

static int by_amount(const void *a, const void *b)
{
    const sy_link *x = *(const sy_link *const *)a, *y = *(const sy_link *const *)b;

    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return (x > y) - (x < y);
}

static sy_status print_table(sy_graph *g, sy_err *err)
{
    const sy_link **list = sy_arena_get(&g->call->arena, (g->links->n + 1) * sizeof *list);
    size_t n = 0;
    sy_table t;

    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        if (sy_graph_card(g, l->from) && sy_graph_card(g, l->to)) list[n++] = l;
    }
    qsort(list, n, sizeof *list, by_amount);
    sy_table_init(&t, &g->call->arena, "llrrll");
    sy_table_head(&t, _("from"), _("to"), _("transfers"), _("amount"), _("first"), _("last"));
    for (size_t i = 0; i < n; i++) {
        char count[24];
        snprintf(count, sizeof count, "%u", list[i]->n);
        sy_table_cell(&t, sy_graph_title(g, list[i]->from));
        sy_table_cell(&t, sy_graph_title(g, list[i]->to));
        sy_table_cell(&t, count);
        sy_table_money(&t, list[i]->amount);
        sy_table_time(&t, list[i]->first, SY_DATE);
        sy_table_time(&t, list[i]->last, SY_DATE);
    }
    sy_status st = sy_table_print(&t, stdout, err);
    for (size_t i = 0; i < g->n_cuts && st == SY_OK; i++) {
        const sy_cut *cut = &g->cuts[i];
        if (cut->n > cut->shown)
            printf(_("%s: %zu of %zu shown; --top NUMBER shows more\n"),
                   sy_graph_title(g, cut->node), cut->shown, cut->n);
    }
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    sy_graph g = {.call = call};
    sy_status st = read_wish(&g, err);

    if (st == SY_OK) st = sy_open_case(&g.c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, g.c, err);
    if (st == SY_OK) st = sy_graph_make(&g, err);
    if (st == SY_OK) st = call->json ? print_json(&g, err) : print_table(&g, err);
    sy_links_free(g.links);
    sy_case_close(g.c);
    return st;
}

static const sy_option options[] = {
    {.name = "account",
     .argument = N_("ACCOUNT"),
     .help = N_("to be seen; accounts, or people with --level person"),
     .is_list = true},
    {.name = "left",
     .argument = N_("ACCOUNT"),
     .help = N_("with those who paid it"),
     .is_list = true},
    {.name = "right",
     .argument = N_("ACCOUNT"),
     .help = N_("with those whom it paid"),
     .is_list = true},
    {.name = "top", .argument = N_("NUMBER"), .help = N_("how many of them (12)")},
    {.name = "sort",
     .argument = N_("amount|count|time"),
     .help = N_("which of them: the largest sums, the most transfers, the first")},
    {.name = "level",
     .argument = N_("account|person"),
     .help = N_("a card an account, or a person")},
    {.name = "since", .argument = N_("TIME"), .help = N_("from this date or time on")},
    {.name = "until", .argument = N_("TIME"), .help = N_("to the end of this date, or this time")},
    {.name = "least", .argument = N_("AMOUNT"), .help = N_("without transfers of less")},
    {.name = "placed",
     .argument = N_("ID@COLUMN@SLOT,..."),
     .help = N_("what stands already, and stays where it is")},
    {.name = NULL},
};

const sy_command sy_cmd_graph = {
    .name = "graph",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("a picture of accounts and what went between them"),
    .details =
        N_("Without --account: the debtor's accounts, or the five with the largest turnover. "
           "Columns go from payers to payees; a new card takes a free place and moves none."),
    .options = options,
    .example = "suyuan graph wang.suyuan --account 6299990000000000011 --right 6299990000000000011",
    .exits = N_("3 where there is no such account."),
    .cost = N_("a sort of all transfers."),
    .run = run,
};
