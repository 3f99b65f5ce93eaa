/* links.h - how much went from whom to whom, summed: what a picture of accounts is drawn of.
 *
 *     const sy_links_wish wish = {.since = INT64_MIN, .until = INT64_MAX};
 *     sy_links *l;
 *     sy_links_make(&l, NULL, flow, &wish, &err);
 *     for (size_t i = 0; i < l->n; i++) ... l->items[i].from, .to, .amount ...
 *     sy_links_free(l);
 *
 * Ends are nodes: accounts, or groups of them (people). What is outside is a node for each
 * kind, one as payer and one as payee: a till that pays is not the shop that is paid. Nodes may
 * be folded into others. However they are grouped and folded, all links and what moved within
 * nodes add up to the same. */
#ifndef SY_FLOW_LINKS_H
#define SY_FLOW_LINKS_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_OUTSIDE_KINDS = 32 };

typedef struct sy_link {
    uint32_t from, to; /* nodes */
    uint32_t n;        /* transfers */
    int64_t amount;    /* fen, as it left */
    int64_t first, last;
} sy_link;

typedef struct sy_links_wish {
    const uint32_t *group_of; /* by account: its node; NULL: each account is its own */
    uint32_t n_groups;        /* nodes; without groups the flow's accounts */
    const uint32_t *fold_of;  /* by node: the node it is folded into, or itself; NULL: none is */
    uint32_t n_folds;         /* nodes for that: after those of the outside */
    int64_t since, until;     /* seconds, both included */
    int64_t least;            /* transfers of less are left out */
} sy_links_wish;

/* What moved within a node. */
typedef struct sy_inner {
    uint32_t n;
    int64_t amount;
} sy_inner;

typedef struct sy_links {
    sy_link *items; /* by (from, to) */
    size_t n;
    sy_inner *inner;   /* by node */
    uint32_t n_groups; /* nodes n_groups + kind pay from outside, n_groups + 32 + kind are paid */
    uint32_t n_nodes;
    const sy_alloc *al;
} sy_links;

static inline uint32_t sy_node_outside(uint32_t n_groups, sy_outside kind, bool is_payee)
{
    return n_groups + (is_payee ? SY_OUTSIDE_KINDS : 0) + (uint32_t)kind;
}

static inline uint32_t sy_links_groups(const sy_flow *f, const sy_links_wish *wish)
{
    return wish->group_of ? wish->n_groups : f->n_accounts;
}

/* The node at one end of a transfer. */
static inline uint32_t sy_node_of(const sy_flow *f, const sy_links_wish *wish, uint32_t end,
                                  bool is_payee)
{
    uint32_t node;

    if (sy_is_outside(end)) {
        node = sy_node_outside(sy_links_groups(f, wish), sy_outside_kind(end), is_payee);
    } else {
        node = f->ledgers[end].account;
        if (wish->group_of) node = wish->group_of[node];
    }
    return wish->fold_of ? wish->fold_of[node] : node;
}

/* Does the transfer count? Pseudo transfers and those taken back never do. */
static inline bool sy_links_has(const sy_flow *f, const sy_links_wish *wish, uint32_t t)
{
    const int64_t at = sy_flow_at(f, t);

    return !(f->flags[t] & SY_T_PSEUDO) && !sy_flow_is_reversed(f, t) && at >= wish->since &&
           at <= wish->until && f->amount[t] >= wish->least;
}

/* SY_ELIMIT where a sum does not fit. Cost: a sort of the transfers that fit, 60 ms a million. */
SY_MUST_USE sy_status sy_links_make(sy_links **out, const sy_alloc *al, const sy_flow *f,
                                    const sy_links_wish *wish, sy_err *err);
void sy_links_free(sy_links *l);

#ifdef __cplusplus
}
#endif

#endif
