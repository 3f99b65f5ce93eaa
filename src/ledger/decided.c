/* decided.c - what people decided on who is one person, put upon today's nodes. A
 * key names a node as long as its number or row is there; one that names nothing
 * any more (its file is gone) decides nothing. */
#include <stdlib.h>
#include <string.h>

#include "ledger/people.h"

/* The node that a key names now; SY_NONE. */
static uint32_t node_of_key(const sy_people *p, const char *key)
{
    if (strncmp(key, "account:", 8) == 0) return sy_people_account(p, key + 8);
    for (uint32_t i = 0; i < p->n_nodes; i++) {
        const sy_node *node = &p->nodes[i];
        if (node->join && strcmp(node->join, key) == 0) return i;
    }
    for (uint32_t i = (uint32_t)p->n_accounts; i < p->n_nodes; i++) {
        char row[SY_ROW_KEY];
        if (strcmp(sy_row_key(row, &p->claims[p->nodes[i].first_claim]), key) == 0) return i;
    }
    return SY_NONE;
}

sy_status sy_parties_decided(sy_people *p, sy_err *err)
{
    sy_status st = sy_party_decisions(p->ws, &p->decisions, &p->n_decisions, p->arena, err);

    if (st != SY_OK) return st;
    p->decided = sy_arena_get(p->arena, p->n_decisions * sizeof *p->decided);
    if (!p->decided) return sy_fail_nomem(err);
    for (size_t i = 0; i < p->n_decisions; i++) {
        const sy_party_decision *d = &p->decisions[i];
        p->decided[i].a = node_of_key(p, d->a);
        p->decided[i].b = node_of_key(p, d->b);
        const bool is_there = p->decided[i].a != SY_NONE && p->decided[i].b != SY_NONE;
        if (is_there && d->verdict == SY_VERDICT_CONFIRMED) {
            sy_node_join(p, p->decided[i].a, p->decided[i].b);
        }
    }
    return SY_OK;
}
