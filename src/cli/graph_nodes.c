/* graph_nodes.c - what may be a card: accounts or people, what is outside, folds of these; how
 * they are named and found again by name. */
#include "cli/graph.h"

#include <stdio.h>
#include <string.h>

#include "cli/reply.h"
#include "report/question.h"
#include "report/words.h"

/* ---- accounts, people ---- */

static uint32_t n_groups(const sy_graph *g)
{
    return sy_links_groups(sy_case_flow(g->c), &g->wish);
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
    g->first_of = sy_arena_get(&g->call->arena, (g->wish.n_groups + 1) * sizeof *g->first_of);
    if (!g->first_of) return sy_fail_nomem(err);
    for (uint32_t a = f->n_accounts; a-- > 0;) g->first_of[group[a]] = a;
    g->wish.group_of = group;
    return SY_OK;
}

static bool is_outside(const sy_graph *g, uint32_t node)
{
    return node >= n_groups(g) && node < n_groups(g) + 2 * SY_OUTSIDE_KINDS;
}

static sy_outside kind_of(const sy_graph *g, uint32_t node)
{
    return (sy_outside)((node - n_groups(g)) % SY_OUTSIDE_KINDS);
}

static bool is_payee_outside(const sy_graph *g, uint32_t node)
{
    return node - n_groups(g) >= SY_OUTSIDE_KINDS;
}

/* The fold of a node; NULL: it is none. */
static const sy_fold *fold_of(const sy_graph *g, uint32_t node)
{
    const uint32_t first = n_groups(g) + 2 * SY_OUTSIDE_KINDS;

    return node >= first ? &g->folds[node - first] : NULL;
}

/* The person of a node; NULL: an account, or outside. */
static const sy_identity *person_of(const sy_graph *g, uint32_t node)
{
    return g->by_person && node < g->parties->n ? &g->parties->items[node] : NULL;
}

/* An account of the node, to tell its name by. */
static uint32_t account_of(const sy_graph *g, uint32_t node)
{
    return g->wish.group_of ? g->first_of[node] : node;
}

const char *sy_graph_id(const sy_graph *g, char id[SY_CARD_ID], uint32_t node)
{
    const sy_flow *f = sy_case_flow(g->c);
    const sy_identity *person = person_of(g, node);

    if (fold_of(g, node)) {
        snprintf(id, SY_CARD_ID, "fold:%s", fold_of(g, node)->key);
    } else if (is_outside(g, node)) {
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
            return sy_node_outside(n_groups(g), (sy_outside)k, is_payee);
    }
    return SY_NONE;
}

static uint32_t fold_named(const sy_graph *g, const char *key)
{
    for (uint32_t i = 0; i < g->wish.n_folds; i++) {
        if (strcmp(g->folds[i].key, key) == 0) return n_groups(g) + 2 * SY_OUTSIDE_KINDS + i;
    }
    return SY_NONE;
}

static uint32_t party_named(const sy_graph *g, const char *id)
{
    for (uint32_t p = 0; g->parties && p < g->parties->n; p++) {
        const sy_identity *i = &g->parties->items[p];
        if (strcmp(i->key, id) == 0 || (i->name && *i->name && strcmp(i->name, id) == 0)) return p;
    }
    return SY_NONE;
}

sy_status sy_graph_named(uint32_t *node, const sy_graph *g, const char *id, sy_err *err)
{
    uint32_t account = SY_NONE;
    sy_status st = SY_OK;

    *node = SY_NONE;
    if (strncmp(id, "fold:", 5) == 0) *node = fold_named(g, id + 5);
    if (strncmp(id, "to:", 3) == 0 || strncmp(id, "from:", 5) == 0) *node = outside_named(g, id);
    if (*node == SY_NONE && g->by_person) *node = party_named(g, id);
    if (*node == SY_NONE) {
        st = sy_question_account(&account, g->c, id, err);
        if (st == SY_OK) *node = g->wish.group_of ? g->wish.group_of[account] : account;
    }
    if (st == SY_OK && g->wish.fold_of) *node = g->wish.fold_of[*node];
    return st;
}

/* ---- other pictures' cards ---- */

static bool is_of(const sy_identity *person, const sy_graph *g, uint32_t account)
{
    for (size_t i = 0; i < person->n_accounts; i++) {
        if (sy_case_find_account(g->c, sy_slice_of(person->accounts[i].number)) == account)
            return true;
    }
    return false;
}

sy_status sy_graph_nodes_of_person(uint32_t **nodes, size_t *n, sy_graph *g, const char *id,
                                   sy_err *err)
{
    const sy_flow *f = sy_case_flow(g->c);
    sy_status st = SY_OK;

    *n = 0;
    *nodes = NULL;
    if (g->by_person) return SY_OK;
    if (!g->parties) st = sy_case_parties(g->c, &g->parties, &g->call->arena, err);
    const uint32_t person = st == SY_OK ? party_named(g, id) : SY_NONE;
    if (person == SY_NONE) return st;
    *nodes = sy_arena_get(&g->call->arena, (f->n_accounts + 1) * sizeof **nodes);
    if (!*nodes) return sy_fail_nomem(err);
    for (uint32_t a = 0; a < f->n_accounts; a++) {
        if (!is_of(&g->parties->items[person], g, a)) continue;
        (*nodes)[(*n)++] = g->wish.fold_of ? g->wish.fold_of[a] : a;
    }
    return SY_OK;
}

/* ---- folds ---- */

static sy_fold *fold_with(sy_graph *g, const char *key)
{
    for (uint32_t i = 0; i < g->wish.n_folds; i++) {
        if (strcmp(g->folds[i].key, key) == 0) return &g->folds[i];
    }
    g->folds[g->wish.n_folds] = (sy_fold){.key = key};
    return &g->folds[g->wish.n_folds++];
}

/* "KEY=ID". A member that is no longer there is told of, like a card. */
static sy_status fold_one(sy_graph *g, uint32_t *fold_of, const char *item, sy_err *err)
{
    const char *equals = strchr(item, '=');
    sy_err ignored = {0};
    uint32_t node;

    if (!equals || equals == item)
        return sy_fail(err, SY_EINVAL, N_("--fold \"%.60s\": KEY=ID,KEY=ID"), item);
    const char *key = sy_arena_text(&g->call->arena, item, (size_t)(equals - item));
    if (!key) return sy_fail_nomem(err);
    sy_fold *fold = fold_with(g, key);
    if (sy_graph_named(&node, g, equals + 1, &ignored) != SY_OK) {
        g->gone[g->n_gone++] = equals + 1;
        return SY_OK;
    }
    if (fold_of[node] != node) return SY_OK; /* of an earlier one, or named twice */
    fold_of[node] = n_groups(g) + 2 * SY_OUTSIDE_KINDS + (uint32_t)(fold - g->folds);
    fold->members++;
    return SY_OK;
}

static sy_status fold(sy_graph *g, sy_err *err)
{
    const char **items = NULL;
    size_t n = 0;
    sy_status st = sy_call_list(g->call, "fold", &items, &n, err);
    const uint32_t nodes = n_groups(g) + 2 * SY_OUTSIDE_KINDS + (uint32_t)n;
    uint32_t *fold_of;

    if (st != SY_OK || n == 0) return st;
    g->folds = sy_arena_get(&g->call->arena, n * sizeof *g->folds);
    g->gone = sy_arena_get(&g->call->arena, n * sizeof *g->gone);
    fold_of = sy_arena_get(&g->call->arena, nodes * sizeof *fold_of);
    if (!g->folds || !g->gone || !fold_of) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < nodes; i++) fold_of[i] = i;
    for (size_t i = 0; i < n && st == SY_OK; i++) st = fold_one(g, fold_of, items[i], err);
    g->wish.fold_of = fold_of;
    return st;
}

sy_status sy_graph_nodes(sy_graph *g, sy_err *err)
{
    const sy_status st = g->by_person ? group_people(g, err) : SY_OK;

    return st == SY_OK ? fold(g, err) : st;
}

/* ---- what they are called ---- */

const char *sy_graph_title(const sy_graph *g, uint32_t node)
{
    const sy_flow *f = sy_case_flow(g->c);
    const sy_identity *person = person_of(g, node);
    char id[SY_CARD_ID], text[2 * SY_CARD_ID];

    if (fold_of(g, node)) return fold_of(g, node)->key;
    if (is_outside(g, node)) return sy_outside_title(kind_of(g, node));
    if (person && person->name && *person->name) return person->name;
    const char *holder = sy_flow_text(f, f->ledgers[ledger_of(g, account_of(g, node))].holder);
    snprintf(text, sizeof text, "%.120s %s", holder, sy_graph_id(g, id, node));
    const char *copy = sy_arena_text(&g->call->arena, text, strlen(text));
    return copy ? copy : "";
}

void sy_graph_names_of(sy_graph_names *out, const sy_graph *g, uint32_t node)
{
    const sy_flow *f = sy_case_flow(g->c);
    const sy_identity *person = person_of(g, node);
    const sy_fold *fold = fold_of(g, node);

    *out = (sy_graph_names){.kind = SY_CHART_OUTSIDE, .number = "", .holder = "", .bank = ""};
    if (fold) {
        out->kind = SY_CHART_FOLD;
        out->holder = fold->key;
        out->n = fold->members;
    } else if (is_outside(g, node)) {
        out->holder = sy_outside_name(kind_of(g, node));
    } else if (person) {
        out->kind = SY_CHART_PERSON;
        out->holder = person->name ? person->name : "";
        out->n = person->n_accounts;
        out->is_supplied = person->is_supplied;
    } else {
        const sy_ledger *l = &f->ledgers[ledger_of(g, account_of(g, node))];
        *out = (sy_graph_names){.kind = SY_CHART_ACCOUNT,
                                .number = sy_flow_text(f, l->number),
                                .holder = sy_flow_text(f, l->holder),
                                .bank = sy_flow_text(f, l->bank),
                                .n = 1,
                                .is_supplied = !(l->flags & SY_L_NO_STATEMENT)};
    }
}

void sy_graph_json_names(sy_json *j, const sy_graph *g, uint32_t node)
{
    sy_graph_names names;

    sy_graph_names_of(&names, g, node);
    sy_reply_string(j, "kind", sy_chart_kind_name(names.kind));
    if (names.kind == SY_CHART_ACCOUNT) sy_reply_string(j, "number", names.number);
    sy_reply_string(j, "holder", names.holder);
    if (names.kind == SY_CHART_ACCOUNT) sy_reply_string(j, "bank", names.bank);
    if (names.kind == SY_CHART_PERSON) sy_reply_int(j, "accounts", names.n);
    if (names.kind == SY_CHART_FOLD) sy_reply_int(j, "members", names.n);
    if (names.kind == SY_CHART_ACCOUNT || names.kind == SY_CHART_PERSON)
        sy_reply_bool(j, "supplied", names.is_supplied);
}
