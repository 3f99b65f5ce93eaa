/* picture.c - nodes are accounts in the order in which traced money reached
 * them, payees of property one by one, and the ends of everyday life (cash,
 * shops, fees) together, where they are worth a card. Columns hold at most nine
 * cards: the smallest of a column become one. What is left out of the picture
 * stands in the tables. */
#include "report/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "report/sankey.h"
#include "report/words.h"

enum { MOST_COLUMNS = 8, MOST_IN_COLUMN = 9, MOST_BANDS = 90, MOST_BACK = 8 };

typedef enum node_kind { SOURCE, ACCOUNT, PROPERTY, END, EVERYDAY, REST } node_kind;

typedef struct node {
    node_kind kind;
    uint32_t ledger;            /* SOURCE, ACCOUNT: its first */
    const sy_destination *line; /* PROPERTY, END */
    unsigned column;
    sy_minor in, out, held;
    size_t payments;
    uint32_t first_row;       /* of evidence; 0: none */
    uint32_t merged, members; /* into which node; how many it stands for */
} node;

typedef struct edge {
    uint32_t from, to; /* nodes */
    sy_minor amount;
} edge;

typedef struct picture {
    const sy_dossier *d;
    sy_arena arena;
    node *nodes;
    size_t n_nodes, most_nodes;
    uint32_t *of_ledger;            /* node + 1 */
    uint32_t *of_line;              /* of destinations by name: node + 1 */
    const sy_destination **line_of; /* of the trace's transfers: the line it ends in */
    edge *edges;
    size_t n_edges;
} picture;

static uint32_t add_node(picture *p, node n)
{
    SY_ASSERT(p->n_nodes < p->most_nodes);
    n.merged = (uint32_t)p->n_nodes;
    n.members = 1;
    p->nodes[p->n_nodes] = n;
    return (uint32_t)p->n_nodes++;
}

/* The ledgers of one account with a statement are one node, those without
 * another: there the trace breaks off. */
static uint32_t first_sibling(const sy_flow *f, uint32_t ledger)
{
    uint32_t first = ledger;

    for (uint32_t l = ledger; l-- > 0 && f->ledgers[l].account == f->ledgers[ledger].account;) {
        if ((f->ledgers[l].flags & SY_L_UNSUPPLIED) ==
            (f->ledgers[ledger].flags & SY_L_UNSUPPLIED)) {
            first = l;
        }
    }
    return first;
}

static uint32_t node_of_ledger(picture *p, uint32_t ledger, node_kind kind)
{
    const uint32_t first = first_sibling(p->d->f, ledger);

    if (!p->of_ledger[first]) {
        p->of_ledger[first] = add_node(p, (node){.kind = kind, .ledger = first}) + 1;
    }
    return p->of_ledger[first] - 1;
}

/* ---- nodes and edges ---- */

/* Accounts named as sources, and payers of the rows named, come first. */
static void add_sources(picture *p)
{
    const sy_flow *f = p->d->f;

    for (size_t i = 0; i < p->d->asked->n_seeds; i++) {
        const sy_seed *s = &p->d->asked->seeds[i];
        if (s->kind == SY_SEED_TRANSFER) {
            if (!sy_is_outside(f->from[s->transfer])) {
                node_of_ledger(p, f->from[s->transfer], SOURCE);
            }
            continue;
        }
        for (uint32_t l = 0; l < f->n_ledgers; l++) {
            if (f->ledgers[l].account == s->account && !(f->ledgers[l].flags & SY_L_UNSUPPLIED)) {
                node_of_ledger(p, l, SOURCE);
            }
        }
    }
}

/* A share of what was seeded, below which an end of everyday life gets no card
 * of its own (one in fifty), or none at all (one in two hundred). */
enum { OWN_CARD = 50, ANY_CARD = 200 };

static bool has_own_card(const sy_dossier *d, const sy_destination *line)
{
    if (line->kind == SY_SINK_PROPERTY) return true;
    return (line->kind == SY_SINK_OTHER || line->kind == SY_SINK_UNMATCHED) &&
           line->amount[d->shown->rule] >= d->seeded / OWN_CARD;
}

/* The end of a transfer that leaves the ledgers. Everyday ends are one card a
 * column, so that no band has far to go. */
static uint32_t end_node(picture *p, const sy_destination *line, unsigned column)
{
    const sy_dossier *d = p->d;

    if (line && has_own_card(d, line)) {
        uint32_t *known = &p->of_line[line - d->list];
        if (!*known) {
            const node_kind kind = line->kind == SY_SINK_PROPERTY ? PROPERTY : END;
            *known = add_node(p, (node){.kind = kind, .line = line}) + 1;
        }
        return *known - 1;
    }
    for (uint32_t i = 0; i < p->n_nodes; i++) {
        if (p->nodes[i].kind == EVERYDAY && p->nodes[i].column == column) return i;
    }
    return add_node(p, (node){.kind = EVERYDAY, .column = column});
}

static void add_edge(picture *p, uint32_t from, uint32_t to, const sy_traced *x)
{
    node *payee = &p->nodes[to];

    p->edges[p->n_edges++] = (edge){from, to, x->tainted};
    payee->payments++;
    if (!payee->first_row) {
        payee->first_row = (uint32_t)sy_dossier_row_number(p->d, x->transfer);
    }
}

static int by_ends(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* One edge for each pair of ends. */
static void merge_edges(picture *p)
{
    size_t n = 0;

    if (p->n_edges) qsort(p->edges, p->n_edges, sizeof *p->edges, by_ends);
    for (size_t i = 0; i < p->n_edges; i++) {
        if (n > 0 && by_ends(&p->edges[n - 1], &p->edges[i]) == 0) {
            p->edges[n - 1].amount += p->edges[i].amount;
        } else {
            p->edges[n++] = p->edges[i];
        }
    }
    p->n_edges = n;
}

/* Columns of accounts by the longest way, in the order of first arrival. */
static void find_columns(picture *p)
{
    bool moved = true;

    for (size_t round = 0; moved && round < p->n_nodes; round++) {
        moved = false;
        for (size_t i = 0; i < p->n_edges; i++) {
            const edge *e = &p->edges[i];
            node *to = &p->nodes[e->to];
            const unsigned column = p->nodes[e->from].column + 1;
            if (e->from >= e->to || to->kind == SOURCE || to->column >= column) continue;
            /* The last column is kept for ends, so that they stand right of all accounts. */
            const unsigned most = to->kind == ACCOUNT ? MOST_COLUMNS - 2 : MOST_COLUMNS - 1;
            moved = moved || (column <= most);
            to->column = column < most ? column : most;
        }
    }
}

static int by_transfer(const void *key, const void *item)
{
    const uint32_t a = *(const uint32_t *)key, b = ((const sy_traced *)item)->transfer;
    return a < b ? -1 : a > b;
}

static void find_lines(picture *p)
{
    const sy_trace *trace = p->d->shown;

    for (size_t i = 0; i < p->d->n_list; i++) {
        const sy_destination *line = &p->d->list[i];
        for (size_t k = 0; k < line->n_transfers; k++) {
            const sy_traced *x = bsearch(&line->transfers[k], trace->transfers, trace->n_transfers,
                                         sizeof *x, by_transfer);
            if (x) p->line_of[x - trace->transfers] = line;
        }
    }
}

static sy_status get_room(picture *p, sy_err *err)
{
    const sy_dossier *d = p->d;
    const size_t n = d->shown->n_transfers;

    p->most_nodes = d->f->n_ledgers + d->n_list + 3 * MOST_COLUMNS;
    p->nodes = sy_arena_get(&p->arena, p->most_nodes * sizeof *p->nodes);
    p->edges = sy_arena_get(&p->arena, n * sizeof *p->edges);
    p->of_ledger = sy_arena_get(&p->arena, d->f->n_ledgers * sizeof *p->of_ledger);
    p->of_line = sy_arena_get(&p->arena, d->n_list * sizeof *p->of_line);
    p->line_of = sy_arena_get(&p->arena, n * sizeof *p->line_of);
    if (p->nodes && p->edges && p->of_ledger && p->of_line && p->line_of) return SY_OK;
    return sy_fail_nomem(err);
}

static void add_transfer(picture *p, size_t i, bool outside)
{
    const sy_flow *f = p->d->f;
    const sy_traced *x = &p->d->shown->transfers[i];
    const uint32_t payer = f->from[x->transfer], payee = f->to[x->transfer];

    if (x->tainted == 0 || sy_is_outside(payer) || sy_is_outside(payee) != outside) return;
    const uint32_t from = node_of_ledger(p, payer, ACCOUNT);
    const uint32_t to = outside ? end_node(p, p->line_of[i], p->nodes[from].column + 1)
                                : node_of_ledger(p, payee, ACCOUNT);
    /* Among the sources themselves nothing is followed. */
    if (from == to || (p->nodes[from].kind == SOURCE && p->nodes[to].kind == SOURCE)) return;
    add_edge(p, from, to, x);
}

/* Accounts first: where the ends stand follows from their columns. */
static sy_status make_nodes(picture *p, sy_err *err)
{
    const size_t n = p->d->shown->n_transfers;
    const sy_status st = get_room(p, err);

    if (st != SY_OK) return st;
    find_lines(p);
    add_sources(p);
    for (size_t i = 0; i < n; i++) add_transfer(p, i, false);
    merge_edges(p);
    find_columns(p);
    for (size_t i = 0; i < n; i++) add_transfer(p, i, true);
    merge_edges(p);
    find_columns(p);
    return SY_OK;
}

static void add_up(picture *p)
{
    const sy_dossier *d = p->d;

    for (size_t i = 0; i < p->n_edges; i++) {
        p->nodes[p->edges[i].from].out += p->edges[i].amount;
        p->nodes[p->edges[i].to].in += p->edges[i].amount;
    }
    for (size_t i = 0; i < d->n_list; i++) {
        const sy_destination *line = &d->list[i];
        if (line->kind != SY_SINK_HELD || line->ledger >= d->f->n_ledgers) continue;
        const uint32_t n = p->of_ledger[first_sibling(d->f, line->ledger)];
        if (n) p->nodes[n - 1].held += line->amount[d->shown->rule];
    }
}

/* ---- fewer cards ---- */

typedef struct rank {
    uint32_t node;
    sy_minor amount;
    bool keep;
} rank;

static int by_amount(const void *a, const void *b)
{
    const rank *x = a, *y = b;
    if (x->keep != y->keep) return x->keep ? -1 : 1;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

static sy_minor size_of(const node *n)
{
    return n->kind == SOURCE ? n->out : n->in;
}

static bool is_drawn(const picture *p, const node *n)
{
    if (n->in == 0 && n->out == 0) return false;
    return n->kind != EVERYDAY || n->in >= p->d->seeded / ANY_CARD;
}

/* The smallest of a full column become one card; property is the last to go. */
static void thin_column(picture *p, unsigned column, rank *ranks)
{
    const size_t before = p->n_nodes;
    size_t n = 0;

    for (uint32_t i = 0; i < before; i++) {
        const node *x = &p->nodes[i];
        if (x->column != column || !is_drawn(p, x)) continue;
        ranks[n++] = (rank){i, size_of(x), x->kind == PROPERTY || x->kind == SOURCE};
    }
    if (n <= MOST_IN_COLUMN) return;
    qsort(ranks, n, sizeof *ranks, by_amount);
    const uint32_t rest = add_node(p, (node){.kind = REST, .column = column});
    node *r = &p->nodes[rest];
    r->members = 0;
    for (size_t i = MOST_IN_COLUMN - 1; i < n; i++) {
        node *x = &p->nodes[ranks[i].node];
        x->merged = rest;
        r->members++;
        r->in += x->in;
        r->out += x->out;
        r->held += x->held;
        r->payments += x->payments;
        if (!r->first_row) r->first_row = x->first_row;
    }
}

/* ---- cards ---- */

static char *text(picture *p, const char *a, const char *between, const char *c)
{
    const size_t size = strlen(a) + strlen(between) + strlen(c) + 1;
    char *out = sy_arena_get(&p->arena, size);

    if (out) snprintf(out, size, "%s%s%s", a, between, c);
    return out;
}

static char *copy(picture *p, sy_slice s)
{
    return sy_arena_text(&p->arena, s.ptr ? s.ptr : "", s.len);
}

static char *payments_text(picture *p, size_t n)
{
    char *out = sy_arena_get(&p->arena, 80);
    if (out) snprintf(out, 80, _("payments: %zu"), n);
    return out;
}

static void account_card(picture *p, sy_card *c, const node *n)
{
    const sy_flow *f = p->d->f;
    const char *holder = sy_ledger_holder(f, n->ledger), *number = sy_ledger_number(f, n->ledger);
    const bool unsupplied = f->ledgers[n->ledger].flags & SY_L_UNSUPPLIED;

    c->title = *holder ? holder : number;
    c->detail = *holder ? number : NULL;
    if (unsupplied) c->detail = text(p, _("no statement"), " ", c->detail ? c->detail : "");
    c->look = n->kind == SOURCE ? SY_CARD_SOURCE
              : unsupplied      ? SY_CARD_UNSUPPLIED
                                : SY_CARD_ACCOUNT;
}

static bool make_card(picture *p, sy_card *c, const node *n)
{
    *c = (sy_card){.amount = size_of(n), .held = n->held};
    switch (n->kind) {
    case SOURCE:
    case ACCOUNT:
        account_card(p, c, n);
        break;
    case PROPERTY:
    case END:
        c->look = n->kind == END ? SY_CARD_END : SY_CARD_PROPERTY;
        c->title = copy(p, n->line->name.len ? n->line->name : n->line->number);
        c->detail =
            text(p, n->line->class_name ? n->line->class_name : sy_sink_title(n->line->kind), " · ",
                 payments_text(p, n->payments));
        break;
    case EVERYDAY:
        c->look = SY_CARD_END;
        c->title = _("cash, shops, fees");
        c->detail = payments_text(p, n->payments);
        break;
    case REST:
        c->look = SY_CARD_END;
        c->title = sy_arena_get(&p->arena, 120);
        if (c->title) snprintf((char *)c->title, 120, _("%u others"), n->members);
        c->detail = payments_text(p, n->payments);
        break;
    }
    if (n->first_row) {
        char *anchor = sy_arena_get(&p->arena, 24);
        if (anchor) snprintf(anchor, 24, "t%u", n->first_row);
        c->anchor = anchor;
    }
    return c->title != NULL;
}

/* Cards by columns without empty ones between. */
static sy_status make_cards(picture *p, sy_card *cards, size_t *n_cards, uint32_t *card_of,
                            sy_err *err)
{
    for (unsigned column = 0, used = 0; column < MOST_COLUMNS; column++) {
        const size_t before = *n_cards;
        for (uint32_t i = 0; i < p->n_nodes; i++) {
            const node *n = &p->nodes[i];
            if (n->column != column || n->merged != i || !is_drawn(p, n)) continue;
            card_of[i] = (uint32_t)*n_cards;
            if (!make_card(p, &cards[*n_cards], n)) return sy_fail_nomem(err);
            cards[(*n_cards)++].column = used;
        }
        if (*n_cards > before) used++;
    }
    return SY_OK;
}

static int by_size(const void *a, const void *b)
{
    const sy_band *x = a, *y = b;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* The largest bands between the cards; fewer of those that go back, which need
 * a lane each. */
static void make_bands(picture *p, sy_band *bands, size_t *n_bands, const sy_card *cards,
                       const uint32_t *card_of, sy_picture *info)
{
    size_t n = 0, back = 0;

    for (size_t i = 0; i < p->n_edges; i++) {
        const edge *e = &p->edges[i];
        const uint32_t from = p->nodes[e->from].merged, to = p->nodes[e->to].merged;
        if (from == to || !is_drawn(p, &p->nodes[from]) || !is_drawn(p, &p->nodes[to])) continue;
        p->edges[n++] = (edge){card_of[from], card_of[to], e->amount};
    }
    p->n_edges = n;
    merge_edges(p);
    for (size_t i = 0; i < p->n_edges; i++) {
        bands[i] = (sy_band){p->edges[i].from, p->edges[i].to, p->edges[i].amount, NULL};
    }
    if (p->n_edges) qsort(bands, p->n_edges, sizeof *bands, by_size);
    for (size_t i = 0; i < p->n_edges; i++) {
        const bool is_back = cards[bands[i].from].column >= cards[bands[i].to].column;
        if (i >= MOST_BANDS || (is_back && back++ >= MOST_BACK)) {
            info->left_out++;
            info->left_amount += bands[i].amount;
        } else {
            bands[(*n_bands)++] = bands[i];
        }
    }
}

static sy_status draw(picture *p, sy_buf *b, sy_picture *info, sy_err *err)
{
    sy_card *cards = sy_arena_get(&p->arena, p->n_nodes * sizeof *cards);
    sy_band *bands = sy_arena_get(&p->arena, p->n_edges * sizeof *bands);
    uint32_t *card_of = sy_arena_get(&p->arena, p->n_nodes * sizeof *card_of);
    sy_sankey s = {.cards = cards, .bands = bands};

    if (!cards || !bands || !card_of) return sy_fail_nomem(err);
    const sy_status st = make_cards(p, cards, &s.n_cards, card_of, err);
    if (st != SY_OK) return st;
    make_bands(p, bands, &s.n_bands, cards, card_of, info);
    return sy_sankey_draw(b, &info->columns, &s, err);
}

sy_status sy_picture_draw(sy_buf *b, sy_picture *info, const sy_dossier *d, sy_err *err)
{
    picture p = {.d = d};
    sy_status st = SY_OK;
    rank *ranks = NULL;

    *info = (sy_picture){0};
    if (d->n_rows == 0) return SY_OK;
    sy_arena_init(&p.arena, NULL);
    st = make_nodes(&p, err);
    if (st == SY_OK) {
        ranks = sy_arena_get(&p.arena, p.n_nodes * sizeof *ranks);
        if (!ranks) st = sy_fail_nomem(err);
    }
    if (st == SY_OK) {
        add_up(&p);
        for (unsigned column = 0; column < MOST_COLUMNS; column++) thin_column(&p, column, ranks);
        st = draw(&p, b, info, err);
    }
    sy_arena_dispose(&p.arena);
    return st;
}
