/* graph.h - the cards of a picture: which, where, and what they are called. */
#ifndef SY_CLI_GRAPH_H
#define SY_CLI_GRAPH_H

#include "cli/command.h"
#include "flow/layers.h"
#include "flow/links.h"
#include "flow/trace.h"
#include "ledger/parties.h"
#include "report/chart.h"
#include "store/board_state.h"

typedef enum sy_graph_sort { SY_GRAPH_AMOUNT, SY_GRAPH_COUNT, SY_GRAPH_TIME } sy_graph_sort;

typedef struct sy_card {
    uint32_t node; /* of links.h */
    sy_spot spot;
    bool is_new;
    int64_t in, out; /* of all links, shown or not */
    uint64_t n_in, n_out;
    uint32_t payers, payees; /* how many */
    sy_inner inner;          /* what moved within it: no part of in and out */
} sy_card;

/* Cards that are shown as one. */
typedef struct sy_fold {
    const char *key; /* chosen by who asks; its card is "fold:KEY" */
    uint32_t members;
} sy_fold;

/* One side of a card that was opened. */
typedef struct sy_cut {
    uint32_t node;
    bool is_right;
    size_t n, shown;
    int64_t amount_left;
} sy_cut;

/* What of a link, or of a transfer, is traced money: by the rule, and whatever the rule. */
typedef struct sy_taint {
    int64_t tainted, lower, upper;
} sy_taint;

typedef struct sy_graph {
    sy_call *call;
    sy_case *c;
    sy_links_wish wish;
    uint64_t top;
    sy_graph_sort sort;
    bool by_person;
    bool is_single;      /* in a file: each transfer a line */
    sy_parties *parties; /* by_person, or when asked for */
    uint32_t *first_of;  /* by_person: by group, an account of it */
    sy_fold *folds;      /* wish.n_folds */
    const char **gone;   /* ids of cards and members that the case does not have */
    size_t n_gone;
    sy_links *links;
    sy_card *cards;
    size_t n_cards;
    uint32_t *card_of; /* by node: its card; SY_NONE */
    sy_cut *cuts;
    size_t n_cuts;
    sy_trace *trace;  /* NULL: none was asked for */
    sy_taint *taints; /* by link */
    int64_t seeded;
    const char *board_name; /* NULL: none was named */
    sy_board_state board;
} sy_graph;

/* All that the call's options ask for: board, cards, links, trace. Closed in either case. */
SY_MUST_USE sy_status sy_graph_open(sy_graph *g, sy_call *call, sy_err *err);
void sy_graph_close(sy_graph *g);

/* Groups accounts by person and cards by fold, as the wish says. */
SY_MUST_USE sy_status sy_graph_nodes(sy_graph *g, sy_err *err);
/* The node of a card's id (or of an account's name); of a member its fold's. */
SY_MUST_USE sy_status sy_graph_named(uint32_t *node, const sy_graph *g, const char *id,
                                     sy_err *err);
/* In a picture of accounts: the nodes of the person whose card has this id in one of people. */
SY_MUST_USE sy_status sy_graph_nodes_of_person(uint32_t **nodes, size_t *n, sy_graph *g,
                                               const char *id, sy_err *err);

/* Fills links, cards with their places, cuts. g->links is the caller's. */
SY_MUST_USE sy_status sy_graph_make(sy_graph *g, sy_err *err);

static inline sy_card *sy_graph_card(const sy_graph *g, uint32_t node)
{
    return g->card_of[node] == SY_NONE ? NULL : &g->cards[g->card_of[node]];
}

/* The node of an account. */
static inline uint32_t sy_graph_node(const sy_graph *g, uint32_t account)
{
    const uint32_t node = g->wish.group_of ? g->wish.group_of[account] : account;
    return g->wish.fold_of ? g->wish.fold_of[node] : node;
}

/* --trace, --rule, --trace-since: after sy_graph_make; g->trace is the caller's. */
SY_MUST_USE sy_status sy_graph_trace(sy_graph *g, sy_err *err);
/* Of one transfer; the trace has run. Cost: a binary search. */
sy_taint sy_graph_taint_of(const sy_graph *g, uint32_t transfer);
/* The answer. */
SY_MUST_USE sy_status sy_graph_json(sy_graph *g, sy_err *err);

enum { SY_CARD_ID = 160 };
/* "6299...", "citizen:...", "to:cash", "from:merchant". Returns id. */
const char *sy_graph_id(const sy_graph *g, char id[SY_CARD_ID], uint32_t node);
/* Who it is, for people. */
const char *sy_graph_title(const sy_graph *g, uint32_t node);
typedef struct sy_graph_names {
    sy_chart_kind kind;
    const char *number, *holder, *bank; /* "" where there is none; of a fold its name */
    size_t n;                           /* accounts of a person, members of a fold */
    bool is_supplied;
} sy_graph_names;
void sy_graph_names_of(sy_graph_names *out, const sy_graph *g, uint32_t node);
/* What a picture shows, in words: case, filters, rule, that it is a lead. */
typedef struct sy_graph_remarks {
    const char *lines[7];
    char texts[7][400];
    size_t n;
} sy_graph_remarks;
SY_MUST_USE sy_status sy_graph_say(sy_graph_remarks *r, sy_graph *g, sy_err *err);
/* What the board notes of a card, or of a link "FROM\nTO"; "". */
const char *sy_graph_note(const sy_graph *g, const char *id);
/* As a file (graph_file.c): GEXF, GraphML, ANX by its ending. */
SY_MUST_USE sy_status sy_graph_write(sy_graph *g, const char *path, sy_err *err);
/* "kind", "number", "holder", "bank", "supplied" of a node. */
void sy_graph_json_names(sy_json *j, const sy_graph *g, uint32_t node);

#endif
