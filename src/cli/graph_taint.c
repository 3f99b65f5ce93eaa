/* graph_taint.c - a trace under a picture: which part of each link is money that left one card.
 *
 * The trace is of the whole case, not of what is shown: a link's figures do not change when cards
 * come and go. Several payments together: at least the sum of what each is at least; at most the
 * lesser of the sum and of all that was traced (tracing.md 5). */
#include "cli/graph.h"

#include <stdlib.h>

#include "base/money.h"
#include "report/question.h"

static sy_status read_rule(sy_rule *rule, const sy_graph *g, sy_err *err)
{
    const char *text = sy_call_option(g->call, "rule");

    *rule = SY_FIFO;
    if (!text || sy_rule_from_name(rule, text)) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not one of its words"), "rule", text);
}

/* The accounts of a card that have a statement, each a seed. */
static sy_status seeds_of(sy_seed *seeds, size_t *n, const sy_graph *g, const char *id, sy_err *err)
{
    const sy_flow *f = sy_case_flow(g->c);
    const char *since = sy_call_option(g->call, "trace-since");
    int64_t at = INT64_MIN;
    uint32_t node, last = SY_NONE;
    sy_status st = sy_graph_named(&node, g, id, err);

    if (st == SY_OK && since) st = sy_question_time(&at, "trace-since", since, false, err);
    *n = 0;
    for (uint32_t l = 0; st == SY_OK && l < f->n_ledgers; l++) {
        const uint32_t account = f->ledgers[l].account;
        if (account == last || f->ledgers[l].flags & SY_L_NO_STATEMENT) continue;
        if (sy_graph_node(g, account) != node) continue;
        if (*n == SY_MAX_SEEDS)
            return sy_fail(err, SY_ELIMIT, N_("\"%.60s\" has more than %d accounts to trace from"),
                           id, SY_MAX_SEEDS);
        seeds[(*n)++] = (sy_seed){.kind = SY_SEED_ACCOUNT, .account = account, .since = at};
        last = account;
    }
    if (st == SY_OK && *n == 0)
        return sy_fail(err, SY_EDATA, N_("\"%.60s\" has no statement to trace from"), id);
    return st;
}

static bool add(sy_taint *sum, const sy_traced *x)
{
    return sy_minor_add(&sum->tainted, sum->tainted, x->tainted) &&
           sy_minor_add(&sum->lower, sum->lower, x->lower) &&
           sy_minor_add(&sum->upper, sum->upper, x->upper);
}

static int by_ends(const void *x, const void *y)
{
    const sy_link *a = x, *b = y;

    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static sy_link *link_of(const sy_graph *g, uint32_t t)
{
    const sy_flow *f = sy_case_flow(g->c);
    const sy_link key = {.from = sy_node_of(f, &g->wish, f->from[t], false),
                         .to = sy_node_of(f, &g->wish, f->to[t], true)};

    return bsearch(&key, g->links->items, g->links->n, sizeof key, by_ends);
}

static sy_status sum_links(sy_graph *g, sy_err *err)
{
    const sy_flow *f = sy_case_flow(g->c);

    g->taints = sy_arena_get(&g->call->arena, (g->links->n + 1) * sizeof *g->taints);
    if (!g->taints) return sy_fail_nomem(err);
    for (size_t i = 0; i < g->links->n; i++) g->taints[i] = (sy_taint){.tainted = 0};
    for (size_t i = 0; i < g->trace->n_transfers; i++) {
        const sy_traced *x = &g->trace->transfers[i];
        const sy_link *l = sy_links_has(f, &g->wish, x->transfer) ? link_of(g, x->transfer) : NULL;
        if (l && !add(&g->taints[l - g->links->items], x))
            return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
    }
    for (size_t i = 0; i < g->links->n; i++) {
        if (g->taints[i].upper > g->seeded) g->taints[i].upper = g->seeded;
    }
    return SY_OK;
}

sy_status sy_graph_trace(sy_graph *g, sy_err *err)
{
    const char *id = sy_call_option(g->call, "trace");
    sy_seed seeds[SY_MAX_SEEDS];
    sy_trace_query q = {.seeds = seeds, .bounds = true, .all_bounds = true};

    if (!id) return SY_OK;
    sy_status st = read_rule(&q.rule, g, err);
    if (st == SY_OK) st = seeds_of(seeds, &q.n_seeds, g, id, err);
    if (st == SY_OK) st = sy_trace_run(&g->trace, NULL, sy_case_flow(g->c), &q, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < g->trace->n_seeds; i++) g->seeded += g->trace->seeded[i];
    return sum_links(g, err);
}

static int by_transfer(const void *x, const void *y)
{
    const sy_traced *a = x, *b = y;

    return (a->transfer > b->transfer) - (a->transfer < b->transfer);
}

sy_taint sy_graph_taint_of(const sy_graph *g, uint32_t transfer)
{
    const sy_traced key = {.transfer = transfer};
    const sy_traced *x = bsearch(&key, g->trace->transfers, g->trace->n_transfers, sizeof key,
                                 by_transfer); /* in pass order, as transfers are numbered */

    return x ? (sy_taint){x->tainted, x->lower, x->upper} : (sy_taint){.tainted = 0};
}
