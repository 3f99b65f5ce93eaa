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

enum { MOST_COLUMNS = 8, MOST_IN_COLUMN = 9, MOST_NODES = 4000 };

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
    size_t n_nodes;
    uint32_t *of_ledger;                /* node + 1 */
    uint32_t *of_line;                  /* of destinations by name: node + 1 */
    const sy_destination **line_of_row; /* of the dossier's rows: the line it ends in */
    edge *edges;
    size_t n_edges;
} picture;

static uint32_t add_node(picture *p, node n)
{
    SY_ASSERT(p->n_nodes < MOST_NODES);
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
static uint32_t end_node(picture *p, size_t row, unsigned column)
{
    const sy_destination *line = p->line_of_row[row];
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

static void add_edge(picture *p, uint32_t from, uint32_t to, const sy_dossier_row *row, size_t n)
{
    node *payee = &p->nodes[to];

    p->edges[p->n_edges++] = (edge){from, to, row->traced->tainted};
    payee->payments++;
    if (!payee->first_row) payee->first_row = (uint32_t)n + 1;
}

static bool leaves(const sy_flow *f, const sy_dossier_row *row)
{
    return sy_is_outside(f->to[row->traced->transfer]);
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

static sy_status find_lines(picture *p, sy_err *err)
{
    const sy_dossier *d = p->d;

    p->line_of_row = sy_arena_get(&p->arena, d->n_rows * sizeof *p->line_of_row);
    if (!p->line_of_row) return sy_fail_nomem(err);
    for (size_t i = 0; i < d->n_list; i++) {
        for (size_t k = 0; k < d->list[i].n_transfers; k++) {
            const size_t n = sy_dossier_row_number(d, d->list[i].transfers[k]);
            if (n) p->line_of_row[n - 1] = &d->list[i];
        }
    }
    return SY_OK;
}

static sy_status make_nodes(picture *p, sy_err *err)
{
    const sy_dossier *d = p->d;
    const sy_flow *f = d->f;

    p->nodes = sy_arena_get(&p->arena, MOST_NODES * sizeof *p->nodes);
    p->edges = sy_arena_get(&p->arena, d->n_rows * sizeof *p->edges);
    p->of_ledger = sy_arena_get(&p->arena, f->n_ledgers * sizeof *p->of_ledger);
    p->of_line = sy_arena_get(&p->arena, d->n_list * sizeof *p->of_line);
    if (!p->nodes || !p->edges || !p->of_ledger || !p->of_line) return sy_fail_nomem(err);
    sy_status st = find_lines(p, err);
    if (st != SY_OK) return st;
    add_sources(p);
    for (size_t i = 0; i < d->n_rows && p->n_nodes + 2 < MOST_NODES / 2; i++) {
        const uint32_t x = d->rows[i].traced->transfer;
        if (sy_is_outside(f->from[x]) || leaves(f, &d->rows[i])) continue;
        const uint32_t from = node_of_ledger(p, f->from[x], ACCOUNT);
        const uint32_t to = node_of_ledger(p, f->to[x], ACCOUNT);
        if (from == to || (p->nodes[from].kind == SOURCE && p->nodes[to].kind == SOURCE)) continue;
        add_edge(p, from, to, &d->rows[i], i);
    }
    find_columns(p);
    for (size_t i = 0; i < d->n_rows && p->n_nodes + 2 < MOST_NODES; i++) {
        const uint32_t x = d->rows[i].traced->transfer;
        if (sy_is_outside(f->from[x]) || !leaves(f, &d->rows[i])) continue;
        const uint32_t from = node_of_ledger(p, f->from[x], ACCOUNT);
        add_edge(p, from, end_node(p, i, p->nodes[from].column + 1), &d->rows[i], i);
    }
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
    if (n <= MOST_IN_COLUMN || p->n_nodes == MOST_NODES) return;
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

static int by_ends(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
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

/* Cards by columns without empty ones between, then bands between them. */
static sy_status draw(picture *p, sy_buf *b, unsigned *columns, sy_err *err)
{
    sy_card *cards = sy_arena_get(&p->arena, p->n_nodes * sizeof *cards);
    sy_band *bands = sy_arena_get(&p->arena, p->n_edges * sizeof *bands);
    uint32_t *card_of = sy_arena_get(&p->arena, p->n_nodes * sizeof *card_of);
    sy_sankey s = {.cards = cards, .bands = bands};

    if (!cards || !bands || !card_of) return sy_fail_nomem(err);
    for (unsigned column = 0, used = 0; column < MOST_COLUMNS; column++) {
        const size_t before = s.n_cards;
        for (uint32_t i = 0; i < p->n_nodes; i++) {
            const node *n = &p->nodes[i];
            if (n->column != column || n->merged != i || !is_drawn(p, n)) continue;
            card_of[i] = (uint32_t)s.n_cards;
            if (!make_card(p, &cards[s.n_cards], n)) return sy_fail_nomem(err);
            cards[s.n_cards++].column = used;
        }
        if (s.n_cards > before) used++;
    }
    size_t drawn = 0;
    for (size_t i = 0; i < p->n_edges; i++) {
        const edge *e = &p->edges[i];
        const uint32_t from = p->nodes[e->from].merged, to = p->nodes[e->to].merged;
        if (is_drawn(p, &p->nodes[from]) && is_drawn(p, &p->nodes[to])) {
            p->edges[drawn++] = (edge){card_of[from], card_of[to], e->amount};
        }
    }
    p->n_edges = drawn;
    if (p->n_edges) qsort(p->edges, p->n_edges, sizeof *p->edges, by_ends);
    for (size_t i = 0; i < p->n_edges; i++) {
        const edge *e = &p->edges[i];
        if (e->from == e->to) continue;
        if (s.n_bands && bands[s.n_bands - 1].from == e->from && bands[s.n_bands - 1].to == e->to) {
            bands[s.n_bands - 1].amount += e->amount;
        } else {
            bands[s.n_bands++] = (sy_band){.from = e->from, .to = e->to, .amount = e->amount};
        }
    }
    return sy_sankey_draw(b, columns, &s, err);
}

sy_status sy_picture_draw(sy_buf *b, unsigned *columns, const sy_dossier *d, sy_err *err)
{
    picture p = {.d = d};
    sy_status st = SY_OK;
    rank *ranks = NULL;

    *columns = 0;
    if (d->n_rows == 0) return SY_OK;
    sy_arena_init(&p.arena, NULL);
    ranks = sy_arena_get(&p.arena, MOST_NODES * sizeof *ranks);
    st = ranks ? make_nodes(&p, err) : sy_fail_nomem(err);
    if (st == SY_OK) {
        add_up(&p);
        for (unsigned column = 0; column < MOST_COLUMNS; column++) thin_column(&p, column, ranks);
        st = draw(&p, b, columns, err);
    }
    sy_arena_dispose(&p.arena);
    return st;
}
