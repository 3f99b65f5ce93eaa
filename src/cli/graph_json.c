/* graph_json.c - a picture as JSON: cards, links, totals; and, when asked for, the transfers behind
 * the links and their sums by period. */
#include <stdio.h>

#include "base/money.h"
#include "cli/graph.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "flow/between.h"
#include "report/telling.h"

enum { MOST_ROWS = 10000 };

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
    sy_reply_int(j, "n_inner", card->inner.n);
    sy_reply_minor(j, "inner", card->inner.amount);
    sy_reply_int(j, "payers", card->payers);
    sy_reply_int(j, "payees", card->payees);
    put_spot(j, card);
    sy_json_end(j);
}

static void put_taint(sy_json *j, const sy_taint *taint)
{
    sy_reply_minor(j, "tainted", taint->tainted);
    sy_reply_minor(j, "lower", taint->lower);
    sy_reply_minor(j, "upper", taint->upper);
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
    if (g->trace) put_taint(j, &g->taints[l - g->links->items]);
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

/* ---- totals ---- */

static bool is_shown(const sy_graph *g, const sy_link *l)
{
    return sy_graph_card(g, l->from) && sy_graph_card(g, l->to);
}

/* Of what is shown: the same whether accounts or people, folded or open. */
static sy_status put_total(sy_json *j, const sy_graph *g, sy_err *err)
{
    int64_t between = 0, within = 0;
    uint64_t n_between = 0, n_within = 0;
    bool fits = true;

    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        if (!is_shown(g, l)) continue;
        n_between += l->n;
        fits = sy_minor_add(&between, between, l->amount) && fits;
    }
    for (size_t i = 0; i < g->n_cards; i++) {
        n_within += g->cards[i].inner.n;
        fits = sy_minor_add(&within, within, g->cards[i].inner.amount) && fits;
    }
    if (!fits) return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
    sy_json_key(j, "total");
    sy_json_object(j);
    sy_reply_int(j, "n", n_between);
    sy_reply_minor(j, "amount", between);
    sy_reply_int(j, "n_inner", n_within);
    sy_reply_minor(j, "inner", within);
    sy_json_end(j);
    return SY_OK;
}

/* ---- transfers, periods ---- */

static void put_end(sy_json *j, const sy_graph *g, uint32_t end, bool is_payee)
{
    const uint32_t node = sy_node_of(sy_case_flow(g->c), &g->wish, end, is_payee);
    char id[SY_CARD_ID];

    sy_reply_string(j, is_payee ? "to" : "from", sy_graph_id(g, id, node));
    sy_reply_string(j, is_payee ? "to_title" : "from_title", sy_graph_title(g, node));
}

static void put_transfer(sy_json *j, const sy_graph *g, uint32_t t)
{
    const sy_flow *f = sy_case_flow(g->c);
    char id[SY_ENTRY_ID];

    sy_json_object(j);
    sy_reply_string(j, "id", sy_case_transfer_id(f, id, t));
    put_end(j, g, f->from[t], false);
    put_end(j, g, f->to[t], true);
    sy_reply_time(j, "time", sy_flow_at(f, t), sy_transfer_precision(f, t));
    sy_reply_minor(j, "amount", f->amount[t]);
    if (g->trace) {
        const sy_taint taint = sy_graph_taint_of(g, t);
        put_taint(j, &taint);
    }
    sy_json_end(j);
}

static sy_status put_transfers(sy_json *j, const sy_graph *g, const sy_between *b, sy_err *err)
{
    uint64_t limit = 0, offset = 0;
    size_t first, n;
    int64_t sum;
    sy_status st = sy_call_count(g->call, "transfers", &limit, MOST_ROWS, err);

    if (st == SY_OK) st = sy_call_count(g->call, "offset", &offset, UINT32_MAX, err);
    sy_between_span(b, g->wish.since, g->wish.until, &first, &n);
    if (st == SY_OK) st = sy_between_sum(&sum, b, first, n, err);
    if (st != SY_OK) return st;
    sy_json_key(j, "transfers");
    sy_json_object(j);
    sy_reply_int(j, "n", n);
    sy_reply_minor(j, "amount", sum);
    sy_reply_int(j, "offset", offset);
    sy_json_key(j, "rows");
    sy_json_array(j);
    for (size_t i = offset; i < n && i - offset < limit; i++)
        put_transfer(j, g, b->transfers[first + i]);
    sy_json_end(j);
    sy_json_end(j);
    return SY_OK;
}

static sy_status put_periods(sy_json *j, const sy_between *b, sy_err *err)
{
    static const char *const units[] = {"day", "week", "month"};
    sy_unit_of_time unit;
    sy_period *list = NULL;
    size_t n;
    const sy_status st = sy_between_periods(&list, &n, &unit, b, NULL, err);

    if (st != SY_OK) return st;
    sy_json_key(j, "periods");
    sy_json_object(j);
    sy_reply_string(j, "unit", units[unit]);
    sy_json_key(j, "list");
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sy_json_object(j);
        sy_reply_time(j, "first", list[i].first, SY_DATE);
        sy_reply_time(j, "last", list[i].last, SY_DATE);
        sy_reply_int(j, "n", list[i].n);
        sy_reply_minor(j, "amount", list[i].amount);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_end(j);
    sy_drop(NULL, list);
    return SY_OK;
}

/* --from, --to, --within: SY_NONE where nothing is named. */
static sy_status named_end(uint32_t *node, const sy_graph *g, const char *option, sy_err *err)
{
    const char *id = sy_call_option(g->call, option);

    *node = SY_NONE;
    return id ? sy_graph_named(node, g, id, err) : SY_OK;
}

static sy_status put_between(sy_json *j, const sy_graph *g, sy_err *err)
{
    sy_ends ends = {.card_of = g->card_of, .is_within = sy_call_has(g->call, "within")};
    const bool lists = sy_call_has(g->call, "transfers"), adds = sy_call_has(g->call, "periods");
    sy_between *b = NULL;

    if (!lists && !adds) return SY_OK;
    sy_status st = named_end(&ends.from, g, "from", err);
    if (st == SY_OK) st = named_end(&ends.to, g, "to", err);
    if (st == SY_OK) st = sy_between_make(&b, NULL, sy_case_flow(g->c), &g->wish, &ends, err);
    if (st == SY_OK && adds) st = put_periods(j, b, err);
    if (st == SY_OK && lists) st = put_transfers(j, g, b, err);
    sy_between_free(b);
    return st;
}

/* ---- all ---- */

static void put_lists(sy_json *j, const sy_graph *g)
{
    sy_json_key(j, "cards");
    sy_json_array(j);
    for (size_t i = 0; i < g->n_cards; i++) put_card(j, g, &g->cards[i]);
    sy_json_end(j);
    sy_json_key(j, "links");
    sy_json_array(j);
    for (size_t i = 0; i < g->links->n; i++) {
        if (is_shown(g, &g->links->items[i])) put_link(j, g, &g->links->items[i]);
    }
    sy_json_end(j);
    sy_json_key(j, "more");
    sy_json_array(j);
    for (size_t i = 0; i < g->n_cuts; i++) put_more(j, g, &g->cuts[i]);
    sy_json_end(j);
    sy_json_key(j, "gone");
    sy_json_array(j);
    for (size_t i = 0; i < g->n_gone; i++) sy_json_string(j, g->gone[i]);
    sy_json_end(j);
}

sy_status sy_graph_json(sy_graph *g, sy_err *err)
{
    sy_json j;

    sy_call_answer(g->call, &j);
    sy_json_object(&j);
    put_lists(&j, g);
    if (g->trace) sy_reply_minor(&j, "seeded", g->seeded);
    sy_status st = put_total(&j, g, err);
    if (st == SY_OK) st = put_between(&j, g, err);
    if (st != SY_OK) return st;
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}
