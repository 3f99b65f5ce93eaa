/* people.h - accounts and what is said of their holders, before they are joined;
 * private to src/ledger.
 *
 * A node is an account number, or a row of a person file; a claim is one name
 * and number said of it. parties.c joins nodes, proposals.c asks about the rest. */
#ifndef SY_LEDGER_PEOPLE_H
#define SY_LEDGER_PEOPLE_H

#include <stdio.h>

#include "identifier/banks.h"
#include "identifier/mask.h"
#include "identifier/name.h"
#include "ledger/parties.h"
#include "ledger/registry.h"
#include "store/party_decisions.h"

typedef struct sy_claim {
    uint32_t node;
    sy_claim_origin origin;
    sy_name_kind_of name_kind;
    sy_slice name, folded; /* as written; in one form */
    sy_slice written;      /* ID number */
    const char *id;        /* normal form, or "" */
    const char *join;      /* what joins two of them: NULL where the number proves nothing */
    sy_id_kind id_kind;
    sy_id_verdict verdict;
    sy_slice bank;
    uint64_t rows;
    const sy_source *source;
    uint32_t row;
    const sy_record *record; /* of a file; NULL */
} sy_claim;

typedef struct sy_node {
    const char *number;               /* NULL: a row of a person file */
    uint32_t first_ledger, n_ledgers; /* of flow */
    uint32_t first_claim, n_claims;
    uint32_t parent;  /* union-find */
    const char *join; /* of its only ID number; NULL */
    bool is_supplied, is_named;
} sy_node;

typedef struct sy_people {
    sy_arena *arena;
    const sy_flow *flow;
    sy_workspace *ws;
    sy_registry *registry;
    sy_names *names;
    sy_banks *banks;
    sy_source *sources;
    size_t n_sources;
    sy_node *nodes; /* accounts by number, then rows of person files */
    size_t n_nodes, n_accounts;
    sy_claim *claims; /* by node, origin, file, row */
    size_t n_claims;
    uint32_t *node_of_ledger; /* SY_NONE: none (number#other) */
    sy_party_decision *decisions;
    struct {
        uint32_t a, b; /* nodes; SY_NONE: not there any more */
    } * decided;       /* by decision */
    size_t n_decisions;
} sy_people;

/* Everything from the arena but registry, names and banks: dispose. */
SY_MUST_USE sy_status sy_people_gather(sy_people *p, sy_case *c, sy_arena *arena, sy_err *err);
void sy_people_dispose(sy_people *p);

/* The node of an account number; SY_NONE. */
uint32_t sy_people_account(const sy_people *p, const char *number);

static inline uint32_t sy_node_root(sy_people *p, uint32_t node)
{
    while (p->nodes[node].parent != node) {
        p->nodes[node].parent = p->nodes[p->nodes[node].parent].parent;
        node = p->nodes[node].parent;
    }
    return node;
}

/* The smaller number stays the root: the same in every run. */
static inline void sy_node_join(sy_people *p, uint32_t a, uint32_t b)
{
    a = sy_node_root(p, a);
    b = sy_node_root(p, b);
    if (a < b)
        p->nodes[b].parent = a;
    else
        p->nodes[a].parent = b;
}

enum { SY_ROW_KEY = 80 };
/* The key of a row of a person file, named as entries are. Returns out. */
static inline char *sy_row_key(char out[SY_ROW_KEY], const sy_claim *c)
{
    snprintf(out, SY_ROW_KEY, "row:%.12s-%u-%u", c->source->sha256, c->source->sheet, c->row);
    return out;
}

static inline bool sy_name_counts(const sy_claim *c)
{
    return c->name_kind != SY_NAME_PLACEHOLDER && c->name_kind != SY_NAME_MASKED;
}

/* ---- decided.c ---- */

/* Reads what people decided; confirmed pairs are joined. Before the parties are made. */
SY_MUST_USE sy_status sy_parties_decided(sy_people *p, sy_err *err);

/* ---- proposals.c ---- */

/* Fills proposals; parties has its items. party_of: by node. */
SY_MUST_USE sy_status sy_parties_propose(sy_parties *parties, sy_people *p,
                                         const uint32_t *party_of, sy_err *err);

/* ---- conflicts.c ---- */

SY_MUST_USE sy_status sy_parties_contradict(sy_parties *parties, sy_people *p, sy_err *err);

#endif
