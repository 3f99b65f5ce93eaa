/* graph_file.c - a picture of accounts as a file for other programs (report/chart.h), with
 * what it shows said in words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/graph.h"
#include "flow/between.h"
#include "report/chart.h"
#include "report/telling.h"
#include "report/words.h"

/* ---- what it shows, in words ---- */

enum { REMARK = sizeof((sy_graph_remarks){.n = 0}).texts[0] };

static char *next(sy_graph_remarks *r)
{
    r->lines[r->n] = r->texts[r->n];
    return r->texts[r->n++];
}

static const char *or_dash(const char *text)
{
    return text && *text ? text : "-";
}

static void say_filters(sy_graph_remarks *r, const sy_graph *g)
{
    char since[SY_TIME_TEXT], until[SY_TIME_TEXT], least[SY_MINOR_TEXT];
    const char *from = _("the first day"), *to = _("the last day");

    if (g->wish.since != INT64_MIN) from = sy_time_print(since, g->wish.since, SY_SECOND);
    if (g->wish.until != INT64_MAX) to = sy_time_print(until, g->wish.until, SY_SECOND);
    snprintf(next(r), REMARK, _("%s; from %s to %s; transfers of %s yuan and more"),
             g->by_person ? _("a card is a person") : _("a card is an account"), from, to,
             sy_minor_print_grouped(least, g->wish.least));
}

static void say_rule(sy_graph_remarks *r, const sy_graph *g)
{
    const char *rule = sy_call_option(g->call, "rule");
    const char *since = sy_call_option(g->call, "trace-since");
    sy_rule which = SY_FIFO;
    uint32_t node;

    if (!g->trace) {
        snprintf(next(r), REMARK, "%s", _("no rule for mixed money was applied"));
        return;
    }
    if (rule && !sy_rule_from_name(&which, rule)) which = SY_FIFO; /* was checked */
    const char *from = sy_call_option(g->call, "trace");
    snprintf(next(r), REMARK, _("traced: what left %s from %s on, by the rule %s"),
             sy_graph_named(&node, g, from, NULL) == SY_OK ? sy_graph_title(g, node) : from,
             since ? since : _("the first day"), sy_rule_title(which));
}

/* The transfers that the links between cards sum, or how many links these are. */
static uint64_t count_lines(const sy_graph *g)
{
    uint64_t n = 0;

    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        if (sy_graph_card(g, l->from) && sy_graph_card(g, l->to)) n += g->is_single ? l->n : 1;
    }
    return n;
}

sy_status sy_graph_say(sy_graph_remarks *r, sy_graph *g, sy_err *err)
{
    sy_case_facts facts;

    r->n = 0;
    sy_status st = sy_case_get(sy_case_workspace(g->c), &facts, &g->call->arena, err);

    if (st != SY_OK) return st;
    snprintf(next(r), REMARK, _("case: %s, %s; debtor: %s"), or_dash(facts.name),
             or_dash(facts.number), or_dash(facts.debtor));
    say_filters(r, g);
    snprintf(next(r), REMARK,
             g->is_single ? _("%zu cards, %zu lines; a line is one transfer")
                          : _("%zu cards, %zu lines; a line sums all transfers between two cards"),
             g->n_cards, (size_t)count_lines(g));
    if (g->n_gone)
        snprintf(next(r), REMARK, _("cards that the case no longer has: %zu"), g->n_gone);
    say_rule(r, g);
    snprintf(next(r), REMARK, "%s",
             _("These are leads, not verdicts. All figures come from the statements supplied."));
    snprintf(next(r), REMARK, "suyuan %s", SUYUAN_VERSION);
    return SY_OK;
}

/* ---- cards and lines ---- */

const char *sy_graph_note(const sy_graph *g, const char *id)
{
    for (size_t i = 0; i < g->board.n_notes; i++) {
        if (strcmp(g->board.notes[i].card, id) == 0) return g->board.notes[i].text;
    }
    return "";
}

static sy_status make_card(sy_chart_card *out, sy_graph *g, const sy_card *card, sy_err *err)
{
    char id[SY_CARD_ID];
    const char *kept;
    sy_graph_names names;

    sy_graph_names_of(&names, g, card->node);
    sy_graph_id(g, id, card->node);
    kept = sy_arena_text(&g->call->arena, id, strlen(id));
    if (!kept) return sy_fail_nomem(err);
    *out = (sy_chart_card){.kind = names.kind,
                           .id = kept,
                           .title = sy_graph_title(g, card->node),
                           .number = names.number,
                           .holder = names.kind == SY_CHART_OUTSIDE ? "" : names.holder,
                           .bank = names.bank,
                           .note = sy_graph_note(g, kept),
                           .is_supplied = names.is_supplied,
                           .column = card->spot.column,
                           .slot = card->spot.slot,
                           .in = card->in,
                           .out = card->out,
                           .n_in = card->n_in,
                           .n_out = card->n_out};
    return SY_OK;
}

/* By card, so that the file does not depend on how nodes are numbered; then by time. */
static int by_ends(const void *a, const void *b)
{
    const sy_chart_line *x = a, *y = b;

    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return strcmp(x->transfer, y->transfer);
}

static void sum_lines(sy_chart *chart, sy_chart_line *out, const sy_graph *g)
{
    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        const uint32_t from = g->card_of[l->from], to = g->card_of[l->to];
        if (from == SY_NONE || to == SY_NONE) continue;
        out[chart->n_lines++] = (sy_chart_line){.from = from,
                                                .to = to,
                                                .transfer = "",
                                                .n = l->n,
                                                .amount = l->amount,
                                                .first = l->first,
                                                .last = l->last,
                                                .tainted = g->trace ? g->taints[i].tainted : -1};
    }
}

static sy_status make_line(sy_chart_line *out, sy_graph *g, uint32_t t, sy_err *err)
{
    const sy_flow *f = sy_case_flow(g->c);
    char id[SY_ENTRY_ID];
    const char *kept;

    sy_case_transfer_id(f, id, t);
    kept = sy_arena_text(&g->call->arena, id, strlen(id));
    if (!kept) return sy_fail_nomem(err);
    *out = (sy_chart_line){.from = g->card_of[sy_node_of(f, &g->wish, f->from[t], false)],
                           .to = g->card_of[sy_node_of(f, &g->wish, f->to[t], true)],
                           .transfer = kept,
                           .n = 1,
                           .amount = f->amount[t],
                           .first = sy_flow_at(f, t),
                           .last = sy_flow_at(f, t),
                           .precision = sy_transfer_precision(f, t),
                           .tainted = g->trace ? sy_graph_taint_of(g, t).tainted : -1};
    return SY_OK;
}

static sy_status single_lines(sy_chart *chart, sy_chart_line *out, sy_graph *g, sy_err *err)
{
    const sy_ends ends = {.card_of = g->card_of, .from = SY_NONE, .to = SY_NONE};
    sy_between *b = NULL;
    size_t first = 0, n = 0;
    sy_status st = sy_between_make(&b, NULL, sy_case_flow(g->c), &g->wish, &ends, err);

    if (st == SY_OK) sy_between_span(b, g->wish.since, g->wish.until, &first, &n);
    for (size_t i = 0; i < n && st == SY_OK; i++)
        st = make_line(&out[chart->n_lines++], g, b->transfers[first + i], err);
    sy_between_free(b);
    return st;
}

static sy_status make_lines(sy_chart *chart, sy_graph *g, sy_err *err)
{
    sy_chart_line *out = sy_arena_get(&g->call->arena, (count_lines(g) + 1) * sizeof *out);
    sy_status st = SY_OK;

    if (!out) return sy_fail_nomem(err);
    if (g->is_single)
        st = single_lines(chart, out, g, err);
    else
        sum_lines(chart, out, g);
    if (st == SY_OK) qsort(out, chart->n_lines, sizeof *out, by_ends);
    chart->lines = out;
    return st;
}

static sy_status make_cards(sy_chart *chart, sy_graph *g, sy_err *err)
{
    sy_chart_card *out = sy_arena_get(&g->call->arena, (g->n_cards + 1) * sizeof *out);
    sy_status st = out ? SY_OK : sy_fail_nomem(err);

    for (size_t i = 0; i < g->n_cards && st == SY_OK; i++)
        st = make_card(&out[i], g, &g->cards[i], err);
    chart->cards = out;
    chart->n_cards = g->n_cards;
    return st;
}

sy_status sy_graph_write(sy_graph *g, const char *path, sy_err *err)
{
    sy_chart chart = {.n_lines = 0};
    sy_graph_remarks said;
    sy_status st = make_cards(&chart, g, err);

    if (st == SY_OK) st = make_lines(&chart, g, err);
    if (st == SY_OK) st = sy_graph_say(&said, g, err);
    if (st != SY_OK) return st;
    chart.title = g->board_name ? g->board_name : said.lines[0];
    chart.remarks = said.lines;
    chart.n_remarks = said.n;
    st = sy_chart_write(path, &chart, err);
    return st == SY_OK ? sy_call_wrote(g->call, path, err) : st;
}
