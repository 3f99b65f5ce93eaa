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
#include "store/boards.h"

enum { TOP = 12, MOST_TOP = 5000 /* as many cards as there may be */ };

static sy_status take_options(sy_graph *g, sy_err *err)
{
    sy_call *call = g->call;
    sy_preset *list = sy_arena_get(&call->arena, (g->board.n_options + 1) * sizeof *list);

    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < g->board.n_options; i++)
        list[i] = (sy_preset){g->board.options[i].name, g->board.options[i].value};
    return sy_call_preset(call, list, g->board.n_options, err);
}

/* The board that --board names: its options stand before those of the call. */
static sy_status read_board(sy_graph *g, sy_err *err)
{
    const char *workspace = g->call->words[0];
    sy_boards *boards = NULL;
    sy_board b;

    g->board_name = sy_call_option(g->call, "board");
    if (!g->board_name) return SY_OK;
    sy_status st = sy_need_workspace(workspace, err);
    if (st == SY_OK) st = sy_boards_open(&boards, workspace, SY_READ, err);
    if (st == SY_OK) st = sy_board_find(boards, &b, g->board_name, &g->call->arena, err);
    if (st == SY_OK) st = sy_board_read(&g->board, b.body, &g->call->arena, err);
    sy_boards_close(boards);
    return st == SY_OK ? take_options(g, err) : st;
}

static sy_status read_wish(sy_graph *g, sy_err *err)
{
    static const char *const levels[] = {"account", "person"},
                             *const lines[] = {"summed", "single"},
                             *const sorts[] = {"amount", "count", "time"};
    unsigned sort = SY_GRAPH_AMOUNT, level = 0, line = 0;
    const char *since = sy_call_option(g->call, "since"), *until = sy_call_option(g->call, "until");
    sy_status st = SY_OK;

    g->wish = (sy_links_wish){.since = INT64_MIN, .until = INT64_MAX};
    g->top = TOP;
    if (since) st = sy_question_time(&g->wish.since, "since", since, false, err);
    if (st == SY_OK && until) st = sy_question_time(&g->wish.until, "until", until, true, err);
    if (st == SY_OK) st = sy_call_amount(g->call, "least", &g->wish.least, err);
    if (st == SY_OK) st = sy_call_count(g->call, "top", &g->top, MOST_TOP, err);
    if (st == SY_OK) st = sy_call_word(g->call, "sort", &sort, sorts, 3, err);
    if (st == SY_OK) st = sy_call_word(g->call, "level", &level, levels, 2, err);
    if (st == SY_OK) st = sy_call_word(g->call, "lines", &line, lines, 2, err);
    g->sort = (sy_graph_sort)sort;
    g->by_person = level == 1;
    g->is_single = line == 1;
    return st;
}

sy_status sy_graph_open(sy_graph *g, sy_call *call, sy_err *err)
{
    *g = (sy_graph){.call = call};
    sy_status st = read_board(g, err);

    if (st == SY_OK) st = read_wish(g, err);
    if (st == SY_OK) st = sy_open_case(&g->c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, g->c, err);
    if (st == SY_OK) st = sy_graph_make(g, err);
    return st == SY_OK ? sy_graph_trace(g, err) : st;
}

void sy_graph_close(sy_graph *g)
{
    sy_trace_free(g->trace);
    sy_links_free(g->links);
    sy_case_close(g->c);
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
    const char *path = sy_call_option(call, "output");
    sy_graph g;
    sy_status st = sy_graph_open(&g, call, err);

    if (st == SY_OK)
        st = path         ? sy_graph_write(&g, path, err)
             : call->json ? sy_graph_json(&g, err)
                          : print_table(&g, err);
    sy_graph_close(&g);
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
     .help = N_("what stands already, and stays where it is; without SLOT in a free one")},
    {.name = "fold",
     .argument = N_("KEY=ID,..."),
     .help = N_("cards shown as one, whose id is fold:KEY"),
     .is_list = true},
    {.name = "trace",
     .argument = N_("ID"),
     .help = N_("also say what of each link is money that left this card")},
    {.name = "rule",
     .argument = N_("RULE"),
     .help = N_("by which rule: fifo (the usual), lifo, prorata, clean-first, taint-first")},
    {.name = "trace-since", .argument = N_("TIME"), .help = N_("left it from this time on")},
    {.name = "transfers",
     .argument = N_("NUMBER"),
     .help = N_("list also so many of the transfers between the cards, by time")},
    {.name = "from",
     .argument = N_("ID"),
     .help = N_("those that this card paid, to whomever, instead")},
    {.name = "to",
     .argument = N_("ID"),
     .help = N_("those that this card received, from whomever, instead")},
    {.name = "within", .help = N_("those within a card instead of those between two")},
    {.name = "offset", .argument = N_("NUMBER"), .help = N_("after so many")},
    {.name = "periods",
     .help = N_("add up all that went between the cards, at any time, by day, week or month")},
    {.name = "lines",
     .argument = N_("summed|single"),
     .help = N_("with --output: a line sums all transfers of two cards, or is one of them")},
    {.name = "board",
     .argument = N_("NAME"),
     .help = N_("the cards and filters of this board (suyuan board)")},
    {.name = "output",
     .argument = N_("FILE"),
     .letter = 'o',
     .help = N_("write it for other programs: .gexf (Gephi), .graphml, .anx (i2)")},
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
    .example =
        "suyuan graph wang.suyuan --account 6299990000000000011 --right 6299990000000000011\n"
        "suyuan graph wang.suyuan --board 资金图 -o wang.anx",
    .exits = N_("3 where there is no such account."),
    .cost = N_("a sort of all transfers."),
    .run = run,
};
