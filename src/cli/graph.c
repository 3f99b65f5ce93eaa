/* graph.c - centres, then what was opened to the left and right of cards, then places. */
#include "cli/graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/money.h"

enum { CENTRES = 5, MOST_CARDS = 5000 };

/* ---- cards ---- */

static sy_card *put_card(sy_graph *g, uint32_t node, int32_t column)
{
    if (g->card_of[node] != SY_NONE) return &g->cards[g->card_of[node]];
    if (g->n_cards == MOST_CARDS) return NULL;
    g->card_of[node] = (uint32_t)g->n_cards;
    g->cards[g->n_cards] = (sy_card){.node = node, .spot = {.column = column}, .is_new = true};
    return &g->cards[g->n_cards++];
}

static sy_status too_many(sy_err *err)
{
    return sy_fail(err, SY_ELIMIT, N_("more than %d cards; fold some first"), MOST_CARDS);
}

/* At a spot whose slot is free or given; two that have become one stand where the first did. */
static sy_status put_at(sy_graph *g, uint32_t node, int32_t column, const char *slot, sy_err *err)
{
    const bool is_known = g->card_of[node] != SY_NONE;
    sy_card *card = put_card(g, node, column);

    if (!card) return too_many(err);
    if (is_known) return SY_OK;
    card->spot.is_placed = *slot;
    card->spot.slot = (int32_t)strtol(slot, NULL, 10);
    card->is_new = false;
    return SY_OK;
}

/* Not there: perhaps a person, of a picture of people; else it is told of. */
static sy_status put_missing(sy_graph *g, const char *id, int32_t column, const char *slot,
                             sy_err *err)
{
    uint32_t *nodes = NULL;
    size_t n = 0;
    sy_status st = sy_graph_nodes_of_person(&nodes, &n, g, id, err);

    if (st == SY_OK && n == 0) g->gone[g->n_gone++] = id;
    for (size_t i = 0; i < n && st == SY_OK; i++)
        st = put_at(g, nodes[i], column, i == 0 ? slot : "", err);
    return st;
}

/* "ID@COLUMN@SLOT", "ID@COLUMN@" for a free slot: ids may have an @ of their own. */
static sy_status put_placed(sy_graph *g, char *item, sy_err *err)
{
    char *slot = strrchr(item, '@');
    sy_err ignored = {0};
    uint32_t node;

    if (slot) *slot++ = '\0';
    char *column = slot ? strrchr(item, '@') : NULL;
    if (column) *column++ = '\0';
    if (!column) return sy_fail(err, SY_EINVAL, N_("--placed \"%.60s\": ID@COLUMN@SLOT"), item);
    const int32_t at = (int32_t)strtol(column, NULL, 10);
    return sy_graph_named(&node, g, item, &ignored) == SY_OK ? put_at(g, node, at, slot, err)
                                                             : put_missing(g, item, at, slot, err);
}

static sy_status put_all_placed(sy_graph *g, sy_err *err)
{
    const char *text = sy_call_option(g->call, "placed");
    char *copy = text ? sy_arena_text(&g->call->arena, text, strlen(text)) : NULL, *rest = NULL;
    sy_status st = SY_OK;
    size_t n = 1;

    if (!text) return SY_OK;
    for (const char *c = text; *c; c++) n += *c == ',';
    const char **gone = sy_arena_get(&g->call->arena, (g->n_gone + n) * sizeof *gone);
    if (!copy || !gone) return sy_fail_nomem(err);
    for (size_t i = 0; i < g->n_gone; i++) gone[i] = g->gone[i];
    g->gone = gone;
    for (char *item = strtok_r(copy, ",", &rest); item && st == SY_OK;
         item = strtok_r(NULL, ",", &rest))
        st = put_placed(g, item, err);
    return st;
}

/* By node; what does not fit is the largest there is. */
static int64_t *turnovers(const sy_graph *g)
{
    int64_t *sums = sy_arena_get(&g->call->arena, g->links->n_nodes * sizeof *sums);

    for (uint32_t i = 0; sums && i < g->links->n_nodes; i++) sums[i] = 0;
    for (size_t i = 0; sums && i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        if (!sy_minor_add(&sums[l->from], sums[l->from], l->amount)) sums[l->from] = INT64_MAX;
        if (!sy_minor_add(&sums[l->to], sums[l->to], l->amount)) sums[l->to] = INT64_MAX;
    }
    return sums;
}

/* The debtor's accounts that have statements. */
static sy_status put_debtor(sy_graph *g, sy_err *err)
{
    uint32_t accounts[64];
    sy_case_facts facts;
    sy_status st = sy_case_get(sy_case_workspace(g->c), &facts, &g->call->arena, err);
    const size_t n = st == SY_OK && facts.debtor && *facts.debtor
                         ? sy_case_accounts_of(g->c, sy_slice_of(facts.debtor), accounts, 64)
                         : 0;

    for (size_t i = 0; i < n && i < 64; i++) put_card(g, sy_graph_node(g, accounts[i]), 0);
    return st;
}

/* The largest turnover of those that have a statement and no card; SY_NONE. */
static uint32_t largest(const sy_graph *g, const int64_t *turnover)
{
    const sy_flow *f = sy_case_flow(g->c);
    uint32_t best = SY_NONE;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t node = sy_graph_node(g, f->ledgers[l].account);
        if (f->ledgers[l].flags & SY_L_NO_STATEMENT || g->card_of[node] != SY_NONE) continue;
        if (turnover[node] > (best == SY_NONE ? 0 : turnover[best])) best = node;
    }
    return best;
}

/* Where nobody says what to begin with. */
static sy_status put_usual(sy_graph *g, sy_err *err)
{
    const int64_t *turnover = turnovers(g);
    sy_status st = turnover ? put_debtor(g, err) : sy_fail_nomem(err);

    while (st == SY_OK && g->n_cards < CENTRES) {
        const uint32_t best = largest(g, turnover);
        if (best == SY_NONE) break;
        put_card(g, best, 0);
    }
    return st;
}

/* ---- opening a side of a card ---- */

typedef struct candidate {
    const sy_link *link;
    uint32_t other;
} candidate;

static int by_wish(const void *x, const void *y, void *sort)
{
    const candidate *a = x, *b = y;
    const sy_graph_sort by = *(const sy_graph_sort *)sort;

    if (by == SY_GRAPH_COUNT && a->link->n != b->link->n) return a->link->n > b->link->n ? -1 : 1;
    if (by == SY_GRAPH_TIME && a->link->first != b->link->first)
        return a->link->first < b->link->first ? -1 : 1;
    if (a->link->amount != b->link->amount) return a->link->amount > b->link->amount ? -1 : 1;
    return (a->link > b->link) - (a->link < b->link);
}

static sy_status open_side(sy_graph *g, uint32_t node, bool is_right, sy_err *err)
{
    candidate *list = sy_arena_get(&g->call->arena, (g->links->n + 1) * sizeof *list);
    sy_card *card = put_card(g, node, 0);
    size_t n = 0;

    if (!list || !card) return list ? too_many(err) : sy_fail_nomem(err);
    const int32_t column = card->spot.column + (is_right ? 1 : -1);
    sy_cut *cut = &g->cuts[g->n_cuts++];
    *cut = (sy_cut){.node = node, .is_right = is_right};
    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        const uint32_t other = is_right ? l->to : l->from;
        if ((is_right ? l->from : l->to) != node) continue;
        cut->n++;
        if (g->card_of[other] == SY_NONE)
            list[n++] = (candidate){l, other};
        else
            cut->shown++;
    }
    qsort_r(list, n, sizeof *list, by_wish, &g->sort);
    for (size_t i = 0; i < n; i++) {
        if (i >= g->top)
            cut->amount_left += list[i].link->amount;
        else if (!put_card(g, list[i].other, column))
            return too_many(err);
        else
            cut->shown++;
    }
    return SY_OK;
}

static sy_status open_all(sy_graph *g, const char *option, bool is_right, sy_err *err)
{
    const char **names = NULL;
    size_t n = 0;
    uint32_t node;
    sy_status st = sy_call_list(g->call, option, &names, &n, err);

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        st = sy_graph_named(&node, g, names[i], err);
        if (st == SY_OK) st = open_side(g, node, is_right, err);
    }
    return st;
}

static sy_status put_named(sy_graph *g, sy_err *err)
{
    const char **names = NULL;
    size_t n = 0;
    uint32_t node;
    sy_status st = sy_call_list(g->call, "account", &names, &n, err);

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        st = sy_graph_named(&node, g, names[i], err);
        if (st == SY_OK && !put_card(g, node, 0)) st = too_many(err);
    }
    return st;
}

/* ---- sums and places ---- */

static void count(sy_graph *g)
{
    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        sy_card *from = sy_graph_card(g, l->from), *to = sy_graph_card(g, l->to);
        if (from) {
            from->out += l->amount;
            from->n_out += l->n;
            from->payees++;
        }
        if (to) {
            to->in += l->amount;
            to->n_in += l->n;
            to->payers++;
        }
    }
    for (size_t i = 0; i < g->n_cards; i++) g->cards[i].inner = g->links->inner[g->cards[i].node];
}

static sy_status place(sy_graph *g, sy_err *err)
{
    sy_spot *spots = sy_arena_get(&g->call->arena, (g->n_cards + 1) * sizeof *spots);
    sy_bond *bonds = sy_arena_get(&g->call->arena, (g->links->n + 1) * sizeof *bonds);
    size_t n = 0;

    if (!spots || !bonds) return sy_fail_nomem(err);
    for (size_t i = 0; i < g->n_cards; i++) spots[i] = g->cards[i].spot;
    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        if (g->card_of[l->from] == SY_NONE || g->card_of[l->to] == SY_NONE) continue;
        bonds[n++] = (sy_bond){g->card_of[l->from], g->card_of[l->to], l->amount};
    }
    const sy_status st = sy_layers_place(spots, g->n_cards, bonds, n, NULL, err);
    for (size_t i = 0; i < g->n_cards; i++) g->cards[i].spot = spots[i];
    return st;
}

static sy_status make_room(sy_graph *g, sy_err *err)
{
    const char **left = NULL, **right = NULL;
    size_t n_left = 0, n_right = 0;
    sy_status st = sy_call_list(g->call, "left", &left, &n_left, err);

    if (st == SY_OK) st = sy_call_list(g->call, "right", &right, &n_right, err);
    g->cards = sy_arena_get(&g->call->arena, MOST_CARDS * sizeof *g->cards);
    g->cuts = sy_arena_get(&g->call->arena, (n_left + n_right + 1) * sizeof *g->cuts);
    g->card_of = sy_arena_get(&g->call->arena, g->links->n_nodes * sizeof *g->card_of);
    if (st != SY_OK || !g->cards || !g->cuts || !g->card_of)
        return st != SY_OK ? st : sy_fail_nomem(err);
    for (uint32_t i = 0; i < g->links->n_nodes; i++) g->card_of[i] = SY_NONE;
    return SY_OK;
}

sy_status sy_graph_make(sy_graph *g, sy_err *err)
{
    sy_status st = sy_graph_nodes(g, err);

    if (st == SY_OK) st = sy_links_make(&g->links, NULL, sy_case_flow(g->c), &g->wish, err);
    if (st == SY_OK) st = make_room(g, err);
    if (st == SY_OK) st = put_all_placed(g, err);
    if (st == SY_OK) st = put_named(g, err);
    if (st == SY_OK && g->n_cards == 0 && g->n_gone == 0) st = put_usual(g, err);
    if (st == SY_OK) st = open_all(g, "right", true, err);
    if (st == SY_OK) st = open_all(g, "left", false, err);
    if (st == SY_OK) count(g);
    return st == SY_OK ? place(g, err) : st;
}
