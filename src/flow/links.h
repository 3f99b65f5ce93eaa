/* links.h - how much went from whom to whom, summed: what a picture of accounts is drawn of.
 *
 *     const sy_links_wish wish = {.since = INT64_MIN, .until = INT64_MAX};
 *     sy_links *l;
 *     sy_links_make(&l, NULL, flow, &wish, &err);
 *     for (size_t i = 0; i < l->n; i++) ... l->items[i].from, .to, .amount ...
 *     sy_links_free(l);
 *
 * Ends are nodes: accounts, or groups of them (people). What is outside is a node for each
 * kind, one as payer and one as payee: a till that pays is not the shop that is paid. */
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
    int64_t since, until;     /* seconds, both included */
    int64_t least;            /* transfers of less are left out */
} sy_links_wish;

typedef struct sy_links {
    sy_link *items; /* by (from, to) */
    size_t n;
    uint32_t n_groups; /* nodes n_groups + kind pay from outside, n_groups + 32 + kind are paid */
    const sy_alloc *al;
} sy_links;

static inline uint32_t sy_node_outside(uint32_t n_groups, sy_outside kind, bool is_payee)
{
    return n_groups + (is_payee ? SY_OUTSIDE_KINDS : 0) + (uint32_t)kind;
}

/* Money that moves within a node, and pseudo transfers, are no links. SY_ELIMIT where a sum does
 * not fit. Cost: a sort of the transfers that fit, 60 ms a million. */
SY_MUST_USE sy_status sy_links_make(sy_links **out, const sy_alloc *al, const sy_flow *f,
                                    const sy_links_wish *wish, sy_err *err);
void sy_links_free(sy_links *l);

#ifdef __cplusplus
}
#endif

#endif
