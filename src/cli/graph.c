/* graph.c - centres, then what was opened to the left and right of cards, then places. */
#include "cli/graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/reply.h"
#include "report/question.h"
#include "report/words.h"

enum { CENTRES = 5, MOST_CARDS = 5000 };

/* ---- nodes ---- */

static uint32_t n_nodes(const sy_graph *g)
{
    return g->links->n_groups + 2 * SY_OUTSIDE_KINDS;
}

static uint32_t ledger_of(const sy_graph *g, uint32_t account)
{
    return sy_flow_first_ledger(sy_case_flow(g->c), account);
}

static sy_status group_people(sy_graph *g, sy_err *err)
{
    const sy_flow *f = sy_case_flow(g->c);
    uint32_t *group = sy_arena_get(&g->call->arena, (f->n_accounts + 1) * sizeof *group);
    sy_status st = sy_case_parties(g->c, &g->parties, &g->call->arena, err);

    if (st != SY_OK || !group) return st != SY_OK ? st : sy_fail_nomem(err);
    /* Each account that no party has is its own: after the parties. */
    for (uint32_t a = 0; a < f->n_accounts; a++) group[a] = SY_NONE;
    for (size_t p = 0; p < g->parties->n; p++) {
        const sy_identity *i = &g->parties->items[p];
        for (size_t k = 0; k < i->n_accounts; k++) {
            const uint32_t a = sy_case_find_account(g->c, sy_slice_of(i->accounts[k].number));
            if (a != SY_NONE) group[a] = (uint32_t)p;
        }
    }
    g->wish.n_groups = (uint32_t)g->parties->n;
    for (uint32_t a = 0; a < f->n_accounts; a++) {
        if (group[a] == SY_NONE) group[a] = g->wish.n_groups++;
    }
    g->wish.group_of = group;
    return SY_OK;
}

static bool is_outside(const sy_graph *g, uint32_t node)
{
    return node >= g->links->n_groups;
}

static sy_outside kind_of(const sy_graph *g, uint32_t node)
{
    return (sy_outside)((node - g->links->n_groups) % SY_OUTSIDE_KINDS);
}

static bool is_payee_outside(const sy_graph *g, uint32_t node)
{
    return node - g->links->n_groups >= SY_OUTSIDE_KINDS;
}

/* The person of a node; NULL: an account, or outside. */
static const sy_identity *person_of(const sy_graph *g, uint32_t node)
{
    return g->parties && node < g->parties->n ? &g->parties->items[node] : NULL;
}

/* An account of the node, to tell its name by. */
static uint32_t account_of(const sy_graph *g, uint32_t node)
{
    const sy_flow *f = sy_case_flow(g->c);

    if (!g->wish.group_of) return node;
    for (uint32_t a = 0; a < f->n_accounts; a++) {
        if (g->wish.group_of[a] == node) return a;
    }
    return SY_NONE;
}

const char *sy_graph_id(const sy_graph *g, char id[SY_CARD_ID], uint32_t node)
{
    const sy_flow *f = sy_case_flow(g->c);
    const sy_identity *person = person_of(g, node);

    if (is_outside(g, node)) {
        snprintf(id, SY_CARD_ID, "%s:%s", is_payee_outside(g, node) ? "to" : "from",
                 sy_outside_name(kind_of(g, node)));
    } else if (person) {
        snprintf(id, SY_CARD_ID, "%s", person->key);
    } else {
        const sy_ledger *l = &f->ledgers[ledger_of(g, account_of(g, node))];
        const char *number = sy_flow_text(f, l->number), *bank = sy_flow_text(f, l->bank);
        const bool is_plain = sy_case_find_account(g->c, sy_slice_of(number)) == l->account;
        snprintf(id, SY_CARD_ID, is_plain ? "%s" : "%s@%s", number, bank);
    }
    return id;
}

static uint32_t outside_named(const sy_graph *g, const char *id)
{
    const bool is_payee = strncmp(id, "to:", 3) == 0;
    const char *name = id + (is_payee ? 3 : 5);

    for (unsigned k = 0; k < SY_OUTSIDE_KINDS; k++) {
        const char *known = sy_outside_name((sy_outside)k);
        if (known && strcmp(known, name) == 0)
            return sy_node_outside(g->links->n_groups, (sy_outside)k, is_payee);
    }
    return SY_NONE;
}

static sy_status node_named(uint32_t *node, const sy_graph *g, const char *id, sy_err *err)
{
    uint32_t account = SY_NONE;

    *node = SY_NONE;
    if (strncmp(id, "to:", 3) == 0 || strncmp(id, "from:", 5) == 0) *node = outside_named(g, id);
    for (size_t p = 0; g->parties && *node == SY_NONE && p < g->parties->n; p++) {
        const sy_identity *i = &g->parties->items[p];
        if (strcmp(i->key, id) == 0 || (i->name && *i->name && strcmp(i->name, id) == 0))
            *node = (uint32_t)p;
    }
    if (*node != SY_NONE) return SY_OK;
    const sy_status st = sy_question_account(&account, g->c, id, err);
    if (st == SY_OK) *node = g->wish.group_of ? g->wish.group_of[account] : account;
    return st;
}

const char *sy_graph_title(const sy_graph *g, uint32_t node)
{
    const sy_flow *f = sy_case_flow(g->c);
    const sy_identity *person = person_of(g, node);
    char id[SY_CARD_ID], text[2 * SY_CARD_ID];

    if (is_outside(g, node)) return sy_outside_title(kind_of(g, node));
    if (person && person->name && *person->name) return person->name;
    const char *holder = sy_flow_text(f, f->ledgers[ledger_of(g, account_of(g, node))].holder);
    snprintf(text, sizeof text, "%.120s %s", holder, sy_graph_id(g, id, node));
    const char *copy = sy_arena_text(&g->call->arena, text, strlen(text));
    return copy ? copy : "";
}

void sy_graph_json_names(sy_json *j, const sy_graph *g, uint32_t node)
{
    const sy_flow *f = sy_case_flow(g->c);
    const sy_identity *person = person_of(g, node);

    if (is_outside(g, node)) {
        sy_reply_string(j, "kind", "outside");
        sy_reply_string(j, "holder", sy_outside_name(kind_of(g, node)));
        return;
    }
    if (person) {
        sy_reply_string(j, "kind", "person");
        sy_reply_string(j, "holder", person->name);
        sy_reply_int(j, "accounts", person->n_accounts);
        sy_reply_bool(j, "supplied", person->is_supplied);
        return;
    }
    const sy_ledger *l = &f->ledgers[ledger_of(g, account_of(g, node))];
    sy_reply_string(j, "kind", "account");
    sy_reply_string(j, "number", sy_flow_text(f, l->number));
    sy_reply_string(j, "holder", sy_flow_text(f, l->holder));
    sy_reply_string(j, "bank", sy_flow_text(f, l->bank));
    sy_reply_bool(j, "supplied", !(l->flags & SY_L_NO_STATEMENT));
}

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

/* "ID@COLUMN@SLOT": ids may have an @ of their own. */
static sy_status put_placed(sy_graph *g, char *item, sy_err *err)
{
    char *slot = strrchr(item, '@'), *end = NULL;
    uint32_t node;

    if (slot) *slot++ = '\0';
    char *column = slot ? strrchr(item, '@') : NULL;
    if (column) *column++ = '\0';
    if (!column) return sy_fail(err, SY_EINVAL, N_("--placed \"%.60s\": ID@COLUMN@SLOT"), item);
    sy_status st = node_named(&node, g, item, err);
    if (st != SY_OK) return st;
    sy_card *card = put_card(g, node, (int32_t)strtol(column, &end, 10));
    if (!card) return too_many(err);
    card->spot.slot = (int32_t)strtol(slot, &end, 10);
    card->spot.is_placed = true;
    card->is_new = false;
    return SY_OK;
}

static sy_status put_all_placed(sy_graph *g, sy_err *err)
{
    const char *text = sy_call_option(g->call, "placed");
    char *copy = text ? sy_arena_text(&g->call->arena, text, strlen(text)) : NULL, *rest = NULL;
    sy_status st = SY_OK;

    for (char *item = copy ? strtok_r(copy, ",", &rest) : NULL; item && st == SY_OK;
         item = strtok_r(NULL, ",", &rest))
        st = put_placed(g, item, err);
    return st;
}

static int64_t turnover(const sy_graph *g, uint32_t node)
{
    int64_t sum = 0;

    for (size_t i = 0; i < g->links->n; i++) {
        const sy_link *l = &g->links->items[i];
        if ((l->from == node || l->to == node) && __builtin_add_overflow(sum, l->amount, &sum))
            return INT64_MAX;
    }
    return sum;
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

    for (size_t i = 0; i < n && i < 64; i++)
        put_card(g, g->wish.group_of ? g->wish.group_of[accounts[i]] : accounts[i], 0);
    return st;
}

/* Where nobody says what to begin with. */
static sy_status put_usual(sy_graph *g, sy_err *err)
{
    const sy_flow *f = sy_case_flow(g->c);
    sy_status st = put_debtor(g, err);

    while (st == SY_OK && g->n_cards < CENTRES) {
        uint32_t best = SY_NONE;
        int64_t most = 0;
        for (uint32_t l = 0; l < f->n_ledgers; l++) {
            const uint32_t account = f->ledgers[l].account,
                           node = g->wish.group_of ? g->wish.group_of[account] : account;
            if (f->ledgers[l].flags & SY_L_NO_STATEMENT || g->card_of[node] != SY_NONE) continue;
            const int64_t sum = turnover(g, node);
            if (sum > most) {
                most = sum;
                best = node;
            }
        }
        if (best == SY_NONE) break;
        put_card(g, best, 0);
        if (g->n_cards >= CENTRES) break;
    }
    return st;
}

/* ---- opening a side of a card ---- */

typedef struct candidate {
    const sy_link *link;
    uint32_t other;
} candidate;

static sy_graph_sort sorted_by;

static int by_wish(const void *x, const void *y)
{
    const candidate *a = x, *b = y;

    if (sorted_by == SY_GRAPH_COUNT && a->link->n != b->link->n)
        return a->link->n > b->link->n ? -1 : 1;
    if (sorted_by == SY_GRAPH_TIME && a->link->first != b->link->first)
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
    sorted_by = g->sort;
    qsort(list, n, sizeof *list, by_wish);
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
        st = node_named(&node, g, names[i], err);
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
        st = node_named(&node, g, names[i], err);
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
    g->card_of = sy_arena_get(&g->call->arena, n_nodes(g) * sizeof *g->card_of);
    if (st != SY_OK || !g->cards || !g->cuts || !g->card_of)
        return st != SY_OK ? st : sy_fail_nomem(err);
    for (uint32_t i = 0; i < n_nodes(g); i++) g->card_of[i] = SY_NONE;
    return SY_OK;
}

sy_status sy_graph_make(sy_graph *g, sy_err *err)
{
    sy_status st = g->by_person ? group_people(g, err) : SY_OK;

    if (st == SY_OK) st = sy_links_make(&g->links, NULL, sy_case_flow(g->c), &g->wish, err);
    if (st == SY_OK) st = make_room(g, err);
    if (st == SY_OK) st = put_all_placed(g, err);
    if (st == SY_OK) st = put_named(g, err);
    if (st == SY_OK && g->n_cards == 0) st = put_usual(g, err);
    if (st == SY_OK) st = open_all(g, "right", true, err);
    if (st == SY_OK) st = open_all(g, "left", false, err);
    if (st == SY_OK) count(g);
    return st == SY_OK ? place(g, err) : st;
}
