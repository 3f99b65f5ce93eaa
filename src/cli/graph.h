/* graph.h - the cards of a picture: which, where, and what they are called. */
#ifndef SY_CLI_GRAPH_H
#define SY_CLI_GRAPH_H

#include "cli/command.h"
#include "flow/layers.h"
#include "flow/links.h"
#include "ledger/parties.h"

typedef enum sy_graph_sort { SY_GRAPH_AMOUNT, SY_GRAPH_COUNT, SY_GRAPH_TIME } sy_graph_sort;

typedef struct sy_card {
    uint32_t node; /* of links.h */
    sy_spot spot;
    bool is_new;
    int64_t in, out; /* of all links, shown or not */
    uint64_t n_in, n_out;
    uint32_t payers, payees; /* how many */
} sy_card;

/* One side of a card that was opened. */
typedef struct sy_cut {
    uint32_t node;
    bool is_right;
    size_t n, shown;
    int64_t amount_left;
} sy_cut;

typedef struct sy_graph {
    sy_call *call;
    sy_case *c;
    sy_links_wish wish;
    uint64_t top;
    sy_graph_sort sort;
    bool by_person;
    sy_parties *parties; /* by_person only */
    sy_links *links;
    sy_card *cards;
    size_t n_cards;
    uint32_t *card_of; /* by node: its card; SY_NONE */
    sy_cut *cuts;
    size_t n_cuts;
} sy_graph;

/* Fills links, cards with their places, cuts. g->links is the caller's. */
SY_MUST_USE sy_status sy_graph_make(sy_graph *g, sy_err *err);

static inline sy_card *sy_graph_card(const sy_graph *g, uint32_t node)
{
    return g->card_of[node] == SY_NONE ? NULL : &g->cards[g->card_of[node]];
}

enum { SY_CARD_ID = 160 };
/* "6299...", "citizen:...", "to:cash", "from:merchant". Returns id. */
const char *sy_graph_id(const sy_graph *g, char id[SY_CARD_ID], uint32_t node);
/* Who it is, for people. */
const char *sy_graph_title(const sy_graph *g, uint32_t node);
/* "kind", "number", "holder", "bank", "supplied" of a node. */
void sy_graph_json_names(sy_json *j, const sy_graph *g, uint32_t node);

#endif
