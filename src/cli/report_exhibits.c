/* report_exhibits.c - suyuan report WS exhibits: the pinned paths of a board, payment by payment.
 * The board says which cards, filters and rule (suyuan graph --board). */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/graph.h"
#include "cli/report.h"
#include "report/exhibit.h"
#include "report/page.h"
#include "report/words.h"

enum { LISTED = 3000 }; /* payments of an exhibit; sums have all */

static const size_t page_max = (size_t)256 << 20;

/* A payment between two cards of the path. */
typedef struct step {
    uint32_t from, to, transfer; /* cards by their place on the path */
} step;

/* One exhibit at a time; all of it from arena, but what g has. */
typedef struct gathering {
    sy_graph *g;
    const sy_telling *telling;
    sy_arena *arena;
    const char **ids; /* by card */
    sy_exhibit_card *cards;
    uint32_t n_cards;
    uint32_t *card_of; /* by node; SY_NONE */
    step *steps;       /* by link, then as they happened */
    size_t n_steps;
} gathering;

/* ---- cards ---- */

/* A card named again is the same card; people on a picture of accounts are several nodes. */
static sy_status add_card(gathering *x, const char *id, sy_err *err)
{
    sy_err ignored = {0};
    uint32_t one, *nodes = &one;
    size_t n = 1;
    sy_status st = SY_OK;

    if (sy_graph_named(&one, x->g, id, &ignored) != SY_OK)
        st = sy_graph_nodes_of_person(&nodes, &n, x->g, id, err);
    if (st != SY_OK || (n > 0 && x->card_of[nodes[0]] != SY_NONE)) return st;
    for (size_t i = 0; i < n; i++) {
        if (x->card_of[nodes[i]] == SY_NONE) x->card_of[nodes[i]] = x->n_cards;
    }
    x->ids[x->n_cards] = id;
    x->cards[x->n_cards++] = (sy_exhibit_card){.title = n ? sy_graph_title(x->g, nodes[0]) : id,
                                               .note = sy_graph_note(x->g, id),
                                               .is_gone = n == 0};
    return SY_OK;
}

static sy_status add_cards(gathering *x, const sy_board_exhibit *pinned, sy_err *err)
{
    const size_t n_nodes = x->g->links->n_nodes;
    sy_status st = SY_OK;

    x->ids = sy_arena_get(x->arena, (pinned->n + 1) * sizeof *x->ids);
    x->cards = sy_arena_get(x->arena, (pinned->n + 1) * sizeof *x->cards);
    x->card_of = sy_arena_get(x->arena, (n_nodes + 1) * sizeof *x->card_of);
    if (!x->ids || !x->cards || !x->card_of) return sy_fail_nomem(err);
    for (size_t i = 0; i < n_nodes; i++) x->card_of[i] = SY_NONE;
    for (size_t i = 0; i < pinned->n && st == SY_OK; i++) st = add_card(x, pinned->cards[i], err);
    return st;
}

/* ---- payments ---- */

static bool is_between(step *out, const gathering *x, uint32_t t)
{
    const sy_flow *f = sy_case_flow(x->g->c);

    if (!sy_links_has(f, &x->g->wish, t)) return false;
    *out = (step){.from = x->card_of[sy_node_of(f, &x->g->wish, f->from[t], false)],
                  .to = x->card_of[sy_node_of(f, &x->g->wish, f->to[t], true)],
                  .transfer = t};
    return out->from != SY_NONE && out->to != SY_NONE && out->from != out->to;
}

/* The path's own links first, in its order; then what else went between its cards. */
static int by_link(const void *a, const void *b)
{
    const step *p = a, *q = b;
    const bool p_else = p->to != p->from + 1, q_else = q->to != q->from + 1;

    if (p_else != q_else) return p_else - q_else;
    if (p->from != q->from) return p->from < q->from ? -1 : 1;
    if (p->to != q->to) return p->to < q->to ? -1 : 1;
    return (p->transfer > q->transfer) - (p->transfer < q->transfer);
}

static sy_status find_steps(gathering *x, sy_err *err)
{
    const uint32_t n = sy_case_flow(x->g->c)->n_transfers;
    size_t most = 0;
    step s;

    for (uint32_t t = 0; t < n; t++) most += is_between(&s, x, t);
    x->steps = sy_arena_get(x->arena, (most + 1) * sizeof *x->steps);
    if (!x->steps) return sy_fail_nomem(err);
    x->n_steps = 0;
    for (uint32_t t = 0; t < n; t++) {
        if (is_between(&s, x, t)) x->steps[x->n_steps++] = s;
    }
    qsort(x->steps, x->n_steps, sizeof *x->steps, by_link);
    return SY_OK;
}

static sy_exhibit_end end_of(const sy_flow *f, uint32_t end, const sy_party *outside)
{
    if (!sy_is_outside(end))
        return (sy_exhibit_end){sy_slice_of(sy_ledger_holder(f, end)),
                                sy_slice_of(sy_ledger_number(f, end))};
    if (outside->name.len || outside->number.len)
        return (sy_exhibit_end){outside->name, outside->number};
    return (sy_exhibit_end){sy_slice_of(sy_outside_title(sy_outside_kind(end))), {"", 0}};
}

static void tell_payment(sy_exhibit_payment *p, const gathering *x, uint32_t t,
                         const sy_party *outside)
{
    const sy_flow *f = sy_case_flow(x->g->c);
    uint32_t places[2];

    *p = (sy_exhibit_payment){.at = sy_flow_at(f, t),
                              .precision = sy_transfer_precision(f, t),
                              .from = end_of(f, f->from[t], outside),
                              .to = end_of(f, f->to[t], outside),
                              .amount = f->amount[t],
                              .traced = x->g->trace ? sy_graph_taint_of(x->g, t).tainted : 0,
                              .n_rows = sy_places_of(f, t, places)};
    for (size_t i = 0; i < p->n_rows; i++) sy_row_at(x->telling, places[i], &p->rows[i]);
}

/* The first LISTED of all links; *payments has one for each. */
static sy_status tell_payments(sy_exhibit_payment **payments, const gathering *x, sy_err *err)
{
    const size_t n = x->n_steps < LISTED ? x->n_steps : LISTED;
    uint32_t *transfers = sy_arena_get(x->arena, (n + 1) * sizeof *transfers);
    sy_party *parties = NULL;

    *payments = sy_arena_get(x->arena, (n + 1) * sizeof **payments);
    if (!transfers || !*payments) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) transfers[i] = x->steps[i].transfer;
    const sy_status st =
        n ? sy_parties_of(&parties, x->telling, transfers, n, x->arena, err) : SY_OK;
    for (size_t i = 0; i < n && st == SY_OK; i++)
        tell_payment(&(*payments)[i], x, transfers[i], &parties[i]);
    return st;
}

/* ---- links ---- */

static sy_status note_of_link(const char **note, const gathering *x, const step *s, sy_err *err)
{
    const size_t from = strlen(x->ids[s->from]), to = strlen(x->ids[s->to]);
    char *key = sy_arena_get(x->arena, from + to + 2);

    if (!key) return sy_fail_nomem(err);
    memcpy(key, x->ids[s->from], from);
    key[from] = '\n';
    memcpy(key + from + 1, x->ids[s->to], to + 1);
    *note = sy_graph_note(x->g, key);
    return SY_OK;
}

static sy_status add_link(sy_exhibit_link **next, const gathering *x, const step *s, sy_err *err)
{
    sy_exhibit_link *l = (*next)++;

    *l = (sy_exhibit_link){.from = x->cards[s->from].title,
                           .to = x->cards[s->to].title,
                           .is_step = s->to == s->from + 1};
    return note_of_link(&l->note, x, s, err);
}

/* Adds steps[i] up to the last of its link; returns where the next link begins. */
static size_t sum_link(sy_exhibit_link *l, const gathering *x, const sy_exhibit_payment *payments,
                       size_t i, bool *fits)
{
    const sy_flow *f = sy_case_flow(x->g->c);
    const step *first = &x->steps[i];

    l->payments = &payments[i < LISTED ? i : 0];
    for (; i < x->n_steps && x->steps[i].from == first->from && x->steps[i].to == first->to; i++) {
        const uint32_t t = x->steps[i].transfer;
        const sy_minor traced = x->g->trace ? sy_graph_taint_of(x->g, t).tainted : 0;
        l->n++;
        l->n_payments += i < LISTED;
        *fits = *fits && sy_minor_add(&l->sum, l->sum, f->amount[t]) &&
                sy_minor_add(&l->traced, l->traced, traced);
    }
    return i;
}

/* A step without a payment is told of, too. */
static sy_status add_links(sy_exhibit *e, const gathering *x, const sy_exhibit_payment *payments,
                           sy_err *err)
{
    sy_exhibit_link *links = sy_arena_get(x->arena, (x->n_steps + x->n_cards + 1) * sizeof *links),
                    *next = links;
    bool fits = true;
    size_t i = 0;
    sy_status st = links ? SY_OK : sy_fail_nomem(err);

    for (uint32_t c = 0; c + 1 < x->n_cards && st == SY_OK; c++) {
        const step s = {.from = c, .to = c + 1};
        st = add_link(&next, x, &s, err);
        if (st == SY_OK && i < x->n_steps && x->steps[i].from == c && x->steps[i].to == c + 1)
            i = sum_link(next - 1, x, payments, i, &fits);
    }
    while (i < x->n_steps && st == SY_OK) {
        st = add_link(&next, x, &x->steps[i], err);
        if (st == SY_OK) i = sum_link(next - 1, x, payments, i, &fits);
    }
    if (st != SY_OK) return st;
    e->links = links;
    e->n_links = (size_t)(next - links);
    return fits ? SY_OK : sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
}

static sy_status gather(sy_exhibit *e, gathering *x, const sy_board_exhibit *pinned, sy_err *err)
{
    sy_exhibit_payment *payments = NULL;
    sy_status st = add_cards(x, pinned, err);

    if (st == SY_OK) st = find_steps(x, err);
    if (st == SY_OK) st = tell_payments(&payments, x, err);
    e->name = pinned->name;
    e->cards = x->cards;
    e->n_cards = x->n_cards;
    return st == SY_OK ? add_links(e, x, payments, err) : st;
}

/* ---- all of a board ---- */

typedef void put_fn(void *to, const sy_exhibit *e);

static void put_page(void *to, const sy_exhibit *e)
{
    sy_exhibit_page(to, e);
}

static void put_sheet(void *to, const sy_exhibit *e)
{
    sy_exhibit_sheet(to, e);
}

static sy_status each(sy_graph *g, put_fn *put, void *to, sy_err *err)
{
    sy_graph_remarks said;
    sy_case_facts facts;
    sy_telling telling;
    sy_arena arena;
    sy_status st = sy_case_get(sy_case_workspace(g->c), &facts, &g->call->arena, err);

    sy_arena_init(&arena, NULL);
    if (st == SY_OK) st = sy_telling_init(&telling, g->c, &g->call->arena, err);
    if (st == SY_OK) st = sy_graph_say(&said, g, err);
    for (size_t i = 0; i < g->board.n_exhibits && st == SY_OK; i++) {
        sy_exhibit e = {.number = i + 1,
                        .board = g->board_name,
                        .facts = &facts,
                        .remarks = said.lines,
                        .n_remarks = said.n,
                        .has_trace = g->trace};
        gathering x = {.g = g, .telling = &telling, .arena = &arena};
        sy_arena_clear(&arena);
        st = gather(&e, &x, &g->board.exhibits[i], err);
        if (st == SY_OK) put(to, &e);
    }
    sy_arena_dispose(&arena);
    return st;
}

static sy_status write_page(const char *path, sy_graph *g, sy_err *err)
{
    sy_page frame;
    sy_buf page;

    sy_buf_init(&page, NULL, page_max);
    sy_page_open(&frame, &page, g->board_name);
    sy_status st = each(g, put_page, &page, err);
    sy_page_close(&frame);
    if (st == SY_OK && sy_buf_status(&page) != SY_OK)
        st = sy_fail(err, sy_buf_status(&page), N_("the page grew too large"));
    if (st == SY_OK) st = sy_file_write(path, page.ptr, page.len, err);
    sy_buf_dispose(&page);
    return st;
}

static sy_status write_book(const char *path, sy_graph *g, sy_err *err)
{
    sy_paper p;
    sy_status st = sy_paper_open(&p, path, err);

    if (st != SY_OK) return st;
    st = each(g, put_sheet, &p, err);
    return sy_workbook_close(&p.w, st, err);
}

sy_status sy_report_exhibits(sy_call *call, const char *path, sy_err *err)
{
    const bool is_page = sy_slice_ends(sy_slice_of(path), SY_TEXT(".html"));
    const sy_preset board = {"board", sy_call_option(call, "board")};
    sy_call of_graph = {.command = &sy_cmd_graph, .words = call->words, .n_words = 1};
    sy_graph g = {.n_cards = 0};

    if (!is_page && !sy_slice_ends(sy_slice_of(path), SY_TEXT(".xlsx")))
        return sy_fail(err, SY_EINVAL, N_("exhibits are .html or .xlsx"));
    if (!board.value)
        return sy_fail(err, SY_EINVAL, N_("say whose exhibits: --board NAME (suyuan board)"));
    sy_arena_init(&of_graph.arena, NULL);
    sy_status st = sy_call_preset(&of_graph, &board, 1, err);
    if (st == SY_OK) st = sy_graph_open(&g, &of_graph, err);
    if (st == SY_OK && g.board.n_exhibits == 0)
        st = sy_fail(err, SY_EDATA, N_("no path is pinned on the board \"%.60s\""), g.board_name);
    if (st == SY_OK) st = is_page ? write_page(path, &g, err) : write_book(path, &g, err);
    sy_graph_close(&g);
    sy_call_dispose(&of_graph);
    return st;
}
